"""A stretch of figures against the bands of a measure: what it stands for. Knows no words."""

from collections.abc import Sequence
from decimal import Decimal

from ldnref.knowledge.model_measures import Band, Measure
from ldnref.tuples import NamedTuple

#: A figure in a grade is told to so much.
_TENTH = Decimal("0.1")


class Stretch(NamedTuple):
    """The figures that are meant: mostly one; with a comparison or a range, a stretch."""

    low: Decimal
    high: Decimal
    without_low: bool = False
    without_high: bool = False


class Reading(NamedTuple):
    """The figure of a measure: the tokens that it takes, and what it stands for."""

    start: int
    end: int
    #: The ids of each stretch in which it may lie; more than one: it has to be asked.
    means: tuple[tuple[str, ...], ...]
    #: Whether a figure stands there that was not read.
    unread: bool = False
    #: What the one band in which it lies is called.
    grade: str | None = None


def scaled(span: Stretch, times: Decimal) -> Stretch:
    """The same stretch in another unit."""
    return span._replace(low=span.low * times, high=span.high * times)


def one_side(measure: Measure, value: Decimal, end: str | None) -> Stretch:
    """One figure, or what lies on one side of it."""
    if end in ("under", "high"):
        return Stretch(measure.lowest, value, without_high=end == "under")
    if end in ("over", "low"):
        return Stretch(value, max(measure.highest, value), without_low=end == "over")
    return Stretch(value, value)


def stretches(measure: Measure, span: Stretch, start: int, end: int) -> Reading:
    """What the figures stand for: the bands that they lie in."""
    alone = span.low == span.high
    if alone and not measure.lowest <= span.low <= measure.highest:
        return Reading(start, end, (), unread=True)
    met = [band for band in measure.bands if _meet(band, span)]
    means = tuple(dict.fromkeys(band.means for band in met))
    return Reading(start, end, means, unread=not means, grade=_grade(measure, met, span))


def _grade(measure: Measure, met: Sequence[Band], span: Stretch) -> str | None:
    """What the one band is called that a stretch lies in, with the figure where it has one."""
    grades = {band.grade for band in met}
    grade = grades.pop() if len(grades) == 1 else None
    if grade is None or "{}" not in grade:
        return grade
    if span.low != span.high or not measure.units:
        return None
    figure = (span.low / measure.units[0].times).quantize(_TENTH)
    return grade.format(f"{figure:f}".removesuffix(".0"))


def within(band: Band, value: Decimal) -> bool:
    """Whether a band holds a figure."""
    return _meet(band, Stretch(value, value))


def _meet(band: Band, span: Stretch) -> bool:
    """Whether a band and a stretch of figures have one in common."""
    ends = (band.low, band.over, band.high, band.under)
    if all(end is None for end in ends):
        return False
    low, high = _first(band.low, band.over), _first(band.high, band.under)
    if low is not None and not _reaches(span.high, low, span.without_high or band.over is not None):
        return False
    return high is None or _reaches(high, span.low, span.without_low or band.under is not None)


def _first(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one


def _reaches(upper: Decimal, lower: Decimal, without: bool) -> bool:
    return upper > lower if without else upper >= lower
