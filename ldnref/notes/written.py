"""The reader's own notes as YAML. Knows no files; not what the notes are about."""

import re

from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model import Note
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.vocabulary import NOTE_KINDS
from ldnref.knowledge.yaml_nodes import ListNode, Node, Scalar, compose, dump
from ldnref.notes import DamagedError, NoteRefusedError

_HEADER = """\
# Your notes, kept by ldnref. Edit them here if you like; comments are not kept at the next change.
"""


_KEYS = ("id", "kind", "about", "text", "written")


def read(data: bytes, shown: str) -> tuple[Note, ...]:
    """Every note of a file, in its order; raises DamagedError."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise DamagedError([Problem(shown, line, column, "not UTF-8")]) from None
    root, problems = compose(text, shown)
    reader = Reader(shown)
    notes = () if root is None else _listed(reader, reader.fields(root, ("notes",)).get("notes"))
    if problems or reader.problems:
        raise DamagedError([*problems, *reader.problems])
    return notes


def _listed(reader: Reader, node: Node | None) -> tuple[Note, ...]:
    if isinstance(node, ListNode) and not node.items:  # the last note has been removed
        return ()
    seen: set[int] = set()
    return reader.items(node, lambda item: _note(reader, item, seen))


def _note(reader: Reader, node: Node, seen: set[int]) -> Note:
    fields = reader.fields(node, _KEYS)
    get = fields.get
    return Note(
        id=_id(reader, get("id"), seen),
        kind=reader.choice(get("kind"), NOTE_KINDS),
        about=reader.text(get("about")),
        text=_words(reader, get("text")),
        written=reader.day(get("written")),
        where=reader.where(node),
    )


def _id(reader: Reader, node: Node | None, seen: set[int]) -> int:
    text = reader.text(node)
    if not text or node is None:
        return 0
    if not re.fullmatch("[1-9][0-9]{0,8}", text):  # up to HIGHEST
        reader.say(node, f"{text!r} is not a note's number as 12")
        return 0
    if int(text) in seen:
        reader.say(node, f"note {text} is there twice")
    seen.add(int(text))
    return int(text)


def _words(reader: Reader, node: Node | None) -> str:
    """The text of a note: every space and line end as it was typed."""
    if isinstance(node, Scalar) and node.text.strip():
        return node.text  # hidden characters too: they are the reader's own
    reader.text(node)  # says what is wrong with it
    return ""


def write(notes: tuple[Note, ...], shown: str) -> tuple[bytes, tuple[Note, ...]]:
    """The notes as the file will hold them, and as they will be read back: the same ones.

    Raises NoteRefusedError for what no file can hold.
    """
    values = [dict(zip(_KEYS, note, strict=False)) for note in notes]
    try:
        data = (_HEADER + dump({"notes": values})).encode()
        held = read(data, shown)
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise NoteRefusedError(f"a note cannot hold {half}: half of a surrogate pair") from None
    except DamagedError as error:
        raise NoteRefusedError(f"such a note cannot be kept: {error.problems[0].message}") from None
    if [note[: len(_KEYS)] for note in held] != [note[: len(_KEYS)] for note in notes]:
        raise NoteRefusedError(
            "such a note cannot be kept: it would not be read back as it was given"
        )
    return data, held
