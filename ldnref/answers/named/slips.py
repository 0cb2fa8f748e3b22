"""How many slips there are between two words. Knows no names."""

#: Letters that are heard alike: one may stand for another in any name.
_HEARD = ("aeiouyh", "bp", "bv", "vwf", "ckqx", "csz", "szx", "gj", "dt", "lr", "mn")
_ALIKE = frozenset(a + b for letters in _HEARD for a in letters for b in letters)


def distance(one: str, other: str, most: int, *, any_letter: bool = True) -> int:
    """How many letters are wrong, missing, too many, or in each other's place; or over `most`.

    Where not any letter may be wrong, one in the place of another that sounds unlike it is two.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or most < 1:
        return most + 1
    at = _alike(one, other)
    one, other = one[at:], other[at:]
    if _one_slip(one, other, any_letter):
        return 1
    if most == 1:
        return 2
    end = _alike(one[::-1], other[::-1])
    return 2 if _two_slips(one[: len(one) - end], other[: len(other) - end], any_letter) else 3


def _alike(one: str, other: str) -> int:
    """With how many letters both begin."""
    at = 0
    for letter, beside in zip(one, other, strict=False):
        if letter != beside:
            break
        at += 1
    return at


def _one_slip(one: str, other: str, any_letter: bool) -> bool:
    """Whether two words that begin unlike are one, but for a slip at their beginning."""
    if len(one) != len(other):
        return one[1:] == other or one == other[1:]
    if one[1:] == other[1:]:
        return any_letter or one[:1] + other[:1] in _ALIKE
    return one[:2] == other[1::-1] and one[2:] == other[2:]


def _two_slips(one: str, other: str, any_letter: bool) -> bool:
    """Whether two words that begin and end unlike are one, but for a slip at each end."""
    if len(one) < len(other):
        one, other = other, one
    more = len(one) - len(other)
    if more > 1:
        return one[1:-1] == other
    if more < 1 and (one[1:] == other[:-1] or one[:-1] == other[1:]):
        return True
    # Beside the letter too many at one end, if there is one, one is wrong at the other, or two are
    # turned there: mostly, what is between them is unlike already.
    back, beside = one[::-1], other[::-1]
    if more:
        return (
            one[2:-1] == other[2:]
            and any(one[n:-1] == other[n:] for n in _at_end(one, other, any_letter))
        ) or (
            back[2:-1] == beside[2:]
            and any(back[n:-1] == beside[n:] for n in _at_end(back, beside, any_letter))
        )
    return one[2:-2] == other[2:-2] and any(
        one[n:-m] == other[n:-m]
        for n in _at_end(one, other, any_letter)
        for m in _at_end(back, beside, any_letter)
    )


def _at_end(one: str, other: str, any_letter: bool) -> list[int]:
    """How many letters one slip that keeps their number takes at the beginning of two words."""
    wrong = any_letter or one[:1] + other[:1] in _ALIKE
    return [1] * wrong + [2] * (one[:2] == other[1::-1])
