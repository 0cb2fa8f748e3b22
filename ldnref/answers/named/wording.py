"""The words that may stand around the name of a measure, as they are compared."""

from collections.abc import Mapping
from typing import NamedTuple

from ldnref.answers.named.normalise import normalise
from ldnref.knowledge.model_names import Band, Measure, Unit


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
        units={micro(normalise(word)): unit for unit in measure.units for word in unit.words},
        then=frozenset(map(normalise, measure.then)),
    )


def micro(unit: str) -> str:
    """A unit with the micro sign as it is typed without one."""
    return unit.replace("μ", "u")
