"""What a figure in a plain line may be besides a strength or a count: a year, or a code."""

from collections.abc import Sequence

from ldnref.answers.patterns import pattern

#: What may be a year of these centuries, which has no unit, or a code; and without which there is
#: none of both.
_DATED = pattern(
    r"(?<!\d)0*(?:1,?9|2,?[01])\d\d(?![\da-z]| m(?:c?g|l)\b)"
    r"|[a-z]\d[\da-z]\.\d|\d{6}|\d{4,5}-\d{3,4}"
)
_MAY_BE_DATED = pattern(r"\d(?:,?\d{3}|[\da-z]\.\d)")
#: The system of a code, with which a word begins; and without which no code has one.
_CODED = pattern(r"\b(?:rx|ndc|atc|sno|sct|dm\+?d|icd|[av]mpp? prev)")
_MAY_BE_CODED = pattern(r"rx|ndc|atc|sno|sct|dm\+?d|icd|ampp?\sprev|vmpp?\sprev")


def dated(text: str, words: Sequence[str]) -> bool:
    """Whether a text with a figure may hold a code, or a year."""
    if len(words) == 1 or (_MAY_BE_CODED.search(text) and _CODED.search(text)):
        return True
    return _MAY_BE_DATED.search(text) is not None and _DATED.search(text) is not None
