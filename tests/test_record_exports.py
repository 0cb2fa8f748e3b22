"""Thirty-six records as systems of today export them, and what each must come to.

The expectations were written before the files were read. Nobody in them lives.
"""

import json

import cases
import pytest
from real import CHECKED, HELD, LEXICON
from records import as_data
from test_record_systems import (
    AGAINST,
    ASKED,
    DAY,
    IPS,
    LOINC,
    LOUD,
    NDC,
    NOTHING,
    OWNER,
    PRIL,
    RXNORM,
    SCT,
    SOME,
    UNKNOWN,
    UNREAD,
    WHO,
    bundle,
    claim,
    coded,
    condition,
    one,
    order,
    statement,
    without,
)

from ldnref.answers.record import check
from ldnref.doors.cards import cards
from ldnref.doors.parsing import MissingError, NotReadError
from ldnref.doors.records import record

PZN, ASK = "http://fhir.de/CodeSystem/ifa/pzn", "http://fhir.de/CodeSystem/ask"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
BFARM, GM = "http://fhir.de/CodeSystem/bfarm/atc", "http://fhir.de/CodeSystem/bfarm/icd-10-gm"
CERTAIN = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"
STATUS = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
URN = "urn:uuid:0b1d6a3e-9b0a-4b7c-8d5a-5d9f0c2f77"
REFERRED = without(order("x"), "medicationCodeableConcept")


def lines(*resources):
    """NDJSON, as bulk exports are."""
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in resources).encode()


def certain(letter):
    return {"extension": [{"url": CERTAIN, "valueCoding": {"code": letter}}]}


#: What a record holds, the outcomes that it may have, whether it is a whole record (None: either),
#: and what must be among what was meant.
CASES = {
    "synthea: a stopped product by its code, in a transaction": (
        bundle(
            {"fullUrl": f"{URN}00", "resource": one("Patient", birthDate="1961-02-03")},
            {
                "fullUrl": f"{URN}01",
                "resource": order(
                    coded((RXNORM, "1049221")),
                    status="stopped",
                    subject={"reference": f"{URN}00"},
                    authoredOn="2019-02-03T10:11:12-05:00",
                ),
                "request": {"method": "POST", "url": "MedicationRequest"},
            },
            kind="transaction",
        ),
        {ASKED},
        True,
        {"oxycodone"},
    ),
    "synthea: a patient who died, with a patch": (
        bundle(
            one("Patient", deceasedDateTime="2026-09-01T01:02:03Z", birthDate="1931-02-03")
            | {"id": "e1"},
            order(coded((RXNORM, "245134", "72 HR Fentanyl 0.025 MG/HR Transdermal System"))),
        ),
        {AGAINST},
        True,
        {"fentanyl"},
    ),
    "epic: a contained medication with a product code alone": (
        bundle(
            REFERRED
            | {
                "contained": [one("Medication", code=coded((NDC, "0007-0320-20"))) | {"id": "med"}],
                "medicationReference": {"reference": "#med"},
            }
        ),
        {AGAINST},
        True,
        {"oxycodone"},
    ),
    "epic: completed two years ago": (
        bundle(
            PRIL,
            order(
                "morphine (MS CONTIN) 15 mg 12 hr tablet",
                status="completed",
                dosageInstruction=[{"timing": {"repeat": {"boundsPeriod": {"end": "2024-10-01"}}}}],
            ),
        ),
        {ASKED},
        True,
        {"morphine"},
    ),
    "epic: naltrexone that was compounded": (
        bundle(
            statement(
                "naltrexone 4.5 mg capsule (COMPOUNDED)",
                dosage=[{"text": "Take 1 capsule by mouth nightly"}],
            )
        ),
        {NOTHING, "caution", ASKED},
        None,
        {"low-dose-naltrexone"},
    ),
    "cerner: by an ingredient's code, in hospital": (
        bundle(
            order(
                coded((RXNORM, "3423"), text="HYDROmorphone"),
                category=[coded(("x", "inpatient"))],
                reportedBoolean=False,
            )
        ),
        {AGAINST},
        True,
        {"hydromorphone"},
    ),
    "cerner: on hold": (
        bundle(PRIL, order("morphine 10 mg/mL injectable solution", status="on-hold")),
        {ASKED},
        True,
        {"morphine"},
    ),
    "cerner: a diagnosis entered in error": (
        bundle(
            PRIL,
            condition(
                coded((ICD, "K74.60", "Cirrhosis")),
                verificationStatus=coded((STATUS, "entered-in-error")),
            ),
        ),
        {NOTHING},
        True,
        set(),
    ),
    "cerner: a status that is not there": (
        bundle(PRIL, without(order("methadone 10 mg tab"), "status") | {"_status": UNKNOWN}),
        {ASKED},
        True,
        {"methadone"},
    ),
    "uk core: a product at the address of snomed": (
        bundle(
            REFERRED
            | {
                "contained": [
                    one("Medication", code=coded((SCT, "10059911000001106"))) | {"id": "m"}
                ],
                "medicationReference": {"reference": "#m"},
            }
        ),
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "uk core: an allergy": (
        bundle(
            PRIL,
            one(
                "AllergyIntolerance",
                **OWNER,
                clinicalStatus=coded(("x", "active")),
                code=coded((SCT, "1", "Codeine phosphate")),
                note=[{"text": "Itch."}],
            ),
        ),
        {ASKED},
        True,
        {"codeine"},
    ),
    "gp connect: an active repeat, its last issue long ago": (
        bundle(
            statement(
                "Co-codamol 30mg/500mg tablets",
                effectivePeriod={"start": "2019-05-01"},
                dateAsserted="2026-10-01",
                dosage=[{"text": "Take one or two four times a day when required"}],
            )
        ),
        {AGAINST},
        True,
        set(),
    ),
    "gematik: a prescription by the number of its package, with words": (
        bundle(
            {
                "fullUrl": f"{URN}10",
                "resource": one("Composition", status="final", section=[{"entry": []}]),
            },
            {
                "fullUrl": f"{URN}11",
                "resource": one(
                    "Medication",
                    code=coded((PZN, "06313728"), text="Tilidin/Naloxon 50/4 mg Retardtabletten"),
                ),
            },
            {
                "fullUrl": f"{URN}12",
                "resource": REFERRED | {"medicationReference": {"reference": f"{URN}11"}},
            },
            kind="document",
        ),
        {AGAINST},
        None,
        {"tilidine"},
    ),
    "gematik: a group by its code alone": (
        bundle(statement(coded((BFARM, "N02AX02")))),
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "epa: a medicine by its ingredient in words": (
        bundle(
            one(
                "Medication",
                code=coded((PZN, "04567890")),
                ingredient=[
                    {"itemCodeableConcept": coded((ASK, "21180"), text="Fentanyl")},
                ],
            )
            | {"id": "pzn"},
            without(statement("x"), "medicationCodeableConcept")
            | {"medicationReference": {"reference": "Medication/pzn"}},
        ),
        {AGAINST},
        True,
        {"fentanyl"},
    ),
    "epa: state after dependence": (
        bundle(PRIL, condition(coded((GM, "F11.2")) | certain("Z"), clinicalStatus=None)),
        SOME,
        True,
        set(),
    ),
    "epa: cirrhosis excluded": (
        bundle(
            PRIL,
            condition({"coding": [coded((GM, "K74.6"))["coding"][0] | certain("A")]}),
        ),
        {NOTHING, ASKED},
        True,
        set(),
    ),
    "us core: a pregnancy status": (
        bundle(
            PRIL,
            one(
                "Observation",
                **WHO,
                status="final",
                code=coded((LOINC, "82810-3")),
                effectiveDateTime="2026-11-02",
                valueCodeableConcept=coded((SCT, "77386006")),
            ),
        ),
        {"avoid"},
        True,
        {"pregnancy"},
    ),
    "us core: an order of a programme": (
        bundle(
            PRIL,
            one(
                "ServiceRequest",
                **WHO,
                status="active",
                intent="order",
                code={"text": "Methadone maintenance therapy"},
            ),
        ),
        SOME,
        True,
        set(),
    ),
    "ips: nothing is known of medicines": (
        bundle(statement(coded((IPS, "no-medication-info")))),
        {UNREAD},
        None,
        set(),
    ),
    "ips: a medication elsewhere in the bundle": (
        bundle(
            {"fullUrl": f"{URN}20", "resource": one("Patient")},
            {
                "fullUrl": f"{URN}21",
                "resource": without(statement("x"), "medicationCodeableConcept")
                | {
                    "subject": {"reference": f"{URN}20"},
                    "medicationReference": {"reference": f"{URN}22"},
                },
            },
            {
                "fullUrl": f"{URN}22",
                "resource": one("Medication", code=coded((SCT, "373529000", "Morphine"))),
            },
            kind="document",
        ),
        {AGAINST},
        True,
        {"morphine"},
    ),
    "bundles in a batch, one of them a page": (
        bundle(
            {"resource": bundle(order(coded((RXNORM, "7052")))), "response": {"status": "200"}},
            {
                "resource": bundle(
                    condition("Asthma"), link=[{"relation": "next", "url": "http://x.example"}]
                )
            },
            kind="batch-response",
        ),
        {AGAINST},
        False,
        {"morphine"},
    ),
    "a bulk export, a line separator in its narrative": (
        lines(
            one("Patient", text={"div": "<div>a\u2028b\x85c</div>"}) | {"id": "e1"},
            order(coded((RXNORM, "7052"))),
        ),
        {AGAINST},
        True,
        {"morphine"},
    ),
    "parameters of everything": (
        one(
            "Parameters",
            parameter=[{"name": "return", "resource": bundle(order("buprenorphine 8 mg film"))}],
        ),
        {AGAINST},
        True,
        {"buprenorphine"},
    ),
    "an issue with what it is about inside": (
        bundle(
            PRIL,
            one(
                "DetectedIssue",
                **OWNER,
                status="final",
                contained=[one("Medication", code={"text": "oxycodone 5 mg"}) | {"id": "m"}],
                implicated=[{"reference": "#m"}],
            ),
        ),
        {ASKED},
        None,
        {"oxycodone"},
    ),
    "an answer that refers to what it holds inside": (
        bundle(
            PRIL,
            one(
                "QuestionnaireResponse",
                **WHO,
                status="completed",
                contained=[one("Medication", code={"text": "oxycodone 5 mg"}) | {"id": "m"}],
                item=[{"text": "Which?", "answer": [{"valueReference": {"reference": "#m"}}]}],
            ),
        ),
        {ASKED},
        None,
        {"oxycodone"},
    ),
    "a mixture whose part is inside too": (
        bundle(
            REFERRED
            | {
                "contained": [
                    one("Substance", code={"text": "Morphine sulfate"}) | {"id": "sub"},
                    one(
                        "Medication",
                        code={"text": "Infusion bag 50 mL"},
                        ingredient=[{"itemReference": {"reference": "#sub"}}],
                    )
                    | {"id": "bag"},
                ],
                "medicationReference": {"reference": "#bag"},
            }
        ),
        {AGAINST},
        None,
        {"morphine"},
    ),
    "a low dose that stands in a quantity alone": (
        bundle(
            order(
                "naltrexone",
                dosageInstruction=[
                    {"doseAndRate": [{"doseQuantity": {"value": 4.5, "unit": "mg"}}]}
                ],
            )
        ),
        {NOTHING, "caution", ASKED},
        None,
        {"low-dose-naltrexone"},
    ),
    "a full dose that stands in a quantity alone": (
        bundle(
            PRIL,
            order(
                "naltrexone",
                dosageInstruction=[
                    {
                        "doseAndRate": [{"doseQuantity": {"value": 50, "code": "mg"}}],
                        "timing": {"code": {"text": "daily"}},
                    }
                ],
            ),
        ),
        SOME,
        None,
        {"full-dose-naltrexone"},
    ),
    "a medication whose code is absent": (
        bundle(
            PRIL,
            REFERRED
            | {
                "contained": [one("Medication", code=UNKNOWN, batch={"lotNumber": "7"})],
                "medicationReference": {"reference": "#m1"},
            },
        ),
        LOUD,
        False,
        set(),
    ),
    "not given, for a reason": (
        bundle(
            PRIL,
            one(
                "MedicationAdministration",
                **WHO,
                status="not-done",
                statusReason=[{"text": "Patient is pregnant"}],
                medicationCodeableConcept={"text": "ondansetron 4 mg"},
            ),
        ),
        {ASKED},
        True,
        {"pregnancy"},
    ),
    "a dispense that was declined": (
        bundle(
            PRIL,
            one(
                "MedicationDispense",
                **WHO,
                status="declined",
                medicationCodeableConcept={"text": "Oxynorm 5mg capsules"},
            ),
        ),
        {ASKED},
        True,
        {"oxycodone"},
    ),
    "how severe it is, apart": (
        bundle(
            PRIL,
            condition(
                "Hepatic impairment",
                severity=coded((SCT, "24484000", "Severe (severity modifier) (qualifier value)")),
            ),
        ),
        {AGAINST},
        True,
        {"liver-failure"},
    ),
    "a stage apart, and an unspecified code": (
        bundle(
            PRIL,
            condition(
                coded((ICD, "N18.9"), text="Chronic kidney disease"),
                stage=[{"summary": {"text": "Stage 5"}}],
            ),
        ),
        {AGAINST},
        True,
        {"severe-kidney-disease"},
    ),
    "a name that is graver than its code": (
        bundle(
            PRIL, condition(coded((ICD, "K74.60"), text="Decompensated cirrhosis with ascites"))
        ),
        {AGAINST, "avoid"},
        None,
        {"decompensated-cirrhosis"},
    ),
    "a name that is graver than a shorter one": (
        bundle(
            PRIL,
            condition(
                coded(
                    ("urn:oid:1.2.3", "17", "Chronic kidney disease"),
                    text="Chronic kidney disease, stage 5",
                )
            ),
        ),
        {AGAINST, ASKED},
        None,
        {"severe-kidney-disease"},
    ),
    "a stage with its kind apart": (
        bundle(
            PRIL,
            condition(
                "Cirrhosis of liver",
                severity={"text": "Mild"},
                stage=[{"type": {"text": "Child-Pugh"}, "summary": {"text": "Class C"}}],
            ),
        ),
        {AGAINST},
        None,
        {"decompensated-cirrhosis"},
    ),
    "a stage that is a code alone": (
        bundle(
            PRIL,
            condition("Chronic kidney disease", stage=[{"summary": coded((SCT, "433146000"))}]),
        ),
        {AGAINST},
        None,
        {"severe-kidney-disease"},
    ),
    "a severity that is a code alone": (
        bundle(PRIL, condition("Liver disease", severity=coded((SCT, "24484000")))),
        {"avoid"},
        False,
        {"liver-disease"},
    ),
    "a stage of something else that is a code alone": (
        bundle(PRIL, condition("Asthma", stage=[{"summary": coded((SCT, "1"))}])),
        {NOTHING},
        True,
        set(),
    ),
    "a stage that is over": (
        bundle(
            PRIL,
            condition(
                "Chronic kidney disease",
                verificationStatus=coded((STATUS, "refuted")),
                stage=[{"summary": {"text": "Stage 5"}}, 7],
            ),
        ),
        {NOTHING},
        True,
        set(),
    ),
    "a diagnosis that was refuted, by no whole name": (
        bundle(
            PRIL,
            condition(
                "Suspected alcoholic cirrhosis, for biopsy",
                verificationStatus=coded((STATUS, "refuted")),
            ),
        ),
        {NOTHING},
        True,
        set(),
    ),
    "a plan": (bundle(PRIL, order("Tapentadol 50 mg", intent="plan")), {ASKED}, True, set()),
    "a patient who died, and no more": (
        bundle(PRIL, one("Patient", deceasedBoolean=True) | {"id": "e1"}),
        {NOTHING},
        True,
        set(),
    ),
}

#: What is refused whole, and how.
REFUSED = {
    "gp connect of stu3": (
        bundle(one("MedicationStatement", status="active", taken="unk", **WHO)),
        "STU3",
    ),
    "a bulk export of two patients": (
        lines(PRIL, order("tramadol", subject={"reference": "Patient/e2"})),
        "2 patients",
    ),
}


def _data(value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def test_an_export_comes_to_what_it_says():
    """However its system writes it: nothing grave is missed, and nothing is made up."""
    cases.each(list(CASES.items()), claim, lambda case: case[0])


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_of_one_patient_is_refused(name):
    """In one line, and nothing of it is told."""
    value, why = REFUSED[name]

    with pytest.raises(NotReadError, match=why):
        record(_data(value), CHECKED.records, DAY)


GTS = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"

#: What stands beside a quantity of 4.5 mg of naltrexone, and the outcomes that tell of it.
OFTEN = {
    "a text": ({"timing": {"code": {"text": "BID"}}}, {"avoid"}),
    "a code": ({"timing": {"code": coded((GTS, "BID"))}}, {"avoid"}),
    "times of a day": ({"timing": {"repeat": {"when": ["MORN", "HS"]}}}, {"avoid"}),
    "once a day at two times": (
        {"timing": {"repeat": {"frequency": 1, "period": 1, "when": ["MORN", "HS"]}}},
        {"avoid"},
    ),
    "a frequency": ({"timing": {"repeat": {"frequency": 2, "periodUnit": "d"}}}, {"avoid"}),
    "words to the patient": ({"patientInstruction": "take twice daily"}, {"avoid"}),
    "thrice": ({"timing": {"code": {"text": "TID"}}}, {ASKED}),
    "meals": ({"timing": {"repeat": {"when": ["C"]}}}, {ASKED}),
    "a number as a code": ({"timing": {"code": coded((SCT, "229799001"))}}, {ASKED}),
    "days": ({"timing": {"event": ["2026-11-30", "2026-12-01"]}}, {ASKED}),
    "a count": ({"timing": {"repeat": {"count": 3}}}, {ASKED}),
    "a most": ({"maxDosePerDay": {"numerator": {"value": 9, "unit": "mg"}}}, {ASKED}),
    "as needed": ({"asNeededBoolean": True}, {ASKED}),
    "less than it": (
        {"doseAndRate": [{"doseQuantity": {"value": 4.5, "unit": "mg", "comparator": "<"}}]},
        {ASKED},
    ),
    "no timing": ({"asNeededBoolean": False}, {NOTHING}),
    "bedtime": ({"timing": {"repeat": {"frequency": 1, "period": 1, "when": ["HS"]}}}, {NOTHING}),
}


@pytest.mark.parametrize("name", OFTEN)
def test_a_quantity_is_that_of_a_day_with_how_often_it_is_taken(name):
    """Nobody reads that a dose is within the range when twice as much is taken."""
    beside, outcomes = OFTEN[name]
    dose = {"doseAndRate": [{"doseQuantity": {"value": 4.5, "unit": "mg"}}], **beside}
    ordered = bundle(PRIL, order("naltrexone", dosageInstruction=[dose]))

    found = as_data(
        check(CHECKED, record(_data(ordered), CHECKED.records, DAY), None, LEXICON, HELD)
    )

    assert found.outcome in outcomes
    assert not (found.outcome == ASKED and found.dose)


@pytest.mark.parametrize(
    ("carrier", "status"),
    [
        (one("DetectedIssue", status="entered-in-error", **WHO), "void"),
        (one("CarePlan", status="entered-in-error", **WHO), "void"),
        (one("CarePlan", status="revoked", **WHO), "past"),
        (one("ExplanationOfBenefit", status="active", created="2009-01-01", **WHO), "past"),
        (one("DetectedIssue", status="final", **WHO), "uncertain"),
    ],
)
def test_a_medicine_carried_inside_stands_as_what_carries_it(carrier, status):
    """An error is no reason to ask about what it names."""
    inner = {"resourceType": "Medication", "id": "m1", "code": {"text": "tramadol"}}
    read = record(_data(bundle(PRIL, carrier | {"contained": [inner]})), CHECKED.records, DAY)

    assert [status] == [each.status for each in read.given if "tramadol" in each.texts]


@pytest.mark.parametrize("before", [b"", b'{"resourceType": "Basic"}\n'])
def test_a_number_of_thousands_of_digits_is_refused_in_words(before):
    """No record has one, and nobody sees a traceback."""
    data = before + b'{"resourceType": "Bundle", "total": ' + b"7" * 5_000 + b"}"

    with pytest.raises(NotReadError, match="broken JSON"):
        record(data, CHECKED.records, DAY)


def test_of_a_long_severity_the_beginning_is_read():
    """The name of a condition does not grow with what is written beside it."""
    graded = condition("Chronic kidney disease", severity={"text": "severe " * 20_000})
    read = record(_data(bundle(PRIL, graded)), CHECKED.records, DAY)

    assert max(len(text) for one in read.given for text in one.texts) < 2_100


def _until(start, end):
    return {"timing": {"repeat": {"boundsPeriod": {"start": start, "end": end}}}}


#: What is over, with an end that lies ahead, and what it comes to.
ENDS_AHEAD = {
    "a statement that began": (
        statement(
            "tramadol",
            status="completed",
            effectivePeriod={"start": "2026-11-01", "end": "2027-01-15"},
        ),
        AGAINST,
    ),
    "an order that began": (
        order(
            "tramadol",
            status="completed",
            authoredOn="2026-11-01",
            dosageInstruction=[_until(None, "2027-02-01")],
        ),
        AGAINST,
    ),
    "an order that never began": (
        order(
            "tramadol",
            status="completed",
            authoredOn="2026-11-01",
            dosageInstruction=[_until("2027-01-01", "2027-02-01")],
        ),
        ASKED,
    ),
    "a day of next year": (
        statement("tramadol", status="completed", effectiveDateTime="2027-01-15"),
        ASKED,
    ),
}


@pytest.mark.parametrize("name", ENDS_AHEAD)
def test_what_is_over_and_would_end_later_may_have_lasted_till_now(name):
    """An opioid of this month is inside the wait, whatever day its order was to end."""
    entry, outcome = ENDS_AHEAD[name]
    read = record(_data(bundle(PRIL, entry)), CHECKED.records, DAY)

    assert outcome == check(CHECKED, read, None, LEXICON, HELD).result.outcome


LDN = order("naltrexone 4.5 mg capsule", status="draft") | {"id": "d1"}
TAKEN = order(coded((RXNORM, "7052"))) | {"id": "m1"}
CRITICAL, UNSURE = "critical", "warning"

#: How a list was sent beforehand, and the gravest card that must come of it.
PREFETCH = {
    "a list of resources": ({"medications": [PRIL, TAKEN]}, CRITICAL),
    "wrapped without an answer": ({"medications": {"resource": bundle(PRIL, TAKEN)}}, CRITICAL),
    "under keys of its own": ({"item1": bundle(PRIL), "item2": bundle(TAKEN)}, CRITICAL),
    "nothing": ({"medications": None}, UNSURE),
    "an outcome": ({"medications": one("OperationOutcome", issue=[])}, UNSURE),
    "text that is json": ({"medications": json.dumps(bundle(TAKEN))}, UNSURE),
    "an empty object": ({"medications": {}}, UNSURE),
    "a page": (
        {"medications": bundle(PRIL, link=[{"relation": "next", "url": "http://x.example"}])},
        UNSURE,
    ),
}


@pytest.mark.parametrize("name", PREFETCH)
def test_a_list_in_whatever_shape_is_read_or_is_missing(name):
    """With naltrexone drafted there is a card; without it nobody is told that all is clear."""
    prefetch, gravest = PREFETCH[name]
    context = {"userId": "Practitioner/1", "patientId": "e1"}
    request = {"hook": "order-sign", "hookInstance": "i", "prefetch": prefetch}
    drafted = {**request, "context": {**context, "draftOrders": bundle(LDN)}}

    assert gravest == cards(CHECKED, drafted, DAY, LEXICON, HELD)["cards"][0]["indicator"]
    if gravest == UNSURE:
        with pytest.raises(MissingError):
            cards(CHECKED, {**request, "context": context}, DAY, LEXICON, HELD)
