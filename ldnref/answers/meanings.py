"""Questions that are known by their words → the command that answers each. Looks up no name."""

from collections.abc import Sequence
from typing import NamedTuple

from ldnref.answers.named.normalise import normalise
from ldnref.answers.stems import stem
from ldnref.knowledge.model import About

#: What a question ends with that goes on: what follows is asked.
ON = "…"

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
    question = normalise(" ".join(typed))
    key = _without(beside, question)
    first = key[:_BEGINS]
    known = [  # without the word that the question begins with, none is it
        (_without(beside, text), one.endswith(ON), meaning.command.split())
        for meaning in about.meanings
        for one in meaning.words
        if first in (text := normalise(one))
    ]
    named = bool(typed) and any(typed[0].casefold() == entry.name for entry in about.topics)
    sought = _alike(key)
    for words, _, (command, *behind) in known:
        if sought == _alike(words):
            return Meant(command, tuple(behind))
    for words, goes_on, (command, *behind) in known:
        # What is left of `is there evidence of …` is the name of a topic, and asks nothing more.
        if goes_on and key.startswith(f"{words} ") and not (named and words == typed[0].casefold()):
            return Meant(command, (*behind, key.removeprefix(f"{words} ")))
    return None if named or key == question else _topic(about, key)


def _alike(key: str) -> list[str]:
    """What is left of a question whatever the order and the endings of its words.

    One word is itself alone: `opioids` does not ask whether LDN is an opioid.
    """
    words = key.split()
    return sorted(map(stem, words)) if len(words) > 1 else words


def _topic(about: About, key: str) -> Meant | None:
    """The topic that words name once those that tell nothing are gone, and what narrows it."""
    for entry in about.topics:
        name = normalise(entry.name)
        if stem(key) == stem(name):
            return Meant(entry.name, ())
        if key.startswith(f"{name} "):
            return Meant(entry.name, tuple(key.removeprefix(name).split()))
    return None


def _without(beside: Sequence[str], question: str) -> str:
    """The words of a question, less those that change none, longest first; of only these, all."""
    left = f" {question} "
    for one in beside:
        while f" {one} " in left:
            left = left.replace(f" {one} ", " ")
    return left.strip() or question
