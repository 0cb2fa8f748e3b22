"""Which characters a stream can show, and what stands in for the others."""

import re
import unicodedata
from collections.abc import Callable

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
_MICRO = re.compile("[μµ]g")

#: A space at which no line is broken.
GLUE = "\u00a0"

#: A number and its unit, or both ends of a range, stay on one line: a parted `4.5` invites a slip.
_NUMBER_AND_UNIT = re.compile(
    r"(?<=\d) (?=%|(?:mg|mL|mcg|[µμ]g|g|kg|micrograms?|days?|weeks?|months?|hours?)\b)"
    r"|(?<=\bp) (?=[=<>≤≥])|(?<=[=<>≤≥×]) (?=\d)"
    r"|(?<=\d) (?=×|(?:of|to) \d)|(?<=\d (?:of|to)) (?=\d)"
)

#: A control or format character (Unicode Cc, Cf): it could move the cursor or turn the text round.
_HIDDEN = frozenset({"Cc", "Cf"})


def visible(text: str, longest: int = 60) -> str:
    """Typed text, fit to be echoed: on one line, without hidden characters, not too long."""
    kept = "".join(c if unicodedata.category(c) not in _HIDDEN else " " for c in text)
    kept = "".join(c if not "\ud800" <= c <= "\udfff" else "?" for c in kept)
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def held_together(text: str) -> str:
    """The text with its numbers and their units held on one line."""
    return _NUMBER_AND_UNIT.sub(GLUE, text)


def as_typed(text: str) -> list[str]:
    """The lines of a text, whole; hidden characters as the escapes that programmers write."""
    return [
        "".join(
            c.encode("unicode_escape").decode() if unicodedata.category(c) in _HIDDEN else c
            for c in line.expandtabs()
        )
        for line in text.split("\n")
    ]


def fit_for(encoding: str | None) -> Fit:
    """How to write text so that a stream of this encoding can show it."""
    name = encoding or "ascii"
    if name.lower().replace("-", "") in {"utf8", "utf16", "utf32"}:
        return lambda text: text

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

    return lambda text: "".join(map(shown, _MICRO.sub("mcg", text)))
