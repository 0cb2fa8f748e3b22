"""What a format may draw: doses over one line, the steps of a plan."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ldnref.knowledge.model_sources import Quantity
from ldnref.tuples import NamedTuple


class DoseLine(NamedTuple):
    """Doses to be drawn over one line from nought to `to`."""

    unit: str
    to: int
    #: A label, and the quantity that is drawn beside it.
    rows: tuple[tuple[str, Quantity], ...]


class Stair(NamedTuple):
    """A dose of a plan, in milligrams a day, and the day it begins."""

    begins: date
    dose: Decimal
    #: Capsules a day, and what one holds; None without a strength, or where whole ones make none.
    capsules: int | None = None
    strength: Decimal | None = None


def figures(value: Quantity) -> str:
    """A quantity in a few signs: `1.5–4.5`, `≤ 3`, `4.5`."""
    if value.exactly is not None:
        return str(value.exactly)
    if value.under is not None:
        return f"< {value.under}"
    if value.low is None:
        return f"≤ {value.high}"
    return f"≥ {value.low}" if value.high is None else f"{value.low}–{value.high}"


def how_often(frequency: Iterable[Quantity]) -> str:
    """The frequencies as reported, side by side: `37 % (LDN), 13 % (placebo)`."""
    return ", ".join(f"{figures(f)} {f.unit}" + (f" ({f.of})" if f.of else "") for f in frequency)


def ends(value: Quantity, to: int) -> tuple[Decimal, Decimal, str]:
    """Where a quantity is drawn on a scale up to `to`, and as what: `point`, `limit` or `range`.

    What lies beyond the scale is drawn at its end: the figures beside it say what it is.
    """
    most = Decimal(to)
    if value.exactly is not None:
        at = min(value.exactly, most)
        return at, at, "point"
    top = value.under if value.high is None else value.high
    high = most if top is None else min(top, most)
    if value.low is None:
        return Decimal(0), high, "limit"
    return min(value.low, most), high, "range"
