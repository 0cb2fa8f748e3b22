"""What the program itself says to readers of a check, once, by name. Knows no medicine."""

from collections.abc import Mapping

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
CODE_ASKS = "a code that may stand for it: is it this?"
TIMES = " ({times} times)"
NEAR = " Near: {near}."
SILENT = f"known, and nothing is held on it with LDN. {NO_EVIDENCE}"
DENIED = "said not to be so, or to be over: not counted."
TAKEN_AGO = "last {days} ago by this line"
TODAY = "last within a day by this line"

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

#: Of a paper that neither number was found of.
NO_NUMBER = "no DOI or PMID found"
#: Of a record.
DIED = "this record says that the patient has died."
DIED_ON = "this record says that the patient died on {day}."
COUNTED = "{seen} entries: {parts}."
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
    "were written, never corrected. All of an answer is in its structured content."
)
UNCLEAR_HERE = "Unclear, to be asked before anything else:"
NOT_MENTIONED_HERE = "Not mentioned, so not checked:"
PROGRAM_FAILED = "The program failed ({kind}): nothing was answered, and nothing was checked."

#: On a card.
NOT_COUNTED = "Said not to be so, or to be over."
LOOK_ELSEWHERE = "not recognised: look it up elsewhere."
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
