"""The commands of the reader's own notes: `ldnref notes …`.

Imports stand where they are used: no command waits for what another one needs.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ldnref.cli.asking import opened
from ldnref.cli.options import Format, FormatOption, folder_of, passed_on, standard_input
from ldnref.cli.showing import Shown, show
from ldnref.cli.streams import PROGRAM, to_stderr, write_text
from ldnref.knowledge.library import Needs

app = typer.Typer(help="Keep your own notes beside what is held here.")


@app.callback(invoke_without_command=True)
def start(context: typer.Context, shape: FormatOption = Format.TEXT) -> None:
    """Keep your own notes beside what is held here; without a word more, list them."""
    if context.invoked_subcommand is None:
        list_all(context, shape)
    else:
        passed_on(context, {"shape": shape} if shape is not Format.TEXT else {})


@app.command("list")
def list_all(context: typer.Context, shape: FormatOption = Format.TEXT) -> None:
    """List every note, and where they are kept."""
    from ldnref import notes as kept
    from ldnref.answers import notes as answers
    from ldnref.formats.characters import as_typed

    file = kept.path(os.environ)
    base = opened(Needs((), disagreements=False), folder_of(context))
    show(answers.every(base, kept.read(file), " ".join(as_typed(str(file)))), Shown(shape))


@app.command("add")
def add(
    context: typer.Context,
    about: Annotated[str, typer.Argument(help="A topic, medicine, condition or source.")],
    text: Annotated[str, typer.Argument(help="The note; - reads it from standard input.")],
) -> None:
    """Add a note to a topic, medicine, condition or source."""
    from datetime import date

    from ldnref import notes as kept
    from ldnref.answers.notes import subject

    words = "\n".join(standard_input()) if text == "-" else text
    with _echoed(words):
        base = opened(Needs((), disagreements=False, names=True), folder_of(context))
        kind, name = subject(base, about)
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
    from ldnref.formats.characters import as_typed

    write_text(" ".join(as_typed(str(kept.path(os.environ)))) + "\n")


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


class EditorError(Exception):
    """The reader's editor could not be started, failed, or left what is no text."""


def echo_note(words: str) -> None:
    """Show a note that was not kept on stderr, whole, so that it is not lost."""
    from ldnref.formats.characters import as_typed

    to_stderr(["your note, which was not kept:", *as_typed(words)])


def edited(words: str) -> str:
    """The words as the reader's editor leaves them.

    Raises EditorError when it fails; what it left is then shown, where it is another text.
    """
    import shlex
    import subprocess
    import tempfile

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named and not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise EditorError("there is no terminal to edit in")
    named = named or "vi"
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
