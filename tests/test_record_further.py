"""Claims, plans, flags, reports: what they name is asked; the rest is told as not read."""

import json
import tracemalloc

import pytest
from records import LOINC, RX, TODAY, bundle, concept, condition, order, resource

from ldnref.doors.cards import cards
from ldnref.doors.parsing import NotReadError, parsed
from ldnref.doors.records import record

#: A medicine on which nothing is held.
TAKEN = order("m1", "stonex")

LEMONOL = concept("lemonol")


def _claim(kind="Claim", item=None, **elements):
    return resource(kind, "c1", status="active", **({"item": item} if item else {}), **elements)


def _billed(concept_of, **elements):
    return [{"sequence": 1, "productOrService": concept_of, **elements}]


def _planned(**detail):
    return resource("CarePlan", "p1", status="active", activity=[{"detail": detail}])


def _carrying(kind, state):
    inner = order("i1", {"medicationReference": {"reference": "#x"}}, state)
    medication = {"resourceType": "Medication", "id": "x", "code": LEMONOL}
    return resource(kind, "k1", status="active", contained=[inner, medication])


def _flag(text, **elements):
    return resource("Flag", "f1", code=concept(text), **{"status": "active", **elements})


PHARMACY = {"type": concept(None, ("http://types.example", "pharmacy"))}


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (_claim(item=_billed(LEMONOL), **PHARMACY), "uncertain"),
        (_claim("ExplanationOfBenefit", item=_billed(LEMONOL), **PHARMACY), "uncertain"),
        (_claim(item=[{"detail": _billed(LEMONOL)}], **PHARMACY), "uncertain"),
        (_claim(item=_billed(concept("lemonol", (RX, "1")))), "uncertain"),
        (_claim(item=_billed(LEMONOL, servicedDate="2026-02-01"), **PHARMACY), "uncertain"),
        # Long ago it says nothing of today.
        (_claim(item=_billed(LEMONOL), created="2020-01-01", **PHARMACY), "past"),
        (_planned(kind="MedicationRequest", code=LEMONOL), "uncertain"),
        (_planned(productCodeableConcept=LEMONOL, status="in-progress"), "uncertain"),
        (_planned(productCodeableConcept=LEMONOL, status="completed"), "past"),
        (_planned(productReference={"display": "lemonol"}), "uncertain"),
        (_carrying("CarePlan", "draft"), "uncertain"),
        (_carrying("Claim", "draft"), "uncertain"),
    ],
)
def test_a_medicine_of_a_claim_or_a_plan_is_asked(checked, one, status):
    """Nobody says that it is taken."""
    found = checked(TAKEN, one)

    assert ("ask-first", (status,)) == (
        found.outcome,
        tuple(line.status for line in found.lines if line.text == "lemonol"),
    )


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (_flag("wobble"), "ask-first"),
        (_claim(diagnosis=[{"diagnosisCodeableConcept": concept("wobble")}]), "ask-first"),
        (_planned(reasonCode=[concept("wobble")]), "ask-first"),
        (
            resource("DiagnosticReport", "d1", status="final", conclusionCode=[concept("wobble")]),
            "ask-first",
        ),
        (_flag("wobble", status="entered-in-error"), "nothing-held"),
        (
            resource(
                "DiagnosticReport",
                "d1",
                status="entered-in-error",
                conclusionCode=[concept("wobble")],
            ),
            "nothing-held",
        ),
        # It is the disease only where a condition says so.
        (condition("c1", "wobble"), "avoid"),
    ],
)
def test_what_a_flag_or_a_claim_names_is_never_more_than_asked(checked, one, outcome):
    """A code on a bill is no diagnosis."""
    assert outcome == checked(TAKEN, one).outcome


def test_a_claim_is_no_list_of_medicines(checked):
    """Who was billed for one medicine may take others."""
    found = checked(_claim(item=_billed(concept("stonex")), **PHARMACY))

    assert ("not-checked", False, ("stonex",)) == (
        found.outcome,
        found.complete,
        tuple(one.text for one in found.lines),
    )


def test_what_is_no_part_of_a_claim_or_a_report_hides_none(checked):
    """A reader is lenient: the rest still says what it says."""
    claim = _claim(item=[7, *_billed(LEMONOL)], diagnosis=[7, {}], **PHARMACY)
    carried = [7, {"resourceType": "Coverage"}, order("i1", "stonex")]
    report = resource(
        "DiagnosticReport", "d1", status="final", contained=carried, conclusionCode=[{}]
    )

    assert [("stonex", 2), ("lemonol", 1)] == [
        (one.text, one.when.times) for one in checked(TAKEN, report, claim).lines
    ]


def test_a_fee_of_a_pharmacy_is_no_medicine(checked):
    """It stands below what was billed, by a code of the payer alone."""
    fee = _billed(concept(None, ("http://fees.example", "dispensefee")))
    found = checked(TAKEN, _claim(item=_billed(LEMONOL, detail=fee), **PHARMACY))

    assert [0, 1] == [found.counted.not_read, found.counted.asked]


def test_what_is_not_read_is_told_with_its_number_and_its_place(checked):
    """It is no reason to call a record incomplete, and never passed over."""
    found = checked(
        TAKEN,
        resource("Immunization", "i1"),
        resource("QuestionnaireResponse", "q1", item=[]),
        resource("Immunization", "i2"),
        _claim(item=_billed(concept("office visit"))),
        resource("CarePlan", "p2", status="active", activity=[{"reference": {}}, 7]),
        resource("DiagnosticReport", "d1", conclusion="lemonol found"),
        resource("Location", "l1"),
    )

    assert [
        ("Immunization", 2, "Bundle.entry[1].resource"),
        ("CarePlan", 1, "Bundle.entry[5].resource"),
        ("Claim", 1, "Bundle.entry[4].resource"),
        ("DiagnosticReport", 1, "Bundle.entry[6].resource"),
        ("QuestionnaireResponse", 1, "Bundle.entry[2].resource"),
    ] == list(found.passed_over)
    assert ("nothing-held", True) == (found.outcome, found.complete)


MS = {"diagnosis": [{"diagnosisCodeableConcept": concept("wobble")}]}
HCPCS = "http://hcpcs.example"


@pytest.mark.parametrize(
    ("claim", "passed"),
    [
        (
            _claim(item=_billed(concept("lemonol injection", (HCPCS, "Q1"))), **MS),
            [("Claim.item", 1, "Bundle.entry[1].resource.item[0]")],
        ),
        (
            _claim(item=[*_billed(LEMONOL), *_billed(LEMONOL, detail=_billed(LEMONOL))], **MS),
            [("Claim.item", 3, "Bundle.entry[1].resource.item[0]")],
        ),
        (
            _claim("ExplanationOfBenefit", item=[{"detail": _billed(LEMONOL)}], **MS),
            [("ExplanationOfBenefit.item", 1, "Bundle.entry[1].resource.item[0].detail[0]")],
        ),
        # What is read, and what names nothing.
        (_claim(item=_billed(concept("lemonol", (RX, "1"))), **MS), []),
        (_claim(item=_billed(LEMONOL), **PHARMACY, **MS), []),
        (_claim(item=[{"sequence": 1}, 7], **MS), []),
    ],
)
def test_an_item_of_a_claim_that_is_not_read_is_told(checked, claim, passed):
    """What else the claim says does not hide it."""
    assert passed == list(checked(TAKEN, claim).passed_over)


def test_what_was_not_read_begins_a_sentence(ldnref, tmp_path):
    """Where nothing was read, too."""
    file = tmp_path / "record.json"
    file.write_text(json.dumps(_claim(item=_billed(concept("office visit")))), "utf-8")

    assert "no entries that are read. Not read: 1 Claim." in " ".join(
        ldnref("record", str(file)).out.split()
    )


def test_a_card_tells_what_was_not_read(base):
    """A client that shows it shows how far it looked."""
    context = {"patientId": "p1", "draftOrders": bundle(order("d1", "zorblex", "draft"))}
    prefetch = {
        "medications": bundle(TAKEN),
        "conditions": bundle(resource("QuestionnaireResponse", "q1", item=[])),
    }
    request = {"hook": "order-sign", "context": context, "prefetch": prefetch}
    (card,) = cards(base, request, TODAY)["cards"]

    assert "Not read: 1 QuestionnaireResponse." in card["detail"]


def test_the_card_of_a_record_tells_what_was_not_read(ldnref, tmp_path):
    """How many, and under --all where."""
    file = tmp_path / "record.json"
    whole = bundle(TAKEN, resource("NutritionOrder", "n1"), resource("NutritionOrder", "n2"))
    file.write_text(json.dumps(whole), "utf-8")

    assert "Not read: 2 NutritionOrder." in ldnref("record", str(file)).out
    assert "2 not read, the first at Bundle.entry[1].resource" in " ".join(
        ldnref("record", str(file), "--all").out.split()
    )


@pytest.mark.parametrize(
    ("day", "seen", "outcome"),
    [
        # What came after it was seen nobody knows.
        ("2026-01-01", "2026-01-03", "nothing-held"),
        ("2026-01-01", "2026-01-09", "ask-first"),
        ("2026-02-20", None, "ask-first"),
        ("2026-02-27", None, "nothing-held"),
        ("2020-01-01", "2020-01-09", "nothing-held"),
        ("2026-04-01", "2026-02-01", "not-checked"),
        ("2025-12", "2026-02-01", "not-checked"),
    ],
)
def test_a_day_since_which_something_may_be_so_is_counted_to_its_observation(
    checked, day, seen, outcome
):
    """Its figure is that of the day on which it was seen."""
    when = {"effectiveDateTime": seen} if seen else {}
    code = {"code": concept(None, (LOINC, "w-5"))}
    one = resource("Observation", "o1", status="final", valueDateTime=day, **code, **when)

    assert outcome == checked(TAKEN, one).outcome


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "sign",
    [
        "",
        "\N{LATIN SMALL LETTER E WITH ACUTE}",
        "\N{PILL}",
        "\N{GREEK SMALL LETTER ALPHA}" * 90 + "\N{PILL}",
    ],
)
def test_a_large_record_takes_at_most_four_times_its_bytes(base, sign):
    """Its own bytes among them; one pictogram does not make it four times as long."""
    text = {"status": "generated", "div": f"<div>{sign}{'narrative ' * 40}</div>"}
    orders = (order(f"m{n}", f"lemonol {sign}", text=text) for n in range(1500))
    data = json.dumps(bundle(*orders), ensure_ascii=False).encode()
    record(data, base.records, TODAY)

    tracemalloc.start()
    found = record(data, base.records, TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert 3 > peak / len(data)
    assert [f"lemonol {sign}".strip()] == [one.texts[0] for one in found.given]


@pytest.mark.parametrize(
    "text",
    [
        '{"entry": [{"a": 1.5, "b": "\\ud83d\\udc8a x"}, -2e10 , true], "total": 12.25}',
        '[1.5, null, {"a": "\\n"}]',
        "12.5",
        '{"entry": [], "z": {}}',
        "{ }",
    ],
)
@pytest.mark.parametrize("size", range(1, 9))
def test_a_value_is_read_whole_wherever_its_bytes_are_cut(monkeypatch, text, size):
    """A figure, an escape or a sign of more than one byte that is cut goes on."""
    monkeypatch.setattr("ldnref.doors.parsing._PART", size)

    assert json.loads(text.replace("x", "\N{PILL}")) == parsed(
        text.replace("x", "\N{PILL}").encode(), lambda entry: entry
    )


def test_what_only_looks_like_a_sign_is_refused():
    """A sign that is written longer than it may be hides another one."""
    with pytest.raises(NotReadError, match="not UTF-8, at byte 10"):
        parsed(b'{"name": "\xf0\x80\x80\xaf"}', lambda entry: entry)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ('{"text": "codeine \\\N{PILL}"}', r"Invalid \\escape, line 1, column 19"),
        ('{"text": "\N{PILL}\\\N{PILL}"}', r"Invalid \\escape, line 1, column 12"),
        ('{"\N{PILL}": 1, \N{PILL}: 2}', "double quotes, line 1, column 10"),
        ('{"text": "\N{PILL}" "x"}', "line 1, column 14"),
        ('{"text": "\\ud83d\N{PILL}"}', "half of a surrogate pair, at byte 10"),
    ],
)
def test_a_pictogram_makes_no_json_of_what_is_none(data, told):
    """And where it breaks is told of what was given."""
    with pytest.raises(NotReadError, match=told):
        parsed(data.encode(), lambda entry: entry)


def test_where_bytes_behind_a_pictogram_are_no_text_is_told():
    """By their place in the file."""
    with pytest.raises(NotReadError, match="not UTF-8, at byte 16"):
        parsed('{"name": "\N{PILL} '.encode() + b'x\xff"}', lambda entry: entry)


@pytest.mark.parametrize("text", ["\\\\\N{PILL}", "\\n\N{PILL}", "\N{PILL}\\\\"])
def test_a_pictogram_is_read_as_it_stands(text):
    """Whatever escape is before it."""
    data = f'{{"text": "{text}"}}'

    assert json.loads(data) == parsed(data.encode(), lambda entry: entry)


def _answers(*rows):
    items = [{"text": asked, "answer": [answer]} for asked, answer in rows]
    return resource("QuestionnaireResponse", "q1", status="completed", item=items)


@pytest.mark.parametrize(
    ("one", "outcome", "text"),
    [
        (_answers(("Medicines?", {"valueString": "lemonol 5 mg"})), "ask-first", "lemonol 5 mg"),
        (_answers(("Do you take lemonol?", {"valueBoolean": True})), "ask-first", "Do you take"),
        (
            _answers(("Do you take lemonol?", {"valueCoding": {"display": "Positive"}})),
            "ask-first",
            "Do you take",
        ),
        (_answers(("Do you take lemonol?", {"valueBoolean": False})), "nothing-held", None),
        (_answers(("Medicines?", {"valueString": "none"})), "nothing-held", None),
        (
            resource(
                "QuestionnaireResponse",
                "q1",
                item=[
                    {"item": [{"answer": [{"item": [{"answer": [{"valueString": "lemonol"}]}]}]}]}
                ],
            ),
            "ask-first",
            "lemonol",
        ),
        (resource("QuestionnaireResponse", "q1", item=[7, {"answer": [7]}]), "nothing-held", None),
        (
            resource("DeviceUseStatement", "d1", device={"display": "lemonol pump"}),
            "ask-first",
            "lemonol pump",
        ),
        (
            resource("DeviceRequest", "d1", codeCodeableConcept={"text": "lemonol pump"}),
            "ask-first",
            "lemonol pump",
        ),
        (
            resource("DeviceRequest", "d1", codeCodeableConcept={"text": "hearing aid"}),
            "nothing-held",
            None,
        ),
        (
            resource("DetectedIssue", "d1", implicated=[{"display": "lemonol"}]),
            "ask-first",
            "lemonol",
        ),
        (
            resource("DetectedIssue", "d1", status="entered-in-error", detail="lemonol"),
            "nothing-held",
            None,
        ),
    ],
)
def test_what_answers_devices_and_issues_name_is_asked(checked, one, outcome, text):
    """Where it matters; they are told as not read all the same, and what is nothing is no entry."""
    found = checked(TAKEN, one)
    told = [line.text for line in found.lines[1:]]

    assert (outcome, [one["resourceType"]]) == (
        found.outcome,
        [each.kind for each in found.passed_over],
    )
    assert [] == told if text is None else told[0].startswith(text)


def test_a_device_of_the_patient_is_read_and_is_no_gap(checked):
    """What stands in a record without one is nobody's, and is not told as not read."""
    pump = resource("Device", "d1", deviceName=[{"name": "lemonol pump"}])
    other = {"resourceType": "Device", "id": "d2", "type": {"text": "lemonol meter"}}
    found = checked(TAKEN, pump)

    assert ("ask-first", ["lemonol pump"]) == (
        found.outcome,
        [line.text for line in found.lines[1:]],
    )
    assert () == checked(TAKEN, other).incomplete


def test_a_note_of_an_order_is_told_as_not_read(checked):
    """It may say what stands nowhere else: what it names is asked about, as its order stands."""
    noted = {**TAKEN, "note": [{"text": "takes lemonol too"}, 7, {"text": "   "}]}
    found = checked(noted)

    assert [("MedicationRequest.note", 1, "Bundle.entry[0].resource.note")] == [
        tuple(one) for one in found.passed_over
    ]
    assert ("ask-first", ["stonex", "takes lemonol too"]) == (
        found.outcome,
        [line.text for line in found.lines],
    )
    assert ["past", "past"] == [
        line.status for line in checked({**noted, "status": "stopped"}).lines
    ]
    assert "nothing-held" == checked(TAKEN, {**noted, "status": "entered-in-error"}).outcome


def test_a_note_of_a_condition_is_told_as_not_read(checked):
    """It is not asked what it names: it speaks of what is listed."""
    noted = resource("Condition", "c1", code={"text": "redness"}, note=[{"text": "no lemonol"}])

    assert [("Condition.note", 1)] == [tuple(one)[:2] for one in checked(TAKEN, noted).passed_over]


def test_what_an_order_says_for_certain_is_not_asked_again(checked):
    """An alert names what it is about: the answer is as whole as without it."""
    order = {**TAKEN, "id": "m5", "medicationCodeableConcept": {"text": "lemonol"}}
    alert = resource("DetectedIssue", "d1", implicated=[{"display": "lemonol"}], detail="lemonol")
    found = checked(order, alert)

    assert ("contraindicated", True, 1) == (found.outcome, found.complete, len(found.lines))
    assert ["lemonol"] == [line.text for line in checked(TAKEN, alert).lines[1:]]


def test_a_device_that_nobody_has_is_not_the_patients(checked):
    """It may only have measured; where the patient uses it, it is."""
    pump = {"resourceType": "Device", "id": "d2", "type": {"text": "lemonol pump"}}
    used = resource("DeviceUseStatement", "u1", device={"reference": "Device/d2"})

    assert "nothing-held" == checked(TAKEN, pump).outcome
    assert "ask-first" == checked(TAKEN, pump, used).outcome


@pytest.mark.parametrize("said", ["Positive, at night", "positive.", {"code": "POSITIVE"}])
def test_a_yes_with_more_words_is_one(checked, said):
    """As people write it."""
    key = "valueString" if isinstance(said, str) else "valueCoding"

    assert "ask-first" == checked(TAKEN, _answers(("Do you take lemonol?", {key: said}))).outcome


def test_of_a_long_answer_the_first_is_read(checked):
    """So much text takes no long time, and asks few questions."""
    long = f"lemonol. {'Went home with the dog, no lemonol. ' * 4000}"
    found = checked(TAKEN, _answers(("Notes?", {"valueString": long})))

    assert ("ask-first", 1) == (found.outcome, len(found.lines[1].asks))
