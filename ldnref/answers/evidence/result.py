"""Studies and verdicts as programs read them: the keys of JSON are these fields."""

from collections.abc import Mapping
from typing import Annotated

from ldnref.answers.evidence.chart import Cell
from ldnref.knowledge.vocabulary import AGAINST, CERTAINTIES, DESIGNS, DIRECTIONS, NOT_SEEN, ORIGINS
from ldnref.tuples import NamedTuple


class FigureShown(NamedTuple):
    """A figure in words, how it was seen, and where."""

    says: str
    origin: Annotated[str, ORIGINS]
    ref: str
    at: str | None


#: A fact of a study: its figures; that it was not seen; None where its kind has no such fact.
Fact = tuple[FigureShown, ...] | Annotated[str | None, (NOT_SEEN, None)]


class OutcomeShown(NamedTuple):
    """What was measured, and how it came out."""

    domain: str
    measure: str
    direction: Annotated[str, DIRECTIONS]
    effect: str
    interval: str
    p: str
    against: Annotated[str, AGAINST]
    origin: Annotated[str, ORIGINS]
    ref: str
    at: str | None
    main: bool


class StudyShown(NamedTuple):
    """A study with all its figures; from `registration` to `limitations` they are STUDY_FACTS."""

    id: str
    name: str
    year: str | None
    design: Annotated[str, tuple(design for designs in DESIGNS.values() for design in designs)]
    kind: Annotated[str, tuple(DESIGNS)]
    conditions: tuple[str, ...]
    finding: tuple[FigureShown, ...]
    registration: Fact
    population: Fact
    enrolled: Fact
    analysed: Fact
    lost: Fact
    dose: Fact
    schedule: Fact
    duration: Fact
    comparator: Fact
    funding: Fact
    adverse_events: Fact
    limitations: Fact
    outcomes: tuple[OutcomeShown, ...]


class SeenShown(NamedTuple):
    """A place in a source, and how much of it was seen."""

    ref: str
    at: str
    seen: str


class VerdictShown(NamedTuple):
    """What the best evidence on a condition amounts to."""

    condition: str
    about: str
    says: str
    brief: str
    certainty: Annotated[str, CERTAINTIES]
    because: str
    kind: str
    action: str | None
    name: str
    sources: Annotated[tuple[SeenShown, ...], 1]


class DomainShown(NamedTuple):
    """What a column of the map measures."""

    id: str
    name: str


class MapRowShown(NamedTuple):
    """A study in the map, and by domain what it found."""

    study: str
    rank: str
    n: str
    n_is: Annotated[str, ("analysed", "enrolled", NOT_SEEN)]
    cells: Mapping[str, Cell]


class MapShown(NamedTuple):
    """The map of the evidence."""

    domains: tuple[DomainShown, ...]
    rows: tuple[MapRowShown, ...]
    not_against_placebo: tuple[str, ...]


class EvidenceResult(NamedTuple):
    """What was studied and found, as data."""

    verdicts: tuple[VerdictShown, ...]
    studies: tuple[StudyShown, ...]


class StudyResult(NamedTuple):
    """One study, as data."""

    studies: tuple[StudyShown, ...]


class SearchResult(NamedTuple):
    """What the evidence on the words of a search amounts to, as data."""

    verdicts: tuple[VerdictShown, ...]


class MapResult(NamedTuple):
    """The map, as data."""

    map: MapShown
