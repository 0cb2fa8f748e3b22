"""The points on which sources differ: all of them, or one with every side."""

from ldnref.answers.answer import Answer, Line, NotHeldError, Section, complete
from ldnref.knowledge.model import STATES, KnowledgeBase


def every(base: KnowledgeBase) -> Answer:
    """All points, the open ones first."""
    sections = (
        Section(
            state.capitalize(),
            lines=tuple(
                Line(point.id, point.point) for point in base.disagreements if point.state == state
            ),
        )
        for state in STATES
    )
    return complete(
        base,
        Answer(
            kind="disagreements",
            title=f"The {len(base.disagreements)} points on which sources differ",
            about=base.about,
            sections=tuple(sections),
            disagreements=base.disagreements,
            next=base.about.next["disagreements"],
        ),
    )


def one(base: KnowledgeBase, wanted: str) -> Answer:
    """One point: who says what, and what has become of it.

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
        for letter, side in zip("ABCDEFGH", point.sides, strict=False)
    ]
    verdict = Section("What has become of it", lines=(Line(point.state, point.because),))
    return complete(
        base,
        Answer(
            kind="disagreements",
            title=point.point,
            about=base.about,
            sections=(*sides, verdict),
            asked={"disagreement": point.id},
            disagreements=(point,),
            next=base.about.next["disagreement"],
        ),
    )
