"""The instructions of an order → how its medicine is taken, in words. Knows no medicine.

What stands there in words is read as words are; a quantity alone is told with how often it is
taken, and is not read where something beside it may make it a part of a day's, or more than one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ldnref.doors.elements import text_of, texts_of, words_of
from ldnref.doors.fhir import listed
from ldnref.doors.figures import figure_of

#: What stands in an instruction, its timing or its dose, and leaves the quantity what it is, or
#: is read beside it.
_IDENTIFIED = ("id", "extension")
_BESIDE = ("additionalInstruction", "patientInstruction", "sequence", "route", "site", "method")
_DOSED = frozenset((*_IDENTIFIED, *_BESIDE, "timing", "doseAndRate"))
_TIMED = frozenset((*_IDENTIFIED, "repeat", "code"))
_RATED = frozenset((*_IDENTIFIED, "type", "doseQuantity"))
_BOUNDS = ("boundsPeriod", "boundsDuration", "boundsRange")
_REPEATED = frozenset((*_IDENTIFIED, *_BOUNDS, "frequency", "period", "periodUnit", "when"))

#: The times of FHIR that come once a day; those of meals, where none is named, come more often.
_DAYTIMES = ("MORN", "NOON", "AFT", "EVE", "NIGHT", "PHS", "HS", "WAKE")
_PARTS = (f"{time}.{part}" for time in ("MORN", "AFT", "EVE") for part in ("early", "late"))
_MEALS = ("ACM", "ACD", "ACV", "PCM", "PCD", "PCV", "CM", "CD", "CV")
_ONCE_A_DAY = frozenset((*_DAYTIMES, *_PARTS, *_MEALS))


def dosages_of(value: Mapping[str, Any]) -> tuple[str | None, ...]:
    """How a medicine is taken, where one instruction says it; None: it does, and is not read."""
    if "dosageInstruction" not in value and "dosage" not in value:
        return ()
    doses = [*listed(value.get("dosageInstruction")), *listed(value.get("dosage"))]
    doses = [dose for dose in doses if isinstance(dose, dict)]
    if len(doses) != 1:
        return ()
    text = text_of(doses[0].get("text"))
    return (text,) if text else tuple(_amounts(doses[0]))


def _amounts(dose: Mapping[str, Any]) -> Iterator[str | None]:
    """The one dose of an instruction without words, with each name of how often it is taken."""
    rates = [one for one in listed(dose.get("doseAndRate")) if isinstance(one, dict)]
    amounts = [figure_of({"valueQuantity": rate.get("doseQuantity")}) for rate in rates]
    if not any(amounts):
        return
    told = {key for key in dose if dose[key] is not False}
    alone = len(rates) == 1 and rates[0].keys() <= _RATED and told <= _DOSED
    if not (alone and str(amounts[0])[0].isdigit()):
        yield None  # `<4.5 mg`, two amounts, as needed
        return
    beside = [text_of(dose.get("patientInstruction"))]
    beside += [text for one in listed(dose.get("additionalInstruction")) for text in texts_of(one)]
    for often in _often(dose.get("timing", {})):
        yield None if often is None else " ".join(filter(None, (amounts[0], often, *beside)))


def _often(timing: object) -> list[str | None]:
    """How often something is taken, by each name of it; None: it is told, and not read."""
    repeat = timing.get("repeat", {}) if isinstance(timing, dict) else None
    if not (isinstance(timing, dict) and isinstance(repeat, dict) and timing.keys() <= _TIMED):
        return [None]
    code = timing.get("code")
    # The code may say something else than its text; a number names nothing.
    named = [*texts_of(code), *(word for word in words_of(code) if not word.isdecimal())]
    times = _times(repeat)
    if times is None or (code is not None and not named):
        return [None]
    return [*dict.fromkeys(named), *([f"{times} times a day"] if times > 1 else [])] or [""]


def _times(repeat: Mapping[str, Any]) -> int | None:
    """How often a day something is repeated, once where that is not told; None: it is not read."""
    when = listed(repeat.get("when"))
    times = repeat.get("frequency", len(when) or 1)
    daily = (repeat.get("period", 1), repeat.get("periodUnit", "d")) == (1, "d")
    known = repeat.keys() <= _REPEATED and all(one in _ONCE_A_DAY for one in map(str, when))
    if not (daily and known and type(times) is int and times > 0):
        return None
    return max(len(when), times) if len(when) in (0, times) or times == 1 else None
