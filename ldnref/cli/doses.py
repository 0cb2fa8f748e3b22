"""The questions about doses, and those of a topic: for a patient, or as a dated plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import completing, options
from ldnref.cli.asking import Asked, Asking, meant
from ldnref.knowledge.library import Needs
from ldnref.knowledge.vocabulary import ASKED_ABOUT

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ldnref.answers.answer import Answer
    from ldnref.knowledge.model import KnowledgeBase

#: What words after a topic are looked for in.
_WORDS = Needs(names=True, words=True, verdicts=True)

ToldOption = Annotated[
    bool, typer.Option(f"--{ASKED_ABOUT}", help=f"For a patient with {ASKED_ABOUT}.")
]

ConditionOption = Annotated[
    str | None, typer.Option("--condition", help="For a patient with this condition.")
]

WordsArgument = Annotated[
    list[str] | None,
    options.some("[WORDS]...", "Words that narrow it.", completing.names),
]


def topic(name: str) -> Asking:
    """The question of a topic that has no options of its own."""

    def shown(words: WordsArgument = None) -> Asked:
        return _topic(name, words)

    return shown


def _topic(
    name: str,
    words: "Sequence[str] | None" = None,
    *,
    told: bool | None = None,
    condition: str | None = None,
) -> Asked:
    if words:
        if told or condition:
            message = "a condition and words that narrow: leave one of them out"
            raise typer.BadParameter(message)
        return Asked(_WORDS, lambda base: _narrowed(base, name, words))
    from ldnref.answers.inventory import topics

    def answer(base: "KnowledgeBase") -> "Answer":
        from ldnref.answers import whom

        return topics.topic(base, name, whom.conditions(base, name, told=told, typed=condition))

    # Only a name has to be looked up.
    if condition is not None:
        return Asked(Needs((name,), names=True), answer)
    return Asked(Needs((name,)), answer if told else lambda base: topics.topic(base, name))


def _narrowed(base: "KnowledgeBase", name: str, words: "Sequence[str]") -> "Answer | Asked":
    """The part of a topic that is asked for; of words that say nothing more, the whole."""
    from ldnref.answers.inventory import topics
    from ldnref.answers.meanings import asked
    from ldnref.answers.narrowed import narrowed
    from ldnref.answers.subject import without_subject
    from ldnref.answers.wanted import telling

    left = without_subject(base, words)
    found = asked(base.about, (name, *left))
    if found is not None and found != (name, tuple(left)):
        return meant(found)
    if telling(base.about, " ".join(left).split()):
        return narrowed(base, name, " ".join(left))
    return Asked(Needs((name,)), lambda whole: topics.topic(whole, name))


def dosing(
    words: WordsArgument = None,
    told: ToldOption = False,
    condition: ConditionOption = None,
) -> Asked:
    """Say what dose, when, with what, in which form."""
    return _topic("dosing", words, told=told, condition=condition)


def titration(
    words: Annotated[
        list[str] | None,
        options.some(
            "[WORDS]...", "A published way, or words that narrow it.", completing.regimens
        ),
    ] = None,
    regimen: Annotated[
        str | None,
        typer.Option(
            "--regimen",
            help="A published way: ms-uk, moser, …",
            autocompletion=completing.regimens,
        ),
    ] = None,
    *,
    start: Annotated[str | None, typer.Option("--start", help="The first dose.")] = None,
    step: Annotated[str | None, typer.Option("--step", help="How much more each time.")] = None,
    every: Annotated[
        str | None, typer.Option("--every", help="The time on a dose: 14d, 2w.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help="The dose to end at.")] = None,
    begins: Annotated[
        str | None, typer.Option("--from", help="The first day; without it, today.")
    ] = None,
    told: Annotated[
        bool | None,
        typer.Option(f"--{ASKED_ABOUT}/--no-{ASKED_ABOUT}", help="Whether the patient has any."),
    ] = None,
    condition: ConditionOption = None,
    own: Annotated[bool, typer.Option("--own", help="Plan what no source has.")] = False,
    strength: Annotated[
        str | None, typer.Option("--strength", help="What one capsule holds.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", help="Write the plan as a calendar file too.")
    ] = None,
    force: options.ForceOption = False,
) -> Asked:
    """Say how to start and step up; with a regimen or doses, as a dated plan."""
    typed = {
        "regimen": regimen,
        "start": start,
        "step": step,
        "every": every,
        "to": to,
        "begins": begins,
        "strength": strength,
    }
    named = "-".join(words or ()).casefold()
    planned = ics is not None or any(text is not None for text in typed.values())
    if not named and not planned:
        return _topic("titration", told=told, condition=condition)
    from ldnref.answers.titration.published import regimens
    from ldnref.answers.titration.told import TOPICS
    from ldnref.cli import papers

    if named and regimen is not None:
        raise typer.BadParameter("a regimen is named twice: by a word and by --regimen")
    whom = {"told": told, "condition": condition, "own": own}
    wanted = options.wanted({**typed, **whom, "regimen": named or regimen})

    def answer(base: "KnowledgeBase") -> "Answer | Asked":
        ways = {one.name: statement for statement, one in regimens(base)}
        endless = {one.name for _, one in regimens(base) if one.target is None}
        name = _called(ways, named)
        if name is not None and not planned and name in endless:
            return _topic("titration", (ways[name].label,), told=told, condition=condition)
        if named and not planned and name is None:
            return _topic("titration", words, told=told, condition=condition)
        shown, made = papers.planned(base, wanted._replace(regimen=name or wanted.regimen))
        if made is not None and ics is not None:
            papers.write_new(ics, papers.calendar(base, made), force=force)
        return shown

    return Asked(Needs(TOPICS, names=condition is not None), answer)


def _called(ways: "Collection[str]", named: str) -> str | None:
    """The published way that goes by a name, or by part of one if no other does."""
    from ldnref.cli.streams import complain, quoted

    if not named or named in ways:
        return named or None
    parts = [name for name in ways if set(named.split("-")) <= set(name.split("-"))]
    if len(parts) != 1:
        return None
    complain(f"{quoted(named)} is taken for {parts[0]}, the one that goes by it")
    return parts[0]
