"""How the knowledge changed: what was added, corrected and withdrawn, when, and why."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_upkeep import Change
from ldnref.knowledge.vocabulary import CHANGES
from ldnref.tuples import NamedTuple


class ChangeShown(NamedTuple):
    """A change, and the ids of the statements that it is about."""

    kind: Annotated[str, CHANGES]
    date: Annotated[str, date]
    version: str
    because: str
    statements: Annotated[tuple[str, ...], 1]


class ChangesResult(NamedTuple):
    """How the statements changed, as data: the keys of JSON are these fields."""

    changes: tuple[ChangeShown, ...]


def changes(base: KnowledgeBase, since: date | None = None) -> Answer:
    """Every change since a day, the newest first, below how many there were in each version."""
    found = [one for one in reversed(base.changes) if since is None or one.day >= since]
    versions = list(dict.fromkeys(one.version for one in found))
    day = "" if since is None else f" since {since}"
    counted = [_counted(name, [one for one in found if one.version == name]) for name in versions]
    counted = counted or [Line("", sentences.NOT_CHANGED)]
    return Answer(
        kind="changes",
        title=f"{sentences.CHANGES}{day}",
        about=base.about,
        asked={} if since is None else {"since": since.isoformat()},
        sections=(
            Section("Versions", lines=tuple(counted)),
            *(
                Section(name, lines=tuple(_told(one) for one in found if one.version == name))
                for name in versions
            ),
        ),
        everything="changes --all" if since is None else f"changes --since {since} --all",
        own=ChangesResult(tuple(map(_shown, found))),
    )


def _counted(version: str, made: Sequence[Change]) -> Line:
    """How many statements each kind of change was about; one changed twice counts twice."""
    sums = {kind: sum(len(one.statements) for one in made if one.kind == kind) for kind in CHANGES}
    told = ", ".join(f"{count} {kind}" for kind, count in sums.items() if count)
    return Line(version, f"{made[0].day}: {told}")


def _told(change: Change) -> Line:
    names = ", ".join(one.id for one in change.statements)
    return Line(change.kind, f"{change.day}: {change.because} ({names})")


def _shown(change: Change) -> ChangeShown:
    return ChangeShown(
        kind=change.kind,
        date=change.day.isoformat(),
        version=change.version,
        because=change.because,
        statements=tuple(one.id for one in change.statements),
    )
