"""A dated titration plan: a published regimen, or the prescriber's own, under the ceilings."""

from collections.abc import Iterator

from ldnref.answers import sentences, whom
from ldnref.answers.answer import Answer, Line, Section, Table, with_sources
from ldnref.answers.drawn import Stair
from ldnref.answers.titration import refused
from ldnref.answers.titration.ceilings import Ceiling, above, ceilings, in_words, top, unmade
from ldnref.answers.titration.published import (
    as_published,
    nearest,
    planning,
    regimen_named,
    same_as,
)
from ldnref.answers.titration.result import (
    LimitShown,
    NotToldShown,
    PlanResult,
    PlanShown,
    StepShown,
)
from ldnref.answers.titration.rising import (
    Plan,
    PlanError,
    Step,
    Wanted,
    asked,
    dated,
    odd_last,
    own_doses,
    typed,
)
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Asks, Planning
from ldnref.tuples import NamedTuple

#: The topics whose statements a plan rests on.
TOPICS = ("titration", "dosing", "side-effects")


class _Whom(NamedTuple):
    """For whom a plan is, and what it may not go above."""

    conditions: tuple[str, ...]
    ceiling: Ceiling | None
    #: What is asked about and was not told, and what it may not go above where it is there.
    asks: tuple[Asks, Ceiling] | None
    #: What was said not to be there.
    free_of: str | None = None


def plan(base: KnowledgeBase, wanted: Wanted) -> tuple[Answer, Plan | None]:
    """The plan and its answer; no plan, where no source has it and it is not called one's own.

    Raises PlanError for what no plan can be made of, and NotHeldError for an unknown regimen or
    condition.
    """
    rules = planning(base)
    who = _whom(base, wanted)
    published = None if wanted.regimen is None else regimen_named(base, wanted.regimen)
    refusals = list(above(base, who.conditions, top(wanted, published)))
    near: refused.Near = None
    try:
        doses, every = (
            own_doses(wanted) if published is None else as_published(published[1], wanted)
        )
    except PlanError:
        if refusals:  # that the dose is too high matters more than how it would be reached
            return refused.answer(base, wanted, who.conditions, refusals, near), None
        raise
    # What is above a ceiling was refused for that: the rest may still be held.
    under = [dose for dose in doses if who.ceiling is None or dose <= who.ceiling.over]
    source = published or (same_as(base, under, every) if under else None)
    if source is None and under and not wanted.own:
        refusals += refused.unheld(base, under, every)
        near = nearest(base, under, every)
    refusals += unmade(base, rules.strength, doses, wanted.strength)
    if refusals:
        return refused.answer(base, wanted, who.conditions, refusals, near), None
    made = Plan(dated(doses, every, wanted), source and source[0], wanted.strength, every)
    return _shown(base, wanted, who, made), made


def _whom(base: KnowledgeBase, wanted: Wanted) -> _Whom:
    """For whom it is: what was told, and what has to be asked."""
    asks = base.topics["titration"].asks
    mine = whom.conditions(base, "titration", told=wanted.told, typed=wanted.condition)
    if asks is not None and wanted.told is False and asks.about in mine:
        raise PlanError(sentences.BOTH.format(what=in_words(asks.about)))
    held = ceilings(base, mine)
    ceiling = held[0] if held else None
    meant = wanted.condition is None or (asks is not None and asks.among in mine)
    if asks is None or not meant or wanted.told is not None or asks.about in mine:
        free = asks.about if asks is not None and wanted.told is False else None
        return _Whom(mine, ceiling, None, free)
    narrower = ceilings(base, {*mine, asks.about})
    found = next((one for one in narrower if asks.about in one.statement.applies.conditions), None)
    return _Whom(mine, ceiling, None if found is None else (asks, found))


def _shown(base: KnowledgeBase, wanted: Wanted, who: _Whom, made: Plan) -> Answer:
    held, rules, asks = base.statements, planning(base), base.topics["titration"].asks
    columns = (*sentences.PLAN_COLUMNS, *(["Capsules"] * bool(made.strength)))
    rows = tuple(tuple(_row(step, made)) for step in made.steps)
    lines = (*_limit(who), *_lines(rules, wanted, made))
    return with_sources(
        base,
        Answer(
            kind="plan",
            title=f"Titration plan, {_name(wanted, made)}",
            about=base.about,
            sections=(
                Section("Steps", lines=lines, table=Table(columns, rows)),
                Section(sentences.PUBLISHED_AS, (made.source,) if made.source else ()),
                Section(sentences.WATCH, tuple(held[name] for name in rules.watch)),
                Section(sentences.STEP_BACK, tuple(held[name] for name in rules.back)),
            ),
            asked=asked(wanted, who.conditions),
            subjects=("titration", *who.conditions),
            next=base.topics["titration"].next,
            everything=f"titration {typed(wanted, asks and asks.about)}",
            stairs=tuple(
                Stair(step.begins, step.dose, step.capsules, made.strength) for step in made.steps
            ),
            own=PlanResult(_plan_shown(made), _limit_shown(who), None, (), rules.confirm),
        ),
    )


def _name(wanted: Wanted, made: Plan) -> str:
    """Whose plan it is: a regimen's, what was typed and is like a regimen's, or nobody's else."""
    if made.source is None or made.source.regimen is None:
        return sentences.OWN
    regimen = made.source.regimen
    # Only the dose a regimen ends at is its own end; whoever stops sooner is told so.
    end = made.steps[-1].dose
    sooner = f", to {end} mg" if regimen.target not in (None, end) else ""
    return f"{'' if wanted.regimen else 'as '}{regimen.name}{sooner}"


def _limit(who: _Whom) -> Iterator[Line]:
    """What it may not go above, and what that depends on where it was not told."""
    if who.ceiling is None:
        return
    told = sentences.AT_MOST.format(most=who.ceiling.over, whom=who.ceiling.of_some)
    refs = [citation.ref for citation in who.ceiling.statement.sources]
    if who.asks is not None:
        asks, narrower = who.asks
        told += sentences.AT_MOST_WITH.format(what=in_words(asks.about), most=narrower.over)
        refs = [*(citation.ref for citation in narrower.statement.sources), *refs]
    elif who.free_of:
        told += sentences.WITHOUT.format(what=in_words(who.free_of))
    yield Line("", f"{told}.", tuple(dict.fromkeys(refs)))


def _limit_shown(who: _Whom) -> LimitShown | None:
    """The ceiling that applies, and the one that would if what is asked about is there."""
    if who.ceiling is None:
        return None
    would = None
    if who.asks is not None:
        asks, narrower = who.asks
        would = NotToldShown(asks.about, narrower.statement.id, str(narrower.over))
    return LimitShown(who.ceiling.statement.id, str(who.ceiling.over), "mg", "day", would)


def _lines(rules: Planning, wanted: Wanted, made: Plan) -> Iterator[Line]:
    """What is said of the steps: to confirm them, and what is unlike the others or not whole."""
    yield Line("", rules.confirm)
    regimen = made.source.regimen if made.source else None
    if wanted.regimen and regimen and regimen.every and regimen.every.low != regimen.every.high:
        low, high = regimen.every
        yield Line("", sentences.DAYS_TAKEN.format(low=low, high=high, taken=made.every))
    last = odd_last([step.dose for step in made.steps])
    if last is not None:
        yield Line("", sentences.LAST_STEP.format(step=last))
    undone = [str(s.dose) for s in made.steps if made.strength and s.capsules is None]
    if undone:
        doses = ", ".join(undone)
        yield Line("", sentences.NOT_WHOLE.format(strength=made.strength, doses=doses))
    if made.source is None:
        yield Line("", sentences.OF_NO_SOURCE)


def _row(step: Step, made: Plan) -> Iterator[str]:
    yield str(step.number)
    yield step.begins.isoformat()
    yield "onwards" if step.ends is None else step.ends.isoformat()
    yield f"{step.dose} mg"
    yield "-" if step.ends is None else str(made.every)
    if made.strength is not None:
        yield "not whole" if step.capsules is None else f"{step.capsules} × {made.strength} mg"


def _plan_shown(made: Plan) -> PlanShown:
    return PlanShown(
        regimen=made.source.regimen.name if made.source and made.source.regimen else None,
        own=made.source is None,
        every_days=made.every,
        strength=None if made.strength is None else str(made.strength),
        steps=tuple(
            StepShown(
                step=step.number,
                from_=step.begins.isoformat(),
                to=None if step.ends is None else step.ends.isoformat(),
                dose=str(step.dose),
                unit="mg",
                per="day",
                capsules=step.capsules,
            )
            for step in made.steps
        ),
    )
