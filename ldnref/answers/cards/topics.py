"""The cards of topics: the briefs of a topic, in the order of its file."""

from collections.abc import Iterable

from ldnref.answers.answer import Answer, speaks
from ldnref.answers.cards.card import (
    ACTED,
    AVOIDED,
    CAUTIONED,
    KEPT,
    NOTED,
    TOLD,
    Card,
    Fact,
    fact,
)
from ldnref.answers.topics import side_by_side
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: With more contraindications than this, they stand under one heading.
_HEADED = 3


def topic(base: KnowledgeBase, answer: Answer) -> Card:
    """A topic: what has a brief is on the card, the first section before all; the rest counted."""
    del base
    facts: list[Fact] = []
    for number, section in enumerate(answer.sections):
        shown = [s for s in section.statements if s.brief and s.regimen is None]
        facts += [_weighed(s, first=number == 0) for s in shown]
        facts += _regimens(section.statements)
    return Card(
        title=answer.title,
        facts=tuple(_headed(facts)),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
    )


def narrowed(base: KnowledgeBase, answer: Answer) -> Card:
    """Of a topic what the words after it asked for, best first; what is contraindicated leads."""
    del base
    worst = SEVERITIES[0]
    held = sorted(answer.statements, key=lambda s: (severity(s) != worst, not s.brief))
    facts = [
        one if s.brief or one.rank == KEPT else one._replace(rank=NOTED)
        for s in held
        for one in [fact(s, severity(s))]
    ]
    return Card(
        title=answer.title,
        facts=tuple(facts),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
        beyond=str(answer.asked["topic"]),
    )


def _weighed(statement: Statement, *, first: bool) -> Fact:
    """A statement as a fact: on a topic its place in the file weighs, not its severity alone."""
    one = fact(statement, severity(statement))
    if one.rank in (KEPT, TOLD):
        return one
    return one._replace(rank=AVOIDED if first else CAUTIONED)


def _headed(facts: list[Fact]) -> list[Fact]:
    """Many contraindications together under one heading, which says the word once."""
    worst = SEVERITIES[0]
    grave = [one for one in facts if one.severity == worst]
    if len(grave) <= _HEADED:
        return facts
    heading = Fact("", worst.upper(), worst, " Do: do not start LDN", rank=KEPT, heading=True)
    others = [one for one in facts if one.severity != worst]
    told = [one._replace(severity=None, do=None) for one in grave]
    return [heading, *told, Fact("", "Beside these", rank=KEPT, heading=True), *others]


def severity(statement: Statement) -> str | None:
    """The severity to print: a limit forbids what it says, whatever the dose."""
    return statement.severity if statement.limit else speaks(statement)


def _regimens(statements: tuple[Statement, ...]) -> Iterable[Fact]:
    """The published regimens, a line each."""
    held = [s for s in statements if s.regimen is not None]
    table = side_by_side(tuple(held))
    if table is None:
        return
    for statement, row in zip(held, table.rows, strict=True):
        _, start, step, every, to = row
        steps = "none" if step == "none" else f"{step} every {every}"
        says = f"{start}, {steps}, to {to}".replace("not seen", "?")
        yield fact(statement, None)._replace(says=says, do=None, rank=ACTED)


def overview(base: KnowledgeBase, answer: Answer) -> Card:
    """What is contraindicated, to be avoided and watched: headlines by severity."""
    del base
    worst = SEVERITIES[0]
    grave = [s for s in answer.statements if s.severity == worst]
    medicines = [s for s in grave if s.applies.medicines]
    facts = [Fact("", worst.upper(), worst, " Do: do not start LDN", rank=KEPT, heading=True)]
    facts += [fact(s, None)._replace(do=None, rank=AVOIDED) for s in medicines]
    facts.append(_row("Conditions", [s for s in grave if s not in medicines]))
    for word in SEVERITIES[1:]:
        here = [s for s in answer.statements if s.severity == word]
        facts.append(_row(word.upper() if word != SEVERITIES[-1] else "Note", here))
    return Card(
        title=answer.title,
        facts=tuple(one for one in facts if one.says),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
        also=("interactions NAME",),
    )


def _row(label: str, statements: list[Statement]) -> Fact:
    """Several statements in one line, by their labels."""
    labels = " · ".join(s.label for s in statements)
    return Fact(label, labels, rank=KEPT, ids=tuple(s.id for s in statements))
