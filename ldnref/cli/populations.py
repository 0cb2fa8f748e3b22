"""The questions about many patients at once: a screen of their medications and conditions."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import exports, options
from ldnref.cli.asking import opened
from ldnref.cli.ending import ExitCode
from ldnref.cli.extras import needed
from ldnref.cli.options import Format, FormatOption, folder_of
from ldnref.cli.streams import (
    FileNotWrittenError,
    complain,
    quoted,
    write_text,
)
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.doors.screen import Summary, Tell
    from ldnref.formats.envelope import ScreenShown
    from ldnref.knowledge.model import About


def screen(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE_OR_FOLDER", help="A table, or a folder of parts: Parquet, CSV, NDJSON."
        ),
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="One row a patient: .parquet, .csv, .ndjson."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", help="A column of text: medicines, conditions."),
    ] = None,
    patient: Annotated[
        str | None, typer.Option("--patient", help="The column that tells patients apart.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code-column", help="A column of codes.")] = None,
    system: Annotated[
        str, typer.Option("--code-system", help="rxnorm, ndc, atc, snomed or icd10.")
    ] = "rxnorm",
    as_of: options.AsOfOption = None,
    force: options.ForceOption = False,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="A folder for another engine, with SQL."),
    ] = None,
    shape: FormatOption = Format.TEXT,
) -> int:
    """Check every patient of a table: one row a patient, and a summary."""
    from ldnref.answers.checking.judge import TOPICS

    with needed("screen", "a screen needs"):
        from ldnref.doors import screen as door
        from ldnref.doors.tables import SYSTEMS, Columns
    from ldnref.doors.cohort import Cohort

    if system not in SYSTEMS:
        raise typer.BadParameter(f"--code-system {quoted(system)} is none of: {', '.join(SYSTEMS)}")
    if export is not None and output is not None:
        raise typer.BadParameter("--export screens elsewhere: it has no --output")
    if export is not None:
        exports.may_make(export)
    if output is not None:
        _may_write(path, output, tuple(door.OUTPUTS), force=force)
    today = options.day("--as-of", as_of)
    base = opened(Needs(TOPICS, names=True), folder_of(context))
    where = Columns(patient, tuple(columns or ()), code, system)
    if export is not None:
        return exports.exported(base, Cohort(base, today), path, where, export)
    tell = _progress()
    try:
        found = door.screen(Cohort(base, today), path, where, output, tell)
    except OSError as error:
        raise FileNotWrittenError(f"{output}: {error.strerror or error}") from None
    finally:
        tell("", 0, 0)
    if found.passed_over:
        first = quoted(str(found.passed_over[0]))
        complain(f"{len(found.passed_over)} files of other kinds were not read: {first} …")
    as_data = shape is Format.JSON
    write_text(_as_json(found, base.about) if as_data else _as_text(found, base.about))
    return _code(found)


def _may_write(path: Path, output: Path, kinds: tuple[str, ...], *, force: bool) -> None:
    """Refuse an output that would be lost, or that would be read as input."""
    if output.suffix.lower() not in kinds:
        raise typer.BadParameter(f"{quoted(str(output))} ends in none of: {', '.join(kinds)}")
    real, given = output.resolve(), path.resolve()
    if real == given or given in real.parents:
        raise typer.BadParameter(f"{quoted(str(output))} is, or lies in, what is screened")
    if real.exists() and not (force and real.is_file()):
        raise typer.BadParameter(
            f"{quoted(str(output))} exists already: name another file, or add --force"
        )
    if not real.parent.is_dir():
        raise typer.BadParameter(f"{quoted(str(output))}: there is no such folder")


def _progress() -> "Tell":
    """What shows how far it is, on a terminal only; an empty step wipes it."""
    if sys.stderr is None or not sys.stderr.isatty():
        return lambda *_: None
    from ldnref.formats.characters import fit_for

    width = 24
    fit = fit_for(sys.stderr.encoding)

    def tell(step: str, done: int, total: int) -> None:
        filled = width * done // total if total else 0
        bar = f" {'█' * filled}{'·' * (width - filled)} {done:,} of {total:,}" if total else ""
        sys.stderr.write(f"\r\x1b[K{fit(step + bar)}")
        sys.stderr.flush()

    return tell


def _code(found: "Summary") -> ExitCode:
    """The worst that is said of any patient, as `check` says it of one."""
    worst = found.outcomes
    if worst["contraindicated"] or worst["avoid"]:
        return ExitCode.CONTRAINDICATED
    if found.incomplete:
        return ExitCode.NOT_HELD
    return ExitCode.CAUTION if worst["caution"] else ExitCode.ANSWERED


def _as_json(found: "Summary", about: "About") -> str:
    from ldnref.formats.as_json import FORMAT
    from ldnref.formats.envelope import SCREEN

    told: ScreenShown = {
        "format": FORMAT,
        "kind": SCREEN,
        "knowledge": {"version": about.version, "date": about.date.isoformat()},
        "notice": about.notice,
        "counted": {
            "files": found.files,
            "not_read": [str(one) for one in found.passed_over],
            "rows": found.rows,
            "lines": found.lines,
            "without_patient": found.without_patient,
            "texts": found.texts,
            "states": found.states,
            "patients": found.patients,
        },
        "outcomes": found.outcomes,
        "complete": not found.incomplete,
        "incomplete": found.incomplete,
        "unrecognised": [{"text": one.text, "lines": one.lines} for one in found.unrecognised],
    }
    return json.dumps(told, indent=2) + "\n"


def _as_text(found: "Summary", about: "About") -> str:
    from ldnref.answers import sentences
    from ldnref.formats.characters import visible

    states = [f"{count:,}" for count in found.states.values()]
    keys = ("checked", "asked", "unknown", "nothing", "empty")
    counts = {**dict(zip(keys, states, strict=True)), "lines": f"{found.lines:,}"}
    told = [
        sentences.SCREENED.format(patients=f"{found.patients:,}", **counts),
        "",
        sentences.SCREENED_PATIENTS,
        *(f"{count:>12,}  {outcome}" for outcome, count in found.outcomes.items()),
        sentences.SCREENED_INCOMPLETE.format(count=f"{found.incomplete:,}"),
    ]
    if found.without_patient:
        told += ["", sentences.SCREENED_ALONE.format(count=f"{found.without_patient:,}")]
    if found.unrecognised:
        told += ["", sentences.SCREENED_UNKNOWN]
        told += [f"{one.lines:>12,}  {visible(one.text, 100)}" for one in found.unrecognised]
    told += ["", sentences.SCREENED_NOT, about.notice, f"Knowledge {about.version}, {about.date}."]
    return "".join(f"{line}\n" for line in told)
