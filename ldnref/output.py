"""Where answers and complaints go: which format, how wide, in colour or not, and what may fail.

Imports stand where they are used: a pipe waits for no colours.
"""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.knowledge.library import UnusableError
    from ldnref.notes import NotesError

PROGRAM = "ldnref"


class Format(StrEnum):
    """The shapes that an answer takes."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class Style(StrEnum):
    """The ways in which a source is cited."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    RIS = "ris"


class Audience(StrEnum):
    """Whom a printed page is for."""

    PROFESSIONALS = "professionals"
    PATIENTS = "patients"


class FileNotWrittenError(Exception):
    """A file that was asked for could not be written; nothing of it is left behind."""


class EditorError(Exception):
    """The reader's editor could not be started, failed, or left what is no text."""


class NotWrittenError(Exception):
    """The answer could not be written to the end."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror)
        #: Whoever read it had read enough: `| head`.
        self.reader_left = error.errno == errno.EPIPE


def show(answer: "Answer", shape: Format, *, notes: bool = True) -> None:
    """Write an answer to stdout in the format asked for, with the reader's own notes or without."""
    from ldnref.formats.characters import fit_for

    if notes:
        answer = with_own_notes(answer)
    stream = sys.stdout
    fit = fit_for(getattr(stream, "encoding", None))
    width = shutil.get_terminal_size((80, 24)).columns
    if shape is Format.JSON:
        from ldnref.formats import as_json

        write_text(as_json.render(answer, ascii_only=fit("≤") != "≤"))
    elif shape is Format.MARKDOWN:
        from ldnref.formats import markdown

        write_text(markdown.render(answer, fit))
    elif (forced := bool(os.environ.get("FORCE_COLOR"))) or _is_terminal():
        from ldnref.formats import terminal

        _written(lambda: terminal.write(answer, stream, width, fit, force=forced))
    else:
        from ldnref.formats import text

        write_text(text.render(answer, width, fit))


def with_own_notes(answer: "Answer") -> "Answer":
    """The answer with the notes on it; notes that cannot be read never hide an answer."""
    from ldnref.notes import NotesError, path, read

    try:
        notes = read(path(os.environ))
    except NotesError as error:
        complain_of_notes(error)
        return answer
    if not notes:  # mostly: then no start waits for what follows
        return answer
    from ldnref.answers.notes import with_notes

    return with_notes(answer, notes)


def _is_terminal() -> bool:
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and os.environ.get("TERM") not in ("dumb", "unknown")
    )


def write_text(text: str) -> None:
    """Write text to stdout, in signs that it can show; raises NotWrittenError where it cannot."""
    from ldnref.formats.characters import fit_for

    _written(lambda: sys.stdout.write(fit_for(sys.stdout.encoding)(text)))


def _to_stderr(lines: Iterable[str]) -> None:
    """Write lines to stderr; where nobody can be told, an answer is not held up for it."""
    from ldnref.formats.characters import fit_for

    if sys.stderr is None:
        return
    fit = fit_for(sys.stderr.encoding)
    with suppress(OSError):
        sys.stderr.write("".join(f"{fit(line)}\n" for line in lines))
        sys.stderr.flush()


def _written(write: Callable[[], object]) -> None:
    """Write to stdout to the end; raises NotWrittenError, which Typer lets through."""
    if sys.stdout is None:  # closed by whoever started us
        raise NotWrittenError(OSError(errno.EBADF, "standard output is closed"))
    try:
        write()
        sys.stdout.flush()
    except OSError as error:
        raise NotWrittenError(error) from None


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole or not at all; raises FileExistsError, and FileNotWrittenError.

    What is no file (a folder, a device) is never replaced; a link goes on leading to its file.
    """
    real = Path(os.path.realpath(path))
    half = Path(f"{real}.{os.getpid()}")
    try:
        taken = real.exists() and not (force and real.is_file())
        if not taken:
            half.write_bytes(data)
            half.replace(real)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise FileNotWrittenError(f"{path}: {error.strerror}") from None
    if taken:
        raise FileExistsError(errno.EEXIST, "exists", str(path))


def quoted(text: str) -> str:
    """What was typed, without anything that could move a cursor."""
    from ldnref.formats.characters import visible

    return f"'{visible(text)}'"


def complain(first: str, *more: str) -> None:
    """Say on stderr what was wrong, where, and what to do."""
    from ldnref.formats.characters import visible

    longest = 300
    lines = [visible(text, longest) for text in (first, *more)]
    _to_stderr(["\n  ".join((f"{PROGRAM}: {lines[0]}", *lines[1:]))])


def complain_of_notes(error: "NotesError") -> None:
    """Say on stderr what is wrong with the reader's notes, with its line."""
    complain(str(error), *map(str, error.problems))


def echo_note(words: str) -> None:
    """Show a note that was not kept on stderr, whole, so that it is not lost."""
    from ldnref.formats.characters import as_typed

    _to_stderr(["your note, which was not kept:", *as_typed(words)])


def edited(words: str) -> str:
    """The words as the reader's editor leaves them.

    Raises EditorError when it fails; what it left is then shown, where it is another text.
    """
    import shlex
    import subprocess
    import tempfile

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix=f"{PROGRAM}-") as folder:
        file = Path(folder) / "note.txt"
        file.write_bytes(f"{words}\n".encode())
        try:
            subprocess.run([*shlex.split(named), str(file)], check=True)  # noqa: S603
            return file.read_bytes().decode().removesuffix("\n")
        except (OSError, ValueError, subprocess.CalledProcessError, KeyboardInterrupt) as error:
            left = file.read_bytes().decode(errors="replace") if file.exists() else ""
            if left.removesuffix("\n") not in ("", words):
                echo_note(left.removesuffix("\n"))
            raise EditorError(f"the editor {named!r} did not end well: {error}") from None


def complain_of_knowledge(error: "UnusableError") -> None:
    """Say on stderr every problem of the knowledge, and that nothing was answered."""
    from ldnref.formats.characters import visible

    _to_stderr(visible(str(problem), 400) for problem in error.problems)
    count = len(error.problems)
    plural = "problem" if count == 1 else "problems"
    complain(f"the knowledge cannot be used: {count} {plural}; nothing was answered")


def let_go_of_stdout() -> None:
    """Send what is left in stdout's buffer nowhere, so that leaving raises no second error."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
