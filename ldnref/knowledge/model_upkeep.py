"""How the knowledge changed, and the licences of what comes with it. Knows no files.

NamedTuples, not dataclasses: they are defined at every start, and cost a part of the time.
"""

from datetime import date

from ldnref.knowledge.model_sources import Where
from ldnref.tuples import NamedTuple


class Logged(NamedTuple):
    """A statement that a change was about."""

    id: str
    #: What tells its claim after the change from any other; None where a later change says it.
    claim: str | None


class Change(NamedTuple):
    """Statements that were added, corrected or withdrawn together, and why."""

    where: Where
    #: One of CHANGES.
    kind: str
    day: date
    #: The version of the knowledge that first had it.
    version: str
    because: str
    statements: tuple[Logged, ...]


class Bundled(NamedTuple):
    """Something that comes with the program, under a licence."""

    where: Where
    what: str
    #: Paths below the folder of knowledge; none: the program itself.
    files: tuple[str, ...]
    #: The licence as an SPDX expression; `LicenseRef-…` where SPDX has no name for it.
    spdx: str
    #: Whose it is, and where that is said.
    terms: str


class Dependency(NamedTuple):
    """A package that is installed beside the program, and its licence."""

    name: str
    spdx: str
    #: The extra that brings it; None: it always comes.
    extra: str | None


class Licences(NamedTuple):
    """The licences of all that is shipped, and of what it is installed with."""

    bundled: tuple[Bundled, ...]
    dependencies: tuple[Dependency, ...]
