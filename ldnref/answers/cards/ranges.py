"""What a condition leaves of the usual range, on the card of a topic; and what is drawn of it."""

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Fact, Rank, fact
from ldnref.answers.drawn import DoseLine, figures
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Quantity
from ldnref.knowledge.model_statements import Statement
from ldnref.tuples import NamedTuple


class Left(NamedTuple):
    """The range that is left with a condition: the usual one, up to the lowest limit."""

    range: Quantity
    usual: Statement
    #: The statement whose limit governs.
    limit: Statement

    def told(self) -> Fact:
        """The range on a line of its own."""
        says = sentences.RANGE_LEFT.format(range=f"{figures(self.range)} {self.range.unit} a day")
        return Fact(sentences.HERE, says, rank=Rank.KEPT, sources=fact(self.limit, None).sources)

    def beyond(self, statement: Statement) -> bool:
        """Whether a statement speaks of doses that are ruled out already, or says this again."""
        if statement.id == self.usual.id:
            return True
        over = statement.limit.over if statement.limit else None
        top = self.range.high
        return over is not None and top is not None and over > top


def left_of(base: KnowledgeBase, answer: Answer) -> Left | None:
    """What a condition leaves of the usual range; None where it sets no limit."""
    condition = answer.asked.get("condition")
    named = base.topics[str(answer.asked["topic"])]
    usual = next((s for s in answer.statements if s.id == named.usual), None)
    limits = [
        (s.limit.over, s)
        for s in answer.statements
        if s.limit and s.limit.over is not None and condition in s.applies.conditions
    ]
    if usual is None or usual.value is None or not limits:
        return None
    top, limit = min(limits, key=lambda one: one[0])
    return Left(usual.value._replace(high=top), usual, limit)


def drawn(answer: Answer, left: Left | None) -> DoseLine | None:
    """The range that governs, drawn alone."""
    if answer.scale is None:
        return None
    rows = answer.scale.rows[:1] if left is None else ((sentences.HERE, left.range),)
    return answer.scale._replace(rows=rows)
