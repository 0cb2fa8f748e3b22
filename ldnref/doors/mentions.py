"""Devices, issues, answers to questions, notes → the names in them. Knows nothing clinical.

None of them is a list of what is taken, and of most of what they say nothing is held: what they
name is asked about where it matters, and they are told as not read all the same. What is asked is
named by every answer but a no: `weekly`, `3`, `no more than 3`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ldnref.answers.checking.given import MENTION, PAST, UNCERTAIN, VOID, Given
from ldnref.doors.context import Context
from ldnref.doors.elements import text_of, texts_of
from ldnref.doors.fhir import Resource, listed
from ldnref.doors.figures import figure_of

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

#: Of those what refers to a device.
_DEVICES = ("device", "codeReference")

#: So many letters of what is said in words are read.
_LONGEST = 2_000

_ANSWERS = ("valueString", "valueCoding", "valueReference")
_DATED = ("valueDate", "valueDateTime")
_NUMBERS = ("valueInteger", "valueDecimal", "valueQuantity")

#: A figure that says no.
_NAUGHT = ("0", "0.0")

#: What parts one answer from what follows it; and an answer in words that counts none.
_PAUSE = re.compile(r"[,;:.!()]|\s[-\u2013\u2014]\s")
_NONE = re.compile(r"(?:<=?\s*)?0+(?:[.,]0+)?(?:\s[^\W\d]+)?")

#: A name, and where it stands.
_Found = Iterator[tuple[str, object]]


def mentioned(context: Context, one: Resource) -> Iterator[tuple[Given, object]]:
    """What a resource names, each uncertain; the day is that of all of it."""
    answers = one.kind == "QuestionnaireResponse"
    found = _answered(context, one.value) if answers else _said(context, one)
    for path, concept in found:
        given = context.given(one, MENTION, path, concept, UNCERTAIN)
        if given.texts or given.codes:
            yield given, None


def _said(context: Context, one: Resource) -> _Found:
    for key in _NAMED[one.kind]:
        for number, said in enumerate(listed(one.value.get(key))):
            path = f"{key}[{number}]"
            to = said.get("reference") if isinstance(said, dict) else None
            meant = context.held.find(to, one.value, one.url) or {}
            if key in _DEVICES:  # one that says no patient is of the patient who uses it
                inner = (each for name in _NAMED["Device"] for each in listed(meant.get(name)))
                yield from ((path, _concept(each)) for each in inner)
            if not meant or key in _DEVICES:  # what is an entry is told by itself
                yield path, _concept(said)


def _concept(said: object) -> object:
    """What is said as a concept: `{"name": …}` of a device, `{"display": …}` of a reference.

    Of a long text only the first is read: what it says in all is no name.
    """
    if isinstance(said, str):
        return said[:_LONGEST]
    if not isinstance(said, dict):
        return None
    words = said.get("name") or said.get("display") or said.get("text")
    words = words[:_LONGEST] if isinstance(words, str) else None
    codings = [said] if "code" in said else listed(said.get("coding"))
    return {"coding": codings, "text": words}


def _is_no(context: Context, said: object) -> bool:
    """Whether an answer says no, and nothing beside it: by its code, or by all of its words."""
    codes = context.systems.codes_of(said)
    keys = {f"{one.system}:{one.code}" for one in codes}
    texts = texts_of(said) or tuple(one.code for one in codes)
    no = context.words.answered_no
    return not keys.isdisjoint(no) or any(_says_no(context, text.lower()) for text in texts)


def _says_no(context: Context, text: str) -> bool:
    """Whether all that is said is no, or none: what follows one may tell how often after all."""
    no, tags = context.words.answered_no, context.words.tags
    parts = [part for part in map(str.strip, _PAUSE.split(text)) if part and part not in tags]
    return bool(_NONE.fullmatch(text)) or (bool(parts) and all(part in no for part in parts))


def _figure(answer: Mapping[str, Any]) -> str | None:
    """The figure or the day that answers a question; None of nothing, and of none."""
    found = figure_of({key: answer[key] for key in _NUMBERS if key in answer})
    if found is not None:
        return None if found.partition(" ")[0] in _NAUGHT else found
    return next(filter(None, (text_of(answer.get(key)) for key in _DATED)), None)


def _answered(context: Context, value: Mapping[str, Any], within: str = "") -> _Found:
    """The answers in words; and what was asked, where the answer is no no."""
    for number, item in enumerate(listed(value.get("item"))):
        if not isinstance(item, dict):
            continue
        path = f"{within}item[{number}]"
        asked = text_of(item.get("text")) or ""
        for place, answer in enumerate(listed(item.get("answer"))):
            if isinstance(answer, dict):
                here = f"{path}.answer[{place}]"
                said = [_concept(answer[key]) for key in _ANSWERS if key in answer]
                if (figure := _figure(answer)) is not None:
                    yield here, _concept(f"{asked[:_LONGEST]} {figure}")
                elif answer.get("valueBoolean") is True or (
                    said and not any(_is_no(context, one) for one in said)
                ):
                    yield path, _concept(asked)
                for concept in said:
                    yield here, concept
                yield from _answered(context, answer, f"{here}.")
        yield from _answered(context, item, f"{path}.")


def noted(context: Context, one: Resource, of: Given) -> Iterator[Given]:
    """What the notes of an order name, as its own entry stands: uncertain, or past."""
    for number, note in enumerate(listed(one.value.get("note"))):
        said = note.get("text") if isinstance(note, dict) else note
        status = of.status if of.status in (PAST, VOID) else UNCERTAIN
        given = context.given(one, MENTION, f"note[{number}].text", _concept(said), status)
        if given.texts:
            yield given._replace(when=of.when._replace(times=0), written=of.written)
