"""A record says what a list says: by codes and names, with status, dates and doubts."""

import json

import pytest
from cases import every
from real import CHECKED, HELD, LEXICON
from records import (
    ICD,
    LOINC,
    RX,
    SCT,
    TODAY,
    bundle,
    concept,
    condition,
    order,
    resource,
    status,
    typed,
)

from ldnref.answers.checking.verdict import Dose
from ldnref.answers.record import check
from ldnref.doors.parsing import NotReadError
from ldnref.doors.records import record

#: A medicine on which nothing is held: without one a record has not said what is taken.
TAKEN = order("m9", "stonex")


def _states(result):
    return [(one.state, one.meant) for one in result.lines]


def test_a_medicine_is_known_by_its_product_code_alone(checked):
    """A record of codes and no text is not blind."""
    found = checked(order("m1", concept(None, (RX, "1001"))))

    assert ("contraindicated", True) == (found.outcome, found.complete)
    assert [("read", ("lemonol",))] == _states(found)
    assert ("code", "lemonol 5 MG Oral Tablet (rxnorm 1001)") == (
        found.lines[0].read_by,
        found.lines[0].text,
    )


def test_a_code_and_a_name_that_say_the_same_are_one_thing(checked):
    """Nothing is asked where both agree, the name in whatever form."""
    found = checked(order("m1", concept("Lemo® 5 mg tablets", (RX, "1001"), (RX, "77"))))

    assert ("contraindicated", True, "code and name") == (
        found.outcome,
        found.complete,
        found.lines[0].read_by,
    )


def test_a_code_that_contradicts_the_name_is_told_beside_it(checked):
    """The graver of two meanings counts, and the entry is asked about."""
    harmless = checked(order("m1", concept("stonex", (RX, "1001"))))
    grave = checked(order("m1", concept("lemonol", (RX, "1002"))))

    assert ("contraindicated", False) == (grave.outcome, grave.complete)
    assert ("contraindicated", ("stonex", "lemonol")) == (
        harmless.outcome,
        harmless.lines[0].meant,
    )


def test_a_further_name_that_says_something_else_is_told_too(checked):
    """Several codings are all read."""
    found = checked(order("m1", concept("stonex", (RX, "none", "lemonol"))))

    assert ("stonex", "lemonol") == found.lines[0].meant


@pytest.mark.parametrize(
    ("state", "told", "outcome"),
    [
        ("active", "current", "contraindicated"),
        ("stopped", "past", "ask-first"),
        ("completed", "past", "ask-first"),
        ("cancelled", "past", "ask-first"),
        ("on-hold", "uncertain", "ask-first"),
        ("draft", "uncertain", "ask-first"),
        ("unknown", "uncertain", "ask-first"),
        ("whatever", "uncertain", "ask-first"),
        ("entered-in-error", "void", "nothing-held"),
    ],
)
def test_an_order_stands_as_its_status_says(checked, state, told, outcome):
    """A past or an uncertain order is asked about and never told as current; an error is none."""
    found = checked(order("m1", "lemonol", state))

    assert (outcome, told) == (found.outcome, found.lines[0].status)


@pytest.mark.parametrize(
    ("kind", "state", "outcome"),
    [
        ("MedicationStatement", "active", "contraindicated"),
        ("MedicationStatement", "intended", "ask-first"),
        ("MedicationStatement", "not-taken", "ask-first"),
        ("MedicationDispense", "completed", "ask-first"),
        ("MedicationAdministration", "completed", "ask-first"),
        ("MedicationAdministration", "in-progress", "contraindicated"),
    ],
)
def test_other_resources_stand_as_theirs_say(checked, kind, state, outcome):
    """What was handed over or given once may be taken still: that is asked."""
    found = checked(
        resource(kind, "m1", status=state, medicationCodeableConcept=concept("lemonol"))
    )

    assert outcome == found.outcome


def test_a_plan_or_a_missing_status_is_asked_about(checked):
    """Only an active order is current."""
    plan = order("m1", "lemonol") | {"intent": "plan"}
    bare = {key: value for key, value in order("m1", "lemonol").items() if key != "status"}
    refused = order("m1", "lemonol", doNotPerform=True)

    assert ["uncertain", "uncertain", "denied"] == [
        checked(one).lines[0].status for one in (plan, bare, refused)
    ]


def test_what_ended_lately_counts_as_long_as_its_interval(checked):
    """An end within the interval counts; long ago, it is asked when the last was."""

    def ended(day):
        period = {"start": "2025-01-01", "end": day}
        return checked(
            resource(
                "MedicationStatement",
                "m1",
                status="completed",
                effectivePeriod=period,
                medicationCodeableConcept=concept("lemonol"),
            )
        )

    assert ("contraindicated", 2) == (
        ended("2026-02-27").outcome,
        ended("2026-02-27").findings[0].about[0].days,
    )
    assert "ask-first" == ended("2025-02-27").outcome
    assert "ask-first" == ended("2025").outcome


def test_an_active_statement_that_has_ended_is_asked_about(checked):
    """Status and dates contradict each other."""
    found = checked(
        resource(
            "MedicationStatement",
            "m1",
            status="active",
            effectivePeriod={"start": "2019-01-01", "end": "2019-02-01"},
            medicationCodeableConcept=concept("lemonol"),
        )
    )

    assert ("uncertain", "ask-first") == (found.lines[0].status, found.outcome)


def test_a_thing_stands_once_with_its_days(checked):
    """Three orders are one line, and the strongest status speaks for all."""
    found = checked(
        order("m1", "lemonol", "stopped", authoredOn="2019-05-01T10:00:00Z"),
        order("m2", "Lemonol", "active", authoredOn="2015-01-15"),
        order("m3", "lemonol", "completed", authoredOn="2021"),
    )

    assert ("current", ("2015-01-15", "2021", 3)) == (found.lines[0].status, found.lines[0].when)
    assert (3, 3) == (found.counted.seen, found.counted.read)
    assert "lemonol [2021]" == found.findings[0].about[0].part.lower()


def test_adding_an_entry_never_lowers_the_outcome(checked):
    """A stopped order beside an active one does not make it past."""
    one = checked(order("m1", "lemonol"))
    more = checked(order("m1", "lemonol"), order("m2", "lemonol", "stopped"), order("m3", "Lemo"))

    assert one.outcome == more.outcome == "contraindicated"


@pytest.mark.parametrize(
    "reference",
    ["#inside", "Medication/k1", "http://here.example/fhir/Medication/k1/_history/2", "urn:uuid:k"],
)
def test_a_medication_is_found_wherever_it_stands(checked, reference):
    """Contained, by type and id, by address, by the address of its entry."""
    medication = {"resourceType": "Medication", "id": "k1", "code": concept("lemonol")}
    found = checked(
        order(
            "m1",
            {"medicationReference": {"reference": reference}},
            contained=[medication | {"id": "inside"}],
        ),
        {"fullUrl": "urn:uuid:k", "resource": medication},
    )

    assert ("contraindicated", ("lemonol",)) == (found.outcome, found.lines[0].meant)


def test_a_reference_that_leads_nowhere_is_read_by_its_display_or_told(checked):
    """What was not there is listed, and the answer is incomplete."""
    shown = checked(
        order("m1", {"medicationReference": {"reference": "Medication/9", "display": "lemonol"}})
    )
    lost = checked(order("m1", {"medicationReference": {"reference": "Medication/9"}}))

    assert "contraindicated" == shown.outcome
    assert ("not-checked", False) == (lost.outcome, lost.complete)
    assert ("MedicationRequest/m1: reference Medication/9 is not in the record",) == lost.incomplete


def test_a_mixture_is_what_it_is_made_of(checked):
    """A name that nobody knows, and its ingredients."""
    medication = {
        "resourceType": "Medication",
        "id": "k",
        "code": concept("Compound 7"),
        "ingredient": [
            {"itemCodeableConcept": concept("stonex")},
            {"itemReference": {"display": "lemonol"}},
        ],
    }
    found = checked(
        order("m1", {"medicationReference": {"reference": "#k"}}, contained=[medication])
    )

    assert ("contraindicated", ("stonex", "lemonol")) == (found.outcome, found.lines[0].meant)


def test_a_bare_medication_may_be_taken(checked):
    """A medication that nothing refers to is asked about; one that is referred to is told once."""
    bare = {"resourceType": "Medication", "id": "k", "code": concept("lemonol")}

    assert "ask-first" == checked(bare).outcome
    assert (
        1
        == checked(
            bare, order("m1", {"medicationReference": {"reference": "Medication/k"}})
        ).counted.seen
    )


def test_what_is_not_understood_is_listed_with_its_path(checked):
    """An unknown code without a name is not checked, and never passed over."""
    found = checked(order("m1", concept(None, (RX, "424242"))), order("m2", "Mystery 3000"))

    assert ("not-checked", False, 2) == (found.outcome, found.complete, found.counted.not_read)
    assert ["not-read", "not-read"] == [one.state for one in found.lines]
    assert "Bundle.entry[0].resource.medicationCodeableConcept" == found.lines[0].path


def test_a_condition_counts_by_its_code_or_its_whole_name(checked):
    """What SNOMED CT writes in brackets is no part of the name."""
    assert "caution" == checked(condition("c1", concept(None, (ICD, "B1.0")))).outcome
    assert "caution" == checked(condition("c1", "Brittleness (disorder)")).outcome
    assert ("brittleness",) == checked(condition("c1", concept("B", (ICD, "B1")))).lines[0].meant


@pytest.mark.parametrize(
    "name",
    [
        "Screening for wobble",
        "Family history of wobble",
        "At risk of wobble",
        "wobble in remission",
    ],
)
def test_a_screening_or_a_risk_is_never_told_as_the_disease(checked, name):
    """What may rule the medicine out is asked about; what may not is not told."""
    grave = checked(condition("c1", name))
    slight = checked(
        condition("c1", concept(name.replace("wobble", "brittleness"), (SCT, "7"))), TAKEN
    )

    assert () == grave.findings
    assert "nothing-held" == slight.outcome


def test_a_part_of_a_name_only_asks(checked):
    """Free text is no diagnosis."""
    found = checked(condition("c1", "Wobble of unclear origin"))

    assert ("ask-first", ()) == (found.outcome, found.findings)


@pytest.mark.parametrize("name", ["Long-term use of lemonol", "Overdose of lemonol, accidental"])
def test_a_medicine_in_the_name_of_a_condition_is_asked_about(checked, name):
    """A problem list may be all that tells of an opioid."""
    found = checked(condition("c1", name), TAKEN)

    assert ("ask-first", False) == (found.outcome, found.complete)


def _on_real_knowledge(name):
    """What a record comes to with a condition of this name, beside a medicine."""
    whole = bundle(condition("c1", name), order("m1", "metformin 500 mg"))
    return check(CHECKED, record(typed(whole), CHECKED.records, TODAY), None, LEXICON, HELD)


@every(
    "name",
    [
        "Opioid tolerant",
        "Not opioid naive",
        "Painkillers",
        "Painkiller dependence",
        "Uses painkillers for back pain",
        "Headache, takes strong pain medication",
        "Pain medication agreement",
        "Strong painkillers",
        "Urine drug screen positive",
        "Collapse, responded to naloxone",
    ],
)
def test_a_class_of_medicines_in_the_name_of_a_condition_is_asked_about(name):
    """`Painkillers` may be opioids: a problem list may be all that tells of them."""
    assert "ask-first" == _on_real_knowledge(name).verdict.outcome


@every("name", ["Diarrhoea", "Acute diarrhoea", "Chronic cough", "T4 N0 M0 tumour", "Lean build"])
def test_a_complaint_that_a_medicine_is_called_by_too_asks_nothing(name):
    """What is a product in a list of medicines is none in a list of problems."""
    assert () == _on_real_knowledge(name).verdict.questions


@every("name", ["Avoid painkillers", "No painkillers needed"])
def test_a_class_that_is_denied_or_avoided_in_a_condition_asks_nothing(name):
    """Nobody takes what is avoided."""
    assert "nothing-held" == _on_real_knowledge(name).verdict.outcome


def test_a_coded_condition_on_which_nothing_is_held_is_counted_and_not_listed(checked):
    """A hundred social findings do not drown the answer."""
    found = checked(
        condition("c1", concept("Full-time employment (finding)", (SCT, "160903007"))),
        condition("c2", concept(None, (ICD, "Z99"))),
        condition("c3", concept(None, (ICD, "B12.3"))),
        TAKEN,
    )

    assert ("nothing-held", True, 3) == (found.outcome, found.complete, found.counted.not_held)


def test_a_code_of_an_incomplete_system_without_a_name_is_told(checked):
    """Whether anything is held on it cannot be known."""
    found = checked(condition("c1", concept(None, (SCT, "999"))))

    assert ("not-checked", 1) == (found.outcome, found.counted.not_read)


def test_a_code_that_holds_nothing_beside_a_name_that_does_is_asked(checked):
    """A code does not silence a name."""
    found = checked(condition("c1", concept("wobble", (ICD, "B12"))))

    assert "ask-first" == found.outcome


@pytest.mark.parametrize(
    ("elements", "told", "outcome"),
    [
        ({}, "current", "avoid"),
        ({"clinicalStatus": status("active")}, "current", "avoid"),
        ({"clinicalStatus": status("resolved")}, "past", "nothing-held"),
        ({"abatementDateTime": "2020-01-01"}, "past", "nothing-held"),
        ({"abatementString": "in spring"}, "past", "nothing-held"),
        ({"abatementDateTime": "2027-01-01"}, "current", "avoid"),
        ({"verificationStatus": status("provisional")}, "uncertain", "ask-first"),
        ({"verificationStatus": status("refuted")}, "denied", "nothing-held"),
        ({"verificationStatus": status("entered-in-error")}, "void", "nothing-held"),
    ],
)
def test_a_condition_stands_as_its_statuses_say(checked, elements, told, outcome):
    """A passing condition that is over is over; one that is not certain is asked about."""
    found = checked(condition("c1", "wobble", **elements), TAKEN)

    (line,) = (one for one in found.lines if one.kind == "condition")
    assert (told, outcome) == (line.status, found.outcome)


def test_codes_that_say_no_are_no_findings(checked):
    """Not pregnant, no known medicines: statements of absence."""
    found = checked(
        condition("c1", concept("Not wobbling", (SCT, "101"))),
        order("m1", concept("No known medicines", (SCT, "100"))),
    )

    assert ("nothing-held", ["denied", "denied"]) == (
        found.outcome,
        [one.state for one in found.lines],
    )


def test_a_record_that_knows_nothing_of_its_medicines_is_not_checked(checked):
    """No information is another thing than no medicine."""
    found = checked(order("m1", concept("No information about medications", (SCT, "102"))))

    assert ("not-checked", False) == (found.outcome, found.complete)


def test_an_allergy_is_told_as_one(checked):
    """An allergy to the medicine itself rules it out; another one is asked about."""
    own = resource("AllergyIntolerance", "a1", code=concept("zorblex"))
    slight = own | {"type": "intolerance"}
    refuted = own | {"verificationStatus": status("refuted")}

    assert ["contraindicated", "ask-first", "nothing-held"] == [
        checked(one, TAKEN).outcome for one in (own, slight, refuted)
    ]


def _observation(name, code, **elements):
    return resource(
        "Observation", name, status="final", code=concept(None, (LOINC, code)), **elements
    )


def test_what_is_observed_is_so_or_is_not(checked):
    """A status by its code; an answer that is neither is asked about."""

    def said(code):
        answer = concept(None, (LOINC, code))
        return checked(_observation("o1", "w-1", valueCodeableConcept=answer), TAKEN)

    assert ["avoid", "nothing-held", "ask-first"] == [
        said(code).outcome for code in ("yes", "no", "maybe")
    ]


def test_a_figure_is_read_by_its_measure_and_the_last_one_counts(checked):
    """Eight is far; a later five is less; what has no figure was not read."""

    def measured(name, figure, day):
        quantity = {"value": figure, "unit": "spots"}
        return _observation(name, "s-1", valueQuantity=quantity, effectiveDateTime=day)

    first, later = measured("o1", 8, "2025-06-01"), measured("o2", 2, "2026-01-01")

    assert ["avoid", "nothing-held"] == [
        checked(first).outcome,
        checked(later, first, TAKEN).outcome,
    ]
    assert "not-checked" == checked(_observation("o1", "s-1")).outcome


def test_a_patient_who_died_is_told_first(checked, base):
    """The day of death, or that there was one."""
    patient = {"resourceType": "Patient", "id": "p1", "deceasedDateTime": "2024-06-01T01:00:00Z"}
    answer = check(
        base,
        record(typed(bundle(patient, order("m1", "lemonol"))), base.records, TODAY),
        Dose("5 mg", 5),
    )

    assert "2024-06-01" == answer.record.deceased
    assert "Died" == answer.sections[0].title
    assert "true" == checked({"resourceType": "Patient", "deceasedBoolean": True}).deceased


def test_no_name_of_a_patient_is_kept(base):
    """Neither names, nor identifiers, nor the day of birth."""
    patient = {
        "resourceType": "Patient",
        "id": "p1",
        "name": [{"family": "Halloway"}],
        "identifier": [{"value": "943-476-5919"}],
        "birthDate": "1999-12-24",
        "text": {"div": "<div>Halloway</div>"},
    }
    read = record(typed(bundle(patient, order("m1", "lemonol"))), base.records, TODAY)
    kept = repr(read)

    assert not [word for word in ("Halloway", "943", "1999-12-24") if word in kept]
    assert "26 years old" in kept


@pytest.mark.parametrize(
    ("elements", "gap"),
    [
        ({"total": 94}, "Bundle: 1 of 94 entries"),
        ({"total": "94"}, "Bundle: 1 of 94 entries"),
        ({"link": [{"relation": "next", "url": "http://x"}]}, "Bundle: another page follows"),
        ({"link": [{"relation": "NEXT"}]}, "Bundle: another page follows"),
    ],
)
def test_a_record_that_says_it_is_a_part_is_incomplete(checked, elements, gap):
    """Never nothing held where something is missing."""
    found = checked(whole=bundle(order("m1", "stonex"), **elements))

    assert ("not-checked", False, (gap,)) == (found.outcome, found.complete, found.incomplete)


def test_an_operation_outcome_makes_it_incomplete(checked):
    """An error in the place of data."""
    found = checked(order("m1", "stonex"), {"resourceType": "OperationOutcome", "issue": []})

    assert ("not-checked", 1) == (found.outcome, len(found.incomplete))


def test_a_record_without_a_medicine_or_a_condition_checked_nothing(checked):
    """An empty bundle reassures nobody."""
    assert "not-checked" == checked().outcome
    assert not checked({"resourceType": "Device", "id": "d"}).complete


def test_two_patients_are_never_mixed(checked):
    """Both are named; one is chosen; what says no owner is told as missing."""
    other = order("m2", "lemonol") | {"subject": {"reference": "Patient/p2"}}
    nobody = {k: v for k, v in order("m3", "lemonol").items() if k != "subject"}
    both = (order("m1", "stonex"), other, nobody)

    with pytest.raises(NotReadError, match=r"2 patients \(Patient/p1, Patient/p2\): choose one"):
        checked(*both)
    with pytest.raises(NotReadError, match="p9 is not in it; there are: Patient/p1"):
        checked(*both, patient="p9")
    assert "contraindicated" == checked(*both, patient="Patient/p2").outcome
    assert ("not-checked", ("MedicationRequest/m3: it does not say whose it is",)) == (
        checked(*both, patient="p1").outcome,
        checked(*both, patient="p1").incomplete,
    )


def test_every_shape_of_a_record_is_read(base):
    """A resource alone, a bundle in a bundle, parameters, NDJSON, a list, a request."""
    one = order("m1", "lemonol")
    shapes = [
        typed(one),
        typed(bundle(bundle(one))),
        typed({"resourceType": "Parameters", "parameter": [{"name": "r", "resource": one}]}),
        typed({"resourceType": "Parameters", "parameter": [{"part": [{"resource": one}]}]}),
        typed(one) + b"\n" + typed(one) + b"\n",
        typed([one]),
        typed({"hook": "order-sign", "context": {"draftOrders": bundle(one)}}),
        typed({"hook": "patient-view", "context": {}, "prefetch": {"meds": [bundle(one), None]}}),
        typed({"hook": "patient-view", "context": {}, "medications": bundle(one)}),
        b"\xef\xbb\xbf  " + typed(one),
    ]

    assert ["contraindicated"] * len(shapes) == [
        check(base, record(one, base.records, TODAY), None).result.outcome for one in shapes
    ]


@every(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<Bundle xmlns='http://hl7.org/fhir'/>", "XML"),
        (b"\xff\xfe{}", "not UTF-8, at byte 0"),
        (b'{"resourceType": "Bundle", "entry": [', "broken JSON"),
        (b'{"resourceType": "Bundle" "entry": []}', "broken JSON: Expecting ',' delimiter, line 1"),
        (b'{"resourceType": "Bundle", entry: []}', "broken JSON: Expecting property name"),
        (b'{"resourceType"; "Bundle"}', "broken JSON: Expecting ':'"),
        (b'{"resourceType": "Bundle", "total": NaN}', "NaN is no number"),
        (b'{"resourceType": "Bundle", "entry": [], "entry": []}', "'entry' stands twice"),
        (b'{"resourceType": "Bundle", "entry": [{"a": 1, "b": 2, "a": 3}]}', "'a' stands twice"),
        (
            b'{"resourceType": "Flag"}\n{"resourceType": "Flag", "id": {"a": 1, "a": 3}}',
            "'a' stands",
        ),
        (b'{"resourceType": "Bundle"} {"a": 1}', "Extra data"),
        (b'{"resourceType": "Bundle"}\nnonsense', "Extra data"),
        (b"[]", "an empty list"),
        (b"7", "expected an object"),
        (b'{"a": 1}', "no resourceType"),
        (b'[{"a": 1}]', "no resourceType"),
        (b"[" * 150 + b"]" * 150, "deeper"),
        (b"[" * 5000 + b"]" * 5000, "nested"),
        (typed({"resourceType": "MedicationOrder"}), "DSTU2 or STU3"),
        (typed(bundle(condition("c1", "wobble", clinicalStatus="active"))), "DSTU2 or STU3"),
        (typed(bundle({"resourceType": "MedicationStatement", "taken": "y"})), "DSTU2 or STU3"),
    ],
)
def test_what_is_no_r4_is_refused_as_a_whole(base, data, says):
    """One line that says what and where; never half an answer."""
    with pytest.raises(NotReadError) as caught:
        record(data, base.records, TODAY)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_ill_formed_elements_do_not_hide_the_rest(checked):
    """A strict reader would refuse the file, and the medicine with it."""
    found = checked(
        {"resource": None, "request": {"method": "DELETE"}},
        order("m1", "lemonol", authoredOn="yesterday", reasonCode="wobbly", dosageInstruction=[3]),
        order("m2", {"coding": {"code": 7, "display": "stonex"}}),
        {"resourceType": "MedicationRequest", "status": ["active"], "subject": "Patient/p1"},
        condition("c1", 5, onsetDateTime="2026-02-31"),
        resource("Observation", "o", code=7),
        resource("AllergyIntolerance", "a", reaction=[None], code=concept()),
    )

    assert "contraindicated" == found.outcome
    assert 3 == found.counted.not_read


def test_more_than_fifty_megabytes_is_no_record(base):
    """A bulk export is not read as one patient."""
    with pytest.raises(NotReadError, match="over 50 MB"):
        record(b" " * 50_000_001, base.records, TODAY)


def test_the_counts_add_up(checked):
    """Every resource of a known kind is counted, and stands in one state."""
    found = checked(
        order("m1", "lemonol"),
        order("m2", "lemonol", "stopped"),
        order("m3", "Mystery 3000"),
        order("m4", "stonex", "entered-in-error"),
        condition("c1", concept("Employment", (SCT, "5"))),
        condition("c2", "wobble", verificationStatus=status("refuted")),
        resource("Device", "d1"),
    )

    assert 6 == found.counted.seen == sum(found.counted[2:])
    assert 4 == found.counted.medications_seen


def test_the_command_answers_as_a_check_does(ldnref, tmp_path):
    """The same envelope, the same exit codes, the card of a check; a file or standard input."""
    file = tmp_path / "patient.json"
    file.write_bytes(typed(bundle(order("m1", "tramadol 50 mg", authoredOn="2015-01-15"), total=9)))

    card, told = ldnref("record", str(file)), ldnref("record", str(file), "-f", "json")

    assert (5, 5) == (card.code, told.code)
    assert "[2015-01-15]" in card.out
    assert ("record", ["Bundle: 1 of 9 entries"]) == (
        json.loads(told.out)["kind"],
        json.loads(told.out)["incomplete"],
    )


def test_the_command_refuses_in_one_line(ldnref, tmp_path):
    """Broken files, wrong days and missing files are wrong use."""
    file = tmp_path / "patient.json"
    file.write_text("<xml/>")

    ran = [
        ldnref("record", str(file)),
        ldnref("record", "-"),
        ldnref("record", str(tmp_path / "none.json")),
        ldnref("record", str(file), "--as-of", "spring"),
    ]

    assert [2, 2, 2, 2] == [one.code for one in ran]
    assert not any("Traceback" in one.err for one in ran)
    assert ran[0].err.startswith("ldnref: XML: FHIR is read as JSON only")


def test_a_code_may_name_the_form_more_closely(checked):
    """Two words for one thing are no contradiction; two things are."""
    both = checked(order("m1", concept("lemonade", (RX, "1001"))))
    apart = checked(order("m1", concept("plumine", (RX, "1001"))))

    assert ((), ("lemonade",)) == (both.lines[0].asks, both.lines[0].meant)
    assert ("plumine", "lemonol") == apart.lines[0].meant


def _done(kind, what, state="completed", **elements):
    named = concept(what) if isinstance(what, str) else what
    return resource(kind, "d1", status=state, code=named, **elements)


@pytest.mark.parametrize(
    "name", ["Wobble antibody test", "Screening for wobble", "wobble screening"]
)
def test_what_a_procedure_only_looks_for_need_not_be_there(checked, name):
    """Everybody is screened: nothing is asked of it, done or ordered."""
    for kind, state in (("Procedure", "completed"), ("ServiceRequest", "active")):
        found = checked(_done(kind, name, state), order("m1", "stonex"))

        assert ("nothing-held", ()) == (found.outcome, found.ambiguous)


def test_what_was_done_is_over_and_what_is_ordered_lies_ahead(checked):
    """A passing condition is over once its procedure was completed."""
    passing = concept("Treatment of wobble")

    assert "nothing-held" == checked(_done("Procedure", passing), order("m1", "stonex")).outcome
    assert "ask-first" == checked(_done("ServiceRequest", passing, "active")).outcome


def test_an_order_of_a_service_stands_as_its_status_says(checked):
    """What was called off, or must not be done, is no plan."""
    for state, more in (("revoked", {}), ("active", {"doNotPerform": True})):
        found = checked(_done("ServiceRequest", "wobble", state, **more), order("m1", "stonex"))
        assert ("nothing-held", "denied") == (found.outcome, found.lines[0].state)
    void = checked(_done("ServiceRequest", "wobble", "entered-in-error"), order("m1", "stonex"))
    assert ("nothing-held", 1) == (void.outcome, void.counted.void)


def test_why_something_is_not_taken_is_no_denial_of_it(checked):
    """`Not given: pregnant` says that she is; what is void says nothing."""
    why = {"reasonCode": [concept("wobble")], "statusReason": concept("wobble")}

    def statuses(state, **more):
        lines = checked(order("m1", "stonex", state, **why, **more)).lines
        return [line.status for line in lines if line.text == "wobble"]

    assert ["uncertain"] == statuses("active", doNotPerform=True)
    assert ["current"] == statuses("active")
    assert ["void", "void"] == statuses("entered-in-error")


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2026-03-02", "contraindicated"),
        ("2026", "contraindicated"),
        ("2026-03-05", "ask-first"),
        ("2180-07-23", "ask-first"),
    ],
)
def test_a_day_that_lies_ahead_is_none(checked, day, outcome):
    """Tomorrow may be today elsewhere, and a year began; what is shifted tells no day."""
    given = resource(
        "MedicationAdministration",
        "a1",
        status="completed",
        medicationCodeableConcept=concept("lemonol"),
        effectiveDateTime=day,
    )

    assert outcome == checked(given).outcome


def test_a_reason_is_asked_about_and_never_told(checked):
    """Of an encounter, an order or a procedure: it may be a suspicion."""
    reason = {"reasonCode": [concept("wobble")]}
    going = checked(resource("Encounter", "e1", status="in-progress", **reason))
    ordered = checked(_done("ServiceRequest", "X-ray", "active", **reason))
    over = checked(resource("Encounter", "e1", status="finished", **reason), order("m1", "stonex"))

    assert ("ask-first", "ask-first") == (going.outcome, ordered.outcome)
    assert "nothing-held" == over.outcome
    assert "Bundle.entry[0].resource.reasonCode[0]" == going.lines[0].path


def test_what_passes_by_itself_and_was_written_down_long_ago_is_asked_about(checked):
    """An entry that nobody closed is no finding years later."""
    new = checked(condition("c1", "wobble", onsetDateTime="2025-12-01"))
    old = checked(condition("c1", "wobble", onsetDateTime="2024-01"))
    again = checked(condition("c1", "wobble", onsetDateTime="2024", recordedDate="2026-02-01"))
    lasting = checked(condition("c1", "brittleness", onsetDateTime="2010"))

    assert ["avoid", "ask-first", "avoid", "caution"] == [
        one.outcome for one in (new, old, again, lasting)
    ]


def test_a_record_of_procedures_alone_checked_nothing(checked):
    """No medicine, condition or allergy stands in it."""
    found = checked(_done("Procedure", "Appendectomy"))

    assert ("not-checked", False) == (found.outcome, found.complete)


def test_what_is_not_read_of_the_others_is_no_gap(base):
    """A height of another patient, of which nothing is kept, does not make the record a part."""
    height = {"code": concept("Height"), "subject": {"reference": "Patient/p2"}}
    value = bundle(
        {"resourceType": "Patient", "id": "p2"},
        {"resourceType": "Observation", "status": "final", **height},
        order("m1", "stonex"),
    )
    found = record(typed(value), base.records, TODAY, "p1")

    assert () == found.gaps


def test_a_reference_without_a_type_is_a_patient_that_is_held_or_none(base):
    """It makes no second patient, and what nobody owns is told where there are two."""
    loose = order("m1", "lemonol") | {"subject": {"reference": "p1"}}
    odd = order("m2", "stonex") | {"subject": {"reference": "p1-context"}}
    people = [{"resourceType": "Patient", "id": one} for one in ("p1", "p2")]

    one = record(typed(bundle(people[0], loose, odd)), base.records, TODAY)
    two = record(typed(bundle(*people, loose, odd)), base.records, TODAY, "p1")

    assert (2, ()) == (len(one.given), one.gaps)
    assert (1, ("MedicationRequest/m2: it does not say whose it is",)) == (len(two.given), two.gaps)
