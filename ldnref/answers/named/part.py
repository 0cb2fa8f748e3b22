"""One thing in a line: what it is, how it stands there, or what is to be asked about it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from ldnref.knowledge.model_names import Ambiguous, Named
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class _Placed(Protocol):
        """A word, a piece or a segment."""

        @property
        def clause(self) -> int: ...

        @property
        def entry(self) -> int: ...


_Thing = TypeVar("_Thing", bound="_Placed")

#: How a thing stands in its line: it is so now; it is over; it is denied; denied for some time
#: (`opioid-free for 2 years`); it was not tolerated …
NOW, PAST, DENIED, FREE = "now", "past", "denied", "free"
REACTION, INTOLERANCE, DOUBT, OTHERS = "reaction", "intolerance", "doubt", "others"

#: Roles of words that say how it is at present.
PRESENT = ("current", "since-then")

#: Roles that clear what stands beside them; by a vaccine no medicine is cleared.
CLEARS = ("cleared", "immunised")


class Unsettled(NamedTuple):
    """A name that is not one thing only: what it may be, and how that is settled."""

    may_be: tuple[Named, ...]
    says: str
    #: An everyday name, or one that nobody has verified: never more than a question.
    doubtful: bool = False
    ambiguous: Ambiguous | None = None


class Part(NamedTuple):
    """One thing in a line: what it is, or what is to be asked about it."""

    text: str
    #: Everything that it is, or may be.
    named: tuple[Named, ...] = ()
    #: Why its name or its figure is a question and no finding.
    asks: str | None = None
    #: Names that are near, where it is not recognised.
    near: tuple[Named, ...] = ()
    #: The substances of another medicine, or nothing at all, on which nothing is held.
    holds: str | None = None
    #: Whether the name is an everyday one, or unverified: never more than a question.
    doubtful: bool = False
    #: The meaning on which nothing is held, where the name has one beside those in `named`.
    harmless: str | None = None
    #: The name by which it was found, where that is one of more than one meaning.
    key: str | None = None
    #: What to type if another meaning was meant.
    hint: str | None = None
    #: How it stands in its line: NOW, PAST, DENIED, …
    standing: str = NOW
    #: The role of the words by which it is denied: a denial, a finding, a vaccine.
    by: str | None = None
    #: The fewest days that have passed since, where the line tells.
    days: int | None = None
    #: Whether nothing but that time tells that it is over: `methotrexate yesterday`.
    only_timed: bool = False
    #: Milligrams a day, where the line tells.
    amount: Decimal | None = None
    #: Whether it was read off a figure: no word of time makes it past.
    measured: bool = False
    #: Whether a later figure in its line takes it back.
    older: bool = False
    #: What the stretch is called in which its figure lies: `30–59`, `class B`; empty: it is told
    #: with a graver one.
    grade: str | None = None
    #: Whether it is a measure whose figure was not read.
    unread: bool = False
    #: Whether it is a code that is not held.
    coded: bool = False
    #: Whether it only says how something stands, and not what: `stopped 5 days ago`.
    remark: bool = False

    @property
    def recognised(self) -> bool:
        """Whether it is known what this is, beyond question."""
        return self.asks is None and not self.unread and bool(self.named or self.holds is not None)

    @property
    def unknown(self) -> bool:
        """Whether it could not be read at all."""
        if self.named or self.holds is not None:
            return self.unread
        # What is denied needs no name, unless it is near one of a medicine.
        near = any(named.kind != "condition" for named in self.near)
        return self.unread or near or self.standing not in (DENIED, OTHERS)


class Piece(NamedTuple):
    """What was found in a line: a part or a role, and the tokens that it takes."""

    start: int
    end: int
    clause: int
    entry: int
    part: Part | None = None
    #: One of ROLES.
    role: str | None = None

    def since(self, other: "Piece") -> int:
        """How many words stand between another one and this, which is behind it."""
        return self.start - other.end


def of_clause(things: Iterable[_Thing], clause: int) -> list[_Thing]:
    """Those of some words or pieces that stand in a clause."""
    return [one for one in things if one.clause == clause]


def of_entry(things: Iterable[_Thing], entry: int) -> list[_Thing]:
    """Those of some words or pieces that stand in an entry."""
    return [one for one in things if one.entry == entry]


def clause_places(things: Iterable["_Placed"], clause: int) -> list[int]:
    """The places of those that stand in a clause."""
    return [at for at, one in enumerate(things) if one.clause == clause]


def entry_places(things: Iterable["_Placed"], entry: int) -> list[int]:
    """The places of those that stand in an entry."""
    return [at for at, one in enumerate(things) if one.entry == entry]
