"""The reader's own notes, in one YAML file. Knows how none is lost; not what they are about.

How the file itself is changed, whole or not at all, is the business of `notes.whole`.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from ldnref.knowledge.model import Note
from ldnref.knowledge.model_sources import Problem, Where

#: No note has a higher number.
HIGHEST = 999_999_999


class NotesError(Exception):
    """Something about the notes that the reader must be told; the file is as it was."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        #: Of a damaged file: what is wrong, and where; sorted by place.
        self.problems = tuple(sorted(set(problems)))


class DamagedError(NotesError):
    """The file cannot be read as notes; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{problems[0].file} cannot be read as notes", problems)


class UnwritableError(NotesError):
    """The file cannot be written: the disk is full, or read-only, or not ours."""


class NoteRefusedError(NotesError):
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


def _notes(data: bytes | None, shown: str) -> tuple[Note, ...]:
    if data is None:  # mostly: then no start waits for YAML
        return ()
    from ldnref.notes.written import read as read_from  # noqa: PLC0415

    return read_from(data, shown)


def add(file: Path, kind: str, about: str, text: str, day: date) -> Note:
    """Write a note after the others; its id is greater than all of theirs, while there is one."""

    def longer(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        taken = {note.id for note in notes}
        new = max(taken, default=0) + 1
        if new > HIGHEST:  # only by hand does one come so far: then the least that is free
            new = next(number for number in range(1, HIGHEST) if number not in taken)
        return (*notes, Note(new, kind, about, text, day, Where(str(file), 1, 1)))

    _, now = _change(file, longer)
    return now[-1]


def replace(file: Path, before: Note, text: str) -> None:
    """Give a note another text, unless somebody else has changed it meanwhile."""

    def reworded(notes: tuple[Note, ...]) -> tuple[Note, ...]:
        old = one(notes, before.id)
        if old._replace(where=before.where) != before:
            raise NoteRefusedError(f"note {before.id} was changed meanwhile, and is left as it is")
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
    """The note of this number; raises NoteRefusedError with the numbers that there are."""
    for note in notes:
        if note.id == number:
            return note
    held = f"there are: {', '.join(str(note.id) for note in notes)}" if notes else "there are none"
    raise NoteRefusedError(f"there is no note {number}; {held}")


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
    raise DamagedError([Problem(shown, 1, 1, message)])


def _change(
    file: Path, change: Callable[[tuple[Note, ...]], tuple[Note, ...]]
) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """Change the notes while nobody else does; returns them as they were and as they are now."""
    # Not at the top: no start waits for what only a change needs.
    from ldnref.notes import whole  # noqa: PLC0415
    from ldnref.notes.written import write  # noqa: PLC0415

    shown = str(file)
    try:
        real = Path(os.path.realpath(file))  # a link stays a link
        _bytes(real, shown)  # no lock is put beside a folder or a device
        with whole.alone(real):
            before = _bytes(real, shown)
            if before is not None and not os.access(real, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            was = _notes(before, shown)
            data, now = write(change(was), shown)
            whole.put(real, data, before)
    except OSError as error:
        named = str(error.filename or "")  # a lock may be another's where the notes are ours
        beside = f": {Path(named).name}" if named.endswith(".lock") else ""
        raise UnwritableError(f"{shown} cannot be written: {error.strerror}{beside}") from None
    return was, now
