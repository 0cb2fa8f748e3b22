"""The doses of a plan as stairs, so that the rise is seen at a glance. Knows no colours."""

from collections.abc import Iterator, Sequence

from ldnref.answers.drawn import Stair
from ldnref.formats.characters import Fit
from ldnref.formats.lines import INDENT, Spans

#: The most rows, and the most columns that a step takes.
_HIGHEST, _WIDEST = 6, 6


def step_chart(stairs: Sequence[Stair], width: int, fit: Fit, *, drawn: bool) -> Iterator[Spans]:
    """A column a step, as high as its dose; first and last dose at the left, days below.

    Nothing where there are more steps than columns.
    """
    low, high = stairs[0], stairs[-1]
    labels = [f"{high.dose} mg", f"{low.dose} mg"]
    margin = max(map(len, labels)) + 1
    block = "█" if drawn and fit("█") == "█" else "="
    step = min(_WIDEST, (width - len(INDENT) - margin) // len(stairs))
    if step < 1:
        return
    rows = min(_HIGHEST, len(stairs))
    for row in range(rows, 0, -1):
        # The lowest row is the first dose; the others divide the rise.
        level = low.dose + (high.dose - low.dose) * (row - 1) / max(1, rows - 1)
        label = labels[0] if row == rows else labels[1] if row == 1 else ""
        bars = "".join((block if stair.dose >= level else " ") * step for stair in stairs)
        yield [
            ("text", INDENT),
            ("label", label.rjust(margin - 1) + " "),
            ("scale", bars.rstrip()),
        ]
    first, last = low.begins.isoformat(), high.begins.isoformat()
    days = first if len(stairs) == 1 else f"{first} to {last}"
    yield [("text", INDENT + " " * margin), ("quiet", days)]
