"""Readings and rules for another engine: a folder of them, and further texts put into it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli.asking import opened
from ldnref.cli.ending import ExitCode
from ldnref.cli.extras import needed
from ldnref.cli.options import folder_of
from ldnref.cli.streams import FileNotWrittenError, quoted, write_text
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.doors.cohort import Cohort
    from ldnref.doors.export import Exported
    from ldnref.doors.tables import Columns
    from ldnref.knowledge.model import KnowledgeBase


def names(
    context: typer.Context,
    source: Annotated[
        Path, typer.Option("--from", help="Texts, one a line; or a table with a column `text`.")
    ],
    into: Annotated[Path, typer.Option("--into", help="A folder that `screen --export` made.")],
) -> int:
    """Read further texts into an exported folder."""
    from ldnref.answers.checking.judge import TOPICS
    from ldnref.doors.cohort import Cohort

    with needed("screen", "reading texts needs"):
        from ldnref.doors import export as door
    version, today = door.made_for(into)
    base = opened(Needs(TOPICS, names=True), folder_of(context))
    if base.about.version != version:
        raise typer.BadParameter(
            f"{quoted(str(into))} is of knowledge {version}, and this is {base.about.version}: "
            "export anew"
        )
    texts = door.listed(source)
    try:
        found = door.append(base, Cohort(base, today), texts, into)
    except OSError as error:
        raise FileNotWrittenError(f"{into}: {error.strerror or error}") from None
    return _told(found, into)


def exported(
    base: "KnowledgeBase", cohort: "Cohort", path: Path, where: "Columns", folder: Path
) -> int:
    """Write a folder of readings and rules, and say how much it holds."""
    from ldnref.doors import export as door

    try:
        return _told(door.export(base, cohort, path, where, folder), folder)
    except OSError as error:
        raise FileNotWrittenError(f"{folder}: {error.strerror or error}") from None


def _told(found: "Exported", folder: Path) -> int:
    from ldnref.answers import sentences

    counts = {"texts": f"{found.texts:,}", "unknown": f"{found.unknown:,}"}
    write_text(sentences.EXPORTED.format(**counts, folder=folder) + "\n")
    return ExitCode.NOT_HELD if found.unknown else ExitCode.ANSWERED


def may_make(folder: Path) -> None:
    """Refuse a folder that is there already, or that nothing can be put into."""
    if folder.exists():
        raise typer.BadParameter(f"{quoted(str(folder))} exists already: name a new folder")
    if not folder.resolve().parent.is_dir():
        raise typer.BadParameter(f"{quoted(str(folder))}: there is no folder to put it in")
