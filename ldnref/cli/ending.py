"""How a run ends: its exit code, and what is said of whatever went wrong. Here only.

On stderr in words; with `-f json` on stdout as data too, so that a script has one place to read.
"""

import atexit
import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn, TextIO

# The pinned typer exports no base of its errors.
from typer._click.exceptions import ClickException, MissingParameter

from ldnref.answers.answer import Answer, NotHeldError
from ldnref.cli.streams import (
    PROGRAM,
    FileNotWrittenError,
    NotWrittenError,
    complain,
    complain_of_knowledge,
    let_go_of_stdout,
    nothing_said,
    quoted,
    write_text,
)
from ldnref.knowledge.library import UnusableError
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from ldnref.answers.checking.verdict import Verdict


class ExitCode(IntEnum):
    """How a run ended, for scripts; README explains each."""

    ANSWERED = 0
    NOT_WRITTEN = 1
    WRONG_USE = 2
    NOT_HELD = 3
    CAUTION = 4
    CONTRAINDICATED = 5
    KNOWLEDGE_UNUSABLE = 6
    STOPPED = 130

    @classmethod
    def of(cls, found: "Verdict") -> "ExitCode":
        """How a check ends: a caution beside something unclear is incomplete before all else."""
        if found.outcome in ("contraindicated", "avoid"):
            return cls.CONTRAINDICATED
        if not found.complete:
            return cls.NOT_HELD
        return cls.CAUTION if found.outcome == "caution" else cls.ANSWERED


class Wrong(NamedTuple):
    """What went wrong, what mends it, and how the run ends for it."""

    exit: ExitCode
    says: str
    cure: tuple[str, ...] = ()


def ended(run: Callable[[], object]) -> int:
    """Run the program to its end; whatever goes wrong is said, without a traceback."""
    stdout = sys.stdout
    nothing_said()
    try:
        return _code(run())
    except KeyboardInterrupt:
        let_go_of_stdout()
        return ExitCode.STOPPED
    except SystemExit as leaving:  # Typer's own, after it wrote a help or a completion
        return _left(leaving, stdout)
    except NotWrittenError as error:
        return _not_written(error)
    except OSError as error:  # what Typer writes itself
        return _not_written(NotWrittenError(error))
    except Exception as error:
        told = wrong(error)
        if told is None:
            raise
        if isinstance(error, UnusableError):
            complain_of_knowledge(error)
        else:
            complain(told.says, *told.cure)
        return _as_data(told)


def leave(code: int) -> NoReturn:
    """End the process as Python does, but for freeing one by one what ends with it."""
    if threading.active_count() == 1:
        # Where not all can be written, Python ends it, and says so.
        with suppress(OSError, ValueError):
            atexit._run_exitfuncs()  # noqa: SLF001 - there is no other name for it
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(code)
    gc.freeze()  # nothing is collected on the way out either
    sys.exit(code)


def _left(leaving: SystemExit, stdout: TextIO | None) -> int:
    """How Typer left; where it was piped to one who had read enough, it went on elsewhere."""
    if sys.stdout is not stdout:
        sys.stdout = stdout
        let_go_of_stdout()
        return ExitCode.ANSWERED
    return leaving.code if isinstance(leaving.code, int) else ExitCode.ANSWERED


def _code(answer: object) -> int:
    """How a run with this answer ends: the worst that it says, and whether all was recognised."""
    if isinstance(answer, int):  # Typer has written a help, or was stopped
        if answer == ExitCode.STOPPED:
            let_go_of_stdout()
        elif sys.stdout is None:
            complain("the answer could not be written: standard output is closed")
            return ExitCode.NOT_WRITTEN
        return answer
    if not isinstance(answer, Answer):
        return ExitCode.ANSWERED
    if answer.verdict is not None:
        return ExitCode.of(answer.verdict)
    if answer.refused:
        return ExitCode.CONTRAINDICATED
    return ExitCode.NOT_HELD if answer.not_recognised else ExitCode.ANSWERED


def wrong(error: Exception) -> Wrong | None:
    """What is said of an error; None of one that nobody foresaw."""
    from ldnref.cli.notes import EditorError
    from ldnref.doors.parsing import MissingError, NotReadError
    from ldnref.notes import NoteRefusedError, NotesError

    found = None
    match error:
        case MissingParameter():
            found = _missing(error)
        case ClickException():
            cure = (f"help: {PROGRAM} --help",)
            found = Wrong(ExitCode.WRONG_USE, error.format_message(), cure)
        case NotReadError():
            found = Wrong(ExitCode.WRONG_USE, str(error), ("nothing of it was read",))
        case MissingError():
            found = Wrong(ExitCode.NOT_HELD, str(error), ("nothing was checked",))
        case EditorError():
            cure = ("set $VISUAL or $EDITOR; the note is as it was",)
            found = Wrong(ExitCode.WRONG_USE, str(error), cure)
        case NotesError():
            held = isinstance(error, NoteRefusedError)
            code = ExitCode.NOT_HELD if held else ExitCode.NOT_WRITTEN
            found = Wrong(code, str(error), tuple(map(str, error.problems)))
        case NotHeldError():
            found = _not_held(error)
        case UnusableError():
            says = "the knowledge cannot be used: nothing was answered"
            found = Wrong(ExitCode.KNOWLEDGE_UNUSABLE, says, tuple(map(str, error.problems)))
        case FileNotWrittenError():
            found = Wrong(ExitCode.NOT_WRITTEN, f"the file could not be written: {error}")
    return found


def _missing(error: MissingParameter) -> Wrong:
    """What has to be typed behind a command, with examples from data/about.yaml."""
    from ldnref.cli import asking
    from ldnref.cli.options import folder_of

    says = error.format_message()
    examples: Sequence[str] = ()
    if error.ctx is not None and error.param is not None:
        typed = f"{error.ctx.command_path} {error.param.make_metavar(error.ctx)}"
        what = (getattr(error.param, "help", None) or "").rstrip(".")
        says = f"{typed}: type {what[:1].lower()}{what[1:]}" if what else says
        with suppress(UnusableError):
            examples = asking.uses(folder_of(error.ctx)).get(error.ctx.command.name or "", ())
    cure = (*(f"example: {PROGRAM} {one}" for one in examples), f"help: {PROGRAM} --help")
    return Wrong(ExitCode.WRONG_USE, says, cure)


def _not_held(error: NotHeldError) -> Wrong:
    """That something is not here, with what is near it, and where what there is can be seen."""
    near = error.near or _near(error.wanted, error.known)
    words = (" ".join(filter(None, (PROGRAM, error.command, name))) for name in near)
    choices = [f"there are: {' · '.join(error.choices)}"] if error.choices else []
    cure = (
        *error.cure,
        *(f"near: {one}" for one in words),
        *choices,
        f"what there is: {PROGRAM} {error.lists}".rstrip(),
    )
    says = error.says or f"{quoted(error.wanted)} is not in this reference."
    return Wrong(ExitCode.NOT_HELD, says, cure)


def _near(wanted: str, known: Iterable[str]) -> Sequence[str]:
    from difflib import get_close_matches

    return get_close_matches(wanted[:60].casefold(), list(known), n=3)


def _not_written(error: NotWrittenError) -> int:
    let_go_of_stdout()
    if error.reader_left:
        return ExitCode.ANSWERED
    complain(f"the answer could not be written: {error}")
    return ExitCode.NOT_WRITTEN


def _as_data(wrong: Wrong) -> int:
    """The exit code of what went wrong; with `-f json`, all of it on stdout too."""
    if _json_asked_for(sys.argv[1:]):
        from ldnref.formats.as_json import error

        try:
            write_text(error(wrong.says, wrong.cure, wrong.exit))
        except NotWrittenError as failed:
            _not_written(failed)
    return wrong.exit


def _json_asked_for(words: Sequence[str]) -> bool:
    """Whether the words ask for JSON, however wrong the rest of them is."""
    before = ""
    for word in words:
        if word == "--":
            return False
        if word in ("-fjson", "--format=json") or (before in ("-f", "--format") and word == "json"):
            return True
        before = word
    return False
