"""One list, one outcome, whichever door it comes through; and the real words of real records."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real import CHECKED as REAL
from real import HELD, LEXICON
from records import as_data, bundle, concept, condition, order, typed

from ldnref.answers.checking.told import check
from ldnref.answers.record import check as check_record
from ldnref.doors.cards import cards
from ldnref.doors.records import record

TODAY = date(2026, 11, 29)
WORST = ("contraindicated", "avoid", "ask-first", "caution", "not-checked", "nothing-held")

MEDICINES = (
    "tramadol 50 mg tablets",
    "Rebif 44",
    "paracetamol 500 mg",
    "loperamide 2 mg",
    "MST 10 mg",
    "mystery 3000",
    "low-dose naltrexone 4.5 mg",
    "sertraline 50 mg",
    "Suboxone",
    "Tylenol",
)
CONDITIONS = ("cirrhosis", "pregnancy", "multiple sclerosis", "depression", "spasticity")


def _recorded(*resources):
    read = record(typed(bundle(*resources)), REAL.records, TODAY)
    return as_data(check_record(REAL, read, None, LEXICON, HELD))


def _resources(medicines, conditions):
    return [
        *(order(f"m{n}", name) for n, name in enumerate(medicines)),
        *(condition(f"c{n}", name) for n, name in enumerate(conditions)),
    ]


lists = st.tuples(
    st.lists(st.sampled_from(MEDICINES), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(CONDITIONS), max_size=3, unique=True),
)


@settings(max_examples=settings.default.max_examples * 2 // 5)
@given(lists)
def test_a_record_says_what_its_list_says(found):
    """The same outcome and the same findings as the typed lines."""
    medicines, conditions = found
    typed_out = check(REAL, [*medicines, *conditions], None, LEXICON, today=TODAY, held=HELD).result
    read = _recorded(*_resources(medicines, conditions))

    assert typed_out is not None
    assert typed_out.outcome == read.outcome
    assert [one.id for one in typed_out.findings] == [one.id for one in read.findings]


@settings(max_examples=settings.default.max_examples * 2 // 5)
@given(lists, st.sampled_from(MEDICINES), st.sampled_from(["active", "stopped", "draft"]))
def test_one_entry_more_never_lowers_the_outcome(found, more, status):
    """Whatever its status."""
    resources = _resources(*found)
    before = _recorded(*resources)
    after = _recorded(*resources, order("more", more, status))

    assert WORST.index(after.outcome) <= WORST.index(before.outcome)


@settings(max_examples=settings.default.max_examples * 2 // 5)
@given(lists)
def test_a_card_is_as_grave_as_the_outcome(found):
    """Critical where LDN is ruled out, a warning for all else that matters, info for nothing."""
    medicines, conditions = found
    resources = _resources([*medicines, "naltrexone 4.5 mg"], conditions)
    outcome = _recorded(*resources).outcome
    request = {
        "hook": "patient-view",
        "context": {"patientId": "p1"},
        "prefetch": {
            "medications": bundle(*resources),
            "conditions": bundle(),
            "allergies": bundle(),
            "patient": {"resourceType": "Patient", "id": "p1"},
            "statements": bundle(),
        },
    }
    marks = [one["indicator"] for one in cards(REAL, request, TODAY, LEXICON, HELD)["cards"]]

    expected = {"contraindicated": "critical", "nothing-held": "info"}.get(outcome, "warning")
    assert expected == marks[0]


def test_how_a_medicine_is_taken_is_read_with_it():
    """The daily dose of the order is held against a limit, as a typed one is."""
    ldn = order("m1", "naltrexone 4.5 mg capsule", dosageInstruction=[{"text": "1 capsule daily"}])
    spastic = condition("c1", "spasticity")
    strange = order(
        "m1", "naltrexone 4.5 mg capsule", dosageInstruction=[{"text": "with tramadol"}]
    )

    assert "avoid" == _recorded(ldn, spastic).outcome
    assert "4.5" == _recorded(ldn).dose.mg
    assert "nothing-held" == _recorded(strange).outcome


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("http://www.nlm.nih.gov/research/umls/rxnorm", "1049502"),
        ("http://hl7.org/fhir/sid/ndc", "00002-0351-02"),
        ("http://hl7.org/fhir/sid/ndc", "00002035102"),
        ("http://snomed.info/sct", "3811000001102"),
        ("https://dmd.nhs.uk", "3811000001102"),
        ("http://www.whocc.no/atc", "N02AX02"),
    ],
)
def test_an_opioid_is_known_by_a_code_of_any_system(system, code):
    """American, British and international products, without a word beside the code."""
    found = _recorded(order("m1", concept(None, (system, code))))

    assert ("contraindicated", True) == (found.outcome, found.complete)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Encounter for screening for depression", "nothing-held"),
        ("Screening for diabetes mellitus", "nothing-held"),
        ("At risk for suicide (finding)", "ask-first"),
        ("Borderline elevated creatinine", "nothing-held"),
        ("Combined opioid with other drug dependence", "ask-first"),
        ("Opioid abuse, in remission", "ask-first"),
        ("Elective termination of pregnancy", "ask-first"),
        ("Not in labor force (finding)", "nothing-held"),
        ("Full-time employment (finding)", "nothing-held"),
        ("Traveller's Diarrhea (disorder)", "nothing-held"),
        ("Family history of opioid dependence", "nothing-held"),
        ("Hepatitis B immune", "nothing-held"),
        ("Normal pregnancy", "avoid"),
        ("Preeclampsia", "avoid"),
        ("Pregnancy test negative (finding)", "nothing-held"),
        ("End stage liver disease", "contraindicated"),
        ("Chronic kidney disease stage 5 (disorder)", "contraindicated"),
        ("History of renal transplant (situation)", "avoid"),
    ],
)
def test_a_coded_condition_is_told_by_its_words(name, outcome):
    """As real records write them, with a code that is not held."""
    found = _recorded(
        condition("c1", concept(name, ("http://snomed.info/sct", "1"))), order("m1", "lisinopril")
    )

    assert outcome == found.outcome
