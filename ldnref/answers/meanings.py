"""Questions that are known by their words → the command that answers each. Looks up no name."""

from collections.abc import Sequence
from typing import NamedTuple

from ldnref.answers.named.normalise import normalise
from ldnref.answers.stems import stem
from ldnref.knowledge.model import About

#: What a question ends with that goes on: what follows is asked.
ON = "…"


class Meant(NamedTuple):
    """The command that answers, and the words after it."""

    command: str
    words: tuple[str, ...]


def asked(about: About, typed: Sequence[str]) -> Meant | None:
    """The question that these words are known to ask, whatever else they might name.

    A topic's name that is left where words say nothing asks for it, and a question that is known
    by how it begins asks of the words behind.
    """
    beside = [normalise(word) for word in about.beside]
    key = _without(beside, " ".join(typed))
    for meaning in about.meanings:
        command, *words = meaning.command.split()
        for one in meaning.words:
            if key == _without(beside, one):
                return Meant(command, tuple(words))
    for meaning in about.meanings:
        command, *words = meaning.command.split()
        for one in meaning.words:
            begins = f"{_without(beside, one)} "
            if one.endswith(ON) and key.startswith(begins):
                return Meant(command, (*words, key.removeprefix(begins)))
    return _topic(about, key) if key != normalise(" ".join(typed)) else None


def _topic(about: About, key: str) -> Meant | None:
    """The topic that words name once those that tell nothing are gone, and what narrows it."""
    for entry in about.topics:
        name = normalise(entry.name)
        if stem(key) == stem(name):
            return Meant(entry.name, ())
        if key.startswith(f"{name} "):
            return Meant(entry.name, tuple(key.removeprefix(name).split()))
    return None


def _without(beside: Sequence[str], text: str) -> str:
    """The words of a question, less those that change none; of nothing but these, all."""
    words = f" {normalise(text)} "
    left = words
    for one in sorted(beside, key=len, reverse=True):
        while f" {one} " in left:
            left = left.replace(f" {one} ", " ")
    return left.strip() or words.strip()
