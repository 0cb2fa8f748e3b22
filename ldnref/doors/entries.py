"""Conditions, allergies and procedures → the entries that they say, with their status and days.

What a status makes of an entry stands in records.yaml; here is only where each resource keeps it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ldnref.answers.checking.given import (
    ALLERGY,
    CONDITION,
    CURRENT,
    DENIED,
    INTOLERANCE,
    PAST,
    PROCEDURE,
    UNCERTAIN,
    VOID,
    Given,
    When,
)
from ldnref.doors import further, medicines, observed
from ldnref.doors.context import Context
from ldnref.doors.elements import days_since, latest, period, shown, texts_of, words_of
from ldnref.doors.fhir import Resource, listed

#: The kinds of resource that are read, beside the patient.
KINDS = (
    *medicines.KINDS,
    "Medication",
    "Condition",
    "AllergyIntolerance",
    "Procedure",
    "ServiceRequest",
    "Encounter",
    "Observation",
    "DiagnosticReport",
    *further.KINDS,
)

#: What is read where another resource carries it.
_CARRIED = ("Observation", "Medication", *medicines.KINDS)

#: Where each keeps the days on which something was done, is ordered, or took place.
_DONE = {
    "Procedure": ("performedPeriod", "performedDateTime", "occurrenceDateTime"),
    "ServiceRequest": ("occurrencePeriod", "occurrenceDateTime", "authoredOn"),
    "Encounter": ("period",),
}

#: So many letters of a severity or a stage are read.
_LONGEST = 2_000

_SAID = ("clinicalStatus", "verificationStatus")


def entries(context: Context, one: Resource) -> Iterator[Given]:
    """What a resource says; nothing where it is of a kind that is not read."""
    kind = one.kind
    if kind in medicines.KINDS:
        yield from medicines.medicine(context, one)
    elif kind in further.KINDS:
        yield from further.further(context, one)
        yield from _inside(context, one)
    match kind:
        case "Medication":
            yield medicines.bare(context, one)
        case "Condition":
            yield _condition(context, one)
        case "AllergyIntolerance":
            yield _allergy(context, one)
        case "Procedure" | "ServiceRequest" | "Encounter":
            yield from _done(context, one)
        case "Observation":
            yield from observed.observations(context, one)
        case "DiagnosticReport":
            yield from _inside(context, one)
            yield from _concluded(context, one)


def _inside(context: Context, one: Resource) -> Iterator[Given]:
    """The observations, orders and medicines that a report, a plan, an issue carries inside."""
    every = listed(one.value.get("contained"))
    held = [
        Resource({**inner, "contained": every}, f"{one.path}.contained[{number}]")
        for number, inner in enumerate(every)
        if isinstance(inner, dict) and inner.get("resourceType") in _CARRIED
    ]
    spoken_of = {to for inner in held for to in medicines.references_of(inner)}
    for inner in held:
        if inner.kind != "Medication" or f"#{inner.value.get('id')}" not in spoken_of:
            bare = inner.kind == "Medication" and one.kind in further.KINDS
            for given in entries(context, inner):
                told = further.carried(context, one, given) if bare else given
                yield told._replace(resource=one.name)


def _concluded(context: Context, one: Resource) -> Iterator[Given]:
    """What a report concludes, by code."""
    begin, end = period(one.value, "effectivePeriod", "effectiveDateTime")
    when = When(shown(begin), shown(end) or shown(begin), 0)
    void = context.status(("Observation", one.value.get("status"))) == VOID
    for number, said in enumerate(listed(one.value.get("conclusionCode"))):
        given = context.given(
            one, CONDITION, f"conclusionCode[{number}]", said, VOID if void else UNCERTAIN
        )
        if given.texts or given.codes:
            yield given._replace(when=when, written=days_since([end or begin], context.today))


def _condition(context: Context, one: Resource) -> Given:
    """A condition: it is so, it is over, it is not certain, or it is refuted."""
    value = one.value
    begin = period(value, "onsetPeriod", "onsetDateTime")[0]
    over = [key for key in value if key.startswith("abatement") and value[key] is not False]
    end = period(value, *over)[1]
    said = [*((key, value.get(key)) for key in _SAID), *context.flags(value.get("code"))]
    status = CURRENT
    if any(words_of(word) for _, word in said):
        status = context.status(*said)
    if status == DENIED and context.status(said[1]) == CURRENT:
        status = UNCERTAIN  # it is confirmed, and its code says that it is excluded
    ahead = (latest(end) or date.min) > context.today
    if over and not ahead and status in (CURRENT, UNCERTAIN):
        status = PAST
    given = context.given(one, CONDITION, "code", value.get("code"), status)
    grades = [concept for concept in _grades(value) if not texts_of(concept)]
    recorded = shown(begin) or shown(value.get("recordedDate"))
    return given._replace(
        texts=tuple(dict.fromkeys((*_graded(value, given.texts), *given.texts))),
        when=When(recorded, shown(end) or recorded),
        grades=tuple(code for one in grades for code in context.systems.codes_of(one)),
        days=days_since([end], context.today) if status == PAST else None,
        written=days_since([begin, value.get("recordedDate")], context.today),
        lacking=None if given.texts or given.codes else "no condition is named",
    )


def _grades(value: Mapping[str, Any]) -> list[object]:
    """The severity and the stages of a condition, where a record says them apart."""
    severity, stages = value.get("severity"), value.get("stage")
    if severity is None and stages is None:
        return []
    return [severity, *(one.get("summary") for one in listed(stages) if isinstance(one, dict))]


def _graded(value: Mapping[str, Any], texts: Iterable[str]) -> Iterator[str]:
    """The names of a condition with its severity and its stage, and what that is a stage of."""
    severities = [_word(text) for text in texts_of(value.get("severity"))]
    severe = [f"{word} {name}" for name in texts for word in severities]
    for one in listed(value.get("stage")):
        stage = one if isinstance(one, dict) else {}
        kinds = [f"{_word(kind)} " for kind in texts_of(stage.get("type"))] or [""]
        said = [kind + _word(text) for text in texts_of(stage.get("summary")) for kind in kinds]
        yield from (f"{name}, {word}" for name in (*severe, *texts) for word in said)
    yield from severe


def _word(text: str) -> str:
    """A severity or a stage without what stands behind it in brackets."""
    return text[:_LONGEST].partition(" (")[0]


def _allergy(context: Context, one: Resource) -> Given:
    """An allergy or an intolerance; one that is over still says that something happened."""
    value = one.value
    said = [(key, value.get(key)) for key in _SAID]
    status = CURRENT
    if any(words_of(word) for _, word in said):
        status = context.status(*said)
    kind = INTOLERANCE if value.get("type") == "intolerance" else ALLERGY
    given = context.given(one, kind, "code", value.get("code"), status)
    reactions = [part for part in listed(value.get("reaction")) if isinstance(part, dict)]
    more = [part.get("substance") for part in reactions]
    texts = (*given.texts, *(text for part in more for text in texts_of(part)))
    codes = (*given.codes, *(c for part in more for c in context.systems.codes_of(part)))
    recorded = shown(value.get("recordedDate"))
    return given._replace(
        texts=tuple(dict.fromkeys(texts)),
        codes=tuple(dict.fromkeys(codes)),
        when=When(recorded, recorded),
        lacking=None if texts or codes else "no substance is named",
    )


def _done(context: Context, one: Resource) -> Iterator[Given]:
    """What was done, is being done, is ordered or planned; and the reasons that it gives.

    Of an encounter only the reasons. A reason is no diagnosis: it is never more than asked about.
    """
    value = one.value
    begin, end = period(value, *_DONE[one.kind])
    status = context.status((one.kind, value.get("status")), ("intent", value.get("intent")))
    if value.get("doNotPerform") is True and status != VOID:
        status = DENIED
    when = When(shown(begin), shown(end) or shown(begin))
    days = days_since([end or begin], context.today)
    if one.kind != "Encounter":
        given = context.given(one, PROCEDURE, "code", value.get("code"), status)
        yield given._replace(when=when, days=days if status == PAST else None, written=days)
    if status in (VOID, DENIED):
        return
    stands = PAST if status == PAST else UNCERTAIN
    for number, reason in enumerate(listed(value.get("reasonCode"))):
        given = context.given(one, CONDITION, f"reasonCode[{number}]", reason, stands)
        if given.texts or given.codes:
            yield given._replace(when=when._replace(times=0), written=days)
