"""The questions of other programs: a record, codes, CDS Hooks, a service."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import options
from ldnref.cli.asking import Asked
from ldnref.cli.streams import quoted
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.knowledge.model import KnowledgeBase


def record(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="FHIR R4 as JSON; - reads standard input."),
    ],
    dose: Annotated[
        str | None, typer.Option("--dose", help="The daily dose: figures, and mg, mcg or g.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day from which the past is counted.")
    ] = None,
    patient: Annotated[
        str | None, typer.Option("--patient", help="Whose record, where it holds more than one.")
    ] = None,
) -> Asked:
    """Check a patient by a record of a record system, worst first."""
    from ldnref.answers.checking.judge import TOPICS
    from ldnref.answers.checking.verdict import Dose

    amount = None if dose is None else Dose(dose, options.milligrams("--dose", dose))
    today = options.day("--as-of", as_of)
    data = read(file)

    def answer(base: "KnowledgeBase") -> "Answer":
        from ldnref.answers.record import check
        from ldnref.doors.records import record

        assert base.records is not None  # noqa: S101 - for the types: it was asked for
        return check(base, record(data, base.records, today, patient), amount)

    return Asked(Needs(TOPICS, names=True, records=True), answer)


def read(file: str) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if file == "-":
        if sys.stdin is None:
            raise typer.BadParameter("standard input is closed: there is nothing to read")
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{quoted(file)} cannot be read: {error.strerror}") from None
