"""An answer as one self-contained HTML file, for screen and paper: no scripts, no requests.

Text enters the page through the template's autoescaping only, without its hidden characters.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ldnref.answers.answer import Answer, badge
from ldnref.answers.drawn import DoseLine, ends, figures, how_often
from ldnref.answers.evidence.chart import EvidenceMap
from ldnref.answers.pages import PageLook
from ldnref.answers.sources import findable
from ldnref.formats.characters import as_typed, clean, held_together
from ldnref.formats.evidence_map import count, legend, sign
from ldnref.tuples import NamedTuple

#: The drawing of doses, in units of its own box: its width, where the figures end, where the
#: scale begins and ends, and the height of a row. No line of the scale runs through a figure.
_WIDTH, _FIGURES, _FROM, _TO, _ROW = 340, 162, 176, 328, 16

#: Words that point to a command, or to what it shows. A reader of paper cannot give it.
_COMMAND = re.compile(r"ldnref [a-z -]+|\bsee (?:cautions|interactions)\b")

#: As many words before a command only say what it shows.
_POINTER = 3


class Bar(NamedTuple):
    """One row of the drawing of doses."""

    #: The middle of the row.
    y: float
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
    #: Where the figures end.
    figures: int
    bars: tuple[Bar, ...]
    #: The place of each whole number, and the number.
    ticks: tuple[tuple[float, int], ...]
    unit: str


class PageRow(NamedTuple):
    """A study in the map: its name, people and signs."""

    rank: str
    name: str
    #: Ids of the sources that report it.
    sources: tuple[str, ...]
    n: str
    #: A sign, and the direction that colours it.
    cells: tuple[tuple[str, str], ...]


class Map(NamedTuple):
    """The map of what was measured: the columns that matter most, and who tells something."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[PageRow, ...]
    #: Studies of which no column tells anything: their names, with their people.
    others: tuple[str, ...]
    legend: tuple[str, ...]


def environment() -> Environment:
    """What every page is made with: text is escaped, and has lost its hidden characters."""
    return Environment(
        loader=PackageLoader("ldnref", "formats"),
        autoescape=True,
        # Markup is what a macro made of text that went through here before.
        finalize=lambda text: held_together(clean(text)) if type(text) is str else text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _template() -> Template:
    """The template, read once."""
    pages = environment()
    pages.filters.update(
        typed=as_typed,
        often=lambda statement: how_often(statement.frequency),
        badge=badge,
        findable=findable,
        on_paper=_on_paper,
        sentence=_sentence,
        seen=_seen,
        keyed=_keyed,
    )
    pages.tests["day"] = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
    return pages.get_template("page.html.jinja")


def render(answer: Answer, reader: str) -> str:
    """The page of an answer, whole, for professionals or for patients."""
    look = answer.own if isinstance(answer.own, PageLook) else PageLook((), None)
    chart = None if answer.chart is None else _map(answer.chart)
    cited = {citation.ref for s in answer.statements for citation in s.sources}
    cited.update(ref for line in answer.lines for ref in line.sources)
    cited.update(ref for row in (chart.rows if chart else ()) for ref in row.sources)
    number = {source.id: n for n, source in enumerate(answer.sources, 1)}
    return _template().render(
        answer=answer,
        look=look,
        patients=reader == "patients",
        number=number,
        refs={
            s.id: "".join(f"[{number[ref]}]" for ref in dict.fromkeys(c.ref for c in s.sources))
            for s in answer.statements
        },
        sources=[source for source in answer.sources if source.id in cited],
        drawn_under=_drawn_under(answer),
        drawing=None if answer.scale is None else _drawing(answer.scale),
        map=chart,
    )


def _drawn_under(answer: Answer) -> str:
    """The heading of the first section that gives a dose: the dose line stands there."""
    drawn = {label for label, _ in answer.scale.rows} if answer.scale else set()
    shown = (s for s in answer.sections if any(one.label in drawn for one in s.statements))
    return next(shown, answer.sections[0]).title


def _on_paper(text: str) -> str:
    """The words without what points to a command."""
    kept = []
    for part in re.split(r"(?<=[.;]) ", text):
        before = _COMMAND.split(part)[0]
        if before == part:
            kept.append(part)
        elif len(before.split()) > _POINTER:
            kept.append(f"{before.rstrip(' :')}.")
    return f"{' '.join(kept).rstrip(';.')}."


def _sentence(words: str) -> str:
    """A line of a card as a sentence of a page; `eGFR` stays as it is."""
    first = words[0] if words[1:2].isupper() else words[0].upper()
    return f"{first}{words[1:]}{'' if words[-1] in '.?' else '.'}"


def _seen(seen: str, name: str) -> str:
    """How much of a source was seen, where its name does not say it."""
    words = seen.replace("-", " ")
    return "" if words in name.lower() else words


def _keyed(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The words in pieces, and whether a piece is one of the key words."""
    if not words:
        return [(text, False)]
    longest = sorted(words, key=len, reverse=True)
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)", text)
    return [(piece, n % 2 == 1) for n, piece in enumerate(pieces) if piece]


def _drawing(scale: DoseLine) -> Drawing:
    bars = tuple(_bars(scale))
    ticks = tuple((_at(Decimal(n), scale), n) for n in range(scale.to + 1))
    return Drawing(_WIDTH, _ROW * len(bars) + 18, _FIGURES, bars, ticks, scale.unit)


def _bars(scale: DoseLine) -> Iterator[Bar]:
    for n, (label, value) in enumerate(scale.rows):
        low, high, kind = ends(value, scale.to)
        x = _at(low, scale)
        yield Bar((n + 0.5) * _ROW, label, figures(value), x, round(_at(high, scale) - x, 1), kind)


def _at(amount: Decimal, scale: DoseLine) -> float:
    return round(float(_FROM + amount * (_TO - _FROM) / scale.to), 1)


def _map(chart: EvidenceMap) -> Map:
    domains = [domain for domain in chart.domains if domain.core]
    core = {domain.id for domain in domains}
    telling = {
        row.id
        for row in chart.rows
        if any(cell.direction != "unclear" for name, cell in row.cells.items() if name in core)
    }
    rows = [
        PageRow(
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
        if row.id in telling
    ]
    others = tuple(f"{row.name} (n {count(row)})" for row in chart.rows if row.id not in telling)
    heads = tuple(domain.name for domain in domains)
    return Map(chart.title, heads, tuple(rows), others, (*legend(str), chart.brackets))
