"""Which characters a stream can show, and what stands in for the others."""

import unicodedata
from collections.abc import Callable

from ldnref.answers.patterns import pattern

Fit = Callable[[str], str]

#: What is written where a stream cannot show a sign; anything else loses its accent, or is `?`.
_PLAIN = {
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "–": "-",
    "−": "-",
    "—": "-",
    "·": "-",
    "…": "...",
    "→": "->",
    "×": "x",
    "±": "+/-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "κ": "kappa",
    "μ": "mu",
    "µ": "mu",
    "®": "",
    "™": "",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "ß": "ss",
    "█": "=",
    "●": "o",
    "─": "-",
    "┤": "]",
    "├": "[",
    "│": "|",
}

#: A micro sign before a unit is never `mu`: micrograms are written out so as not to be misread.
_MICRO = pattern("[μµ]g")

#: A space at which no line is broken.
GLUE = "\u00a0"

#: A number and its unit, or both ends of a range, stay on one line: a parted `4.5` invites a slip.
#: × is no part of the other signs: all of them in one set took as long to make as all the rest.
_NUMBER_AND_UNIT = pattern(
    r"(?<=\d) (?=%|(?:mg|mL|mcg|[µμ]g|g|kg|micrograms?|days?|weeks?|months?|hours?)\b)"
    r"|(?<=\bp) (?=[=<>≤≥])|(?<=[=<>≤≥]) (?=\d)|(?<=×) (?=\d)"
    r"|(?<=\d) (?=×|(?:of|to) \d)|(?<=\d (?:of|to)) (?=\d)"
)

#: Control and format characters (Unicode Cc, Cf) and ends of lines or paragraphs (Zl, Zp): they
#: could move the cursor, turn the text round or begin another line.
_HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp"})

#: Half of a character that UTF-8 cannot hold: what is left of a byte that was no UTF-8.
_HALF = "Cs"

#: The longest word of a label, and the longest label: both may have been typed.
_LONGEST_WORD, _LONGEST_LABEL = 60, 240


def hidden(character: str) -> bool:
    """Whether a character is none that a screen shows, but an order to it, or half of one."""
    return unicodedata.category(character) in (*_HIDDEN, _HALF)


def clean(text: str, kept: str = "") -> str:
    """The text with a space for each hidden character that is not `kept`; as long as it was."""
    if text.isprintable():
        return text
    for one in set(text).difference(kept):
        if not one.isprintable() and hidden(one):
            text = text.replace(one, " " if unicodedata.category(one) != _HALF else "?")
    return text


def visible(text: str, longest: int = 60) -> str:
    """Typed text, fit to be echoed: on one line, without hidden characters, not too long."""
    return _cut(" ".join(clean(text).split()), longest)


def short(text: str) -> str:
    """A label, title or heading, whoever typed what stands in it: no word and no whole too long."""
    if len(text) <= _LONGEST_WORD:
        return clean(text)
    words, length = [], 0
    # No more than is told, and so much that it is seen to be cut: a whole list may be one label.
    for word in clean(text).split(" ", _LONGEST_LABEL + 2):
        words.append(_cut(word, _LONGEST_WORD))
        length += len(words[-1]) + 1
        if length > _LONGEST_LABEL + 1:
            break
    return _cut(" ".join(words), _LONGEST_LABEL)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def held_together(text: str) -> str:
    """The text with its numbers and their units held on one line."""
    return _NUMBER_AND_UNIT.sub(GLUE, text)


def as_typed(text: str) -> list[str]:
    """The lines of a text, whole; hidden characters as the escapes that programmers write."""
    return [
        "".join(c.encode("unicode_escape").decode() if hidden(c) else c for c in line.expandtabs())
        for line in text.split("\n")
    ]


def fit_for(encoding: str | None) -> Fit:
    """How to write text so that a stream of this encoding can show it.

    No stream can show a hidden character: whatever was typed or is held, none goes out. Lines
    stay lines.
    """
    name = encoding or "ascii"
    if name.lower().replace("-", "") in {"utf8", "utf16", "utf32"}:
        return lambda text: clean(text, "\n")

    def shown(character: str) -> str:
        try:
            character.encode(name)
        except (UnicodeEncodeError, LookupError):
            plain = _PLAIN.get(character)
            if plain is None:
                bare = unicodedata.normalize("NFKD", character)
                plain = bare.encode("ascii", "ignore").decode() or "?"
            return plain
        return character

    return lambda text: "".join(map(shown, _MICRO.sub("mcg", clean(text, "\n"))))
