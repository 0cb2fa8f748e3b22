"""Observations and the patient → what was measured, and what is said to be so. Knows no limits."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ldnref.answers.checking.given import (
    CONDITION,
    CURRENT,
    DENIED,
    MEASURED,
    UNCERTAIN,
    VOID,
    Code,
    Given,
    When,
)
from ldnref.doors.context import Context
from ldnref.doors.elements import (
    Systems,
    days_since,
    earliest,
    latest,
    period,
    shown,
    text_of,
    texts_of,
)
from ldnref.doors.fhir import Resource, listed
from ldnref.knowledge.model_records import Observed, RecordWords

_DAYS_A_MONTH = 30.44

#: What stands behind the name of what is measured: `[Mass/volume] in Serum`, `/1.73 sq M`.
_BEHIND = ("[", "/", "(", " by ", " in ")


def observations(context: Context, one: Resource) -> Iterator[Given]:
    """What an observation and each of its components measure that matters; of others nothing."""
    value = one.value
    status = context.status(("Observation", value.get("status")))
    components = [
        given
        for number, part in enumerate(_components(value))
        for given in _observation(context, one, part, f".component[{number}]", status)
    ]
    told = {given.of for given in components}
    # A panel has its figures in its components alone.
    bare = not any(key.startswith("value") for key in value)
    for given in _observation(context, one, value, "", status):
        if not (bare and given.of in told):
            yield given
    yield from components


def _observation(
    context: Context, one: Resource, value: Mapping[str, Any], at: str, status: str
) -> Iterator[Given]:
    """A figure, or whether something is so; `at` is where it stands in its observation."""
    words, systems = context.words, context.systems
    texts, codes = texts_of(value.get("code")), systems.codes_of(value.get("code"))
    observed = _found(words, texts, codes)
    if observed is None:
        return
    begin, end = period(one.value, "effectivePeriod", "effectiveDateTime", "effectiveInstant")
    given = Given(
        CONDITION if observed.of else MEASURED,
        texts,
        codes,
        status,
        one.name,
        f"{one.path}{at}.value",
        When(shown(begin), shown(end) or shown(begin)),
        written=days_since([end or begin], context.today),
        of=observed.of or (observed.measure or "",),
    )
    yield _said(words, systems, given, value) if observed.of else _measured(given, value)


def _components(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in listed(value.get("component")) if isinstance(part, dict)]


def is_observed(words: RecordWords, systems: Systems, value: Mapping[str, Any]) -> bool:
    """Whether an observation is one that is read, or has a component that is."""
    codes = (part.get("code") for part in (value, *_components(value)))
    return any(_found(words, texts_of(code), systems.codes_of(code)) for code in codes)


def _found(words: RecordWords, texts: Iterable[str], codes: Iterable[Code]) -> Observed | None:
    """What is observed, by its code or its name."""
    keys = {f"{code.system}:{code.code}" for code in codes}
    names = {_bare(text) for text in texts}
    for one in words.observed:
        if not (keys.isdisjoint(one.codes) and names.isdisjoint(one.names)):
            return one
    return None


def _bare(text: str) -> str:
    """The name of what is measured, without how."""
    for sign in _BEHIND:
        text = text.partition(sign)[0]
    return " ".join(text.split()).lower()


def _said(words: RecordWords, systems: Systems, given: Given, value: Mapping[str, Any]) -> Given:
    """Whether what is observed is so, is not so, or is not certain."""
    answer = value.get("valueCodeableConcept")
    keys = {f"{code.system}:{code.code}" for code in systems.codes_of(answer)}
    no = {code for denial in words.denied for code in denial.codes}
    status = UNCERTAIN
    if given.status == VOID:
        status = VOID
    elif value.get("valueBoolean") is False or keys & no:
        status = DENIED
    elif given.status == CURRENT and (
        keys & {*words.answered} or value.get("valueBoolean") is True
    ):
        status = CURRENT
    said = texts_of(answer) or texts_of(value.get("valueString"))
    shown_as = f"{given.texts[0]}: {said[0]}" if said and given.texts else None
    texts = (shown_as,) if shown_as else (*given.texts, *said)
    return given._replace(status=status, texts=texts, codes=())


def _measured(given: Given, value: Mapping[str, Any]) -> Given:
    """The figure with its unit, and the upper limit of normal beside it."""
    quantity = value.get("valueQuantity")
    quantity = quantity if isinstance(quantity, dict) else {}
    number = quantity.get("value")
    if not isinstance(number, (int, float, str)) or isinstance(number, bool):
        written = text_of(value.get("valueString")) or str(value.get("valueInteger") or "")
        if not any(map(str.isdigit, written)):
            return given._replace(lacking="no figure is given")
        return given._replace(figure=written, limit=_upper(value))
    sign = text_of(quantity.get("comparator")) or ""
    unit = text_of(quantity.get("unit")) or text_of(quantity.get("code")) or ""
    return given._replace(figure=f"{sign}{number} {unit}".strip(), limit=_upper(value))


def _upper(value: Mapping[str, Any]) -> str | None:
    """The upper limit of normal that stands beside a figure."""
    for one in listed(value.get("referenceRange")):
        high = one.get("high") if isinstance(one, dict) else None
        if isinstance(high, dict) and isinstance(high.get("value"), (int, float)):
            return str(high["value"])
    return None


def patient(one: Resource, today: date) -> Given | None:
    """The age of a patient in whole years, or months; of a part of a date, both that it may be.

    The day of birth itself is not kept.
    """
    born = one.value.get("birthDate")
    if born is None or deceased(one):
        return None
    days = [day for day in (latest(born), earliest(born)) if day is not None]
    if not days or min(days) > today:
        lacking = "the day of birth is no date of the past"
        return _age(one, ())._replace(lacking=lacking)
    return _age(one, dict.fromkeys(_aged(min(day, today), today) for day in days))


def _age(one: Resource, texts: Iterable[str]) -> Given:
    path = f"{one.path}.birthDate"
    return Given(MEASURED, tuple(texts), (), CURRENT, "Patient", path, When(times=0))


def _aged(born: date, today: date) -> str:
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    months = int((today - born).days / _DAYS_A_MONTH)
    return f"{years} years old" if years else f"{months} months old"


def deceased(one: Resource) -> str | None:
    """The day of death; `true` where none is told."""
    day = one.value.get("deceasedDateTime")
    if isinstance(day, str) and day:
        return shown(day) or "true"
    return "true" if one.value.get("deceasedBoolean") is True else None
