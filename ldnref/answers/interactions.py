"""What is known of LDN beside a medicine or a condition: by severity, or by name."""

from collections.abc import Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotRecognised, Resolved, Section, with_sources
from ldnref.answers.checking.judge import TOPICS
from ldnref.answers.named.kin import at_large, family, not_borne, with_wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.part import NOW, REACTION, Part
from ldnref.answers.named.runs import runs
from ldnref.answers.subject import without_subject
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES
from ldnref.tuples import NamedTuple


class InteractionsResult(NamedTuple):
    """Of names that were typed, as data: those on which nothing is held."""

    nothing_held: tuple[str, ...]


def overview(base: KnowledgeBase) -> Answer:
    """The headline of every section of the two topics on what to watch for, worst first.

    Of conditions all that rules LDN out is told, wherever in its section it stands.
    """
    headlines = [
        one
        for name in ("interactions", "cautions")
        for group in base.topics[name].groups
        for one in group.statements
        if (one is group.statements[0] and one.applies.names)
        or (one.severity == SEVERITIES[0] and one.applies.conditions and not one.limit)
    ]
    topic = base.topics["interactions"]
    return with_sources(
        base,
        Answer(
            kind="interactions",
            title=topic.title,
            about=base.about,
            sections=tuple(
                Section(
                    severity.capitalize(),
                    tuple(s for s in headlines if s.severity == severity),
                    headlines=True,
                    severity=severity,
                )
                for severity in SEVERITIES
            ),
            subjects=("interactions",),
            next=topic.next,
            everything="interactions --all",
        ),
    )


def about(base: KnowledgeBase, typed: Sequence[str]) -> Answer:
    """What applies to the names typed, in the order of the topics; words of one name are joined.

    A name that is not recognised stands in `not_recognised`; the others are still answered.
    """
    lexicon = base.made(Lexicon)
    lines = tuple(_lines(lexicon, base, typed))
    parts = [
        (line, _reacted(base, part))
        for line in lines
        for part in read(lexicon, line, base.about.date)
    ]
    found = [Resolved(line, named, _asks(part)) for line, part in parts for named in part.named]
    unknown = [NotRecognised(line, part.text, part.near) for line, part in parts if part.unknown]
    wanted = frozenset[str]().union(*(family(base.names, one.named.id) for one in found))
    held = _applying(base, wanted)
    shown = [statement for section in held for statement in section.statements]
    nothing = [_called(base, one) for one in found if not _about_it(base, one, shown)]
    nothing += [_held(part) for _, part in parts if part.holds is not None]
    known = [part.text for _, part in parts if part.holds is not None]
    again = " ".join(["interactions", *(one.named.id for one in found), *known, "--all"])
    return with_sources(
        base,
        Answer(
            kind="interactions",
            title=f"LDN and {_subject(base, found, typed, lines)}",
            about=base.about,
            sections=(*held, _nothing_held(nothing)),
            asked={"names": list(typed)},
            subjects=("interactions", *with_wider(base.names, (one.named for one in found))),
            next=base.topics["interactions"].next,
            resolved=tuple(found),
            not_recognised=tuple(unknown),
            everything=again,
            own=InteractionsResult(tuple(nothing)),
        ),
    )


def _lines(lexicon: Lexicon, base: KnowledgeBase, typed: Sequence[str]) -> Iterator[str]:
    """The words, less the name of the medicine that all is about; a reaction to it is one line."""
    day, whole = base.about.date, " ".join(typed)
    parts = read(lexicon, whole, day) if len(typed) > 1 else ()
    if len(parts) == 1 and parts[0].named and parts[0].standing == REACTION:
        yield whole
    else:
        yield from runs(lexicon, without_subject(base, typed), day)


def _reacted(base: KnowledgeBase, part: Part) -> Part:
    """A part; of a reaction to a medicine the condition that it is, where one is held."""
    found = not_borne(base.names, part.named, reacted=True) if part.standing == REACTION else ()
    return part._replace(named=found, standing=NOW, asks=None) if found else part


def _asks(part: Part) -> str | None:
    """Why a part is a question here: its name, or how its line speaks of it."""
    why = part.asks if part.standing == NOW else part.asks or sentences.STANDINGS[part.standing]
    if why is None or part.harmless is None:
        return why
    return sentences.OR_ELSE.format(why=why, harmless=part.harmless)


def _about_it(base: KnowledgeBase, one: Resolved, shown: list[Statement]) -> list[Statement]:
    ids = family(base.names, one.named.id)
    return [statement for statement in shown if ids.intersection(statement.applies.names)]


def _subject(
    base: KnowledgeBase, found: Sequence[Resolved], typed: Sequence[str], lines: Sequence[str]
) -> str:
    """What a card is about: the names that are held, or the words that were typed."""
    if all(at_large(base, one.named) for one in found):
        return " ".join(typed) if found else ", ".join(lines)
    return ", ".join(dict.fromkeys(_called(base, one) for one in found))


def _called(base: KnowledgeBase, one: Resolved) -> str:
    """What something is called in a title: what was typed, where its entry stands for the rest."""
    return one.input if at_large(base, one.named) else one.named.name


def _held(part: Part) -> str:
    """What was typed, beside the medicine that it is."""
    return part.text if part.holds in ("", part.text) else f"{part.text} ({part.holds})"


def _nothing_held(nothing: list[str]) -> Section:
    words = sentences.KNOWN_BY_NAME
    return Section("Nothing held", lines=tuple(Line(name, words) for name in nothing))


def _applying(base: KnowledgeBase, wanted: frozenset[str]) -> list[Section]:
    """What applies to any of the ids, under its headings; what is about them stands first.

    A section is about what its headline applies to, or what it forbids; in others the ids are
    named in passing.
    """
    about: list[Section] = []
    in_passing: list[Section] = []
    for name in TOPICS:
        for group in base.topics[name].groups:
            statements = tuple(s for s in group.statements if wanted.intersection(s.applies.names))
            worst = any(s.severity == SEVERITIES[0] for s in statements)
            found = about if worst or group.statements[0] in statements else in_passing
            found.append(Section(group.title, statements))
    return about + in_passing
