"""What a record adds to a check, as programs read it: the keys of JSON are these fields."""

from typing import Annotated

from ldnref.tuples import NamedTuple

#: What became of an entry.
STATES = ("read", "asked", "not-read", "not-held", "denied", "void")
READ, ASKED, NOT_READ, NOT_HELD, SAID_NOT, ERROR = STATES

_STATUSES = ("current", "past", "uncertain", "denied", "void")


class CodeShown(NamedTuple):
    """A code as the record gives it; its system by its short name, or by its address."""

    system: str
    code: str


class WhenShown(NamedTuple):
    """The first and the last day, as the record writes them, and how many entries say it."""

    first: str | None
    last: str | None
    times: int


class EntryShown(NamedTuple):
    """One entry of the record, once, with what it was read as."""

    resource: str
    path: str
    kind: str
    text: str
    codes: tuple[CodeShown, ...]
    status: Annotated[str, _STATUSES]
    when: WhenShown
    read_by: str | None
    #: Ids of what it was read as, and for each the wider things that it belongs to.
    meant: tuple[str, ...]
    wider: tuple[tuple[str, ...], ...]
    asks: tuple[str, ...]
    state: Annotated[str, STATES]


class CountedShown(NamedTuple):
    """How many entries there are, by what became of them: the last six add up to the first."""

    seen: int
    medications_seen: int
    read: int
    asked: int
    not_read: int
    not_held: int
    denied: int
    void: int


class PassedShown(NamedTuple):
    """Resources of one kind that were not read: how many, and the path of the first."""

    kind: str
    times: int
    path: str


class RecordResult(NamedTuple):
    """What was read of a record, as data."""

    lines: tuple[EntryShown, ...]
    counted: CountedShown
    incomplete: tuple[str, ...]
    #: What else it holds; that is no reason to call it incomplete.
    passed_over: tuple[PassedShown, ...]
    patients: int
    #: The day of death; `true` where none is told.
    deceased: str | None
