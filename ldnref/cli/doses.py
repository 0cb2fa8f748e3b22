"""The questions about doses, and those of a topic: for a patient, or as a dated plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import options, papers
from ldnref.cli.asking import Asked, Question
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.knowledge.model import KnowledgeBase

SpasticityOption = Annotated[
    bool, typer.Option("--spasticity", help="For a patient with spasticity.")
]


ConditionOption = Annotated[
    str | None, typer.Option("--condition", help="For a patient with this condition.")
]


def topic(name: str) -> Question:
    """The question of a topic that has no options of its own."""

    def shown() -> Asked:
        return _topic(name)

    return shown


def _topic(name: str, *, told: bool | None = None, condition: str | None = None) -> Asked:
    from ldnref.answers import topics, whom

    def answer(base: "KnowledgeBase") -> "Answer":
        return topics.topic(base, name, whom.conditions(base, name, told=told, typed=condition))

    # Only a name has to be looked up.
    if condition is not None:
        return Asked(Needs((name,), names=True), answer)
    return Asked(Needs((name,)), answer if told else lambda base: topics.topic(base, name))


def dosing(spasticity: SpasticityOption = False, condition: ConditionOption = None) -> Asked:
    """Say what dose, when, with what, in which form."""
    return _topic("dosing", told=spasticity, condition=condition)


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
        bool | None,
        typer.Option("--spasticity/--no-spasticity", help="Whether the patient has any."),
    ] = None,
    condition: ConditionOption = None,
    own: Annotated[
        bool, typer.Option("--own", help="Plan it though no source has it: the prescriber's own.")
    ] = False,
    strength: Annotated[
        str | None, typer.Option("--strength", help="What one capsule holds.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", help="Write the plan as a calendar file too.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
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
    if ics is None and not any(text is not None for text in typed.values()):
        return _topic("titration", told=spasticity, condition=condition)
    from ldnref.answers.titration.told import TOPICS

    told = {"spasticity": spasticity, "condition": condition, "own": own}
    wanted = options.wanted({**typed, **told})

    def answer(base: "KnowledgeBase") -> "Answer":
        shown, made = papers.planned(base, wanted)
        if made is not None and ics is not None:
            papers.write_new(ics, papers.calendar(made, shown), force=force)
        return shown

    return Asked(Needs(TOPICS, names=condition is not None), answer)
