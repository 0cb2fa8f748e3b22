"""Names that are really near a word: a slip of one letter, or of two where both are long.

Only what begins alike is compared, and nothing short: in four or five letters everything is near
something. In a medicine's own name any letter may be the wrong one; among the thousands of brands
only one that sounds alike, as every other brand would be near some brand. The nearest counts:
where another medicine is nearer still, nothing of ours is near.
"""

from collections.abc import Container, Iterable, Iterator
from typing import Generic, TypeVar

from ldnref.answers.named.register import ALIKE, Register
from ldnref.knowledge.model_names import Named

T = TypeVar("T")

#: Shorter words are near nothing; from the other length on two slips may be in one.
_SHORTEST, _LONG = 6, 9
#: Letters that are heard alike: one may stand for another in any name.
_HEARD = ("aeiouyh", "bp", "bv", "vwf", "ckqx", "csz", "szx", "gj", "dt", "lr", "mn")
_ALIKE = frozenset(a + b for letters in _HEARD for a in letters for b in letters)
#: Longer words are no name, and comparing them takes time.
_LONGEST = 40
#: As many are told at the most.
_TOLD = 3


def near(word: str, ours: "Names[Named]", others: "Names[str]") -> tuple[Named, ...]:
    """Those of ours that are near a word, the nearest first."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    found = sorted(ours.within(word, _slips(len(word))), key=lambda one: one[:2])
    if found and any(others.within(word, found[0][0] - 1)):
        return ()
    return tuple(dict.fromkeys(named for apart, _, named in found if apart == found[0][0]))[:_TOLD]


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
        #: Letters, their bits, whether any may be wrong; place among the names, what it stands for.
        self._begun: dict[str, dict[int, list[tuple[str, int, bool, int, T]]]] = {}

    def within(self, word: str, slips: int) -> Iterator[tuple[int, int, T]]:
        """What is no more slips away from a word: how many, its place among names, what it is."""
        if slips < 0:
            return
        letters, length = _letters(word), len(word)
        begun = self._of(word[:ALIKE])
        for long in range(length - slips, length + slips + 1):
            most = min(slips, _slips(long))
            for name, held, any_letter, place, stands_for in begun.get(long, ()):
                if (letters ^ held).bit_count() > 2 * most:
                    continue
                apart = distance(word, name, most, any_letter=any_letter)
                if apart <= most:
                    yield apart, place, stands_for

    def _of(self, begins: str) -> dict[int, list[tuple[str, int, bool, int, T]]]:
        """The names that begin so, by their length."""
        if begins not in self._begun:
            found = self._begun[begins] = {}
            for place, (name, stands_for) in enumerate(self._register.begun(begins)):
                plain = name.replace(" ", "")
                if name not in self._but:
                    any_letter = self._own is None or name in self._own
                    one = plain, _letters(plain), any_letter, place, stands_for
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


def _letters(word: Iterable[str]) -> int:
    """The letters of a word, a bit for each."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def distance(one: str, other: str, most: int, *, any_letter: bool = True) -> int:
    """How many letters are wrong, missing, too many, or in each other's place; or over `most`.

    Where not any letter may be wrong, one in the place of another that sounds unlike it is two.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or most < 1:
        return most + 1
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    one, other = one[at:], other[at:]
    # What is left begins with a slip: a wrong letter, one too many, one missing, or two turned.
    ways = [(one[1:], other), (one, other[1:])]
    if any_letter or one[:1] + other[:1] in _ALIKE:
        ways.append((one[1:], other[1:]))
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    if any(a == b for a, b in ways):
        return 1
    return (
        2 if most == 1 else 1 + min(distance(*way, most - 1, any_letter=any_letter) for way in ways)
    )
