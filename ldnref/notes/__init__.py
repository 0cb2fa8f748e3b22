"""The reader's own notes, in one YAML file. Knows how none is lost; not what they are about.

How the file itself is changed, whole or not at all, is the business of `notes.whole`.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model import Note
from ldnref.knowledge.model_sources import Problem, Where
from ldnref.knowledge.vocabulary import NOTE_KINDS
from ldnref.knowledge.yaml_nodes import ListNode, Node, Scalar, compose, dump
from ldnref.notes import whole

_HEADER = """\
# Your notes, kept by ldnref. Edit them here if you like; comments are not kept at the next change.
"""


_KEYS = ("id", "kind", "about", "text", "written")


class NotesError(Exception):
    """Something about the notes that the reader must be told; the file is as it was."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        #: Of a damaged file: what is wrong, and where; sorted by place.
        self.problems = tuple(sorted(set(problems)))


class DamagedError(NotesError):
    """The file cannot be read as notes; `problems` says why."""


class UnwritableError(NotesError):
    """The file cannot be written: the disk is full, or read-only, or not ours."""


class RefusedError(NotesError):
    """What was asked for cannot be done: no such note, or one that no file can hold."""


def path(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The file of notes: the one that LDNREF_NOTES names, or one in the user's data folder."""
    if named := environ.get("LDNREF_NOTES"):
        return Path(named)
    try:
        home = Path(environ.get("HOME") or Path.home())
    except RuntimeError:
        raise UnwritableError("no home folder to keep notes in: set LDNREF_NOTES") from None
    if platform == "win32":
        data = Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif platform == "darwin":
        data = home / "Library" / "Application Support"
    else:
        data = Path(environ.get("XDG_DATA_HOME", ""))
        data = data if data.is_absolute() else home / ".local" / "share"
    return data / "ldnref" / "notes.yaml"


def read(file: Path) -> tuple[Note, ...]:
    """Every note, in the order of the file; none where there is no file."""
    return _notes(_bytes(file, str(file)), str(file))


def add(file: Path, kind: str, about: str, text: str, day: date) -> Note:
    """Write a note after the others; its id is greater than all of theirs."""

    def longer(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        new = max((note.id for note in notes), default=0) + 1
        return (*notes, Note(new, kind, about, text, day, Where(str(file), 1, 1)))

    _, now = _change(file, longer)
    return now[-1]


def replace(file: Path, before: Note, text: str) -> None:
    """Give a note another text, unless somebody else has changed it meanwhile."""

    def reworded(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        old = one(notes, before.id)
        if old._replace(where=before.where) != before:
            raise RefusedError(f"note {before.id} was changed meanwhile, and is left as it is")
        return tuple(note._replace(text=text) if note is old else note for note in notes)

    _change(file, reworded)


def remove(file: Path, number: int) -> Note:
    """Take a note away; returns it as it was."""

    def shorter(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        gone = one(notes, number)
        return tuple(note for note in notes if note is not gone)

    before, _ = _change(file, shorter)
    return one(before, number)


def one(notes: tuple[Note, ...], number: int) -> Note:
    """The note of this number; raises RefusedError with the numbers that there are."""
    for note in notes:
        if note.id == number:
            return note
    held = f"there are: {', '.join(str(note.id) for note in notes)}" if notes else "there are none"
    raise RefusedError(f"there is no note {number}; {held}")


def _bytes(file: Path, shown: str) -> bytes | None:
    """The file as it is, or None where there is none; anything but a file is damage."""
    try:
        if stat.S_ISREG(file.stat().st_mode):
            return file.read_bytes()
        message = "a folder or a device, not a file"
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
    raise _damaged([Problem(shown, 1, 1, message)])


def _notes(data: bytes | None, shown: str) -> tuple[Note, ...]:
    if data is None:
        return ()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise _damaged([Problem(shown, line, column, "not UTF-8")]) from None
    root, problems = compose(text, shown)
    reader = Reader(shown)
    notes = () if root is None else _listed(reader, reader.fields(root, ("notes",)).get("notes"))
    if problems or reader.problems:
        raise _damaged([*problems, *reader.problems])
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
    if not re.fullmatch("[1-9][0-9]{0,8}", text):
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


def _damaged(problems: list[Problem]) -> DamagedError:
    return DamagedError(f"{problems[0].file} cannot be read as notes", problems)


def _yaml(notes: tuple[Note, ...], shown: str) -> tuple[bytes, tuple[Note, ...]]:
    """The notes as the file will hold them, and as they will be read back: the same ones."""
    values = [dict(zip(_KEYS, note, strict=False)) for note in notes]
    try:
        data = (_HEADER + dump({"notes": values})).encode()
        held = _notes(data, shown)
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise RefusedError(f"a note cannot hold {half}: half of a surrogate pair") from None
    except DamagedError as error:
        raise RefusedError(f"such a note cannot be kept: {error.problems[0].message}") from None
    if [note[: len(_KEYS)] for note in held] != [note[: len(_KEYS)] for note in notes]:
        raise RefusedError("such a note cannot be kept: it would not be read back as it was given")
    return data, held


def _change(
    file: Path, change: Callable[[tuple[Note, ...]], tuple[Note, ...]]
) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """Change the notes while nobody else does; returns them as they were and as they are now."""
    shown = str(file)
    try:
        real = Path(os.path.realpath(file))  # a link stays a link
        _bytes(real, shown)  # no lock is put beside a folder or a device
        with whole.alone(real):
            before = _bytes(real, shown)
            if before is not None and not os.access(real, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            was = _notes(before, shown)
            data, now = _yaml(change(was), shown)
            whole.put(real, data, before)
    except OSError as error:
        raise UnwritableError(f"{shown} cannot be written: {error.strerror}") from None
    return was, now
