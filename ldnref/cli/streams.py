"""Where answers and complaints go: stdout, stderr and files, and what may fail there.

Imports stand where they are used: a pipe waits for no colours.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldnref.knowledge.library import UnusableError
    from ldnref.notes import NotesError

PROGRAM = "ldnref"


class FileNotWrittenError(Exception):
    """A file that was asked for could not be written; nothing of it is left behind."""


class NotWrittenError(Exception):
    """The answer could not be written to the end."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror)
        #: Whoever read it had read enough: `| head`.
        self.reader_left = error.errno == errno.EPIPE


def is_terminal() -> bool:
    """Whether stdout is a screen that can be painted."""
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and os.environ.get("TERM") not in ("dumb", "unknown")
    )


def write_text(text: str) -> None:
    """Write text to stdout, in signs that it can show; raises NotWrittenError where it cannot."""
    write_pieces((text,))


def write_pieces(pieces: Iterable[str]) -> None:
    """Write text that comes in pieces, as write_text does."""
    from ldnref.formats.characters import fit_for

    written(lambda: sys.stdout.writelines(map(fit_for(sys.stdout.encoding), pieces)))


def write_painted(text: str) -> None:
    """Write text that is ready, with its colours, to stdout."""
    written(lambda: sys.stdout.write(text))


def read_out(text: str) -> None:
    """Write plain text to stdout; on a terminal what is longer than the screen is paged through."""
    if not (is_terminal() and paged(text)):
        write_text(text)


def paged(text: str) -> bool:
    """Show text that is longer than the screen through the reader's pager; whether it was shown.

    $PAGER is obeyed, and an empty one means none; where it is not set, `less` leaves a short text
    on the screen and shows colours, unless $LESS says otherwise.
    """
    import shlex
    import shutil
    import signal
    import subprocess

    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # a quotation mark that nothing closes
        return False
    if not command or shutil.which(command[0]) is None:
        return False
    if text.count("\n") < shutil.get_terminal_size((80, 24)).lines:
        return False
    surroundings = {"LESS": "FRX", **os.environ}
    # Ctrl-C is the pager's from before it starts until it has ended. A handler that does nothing,
    # for a signal that is ignored would be ignored by the pager too.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with subprocess.Popen(  # noqa: S603 - the reader's own pager
            command, stdin=subprocess.PIPE, env=surroundings
        ) as pager:
            pager.communicate(text.encode(sys.stdout.encoding, "replace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def to_stderr(lines: Iterable[str]) -> None:
    """Write lines to stderr; where nobody can be told, an answer is not held up for it."""
    from ldnref.formats.characters import fit_for

    if sys.stderr is None:
        return
    fit = fit_for(sys.stderr.encoding)
    with suppress(OSError):
        sys.stderr.write("".join(f"{fit(line)}\n" for line in lines))
        sys.stderr.flush()


def written(write: Callable[[], object]) -> None:
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
    half = None
    try:
        real = Path(os.path.realpath(path))
        taken = real.exists() and not (force and real.is_file())
        if not taken:
            # A name that nobody can guess, and no link that lies there is followed.
            name = Path(f"{real}.{os.urandom(8).hex()}")
            with name.open("xb") as stream:
                half = name
                stream.write(data)
            half.replace(real)
    except OSError as error:
        if half is not None:
            with suppress(OSError):
                half.unlink(missing_ok=True)
        raise FileNotWrittenError(f"{path}: {error.strerror}") from None
    if taken:
        raise FileExistsError(errno.EEXIST, "exists", str(path))


def quoted(text: str) -> str:
    """What was typed, without anything that could move a cursor."""
    from ldnref.formats.characters import visible

    return f"'{visible(text)}'"


#: Who hears what is said beside an answer, where that is not whoever reads stderr.
_listener: ContextVar[list[str] | None] = ContextVar("_listener", default=None)

#: How many lines this run has said on stderr: an answer below them has so much less room.
_said: ContextVar[int] = ContextVar("_said", default=0)


def lines_said() -> int:
    """How many lines stand on the screen above an answer that is shown now."""
    return _said.get()


def nothing_said() -> None:
    """A run begins: nothing of it stands on the screen."""
    _said.set(0)


@contextmanager
def overheard(said: list[str]) -> Iterator[None]:
    """Nothing is said on stderr, which others may keep: it is added to `said`."""
    before = _listener.set(said)
    try:
        yield
    finally:
        _listener.reset(before)


def complain(first: str, *more: str) -> None:
    """Say on stderr what was wrong, where, and what to do."""
    from ldnref.formats.characters import visible

    longest = 300
    lines = [visible(text, longest) for text in (first, *more)]
    if (listener := _listener.get()) is not None:
        listener += lines
        return
    laid = _wrapped((f"{PROGRAM}: {lines[0]}", *(f"  {line}" for line in lines[1:])))
    _said.set(_said.get() + len(laid))
    to_stderr(laid)


def _wrapped(lines: Iterable[str]) -> list[str]:
    """Lines no wider than the screen, broken behind a sign where one is far enough, or a word."""
    import shutil
    import textwrap

    width = max(shutil.get_terminal_size((80, 24)).columns, 40)
    setter = textwrap.TextWrapper(
        width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
    laid: list[str] = []
    for line in lines:
        at = max(line.rfind(sign, 0, width) for sign in (". ", "? ", ": ")) + 1
        parts = [line] if len(line) <= width or at < width // 2 else [line[:at], line[at + 1 :]]
        for number, part in enumerate(parts):
            setter.initial_indent = "    " if number else ""
            laid += setter.wrap(part) or [part]
    return laid


def laid(text: str) -> str:
    """Plain text in lines no wider than the screen."""
    return "".join(f"{line}\n" for line in _wrapped(text.splitlines()))


def complain_of_notes(error: "NotesError") -> None:
    """Say on stderr what is wrong with the reader's notes, with its line: no card is cut for it."""
    said = _said.get()
    complain(str(error), *map(str, error.problems))
    _said.set(said)


def complain_of_knowledge(error: "UnusableError") -> None:
    """Say on stderr every problem of the knowledge, and that nothing was answered."""
    from ldnref.formats.characters import visible

    to_stderr(visible(str(problem), 400) for problem in error.problems)
    count = len(error.problems)
    plural = "problem" if count == 1 else "problems"
    complain(f"the knowledge cannot be used: {count} {plural}; nothing was answered")


def let_go_of_stdout() -> None:
    """Send what is left in stdout's buffer nowhere, so that leaving raises no second error."""
    if sys.stdout is not None:
        with suppress(OSError):  # a stream that is no file has nothing to let go of
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
