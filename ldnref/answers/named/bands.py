"""A stretch of figures against the bands of a measure: what it stands for. Knows no words."""

from decimal import Decimal
from typing import NamedTuple

from ldnref.knowledge.model_names import Band, Measure


class Span(NamedTuple):
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


def scaled(span: Span, times: Decimal) -> Span:
    """The same stretch in another unit."""
    return span._replace(low=span.low * times, high=span.high * times)


def stretches(measure: Measure, span: Span, start: int, end: int) -> Reading:
    """What the figures stand for: the bands that they lie in."""
    alone = span.low == span.high
    if alone and not measure.lowest <= span.low <= measure.highest:
        return Reading(start, end, (), unread=True)
    means = tuple(dict.fromkeys(b.means for b in measure.bands if _meet(b, span)))
    return Reading(start, end, means, unread=not means)


def within(band: Band, value: Decimal) -> bool:
    """Whether a band holds a figure."""
    return _meet(band, Span(value, value))


def _meet(band: Band, span: Span) -> bool:
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
