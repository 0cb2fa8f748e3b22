"""What is kept of a bundle: the elements that are read, of the resources that are read.

Narratives are not among them: they are dropped where they are met. Names and identifiers stay
between here and owners.
"""

from collections.abc import Mapping
from sys import intern
from typing import Any

from ldnref.doors.elements import Systems
from ldnref.doors.entries import KINDS
from ldnref.doors.fhir import OLD, is_part, listed
from ldnref.doors.observed import is_observed
from ldnref.knowledge.model_records import RecordWords

#: What carries other resources, or tells that they are missing.
_CARRIERS = ("Bundle", "Parameters", "OperationOutcome")

#: What an older version writes is kept, so that it is refused.
_KINDS = frozenset((*KINDS, *OLD, "Patient", "Substance", "Composition", "List"))

#: Of these only what such an element holds is read.
_ONLY_WITH = {
    "Encounter": ("reasonCode",),
    "DiagnosticReport": ("contained", "conclusionCode"),
    "Claim": ("item", "diagnosis", "contained"),
    "ExplanationOfBenefit": ("item", "addItem", "diagnosis", "contained"),
    "CarePlan": ("activity", "contained"),
    "QuestionnaireResponse": ("item", "contained"),
}

#: Of what a claim lists these alone: prices are long.
_OF_ITEMS = ("productOrService", "servicedDate", "servicedPeriod", "detail", "subDetail")
_ITEMS = {"item", "addItem"}
_CLAIMS = ("Claim", "ExplanationOfBenefit")

#: The elements that are read; `value`, `abatement` and the like in all their types.
_ELEMENTS = frozenset(
    {
        *("resourceType", "id", "status", "intent", "doNotPerform", "contained", "subject"),
        *(
            "patient",
            "code",
            "ingredient",
            "type",
            "dosageInstruction",
            "dosage",
            "authoredOn",
            "period",
        ),
        *("medication", "medicationCodeableConcept", "medicationReference", "reasonCode"),
        *("reason", "whenHandedOver", "whenPrepared", "clinicalStatus", "verificationStatus"),
        *(
            "recordedDate",
            "reaction",
            "referenceRange",
            "interpretation",
            "birthDate",
            "wasNotTaken",
            "taken",
        ),
        *("component", "hasMember", "modifierExtension", "identifier", "section"),
        *("entry", "emptyReason", "item", "addItem", "diagnosis", "billablePeriod", "created"),
        *("activity", "conclusionCode", "device", "deviceName", "codeCodeableConcept"),
        *("codeReference", "implicated", "detail", "authored", "identifiedPeriod"),
        *("identifiedDateTime", "timingPeriod", "timingDateTime", "recordedOn", "note"),
        *("statusReason", "statusReasonCodeableConcept", "severity", "stage"),
    }
)
_BEGINNINGS = (
    *("effective", "occurence", "occurrence", "onset", "abatement", "performed"),
    *("value", "deceased"),
)

#: What tells a version of a resource from another.
_VERSION = ("versionId", "lastUpdated")

#: Elements that are the same in most resources.
_ALIKE = ("resourceType", "status", "intent")
_OWNERS = ("subject", "patient")


class _Keys(dict[str, str | None]):
    """The elements that were met, each as it is held once; None of one that is not read."""

    def __missing__(self, key: str) -> str | None:
        kept = intern(key) if key in _ELEMENTS or key.startswith(_BEGINNINGS) else None
        self[key] = kept
        return kept


class Keeping:
    """Makes of each entry what is kept of it."""

    def __init__(self, words: RecordWords) -> None:
        self.words = words
        self.systems = Systems(words)
        self._keys = _Keys()
        self._observed: dict[str, bool] = {}
        self._subjects: dict[str, object] = {}
        self._others: dict[tuple[str, str, bool, str | None], object] = {}

    def __call__(self, entry: object) -> object:
        """An entry with what is read of it; of a resource that is not read only its kind."""
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(resource, dict):
            return entry
        kind = resource.get("resourceType")
        if not isinstance(kind, str) or kind in _CARRIERS:
            return entry
        if kind in _KINDS and self.is_read(kind, resource):
            kept = self.trimmed(resource)
            meta = resource.get("meta")
            if isinstance(meta, dict):  # a history tells by it which is newest
                kept.setdefault("meta", {key: meta[key] for key in _VERSION if key in meta})
            if kind == "List" and "text" in resource:  # that there is one, where no entry is
                kept["text"] = {}
            return {**entry, "resource": kept}
        search, part = entry.get("search"), "meta" in resource and is_part(resource)
        whose = resource.get("subject") if kind == "Observation" else None  # it is counted
        to = whose.get("reference") if isinstance(whose, dict) else None
        to = to if isinstance(to, str) else None
        key = kind, str(search) if search else "", part, to
        if key not in self._others:
            rest = {} if search is None else {"search": search}
            bare: dict[str, object] = {"resourceType": kind}
            bare |= {"meta": resource.get("meta")} if part else {}
            bare |= {"subject": {"reference": to}} if to else {}
            self._others[key] = {"resource": bare, **rest}
        return self._others[key]

    def trimmed(self, resource: Mapping[str, Any]) -> dict[str, Any]:
        """The elements of a resource that are read; what all of them have alike is held once."""
        keys = self._keys
        found = {kept: value for key, value in resource.items() if (kept := keys[key]) is not None}
        for key in _ALIKE:
            if isinstance(value := found.get(key), str):
                found[key] = intern(value)
        if resource["resourceType"] in _CLAIMS:
            for key in _ITEMS & found.keys():
                found[key] = list(map(_item, listed(found[key])))
        for key in _OWNERS:
            subject = found.get(key)
            if isinstance(subject, dict) and len(subject) == 1:
                to = subject.get("reference")
                if isinstance(to, str):
                    found[key] = self._subjects.setdefault(to, subject)
        if "meta" in resource and is_part(resource):
            found["meta"] = resource["meta"]
        if resource["resourceType"] == "Patient" and "name" in resource:
            found["name"] = resource["name"]  # whether a subject that is only shown is the same
        return found

    def is_read(self, kind: str, resource: Mapping[str, Any]) -> bool:
        """Whether anything is read of a resource: of observations only few."""
        if kind in _ONLY_WITH:
            return not resource.keys().isdisjoint(_ONLY_WITH[kind])
        if kind != "Observation":
            return True
        # Most observations of a record are of few kinds.
        key = str((resource.get("code"), *_codes(resource)))
        if key not in self._observed:
            self._observed[key] = is_observed(self.words, self.systems, resource)
        return self._observed[key]


def _item(item: object) -> object:
    """What is kept of one thing that a claim lists."""
    if not isinstance(item, dict):
        return item
    return {key: item[key] for key in _OF_ITEMS if key in item}


def _codes(resource: Mapping[str, Any]) -> list[object]:
    parts = resource.get("component")
    parts = parts if isinstance(parts, list) else []
    return [part.get("code") for part in parts if isinstance(part, dict)]
