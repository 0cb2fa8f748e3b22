"""What stands in a record and is easily passed over: no answer is an all-clear beside it."""

from datetime import date

import pytest
import records

from ldnref.answers.record import check
from ldnref.doors.cards import cards
from ldnref.doors.parsing import MissingError, NotReadError
from ldnref.doors.records import record


@pytest.fixture
def told(base):
    """The cards of a request: how each is marked, and its summary."""

    def run(drafts, prefetch, patient="p1"):
        context = {"patientId": patient, "draftOrders": records.bundle(*drafts)}
        request = {"hook": "order-sign", "context": context, "prefetch": prefetch}
        return [
            (one["indicator"], one["summary"])
            for one in cards(base, request, records.TODAY)["cards"]
        ]

    return run


ZORBLEX = records.order("d1", "zorblex", "draft")

#: A medicine on which nothing is held.
TAKEN = records.order("m9", "stonex")


def _wrapped(value):
    return {"response": {"status": "200 OK"}, "resource": value}


def test_a_resource_beside_the_answer_it_came_in_is_read(checked, told):
    """CDS Hooks 1.0 wrapped what was prefetched."""
    prefetch = {
        "medications": _wrapped(records.bundle(records.order("m1", "lemonol"))),
        "conditions": records.bundle(),
    }
    request = {"hook": "order-sign", "context": {}, "prefetch": prefetch}

    assert ("contraindicated", True) == (
        checked(whole=request).outcome,
        checked(whole=request).complete,
    )
    assert [("critical", "LDN and lemonol: contraindicated (label)")] == told([ZORBLEX], prefetch)


@pytest.mark.parametrize(
    "value", ["lemonol", {"a": 1}, {"response": {"status": "404"}}, [{"b": 2}], 7]
)
def test_what_is_no_resource_in_the_place_of_one_is_missing(checked, told, value):
    """It may hold a medicine: nobody calls the list whole."""
    prefetch = {"medications": value, "conditions": records.bundle(records.order("m1", "stonex"))}
    found = checked(whole={"hook": "order-sign", "context": {}, "prefetch": prefetch})

    assert ("prefetch.medications: no FHIR resource",) == found.incomplete
    assert [("warning", "LDN: not everything was checked")] == told([ZORBLEX], prefetch)
    with pytest.raises(MissingError, match=r"prefetch\.medications: no FHIR resource"):
        told([records.order("d1", "lemonol", "draft")], prefetch)


def _observation(name, code, **elements):
    code = {"code": records.concept(None, (records.LOINC, code))} if code else {}
    return records.resource("Observation", name, status="final", **code, **elements)


def _figure(code, figure):
    return {
        "code": records.concept(None, (records.LOINC, code)),
        "valueQuantity": {"value": figure, "unit": "spots"},
    }


def test_each_component_of_an_observation_is_read(checked):
    """A panel has its figures inside."""
    panel = _observation(
        "o1", None, effectiveDateTime="2026-02-01", component=[_figure("x", 1), _figure("s-1", 8)]
    )
    named = _observation("o1", "s-1", component=[_figure("s-1", 8)])

    found = checked(panel, records.order("m1", "stonex"))
    assert ("avoid", "2026-02-01", "Bundle.entry[0].resource.component[1].value") == (
        found.outcome,
        found.lines[-1].when.last,
        found.lines[-1].path,
    )
    assert ("avoid", 1) == (checked(named).outcome, checked(named).counted.seen)


def test_two_things_that_one_measure_judges_do_not_hide_each_other(checked):
    """Both by code alone, on one day: the graver stands."""
    figures = [
        _observation(code, None, effectiveDateTime="2026-02-01") | _figure(code, figure)
        for code, figure in (("s-1", 8), ("s-2", 1))
    ]

    assert "avoid" == checked(*figures, TAKEN).outcome


def test_an_observation_inside_a_report_is_read(checked):
    """Some laboratories send nothing beside the report."""
    inside = {"resourceType": "Observation", "id": "i", "status": "final", **_figure("s-1", 8)}
    report = records.resource("DiagnosticReport", "r1", status="final", contained=[inside])

    assert "avoid" == checked(report, records.order("m1", "stonex")).outcome


def test_a_figure_that_was_written_as_text_is_read(checked):
    """What has no figure in it was not."""
    text = _observation("o1", "s-1", valueString="8 spots")
    none = _observation("o1", "s-1", valueString="see report")

    assert ["avoid", "not-checked"] == [
        checked(one, records.order("m1", "stonex")).outcome for one in (text, none)
    ]


def _wobbles(name, code, day=None):
    when = {"effectiveDateTime": day} if day else {}
    return _observation(
        name, "w-1", valueCodeableConcept=records.concept(None, (records.LOINC, code)), **when
    )


def test_of_what_is_observed_the_newest_tells(checked):
    """A later denial is one, and its day is not that of the earlier finding."""
    yes, no = _wobbles("o1", "yes", "2026-01-01"), _wobbles("o2", "no", "2026-02-01")
    later = _wobbles("o3", "yes", "2026-02-15")
    denied, again = checked(yes, no, records.order("m1", "stonex")), checked(no, later)

    assert ("nothing-held", "denied", ("2026-02-01", "2026-02-01", 2)) == (
        denied.outcome,
        denied.lines[-1].status,
        denied.lines[-1].when,
    )
    assert ("avoid", "2026-02-15") == (again.outcome, again.lines[-1].when.last)


def test_what_was_observed_on_no_day_or_the_same_one_stands_beside_the_other(checked):
    """Which is the newer is not known: the graver decides."""
    no = _wobbles("o2", "no", "2026-02-01")

    assert "avoid" == checked(_wobbles("o1", "yes"), no).outcome
    assert "avoid" == checked(_wobbles("o1", "yes", "2026-02-01"), no).outcome


def test_what_was_observed_long_ago_is_asked_about(checked):
    """A figure, or a state that passes, may be another one now."""
    state = _wobbles("o1", "yes", "2024-01-01")
    figure = _observation("o1", None, effectiveDateTime="2024-01-01") | _figure("s-1", 8)

    assert "ask-first" == checked(state).outcome
    assert "avoid" == checked(_wobbles("o1", "yes", "2026-01-01")).outcome
    assert "ask-first" == checked(figure).outcome


def _of(subject, name="m1", medicine="lemonol"):
    return records.order(name, medicine) | {"subject": subject}


def _numbered(value, system="urn:nhs"):
    return {"identifier": {"system": system, "value": value}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_numbered("943 1"), _numbered("943 2")),
        ({"display": "Ann Halloway"}, {"display": "Ben Halloway"}),
        ({"reference": "https://a.example/Patient/1"}, {"reference": "http://b.example/Patient/1"}),
    ],
)
def test_patients_without_a_reference_are_told_apart_too(checked, one, other):
    """By an identifier, by how they are shown, by their server; neither is echoed."""
    with pytest.raises(NotReadError, match=r"^2 patients") as caught:
        checked(_of(one), _of(other, "m2"))

    assert not [word for word in ("943", "alloway") if word in str(caught.value)]


def test_one_patient_may_be_called_in_more_ways_than_one(checked):
    """The number is that of the patient who is held; a name may be written the other way round."""
    patient = {"resourceType": "Patient", "id": "p1", **_listed(_numbered("943 1"))}
    ways = (_numbered("943 1"), _numbered("7", "urn:mrn"), {"reference": "Patient/p1"})
    shown = ({"display": "Ann Halloway"}, {"display": "HALLOWAY, Ann"})

    assert 3 == checked(patient, *(_of(way, f"m{n}") for n, way in enumerate(ways))).counted.seen
    assert 2 == checked(*(_of(way, f"m{n}") for n, way in enumerate(shown))).counted.seen
    assert "contraindicated" == checked(_of(_numbered("943 1")), patient="943 1").outcome
    with pytest.raises(NotReadError, match="Patient/p1, the subject of MedicationRequest/m1"):
        checked(patient, _of(_numbered("943 2")), records.order("m2", "stonex"))


def _listed(subject):
    return {"identifier": [subject["identifier"]]}


def test_what_is_about_a_group_is_about_no_patient(checked):
    """It is told, and not counted."""
    found = checked(_of({"reference": "Group/g1"}), records.order("m2", "stonex"))

    assert ("not-checked", ("MedicationRequest/m1: it is about a group, not about a patient",)) == (
        found.outcome,
        found.incomplete,
    )


def test_entries_of_another_patient_are_never_left_out_in_silence(told):
    """Without naltrexone in sight there is no answer, and never an empty one."""
    mine, other = records.order("m1", "zorblex"), _of({"reference": "urn:uuid:9"}, "m2")
    stranger = _of({"reference": "Patient/p2"}, "d1", "zorblex")

    assert [("warning", "LDN: not everything was checked")] == told(
        [], {"medications": records.bundle(mine, other), "conditions": records.bundle()}
    )
    with pytest.raises(MissingError, match="of another patient, left out: 1"):
        told([stranger], {"medications": records.bundle(records.order("m1", "stonex"))})


def test_a_request_that_is_about_somebody_else_says_so(told):
    """All is about one, and the context names another."""
    prefetch = {
        "medications": records.bundle(records.order("m1", "zorblex")),
        "conditions": records.bundle(),
    }
    both = {
        "medications": records.bundle(
            records.order("m1", "zorblex"), _of({"reference": "Patient/p2"}, "m2")
        )
    }

    assert [("warning", "LDN: not everything was checked")] == told([], prefetch, "zzz")
    with pytest.raises(NotReadError, match=r"choose one with context\.patientId"):
        told([], both, "zzz")


def _medication(server, name):
    return {
        "fullUrl": f"https://{server}/Medication/1",
        "resource": {"resourceType": "Medication", "id": "1", "code": records.concept(name)},
    }


def _referring(server):
    wanted = records.order("m1", {"medicationReference": {"reference": "Medication/1"}})
    return {"fullUrl": f"{server}/MedicationRequest/m1", "resource": wanted}


def test_a_medication_of_another_server_is_another_one(checked):
    """The same type and id are not enough; where two may be meant, both are asked about."""
    both = [_medication("a.example", "stonex"), _medication("b.example", "lemonol")]
    mine = checked(*both, _referring("https://b.example"))
    lost = checked(both[0], _referring("https://b.example"))
    unclear = checked(*both, _referring("urn:uuid:1"))

    assert ("contraindicated", ("lemonol",)) == (mine.outcome, mine.lines[-1].meant)
    assert ("MedicationRequest/m1: reference Medication/1 is not in the record",) == lost.incomplete
    assert ("ask-first", False) == (unclear.outcome, unclear.complete)


def test_what_a_mixture_refers_to_is_told_once(checked):
    """An ingredient that is a resource of its own is no medicine beside."""
    inner = {"resourceType": "Medication", "id": "i", "code": records.concept("lemonol")}
    mixture = {
        "resourceType": "Medication",
        "id": "k",
        "code": records.concept("Compound 7"),
        "ingredient": [{"itemReference": {"reference": "Medication/i"}}],
    }
    found = checked(inner, mixture)

    assert [("uncertain", ("lemonol",))] == [(one.status, one.meant) for one in found.lines]


def test_a_record_that_never_spoke_of_medicines_did_not_check_them(checked):
    """A list that is not there is no empty list; that none is taken has to be said."""
    silent = checked(records.condition("c1", "brittleness"), records.condition("c2", "Employment"))
    quiet = checked(records.condition("c1", records.concept("Employment", (records.SCT, "5"))))
    said = checked(
        records.condition("c1", records.concept("Employment", (records.SCT, "5"))),
        records.order("m1", "None"),
    )

    assert ("caution", False) == (silent.outcome, silent.complete)
    assert ("not-checked", False) == (quiet.outcome, quiet.complete)
    assert ("nothing-held", True, "denied") == (said.outcome, said.complete, said.lines[1].state)


@pytest.mark.parametrize("text", ["See free text", "Not listed", "N/A", "Drug-free", "no refills"])
def test_what_stands_in_the_place_of_a_name_is_not_checked(checked, text):
    """Words of denial or instruction alone name nothing, and deny nothing."""
    found = checked(records.order("m1", text), records.order("m2", "stonex"))

    assert ("not-checked", "not-read") == (found.outcome, found.lines[0].state)


def test_what_stands_before_a_name_is_no_part_of_it(checked):
    """Outside the formulary, and taken all the same."""
    for text in ("Non-formulary: lemonol 5 mg", "NOT LISTED - lemonol", "see free text lemonol"):
        found = checked(records.order("m1", text))
        assert ("contraindicated", True) == (found.outcome, found.complete)


def _document(*sections):
    return {"resourceType": "Composition", "id": "d", "section": list(sections)}


def _section(code="meds", **elements):
    return {"title": "Medicines", "code": records.concept(None, (records.LOINC, code)), **elements}


@pytest.mark.parametrize(
    ("section", "says"),
    [
        (_section(text={"div": "<div>lemonol 5 mg</div>"}), "text without entries was not read"),
        (_section(entry=[{"reference": "MedicationStatement/9"}]), "MedicationStatement/9 is not"),
        (_section(entry=[{"reference": "urn:uuid:9"}]), "urn:uuid:9 is not in the record"),
        (_section(entry=[{"display": "lemonol"}]), "lemonol is not in the record"),
        (_section(emptyReason={"coding": [{"code": "unavailable"}]}), "unavailable"),
        ({"section": [_section(text={"div": "x"})]}, "section[0].section[0]: text without"),
    ],
)
def test_a_section_of_a_document_that_was_not_read_is_missing(checked, section, says):
    """Text alone, an entry that is not there, a reason why there is none."""
    found = checked(_document(section), records.order("m1", "stonex"))

    assert ("not-checked", 1) == (found.outcome, len(found.incomplete))
    assert says in found.incomplete[0]


def test_a_section_that_says_that_nothing_is_taken_says_so(checked):
    """A statement of absence; and what is read of other sections is not missed."""
    nothing = _section(emptyReason=records.concept(None, ("http://empty.example", "nilknown")))
    others = (
        _section("plan", text={"div": "Rest."}),
        _section(entry=[{"reference": "Immunization/1"}, {"reference": "MedicationRequest/m1"}]),
    )
    told = checked(
        _document(nothing),
        records.condition("c1", records.concept("Employment", (records.SCT, "5"))),
    )
    whole = checked(_document(*others), records.order("m1", "stonex"))

    assert ("nothing-held", True, 1) == (told.outcome, told.complete, told.counted.denied)
    assert ("nothing-held", True) == (whole.outcome, whole.complete)


def test_a_resource_of_which_elements_were_left_out_is_a_part(checked):
    """Of whatever kind it is."""
    part = {"meta": {"tag": [{"code": "SUBSETTED"}]}}

    for one in (records.order("m1", "stonex") | part, records.resource("Device", "d1") | part):
        found = checked(one, records.order("m2", "stonex"))
        assert (False, 1) == (found.complete, len(found.incomplete))


def test_a_procedure_of_a_code_that_nobody_knows_is_not_checked(checked):
    """As a condition is; where the whole system is held, or a name stands there, it is."""

    def done(what):
        return checked(
            records.resource("Procedure", "d1", status="completed", code=what), TAKEN
        ).outcome

    assert "not-checked" == done(records.concept(None, ("http://cpt.example", "90935")))
    assert "nothing-held" == done(records.concept(None, (records.ICD, "B12.3")))
    assert "nothing-held" == done(records.concept("Appendectomy", ("http://cpt.example", "44950")))


def test_an_order_that_nobody_knows_is_no_reason_for_silence(told):
    """A code without a name may be that of naltrexone."""
    prefetch = {
        "medications": records.bundle(records.order("m1", "lemonol")),
        "conditions": records.bundle(),
    }

    with pytest.raises(MissingError, match="what is ordered is not known: rxnorm 424242"):
        told(
            [records.order("d1", records.concept(None, (records.RX, "424242")), "draft")], prefetch
        )
    assert [] == told([records.order("d1", "Mystery 3000", "draft")], prefetch)


def test_what_of_a_mixture_was_not_read_is_told_by_itself(checked):
    """With its place; the other part is read."""
    parts = [
        {"itemCodeableConcept": records.concept("lemonol")},
        {"itemCodeableConcept": records.concept(None, (records.RX, "161"))},
    ]
    mixture = {"resourceType": "Medication", "id": "k", "ingredient": parts}
    found = checked(
        records.order("m1", {"medicationReference": {"reference": "#k"}}, contained=[mixture])
    )

    assert ("contraindicated", False, "lemonol, rxnorm 161") == (
        found.outcome,
        found.complete,
        found.lines[0].text,
    )


def test_a_mixture_that_nobody_knows_is_told_beside_what_is_known_of_it(checked):
    """By its own name, whatever of its parts is read."""
    parts = [
        {"itemCodeableConcept": records.concept("lemonol")},
        {"itemCodeableConcept": records.concept(None, (records.RX, "161"))},
    ]
    code = records.concept("Mystery mixture")
    mixture = {"resourceType": "Medication", "id": "k", "code": code, "ingredient": parts}
    found = checked(
        records.order("m1", {"medicationReference": {"reference": "#k"}}, contained=[mixture])
    )

    assert ("contraindicated", False) == (found.outcome, found.complete)
    assert "Mystery mixture" in " ".join(line.text for line in found.lines)


def test_a_record_of_nothing_is_counted_in_words(base):
    """Not as none of no kind."""
    answer = check(base, record(records.typed(records.bundle()), base.records, records.TODAY), None)
    (said,) = (one.lines[0].text for one in answer.sections if one.title == "In the record")

    assert "no entries that are read" == said


def test_an_order_that_names_its_medicine_twice_names_both(checked):
    """By a concept and by a reference: the graver is asked about, and none passed over."""
    both = records.order(
        "m1", "stonex", medicationReference={"reference": "M/1", "display": "lemonol"}
    )
    found = checked(both)

    assert ("contraindicated", ("stonex", "lemonol")) == (found.outcome, found.lines[0].meant)


def test_a_word_for_nothing_hides_no_name_beside_it(checked):
    """`None` as the text of an order with a code, or as the display of one with a text."""
    for named in (
        records.concept("None", (records.RX, "1", "lemonol")),
        records.concept("lemonol 5 mg", (records.RX, "1", "None")),
    ):
        assert "contraindicated" == checked(records.order("m1", named)).outcome


def test_a_reference_that_leads_nowhere_is_told_beside_the_name(checked):
    """The name is read, and what the reference meant is not checked."""
    found = checked(
        records.order("m1", "stonex", medicationReference={"reference": "Medication/9"})
    )

    assert ("not-checked", False) == (found.outcome, found.complete)


def test_of_two_figures_of_one_day_the_graver_decides(checked):
    """Servers list the newest first or last, and an hour is not kept."""
    day = {"effectiveDateTime": "2026-02-01"}
    high, low = (
        _observation(name, None, **day) | _figure("s-1", figure)
        for name, figure in (("o1", 8), ("o2", 1))
    )

    assert ["avoid"] * 2 == [checked(*both, TAKEN).outcome for both in ((high, low), (low, high))]


def test_an_age_turns_on_the_birthday(base):
    """Eighteen on the day, and not the day before it or after."""
    ages = [
        record(
            records.typed(records.bundle(records.resource("Patient", "p", birthDate="2008-03-01"))),
            base.records,
            day,
        )
        for day in (date(2026, 2, 28), date(2026, 3, 1))
    ]

    assert [("17 years old",), ("18 years old",)] == [
        next(one.texts for one in read.given if one.path.endswith("birthDate")) for read in ages
    ]


_HELD = {"resourceType": "Patient", "id": "p1", "name": [{"family": "Halloway", "given": ["Ann"]}]}


@pytest.mark.parametrize(
    "known",
    [
        [_HELD, records.order("m2", "stonex")],
        [_of({"reference": "Patient/p1", "display": "Ann Halloway"}, "m2", "stonex")],
        [_of(_numbered("943 1") | {"display": "Halloway, Ann"}, "m2", "stonex")],
    ],
)
def test_a_subject_that_is_shown_by_another_name_is_another_patient(checked, known):
    """By a name of the patient it is that one; and no name is echoed."""
    own = checked(*known, _of({"display": "Mrs Ann B. Halloway"}))

    assert ("contraindicated", True) == (own.outcome, own.complete)
    with pytest.raises(NotReadError, match=r"^2 patients .*the subject of Medicat") as caught:
        checked(*known, _of({"display": "Ben Halloway"}))
    assert "alloway" not in str(caught.value)


def test_what_is_left_out_by_its_name_alone_is_told(checked):
    """It may be a short form of the name of the patient who was asked for."""
    both = _HELD, records.order("m2", "stonex"), _of({"display": "Nan Halloway"})
    found = checked(*both, patient="p1")
    other = checked(*both, patient="the subject of MedicationRequest/m1")

    told = "MedicationRequest/m1: left out, as its patient is told by another name"
    assert ("not-checked", (told,)) == (found.outcome, found.incomplete)
    assert ("contraindicated", ()) == (other.outcome, other.incomplete)


def test_a_name_that_there_is_none_to_compare_with_is_told(checked):
    """It may be that patient: the medicine counts, and the record is not whole."""
    found = checked(_of({"reference": "Patient/p1"}, "m2", "stonex"), _of({"display": "A B"}))

    told = "MedicationRequest/m1: its patient is told by a name alone, and there is none to compare"
    assert ("contraindicated", (told,)) == (found.outcome, found.incomplete)


def test_what_is_of_a_device_is_of_no_other_patient(checked):
    """An observation may be of one."""
    of = {"subject": {"reference": "Device/d1"}}
    found = checked(
        _observation("o1", None) | _figure("s-1", 8) | of, records.order("m2", "stonex")
    )

    assert 1 == found.patients


@pytest.mark.parametrize(
    ("one", "says"),
    [
        ({"entry": [{"item": {"display": "lemonol"}}]}, "List/l1: lemonol is not in the record"),
        ({"entry": [{"item": {"reference": "Condition/c9"}}]}, "List/l1: Condition/c9 is not"),
        ({"entry": [{"item": {"display": "lemonol"}, "deleted": True}, 7]}, None),
        ({"entry": [{"item": {"display": "lemonol"}}], "status": "retired"}, None),
        ({"entry": [{"item": {"reference": "MedicationRequest/m1"}}]}, None),
        ({"text": {"div": "<div>lemonol 5 mg</div>"}}, "List/l1: text without entries was not"),
        ({"text": {"div": "x"}, "entry": [{"item": {"reference": "MedicationRequest/m1"}}]}, None),
    ],
)
def test_a_list_that_names_what_is_not_there_is_a_part(checked, one, says):
    """A list of medicines, by their names alone."""
    named = records.resource(
        "List", "l1", code=records.concept(None, (records.LOINC, "meds")), **one
    )
    found = checked(records.order("m1", "stonex"), named)

    assert ([] if says is None else [says]) == [gap[: len(says or "")] for gap in found.incomplete]


def test_a_list_may_say_that_there_is_nothing(checked):
    """That none is taken is a statement."""
    why = {"coding": [{"system": "http://empty.example", "code": "nilknown"}]}
    found = checked(
        records.resource(
            "List", "l1", code=records.concept(None, (records.LOINC, "meds")), emptyReason=why
        )
    )

    assert ("nothing-held", 1) == (found.outcome, found.counted.denied)


@pytest.mark.parametrize("kind", ["MedicationUsage", "medicationrequest", "MedicationKnowledge"])
def test_a_medicine_in_a_resource_of_another_kind_is_missing(checked, kind):
    """A name of another version of FHIR, or a slip; what speaks of no patient is left."""
    other = {**records.order("m1", "lemonol"), "resourceType": kind}
    told = f"Bundle.entry[1].resource: {kind} was not read, as FHIR R4 has no such resource"
    gaps = () if kind == "MedicationKnowledge" else (told,)

    assert gaps == checked(records.order("m2", "stonex"), other).incomplete


def test_a_reference_in_the_place_of_a_name_is_none(checked):
    """`Patient` as a display, and a name that is none, tell nobody apart."""
    known = {**_HELD, "name": ["Ann", *_HELD["name"]]}
    shown = _of({"reference": "Patient/p1", "display": "Patient/p1"}, "m2", "stonex")

    assert checked(known, shown, _of({"display": "Patient"})).complete


def test_a_name_in_the_place_of_a_code_is_read(checked):
    """A hospital's own list may have no other; what has no word in it is a code."""

    def told(code):
        named = records.concept(None, ("http://hospital.example/names", code))
        return checked(records.order("m1", named)).outcome

    assert ["contraindicated", "not-checked"] == [told("Lemonol (Sour)"), told("LMNL-01")]


def test_a_code_of_a_long_address_is_shown(ldnref, tmp_path):
    """A word that is longer than its place is cut where that ends."""
    file = tmp_path / "record.json"
    coding = (f"http://hospital.example/{'list/' * 30}", "0042")
    file.write_bytes(records.typed(records.order("m1", records.concept(None, coding))))
    found = ldnref("record", str(file))

    assert (3, True) == (found.code, "http://hospital.example/list/" in found.out)


@pytest.mark.parametrize(
    "code", ["a1beefab-12cd-4def-8abc-1234567890ab", "dx-hepFail-3", "XaBcd", "problem-list-item"]
)
@pytest.mark.parametrize("kind", ["Condition", "AllergyIntolerance", "Procedure"])
def test_a_code_of_a_list_that_nobody_knows_is_not_checked(checked, code, kind):
    """It may be anything: it is told, whatever letters stand in it."""
    named = records.concept(None, ("http://hospital.example/codes", code))
    elements = {} if kind != "Procedure" else {"status": "completed"}
    found = checked(records.resource(kind, "c1", code=named, **elements))

    assert ("not-checked", False) == (found.outcome, found.complete)


def test_a_name_in_the_place_of_a_code_hides_no_code(checked):
    """What a known code says decides, and names the entry."""
    local = ("http://hospital.example/names", "Stonex (Hard)")
    found = checked(records.order("m1", records.concept(None, local, (records.RX, "1001"))))

    assert ("contraindicated", True) == (found.outcome, found.complete)
    assert found.lines[0].text.startswith("lemonol 5 MG Oral Tablet")
