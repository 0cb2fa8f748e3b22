"""Text as names are compared: lower case, no accents, no signs. Knows no names."""

import re
import unicodedata

from ldnref.answers.patterns import pattern

#: What stands between the words of a name.
_SIGNS = pattern(r"[^a-z0-9]+")

#: How a numbered product is written: `#3`.
_NUMBERED = pattern(r"#\s*(?=\d)")

#: A result that is written with its sign: `+ve`, `-ve`.
_SIGNED = "+-\u2212\u2013"
_RESULT = pattern(rf"(?<![^\s(:/])([{re.escape(_SIGNED)}])\s?ve\b", re.IGNORECASE)

#: Signs for so many times, `ALT 4×`, and those of a mark: `Suboxone™`.
_TIMES = str.maketrans(dict.fromkeys("\u00d7\u2715\u2716\u2a2f", " x ") | dict.fromkeys("™℠", " "))

#: A point in the middle of its line, `4·5 mg`; a fraction, `½`, perhaps behind a whole, `15½`.
_MIDDLE = pattern(r"(?<=\d)[\u00b7\u2219\u22c5\u2027](?=\d)")
_FRACTION = pattern(r"(\d?)([¼½¾⅛⅜⅝⅞])")

#: A word that was parted at the end of a line, as in text copied from a page.
_BROKEN = pattern(r"(?:\u00ad|(?<=\w)-)[ \t]*\r?\n[ \t]*(?=\w)")

#: Letters of other scripts that look like ours, as they come out of a scanned or a copied page.
_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u0501\u051b"
    "\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131",
    "abekmhopctyxijsdqaeikvoptuxi",
)


#: Letters of other scripts as they sound, for a word that is wholly of one.
_SOUNDS = {
    ord(letter): sound
    for letters, sounds in (
        (
            "а б в г ґ д е ё ж з и і й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
            "a b v g g d e e zh z i i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
        ),
        (
            "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω",
            "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
        ),
    )
    for letter, sound in zip(letters.split(), sounds.replace("-", "\u00ad").split(), strict=True)
}
#: A word of Cyrillic or Greek letters alone; two letters at the least, as one may be a sign.
_FOREIGN = pattern(r"(?<![^\W_])[\u0370-\u03ff\u0400-\u04ff]{2,}(?![^\W\d_])")

#: A word, and capitals of other scripts that look like ours where the small letters do not.
_WORD = pattern(r"[^\W\d_]{2,}")
_CAPITALS = str.maketrans(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405",
    "ABEZHIKMNOPTYXABEKMHOPCTYXIJS",
)

#: A nought that a scanner took for the letter a name begins with: `0xycodone`.
_NOUGHT = pattern(r"(?<![\w.,])0(?=[a-z]{6})(?!micro|milli|table|capsu|month)", re.IGNORECASE)

#: UTF-8 that was read as Windows' Latin: `Cod\u00c3\u00a9ine`; what it begins with.
_MISREAD = pattern(r"[\u00c2-\u00f4][^\x00-\x7f]+")
_BEGINS = "\u00c2\u00c3\u00e2"

#: A figure that begins with its point: `.5`.
_POINTED = pattern(r"(?<![^\s(<>=~])(?<!\d\s)\.(?=\d)")

#: What moves or paints a terminal, and nobody sees: `\x1b[31m`.
_PAINTED = pattern(r"\x1b\[[0-?]*[ -/]*[@-~]")

#: What nobody sees inside a word: format characters, marks without a place of their own (selectors,
#: joiners, circles round a letter), and control characters that are no space.
_UNSEEN = ("Cf", "Mn", "Me", "Cc")


def _seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN or character.isspace()


def _spoken(found: re.Match[str]) -> str:
    """A word of another script as it sounds; of letters that look like ours, as it looks."""
    word = unicodedata.normalize("NFD", found[0])
    plain = "".join(c for c in word if not unicodedata.combining(c) or c == "\u0306")
    if all(ord(c) in _ALIKE for c in plain):
        return found[0]
    return unicodedata.normalize("NFC", plain).translate(_SOUNDS).replace("\u00ad", "")


def _as_it_looks(found: re.Match[str]) -> str:
    """A word among whose letters are capitals of another script, if all others are ours."""
    word = found[0].translate(_CAPITALS)
    return word if word.isascii() else found[0]


def _read_right(found: re.Match[str]) -> str:
    """Signs whose bytes were taken for those of another encoding, if they were."""
    try:
        return b"".join(map(_byte, found[0])).decode()
    except UnicodeError:
        return found[0]


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeError:  # five bytes that mean nothing there are kept as they are
        return sign.encode("latin-1")


def _in_points(found: re.Match[str]) -> str:
    """A fraction as a figure with its point."""
    return (found[1] or "0") + f"{unicodedata.numeric(found[2])}"[1:]


def bare(text: str) -> str:
    """Lower case, without accents and hidden signs; what separates words is kept."""
    if "#" in text:
        text = _NUMBERED.sub(" no ", text)
    if "ve" in text.lower() and any(sign in text for sign in _SIGNED):
        text = _RESULT.sub(lambda found: "positive" if found[1] == "+" else "negative", text)
    if "\x1b" in text:
        text = _PAINTED.sub("", text)
    if "\n" in text:
        text = _BROKEN.sub(lambda found: found[0][0].replace("\u00ad", ""), text)
    if "." in text:
        text = _POINTED.sub("0.", text)
    if "0" in text:
        text = _NOUGHT.sub("o", text)
    if text.isascii():
        return (text if text.isprintable() else "".join(filter(_seen, text))).lower()
    if any(sign in text for sign in _BEGINS):
        text = _MISREAD.sub(_read_right, text)
    text = _MIDDLE.sub(".", _WORD.sub(_as_it_looks, text.translate(_TIMES)))
    text = _FRACTION.sub(_in_points, text)
    text = _FOREIGN.sub(_spoken, text.casefold())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if _seen(c) and not unicodedata.combining(c)).translate(_ALIKE)


def normalise(text: str) -> str:
    """Lower case, without accents, signs or punctuation; words with one space between them."""
    plain = bare(text)
    if plain.isascii():
        return _SIGNS.sub(" ", plain).strip()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())
