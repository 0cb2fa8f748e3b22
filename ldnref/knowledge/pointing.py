"""Whatever points: statements, citations, and what is named and not held. Makes no rule."""

from collections.abc import Callable, Collection, Iterable, Iterator

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Citation, Problem, Where
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.model_studies import Figure, Outcome

#: How alike two names are of which one may be a slip of the other.
_ALIKE = 0.8

Rule = Callable[[KnowledgeBase], Iterable[Problem]]


def problem(where: Where, message: str) -> Problem:
    """A problem at the place of what it is about."""
    return Problem(where.file, where.line, where.column, message)


def missing(
    where: Where,
    names: Iterable[str],
    held: Iterable[str],
    what: str,
    like: Iterable[str] = (),
) -> Iterator[Problem]:
    """A problem for each of the names that is not held, with the one of `like` that it is like."""
    for name in names:
        if name not in held:
            yield problem(where, f"{name!r} {what}{meant(name, like)}")


def unknown(
    where: Where, names: Iterable[str], held: Collection[str], kind: str
) -> Iterator[Problem]:
    """The same, of names that are nothing at all: one that is held was meant, it seems."""
    return missing(where, names, held, f"is no {kind}", held)


def meant(name: str, held: Iterable[str]) -> str:
    """The name that is most like one that is not held; empty where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near = get_close_matches(name, [*held], 1, _ALIKE)
    return f"; did you mean {near[0]!r}?" if near else ""


def every_statement(base: KnowledgeBase) -> Iterator[tuple[str, Statement]]:
    """Every statement with the name of its topic, withdrawn ones too."""
    for topic in base.topics.values():
        for statement in (*topic.statements, *topic.withdrawn):
            yield topic.name, statement


def every_citation(base: KnowledgeBase) -> Iterator[Citation | Figure | Outcome]:
    """Everything that names a source."""
    for _, statement in every_statement(base):
        yield from statement.sources
    for point in base.disagreements:
        for side in (*point.sides, point.literature):
            yield from side.sources
    for study in base.studies.values():
        yield from study.every_figure
    for verdict in base.verdicts:
        yield from verdict.sources
    if base.measures is not None:  # they are read where names are read on a list
        for measure in base.measures.measures:
            yield from measure.sources
        for amount in base.measures.amounts:
            yield from amount.sources


def lost(base: KnowledgeBase, names: Iterable[str]) -> list[str]:
    """Those that are no statement, less those that stand in topics that were not opened."""
    held = base.statements
    gone = [name for name in names if name not in held]
    elsewhere = tuple(f"{e.name}-" for e in base.about.topics if e.name not in base.topics)
    return [name for name in gone if not name.startswith(elsewhere)]
