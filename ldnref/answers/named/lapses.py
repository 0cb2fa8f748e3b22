"""A clause behind a denied group that only tells when, or how often: `no opioids, for 2 days`."""

from collections.abc import Sequence
from itertools import groupby

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import CLEARS
from ldnref.answers.named.seldom import tails
from ldnref.answers.named.tokens import Text, Token

_DENIES = ("denial", "refused", "stopped", *CLEARS)


def with_lapses(lexicon: Lexicon, text: Text) -> Text:
    """The tokens, with such a clause as the end of the one before it: both are one thought."""
    if not text.tokens or text.tokens[-1].clause == text.tokens[0].clause:
        return text
    found: list[Token] = []
    less, before = 0, list[Token]()
    for clause, group in groupby(text.tokens, key=lambda token: token.clause):
        here = list(group)
        if before and before[0].entry == here[0].entry and _tells_when(lexicon, here):
            less += (_denies(lexicon, before) and clause - before[0].clause) or 0
        before = here
        found += [one._replace(clause=one.clause - less) for one in here]
    return text._replace(tokens=tuple(found))


def _tells_when(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether a clause says nothing but a time, or how seldom something is taken."""
    if all(token.figure is not None for token in tokens):
        return False
    words = (*lexicon.grammar.seldom, *lexicon.grammar.sparing)
    return all(token.word in words or tails.dated(lexicon, token) for token in tokens)


def _denies(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether a group of medicines is denied in a clause, or ended, and none was tested for."""
    words = (*lexicon.grammar.apart, *lexicon.grammar.workup)
    if any(token.word in words for token in tokens):
        return False
    named = (lexicon.known.get(token.word) for token in tokens)
    group = any(one is not None and one.kind == "group" for one in named)
    return group and any(lexicon.roles.get(token.word) in _DENIES for token in tokens)
