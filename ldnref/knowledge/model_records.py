"""How record systems write what a list says: code systems, statuses, what is observed.

NamedTuples, not dataclasses: they are defined at every start, and cost a part of the time.
"""

from collections.abc import Mapping
from decimal import Decimal

from ldnref.knowledge.model_sources import Where
from ldnref.tuples import NamedTuple


class System(NamedTuple):
    """A code system, and the addresses that records name it by."""

    name: str
    addresses: tuple[str, ...]
    #: Whether every code of it that matters is held: another one is then nothing held.
    whole: bool = False
    #: What stands before each of its codes there, and is no part of it here.
    behind: str = ""


class Statuses(NamedTuple):
    """What the words of one status make of an entry, by the standing that they give it."""

    #: The kind of resource, the element, or the address of the extension, whose status it is.
    of: str
    standings: Mapping[str, str]


class Denial(NamedTuple):
    """Codes that say that something is not so."""

    codes: tuple[str, ...]
    #: The id of what is denied.
    of: str


class Observed(NamedTuple):
    """A measurement that is read: as a measure's figure, or as a condition that is so or not."""

    where: Where
    codes: tuple[str, ...]
    #: What it is called, where no code says so.
    names: tuple[str, ...]
    #: The id of a measure; or the ids of conditions, or of what was taken.
    measure: str | None
    of: tuple[str, ...]
    #: Words beside such a name that make it another thing: in the urine, a ratio.
    unless: tuple[str, ...] = ()
    #: Its value is the day until which it is so.
    due: bool = False
    #: A positive one says that something was taken by that day; a negative one says nothing of it.
    took: bool = False
    #: The largest figure that may say no, in these units; None where a figure never does.
    no_to: Decimal | None = None
    units: tuple[str, ...] = ()


class ListedIn(NamedTuple):
    """A section of a document that lists what is read."""

    codes: tuple[str, ...]
    #: The kind of entry that it lists: a medicine, a condition, an allergy.
    of: str


class OverrideReason(NamedTuple):
    """Why a card may be set aside."""

    code: str
    display: str


class Service(NamedTuple):
    """What is offered by CDS Hooks for one hook."""

    id: str
    hook: str
    title: str
    description: str


class Prefetch(NamedTuple):
    """What a service wants beforehand."""

    key: str
    query: str
    #: The kinds of resource that answer it, wherever in a request they stand.
    kinds: tuple[str, ...]
    #: Whether nothing can be said without it.
    needed: bool = False


class RecordWords(NamedTuple):
    """What records.yaml holds."""

    systems: tuple[System, ...] = ()
    statuses: tuple[Statuses, ...] = ()
    #: Codes as `snomed:787481004` that say that there is nothing.
    absent: tuple[str, ...] = ()
    #: Codes, and words, that say yes to an observation; and no.
    answered: tuple[str, ...] = ()
    answered_no: tuple[str, ...] = ()
    #: Codes that say that nothing is known.
    untold: tuple[str, ...] = ()
    denied: tuple[Denial, ...] = ()
    #: How a list says that nothing is taken; what stands in the place of a medicine's name.
    none_taken: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    sections: tuple[ListedIn, ...] = ()
    #: Words in the name of a condition that make it none.
    unsure: tuple[str, ...] = ()
    #: Words in the name of a procedure or an order that only looks for something.
    looked_for: tuple[str, ...] = ()
    #: The days after which a condition that passes by itself is asked about.
    fades: int | None = None
    #: Kinds of resource that say nothing of a patient's health.
    passed_over: tuple[str, ...] = ()
    #: What stands behind a name in brackets and is no part of it.
    tags: tuple[str, ...] = ()
    #: Behind the name of what is measured, and before how: `by`, `in`.
    measured: tuple[str, ...] = ()
    #: Before the name of a person, and no part of it.
    titles: tuple[str, ...] = ()
    observed: tuple[Observed, ...] = ()
    #: Ids of groups of which a card speaks.
    watched: tuple[str, ...] = ()
    reasons: tuple[OverrideReason, ...] = ()
    services: tuple[Service, ...] = ()
    prefetch: tuple[Prefetch, ...] = ()
    where: Where = Where("records.yaml", 1, 1)


class CodeLine(NamedTuple):
    """A code of another system, what it stands for here, and its name there."""

    system: str
    #: The code, or its beginning where the system is read by prefix.
    code: str
    #: Ids of named things.
    ids: tuple[str, ...]
    term: str
    where: Where
