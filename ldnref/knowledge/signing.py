"""Signatures as a patch of data/: a line a statement, and nothing else. Writes no file."""

import json
import re
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from pathlib import Path

from ldnref.knowledge.folder import bundled
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_claims import digest
from ldnref.knowledge.model_statements import Reviewed, Statement, Topic
from ldnref.knowledge.reading_topics import read_topic
from ldnref.tuples import NamedTuple


class Patch(NamedTuple):
    """A unified diff, and the statements for whose signature there was no room."""

    diff: str
    lost: tuple[str, ...]


def patch(base: KnowledgeBase, folder: Path | None, signed: Mapping[str, Reviewed]) -> Patch:
    """The patch that puts signatures under their statements; its paths begin at the folder."""
    root = "data" if folder is None else folder.resolve().name
    diff: list[str] = []
    lost: list[str] = []
    for topic in base.topics.values():
        mine = {s.id: signed[s.id] for s in topic.statements if s.id in signed}
        if not mine:
            continue
        path = f"topics/{topic.name}.yaml"
        before = _text(folder, topic.name)
        after, left = sign(before, topic, mine)
        lost += left
        lines = unified_diff(_lines(before), _lines(after), f"a/{root}/{path}", f"b/{root}/{path}")
        diff += lines
    return Patch("".join(diff), tuple(lost))


def _text(folder: Path | None, name: str) -> str:
    """A file of topics, with the ends of its lines as they are."""
    place = bundled() if folder is None else folder
    return (place / "topics" / f"{name}.yaml").read_bytes().decode()


def _lines(text: str) -> list[str]:
    """Lines as `diff` has them: nothing but a line feed ends one."""
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]


def sign(text: str, topic: Topic, signed: Mapping[str, Reviewed]) -> tuple[str, list[str]]:
    """The text of a topic with signatures, and the ids of those for which it has no room.

    Each is tried alone: it is taken only where the file reads as before, and signed.
    """
    lost = []
    # From the last to the first, so that no line moves before it is looked at.
    for statement in sorted(topic.statements, key=lambda one: one.where.line, reverse=True):
        if statement.id in signed:
            new = _with_line(text, statement, signed[statement.id])
            if new is None or not _reads(text, new, topic.name, statement.id, signed):
                lost.append(statement.id)
            else:
                text = new
    return text, lost


def _with_line(text: str, statement: Statement, signature: Reviewed) -> str | None:
    """The text with one signature behind the day of checking, or in the place of one before."""
    lines = text.split("\n")
    first, indent = statement.where.line - 1, statement.where.column - 1
    keys = list(_keys(lines, first, indent))
    names = {name: (start, end) for name, start, end in keys}
    place = names.get("reviewed") or names.get("checked")
    if place is None:
        return None
    start, end = place if "reviewed" in names else (place[1], place[1])
    by, role = (json.dumps(one, ensure_ascii=False) for one in (signature.by, signature.role))
    line = f"reviewed: {{by: {by}, role: {role}, on: {signature.on}, claim: {signature.claim}}}"
    ending = "\r" if lines[first].endswith("\r") else ""
    return "\n".join([*lines[:start], " " * indent + line + ending, *lines[end:]])


def _keys(lines: list[str], first: int, indent: int) -> Iterable[tuple[str, int, int]]:
    """The keys of the entry that begins in a line: each with its first line, and its end."""
    starts: list[tuple[str, int]] = []
    end = len(lines)
    for number in range(first, len(lines)):
        line = lines[number]
        before = line[:indent].strip()
        if number > first and before and not before.startswith("#"):
            end = number
            break
        if found := re.match(r"([a-z-]+):(?:\s|$)", line[indent:]):
            starts.append((found[1], number))
    ends = [start for _, start in starts[1:]] + [end] * bool(starts)
    for (name, start), after in zip(starts, ends, strict=True):
        yield name, start, after


def _reads(before: str, after: str, topic: str, name: str, signed: Mapping[str, Reviewed]) -> bool:
    """Whether a text reads as the one before it, save that one statement is signed."""
    (was, _), (now, problems) = (read_topic(text, topic, topic) for text in (before, after))
    if was is None or now is None or problems:
        return False
    expected = [
        (one.id, digest(one), signed[name] if one.id == name else one.reviewed)
        for one in was.statements
    ]
    return expected == [(one.id, digest(one), one.reviewed) for one in now.statements]
