"""The cards of the evidence: a verdict and the firmest studies; what was measured of a word."""

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact, Rank, clause, cut
from ldnref.answers.cards.words import part_with
from ldnref.answers.evidence import verdicts
from ldnref.answers.evidence.cells import by_direction
from ldnref.answers.evidence.chart import EvidenceMap
from ldnref.answers.evidence.figures import (
    capital,
    design,
    how_many,
    short,
)
from ldnref.answers.evidence.measured import told_of
from ldnref.answers.evidence.order import BESIDE, GATHERED, firmest, place
from ldnref.answers.evidence.studied import Studied
from ldnref.answers.search_verdicts import speaks_of
from ldnref.answers.stems import stems
from ldnref.answers.wanted import wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement, Side
from ldnref.knowledge.model_studies import EvidenceVerdict, Study
from ldnref.knowledge.vocabulary import ANY, CERTAINTIES

#: A line of a study is cut here: the whole stands under --all.
_LONG = 106

#: So many studies of a map stand on a card.
_ROWS = 7

#: Each line of the evidence rests on a source of its own: the foot has room to name them all.
_FOOT = 6


def evidence(base: KnowledgeBase, answer: Answer) -> Card:
    """What the evidence amounts to: a line a condition; of one, its verdict and its studies.

    The firmest study comes first; what only touches the condition is counted.
    """
    if answer.chart is not None:
        return _charted(base, answer, answer.chart)
    asked = set(answer.asked) - {"topic"}
    held = [base.studies[name] for name in _ids(answer)]
    firm = [study for study in held if place(study) < BESIDE]
    told = verdicts_of(answer)
    # Where every condition has its line, there is room for no study of any.
    shown = [] if told and not asked else sorted(firm, key=firmest) or held
    shown = held if "words" in asked else shown
    if "measured" in asked:
        return _measured(base, answer, held, told)
    one = "condition" in asked
    own = [v for v in told if v.condition == told[0].condition] if one else told
    facts = list(_of_one(own) if one else _of_each(base, own))
    facts += [_study(base, study) for study in shown]
    facts += [around(base, verdict) for verdict in told[len(own) :]]
    of_it = shown or [study for study in firm if base.treated[0] in study.conditions]
    firmly = {study.id for study in of_it if place(study) <= GATHERED} or set(_ids(answer))
    return Card(
        title=answer.title,
        facts=tuple(facts),
        points=_between(base, answer.disagreements, firmly),
        rest=answer.statements,
        others=len(held) - len(shown),
        everything=answer.everything or "",
        also=answer.next if "words" in asked else () if told else ("evidence",),
        foot=_FOOT,
    )


def _charted(base: KnowledgeBase, answer: Answer, chart: EvidenceMap) -> Card:
    """The map of what matters most, the firmest studies first; the whole stands under --all."""
    domains = tuple(one for one in chart.domains if one.core) or chart.domains
    core = {one.id for one in domains}
    telling = [row for row in chart.rows if core.intersection(row.cells)]
    rows = tuple(
        row._replace(name=base.sources[row.id].short or row.name) for row in telling[:_ROWS]
    )
    empty = ", ".join(line.text for section in answer.sections[:1] for line in section.lines)
    return Card(
        title=answer.title,
        facts=(Fact("", f"{answer.sections[0].title} {empty}", rank=Rank.KEPT),) if empty else (),
        chart=chart._replace(domains=domains, rows=rows),
        others=len(chart.rows) - len(rows),
        everything=answer.everything or "",
    )


def _measured(
    base: KnowledgeBase, answer: Answer, held: list[Study], told: list[EvidenceVerdict]
) -> Card:
    """What was measured of a word: the first condition's verdicts and studies, then the others'."""
    typed = str(answer.asked["measured"])
    sought = {one for want in wanted(base, typed) for one in (*want.stems, *stems(want.typed))}
    leads = base.treated[0]
    facts = []
    for first in (True, False):
        facts += [
            amounts(base, one, sought)._replace(rank=Rank.KEPT if first else Rank.ACTED)
            for one in told
            if (one.condition == leads) is first
        ]
        facts += [
            _study(base, study, told_of(base, study, typed))._replace(
                rank=(Rank.AVOIDED if first else Rank.TOLD) + number / len(held)
            )
            for number, study in enumerate(held)
            if (leads in study.conditions) is first
        ]
    return Card(
        title=answer.title,
        facts=tuple(facts),
        points=tuple(
            point
            for point in _between(base, answer.disagreements, set(_ids(answer)))
            if speaks_of(point, list(wanted(base, typed)))
        ),
        everything=answer.everything or "",
        also=answer.next,
        foot=_FOOT,
    )


def _ids(answer: Answer) -> list[str]:
    own = answer.own
    return [one.id for one in own.studies or ()] if isinstance(own, Studied) else []


def verdicts_of(answer: Answer) -> list[EvidenceVerdict]:
    """The verdicts that an answer tells, in its order."""
    return list(answer.own.verdicts) if isinstance(answer.own, Studied) else []


def _of_each(base: KnowledgeBase, told: Iterable[EvidenceVerdict]) -> Iterator[Fact]:
    """A line a condition; more of one where there is something to do about it."""
    before, seen = "", False
    for one in told:
        first = one.condition != before
        before = one.condition
        head = verdicts.name(base, one) if first else capital(one.about)
        # Said once, in the first line, of what the words are the degrees.
        sure = f"{verdicts.sure(one)}{'' if seen else ' certainty'}"
        if first or one.action:
            # What is least certain gives way first, but for what is to be done about it.
            rank = (
                Rank.TOLD if one.certainty == CERTAINTIES[-1] and not one.action else Rank.AVOIDED
            )
            told_as = _verdict(one, "", f"{head}: {sure} — {one.brief}", rank)
            # The first source that it rests on: the others stand under the condition.
            yield told_as._replace(sources=told_as.sources[: 2 if one.action else 1])
            seen = True


def _of_one(told: list[EvidenceVerdict]) -> Iterator[Fact]:
    """The first whole, the others of the condition in short."""
    for one in told:
        sure = verdicts.sure(one).upper()
        says = f"{sure} certainty: {one.says}" if one is told[0] else f"{sure}: {one.brief}"
        yield _verdict(one, capital(one.about), says, Rank.AVOIDED)
    if len(told) == 1:
        yield Fact("Why so", told[0].because, rank=Rank.ACTED)


def around(base: KnowledgeBase, one: EvidenceVerdict) -> Fact:
    """A verdict on what the condition lies in, or holds, or on any."""
    says = f"{verdicts.sure(one)}: {one.brief}"
    return _verdict(one, verdicts.name(base, one), says, Rank.NOTED)


def amounts(base: KnowledgeBase, one: EvidenceVerdict, sought: Collection[str]) -> Fact:
    """A verdict by itself, among other things: what of the condition, and how sure.

    In short, or, where that has none of the words that are sought, the part that has one.
    """
    of = "" if one.condition == ANY else f"{one.about}, "
    short = any(
        word in sought for word in stems(f"{verdicts.name(base, one)} {one.about} {one.brief}")
    )
    told = one.brief if short else part_with(one.says, sought, _LONG) or one.brief
    says = f"{of}{verdicts.sure(one)} certainty: {told}"
    return _verdict(one, verdicts.name(base, one), says, Rank.AVOIDED)


def _verdict(one: EvidenceVerdict, label: str, says: str, rank: int) -> Fact:
    act = clause(one.action)
    return Fact(
        label,
        says,
        do=None if act is None else act[:1].lower() + act[1:],
        sources=verdicts.refs(one),
        rank=rank,
        ids=(f"{one.condition}/{one.about}",),
    )


def _between(
    base: KnowledgeBase, points: Iterable[Disagreement], studies: AbstractSet[str]
) -> tuple[Disagreement, ...]:
    """The points that these studies decide: two sides or more rest on them."""
    found = []
    for point in points if studies else ():
        on = [any(ref in studies for ref in _rests_on(base, side)) for side in point.sides]
        if point.state != "resolved" and sum(on) > 1:
            found.append((sum(on) / len(on), point))
    return tuple(point for _, point in sorted(found, key=lambda one: -one[0]))


def _rests_on(base: KnowledgeBase, side: Side) -> Iterator[str]:
    """Ids of the sources of a side, and of the statements that carry it."""
    held = (base.statements[name] for name in side.statements if name in base.statements)
    for citation in (*side.sources, *(c for one in held for c in one.sources)):
        yield citation.ref


def _study(base: KnowledgeBase, study: Study, found: str | None = None) -> Fact:
    """A study on a line: how it was done, in whom, and what was better, no different, worse.

    Or what it found of that which was asked for.
    """
    source = base.sources[study.id]
    done = [design(study), f"n {how_many(study)}", short(study, "dose")]
    told = ", ".join(one for one in done if "not seen" not in one)
    says = f"{told}: {by_direction(base, study)}" if found is None else f"{found} ({told})"
    rank = Rank.CAUTIONED if place(study) <= GATHERED else Rank.TOLD
    return Fact(
        source.short or source.name,
        cut(says, _LONG),
        sources=(study.id,),
        rank=rank,
        ids=(study.id,),
    )
