"""The questions: each declared once, as a function that says what it needs and how it is answered.

The name of a function is its command, its first line the summary. To ask something new, write one
and put it among QUESTIONS. A topic needs none: data/about.yaml makes it a command.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import options
from ldnref.cli.asking import Asked, Question
from ldnref.cli.doses import dosing, titration, topic
from ldnref.cli.streams import PROGRAM, complain, quoted
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer, NotRecognised
    from ldnref.knowledge.model import KnowledgeBase


def interactions(
    names: Annotated[
        list[str] | None, typer.Argument(help="Medicines or conditions.", show_default=False)
    ] = None,
) -> Asked:
    """Say what matters beside a medicine or a condition; without a name, by severity."""
    from ldnref.answers import interactions
    from ldnref.answers.checking.judge import TOPICS

    if not names:
        return Asked(Needs(TOPICS), interactions.overview)

    def answer(base: "KnowledgeBase") -> "Answer":
        told = interactions.about(base, names)
        for missing in told.not_recognised:
            _complain_of(missing)
        return told

    return Asked(Needs(TOPICS, names=True), answer)


def _complain_of(missing: "NotRecognised") -> None:
    complain(
        f"{quoted(missing.part)} is not in this reference: not checked.",
        "That is not evidence of safety: check the spelling, or look it up elsewhere.",
        *(f"near: {n.name} ({n.what}): {PROGRAM} interactions {n.id}" for n in missing.near),
    )


def check(
    items: Annotated[
        list[str] | None,
        typer.Argument(help="Medicines and conditions; - reads lines from standard input."),
    ] = None,
    dose: Annotated[
        str | None, typer.Option("--dose", help="The daily dose: figures, and mg, mcg or g.")
    ] = None,
) -> Asked:
    """Check a patient: medicines, conditions and a dose, worst first."""
    from ldnref.answers.checking.judge import TOPICS
    from ldnref.answers.checking.told import check
    from ldnref.answers.checking.verdict import Dose

    lines = options.lines(items or ())
    amount = None if dose is None else Dose(dose, options.milligrams("--dose", dose))
    if not lines and amount is None:
        raise typer.BadParameter("name at least one medicine or condition, or give a --dose")
    today = options.day("today", None)
    needs = Needs(TOPICS, names=True)
    return Asked(needs, lambda base: check(base, lines, amount, today=today))


def medicines(
    group: Annotated[str | None, typer.Argument(help="The id of a group or a medicine.")] = None,
) -> Asked:
    """List what is covered: groups, their medicines, and the names of each."""
    from ldnref.answers import medicines

    needs = Needs((), disagreements=False, names=True)
    if group is None:
        return Asked(needs, medicines.every)
    return Asked(needs, lambda base: medicines.one(base, group))


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
) -> Asked:
    """Say what was studied and found: in one minute, study by study, one study, or as a map."""
    from ldnref.answers.evidence.choosing import COMMAND, Filter

    wanted = Filter(condition, design, since)
    if study is not None and (chart or wanted.asked):
        raise typer.BadParameter("name a study, or ask for several by options, not both")
    if study is not None:
        from ldnref.answers.evidence.one import one

        needs = Needs(names=True, studies=True)
        return Asked(needs, lambda base: one(base, study))
    needs = Needs((COMMAND,), names=True, studies=True)
    if chart:
        from ldnref.answers.evidence.map import evidence_map

        return Asked(needs, lambda base: evidence_map(base, wanted))
    from ldnref.answers.evidence.overview import overview

    return Asked(needs, lambda base: overview(base, wanted))


def search(
    words: Annotated[list[str], typer.Argument(help="What to look for.", show_default=False)],
) -> Asked:
    """Find statements by words, best first, and the command that shows each."""
    from ldnref.answers.search import search

    needs = Needs(names=True, words=True)
    return Asked(needs, lambda base: search(base, " ".join(words)))


def disagreements(
    point: Annotated[str | None, typer.Argument(help="The id of one point.")] = None,
) -> Asked:
    """Say where sources differ: every point, or one with all its sides."""
    from ldnref.answers import disagreements

    if point is None:
        return Asked(Needs(), disagreements.every)
    return Asked(Needs(), lambda base: disagreements.one(base, point))


def sources(
    source: Annotated[str | None, typer.Argument(help="The id of one source.")] = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Those not read for a year, or never.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day to count from; without it, today.")
    ] = None,
) -> Asked:
    """List every source, or show one with all that rests on it."""
    from ldnref.answers import sources

    day = options.day("--as-of", as_of)
    if source is None:
        needs = Needs((), disagreements=False)
        return Asked(needs, lambda base: sources.every(base, day, stale=stale))
    if stale:
        raise typer.BadParameter("--stale lists sources: leave the name of one out")
    return Asked(Needs(), lambda base: sources.one(base, source, day))


__all__ = ["QUESTIONS", "topic"]

QUESTIONS: tuple[Question, ...] = (
    dosing,
    titration,
    interactions,
    check,
    evidence,
    medicines,
    search,
    disagreements,
    sources,
)
