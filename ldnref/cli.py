"""The commands: read arguments, ask, show. The one place where errors become exit codes.

Imports stand where they are used: no command waits for what another one needs.
"""

import gc
import sys
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer._click.exceptions import ClickException  # the pinned typer exports no base of its errors

from ldnref import arguments, notes_commands
from ldnref.arguments import AllOption, FormatOption, NotesOption
from ldnref.output import (
    PROGRAM,
    Audience,
    EditorError,
    FileNotWrittenError,
    Format,
    NotWrittenError,
    Style,
    complain,
    complain_of_knowledge,
    complain_of_notes,
    let_go_of_stdout,
    quoted,
    show,
    with_own_notes,
    write_file,
    write_text,
)

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.answers.titration.rising import Plan
    from ldnref.knowledge.model import KnowledgeBase


class ExitCode(IntEnum):
    """How a run ended, for scripts; README explains each."""

    ANSWERED = 0
    NOT_WRITTEN = 1
    WRONG_USE = 2
    NOT_HELD = 3
    CAUTION = 4
    CONTRAINDICATED = 5
    KNOWLEDGE_UNUSABLE = 6


app = typer.Typer(
    name=PROGRAM,
    help="A quick clinical reference on low-dose naltrexone (LDN), multiple sclerosis first.",
    context_settings={"help_option_names": ["-h", "--help"]},
    # Help and errors are plain text: whatever is typed goes through no markup.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> NoReturn:
    """Run the program and leave with its exit code."""
    # A run is over before collecting garbage would free anything, at its end least of all:
    # together a tenth of the time of a start.
    gc.disable()
    code = run()
    gc.freeze()
    sys.exit(code)


def run() -> int:  # noqa: PLR0911 - one return a kind of error
    """Run the command line; whatever goes wrong is said on stderr, without a traceback."""
    from ldnref.answers.answer import NotHeldError
    from ldnref.knowledge.library import UnusableError
    from ldnref.notes import NotesError, RefusedError

    try:
        code = app(prog_name=PROGRAM, standalone_mode=False)
    except ClickException as error:
        complain(error.format_message(), f"help: {PROGRAM} --help")
        return ExitCode.WRONG_USE
    except EditorError as error:
        complain(str(error), "set $VISUAL or $EDITOR; the note is as it was")
        return ExitCode.WRONG_USE
    except NotesError as error:
        complain_of_notes(error)
        held = isinstance(error, RefusedError)
        return ExitCode.NOT_HELD if held else ExitCode.NOT_WRITTEN
    except NotHeldError as error:
        near = (f"near: {PROGRAM} {error.command} {n}" for n in _near(error.wanted, error.known))
        choices = [f"there are: {', '.join(error.choices)}"] if error.choices else []
        complain(
            error.says or f"{quoted(error.wanted)} is not in this reference.",
            *near,
            *choices,
            f"what there is: {PROGRAM} {error.lists}",
        )
        return ExitCode.NOT_HELD
    except UnusableError as error:
        complain_of_knowledge(error)
        return ExitCode.KNOWLEDGE_UNUSABLE
    except FileNotWrittenError as error:
        complain(f"the file could not be written: {error}")
        return ExitCode.NOT_WRITTEN
    except NotWrittenError as error:
        let_go_of_stdout()
        if error.reader_left:
            return ExitCode.ANSWERED
        complain(f"the answer could not be written: {error}")
        return ExitCode.NOT_WRITTEN
    return int(code or ExitCode.ANSWERED)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Versions, and what is held.")] = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> None:
    """Show what this reference is, and what can be asked of it."""
    if context.invoked_subcommand is not None:
        if version or shape is not Format.TEXT or not notes:
            after = f"{PROGRAM} {context.invoked_subcommand} …"
            raise typer.BadParameter(f"options go after the command: {after}")
        return
    from ldnref import __version__
    from ldnref.answers.overview import overview
    from ldnref.knowledge.library import open_base

    base = open_base()
    if version:
        held = f"{len(base.statements)} statements, {len(base.sources)} sources"
        about = base.about
        write_text(f"{PROGRAM} {__version__}\nknowledge {about.version}, {about.date}: {held}\n")
    else:
        show(overview(base), shape, notes=notes)


@app.command()
def dosing(
    spasticity: Annotated[
        bool, typer.Option("--spasticity", help="Answer for a patient with spasticity first.")
    ] = False,
    details: AllOption = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> None:
    """Say what dose, when, with what, in which form."""
    _show_topic(
        "dosing", shape, notes, details=details, condition="spasticity" if spasticity else None
    )


def _topic_command(name: str, summary: str) -> None:
    def command(
        details: AllOption = False,
        shape: FormatOption = Format.TEXT,
        notes: NotesOption = True,
    ) -> None:
        _show_topic(name, shape, notes, details=details)

    app.command(name, help=summary)(command)


@app.command()
def titration(
    regimen: Annotated[
        str | None, typer.Option("--regimen", help="A published way: ms-uk, moser, …")
    ] = None,
    start: Annotated[str | None, typer.Option("--start", help="The first dose.")] = None,
    step: Annotated[str | None, typer.Option("--step", help="How much more each time.")] = None,
    every: Annotated[
        str | None, typer.Option("--every", help="The time on a dose: 14d, 2w.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help="The dose to end at.")] = None,
    *,
    begins: Annotated[
        str | None, typer.Option("--from", help="The first day; without it, today.")
    ] = None,
    spasticity: Annotated[
        bool, typer.Option("--spasticity", help="For a patient with spasticity.")
    ] = False,
    strength: Annotated[
        str | None, typer.Option("--strength", help="What one capsule holds.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", help="Write the plan as a calendar file too.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    details: AllOption = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> int:
    """Say how to start and step up; with a regimen or doses, as a dated plan."""
    if all(one is None for one in (regimen, start, step, every, to, begins, strength, ics)):
        condition = "spasticity" if spasticity else None
        _show_topic("titration", shape, notes, details=details, condition=condition)
        return ExitCode.ANSWERED
    from ldnref.answers.titration.told import TOPICS
    from ldnref.knowledge.library import open_base

    typed = {"start": start, "step": step, "to": to, "strength": strength}
    answer, plan = _planned(open_base(TOPICS), regimen, typed, every, begins, spasticity=spasticity)
    if plan is not None and ics is not None:
        _write_new(ics, _calendar(plan, answer), force=force)
    show(answer, shape, notes=notes)
    return ExitCode.CONTRAINDICATED if plan is None else ExitCode.ANSWERED


def _planned(
    base: "KnowledgeBase",
    regimen: str | None,
    doses: Mapping[str, str | None],
    every: str | None,
    begins: str | None,
    *,
    spasticity: bool,
) -> "tuple[Answer, Plan | None]":
    """The plan for what was typed; no plan, where it is refused."""
    from ldnref.answers.titration.rising import PlanError, Wanted
    from ldnref.answers.titration.told import plan

    amounts = {
        key: None if typed is None else arguments.milligrams(f"--{key}", typed)
        for key, typed in doses.items()
    }
    days = None if every is None else arguments.days("--every", every)
    day = arguments.day("--from", begins)
    wanted = Wanted(day, regimen, every=days, spasticity=spasticity, **amounts)
    try:
        return plan(base, wanted)
    except PlanError as error:
        raise typer.BadParameter(str(error)) from None


def _calendar(plan: "Plan", answer: "Answer") -> bytes:
    try:
        from ldnref.formats.ics import calendar
    except ModuleNotFoundError as error:
        if error.name != "icalendar":
            raise
        raise typer.BadParameter(
            f"--ics needs the extra 'ics': pip install '{PROGRAM}[ics]'"
        ) from None
    return calendar(plan, str(answer.own["confirm"]))


def _write_new(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file; one that exists is replaced only when that was asked for."""
    try:
        write_file(path, data, force=force)
    except FileExistsError:
        message = f"{quoted(str(path))} exists already: name another file, or add --force"
        raise typer.BadParameter(message) from None


_topic_command("side-effects", "Say what to expect, how often, and what to do.")


@app.command()
def interactions(
    names: Annotated[
        list[str] | None, typer.Argument(help="Medicines or conditions.", show_default=False)
    ] = None,
    details: AllOption = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> int:
    """Say what matters beside a medicine or a condition; without a name, by severity."""
    from ldnref.answers import interactions
    from ldnref.knowledge.library import open_base

    if not names:
        show(interactions.overview(open_base(interactions.TOPICS)), shape, notes=notes)
        return ExitCode.ANSWERED
    answer = interactions.about(open_base(interactions.TOPICS, names=True), names, details=details)
    for missing in answer.not_recognised:
        near = [f"near: {n.name} ({n.what}): {PROGRAM} interactions {n.id}" for n in missing.near]
        complain(
            f"{quoted(missing.part)} is not in this reference: not checked.",
            "That is not evidence of safety: check the spelling, or look it up elsewhere.",
            *near,
        )
    if answer.sections:
        show(answer, shape, notes=notes)
    return ExitCode.NOT_HELD if answer.not_recognised else ExitCode.ANSWERED


@app.command()
def check(
    items: Annotated[
        list[str] | None,
        typer.Argument(help="Medicines and conditions; - reads lines from standard input."),
    ] = None,
    dose: Annotated[
        str | None, typer.Option("--dose", help="The daily dose: figures, and mg, mcg or g.")
    ] = None,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> int:
    """Check a patient: medicines, conditions and a dose, worst first."""
    from ldnref.answers import check
    from ldnref.knowledge.library import open_base

    lines = [
        line
        for item in items or ()
        for line in (arguments.standard_input() if item == "-" else [item])
        if item != "-" or line.strip()
    ]
    amount = None if dose is None else check.Dose(dose, arguments.milligrams("--dose", dose))
    if not lines and amount is None:
        raise typer.BadParameter("name at least one medicine or condition, or give a --dose")
    answer = check.check(open_base(check.TOPICS, names=True), lines, amount)
    show(answer, shape, notes=notes)
    codes = {"contraindicated": 5, "avoid": 5, "caution": 4}
    outcome = ExitCode(codes.get(str(answer.own["outcome"]), 0))
    return max(outcome, ExitCode.ANSWERED if answer.own["complete"] else ExitCode.NOT_HELD)


@app.command()
def medicines(
    group: Annotated[str | None, typer.Argument(help="The id of a group or a medicine.")] = None,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> None:
    """List what is covered: groups, their medicines, and the names of each."""
    from ldnref.answers import medicines
    from ldnref.knowledge.library import open_base

    base = open_base([], disagreements=False, names=True)
    show(medicines.every(base) if group is None else medicines.one(base, group), shape, notes=notes)


@app.command()
def schema(
    kind: Annotated[str | None, typer.Argument(help="The kind of answer.")] = None,
) -> None:
    """Print the JSON Schema of an answer, as `--format json` gives it."""
    import json

    from ldnref.formats.schema import ANSWER_KINDS, schema

    if kind is not None and kind not in ANSWER_KINDS:
        raise typer.BadParameter(f"{quoted(kind)} is none of: {', '.join(ANSWER_KINDS)}")
    write_text(json.dumps(schema(kind), indent=2) + "\n")


_topic_command("cautions", "Say who should not take it, and what to check first.")


@app.command()
def evidence(
    study: Annotated[str | None, typer.Argument(help="The id or name of one study.")] = None,
    chart: Annotated[
        bool, typer.Option("--map", help="As a map: studies down, what was measured across.")
    ] = False,
    condition: Annotated[
        str | None, typer.Option("--condition", help="Studies of one condition: ms, fibromyalgia.")
    ] = None,
    design: Annotated[
        str | None, typer.Option("--design", help="Of one design or class: rct, trial, review.")
    ] = None,
    since: Annotated[
        int | None,
        typer.Option("--since", help="Published in this year or later.", min=1900, max=2100),
    ] = None,
    *,
    details: AllOption = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> None:
    """Say what was studied and found: in one minute, study by study, one study, or as a map."""
    from ldnref.answers.evidence.choosing import COMMAND, Filter
    from ldnref.knowledge.library import open_base

    wanted = Filter(condition, design, since)
    if study is not None and (chart or wanted.asked):
        raise typer.BadParameter("name a study, or ask for several by options, not both")
    if study is not None:
        from ldnref.answers.evidence.one import one

        base = open_base(names=True, studies=True)
        show(one(base, study, details=details), shape, notes=notes)
        return
    base = open_base([COMMAND], names=True, studies=True)
    if chart:
        from ldnref.answers.evidence.map import evidence_map

        show(evidence_map(base, wanted, details=details), shape, notes=notes)
    else:
        from ldnref.answers.evidence.overview import overview

        show(overview(base, wanted, details=details), shape, notes=notes)


_topic_command("mechanism", "Say how it may work, and how firmly that is known.")
_topic_command("supply", "Say how it is made, bought, stored and paid for.")
_topic_command("status", "Say what is licensed where, and what societies say.")


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="What to look for.", show_default=False)],
    details: AllOption = False,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> None:
    """Find statements by words, best first, and the command that shows each."""
    from ldnref.answers import search
    from ldnref.knowledge.library import open_base

    base = open_base(names=True, words=True)
    show(search.search(base, " ".join(words), details=details), shape, notes=notes)


@app.command()
def disagreements(
    point: Annotated[str | None, typer.Argument(help="The id of one point.")] = None,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> None:
    """Say where sources differ: every point, or one with all its sides."""
    from ldnref.answers import disagreements
    from ldnref.knowledge.library import open_base

    base = open_base()
    if point is None:
        show(disagreements.every(base), shape, notes=notes)
        return
    show(disagreements.one(base, point), shape, notes=notes)


@app.command()
def sources(
    source: Annotated[str | None, typer.Argument(help="The id of one source.")] = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Those not read for a year, or never.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day to count from; without it, today.")
    ] = None,
    shape: FormatOption = Format.TEXT,
    notes: NotesOption = True,
) -> None:
    """List every source, or show one with all that rests on it."""
    from ldnref.answers import sources
    from ldnref.knowledge.library import open_base

    day = arguments.day("--as-of", as_of)
    if source is None:
        show(
            sources.every(open_base([], disagreements=False), day, stale=stale), shape, notes=notes
        )
    elif stale:
        raise typer.BadParameter("--stale lists sources: leave the name of one out")
    else:
        show(sources.one(open_base(), source, day), shape, notes=notes)


@app.command()
def cite(
    ids: Annotated[
        list[str] | None, typer.Argument(help="The ids or names of sources.", show_default=False)
    ] = None,
    style: Annotated[
        Style, typer.Option("--style", "-s", help="For people, LaTeX, pandoc or Zotero.")
    ] = Style.TEXT,
    every: Annotated[bool, typer.Option("--all", "-a", help="Every source there is.")] = False,
) -> None:
    """Cite sources: as text, or as a file that reference managers read."""
    from ldnref.answers.sources import named
    from ldnref.formats.characters import fit_for
    from ldnref.formats.citations import cite
    from ldnref.knowledge.library import open_base

    if every == bool(ids):
        raise typer.BadParameter("name the sources to cite, or ask for --all of them")
    base = open_base([], disagreements=False)
    chosen = base.sources.values() if every else [named(base, i, "cite") for i in ids or ()]
    fit = fit_for(sys.stdout.encoding if sys.stdout else None)
    write_text(cite({source.id: source for source in chosen}.values(), style, fit))


app.add_typer(notes_commands.app, name="notes")


@app.command()
def page(
    output: Annotated[
        str, typer.Option("--output", "-o", help="The HTML file; - is standard output.")
    ],
    reader: Annotated[
        Audience, typer.Option("--for", help="Whom it is for.")
    ] = Audience.PROFESSIONALS,
    plan: Annotated[
        str | None,
        typer.Option("--plan", help="A titration plan: '--regimen ms-uk --from 2026-12-01'."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    notes: NotesOption = True,
) -> int:
    """Write a page to print and to hand over: one HTML file, for professionals or patients."""
    from ldnref.answers import pages
    from ldnref.knowledge.library import open_base

    try:
        from ldnref.formats.page import render
    except ModuleNotFoundError:
        message = f"a page needs the extra 'page': pip install '{PROGRAM}[page]'"
        raise typer.BadParameter(message) from None
    base = open_base(names=True, studies=True, pages=True)
    planned = None
    if plan is not None:
        planned, made = _plan_in_words(base, plan)
        if made is None:
            show(planned, Format.TEXT, notes=notes)
            return ExitCode.CONTRAINDICATED
    answer = getattr(pages, reader)(base, planned)
    text = render(with_own_notes(answer) if notes else answer, reader)
    if output == "-":
        write_text(text)
    else:
        _write_new(Path(output), text.encode(), force=force)
    return ExitCode.ANSWERED


def _plan_in_words(base: "KnowledgeBase", words: str) -> "tuple[Answer, Plan | None]":
    """The plan that `ldnref titration` would make of these words: there is one grammar."""
    import shlex

    command = typer.main.get_command(app).commands["titration"]  # type: ignore[attr-defined]
    try:
        typed = command.make_context("titration", shlex.split(words)).params
    except ValueError as error:  # a quotation mark that nothing closes
        raise typer.BadParameter(f"--plan {quoted(words)}: {error}") from None
    if typed["ics"] is not None:
        raise typer.BadParameter("--plan takes no --ics: write the calendar with ldnref titration")
    doses = {key: typed[key] for key in ("start", "step", "to", "strength")}
    return _planned(
        base,
        typed["regimen"],
        doses,
        typed["every"],
        typed["begins"],
        spasticity=typed["spasticity"],
    )


@app.command()
def validate(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of knowledge; without it, the bundled one.")
    ] = None,
) -> None:
    """Check the knowledge; print every problem as file:line:column."""
    from ldnref.knowledge.library import open_whole

    base = open_whole(folder)
    counts = (
        f"{len(base.topics)} topics, {len(base.statements)} statements, "
        f"{len(base.sources)} sources, {len(base.studies)} studies, "
        f"{len(base.disagreements)} disagreements"
    )
    write_text(f"no problem found in {quoted(str(folder or 'data'))}: {counts}\n")


def _show_topic(
    name: str,
    shape: Format,
    notes: bool,
    *,
    details: bool,
    condition: str | None = None,
) -> None:
    from ldnref.answers.topics import topic
    from ldnref.knowledge.library import open_base

    show(topic(open_base([name]), name, condition, details=details), shape, notes=notes)


def _near(wanted: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(wanted[:60].casefold(), list(known), n=3)
