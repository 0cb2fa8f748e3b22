"""The elements of a resource: names and codes, days. Lenient, and knows no medicine."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from ldnref.answers.checking.given import Code
from ldnref.doors.fhir import listed
from ldnref.knowledge.model_records import RecordWords, System

#: A day, or a part of one: `2015`, `2015-03`, `2015-03-04T10:00:00Z`.
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")

_MONTHS = 12

#: The letters of a whole day.
_WHOLE = 10


def text_of(value: object) -> str | None:
    """Text on one line; None of what is none, or empty."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def texts_of(concept: object) -> tuple[str, ...]:
    """The names that a concept has: its text, then how each of its codings shows it."""
    if isinstance(concept, str):
        return tuple(filter(None, (text_of(concept),)))
    if not isinstance(concept, dict):
        return ()
    codings = (one for one in listed(concept.get("coding")) if isinstance(one, dict))
    found = (text_of(concept.get("text")), *(text_of(one.get("display")) for one in codings))
    return tuple(dict.fromkeys(one for one in found if one))


class Systems:
    """The code systems by their addresses."""

    def __init__(self, words: RecordWords) -> None:
        self.names = {
            address.rstrip("/").lower(): system
            for system in words.systems
            for address in system.addresses
        }
        self._named: dict[str, System | None] = {}

    def codes_of(self, concept: object) -> tuple[Code, ...]:
        """The codes of a concept, each with the short name of its system, or its address."""
        if not isinstance(concept, dict):
            return ()
        found = []
        for one in listed(concept.get("coding")):
            code = text_of(one.get("code")) if isinstance(one, dict) else None
            if code is not None:
                found.append(self._code(text_of(one.get("system")) or "", code))
        return tuple(dict.fromkeys(found))

    def _code(self, address: str, code: str) -> Code:
        if address not in self._named:
            self._named[address] = self._system(address)
        system = self._named[address]
        before = system.behind if system else ""
        if system is None or not code.upper().startswith(before):
            return Code(address, code)
        return Code(system.name, code[len(before) :])

    def _system(self, address: str) -> System | None:
        """The system of an address: that of an edition or a version lies below it."""
        bare = address.partition("|")[0].rstrip("/").lower()
        while bare:
            if bare in self.names:
                return self.names[bare]
            bare = bare.rpartition("/")[0]
        return None


def words_of(concept: object) -> tuple[str, ...]:
    """The codes of a status, whatever their system; else its text, or the status itself."""
    if isinstance(concept, dict):
        codings = (one for one in listed(concept.get("coding")) if isinstance(one, dict))
        codes = tuple(str(one["code"]) for one in codings if isinstance(one.get("code"), str))
        return codes or texts_of(concept)
    return (concept,) if isinstance(concept, str) else ()


def latest(day: object) -> date | None:
    """The last day that a date may mean: of a year, its last; None where it is no date."""
    return _latest(day) if isinstance(day, str) else None


@lru_cache(maxsize=4096)
def _latest(day: str) -> date | None:
    found = _DAY.match(day)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or _MONTHS)
    try:
        return date(year, month, int(found[3] or monthrange(year, month)[1]))
    except ValueError:
        return None


def earliest(day: object) -> date | None:
    """The first day that a date may mean; None where it is no date."""
    last, found = latest(day), _DAY.match(day) if isinstance(day, str) else None
    if last is None or found is None:
        return None
    return last.replace(month=int(found[2] or 1), day=int(found[3] or 1))


def shown(day: object) -> str | None:
    """A date without its hour; None where it is none."""
    return _shown(day) if isinstance(day, str) else None


@lru_cache(maxsize=4096)
def _shown(day: str) -> str | None:
    return day[:_WHOLE].partition("T")[0] if _latest(day) is not None else None


def days_since(days: Iterable[object], today: date) -> int | None:
    """The fewest days that have passed since the latest of these.

    A day that lies ahead tells none: what was done was not done then. That of tomorrow is today's
    elsewhere, and of a part of a date that began, today counts.
    """
    passed = [
        (today - found).days
        for day in days
        if (found := latest(day)) is not None and (found <= today or _began(day, today))
    ]
    return max(min(passed), 0) if passed else None


def _began(day: object, today: date) -> bool:
    """Whether the first day that a date may mean is no later than tomorrow."""
    first = earliest(day)
    return first is not None and (first - today).days <= 1


def since(day: object, until: int | None, today: date) -> str | None:
    """The days from a day to one that was so many days ago; or the day, where that is not told."""
    told, began = shown(day), days_since([day], today)
    if told is None or began is None or until is None or began < until or len(told) < _WHOLE:
        return told
    return f"{began - until} days"


def period(value: Mapping[str, Any], *keys: str) -> tuple[object, object]:
    """The begin and the end of the first of these elements that is there: a period, or a day."""
    for key in keys:
        one = value.get(key)
        if isinstance(one, dict):
            return one.get("start"), one.get("end")
        if one is not None:
            return one, one
    return None, None
