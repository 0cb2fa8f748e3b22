"""Words that were typed apart → the lines that they make: the longest run that is one name."""

from collections.abc import Iterator, Sequence
from datetime import date

from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import NOW


def runs(lexicon: Lexicon, typed: Sequence[str], today: date) -> Iterator[str]:
    """The lines that the words make; what was typed with a space in it is a line of its own.

    A run is never joined over a denial or a word of time: nothing that is typed makes another
    name past.
    """
    left = list(typed)
    while left:
        longest = min(PHRASE, len(left))
        length = next(n for n in range(longest, 0, -1) if n == 1 or _one(lexicon, left[:n], today))
        yield " ".join(left[:length])
        del left[:length]


def _one(lexicon: Lexicon, words: Sequence[str], today: date) -> bool:
    """Whether the words are one name, and nothing else."""
    if any(len(word.split()) != 1 for word in words):
        return False
    known = normalise(" ".join(words)) in lexicon.known
    if not known and any(normalise(word) in lexicon.roles for word in words):
        return False
    if not known and len(words) > 1 and any(_measures(lexicon, word, today) for word in words):
        return False
    parts = read(lexicon, " ".join(words), today)
    return (
        len(parts) == 1
        and not parts[0].unknown
        and parts[0].standing == NOW
        and parts[0].days is None
    )


def _measures(lexicon: Lexicon, word: str, today: date) -> bool:
    """Whether a word tells something by its own figure: the `79M` of `RRMS 79M`."""
    return any(part.measured and part.named for part in read(lexicon, word, today))
