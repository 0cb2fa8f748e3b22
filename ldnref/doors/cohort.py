"""Many patients, judged as `check` judges one: each distinct text is read once, and each mixture.

Texts that say the same of a patient are of one class, and patients whose texts are of the same
classes get the same verdict. What bears on no verdict is of no class. Knows no file and no table.
"""

from collections.abc import Sequence
from datetime import date

from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import weigh
from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    AVOID,
    CAUTION,
    CONTRAINDICATED,
    LINE_STATES,
    NOT_CHECKED,
    NOTHING_HELD,
    Item,
)
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.part import DENIED, Part
from ldnref.knowledge.model import KnowledgeBase
from ldnref.tuples import NamedTuple

#: Every outcome, the worst first.
OUTCOMES = (CONTRAINDICATED, AVOID, ASK_FIRST, CAUTION, NOT_CHECKED, NOTHING_HELD)

#: What became of a line, as `check` tells of it alone: each is exactly one of these.
CHECKED, ASKED, UNKNOWN, NOTHING, EMPTY = STATES = LINE_STATES


class Bearing(NamedTuple):
    """What a text is to a verdict."""

    state: str
    #: Its class, where it bears on a verdict.
    of: int | None
    #: Whether each line of it counts: it gives an amount, and amounts add up.
    adds: bool


class Judged(NamedTuple):
    """What `check` says of a patient, as ids."""

    outcome: str
    complete: bool
    #: The statements that lead a finding, the gravest first.
    findings: tuple[str, ...]
    #: The things that have to be asked about.
    asks: tuple[str, ...]


class Cohort:
    """The texts of many patients, and what they come to."""

    def __init__(self, base: KnowledgeBase, today: date) -> None:
        self.lexicon = Lexicon(base)
        self.held = base.made(Held)
        self.today = today
        self._numbers: dict[tuple[object, ...], int] = {}
        self._items: list[tuple[Item, ...]] = []
        self._readings: list[Bearing] = []
        self._keys: list[tuple[object, ...]] = []

    def read(self, text: str) -> Bearing:
        """What a text is; equal ones give an equal reading."""
        if not text.strip():
            return Bearing(EMPTY, None, adds=False)
        parts = read(self.lexicon, text, self.today)
        bearing = [part for part in parts if part.named or part.unknown]
        if not bearing:
            return Bearing(NOTHING, None, adds=False)
        key: tuple[object, ...] = tuple(map(self._says, bearing))
        if any(part.standing == DENIED for part in bearing):
            key = (*key, any(sign.isdigit() for sign in text))  # a figure beside a denial is asked
        if key not in self._numbers:
            self._numbers[key] = len(self._items)
            self._items.append(tuple(Item(text, part) for part in bearing))
            self._keys.append(key)
            self._readings.append(self._reading(len(self._items) - 1))
        return self._readings[self._numbers[key]]

    def _says(self, part: Part) -> tuple[object, ...]:
        """All of a part that a verdict may rest on; not how it was typed."""
        return (
            tuple(one.id for one in part.named),
            part.unknown,
            part.unknown and self.held.grave(part.near),
            part.asks is None,
            part.holds is None,
            part.harmless is None,
            part.doubtful,
            part.standing,
            part.days,
            part.amount,
            part.measured,
            part.unread,
        )

    def _reading(self, number: int) -> Bearing:
        items = self._items[number]
        adds = any(item.part.amount is not None for item in items)
        if any(item.part.unknown for item in items):
            return Bearing(UNKNOWN, number, adds)
        found = weigh(self.held, items, None)
        if any(one.statement is None for one in found.questions):
            return Bearing(ASKED, number, adds)
        told = found.findings or found.denied
        return Bearing(CHECKED if told else NOTHING, number, adds)

    def items(self, number: int) -> tuple[Item, ...]:
        """What the first text of a class says."""
        return self._items[number]

    def key(self, number: int) -> tuple[object, ...]:
        """All of a class that a verdict may rest on; the same for equal texts in every run."""
        return self._keys[number]

    def judge(self, classes: Sequence[int]) -> Judged:
        """The verdict on a patient whose texts are of these classes."""
        items = [item for number in classes for item in self._items[number]]
        found = weigh(self.held, items, None)
        asks = {one.named.id for question in found.questions for one in question.meanings}
        return Judged(
            found.outcome,
            found.complete,
            tuple(finding.lead.statement.id for finding in found.findings),
            tuple(sorted(asks)),
        )
