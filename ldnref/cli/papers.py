"""What is written as a paper or a file of its own: a citation, a printed page, a calendar."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from ldnref.answers.answer import Answer
from ldnref.cli import completing, options
from ldnref.cli.asking import opened
from ldnref.cli.extras import needed
from ldnref.cli.options import NotesOption, folder_of
from ldnref.cli.showing import Shown, show, with_own_notes
from ldnref.cli.streams import (
    is_terminal,
    laid,
    quoted,
    read_out,
    write_file,
    write_text,
)
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.answers.titration.rising import Plan, Wanted
    from ldnref.knowledge.model import KnowledgeBase


class Style(StrEnum):
    """The ways in which a source is cited."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    RIS = "ris"


class Audience(StrEnum):
    """Whom a printed page is for."""

    PROFESSIONALS = "professionals"
    PATIENTS = "patients"


def cite(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        options.some("[NAMES]...", "Sources, by id or name.", completing.sources),
    ] = None,
    style: Annotated[
        Style, typer.Option("--style", "-s", help="For people, LaTeX, pandoc or Zotero.")
    ] = Style.TEXT,
    every: Annotated[bool, typer.Option("--all", "-a", help="Every source there is.")] = False,
) -> None:
    """Cite sources: as text, or as a file that reference managers read."""
    from ldnref.answers.sources import named
    from ldnref.formats import citations
    from ldnref.formats.characters import fit_for

    if every == bool(ids):
        raise typer.BadParameter("name the sources to cite, or ask for --all of them")
    base = opened(Needs((), disagreements=False), folder_of(context))
    chosen = base.sources.values() if every else [named(base, i, "cite") for i in ids or ()]
    fit = fit_for(sys.stdout.encoding if sys.stdout else None)
    text = citations.cite({one.id: one for one in chosen}.values(), style, fit)
    # On a screen a line is read; in a file or a pipe it is one citation.
    read_out(laid(text) if style is Style.TEXT and is_terminal() else text)


def page(
    context: typer.Context,
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
    *,
    force: options.ForceOption = False,
    notes: NotesOption = True,
) -> Answer | None:
    """Write a page to print and to hand over: one HTML file, for professionals or patients."""
    from ldnref.answers import pages

    with needed("page", "a page needs"):
        from ldnref.formats.page import render
    base = opened(Needs(names=True, studies=True, pages=True), folder_of(context))
    told = None
    if plan is not None:
        told, made = planned(base, _plan_in_words(context, plan))
        if made is None:
            show(with_own_notes(told) if notes else told, Shown())
            return told
    answer = getattr(pages, reader)(base, told)
    text = render(with_own_notes(answer) if notes else answer, reader)
    if output == "-":
        write_text(text)
    else:
        write_new(Path(output), text.encode(), force=force)
    return None


def _plan_in_words(context: typer.Context, words: str) -> "Wanted":
    """The plan that `ldnref titration` would make of these words: there is one grammar."""
    import shlex

    commands = context.find_root().command
    assert isinstance(commands, TyperGroup)  # noqa: S101 - for the types: the root has commands
    try:
        typed = commands.commands["titration"].make_context("titration", shlex.split(words)).params
    except ValueError as error:  # a quotation mark that nothing closes
        raise typer.BadParameter(f"--plan {quoted(words)}: {error}") from None
    if typed["words"]:
        typed = {**typed, "regimen": "-".join(typed["words"])}
    if typed["ics"] is not None:
        raise typer.BadParameter("--plan takes no --ics: write the calendar with ldnref titration")
    return options.wanted(typed)


def planned(base: "KnowledgeBase", wanted: "Wanted") -> "tuple[Answer, Plan | None]":
    """The plan that was asked for; none, where it is refused."""
    from ldnref.answers.titration.rising import PlanError
    from ldnref.answers.titration.told import plan

    try:
        return plan(base, wanted)
    except PlanError as error:
        raise typer.BadParameter(str(error)) from None


def calendar(base: "KnowledgeBase", plan: "Plan") -> bytes:
    """The plan as a calendar file, where the extra that writes it is there."""
    from ldnref.answers.titration.published import planning

    with needed("ics", "--ics needs"):
        from ldnref.formats.ics import calendar as written
    return written(plan, planning(base).confirm)


def write_new(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file; one that exists is replaced only when that was asked for."""
    try:
        write_file(path, data, force=force)
    except FileExistsError:
        message = f"{quoted(str(path))} exists already: name another file, or add --force"
        if force:
            message = f"{quoted(str(path))} is no file: a folder or a device is never replaced"
        raise typer.BadParameter(message) from None
