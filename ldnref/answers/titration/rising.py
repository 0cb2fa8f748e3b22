"""The doses of a plan, and the days on which they begin. Knows no ceiling and no sentence."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from ldnref.answers import sentences
from ldnref.answers.doses import tidy
from ldnref.knowledge.model_statements import Statement
from ldnref.tuples import NamedTuple

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
    #: Whether what the doses depend on is there; None where it was not told.
    told: bool | None = None
    #: A name of a condition.
    condition: str | None = None
    #: Whether it is to be planned though no source has it, as the prescriber's own.
    own: bool = False
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
    #: The statement of a published regimen; None for the prescriber's own plan.
    source: Statement | None
    strength: Decimal | None
    #: Days on a dose before the next.
    every: int | None

    @property
    def name(self) -> str:
        """What identifies it: the same plan has the same name on every run."""
        doses = "-".join(str(step.dose) for step in self.steps)
        return f"{self.steps[0].begins.isoformat()}-{self.every or 0}d-{doses}"


def asked(wanted: Wanted, mine: Iterable[str]) -> dict[str, object]:
    """What was asked for, as it was typed, and the conditions that it was asked for with."""
    amounts = ("start", "step", "to", "strength")
    told: dict[str, object] = {
        key: str(value) for key in amounts if (value := getattr(wanted, key)) is not None
    }
    if wanted.every is not None:
        told["every_days"] = wanted.every
    for key in ("regimen", "condition"):
        if (value := getattr(wanted, key)) is not None:
            told[key] = value
    begins = wanted.begins.isoformat()
    whom = {"told": wanted.told, "conditions": list(mine), "own": wanted.own}
    return {"topic": "titration", "from": begins, **told, **whom}


def typed(wanted: Wanted, about: str | None) -> str:
    """The words after `ldnref titration` that ask for the same, with every detail."""
    doses = [
        f"--{key} {value}"
        for key in ("regimen", "start", "step", "to", "strength")
        if (value := getattr(wanted, key)) is not None
    ]
    every = [f"--every {wanted.every}d"] if wanted.every else []
    told = [f"--{'' if wanted.told else 'no-'}{about}"] if about and wanted.told is not None else []
    whom = [f'--condition "{wanted.condition}"'] if wanted.condition else []
    own = ["--own"] if wanted.own else []
    return " ".join([*doses, *every, *told, *whom, *own, f"--from {wanted.begins}", "--all"])


def own_doses(wanted: Wanted) -> tuple[list[Decimal], int | None]:
    """The doses of the reader's own plan, and the days between them."""
    if wanted.start is None or wanted.to is None:
        raise PlanError(sentences.PLAN_NEEDS)
    if wanted.to < wanted.start:
        raise PlanError(sentences.PLAN_RISES)
    if wanted.to == wanted.start:
        return [wanted.start], wanted.every
    if wanted.step is None or wanted.every is None:
        raise PlanError(sentences.RISE_NEEDS)
    return rise(wanted.start, wanted.step, wanted.to), wanted.every


def rise(start: Decimal, step: Decimal, to: Decimal) -> list[Decimal]:
    """The doses from `start` to `to`, each a step above the one before; the last may be less."""
    if (to - start) / step > _MOST_STEPS - 1:
        raise PlanError(sentences.MANY_STEPS.format(most=_MOST_STEPS))
    doses = [start]
    while doses[-1] + step < to:
        doses.append(tidy(doses[-1] + step))
    return [*doses, to]


def odd_last(doses: list[Decimal]) -> Decimal | None:
    """The last step, where it differs from the one before."""
    steps = steps_between(doses)
    return steps[-1] if len(steps) > 1 and steps[-1] != steps[-2] else None


def steps_between(doses: Sequence[Decimal]) -> list[Decimal]:
    """How much more each dose is than the one before."""
    return [tidy(after - before) for before, after in pairwise(doses)]


def dated(doses: list[Decimal], every: int | None, wanted: Wanted) -> tuple[Step, ...]:
    """The doses with the days that each begins and ends on, and its capsules."""
    steps = []
    begins = wanted.begins
    for number, dose in enumerate(doses, 1):
        capsules = None
        if wanted.strength is not None and dose / wanted.strength > _MOST_CAPSULES:
            raise PlanError(sentences.MANY_CAPSULES.format(most=_MOST_CAPSULES))
        if wanted.strength is not None and not dose % wanted.strength:
            capsules = int(dose / wanted.strength)
        try:
            after = begins + timedelta(days=every or 0)
        except OverflowError:
            raise PlanError(sentences.PAST_CALENDAR) from None
        ends = after - timedelta(days=1) if number < len(doses) else None
        steps.append(Step(number, begins, ends, dose, capsules))
        begins = after
    return tuple(steps)
