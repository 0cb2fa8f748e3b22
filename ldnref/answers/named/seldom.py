"""What reads figures, amounts and times: a line without any is read without loading it.

Whoever takes one of them from here stands above it all the same, as pyproject.toml has it.
"""

from typing import TYPE_CHECKING

from ldnref.later import Later

if TYPE_CHECKING:
    from ldnref.answers.named import amounts, bands, clearing, days, measures, tails, times, unnamed
else:
    names = ("amounts", "bands", "clearing", "days", "measures", "tails", "times", "unnamed")
    amounts, bands, clearing, days, measures, tails, times, unnamed = (
        Later(f"ldnref.answers.named.{name}") for name in names
    )

__all__ = ["amounts", "bands", "clearing", "days", "measures", "tails", "times", "unnamed"]


def is_unit(word: str) -> bool:
    """Whether a word is a unit of mass or volume: it is asked where a number is written out."""
    return amounts.is_unit(word)
