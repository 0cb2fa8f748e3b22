"""Names that stand in the place of codes, in a list of a hospital's own. Knows no medicine."""

from collections.abc import Container, Iterable, Iterator

from ldnref.answers.checking.given import Code
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.naming import known
from ldnref.answers.named.normalise import normalise
from ldnref.answers.patterns import pattern

#: Fewer letters in a row are a short form of somebody's own, and no name.
_LETTERS = pattern(r"[^\W\d_]{4}")

#: What stands in something written for people, and in no code.
_SHOWN = pattern(r"[\s()\[\]]")


def names_in_codes(
    lexicon: Lexicon, systems: Container[str], codes: Iterable[Code]
) -> Iterator[str]:
    """The codes that are names: `HYDROmorphone (Dilaudid)`, or one word that is known.

    A code of a system that is known is none, nor is a number or an address.
    """
    for one in codes:
        if one.system in systems or not _LETTERS.search(one.code):
            continue
        name = normalise(one.code)
        whole = name in lexicon.alone or known(lexicon, name, one.code) is not None
        if whole or _SHOWN.search(one.code):
            yield one.code
