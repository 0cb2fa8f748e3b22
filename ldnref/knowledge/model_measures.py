"""Figures of a patient as values: measures with their bands and units, and amounts of medicines."""

from collections.abc import Mapping
from decimal import Decimal

from ldnref.knowledge.model_sources import Citation, Where
from ldnref.tuples import NamedTuple


class Moment(NamedTuple):
    """Words for a time or a number, and how many: days ago at the most recent, hours of a unit."""

    words: tuple[str, ...]
    number: int


class Band(NamedTuple):
    """A stretch of a measure, or words and grades beside it, and what it stands for."""

    #: Ids of conditions or medicines; none: nothing is held on it.
    means: tuple[str, ...]
    #: From this figure, which belongs to it; or above this figure, which does not.
    low: Decimal | None = None
    over: Decimal | None = None
    #: To this figure, which belongs to it; or below this figure, which does not.
    high: Decimal | None = None
    under: Decimal | None = None
    #: Grades in letters, or words beside the name: `c`, `raised`.
    words: tuple[str, ...] = ()
    #: What it is called beside what was read; `{}` in it is the figure in the measure's first unit.
    grade: str | None = None


class Unit(NamedTuple):
    """A way of writing a measure's unit, and what a figure in it is multiplied with."""

    words: tuple[str, ...]
    times: Decimal
    #: Of figures without a unit: those to which it applies.
    low: Decimal | None = None
    under: Decimal | None = None
    #: `after`: it tells by itself what is measured; `alone`: where nothing else stands there.
    stands: str | None = None


class Measure(NamedTuple):
    """Something that is measured or counted in a patient, and what its figures stand for."""

    id: str
    where: Where
    name: str
    #: Before or after the figure; only after it; after it where nothing else stands there.
    names: tuple[str, ...]
    after: tuple[str, ...]
    alone: tuple[str, ...]
    #: What a person can have; any other figure was not read.
    lowest: Decimal
    highest: Decimal
    units: tuple[Unit, ...]
    #: Figures without a unit; none: without one it is not this measure.
    bare: tuple[Unit, ...]
    #: Words after which the upper limit of normal stands: the figure is divided by it.
    limit: tuple[str, ...]
    #: Words that may stand between the name and the figure.
    between: tuple[str, ...]
    #: Words before the name that make it another time's, or other people's.
    then: tuple[str, ...]
    bands: tuple[Band, ...]
    #: What to give instead, where the figure says nothing by itself.
    unread: str | None
    #: Whether a name without a figure is nothing to be told.
    needs_figure: bool
    sources: tuple[Citation, ...]
    #: Names beside which a day stands: the time from it to the day of asking is the figure.
    day: tuple[str, ...] = ()
    #: The same, where nothing else stands in the entry.
    day_alone: tuple[str, ...] = ()
    #: Ways of writing for how long, behind every unit, and what a figure is multiplied with.
    per: tuple[Unit, ...] = ()


class Amount(NamedTuple):
    """What the strength or the daily amount beside a medicine makes of it; milligrams."""

    where: Where
    #: Ids of medicines.
    of: tuple[str, ...]
    #: In one tablet, capsule or spoon, where no strength is given.
    each: Decimal | None
    bands: tuple[Band, ...]
    #: The id of what it is where it is taken on every day.
    regular: str | None
    sources: tuple[Citation, ...]


class Stays(NamedTuple):
    """What an older figure stands for that a later one does not take back."""

    where: Where
    #: Ids of conditions.
    of: tuple[str, ...]
    #: For so many days, as a question; none: it counts as ever.
    days: int | None


class Measures(NamedTuple):
    """What measures.yaml holds."""

    measures: tuple[Measure, ...] = ()
    amounts: tuple[Amount, ...] = ()
    #: Words that compare (under, over, at least …), by the key of a band that they stand for; `now`
    #: before the figure that it came to, `from` before the one that it left: `fell from 62 to 24`.
    compared: Mapping[str, tuple[str, ...]] = {}
    stays: tuple[Stays, ...] = ()
    #: How many times a day, by words.
    frequencies: tuple[Moment, ...] = ()
    #: Words for one tablet, capsule or spoon.
    pieces: tuple[str, ...] = ()
    #: Words that say that something is taken on every day.
    regular: tuple[str, ...] = ()
    #: Words that say that it is taken as required.
    occasional: tuple[str, ...] = ()
