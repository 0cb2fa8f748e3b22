"""The closed lists: severity, outcome, basis, designs, … Every word that code branches on."""

#: How bad it is, worst first.
SEVERITIES = ("contraindicated", "avoid", "caution", "note")

#: How a check may end, worst first.
OUTCOMES = ("contraindicated", "avoid", "ask-first", "caution", "not-checked", "nothing-held")

#: The condition that a command line asks about by an option of its own, as a topic's `asks` does:
#: options stand there before any knowledge is read.
ASKED_ABOUT = "spasticity"

#: Kinds of document that a statement may rest on and that a source may be, the firmest first.
_DOCUMENTS = (
    "label",
    "regulator",
    "guideline",
    "systematic-review",
    "trial",
    "observational",
    "case-report",
)

#: How firmly it is known: the kind of document that a statement rests on.
BASES = (
    *_DOCUMENTS,
    "review",
    "reference",
    "expert",
    "consumer-health",
    "laboratory",
    "hypothesis",
)

#: How much of a source was seen when a statement was written from it.
SEEN = ("full-text", "label", "registry", "abstract", "part", "secondary", "not-seen")

#: What a source is.
SOURCE_KINDS = (
    *_DOCUMENTS,
    "laboratory",
    "review",
    "protocol",
    "registry",
    "reference",
    "position",
    "charity",
    "clinic",
    "news",
    "hypothesis",
    "seed",
)

#: The kinds of answer, beside topics, that say what to look at next.
KINDS_WITH_NEXT = (
    "overview",
    "sources",
    "source",
    "disagreements",
    "disagreement",
    "search",
    "medicines",
    "evidence",
    "notes",
)

#: Where a brand name is used.
REGIONS = ("US", "CA", "UK", "EU", "AU", "other")

#: Whether an interaction was found where it was looked for.
FINDINGS = ("interaction", "none-found", "no-data")

#: How statements change.
CHANGES = ("added", "corrected", "withdrawn")

#: What has become of a point on which sources differ.
STATES = ("open", "flagged", "resolved")

#: How a study was done, or what a document is, by the class it belongs to.
DESIGNS = {
    "trial": (
        "rct-parallel",
        "rct-crossover",
        "rct-pilot",
        "single-blind-crossover",
        "open-label-trial",
        "pharmacology",
    ),
    "observational": (
        "retrospective",
        "register-study",
        "survey",
        "biomarker-study",
        "case-series",
        "case-report",
    ),
    "laboratory": ("laboratory",),
    "protocol": ("protocol", "registry-record"),
    "review": (
        "meta-analysis",
        "cochrane-review",
        "systematic-review",
        "scoping-review",
        "narrative-review",
        "hypothesis",
    ),
    "position": ("guideline", "guidance", "position"),
    "document": ("label", "regulator", "reference", "news", "seed"),
}

#: What is told of a study, in the order of its screen.
STUDY_FACTS = (
    "registration",
    "population",
    "enrolled",
    "analysed",
    "lost",
    "dose",
    "schedule",
    "duration",
    "comparator",
    "funding",
    "adverse-events",
    "limitations",
)

#: How a study's figure was seen; `calculated` is arithmetic, or a note, of ours.
ORIGINS = ("full-text", "abstract", "registry", "label", "part", "secondary", "calculated")

#: What a reader's note may be attached to.
NOTE_KINDS = ("topic", "medicine", "group", "condition", "source")

#: Whom a printed page is for.
AUDIENCES = ("professionals", "patients")

#: How many signs fit on a line of a card, beside its label and its marks.
BRIEF = 54

#: What is written where nothing was seen.
NOT_SEEN = "not seen"

#: What the lines of a section may be, beside an outcome: nobody mentioned it; it was not taken; a
#: point on which sources differ.
NOT_MENTIONED, REFUSED, DIFFER = "not-mentioned", "refused", "differ"

#: How a condition goes: `lasting`: no word of time makes it past; `passing`: over once past.
COURSES = ("lasting", "passing")

#: What the words of `also-beside` are: kinds of words, and languages.
BESIDE = (
    "forms",
    "salts",
    "makers",
    "french",
    "italian",
    "german",
    "spanish",
    "portuguese",
    "nordic",
    "baltic",
    "dutch",
    "slavic",
    "phrases",
)

#: What a word on a list does to what stands beside it; what each holds stands in list-words.yaml.
ROLES = (
    "denial",
    "cleared",
    "immunised",
    "stopped",
    "swapped",
    "replaced",
    "past",
    "current",
    "lessened",
    "resumed",
    "since-then",
    "taken",
    "given",
    "ahead",
    "reaction",
    "intolerance",
    "doubt",
    "others",
    "theirs",
    "refused",
    "but",
    "opens",
    "hence",
)

#: What an outcome did, seen from the patient; `unclear`: it cannot be told.
DIRECTIONS = ("better", "no-difference", "worse", "mixed", "unclear")

#: How sure the best evidence on a condition is, in the sense of GRADE, the surest first.
CERTAINTIES = ("high", "moderate", "low", "very-low")

#: What stands for a condition where a verdict is said of LDN in whatever condition.
ANY = "any"

#: How many signs a verdict has, and its short form on a line of a card.
VERDICT, VERDICT_BRIEF = 150, 44

#: What an outcome was compared with.
AGAINST = ("placebo", "baseline", "another-treatment", "no-comparison")
