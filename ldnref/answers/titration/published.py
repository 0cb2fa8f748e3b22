"""The published ways of starting: the doses that each goes through, and which one is meant."""

from collections.abc import Iterator
from decimal import Decimal

from ldnref.answers import sentences
from ldnref.answers.answer import NotHeldError
from ldnref.answers.titration.rising import PlanError, Wanted, rise, steps_between
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Planning, Regimen, Statement


def planning(base: KnowledgeBase) -> Planning:
    """What a plan shows beside its steps; raises PlanError where this knowledge has no plans."""
    found = base.topics["titration"].planning
    if found is None:
        raise PlanError(sentences.NO_PLANS)
    return found


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
    if wanted.start or wanted.step or wanted.every or wanted.own:
        raise PlanError(sentences.OWN_STEPS)
    target = wanted.to or regimen.target
    name = regimen.name
    if regimen.start is None:
        raise PlanError(sentences.NO_START.format(name=name))
    if target == regimen.start:
        return [target], None
    if regimen.every is None or not (regimen.step or regimen.doses):
        raise PlanError(sentences.NO_STEP.format(name=name))
    if target is None:
        raise PlanError(sentences.NO_END.format(name=name))
    doses = doses_of(regimen, target)
    if target not in doses:
        raise PlanError(sentences.NOT_PASSED.format(name=name, dose=target))
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
    """The published regimen, if any, that has these doses and this interval together.

    It may go on where the plan ends; a single dose is first looked for where it is all there is.
    """
    known = sorted(regimens(base), key=lambda one: one[1].start != one[1].target)
    for statement, regimen in known:
        if doses_of(regimen, doses[-1])[: len(doses)] != doses:
            continue
        span = regimen.every
        if len(doses) == 1 or (span is not None and span.low <= (every or 0) <= span.high):
            return statement, regimen
    return None


def nearest(
    base: KnowledgeBase, doses: list[Decimal], every: int | None
) -> tuple[Statement, Regimen] | None:
    """The published regimen that is least unlike these doses; of a rise, one with an interval."""
    rises = len(doses) > 1
    known = [
        (_unlike(regimen, doses, every), number, statement, regimen)
        for number, (statement, regimen) in enumerate(regimens(base))
        if doses_of(regimen, doses[-1])
        and (not rises or (regimen.every is not None and (regimen.step or regimen.doses)))
    ]
    return min(known)[2:] if known else None


def _unlike(regimen: Regimen, doses: list[Decimal], every: int | None) -> Decimal:
    """How much a regimen differs: the start, the largest step, the interval and the end."""
    known = doses_of(regimen, doses[-1])
    pairs = [(known[0], doses[0])]
    if len(doses) > 1 and regimen.every is not None:
        pairs.append((known[-1], doses[-1]))
        pairs.append((max(steps_between(known), default=Decimal(0)), max(steps_between(doses))))
        near = min(max(every or 0, regimen.every.low), regimen.every.high)
        pairs.append((Decimal(near), Decimal(every or 0)))
    return sum((abs(one - other) / max(one, other) for one, other in pairs), Decimal(0))


def in_words(regimen: Regimen) -> str:
    """A regimen as its start, its step, its interval and its end, as far as they were seen."""
    parts = [f"{regimen.start} mg" if regimen.start is not None else sentences.NO_START_SEEN]
    span = regimen.every
    if regimen.doses:
        parts = [f"{', '.join(map(str, regimen.doses))} mg"]
    elif regimen.step is not None:
        parts.append(sentences.MORE_AT_A_TIME.format(step=regimen.step))
    if span is not None:
        days = f"{span.low}" if span.low == span.high else f"{span.low} to {span.high}"
        parts.append(f"every {days} days")
    if regimen.target is not None and not regimen.doses and regimen.target != regimen.start:
        parts.append(f"to {regimen.target} mg")
    return ", ".join(parts)
