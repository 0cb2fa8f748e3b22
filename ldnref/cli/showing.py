"""How an answer is shown: its shape, the reader's notes beside it, colour and pager on a terminal.

Imports stand where they are used: a pipe waits for no colours.
"""

import os
import shutil
import sys
from typing import TYPE_CHECKING, assert_never

from ldnref.cli.options import Format
from ldnref.cli.streams import (
    NotWrittenError,
    complain_of_notes,
    is_terminal,
    let_go_of_stdout,
    lines_said,
    paged,
    read_out,
    write_painted,
    write_pieces,
    write_text,
)
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer


class Shown(NamedTuple):
    """How an answer is to be shown."""

    shape: Format = Format.TEXT
    notes: bool = True
    #: Everything, not the card.
    details: bool = False
    #: What is longer than a screen through the reader's pager.
    pager: bool = True


def show(answer: "Answer", shown: Shown) -> None:
    """Write an answer to stdout in the shape asked for.

    Of names of which none is recognised there is nothing to read: that is said on stderr.
    """
    try:
        _show(answer, shown)
    except NotWrittenError as error:
        if not error.reader_left:
            raise
        # The answer stands, and its exit code: one who had read enough makes none of it harmless.
        let_go_of_stdout()


def _show(answer: "Answer", shown: Shown) -> None:
    if answer.not_recognised and not answer.sections and shown.shape is not Format.JSON:
        return
    from ldnref.formats.characters import fit_for

    answer = answer._replace(above=lines_said())
    stream = sys.stdout
    fit = fit_for(getattr(stream, "encoding", None))
    match shown.shape:
        case Format.JSON:
            from ldnref.formats import as_json

            write_pieces(as_json.pieces(answer, ascii_only=fit("≤") != "≤"))
        case Format.MARKDOWN:
            from ldnref.formats import markdown

            shown_as = markdown.render(answer, fit)
            # A card is read where it stands, in this shape too.
            (read_out if shown.pager and answer.glance is None else write_text)(shown_as)
        case Format.TEXT:
            width = shutil.get_terminal_size((80, 24)).columns
            forced = bool(os.environ.get("FORCE_COLOR"))
            if forced or is_terminal():
                from ldnref.formats import terminal

                text = terminal.render(answer, stream, width, fit, force=forced)
                # A card is read where it stands; what is longer than the screen is paged through.
                if not (shown.pager and answer.glance is None and is_terminal() and paged(text)):
                    write_painted(text)
            else:
                from ldnref.formats import text as plain

                write_pieces(plain.pieces(answer, width, fit))
        case _:
            assert_never(shown.shape)


def with_own_notes(answer: "Answer") -> "Answer":
    """The answer with the notes on it; notes that cannot be read never hide an answer."""
    from ldnref.notes import NotesError, path, read

    try:
        notes = read(path(os.environ))
    except NotesError as error:
        complain_of_notes(error)
        return answer
    if not notes:  # mostly: then no start waits for what follows
        return answer
    from ldnref.answers.notes import with_notes

    return with_notes(answer, notes)
