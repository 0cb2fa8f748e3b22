"""Small records for the tests of the doors: a bundle is made of what a test is about."""

import json
from datetime import date
from types import SimpleNamespace

TODAY = date(2026, 3, 1)

RX, SCT, ICD, LOINC = (
    "http://rx.example",
    "http://sct.example",
    "http://icd.example",
    "http://loinc.example",
)


def as_data(answer):
    """What a checked record comes to, as its JSON has it: the check, and what was read."""
    return SimpleNamespace(**answer.result._asdict(), **answer.record._asdict())


def concept(text=None, *codings):
    """A CodeableConcept; a coding is (system, code) or (system, code, display)."""
    found = {} if text is None else {"text": text}
    rows = [dict(zip(("system", "code", "display"), one, strict=False)) for one in codings]
    return {**found, **({"coding": rows} if rows else {})}


def status(code):
    """A clinical or a verification status."""
    return {"coding": [{"code": code}]}


def resource(kind, name, **elements):
    """A resource of the patient of the tests."""
    whose = "patient" if kind == "AllergyIntolerance" else "subject"
    return {"resourceType": kind, "id": name, whose: {"reference": "Patient/p1"}, **elements}


def order(name, medicine, state="active", **elements):
    """An order of a medicine, by a name or a concept."""
    named = concept(medicine) if isinstance(medicine, str) else medicine
    held = {"medicationCodeableConcept": named} if "coding" in named or "text" in named else named
    return resource("MedicationRequest", name, status=state, intent="order", **held, **elements)


def condition(name, what, **elements):
    """A condition, by a name or a concept."""
    return resource(
        "Condition", name, code=concept(what) if isinstance(what, str) else what, **elements
    )


def bundle(*resources, **elements):
    """A bundle of resources; what is no resource is an entry as it is."""
    entries = [one if "resourceType" not in one else {"resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries, **elements}


def typed(value):
    """A value as the bytes of a file."""
    return json.dumps(value).encode()
