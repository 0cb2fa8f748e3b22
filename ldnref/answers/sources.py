"""The sources: all of them, or one with every statement that rests on it."""

from itertools import groupby

from ldnref.answers.answer import Answer, Line, NotHeldError, Section, complete
from ldnref.answers.names import normalise
from ldnref.knowledge.model import KINDS, KnowledgeBase, Source


def every(base: KnowledgeBase) -> Answer:
    """All sources by kind, with how much of each was seen and when it was last read."""
    ordered = sorted(base.sources.values(), key=lambda s: (KINDS.index(s.kind), s.id))
    sections = (
        Section(
            kind.replace("-", " ").capitalize(),
            lines=tuple(Line(s.id, f"{s.name} · {how_seen(s)}") for s in sources),
        )
        for kind, sources in groupby(ordered, key=lambda s: s.kind)
    )
    return Answer(
        kind="sources",
        title=f"The {len(ordered)} sources of this reference",
        about=base.about,
        sections=tuple(sections),
        sources=tuple(ordered),
        next=base.about.next["sources"],
    )


def one(base: KnowledgeBase, wanted: str) -> Answer:
    """One source, by id or name, and every statement that rests on it.

    Raises NotHeldError when there is no such source.
    """
    known = {normalise(name): s for s in base.sources.values() for name in (s.name, s.id)}
    source = known.get(normalise(wanted))
    if source is None:
        raise NotHeldError("sources", wanted, base.sources)
    lines = [
        Line("What", source.kind.replace("-", " ")),
        Line("Title", source.title),
        Line("Authors", "; ".join(source.authors)),
        Line("Published", published(source)),
        Line("Where", where(source)),
        Line("Seen", how_seen(source)),
        Line("Note", source.note or ""),
    ]
    resting = (
        Section(
            f"What rests on it: {topic.title}",
            tuple(s for s in topic.statements if source.id in (c.ref for c in s.sources)),
        )
        for topic in base.topics.values()
    )
    return complete(
        base,
        Answer(
            kind="sources",
            title=source.name,
            about=base.about,
            sections=(
                Section("The source", lines=tuple(line for line in lines if line.text)),
                *resting,
            ),
            asked={"source": source.id},
            next=base.about.next["source"],
        ),
    )


def published(source: Source) -> str:
    """Journal, year, volume and pages, as far as they are known."""
    number = (source.volume or "") + (f"({source.issue})" if source.issue else "")
    if source.pages:
        number += f":{source.pages}"
    return " ".join(part for part in (source.journal, source.year, number) if part)


def where(source: Source) -> str:
    """Where to find it: every identifier that it has."""
    return " · ".join(_identifiers(source))


def findable(source: Source) -> str:
    """The one number that finds it, where it has any; an address is too long for a list."""
    return next((known for known in _identifiers(source) if known != source.url), "")


def _identifiers(source: Source) -> list[str]:
    known = (
        ("doi:", source.doi),
        ("PMID ", source.pmid),
        ("", source.pmcid),
        ("", source.registry),
        ("", source.url),
    )
    return [prefix + value for prefix, value in known if value]


def how_seen(source: Source) -> str:
    """How much of it was seen, and when."""
    seen = source.seen.replace("-", " ")
    return seen if source.read is None else f"{seen}, read {source.read}"
