"""The commands of the reader's own notes: `ldnref notes …`.

Imports stand where they are used, as in cli.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from ldnref.arguments import FormatOption, standard_input
from ldnref.output import Format, echo_note, edited, show, write_text

app = typer.Typer(help="Keep your own notes beside what is held here.")


@app.callback(invoke_without_command=True)
def start(context: typer.Context, shape: FormatOption = Format.TEXT) -> None:
    """Keep your own notes beside what is held here; without a word more, list them."""
    if context.invoked_subcommand is None:
        list_all(shape)
    elif shape is not Format.TEXT:
        raise typer.BadParameter("options go after the command")


@app.command("list")
def list_all(shape: FormatOption = Format.TEXT) -> None:
    """List every note, and where they are kept."""
    from ldnref import notes as kept
    from ldnref.answers.notes import every
    from ldnref.formats.characters import as_typed
    from ldnref.knowledge.library import open_base

    file = kept.path(os.environ)
    base = open_base([], disagreements=False)
    show(every(base, kept.read(file), " ".join(as_typed(str(file)))), shape, notes=False)


@app.command("add")
def add(
    about: Annotated[str, typer.Argument(help="A topic, medicine, condition or source.")],
    text: Annotated[str, typer.Argument(help="The note; - reads it from standard input.")],
) -> None:
    """Add a note to a topic, medicine, condition or source."""
    from datetime import date

    from ldnref import notes as kept
    from ldnref.answers.notes import subject
    from ldnref.knowledge.library import open_base

    words = "\n".join(standard_input()) if text == "-" else text
    with _echoed(words):
        kind, name = subject(open_base([], disagreements=False, names=True), about)
        note = kept.add(kept.path(os.environ), kind, name, words, date.today())  # noqa: DTZ011
    write_text(f"note {note.id} on {name}\n")


@app.command("edit")
def edit(number: Annotated[int, typer.Argument(help="The number of the note.")]) -> None:
    """Change a note in your editor: $VISUAL, or $EDITOR."""
    from ldnref import notes as kept

    file = kept.path(os.environ)
    before = kept.one(kept.read(file), number)
    words = edited(before.text)
    if words == before.text:
        write_text(f"note {number} on {before.about} is as it was\n")
        return
    with _echoed(words):
        kept.replace(file, before, words)
    write_text(f"note {number} on {before.about} is changed\n")


@app.command("remove")
def remove(number: Annotated[int, typer.Argument(help="The number of the note.")]) -> None:
    """Remove a note; its text is shown once more."""
    from ldnref import notes as kept
    from ldnref.formats.characters import as_typed

    gone = kept.remove(kept.path(os.environ), number)
    write_text("\n".join([f"removed note {number} on {gone.about}:", *as_typed(gone.text), ""]))


@app.command("path")
def path() -> None:
    """Print where your notes are kept; LDNREF_NOTES names another file."""
    from ldnref import notes as kept

    write_text(f"{kept.path(os.environ)}\n")


@contextmanager
def _echoed(words: str) -> Iterator[None]:
    """Show a note that could not be kept, whole, so that it is not lost."""
    from ldnref.answers.answer import NotHeldError
    from ldnref.notes import NotesError

    try:
        yield
    except (NotesError, NotHeldError):
        echo_note(words)
        raise
