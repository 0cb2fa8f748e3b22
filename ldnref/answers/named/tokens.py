"""A line as words and figures, each with its place and its clause. Knows no names."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

from ldnref.answers.named.normalise import bare
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_names import Grammar
from ldnref.tuples import NamedTuple

#: A figure with what stands fast to it (`4.5mg`), or a word.
_TOKEN = pattern(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+")

_FIGURE = pattern(r"(\d+(?:[.,]\d+)*)(.*)")

#: A strength or a count: `50mg`, `325`.
STRENGTH = (
    r"\d+(?: \d+)*(?:x|mg|mcg|ug|μg|g|kg|ml|l|h|hr|hrs|iu|mmol|micrograms?|milligrams?|units?|"
    r"tabs?|caps?|st|nd|rd|th|d|w|am|pm|percent|yo|y|yr|yrs|mo|m|f|u|mls|cm|s|min|mins|days?|weeks?|wks?|"
    r"months?|years?|hourly|fold|meq|mm|ppm|k|gms?|mgs|mcgs|ui|mbq|gbq|kcal|dy|cl|dl|microg|nanograms?|"
    r"ch|dh|gauge|fr|oz|lbs?)?"
)

#: Figures with a comma before each three: `1,000`.
_THOUSANDS = pattern(r"\d{1,3}(?:,\d{3})+")

#: Between two words that are one name; and between the figures of a range as well.
HYPHENS = ("-", "\u2010", "\u2011")
BETWEEN_FIGURES = (*HYPHENS, "\u2013", "\u2212")

#: Between a part and its whole: a strength and its volume, weeks and forty, a day and its month.
SLASH = pattern(r"\s*/\s*")

#: Where one entry of a line ends and another begins: nothing reaches further.
_ENTRY = pattern(r"[\n\r;]")

#: Where a clause ends inside an entry: a comma, a dash with room around it, the end of a sentence.
_CLAUSE = pattern(r",|\s[-–—]+\s|[–—]|\.\s*$|\.\s+")

#: Shorter words before a full stop are abbreviations: `No. 3`, `tab. 2`; these end a sentence.
ABBREVIATION = 4
_LISTED = 99


class Token(NamedTuple):
    """A word or a figure of a line."""

    #: Normalised; a figure with a point is two words: `4 5`.
    word: str
    #: What stands before it, as typed: spaces and signs.
    before: str
    #: Its place in the text without accents and hidden signs.
    start: int
    end: int
    #: Entries of a line, and clauses of an entry, are counted from nought.
    entry: int
    clause: int
    #: Its figure, where it begins with one, and what stands fast to it.
    figure: Decimal | None = None
    tail: str = ""


#: What stands before the first word of a line, and behind its last.
NOTHING = Token("", "", 0, 0, -1, -1)


def previous(tokens: Sequence[Token], at: int) -> Token:
    """The word before a place."""
    return tokens[at - 1] if at > 0 else NOTHING


def following(tokens: Sequence[Token], at: int) -> Token:
    """The word behind a place."""
    return tokens[at + 1] if at + 1 < len(tokens) else NOTHING


class _Place(NamedTuple):
    """Where a token stands: the fields of Token behind its word."""

    before: str
    start: int
    end: int
    entry: int
    clause: int


class Text(NamedTuple):
    """A line as tokens, with the text in which they have their places."""

    text: str
    tokens: tuple[Token, ...]
    #: What stands behind the last token.
    after: str
    #: The line itself, with its capitals.
    line: str = ""

    def is_capital(self, at: int) -> bool:
        """Whether a word was typed with a capital as its last letter: `79M`."""
        same = len(self.line) == len(self.text)  # no sign was spelled out
        return same and self.line[self.tokens[at].end - 1].isupper()

    def between(self, start: int, end: int) -> str:
        """The text from one token up to another, which is left out."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


def read(line: str, words: Grammar) -> Text:
    """The tokens of a line."""
    text = bare(line)
    tokens: list[Token] = []
    entry = clause = at = 0
    for found in _TOKEN.finditer(text):
        before = text[at : found.start()]
        if before in ("", " "):
            pass  # most words: nothing ends between them
        elif _ENTRY.search(before):
            entry, clause = entry + 1, clause + 1
        elif tokens and _parted(words, before, tokens[-1], found[0], first=len(tokens) == 1):
            clause += 1
        start, at = found.span()
        typed = found[0]
        if typed.isalpha():
            tokens.append(Token(typed, before, start, at, entry, clause))
        else:
            tokens.append(_token(typed, _Place(before, start, at, entry, clause)))
    return Text(text, tuple(tokens), text[at:], line)


def _parted(words: Grammar, before: str, last: Token, behind: str, *, first: bool) -> bool:
    found = _CLAUSE.search(before)
    if found is None or (before == "–" and last.figure is not None and behind[0].isdigit()):
        return False  # `5–12 days ago`
    if "." not in found[0]:
        return True
    spaced = re.search(r"\.\s", before) is not None
    whole = len(last.word) >= ABBREVIATION or (spaced and last.word in words.closing)
    whole = whole or (
        spaced and last.word in words.numbering and not behind[0].isdigit()
    )  # `No. 3`
    if last.figure is None:
        return whole
    numbers = first and last.figure <= _LISTED and not last.tail  # `1. codeine`
    return spaced and not numbers


def _token(typed: str, place: "_Place") -> Token:
    if not typed[0].isdecimal():
        return Token(typed, *place)
    word = typed.replace(".", " ").replace(",", " ")
    found = _FIGURE.fullmatch(typed)
    if found is None:
        return Token(word, *place)
    return Token(word, *place, _number(found[1]), found[2])


def _number(typed: str) -> Decimal | None:
    """The figure that was typed; None for what is a date or a version."""
    if not typed.isascii():
        return None
    if _THOUSANDS.fullmatch(typed):
        return Decimal(typed.replace(",", ""))
    plain = typed.replace(",", ".")
    return Decimal(plain) if plain.count(".") <= 1 else None


def decade(token: Token, tens: Collection[str]) -> bool:
    """Whether a figure is any of ten, or of a hundred: `in the 20s`."""
    return token.tail in tens and bool(token.figure) and (token.figure or 1) % 10 == 0


#: A name that stands fast to its amount: `2xTramadol`, `codeine8mg`, `CKD5`.
#: Not compiled at a start, which takes longer than a list that has none.
_FAST = rf"({STRENGTH})([a-z]{{3,}}\w*)"
_MIXED = pattern(r"\d[a-z]|[a-z]\d")
_FAST_AFTER = pattern(r"([a-z]{3,})(\d\w*)")

#: So many times: `x3`.
_TIMES = pattern(r"(x)\d+")


def apart(text: Text, known: Callable[[str], bool], says_nothing: Callable[[str], bool]) -> Text:
    """The tokens, with a name and the amount that stands fast to it apart."""
    found: list[Token] = []
    for token in text.tokens:
        if token.word.isalpha() or not mixed(token.word):
            found.append(token)
            continue
        times = bool(found) and _TIMES.fullmatch(token.word)  # a line begins with no count
        amount = says_nothing(token.word) and not times
        whole = amount or known(token.word)
        at = None if whole else cut(token.word, known)
        found += [token] if at is None else _halves(token, at)
    return text._replace(tokens=tuple(found))


def mixed(word: str) -> bool:
    """Whether a letter and a figure stand side by side in a word."""
    return _MIXED.search(word) is not None


def cut(word: str, known: Callable[[str], bool]) -> int | None:
    """Where a word falls into an amount and a name, or a name and an amount."""
    if (halves := re.fullmatch(_FAST, word)) and known(halves[2]):
        return len(halves[1])
    if halves := _TIMES.fullmatch(word):
        return 1
    if (halves := _FAST_AFTER.fullmatch(word)) and known(halves[1]):
        return len(halves[1])
    return None


def _halves(token: Token, at: int) -> list[Token]:
    first = _Place(token.before, token.start, token.start + at, token.entry, token.clause)
    second = _Place("", token.start + at, token.end, token.entry, token.clause)
    return [_token(token.word[:at], first), _token(token.word[at:], second)]


#: From this number on a word is a figure; a smaller one only before a unit: `five mg`.
_TENS = 20


def in_figures(
    text: Text, numbers: Mapping[str, int], words: Grammar, is_unit: Callable[[str], bool]
) -> Text:
    """The tokens, with the figure of a number that was written in words: `fifty-two`."""
    if numbers.keys().isdisjoint([token.word for token in text.tokens]):
        return text
    found: list[Token] = []
    tokens = iter(enumerate(text.tokens))
    for at, token in tokens:
        value = numbers.get(token.word, 0)
        behind = text.tokens[at + 1] if at + 1 < len(text.tokens) else None
        if token.figure is not None or value < _TENS:
            counted = value > 1 and behind is not None and is_unit(behind.word)
            found.append(token._replace(figure=Decimal(value)) if counted else token)
            continue
        ones = numbers.get(behind.word, 0) if behind and behind.before in (" ", "-", "") else 0
        single = behind is None or behind.word in words.single
        if behind is not None and 0 < ones < 10 and value % 10 == 0 and not single:  # noqa: PLR2004
            value += ones
            token = token._replace(word=f"{value}", end=behind.end)  # noqa: PLW2901
            next(tokens)
        found.append(token._replace(figure=Decimal(value)))
    return text._replace(tokens=tuple(found))
