"""All that may stand on a list, by its words: names, codes, roles, measures."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ldnref.answers.named.codes import Codes
from ldnref.answers.named.kin import by_name
from ldnref.answers.named.near import Names, near
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.tokens import STRENGTH
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Ambiguous, Band, Measure, Moment, Named, Unit

if TYPE_CHECKING:
    from datetime import date

    from ldnref.answers.named.part import Part

#: The longest name, in words.
PHRASE = 9

#: A bare name of another medicine that is shorter than this may be a short form of ours.
_SHORTEST_BARE = 6

#: What says how much, how often or which number: `50mg`, `q6h`, `no3`.
_AMOUNT = re.compile(rf"{STRENGTH}|q\d+h|no\d+|x\d+")


class Question(NamedTuple):
    """A name that is not one thing only: what it may be, and how that is settled."""

    may_be: tuple[Named, ...]
    says: str
    #: An everyday name, or one that nobody has verified: never more than a question.
    doubtful: bool = False
    ambiguous: Ambiguous | None = None


class Around(NamedTuple):
    """The words that may stand around the name of a measure, normalised."""

    between: frozenset[str]
    limit: frozenset[str]
    bands: tuple[tuple[frozenset[str], Band], ...]
    units: Mapping[str, Unit]
    then: frozenset[str]


def _around(measure: Measure) -> Around:
    return Around(
        between=frozenset(map(normalise, measure.between)),
        limit=frozenset(map(normalise, measure.limit)),
        bands=tuple((frozenset(map(normalise, band.words)), band) for band in measure.bands),
        units={micro(normalise(word)): unit for unit in measure.units for word in unit.words},
        then=frozenset(map(normalise, measure.then)),
    )


def micro(unit: str) -> str:
    """A unit with the micro sign as it is typed without one."""
    return unit.replace("μ", "u")


class Lexicon:
    """Every word and phrase that is known, and what it is."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        words, measured = base.list_words, base.measures
        self.alone = {normalise(n): one for one in base.names.values() for n in one.alone}
        self.known = {k: v for k, v in by_name(base.names).items() if k not in self.alone}
        self.exact = frozenset(map(normalise, base.exact))
        self.beside = frozenset(map(normalise, words.beside))
        #: How many words the phrases have that say nothing, by their first word.
        self.phrases = lengths(self.beside)
        self.symptoms = frozenset(map(normalise, words.symptoms))
        self.counting = frozenset(map(normalise, words.counting))
        self.made_for = frozenset(map(normalise, words.made_for))
        self.products = frozenset(map(normalise, words.products))
        self.neutral = frozenset(map(normalise, words.neutral))
        self.harmless = frozenset(map(normalise, words.harmless))
        self.roles = {normalise(w): role for role, ws in words.roles.items() for w in ws}
        self.questions = dict(self._questions())
        self.measures = _by_words(measured.measures, "names")
        self.after = _by_words(measured.measures, "after")
        self.last = _by_words(measured.measures, "alone")
        self.around = {one.id: _around(one) for one in measured.measures}
        self.moments = counted(words.moments)
        self.either = frozenset(map(normalise, words.either))
        self.units = counted(words.units)
        self.numbers = counted(words.numbers)
        self.frequencies = counted(measured.frequencies)
        self.regular = frozenset(map(normalise, measured.regular))
        self.occasional = frozenset(map(normalise, measured.occasional))
        self.pieces = frozenset(map(normalise, measured.pieces))
        self.ago = frozenset(map(normalise, words.ago))
        self.rhythm = frozenset(map(normalise, words.rhythm))
        self.dating = frozenset(map(normalise, words.dating))
        self.months = {name: n for n, month in enumerate(words.months, 1) for name in month}
        self.compared = {normalise(w): end for end, ws in measured.compared.items() for w in ws}
        self._near: dict[str, tuple[Named, ...]] = {}
        #: What reads a plain line at once; made by `plain` when a list is long.
        self.plain: object = None
        #: How many lines were read.
        self.count = 0
        #: Lines that were read the long way, with their parts: equal lines are read once.
        self.lines: dict[tuple[str, date], tuple[Part, ...]] = {}

    def _questions(self) -> Iterable[tuple[str, Question]]:
        says = "an everyday or unverified name: which product is it?"
        for named in self.base.names.values():
            for name in named.asks:
                yield normalise(name), Question((named,), says, doubtful=True)
        for one in self.base.ambiguous:
            meanings = tuple(self.base.names[name] for name in one.may_be)
            for name in one.names:
                yield normalise(name), Question(meanings, one.says, ambiguous=one)

    @cached_property
    def coded(self) -> Codes:
        """What each code of another system stands for."""
        return Codes(self.base)

    @cached_property
    def forms(self) -> dict[str, list[int]]:
        """The numbers of the forms that each word belongs to."""
        found: dict[str, list[int]] = {}
        for number, form in enumerate(self.base.list_words.forms):
            for word in form.words:
                found.setdefault(normalise(word), []).append(number)
        return found

    @cached_property
    def others(self) -> dict[str, str]:
        """The substances of other medicines, by name, and by name without its salt."""
        lines = (line.split("\t") for line in self.base.others.splitlines() if line[:1] != "#")
        found = {line[0]: line[1] for line in lines if len(line) > 1}
        for name, substances in list(found.items()):
            bare = self.without_beside(name.split())
            if len(bare) >= _SHORTEST_BARE and name.startswith(bare):
                found.setdefault(bare, substances)
        return found

    @cached_property
    def lengths(self) -> dict[str, tuple[int, ...]]:
        """How many words the phrases have that begin with a word, the longest first."""
        named = (self.known, self.questions, self.alone, self.others)
        measured = (self.measures, self.after, self.last, self.compared, self.ago, self.months)
        single = (self.forms, self.numbers, self.exact)
        spoken = (self.roles, self.moments, self.harmless, self.neutral, self.made_for)
        codes = map(str.lower, self.coded.table("atc"))
        found: dict[str, set[int]] = {}
        for phrases in (*named, *measured, *single, *spoken, self.beside, self.frequencies, codes):
            for phrase in phrases:
                first, *rest = phrase.split(" ")
                if len(rest) < PHRASE:
                    found.setdefault(first, set()).add(len(rest) + 1)
        return {first: tuple(sorted(held, reverse=True)) for first, held in found.items()}

    @cached_property
    def combinations(self) -> dict[frozenset[str], Named]:
        """Medicines of more than one part, by the ids of their parts: the plainest stands first."""
        found: dict[frozenset[str], Named] = {}
        for one in self.base.names.values():
            if len(one.contains) > 1:
                found.setdefault(frozenset(one.contains), one)
        return found

    def says_nothing(self, word: str) -> bool:
        """Whether a word beside a name says nothing of what it is: a form, a strength, a maker."""
        return word in self.beside or (word not in self.known and bool(_AMOUNT.fullmatch(word)))

    def names_something(self, word: str) -> bool:
        """Whether a word is a name, or the name of a measure, whatever else it is."""
        held = (self.known, self.questions, self.measures, self.alone)
        return any(word in names for names in held) or word in self.others

    def without_beside(self, words: Iterable[str]) -> str:
        """The words that say something, as one name."""
        return " ".join(word for word in words if not self.says_nothing(word))

    def near(self, word: str) -> tuple[Named, ...]:
        """Names that are really near, and what a part of the word suggests."""
        if word not in self._near:
            self._near[word] = self._find_near(word)
        return self._near[word]

    def _find_near(self, word: str) -> tuple[Named, ...]:
        close = list(near(word, self._ours, self._others))
        suggested = (
            self.base.names[to] for holds, to in self.base.list_words.parts if holds in word
        )
        if word in self.alone and self.alone[word].course != "passing":
            close.insert(0, self.alone[word])
        return tuple(dict.fromkeys((*close, *suggested)))

    @cached_property
    def _ours(self) -> Names[Named]:
        return Names({n: one for n, one in self.known.items() if n not in self.exact})

    @cached_property
    def _others(self) -> Names[str]:
        return Names(self.others)


def lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many words phrases of more than one have, the longest first, by their first word."""
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        if rest:
            found.setdefault(first, set()).add(len(rest) + 1)
    return {first: tuple(sorted(held, reverse=True)) for first, held in found.items()}


def counted(moments: Iterable[Moment]) -> dict[str, int]:
    """Words by the number that they stand for."""
    return {normalise(word): one.days for one in moments for word in one.words}


def _by_words(measures: Iterable[Measure], key: str) -> Mapping[str, Measure]:
    return {normalise(name): one for one in measures for name in getattr(one, key)}
