"""A medicine of a record with how it is taken, in each way that its orders tell."""

from typing import TYPE_CHECKING

from ldnref.answers.checking.given import Given
from ldnref.answers.named.line import read
from ldnref.answers.named.part import Part

if TYPE_CHECKING:
    from ldnref.answers.checking.stating import Stating


def taken(stating: "Stating", given: Given, main: tuple[Part, ...]) -> tuple[Part, ...]:
    """A medicine as it is taken, in each way that is told, whatever their order.

    An order that does not tell how it is taken is no other way; one that was not read is.
    """
    if len(main) != 1:
        return main
    ways = [_as_taken(stating, main[0], way) for way in given.dosages]
    return tuple({(one.named, one.amount): one for one in ways}.values()) or main


def _as_taken(stating: "Stating", part: Part, dosage: str | None) -> Part:
    """A medicine with how it is taken, where that is read whole and speaks of it alone."""
    if dosage is None:  # what stands in the name is one piece, and not what is taken a day
        return part._replace(amount=None)
    if not (part.named and part.recognised):
        return part
    found = read(stating.lexicon, f"{stating.bare(part.text)} {dosage}", stating.today)
    if len(found) != 1 or not found[0].recognised or found[0].standing != part.standing:
        return part
    named = found[0].named
    same = all(stating.kin.alike(one.id, own.id) for one in named for own in part.named)
    return found[0]._replace(text=part.text) if named and same else part
