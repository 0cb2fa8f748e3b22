"""The map of the evidence as a format may draw it: studies down, domains across."""

from collections.abc import Mapping
from typing import Annotated

from ldnref.knowledge.model_studies import Domain
from ldnref.knowledge.vocabulary import DIRECTIONS
from ldnref.tuples import NamedTuple


class Cell(NamedTuple):
    """What a study found in one domain."""

    direction: Annotated[str, DIRECTIONS]
    #: Without a placebo control, or by another's account only.
    weak: bool


class MapRow(NamedTuple):
    """A study in a map."""

    id: str
    name: str
    #: The heading it stands under.
    rank: str
    #: People, and whether they are those `analysed` or those `enrolled`; or `?`, `not seen`.
    n: str
    n_is: str
    #: By the id of a domain; a domain that was not measured is absent.
    cells: Mapping[str, Cell]
    #: Ids of the sources that report them.
    sources: tuple[str, ...]


class EvidenceMap(NamedTuple):
    """Studies down, domains across."""

    #: What was measured in whom.
    title: str
    domains: tuple[Domain, ...]
    rows: tuple[MapRow, ...]
    #: What brackets around a sign mean.
    brackets: str
