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
    complete,
)
from ldnref.answers.doses import tidy
from ldnref.knowledge.model import KnowledgeBase, Planning, Regimen, Statement

#: The topics whose statements a plan rests on.
TOPICS = ("titration", "dosing", "side-effects")

#: The condition that `--spasticity` speaks of.
SPASTICITY = "spasticity"

#: A plan of more steps than this is a mistake.
_MOST_STEPS = 60


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
    #: Days on a dose, and how the rise ends where a step does not divide it.
    every: int | None
    last: Decimal | None

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
    source = None if wanted.regimen is None else _regimen(base, wanted.regimen)
    doses, every = _free(wanted) if source is None else _published(source, wanted)
    planning = base.topics["titration"].planning
    if planning is None:
        raise PlanError("this knowledge has no plans")
    refusals = tuple(_refusals(base, planning, wanted, doses, every, free=source is None))
    if refusals:
        return _refused(base, planning, wanted, refusals), None
    made = Plan(_steps(doses, every, wanted), source, wanted.strength, every, _last(doses))
    return _shown(base, planning, wanted, made), made


def regimens(base: KnowledgeBase) -> Iterator[tuple[Statement, Regimen]]:
    """The published ways of starting, each with its statement."""
    for statement in base.topics["titration"].statements:
        if statement.regimen is not None:
            yield statement, statement.regimen


def _regimen(base: KnowledgeBase, wanted: str) -> Statement:
    known = {regimen.name: statement for statement, regimen in regimens(base)}
    found = known.get(wanted.strip().casefold())
    if found is None:
        raise NotHeldError("titration --regimen", wanted, known, lists="titration")
    return found


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


def _published(source: Statement, wanted: Wanted) -> tuple[list[Decimal], int | None]:
    """The doses of a published regimen, as far as asked, and the days between them."""
    regimen = source.regimen or Regimen("", "")
    if wanted.start or wanted.step or wanted.every:
        raise PlanError("a --regimen has its own start, step and interval: leave those out")
    target = wanted.to or regimen.target
    ends = regimen.doses[-1] if regimen.doses else regimen.target
    name = regimen.name
    if regimen.start is None:
        raise PlanError(f"no first dose of {name!r} was seen: give --start, --step, --every, --to")
    if target == regimen.start:
        return [target], None
    if regimen.every is None or not (regimen.step or regimen.doses):
        raise PlanError(f"no step of {name!r} was seen: give --start, --step, --every and --to")
    if target is None:
        raise PlanError(f"{name!r} has no fixed end: give --to")
    if target < regimen.start or (ends is not None and target > ends):
        raise PlanError(f"{name!r} does not pass through {target} mg: leave --to out")
    doses = list(regimen.doses) or _rise(regimen.start, regimen.step or target, target)
    # Of an interval given as a range, the slower end.
    return [*(dose for dose in doses if dose < target), target], regimen.every.high


def _rise(start: Decimal, step: Decimal, to: Decimal) -> list[Decimal]:
    if (to - start) / step > _MOST_STEPS - 1:
        raise PlanError(f"more than {_MOST_STEPS} steps: give a larger --step")
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


def _refusals(
    base: KnowledgeBase,
    planning: Planning,
    wanted: Wanted,
    doses: list[Decimal],
    every: int | None,
    *,
    free: bool,
) -> Iterator[Refusal]:
    """Everything in a plan that the sources do not support."""
    held = base.statements
    for statement in held.values():
        limit, about = statement.limit, statement.applies
        mine = not about.medicines and set(about.conditions) <= (
            {SPASTICITY} if wanted.spasticity else set()
        )
        if mine and limit is not None and limit.over is not None and doses[-1] > limit.over:
            because = f"{doses[-1]} mg a day is above {limit.over} mg"
            with_it = f", with {SPASTICITY}" if about.conditions else ""
            yield Refusal(because + with_it, (statement,))
    if not free:
        return
    rises = len(doses) > 1
    published = [
        (statement, regimen)
        for statement, regimen in regimens(base)
        if regimen.start is not None and (not rises or regimen.start != regimen.target)
    ]
    highest, regimen = max(published, key=lambda one: one[1].start or Decimal(0))
    if doses[0] > (regimen.start or Decimal(0)):
        because = f"no source here begins {'a rise ' if rises else ''}with {doses[0]} mg or more"
        yield Refusal(because, (held[planning.start], highest))
    step = max(_differences(doses), default=Decimal(0))
    if rises and not any(_covers(one, step, every or 0) for _, one in regimens(base)):
        because = f"no source here rises by {step} mg or more within {every} days"
        yield Refusal(because, (held[planning.rise],))


def _covers(regimen: Regimen, step: Decimal, every: int) -> bool:
    """Whether a source goes up by as much, in as short a time."""
    steps = _differences(regimen.doses)
    most = max([*steps, *([regimen.step] if regimen.step else [])], default=None)
    return (
        most is not None
        and regimen.every is not None
        and (step <= most and every >= regimen.every.low)
    )


def _asked(wanted: Wanted) -> dict[str, object]:
    told = {key: str(value) for key, value in wanted._asdict().items() if value}
    return {"topic": "titration", "from": told.pop("begins"), **told}


def _refused(
    base: KnowledgeBase, planning: Planning, wanted: Wanted, refusals: tuple[Refusal, ...]
) -> Answer:
    sections = (Section(f"Because {refusal.because}", refusal.statements) for refusal in refusals)
    return complete(
        base,
        Answer(
            kind="plan",
            title="Refused: no source here supports this plan",
            about=base.about,
            sections=tuple(sections),
            asked=_asked(wanted),
            subjects=("titration", *([SPASTICITY] if wanted.spasticity else [])),
            next=base.topics["titration"].next,
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


def _shown(base: KnowledgeBase, planning: Planning, wanted: Wanted, made: Plan) -> Answer:
    held = base.statements
    columns = ("Step", "From", "To", "Dose a day", "Days", *(["Capsules"] * bool(made.strength)))
    rows = tuple(tuple(_row(step, made)) for step in made.steps)
    lines = [Line("", planning.confirm)]
    if made.last is not None:
        lines.append(Line("", f"The last step is {made.last} mg, unlike those before it."))
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
    return complete(
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
