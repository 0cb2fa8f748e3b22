"""Text as names are compared: lower case, no accents, no signs. Knows no names."""

import re
import unicodedata

from ldnref.answers.patterns import pattern

#: What stands between the words of a name.
_SIGNS = pattern(r"[^a-z0-9]+")

#: How a numbered product is written: `#3`.
_NUMBERED = pattern(r"#\s*(?=\d)")

#: A result that is written with its sign: `+ve`, `-ve`.
_RESULT = pattern(r"(?<![^\s(:/])([+\-\u2212\u2013])\s?ve\b", re.IGNORECASE)

#: A word that was parted at the end of a line, as in text copied from a page.
_BROKEN = pattern(r"(?:\u00ad|(?<=\w)-)[ \t]*\r?\n[ \t]*(?=\w)")

#: Letters of other scripts that look like ours, as they come out of a scanned or a copied page.
_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u0501\u051b"
    "\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131",
    "abekmhopctyxijsdqaeikvoptuxi",
)


#: What nobody sees inside a word: format characters, marks without a place of their own (selectors,
#: joiners, circles round a letter), and control characters that are no space.
_UNSEEN = ("Cf", "Mn", "Me", "Cc")


def _seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN or character.isspace()


def bare(text: str) -> str:
    """Lower case, without accents and hidden signs; what separates words is kept."""
    if "#" in text:
        text = _NUMBERED.sub(" no ", text)
    if "ve" in text or "VE" in text:
        text = _RESULT.sub(lambda found: "positive" if found[1] == "+" else "negative", text)
    if "\n" in text:
        text = _BROKEN.sub(lambda found: found[0][0].replace("\u00ad", ""), text)
    if text.isascii():
        return (text if text.isprintable() else "".join(filter(_seen, text))).lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if _seen(c) and not unicodedata.combining(c)).translate(_ALIKE)


def normalise(text: str) -> str:
    """Lower case, without accents, signs or punctuation; words with one space between them."""
    plain = bare(text)
    if plain.isascii():
        return _SIGNS.sub(" ", plain).strip()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
