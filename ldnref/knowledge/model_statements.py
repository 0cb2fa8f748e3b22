"""Statements under their headings, topics, and the points on which sources differ.

NamedTuples, not dataclasses: they are defined at every start, and cost a part of the time.
"""

from datetime import date
from decimal import Decimal

from ldnref.knowledge.model_sources import Citation, Quantity, Where
from ldnref.tuples import NamedTuple


class Limit(NamedTuple):
    """A dose that a statement forbids."""

    #: Speaks when the dose is above this many `unit` a day.
    over: Decimal | None
    #: Speaks when the dose is below this many `unit` a day.
    under: Decimal | None
    unit: str
    per: str


class Interval(NamedTuple):
    """A time between doses, in days; `low` and `high` are equal when there is one figure."""

    low: int
    high: int


class Regimen(NamedTuple):
    """A published way of starting LDN, as numbers; doses in milligrams a day."""

    #: What is typed to ask for it: `ms-uk`.
    name: str
    #: Whom it was published for.
    who: str
    #: None wherever the source does not show it.
    start: Decimal | None = None
    step: Decimal | None = None
    #: Time on a dose before the next step.
    every: Interval | None = None
    #: The dose it ends at.
    target: Decimal | None = None
    #: Every dose in turn, where the steps differ.
    doses: tuple[Decimal, ...] = ()


class Applies(NamedTuple):
    """To whom a statement applies: every key is needed, names within one are alternatives."""

    medicines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, medicines first."""
        return (*self.medicines, *self.conditions)


class Reviewed(NamedTuple):
    """The signature of a clinician under one statement."""

    by: str
    role: str
    on: date
    #: The digest of the claim that was signed; of a claim that has changed it is another.
    claim: str


class Statement(NamedTuple):
    """One claim, in our words, with who makes it and how firmly it is known."""

    #: Permanent, and begins with its topic: `dosing-spasticity-limit`.
    id: str
    where: Where
    #: The short left-hand column.
    label: str
    #: What is the case.
    says: str
    #: One of BASES.
    basis: str
    sources: tuple[Citation, ...]
    #: The day the words were last compared with what was seen of the sources.
    checked: date
    #: The same on a line of a card: at most BRIEF signs, the figure first.
    brief: str | None = None
    value: Quantity | None = None
    #: How often, as the source gives it.
    frequency: tuple[Quantity, ...] = ()
    regimen: Regimen | None = None
    applies: Applies = Applies()
    limit: Limit | None = None
    #: One of SEVERITIES.
    severity: str | None = None
    #: One of FINDINGS.
    found: str | None = None
    #: What to do about it.
    action: str | None = None
    #: What has to be asked where it speaks: the check is then incomplete.
    asks: str | None = None
    #: Days since a last dose below which what it applies to counts as taken now.
    interval: int | None = None
    #: Both in plain words, for the patients' page.
    for_patients: str | None = None
    #: A source about the 50 mg dose, applied to low doses.
    from_full_dose: bool = False
    #: Whether it speaks in a check of a patient; some severities are about something else.
    check: bool = True
    withdrawn: date | None = None
    because: str | None = None
    #: Who signed it; to be asked for by model_claims.signature, which looks whether it holds.
    reviewed: Reviewed | None = None

    @property
    def sums(self) -> bool:
        """Whether it warns of what a medicine and a condition are together."""
        both = self.applies.medicines and self.applies.conditions
        return bool(both) and self.severity is not None


class Heading(NamedTuple):
    """Statements that stand together on a screen."""

    title: str
    statements: tuple[Statement, ...]


class Scale(NamedTuple):
    """The dose line of a topic, from nought to `to`: one row a statement."""

    unit: str
    to: int
    #: Ids of statements with a value.
    rows: tuple[str, ...]
    where: Where


class Asks(NamedTuple):
    """What a dose depends on, and is asked about where it was not told."""

    #: The id of a condition: a short option of the command says that it is there, or not.
    about: str
    #: The id of the condition in which it is asked about.
    among: str
    where: Where


class Planning(NamedTuple):
    """What a titration plan shows beside its steps, and what it is refused with."""

    where: Where
    #: What every plan says of itself.
    confirm: str
    #: The id of the statement that a start of no source is refused with.
    start: str
    #: The id of the statement that a rise of no source is refused with.
    rise: str
    #: Ids of the statements that a strength is refused with of which no dose is made.
    strength: tuple[str, ...]
    #: Ids of statements: what to watch, and when to step back.
    watch: tuple[str, ...]
    back: tuple[str, ...]


class Topic(NamedTuple):
    """One file of data/topics."""

    name: str
    where: Where
    title: str
    groups: tuple[Heading, ...]
    #: What to look at next: the words after `ldnref`.
    next: tuple[str, ...]
    scale: Scale | None = None
    #: The id of the statement whose value is the usual range of doses.
    usual: str | None = None
    #: The id of the medicine whose doses these are.
    of: str | None = None
    planning: Planning | None = None
    #: What its doses depend on.
    asks: Asks | None = None
    #: Statements taken back: never shown, kept so that their ids are not used again.
    withdrawn: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement that stands, in the order of the file."""
        return tuple(s for group in self.groups for s in group.statements)


class Side(NamedTuple):
    """What some of the sources say on a point."""

    says: str
    #: Ids of the statements that carry it.
    statements: tuple[str, ...]
    #: Sources that say so where no statement does.
    sources: tuple[Citation, ...]


class Disagreement(NamedTuple):
    """A point on which sources differ: the one link between statements that do."""

    id: str
    where: Where
    point: str
    sides: tuple[Side, ...]
    #: What trials, registers and measurements say on it, as distinct from what the sides claim.
    literature: Side
    #: One of STATES.
    state: str
    because: str
    checked: date
    #: Ids of what it is about: on a patient's card it is named only where one of them stands there.
    about: tuple[str, ...] = ()


def first_clause(text: str) -> str:
    """A text up to its first full stop or semicolon: of an action, the act."""
    for at, sign in enumerate(text):
        if sign == ";" or (sign == "." and text[at + 1 : at + 2] in ("", " ")):
            return text[:at]
    return text
