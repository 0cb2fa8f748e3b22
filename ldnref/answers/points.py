"""The points on which sources differ: all of them, or one with every side."""

from collections.abc import Collection, Container, Iterable, Iterator
from string import ascii_uppercase

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section, with_sources
from ldnref.answers.named.kin import by_any_name, family
from ldnref.answers.search_verdicts import differing, points_on
from ldnref.answers.short_names import meant
from ldnref.answers.stems import stems
from ldnref.answers.wanted import wanted as looked_for
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement
from ldnref.knowledge.vocabulary import SEVERITIES, STATES


def every(base: KnowledgeBase, wanted: str = "", among: Collection[str] = ()) -> Answer:
    """All points, or those `among` them that a name may mean; the open ones first."""
    held = [point for point in base.disagreements if not among or point.id in among]
    points = sorted(held, key=lambda point: STATES.index(point.state))
    sections = (
        Section(
            f"{point.id} ({point.state}): {point.point}",
            lines=(*(Line("", side.says) for side in point.sides), *_settled(point)),
        )
        for point in points
    )
    return with_sources(
        base,
        Answer(
            kind="disagreements",
            tells=frozenset({"disagreements"}),
            title=sentences.POINTS.format(count=len(points)) + (wanted and f": {wanted}"),
            about=base.about,
            asked={"words": wanted} if wanted else {},
            sections=tuple(sections),
            disagreements=tuple(points),
            next=base.about.next["disagreements"],
            everything=f"disagreements {wanted} --all" if wanted else "disagreements --all",
        ),
    )


def _settled(point: Disagreement) -> Iterator[Line]:
    """In a sentence, what has become of a point that is open no more."""
    if point.state != "open":
        sentence, stop, _ = point.because.partition(". ")
        yield Line("", f"→ {sentence}{'.' * bool(stop)}")


def one(base: KnowledgeBase, wanted: str) -> Answer:
    """One point: what has become of it, what the literature says, and who says what.

    Of a name that more than one goes by, all of them. Raises NotHeldError when there is none.
    """
    known = {point.id: point for point in base.disagreements}
    wants = list(looked_for(base, wanted))
    found = (
        meant(wanted, dict.fromkeys(known, ()))
        or _by_id(known, wanted)
        or _on_names(base, wanted)
        or ([] if _barring(base, wanted) else _speaking_of(known.values(), wanted))
        or [one.id for one in differing(base, wants)]
        or ([] if _barring(base, wanted) else points_on(base, wants))
    )
    if not found and (named := by_any_name(base, wanted)) is not None:
        says = sentences.NO_POINT.format(typed=wanted)
        cure = (sentences.HELD_ON.format(typed=named.id),)
        raise NotHeldError("disagreements", wanted, (), says=says, cure=cure)
    if not found:
        raise NotHeldError("disagreements", wanted, known)
    if len(found) > 1:
        return every(base, wanted, found)
    point = known[found[0]]
    held = base.statements
    sides = [
        Section(
            f"{letter}: {side.says}",
            tuple(held[name] for name in side.statements),
            tuple(Line("Source", c.at, (c.ref,)) for c in side.sources),
        )
        for letter, side in zip(ascii_uppercase, point.sides, strict=False)
    ]
    verdict = Section(sentences.BECAME, lines=(Line(point.state, point.because),))
    refs = tuple(dict.fromkeys(citation.ref for citation in point.literature.sources))
    places = "; ".join(dict.fromkeys(citation.at for citation in point.literature.sources))
    literature = Section(
        sentences.LITERATURE,
        lines=(Line("", point.literature.says, refs, places),),
    )
    return with_sources(
        base,
        Answer(
            kind="disagreements",
            tells=frozenset({"disagreements"}),
            title=point.point,
            about=base.about,
            sections=(verdict, literature, *sides),
            asked={"disagreement": point.id},
            disagreements=(point,),
            next=base.about.next["disagreement"],
            everything=f"disagreements {point.id} --all",
        ),
    )


def _by_id(known: Iterable[str], wanted: str) -> tuple[str, ...]:
    """Ids of which the words, of whatever form, are a part."""
    sought = set(stems(wanted))
    return tuple(one for one in known if sought and sought <= set(stems(one)))


def _on_names(base: KnowledgeBase, wanted: str) -> tuple[str, ...]:
    """Ids of the points about what the words are a name of, else of those with a word on it."""
    named = by_any_name(base, wanted)
    if named is None:
        return ()
    own, kin = {named.id}, family(base.names, named.id)
    held, medicine = base.statements, named.kind != "condition"

    def applied(point: Disagreement, ids: Container[str]) -> set[str]:
        names = (name for side in point.sides for name in side.statements if name in held)
        every = [held[name].applies.names for name in names]
        # A statement on a condition and on something else may stand in a point for the other.
        return {one for names in every if medicine or all(n in ids for n in names) for one in names}

    points = base.disagreements
    for ids in (own, kin):
        about = [one.id for one in points if ids.intersection(one.about)]
        if about or (about := [one.id for one in points if ids & applied(one, ids)]):
            return tuple(about)
    return ()


def _barring(base: KnowledgeBase, wanted: str) -> bool:
    """Whether it is a condition that may rule LDN out: a point that names it is not about it."""
    named = by_any_name(base, wanted)
    return named is not None and any(
        s.severity in SEVERITIES[:2] and named.id in s.applies.conditions
        for s in base.statements.values()
    )


def _speaking_of(points: Iterable[Disagreement], wanted: str) -> tuple[str, ...]:
    """Ids of the points that have each of the words, of whatever form."""
    sought = set(stems(wanted))
    told = {one.id: f"{one.id} {one.point} {' '.join(s.says for s in one.sides)}" for one in points}
    return tuple(name for name, text in told.items() if sought and sought <= {*stems(text)})
