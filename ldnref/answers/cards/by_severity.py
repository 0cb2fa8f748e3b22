"""What is held by severity: what rules LDN out in lines, what is milder by name."""

from collections import Counter
from collections.abc import Iterable

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import GAP, Card, Fact, Rank, carded, fact
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: How many characters of labels stand in one line of a card.
_ROW = 57


def grave(facts: Iterable[Fact]) -> Fact:
    """The heading of what is contraindicated, with what most of it says to do."""
    worst = SEVERITIES[0]
    acts = Counter(one.do for one in facts if one.do)
    do = acts.most_common(1)[0][0] if acts else None
    return Fact("", worst.upper(), worst, do, rank=Rank.KEPT, heading=True)


def all_interactions(base: KnowledgeBase, answer: Answer) -> Card:
    """What is contraindicated, to be avoided and watched: headlines by severity."""
    del base
    worst = SEVERITIES[0]
    worst_of = [s for s in answer.statements if s.severity == worst and not s.limit]
    medicines = [s for s in worst_of if s.applies.medicines]
    conditions = [s for s in worst_of if not s.applies.medicines]
    facts = [grave(fact(s, None) for s in worst_of)]
    facts += [fact(s, None)._replace(do=None, rank=Rank.KEPT) for s in medicines[:1]]
    facts += _rows("Also", medicines[1:], Rank.KEPT)
    facts += _rows("Conditions", conditions, Rank.KEPT)
    others = [s for s in answer.statements if s.severity != worst]
    card = carded(answer, (*facts, *by_severity(others)))
    return card._replace(also=("interactions NAME",), broad=True)


def by_severity(statements: Iterable[Statement]) -> Iterable[Fact]:
    """What is to be avoided, what to be watched and what to be noted, by name."""
    held = list(statements)
    for word, rank in zip(SEVERITIES[1:], (Rank.KEPT, Rank.AVOIDED, Rank.NOTED), strict=True):
        yield from _rows(word.upper(), [s for s in held if s.severity == word], rank)


def _rows(label: str, statements: Iterable[Statement], rank: float) -> Iterable[Fact]:
    """Statements by their labels, as many as one line holds to each fact."""
    told: list[Statement] = []
    for statement in (*statements, None):
        wider = [*told, *([statement] if statement else [])]
        if told and (statement is None or len(_labels(wider)) > _ROW):
            yield Fact(label, _labels(told), rank=rank, ids=tuple(s.id for s in told))
            label, told = GAP, []
        if statement is not None:
            told.append(statement)


def _labels(statements: Iterable[Statement]) -> str:
    return " · ".join(s.label for s in statements)
