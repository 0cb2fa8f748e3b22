"""What was observed: a test, a day until which something is so, what was taken by then."""

import pytest
from cases import every
from real import CHECKED as REAL
from real import HELD, LEXICON
from records import LOINC, TODAY, as_data, bundle, concept, order, resource, typed

from ldnref.answers.record import check
from ldnref.doors.parsing import NotReadError
from ldnref.doors.records import record

TAKEN = order("m1", "stonex")
FLAGS = "http://flags.example"


def _seen(code, day="2026-02-01", name="o1", **elements):
    when = {"effectiveDateTime": day} if day else {}
    named = {"code": concept(None, (LOINC, code))}
    return resource("Observation", name, status="final", **named, **when, **elements)


def _figure(number, upper=None, **sign):
    ranges = [{"high": {"value": one}} for one in upper or ()]
    more = {"referenceRange": ranges} if ranges else {}
    return {"valueQuantity": {"value": number, "unit": "IU/L", **sign}, **more}


def _range(low, high):
    return {"low": {"value": low}, "high": {"value": high}}


@every(
    ("answer", "outcome"),
    [
        ({"valueCodeableConcept": concept("Positive")}, "avoid"),
        ({"valueString": "NOT-DETECTED"}, "nothing-held"),
        ({"valueString": "3", "interpretation": [concept(None, (FLAGS, "POS"))]}, "avoid"),
        ({"valueString": "3", "interpretation": [concept(None, (FLAGS, "NEG"))]}, "nothing-held"),
        ({"valueCodeableConcept": concept(None, (LOINC, "not-so"))}, "nothing-held"),
        ({"valueBoolean": True}, "avoid"),
        ({"valueBoolean": False}, "nothing-held"),
        # The value comes before what it is taken for.
        (
            {"valueString": "positive", "interpretation": [concept(None, (FLAGS, "NEG"))]},
            "avoid",
        ),
        # A figure: no more than normal is none; more, or with nothing beside it, is asked about.
        (_figure(3, [5]), "nothing-held"),
        (_figure(9, [5]), "ask-first"),
        (_figure(5, [5], comparator=">"), "ask-first"),
        (_figure(5, comparator="<"), "nothing-held"),
        (_figure(0), "nothing-held"),
        (_figure("3", [5]), "ask-first"),
        (_figure(40, [50, 200]), "ask-first"),
        (_figure(40), "ask-first"),
        ({"valueString": "see report"}, "ask-first"),
        ({"dataAbsentReason": concept("unknown")}, "ask-first"),
    ],
)
def test_a_test_says_that_something_is_so_or_is_not(checked, answer, outcome):
    """What is neither yes nor no is a question, never silence."""
    assert outcome == checked(_seen("w-2", **answer), TAKEN).outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        # What is normal of one of whom it is so: the end of a range, or its begin, tells.
        (_figure(3000, [200000]), "ask-first"),
        (_figure(20, [200000]), "ask-first"),
        ({**_figure(9), "referenceRange": [_range(5, 20)]}, "ask-first"),
        ({**_figure(3), "referenceRange": [_range(0, 5)]}, "nothing-held"),
        # Below what can be measured, or below what was not looked for.
        (_figure(100000, comparator="<"), "ask-first"),
        (_figure(100000, [5], comparator="<"), "ask-first"),
        (_figure(25, comparator="<="), "nothing-held"),
        (_figure(0, comparator=">"), "ask-first"),
        # In another unit, or in none, a small figure may be a great one.
        (_figure(5, [5], unit="kIU/L"), "ask-first"),
        (_figure(5, comparator="<", unit=None), "ask-first"),
        (_figure(5, comparator="<", unit=None, code="[IU]/L"), "nothing-held"),
    ],
)
def test_a_figure_says_no_only_where_none_of_whom_it_is_so_has_it(checked, answer, outcome):
    """A range beside it may be that of those of whom it is so."""
    assert outcome == checked(_seen("w-2", **answer), TAKEN).outcome


@pytest.mark.parametrize(
    "figure",
    [
        _figure(12, comparator="<", unit="wk"),
        _figure(20, [42], unit="wk"),
        _figure(0, unit="wk"),
        _figure(3, [5]),
    ],
)
def test_weeks_of_what_is_so_never_say_that_it_is_not(checked, figure):
    """However few they are."""
    assert "ask-first" == checked(_seen("w-4", **figure), TAKEN).outcome


@pytest.mark.parametrize(
    ("code", "figure", "outcome"),
    [
        ("18185-9", _figure(12, comparator="<", unit="wk"), "ask-first"),
        ("11884-4", _figure(20, [42], unit="wk"), "ask-first"),
        ("2106-3", _figure(3000, [200000], unit="mIU/mL"), "ask-first"),
        ("21198-7", _figure(100000, comparator="<", unit="m[IU]/mL"), "ask-first"),
        ("21198-7", _figure(2, [5.3], unit="m[IU]/mL"), "nothing-held"),
        ("19080-1", _figure(1, comparator="<", unit="[iU]/L"), "nothing-held"),
    ],
)
def test_a_pregnancy_is_not_denied_by_a_figure_that_it_has(code, figure, outcome):
    """The weeks of it, and what is normal in it."""
    named = concept(None, ("http://loinc.org", code))
    day = "2026-02-01"
    one = resource("Observation", "o1", status="final", code=named, effectiveDateTime=day, **figure)
    read = record(typed(bundle(one, order("m9", "lisinopril"))), REAL.records, TODAY)

    assert outcome == as_data(check(REAL, read, None, LEXICON, HELD)).outcome


def test_a_figure_of_long_ago_that_is_no_answer_is_over(checked):
    """What passes is not asked about for ever; without a day it is."""
    found = [checked(_seen("w-2", day, **_figure(40)), TAKEN) for day in ("2020-01-01", None)]

    assert ["nothing-held", "ask-first"] == [one.outcome for one in found]


def test_one_kind_of_test_does_not_silence_another(checked):
    """Of one kind the newest tells."""
    status = _seen("w-1", "2026-01-01", "o2", valueCodeableConcept=concept(None, (LOINC, "yes")))
    older = _seen("w-2", "2026-01-01", "o3", valueString="positive")
    no = _seen("w-2", "2026-02-01", valueString="negative")

    assert "avoid" == checked(status, no, TAKEN).outcome
    assert "nothing-held" == checked(older, no, TAKEN).outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2026-09", "avoid"),
        ("2026-03-01", "avoid"),
        ("2026-02-20", "ask-first"),
        ("2020-02-20", "nothing-held"),
        ("soon", "ask-first"),
        (None, "ask-first"),
    ],
)
def test_what_is_so_until_a_day_is_so_until_then(checked, day, outcome):
    """A due date ahead says it; one that has just passed asks; an old one says nothing."""
    value = {} if day is None else {"valueDateTime": day}

    assert outcome == checked(_seen("w-3", **value), TAKEN).outcome


def test_an_observation_that_is_not_certain_makes_nothing_certain(checked):
    """Nor does one that was entered in error."""
    yes = _seen("w-2", valueString="positive")
    unknown, error = ({**yes, "status": one} for one in ("unknown", "entered-in-error"))

    assert ["ask-first", "nothing-held"] == [
        checked(one, TAKEN).outcome for one in (unknown, error)
    ]


@pytest.mark.parametrize(
    ("test", "told"),
    [
        (_seen("t-1", valueString="Detected"), ("ask-first", "uncertain")),
        (_seen("t-1", valueString="positive"), ("ask-first", "past")),
        (_seen("t-1", **_figure(300)), ("ask-first", "past")),
        (_seen("t-1", None, valueString="positive"), ("ask-first", "uncertain")),
    ],
)
def test_a_drug_test_says_that_it_was_taken_by_then(checked, test, told):
    """It is asked when the last was; it is no list of medicines."""
    found = checked(test, TAKEN)

    assert told == (found.outcome, found.lines[-1].status)
    assert checked(test).incomplete


def test_a_drug_test_that_is_negative_says_nothing(checked):
    """It is counted, and does not say that nothing was taken before."""
    found = checked(_seen("t-1", valueString="negative"), TAKEN)

    assert ("nothing-held", 2, 1) == (found.outcome, found.counted.seen, found.counted.not_held)


def test_every_observation_is_counted(checked):
    """Also those of which nothing is read: of whomever they are."""
    heights = [_seen("h", name=f"o{n}") for n in range(3)]
    nobodys = {key: value for key, value in heights[0].items() if key != "subject"}
    anothers = {**heights[0], "subject": {"reference": "Patient/p2"}}

    found = checked(*heights, nobodys, TAKEN)
    assert (5, 4, 1) == (
        found.counted.seen,
        found.counted.not_held,
        found.counted.medications_seen,
    )
    with pytest.raises(NotReadError, match="2 patients"):
        checked(*heights, anothers, TAKEN)
    assert 4 == checked(*heights, anothers, TAKEN, patient="p1").counted.seen


def test_a_panel_has_its_figures_in_others(checked):
    """It is no figure that is missing."""
    panel = _seen("s-1", hasMember=[{"reference": "Observation/o2"}])

    assert "nothing-held" == checked(panel, TAKEN).outcome
    assert "not-checked" == checked(_seen("s-1"), TAKEN).outcome


def _measured(name, number, unit):
    figure = {"value": number, "unit": unit}
    one = resource("Observation", "o1", status="final", code=concept(name), valueQuantity=figure)
    read = record(typed(bundle(one, order("m9", "lisinopril"))), REAL.records, TODAY)
    return as_data(check(REAL, read, None, LEXICON, HELD)).outcome


@pytest.mark.parametrize(
    ("name", "number", "unit", "outcome"),
    [
        ("GPT (ALAT)", 310, "U/L", "avoid"),
        ("Estimated GFR", 22, "mL/min", "contraindicated"),
        ("eGFR, CKD-EPI", 22, "mL/min/1.73m2", "contraindicated"),
        ("Creatinine [Mass/volume] in Serum or Plasma", 6.1, "mg/dL", "ask-first"),
        # What is in the urine is another thing; a figure that says nothing by itself asks nothing.
        ("Creatinine [Mass/volume] in Urine", 60, "mg/dL", "nothing-held"),
        ("Creatinine", 0.9, "mg/dL", "nothing-held"),
        ("Total Bilirubin", 6.1, "mg/dL", "ask-first"),
        ("Bilirubin, direct", 6.1, "mg/dL", "nothing-held"),
        ("AST/ALT ratio", 200, "1", "nothing-held"),
        ("PHQ-9 total score", 21, "{score}", "caution"),
        ("Child-Pugh score", 11, "points", "contraindicated"),
    ],
)
def test_what_is_measured_is_known_by_its_names(name, number, unit, outcome):
    """As laboratories write them, without a code."""
    assert outcome == _measured(name, number, unit)


def test_what_is_measured_may_be_told_in_words():
    """Raised, or normal."""

    def said(words):
        one = resource("Observation", "o1", status="final", code=concept("ALT"), valueString=words)
        read = record(typed(bundle(one, order("m9", "lisinopril"))), REAL.records, TODAY)
        return as_data(check(REAL, read, None, LEXICON, HELD)).outcome

    assert ["ask-first", "nothing-held"] == [said("elevated"), said("normal")]


def test_a_day_that_is_not_yet_hides_none_that_was(checked):
    """A slip in a date, or a record that is looked at as of a day."""
    yes, no = (
        _seen("w-2", day, f"o{day}", valueString=said)
        for day, said in (("2026-02-01", "positive"), ("2062-02-01", "negative"))
    )
    low, high = (
        _seen("s-1", day, f"o{day}", **_figure(number))
        for day, number in (("2062-02-01", 1), ("2026-02-01", 8))
    )
    for one in (low, high):
        one["valueQuantity"]["unit"] = "spots"

    assert ["avoid", "avoid"] == [checked(*two, TAKEN).outcome for two in ((yes, no), (low, high))]


def test_of_a_figure_the_newest_tells(checked):
    """In whatever order they stand."""
    two = [
        _seen("s-1", day, f"o{day}", **_figure(number))
        for day, number in (("2026-01-01", 1), ("2026-02-01", 8))
    ]
    for one in two:
        one["valueQuantity"]["unit"] = "spots"

    assert ["avoid", "avoid"] == [checked(*row, TAKEN).outcome for row in (two, two[::-1])]
