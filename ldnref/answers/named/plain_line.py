"""A line by its words and signs, as what reads plain lines wants it. Knows no names."""

from collections.abc import Mapping, Sequence

from ldnref.answers.named.normalise import bare
from ldnref.answers.named.tokens import mixed
from ldnref.answers.patterns import pattern
from ldnref.tuples import NamedTuple

#: A figure with what stands fast to it, or a word.
_TOKEN = pattern(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+")

#: Signs that ask, answer, number or part: read the long way.
_SIGNS = pattern(r"[?;:#=|<>\[\]\n\r→]")

_DIGIT = pattern(r"\d")
#: Where a name does not run on.
_CLAUSE = pattern(r"[,\u2013\u2014]|\s-|-\s|\.(?!\d)|(?<!\d)\.")
_HYPHENED = pattern(r"[^\W_][-\u2010\u2011][^\W_]")
_LONGEST = 300

#: What a word is a word of, whatever else it is: times, forms, complaints, phrases that say nothing
#: only together, what a figure before it is.
TIMED, FORM, COMPLAINT, JOINED, BEHIND = 1, 2, 4, 8, 16


class Line(NamedTuple):
    """A line by its words."""

    #: The line as it was typed, and without accents.
    typed: str
    text: str
    #: The text, where it has other signs than spaces; else nothing.
    signs: str
    #: Its words, and the same as names have them: a figure with a point is two.
    tokens: Sequence[str]
    words: Sequence[str]
    #: What its words are words of, and whether there is a figure.
    kinds: int
    figured: bool


def in_words(line: str, kind_of: Mapping[str, int]) -> Line | None:
    """The words of a line; None where its signs, or its length, want the long way."""
    plain = _is_plain(line)
    text = line.lower() if plain else bare(line)
    if len(text) > _LONGEST:
        return None
    if plain or _is_plain(text):
        # Where a line is but words and whole figures, no sign is looked for again.
        signs, figured, words = "", not text.replace(" ", "").isalpha(), text.split()
    elif _SIGNS.search(text):
        return None
    else:
        signs, figured = text, _DIGIT.search(text) is not None
        words = _TOKEN.findall(text)
    tokens = words
    if "." in signs or "," in signs:  # a figure with a point is two words
        words = [word.replace(".", " ").replace(",", " ") for word in tokens]
    kinds = 0
    for word in words:
        kinds |= kind_of.get(word, 0)
    return Line(line, text, signs, tokens, words, kinds, figured)


def _is_plain(text: str) -> bool:
    """Whether nothing stands in a text but letters and figures without accents, and spaces."""
    return text.isascii() and text.replace(" ", "").isalnum()


def places(text: str) -> list[tuple[int, int]]:
    """Where each word of a text stands."""
    return [one.span() for one in _TOKEN.finditer(text)]


def ends_clause(signs: str) -> bool:
    """Whether a clause may end among signs."""
    some = "," in signs or "-" in signs or "." in signs or not signs.isascii()
    return some and _CLAUSE.search(signs) is not None


def in_first_clause(line: Line, end: int) -> bool:
    """Whether a thing stands before the first comma, and nothing but commas ends a clause."""
    first = line.signs.find(", ")
    return places(line.signs)[end - 1][1] <= first and not ends_clause(
        line.signs.replace(", ", " ")
    )


def hyphened(signs: str) -> bool:
    """Whether a hyphen stands between two words."""
    some = "-" in signs or not signs.isascii()
    return some and _HYPHENED.search(signs) is not None


def may_be_cut(word: str) -> bool:
    """Whether a name and its amount may stand fast to each other: no name has two letters."""
    return not word[:-2].isdecimal() and mixed(word)
