"""An answer as one self-contained HTML file, for screen and paper: no scripts, no requests.

Text enters the page through the template's autoescaping only, without its hidden characters.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from ldnref.answers.answer import Answer, badge, how_often
from ldnref.answers.drawn import DoseLine, EvidenceMap, ends, figures
from ldnref.answers.sources import findable
from ldnref.formats.characters import as_typed, clean, held_together
from ldnref.formats.evidence_map import count, legend, sign

#: The drawing of doses, in units of its own box: its width, what is left free at both ends of the
#: scale, and the height of a row. Labels stand above their bars, to be read on a telephone too.
_WIDTH, _END, _ROW = 340, 12, 28


class Bar(NamedTuple):
    """One row of the drawing of doses."""

    y: int
    label: str
    figures: str
    x: float
    width: float
    #: `range`, `point` or `limit`.
    kind: str


class Drawing(NamedTuple):
    """The doses over one line."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    #: The place of each whole number, and the number.
    ticks: tuple[tuple[float, int], ...]
    unit: str


class Row(NamedTuple):
    """A study in the map: its name, people and signs."""

    rank: str
    name: str
    #: Ids of the sources that report it.
    sources: tuple[str, ...]
    n: str
    #: A sign, and the direction that colours it.
    cells: tuple[tuple[str, str], ...]


class Map(NamedTuple):
    """The map of what was measured: the columns that matter most."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    #: Studies that measured other things only: their names, with their people, and sources.
    others: tuple[tuple[str, tuple[str, ...]], ...]
    legend: tuple[str, ...]


def render(answer: Answer, reader: str) -> str:
    """The page of an answer, whole, for professionals or for patients."""
    environment = Environment(
        loader=PackageLoader("ldnref", "formats"),
        autoescape=True,
        # Markup is what a macro made of text that went through here before.
        finalize=lambda text: held_together(clean(text)) if type(text) is str else text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(typed=as_typed, often=how_often, badge=badge, findable=findable)
    environment.tests["day"] = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
    cited = set(answer.cited)
    number = {source.id: n for n, source in enumerate(answer.sources, 1)}
    return environment.get_template("page.html.jinja").render(
        answer=answer,
        patients=reader == "patients",
        number=number,
        refs={
            s.id: "".join(f"[{number[ref]}]" for ref in dict.fromkeys(c.ref for c in s.sources))
            for s in answer.statements
        },
        sources=[source for source in answer.sources if source.id in cited],
        drawing=None if answer.scale is None else _drawing(answer.scale),
        map=None if answer.chart is None else _map(answer.chart),
    )


def _drawing(scale: DoseLine) -> Drawing:
    bars = tuple(_bars(scale))
    ticks = tuple((_at(Decimal(n), scale), n) for n in range(scale.to + 1))
    return Drawing(_WIDTH, _ROW * len(bars) + 18, bars, ticks, scale.unit)


def _bars(scale: DoseLine) -> Iterator[Bar]:
    for n, (label, value) in enumerate(scale.rows):
        low, high, kind = ends(value, scale.to)
        x = _at(low, scale)
        yield Bar(n * _ROW, label, figures(value), x, round(_at(high, scale) - x, 1), kind)


def _at(amount: Decimal, scale: DoseLine) -> float:
    return round(float(_END + amount * (_WIDTH - 2 * _END) / scale.to), 1)


def _map(chart: EvidenceMap) -> Map:
    domains = [domain for domain in chart.domains if domain.core]
    core = {domain.id for domain in domains}
    rows = [
        Row(
            row.rank,
            row.name,
            row.sources,
            count(row),
            tuple(
                (sign(cell, str), cell.direction if cell else "none")
                for cell in (row.cells.get(domain.id) for domain in domains)
            ),
        )
        for row in chart.rows
        if not core.isdisjoint(row.cells)
    ]
    others = tuple(
        (f"{row.name} (n {count(row)})", row.sources)
        for row in chart.rows
        if core.isdisjoint(row.cells)
    )
    heads = tuple(domain.name for domain in domains)
    return Map(chart.title, heads, tuple(rows), others, (*legend(str), chart.brackets))
