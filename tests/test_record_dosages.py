"""How an order of naltrexone has it taken: in words, in figures, in both, in several steps."""

from decimal import Decimal

import pytest
from real import CHECKED, HELD, LEXICON
from records import TODAY, bundle, condition, order, typed
from work import counted

from ldnref.answers.record import judged
from ldnref.doors.records import record

MG, TABLET = {"unit": "mg"}, {"unit": "tablet"}


def taken(value, unit=MG, **beside):
    """An instruction with one quantity."""
    return {"doseAndRate": [{"doseQuantity": {"value": value, **unit}}], **beside}


def repeat(**told):
    """A timing that says so."""
    return {"timing": {"repeat": told}}


def named(word):
    """A timing by the code of a word."""
    system = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"
    return {"timing": {"code": {"coding": [{"system": system, "code": word}]}}}


def daily(*instructions, medicine="naltrexone", **beside):
    """The highest dose a day that an order tells, and whether a doubt of it is told."""
    one = order("m1", medicine, dosageInstruction=list(instructions), **beside)
    read = record(typed(bundle(one)), CHECKED.records, TODAY)
    items = judged(HELD, LEXICON, read).verdict.items
    doses = [item.part.amount for item in items if item.part.amount is not None]
    return max(doses, default=None), any(item.part.unread for item in items)


TWICE = repeat(frequency=2, period=1, periodUnit="d")
CAPSULE = "naltrexone 1.5 mg capsule"

#: Instructions, the name of the medicine, and the milligrams a day that are told.
AGREE = {
    "words without how often, figures with it": ([{"text": "4.5 mg", **TWICE}], "9"),
    "words without how much": ([{"text": "at bedtime", **taken("4.5")}], "4.5"),
    "words of no dose": ([{"text": "as directed", **taken("4.5", **TWICE)}], "9"),
    "both, and the same": ([{"text": "4.5 mg twice daily", **taken("4.5", **TWICE)}], "9"),
    "by the hour": ([taken(3, **repeat(frequency=1, period=12, periodUnit="h"))], "6"),
    "by the clock": ([taken(3, **repeat(timeOfDay=["08:00:00", "20:00:00"]))], "6"),
    "every other day": ([taken("4.5", **repeat(frequency=1, period=2, periodUnit="d"))], "4.5"),
    "twice a week": ([taken("4.5", **repeat(frequency=2, period=1, periodUnit="wk"))], "4.5"),
    "by a code": ([taken("4.5", **named("BID"))], "9"),
    "by a code of the morning": ([taken("4.5", **named("AM"))], "4.5"),
    "by a code of bedtime": ([taken("4.5", **named("HS"))], "4.5"),
    "within days": (
        [taken(3, **repeat(frequency=1, period=1, boundsPeriod={"start": "2026-01-01"}))],
        "3",
    ),
    "a range": (
        [{"doseAndRate": [{"doseRange": {"low": {"value": 3, **MG}, "high": {"value": 6, **MG}}}]}],
        "6",
    ),
    "a most that is no more": (
        [
            {
                "text": "4.5 mg daily",
                "maxDosePerPeriod": {
                    "numerator": {"value": "4.5", **MG},
                    "denominator": {"value": 1, "unit": "d"},
                },
            }
        ],
        "4.5",
    ),
    "as needed, in words": ([{"text": "3 mg daily", "asNeededBoolean": True}], "3"),
    "one step after another": (
        [{"text": "1.5 mg daily", "sequence": 1}, {"text": "3 mg daily", "sequence": 2}],
        "3",
    ),
    "two days after each other": (
        [
            taken(1, **repeat(boundsPeriod={"start": "2026-10-01", "end": "2026-10-31"})),
            taken(3, **repeat(boundsPeriod={"start": "2026-11-01"})),
        ],
        "3",
    ),
    "one step of two doses": (
        [{"text": "1.5 mg in the morning", "sequence": 1}, {"text": "3 mg nightly", "sequence": 1}],
        "4.5",
    ),
    "the dose of STU3": ([{"doseQuantity": {"value": 3, **MG}, **TWICE}], "6"),
}
OF_A_CAPSULE = {
    "the name alone, and how often": ([TWICE], "3"),
    "pieces in figures": ([taken(2, TABLET, **TWICE)], "6"),
    "pieces without a name": ([taken(2, {"code": "{Stueck}"})], "3"),
    "pieces with their sum": ([{"text": "Take 3 capsules (4.5 mg total) by mouth nightly"}], "4.5"),
    "one dose three times over": (
        [
            {
                "text": "Take 3 capsules by mouth nightly.",
                "doseAndRate": [
                    {"type": {"text": "ordered"}, "doseQuantity": {"value": "4.5", **MG}},
                    {"type": {"text": "admin-amount"}, "doseQuantity": {"value": 3, **TABLET}},
                ],
            }
        ],
        "4.5",
    ),
}
DIFFER = {
    "another amount": ([{"text": "4.5 mg daily", **taken(9)}], "9"),
    "more in words": ([{"text": "9 mg daily", **taken("4.5")}], "9"),
    "more often in figures": ([{"text": "4.5 mg daily", **TWICE}], "9"),
    "more often in words": (
        [{"text": "4.5 mg twice daily", **repeat(frequency=1, period=1, periodUnit="d")}],
        "9",
    ),
    "a code and a figure": (
        [taken(3, timing={"repeat": {"frequency": 3}, "code": {"text": "BID"}})],
        "9",
    ),
    "two instructions of no order": (
        [{"text": "3 mg in the morning"}, {"text": "3 mg nightly"}],
        "6",
    ),
    "a most that is more": (
        [
            {
                "text": "4.5 mg daily",
                "maxDosePerPeriod": {
                    "numerator": {"value": 9, **MG},
                    "denominator": {"value": 1, "unit": "d"},
                },
            }
        ],
        "4.5",
    ),
    "a rate": (
        [{"text": "4.5 mg daily", "doseAndRate": [{"rateQuantity": {"value": 1, "unit": "mg/h"}}]}],
        "4.5",
    ),
}


@pytest.mark.parametrize("name", [*AGREE, *OF_A_CAPSULE])
def test_what_one_way_of_telling_a_dose_leaves_out_the_other_tells(name):
    """Half of a dose is no dose: 4.5 mg, and twice a day beside it, is 9 mg."""
    instructions, dose = (AGREE | OF_A_CAPSULE)[name]
    medicine = CAPSULE if name in OF_A_CAPSULE else "naltrexone"

    assert (Decimal(dose), False) == daily(*instructions, medicine=medicine)


@pytest.mark.parametrize("name", DIFFER)
def test_where_words_and_figures_differ_the_higher_dose_counts_and_that_is_told(name):
    """Nobody reads the lower one as all that is taken."""
    instructions, dose = DIFFER[name]

    assert (Decimal(dose), True) == daily(*instructions)


@pytest.mark.parametrize(
    ("strength", "quantity", "dose"),
    [
        ({"numerator": {"value": "4.5", **MG}, "denominator": {"value": 1, **TABLET}}, TABLET, "9"),
        (
            {"numerator": {"value": 1, **MG}, "denominator": {"value": 1, "unit": "mL"}},
            {"unit": "mL"},
            "2",
        ),
        ({"numerator": {"value": 50, **MG}}, TABLET, "100"),
    ],
)
def test_the_strength_of_a_medication_is_that_of_its_pieces(strength, quantity, dose):
    """`2 tablets` says nothing without it."""
    medication = {
        "resourceType": "Medication",
        "id": "med",
        "code": {"text": "naltrexone"},
        "ingredient": [{"itemCodeableConcept": {"text": "naltrexone"}, "strength": strength}],
    }
    found = daily(
        taken(2, quantity), contained=[medication], medicationReference={"reference": "#med"}
    )

    assert (Decimal(dose), False) == found


@pytest.mark.parametrize("beside", [{"asNeededBoolean": True}, repeat(count=3), repeat(when=["C"])])
def test_a_dose_of_ldn_that_is_not_read_is_told_as_that(beside):
    """The strength in its name is one piece, and no dose a day."""
    assert (None, True) == daily(
        taken(1, TABLET, **beside), medicine="low dose naltrexone 4.5 mg tablet"
    )


def test_the_dose_of_another_medicine_is_asked_of_nobody():
    """It says nothing of LDN, however it is taken."""
    unread = taken(1, TABLET, asNeededBoolean=True)

    assert (None, False) == daily(unread, medicine="paracetamol 500 mg tablet")
    assert (None, False) == daily(unread, medicine="baclofen 10 mg tablet")


def test_of_what_is_over_no_dose_is_asked():
    """How it was taken says nothing of today."""
    unread = taken(1, TABLET, asNeededBoolean=True)

    assert not daily(unread, medicine="low dose naltrexone 4.5 mg tablet", state="stopped")[1]


def test_a_coded_medicine_is_taken_as_its_order_says():
    """A code without a name has a dose too."""
    rxnorm = {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "7243"}
    found = daily({"text": "4.5 mg", **TWICE}, medicine={"coding": [rxnorm]})

    assert (Decimal(9), False) == found


def long(times):
    """Much under one name: so many things."""
    return " ".join(f"pain with cirrhosis and word{at} of tramadol 50 mg" for at in range(times))


def of_parts(times):
    """A medicine of so many ingredients, each of them beside it."""
    parts = [{"itemReference": {"reference": f"#{at}"}} for at in range(times)]
    medicine = {"resourceType": "Medication", "id": "m", "ingredient": parts}
    beside = ({"resourceType": "Substance", "id": f"{at}"} for at in range(times))
    return order("m1", {"medicationReference": {"reference": "#m"}}, contained=[medicine, *beside])


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "one",
    [
        lambda times: order("m1", long(times)),
        lambda times: order("m1", "tramadol " * times * 5),
        lambda times: condition("c1", long(times)),
        lambda times: condition(
            "c1",
            {
                "text": long(times),
                "coding": [{"system": "http://snomed.info/sct", "code": "19943007"}],
            },
        ),
        of_parts,
    ],
    ids=["a medicine", "one word", "a condition", "a coded condition", "ingredients"],
)
def test_a_long_name_takes_no_longer_than_it_is_long(one):
    """A name of 90 KB took a minute, for each word was weighed against all others."""

    def work(times):
        LEXICON.lines.clear()
        LEXICON.near.cache_clear()
        whole = typed(bundle(one(times)))
        return counted(lambda: judged(HELD, LEXICON, record(whole, CHECKED.records, TODAY)))

    work(9)  # what is made once is made
    short, longer = work(50), work(200)

    assert longer < 6 * short
