"""Devices, issues and answers to questions → the names in them. Knows nothing clinical.

None of them is a list of what is taken, and of most of what they say nothing is held: what they
name is asked about where it matters, and they are told as not read all the same.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ldnref.answers.checking.given import MENTION, UNCERTAIN, Given
from ldnref.doors.context import Context
from ldnref.doors.elements import texts_of
from ldnref.doors.fhir import Resource, listed

#: Where each keeps the days that it is about.
DAYS: dict[str, tuple[str, ...]] = {
    "Device": (),
    "DeviceUseStatement": ("timingPeriod", "timingDateTime", "recordedOn"),
    "DeviceRequest": ("occurrencePeriod", "occurrenceDateTime", "authoredOn"),
    "DetectedIssue": ("identifiedPeriod", "identifiedDateTime"),
    "QuestionnaireResponse": ("authored",),
}

#: Where each names something: by a concept, by words, or by what it refers to as it is shown.
_NAMED = {
    "Device": ("type", "deviceName"),
    "DeviceUseStatement": ("device", "reasonCode"),
    "DeviceRequest": ("codeCodeableConcept", "codeReference", "reasonCode"),
    "DetectedIssue": ("code", "implicated", "detail"),
}

_ANSWERS = ("valueString", "valueCoding", "valueReference")

#: A name, and where it stands.
_Found = Iterator[tuple[str, object]]


def mentioned(context: Context, one: Resource) -> Iterator[tuple[Given, object]]:
    """What a resource names, each uncertain; the day is that of all of it."""
    answers = one.kind == "QuestionnaireResponse"
    found = _answered(context, one.value) if answers else _said(one.kind, one.value)
    for path, concept in found:
        given = context.given(one, MENTION, path, concept, UNCERTAIN)
        if given.texts or given.codes:
            yield given, None


def _said(kind: str, value: Mapping[str, Any]) -> _Found:
    for key in _NAMED[kind]:
        for number, said in enumerate(listed(value.get(key))):
            yield f"{key}[{number}]", _concept(said)


def _concept(said: object) -> object:
    """What is said as a concept: `{"name": …}` of a device, `{"display": …}` of a reference."""
    if not isinstance(said, dict):
        return said
    words = said.get("name") or said.get("display")
    return said if words is None else {"coding": [said], "text": words}


def _answered(context: Context, value: Mapping[str, Any], within: str = "") -> _Found:
    """The answers in words; and what was asked, where the answer is yes."""
    for number, item in enumerate(listed(value.get("item"))):
        if not isinstance(item, dict):
            continue
        path = f"{within}item[{number}]"
        for place, answer in enumerate(listed(item.get("answer"))):
            if isinstance(answer, dict):
                here = f"{path}.answer[{place}]"
                said = [_concept(answer[key]) for key in _ANSWERS if key in answer]
                yes = answer.get("valueBoolean") is True or any(
                    text.lower() in context.words.answered for one in said for text in texts_of(one)
                )
                if yes:
                    yield path, item.get("text")
                for concept in said:
                    yield here, concept
                yield from _answered(context, answer, f"{here}.")
        yield from _answered(context, item, f"{path}.")
