"""What an entry of a record was read as, and how what was not read is told. Holds no words."""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers.checking.given import (
    ALLERGY,
    CONDITION,
    INTOLERANCE,
    MEASURED,
    MEDICINE,
    PAST,
    PROCEDURE,
    Given,
)
from ldnref.answers.checking.held import Held
from ldnref.answers.named import part as standing
from ldnref.answers.named.codes import Coded
from ldnref.answers.named.part import Part
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_records import RecordWords
from ldnref.tuples import NamedTuple

#: Kinds of entry that are read as medicines.
MEDICINES = (MEDICINE, ALLERGY, INTOLERANCE)

#: How an entry was read.
BY_CODE, BY_NAME, BY_BOTH = "code", "name", "code and name"

#: It says that there is nothing.
ABSENT = "absence"


class Stated(NamedTuple):
    """An entry, and what it is."""

    given: Given
    #: How it is told: its name, or its code with the name that it has there.
    label: str
    parts: tuple[Part, ...]
    #: By what it was read; None: it was not, or nothing is held on it.
    by: str | None = None

    @property
    def nothing_known(self) -> bool:
        """Whether something of it was not read, and nothing was."""
        return any(one.unknown for one in self.parts) and not any(
            one.recognised for one in self.parts
        )


def placed(given: Given, label: str, part: Part) -> Part:
    """What is not recognised, with the path where it stands."""
    return part._replace(text=f"{label} ({given.path})")


def unread_once(given: Given, label: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, those that are not recognised as one: the whole name, or words of it."""
    unread = [part for part in parts if part.unknown]
    if not unread:
        return tuple(parts)
    words = ", ".join(dict.fromkeys(part.text for part in unread))
    whole = len(unread) == len(parts)
    one = unread[0]._replace(text=words, near=tuple(n for part in unread for n in part.near))
    told = placed(given, label if whole else f"{words} in {label}", one)
    return (*(part for part in parts if not part.unknown), told)


def best(lines: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    """The reading that is whole; or that names something; or the first."""
    whole = (line for line in lines if line and all(part.recognised for part in line))
    naming = (line for line in lines if any(part.named for part in line))
    return next(whole, None) or next(naming, None) or (lines[0] if lines else ())


def either(lines: Sequence[tuple[Part, ...]]) -> Iterator[Part]:
    """What some figures stand for, one of which it is: what not all of them say is asked about."""
    ids = [{one.id for part in line for one in part.named} for line in lines]
    told: set[str] = set()
    for part in (part for line in lines for part in line):
        own = {one.id for one in part.named}
        if own and own <= told:
            continue
        told |= own
        sure = all(own <= other for other in ids)
        yield part if sure else part._replace(standing=standing.DOUBT)


def meant_by(found: Iterable[Coded]) -> tuple[Named, ...]:
    """All that some codes stand for, once."""
    return tuple(dict.fromkeys(named for one in found for named in one.named))


def narrowest(held: Held, named: Sequence[Named]) -> list[Named]:
    """Those that no other one is a narrower form of."""
    names = held.base.names
    above = {up for one in named for up in names[one.id].within}
    return [one for one in named if one.id not in above]


def faded(words: RecordWords, given: Given, part: Part) -> bool:
    """Whether what passes was written down so long ago that it has to be asked how it is now.

    Some conditions pass by themselves; a figure that was measured may be another one now.
    """
    passing = bool(part.named) and all(one.course == "passing" for one in part.named)
    lasting = any(one.course == "lasting" for one in part.named)
    long, written = words.fades, given.written
    old = long is not None and written is not None and written > long
    if given.kind == MEASURED:
        return old and bool(part.named) and not lasting
    return given.kind in (CONDITION, PROCEDURE) and passing and old


def over(words: RecordWords, given: Given, part: Part) -> bool:
    """Whether what a part of a name says is past: nothing that lasts is."""
    lasting = any(one.course == "lasting" for one in part.named)
    return (given.status == PAST and not lasting) or faded(words, given, part)
