"""What a clinician signs: a sheet of a topic, and what becomes of one that was filled in."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import completing, options
from ldnref.cli.asking import opened
from ldnref.cli.ending import ExitCode
from ldnref.cli.extras import needed
from ldnref.cli.options import Format, FormatOption, folder_of
from ldnref.cli.papers import write_new
from ldnref.cli.records import read as read_bytes
from ldnref.cli.showing import Shown, show
from ldnref.cli.streams import complain, quoted, read_out, write_text
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.answers.sheet import Sheet
    from ldnref.knowledge.model import KnowledgeBase

#: A sheet names statements and sources, and nothing else.
_NEEDS = Needs(disagreements=False)


def review(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(help="The topic to review.", autocompletion=completing.topics),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The sheet as .html or .csv; with --read, the patch."),
    ] = None,
    filled: Annotated[
        str | None,
        typer.Option("--read", help="A filled .csv: what it signs as a patch of data/."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="With --read: the day of the signature.")
    ] = None,
    *,
    force: options.ForceOption = False,
    shape: FormatOption = Format.TEXT,
) -> int | None:
    """Print a sheet for a clinician to sign; read a filled one, as a patch."""
    if filled is not None:
        if topic is not None:
            raise typer.BadParameter("--read takes no topic: the sheet names its statements")
        return _read(context, filled, on, output, shape, force=force)
    if on is not None:
        raise typer.BadParameter("--on goes with --read")
    base = opened(_NEEDS, folder_of(context))
    _print(base, topic, output, shape, force=force)
    return None


def _print(
    base: "KnowledgeBase", topic: str | None, output: Path | None, shape: Format, *, force: bool
) -> None:
    from ldnref.answers import sheet

    if topic is None:
        if output is not None:
            raise typer.BadParameter("-o needs the topic that the sheet is of")
        show(sheet.overview(base), Shown(shape))
        return
    made = sheet.sheet(base, topic.casefold())
    if output is not None:
        write_new(output, _as_file(made, output), force=force)
    elif shape is Format.TEXT:
        from ldnref.formats import sheet_text

        read_out(sheet_text.render(made, shutil.get_terminal_size((80, 24)).columns))
    else:
        show(sheet.answer(base, topic.casefold()), Shown(shape))


def _as_file(made: "Sheet", output: Path) -> bytes:
    """The sheet as its file's ending says."""
    match output.suffix.lower():
        case ".csv":
            from ldnref.formats import sheet_csv

            return sheet_csv.write(made)
        case ".html":
            with needed("page", "a page needs"):
                from ldnref.formats import sheet_page
            return sheet_page.render(made).encode()
        case _:
            raise typer.BadParameter(f"-o {quoted(str(output))} ends in neither .html nor .csv")


def _read(
    context: typer.Context,
    filled: str,
    on: str | None,
    output: Path | None,
    shape: Format,
    *,
    force: bool,
) -> int:
    from ldnref.answers import signatures
    from ldnref.formats import sheet_csv, sheet_text
    from ldnref.knowledge import signing

    given = None if on is None else options.day("--on", on)
    try:
        sheet = sheet_csv.read(read_bytes(filled))
    except sheet_csv.SheetError as error:
        raise typer.BadParameter(f"{quoted(filled)}: {error}") from None
    if given is not None:
        sheet = sheet._replace(on=given.isoformat())
    folder = folder_of(context)
    base = opened(_NEEDS, folder)
    found = signatures.taken(base, sheet, options.day("--on", None))
    made = signing.patch(base, folder, found.signed)
    found = signatures.without(found, made.lost)
    answer = signatures.answer(base, sheet, found, made.diff)
    if output is not None:
        write_new(output, made.diff.encode(), force=force)
    if shape is not Format.TEXT:
        show(answer, Shown(shape))
    elif output is not None:
        write_text(sheet_text.outcome(answer))
    else:
        write_text(sheet_text.outcome(answer, "# ") + made.diff)
    return _code(answer)


def _code(answer: "Answer") -> ExitCode:
    """What was refused is said on stderr too: a patch that is piped on hides it."""
    from ldnref.knowledge.vocabulary import REFUSED

    refused = next((s.lines for s in answer.sections if s.holds == REFUSED), ())
    for line in refused:
        complain(f"refused: {line.label}: {line.text}")
    return ExitCode.NOT_HELD if refused else ExitCode.ANSWERED
