"""Words without their endings, in one spelling. Knows no language but English."""

from functools import lru_cache

from ldnref.answers.named.normalise import normalise

#: British and American spelling, made one.
_SPELLING = (
    ("ageing", "aging"),
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("yse", "yze"),
)

#: Endings that only make another form of a word, longest first.
_ENDINGS = ("ation", "ingly", "ance", "ness", "edly", "ing", "ion", "ed", "ly", "e")

#: No ending is cut from what would be shorter.
SHORTEST_STEM = 3


@lru_cache(maxsize=10_000)  # the words of most texts are the same few
def stem(word: str) -> str:
    """A normal word without its ending, in one spelling: `diarrhoea` and `diarrheas` are one."""
    for british, american in _SPELLING:
        word = word.replace(british, american)
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word


@lru_cache(maxsize=10_000)  # and so are names and phrases
def stems(text: str) -> tuple[str, ...]:
    """The stem of each word of a text."""
    return tuple(map(stem, normalise(text).split()))
