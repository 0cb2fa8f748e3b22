"""Names that are really near a word: a slip of one letter, or of two where both are long.

Only what begins alike is compared, and nothing short: in four or five letters everything is near
something. In a medicine's own name any letter may be the wrong one; among the thousands of brands
only one that sounds alike, as every other brand would be near some brand. The nearest counts:
where another medicine is nearer still, nothing of ours is near.
"""

from collections.abc import Container, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from ldnref.answers.named.register import ALIKE, Register
from ldnref.knowledge.model_names import Named

T = TypeVar("T")

#: The letters of a name, the name without its spaces, whether any letter of it may be wrong, its
#: place among the names, and what it stands for.
_Name = tuple[int, str, bool, int, T]

#: Shorter words are near nothing; from the other length on two slips may be in one.
_SHORTEST, _LONG = 6, 9
#: Letters that are heard alike: one may stand for another in any name.
_HEARD = ("aeiouyh", "bp", "bv", "vwf", "ckqx", "csz", "szx", "gj", "dt", "lr", "mn")
_ALIKE = frozenset(a + b for letters in _HEARD for a in letters for b in letters)
#: Longer words are no name, and comparing them takes time.
_LONGEST = 40
#: Letters without a mark.
_ABC = 26
#: As many are told at the most.
_TOLD = 3


def near(word: str, ours: "Names[Named]", others: "Names[str]") -> tuple[Named, ...]:
    """Those of ours that are near a word, the nearest first."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    found = sorted(ours.within(word, _slips(len(word))), key=lambda one: one[:2])
    if not found or any(others.within(word, found[0][0] - 1)):
        return ()
    return once(named for apart, _, named in found if apart == found[0][0])[:_TOLD]


def once(names: Iterable[Named]) -> tuple[Named, ...]:
    """Each of them once, by its id: to compare them whole takes time."""
    return tuple({named.id: named for named in names}.values())


def _slips(length: int) -> int:
    return 2 if length >= _LONG else 1


class Names(Generic[T]):
    """Names by how they begin and how long they are, with what each stands for."""

    def __init__(
        self, register: Register[T], but: Container[str] = (), own: Container[str] | None = None
    ) -> None:
        self._register = register
        #: Names that nothing is near to.
        self._but = but
        #: The names in which any letter may be the wrong one; None: all.
        self._own = own
        #: The names by how they begin, and by their length.
        self._begun: dict[str, dict[int, list[_Name[T]]]] = {}

    def within(self, word: str, slips: int) -> Iterator[tuple[int, int, T]]:
        """What is no more slips away from a word: how many, its place among names, what it is."""
        if slips < 0:
            return
        letters, length, begun = _letters(word), len(word), self._of(word[:ALIKE])
        for long in range(length - slips, length + slips + 1):
            if (names := begun.get(long)) is None:
                continue
            most = min(slips, _slips(long))
            # A letter missing or too many is one that they do not share, a wrong one is two.
            unlike = 2 * most - abs(long - length)
            for one in [name for name in names if (letters ^ name[0]).bit_count() <= unlike]:
                _, name, any_letter, place, stands_for = one
                apart = distance(word, name, most, any_letter=any_letter)
                if apart <= most:
                    yield apart, place, stands_for

    def _of(self, begins: str) -> dict[int, list["_Name[T]"]]:
        """The names that begin so, by their length."""
        if begins not in self._begun:
            found = self._begun[begins] = {}
            for place, (name, stands_for) in enumerate(self._register.begun(begins)):
                if name not in self._but:
                    plain = name.replace(" ", "")
                    any_letter = self._own is None or name in self._own
                    one = (_letters(plain), plain, any_letter, place, stands_for)
                    found.setdefault(len(plain), []).append(one)
        return self._begun[begins]


class Hints(Generic[T]):
    """Parts of words that suggest something, by the letters that they begin with."""

    def __init__(self, parts: Iterable[tuple[str, T]]) -> None:
        #: The place of a part in its list, its letters, whether a word ends with it, what it means.
        self._begun: dict[str, list[tuple[int, str, bool, T]]] = {}
        for place, (letters, stands_for) in enumerate(parts):
            part = letters.removesuffix("$")
            held = self._begun.setdefault(part[:ALIKE], [])
            held.append((place, part, part != letters, stands_for))

    def within(self, word: str) -> list[T]:
        """What the parts of a word suggest, in the order of the list."""
        found = {
            place: stands_for
            for at in range(len(word) - ALIKE + 1)
            for place, part, last, stands_for in self._begun.get(word[at : at + ALIKE], ())
            if word.startswith(part, at) and (not last or at + len(part) == len(word))
        }
        return [found[place] for place in sorted(found)]


class _Bits(dict[str, int]):
    """A bit for each letter; others share a few."""

    def __missing__(self, sign: str) -> int:
        at = ord(sign) - ord("a")
        bit = self[sign] = 1 << (at if 0 <= at < _ABC else _ABC + at % 4)
        return bit


_BITS = _Bits()


def _letters(word: Iterable[str]) -> int:
    """The letters of a word, a bit for each."""
    return reduce(or_, map(_BITS.__getitem__, word), 0)


def distance(one: str, other: str, most: int, *, any_letter: bool = True) -> int:
    """How many letters are wrong, missing, too many, or in each other's place; or over `most`.

    Where not any letter may be wrong, one in the place of another that sounds unlike it is two.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or most < 1:
        return most + 1
    one, other = _unlike(one, other)
    pair = one + other
    single = len(pair) == 1 or (len(one) == len(other) == 1 and (any_letter or pair in _ALIKE))
    if single or (len(pair) == 4 and one == other[::-1]):  # noqa: PLR2004 - two letters, turned
        return 1
    if most == 1:
        return 2
    # Both ends are unlike: of two slips one is at the beginning, and one at the end.
    return 2 if any(_slipped(*way, any_letter) for way in _begun(one, other, any_letter)) else 3


def _unlike(one: str, other: str) -> tuple[str, str]:
    """Two words without the letters with which both begin, and those with which both end."""
    most, at, end = min(len(one), len(other)), 0, 1
    while at < most and one[at] == other[at]:
        at += 1
    while end <= most - at and one[-end] == other[-end]:
        end += 1
    return one[at : len(one) - end + 1], other[at : len(other) - end + 1]


def _begun(one: str, other: str, any_letter: bool) -> Iterator[tuple[str, str]]:
    """What is left behind one slip: a letter too many, one missing, a wrong one, or two turned."""
    yield one[1:], other
    yield one, other[1:]
    if any_letter or one[:1] + other[:1] in _ALIKE:
        yield one[1:], other[1:]
    if one[:2] == other[1::-1]:
        yield one[2:], other[2:]


def _slipped(one: str, other: str, any_letter: bool) -> bool:
    """Whether two words are one, but for a slip at their end."""
    if one == other[:-1] or one[:-1] == other:
        return True
    wrong = one[:-1] == other[:-1] and (any_letter or one[-1:] + other[-1:] in _ALIKE)
    return wrong or (one[-2:] == other[:-3:-1] and one[:-2] == other[:-2])
