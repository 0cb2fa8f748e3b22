"""What stands on printed pages. Knows no statements but by their ids."""

from ldnref.knowledge.model_sources import Where
from ldnref.tuples import NamedTuple


class PageSection(NamedTuple):
    """A part of a printed page: a heading, and the statements below it."""

    title: str
    #: Ids of statements.
    statements: tuple[str, ...]
    #: Verdicts on the evidence above them, each as `condition/about`.
    verdicts: tuple[str, ...] = ()


class CutOut(NamedTuple):
    """A card to cut out and carry."""

    title: str
    says: str
    #: Ids of statements, of which it shows the plain words.
    statements: tuple[str, ...]
    #: What is filled in by hand.
    blanks: tuple[str, ...]


class Page(NamedTuple):
    """What stands on a printed page."""

    where: Where
    title: str
    sections: tuple[PageSection, ...]
    #: Ids of the points on which sources differ that it names.
    disagreements: tuple[str, ...] = ()
    card: CutOut | None = None
    #: Its own last line, where the notice of every answer does not fit its reader.
    notice: str | None = None
    #: Key words, printed bold wherever they stand.
    bold: tuple[str, ...] = ()
    #: The title of the section that begins the second side.
    overleaf: str | None = None
