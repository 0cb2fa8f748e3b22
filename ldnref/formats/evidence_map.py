"""Studies down, domains across, a sign in each cell: what was found, and what nobody measured.

Knows no colours; each sign bears the name of its direction as its role.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from ldnref.answers import sentences
from ldnref.answers.evidence.chart import Cell, EvidenceMap, MapRow
from ldnref.formats.characters import Fit
from ldnref.formats.lines import INDENT, NARROW, Spans, filled
from ldnref.knowledge.model_studies import Domain
from ldnref.knowledge.vocabulary import DIRECTIONS

#: A direction's sign, and its sign on a stream that cannot show the first; the last: not measured.
_SIGNS = dict(zip((*DIRECTIONS, None), ("+", "=", "−", "±", "?", "·"), strict=True))
_PLAIN_SIGNS = dict(zip((*DIRECTIONS, None), ("+", "=", "-", "~", "?", "."), strict=True))

_MEANING = {
    "better": "better",
    "no-difference": "no difference",
    "worse": "worse",
    "mixed": "mixed",
    "unclear": sentences.CANNOT_BE_TOLD,
    None: sentences.NOT_MEASURED,
}

#: The columns of names, where the screen is narrow too, and of how many people.
_NAME, _NARROW_NAME, _COUNT = 16, 12, 6


def signs(fit: Fit) -> dict[str | None, str]:
    """The sign of each direction, and of what was not measured (None), as a stream shows them."""
    return _SIGNS if fit("±") == "±" and fit("−") == "−" else _PLAIN_SIGNS


def sign(cell: Cell | None, fit: Fit) -> str:
    """The sign of one cell, in brackets where it is weak."""
    found = signs(fit)[cell.direction if cell else None]
    return f"({found})" if cell is not None and cell.weak else found


def legend(fit: Fit) -> list[str]:
    """What each sign means."""
    return [f"{mark} {_MEANING[direction]}" for direction, mark in signs(fit).items()]


def count(row: MapRow) -> str:
    """How many people: those enrolled are the most that can have been analysed."""
    return f"≤{row.n}" if row.n_is == "enrolled" else row.n


def evidence_map(chart: EvidenceMap, width: int, fit: Fit) -> Iterator[Spans]:
    """The map in as many blocks of columns as the width asks for, then what the signs mean."""
    name = _NARROW_NAME if width < NARROW else _NAME
    for block in _blocks(chart.domains, width - len(INDENT) - name - 1 - _COUNT):
        yield from _block(chart, block, name, fit)
        yield []
    room = width - len(INDENT)
    meanings = [*legend(fit), fit(chart.brackets)]
    for line in filled(meanings, room):
        yield [("text", INDENT), ("quiet", line)]


def _columns(domain: Domain) -> int:
    return max(3, *map(len, domain.short)) + 1


def _centred(text: str, domain: Domain) -> str:
    return " " + text.center(_columns(domain) - 1)


def _blocks(domains: Sequence[Domain], room: int) -> Iterator[list[Domain]]:
    block: list[Domain] = []
    for domain in domains:
        if block and sum(map(_columns, [*block, domain])) > room:
            yield block
            block = []
        block.append(domain)
    yield block


def _block(chart: EvidenceMap, domains: list[Domain], name: int, fit: Fit) -> Iterator[Spans]:
    before = " " * (len(INDENT) + name + 1)
    heads = list(zip_longest(*(domain.short for domain in domains), fillvalue=""))
    for number, head in enumerate(heads):
        cells = (_centred(text, domain) for text, domain in zip(head, domains, strict=True))
        count = "n" if number == len(heads) - 1 else ""
        yield [("text", before), ("column", count.rjust(_COUNT - 1) + " " + "".join(cells))]
    # A row of dots alone says nothing, save where nobody's having measured it is the point.
    core = {domain.id for domain in chart.domains if domain.core and domains[0].core}
    shown = core.union(domain.id for domain in domains)
    measured = [row for row in chart.rows if not shown.isdisjoint(row.cells)]
    for rank, rows in groupby(measured, key=lambda row: row.rank):
        yield [("text", INDENT), ("label", fit(rank))]
        for row in rows:
            yield from _row(row, domains, name, fit)


def _row(row: MapRow, domains: list[Domain], name: int, fit: Fit) -> Iterator[Spans]:
    first, *rest = filled([fit(row.name)], name)
    spans = [("text", f"{INDENT}{first.ljust(name)} {fit(count(row)).rjust(_COUNT - 1)} ")]
    for domain in domains:
        cell = row.cells.get(domain.id)
        spans.append((cell.direction if cell else "quiet", _centred(sign(cell, fit), domain)))
    yield spans
    yield from ([("text", INDENT + words)] for words in rest)
