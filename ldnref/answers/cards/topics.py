"""The cards of topics: the briefs of a topic, in the order of its file; narrowed by a word."""

from collections.abc import Iterable

from ldnref.answers.answer import Answer, speaks
from ldnref.answers.cards.card import Card, Fact, fact
from ldnref.answers.topics import side_by_side
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES


def topic(base: KnowledgeBase, answer: Answer) -> Card:
    """A topic: what has a brief is on the card, the rest is counted."""
    del base
    shown = [s for s in answer.statements if s.brief]
    facts = [fact(s, severity(s)) for s in shown if s.regimen is None]
    facts += _regimens(answer)
    return Card(
        title=answer.title,
        facts=tuple(facts),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
    )


def severity(statement: Statement) -> str | None:
    """The severity to print: a limit forbids what it says, whatever the dose."""
    return statement.severity if statement.limit else speaks(statement)


def _regimens(answer: Answer) -> Iterable[Fact]:
    """The published regimens, a line each."""
    held = [s for s in answer.statements if s.regimen is not None]
    table = side_by_side(tuple(held))
    if table is None:
        return
    for statement, row in zip(held, table.rows, strict=True):
        _, start, step, every, to = row
        steps = "none" if step == "none" else f"{step} every {every}"
        says = f"start {start}; {steps}; to {to}"
        yield fact(statement, None)._replace(says=says, do=None)


def overview(base: KnowledgeBase, answer: Answer) -> Card:
    """What is contraindicated, to be avoided and watched: headlines by severity, with the act."""
    del base
    facts: list[Fact] = []
    for worst in SEVERITIES[:-1]:
        here = [s for s in answer.statements if s.severity == worst]
        facts += [fact(s, worst) for s in here if worst != "caution"]
        if worst == "caution":
            facts.append(_row("CAUTION", here))
    none = [s for s in answer.statements if s.found == "none-found"]
    facts.append(_row("None found", none))
    return Card(
        title=answer.title,
        facts=tuple(one for one in facts if one.says),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
    )


def _row(label: str, statements: list[Statement]) -> Fact:
    """Several statements in one line, by their labels."""
    labels = " · ".join(s.label for s in statements)
    return Fact(label, labels, ids=tuple(s.id for s in statements))
