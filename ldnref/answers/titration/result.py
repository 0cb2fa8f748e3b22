"""A plan as programs read it, or why there is none: the keys of JSON are these fields."""

from typing import Annotated

from ldnref.tuples import NamedTuple


class StepShown(NamedTuple):
    """One step of a plan, from a day to a day; the last goes on."""

    step: int
    from_: str
    to: str | None
    dose: str
    unit: str
    per: str
    #: None: no whole number of them makes the dose, or no strength was given.
    capsules: int | None


class PlanShown(NamedTuple):
    """The steps, and whose they are."""

    regimen: str | None
    #: Whether no source has them.
    own: bool
    every_days: int | None
    strength: str | None
    steps: Annotated[tuple[StepShown, ...], 1]


class NotToldShown(NamedTuple):
    """The ceiling that would apply if what was not told of is there."""

    condition: str
    statement: str
    over: str


class LimitShown(NamedTuple):
    """The ceiling that applies."""

    statement: str
    over: str
    unit: str
    per: str
    not_told: NotToldShown | None


class RefusalShown(NamedTuple):
    """Why a plan is refused, and the ids of the statements that forbid it."""

    because: str
    statements: Annotated[tuple[str, ...], 1]


class PlanResult(NamedTuple):
    """A plan, as data."""

    plan: PlanShown
    limit: LimitShown | None
    #: Of a plan that is refused alone.
    nearest: str | None
    refused: tuple[RefusalShown, ...]
    confirm: str


class RefusedResult(NamedTuple):
    """A plan that is refused, as data."""

    plan: None
    limit: LimitShown | None
    confirm: str
    #: The name of the nearest regimen that a source has.
    nearest: str | None
    refused: tuple[RefusalShown, ...]
