"""A plan that is refused: why, what forbids it, and what is held instead."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section, with_sources
from ldnref.answers.titration.ceilings import Refusal, ceilings, in_words
from ldnref.answers.titration.published import (
    doses_of,
    nearest,
    planning,
    regimen_named,
)
from ldnref.answers.titration.published import in_words as told_of
from ldnref.answers.titration.result import RefusalShown, RefusedResult
from ldnref.answers.titration.rising import Wanted, asked, steps_between
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Regimen, Statement

Near = tuple[Statement, Regimen] | None


def unheld(base: KnowledgeBase, doses: list[Decimal], every: int | None) -> Iterator[Refusal]:
    """That no source has these doses with this interval; a plan is no wider than a source."""
    near, rules = nearest(base, doses, every), planning(base)
    held = base.statements
    beside = (near[0],) if near else ()
    if len(doses) == 1:
        because = sentences.NOT_AT_ONCE.format(dose=doses[0])
        yield Refusal(because, (held[rules.start], *beside))
        return
    steps = ", then ".join(f"{step} mg" for step in dict.fromkeys(steps_between(doses)))
    rise = sentences.RISE.format(first=doses[0], steps=steps, every=every, last=doses[-1])
    because = sentences.NOT_TOGETHER.format(rise=rise)
    yield Refusal(because, (held[rules.rise], *beside))


def answer(
    base: KnowledgeBase,
    wanted: Wanted,
    mine: Collection[str],
    refusals: list[Refusal],
    near: Near,
) -> Answer:
    """Why there is no plan, and what there is instead."""
    sections = [
        Section(sentences.BECAUSE.format(why=refusal.because), refusal.statements)
        for refusal in refusals
    ]
    if near is not None:
        statement, regimen = near
        lines = (
            Line("", f"{regimen.name}: {told_of(regimen)}.", (statement.sources[0].ref,)),
            Line("", sentences.WITH_OWN.format(own=sentences.OWN)),
        )
        sections.append(Section(sentences.NEAREST, lines=lines))
    return with_sources(
        base,
        Answer(
            kind="plan",
            title=sentences.REFUSED,
            about=base.about,
            sections=tuple(sections),
            asked=asked(wanted, mine),
            subjects=("titration", *mine),
            next=_instead(base, wanted, mine, near),
            refused=True,
            own=RefusedResult(
                plan=None,
                limit=None,
                confirm=planning(base).confirm,
                nearest=None if near is None else near[1].name,
                refused=tuple(
                    RefusalShown(one.because, tuple(s.id for s in one.statements))
                    for one in refusals
                ),
            ),
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
