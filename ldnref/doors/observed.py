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
from ldnref.doors.elements import (
    Systems,
    latest,
    period,
    shown,
    text_of,
    texts_of,
)
from ldnref.doors.fhir import Resource, listed
from ldnref.knowledge.model_records import Observed, RecordWords

_DAYS_A_YEAR, _DAYS_A_MONTH = 365.25, 30.44

#: What stands behind the name of what is measured: `[Mass/volume] in Serum`, `/1.73 sq M`.
_BEHIND = ("[", "/", "(", " by ", " in ")


def observation(
    words: RecordWords, systems: Systems, one: Resource, status: str
) -> Iterator[Given]:
    """A measurement that matters: its figure, or whether something is so; of others nothing."""
    value = one.value
    texts, codes = texts_of(value.get("code")), systems.codes_of(value.get("code"))
    observed = _found(words, texts, codes)
    if observed is None:
        return
    begin, end = period(value, "effectivePeriod", "effectiveDateTime", "effectiveInstant")
    given = Given(
        CONDITION if observed.of else MEASURED,
        texts,
        codes,
        status,
        one.name,
        f"{one.path}.value",
        When(shown(begin), shown(end) or shown(begin)),
        of=observed.of or (observed.measure or "",),
    )
    yield _said(words, systems, given, value) if observed.of else _measured(given, value)


def is_observed(words: RecordWords, systems: Systems, value: Mapping[str, Any]) -> bool:
    """Whether an observation is one that is read."""
    code = value.get("code")
    return _found(words, texts_of(code), systems.codes_of(code)) is not None


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
        reason = "no figure is given"
        return given._replace(lacking=reason)
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
    """The age of a patient in whole years, or months; the day of birth itself is not kept."""
    born = latest(one.value.get("birthDate"))
    if born is None or born > today or deceased(one):
        return None
    days = (today - born).days
    years = int(days / _DAYS_A_YEAR)
    text = f"{years} years old" if years else f"{int(days / _DAYS_A_MONTH)} months old"
    return Given(MEASURED, (text,), (), CURRENT, "Patient", f"{one.path}.birthDate", When(times=0))


def deceased(one: Resource) -> str | None:
    """The day of death; `true` where none is told."""
    day = one.value.get("deceasedDateTime")
    if isinstance(day, str) and day:
        return shown(day) or "true"
    return "true" if one.value.get("deceasedBoolean") is True else None
