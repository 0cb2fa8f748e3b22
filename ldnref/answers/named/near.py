"""Names that are really near a word: a slip of one letter, or of two in a long word.

Only what begins alike is compared, and nothing short: in four or five letters everything is near
something. Where another medicine is nearer still, nothing of ours is near.
"""

from collections.abc import Container, Iterable, Iterator
from typing import Generic, TypeVar

from ldnref.answers.named.register import ALIKE, Register
from ldnref.knowledge.model_names import Named

T = TypeVar("T")

#: Shorter words are near nothing; from the other length on two slips may be in one.
_SHORTEST, _LONG = 6, 9
#: Longer words are no name, and comparing them takes time.
_LONGEST = 40
#: As many are told at the most.
_TOLD = 3


def near(word: str, ours: "Names[Named]", others: "Names[str]") -> tuple[Named, ...]:
    """Those of ours that are near a word, the nearest first."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    found = sorted(ours.within(word, _slips(word)), key=lambda one: one[:2])
    if found and any(others.within(word, found[0][0] - 1)):
        return ()
    return tuple(dict.fromkeys(named for _, _, named in found))[:_TOLD]


def _slips(word: str) -> int:
    return 2 if len(word) >= _LONG else 1


class Names(Generic[T]):
    """Names by how they begin and how long they are, with what each stands for."""

    def __init__(self, register: Register[T], but: Container[str] = ()) -> None:
        self._register = register
        #: Names that nothing is near to.
        self._but = but
        #: Letters, their bits, the place among the names, and what it stands for.
        self._begun: dict[str, dict[int, list[tuple[str, int, int, T]]]] = {}

    def within(self, word: str, slips: int) -> Iterator[tuple[int, int, T]]:
        """What is no more slips away from a word: how many, its place among names, what it is."""
        if slips < 0:
            return
        letters, length = _letters(word), len(word)
        begun = self._of(word[:ALIKE])
        for long in range(length - slips, length + slips + 1):
            alike = [
                one for one in begun.get(long, ()) if (letters ^ one[1]).bit_count() <= 2 * slips
            ]
            for name, _, place, stands_for in alike:
                if (apart := distance(word, name, slips)) <= slips:
                    yield apart, place, stands_for

    def _of(self, begins: str) -> dict[int, list[tuple[str, int, int, T]]]:
        """The names that begin so, by their length."""
        if begins not in self._begun:
            found = self._begun[begins] = {}
            for place, (name, stands_for) in enumerate(self._register.begun(begins)):
                plain = name.replace(" ", "")
                if name not in self._but:
                    one = plain, _letters(plain), place, stands_for
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


def distance(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many, or in each other's place; or over `most`."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or most < 1:
        return most + 1
    at = _alike(one, other)
    one, other = one[at:], other[at:]
    # What is left begins with a slip: a wrong letter, one too many, one missing, or two turned.
    turned = one[:2] == other[1::-1]
    if most == 1:
        if len(one) == len(other):
            slipped = one[1:] == other[1:] or (turned and one[2:] == other[2:])
        else:
            slipped = one[1:] == other if len(one) > len(other) else one == other[1:]
        return 1 if slipped else 2
    ways = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if turned:
        ways.append((one[2:], other[2:]))
    best = most
    for way in ways:
        if abs(len(way[0]) - len(way[1])) < most:
            best = min(best, distance(*way, most - 1))
    return 1 + best


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    return at
