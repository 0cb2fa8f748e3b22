"""What a medicine is kept against, and how a complaint is put down to one."""

from ldnref.knowledge.model_sources import Where
from ldnref.tuples import NamedTuple


class Purpose(NamedTuple):
    """What a medicine is kept against: named behind it, that is a question and no finding."""

    #: Words between the two: for, in case of.
    words: tuple[str, ...]
    #: Ids of groups: what is kept.
    of: tuple[str, ...]
    #: The id of the group that it is kept against; and words for what happens with it.
    against: str
    events: tuple[str, ...]
    where: Where


class Blamed(NamedTuple):
    """How a complaint is put down to a medicine: that is a reaction, and no use of it."""

    #: Ids of groups: of what it is read so.
    of: tuple[str, ...] = ()
    #: Words before the medicine: `itch with`; and words behind it: `makes her itch`.
    behind: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    #: The same as `behind`, of a state too: `drowsy after`.
    past: tuple[str, ...] = ()
    #: Words that tell of a state that lasts, and so of use: `drowsy with`.
    states: tuple[str, ...] = ()
    #: Words of too much of it, at any time; ids of what is not tolerated if it was stopped for it.
    collapse: tuple[str, ...] = ()
    stopped_of: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    #: Of the same: a complaint that may be an allergy, and what stands before the medicine then.
    allergic: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    #: What reaches any medicine only where it stands fast to it: `cannot take`.
    adjoining: tuple[str, ...] = ()
