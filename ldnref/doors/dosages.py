"""The instructions of an order → how its medicine is taken, in its words. Knows no medicine.

An instruction tells this in words, as a quantity with how often it is taken, or both ways. Each is
kept as it stands, whatever the other says; what tells how much or how often and is not read is
told as that.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Any

from ldnref.answers.checking.given import Dosage
from ldnref.doors.elements import earliest, latest, period, text_of, texts_of, words_of
from ldnref.doors.fhir import listed
from ldnref.doors.figures import figure_of
from ldnref.tuples import NamedTuple

#: What says neither how much nor how often, or is read by itself.
_PLAIN = ("id", "extension", "sequence", "route", "site", "method", "type")
_WORDS = ("text", "patientInstruction", "additionalInstruction")
_AS_NEEDED = ("asNeeded", "asNeededBoolean", "asNeededCodeableConcept", "asNeededFor")
_APART = frozenset(
    (*_PLAIN, *_WORDS, *_AS_NEEDED, "timing", "doseAndRate", "maxDosePerPeriod", "maxDosePerDay")
)
_QUANTITIES, _RANGES = ("doseQuantity", "doseSimpleQuantity", "dose"), ("doseRange",)

#: The same of its timing. What else stands in a rhythm leaves open how much it is on one day.
_TIMED = frozenset(("id", "extension", "repeat", "code"))
_BOUNDS = ("boundsPeriod", "boundsDuration", "boundsRange")
_OFTEN = ("frequency", "frequencyMax", "period", "periodMax", "periodUnit", "when", "timeOfDay")
_REPEATED = frozenset(("id", "extension", *_BOUNDS, *_OFTEN, "offset", "dayOfWeek"))

#: Hours of the units of a period: more than a day is a day on which it is taken.
_HOURS = {"min": 1 / 60, "h": 1.0, "d": 24.0, "wk": 168.0, "mo": 720.0, "a": 8760.0}
_NAMED_HOURS = {"hour": 1.0, "hours": 1.0, "hr": 1.0, "day": 24.0, "days": 24.0, "week": 168.0}
_DAY = 24.0

#: Nothing is taken so many times, and no time of it is so many days.
_MANY = 10_000

#: The times of FHIR that come once a day; those of meals, where none is named, come more often.
_DAYTIMES = ("MORN", "NOON", "AFT", "EVE", "NIGHT", "PHS", "HS", "WAKE")
_PARTS = (f"{time}.{part}" for time in ("MORN", "AFT", "EVE") for part in ("early", "late"))
_MEALS = ("ACM", "ACD", "ACV", "PCM", "PCD", "PCV", "CM", "CD", "CV")
_ONCE_A_DAY = frozenset((*_DAYTIMES, *_PARTS, *_MEALS))

#: Codes of how often that are no words: each is once on a day, at most.
_CODED_ONCE = frozenset(("AM", "PM", "BED", "QOD", "WK", "MO"))


class _Said(NamedTuple):
    """What a part of an instruction says, and whether something of it was not read."""

    found: list[Any]
    unread: bool = False


def dosages_of(value: Mapping[str, Any], strength: str | None = None) -> tuple[Dosage, ...]:
    """How a medicine is taken, by each instruction of its order; empty where none tells it."""
    if "dosageInstruction" not in value and "dosage" not in value:
        return (Dosage(strength=strength),) if strength else ()
    doses = [*listed(value.get("dosageInstruction")), *listed(value.get("dosage"))]
    doses = [dose for dose in doses if isinstance(dose, dict)]
    steps = _steps(doses)
    found = (_dosage(dose, strength, step) for dose, step in zip(doses, steps, strict=True))
    return tuple(dict.fromkeys(found))


def _steps(doses: Sequence[Mapping[str, Any]]) -> Sequence[int | None]:
    """Which instructions come one after another: by their numbers, or by their days."""
    if any(type(dose.get("sequence")) is int for dose in doses):
        return [one if type(one := dose.get("sequence")) is int else None for dose in doses]
    days = sorted((_bounds(dose), at) for at, dose in enumerate(doses))
    apart = all(one[0][1] <= other[0][0] for one, other in pairwise(days))
    return range(len(doses)) if apart and len(doses) > 1 else [None] * len(doses)


def _bounds(dose: Mapping[str, Any]) -> tuple[str, str]:
    """The days between which an instruction counts; all of time, where it does not say."""
    timing = dose.get("timing")
    repeat = timing.get("repeat") if isinstance(timing, dict) else None
    first, last = period(repeat, "boundsPeriod") if isinstance(repeat, dict) else (None, None)
    return str(earliest(first) or ""), str(latest(last) or "9")


def _dosage(dose: Mapping[str, Any], strength: str | None, step: int | None) -> Dosage:
    """What one instruction says."""
    text = text_of(dose.get("text"))
    beside = [text_of(dose.get("patientInstruction"))]
    beside += [text for one in listed(dose.get("additionalInstruction")) for text in texts_of(one)]
    amounts, most = _amounts(dose), _most(dose.get("maxDosePerPeriod") or dose.get("maxDosePerDay"))
    times, often, open_ended = _timing(dose.get("timing", {}))
    return Dosage(
        text=text,
        beside=tuple(filter(None, beside)),
        amounts=tuple(dict.fromkeys(amounts.found)),
        most=tuple(most.found),
        times=tuple(dict.fromkeys(times.found)),
        often=tuple(often.found),
        strength=strength,
        step=step,
        unread=amounts.unread or most.unread or times.unread or often.unread,
        at_will=open_ended or any(dose.get(key) not in (None, False) for key in _AS_NEEDED),
    )


def _amounts(dose: Mapping[str, Any]) -> _Said:
    """What is taken at a time: each quantity, and of a range its end."""
    rates = [one for one in listed(dose.get("doseAndRate")) if isinstance(one, dict)]
    rates.append({key: dose[key] for key in dose if key not in _APART})
    found, unread = [], False
    for rate in rates:
        for key in rate.keys() - _APART:
            quantity = rate[key]
            if key in _RANGES and isinstance(quantity, dict):
                quantity = quantity.get("high")
            amount = quantity_of(quantity) if key in (*_QUANTITIES, *_RANGES) else None
            unread = unread or amount is None
            found += [amount] if amount else []
    return _Said(found, unread)


def quantity_of(quantity: object) -> str | None:
    """A quantity in words; None where it is none, or is at least or less than it."""
    written = figure_of({"valueQuantity": quantity})
    if not written or not written[0].isdigit():
        return None
    number, _, unit = written.partition(" ")
    return f"{number} doses" if unit == "1" or unit.startswith("{") else written


def _most(limit: object) -> _Said:
    """The most that is taken on one day."""
    found, unread = [], False
    for one in listed(limit):
        ratio = one if isinstance(one, dict) else {}
        amount, span = quantity_of(ratio.get("numerator")), ratio.get("denominator")
        daily = isinstance(span, dict) and _hours(span) == _DAY
        found += [amount] if amount and daily else []
        unread = unread or not (amount and daily)
    return _Said(found, unread)


def _hours(span: Mapping[str, Any]) -> float | None:
    """How long a span of time is; None where that is not read."""
    unit = text_of(span.get("code")) or text_of(span.get("unit")) or ""
    hours, value = _HOURS.get(unit) or _NAMED_HOURS.get(unit), span.get("value")
    read = hours and isinstance(value, (int, float)) and value < _MANY
    return hours * value if read and hours and value else None


def _timing(timing: object) -> tuple[_Said, _Said, bool]:
    """How often a day: in figures, and by names; and whether something leaves that open."""
    if not isinstance(timing, dict):
        return _Said([], unread=True), _Said([]), False
    repeat = timing.get("repeat", {})
    code = timing.get("code")
    # The code may say something else than its text; a number names nothing.
    words = [word for word in words_of(code) if not word.isdecimal()]
    named = [*texts_of(code), *(word for word in words if word.upper() not in _CODED_ONCE)]
    unnamed = code is not None and not named and not words
    if not isinstance(repeat, dict):
        return _Said([], unread=True), _Said(named), False
    times = list(_times(repeat))
    known = timing.keys() <= _TIMED and None not in times
    times = [one for one in times if one is not None]
    times += [1] if len(named) < len(words) and not times else []
    open_ended = not repeat.keys() <= _REPEATED
    return _Said(times, not known), _Said(named, unnamed and not times), open_ended


def _times(repeat: Mapping[str, Any]) -> Iterator[int | None]:
    """How often a day something is repeated, in each way that says it; None: it is not read."""
    when, clock = listed(repeat.get("when")), listed(repeat.get("timeOfDay"))
    if not all(str(one) in _ONCE_A_DAY for one in when):
        yield None
    named = max(len(when), len(clock))
    counts = [repeat[key] for key in ("frequency", "frequencyMax") if key in repeat]
    span = repeat.get("period", 1)
    hours = _HOURS.get(str(repeat.get("periodUnit", "d")))
    figures = all(type(one) is int and 0 < one < _MANY for one in counts)
    if (
        hours is None
        or type(span) not in (int, float)
        or not (1 / _MANY < span < _MANY and figures)
    ):
        yield None
    elif counts or "period" in repeat:
        times = ceil(max(counts, default=1) * _DAY / (span * hours))
        if times > 1 or not named:
            yield times
    if named:
        yield named
