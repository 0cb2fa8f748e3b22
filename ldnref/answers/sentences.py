"""What the program itself says to readers, once, by name. Knows no medicine."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldnref.knowledge.model_names import Named

#: The first line of a check, by outcome; what is held is counted in it.
VERDICTS: Mapping[str, str] = {
    "contraindicated": "LDN is ruled out: {count}, worst first.",
    "avoid": "LDN is better avoided: {count}, worst first.",
    "avoid-dose": "This dose is better avoided: {count}, worst first.",
    "ask-first": "Ask before LDN: what is unclear may rule it out.",
    "caution": "{count}, worst first.",
    "not-checked": "Something was not recognised, and nothing else is held against it.",
    "nothing-held": "Nothing is held here against it. That is no evidence of safety.",
}
ALSO_HELD = "Beside it {count}."
NOTES_ONLY = "Nothing above a note: {notes} below. That is no evidence of safety."
UNCLEAR = "{parts} not recognised or unclear: incomplete."
NO_EVIDENCE = "That is no evidence of safety."
NO_EVIDENCE_ELSEWHERE = (
    "That is not evidence of safety: check the spelling, or look it up elsewhere."
)

#: Of a changelog without an entry.
NOT_CHANGED = "No statement was added, corrected or withdrawn."

#: Why something has to be asked.
QUESTIONS: Mapping[str, str] = {
    "name": "{why} May be: {meanings}.",
    "past": "said to be past: when was the last? If it is not over: {meanings}.",
    "past-condition": "said to be past: is it over? If not: {meanings}.",
    "denied": "denied: was it ever taken, and when was the last? If it was: {meanings}.",
    "reaction": (
        "an allergy or a reaction: what happened, and is it, or another of its kind, taken now? "
        "If it is: {meanings}. Whether such a reaction carries over to naltrexone is unknown."
    ),
    "doubt": "not certain: is it so? If it is: {meanings}.",
    "others": (
        "somebody else's? Ask who takes it, and keep LDN apart. If it is the patient's: {meanings}."
    ),
}
CONTRADICTS = "the code and the name of this entry say different things: which is it?"
WAITS = "Times that sources ask for: {times}."
NO_WAIT = "No source seen gives a time to wait for this."
OR_HARMLESS = "{meanings}; or {harmless}"

NOT_RECOGNISED = "not recognised, so not checked. Check the spelling, or look it up elsewhere."
NOT_READ = "the figure was not read, so not checked. Write it as a number with its unit."
FIGURE_NOT_READ = (
    "the figure was not read, so not checked: nobody can have it, or it has another unit. "
    "Look it up again."
)
CODE_NOT_HELD = "a code that is not held here, so not checked. Type what the medicine is called."
GRADE_UNREAD = "its severity or stage is a code that is not held here: ask which it is."
DOSE_UNREAD = "how much of it is taken a day was not read whole: ask how many mg."
DOSES_DIFFER = (
    "its instruction says different doses a day, {doses} mg: the highest counts here. Which is it?"
)
#: How often, as it is read again.
OFTEN = "{times} times a day"
DOSES_ADDED = (
    "its instructions are added up here, {doses} mg a day: are they taken one after another?"
)
TIMES = " ({times} times)"
NEAR = " Near: {near}."
SILENT = f"known, and nothing is held on it with LDN. {NO_EVIDENCE}"
#: Why something does not count, by how it stands in its line.
NOT_COUNTED: Mapping[str, str] = {
    "denied": "denied",
    "free": "said not to be taken",
    "past": "said to be over",
    "others": "another person's",
    "reaction": "an allergy or a reaction to it",
    "intolerance": "not tolerated",
}
#: Why what is denied does not count, by the words that deny it; and where they stand with it.
NOT_COUNTED_BY: Mapping[str, str] = {
    "denial": "denied",
    "refused": "denied or declined",
    "cleared": "negative or not there",
    "immunised": "immune or vaccinated, not ill",
}
AS_TOLD = "as told"
NOT_COUNTED_ELSE = "does not count here"
TAKEN_AGO = "{days} ago by this line"
#: Days of a month and of a year: no line tells more exactly how long ago something was.
_MONTH, _YEAR = 30, 365
TODAY = "within a day by this line"

WITHIN = "within the range for this patient, {range}"
#: Of a dose over a limit that may apply, whether or not that limit stands on the card.
WITHIN_BUT = "within the usual range, {range}, but one limit is {limit}"
#: What nobody mentioned, and what holds with it.
IF_ANY = "not mentioned. With any, {says}"
#: What is left of the usual range with a condition, on the card of a topic.
HERE = "Range here"
RANGE_LEFT = "{range}: the usual range, up to the limit below"
OUTSIDE = "outside the range for this patient, {range}"
RULED_OUT = "no dose: LDN is ruled out above"
NOT_MENTIONED = "not mentioned, so not checked: {says}"

#: How something stands in its line, where that is not that it is so now.
STANDINGS: Mapping[str, str] = {
    "past": "said to be past: when was the last?",
    "denied": "said not to be so.",
    "free": "said not to be taken: since when?",
    "reaction": "an allergy or a reaction to it: what happened?",
    "intolerance": "not tolerated, or an effect of it: what happened?",
    "doubt": "not certain: is it so?",
    "others": "somebody else's: whose?",
}

#: How long ago a source was read, where it is less than one.
THIS_MONTH = "less than a month ago"

#: A kind of source whose own word only its keepers know.
SOURCE_KINDS: Mapping[str, str] = {"seed": "website"}

#: Of a name that is too short to be one of them.
SEVERAL_STUDIES = "{count} studies go by {name}: name one of them"

#: The title of a search: what was looked for, and how many statements answer.
FOUND = "Found for {words}: {count}"

#: Of a plan: its headings, and what is said of its steps and its limit.
PUBLISHED_AS, WATCH, STEP_BACK = "Published as", "What to watch", "When to step back"
AT_MOST = "At most {most} mg a day{whom}"
AT_MOST_WITH = "; with any {what} {most} mg. It was not told: ask"
WITHOUT = ", without {what}"
DAYS_TAKEN = "The source gives {low} to {high} days on a dose; {taken} are taken."
LAST_STEP = "The last step is {step} mg, unlike those before it."
NOT_WHOLE = "Whole capsules of {strength} mg do not make {doses} mg."
OF_NO_SOURCE = "No source has this start, step and interval together."
OWN = "the prescriber's own: no source supports it"
NO_START_SEEN = "start not seen"
MORE_AT_A_TIME = "{step} mg more at a time"
PLAN_COLUMNS = ("Step", "From", "To", "Dose a day", "Days")
TO_CONFIRM = "Plan to be confirmed: LDN {dose} mg a day (step {number})"

#: Why there is no plan, and what there is instead.
REFUSED = "Refused: no source here supports this plan"
BECAUSE = "Because {why}"
NEAREST = "Nearest held"
WITH_OWN = "With --own it is planned as {own}."
NOT_AT_ONCE = "no source here gives {dose} mg from the first day"
RISE = "{first} mg, then {steps} more every {every} days to {last} mg"
NOT_TOGETHER = "no source here has this together: {rise}"
ABOVE = "{dose} mg a day is above {most} mg{whom}"
UNMADE = "capsules or tablets of {strength} mg make none of its doses"

#: Of what no plan can be made, with the cure.
NO_PLANS = "this knowledge has no plans"
PLAN_NEEDS = "a plan needs --start and --to, or a --regimen"
PLAN_RISES = "--to is below --start: a plan here rises"
RISE_NEEDS = "a plan that rises needs --step and --every as well"
MANY_STEPS = "more than {most} steps: check --to and --step"
MANY_CAPSULES = "more than {most} capsules a dose: check --strength"
PAST_CALENDAR = "the plan runs past the end of the calendar"
OWN_STEPS = "a --regimen has its own start, step and interval: leave those out"
NO_START = "no first dose of {name!r} was seen: no plan can be made of it"
NO_STEP = "no step of {name!r} was seen: no plan can be made of it"
NO_END = "{name!r} has no fixed end: give --to"
NOT_PASSED = "{name!r} does not pass through {dose} mg: leave --to out"
BOTH = "{what} cannot be both there and not there"

#: What shows everything, where the command itself is too long to stand there.
AGAIN = "the same command with --all"

#: Of a paper that neither number was found of.
NO_NUMBER = "no DOI or PMID found"

#: Of a record.
DIED = "this record says that the patient has died."
DIED_ON = "this record says that the patient died on {day}."
COUNTED = "{seen} entries: {parts}."
COUNTED_NONE = "no entries that are read"
COUNTED_ONE = "1 entry: {parts}."
COUNTS: Mapping[str, str] = {
    "read": "{count} read",
    "asked": "{count} to be asked",
    "not_read": "{count} not read",
    "not_held": "{count} with nothing held",
    "denied": "{count} said not to be so",
    "void": "{count} entered in error",
}
ENTRY = "{status}, {when}"
ENTRIES = "{status}, {when}, {times} entries"
UNDATED = "no date"
MISSING = "The record is not whole: {gaps}."
NO_MEDICINE = "it holds no medicine, and does not say that none is taken"
NO_NAME_OF_MEDICINE = "no medicine is named"
MODIFIED = "{entry}: an extension that may change what it means was not read"
PASSED_OVER = "Not read: {kinds}."
PASSED_AT = "{times} not read: {path}"
PASSED_FROM = "{times} not read, the first at {path}"
OLDER = "{entry}: left out, as {newer} is a newer version of it"
SECTION_EMPTY = "{section}: the record says that it has nothing in this section: {why}"
SECTION_TEXT = "{section}: text without entries was not read"
SECTION_LOST = "{section}: {reference} is not in the record"
NO_SUCH_KIND = "{entry}: {kind} was not read, as FHIR R4 has no such resource"
OF_A_GROUP = "{entry}: it is about a group, not about a patient"
ONLY_SHOWN = "{entry}: its patient is told by a name alone, and there is none to compare"
OTHERWISE_SHOWN = "{entry}: left out, as its patient is told by another name"
OF_OTHERS = "entries of another patient, left out: {count}"
DRAFT_UNREAD = "what is ordered is not known: {entry}"
AGE, AGE_IN_MONTHS = "{years} years old", "{months} months old"
OTHER_PATIENT = "context.patientId is {wanted}, and all is about {found}"

#: What an export holds.
EXPORTED = "{texts} texts, {unknown} of them not recognised whole: {folder}"

#: On a card that is too long for a screen.
MORE_NAMES = " and {count} more"
FIRST_OF = "{names}: {says}"
MORE_FINDINGS = "; further findings: {count}"
ASK_EACH = "is it so, or when was the last?"

#: On a card for a record system.
CARD_FOUND = "LDN and {names}: {severity} ({basis})"
CARD_DOSE = "its dose"
CARD_ASKED = "LDN and {names}: ask first: {ask}"
CARD_IF = "If it is {names}: {severity}."
CARD_DO = "Do:"
CARD_NOT_WHOLE = "LDN: not everything was checked"
CARD_NOTHING = "LDN: nothing is held here against it; that is no evidence of safety"
CARD_SOURCE = "ldnref, knowledge {version} of {date}"
NOT_GIVEN = "not given: {key}"
NOT_CHECKED_HERE = "Not recognised, so not checked:"

#: To assistants.
TO_ASSISTANTS = (
    "A reference on low-dose naltrexone (LDN), multiple sclerosis first, for professionals. It is "
    "no clinician, no prescriber, no checker of other pairs of medicines, and no help in an "
    "emergency. Nothing held, or nothing found, is no evidence of safety. Tell first what was not "
    "checked, and ask what is unclear; then what is held, with its sources, the date of the "
    "knowledge and the notice. Do not add, soften or average what sources say. Give names as they "
    "were written, never corrected. The structured content is as short as the card, and counts in "
    "left_out what it leaves out; everything=true gives all of it."
)
#: Where the rest of an answer is, in the place of a command.
IN_DATA = "in the structured content"
ALL_BY_CALL = "call again with everything=true"
UNCLEAR_HERE = "Unclear, to be asked before anything else:"
NOT_MENTIONED_HERE = "Not mentioned, so not checked:"
PROGRAM_FAILED = "The program failed ({kind}): nothing was answered, and nothing was checked."

#: On a card.
PATIENT = "LDN for this patient"
NOTHING = f"Known by name; nothing is held on it with LDN. {NO_EVIDENCE}"
AT_LEAST = "Sources wait at least {times}."
AT_LEAST_IN_TRIALS = (
    "Sources wait at least {times}, {trials}: the first by labels, the rest in trials."
)
ONLY_IN_TRIALS = "No wait is known for just this; trials wait {trials} after any opioid."
STILL_RUNNING = "Surely not over: {times}."
ANY_ANSWER = "--all: everything · -f json: data · -h: help"
NOT_COUNTED_SHORT = "Said not to be so, to be over, or to be another person's."
NOT_COUNTED_LINE = "{names}: {why}."
WAIT = "Wait"
A_DAY = "{amount:f} mg a day"
WAIT_ON = "hold LDN until the wait is over: the longest that fits"
HOLD = "hold LDN; {act}"
TRIALS_WAIT = "LDN trials wait {times} after any opioid"
MEDICINES_UNCHECKED = " · medicines NOT CHECKED"
ABOVE_A_NOTE = " above a note"
DEGREE = "{degree}? Then {severity}."
NO_NAME = "says nothing by itself: write it in one entry with the name it belongs to."
LOOK_ELSEWHERE = "not recognised: look it up elsewhere."
IS_IT = "near {near}{worst}: is that meant?"
ELSE_NOT_CHECKED = "near {near}{worst}: is that meant? Else NOT CHECKED: not recognised."
NOT_KNOWN = "not recognised."
THIS_DOSE = " this dose"
MAY_BE = "may be {names}"
SINCE = "none since?"
WHICH = "which is it?"
ASKS: Mapping[str, str] = {
    "name": "which product is it?",
    "past": "when was the last?",
    "past-condition": "is it over?",
    "denied": "was it ever taken, and when was the last?",
    "reaction": "what happened, and is it or another of its kind taken now?",
    "doubt": "is it so?",
    "others": "who takes it? Keep LDN apart.",
}


def asks(kind: str, measured: bool, meanings: int) -> str:
    """What to ask; of a figure no product, and of its only meaning whether it is so."""
    if not measured or kind != "name":
        return ASKS[kind]
    return WHICH if meanings > 1 else ASKS["doubt"]


def not_counted(standing: str, by: str | None = None) -> str:
    """Why something does not count, by how it stands in its line, and what words say so."""
    return NOT_COUNTED_BY.get(by or "") or NOT_COUNTED.get(standing, NOT_COUNTED_ELSE)


def passed_at(times: int, path: str) -> str:
    """How many resources of a kind were not read, and where they stand."""
    return (PASSED_AT if times == 1 else PASSED_FROM).format(times=times, path=path)


def ago(days: int) -> str:
    """How long ago the last was, by the line that was typed."""
    if days < 1:
        return TODAY
    if days < 2 * _MONTH:
        return TAKEN_AGO.format(days=f"{days} {'day' if days == 1 else 'days'}")
    if days < 2 * _YEAR:
        return TAKEN_AGO.format(days=f"some {days // _MONTH} months")
    return TAKEN_AGO.format(days=f"some {round(days / _YEAR)} years")


def meaning(named: "Named", severity: str | None, unsure: bool) -> str:
    """What a part may be, and how bad that is; or would be, where it is certain what it is."""
    if severity is None:
        return named.name
    so = "" if unsure else " if so" if named.kind == "condition" else " if taken"
    return f"{named.name} ({severity}{so})"


#: Of a population.
SCREENED = (
    "{lines} lines of {patients} patients: {checked} checked + {asked} to be asked + "
    "{unknown} not recognised + {nothing} nothing held + {empty} empty."
)
SCREENED_PATIENTS = "Patients, by the outcome of their check:"
SCREENED_INCOMPLETE = "Not complete (something not recognised, or to be asked): {count}"
SCREENED_UNKNOWN = "The commonest lines that were not recognised whole:"
SCREENED_ALONE = "{count} lines name no patient: each row of them was judged alone."
SCREENED_NOT = (
    "A list holds what was written down. Nothing held is not safe, and not checked is not checked."
)

#: Of words that are no command, and of what a word may be.
NO_COMMAND = "{text!r} is no command, and not in this reference: not checked."
NOT_IN_HERE = "{part}: not in this reference, so not checked."
NOT_RECOGNISED_SHORT = "Not recognised, not checked:"
IF_THIS_IS = "if this is {name}: {typed}"
IF_IT_IS = "{typed}: if this is {name}, {what}. {asks}"
MAY_BE_SEVERAL = "{typed} may be several: {several}"
KNOWN_BY_NAME = f"known by name, but nothing is held on it with LDN. {NO_EVIDENCE}"
NOTHING_ON = "{name} holds nothing on {typed!r}: that is no evidence of safety."
NO_POINT = "no point on which sources differ is about {typed!r}"
HELD_ON = "what is held on it: ldnref {typed}"
TRY_ALL = "try everything: ldnref search {typed}"
DIFFER = "sources differ: ldnref disagreements {point}"
NO_SUCH_WORD = "no statement has this word"
NOT_FOUND = "Not found"
WHICH_FIGURE = "the figure may stand for more than one thing: which is it?"
WHICH_CODE = "the code may stand for more than one thing: which is it?"
WHICH_PRODUCT = "an everyday or unverified name: which product is it?"
WHICH_KEPT = "named as what another medicine is kept against: is it taken?"
WHICH_DEED = "also a direction, once a day: which is it?"
WHICH_SHORT = "also a word or a short form: is it this medicine?"

#: Why a dose was not read, with the cure.
DOSE_COMMA = "a comma may be a decimal point or not: write a point"
DOSE_NOTHING = "a dose is more than nothing"
DOSE_NO_NUMBER = "not one plain number: write figures, with a point, and mg, mcg or g"
DOSE_VOLUME = "a volume is no dose without its strength: write milligrams"
DOSE_UNIT = "{unit!r} is no unit of mass: write mg, mcg or g"

#: Headings and titles.
HOW_LONG, IN_RECORD = "How long to wait", "In the record"
CHANGES = "How this knowledge changed"
LICENCES, INSTALLED = "The licences of what is shipped here", "Installed beside it"
MEDICINES = "The {count} medicines that this reference knows"
POINTS = "The {count} points on which sources differ"
BECAME, LITERATURE = "What has become of it", "What the primary literature says"
WHAT_IT_IS, FIRST_OF_ALL = "What it is", "First of all"
VERSION = "version {version}, as of {date}: {held}"
NOTES, NO_NOTES = "Your own notes", "There are none yet."
OWN_NOTES = f"{NOTES}, no part of this reference"
MORE_NOTES = "{count} more of your notes: ldnref{glue}notes"
WHERE_DIFFER, DIFFERS, OPEN = "Where sources differ", "≠", "≠ open:"
KNOWLEDGE = "Knowledge {version}, as of {date}."
SOME_NOT_CHECKED = " · {unread} of {lines} NOT CHECKED"
WHY, ALL_OF_IT, REST = "Why, with places and dates: ", "All of it: ", "The rest: {command}"
FROM_FULL_DOSE, FOR_FULL_DOSE = "from full dose", "for full dose"

#: Of the evidence.
NO_STUDY_FOR = "no study is held for this: {asked}. That is no evidence against it."
NO_STUDY_ON = "no study is held on {wanted!r}. That is no evidence against it."
NO_STUDY_BUT = "{name} is no study but a condition: ldnref {command}"
A_SOURCE = "a source, and no study: ldnref sources {name}"
STATEMENTS_ARE = "statements are: ldnref search {wanted}"
EVIDENCE_ON, AMOUNTS_TO = "The evidence on {typed}", "What it amounts to"
MEASURED = "What was measured: {wanted}"
RANKS = ("Against placebo", "Trials without control", "Observational")
#: A direction as a heading, and as it leads to what was compared.
DIRECTIONS: Mapping[str, tuple[str, str]] = {
    "better": ("Better", "better than"),
    "no-difference": ("No difference", "no difference from"),
    "worse": ("Worse", "worse than"),
    "mixed": ("Mixed", "mixed, against"),
    "unclear": ("Unclear", "better or worse cannot be told"),
}
AGAINST: Mapping[str, str] = {
    "placebo": "placebo",
    "baseline": "before (no control)",
    "another-treatment": "another treatment",
}
#: Under what a study stands that is not listed by its condition.
STUDY_HEADINGS: Mapping[str, str] = {
    "trial": "Pharmacology and safety",
    "observational": "Pharmacology and safety",
    "laboratory": "Laboratory",
    "protocol": "Protocols and registry records",
    "review": "Reviews",
    "position": "Positions and guidance",
    "document": "Labels and other documents",
}
#: How it is said once that no outcome has one.
OF_ANY_OUTCOME: Mapping[str, str] = {
    "interval": "a confidence interval of any outcome",
    "p": "a p value of any outcome",
}
#: What `unclear` and brackets mean, wherever they stand.
CANNOT_BE_TOLD = "looked at, better or worse cannot be told"
BRACKETS = "( ) no placebo control, or by another's account"
ANALYSED, NUMBERS = "n: analysed of enrolled", "n: analysed; ≤ n: enrolled, analysed not seen"
NO_PLACEBO = "No comparison with placebo was seen for"
NO_COMPARISON, NO_FIGURES, NO_YEAR_SEEN = "no comparison seen", "No figures seen", "Year not seen"
NOT_MEASURED = "not measured in what was seen"
STUDY_FOUND, STUDY_SAYS = ("What it found", "Finding"), ("What it says", "Says")
EFFECTS_AND_LIMITS = "Adverse effects and limits"
OWN_ACCOUNT, OTHERS_ACCOUNT = "its own account", "others' account"

#: Of sources and codes.
ALL_SOURCES = "The {count} sources of this reference, by {day}"
STALE_SOURCES = "The {count} sources not read for {months} months by {day}, or never"
ALL_READ = "All {count} were read in the {months} months before {day}."
AFTER_DAY = "after that day"
RESTS_ON_IT = "What rests on it: {topic}"
SEVERAL_SOURCES = "{count} sources go by {name}: name one of them"
MORE_SOURCES = "more than one source goes by {name!r}."
A_MARK = "[{mark}] is a mark: it stands for another source in each answer."
MARK_CURE = "type the name that stands beside the mark at the foot of that answer"
NO_AUTHORS = "[authors not shown]"
NO_CODE = "no code is held for {name!r}"
#: What SNOMED International asks to be said where its Global Patient Set is passed on.
SNOMED = (
    "This value set includes content of SNOMED CT from the Global Patient Set, used under the "
    "Creative Commons Attribution 4.0 International Licence of SNOMED International."
)
CODES_STAND_FOR = "{name}: {what}. Codes of ICD-10 and ATC stand for all that begins with them."

#: On a sheet for a clinician's signature; what the boxes are called leaves no doubt what they mean.
REVIEW = "Review of {topic}"
REVIEW_ASKS = (
    "Read each statement and what it rests on. Mark one box with x: agree (your name will stand "
    "under it as it is written), correct it (it has to change) or doubt it. Say in a word what is "
    "wrong. What you leave blank stays unsigned. Change nothing else here."
)
AGREE, CORRECT, DOUBT, WORD = "agree", "correct it", "doubt it", "your word"
YOUR_NAME, YOUR_ROLE, YOUR_DAY = "Your name", "Your role", "Day, as 2026-12-31"
SHEET_COLUMNS = ("what it says", "what to do", "what else", "how known")
SIGNED_BY = "signed by {by} ({role}), {on}"
FURTHER: Mapping[str, str] = {
    "brief": "On a card",
    "value": "Figure",
    "frequency": "How often",
    "regimen": "Way to start",
    "severity": "How bad",
    "applies": "Speaks of",
    "limit": "Speaks of a dose",
    "check": "In a check",
    "asks": "Asks",
    "interval": "Counts as taken now",
    "found": "Found",
    "from_full_dose": "From full doses",
    "for_patients": "For patients",
}
LEFT_OUT_OF_CHECKS = "left out"
FROM_FULL_DOSES = "yes, applied to low ones"
COUNTS_FOR = "after a last dose, for days: {interval}"

#: Of a sheet that was filled in.
REVIEWED = (
    "{agreed} signed, {correct} to correct, {doubt} in doubt, {refused} refused, {blank} left blank"
)
BY_NOBODY = "the sheet does not say who signs it: fill in {what}"
NO_DAY = "{typed} is not a day that can be read one way: give it with --on, as 2026-12-31"
DAY_AHEAD = "{day} lies ahead"
NO_MARK = "{typed} in the box '{box}' is no mark: x, or nothing"
MANY_MARKS = "more than one box is marked"
NO_BOX = "no box is marked beside the word"
NO_STATEMENT = "there is no such statement"
WITHDRAWN = "it was withdrawn on {day}"
TWICE = "it stands on more than one line of the sheet"
CLAIM_CHANGED = "its claim has changed since the sheet was written: review it on a new one"
WORDS_CHANGED = "the sheet says something else than it did: mark 'correct it', with your word"
NOT_SIGNABLE = "its entry is written so that no line can be added: sign it by hand"
SAID_BESIDE, NO_WORD = (
    "Said beside an agreement: read before the patch is applied",
    "no word was given",
)
NO_SHEET = "it has no line with the columns 'id' and 'claim': is it a sheet of a review?"
SHEET_NOT_UTF8 = "line {line} is not UTF-8: save the sheet as 'CSV UTF-8', and not as 'CSV'"
COLUMNS_MISSING = "columns are missing: {names}"
COLUMNS_TWICE = "columns stand there twice: {names}"
NO_TABLE = "line {line} cannot be read as a table: {why}"

#: The title of what a topic does not hold and others do; and what all should beware of there.
ELSEWHERE = "{topic} holds nothing on {words}; elsewhere"
BEWARE = "To beware of"

#: Why a name is a question, and what else it may be; and what a word may be beside a symptom.
OR_ELSE = "{why} Or {harmless}."
MEANT = "Which is meant?"
WHICH_NAME = "{why} May be: {names}."
