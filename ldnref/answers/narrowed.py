"""A topic narrowed by the words after it: the statements that hold them, each with what to do."""

from collections.abc import Iterable

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section, with_sources
from ldnref.answers.checking.verdict import NOT_CHECKED
from ldnref.answers.named.normalise import normalise
from ldnref.answers.search import holding, partly, search
from ldnref.answers.search_index import Index
from ldnref.answers.search_verdicts import points_on
from ldnref.answers.wanted import telling, wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: So many statements that forbid LDN in a condition stand beside what a topic holds on it.
_BARRED = 2

#: So many points are named where the topic holds nothing.
_POINTS = 3


def narrowed(base: KnowledgeBase, name: str, typed: str) -> Answer:
    """What a topic holds on some words: in labels, texts, synonyms and names that it applies to.

    With it stands what all should beware of on these words, in whichever topic that is held; and
    where the topic holds nothing, what others do. Raises NotHeldError where none holds the words.
    """
    topic = base.topics[name]
    found = within(base, name, typed)
    if not found:
        _, unknown = partly(base, typed)
        rest = _less(base, typed, unknown)
        if unknown and rest:
            return _beside(narrowed(base, name, rest), unknown)
        return _elsewhere(base, name, typed)
    return with_sources(
        base,
        Answer(
            kind="topic",
            title=f"{topic.title}: {typed}",
            about=base.about,
            sections=(
                Section(f"On {typed}", found),
                Section(sentences.BEWARE, tuple(_beware(base, found, typed))),
            ),
            asked={"topic": name, "words": typed},
            subjects=(name,),
            next=(name, *topic.next),
            everything=f"{name} {typed} --all",
        ),
    )


def _less(base: KnowledgeBase, typed: str, words: Iterable[str]) -> str:
    """What was typed, less some words that mean nothing here."""
    left = f" {normalise(typed)} "
    for one in words:
        left = left.replace(f" {one} ", " ")
    return " ".join(telling(base.about, left.split()))


def _beside(answer: Answer, unknown: Iterable[str]) -> Answer:
    """An answer, with the words that no statement has."""
    lines = tuple(Line(word, sentences.NO_SUCH_WORD) for word in unknown)
    missing = Section(sentences.NOT_FOUND, lines=lines, holds=NOT_CHECKED)
    return answer._replace(sections=(*answer.sections, missing))


def within(base: KnowledgeBase, name: str, typed: str) -> tuple[Statement, ...]:
    """The statements of one topic that answer every word typed, best first."""
    return holding(base.part([name]), typed)


def _beware(base: KnowledgeBase, found: tuple[Statement, ...], typed: str) -> list[Statement]:
    """Of other topics what asks for caution whoever the patient is, and what bears these words.

    A label with all of several words is about them, wherever it stands; and what forbids LDN in a
    condition that is named is told of it in every topic.
    """
    index, wants = base.made(Index), list(wanted(base, typed))
    said = {want.typed for want in wants}
    named = {want.named.id for want in wants if want.named is not None}
    named |= {one.id for one in base.names.values() if said.intersection(one.alone)}
    barred = [
        one
        for one in base.statements.values()
        if one.severity in SEVERITIES[:2]
        and not one.limit
        and named.intersection(one.applies.conditions)
    ]
    borne = [
        one
        for one in holding(base, typed)
        if (one.severity in SEVERITIES[:-1] and not one.applies.names)
        or (len(wants) > 1 and index.labelled(one.id, wants) == len(wants))
    ]
    return [one for one in dict.fromkeys((*barred[:_BARRED], *borne)) if one not in found]


def _elsewhere(base: KnowledgeBase, name: str, typed: str) -> Answer:
    """What other topics hold on every word, under the title of the one that does not."""
    title = base.topics[name].title
    if holding(base, typed):
        told = search(base, typed)
        return told._replace(title=sentences.ELSEWHERE.format(topic=title, words=typed))
    says = sentences.NOTHING_ON.format(name=name, typed=typed)
    choices = [group.title for group in base.topics[name].groups]
    points = points_on(base, list(wanted(base, typed)))
    cure = [sentences.DIFFER.format(point=one) for one in points[:_POINTS]]
    try:
        search(base, typed)
    except NotHeldError:  # then it is not told to be typed
        pass
    else:
        cure.insert(0, sentences.TRY_ALL.format(typed=typed))
    raise NotHeldError(name, typed, (), says=says, choices=choices, cure=tuple(cure))
