"""The command line: its commands, put together here and run.

Imports stand where they are used: no command waits for what another one needs.
"""

import gc
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer._click.globals import get_current_context
from typer.core import TyperGroup

from ldnref.answers.answer import Answer
from ldnref.cli import (
    asking,
    assistants,
    completing,
    doses,
    ending,
    listing,
    notes,
    papers,
    questions,
    records,
    upkeep,
)
from ldnref.cli.anything import question as anything
from ldnref.cli.ending import ExitCode
from ldnref.cli.options import (
    AllOption,
    Format,
    FormatOption,
    NotesOption,
    PagerOption,
    folder_of,
    passed_on,
)
from ldnref.cli.showing import Shown
from ldnref.cli.streams import PROGRAM, read_out
from ldnref.cli.words import ANYTHING, Commands, Group, OneCommand
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["QUESTIONS", "ExitCode", "app", "main", "run"]

#: The questions, in the order in which help lists them; topics that have no options of their own
#: are learnt from data/about.yaml.
QUESTIONS: tuple[asking.Question, ...] = (
    doses.dosing,
    doses.titration,
    questions.interactions,
    questions.check,
    records.record,
    listing.evidence,
    listing.medicines,
    listing.search,
    listing.disagreements,
    listing.sources,
)

Commands.topic = staticmethod(doses.topic)

app = typer.Typer(
    name=PROGRAM,
    cls=Commands,
    help="A quick clinical reference on low-dose naltrexone (LDN), multiple sclerosis first.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    # Help and errors are plain text: whatever is typed goes through no markup.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _add(command: "Callable[..., object]", name: str, summary: str | None) -> None:
    app.command(name, cls=OneCommand, short_help=(summary or "").partition("\n")[0])(command)


def give_help(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND]",
            help="The command to explain.",
            show_default=False,
            autocompletion=completing.commands,
        ),
    ] = None,
) -> Answer | None:
    """Explain a command; without one, show what can be asked."""
    root = context.find_root()
    group = root.command
    if not words:
        from ldnref.answers.overview import overview

        return asking.ask(asking.Asked(Needs(), overview), folder_of(root), Shown())
    assert isinstance(group, Commands)  # noqa: S101 - for the types: the root is ours
    name, command, rest = group.resolve_command(root, words)
    if name == ANYTHING or command is None:
        raise typer.BadParameter(f"{' '.join(words)!r} is no command")
    made = typer.Context(command, info_name=name, parent=root)
    if rest and isinstance(command, TyperGroup) and rest[0] in command.commands:
        made = typer.Context(command.commands[rest[0]], info_name=rest[0], parent=made)
    read_out(made.get_help() + "\n")
    return None


for question in QUESTIONS:
    _add(asking.command(question), question.__name__, question.__doc__)
for command in (
    papers.cite,
    papers.page,
    records.codes,
    records.cds,
    records.serve,
    assistants.mcp,
    upkeep.schema,
    upkeep.validate,
):
    _add(command, command.__name__, command.__doc__)
_add(give_help, "help", give_help.__doc__)
app.add_typer(notes.app, name="notes", cls=Group)


def _near(word: str) -> list[str]:
    group = get_current_context().find_root().command  # it has learnt the topics
    assert isinstance(group, Commands)  # noqa: S101 - for the types: the root is ours
    return group.near(word)


app.command(ANYTHING, hidden=True)(asking.command(anything(_near)))


def main() -> NoReturn:
    """Run the program and leave with its exit code."""
    # A run is over before collecting garbage would free anything, at its end least of all:
    # together a tenth of the time of a start.
    gc.disable()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.freeze()
    sys.exit(code)


def run() -> int:
    """Run the command line; whatever goes wrong is said on stderr, without a traceback."""
    return ending.ended(lambda: app(prog_name=PROGRAM, standalone_mode=False))


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option("--data", help="Ask a folder of your own, checked as a whole.")
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
        usual = {"details": False, "shape": Format.TEXT, "notes": True, "pager": True}
        passed_on(context, {k: v for k, v in given.items() if v != usual[k]})
        return None
    if version:
        upkeep.version(data)
        return None
    from ldnref.answers.overview import overview

    shown = Shown(shape, notes, details, pager)
    return asking.ask(asking.Asked(Needs(), overview), data, shown)
