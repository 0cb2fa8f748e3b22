"""Observations → what was measured, and what is said to be so. Knows no limits."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ldnref.answers.checking.given import (
    CONDITION,
    CURRENT,
    DENIED,
    MEASURED,
    PAST,
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
    latest,
    period,
    shown,
    since,
    text_of,
    texts_of,
)
from ldnref.doors.fhir import Resource, listed
from ldnref.doors.figures import figure_of, upper_of
from ldnref.knowledge.model_records import Observed, RecordWords

#: Signs behind the name of what is measured: `[Mass/volume] in Serum`, `/1.73 sq M`.
_BEHIND = ("[", "/", "(", ", ", " - ")


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
    # A panel has its figures in its components alone, or in others.
    bare = not any(key.startswith("value") for key in value)
    for given in _observation(context, one, value, "", status):
        if not (bare and (given.of in told or value.get("hasMember"))):
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
    if observed.measure is not None:
        yield _measured(context, given, value)
    elif (said := _said(context, observed, given, value)) is not None:
        yield said


def _components(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in listed(value.get("component")) if isinstance(part, dict)]


def is_observed(words: RecordWords, systems: Systems, value: Mapping[str, Any]) -> bool:
    """Whether an observation is one that is read, or has a component that is."""
    codes = (part.get("code") for part in (value, *_components(value)))
    return any(_found(words, texts_of(code), systems.codes_of(code)) for code in codes)


def _found(words: RecordWords, texts: Iterable[str], codes: Iterable[Code]) -> Observed | None:
    """What is observed, by its code or its name."""
    keys = {f"{code.system}:{code.code}" for code in codes}
    names = {_bare(words, text): _words(text) for text in texts}
    for one in words.observed:
        if not keys.isdisjoint(one.codes):
            return one
        for name in names.keys() & one.names:
            if names[name].isdisjoint(one.unless):
                return one
    return None


def _bare(words: RecordWords, text: str) -> str:
    """The name of what is measured, without how."""
    for sign in (*_BEHIND, *(f" {word} " for word in words.measured)):
        text = text.partition(sign)[0]
    return " ".join(_plain(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain(text))


def _plain(text: str) -> list[str]:
    """The words of a name, without signs."""
    return "".join(sign if sign.isalnum() else " " for sign in text.lower()).split()


def _said(
    context: Context, observed: Observed, given: Given, value: Mapping[str, Any]
) -> Given | None:
    """Whether what is observed is so, is not so, or is not certain; None where it says nothing."""
    answer = value.get("valueCodeableConcept")
    figure = figure_of(value) or text_of(value.get("valueDateTime"))
    said = texts_of(answer) or texts_of(value.get("valueString")) or texts_of(figure)
    shown_as = f"{given.texts[0]}: {said[0]}" if said and given.texts else None
    texts = (shown_as,) if shown_as else (*given.texts, *said)
    given = given._replace(texts=texts, codes=(), series=observed.names[0])
    if given.status == VOID:
        return given
    found = _answer(context, observed, value)
    if observed.due and found is None:
        found = _until(context, value)
    old = given.written is not None and given.written > (context.words.fades or given.written)
    if observed.took:
        if found == DENIED:
            return None
        past = given.written is not None and (found == CURRENT or figure is not None)
        return given._replace(status=PAST if past else UNCERTAIN, days=given.written)
    if found is None and old and figure is not None:
        found = PAST
    if found is None or (found == CURRENT and given.status != CURRENT):
        found = UNCERTAIN
    return given._replace(status=found)


def _answer(context: Context, observed: Observed, value: Mapping[str, Any]) -> str | None:
    """What a value says, or else how it is interpreted: yes, no, or neither."""
    told = value.get("valueBoolean")
    if isinstance(told, bool):
        return CURRENT if told else DENIED
    words = context.words
    no = {code for denial in words.denied for code in denial.codes} | {*words.answered_no}
    for part in ("valueCodeableConcept", "valueString", "interpretation"):
        for one in listed(value.get(part)):
            keys = {f"{code.system}:{code.code}" for code in context.systems.codes_of(one)}
            keys |= {" ".join(_plain(text)) for text in texts_of(one)}
            if keys & no:
                return DENIED
            if keys & {*words.answered}:
                return CURRENT
    return _below(observed, value)


def _below(observed: Observed, value: Mapping[str, Any]) -> str | None:
    """No, where a figure is not above what is normal, or is too low to be measured.

    What is normal beside it may be normal of one of whom it is so: of the weeks of a pregnancy.
    """
    quantity = value.get("valueQuantity")
    if not isinstance(quantity, dict):
        return None
    number, ranges = quantity.get("value"), listed(value.get("referenceRange"))
    if not isinstance(number, (int, float)) or isinstance(number, bool):
        return None
    most, sign = _most(observed, quantity), quantity.get("comparator")
    if most is None or number > most or sign in (">", ">="):
        return None
    upper = upper_of(value) if len(ranges) == 1 else None  # more than one: of whom is not told
    if upper is not None and (observed.took or (float(upper) <= most and not _lower(ranges[0]))):
        normal = number <= float(upper)
    else:
        normal = False
    return DENIED if normal or number == 0 or sign in ("<", "<=") else None


def _most(observed: Observed, quantity: Mapping[str, Any]) -> Decimal | None:
    """The largest figure that may say no; None where none does, or not in this unit."""
    if observed.took:
        return Decimal("Infinity")
    units = {" ".join(_plain(text_of(quantity.get(key)) or "")) for key in ("unit", "code")}
    return None if units.isdisjoint(observed.units) else observed.no_to


def _lower(one: object) -> bool:
    """Whether a range begins above nothing: then what is not so is not normal in it."""
    low = one.get("low") if isinstance(one, dict) else None
    return isinstance(low, dict) and low.get("value") not in (None, 0)


def _until(context: Context, value: Mapping[str, Any]) -> str | None:
    """How it is by the day until which it is so: an end that is long past is over."""
    day = latest(value.get("valueDateTime"))
    if day is None:
        return None
    if day >= context.today:
        return CURRENT
    passed = (context.today - day).days
    return PAST if passed > (context.words.fades or passed) else UNCERTAIN


def _measured(context: Context, given: Given, value: Mapping[str, Any]) -> Given:
    """The figure with its unit, and the upper limit of normal beside it."""
    said = (*texts_of(value.get("valueString")), *texts_of(value.get("valueCodeableConcept")))
    figure = figure_of(value) or next(iter(said), None) or _since(context, given, value)
    if figure is None:
        return given._replace(lacking="no figure is given")
    return given._replace(figure=figure, limit=upper_of(value))


def _since(context: Context, given: Given, value: Mapping[str, Any]) -> str | None:
    """The days from a day to its observation: what came later nobody saw; or else the day."""
    written, fades = given.written, context.words.fades
    old = written is not None and fades is not None and written > fades
    return since(value.get("valueDateTime"), None if old else written, context.today)
