"""What a check finds, as values: every door and every format starts from these. Holds no words."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from ldnref.answers.named.part import Part
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_sources import Quantity
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import OUTCOMES
from ldnref.tuples import NamedTuple

CONTRAINDICATED, AVOID, ASK_FIRST, CAUTION, NOT_CHECKED, NOTHING_HELD = OUTCOMES

#: What becomes of one line among many: each is exactly one of these.
LINE_STATES = ("checked", "asked", "not-recognised", "nothing-held", "empty")


class Item(NamedTuple):
    """A part of a line, as it was given."""

    #: The whole line, exactly as given.
    input: str
    part: Part


class Dose(NamedTuple):
    """The daily dose that was asked about."""

    input: str
    #: Milligrams a day.
    amount: Decimal


class Matter(NamedTuple):
    """What a statement speaks of: an item, and which of its meanings."""

    item: Item
    named: Named


class Reason(NamedTuple):
    """A statement that speaks, how bad it is here, and of what."""

    statement: Statement
    #: A limit that is not broken is a note, whatever its severity.
    severity: str
    about: tuple[Matter, ...]
    #: Whether it speaks of a limit that the dose breaks.
    broken: bool = False


class _Reasons(NamedTuple):
    """The fields of a finding."""

    lead: Reason
    others: tuple[Reason, ...]


class Finding(_Reasons):
    """What is held against one thing or several alike: the gravest reason leads."""

    @property
    def severity(self) -> str:
        """How bad it is."""
        return self.lead.severity

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason, the leading one first."""
        return (self.lead, *self.others)

    @cached_property
    def about(self) -> tuple[Matter, ...]:
        """All that any of its reasons speaks of, once: of a long list, half of it."""
        same: dict[tuple[str, str, str], list[Matter]] = {}
        found = []
        for one in {id(one): one for reason in self.reasons for one in reason.about}.values():
            alike = same.setdefault((one.item.input, one.item.part.text, one.named.id), [])
            if one not in alike:  # what is equal is compared, and never weighed whole
                alike.append(one)
                found.append(one)
        return tuple(found)


class Meaning(NamedTuple):
    """What an unclear part may be, and how bad that would be."""

    named: Named
    #: None: nothing is held on it.
    severity: str | None


class Question(NamedTuple):
    """What has to be asked before LDN: of a part that is unclear, or for a statement that asks."""

    item: Item
    #: By name in the sentences; or the statement's own words.
    kind: str
    meanings: tuple[Meaning, ...] = ()
    statement: Statement | None = None
    #: The statements on how long to wait, where it may be past.
    waits: tuple[Statement, ...] = ()

    @property
    def grave(self) -> bool:
        """Whether the answer may rule LDN out."""
        return self.statement is not None or any(
            meaning.severity in OUTCOMES[:2] for meaning in self.meanings
        )


class DoseFound(NamedTuple):
    """The dose against the range for this patient."""

    dose: Dose
    range: Quantity
    #: None: LDN is ruled out, and no dose is within a range.
    within: bool | None


class Verdict(NamedTuple):
    """All that a check found of one patient."""

    items: tuple[Item, ...]
    #: One of OUTCOMES.
    outcome: str
    #: The gravest first.
    findings: tuple[Finding, ...]
    #: Those that may rule LDN out first.
    questions: tuple[Question, ...]
    #: What was not recognised, and figures that were not read.
    unknown: tuple[Item, ...]
    #: Known by name, and nothing is held on it.
    silent: tuple[Item, ...]
    #: Said not to be so, or to be over.
    denied: tuple[Item, ...]
    dose: DoseFound | None
    #: Limits on the dose for conditions that nobody mentioned.
    unmentioned: tuple[Statement, ...]
    #: Whether any medicine beside the one that is checked was told as taken.
    medicines: bool
    #: What of a record is missing, each as a clause.
    gaps: tuple[str, ...] = ()

    @property
    def only_dose(self) -> bool:
        """Whether nothing but the dose is to be avoided."""
        return self.outcome == AVOID and self.dose is not None and self.dose.within is not None

    @property
    def complete(self) -> bool:
        """Whether everything was there and recognised, and nothing has to be asked."""
        return not self.unknown and not self.questions and not self.gaps


def once(items: Iterable[Item], *, by_line: bool = False) -> list[tuple[Item, int]]:
    """The items that are not the same, each with how often it stands there."""
    first: dict[str, Item] = {}
    times: dict[str, int] = {}
    for item in items:
        key = f"{item.part.text}\n{item.input}" if by_line else item.part.text
        first.setdefault(key, item)
        times[key] = times.get(key, 0) + 1
    return [(item, times[key]) for key, item in first.items()]
