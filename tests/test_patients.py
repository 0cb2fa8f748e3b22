"""Clinical acceptance: a patient in words, the outcome, what must and must not be said, and why."""

import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import permutations
from zlib import crc32

import pytest
from cases import each, every, written
from hypothesis import given
from hypothesis import strategies as st
from real import CHECKED as REAL
from real import HELD

from ldnref.answers.checking.judge import judge
from ldnref.answers.checking.verdict import Dose
from ldnref.answers.doses import milligrams
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import at_length
from ldnref.knowledge.vocabulary import OUTCOMES

#: Of their own: the lists of the other tests are long, and read another way.
LEXICON = Lexicon(REAL)
TODAY = date(2026, 11, 29)

PATIENTS = written("patients")
EVERY = [patient for patients in PATIENTS.values() for patient in patients]


def verdict_of(*lines, dose=None):
    """The verdict on these lines."""
    amount = None if dose is None else Dose(dose, milligrams(dose))
    LEXICON.count = 0  # a list of its own, and short: it is read at length
    return judge(HELD, LEXICON, lines, TODAY, amount)


def said(verdict):
    """The ids of all that is said of a patient: findings, questions, times to wait."""
    ids = [reason.statement.id for finding in verdict.findings for reason in finding.reasons]
    ids += [question.statement.id for question in verdict.questions if question.statement]
    return ids + [wait.id for question in verdict.questions for wait in question.waits]


def test_there_are_patients_of_every_kind():
    """A guard: no patients, no acceptance; and every outcome occurs more than once."""
    outcomes = Counter(patient["outcome"] for patient in EVERY)

    assert len(EVERY) >= 300
    assert set(OUTCOMES) == {outcome for outcome, number in outcomes.items() if number > 5}


@pytest.mark.parametrize("file", PATIENTS)
def test_a_patient_is_judged_right(file):
    """Neither too low nor too high; said is what must be said, and no more than may be."""
    each(PATIENTS[file], _judged_right, lambda patient: "; ".join(patient["check"]))


def _judged_right(patient):
    verdict = verdict_of(*patient["check"], dose=patient.get("dose"))

    ids = said(verdict)
    assert patient["outcome"] == verdict.outcome, patient["why"]
    assert [] == [name for name in patient.get("must", []) if name not in ids], patient["why"]
    assert [] == [name for name in patient.get("must-not", []) if name in ids], patient["why"]
    if verdict.outcome in OUTCOMES[:2] and verdict.dose is not None:
        assert not verdict.dose.within, patient["why"]
    assert all(item.part.text for item in verdict.items), patient["why"]
    incomplete = verdict.outcome in ("ask-first", "not-checked")
    assert not (incomplete and verdict.complete), patient["why"]
    assert patient.get("complete", verdict.complete) == verdict.complete, patient["why"]


def test_a_dose_is_within_the_usual_ones_or_is_told_as_outside():
    """Below the least of them as above the most; the least and the most are within."""
    outside = (verdict_of("fibromyalgia", dose=dose) for dose in ("0.1 mg", "1.4 mg", "4.6 mg"))
    inside = (verdict_of("fibromyalgia", dose=dose) for dose in ("1.5 mg", "3 mg", "4.5 mg"))

    assert [False] * 3 == [verdict.dose.within for verdict in outside]
    assert [True] * 3 == [verdict.dose.within for verdict in inside]


def test_the_figure_of_a_product_is_no_age():
    """A product that nobody knows is told as that; a figure and a sex are somebody's."""
    assert ["not-checked"] * 2 == [verdict_of(line).outcome for line in ("9 M tab", "9M tab")]
    assert ["avoid"] * 2 == [verdict_of(line).outcome for line in ("9 M", "9M")]


def test_a_name_that_was_typed_fast_to_its_strength_is_echoed_by_itself():
    """Wherever in a line it stands, and with nothing of the entry before it."""
    for line in ("Lipitor; 100mgmorphine", "Lipitor 20 mg; 100mgmorphine"):
        assert "morphine" == at_length(LEXICON, line, TODAY)[-1].text


# What must hold of every patient, however the line is written.


def outcome_of(*lines):
    """The outcome of these lines."""
    return verdict_of(*lines).outcome


#: A degree, what it is a degree of, and how bad that is.
DEGREES = [
    ("severe", "kidney disease", "contraindicated"),
    ("severe", "renal impairment", "contraindicated"),
    ("end-stage", "renal disease", "contraindicated"),
    ("advanced", "CKD", "contraindicated"),
    ("severe", "hepatic impairment", "contraindicated"),
    ("end stage", "liver disease", "contraindicated"),
    ("decompensated", "cirrhosis", "contraindicated"),
    ("decompensated", "alcoholic cirrhosis", "contraindicated"),
    ("acute", "hepatitis", "contraindicated"),
    ("fulminant", "hepatitis", "contraindicated"),
    ("heavy", "alcohol", "ask-first"),
]
PLACES = ["{0} {1}", "{1} {0}", "{1}, {0}", "{1} - {0}", "{1} ({0})", "{1}: {0}", "{1} is {0}"]


@every("place", PLACES)
@every(("degree", "condition", "outcome"), DEGREES)
def test_a_degree_counts_wherever_it_stands(degree, condition, outcome, place):
    """The order of words never decides how bad it is."""
    assert outcome == outcome_of(place.format(degree, condition))


WORDS = [
    (["naltrexone", "50 mg", "tablets"], "avoid"),
    (["naltrexone", "injection", "monthly"], "avoid"),
    (["naltrexone", "8 mg", "bupropion", "90 mg"], "avoid"),
    (["naltrexone", "4.5 mg", "capsules", "nocte"], "nothing-held"),
    (["loperamide", "16 mg", "daily"], "avoid"),
    (["loperamide", "24 mg", "daily"], "contraindicated"),
    (["codeine", "paracetamol"], "contraindicated"),
    (["fentanyl", "patch", "25 mcg/hr"], "contraindicated"),
    (["intrathecal", "baclofen", "pump"], "ask-first"),
    (["anaphylaxis", "naltrexone"], "contraindicated"),
    (["Tylenol", "500 mg"], "nothing-held"),
]


@every(
    ("line", "outcome"),
    [(" ".join(mixed), outcome) for words, outcome in WORDS for mixed in permutations(words)],
)
def test_the_order_of_words_decides_nothing(line, outcome):
    """Name, strength and form may stand in any order."""
    assert outcome == outcome_of(line)


EGFR_UNITS = [
    "",
    " ml/min",
    " mL/min/1.73m2",
    " mL/min/1.73 m²",
    "ml/min",
    " ml per min",
    " mls/min",
]
ALT_UNITS = [
    "",
    " U/L",
    " IU/L",
    " units/l",
    "u/l",
    " (ULN 40)",
    " IU/L (upper limit of normal 40)",
]


@given(st.integers(0, 140), st.sampled_from(EGFR_UNITS), st.sampled_from(["eGFR", "GFR", "CrCl"]))
def test_the_unit_of_kidney_function_changes_nothing(figure, unit, name):
    """Under 30, under 60, or neither; with the unit or without."""
    wanted = "contraindicated" if figure < 30 else "caution" if figure < 60 else "nothing-held"

    assert wanted == outcome_of(f"{name} {figure}{unit}")
    assert wanted == outcome_of(f"{name}: {figure}{unit}")


@given(st.integers(1, 2000), st.sampled_from(ALT_UNITS), st.sampled_from(["ALT", "AST", "SGPT"]))
def test_the_unit_of_liver_enzymes_changes_nothing(figure, unit, name):
    """Three times normal and more, above normal, or neither; with the unit or without."""
    wanted = "avoid" if figure >= 120 else "caution" if figure > 40 else "nothing-held"

    assert wanted == outcome_of(f"{name} {figure}{unit}")


LINES = st.sampled_from(
    sorted({line for patient in EVERY for line in patient["check"] if line.isascii()})
)
SPACES = st.sampled_from([" ", "  ", "\t", "\u00a0", " \u2009"])


@given(
    st.sampled_from(["eGFR {}", "CrCl {}", "GFR {} ml/min", "CKD stage {}"]),
    st.sampled_from(["now {}", "{} now", "currently {}", "today {}", "latest {}"]),
    st.sampled_from(["was {}", "{} in 2019", "previously {}", "{} last year", "lowest {}"]),
    st.booleans(),
    st.booleans(),
)
def test_the_newest_of_two_figures_decides_in_any_order(measure, now, then, graver, first):
    """`eGFR 27 in 2019, now 48`, and `eGFR now 48, 27 in 2019`: what it is now is what it is."""
    grave, mild = ("4", "3") if "stage" in measure else ("22", "48")
    name, _, unit = measure.partition("{}")
    both = [now.format((grave if graver else mild) + unit), then.format(mild if graver else grave)]
    line = name + ", ".join(both if first else reversed(both))

    assert ("contraindicated" if graver else "caution") == outcome_of(line)


#: Where a capital tells: a man of 15, `RRMS 15M`, or months; suicidality, `SI`, or a Spanish yes.
CASED = re.compile(r"\b\d\dm\b|^si$", re.IGNORECASE)


@given(
    LINES.filter(lambda line: not CASED.search(line)),
    SPACES,
    st.sampled_from([str.upper, str.lower, str.swapcase, str.title]),
)
def test_capitals_and_spaces_change_nothing(line, space, letters):
    """A list is typed in a hurry, or printed in capitals."""
    written = space + letters(line).replace(" ", space) + space

    assert outcome_of(line) == outcome_of(written)


@given(LINES)
def test_the_sort_of_hyphen_changes_nothing(line):
    """A word processor writes its own hyphens; between figures they make a range."""
    assert outcome_of(line) == outcome_of(re.sub(r"(?<=\w)-(?=\w)", "\u2011", line))


@every(
    "line",
    [
        "Child-Pugh C",
        "co-codamol 8/500",
        "opioid-naive",
        "end-stage renal disease",
        "PHQ-9 22",
        "low-dose naltrexone 4.5 mg",
        "acute-on-chronic liver failure",
        "cod-liver-oil",
        "CKD-5",
        "CKD-stage-4",
        "17-year-old",
        "extended-release naltrexone",
        "hepatitis-C",
    ],
)
def test_a_hyphen_is_as_good_as_a_space(line):
    """Both are written for the same thing."""
    assert outcome_of(line.replace("-", " ")) == outcome_of(line)


WHOLE = st.sampled_from([patient["check"] for patient in EVERY])


@given(WHOLE, WHOLE)
def test_a_longer_list_is_never_a_better_one(one, other):
    """Adding lines never lowers an outcome, and never makes a check complete."""
    before, after = verdict_of(*one), verdict_of(*one, *other)

    assert OUTCOMES.index(after.outcome) <= OUTCOMES.index(before.outcome)
    assert before.complete or not after.complete


@every(
    "line",
    [
        f"{name} {sign}{figure}"
        for name, top in [
            ("eGFR", 251),
            ("CKD", 6),
            ("CKD stage", 6),
            ("Child-Pugh", 16),
            ("MELD", 90),
            ("ALT", 12001),
            ("bilirubin", 1001),
            ("age", 121),
            ("gestation", 60),
            ("PHQ-9", 28),
        ]
        for sign, figure in [("", top), ("", top * 100), ("-", 4), ("minus ", 4)]
    ],
)
def test_a_figure_that_no_one_can_have_is_told(line):
    """It is not read, and the check is then incomplete."""
    verdict = verdict_of(line)

    assert not verdict.complete
    assert any(item.part.unread or item.part.unknown for item in verdict.items)


@given(st.lists(st.text(), max_size=4))
def test_no_text_raises(lines):
    """Whatever is typed gets a verdict."""
    assert verdict_of(*lines).outcome in OUTCOMES


#: A measure, a figure on which nothing is held, and a worse one with its outcome.
FIGURES = [
    ("eGFR", "88", "18", "contraindicated"),
    ("ALT", "30", "300", "avoid"),
    ("CKD stage", "2", "4", "contraindicated"),
    ("Child-Pugh", "A", "C", "contraindicated"),
    ("Child-Pugh", "6", "12", "contraindicated"),
    ("PHQ-9", "4", "22", "caution"),
    ("bilirubin", "12", "80", "ask-first"),
]
BETWEEN = [
    "{0}/{1}",
    "{0}-{1}",
    "{0} - {1}",
    "{0} to {1}",
    "{0} → {1}",
    "{0}, {1}",
    "{0}, now {1}",
    "{0} in 2024, {1} now",
    "{0} in May and {1} in June",
    "was {0}, is {1}",
    "3/11/2026 {1}",
    "(3/11) {1}",
    "on 3 May {1}",
    "normal ({1})",
]


@every("between", BETWEEN)
@every(("measure", "good", "bad", "outcome"), FIGURES)
def test_no_figure_beside_a_measure_is_dropped(measure, good, bad, outcome, between):
    """It counts, or it is asked about, or it is told that it was not read."""
    verdict = verdict_of(f"{measure} {between.format(good, bad)}")

    counted = OUTCOMES.index(verdict.outcome) <= OUTCOMES.index(outcome)
    assert counted or not verdict.complete


def _said(parts):
    """All that parts say, but for the words of them."""
    parts = [part._replace(text="", hint=None) for part in parts]
    return [part for part in parts if part.holds != "" and not part.remark]


@cache
def _alone(line):
    """The parts of a line by itself, which several tests put beside others."""
    return at_length(LEXICON, line, TODAY)


def _the_same(parts, *lines):
    """Whether parts say what each of these lines says by itself, in no order."""
    said, expected = _said(parts), [part for line in lines for part in _said(_alone(line))]
    for part in expected:
        if part not in said:
            return False
        said.remove(part)
    return not said


def _side(line):
    """Nought or one: on which side of a line something stands, as settled as a toss."""
    return crc32(line.encode()) >> 4 & 1


#: Lines that are read by what the whole line is: a medicine and what it did in brackets; a number
#: that opens a line, as of a list; and what names nothing, which is told as not recognised where
#: nothing else stands in the line.
WHOLE_LINES = (
    "1. male 61",
    "642 METFORMIN 500 MG TABLET",
    "a patch, changed once a week",
    "D/C letter to follow",
    "DOB unknown",
    "seen 3/11/2026, DOB unknown",
    "para. 500 mg",  # a fault: beside another entry it says nothing, as in `para 2`
)
#: Lines that say something of the medicine before them.
NOT_ALONE = (
    "abstinent 2 years",
    "rash on legs, takes codeine",
    "19 weeks, scan on Friday, pregnancy going well",  # a fault: the scan is no time of a medicine
)
_DID = re.compile(r"(Codeine|Morphine) [(-]")


#: What stands before an entry, which so begins at an odd or at an even place: a figure, an amount;
#: and behind it: an opioid with its amount and its time.
BEFORE = (("eGFR of 88", "Lipitor 20 mg od"), ("Lipitor 20 mg", "Lipitor 20 mg od"))
BEHIND = "tramadol 50 mg tds stopped 8 weeks ago"


def _lines():
    """Every line of a patient that is read the same whatever stands beside it."""
    every = {line for patient in EVERY for line in patient["check"]}
    every.difference_update(WHOLE_LINES, NOT_ALONE)
    return [line for line in sorted(every) if not _DID.match(line)]


def _chains():
    """Four lines each, from all over the alphabet and so mostly of different things."""
    lines = _lines()
    number = -(-len(lines) // 4)
    return list(enumerate(lines[at::number] for at in range(number)))


def _in_a_chain(beside):
    """Hold a claim of each chain: `beside` gives the stranger before a line, or behind the last.

    One that is no more than its lines are is enough for them all; of another each is read between
    strangers alone, as of two figures of one measure in a line the later counts.
    """

    def read_the_same(chain):
        number, lines = chain
        if not _between(lines, beside, number):
            assert [] == [line for line in lines if not _between([line], beside, number)]

    each(_chains(), read_the_same, lambda chain: "; ".join(chain[1]))


def _between(lines, beside, number):
    """Whether lines are read the same with a stranger before each and behind the last."""
    strangers = [beside(lines, number + place) for place in range(len(lines) + 1)]
    whole, ends = strangers[0][0], ""
    for line, (stranger, ends) in zip(lines, strangers[1:], strict=True):
        whole += f"{ends}{line}{ends}{stranger}"
    parts = at_length(LEXICON, whole, TODAY)
    # A line that is one part is told as it was typed; of a longer one each is its words.
    told = Counter(part.text for line in lines if len(_alone(line)) > 1 for part in _alone(line))
    return told <= Counter(part.text for part in parts) and _the_same(
        parts, *lines, *(stranger for stranger, _ in strangers)
    )


@pytest.mark.no_cover
def test_an_entry_is_read_the_same_beside_another():
    """Where in a line something stands decides nothing, nor changes it what stands beside it.

    On one side of it a figure or an amount, on the other an opioid that was stopped.
    """

    def beside(lines, place):
        # Of two figures of one measure the later counts.
        before = BEFORE[any("eGFR" in line for line in lines)]
        return BEHIND if place % 2 else before[place // 2 % 2], "; "

    _in_a_chain(beside)


#: Entries in which much is said of a thing: how it stands, since when, whose it is, how much of it.
COMPANIONS = (
    "Vivitrol stopped 3 days ago",
    "takes her late mother's morphine at night",
    "weight of 72 kg, he has not yet stopped codeine",
    "hepatitis B, HIV and hepatitis C negative",
    "allergic to penicillin, so has codeine",
    "? still on methadone (5 mg/ml) 30 ml od",
    "methadone, clean 3 years",
    "naloxone for opioid overdose",
    "hydrocodone refused, switched from morphine to oxycodone SR 10 mg bd",
    "AST 40 (ULN 35), was 90",
    "severe kidney disease, stage 4 of 5",
    "chronic pain since 2012, tapering tramadol",
    "cirrhosis, Child-Pugh 6/15",
)


#: What must stay what it is, whatever stands in the line with it.
TAKEN = "Takes tramadol 50 mg tds"


@pytest.mark.no_cover
def test_an_entry_is_read_the_same_beside_what_says_much():
    """A line of words, places and signs on one side of it, and on the other an opioid taken.

    Another line and another side for each entry; the opioid is told as it is by itself, in any.
    """

    def beside(lines, place):
        # As above: what was raised is its figure, where one stands beside it.
        measured = any("ALT" in line for line in lines)
        others = [one for one in COMPANIONS if not (measured and "AST" in one)]
        other = others[place // 2 % len(others)]
        return TAKEN if place % 2 else other, ("\n", "; ")[place // 4 % 2]

    _in_a_chain(beside)
    assert "contraindicated" == outcome_of(TAKEN)


@every("place", ["{0}; {1}", "{0}\n{1}", "{1}; {0}", "{0} 50 mg tds; {1}"])
@every("line", ["hip replaced 2012", "termination in 2019", "DOB 99/99/2012", "xyzal nine 2015"])
def test_a_year_of_what_is_not_recognised_is_not_the_medicines(line, place):
    """The medicine before it is taken as it was: nothing says that it ended."""
    assert "contraindicated" == outcome_of(place.format("tramadol", line))


@every("line", ["{0}", "{0} today", "Lipitor, {0}"])
@every("unit", sorted(words for words in LEXICON.after if len(words.split()) < 4))
def test_what_stands_behind_a_figure_is_read_without_one(unit, line):
    """A figure that was forgotten ends nothing: `years old`, `bottles of wine`."""
    assert verdict_of(line.format(unit)).outcome in OUTCOMES


@pytest.mark.parametrize("score", ["Child-Pugh 6/15", "PHQ-9 4/27", "PHQ-9 4 / 27", "MELD 6/40"])
def test_out_of_how_many_a_score_is_takes_no_name_behind_it(score):
    """What stands behind a score is read, with nothing between them."""
    assert "contraindicated" == outcome_of(f"{score} tramadol")


@every("before", ["", "Lipitor; ", "Lipitor 20 mg; ", "Lipitor 20 mg od; "])
@every("line", ["ALT two weeks ago", "AST three days ago", "eGFR four weeks ago"])
def test_how_long_ago_it_was_measured_is_no_figure(before, line):
    """`Two` counts the weeks: what was measured is not told, and has to be asked."""
    assert not verdict_of(before + line).complete


@every("limit", ["ULN 15", "(ULN 15)", "ULN is about 15", "ULN of about 15", "upper limit is 15"])
def test_the_upper_limit_is_read_with_the_words_before_its_figure(limit):
    """Four times the limit, and one thing: no figure of the line is left over."""
    verdict = verdict_of(f"ALT 60 {limit}")

    assert ("avoid", 1) == (verdict.outcome, len(verdict.items))


@pytest.mark.no_cover
def test_what_is_taken_is_not_hidden_by_another_entry_or_sentence():
    """An opioid that is taken stays one, before and behind whatever stands in the same line.

    As a sentence: as an entry it stands on the other side of most lines in the test above.
    """
    every = {line for patient in EVERY for line in patient["check"]}.difference(NOT_ALONE)
    more = every.difference(_lines())
    lines = [f"{line.rstrip('.')}. {TAKEN}" for line in every if line in more or not _side(line)]
    lines += [f"{TAKEN}. {line}" for line in every if line in more or _side(line)]
    lines += [f"{line}\n{TAKEN}" for line in more] + [f"{TAKEN}; {line}" for line in more]

    assert [] == [line for line in sorted(lines) if outcome_of(line) != "contraindicated"]


@pytest.mark.parametrize(
    "line",
    ["raised, ALT pending", "all raised, AST pending", "slightly raised, bilirubin pending"],
)
def test_what_is_said_before_a_comma_is_not_said_of_the_measure_behind_it(line):
    """It would make a finding of what nobody measured; the missing figure is told."""
    verdict = verdict_of(line)

    assert () == verdict.findings
    assert not verdict.complete
