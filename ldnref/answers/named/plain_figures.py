"""What a figure in a plain line may be besides a strength: a year, a code, an age, a time."""

from collections.abc import Sequence
from itertools import pairwise

from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.plain_line import BEHIND, Line, may_be_cut
from ldnref.answers.named.times import told
from ldnref.answers.named.tokens import cut
from ldnref.answers.patterns import pattern

#: What may be a year of these centuries, which has no unit, or a code; and without which there is
#: none of both.
_DATED = pattern(
    r"(?<!\d)0*(?:1,?9|2,?[01])\d\d(?![\da-z]| m(?:c?g|l)\b)"
    r"|[a-z]\d[\da-z]\.\d|\d{6}|\d{4,5}-\d{3,4}"
)
_MAY_BE_DATED = pattern(  # each begins with a figure, and what has none is passed over at once
    r"\d(?:(?:(?<=1),?9|(?<=2),?[01])\d\d(?!\d)|[\da-z]\.\d|\d{5}|\d{3,4}-\d{3,4})"
)
#: What stands before the unit of a figure: `2.5d`.
_FIGURES = "0123456789 "
#: The system of a code, with which a word begins; and without which no code has one.
_CODED = pattern(r"\b(?:rx|ndc|atc|sno|sct|dm\+?d|icd|[av]mpp? prev)")
_MAY_BE_CODED = pattern(r"rx|ndc|atc|sno|sct|dm\+?d|icd|ampp?\sprev|vmpp?\sprev")


def dated(text: str, words: Sequence[str]) -> bool:
    """Whether a text with a figure may hold a code, or a year."""
    if len(words) == 1 or (_MAY_BE_CODED.search(text) and _CODED.search(text)):
        return True
    return _MAY_BE_DATED.search(text) is not None and _DATED.search(text) is not None


def timed(lexicon: Lexicon, line: Line) -> bool:
    """Whether words tell a time: a moment, a month beside what makes it one, or so long ago.

    A month with a year is left to `dated`: `Mar-Enalapril` and `May` alone tell no time.
    """
    words, months, units = line.words, lexicon.months, lexicon.units
    if not months.keys().isdisjoint(words) and any(
        word in months and before in lexicon.grammar.monthly for before, word in pairwise(words)
    ):
        return True
    if not lexicon.ago.isdisjoint(words):
        short = "/" in line.signs or not line.signs.isascii()  # `2/52`
        if short or any(word.lstrip(_FIGURES) in units for word in words):
            return True
    return told(lexicon, words)


def figured(lexicon: Lexicon, line: Line) -> bool:
    """Whether a figure takes a word out of a phrase: `x3 clean hands`, `20 m`."""
    words, named = line.words, lexicon.names_something
    if line.figured and any(
        may_be_cut(word) and cut(word, named)
        for word in words
        if not word.isalpha() and not word.isdecimal()
    ):
        return True
    return line.kinds & BEHIND > 0 and any(
        (word[0].isdecimal() or word in lexicon.numbers) and _measures(lexicon, words, behind)
        for behind, word in enumerate(words, 1)
    )


def _measures(lexicon: Lexicon, words: Sequence[str], at: int) -> bool:
    """Whether words tell what a figure before them is: `weeks pregnant`."""
    phrases = (" ".join(words[at:end]) for end in range(at + 1, at + PHRASE))
    return any(one in lexicon.after or one in lexicon.last for one in phrases)
