"""The questions about one patient: interactions by name, and a check of a list.

The name of a function is its command, its first line the summary. To ask something new, write one
and put it among QUESTIONS in cli/app.py. A topic needs none: data/about.yaml makes it a command.
"""

from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from ldnref.cli import completing, options
from ldnref.cli.asking import Asked
from ldnref.cli.streams import PROGRAM, complain, quoted
from ldnref.knowledge.library import Needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldnref.answers.answer import Answer, NotRecognised
    from ldnref.knowledge.model import KnowledgeBase

#: Of more rows a list is long.
_LONG = 200


def interactions(
    names: Annotated[
        list[str] | None,
        options.some("[NAMES]...", "Medicines or conditions.", completing.names),
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
        options.some(
            "[ITEMS]...",
            "Medicines and conditions; - reads lines from standard input, as a pipe does.",
            completing.names,
        ),
    ] = None,
    dose: options.DoseOption = None,
) -> Asked:
    """Check a patient: medicines, conditions and a dose, worst first."""
    return checking(options.lines(items or ("-" for _ in range(options.piped()))), dose)


def checking(
    rows: "Sequence[str | list[str]]",
    dose: str | None,
) -> Asked:
    """The check of a list: whole lines, and items that were typed in one row together."""
    from ldnref.answers.checking.judge import TOPICS
    from ldnref.answers.checking.told import check
    from ldnref.answers.checking.verdict import Dose
    from ldnref.answers.named.lexicon import Lexicon
    from ldnref.answers.named.runs import runs

    amount = None if dose is None else Dose(dose, options.milligrams("--dose", dose))
    if amount is None and not any(word.strip() for row in rows for word in row):
        raise typer.BadParameter("name at least one medicine or condition, or give a --dose")
    today = options.day("today", None)

    def answer(base: "KnowledgeBase") -> "Answer":
        long = len(rows) > _LONG
        # What a long list made takes as much as the list: it is let go. Others ask of theirs again.
        names = Lexicon(base) if long else base.made(Lexicon)
        apart = ([row] if isinstance(row, str) else runs(names, row, today) for row in rows)
        lines = list(chain.from_iterable(apart))
        return check(base, lines, amount, names, today=today, last=long)

    return Asked(Needs(TOPICS, names=True), answer)
