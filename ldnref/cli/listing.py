"""The questions about what is held: medicines, studies, statements by words, points, sources."""

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import completing, options
from ldnref.cli.asking import Asked, meant
from ldnref.cli.streams import complain, quoted
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.knowledge.model import KnowledgeBase


def _said(answer: "Answer", typed: str, key: str) -> "Answer":
    """The answer; where a shorter name was typed than what is shown goes by, that is said."""
    from ldnref.answers.named.normalise import normalise

    name = str(answer.asked.get(key, typed))
    if normalise(typed) not in (normalise(name), normalise(answer.title)):
        complain(f"{quoted(typed)} is taken for {name}, the one that goes by it")
    return answer


def medicines(
    group: Annotated[
        str | None,
        typer.Argument(help="A group or a medicine.", autocompletion=completing.names),
    ] = None,
) -> Asked:
    """List what is covered: groups, their medicines, and the names of each."""
    from ldnref.answers.inventory import medicines

    needs = Needs((), disagreements=False, names=True)
    if group is None:
        return Asked(needs, medicines.every)
    return Asked(needs, lambda base: medicines.one(base, group))


def evidence(
    study: Annotated[
        list[str] | None,
        options.some("[STUDY]", "One study or one condition, by name.", completing.studies),
    ] = None,
    chart: Annotated[
        bool, typer.Option("--map", help="As a map: studies down, what was measured across.")
    ] = False,
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition",
            help="Studies of one condition: ms, fibromyalgia.",
            autocompletion=completing.conditions,
        ),
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
    typed = " ".join(study or ())
    if typed and (chart or wanted.asked):
        raise typer.BadParameter("name a study, or ask for several by options, not both")
    if typed:
        needs = Needs(names=True, words=True, studies=True)
        return Asked(needs, lambda base: _on_a_word(base, typed))
    # Nothing but the name of a condition is looked up as it was typed.
    needs = Needs((COMMAND,), names=True, lists=condition is not None, studies=True)
    if chart:
        from ldnref.answers.evidence.map import evidence_map

        return Asked(needs, lambda base: evidence_map(base, wanted))
    from ldnref.answers.evidence import overview

    return Asked(needs, lambda base: overview.overview(base, wanted))


def _on_a_word(base: "KnowledgeBase", typed: str) -> "Answer | Asked":
    """One study; the studies of a condition; or what was measured that goes by these words."""
    from ldnref.answers.evidence.choosing import COMMAND
    from ldnref.answers.meanings import asked
    from ldnref.answers.subject import without_subject
    from ldnref.answers.wanted import telling

    words = without_subject(base, typed.split())
    found = asked(base.about, (COMMAND, *words))
    if found is None and (behind := asked(base.about, words)) and behind.command == COMMAND:
        found = behind
    if found is not None and found != (COMMAND, words):
        return meant(found)
    return _on_words(base, " ".join(words)) if telling(base.about, words) else evidence()


def _on_words(base: "KnowledgeBase", typed: str) -> "Answer | Asked":
    from ldnref.answers.answer import NotHeldError
    from ldnref.answers.evidence import one as study
    from ldnref.answers.evidence.choosing import COMMAND, apart, condition, in_a_condition, treats
    from ldnref.answers.evidence.measured import measured
    from ldnref.answers.named.normalise import normalise
    from ldnref.answers.narrowed import narrowed, within
    from ldnref.answers.search import holding
    from ldnref.answers.search_verdicts import tells
    from ldnref.answers.sources import begins
    from ldnref.answers.wanted import wanted

    asked_for = None
    if typed not in base.studies:
        with suppress(NotHeldError):
            asked_for = condition(base, typed)
    if asked_for is not None and treats(base, asked_for):
        return evidence(condition=asked_for.id)
    names = study.going_by(base, typed)
    # A word of what people have is no study, though the title of one begins with it.
    called = [name for name in names if begins(base, name, typed)]
    by_id = any(normalise(name).startswith(f"{normalise(typed)} ") for name in called)
    if called and (by_id or not in_a_condition(base, typed)):
        return _said(study.one(base, typed), typed, "study")
    of, rest = apart(base, typed)
    if found := measured(base, rest, of):
        return found
    if of is not None or asked_for is not None:
        return evidence(condition=of.id if of else typed)
    # One word of a title is no study where more is held on it.
    told = (f"{one.label} {one.says}" for one in within(base, COMMAND, typed))
    wants = list(wanted(base, typed))
    if any(tells(wants, text) for text in told) or (len(names) == 1 and holding(base, typed)):
        return narrowed(base, COMMAND, typed)
    return _said(study.one(base, typed), typed, "study")


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="What to look for.", show_default=False),
    ],
) -> Asked:
    """Find statements by words, best first, and the command that shows each."""
    from ldnref.answers.search import search

    needs = Needs(names=True, words=True, verdicts=True)
    return Asked(needs, lambda base: search(base, " ".join(words)))


def disagreements(
    point: Annotated[
        list[str] | None,
        options.some("[POINT]", "One point, by its id or a word of it.", completing.points),
    ] = None,
) -> Asked:
    """Say where sources differ: every point, or one with all its sides."""
    from ldnref.answers import points

    if not point:
        return Asked(Needs(), points.every)
    typed = " ".join(point)
    needs = Needs(names=True, words=True)
    return Asked(needs, lambda base: _said(points.one(base, typed), typed, "disagreement"))


def sources(
    source: Annotated[
        list[str] | None,
        options.some("[SOURCE]", "One source, by its id or name.", completing.sources),
    ] = None,
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
    if not source:
        needs = Needs((), disagreements=False)
        return Asked(needs, lambda base: sources.every(base, day, stale=stale))
    if stale:
        raise typer.BadParameter("--stale lists sources: leave the name of one out")
    typed = " ".join(source)
    return Asked(Needs(), lambda base: _said(sources.one(base, typed, day), typed, "source"))
