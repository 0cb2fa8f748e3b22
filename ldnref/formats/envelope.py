"""What every answer as JSON has, as types: they hold what is written to its schema."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, NotRequired, TypedDict

from ldnref.answers.checking.verdict import LINE_STATES
from ldnref.formats.as_json import ERROR, FORMAT
from ldnref.knowledge.vocabulary import BASES, NOTE_KINDS, OUTCOMES, SEVERITIES, STATES

#: What is told of many patients at once.
SCREEN = "screen"

_Count = Annotated[int, 0]


class PlaceShown(TypedDict):
    """Where in a source it stands, and how much of that was seen."""

    ref: str
    at: str
    seen: NotRequired[str]


class SignedShown(TypedDict):
    """Who has signed a statement as it stands."""

    by: str
    role: str
    on: str


class StatementShown(TypedDict):
    """A statement; `command` is one that shows it, where another question found it."""

    id: str
    label: str
    brief: str | None
    says: str
    value: Mapping[str, object] | None
    frequency: list[Mapping[str, object]]
    regimen: Mapping[str, object] | None
    applies: Mapping[str, object] | None
    limit: Mapping[str, object] | None
    severity: Annotated[str | None, (*SEVERITIES, None)]
    found: str | None
    action: str | None
    plain: str | None
    basis: Annotated[str, BASES]
    from_full_dose: bool
    sources: Annotated[list[PlaceShown], 1]
    checked: Annotated[str, date]
    reviewed: SignedShown | None
    disagreements: list[str]
    command: NotRequired[str]


class LineShown(TypedDict):
    """A line that is no statement."""

    label: str
    text: str
    sources: list[str]
    known: str | None


class SectionShown(TypedDict):
    """What stands under one heading."""

    title: str
    statements: list[StatementShown]
    lines: NotRequired[list[LineShown]]


class SideShown(TypedDict):
    """What one side says, and who is on it."""

    says: str
    statements: list[str]
    sources: list[PlaceShown]


class DisagreementShown(TypedDict):
    """A point on which sources differ."""

    id: str
    point: str
    state: Annotated[str, STATES]
    because: str
    checked: str
    sides: Annotated[list[SideShown], 2]
    literature: SideShown


class NoteShown(TypedDict):
    """A note of the reader's own."""

    id: int
    kind: Annotated[str, NOTE_KINDS]
    about: str
    text: str
    written: str


class KnowledgeShown(TypedDict):
    """Which knowledge answered."""

    version: str
    date: str


class NamedShown(TypedDict):
    """A medicine, a group or a condition."""

    id: str
    name: str
    what: str
    kind: str


class ResolvedShown(TypedDict):
    """What was typed, and what it is."""

    input: str
    id: str
    name: str
    what: str
    kind: str
    asks: str | None


class UnrecognisedShown(TypedDict):
    """What was typed and is not held."""

    input: str
    part: str
    times: int
    suggestions: list[NamedShown]


class Envelope(TypedDict):
    """What every kind has; each adds the fields of its own result."""

    format: Annotated[str, FORMAT]
    kind: str
    title: str
    knowledge: KnowledgeShown
    notice: str
    asked: Mapping[str, object]
    resolved: list[ResolvedShown]
    unrecognised: list[UnrecognisedShown]
    sections: list[SectionShown]
    sources: dict[str, Mapping[str, object]]
    disagreements: list[DisagreementShown]
    notes: list[NoteShown]
    see_also: list[str]


class Shortened(TypedDict):
    """What stands there only where an answer was shortened, for assistants: how much, by key."""

    left_out: dict[str, Annotated[int, 1]]


class WrongShown(TypedDict):
    """What went wrong, what mends it, and the exit code."""

    says: str
    cure: list[str]
    exit: int


class ErrorShown(TypedDict):
    """What stands in the place of an answer."""

    format: Annotated[str, FORMAT]
    kind: Annotated[str, ERROR]
    error: WrongShown


class CountedShown(TypedDict):
    """How much was screened, and what could not be read."""

    files: _Count
    rows: _Count
    lines: _Count
    without_patient: _Count
    texts: _Count
    patients: _Count
    not_read: list[str]
    states: Annotated[dict[str, _Count], LINE_STATES]


class TextShown(TypedDict):
    """A text that was not recognised, and in how many lines it stands."""

    text: str
    lines: _Count


class ScreenShown(TypedDict):
    """What is told of many patients at once: figures, and no answer on one."""

    format: Annotated[str, FORMAT]
    kind: Annotated[str, SCREEN]
    knowledge: KnowledgeShown
    notice: str
    counted: CountedShown
    outcomes: Annotated[dict[str, _Count], OUTCOMES]
    complete: bool
    incomplete: _Count
    unrecognised: list[TextShown]
