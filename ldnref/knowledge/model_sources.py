"""A place in a file, a problem there, a source and where in it something stands; a quantity.

NamedTuples, not dataclasses: they are defined at every start, and cost a part of the time.
"""

from datetime import date
from decimal import Decimal

from ldnref.tuples import NamedTuple


class Problem(NamedTuple):
    """Something wrong in a knowledge file, and where; problems are values and sort by place."""

    file: str
    #: Lines and columns count from 1.
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """The problem as editors and compilers write it: file:line:col: message."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Where(NamedTuple):
    """The place of a value in a knowledge file."""

    file: str
    line: int
    column: int


class Source(NamedTuple):
    """A document that statements rest on."""

    #: Permanent: `cree-2010`.
    id: str
    where: Where
    #: One of SOURCE_KINDS.
    kind: str
    #: As a reader would call it: "Cree 2010".
    name: str
    title: str
    #: How much of it was seen; one of SEEN.
    seen: str
    #: The day it was last read; None when it could not be found.
    read: date | None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    #: As printed on the source; None when it shows none.
    year: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    #: A trial register's number: NCT…, EudraCT.
    registry: str | None = None
    #: What stands for its name at the foot of a card, where the name is long.
    short: str | None = None
    #: Only where there is neither DOI nor PMID.
    url: str | None = None
    note: str | None = None
    #: Beside its name on a card, in the place of the full dose: its own dose; or `none`.
    dose: str | None = None


class Citation(NamedTuple):
    """Where in a source a statement stands."""

    #: The source's id.
    ref: str
    where: Where
    #: The place in it: a section, a table, a page.
    at: str
    #: How much of it was seen for this statement, where that differs from the source's own.
    seen: str | None = None


class Quantity(NamedTuple):
    """What prose says in numbers: `exactly`, or `under`, or `low` and/or `high`."""

    unit: str
    exactly: Decimal | None = None
    #: Less than this; `high` includes its figure.
    under: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    #: The time it is counted over: `day`.
    per: str | None = None
    #: Of whom or of what, where several figures stand side by side: `placebo`.
    of: str | None = None
