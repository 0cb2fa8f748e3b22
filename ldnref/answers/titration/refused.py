"""A plan that is refused: why, what forbids it, and what is held instead."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from ldnref.answers.answer import Answer, Line, Section, with_sources
from ldnref.answers.titration.ceilings import Refusal, ceilings, in_words
from ldnref.answers.titration.published import (
    doses_of,
    nearest,
    planning,
    regimen_named,
)
from ldnref.answers.titration.published import in_words as told_of
from ldnref.answers.titration.rising import Wanted, asked, steps_between
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Regimen, Statement

#: What is said of a plan of the prescriber's own.
OWN = "the prescriber's own: no source supports it"

Near = tuple[Statement, Regimen] | None


def unheld(base: KnowledgeBase, doses: list[Decimal], every: int | None) -> Iterator[Refusal]:
    """That no source has these doses with this interval; a plan is no wider than a source."""
    near, rules = nearest(base, doses, every), planning(base)
    held = base.statements
    beside = (near[0],) if near else ()
    if len(doses) == 1:
        because = f"no source here gives {doses[0]} mg from the first day"
        yield Refusal(because, (held[rules.start], *beside))
        return
    steps = ", then ".join(f"{step} mg" for step in dict.fromkeys(steps_between(doses)))
    rise = f"{doses[0]} mg, then {steps} more every {every} days to {doses[-1]} mg"
    because = f"no source here has this together: {rise}"
    yield Refusal(because, (held[rules.rise], *beside))


def answer(
    base: KnowledgeBase,
    wanted: Wanted,
    mine: Collection[str],
    refusals: list[Refusal],
    near: Near,
) -> Answer:
    """Why there is no plan, and what there is instead."""
    sections = [Section(f"Because {refusal.because}", refusal.statements) for refusal in refusals]
    if near is not None:
        statement, regimen = near
        lines = (
            Line("", f"{regimen.name}: {told_of(regimen)}.", (statement.sources[0].ref,)),
            Line("", f"With --own it is planned as {OWN}."),
        )
        sections.append(Section("Nearest held", lines=lines))
    return with_sources(
        base,
        Answer(
            kind="plan",
            title="Refused: no source here supports this plan",
            about=base.about,
            sections=tuple(sections),
            asked=asked(wanted, mine),
            subjects=("titration", *mine),
            next=_instead(base, wanted, mine, near),
            own={
                "plan": None,
                "limit": None,
                "confirm": planning(base).confirm,
                "nearest": None if near is None else near[1].name,
                "refused": [
                    {"because": one.because, "statements": [s.id for s in one.statements]}
                    for one in refusals
                ],
            },
        ),
    )


def _instead(
    base: KnowledgeBase, wanted: Wanted, mine: Collection[str], near: Near
) -> tuple[str, ...]:
    """What to look at after a refusal: the nearest regimen; or the same, up to the ceiling."""
    others = tuple(words for words in base.topics["titration"].next if "--" not in words)
    if near is not None:
        return (f"titration --regimen {near[1].name}", *others)
    if wanted.regimen is None:
        return ("titration", *others)
    _, regimen = regimen_named(base, wanted.regimen)
    lowest = ceilings(base, mine)[0]
    doses = [dose for dose in doses_of(regimen, lowest.over) if dose <= lowest.over]
    who = "".join(f' --condition "{in_words(c)}"' for c in lowest.statement.applies.conditions[:1])
    again = f"titration --regimen {regimen.name} --to {doses[-1]}{who}" if doses else "titration"
    return (again, *others)
