"""The questions of other programs: a record, codes, CDS Hooks, a service."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import completing, options
from ldnref.cli.asking import Asked, opened
from ldnref.cli.extras import needed
from ldnref.cli.options import folder_of
from ldnref.cli.streams import complain, quoted, read_out, write_text
from ldnref.knowledge.library import CODES, Needs

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.knowledge.model import KnowledgeBase


class ListStyle(StrEnum):
    """The files that a list of codes is written as."""

    OPENCODELISTS = "opencodelists"
    VALUESET = "valueset"
    CSV = "csv"


def record(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="FHIR R4 as JSON; - reads standard input."),
    ],
    dose: options.DoseOption = None,
    as_of: options.AsOfOption = None,
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


def codes(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME",
            help="A medicine, a group or a condition.",
            autocompletion=completing.names,
        ),
    ],
    system: Annotated[
        str | None, typer.Option("--system", help="rxnorm, atc, snomed or icd10.")
    ] = None,
    style: Annotated[
        ListStyle, typer.Option("--format", "-f", help="For OpenCodelists, FHIR, or all columns.")
    ] = ListStyle.CSV,
) -> None:
    """Write the codes of a medicine, a group or a condition, as other systems know it."""
    from ldnref.answers.code_lists import code_list
    from ldnref.formats import code_lists

    base = opened(Needs((), disagreements=False, names=True, records=True), folder_of(context))
    if system is not None and system not in CODES:
        raise typer.BadParameter(f"--system {quoted(system)} is none of: {', '.join(CODES)}")
    found = code_list(base, " ".join(names), system)
    systems = list(dict.fromkeys(row.system for row in found.rows))
    if style is ListStyle.OPENCODELISTS and len(systems) > 1:
        raise typer.BadParameter(f"a codelist is of one --system: {', '.join(systems)}")
    written_as = {
        ListStyle.OPENCODELISTS: code_lists.opencodelists,
        ListStyle.VALUESET: code_lists.value_set,
        ListStyle.CSV: code_lists.plain,
    }
    read_out(written_as[style](found))
    if style is ListStyle.OPENCODELISTS:  # the one file that has no room for it
        complain(f"{found.named.name}: knowledge {found.version}, {found.date}")


def cds(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="A request as JSON; - is standard input.")
    ] = "-",
    as_of: options.AsOfOption = None,
) -> None:
    """Answer a CDS Hooks request with cards, as JSON."""
    from ldnref.answers.checking.judge import TOPICS
    from ldnref.doors.cards import cards
    from ldnref.doors.outcomes import outcome
    from ldnref.doors.parsing import MissingError, NotReadError, parsed

    today = options.day("--as-of", as_of)
    base = opened(Needs(TOPICS, names=True, records=True), folder_of(context))
    try:
        response: object = cards(base, parsed(read(file), lambda entry: entry), today)
    except (NotReadError, MissingError) as error:
        kind = "required" if isinstance(error, MissingError) else "invalid"
        write_text(_as_json(outcome(kind, str(error))))
        raise
    write_text(_as_json(response))


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", help="The port.", min=1, max=65535)] = 8787,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    origins: Annotated[
        list[str] | None,
        typer.Option("--origin", help="A site whose pages may ask: https://ehr.example."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", help="Another name that this machine is asked by."),
    ] = None,
    *,
    remote: Annotated[
        bool, typer.Option("--allow-remote", help="Listen for others, behind a proxy of yours.")
    ] = False,
) -> None:
    """Serve CDS Hooks, the JSON of the commands and a page, on this machine only."""
    from functools import cache

    from ldnref.answers.checking.judge import TOPICS

    if host not in ("127.0.0.1", "::1", "localhost") and not remote:
        raise typer.BadParameter(
            f"--host {quoted(host)} is not this machine's own: it needs --allow-remote, and a "
            "proxy before it that asks who calls"
        )
    if wrong := [one for one in origins or () if one == "*" or "://" not in one]:
        raise typer.BadParameter(
            f"--origin {quoted(wrong[0])} is not a site as https://ehr.example"
        )
    with needed("serve", "a service needs"):
        from ldnref.doors.service import Served, app
        from ldnref.doors.serving import serve
    folder = folder_of(context)
    base = opened(Needs(TOPICS, names=True, records=True), folder)
    topic = cache(lambda name: opened(Needs((name,)), folder))
    served = Served(base, topic, lambda: options.day("today", None))
    complain(f"listening on http://{host}:{port}/; Ctrl-C ends it")
    serve(app(served, (*(names or ()), *((host,) if remote else ())), origins or ()), host, port)


def _as_json(value: object) -> str:
    import json

    return json.dumps(value, indent=2) + "\n"


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
