"""The cards of topics: the briefs of a topic, in the order of its file."""

from collections.abc import Iterable

from ldnref.answers.answer import Answer
from ldnref.answers.cards.by_severity import all_interactions, by_severity, grave
from ldnref.answers.cards.card import Card, Fact, Rank, carded, fact, severity
from ldnref.answers.cards.ranges import drawn, left_of
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: With more contraindications than this, they stand under one heading.
_HEADED = 3

#: How much a place in the first section of a topic weighs, and how much more in each later one.
_FIRST, _LATER = 0.4, 0.4

#: How much of that weighs on what is to be avoided, and on what asks for caution.
_WEIGHT = {SEVERITIES[1]: 0.6, SEVERITIES[2]: 0.7}

#: How many published regimens a card holds before all else that is only told.
_REGIMENS = 5


def of(base: KnowledgeBase, answer: Answer) -> Card:
    """The card of a topic, of the part of one that was asked for, or of all interactions."""
    if "words" in answer.asked:
        from ldnref.answers.cards.narrowed import narrowed  # noqa: PLC0415 - mostly, it is whole

        return narrowed(base, answer)
    return (topic if answer.kind == "topic" else all_interactions)(base, answer)


def topic(base: KnowledgeBase, answer: Answer) -> Card:
    """A topic: the first of each section, then the second …, as many as a screen holds.

    What has no brief stands under --all; where nothing has one, everything is shown.
    """
    left = left_of(base, answer)
    facts: list[Fact] = []
    any_brief = any(s.brief for s in answer.statements)
    for number, section in enumerate(answer.sections):
        told = [s for s in section.statements if s.brief or not any_brief]
        told = [s for s in told if left is None or not left.beyond(s)]
        published = [s for s in told if s.regimen is not None]
        if len(published) > 1:
            facts += _published(section.title, published)
            told = [s for s in told if s.regimen is None]
        place = {s.id: at for at, s in enumerate(section.statements)}
        facts += [_weighed(fact(s, severity(s)), number, place[s.id]) for s in told]
    # What forbids leads, wherever in the topic it stands.
    facts.sort(key=lambda one: one.severity != SEVERITIES[0])
    if left is not None:
        facts.insert(0, left.told())
    worst = [one for one in facts if one.severity == SEVERITIES[0]]
    if len(worst) > _HEADED:
        lines = [one._replace(severity=None, do=None) for one in worst]
        facts = [grave(worst), *lines, *by_severity(_in_turn(answer))]
    # What only bars more than is left is counted: its name would be read as another range.
    beyond = [s for s in answer.statements if left is not None and left.beyond(s)]
    return carded(answer, facts)._replace(
        scale=drawn(answer, left),
        broad=True,
        rest=tuple(s for s in answer.statements if s not in beyond),
        others=len(beyond),
    )


def _in_turn(answer: Answer) -> Iterable[Statement]:
    """What is milder: the first of each section, then the second …, those of a brief first."""
    others = [
        (not s.brief, at, s)
        for section in answer.sections
        for at, s in enumerate(section.statements)
        if s.severity != SEVERITIES[0]
    ]
    return [s for *_, s in sorted(others, key=lambda one: one[:2])]


def _published(title: str, regimens: Iterable[Statement]) -> Iterable[Fact]:
    """Regimens under their heading: the first of them before all else that is only told."""
    yield Fact("", title, rank=Rank.AVOIDED, heading=True)
    for number, one in enumerate(regimens):
        yield fact(one, None)._replace(rank=Rank.AVOIDED if number < _REGIMENS else Rank.NOTED)


def _weighed(one: Fact, section: int, place: int) -> Fact:
    """A fact by its place: the first of each section, then the second …, early sections sooner.

    What is to be avoided, or asks for caution, comes sooner than what is only told.
    """
    if one.rank == Rank.KEPT:
        return one
    weight = _WEIGHT.get(one.severity or "", 1.0)
    return one._replace(rank=Rank.AVOIDED + place * weight * (_FIRST + section * _LATER))
