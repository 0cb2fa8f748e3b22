"""All that may stand on a list, by its words: names, codes, roles, measures."""

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from ldnref.answers import sentences
from ldnref.answers.named.kin import known
from ldnref.answers.named.near import Hints, Names, Others, near, once
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Unsettled
from ldnref.answers.named.register import Parted, Register, lines
from ldnref.answers.named.tokens import STRENGTH
from ldnref.answers.named.wording import Beside, beside
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Grammar, Named

if TYPE_CHECKING:
    from datetime import date

    from ldnref.answers.named.codes import Codes
    from ldnref.answers.named.part import Part
    from ldnref.knowledge.model_made import Listed
    from ldnref.knowledge.model_measures import Measure

#: The longest name, in words.
PHRASE = 9
#: What is looked for in lines, and in a long list in a dict.
_MANY = ("beside", "everyday", "harmless", "behind", "roles", "questions", "measures", "after")

#: The short form of a condition has so many letters at the most.
MARK = 3

#: What says how much, how often, when, which number or size: `50mg`, `q6h`, `3d1t`, `h20`, `no3`.
_AMOUNT = pattern(
    rf"{STRENGTH}|q\d+(?:h|hrs?|hours?|d|days?|w|wks?|weeks?|m|mos?|mths?|months?)"
    rf"|\d+dd\d+t?|\d+d\d+[tc]|h\d\d?|no\d+|x\d+d?|\d+x{STRENGTH}|ch\d+"
)

#: What is counted stands fast to its number: `30tabletas`.
_COUNTED = pattern(r"\d+(?: \d+)*([a-z]{2,})")

#: So many unknown words are kept with the names near them.
_KEPT = 50_000


class Lexicon:
    """Every word and phrase that is known, and what it is."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        measures = base.measures.measures
        placed = {str(at): measure for at, measure in enumerate(measures)}.__getitem__
        listed = base.spelt.listed if base.spelt else _listed(base)
        lines, words, counts, meant = listed.lines, listed.words, listed.counts, listed.meant
        self.alone = {name: base.names[one] for name, one in meant["alone"].items()}
        self.known = known(base, but=self.alone)
        self.exact = frozenset(words["exact"])
        self.beside: Collection[str] = Register(lines["beside"], str)
        self.everyday: Collection[str] = Register(lines["everyday"], str)
        #: How many words the phrases have that say nothing, by their first word.
        self.phrases = listed.phrases
        self.symptoms = frozenset(words["symptoms"])
        self.counting = frozenset(words["counting"])
        self.made_for = frozenset(words["made_for"])
        self.products = frozenset(words["products"])
        self.neutral = frozenset(words["neutral"])
        self.vaccines = frozenset(words["vaccines"])
        self.harmless: Collection[str] = Register(lines["harmless"], str)
        #: The words with which begins what a figure before it is: `years old`.
        self.behind: Collection[str] = Register(lines["behind"], str)
        self.joined = {word: base.names[one] for word, one in meant["joined"].items()}
        self.roles: Mapping[str, str] = Register(lines["roles"], str)
        self.questions: Mapping[str, Unsettled] = Register(lines["asks"], cache(self._question))
        self.measures: Mapping[str, Measure] = Register(lines["names"], placed)
        self.after: Mapping[str, Measure] = Register(lines["after"], placed)
        self.last = {name: measures[at] for name, at in counts["alone"].items()}
        self.dated = {name: measures[at] for name, at in counts["day"].items()}
        self.dated_alone = {name: measures[at] for name, at in counts["day_alone"].items()}
        self.moments = counts["moments"]
        self.either = frozenset(words["either"])
        self.units, self.numbers = counts["units"], counts["numbers"]
        self.frequencies = counts["frequencies"]
        self.regular = frozenset(words["regular"])
        self.occasional = frozenset(words["occasional"])
        self.pieces = frozenset(words["pieces"])
        self.ago = frozenset(words["ago"])
        self.givers = frozenset(words["givers"])
        self.visits = frozenset(words["visits"])
        self.rhythm, self.courses = frozenset(words["rhythm"]), frozenset(words["courses"])
        self.dating = frozenset(words["dating"])
        self.months, self.weekdays = counts["months"], counts["weekdays"]
        self.compared, self.forms = meant["compared"], listed.forms
        self.grammar = Grammar._make(map(frozenset, listed.grammar))
        #: Names that are really near a word, and what a part of the word suggests.
        self.near = lru_cache(_KEPT)(self._find_near)
        #: What reads a plain line at once, made when a list is long; and every phrase then.
        self.plainly: Callable[[str], tuple[Part, ...] | None] | None = None
        self.meant: Container[str] | None = None
        #: How many lines were read before.
        self.count = 0
        #: Lines that were read the long way, with their parts: equal lines are read once.
        self.lines: dict[tuple[str, date], tuple[Part, ...]] = {}

    def open(self) -> None:
        """Have as dicts what is looked for in lines: for a list in which each word is looked up."""
        for name in _MANY:
            held = getattr(self, name)
            setattr(self, name, held.whole() if isinstance(held, Register) else held)

    def close(self) -> None:
        """Let go of all words: the tables of a long list take as much as the list itself."""
        vars(self).clear()

    def _question(self, means: str) -> Unsettled:
        """What a name asks, by the id of what it may be, or by its place among the ambiguous."""
        if not means.isdecimal():
            return Unsettled((self.base.names[means],), sentences.WHICH_PRODUCT, doubtful=True)
        one = self.base.ambiguous[int(means)]
        may_be = tuple(map(self.base.names.__getitem__, one.may_be))
        return Unsettled(may_be, one.says, ambiguous=one)

    @cached_property
    def around(self) -> Mapping[str, Beside]:
        """The words that may stand around the name of each measure."""
        return {one.id: beside(one) for one in self.base.measures.measures}

    @cached_property
    def coded(self) -> "Codes":
        """What each code of another system stands for."""
        from ldnref.answers.named.codes import Codes  # noqa: PLC0415 - few lines have one

        return Codes(self.base)

    @cached_property
    def formed(self) -> frozenset[str]:
        """The words of forms and degrees: where none of them stands, no form does."""
        return frozenset(word for phrase in self.forms for word in phrase.split())

    @cached_property
    def timed(self) -> frozenset[str]:
        """Words without which, and without a figure, a line that tells no role tells no time."""
        return frozenset((*self.ends, *self.months, *self.ago))

    @cached_property
    def ends(self) -> frozenset[str]:
        """The last words of moments: where none of them stands, no moment does."""
        return frozenset(phrase.rpartition(" ")[2] for phrase in self.moments)

    def is_class(self, code: str) -> bool:
        """Whether it is an ATC code, or a class of ATC, that is held."""
        return code in self.coded.table("atc")

    def is_disease(self, code: str) -> bool:
        """Whether an ICD-10 code is held."""
        return self.coded.find("icd10", code) is not None

    @cached_property
    def others(self) -> Register[str]:
        """The substances of other medicines, by name, and by name without its salt."""
        spelt = self.base.spelt
        if spelt is None or spelt.opened is None:
            return Register(spelt.others if spelt else self.other_lines, str)
        return Register(Parted(spelt.parts, spelt.opened, lambda: self.other_lines), str)

    @cached_property
    def other_lines(self) -> dict[str, str]:
        """The same as a Register takes them, where none were compiled."""
        from ldnref.answers.named.spelling import others  # noqa: PLC0415

        return lines(others(self))

    @cached_property
    def lengths(self) -> Register[tuple[int, ...]]:
        """How many words phrases have, by their first word: where not just one."""
        if spelt := self.base.spelt:
            return Register(spelt.lengths, _numbers)
        from ldnref.answers.named.spelling import lengths  # noqa: PLC0415

        return Register(lines(lengths(self)), _numbers)

    @cached_property
    def combinations(self) -> dict[frozenset[str], Named]:
        """Medicines of more than one part, by the ids of their parts: the plainest name wins."""
        found: dict[frozenset[str], Named] = {}
        for one in self.base.names.values():
            if len(one.contains) > 1:
                parts = frozenset(one.contains)
                if len(one.name) < len(found.setdefault(parts, one).name):
                    found[parts] = one
        return found

    def says_nothing(self, word: str) -> bool:
        """Whether a word beside a name says nothing of what it is: a form, a strength, a maker."""
        if word in self.beside or word.isalpha():  # no amount is all letters
            return word in self.beside
        amount = word.isdecimal() or _AMOUNT.fullmatch(word) is not None
        counted = None if amount else _COUNTED.fullmatch(word)
        amount = amount or (counted is not None and counted[1] in self.beside)
        return amount and word not in self.known  # no name is looked up for nothing

    def quiet(self, word: str) -> bool:
        """Whether a word tells nothing of what the thing beside it is."""
        held = word in self.everyday or word in self.forms or word in self.months
        return held or word in self.numbers or self.says_nothing(word)

    def names_something(self, word: str) -> bool:
        """Whether a word is a name, or the name of a measure, whatever else it is."""
        held = word in self.known or word in self.questions or word in self.measures
        return held or word in self.alone or word in self.joined or word in self.others

    def names_medicine(self, word: str) -> bool:
        """Whether a word is the name of a medicine, or of one among other things."""
        if (named := self.known.get(word)) is not None:
            return named.kind != "condition"
        return word in self.questions or word in self.others or bool(self.near(word))

    def without_beside(self, words: Iterable[str]) -> str:
        """The words that say something, as one name."""
        return " ".join(word for word in words if not self.says_nothing(word))

    def _find_near(self, word: str) -> tuple[Named, ...]:
        close = list(near(word, self._ours, self._others))
        suggested = map(self.base.names.__getitem__, self._hints.within(word))
        if word in self.alone and self.alone[word].course != "passing":
            close.insert(0, self.alone[word])
        return once((*close, *suggested))

    @cached_property
    def _hints(self) -> Hints[str]:
        return Hints(self.base.list_words.parts)

    @cached_property
    def _ours(self) -> Names:
        return Names(self.known, self.exact, {normalise(n.name) for n in self.base.names.values()})

    @cached_property
    def _others(self) -> Others:
        return Others(self.others)


def _listed(base: KnowledgeBase) -> "Listed":
    from ldnref.answers.named.spelling import listed  # noqa: PLC0415 - not where it is compiled

    return base.made(listed)


def _numbers(typed: str) -> tuple[int, ...]:
    return tuple(map(int, typed.split(" ")))
