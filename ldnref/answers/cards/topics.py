"""The cards of topics: the briefs of a topic, in the order of its file."""

from collections import Counter
from collections.abc import Iterable

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, speaks
from ldnref.answers.cards.card import AVOIDED, GAP, KEPT, NOTED, Card, Fact, fact
from ldnref.answers.drawn import figures
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: With more contraindications than this, they stand under one heading.
_HEADED = 3

#: How much a place in the first section of a topic weighs, and how much more in each later one.
_FIRST, _LATER = 0.4, 0.4

#: How much of that weighs on what is to be avoided, and on what asks for caution.
_WEIGHT = {SEVERITIES[1]: 0.6, SEVERITIES[2]: 0.7}

#: How many characters of labels stand in one line of a card.
_ROW = 57


def of(base: KnowledgeBase, answer: Answer) -> Card:
    """The card of a topic, of the part of one that was asked for, or of all interactions."""
    if answer.kind != "topic":
        return overview(base, answer)
    return (narrowed if "words" in answer.asked else topic)(base, answer)


def topic(base: KnowledgeBase, answer: Answer) -> Card:
    """A topic: the first of each section, then the second …, as many as a screen holds.

    What has no brief stands under --all; where nothing has one, everything is shown.
    """
    condition = answer.asked.get("condition")
    facts: list[Fact] = []
    any_brief = any(s.brief for s in answer.statements)
    for number, section in enumerate(answer.sections):
        told = [fact(s, severity(s)) for s in section.statements if s.brief or not any_brief]
        facts += [_weighed(one, number, place) for place, one in enumerate(told)]
    # What forbids leads, wherever in the topic it stands.
    facts.sort(key=lambda one: one.severity != SEVERITIES[0])
    if condition:
        facts = [*_with(base, answer, str(condition)), *facts]
    grave = [one for one in facts if one.severity == SEVERITIES[0]]
    if len(grave) > _HEADED:
        told = [one._replace(severity=None, do=None) for one in grave]
        others = [s for s in answer.statements if s.severity != SEVERITIES[0]]
        facts = [_grave(grave), *told, *_by_severity(others)]
    return Card(
        title=answer.title,
        facts=tuple(facts),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
        broad=True,
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


def _with(base: KnowledgeBase, answer: Answer, condition: str) -> Iterable[Fact]:
    """The range that is left with a condition: the usual one, up to the lowest limit."""
    named = base.topics[str(answer.asked["topic"])]
    usual = next((s for s in answer.statements if s.id == named.usual), None)
    limits = [s for s in answer.statements if s.limit and condition in s.applies.conditions]
    tops = [s.limit.over for s in limits if s.limit and s.limit.over is not None]
    if usual is not None and usual.value is not None and tops:
        left = usual.value._replace(high=min(tops))
        says = sentences.RANGE_LEFT.format(range=f"{figures(left)} {left.unit} a day")
        sources = fact(limits[0], None).sources
        yield Fact(sentences.HERE, says, rank=KEPT, sources=sources)


def _weighed(one: Fact, section: int, place: int) -> Fact:
    """A fact by its place: the first of each section, then the second …, early sections sooner.

    What is to be avoided, or asks for caution, comes sooner than what is only told.
    """
    if one.rank == KEPT:
        return one
    weight = _WEIGHT.get(one.severity or "", 1.0)
    return one._replace(rank=AVOIDED + place * weight * (_FIRST + section * _LATER))


def _grave(facts: Iterable[Fact]) -> Fact:
    """The heading of what is contraindicated, with what most of it says to do."""
    worst = SEVERITIES[0]
    acts = Counter(one.do for one in facts if one.do)
    do = acts.most_common(1)[0][0] if acts else None
    return Fact("", worst.upper(), worst, do, rank=KEPT, heading=True)


def overview(base: KnowledgeBase, answer: Answer) -> Card:
    """What is contraindicated, to be avoided and watched: headlines by severity."""
    del base
    worst = SEVERITIES[0]
    grave = [s for s in answer.statements if s.severity == worst and not s.limit]
    medicines = [s for s in grave if s.applies.medicines]
    conditions = [s for s in grave if not s.applies.medicines]
    facts = [_grave(fact(s, None) for s in grave)]
    facts += [fact(s, None)._replace(do=None, rank=KEPT) for s in medicines[:1]]
    facts += _rows("Also", medicines[1:], KEPT)
    facts += _rows("Conditions", conditions, KEPT)
    others = [s for s in answer.statements if s.severity != worst]
    return Card(
        title=answer.title,
        facts=(*facts, *_by_severity(others)),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
        also=("interactions NAME",),
        broad=True,
    )


def _by_severity(statements: Iterable[Statement]) -> Iterable[Fact]:
    """What is to be avoided, what to be watched and what to be noted, by name."""
    held = list(statements)
    for word, rank in zip(SEVERITIES[1:], (KEPT, AVOIDED, NOTED), strict=True):
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


def severity(statement: Statement) -> str | None:
    """The severity to print: a limit forbids what it says, whatever the dose."""
    return statement.severity if statement.limit else speaks(statement)
