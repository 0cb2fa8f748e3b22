"""The command line: its commands, put together here and run.

Imports stand where they are used: no command waits for what another one needs.
"""

import gc
import signal
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer._click import Command
from typer._click.globals import get_current_context
from typer.core import TyperCommand, TyperGroup

from ldnref.answers.answer import Answer
from ldnref.cli import asking, completing, ending
from ldnref.cli.ending import ExitCode
from ldnref.cli.options import (
    SHARED,
    AllOption,
    Format,
    FormatOption,
    NotesOption,
    PagerOption,
    folder_of,
    passed_on,
    some,
)
from ldnref.cli.showing import Shown
from ldnref.cli.streams import PROGRAM, read_out
from ldnref.cli.words import ANYTHING, Commands, Group, OneCommand
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldnref.answers.meanings import Meant
    from ldnref.knowledge.model import TopicEntry

__all__ = ["QUESTIONS", "ExitCode", "app", "main", "run"]

#: The questions, in the order in which help lists them, each with the room that it stands in;
#: topics that have no options of their own are learnt from data/about.yaml.
QUESTIONS = {
    "dosing": "doses",
    "titration": "doses",
    "interactions": "questions",
    "check": "questions",
    "record": "records",
    "evidence": "listing",
    "medicines": "listing",
    "search": "listing",
    "disagreements": "listing",
    "sources": "listing",
    "changes": "upkeep",
    "licences": "upkeep",
}

#: What is asked for otherwise.
_FURTHER = {
    "cite": "papers",
    "page": "papers",
    "codes": "records",
    "cds": "records",
    "serve": "records",
    "screen": "populations",
    "names": "exports",
    "mcp": "assistants",
    "review": "reviewing",
    "schema": "upkeep",
    "validate": "upkeep",
}

app = typer.Typer(
    name=PROGRAM,
    cls=Commands,
    help="A quick clinical reference on low-dose naltrexone (LDN), multiple sclerosis first.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    # Help and errors are plain text: whatever is typed goes through no markup.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _made(
    function: "Callable[..., object]",
    name: str,
    summary: str | None = None,
    *,
    hidden: bool = False,
) -> Command:
    """A function as a command."""
    first = (summary or function.__doc__ or "").partition("\n")[0]
    one = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    kind = TyperCommand if hidden else OneCommand
    one.command(name, cls=kind, help=summary, short_help=first, hidden=hidden)(function)
    return typer.main.get_command(one)


def _in(room: str, name: str) -> "Callable[..., Any]":
    """What stands in a room of this folder, which is entered for nothing else."""
    found: Callable[..., Any] = getattr(import_module(f"ldnref.cli.{room}"), name)
    return found


def _meant(found: "Meant") -> asking.Asked:
    """The question of words: which command they ask for is known where all commands are."""
    asked: asking.Asked = _in("anything", "meant")(found)
    return asked


asking.makes.append(_meant)


def _question(room: str, name: str) -> Command:
    return _made(asking.command(_in(room, name)), name)


def _further(room: str, name: str) -> Command:
    return _made(_in(room, name), name)


def _topic(entry: "TopicEntry") -> Command:
    summary = f"{entry.says[0].upper()}{entry.says[1:]}."
    return _made(asking.command(_in("doses", "topic")(entry.name)), entry.name, summary)


def give_help(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        some("[COMMAND]", "The command to explain.", completing.commands),
    ] = None,
) -> Answer | None:
    """Explain a command; without one, show what can be asked."""
    root = context.find_root()
    group = root.command
    if not words:
        from ldnref.answers.inventory import overview

        return asking.ask(asking.Asked(Needs(), overview.overview), folder_of(root), Shown())
    assert isinstance(group, Commands)  # noqa: S101 - for the types: the root is ours
    name, command, rest = group.resolve_command(root, words)
    if name == ANYTHING or command is None:
        raise typer.BadParameter(f"{' '.join(words)!r} is no command")
    made = typer.Context(command, info_name=name, parent=root)
    if rest and isinstance(command, TyperGroup) and rest[0] in command.commands:
        made = typer.Context(command.commands[rest[0]], info_name=rest[0], parent=made)
    read_out(made.get_help() + "\n")
    return None


def _near(word: str) -> list[str]:
    group = get_current_context().find_root().command  # it has learnt the topics
    assert isinstance(group, Commands)  # noqa: S101 - for the types: the root is ours
    return group.near(word)


def _notes() -> Command:
    above = typer.Typer(rich_markup_mode=None, add_completion=False)
    above.add_typer(import_module("ldnref.cli.notes").app, name="notes", cls=Group)
    group = typer.main.get_command(above)
    assert isinstance(group, TyperGroup)  # noqa: S101 - for the types: it has a group below
    return group.commands["notes"]


Commands.topic = staticmethod(_topic)
Commands.makers = {
    **{name: partial(_question, room, name) for name, room in QUESTIONS.items()},
    **{name: partial(_further, room, name) for name, room in _FURTHER.items()},
    "help": lambda: _made(give_help, "help"),
    "notes": _notes,
    ANYTHING: lambda: _made(
        asking.command(_in("anything", "question")(_near)), ANYTHING, hidden=True
    ),
}


def main() -> NoReturn:
    """Run the program and leave with its exit code."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ending.leave(code)


def run() -> int:
    """Run the command line; whatever goes wrong is said on stderr, without a traceback."""
    return ending.ended(lambda: app(prog_name=PROGRAM, standalone_mode=False))


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", help="Ask a folder of your own, checked as a whole.", readable=False
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Versions, and what is held.")] = False,
    *,
    details: AllOption = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
    pager: PagerOption = True,
) -> Answer | None:
    """Show what this reference is, and what can be asked of it."""
    if context.invoked_subcommand is not None:
        if version:
            raise typer.BadParameter("--version goes alone")
        given = {"details": details, "shape": shape, "notes": notes, "pager": pager}
        passed_on(context, {k: v for k, v in given.items() if v != SHARED[k][1]})
        return None
    if version:
        _in("upkeep", "version")(data)
        return None
    from ldnref.answers.inventory import overview

    shown = Shown(shape, notes, details, pager)
    return asking.ask(asking.Asked(Needs(), overview.overview), data, shown)
