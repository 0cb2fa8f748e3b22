"""A dated titration plan: a published regimen or the reader's own, within what sources support."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ldnref.answers.answer import (
    Answer,
    Line,
    NotHeldError,
    Section,
    Stair,
    Table,
    with_sources,
)
from ldnref.answers.doses import tidy
from ldnref.knowledge.model import KnowledgeBase, Planning, Regimen, Statement

#: The topics whose statements a plan rests on.
TOPICS = ("titration", "dosing", "side-effects")

#: The condition that `--spasticity` speaks of.
SPASTICITY = "spasticity"

#: A plan of more steps than this is a mistake.
_MOST_STEPS = 60


#: More capsules than this for one dose are a mistake.
_MOST_CAPSULES = 20


class PlanError(Exception):
    """A plan that cannot be made of what was typed; carries what to do."""


class Wanted(NamedTuple):
    """What was asked for: a published regimen by its name, or start, step, interval and end."""

    begins: date
    regimen: str | None = None
    #: Milligrams a day.
    start: Decimal | None = None
    step: Decimal | None = None
    #: Days on a dose before the next.
    every: int | None = None
    to: Decimal | None = None
    spasticity: bool = False
    #: Milligrams in a capsule.
    strength: Decimal | None = None


class Step(NamedTuple):
    """One dose of a plan, for a time."""

    number: int
    begins: date
    #: The last day of it; None when it goes on.
    ends: date | None
    #: Milligrams a day.
    dose: Decimal
    #: Capsules a day; None without a strength, or where whole ones do not make the dose.
    capsules: int | None = None


class Plan(NamedTuple):
    """A way of rising, in steps."""

    steps: tuple[Step, ...]
    #: The statement of a published regimen; None for the reader's own plan.
    source: Statement | None
    strength: Decimal | None
    #: Days on a dose before the next.
    every: int | None

    @property
    def name(self) -> str:
        """What identifies it: the same plan has the same name on every run."""
        doses = "-".join(str(step.dose) for step in self.steps)
        return f"{self.steps[0].begins.isoformat()}-{self.every or 0}d-{doses}"


class Refusal(NamedTuple):
    """Why a plan is refused, and the statements that forbid it."""

    because: str
    statements: tuple[Statement, ...]


def plan(base: KnowledgeBase, wanted: Wanted) -> tuple[Answer, Plan | None]:
    """The plan and its answer; no plan, where the sources do not support it.

    Raises PlanError for what no plan can be made of, and NotHeldError for an unknown regimen.
    """
    planning = base.topics["titration"].planning
    if planning is None:
        raise PlanError("this knowledge has no plans")
    asked = None if wanted.regimen is None else _regimen(base, wanted.regimen)
    refusals = list(_above(base, wanted, _top(wanted, asked)))
    try:
        doses, every = _free(wanted) if asked is None else _published(asked[1], wanted)
    except PlanError:
        if refusals:  # that the dose is too high matters more than how it would be reached
            return _refused(base, planning, wanted, refusals), None
        raise
    if asked is None:
        refusals += _beyond(base, planning, doses, every)
    if refusals:
        return _refused(base, planning, wanted, refusals), None
    source = asked or _same(base, doses, every)
    made = Plan(_steps(doses, every, wanted), source and source[0], wanted.strength, every)
    return _shown(base, planning, wanted, made, _last(doses)), made


def regimens(base: KnowledgeBase) -> Iterator[tuple[Statement, Regimen]]:
    """The published ways of starting, each with its statement."""
    for statement in base.topics["titration"].statements:
        if statement.regimen is not None:
            yield statement, statement.regimen


def _regimen(base: KnowledgeBase, wanted: str) -> tuple[Statement, Regimen]:
    known = {regimen.name: (statement, regimen) for statement, regimen in regimens(base)}
    found = known.get(wanted.strip().casefold())
    if found is None:
        raise NotHeldError("titration --regimen", wanted, known, lists="titration", choices=known)
    return found


def _top(wanted: Wanted, asked: tuple[Statement, Regimen] | None) -> Decimal | None:
    """The highest dose that was asked for."""
    return wanted.to or wanted.start if asked is None else wanted.to or asked[1].target


def _free(wanted: Wanted) -> tuple[list[Decimal], int | None]:
    """The doses of the reader's own plan, and the days between them."""
    if wanted.start is None or wanted.to is None:
        raise PlanError("a plan needs --start and --to, or a --regimen")
    if wanted.to < wanted.start:
        raise PlanError("--to is below --start: a plan here rises")
    if wanted.to == wanted.start:
        return [wanted.start], wanted.every
    if wanted.step is None or wanted.every is None:
        raise PlanError("a plan that rises needs --step and --every as well")
    return _rise(wanted.start, wanted.step, wanted.to), wanted.every


def _published(regimen: Regimen, wanted: Wanted) -> tuple[list[Decimal], int | None]:
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
    doses = _doses(regimen, target)
    if target not in doses:
        raise PlanError(f"{name!r} does not pass through {target} mg: leave --to out")
    # Of an interval given as a range, the slower end.
    return doses[: doses.index(target) + 1], regimen.every.high


def _doses(regimen: Regimen, to: Decimal) -> list[Decimal]:
    """The doses that a source goes through, to its own end, or to `to` where it has none."""
    if regimen.doses or regimen.start is None or regimen.step is None:
        return list(regimen.doses) or [dose for dose in [regimen.start] if dose is not None]
    end = regimen.target or to
    doses = _rise(regimen.start, regimen.step, max(end, regimen.start))
    # What ends between two steps ends at the last that the source gives.
    return doses if regimen.target else [d for d in doses if not (d - doses[0]) % regimen.step]


def _same(
    base: KnowledgeBase, doses: list[Decimal], every: int | None
) -> tuple[Statement, Regimen] | None:
    """The published regimen, if any, that these doses are, as far as they go."""
    for statement, regimen in regimens(base):
        known = _doses(regimen, doses[-1])[: len(doses)]
        span = regimen.every
        alone = len(doses) == 1 and regimen.start == regimen.target
        if known == doses and (
            alone or (len(doses) > 1 and span is not None and span.low <= (every or 0) <= span.high)
        ):
            return statement, regimen
    return None


def _rise(start: Decimal, step: Decimal, to: Decimal) -> list[Decimal]:
    if (to - start) / step > _MOST_STEPS - 1:
        raise PlanError(f"more than {_MOST_STEPS} steps: check --to and --step")
    doses = [start]
    while doses[-1] + step < to:
        doses.append(tidy(doses[-1] + step))
    return [*doses, to]


def _last(doses: list[Decimal]) -> Decimal | None:
    """The last step, where it differs from the one before."""
    steps = _differences(doses)
    return steps[-1] if len(steps) > 1 and steps[-1] != steps[-2] else None


def _differences(doses: Sequence[Decimal]) -> list[Decimal]:
    return [tidy(after - before) for before, after in pairwise(doses)]


def _steps(doses: list[Decimal], every: int | None, wanted: Wanted) -> tuple[Step, ...]:
    steps = []
    begins = wanted.begins
    for number, dose in enumerate(doses, 1):
        capsules = None
        if wanted.strength is not None and dose / wanted.strength > _MOST_CAPSULES:
            raise PlanError(f"more than {_MOST_CAPSULES} capsules a dose: check --strength")
        if wanted.strength is not None and not dose % wanted.strength:
            capsules = int(dose / wanted.strength)
        try:
            after = begins + timedelta(days=every or 0)
        except OverflowError:
            raise PlanError("the plan runs past the end of the calendar") from None
        ends = after - timedelta(days=1) if number < len(doses) else None
        steps.append(Step(number, begins, ends, dose, capsules))
        begins = after
    return tuple(steps)


def _above(base: KnowledgeBase, wanted: Wanted, top: Decimal | None) -> Iterator[Refusal]:
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


def _beyond(
    base: KnowledgeBase, planning: Planning, doses: list[Decimal], every: int | None
) -> Iterator[Refusal]:
    """A start or a rise that no single source has."""
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
    step = max(_differences(doses), default=Decimal(0))
    known = [
        (regimen.every.low, statement.id)
        for statement, regimen in regimens(base)
        if regimen.every is not None and _largest(regimen) >= step
    ]
    if rises and not known:
        because = f"no source here whose interval was seen steps up by {step} mg at once"
        yield Refusal(because, (held[planning.rise],))
    elif rises and (every or 0) < min(known)[0]:
        soonest, nearest = min(known)
        because = f"no source here steps up by {step} mg sooner than every {soonest} days"
        yield Refusal(because, (held[planning.rise], held[nearest]))


def _largest(regimen: Regimen) -> Decimal:
    """The largest single step of a source; nought where none was seen."""
    return max([*_differences(regimen.doses), regimen.step or Decimal(0)])


def _asked(wanted: Wanted) -> dict[str, object]:
    amounts = ("start", "step", "to", "strength")
    told: dict[str, object] = {
        key: str(value) for key in amounts if (value := getattr(wanted, key)) is not None
    }
    if wanted.every is not None:
        told["every_days"] = wanted.every
    if wanted.regimen is not None:
        told["regimen"] = wanted.regimen
    begins = wanted.begins.isoformat()
    return {"topic": "titration", "from": begins, **told, "spasticity": wanted.spasticity}


def _instead(base: KnowledgeBase, wanted: Wanted) -> tuple[str, ...]:
    """What to look at after a refusal: the same regimen, as far as the ceiling."""
    others = tuple(words for words in base.topics["titration"].next if "--" not in words)
    if wanted.regimen is None or not wanted.spasticity:
        return ("titration", *others)
    _, regimen = _regimen(base, wanted.regimen)
    ceilings = [s.limit.over for s in base.statements.values() if s.limit and s.limit.over]
    doses = [dose for dose in _doses(regimen, min(ceilings)) if dose <= min(ceilings)]
    again = f"titration --regimen {regimen.name} --to {doses[-1]} --spasticity" if doses else ""
    return (again or "titration", *others)


def _refused(
    base: KnowledgeBase, planning: Planning, wanted: Wanted, refusals: list[Refusal]
) -> Answer:
    sections = (Section(f"Because {refusal.because}", refusal.statements) for refusal in refusals)
    return with_sources(
        base,
        Answer(
            kind="plan",
            title="Refused: no source here supports this plan",
            about=base.about,
            sections=tuple(sections),
            asked=_asked(wanted),
            subjects=("titration", *([SPASTICITY] if wanted.spasticity else [])),
            next=_instead(base, wanted),
            own={
                "plan": None,
                "confirm": planning.confirm,
                "refused": [
                    {"because": one.because, "statements": [s.id for s in one.statements]}
                    for one in refusals
                ],
            },
        ),
    )


def _shown(
    base: KnowledgeBase, planning: Planning, wanted: Wanted, made: Plan, last: Decimal | None
) -> Answer:
    held = base.statements
    columns = ("Step", "From", "To", "Dose a day", "Days", *(["Capsules"] * bool(made.strength)))
    rows = tuple(tuple(_row(step, made)) for step in made.steps)
    lines = [Line("", planning.confirm)]
    if last is not None:
        lines.append(Line("", f"The last step is {last} mg, unlike those before it."))
    unmade = [str(s.dose) for s in made.steps if made.strength and s.capsules is None]
    if unmade:
        lines.append(
            Line("", f"Whole capsules of {made.strength} mg do not make {', '.join(unmade)} mg.")
        )
    if made.source is None:
        lines.append(Line("", "Your own plan: no source gives it as a whole."))
    name = (
        "your own" if made.source is None or not made.source.regimen else made.source.regimen.name
    )
    return with_sources(
        base,
        Answer(
            kind="plan",
            title=f"Titration plan, {name}",
            about=base.about,
            sections=(
                Section("Steps", lines=tuple(lines), table=Table(columns, rows)),
                Section("Published as", (made.source,) if made.source else ()),
                Section("What to watch", tuple(held[name] for name in planning.watch)),
                Section("When to step back", tuple(held[name] for name in planning.back)),
            ),
            asked=_asked(wanted),
            subjects=("titration", *([SPASTICITY] if wanted.spasticity else [])),
            next=base.topics["titration"].next,
            stairs=tuple(Stair(step.begins, step.dose) for step in made.steps),
            own={"plan": _as_data(made), "refused": [], "confirm": planning.confirm},
        ),
    )


def _row(step: Step, made: Plan) -> Iterator[str]:
    yield str(step.number)
    yield step.begins.isoformat()
    yield "onwards" if step.ends is None else step.ends.isoformat()
    yield f"{step.dose} mg"
    yield "-" if step.ends is None else str(made.every)
    if made.strength is not None:
        yield "not whole" if step.capsules is None else f"{step.capsules} × {made.strength} mg"


def _as_data(made: Plan) -> dict[str, object]:
    return {
        "regimen": made.source.regimen.name if made.source and made.source.regimen else None,
        "every_days": made.every,
        "strength": None if made.strength is None else str(made.strength),
        "steps": [
            {
                "step": step.number,
                "from": step.begins.isoformat(),
                "to": None if step.ends is None else step.ends.isoformat(),
                "dose": str(step.dose),
                "unit": "mg",
                "per": "day",
                "capsules": step.capsules,
            }
            for step in made.steps
        ],
    }
