"""What is known of LDN beside a medicine or a condition: by severity, or by name."""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers.answer import (
    Answer,
    NotRecognised,
    Resolved,
    Section,
    complete,
    without_details,
)
from ldnref.answers.names import family, resolve
from ldnref.knowledge.model import SEVERITIES, KnowledgeBase, Statement

#: The topics whose statements say to what they apply.
TOPICS = ("interactions", "cautions", "dosing")


def overview(base: KnowledgeBase) -> Answer:
    """The headline of every section of the two topics on what to watch for, worst first."""
    headlines = [
        group.statements[0]
        for name in ("interactions", "cautions")
        for group in base.topics[name].groups
        if _names(group.statements[0])
    ]
    topic = base.topics["interactions"]
    return complete(
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
                )
                for severity in SEVERITIES
            ),
            next=topic.next,
        ),
    )


def about(base: KnowledgeBase, typed: Sequence[str], *, details: bool = False) -> Answer:
    """What applies to the names typed, in the order of the topics.

    A name that is not recognised stands in `not_recognised`; the others are still answered.
    """
    looked_up = [resolve(base.names, word) for word in typed]
    found = [one for one in looked_up if isinstance(one, Resolved)]
    wanted = frozenset[str]().union(*(family(base.names, one.named.id) for one in found))
    sections = tuple(_applying(base, wanted))
    shown = {statement.id for section in sections for statement in section.statements}
    nothing = [one.named.id for one in found if not _held(base, one, shown)]
    whole = Answer(
        kind="interactions",
        title="LDN and " + ", ".join(one.named.name for one in found),
        about=base.about,
        sections=sections,
        asked={"names": list(typed)},
        next=base.topics["interactions"].next,
        resolved=tuple(found),
        not_recognised=tuple(one for one in looked_up if isinstance(one, NotRecognised)),
        complete=details,
        own={"nothing_held": nothing},
    )
    again = " ".join(["interactions", *(one.named.id for one in found), "--all"])
    return complete(base, whole if details else without_details(whole, again))


def _held(base: KnowledgeBase, one: Resolved, shown: Iterable[str]) -> bool:
    ids = family(base.names, one.named.id)
    return any(ids & set(_names(base.statements[name])) for name in shown)


def _names(statement: Statement) -> tuple[str, ...]:
    return (*statement.applies.medicines, *statement.applies.conditions)


def _applying(base: KnowledgeBase, wanted: frozenset[str]) -> Iterator[Section]:
    """The statements that apply to any of the ids, under the headings of their topics."""
    for name in TOPICS:
        for group in base.topics[name].groups:
            statements = tuple(s for s in group.statements if wanted.intersection(_names(s)))
            yield Section(group.title, statements)
