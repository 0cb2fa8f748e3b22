"""How an entry of a record stands: by flags, extensions and dates; and codes that settle it."""

import pytest
from real import CHECKED as REAL
from real import HELD, LEXICON
from records import ICD, TODAY, as_data, bundle, concept, condition, order, resource, status, typed

from ldnref.answers.record import check
from ldnref.doors.records import record

#: A medicine on which nothing is held.
TAKEN = order("m9", "stonex")

FLAG = "http://flag.example"


@pytest.fixture
def checked(base):
    """What a record comes to, as data."""

    def run(*resources):
        read = record(typed(bundle(*resources, TAKEN)), base.records, TODAY)
        return as_data(check(base, read, None))

    return run


def _real(*resources):
    read = record(typed(bundle(*resources, order("m9", "lisinopril"))), REAL.records, TODAY)
    return as_data(check(REAL, read, None, LEXICON, HELD))


def _flagged(*flags):
    codings = [
        {"system": ICD, "code": "W7", "extension": [{"url": FLAG, "valueCoding": {"code": flag}}]}
        for flag in flags
    ]
    return {"text": "wobble", "coding": codings}


@pytest.mark.parametrize(
    ("flags", "told", "outcome"),
    [
        ("G", "current", "avoid"),
        ("V", "uncertain", "ask-first"),
        ("Z", "past", "nothing-held"),
        ("A", "denied", "nothing-held"),
        ("AG", "uncertain", "ask-first"),
    ],
)
def test_a_code_may_bear_how_certain_it_is(checked, flags, told, outcome):
    """Some countries write it beside the code; two that differ are not certain."""
    found = checked(condition("c1", _flagged(*flags)))

    assert (told, outcome) == (found.lines[0].status, found.outcome)


def test_what_is_confirmed_and_excluded_is_asked_about(checked):
    """The entry contradicts itself."""
    found = checked(condition("c1", _flagged("A"), verificationStatus=status("confirmed")))

    assert "ask-first" == found.outcome


def test_a_status_in_words_is_one(checked):
    """Without a code."""
    over = condition("c1", "wobble", clinicalStatus={"text": "Resolved"})
    odd = condition("c1", "wobble", clinicalStatus={"text": "somewhat better"})

    assert ["past", "uncertain"] == [checked(one).lines[0].status for one in (over, odd)]


@pytest.mark.parametrize(
    "one",
    [
        order("m1", "lemonol"),
        condition("c1", "wobble", verificationStatus=status("refuted")),
    ],
)
def test_what_an_extension_may_turn_round_is_not_certain(checked, one):
    """FHIR forbids to read past it."""
    found = checked(one | {"modifierExtension": [{"url": "http://x", "valueBoolean": True}]})

    assert ("uncertain", 1) == (found.lines[0].status, len(found.incomplete))


@pytest.mark.parametrize(
    "said",
    [
        {"clinicalStatus": status("inactive")},
        {"clinicalStatus": status("resolved")},
        {"verificationStatus": status("unconfirmed")},
    ],
)
def test_an_allergy_that_is_over_or_not_certain_is_asked_about(checked, said):
    """It rules nothing out by itself, and is not passed over."""
    own = resource("AllergyIntolerance", "a1", code=concept("zorblex"), **said)

    assert "ask-first" == checked(own).outcome


def _given(kind, state, day, **elements):
    named = {"medicationCodeableConcept": concept("lemonol")}
    return resource(kind, "m1", status=state, effectiveDateTime=day, **named, **elements)


def test_what_was_given_counts_from_that_day(checked):
    """Given is given: only the interval is asked about."""
    kind = "MedicationAdministration"
    new, old = (_given(kind, "completed", day) for day in ("2026-02-27", "2025-02-27"))

    assert ["contraindicated", "ask-first"] == [checked(one).outcome for one in (new, old)]


def test_an_active_statement_whose_time_is_over_counts_as_long_as_a_stopped_one(checked):
    """Whether it ended then or is taken still, the interval is not over."""

    def ended(day, state="active"):
        period = {"effectivePeriod": {"start": "2025-01-01", "end": day}}
        named = {"medicationCodeableConcept": concept("lemonol")}
        return checked(resource("MedicationStatement", "m1", status=state, **period, **named))

    assert ["contraindicated", "contraindicated", "ask-first"] == [
        ended("2026-02-27").outcome,
        ended("2026-02-27", "stopped").outcome,
        ended("2025-02-27").outcome,
    ]
    assert "ask-first" == ended("2026-05-01", "intended").outcome


def test_a_year_of_birth_may_be_two_ages():
    """What is so by one of them alone is asked about; what cannot be a day is told."""
    grown, unclear, child = (
        _real(resource("Patient", "p1", birthDate=day)) for day in ("1980", "2008", "2012")
    )
    odd = _real(resource("Patient", "p1", birthDate="2095-01-01"))

    assert ["nothing-held", "ask-first"] == [grown.outcome, unclear.outcome]
    assert child.outcome in ("contraindicated", "avoid")
    assert ("not-checked", 1) == (odd.outcome, len(odd.incomplete))


ICD_CM, ICD_DK = "http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:1.2.208.176.2.4"
ATC_DE = "http://fhir.de/CodeSystem/bfarm/atc"
SNOMED_CH = "http://snomed.info/sct/2011000195101/version/20250607"


@pytest.mark.parametrize(
    ("system", "code", "meant"),
    [
        (ICD_CM, "I85.00", "cirrhosis"),
        (ICD_CM, "I85.01", "decompensated-cirrhosis"),
        (ICD_DK, "DK746", "cirrhosis"),
        (SNOMED_CH, "19943007", "cirrhosis"),
        ("http://snomed.info/sct", "128241005", "hepatitis"),
        ("http://snomed.info/sct", "408335007", "hepatitis"),
        (f"{ICD_CM}|2026", "K74.60", "cirrhosis"),
    ],
)
def test_a_code_of_another_edition_is_the_same_code(system, code, meant):
    """By itself, and with a name that says nothing."""
    for name in (None, "X"):
        found = _real(condition("c1", concept(name, (system, code))))
        assert (meant,) == found.lines[0].meant


def test_a_code_of_another_system_at_that_address_is_not_known():
    """Danish codes of procedures do not begin as those of diagnoses do."""
    found = _real(condition("c1", concept(None, (ICD_DK, "KJAB30"))))

    assert ("not-checked", 1) == (found.outcome, found.counted.not_read)


def test_a_class_of_atc_is_read_at_its_german_address():
    """Fentanyl, by code alone."""
    found = _real(order("m1", concept(None, (ATC_DE, "N02AB03"))))

    assert "contraindicated" == found.outcome


def test_the_code_of_naltrexone_says_nothing_of_its_strength():
    """It is no monthly injection, and contradicts no low dose."""
    atc = ("http://www.whocc.no/atc", "N07BB04")
    bare = _real(order("m1", concept(None, atc)))
    low = _real(order("m1", concept("Naltrexon 4,5 mg kapsler", atc)))
    full = _real(order("m1", concept("Naltrexon 50 mg tabletter", atc)))

    assert ["naltrexone"] == [*bare.lines[0].meant]
    assert () == low.lines[0].asks
    assert "avoid" not in (bare.outcome, low.outcome)
    assert "avoid" == full.outcome


@pytest.mark.parametrize(
    "code", ["50044-7", "69405-9", "70969-1", "77147-7", "88293-6", "88294-4", "94677-2"]
)
def test_the_kidneys_are_measured_by_many_codes(code):
    """Each without a name."""
    figure = {"value": 12, "unit": "mL/min/{1.73_m2}"}
    code = concept(None, ("http://loinc.org", code))
    found = _real(resource("Observation", "o1", status="final", code=code, valueQuantity=figure))

    assert "contraindicated" == found.outcome


def test_words_that_make_a_condition_none_may_be_words_of_its_name():
    """Past dependence is asked about, also where more words stand beside it."""
    said = "Opioid use disorder in sustained remission on maintenance therapy"
    found = _real(condition("c1", said))

    assert ("ask-first", ("opioid-dependence-past",)) == (found.outcome, found.lines[0].meant)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Hemodialysis procedure with single evaluation", "ask-first"),
        ("Hemodialysis procedure requiring repeated evaluation", "ask-first"),
        ("Evaluation for dialysis", "nothing-held"),
    ],
)
def test_what_goes_with_a_procedure_does_not_make_it_a_look(name, outcome):
    """A dialysis is one, whatever is looked at beside it."""
    code = concept(None, ("http://cpt.example", "9", name))

    assert outcome == _real(resource("Procedure", "p1", status="completed", code=code)).outcome
