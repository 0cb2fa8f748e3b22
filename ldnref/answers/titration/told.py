"""A dated titration plan: a published regimen or the reader's own, within what sources support."""

from collections.abc import Iterator
from decimal import Decimal

from ldnref.answers.answer import Answer, Line, Section, Table, with_sources
from ldnref.answers.drawn import Stair
from ldnref.answers.titration.ceilings import SPASTICITY, Refusal, above, beyond, top
from ldnref.answers.titration.published import (
    as_published,
    doses_of,
    regimen_named,
    same_as,
)
from ldnref.answers.titration.rising import (
    Plan,
    PlanError,
    Step,
    Wanted,
    dated,
    odd_last,
    own_doses,
)
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Planning

#: The topics whose statements a plan rests on.
TOPICS = ("titration", "dosing", "side-effects")


def plan(base: KnowledgeBase, wanted: Wanted) -> tuple[Answer, Plan | None]:
    """The plan and its answer; no plan, where the sources do not support it.

    Raises PlanError for what no plan can be made of, and NotHeldError for an unknown regimen.
    """
    planning = base.topics["titration"].planning
    if planning is None:
        raise PlanError("this knowledge has no plans")
    asked = None if wanted.regimen is None else regimen_named(base, wanted.regimen)
    refusals = list(above(base, wanted, top(wanted, asked)))
    try:
        doses, every = own_doses(wanted) if asked is None else as_published(asked[1], wanted)
    except PlanError:
        if refusals:  # that the dose is too high matters more than how it would be reached
            return _refused(base, planning, wanted, refusals), None
        raise
    if asked is None:
        refusals += beyond(base, planning, doses, every)
    if refusals:
        return _refused(base, planning, wanted, refusals), None
    source = asked or same_as(base, doses, every)
    made = Plan(dated(doses, every, wanted), source and source[0], wanted.strength, every)
    return _shown(base, planning, wanted, made, odd_last(doses)), made


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
    _, regimen = regimen_named(base, wanted.regimen)
    ceilings = [s.limit.over for s in base.statements.values() if s.limit and s.limit.over]
    doses = [dose for dose in doses_of(regimen, min(ceilings)) if dose <= min(ceilings)]
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
    lines = tuple(_lines(planning, made, last))
    return with_sources(
        base,
        Answer(
            kind="plan",
            title=f"Titration plan, {_name(made)}",
            about=base.about,
            sections=(
                Section("Steps", lines=lines, table=Table(columns, rows)),
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


def _name(made: Plan) -> str:
    if made.source is None or made.source.regimen is None:
        return "your own"
    return made.source.regimen.name


def _lines(planning: Planning, made: Plan, last: Decimal | None) -> Iterator[Line]:
    """What is said of the steps: to confirm them, and what is unlike the others or not whole."""
    yield Line("", planning.confirm)
    if last is not None:
        yield Line("", f"The last step is {last} mg, unlike those before it.")
    unmade = [str(s.dose) for s in made.steps if made.strength and s.capsules is None]
    if unmade:
        doses = ", ".join(unmade)
        yield Line("", f"Whole capsules of {made.strength} mg do not make {doses} mg.")
    if made.source is None:
        yield Line("", "Your own plan: no source gives it as a whole.")


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
