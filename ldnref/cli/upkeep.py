"""For whoever looks after the knowledge, or writes a program: validate, schema, versions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref import __version__
from ldnref.cli import options
from ldnref.cli.asking import Asked, opened
from ldnref.cli.options import folder_of
from ldnref.cli.streams import PROGRAM, is_terminal, laid, quoted, read_out, write_text
from ldnref.knowledge.library import Needs, UnusableError, open_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldnref.knowledge.model import KnowledgeBase
    from ldnref.knowledge.model_sources import Problem


def validate(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of knowledge; without it, the bundled one.", readable=False),
    ] = None,
) -> None:
    """Check the knowledge; print every problem as file:line:column."""
    folder = folder or folder_of(context)
    from ldnref.knowledge.rules_of_changes import unlogged

    base = open_whole(folder)
    if problems := [*_answered_otherwise(base), *unlogged(base)]:
        raise UnusableError(problems)
    counts = (
        f"{len(base.topics)} topics, {len(base.statements)} statements, "
        f"{len(base.sources)} sources, {len(base.studies)} studies, "
        f"{len(base.disagreements)} disagreements"
    )
    found = f"no problem found in {quoted(str(folder or 'data'))}: {counts}\n"
    write_text(laid(found) if is_terminal() else found)


def _answered_otherwise(base: "KnowledgeBase") -> "Iterator[Problem]":
    """The questions of must-hold.yaml whose check ends otherwise than they say."""
    from ldnref.answers.checking.held import Held
    from ldnref.answers.checking.judge import judge
    from ldnref.answers.checking.verdict import Dose
    from ldnref.answers.named.lexicon import Lexicon
    from ldnref.knowledge.model_must_hold import MustHold
    from ldnref.knowledge.model_sources import Problem

    must = base.must_hold or MustHold()
    base = base._replace(topics={name: base.topics[name] for name in must.topics})
    held, names = base.made(Held), Lexicon(base)
    for question in must.questions:
        dose = None if question.dose is None else Dose(f"{question.dose} mg", question.dose)
        outcome = judge(held, names, question.lines, base.about.date, dose).outcome
        if outcome != question.outcome:
            where, asked = question.where, ", ".join(question.lines)
            message = f"a check of {asked} ends in {outcome!r}, and must in {question.outcome!r}"
            yield Problem(where.file, where.line, where.column, message)


def changes(
    since: Annotated[
        str | None, typer.Option("--since", help="Changes from this day on, as 2026-11-24.")
    ] = None,
) -> Asked:
    """Tell which statements were added, corrected or withdrawn, when, and why."""
    from ldnref.answers.inventory import changes

    day = None if since is None else options.day("--since", since)
    needs = Needs((), disagreements=False, changes=True)
    return Asked(needs, lambda base: changes.changes(base, day))


def licences() -> Asked:
    """Tell the licences of what is shipped, and of what is installed beside it."""
    from ldnref.answers.inventory import licences

    return Asked(Needs((), disagreements=False, licences=True), licences.licences)


def schema(
    kind: Annotated[str | None, typer.Argument(help="The kind of answer.")] = None,
) -> None:
    """Print the JSON Schema of an answer, as `--format json` gives it."""
    import json

    from ldnref.formats.schema import JSON_KINDS, schema

    if kind is not None and kind not in JSON_KINDS:
        raise typer.BadParameter(f"{quoted(kind)} is none of: {', '.join(JSON_KINDS)}")
    read_out(json.dumps(schema(kind), indent=2) + "\n")


def version(folder: Path | None) -> None:
    """Print the version of the program, and of what it holds."""
    base = opened(Needs(), folder)
    held = f"{len(base.statements)} statements, {len(base.sources)} sources"
    about = base.about
    write_text(f"{PROGRAM} {__version__}\nknowledge {about.version}, {about.date}: {held}\n")
