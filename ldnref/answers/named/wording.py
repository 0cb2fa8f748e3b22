"""The words around the name of a measure, and its units, as they are compared."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ldnref.answers.named.normalise import normalise
from ldnref.knowledge.model_measures import Band, Measure, Unit
from ldnref.tuples import NamedTuple


class Beside(NamedTuple):
    """The words that may stand around the name of a measure, normalised."""

    between: frozenset[str]
    limit: frozenset[str]
    bands: tuple[tuple[frozenset[str], Band], ...]
    units: Mapping[str, Unit]
    then: frozenset[str]


def beside(measure: Measure) -> Beside:
    """Those of one measure."""
    return Beside(
        between=frozenset(map(normalise, measure.between)),
        limit=frozenset(map(normalise, measure.limit)),
        bands=tuple((frozenset(map(normalise, band.words)), band) for band in measure.bands),
        units={micro(phrase): unit for phrase, unit in units(measure)},
        then=frozenset(map(normalise, measure.then)),
    )


def units(measure: Measure) -> Iterator[tuple[str, Unit]]:
    """Every way of writing a unit, for each length of time where it is one a time."""
    per = [(one.times, [*map(normalise, one.words)]) for one in measure.per]
    for unit in measure.units:
        rates = [(unit._replace(times=unit.times * times), words) for times, words in per]
        for word in map(normalise, unit.words):
            if not per:
                yield word, unit
            for whole, times in rates:
                yield from ((f"{word} {time}", whole) for time in times)


def micro(unit: str) -> str:
    """A unit with the micro sign as it is typed without one."""
    return unit.replace("μ", "u")


def of_hours(measure: Measure, times: Mapping[str, int], hours: int) -> Decimal | None:
    """What a time of so many hours is in a measure; `times`: words by theirs; None: in no unit."""
    for unit in measure.units:
        if any(times.get(word) == hours for word in unit.words):
            return unit.times
    return None
