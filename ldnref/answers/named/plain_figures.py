"""What a figure in a plain line may be besides a strength or a count: a year, or a code."""

from collections.abc import Sequence

from ldnref.answers.patterns import pattern

#: What may be a year of these centuries, or a code; and without which there is none of both.
_DATED = pattern(
    r"(?<!\d)0*(?:1,?9|2,?[01])\d\d(?![\da-z])|[a-z]\d[\da-z]\.\d|\d{6}|\d{4,5}-\d{3,4}"
)
_MAY_BE_DATED = pattern(r"\d(?:,?\d{3}|[\da-z]\.\d)")
#: The system of a code.
_CODED = pattern(r"\b(?:rx|ndc|atc|sno|sct|dm\+?d|icd|[av]mpp? prev)")


def dated(text: str, words: Sequence[str]) -> bool:
    """Whether a text with a figure may hold a code, or a year."""
    if len(words) == 1 or _CODED.search(text):
        return True
    return _MAY_BE_DATED.search(text) is not None and _DATED.search(text) is not None
