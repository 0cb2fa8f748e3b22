"""The keys of a knowledge file, and what they mean. Knows neither folders nor other files.

Each `read_…` takes a file's text and name and returns its value with every problem in it: a
value is complete only when there are no problems, and is not to be used otherwise.
"""

from collections.abc import Callable
from typing import TypeVar

from ldnref.knowledge import model, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.yaml_nodes import Node, compose

T = TypeVar("T")


def read_about(text: str, file: str) -> tuple[model.About | None, list[Problem]]:
    """Read data/about.yaml."""

    def entry(reader: Reader, node: Node) -> model.TopicEntry:
        fields = reader.fields(node, ("name", "says"))
        return model.TopicEntry(reader.text(fields.get("name")), reader.text(fields.get("says")))

    def about(reader: Reader, root: Node) -> model.About:
        says = ("notice", "notice-short", "no-medicine", "before", "full-dose")
        needed = ("what", "version", "date", *says, "topics", "examples", "next")
        fields = reader.fields(root, needed, ("uses", "meanings", "beside", "empty", "ends"))
        uses, meanings = fields.get("uses"), fields.get("meanings")
        return model.About(
            what=reader.text(fields.get("what")),
            version=reader.text(fields.get("version")),
            date=reader.day(fields.get("date")),
            notice=reader.text(fields.get("notice")),
            notice_short=reader.prose(fields.get("notice-short")),
            no_medicine=reader.text(fields.get("no-medicine")),
            before=reader.text(fields.get("before")),
            full_dose=reader.text(fields.get("full-dose")),
            topics=reader.items(fields.get("topics"), lambda item: entry(reader, item)),
            examples=reader.items(fields.get("examples"), lambda item: _example(reader, item)),
            next=_next(reader, fields.get("next")),
            where=reader.where(root),
            uses=reader.items(uses, lambda item: _example(reader, item)) if uses else (),
            meanings=reader.items(meanings, lambda item: _meaning(reader, item))
            if meanings
            else (),
            beside=reader.maybe_words(fields.get("beside")),
            empty=reader.maybe_words(fields.get("empty")),
            ends=reader.maybe_text(fields.get("ends")),
        )

    return read_file(text, file, about)


def _meaning(reader: Reader, node: Node) -> model.Phrasing:
    fields = reader.fields(node, ("command",), ("words", "of", "with"))
    if fields.get("words") is None and fields.get("of") is None:
        reader.say(node, "a question has 'words' or 'of'")
    of = fields.get("of")
    return model.Phrasing(
        reader.maybe_words(fields.get("words")),
        reader.text(fields.get("command")),
        reader.where(node),
        reader.items(of, reader.words) if of else (),
        reader.maybe_words(fields.get("with")),
    )


def _example(reader: Reader, node: Node) -> model.Example:
    fields = reader.fields(node, ("label", "commands"))
    return model.Example(reader.prose(fields.get("label")), reader.texts(fields.get("commands")))


def _next(reader: Reader, node: Node | None) -> dict[str, tuple[str, ...]]:
    if node is None:
        return {}
    fields = reader.fields(node, vocabulary.KINDS_WITH_NEXT)
    return {kind: reader.texts(value) for kind, value in fields.items()}


def read_words(text: str, file: str) -> tuple[model.Words | None, list[Problem]]:
    """Read data/words.yaml: words that mean the same, that forbid, and that reassure."""

    def alike(reader: Reader, node: Node) -> tuple[str, ...]:
        words = reader.words(node)
        if len(words) == 1:
            reader.say(node, "a word alone means the same as nothing")
        return words

    def words(reader: Reader, root: Node) -> model.Words:
        fields = reader.fields(root, ("words", "forbidding", "reassuring"))
        return model.Words(
            alike=reader.items(fields.get("words"), lambda item: alike(reader, item)),
            forbidding=reader.maybe_words(fields.get("forbidding")),
            reassuring=reader.maybe_words(fields.get("reassuring")),
        )

    return read_file(text, file, words)


def read_list(
    text: str, file: str, key: str, item: Callable[[Reader, Node], T]
) -> tuple[tuple[T, ...] | None, list[Problem]]:
    """Read a file of one list, under one key."""

    def entries(reader: Reader, root: Node) -> tuple[T, ...]:
        fields = reader.fields(root, (key,))
        return reader.items(fields.get(key), lambda node: item(reader, node))

    return read_file(text, file, entries)


def read_file(
    text: str, file: str, value: Callable[[Reader, Node], T]
) -> tuple[T | None, list[Problem]]:
    """Read one file: its value, complete only when there are no problems."""
    root, problems = compose(text, file)
    if root is None:
        return None, problems
    reader = Reader(file)
    result = value(reader, root)
    return (None if reader.problems else result), reader.problems
