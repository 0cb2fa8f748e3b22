"""The points on which sources differ: all of them, or one with every side."""

from collections.abc import Iterator
from string import ascii_uppercase

from ldnref.answers.answer import Answer, Line, NotHeldError, Section, complete
from ldnref.knowledge.model import STATES, Disagreement, KnowledgeBase


def every(base: KnowledgeBase) -> Answer:
    """All points, the open ones first, with a line for each side."""
    points = sorted(base.disagreements, key=lambda point: STATES.index(point.state))
    sections = (
        Section(
            f"{point.id} ({point.state}): {point.point}",
            lines=(*(Line("", side.says) for side in point.sides), *_settled(point)),
        )
        for point in points
    )
    return complete(
        base,
        Answer(
            kind="disagreements",
            title=f"The {len(points)} points on which sources differ",
            about=base.about,
            sections=tuple(sections),
            disagreements=tuple(points),
            next=base.about.next["disagreements"],
        ),
    )


def _settled(point: Disagreement) -> Iterator[Line]:
    """In a sentence, what has become of a point that is open no more."""
    if point.state != "open":
        sentence, stop, _ = point.because.partition(". ")
        yield Line("", f"→ {sentence}{'.' * bool(stop)}")


def one(base: KnowledgeBase, wanted: str) -> Answer:
    """One point: what has become of it, what the literature says, and who says what.

    Raises NotHeldError when there is no such point.
    """
    known = {point.id: point for point in base.disagreements}
    point = known.get(wanted.strip().casefold())
    if point is None:
        raise NotHeldError("disagreements", wanted, known)
    held = base.statements
    sides = [
        Section(
            f"{letter}: {side.says}",
            tuple(held[name] for name in side.statements),
            tuple(Line("Source", c.at, (c.ref,)) for c in side.sources),
        )
        for letter, side in zip(ascii_uppercase, point.sides, strict=False)
    ]
    verdict = Section("What has become of it", lines=(Line(point.state, point.because),))
    refs = tuple(dict.fromkeys(citation.ref for citation in point.literature.sources))
    places = "; ".join(dict.fromkeys(citation.at for citation in point.literature.sources))
    literature = Section(
        "What the primary literature says",
        lines=(Line("", point.literature.says, refs, places),),
    )
    return complete(
        base,
        Answer(
            kind="disagreements",
            title=point.point,
            about=base.about,
            sections=(verdict, literature, *sides),
            asked={"disagreement": point.id},
            disagreements=(point,),
            next=base.about.next["disagreement"],
        ),
    )
