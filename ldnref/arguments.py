"""What is typed on the command line, as values; what is none is wrong use."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.output import Format, quoted

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

FormatOption = Annotated[Format, typer.Option("--format", "-f", help="The shape of the answer.")]

NotesOption = Annotated[
    bool, typer.Option("--notes/--no-notes", help="With your own notes, or without them.")
]

AllOption = Annotated[bool, typer.Option("--all", "-a", help="With every detail.")]


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

    from ldnref.knowledge.model import span

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
    return sys.stdin.buffer.read().decode(errors="replace").splitlines()
