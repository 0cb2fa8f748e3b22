"""Questions that are known by their words → the command that answers each. Looks up no name."""

from collections.abc import Container, Iterable, Sequence
from functools import cache

from ldnref.answers.named.normalise import normalise
from ldnref.answers.stems import stem, stems
from ldnref.knowledge.model import About, Phrasing
from ldnref.tuples import NamedTuple

#: What a question ends with that goes on: what follows is asked.
ON = "…"

#: What a question ends with that is known as it stands only: `is it bad for the liver?`.
_ASKED = "?"

#: So much of a word has every form of it.
_BEGINS = 2


class Meant(NamedTuple):
    """The command that answers, and the words after it."""

    command: str
    words: tuple[str, ...]


def asked(about: About, typed: Sequence[str]) -> Meant | None:
    """The question that these words are known to ask, whatever else they might name.

    A topic's name that is left where words say nothing asks for it, and a question that is known
    by how it begins asks of the words behind.
    """
    beside = sorted(map(normalise, about.beside), key=len, reverse=True)
    single = frozenset(one for one in beside if " " not in one)
    question = normalise(" ".join(typed))
    key = _without(beside, question)
    first = key[:_BEGINS]
    known = [  # without the word that the question begins with, none is it
        (_without(beside, text), text, one[-1:], meaning.command.split())
        for meaning in about.meanings
        for one in meaning.words
        if first in (text := normalise(one))
    ]
    named = bool(typed) and any(typed[0].casefold() == entry.name for entry in about.topics)
    sought, form = _alike(key), " ".join(stems(key))
    for words, text, end, (command, *behind) in known:
        # Where one word is left it may be a name: `on an opioid` is not `is it an opioid`.
        whole = (" " in words and end != _ASKED) or words == text or f" {text} " in f" {question} "
        if sought == _alike(words) and whole:
            return Meant(command, tuple(behind))
    for one in about.meanings:
        if one.of and _by_words(one, single, form):
            command, *behind = one.command.split()
            return Meant(command, tuple(behind))
    for words, _, end, (command, *behind) in known:
        # What is left of `is there evidence of …` is the name of a topic, and asks nothing more.
        if (
            end == ON
            and key.startswith(f"{words} ")
            and not (named and words == typed[0].casefold())
        ):
            return Meant(command, (*behind, key.removeprefix(f"{words} ")))
    if named:
        return None
    return _behind(about, key) if key == question else _topic(about, key) or _behind(about, key)


def _alike(key: str) -> list[str]:
    """What is left of a question whatever the order and the endings of its words.

    One word is itself alone: `opioids` does not ask whether LDN is an opioid.
    """
    words = key.split()
    return sorted(map(stem, words)) if len(words) > 1 else words


def _by_words(meaning: Phrasing, beside: Container[str], question: str) -> bool:
    """Whether a question has a word of each group, and no other but those that go with them."""
    begun = {word[:_BEGINS] for word in question.split()}
    known: set[str] = set()
    for group in meaning.of:
        # Without the beginning of a word of the question, no group has it: most have not.
        forms = {_form(beside, one) for one in group if any(x in _begun(one) for x in begun)}
        if not any(f" {one} " in f" {question} " for one in forms):
            return False
        known |= forms
    known.update(_form(beside, one) for one in meaning.beside)
    return not _less(sorted(known, key=len, reverse=True), question)


@cache
def _begun(words: str) -> str:
    """Words of the knowledge in the spelling that stems have, as far as their beginnings go."""
    return words.casefold().replace("ae", "e").replace("oe", "e")


def _form(beside: Container[str], words: str) -> str:
    """Words of the knowledge as those of a question are compared."""
    typed = normalise(words).split()
    return " ".join(stem(one) for one in typed if one not in beside or len(typed) == 1)


def _topic(about: About, key: str) -> Meant | None:
    """The topic that words name once those that tell nothing are gone, and what narrows it."""
    for entry in about.topics:
        name = normalise(entry.name)
        if stem(key) == stem(name):
            return Meant(entry.name, ())
        if key.startswith(f"{name} "):
            return Meant(entry.name, tuple(key.removeprefix(name).split()))
    return None


def _behind(about: About, key: str) -> Meant | None:
    """The topic that stands behind what narrows it: `renal dosing`, `liver side effects`."""
    for entry in about.topics:
        before, found, rest = f"{key} ".rpartition(f" {normalise(entry.name)} ")
        if found and not rest and before:
            return Meant(entry.name, tuple(before.split()))
    return None


def _without(beside: Sequence[str], question: str) -> str:
    """The words of a question, less those that change none, longest first; of only these, all."""
    return _less(beside, question) or question


def _less(words: Iterable[str], question: str) -> str:
    """A question without these words."""
    left = f" {question} "
    for one in words:
        while f" {one} " in left:
            left = left.replace(f" {one} ", " ")
    return left.strip()
