"""How long ago a source was read, and from when on that is marked. Looks at no clock."""

from collections.abc import Iterable
from datetime import date

from ldnref.answers import sentences
from ldnref.knowledge.model_sources import Source
from ldnref.tuples import NamedTuple

#: Months without reading after which a source is marked, and marked again.
OLD, _OLDER = 12, 24


class AgeShown(NamedTuple):
    """Whole months since a source was read; None: never."""

    id: str
    months: int | None
    mark: str | None


class SourcesResult(NamedTuple):
    """How old what was read is, as data: the keys of JSON are these fields."""

    ages: tuple[AgeShown, ...]


def shown(listed: Iterable[Source], day: date) -> SourcesResult:
    """The age of each, as data."""
    return SourcesResult(
        tuple(AgeShown(one.id, _months(one, day), mark(one, day) or None) for one in listed)
    )


def age(source: Source, day: date) -> str:
    """How long before `day` it was last read, marked in two steps."""
    months = _months(source, day)
    marked = mark(source, day)
    if months is None:
        return marked
    if months < 0:
        return sentences.AFTER_DAY
    if not months:
        return sentences.THIS_MONTH
    told = f"{months} month{'' if months == 1 else 's'} ago"
    return f"{told}: {marked}" if marked else told


def mark(source: Source, day: date) -> str:
    """How old it is, where that is old; empty where it is not."""
    months = _months(source, day)
    if months is None:
        return "NEVER READ"
    if months >= _OLDER:
        return f"OVER {_OLDER} MONTHS"
    return f"OVER {OLD} MONTHS" if months >= OLD else ""


def _months(source: Source, day: date) -> int | None:
    """Whole months since it was read, less than nought for a day before that."""
    if source.read is None:
        return None
    months = (day.year - source.read.year) * 12 + day.month - source.read.month
    return months - (day.day < source.read.day)
