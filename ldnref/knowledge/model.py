"""The values that knowledge is made of. Knows nothing of files, questions or screens.

NamedTuples, not dataclasses: they are defined at every start, and cost a seventh of the time.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

#: How bad it is, worst first.
SEVERITIES = ("contraindicated", "avoid", "caution", "note")

#: How a check may end, worst first.
OUTCOMES = ("contraindicated", "avoid", "ask-first", "caution", "not-checked", "nothing-held")

#: How firmly it is known: the kind of document that a statement rests on.
BASES = (
    "label",
    "regulator",
    "guideline",
    "systematic-review",
    "trial",
    "observational",
    "case-report",
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
    "label",
    "regulator",
    "guideline",
    "systematic-review",
    "trial",
    "observational",
    "case-report",
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

#: How a condition goes: `lasting`: no word of time makes it past; `passing`: over once past.
COURSES = ("lasting", "passing")

#: What a word on a list does to what stands beside it; what each holds stands in list-words.yaml.
ROLES = (
    "denial",
    "cleared",
    "stopped",
    "swapped",
    "past",
    "current",
    "reaction",
    "intolerance",
    "doubt",
    "others",
    "refused",
    "but",
)

#: What an outcome did, seen from the patient; `unclear`: it cannot be told.
DIRECTIONS = ("better", "no-difference", "worse", "mixed", "unclear")

#: What an outcome was compared with.
AGAINST = ("placebo", "baseline", "another-treatment", "no-comparison")


class Problem(NamedTuple):
    """Something wrong in a knowledge file, and where; problems are values and sort by place."""

    file: str
    #: Lines and columns count from 1.
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """The problem as editors and compilers write it: file:line:col: message."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Where(NamedTuple):
    """The place of a value in a knowledge file."""

    file: str
    line: int
    column: int


class Source(NamedTuple):
    """A document that statements rest on."""

    #: Permanent: `cree-2010`.
    id: str
    where: Where
    #: One of SOURCE_KINDS.
    kind: str
    #: As a reader would call it: "Cree 2010".
    name: str
    title: str
    #: How much of it was seen; one of SEEN.
    seen: str
    #: The day it was last read; None when it could not be found.
    read: date | None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    #: As printed on the source; None when it shows none.
    year: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    #: A trial register's number: NCT…, EudraCT.
    registry: str | None = None
    #: What stands for its name at the foot of a card, where the name is long.
    short: str | None = None
    #: Only where there is neither DOI nor PMID.
    url: str | None = None
    note: str | None = None


class Citation(NamedTuple):
    """Where in a source a statement stands."""

    #: The source's id.
    ref: str
    where: Where
    #: The place in it: a section, a table, a page.
    at: str
    #: How much of it was seen for this statement, where that differs from the source's own.
    seen: str | None = None


class Quantity(NamedTuple):
    """What prose says in numbers: `exactly`, or `under`, or `low` and/or `high`."""

    unit: str
    exactly: Decimal | None = None
    #: Less than this; `high` includes its figure.
    under: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    #: The time it is counted over: `day`.
    per: str | None = None
    #: Of whom or of what, where several figures stand side by side: `placebo`.
    of: str | None = None


class Limit(NamedTuple):
    """A dose that a statement forbids."""

    #: Speaks when the dose is above this many `unit` a day.
    over: Decimal | None
    #: Speaks when the dose is below this many `unit` a day.
    under: Decimal | None
    unit: str
    per: str


#: Days in the units that a time is written in.
_DAYS = {"d": 1, "w": 7}


class Span(NamedTuple):
    """A time between doses, in days; `low` and `high` are equal when there is one figure."""

    low: int
    high: int


def span(text: str) -> Span | None:
    """A time as `14d`, `2w` or `7d-14d`; None when it is none of these."""
    days = [
        int(part[:-1]) * _DAYS[part[-1]]
        for part in text.split("-")
        if part[:-1].isdecimal() and part[-1] in _DAYS
    ]
    if len(days) != text.count("-") + 1 or days != sorted(days):
        return None
    return Span(days[0], days[-1])


class Regimen(NamedTuple):
    """A published way of starting LDN, as numbers; doses in milligrams a day."""

    #: What is typed to ask for it: `ms-uk`.
    name: str
    #: Whom it was published for.
    who: str
    #: None wherever the source does not show it.
    start: Decimal | None = None
    step: Decimal | None = None
    #: Time on a dose before the next step.
    every: Span | None = None
    #: The dose it ends at.
    target: Decimal | None = None
    #: Every dose in turn, where the steps differ.
    doses: tuple[Decimal, ...] = ()


class Applies(NamedTuple):
    """To whom a statement applies: every key is needed, names within one are alternatives."""

    medicines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class Statement(NamedTuple):
    """One claim, in our words, with who makes it and how firmly it is known."""

    #: Permanent, and begins with its topic: `dosing-spasticity-limit`.
    id: str
    where: Where
    #: The short left-hand column.
    label: str
    #: What is the case.
    says: str
    #: One of BASES.
    basis: str
    sources: tuple[Citation, ...]
    #: The day the words were last compared with what was seen of the sources.
    checked: date
    #: The same on a line of a card: at most BRIEF signs, the figure first.
    brief: str | None = None
    value: Quantity | None = None
    #: How often, as the source gives it.
    frequency: tuple[Quantity, ...] = ()
    regimen: Regimen | None = None
    applies: Applies = Applies()
    limit: Limit | None = None
    #: One of SEVERITIES.
    severity: str | None = None
    #: One of FINDINGS.
    found: str | None = None
    #: What to do about it.
    action: str | None = None
    #: What has to be asked where it speaks: the check is then incomplete.
    asks: str | None = None
    #: Days since a last dose below which what it applies to counts as taken now.
    interval: int | None = None
    #: Both in plain words, for the patients' page.
    for_patients: str | None = None
    #: A source about the 50 mg dose, applied to low doses.
    from_full_dose: bool = False
    #: Left out of a first answer, and counted there: it supports or qualifies another statement.
    detail: bool = False
    #: Whether it speaks in a check of a patient; some severities are about something else.
    check: bool = True
    withdrawn: date | None = None
    because: str | None = None


class Heading(NamedTuple):
    """Statements that stand together on a screen."""

    title: str
    statements: tuple[Statement, ...]


class Scale(NamedTuple):
    """The dose line of a topic, from nought to `to`: one row a statement."""

    unit: str
    to: int
    #: Ids of statements with a value.
    rows: tuple[str, ...]
    where: Where


class Planning(NamedTuple):
    """What a titration plan shows beside its steps, and what it is refused with."""

    where: Where
    #: What every plan says of itself.
    confirm: str
    #: The id of the statement that forbids a start above every source's.
    start: str
    #: The id of the statement that forbids a rise faster than every source's.
    rise: str
    #: Ids of statements: what to watch, and when to step back.
    watch: tuple[str, ...]
    back: tuple[str, ...]


class Topic(NamedTuple):
    """One file of data/topics."""

    name: str
    where: Where
    title: str
    groups: tuple[Heading, ...]
    #: What to look at next: the words after `ldnref`.
    next: tuple[str, ...]
    scale: Scale | None = None
    #: The id of the statement whose value is the usual range of doses.
    usual: str | None = None
    #: The id of the medicine whose doses these are.
    of: str | None = None
    planning: Planning | None = None
    #: Statements taken back: never shown, kept so that their ids are not used again.
    withdrawn: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement that stands, in the order of the file."""
        return tuple(s for group in self.groups for s in group.statements)


class Named(NamedTuple):
    """A medicine, a group of medicines, or a condition, with the names it goes by."""

    id: str
    where: Where
    #: `medicine`, `group` or `condition`.
    kind: str
    name: str
    #: What it is, in a few words: "an opioid".
    what: str
    #: Names that are it, in any country.
    also: tuple[str, ...] = ()
    #: Names that only raise a question: everyday words, and names that nobody has verified.
    asks: tuple[str, ...] = ()
    #: Brand names by region: `US`, `CA`, `UK`, `EU`, `AU`, `other`.
    brands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: ATC codes, and RxNorm concepts as `rxcui:10689`.
    codes: tuple[str, ...] = ()
    #: Ids of the groups, or of the wider conditions, that it belongs to.
    within: tuple[str, ...] = ()
    #: Ids of the medicines that a combination holds.
    contains: tuple[str, ...] = ()
    #: Of a combination: its parts on two entries of one list are taken for it too.
    together: bool = False
    #: Names of a condition that are it only where they stand alone: everyday words.
    alone: tuple[str, ...] = ()
    #: How a condition goes; one of COURSES, or None: it may be over, and is then asked about.
    course: str | None = None
    #: Days after which a condition that is said to lie that far back counts as past.
    lasts: int | None = None
    #: Ids of medicines or groups: a reaction to one of these, or that it was not tolerated, is it.
    reaction: tuple[str, ...] = ()
    intolerance: tuple[str, ...] = ()
    #: Ids of conditions that are somebody else's where this one is named: an infant's.
    hides: tuple[str, ...] = ()


class Settling(NamedTuple):
    """Words beside a name of more than one meaning that settle which it is."""

    words: tuple[str, ...]
    #: The id of the meaning; None: the harmless one.
    becomes: str | None


class Ambiguous(NamedTuple):
    """A name of more than one meaning: every meaning is shown, and none is taken."""

    names: tuple[str, ...]
    where: Where
    #: Ids of the meanings that matter.
    may_be: tuple[str, ...]
    says: str
    #: The meanings on which nothing is held, in words: with one, the name is only asked about.
    harmless: str | None = None
    settles: tuple[Settling, ...] = ()
    #: The id of what it is where nothing settles it, so that it need not be asked.
    otherwise: str | None = None


class Form(NamedTuple):
    """Words that make one thing a narrower one: a form of a medicine, a degree of a condition."""

    words: tuple[str, ...]
    #: The id of what they apply to, or of a group of it.
    of: str
    becomes: str
    where: Where


class Moment(NamedTuple):
    """Words for a time that has passed, and how many days ago it was at the most recent."""

    words: tuple[str, ...]
    days: int


class ListWords(NamedTuple):
    """Words that stand beside a name on a medication list, and what they do to it."""

    #: Say nothing about what the medicine is: forms, routes, directions, makers, salts.
    beside: tuple[str, ...]
    #: Beginnings, middles or ends of words that ask for a closer look, with the group they suggest.
    parts: tuple[tuple[str, str], ...]
    #: Words and phrases by the role that they play, one of ROLES.
    roles: Mapping[str, tuple[str, ...]] = {}
    #: Phrases that hold such a word and deny nothing: they are passed over.
    neutral: tuple[str, ...] = ()
    #: Phrases that hold a name and are not what it names: a vaccine, an oil, a home.
    harmless: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    moments: tuple[Moment, ...] = ()
    #: Those of the moments that may lie ahead too: a day of the week.
    either: tuple[str, ...] = ()
    #: Days in a unit of time; words that say that a time has passed; numbers as words.
    units: tuple[Moment, ...] = ()
    ago: tuple[str, ...] = ()
    numbers: tuple[Moment, ...] = ()
    #: The names of each month, in their order.
    months: tuple[tuple[str, ...], ...] = ()
    #: Words before a time that make it a rhythm, and no time that has passed.
    rhythm: tuple[str, ...] = ()
    where: Where = Where("list-words.yaml", 1, 1)


class Band(NamedTuple):
    """A stretch of a measure, or words and grades beside it, and what it stands for."""

    #: Ids of conditions or medicines; none: nothing is held on it.
    means: tuple[str, ...]
    #: From this figure, which belongs to it; or above this figure, which does not.
    low: Decimal | None = None
    over: Decimal | None = None
    #: To this figure, which belongs to it; or below this figure, which does not.
    high: Decimal | None = None
    under: Decimal | None = None
    #: Grades in letters, or words beside the name: `c`, `raised`.
    words: tuple[str, ...] = ()


class Unit(NamedTuple):
    """A way of writing a measure's unit, and what a figure in it is multiplied with."""

    words: tuple[str, ...]
    times: Decimal
    #: Of figures without a unit: those to which it applies.
    low: Decimal | None = None
    under: Decimal | None = None


class Measure(NamedTuple):
    """Something that is measured or counted in a patient, and what its figures stand for."""

    id: str
    where: Where
    name: str
    #: Before or after the figure; only after it; after it where nothing else stands there.
    names: tuple[str, ...]
    after: tuple[str, ...]
    alone: tuple[str, ...]
    #: What a person can have; any other figure was not read.
    lowest: Decimal
    highest: Decimal
    units: tuple[Unit, ...]
    #: Figures without a unit; none: without one it is not this measure.
    bare: tuple[Unit, ...]
    #: Words after which the upper limit of normal stands: the figure is divided by it.
    limit: tuple[str, ...]
    #: Words that may stand between the name and the figure.
    between: tuple[str, ...]
    bands: tuple[Band, ...]
    #: Whether a name without a figure is nothing to be told.
    needs_figure: bool
    sources: tuple[Citation, ...]


class Amount(NamedTuple):
    """What the strength or the daily amount beside a medicine makes of it; milligrams."""

    where: Where
    #: Ids of medicines.
    of: tuple[str, ...]
    #: In one tablet, capsule or spoon, where no strength is given.
    each: Decimal | None
    bands: tuple[Band, ...]
    #: The id of what it is where it is taken on every day.
    regular: str | None
    sources: tuple[Citation, ...]


class Measures(NamedTuple):
    """What measures.yaml holds."""

    measures: tuple[Measure, ...] = ()
    amounts: tuple[Amount, ...] = ()
    #: Words that compare (under, over, at least …), by the key of a band that they stand for.
    compared: Mapping[str, tuple[str, ...]] = {}
    #: How many times a day, by words.
    frequencies: tuple[Moment, ...] = ()
    #: Words for one tablet, capsule or spoon.
    pieces: tuple[str, ...] = ()
    #: Words that say that something is taken on every day.
    regular: tuple[str, ...] = ()


class Side(NamedTuple):
    """What some of the sources say on a point."""

    says: str
    #: Ids of the statements that carry it.
    statements: tuple[str, ...]
    #: Sources that say so where no statement does.
    sources: tuple[Citation, ...]


class Disagreement(NamedTuple):
    """A point on which sources differ: the one link between statements that do."""

    id: str
    where: Where
    point: str
    sides: tuple[Side, ...]
    #: What trials, registers and measurements say on it, as distinct from what the sides claim.
    literature: Side
    #: One of STATES.
    state: str
    because: str
    checked: date


class Domain(NamedTuple):
    """What outcomes are about, such as pain or relapses."""

    id: str
    name: str
    #: The head of its column in a map: one or two short lines.
    short: tuple[str, ...]
    #: Shown in the map of the leading condition whether or not anyone measured it.
    core: bool


class Figure(NamedTuple):
    """One thing told of a study, with its unit as reported, and where it was seen."""

    says: str
    #: One of ORIGINS.
    origin: str
    where: Where
    #: The id of the source that reports it: mostly the study's own.
    ref: str
    #: The place in that source, where it tells more than the origin.
    at: str | None = None
    #: Left out of a first answer, and counted there.
    detail: bool = False


class Outcome(NamedTuple):
    """What a study measured and found, as reported; None is what was not seen."""

    #: The id of a Domain.
    domain: str
    #: The scale, score or count.
    measure: str
    #: One of DIRECTIONS.
    direction: str
    effect: str | None
    interval: str | None
    p: str | None
    #: One of AGAINST.
    against: str
    origin: str
    where: Where
    ref: str
    at: str | None = None
    #: Stands for the study in a list.
    main: bool = False


class Study(NamedTuple):
    """A study, review, position or other document, as figures; its id is that of its source."""

    id: str
    where: Where
    #: One of those in DESIGNS.
    design: str
    #: By the names of STUDY_FACTS: empty is not seen, absent does not apply.
    facts: Mapping[str, tuple[Figure, ...]]
    #: Ids of conditions.
    conditions: tuple[str, ...] = ()
    #: What it says or found, in words.
    finding: tuple[Figure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def kind(self) -> str:
        """The class of its design, such as `trial` or `review`."""
        return next(kind for kind, designs in DESIGNS.items() if self.design in designs)

    @property
    def controlled(self) -> bool:
        """Whether anything that it found was compared with placebo."""
        return any(outcome.against == "placebo" for outcome in self.outcomes)

    @property
    def every_figure(self) -> tuple[Figure | Outcome, ...]:
        """All that it tells."""
        told = (figure for figures in self.facts.values() for figure in figures)
        return (*self.finding, *self.outcomes, *told)


class Studies(NamedTuple):
    """What studies.yaml holds."""

    #: Ids of the conditions that LDN is used for; the first leads, as a table and in the map.
    treated: tuple[str, ...]
    domains: tuple[Domain, ...]
    held: tuple[Study, ...]


class PageSection(NamedTuple):
    """A part of a printed page: a heading, and the statements below it."""

    title: str
    #: Ids of statements.
    statements: tuple[str, ...]


class Card(NamedTuple):
    """A card to cut out and carry."""

    title: str
    says: str
    #: Ids of statements, of which it shows the plain words.
    statements: tuple[str, ...]
    #: What is filled in by hand.
    blanks: tuple[str, ...]


class Page(NamedTuple):
    """What stands on a printed page."""

    where: Where
    title: str
    sections: tuple[PageSection, ...]
    #: Ids of the points on which sources differ that it names.
    disagreements: tuple[str, ...] = ()
    card: Card | None = None
    #: Its own last line, where the notice of every answer does not fit its reader.
    notice: str | None = None
    #: Key words, printed bold wherever they stand.
    bold: tuple[str, ...] = ()
    #: The title of the section that begins the second side.
    overleaf: str | None = None


class Note(NamedTuple):
    """A note of the reader's own; it is no knowledge of this reference."""

    #: 1, 2, …, in the order of writing.
    id: int
    #: One of NOTE_KINDS.
    kind: str
    #: The id of what it is attached to.
    about: str
    #: As it was typed.
    text: str
    written: date
    where: Where


class TopicEntry(NamedTuple):
    """A topic as the overview lists it."""

    name: str
    says: str


class Example(NamedTuple):
    """What the first screen offers to copy."""

    label: str
    #: The words after `ldnref`.
    commands: tuple[str, ...]


class About(NamedTuple):
    """What the knowledge is, how current, and what every answer ends with."""

    what: str
    #: Calendar version of the knowledge.
    version: str
    date: date
    #: The last line of every answer; and of a card.
    notice: str
    notice_short: str
    #: What a check says when no medicine was given.
    no_medicine: str
    #: What every check says of the first dose.
    before: str
    topics: tuple[TopicEntry, ...]
    #: What the first screen offers.
    examples: tuple[Example, ...]
    #: What to look at next, by kind of answer: the words after `ldnref`. Topics have their own.
    next: Mapping[str, tuple[str, ...]]
    where: Where


class Medicines(NamedTuple):
    """What medicines.yaml holds."""

    named: tuple[Named, ...]
    ambiguous: tuple[Ambiguous, ...]
    exact: tuple[str, ...]


class Words(NamedTuple):
    """What words.yaml holds."""

    #: Words and phrases that mean the same, for search.
    alike: tuple[tuple[str, ...], ...]
    #: Words that forbid: they ask for a severity that forbids.
    forbidding: tuple[str, ...]
    #: Words that no statement may use: a hurried reader would take them for leave.
    reassuring: tuple[str, ...]


class MustReach(NamedTuple):
    """A group of which every medicine has to reach a danger in a check."""

    #: The id of a group.
    group: str
    #: One of SEVERITIES: a statement as bad as this, or worse.
    worst: str
    where: Where


class MustAnswer(NamedTuple):
    """A patient whose check has to have an outcome."""

    #: The lines of the list.
    lines: tuple[str, ...]
    #: The daily dose in milligrams, where one is asked about.
    dose: Decimal | None
    outcome: str
    where: Where


class MustCount(NamedTuple):
    """How many lines of a key a file has."""

    #: The name of a topic.
    topic: str
    #: A severity, `applies`, `limit`, `interval` or `asks`.
    key: str
    number: int
    where: Where


class MustHold(NamedTuple):
    """What must-hold.yaml says of the rest: an editor's slip must not silence a danger."""

    #: The topics whose statements a check reads.
    topics: tuple[str, ...] = ()
    groups: tuple[MustReach, ...] = ()
    questions: tuple[MustAnswer, ...] = ()
    counts: tuple[MustCount, ...] = ()
    #: Fewer medicines, conditions, names or other medicines than this are a loss.
    least: Mapping[str, int] = {}
    #: Ids of statements with basis `label` whose label is of another product than naltrexone.
    other_labels: tuple[str, ...] = ()
    where: Where = Where("must-hold.yaml", 1, 1)


class _Parts(NamedTuple):
    """What was read for one question: the parts it needs, each of them whole."""

    about: About
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]
    disagreements: tuple[Disagreement, ...] = ()
    #: Medicines, groups and conditions by id.
    names: Mapping[str, Named] = {}

    #: Names of more than one meaning.
    ambiguous: tuple[Ambiguous, ...] = ()
    #: Names that stand alone or with a strength only, being words of a language too.
    exact: tuple[str, ...] = ()
    list_words: ListWords = ListWords((), ())
    #: What is measured, and what its figures stand for.
    measures: Measures = Measures()
    #: Other medicines, one a line: known by name, nothing held.
    others: str = ""
    #: Words and phrases that mean the same, for search.
    words: tuple[tuple[str, ...], ...] = ()
    #: Words that forbid, and words that reassure, for the rules.
    forbidding: tuple[str, ...] = ()
    reassuring: tuple[str, ...] = ()
    #: What must hold of the rest.
    must_hold: MustHold | None = None
    #: Studies by id, in the order of their file.
    studies: Mapping[str, Study] = {}
    #: What their outcomes are about, in the order of a map's columns.
    domains: tuple[Domain, ...] = ()
    #: Ids of the conditions that LDN is used for; the first leads.
    treated: tuple[str, ...] = ()
    #: The printed pages, by whom they are for.
    pages: Mapping[str, Page] = {}


class KnowledgeBase(_Parts):
    """The parts that were read, and their statements by id: made once, at the first look."""

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Every statement of the topics that were read, by id."""
        return {s.id: s for topic in self.topics.values() for s in topic.statements}
