"""The knowledge as a whole: what was read for one question. Knows no files, questions or screens.

NamedTuples, not dataclasses: they are defined at every start, and cost a part of the time.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from ldnref.knowledge.model_sources import Source, Where
from ldnref.knowledge.model_statements import Disagreement, Statement, Topic
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:  # no start waits for what it does not need
    from ldnref.knowledge.model_made import Searched, Spelt
    from ldnref.knowledge.model_measures import Measures
    from ldnref.knowledge.model_must_hold import MustHold
    from ldnref.knowledge.model_names import Ambiguous, ListWords, Named
    from ldnref.knowledge.model_pages import Page
    from ldnref.knowledge.model_records import RecordWords
    from ldnref.knowledge.model_studies import Domain, EvidenceVerdict, Study
    from ldnref.knowledge.model_upkeep import Change, Licences


_Made = TypeVar("_Made")


class Note(NamedTuple):
    """A note of the reader's own; it is no knowledge of this reference."""

    #: 1, 2, …, in the order of writing.
    id: int
    #: One of NOTE_KINDS.
    kind: str
    #: The id of what it is attached to.
    about: str
    #: As it was typed.
    text: str
    written: date
    where: Where


class TopicEntry(NamedTuple):
    """A topic as the overview lists it."""

    name: str
    says: str


class Example(NamedTuple):
    """What the first screen offers to copy."""

    label: str
    #: The words after `ldnref`.
    commands: tuple[str, ...]


class Phrasing(NamedTuple):
    """A question in words of its own, and the command that answers it."""

    #: Whole questions.
    words: tuple[str, ...]
    #: The words after `ldnref`.
    command: str
    where: Where
    #: Groups of words: a question has one of each, in any order, and no others but those beside.
    of: tuple[tuple[str, ...], ...] = ()
    beside: tuple[str, ...] = ()


class About(NamedTuple):
    """What the knowledge is, how current, and what every answer ends with."""

    what: str
    #: Calendar version of the knowledge.
    version: str
    date: date
    #: The last line of every answer; and of a card.
    notice: str
    notice_short: str
    #: What a check says when no medicine was given.
    no_medicine: str
    #: What every check says of the first dose.
    before: str
    #: The dose that full doses are called by.
    full_dose: str
    topics: tuple[TopicEntry, ...]
    #: What the first screen offers.
    examples: tuple[Example, ...]
    #: What to look at next, by kind of answer: the words after `ldnref`. Topics have their own.
    next: Mapping[str, tuple[str, ...]]
    where: Where
    #: What the help of each command shows to copy; under `ldnref`, that of the program.
    uses: tuple[Example, ...] = ()
    #: Questions in words of their own; and words that change none of them.
    meanings: tuple[Phrasing, ...] = ()
    beside: tuple[str, ...] = ()
    #: Words that every question has, and that find nothing.
    empty: tuple[str, ...] = ()
    #: The line with which every file of the folder ends; None: they end as they like.
    ends: str | None = None


class Words(NamedTuple):
    """What words.yaml holds."""

    #: Words and phrases that mean the same, for search.
    alike: tuple[tuple[str, ...], ...]
    #: Words that forbid: they ask for a severity that forbids.
    forbidding: tuple[str, ...]
    #: Words that no statement may use: a hurried reader would take them for leave.
    reassuring: tuple[str, ...]


#: What stands for words that were not read: with names alone they are, and nobody may miss them.
_NOT_READ: Any = None


class _Parts(NamedTuple):
    """What was read for one question: the parts it needs, each of them whole."""

    about: About
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]
    disagreements: tuple[Disagreement, ...] = ()
    #: Medicines, groups and conditions by id.
    names: Mapping[str, "Named"] = {}
    #: Names of more than one meaning.
    ambiguous: tuple["Ambiguous", ...] = ()
    #: Names that stand alone or with a strength only, being words of a language too.
    exact: tuple[str, ...] = ()
    list_words: "ListWords" = _NOT_READ
    #: What is measured, and what its figures stand for.
    measures: "Measures" = _NOT_READ
    #: Other medicines, one a line: known by name, nothing held.
    others: str | Callable[[], bytes] = ""
    #: Codes of other systems, one a line, by the system; and how records are written.
    codes: Mapping[str, str] = {}
    records: "RecordWords | None" = None
    #: Words that mean the same, for search; words that forbid, and that reassure, for the rules.
    words: tuple[tuple[str, ...], ...] = ()
    forbidding: tuple[str, ...] = ()
    reassuring: tuple[str, ...] = ()
    #: What must hold of the rest.
    must_hold: "MustHold | None" = None
    #: Studies by id, in the order of their file; what outcomes are about, in that of columns.
    studies: Mapping[str, "Study"] = {}
    domains: tuple["Domain", ...] = ()
    #: Ids of the conditions that LDN is used for; the first leads.
    treated: tuple[str, ...] = ()
    #: What the best evidence on each condition amounts to, in the order of their file.
    verdicts: tuple["EvidenceVerdict", ...] = ()
    #: The printed pages, by whom they are for.
    pages: Mapping[str, "Page"] = {}
    #: How statements changed, the oldest first; and the licences of what is shipped.
    changes: tuple["Change", ...] = ()
    licences: "Licences | None" = None
    #: What was made of these parts for looking up; None: it is made at the first look.
    spelt: "Spelt | None" = None
    searched: "Searched | None" = None


class KnowledgeBase(_Parts):
    """The parts that were read, and their statements by id: made once, at the first look."""

    def _replace(self, **parts: Any) -> Self:  # noqa: ANN401 - as the fields are
        """With other parts; what was made of those before is not of these."""
        aside = {"about", "disagreements", "pages"}
        parts = {"searched": None, **parts} if parts.keys() - aside else parts
        if parts.keys() - aside - {"topics", "searched"}:
            parts.setdefault("spelt", None)
        return super()._replace(**parts)

    @property
    def other_lines(self) -> list[str]:
        """The lines of other medicines; read anew each time, where they were not read at first."""
        held = self.others
        return (held if isinstance(held, str) else held().decode()).splitlines()

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Every statement of the topics that were read, by id."""
        return {s.id: s for topic in self.topics.values() for s in topic.statements}

    def part(self, topics: Iterable[str], *, disagreements: bool = True) -> Self:
        """Of it these topics, with or without the points of differing: once, for all who ask."""
        names = tuple(topics)
        if disagreements and names == (*self.topics,):
            return self
        parts: dict[tuple[object, ...], Self] = vars(self).setdefault("parts", {})
        if (key := (names, disagreements)) not in parts:
            rest = self if disagreements else self._replace(disagreements=())
            held = {name: self.topics[name] for name in names}
            parts[key] = rest if [*held] == [*self.topics] else rest._replace(topics=held)
        return parts[key]

    def made(self, kind: Callable[[Self], _Made]) -> _Made:
        """What is made of it for looking things up: once, for all who ask."""
        made = vars(self)
        if kind.__name__ not in made:
            made[kind.__name__] = kind(self)
        return cast("_Made", made[kind.__name__])
