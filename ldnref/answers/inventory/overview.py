"""What this reference is, what can be asked of it, and how current it is."""

from collections.abc import Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section, with_sources
from ldnref.knowledge.model import KnowledgeBase, TopicEntry
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES
from ldnref.tuples import NamedTuple


class OverviewResult(NamedTuple):
    """What can be asked and how much is held, as data: the keys of JSON are these fields."""

    topics: tuple[TopicEntry, ...]
    statements: int
    sources_held: int


def overview(base: KnowledgeBase) -> Answer:
    """The first screen: topics with their commands, and the state of the knowledge."""
    about = base.about
    held = f"{len(base.statements)} statements, {len(base.sources)} sources"
    sections = (
        Section(sentences.WHAT_IT_IS, lines=(Line("", about.what),)),
        Section("Ask", lines=tuple(Line(f"ldnref {t.name}", t.says) for t in about.topics)),
        Section(sentences.FIRST_OF_ALL, tuple(_first(base))),
        Section(
            "How current",
            lines=(
                Line(
                    "Knowledge",
                    sentences.VERSION.format(version=about.version, date=about.date, held=held),
                ),
            ),
        ),
    )
    own = OverviewResult(about.topics, len(base.statements), len(base.sources))
    return with_sources(
        base, Answer("overview", "ldnref", about, sections, next=about.next["overview"], own=own)
    )


def _first(base: KnowledgeBase) -> Iterator[Statement]:
    """What nobody may miss: the first contraindication that is held, and the usual dose."""
    told = [s for s in base.statements.values() if s.brief]
    yield from [s for s in told if s.severity == SEVERITIES[0]][:1]
    usual = {topic.usual for topic in base.topics.values()}
    yield from (s for s in told if s.id in usual)
