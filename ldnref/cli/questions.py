"""The questions about a patient and a prescription: topics, plans, interactions, a check.

The name of a function is its command, its first line the summary. To ask something new, write one
and put it among QUESTIONS in cli/app.py. A topic needs none: data/about.yaml makes it a command.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import completing, options, papers
from ldnref.cli.asking import Asked, Question
from ldnref.cli.streams import PROGRAM, complain, quoted
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldnref.answers.answer import Answer, NotRecognised
    from ldnref.knowledge.model import KnowledgeBase

SpasticityOption = Annotated[
    bool, typer.Option("--spasticity", help="For a patient with spasticity.")
]


WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]...",
        help="Words that narrow it.",
        show_default=False,
        autocompletion=completing.names,
    ),
]


def topic(name: str) -> Question:
    """The question of a topic that has no options of its own."""

    def shown(words: WordsArgument = None) -> Asked:
        return _topic(name, words)

    return shown


def _topic(name: str, words: "Sequence[str] | None" = None, *, spasticity: bool = False) -> Asked:
    if words:
        if spasticity:
            raise typer.BadParameter("--spasticity and words that narrow: leave one of them out")
        from ldnref.answers.narrowed import narrowed

        typed = " ".join(words)
        return Asked(Needs((name,), names=True, words=True), lambda b: narrowed(b, name, typed))
    from ldnref.answers.topics import topic

    condition = "spasticity" if spasticity else None
    return Asked(Needs((name,)), lambda base: topic(base, name, condition))


def dosing(words: WordsArgument = None, spasticity: SpasticityOption = False) -> Asked:
    """Say what dose, when, with what, in which form."""
    return _topic("dosing", words, spasticity=spasticity)


def titration(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            help="A published way, or words that narrow it.",
            show_default=False,
            autocompletion=completing.regimens,
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
    spasticity: SpasticityOption = False,
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
    named = "-".join(words or ()).casefold()
    planned = ics is not None or any(text is not None for text in typed.values())
    if not named and not planned:
        return _topic("titration", spasticity=spasticity)
    from ldnref.answers.titration.published import regimens
    from ldnref.answers.titration.told import TOPICS

    if named and regimen is not None:
        raise typer.BadParameter("a regimen is named twice: by a word and by --regimen")
    wanted = options.wanted({**typed, "regimen": named or regimen, "spasticity": spasticity})

    def answer(base: "KnowledgeBase") -> "Answer | Asked":
        if named and not planned and named not in {one.name for _, one in regimens(base)}:
            return _topic("titration", words, spasticity=spasticity)
        told, made = papers.planned(base, wanted)
        if made is not None and ics is not None:
            papers.write_new(ics, papers.calendar(made, told), force=force)
        return told

    return Asked(Needs(TOPICS), answer)


def interactions(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAMES]...",
            help="Medicines or conditions.",
            show_default=False,
            autocompletion=completing.names,
        ),
    ] = None,
) -> Asked:
    """Say what matters beside a medicine or a condition; without a name, by severity."""
    from ldnref.answers import interactions
    from ldnref.answers.checking.judge import TOPICS

    if not names:
        return Asked(Needs(TOPICS), interactions.overview)
    if not any(map(str.strip, names)):
        raise typer.BadParameter("an empty name: name a medicine or a condition")

    def answer(base: "KnowledgeBase") -> "Answer":
        told = interactions.about(base, names)
        for missing in told.not_recognised:
            _complain_of(missing)
        return told

    return Asked(Needs(TOPICS, names=True), answer)


def _complain_of(missing: "NotRecognised") -> None:
    from ldnref.answers.sentences import NO_EVIDENCE_ELSEWHERE

    complain(
        f"{quoted(missing.part)} is not in this reference: not checked.",
        NO_EVIDENCE_ELSEWHERE,
        *(f"near: {n.name} ({n.what}): {PROGRAM} interactions {n.id}" for n in missing.near),
    )


def check(
    items: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEMS]...",
            help="Medicines and conditions; - reads lines from standard input, as a pipe does.",
            show_default=False,
            autocompletion=completing.names,
        ),
    ] = None,
    dose: Annotated[
        str | None, typer.Option("--dose", help="The daily dose: figures, and mg, mcg or g.")
    ] = None,
) -> Asked:
    """Check a patient: medicines, conditions and a dose, worst first."""
    from ldnref.answers.checking.judge import TOPICS
    from ldnref.answers.checking.told import check
    from ldnref.answers.checking.verdict import Dose
    from ldnref.answers.named.lexicon import Lexicon
    from ldnref.answers.named.runs import runs

    amount = None if dose is None else Dose(dose, options.milligrams("--dose", dose))
    rows = options.lines(items or ("-" for _ in range(options.piped())))
    if not rows and amount is None:
        raise typer.BadParameter("name at least one medicine or condition, or give a --dose")
    today = options.day("today", None)

    def answer(base: "KnowledgeBase") -> "Answer":
        lexicon = Lexicon(base)
        lines = [line for row in rows for line in runs(lexicon, row, today)]
        return check(base, lines, amount, lexicon, today=today)

    return Asked(Needs(TOPICS, names=True), answer)
