"""The cards of the evidence: a verdict and the firmest studies; one study."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import (
    ACTED,
    AVOIDED,
    CAUTIONED,
    KEPT,
    NOTED,
    TOLD,
    Card,
    Fact,
    clause,
    cut,
)
from ldnref.answers.cards.words import part_with
from ldnref.answers.evidence import verdicts
from ldnref.answers.evidence.cells import by_direction
from ldnref.answers.evidence.figures import (
    capital,
    compared,
    design,
    found_by,
    grouped,
    how_many,
    sentence,
    short,
)
from ldnref.answers.evidence.measured import told_of
from ldnref.answers.evidence.order import BESIDE, GATHERED, firmest, place
from ldnref.answers.search_verdicts import speaks_of
from ldnref.answers.stems import stems
from ldnref.answers.wanted import wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement, Side
from ldnref.knowledge.model_studies import EvidenceVerdict, Study
from ldnref.knowledge.vocabulary import ANY, CERTAINTIES

#: A line of a study is cut here: the whole stands under --all.
_LONG = 106

_SENTENCES = 2

#: Each line of the evidence rests on a source of its own: the foot has room to name them all.
_FOOT = 6


def evidence(base: KnowledgeBase, answer: Answer) -> Card:
    """What the evidence amounts to: a line a condition; of one, its verdict and its studies.

    The firmest study comes first; what only touches the condition is counted.
    """
    asked = set(answer.asked) - {"topic"}
    held = [base.studies[name] for name in _ids(answer)]
    firm = [study for study in held if place(study) < BESIDE]
    told = verdicts_of(base, answer)
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
            amounts(base, one, sought)._replace(rank=KEPT if first else ACTED)
            for one in told
            if (one.condition == leads) is first
        ]
        facts += [
            _study(base, study, told_of(base, study, typed))._replace(
                rank=(AVOIDED if first else TOLD) + number / len(held)
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
    listed = answer.own.get("studies", ())
    return [str(one["id"]) for one in listed] if isinstance(listed, list) else []


def verdicts_of(base: KnowledgeBase, answer: Answer) -> list[EvidenceVerdict]:
    """The verdicts that an answer tells, in its order."""
    listed = answer.own.get("verdicts", ())
    where = {(one.condition, one.about): one for one in base.verdicts}
    keys = ((one["condition"], one["about"]) for one in listed) if isinstance(listed, list) else ()
    return [where[key] for key in keys]


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
            rank = TOLD if one.certainty == CERTAINTIES[-1] and not one.action else AVOIDED
            told_as = _verdict(one, "", f"{head}: {sure} — {one.brief}", rank)
            # The first source that it rests on: the others stand under the condition.
            yield told_as._replace(sources=told_as.sources[: 2 if one.action else 1])
            seen = True


def _of_one(told: list[EvidenceVerdict]) -> Iterator[Fact]:
    """The first whole, the others of the condition in short."""
    for one in told:
        sure = verdicts.sure(one).upper()
        says = f"{sure} certainty: {one.says}" if one is told[0] else f"{sure}: {one.brief}"
        yield _verdict(one, capital(one.about), says, AVOIDED)
    if len(told) == 1:
        yield Fact("Why so", told[0].because, rank=ACTED)


def around(base: KnowledgeBase, one: EvidenceVerdict) -> Fact:
    """A verdict on what the condition lies in, or holds, or on any."""
    says = f"{verdicts.sure(one)}: {one.brief}"
    return _verdict(one, verdicts.name(base, one), says, NOTED)


def amounts(base: KnowledgeBase, one: EvidenceVerdict, sought: AbstractSet[str]) -> Fact:
    """A verdict by itself, among other things: what of the condition, and how sure.

    In short, or, where that has none of the words that are sought, the part that has one.
    """
    of = "" if one.condition == ANY else f"{one.about}, "
    short = sought.intersection(stems(f"{verdicts.name(base, one)} {one.about} {one.brief}"))
    told = one.brief if short else part_with(one.says, sought, _LONG) or one.brief
    says = f"{of}{verdicts.sure(one)} certainty: {told}"
    return _verdict(one, verdicts.name(base, one), says, AVOIDED)


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
    rank = CAUTIONED if place(study) <= GATHERED else TOLD
    return Fact(
        source.short or source.name,
        cut(says, _LONG),
        sources=(study.id,),
        rank=rank,
        ids=(study.id,),
    )


def study(base: KnowledgeBase, answer: Answer) -> Card:
    """One study: design, people, dose, what was found and against what, harms, limits."""
    one = base.studies[str(answer.asked["study"])]
    facts = [Fact("Design", f"{design(one)}; n {how_many(one)}", rank=AVOIDED)]
    facts += _told(one, "Who", "population", AVOIDED)
    facts += _told(one, "Dose", "dose", KEPT)
    facts += _told(one, "Time", "duration", ACTED)
    facts += _found(base, one)
    facts += _told(one, "Harms", "adverse-events", KEPT)
    facts += _told(one, "Mind", "limitations", ACTED)
    source = base.sources[one.id]
    seen = f"{source.seen.replace('-', ' ')}, {source.journal or source.kind} {source.year or ''}"
    facts.append(
        Fact(
            "Seen",
            "; ".join(part for part in (seen.strip(), found_by(one, source)) if part),
            rank=TOLD,
        )
    )
    return Card(
        title=f"{answer.title} ({one.id})",
        facts=tuple(facts),
        points=answer.disagreements,
        everything=answer.everything or "",
        also=(f"sources {one.id}", f"cite {one.id}"),
    )


def _told(study: Study, label: str, key: str, rank: int) -> Iterator[Fact]:
    """A fact of a study, its figures one after the other."""
    figures = study.facts.get(key, ())
    if figures:
        says = "; ".join(figure.says for figure in figures)
        refs = tuple(dict.fromkeys(f.ref for f in figures if f.ref != study.id))
        yield Fact(label, cut(says, 2 * _LONG), sources=refs, rank=rank)


def _found(base: KnowledgeBase, study: Study) -> Iterator[Fact]:
    """The main outcomes by what they were: worse first, so that no gain hides a harm."""
    names = {domain.id: domain.name for domain in base.domains}
    if not study.outcomes:
        for figure in study.finding[:_SENTENCES]:
            yield Fact("Says", cut(figure.says, 2 * _LONG), sources=(figure.ref,), rank=KEPT + 1)
    for together in grouped(study.outcomes, lambda one: (one.direction, one.against)):
        main = [one for one in together if one.main] or together[:1]
        # The label says how it compared.
        text = sentence(main[0]).rstrip(".").removesuffix(compared(main[0])).rstrip(";: ")
        own = main[0].ref == study.id
        more = [
            f"{names[o.domain]} {o.effect}" if o.main and o.effect else names[o.domain]
            for o in together
            if o is not main[0] and (o.ref == study.id) == own
        ]
        also = f"; also {', '.join(dict.fromkeys(more))}" if more else ""
        # A main result that it tells itself does not read as second-hand.
        told = [names[o.domain] for o in together if (o.ref == study.id) != own]
        told = [name for name in dict.fromkeys(told) if name not in more]
        by = "others' account" if own else "its own account"
        also += f"; by {by} {', '.join(told)}" if told else ""
        refs = tuple(dict.fromkeys(one.ref for one in together if one.ref != study.id))
        rank = KEPT if any(one.main for one in together) else AVOIDED
        label = compared(main[0]).capitalize()
        yield Fact(label, cut(text + also, 2 * _LONG), sources=refs, rank=rank)
