"""What no source supports: a dose above a ceiling, a start or a rise that nobody published."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ldnref.answers.titration.published import regimens
from ldnref.answers.titration.rising import Wanted, steps_between
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Planning, Regimen, Statement

#: The condition that `--spasticity` speaks of.
SPASTICITY = "spasticity"


class Refusal(NamedTuple):
    """Why a plan is refused, and the statements that forbid it."""

    because: str
    statements: tuple[Statement, ...]


def top(wanted: Wanted, asked: tuple[Statement, Regimen] | None) -> Decimal | None:
    """The highest dose that was asked for."""
    return wanted.to or wanted.start if asked is None else wanted.to or asked[1].target


def above(base: KnowledgeBase, wanted: Wanted, top: Decimal | None) -> Iterator[Refusal]:
    """The ceilings that a dose goes above."""
    mine = {SPASTICITY} if wanted.spasticity else set[str]()
    for statement in base.statements.values():
        over = statement.limit and statement.limit.over
        about = statement.applies
        if (
            over
            and top
            and top > over
            and not about.medicines
            and mine.issuperset(about.conditions)
        ):
            with_it = f", with {SPASTICITY}" if about.conditions else ""
            yield Refusal(f"{top} mg a day is above {over} mg{with_it}", (statement,))


def beyond(
    base: KnowledgeBase, planning: Planning, doses: list[Decimal], every: int | None
) -> Iterator[Refusal]:
    """A start or a rise that no single source has."""
    yield from _beyond_every_start(base, planning, doses)
    if len(doses) > 1:
        yield from _beyond_every_rise(base, planning, max(steps_between(doses)), every or 0)


def _beyond_every_start(
    base: KnowledgeBase, planning: Planning, doses: list[Decimal]
) -> Iterator[Refusal]:
    held = base.statements
    rises = len(doses) > 1
    starts = sorted(
        (regimen.start, statement.id)
        for statement, regimen in regimens(base)
        if regimen.start is not None and (not rises or regimen.start != regimen.target)
    )
    (lowest, low), (highest, high) = starts[0], starts[-1]
    if doses[0] > highest:
        because = f"no source here begins {'a rise ' if rises else ''}above {highest} mg"
        yield Refusal(because, (held[planning.start], held[high]))
    if doses[0] < lowest:
        because = f"no source here begins below {lowest} mg"
        yield Refusal(because, (held[planning.start], held[low]))


def _beyond_every_rise(
    base: KnowledgeBase, planning: Planning, step: Decimal, every: int
) -> Iterator[Refusal]:
    held = base.statements
    known = [
        (regimen.every.low, statement.id)
        for statement, regimen in regimens(base)
        if regimen.every is not None and _largest(regimen) >= step
    ]
    if not known:
        because = f"no source here whose interval was seen steps up by {step} mg at once"
        yield Refusal(because, (held[planning.rise],))
    elif every < min(known)[0]:
        soonest, nearest = min(known)
        because = f"no source here steps up by {step} mg sooner than every {soonest} days"
        yield Refusal(because, (held[planning.rise], held[nearest]))


def _largest(regimen: Regimen) -> Decimal:
    """The largest single step of a source; nought where none was seen."""
    return max([*steps_between(regimen.doses), regimen.step or Decimal(0)])
