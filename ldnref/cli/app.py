"""The command line: its commands, and how a run ends. Here only, errors become exit codes.

Imports stand where they are used: no command waits for what another one needs.
"""

import gc
import sys
from collections.abc import Iterable
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer._click import Command, Context
from typer._click.exceptions import ClickException  # the pinned typer exports no base of its errors
from typer.core import TyperGroup

from ldnref.answers.answer import Answer, NotHeldError
from ldnref.cli import asking, notes, papers, upkeep
from ldnref.cli.options import Format, FormatOption, NotesOption
from ldnref.cli.questions import QUESTIONS, topic
from ldnref.cli.streams import (
    PROGRAM,
    FileNotWrittenError,
    NotWrittenError,
    complain,
    complain_of_knowledge,
    complain_of_notes,
    let_go_of_stdout,
    quoted,
)
from ldnref.knowledge.library import Needs, UnusableError

if TYPE_CHECKING:
    from ldnref.answers.checking.result import CheckResult
    from ldnref.knowledge.model import TopicEntry


class ExitCode(IntEnum):
    """How a run ended, for scripts; README explains each."""

    ANSWERED = 0
    NOT_WRITTEN = 1
    WRONG_USE = 2
    NOT_HELD = 3
    CAUTION = 4
    CONTRAINDICATED = 5
    KNOWLEDGE_UNUSABLE = 6

    @classmethod
    def of(cls, found: "CheckResult") -> "ExitCode":
        """How a check ends: a caution beside something unclear is incomplete before all else."""
        if found.outcome in ("contraindicated", "avoid"):
            return cls.CONTRAINDICATED
        if not found.complete:
            return cls.NOT_HELD
        return cls.CAUTION if found.outcome == "caution" else cls.ANSWERED


class _Commands(TyperGroup):
    """The commands of the program, and one for each further topic of the knowledge."""

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        if args[0] not in self.commands:
            self._learn_topics(ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Context) -> list[str]:
        with suppress(UnusableError):  # help is given whatever the knowledge is like
            self._learn_topics(ctx)
        return super().list_commands(ctx)

    def _learn_topics(self, context: Context) -> None:
        topics = asking.topics(asking.folder_of(context))
        for entry in topics:
            if entry.name not in self.commands:
                self.add_command(_topic_command(entry), entry.name)
        first = {entry.name: self.commands[entry.name] for entry in topics}
        self.commands = {**first, **self.commands}


def _topic_command(entry: "TopicEntry") -> Command:
    """A topic as a command of its own."""
    one = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    summary = f"{entry.says[0].upper()}{entry.says[1:]}."
    one.command(entry.name, help=summary)(asking.command(topic(entry.name)))
    return typer.main.get_command(one)


app = typer.Typer(
    name=PROGRAM,
    cls=_Commands,
    help="A quick clinical reference on low-dose naltrexone (LDN), multiple sclerosis first.",
    context_settings={"help_option_names": ["-h", "--help"]},
    # Help and errors are plain text: whatever is typed goes through no markup.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for question in QUESTIONS:
    app.command(question.__name__)(asking.command(question))
for command in (papers.cite, papers.page, upkeep.schema, upkeep.validate):
    app.command()(command)
app.add_typer(notes.app, name="notes")


def main() -> NoReturn:
    """Run the program and leave with its exit code."""
    # A run is over before collecting garbage would free anything, at its end least of all:
    # together a tenth of the time of a start.
    gc.disable()
    code = run()
    gc.freeze()
    sys.exit(code)


def run() -> int:  # noqa: PLR0911 - one return a kind of error
    """Run the command line; whatever goes wrong is said on stderr, without a traceback."""
    from ldnref.notes import NotesError, RefusedError

    try:
        ended = app(prog_name=PROGRAM, standalone_mode=False)
    except ClickException as error:
        complain(error.format_message(), f"help: {PROGRAM} --help")
        return ExitCode.WRONG_USE
    except notes.EditorError as error:
        complain(str(error), "set $VISUAL or $EDITOR; the note is as it was")
        return ExitCode.WRONG_USE
    except NotesError as error:
        complain_of_notes(error)
        held = isinstance(error, RefusedError)
        return ExitCode.NOT_HELD if held else ExitCode.NOT_WRITTEN
    except NotHeldError as error:
        _say_what_is_near(error)
        return ExitCode.NOT_HELD
    except UnusableError as error:
        complain_of_knowledge(error)
        return ExitCode.KNOWLEDGE_UNUSABLE
    except FileNotWrittenError as error:
        complain(f"the file could not be written: {error}")
        return ExitCode.NOT_WRITTEN
    except NotWrittenError as error:
        let_go_of_stdout()
        if error.reader_left:
            return ExitCode.ANSWERED
        complain(f"the answer could not be written: {error}")
        return ExitCode.NOT_WRITTEN
    return _outcome(ended) if isinstance(ended, Answer) else ExitCode.ANSWERED


def _outcome(answer: Answer) -> ExitCode:
    """How a run with this answer ends: the worst that it says, and whether all was recognised."""
    if answer.result is not None:
        return ExitCode.of(answer.result)
    if answer.own.get("refused"):
        return ExitCode.CONTRAINDICATED
    return ExitCode.NOT_HELD if answer.not_recognised else ExitCode.ANSWERED


def _say_what_is_near(error: NotHeldError) -> None:
    near = (f"near: {PROGRAM} {error.command} {n}" for n in _near(error.wanted, error.known))
    choices = [f"there are: {', '.join(error.choices)}"] if error.choices else []
    complain(
        error.says or f"{quoted(error.wanted)} is not in this reference.",
        *near,
        *choices,
        f"what there is: {PROGRAM} {error.lists}",
    )


def _near(wanted: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(wanted[:60].casefold(), list(known), n=3)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option("--data", help="Ask a folder of your own, checked as a whole.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Versions, and what is held.")] = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> Answer | None:
    """Show what this reference is, and what can be asked of it."""
    if context.invoked_subcommand is not None:
        if version or shape is not Format.TEXT or not notes:
            after = f"{PROGRAM} {context.invoked_subcommand} …"
            raise typer.BadParameter(f"options go after the command: {after}")
        return None
    if version:
        upkeep.version(data)
        return None
    from ldnref.answers.overview import overview

    return asking.ask(asking.Asked(Needs(), overview), data, shape, notes=notes)
