"""Which points of those on which sources differ rest on what is shown. Tells none of them."""

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement


def touching(
    base: KnowledgeBase, studies: set[str], statements: frozenset[str] = frozenset()
) -> tuple[Disagreement, ...]:
    """The points that rest on any of these studies, or on any of these statements."""
    held = base.statements

    def names_of(point: Disagreement) -> set[str]:
        return {name for side in point.sides for name in side.statements}

    def refs_of(point: Disagreement) -> set[str]:
        sides = (*point.sides, point.literature)
        refs = {citation.ref for side in sides for citation in side.sources}
        names = (name for name in names_of(point) if name in held)
        return refs.union(c.ref for name in names for c in held[name].sources)

    def rests(point: Disagreement) -> bool:
        return not (studies.isdisjoint(refs_of(point)) and statements.isdisjoint(names_of(point)))

    def width(point: Disagreement) -> int:
        return len(refs_of(point))

    def aside(point: Disagreement) -> bool:
        return statements.isdisjoint(names_of(point))

    found = [point for point in base.disagreements if rests(point)]
    # What is about few sources is about this study most; else what is shown first leads.
    return tuple(sorted(found, key=width if len(studies) == 1 else aside))
