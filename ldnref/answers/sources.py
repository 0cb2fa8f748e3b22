"""The sources: all of them, or one with every statement that rests on it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import groupby

from ldnref.answers import ages, sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section, with_sources
from ldnref.answers.named.normalise import normalise
from ldnref.answers.patterns import pattern
from ldnref.answers.short_names import meant
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.vocabulary import SOURCE_KINDS

#: A mark of an answer, which is no name: its numbers are another answer's too.
_MARK = pattern(r"\s*\[?\d{1,3}\]?\s*")


def every(base: KnowledgeBase, day: date, *, stale: bool = False) -> Answer:
    """All sources by kind: year, how much of each was seen, and how long ago it was read.

    With `stale`, those only that were last read twelve months or more before `day`, or never.
    """
    ordered = sorted(base.sources.values(), key=lambda s: (SOURCE_KINDS.index(s.kind), s.id))
    listed = [source for source in ordered if not stale or ages.mark(source, day)]
    sections = [
        Section(
            kind_of(kind).capitalize(),
            lines=tuple(Line(s.id, _in_a_list(s, day)) for s in sources),
        )
        for kind, sources in groupby(listed, key=lambda s: s.kind)
    ]
    if not listed:
        none = sentences.ALL_READ.format(count=len(ordered), months=ages.OLD, day=day)
        sections = [Section("None", lines=(Line("", none),))]
    return Answer(
        kind="sources",
        title=sentences.STALE_SOURCES.format(count=len(listed), months=ages.OLD, day=day)
        if stale
        else sentences.ALL_SOURCES.format(count=len(ordered), day=day),
        about=base.about,
        sections=tuple(sections),
        asked={"stale": stale, "as_of": day.isoformat()},
        subjects=tuple(source.id for source in listed),
        sources=tuple(listed),
        next=base.about.next["sources"],
        everything=f"sources{' --stale' if stale else ''} --all",
        own=ages.shown(listed, day),
    )


def kind_of(kind: str) -> str:
    """A kind of source, in words that a reader knows."""
    return sentences.SOURCE_KINDS.get(kind, kind.replace("-", " "))


def _in_a_list(source: Source, day: date) -> str:
    parts = (source.name, source.year or "no year", how_seen(source), ages.age(source, day))
    return " · ".join(part for part in parts if part)


def one(base: KnowledgeBase, wanted: str, day: date) -> Answer:
    """One source, by id or name, and every statement that rests on it; those that a name may mean.

    Raises NotHeldError when there is no such source.
    """
    found = going_by(base, wanted)
    if len(found) > 1:
        return among(base, wanted, [base.sources[name] for name in found], day)
    source = named(base, wanted)
    lines = [
        Line("What", kind_of(source.kind)),
        Line("Title", source.title),
        Line("Authors", "; ".join(source.authors)),
        Line("Published", published(source)),
        Line("Where", where(source)),
        Line(
            "Seen", " · ".join(part for part in (how_seen(source), ages.age(source, day)) if part)
        ),
        Line("Note", source.note or ""),
    ]
    resting = (
        Section(
            sentences.RESTS_ON_IT.format(topic=topic.title),
            tuple(s for s in topic.statements if source.id in (c.ref for c in s.sources)),
        )
        for topic in base.topics.values()
    )
    return with_sources(
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
            subjects=(source.id,),
            next=base.about.next["source"],
            everything=f"sources {source.id} --all",
        ),
    )


def among(base: KnowledgeBase, wanted: str, found: Iterable[Source], day: date) -> Answer:
    """The sources that one name may mean, to choose from."""
    listed = tuple(found)
    lines = tuple(Line("", " · ".join((one.id, one.name, one.year or "no year"))) for one in listed)
    return Answer(
        kind="sources",
        title=sentences.SEVERAL_SOURCES.format(count=len(listed), name=wanted.strip()),
        about=base.about,
        sections=(Section("They are", lines=lines),),
        asked={"words": wanted},
        subjects=tuple(source.id for source in listed),
        sources=listed,
        next=tuple(f"sources {source.id}" for source in listed[:3]),
        own=ages.shown(listed, day),
    )


#: A number that finds a source has so many digits at the least.
_NUMBER = 5


def going_by(base: KnowledgeBase, wanted: str) -> tuple[str, ...]:
    """Ids of the sources that go by a name: as it is held, or as a card's foot prints it."""
    known = {one.id: known_as(one, wanted) for one in base.sources.values()}
    return meant(wanted, known) or meant(wanted.rpartition(",")[0], known)


def known_as(source: Source, typed: str) -> tuple[str, ...]:
    """Its names; where a number was typed those that find it, with and without what they are."""
    if not _is_number(typed):
        return source.name, source.short or source.name
    told = numbers(source).split(" \u00b7 ")
    bare = (source.doi, source.pmid)
    return (source.name, source.short or source.name, *filter(None, (*told, *bare)))


@lru_cache(maxsize=1)  # asked of every source, and a line may be long
def _is_number(typed: str) -> bool:
    return sum(map(str.isdecimal, typed)) >= _NUMBER


def begins(base: KnowledgeBase, name: str, text: str) -> bool:
    """Whether a source goes by a name that begins with the words, not one that only holds them."""
    source = base.sources[name]
    typed = normalise(text).split()
    known = (normalise(one).split() for one in (name, *known_as(source, text)))
    return any(words[: len(typed)] == typed for words in known)


def named(base: KnowledgeBase, wanted: str, command: str = "sources") -> Source:
    """The source of this id or name; raises NotHeldError for `command` when it is not one."""
    if _MARK.fullmatch(wanted):
        mark = wanted.strip(" []")
        says = sentences.A_MARK.format(mark=mark)
        cure = (sentences.MARK_CURE,)
        raise NotHeldError(command, wanted, (), lists="sources", says=says, cure=cure)
    found = going_by(base, wanted)
    if len(found) == 1:
        return base.sources[found[0]]
    many = sentences.MORE_SOURCES.format(name=wanted.strip()) if found else None
    raise NotHeldError(command, wanted, base.sources, lists="sources", says=many, near=found)


def published(source: Source) -> str:
    """Journal, year, volume and pages, as far as they are known."""
    number = (source.volume or "") + (f"({source.issue})" if source.issue else "")
    if source.pages:
        number += f":{source.pages}"
    return " ".join(part for part in (source.journal, source.year, number) if part)


def where(source: Source) -> str:
    """Where to find it: every identifier that it has."""
    return " · ".join(_identifiers(source))


def numbers(source: Source) -> str:
    """Its DOI and PMID, or its number in a registry, as far as it has any."""
    return " · ".join(one for one in _identifiers(source) if one not in (source.url, source.pmcid))


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
