"""Lines of public medication lists: each is told as what it is, and no more."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from ldnref.answers.checking.judge import TOPICS, judge
from ldnref.answers.named.kin import groups
from ldnref.answers.named.lexicon import Lexicon
from ldnref.knowledge.library import open_base

REAL = open_base(TOPICS, names=True)
LEXICON = Lexicon(REAL)
TODAY = date(2026, 11, 29)

FILE = Path(__file__).parent / "questions" / "lists" / "lines.tsv"
OPIOIDS = frozenset(("opioids", "opioid-antidiarrhoeals", "opioid-antitussives"))
#: As lists name an outcome: a note is held, and nothing against it.
WANTED = {
    "CONTRAINDICATED": ("contraindicated",),
    "AVOID": ("avoid",),
    "ASK FIRST": ("ask-first",),
    "CAUTION": ("caution",),
    "NOTE": ("nothing-held", "not-checked"),
    "NOTHING HELD": ("nothing-held", "not-checked"),
    "no worse than NOTE": ("nothing-held", "not-checked"),
}


class Line(NamedTuple):
    """A line of a list, and what is wanted of it."""

    kind: str
    line: str
    wanted: str
    why: str
    #: `open`: a fault that is known; what is wanted stands here, and is not met yet.
    state: str = ""

    @property
    def outcomes(self):
        """The outcomes that are allowed; none where nothing is said of them."""
        first = self.wanted.split("(")[0].split(",")[0].split(";")[0]
        names = [name.strip() for name in first.split(" or ")]
        return [outcome for name in names for outcome in WANTED.get(name, ())]


LINES = [
    Line(*row.split("\t"))
    for row in FILE.read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


def verdict_of(line):
    """The verdict on one line."""
    return judge(REAL, [line], None, LEXICON, TODAY)


def told(verdict):
    """All that is told of a line: what it is, or may be, or is near."""
    return [one for item in verdict.items for one in (*item.part.named, *item.part.near)]


def faults(one, verdict):
    """What is not as it is wanted."""
    names = told(verdict)
    if one.outcomes and verdict.outcome not in one.outcomes:
        yield verdict.outcome
    if "complete" in one.wanted:
        parts = [item.part for item in verdict.items]
        yield from (part.text for part in parts if part.unknown or part.asks is not None)
    if "no opioid" in one.wanted:
        yield from (o.id for o in names if OPIOIDS & groups(REAL.names, o.id))
    if "no condition" in one.wanted:
        yield from (o.id for o in names if o.kind == "condition")
    if "no empty brackets" in one.wanted:
        yield from (
            item.part.text
            for item in verdict.items
            if item.part.holds == "" and item in verdict.silent
        )


def test_there_are_lines_of_every_kind():
    """A guard: no lines, no acceptance."""
    assert {f"K{n}" for n in range(1, 14)} - {"K12"} <= {one.kind.split("-")[0] for one in LINES}
    assert len(LINES) >= 430


_OPEN = pytest.mark.xfail(reason="a known fault, in tests/questions/lists", strict=True)


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(one, id=f"{one.kind}: {one.line}", marks=[_OPEN] if one.state else [])
        for one in LINES
    ],
)
def test_a_line_of_a_list_is_told_as_what_it_is(one):
    """Neither passed over nor made more of; nothing left over that says nothing."""
    assert [] == list(faults(one, verdict_of(one.line))), one.why
