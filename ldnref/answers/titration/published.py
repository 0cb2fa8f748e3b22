"""The published ways of starting: the doses that each goes through, and which one is meant."""

from collections.abc import Iterator
from decimal import Decimal

from ldnref.answers.answer import NotHeldError
from ldnref.answers.titration.rising import PlanError, Wanted, rise
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Regimen, Statement


def regimens(base: KnowledgeBase) -> Iterator[tuple[Statement, Regimen]]:
    """The published ways of starting, each with its statement."""
    for statement in base.topics["titration"].statements:
        if statement.regimen is not None:
            yield statement, statement.regimen


def regimen_named(base: KnowledgeBase, wanted: str) -> tuple[Statement, Regimen]:
    """The published way of this name; raises NotHeldError with the names that there are."""
    known = {regimen.name: (statement, regimen) for statement, regimen in regimens(base)}
    found = known.get(wanted.strip().casefold())
    if found is None:
        raise NotHeldError("titration --regimen", wanted, known, lists="titration", choices=known)
    return found


def as_published(regimen: Regimen, wanted: Wanted) -> tuple[list[Decimal], int | None]:
    """The doses of a published regimen, as far as asked, and the days between them."""
    if wanted.start or wanted.step or wanted.every:
        raise PlanError("a --regimen has its own start, step and interval: leave those out")
    target = wanted.to or regimen.target
    name = regimen.name
    if regimen.start is None:
        raise PlanError(f"no first dose of {name!r} was seen: give --start, --step, --every, --to")
    if target == regimen.start:
        return [target], None
    if regimen.every is None or not (regimen.step or regimen.doses):
        raise PlanError(f"no step of {name!r} was seen: give --start, --step, --every and --to")
    if target is None:
        raise PlanError(f"{name!r} has no fixed end: give --to")
    doses = doses_of(regimen, target)
    if target not in doses:
        raise PlanError(f"{name!r} does not pass through {target} mg: leave --to out")
    # Of an interval given as a range, the slower end.
    return doses[: doses.index(target) + 1], regimen.every.high


def doses_of(regimen: Regimen, to: Decimal) -> list[Decimal]:
    """The doses that a source goes through, to its own end, or to `to` where it has none."""
    if regimen.doses or regimen.start is None or regimen.step is None:
        return list(regimen.doses) or [dose for dose in [regimen.start] if dose is not None]
    end = regimen.target or to
    doses = rise(regimen.start, regimen.step, max(end, regimen.start))
    # What ends between two steps ends at the last that the source gives.
    return doses if regimen.target else [d for d in doses if not (d - doses[0]) % regimen.step]


def same_as(
    base: KnowledgeBase, doses: list[Decimal], every: int | None
) -> tuple[Statement, Regimen] | None:
    """The published regimen, if any, that these doses are, as far as they go."""
    for statement, regimen in regimens(base):
        known = doses_of(regimen, doses[-1])[: len(doses)]
        span = regimen.every
        alone = len(doses) == 1 and regimen.start == regimen.target
        if known == doses and (
            alone or (len(doses) > 1 and span is not None and span.low <= (every or 0) <= span.high)
        ):
            return statement, regimen
    return None
