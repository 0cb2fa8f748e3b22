"""Where answers and complaints go: which format, how wide, in colour or not, and what may fail.

Imports stand where they are used: a pipe waits for no colours.
"""

import errno
import os
import shutil
import sys
from collections.abc import Callable
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


def show(answer: "Answer", format: Format, *, notes: bool = True) -> None:  # noqa: A002
    """Write an answer to stdout in the format asked for, with the reader's own notes or without."""
    from ldnref.formats.characters import fit_for

    if notes:
        answer = _with_notes(answer)
    stream = sys.stdout
    fit = fit_for(getattr(stream, "encoding", None))
    width = shutil.get_terminal_size((80, 24)).columns
    if format is Format.JSON:
        from ldnref.formats import as_json

        write_text(as_json.render(answer, ascii_only=fit("≤") != "≤"))
    elif format is Format.MARKDOWN:
        from ldnref.formats import markdown

        write_text(markdown.render(answer, fit))
    elif (forced := bool(os.environ.get("FORCE_COLOR"))) or _is_terminal():
        from ldnref.formats import terminal

        _written(lambda: terminal.write(answer, stream, width, fit, force=forced))
    else:
        from ldnref.formats import plain

        write_text(plain.render(answer, width, fit))


def _with_notes(answer: "Answer") -> "Answer":
    """The answer with the notes on it; notes that cannot be read never hide an answer."""
    from ldnref.answers.notes import with_notes
    from ldnref.notes import NotesError, path, read

    try:
        return with_notes(answer, read(path(os.environ)))
    except NotesError as error:
        complain_of_notes(error)
        return answer


def _is_terminal() -> bool:
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and os.environ.get("TERM") not in ("dumb", "unknown")
    )


def write_text(text: str) -> None:
    """Write text to stdout; raises NotWrittenError when it cannot be written to the end."""
    _written(lambda: sys.stdout.write(text))


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
    """Write a file whole or not at all; raises FileExistsError, and FileNotWrittenError."""
    if path.exists() and not force:
        raise FileExistsError(errno.EEXIST, "exists", str(path))
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise FileNotWrittenError(f"{path}: {error.strerror}") from None


def quoted(text: str) -> str:
    """What was typed, without anything that could move a cursor."""
    from ldnref.formats.characters import visible

    return f"'{visible(text)}'"


def complain(first: str, *more: str) -> None:
    """Say on stderr what was wrong, where, and what to do."""
    from ldnref.formats.characters import fit_for, visible

    longest = 300
    fit = fit_for(sys.stderr.encoding)
    words = "\n  ".join(fit(visible(text, longest)) for text in (first, *more))
    sys.stderr.write(f"{PROGRAM}: {words}\n")


def complain_of_notes(error: "NotesError") -> None:
    """Say on stderr what is wrong with the reader's notes, with its line."""
    complain(str(error), *map(str, error.problems))


def echo_note(words: str) -> None:
    """Show a note that was not kept on stderr, whole, so that it is not lost."""
    from ldnref.formats.characters import as_typed, fit_for

    fit = fit_for(sys.stderr.encoding)
    lines = ["your note, which was not kept:", *as_typed(words)]
    sys.stderr.write("".join(f"{fit(line)}\n" for line in lines))


def edited(words: str) -> str:
    """The words as the reader's editor leaves them; raises EditorError when it fails."""
    import shlex
    import subprocess
    import tempfile

    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix=f"{PROGRAM}-") as folder:
        file = Path(folder) / "note.txt"
        file.write_text(f"{words}\n", encoding="utf-8")
        try:
            subprocess.run([*editor, str(file)], check=True)  # noqa: S603 - the reader's own
            text = file.read_text(encoding="utf-8")
        except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
            raise EditorError(f"{editor[0]!r} did not end well: {error}") from None
    return text.removesuffix("\n")


def complain_of_knowledge(error: "UnusableError") -> None:
    """Say on stderr every problem of the knowledge, and that nothing was answered."""
    from ldnref.formats.characters import fit_for, visible

    fit = fit_for(sys.stderr.encoding)
    for problem in error.problems:
        sys.stderr.write(fit(visible(str(problem), 400)) + "\n")
    count = len(error.problems)
    plural = "problem" if count == 1 else "problems"
    complain(f"the knowledge cannot be used: {count} {plural}; nothing was answered")


def let_go_of_stdout() -> None:
    """Send what is left in stdout's buffer nowhere, so that leaving raises no second error."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
