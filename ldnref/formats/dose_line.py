"""Doses as bars over one line, so that who says what is seen at a glance. Knows no colours."""

from collections.abc import Iterator

from ldnref.answers.drawn import DoseLine, ends, figures
from ldnref.formats.characters import Fit
from ldnref.formats.lines import INDENT, NARROW, Spans
from ldnref.knowledge.model_sources import Quantity

#: The column of labels, and where the screen is narrow.
_LABEL, _SHORT_LABEL = 19, 12

#: The most and the fewest columns that a milligram takes.
_WIDEST_STEP, _NARROWEST_STEP = 8, 2


def dose_line(scale: DoseLine, width: int, fit: Fit, *, drawn: bool) -> Iterator[Spans]:
    """One bar a row and the axis below; `drawn` allows blocks and boxes."""
    label = _SHORT_LABEL if width < NARROW else _LABEL
    shown = [fit(figures(value)) for _, value in scale.rows]
    tail = max(len(text) + 1 for text in (*shown, f"{scale.unit} a day"))
    room = (width - len(INDENT) - label - tail - 1) // scale.to
    step = max(_NARROWEST_STEP, min(_WIDEST_STEP, room))
    signs = tuple("█●─┤" if drawn and fit("█") == "█" else "=o-|")
    for (name, value), text in zip(scale.rows, shown, strict=True):
        yield [
            ("text", INDENT),
            ("label", fit(name)[: label - 1].ljust(label)),
            ("scale", _bar(value, scale.to, step, signs)),
            ("text", f" {text}"),
        ]
    marks = "".join(str(n).ljust(step) for n in range(scale.to + 1)).rstrip()
    yield [("text", " " * (len(INDENT) + label)), ("quiet", f"{marks} {scale.unit} a day")]


def _bar(value: Quantity, to: int, step: int, signs: tuple[str, ...]) -> str:
    """One value: a dot, a bar from low to high, or a rail up to a limit."""
    bar, dot, rail, stop = signs
    low, high, kind = ends(value, to)
    start, end = int(low * step), int(high * step)
    cells = [" "] * (step * to + 1)
    if kind == "point":
        cells[start] = dot
    elif kind == "limit":
        cells[: end + 1] = [rail] * end + [stop]
    else:
        cells[start : end + 1] = [bar] * (end + 1 - start)
    return "".join(cells)
