"""What is typed on the command line, as values; what is none is wrong use."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click import Context
from typer.core import TyperGroup

from ldnref.cli.streams import complain, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from ldnref.answers.titration.rising import Wanted


class Format(StrEnum):
    """The shapes that an answer takes."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def some(called: str, says: str, completes: "Callable[..., Iterable[str]]") -> Any:  # noqa: ANN401
    """Words behind a command: what help calls them and says of them, and what a <TAB> offers."""
    return typer.Argument(metavar=called, help=says, show_default=False, autocompletion=completes)


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="The shape of the answer.")]

DoseOption = Annotated[
    str | None, typer.Option("--dose", help="The daily dose: figures, and mg, mcg or g.")
]

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The day from which the past is counted.")
]

ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]

NotesOption = Annotated[
    bool, typer.Option("--notes/--no-notes", help="With your own notes, or without them.")
]

AllOption = Annotated[bool, typer.Option("--all", "-a", help="Everything, not the card.")]

PagerOption = Annotated[
    bool,
    typer.Option("--pager/--no-pager", help="What is longer than the screen through $PAGER."),
]

#: What every question takes: how it is typed, and what it is where it is not.
SHARED = {
    "details": (AllOption, False),
    "shape": (FormatOption, Format.TEXT),
    "notes": (NotesOption, True),
    "pager": (PagerOption, True),
}


def folder_of(context: Context) -> Path | None:
    """The folder that `ldnref --data FOLDER …` names."""
    folder = context.find_root().params.get("data")
    return None if folder is None else Path(folder)


def passed_on(context: Context, given: "Mapping[str, object]") -> None:
    """Options that stand before a command, as if they stood behind it.

    One that the command does not take is wrong use; a group of commands passes it on in its turn.
    """
    name = context.invoked_subcommand or ""
    group = context.command
    assert isinstance(group, TyperGroup)  # noqa: S101 - for the types: only a group has commands
    taken = {one.name: one for one in group.commands[name].params}
    for key in given:
        if key not in taken:
            said = next(one for one in group.params if one.name == key).opts[0]
            raise typer.BadParameter(f"{said}: {context.command_path} {name} takes no such option")
    context.default_map = {**(context.default_map or {}), name: dict(given)}


def day(option: str, typed: str | None) -> "date":
    """The day that was typed; without one, today where the reader is."""
    from datetime import date

    if typed is None:
        return date.today()  # noqa: DTZ011
    try:
        return date.fromisoformat(typed)
    except ValueError:
        message = f"{option} {quoted(typed)} is not a day as 2026-11-22"
        raise typer.BadParameter(message) from None


def days(option: str, typed: str) -> int:
    """A time as `14d` or `2w`, in days."""
    import re

    from ldnref.knowledge.fields import span

    text = typed.strip().lower()
    found = span(text) if re.fullmatch("[0-9]{1,4}[dw]", text) else None
    if found is None or not found.low:
        raise typer.BadParameter(f"{option} {quoted(typed)} is not a time as 14d or 2w")
    return found.low


def milligrams(option: str, typed: str) -> "Decimal":
    """A daily dose, in milligrams."""
    from ldnref.answers import doses

    try:
        return doses.milligrams(typed)
    except doses.DoseError as error:
        raise typer.BadParameter(f"{option} {typed}: {error}") from None


def standard_input() -> list[str]:
    """The lines of standard input, as they are."""
    if sys.stdin is None:
        raise typer.BadParameter("standard input is closed: there is nothing to read")
    if sys.stdin.isatty():
        complain("type the list, one item a line; Ctrl-D ends it")
    return sys.stdin.buffer.read().decode(errors="replace").splitlines()


def piped() -> bool:
    """Whether standard input is a pipe or a file, and nobody's keyboard."""
    return sys.stdin is not None and not sys.stdin.isatty()


def lines(items: "Iterable[str]") -> "list[str | list[str]]":
    """The items of a list as they were given, those that were typed in one row together.

    `-` stands for the lines of standard input: each is a row of its own, and a whole line.
    """
    rows: list[str | list[str]] = []
    for item in items:
        if item == "-":
            rows += [line for line in standard_input() if line.strip()]
        elif rows and isinstance(rows[-1], list):
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def wanted(typed: "Mapping[str, object]") -> "Wanted":
    """The plan that was asked for, by the names of the options of `ldnref titration`."""
    from ldnref.answers.titration.rising import Wanted

    def text(key: str) -> str | None:
        return None if typed[key] is None else str(typed[key])

    def dose(key: str) -> "Decimal | None":
        amount = text(key)
        return None if amount is None else milligrams(f"--{key}", amount)

    every = text("every")
    return Wanted(
        start=dose("start"),
        step=dose("step"),
        to=dose("to"),
        strength=dose("strength"),
        every=None if every is None else days("--every", every),
        begins=day("--from", text("begins")),
        regimen=text("regimen"),
        condition=text("condition"),
        told=None if typed["told"] is None else bool(typed["told"]),
        own=bool(typed["own"]),
    )
