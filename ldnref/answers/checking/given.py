"""What a record says of one patient, as values: each entry once, with its codes, status and dates.

A line that was typed says these things in words; a record says them apart. Holds no words.
"""

from datetime import date

from ldnref.tuples import NamedTuple

#: What an entry may be about.
MEDICINE, CONDITION, PROCEDURE, MEASURED = "medicine", "condition", "procedure", "measured"
ALLERGY, INTOLERANCE = "allergy", "intolerance"
#: What stands where nothing is listed: in an answer to a question, as a device.
MENTION = "mention"

#: How it may stand; a void one is no entry.
CURRENT, PAST, UNCERTAIN, DENIED, VOID = "current", "past", "uncertain", "denied", "void"


class Code(NamedTuple):
    """A code, and the short name of its system."""

    system: str
    code: str


class When(NamedTuple):
    """When it is said, as the record writes the days."""

    first: str | None = None
    last: str | None = None
    #: How many entries say it; 0: it stands beside another one.
    times: int = 1


class Dosage(NamedTuple):
    """One instruction: how a medicine is taken, each thing in the record's words."""

    #: The whole of it; and words beside it.
    text: str | None = None
    beside: tuple[str, ...] = ()
    #: How much is taken at a time; and on one day, at the most.
    amounts: tuple[str, ...] = ()
    most: tuple[str, ...] = ()
    #: How often a day: in figures, and by names.
    times: tuple[int, ...] = ()
    often: tuple[str, ...] = ()
    #: What one piece holds, where its medication tells it apart from its name.
    strength: str | None = None
    #: Which of those it is that come one after another; None: they are taken beside each other.
    step: int | None = None
    #: Whether something that tells how much or how often was not read.
    unread: bool = False
    #: Whether something leaves open how much it is: as needed, so many in all.
    at_will: bool = False


class Given(NamedTuple):
    """One entry of a record."""

    kind: str
    #: Its names, the record's own wording first.
    texts: tuple[str, ...]
    codes: tuple[Code, ...]
    status: str
    #: The resource, and the path of what was read.
    resource: str
    path: str
    when: When = When()
    #: The fewest days since it ended, where the record tells.
    days: int | None = None
    #: The days since it was last written down, where the record tells.
    written: int | None = None
    #: How a medicine is taken, by each order that tells it: its instructions.
    dosages: tuple[tuple[Dosage, ...], ...] = ()
    #: The codes of its severity and its stages, where they bear no name.
    grades: tuple[Code, ...] = ()
    #: What it is made of, where the record tells.
    holds: tuple["Given", ...] = ()
    #: The ids of what it is, where its place in the record says so; or of a measure.
    of: tuple[str, ...] = ()
    #: Of what is observed: what tells it from other ways to observe the same.
    series: str = ""
    #: Of a measure: the figure with its unit, and the upper limit of normal.
    figure: str | None = None
    limit: str | None = None
    #: Why it could not be read, in the record's terms.
    lacking: str | None = None


class PassedOver(NamedTuple):
    """Resources of one kind that were not read, or items of claims."""

    kind: str
    times: int
    #: The path of the first.
    path: str


class Record(NamedTuple):
    """All that a record says."""

    given: tuple[Given, ...]
    #: What of it is missing, each as a clause.
    gaps: tuple[str, ...] = ()
    #: How many patients it is about.
    patients: int = 0
    #: The day of death, `true` where none is told; None: alive as far as the record tells.
    deceased: str | None = None
    #: The day on which it is read.
    today: date = date.min
    #: How many observations it holds of which nothing is read.
    others: int = 0
    #: What else it holds that was not read, by its kinds.
    passed: tuple[PassedOver, ...] = ()
