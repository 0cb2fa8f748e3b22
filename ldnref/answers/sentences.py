"""What the program itself says to readers, once, by name. Knows no medicine."""

from collections.abc import Mapping

from ldnref.knowledge.model_names import Named

#: The first line of a check, by outcome; what is held is counted in it.
VERDICTS: Mapping[str, str] = {
    "contraindicated": "LDN is ruled out: {count}, worst first.",
    "avoid": "LDN is better avoided: {count}, worst first.",
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
CODE_NOT_HELD = "a code that is not held here, so not checked. Type what the medicine is called."
TIMES = " ({times} times)"
NEAR = " Near: {near}."
SILENT = f"known, and nothing is held on it with LDN. {NO_EVIDENCE}"
DENIED = "said not to be so, or to be over: not counted."
TAKEN_AGO = "{days} ago by this line"
TODAY = "within a day by this line"

WITHIN = "within the range for this patient, {range}"
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
KINDS: Mapping[str, str] = {"seed": "article"}

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
SECTION_EMPTY = "{section}: the record says that it has nothing in this section: {why}"
SECTION_TEXT = "{section}: text without entries was not read"
SECTION_LOST = "{section}: {reference} is not in the record"
OF_A_GROUP = "{entry}: it is about a group, not about a patient"
OF_OTHERS = "entries of another patient, left out: {count}"
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
NOT_GIVEN = "no {key} were given"
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
ANY_ANSWER = "--all: everything · -f json: data · -h: help"
NOT_COUNTED = "Said not to be so, or to be over."
DEGREE = "{degree}? Then {severity}."
NO_NAME = "says nothing by itself: write it in one entry with the name it belongs to."
LOOK_ELSEWHERE = "not recognised: look it up elsewhere."
MAY_BE = "may be {names}"
SINCE = "none since?"
ASKS: Mapping[str, str] = {
    "name": "which product is it?",
    "past": "when was the last?",
    "past-condition": "is it over?",
    "denied": "was it ever taken, and when was the last?",
    "reaction": "what happened, and is it or another of its kind taken now?",
    "doubt": "is it so?",
    "others": "who takes it? Keep LDN apart.",
}


def ago(days: int) -> str:
    """How long ago the last was, by the line that was typed."""
    if days < 1:
        return TODAY
    return TAKEN_AGO.format(days=f"{days} {'day' if days == 1 else 'days'}")


def meaning(named: Named, severity: str | None, unsure: bool) -> str:
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

#: On a sheet for a clinician's signature; what the boxes are called leaves no doubt what they mean.
REVIEW = "Review of {topic}"
REVIEW_ASKS = (
    "Read each statement and what it rests on. Mark one box with x: agree (your name will stand "
    "under it as it is written), correct it (it has to change) or doubt it. Say in a word what is "
    "wrong. What you leave blank stays unsigned. Change nothing else here."
)
AGREE, CORRECT, DOUBT, WORD = "agree", "correct it", "doubt it", "your word"
YOUR_NAME, YOUR_ROLE, YOUR_DAY = "Your name", "Your role", "Day, as 2026-12-31"
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
