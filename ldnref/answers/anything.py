"""Words that name no command → the question that they ask. Answers none of them itself."""

from collections.abc import Sequence
from typing import NamedTuple

from ldnref.answers import sentences
from ldnref.answers.answer import NotHeldError
from ldnref.answers.evidence.choosing import COMMAND
from ldnref.answers.evidence.one import going_by as studies
from ldnref.answers.named.kin import family
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part
from ldnref.answers.named.runs import runs
from ldnref.answers.search import holding, telling, written
from ldnref.answers.sources import going_by as sources
from ldnref.knowledge.model import KnowledgeBase


class Meant(NamedTuple):
    """The command that answers, and the words after it."""

    command: str
    words: tuple[str, ...]


def names(base: KnowledgeBase, typed: Sequence[str]) -> Meant | None:
    """The question about names that are held, where the words are nothing else.

    None for conditions on which no statement is held: a study or a side effect may be meant.
    """
    lexicon = Lexicon(base)
    for words in (typed, telling(typed)):
        parts = _parts(lexicon, base, words)
        if parts and not any(part.unknown for part in parts):
            return Meant("interactions", tuple(words)) if _spoken_of(base, parts) else None
    return None


def anything(base: KnowledgeBase, typed: Sequence[str]) -> Meant:
    """The question about whatever else the words are: a regimen, a study, a source, statements.

    Of a medicine no near name is ever taken. Raises NotHeldError for what is not held.
    """
    text = " ".join(typed)
    lexicon = Lexicon(base)
    parts = _parts(lexicon, base, typed)
    conditions = {n.id for part in parts if not part.unknown for n in part.named}
    if conditions and _studied(base, conditions):
        return Meant(COMMAND, (text,))
    if (regimen := text.casefold()) in _regimens(base):
        return Meant("titration", (regimen,))
    found = _cited(base, text)
    if found is not None:
        return found
    unread = [part for part in parts if part.unknown and part.near]
    spelt = not unread or all(written(base, part.text) for part in unread)
    if spelt and (holding(base, text) or (len(typed) > 1 and _some(base, text))):
        return Meant("search", tuple(typed))
    if any(not part.unknown for part in parts):
        return Meant("interactions", tuple(typed))
    several = sources(base, text) if spelt else ()
    if several:
        return Meant("sources", (text,))
    near = dict.fromkeys(f"ldnref {n.id} ({n.name}, {n.what})" for p in parts for n in p.near)
    says = f"{text!r} is no command, and not in this reference: not checked."
    cure = (sentences.NO_EVIDENCE_ELSEWHERE, *(f"near: {one}" for one in near))
    raise NotHeldError("", text, (), says=says, cure=cure)


def _parts(lexicon: Lexicon, base: KnowledgeBase, words: Sequence[str]) -> list[Part]:
    day = base.about.date
    return [part for line in runs(lexicon, words, day) for part in read(lexicon, line, day)]


def _spoken_of(base: KnowledgeBase, parts: Sequence[Part]) -> bool:
    """Whether a medicine is among them, or a condition that a statement is about."""
    named = [one for part in parts for one in part.named]
    if any(part.holds is not None for part in parts) or any(n.kind != "condition" for n in named):
        return True
    wanted = frozenset[str]().union(*(family(base.names, one.id) for one in named))
    return any(wanted.intersection(s.applies.conditions) for s in base.statements.values())


def _studied(base: KnowledgeBase, conditions: set[str]) -> bool:
    """Whether one of them is a condition of which there are studies, and that is all that was typed."""
    treated = {name for study in base.studies.values() for name in study.conditions}
    return len(conditions) == 1 and conditions <= treated


def _regimens(base: KnowledgeBase) -> set[str]:
    return {s.regimen.name for s in base.statements.values() if s.regimen is not None}


def _cited(base: KnowledgeBase, text: str) -> Meant | None:
    """The one study, point or source that goes by this name; a word of many is for the search."""
    points = {point.id for point in base.disagreements}
    if text.strip().casefold() in points and "-" in text:
        return Meant("disagreements", (text,))
    found = studies(base, text)
    if len(found) == 1 and _begins(base, found[0], text):
        return Meant(COMMAND, (text,))
    found = sources(base, text)
    if len(found) == 1 and _begins(base, found[0], text):
        return Meant("sources", (text,))
    return None


def _begins(base: KnowledgeBase, name: str, text: str) -> bool:
    """Whether a source goes by a name that begins with the words, not one that only holds them."""
    source = base.sources[name]
    typed = normalise(text).split()
    known = (normalise(one).split() for one in (name, source.name, source.short or name))
    return any(words[: len(typed)] == typed for words in known)


def _some(base: KnowledgeBase, text: str) -> bool:
    """Whether most of several words are answered by statements."""
    told = telling(text.split())
    return sum(written(base, word) for word in told) * 2 > len(told)
