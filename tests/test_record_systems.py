"""Records as systems export them: each says one thing in its own way, and what it must come to.

The expectations were written before the files were read. Nobody in them lives.
"""

import json
from datetime import date

import cases
import pytest
from real import CHECKED, HELD, LEXICON
from records import as_data

from ldnref.answers.checking.alike import Alike
from ldnref.answers.named.part import Part
from ldnref.answers.record import check
from ldnref.doors.parsing import NotReadError
from ldnref.doors.records import record

DAY = date(2026, 11, 30)

RXNORM, SCT = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://snomed.info/sct"
DMD, NDC, LOINC = "https://dmd.nhs.uk", "http://hl7.org/fhir/sid/ndc", "http://loinc.org"
MIMIC = "http://mimic.mit.edu/fhir/mimic/CodeSystem"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
IPS = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"

WHO = {"subject": {"reference": "Patient/e1"}}
OWNER = {"patient": {"reference": "Patient/e1"}}
UNKNOWN = {"extension": [{"url": ABSENT, "valueCode": "unknown"}]}


def coded(*codings, text=None):
    rows = [dict(zip(("system", "code", "display"), one, strict=False)) for one in codings]
    return {"coding": rows} | ({"text": text} if text else {})


def one(kind, **elements):
    return {"resourceType": kind, "id": kind[0].lower() + "1", **elements}


def order(named, **elements):
    concept = {"text": named} if isinstance(named, str) else named
    said = {"status": "active", "intent": "order", **WHO, "authoredOn": "2026-10-02T08:11:00Z"}
    return one("MedicationRequest", medicationCodeableConcept=concept, **{**said, **elements})


def statement(named, **elements):
    concept = {"text": named} if isinstance(named, str) else named
    said = {"status": "active", **WHO}
    return one("MedicationStatement", medicationCodeableConcept=concept, **{**said, **elements})


def product(kind, status, text, **elements):
    """What was handed over or given, by its name alone."""
    named = {"text": text}
    return one(kind, status=status, **WHO, medicationCodeableConcept=named, **elements)


def condition(named, **elements):
    concept = {"text": named} if isinstance(named, str) else named
    active = {"clinicalStatus": coded((CLINICAL, "active"))}
    return one("Condition", code=concept, **{**WHO, **active, **elements})


def bundle(*entries, kind="searchset", **elements):
    rows = [one if "resourceType" not in one else {"resource": one} for one in entries]
    return {"resourceType": "Bundle", "type": kind, **elements, "entry": rows}


def sent(address, method, url, resource):
    """An entry of a transaction or a history: a resource, and how it was sent."""
    return {"fullUrl": address, "resource": resource, "request": {"method": method, "url": url}}


def without(resource, *keys):
    return {key: value for key, value in resource.items() if key not in keys}


PRIL = order("lisinopril 10 mg tablet") | {"id": "pril"}


def beside(kind, **elements):
    """An ordinary medicine, and one resource more."""
    return bundle(PRIL, one(kind, **elements))


OUTCOME = {
    "resource": one(
        "OperationOutcome",
        issue=[{"severity": "warning", "code": "suppressed", "diagnostics": "see other content"}],
    ),
    "search": {"mode": "outcome"},
}
AGAINST, ASKED, UNREAD, NOTHING = "contraindicated", "ask-first", "not-checked", "nothing-held"
#: Some finding, or a question.
SOME = {AGAINST, "avoid", ASKED, "caution"}
#: Anything but silence.
LOUD = {*SOME, UNREAD}

#: What a record holds, the outcomes that it may have, whether it is a whole record (None: either),
#: and what must be among what was meant.
CASES = {
    "a disease that is never over is said to be over": (
        beside(
            "Condition",
            **WHO,
            code={"text": "Cirrhosis of liver"},
            clinicalStatus=coded((CLINICAL, "resolved")),
        ),
        {ASKED},
        False,
        {"cirrhosis"},
    ),
    "epic: a search with a warning of its server": (
        bundle(
            without(order("x"), "medicationCodeableConcept")
            | {
                "reportedBoolean": False,
                "medicationReference": {
                    "reference": "Medication/eXyz-1",
                    "display": "oxyCODONE (ROXICODONE) 5 mg immediate release tablet",
                },
            },
            OUTCOME,
            total=1,
        ),
        {AGAINST},
        False,
        {"oxycodone"},
    ),
    "epic: the same without a warning": (
        bundle(
            without(order("x"), "medicationCodeableConcept")
            | {
                "medicationReference": {
                    "reference": "Medication/eXyz-1",
                    "display": "HYDROcodone-acetaminophen (NORCO) 5-325 mg per tablet",
                },
            },
            total=1,
        ),
        {AGAINST},
        True,
        set(),
    ),
    "epic: a medicine that the patient reported, of no known status": (
        bundle(statement("traMADol 50 mg tablet", status="unknown")),
        {ASKED},
        True,
        {"tramadol"},
    ),
    "epic: a contained medicine by product codes alone": (
        order("x")
        | {
            "medicationReference": {"reference": "#med"},
            "contained": [
                one(
                    "Medication",
                    code=coded(
                        ("urn:oid:2.16.840.1.113883.6.68", "65100095100320"),
                        ("urn:oid:2.16.840.1.113883.6.162", "4564"),
                        (RXNORM, "835603"),
                    ),
                )
                | {"id": "med"}
            ],
            "medicationCodeableConcept": None,
        },
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "cerner: a text with the brand in brackets": (
        bundle(
            order(
                coded(
                    (RXNORM, "1049221", "acetaminophen-oxycodone 325 mg-5 mg oral tablet"),
                    text="acetaminophen-oxyCODONE (Percocet 5/325 oral tablet)",
                ),
                dosageInstruction=[{"text": "1 tab(s), Oral, q6hr, PRN: as needed for pain"}],
            )
        ),
        {AGAINST},
        True,
        set(),
    ),
    "cerner: stopped last week": (
        bundle(
            order(
                "morphine 15 mg oral tablet",
                status="stopped",
                dispenseRequest={"validityPeriod": {"end": "2026-11-24"}},
            ),
            PRIL,
        ),
        {ASKED},
        True,
        {"morphine"},
    ),
    "cerner: entered in error": (
        bundle(order("morphine 15 mg oral tablet", status="entered-in-error"), PRIL),
        {NOTHING},
        True,
        set(),
    ),
    "synthea: a transaction with addresses": (
        bundle(
            sent(
                "urn:uuid:1c5",
                "POST",
                "Patient",
                one("Patient", birthDate="1979-05-01") | {"id": "1c5"},
            ),
            sent(
                "urn:uuid:77a",
                "POST",
                "MedicationRequest",
                order(
                    coded((RXNORM, "1049621", "Oxycodone Hydrochloride 5 MG Oral Tablet")),
                    subject={"reference": "urn:uuid:1c5"},
                ),
            ),
            sent(
                "urn:uuid:77b",
                "POST",
                "Condition",
                condition(
                    coded((SCT, "160903007", "Full-time employment (finding)")),
                    subject={"reference": "urn:uuid:1c5"},
                ),
            ),
            kind="transaction",
        ),
        {AGAINST},
        True,
        {"oxycodone"},
    ),
    "synthea: an opioid of years ago": (
        bundle(
            order(
                coded((RXNORM, "857002", "Acetaminophen 325 MG / Hydrocodone 5 MG Oral Tablet")),
                status="completed",
                authoredOn="2015-03-11T02:12:53-05:00",
            ),
            condition(coded((SCT, "73595000", "Stress (finding)")), abatementDateTime="2016-01-02"),
        ),
        {ASKED},
        True,
        set(),
    ),
    "synthea: chronic hepatitis": (
        bundle(PRIL, condition(coded((SCT, "128302006", "Chronic hepatitis C (disorder)")))),
        SOME,
        True,
        set(),
    ),
    "synthea: a patient who died, with an opioid that nobody stopped": (
        bundle(
            one("Patient", birthDate="1939-05-01", deceasedDateTime="2024-02-02T01:00:00Z")
            | {"id": "e1"},
            order(coded((RXNORM, "1049621"))),
        ),
        {AGAINST},
        True,
        {"oxycodone"},
    ),
    "ips: nothing is known of medicines": (
        bundle(statement(coded((IPS, "no-medication-info"))), kind="document"),
        {UNREAD},
        False,
        set(),
    ),
    "ips: no medicines are known": (
        bundle(statement(coded((IPS, "no-known-medications"))), kind="document"),
        {NOTHING},
        True,
        set(),
    ),
    "ips: a medicine by reference, in words of SNOMED": (
        bundle(
            {
                "fullUrl": "urn:uuid:m",
                "resource": one(
                    "Medication",
                    code=coded(
                        (SCT, "108505002", "Product containing tramadol (medicinal product)")
                    ),
                ),
            },
            statement(None, medicationReference={"reference": "urn:uuid:m"}),
            kind="document",
        ),
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "ips: medicines in the text of a section alone": (
        bundle(
            one(
                "Composition",
                status="final",
                **WHO,
                section=[
                    {
                        "code": coded((LOINC, "10160-0")),
                        "text": {"status": "generated", "div": "<div>tramadol 50 mg</div>"},
                    }
                ],
            ),
            kind="document",
        ),
        {UNREAD},
        False,
        set(),
    ),
    "uk: dm+d alone, at the address of SNOMED": (
        bundle(order(coded((SCT, "10065911000001103")))),
        {AGAINST},
        True,
        {"morphine"},
    ),
    "uk: a brand in a statement": (
        bundle(
            statement(
                "Zomorph 30mg modified-release capsules (Ethypharm UK Ltd)",
                effectivePeriod={"start": "2026-02-01"},
                dosage=[{"text": "One To Be Taken Twice A Day"}],
            )
        ),
        {AGAINST},
        True,
        {"morphine"},
    ),
    "uk: pregnant since summer": (
        bundle(PRIL, condition(coded((SCT, "77386006", "Pregnant")), onsetDateTime="2026-07-01")),
        SOME,
        True,
        {"pregnancy"},
    ),
    "au: AMT with its words": (
        bundle(
            order(
                coded((SCT, "23628011000036109", "Endone 5 mg tablet"), text="Endone 5 mg tablet")
            )
        ),
        {AGAINST},
        True,
        {"oxycodone"},
    ),
    "au: AMT without words": (
        bundle(order(coded((SCT, "23628011000036109")))),
        {UNREAD, AGAINST},
        None,
        set(),
    ),
    "au: an item of the PBS": (
        bundle(
            order(
                coded(
                    ("http://pbs.gov.au/code/item", "9400R"),
                    text="OXYCODONE HYDROCHLORIDE Tablet 10 mg (modified release)",
                )
            )
        ),
        {AGAINST},
        True,
        {"oxycodone"},
    ),
    "mimic: a medication by its NDC alone": (
        bundle(
            without(order("x"), "medicationCodeableConcept")
            | {"medicationReference": {"reference": "Medication/9b"}},
            one("Medication", code=coded((f"{MIMIC}/mimic-medication-ndc", "00045065060")))
            | {"id": "9b"},
        ),
        {UNREAD, AGAINST},
        None,
        set(),
    ),
    "mimic: a medication whose name is its code": (
        bundle(
            order(coded((f"{MIMIC}/mimic-medication-name", "HYDROmorphone (Dilaudid)"))),
        ),
        {AGAINST},
        True,
        {"hydromorphone"},
    ),
    "mimic: a medication whose name is its code, of which nothing is held": (
        bundle(order(coded((f"{MIMIC}/mimic-medication-name", "Atorvastatin (Lipitor)")))),
        {NOTHING},
        True,
        set(),
    ),
    "mimic: a medication whose name is an identifier": (
        bundle(
            without(order("x"), "medicationCodeableConcept")
            | {"medicationReference": {"reference": "Medication/9c"}},
            one(
                "Medication",
                identifier=[{"system": f"{MIMIC}/mimic-medication-name", "value": "Fentanyl"}],
            )
            | {"id": "9c"},
        ),
        {UNREAD, AGAINST},
        None,
        set(),
    ),
    "mimic: given, in a year that was shifted": (
        bundle(
            one(
                "MedicationAdministration",
                status="completed",
                **WHO,
                medicationCodeableConcept=coded(
                    (f"{MIMIC}/mimic-medication-icu", "221744", "Fentanyl")
                ),
                effectivePeriod={"start": "2180-07-23T14:10:00-04:00", "end": "2180-07-23"},
            )
        ),
        {ASKED},
        True,
        {"fentanyl"},
    ),
    "mimic: dispensed by a cabinet": (
        bundle(
            product(
                "MedicationDispense",
                "completed",
                "HYDROmorphone (Dilaudid) 2mg/mL 1mL SYR",
                whenHandedOver="2026-11-28T05:00:00Z",
            )
        ),
        {ASKED},
        True,
        {"hydromorphone"},
    ),
    "a product by RxNorm alone": (
        bundle(order(coded((RXNORM, "1049621")))),
        {AGAINST},
        True,
        {"oxycodone"},
    ),
    "a product by NDC alone": (
        bundle(order(coded((NDC, "0045-0659-60")))),
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "a contained medicine by its ingredient alone": (
        bundle(
            without(order("x"), "medicationCodeableConcept")
            | {
                "medicationReference": {"reference": "#a"},
                "contained": [
                    {
                        "resourceType": "Medication",
                        "id": "a",
                        "ingredient": [{"itemCodeableConcept": coded((RXNORM, "2670"))}],
                    }
                ],
            }
        ),
        {AGAINST},
        True,
        {"codeine"},
    ),
    "a status that is absent for a reason": (
        bundle(without(order("tramadol 50 mg"), "status") | {"_status": UNKNOWN}),
        {ASKED},
        True,
        {"tramadol"},
    ),
    "null in a list of codings": (
        bundle(order({"coding": [None, {"display": "tramadol 50 mg"}], "_coding": [UNKNOWN]})),
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "null among the entries": (
        bundle(PRIL, order("tramadol 50 mg")) | {"id": None, "link": None},
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "a medicine that is absent for a reason": (
        bundle(PRIL, order(UNKNOWN)),
        {UNREAD},
        False,
        set(),
    ),
    "a code that is absent, and a name in its extension": (
        bundle(
            order({"coding": [{"_code": UNKNOWN, "system": RXNORM, "display": "OxyContin 10 mg"}]})
        ),
        {AGAINST},
        True,
        {"oxycodone"},
    ),
    "not to be given": (
        bundle(PRIL, order("tramadol 50 mg", doNotPerform=True)),
        {NOTHING},
        True,
        set(),
    ),
    "not taken": (
        bundle(PRIL, statement("tramadol 50 mg", status="not-taken")),
        {NOTHING},
        True,
        set(),
    ),
    "an opioid in the instruction, and no name": (
        bundle(
            PRIL,
            order("See comments", dosageInstruction=[{"text": "tramadol 50 mg four times a day"}]),
        ),
        LOUD,
        None,
        set(),
    ),
    "an opioid in the instruction of another medicine": (
        bundle(
            order(
                "paracetamol 500 mg tablet",
                dosageInstruction=[{"text": "take with codeine 30 mg up to four times a day"}],
            ),
        ),
        LOUD,
        None,
        set(),
    ),
    "an opioid in a note": (
        bundle(order("lisinopril 10 mg", note=[{"text": "Also takes tramadol from a friend."}])),
        LOUD,
        None,
        set(),
    ),
    "a low dose in the instruction": (
        bundle(order("naltrexone", dosageInstruction=[{"text": "take 4.5 mg by mouth nightly"}])),
        {NOTHING, "caution", ASKED, "avoid"},
        True,
        set(),
    ),
    "a reference by its words alone": (
        bundle(
            without(order("x"), "medicationCodeableConcept")
            | {"medicationReference": {"display": "Suboxone 8 mg-2 mg sublingual film"}}
        ),
        {AGAINST},
        True,
        set(),
    ),
    "the reason of a procedure": (
        beside(
            "Procedure",
            status="completed",
            **WHO,
            code=coded((SCT, "409063005", "Counseling (procedure)")),
            reasonCode=[{"text": "Opioid use disorder"}],
            performedDateTime="2026-11-01",
        ),
        {ASKED},
        True,
        set(),
    ),
    "a condition that is over, in words": (
        bundle(
            PRIL, condition("Acute hepatitis", clinicalStatus=None, abatementString="spring 2019")
        ),
        {NOTHING, ASKED, "caution"},
        True,
        set(),
    ),
    "a condition whose end lies ahead": (
        bundle(PRIL, condition("Pregnancy", abatementDateTime="2027-03-01")),
        SOME,
        True,
        {"pregnancy"},
    ),
    "a history": (
        bundle(
            sent(
                "https://ehr.example/fhir/MedicationRequest/m1",
                "PUT",
                "MedicationRequest/m1",
                order("tramadol 50 mg", status="stopped") | {"meta": {"versionId": "2"}},
            ),
            sent(
                "https://ehr.example/fhir/MedicationRequest/m1",
                "POST",
                "MedicationRequest",
                order("tramadol 50 mg") | {"meta": {"versionId": "1"}},
            ),
            kind="history",
        ),
        {ASKED},
        True,
        {"tramadol"},
    ),
    "a batch of which one part failed": (
        bundle(
            {"response": {"status": "200 OK"}, "resource": bundle(order("tramadol 50 mg"))},
            {
                "response": {
                    "status": "404",
                    "outcome": one("OperationOutcome", issue=[{"severity": "error"}]),
                }
            },
            kind="batch-response",
        ),
        {AGAINST},
        False,
        {"tramadol"},
    ),
    "a batch of which one part was refused without a word": (
        bundle(
            {"response": {"status": "200 OK"}, "resource": bundle(PRIL)},
            {"response": {"status": "401 Unauthorized"}},
            kind="batch-response",
        ),
        {UNREAD},
        False,
        set(),
    ),
    "an outcome in the place of a record": (
        one("OperationOutcome", issue=[{"severity": "error", "code": "security"}]),
        {UNREAD},
        False,
        set(),
    ),
    "everything, as parameters": (
        {
            "resourceType": "Parameters",
            "parameter": [{"name": "return", "resource": bundle(order("tramadol 50 mg"))}],
        },
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "the first page": (
        bundle(PRIL, link=[{"relation": "next", "url": "https://ehr.example/fhir?page=2"}]),
        {UNREAD},
        False,
        set(),
    ),
    "fewer entries than it says": (bundle(PRIL, total=41), {UNREAD}, False, set()),
    "an allergy to naltrexone": (
        beside("AllergyIntolerance", code=coded((RXNORM, "7243")), **OWNER),
        {AGAINST},
        True,
        {"naltrexone"},
    ),
    "an allergy to an opioid": (
        beside("AllergyIntolerance", code={"text": "Codeine"}, **OWNER),
        {NOTHING, "caution", ASKED},
        True,
        set(),
    ),
    "no allergies": (
        beside("AllergyIntolerance", code=coded((SCT, "716186003")), **OWNER),
        {NOTHING},
        True,
        set(),
    ),
    "a proposal": (
        bundle(order("tramadol 50 mg", intent="proposal")),
        {ASKED},
        True,
        {"tramadol"},
    ),
    "given in this hour": (
        bundle(
            product(
                "MedicationAdministration",
                "in-progress",
                "methadone 10 mg",
                effectiveDateTime="2026-11-30",
            )
        ),
        {AGAINST},
        True,
        {"methadone"},
    ),
    "given yesterday": (
        bundle(
            product(
                "MedicationAdministration",
                "completed",
                "fentaNYL citrate (PF) injection 50 mcg",
                effectiveDateTime="2026-11-29T10:00:00Z",
            )
        ),
        SOME,
        True,
        {"fentanyl"},
    ),
    "kidneys": (
        beside(
            "Observation",
            status="final",
            **WHO,
            code=coded((LOINC, "98979-8")),
            effectiveDateTime="2026-11-01",
            valueQuantity={"value": 22, "unit": "mL/min/1.73m2"},
        ),
        SOME,
        True,
        set(),
    ),
    "the liver, eight times its limit": (
        beside(
            "Observation",
            status="final",
            **WHO,
            code=coded((LOINC, "1742-6", "ALT SerPl-cCnc")),
            effectiveDateTime="2026-11-01",
            valueQuantity={"value": 320, "unit": "U/L"},
            referenceRange=[{"low": {"value": 7}, "high": {"value": 40}}],
        ),
        SOME,
        True,
        set(),
    ),
    "a pregnancy of which nothing is known": (
        beside(
            "Observation",
            status="final",
            **WHO,
            code=coded((LOINC, "82810-3")),
            dataAbsentReason=coded(("x", "unknown")),
        ),
        {ASKED, NOTHING, UNREAD},
        None,
        set(),
    ),
    "a medicine in an answer of a questionnaire": (
        beside(
            "QuestionnaireResponse",
            status="completed",
            **WHO,
            item=[
                {
                    "linkId": "7",
                    "text": "Which medicines do you take?",
                    "answer": [{"valueString": "tramadol 50 mg"}],
                }
            ],
        ),
        LOUD,
        None,
        {"tramadol"},
    ),
    "a yes to opioids in a questionnaire": (
        beside(
            "QuestionnaireResponse",
            status="completed",
            **WHO,
            item=[
                {
                    "linkId": "8",
                    "text": "Do you take opioids?",
                    "answer": [{"valueBoolean": True}],
                }
            ],
        ),
        LOUD,
        None,
        set(),
    ),
    "a pump that is used": (
        beside(
            "DeviceUseStatement",
            status="active",
            **WHO,
            device={"display": "Intrathecal morphine pump"},
        ),
        LOUD,
        None,
        set(),
    ),
    "a pump that is asked for": (
        beside(
            "DeviceRequest",
            status="active",
            intent="order",
            **WHO,
            codeCodeableConcept={"text": "Patient-controlled analgesia pump with morphine"},
        ),
        LOUD,
        None,
        set(),
    ),
    "an issue that names an opioid": (
        beside(
            "DetectedIssue",
            status="final",
            **OWNER,
            code=coded(("x", "DRG")),
            implicated=[{"display": "tramadol 50 mg"}, {"display": "sertraline"}],
        ),
        LOUD,
        None,
        {"tramadol"},
    ),
    "a vaccine, a specimen and a mother's liver": (
        bundle(
            PRIL,
            one("Immunization", status="completed", **OWNER, vaccineCode={"text": "influenza"}),
            one("Specimen", **WHO, type={"text": "blood"}),
            one(
                "FamilyMemberHistory",
                status="completed",
                **OWNER,
                relationship={"text": "mother"},
                condition=[{"code": {"text": "cirrhosis"}}],
            ),
            one("NutritionOrder", status="active", intent="order", **OWNER),
        ),
        {NOTHING},
        True,
        set(),
    ),
    "a service that gives methadone": (
        beside(
            "ServiceRequest",
            status="active",
            intent="order",
            **WHO,
            code={"text": "Methadone maintenance therapy"},
        ),
        LOUD,
        None,
        set(),
    ),
    "a plan in words": (
        beside(
            "CarePlan",
            status="active",
            intent="plan",
            **WHO,
            activity=[{"detail": {"kind": "MedicationRequest", "code": {"text": "buprenorphine"}}}],
        ),
        {ASKED},
        True,
        {"buprenorphine"},
    ),
    "a list of words": (
        bundle(
            one(
                "List",
                status="current",
                **WHO,
                code=coded((LOINC, "10160-0")),
                entry=[{"item": {"display": "tramadol 50 mg"}}],
            )
        ),
        LOUD,
        False,
        set(),
    ),
    "a request of CDS Hooks": (
        {
            "hook": "order-sign",
            "hookInstance": "d1",
            "context": {
                "patientId": "e1",
                "draftOrders": bundle(order("naltrexone 4.5 mg", status="draft")),
            },
            "prefetch": {"medications": bundle(order("tramadol 50 mg"))},
        },
        {AGAINST},
        True,
        {"tramadol"},
    ),
    "a visit for an overdose": (
        beside(
            "Encounter",
            status="finished",
            **WHO,
            reasonCode=[{"text": "Opioid overdose"}],
            period={"start": "2026-11-25", "end": "2026-11-26"},
        ),
        {ASKED},
        True,
        set(),
    ),
    "the same medicine twice, taken in two ways": (
        bundle(
            order("naltrexone", dosageInstruction=[{"text": "take 4.5 mg nightly"}]),
            order("naltrexone", dosageInstruction=[{"text": "take 50 mg daily"}]) | {"id": "m2"},
        ),
        SOME,
        True,
        set(),
    ),
    "a code of remission": (
        bundle(PRIL, condition(coded((f"{RXNORM[:7]}hl7.org/fhir/sid/icd-10-cm", "F11.21")))),
        {ASKED},
        True,
        set(),
    ),
    "a diagnosis that was ruled out": (
        bundle(
            PRIL,
            condition("Cirrhosis of liver", verificationStatus=coded(("x", "refuted"))),
        ),
        {NOTHING},
        True,
        set(),
    ),
}

#: What is refused whole, and how.
REFUSED = {
    "two patients": (
        bundle(PRIL, order("tramadol", subject={"reference": "Patient/e2"})),
        "2 patients",
    ),
    "DSTU2": (one("MedicationOrder", status="active"), "DSTU2"),
    "STU3": (one("MedicationStatement", status="active", taken="y", **WHO), "STU3"),
}


#: Expected otherwise, when they were written, than is meant elsewhere: what is denied of an opioid
#: asks when it was last taken, as on a list.
OTHERWISE = ("not to be given", "not taken")


def _asked(question, **answer):
    """A form of one question, which was answered."""
    item = [{"linkId": "1", "text": question, "answer": [answer]}]
    return bundle(PRIL, one("QuestionnaireResponse", status="completed", **WHO, item=item))


#: What forms ask, how it was answered, and what it must come to.
FORMS = {
    "Does anyone in your family have liver disease?": ({"valueBoolean": True}, NOTHING),
    "Does anyone in your family have depression?": ({"valueBoolean": True}, NOTHING),
    "Has any family member had cirrhosis?": ({"valueBoolean": True}, NOTHING),
    "Do you or anyone in your family have liver disease?": ({"valueBoolean": True}, ASKED),
    "Have you or a family member ever had hepatitis?": ({"valueBoolean": True}, ASKED),
    "Have you or a parent had cirrhosis?": ({"valueBoolean": True}, ASKED),
    "How many tramadol tablets do you take a day?": ({"valueInteger": 3}, ASKED),
    "How many tramadol tablets do you take daily?": ({"valueInteger": 0}, NOTHING),
    "How much methadone?": ({"valueQuantity": {"value": 0, "unit": "mg"}}, NOTHING),
    "Hours since your last opioid": ({"valueDecimal": 5.5}, ASKED),
    "When did you last take an opioid?": ({"valueDate": "2026-11-28"}, ASKED),
    "eGFR": ({"valueQuantity": {"value": 20, "unit": "mL/min/1.73m2"}}, ASKED),
    "Depression score (PHQ-9)": ({"valueInteger": 3}, NOTHING),
    "PHQ-9 score": ({"valueInteger": 22}, "caution"),
    "How often have you used prescription opioids?": ({"valueString": "monthly"}, ASKED),
    "How often have you used any opioids?": ({"valueCoding": {"display": "Never"}}, NOTHING),
    "How often heroin?": ({"valueCoding": {"system": LOINC, "code": "LA6270-8"}}, NOTHING),
    "How often tramadol?": ({"valueString": "No more than twice a week"}, ASKED),
    "How often do you take tramadol?": ({"valueString": "No longer weekly, now daily"}, ASKED),
    "How much tramadol?": ({"valueString": "None on weekdays, 4 on Sundays"}, ASKED),
    "Tramadol daily?": ({"valueString": "No, only at weekends"}, ASKED),
    "Taking tramadol?": ({"valueString": "N/A"}, ASKED),
    "Taking tramadol at night?": (
        {"valueCoding": {"code": "N", "display": "Nightly"}},
        ASKED,
    ),
    "Any tramadol?": ({"valueString": "No. Never"}, NOTHING),
    "Nehmen Sie Tramadol?": ({"valueString": "Nein"}, NOTHING),
    "Tramadol ?": ({"valueString": "Non"}, NOTHING),
    "Toma tramadol?": ({"valueString": "Nunca"}, NOTHING),
    "Tramadol?": (
        {"valueCoding": {"system": SCT, "code": "373067005", "display": "Ei"}},
        NOTHING,
    ),
    "Do you take tramadol?": (
        {"valueCoding": {"display": "No (qualifier value)"}},
        NOTHING,
    ),
    "How many tramadol?": ({"valueString": "0 tablets"}, NOTHING),
    "Tramadol a day?": ({"valueString": "0"}, NOTHING),
    "Do you use tramadol?": ({"valueString": "I do not"}, NOTHING),
    "I consent to treatment with opioids": ({"valueBoolean": True}, ASKED),
}


@pytest.mark.parametrize("question", FORMS)
def test_what_a_form_asks_is_named_by_every_answer_but_a_no(question):
    """Never more than asked about; what is a relative's alone is nobody's question."""
    answer, outcome = FORMS[question]
    read = record(json.dumps(_asked(question, **answer)).encode(), CHECKED.records, DAY)

    assert outcome == as_data(check(CHECKED, read, None, LEXICON, HELD)).outcome


def claim(case):
    """A record comes to one of some outcomes, whole or not, and its lines mean some things."""
    value, outcomes, whole, meant = case[1]
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    read = record(data, CHECKED.records, DAY)
    found = as_data(check(CHECKED, read, None, LEXICON, HELD))
    names = {name for line in found.lines for name in line.meant}
    said = (found.outcome, found.complete, found.incomplete, names)

    assert found.outcome in outcomes, said
    if whole is not None:
        assert whole == (not found.incomplete) or (not whole and not found.complete), said
    for name in meant:
        assert any(one == name or one.startswith(f"{name}-") for one in names), said


def test_a_record_comes_to_what_it_says():
    """However its system writes it: nothing grave is missed, and nothing is made up."""
    known = [(name, CASES[name]) for name in OTHERWISE]
    cases.each(list(CASES.items()), claim, lambda case: case[0], known)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_record_of_one_patient_is_refused(name):
    """In one line, and nothing of it is told."""
    value, why = REFUSED[name]

    with pytest.raises(NotReadError, match=why):
        record(json.dumps(value).encode(), CHECKED.records, DAY)


def test_of_one_medicine_each_way_of_taking_it_is_read():
    """One entry, and neither way hides the other; how it was taken before says nothing of today."""
    low, full = ({"text": f"take {dose} mg daily"} for dose in ("4.5", "50"))
    now = order("naltrexone", dosageInstruction=[low])
    other = order("naltrexone", dosageInstruction=[full]) | {"id": "m2"}

    def meant(*resources):
        read = record(json.dumps(bundle(*resources)).encode(), CHECKED.records, DAY)
        return [one.meant for one in as_data(check(CHECKED, read, None, LEXICON, HELD)).lines]

    assert [("low-dose-naltrexone", "full-dose-naltrexone")] == meant(now, other)
    assert [("low-dose-naltrexone",)] == meant(now, other | {"status": "stopped"})


@pytest.mark.parametrize(
    "ways", [("4.5 mg nightly", "9 mg nightly"), ("9 mg nightly", "4.5 mg nightly")]
)
def test_two_doses_of_ldn_count_in_any_order(ways):
    """The first hides no other: neither is within the range where both are taken."""
    orders = [
        order("low dose naltrexone", dosageInstruction=[{"text": way}]) | {"id": f"m{number}"}
        for number, way in enumerate(ways)
    ]
    read = record(json.dumps(bundle(PRIL, *orders)).encode(), CHECKED.records, DAY)

    assert "avoid" == as_data(check(CHECKED, read, None, LEXICON, HELD)).outcome


def test_an_order_that_tells_no_dose_is_no_other_way():
    """A list that was reconciled has most orders so."""
    ldn = order("naltrexone", dosageInstruction=[{"text": "4.5 mg daily"}])
    alone = order("naltrexone") | {"id": "m2"}
    read = record(json.dumps(bundle(PRIL, ldn, alone)).encode(), CHECKED.records, DAY)

    assert "nothing-held" == as_data(check(CHECKED, read, None, LEXICON, HELD)).outcome


@pytest.mark.parametrize("other", ["oxycodone", "morphine", "fentanyl", "cirrhosis", "alcohol"])
def test_a_name_and_a_code_of_two_things_contradict_each_other(other):
    """Neither settles the other, though both may be opioids: both are told."""
    assert not Alike(CHECKED).alike("codeine", other)


@pytest.mark.parametrize("form", ["naltrexone-injection", "full-dose-naltrexone"])
def test_a_name_is_the_form_that_its_code_says(form):
    """The code says more closely what the name does."""
    names = CHECKED.names
    part = Part("naltrexone", (names["naltrexone"],))

    assert (names[form],) == Alike(CHECKED).closer(part, [names["naltrexone"], names[form]]).named


@pytest.mark.parametrize("named", ["codeine + codeine", "codeine, codeine", "codeine; Codeine"])
def test_what_an_order_says_twice_is_told_once(named):
    """And never not at all."""
    read = record(json.dumps(bundle(PRIL, order(named))).encode(), CHECKED.records, DAY)
    result = as_data(check(CHECKED, read, None, LEXICON, HELD))

    assert [("codeine",)] == [one.meant for one in result.lines if "codeine" in one.text.lower()]
