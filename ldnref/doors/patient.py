"""The patient → age and death. The day of birth is read past."""

from collections.abc import Iterable
from datetime import date

from ldnref.answers import sentences
from ldnref.answers.birthdays import whole_years
from ldnref.answers.checking.given import CURRENT, MEASURED, Given, When
from ldnref.doors.elements import earliest, latest, shown
from ldnref.doors.fhir import Resource

_DAYS_A_MONTH = 30.44


def age(one: Resource, today: date) -> Given | None:
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
    if years := whole_years(born, today):
        return sentences.AGE.format(years=years)
    return sentences.AGE_IN_MONTHS.format(months=int((today - born).days / _DAYS_A_MONTH))


def deceased(one: Resource) -> str | None:
    """The day of death; `true` where none is told."""
    day = one.value.get("deceasedDateTime")
    if isinstance(day, str) and day:
        return shown(day) or "true"
    return "true" if one.value.get("deceasedBoolean") is True else None
