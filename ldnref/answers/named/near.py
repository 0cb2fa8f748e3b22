"""Names that are really near a word: a slip of one letter, or of two where both are long.

Only what begins alike is compared, and nothing short: in four or five letters everything is near
something. In a medicine's own name any letter may be the wrong one; among the thousands of brands
only one that sounds alike, as every other brand would be near some brand. The nearest counts:
where another medicine is nearer still, nothing of ours is near.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate
from operator import itemgetter
from typing import Generic, TypeVar

from ldnref.answers.named.register import ALIKE, Register
from ldnref.answers.named.slips import distance
from ldnref.knowledge.model_names import Named

T = TypeVar("T")

#: The names that begin alike, the shortest first: how long each is without its spaces, its mark,
#: and where it stands in their lines.
_Begun = tuple[bytes, "array[int]", "array[int]"]

#: Shorter words are near nothing; from the other length on two slips may be in one.
_SHORTEST, _LONG = 6, 9
#: Longer words are no name, and comparing them takes time.
_LONGEST = 40
#: Letters without a mark, and the bits that all other signs share.
_ABC, _SHARED = 26, 4
#: Lengths, in the bits that 64 leave: of two that differ by up to four, as many bits differ.
_LENGTHS = (0b0000, 0b0001, 0b0011, 0b0111, 0b1111, 0b1110, 0b1100, 0b1000)
#: As many are told at the most.
_TOLD = 3


def near(word: str, ours: "Names", others: "Others") -> tuple[Named, ...]:
    """Those of ours that are near a word, the nearest first."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    found = ours.within(word, _slips(len(word)))
    if not found or others.nearer(word, found[0][0]):
        return ()
    return once(named for apart, _, named in found if apart == found[0][0])[:_TOLD]


def once(names: Iterable[Named]) -> tuple[Named, ...]:
    """Each of them once, by its id: to compare them whole takes time."""
    return tuple({named.id: named for named in names}.values())


def _slips(length: int) -> int:
    return 2 if length >= _LONG else 1


class Others:
    """Names as text, without their spaces: of most names, and few words are looked for in them."""

    def __init__(self, register: Register[str]) -> None:
        self._register = register
        self._begun: dict[str, str] = {}

    def nearer(self, word: str, than: int) -> bool:
        """Whether a name is fewer slips away from a word than so many, of two at the most."""
        if than < 1:
            return False
        names = self._of(word[:ALIKE])
        if f"\n{word}\n" in names:
            return True
        return than > 1 and any(distance(word, one, 1) == 1 for one in _halves(word, names))

    def _of(self, begins: str) -> str:
        if begins not in self._begun:
            lines = self._register.beginning(begins).split("\n")
            names = "\n".join([line.partition("\t")[0] for line in lines])
            self._begun[begins] = names.replace(" ", "")
        return self._begun[begins]


def _halves(word: str, names: str) -> Iterator[str]:
    """The names that share a half with a word: of both, one slip leaves one as it is."""
    half = len(word) // 2
    for shared in (f"\n{word[:half]}", f"{word[half + 1 :]}\n"):
        at = names.find(shared)
        while at >= 0:
            start, end = names.rindex("\n", 0, at + 1) + 1, names.index("\n", at + 1)
            yield names[start:end]
            at = names.find(shared, end)


class Names:
    """Names by how they begin and how long they are: no more of each is held than filters it."""

    def __init__(self, register: Register[Named], but: Container[str], own: Container[str]) -> None:
        self._register = register
        #: Names that nothing is near to.
        self._but = but
        #: The names in which any letter may be the wrong one.
        self._own = own
        self._begun: dict[str, _Begun] = {}

    def within(self, word: str, slips: int) -> list[tuple[int, int, Named]]:
        """What is no more slips away from a word, the nearest first: how many, where, and what."""
        lines = self._register.beginning(word[:ALIKE])
        lengths, marks, places = self._of(word[:ALIKE], lines)
        begin = bisect_left(lengths, len(word) - slips)
        end = bisect_right(lengths, len(word) + slips)
        # A letter missing or too many is one that they do not share, a wrong one is two.
        own, unlike, found = _mark(word), 2 * slips, []
        for at in [
            at
            for at, mark in enumerate(marks[begin:end], begin)
            if (own ^ mark).bit_count() <= unlike
        ]:
            place = places[at]
            name = lines[place : lines.index("\t", place)]
            most, any_letter = min(slips, _slips(lengths[at])), name in self._own
            apart = distance(word, name.replace(" ", ""), most, any_letter=any_letter)
            named = self._register.get(name) if apart <= most else None
            if named is not None and name not in self._but:
                found.append((apart, place, named))
        return sorted(found, key=itemgetter(0, 1))

    def _of(self, begins: str, lines: str) -> _Begun:
        """The names that begin so, of those lengths that a word may be near to."""
        if begins not in self._begun:
            each = lines[1:-1].split("\n")
            places = accumulate([len(line) + 1 for line in each], initial=1)
            names = [line.partition("\t")[0].replace(" ", "") for line in each]
            held = sorted(
                (len(name), place, _mark(name))
                for name, place in zip(names, places, strict=False)
                if _SHORTEST - 1 <= len(name) <= _LONGEST + 2
            )
            self._begun[begins] = (
                bytes(length for length, _, _ in held),
                array("Q", [mark for _, _, mark in held]),
                array("L", [place for _, place, _ in held]),
            )
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
        bit = self[sign] = 1 << (at if 0 <= at < _ABC else _ABC + at % _SHARED)
        return bit


_BITS = _Bits()


def _mark(word: str) -> int:
    """The letters of a word, a bit for each, and another where it stands twice; and its length."""
    once = twice = 0
    for bit in map(_BITS.__getitem__, word):
        twice |= once & bit
        once |= bit
    length = _LENGTHS[len(word) % len(_LENGTHS)]
    return once | (twice | length << _ABC + _SHARED) << _ABC + _SHARED
