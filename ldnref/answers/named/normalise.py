"""Text as names are compared: lower case, no accents, no signs. Knows no names."""

import re
import unicodedata

#: What stands between the words of a name.
_SIGNS = re.compile(r"[^a-z0-9]+")

#: How a numbered product is written: `#3`.
_NUMBERED = re.compile(r"#\s*(?=\d)")


def bare(text: str) -> str:
    """Lower case, without accents and hidden signs; what separates words is kept."""
    if "#" in text:
        text = _NUMBERED.sub(" no ", text)
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return "".join(
        c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"
    )


def normalise(text: str) -> str:
    """Lower case, without accents, signs or punctuation; words with one space between them."""
    plain = bare(text)
    if plain.isascii():
        return _SIGNS.sub(" ", plain).strip()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
