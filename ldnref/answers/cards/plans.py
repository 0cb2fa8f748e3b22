"""The card of a plan: what limits it, its steps, and what to watch; or why it is refused."""

from collections.abc import Iterator

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact, Rank, carded, fact, severity
from ldnref.answers.drawn import Stair
from ldnref.answers.titration.result import PlanResult
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement


def plan(base: KnowledgeBase, answer: Answer) -> Card:
    """A plan: what limits it, its steps, what to confirm, what to watch, when to step back."""
    del base
    card = carded(answer, _made(answer) if answer.stairs else _refused(answer))
    return card._replace(also=() if answer.stairs else answer.next[:1])


def _made(answer: Answer) -> Iterator[Fact]:
    steps, *others = answer.sections
    lines = list(steps.lines)
    if isinstance(answer.own, PlanResult) and answer.own.limit:
        limit = lines.pop(0)
        yield Fact("Limit", limit.text, sources=limit.sources, rank=Rank.KEPT)
    yield Fact("Steps", _steps(answer), rank=Rank.KEPT)
    for line in lines[1:]:
        yield Fact("", line.text, sources=line.sources, rank=Rank.AVOIDED)
    for section in others:
        for number, one in enumerate(section.statements):
            yield _beside(one, first=number == 0)
    yield Fact("", lines[0].text, rank=Rank.KEPT)


def _steps(answer: Answer) -> str:
    """The doses with their days, the year once."""
    told = []
    year = None
    for stair in answer.stairs:
        day = stair.begins.isoformat()
        dated = day if stair.begins.year != year else day[5:]
        told.append(f"{dated} {stair.dose} mg{_capsules(stair)}")
        year = stair.begins.year
    return " · ".join(told)


def _capsules(stair: Stair) -> str:
    """How many capsules make a dose, where their strength was given."""
    if stair.strength is None:
        return ""
    return " (not whole)" if stair.capsules is None else f" ({stair.capsules} × {stair.strength})"


def _beside(one: Statement, *, first: bool) -> Fact:
    """What stands beside the steps: a contraindication stays, and the first of each kind."""
    found = fact(one, severity(one))
    if found.rank == Rank.KEPT:
        return found._replace(rank=Rank.AVOIDED)
    return found._replace(rank=Rank.CAUTIONED if first else Rank.NOTED)


def _refused(answer: Answer) -> Iterator[Fact]:
    """Why, by the statements that forbid it, and what is held instead."""
    for section in answer.sections:
        if section.statements:
            refs = [citation.ref for one in section.statements for citation in one.sources]
            yield Fact(
                "",
                section.title,
                do=fact(section.statements[0], None).do,
                sources=tuple(dict.fromkeys(refs)),
                rank=Rank.KEPT,
                ids=tuple(one.id for one in section.statements),
            )
        for number, line in enumerate(section.lines):
            label = section.title if not number else ""
            yield Fact(
                label, line.text, sources=line.sources, rank=Rank.TOLD if number else Rank.ACTED
            )
