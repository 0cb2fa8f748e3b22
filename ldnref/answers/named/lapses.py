"""What ends nothing: `no opioids, for 2 days`; `14 days on, 14 days off`; `stopped? no`."""

from collections.abc import Sequence
from itertools import groupby

from ldnref.answers.named.asked import questions
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import CLEARS, Piece, clause_places, of_clause
from ldnref.answers.named.seldom import tails
from ldnref.answers.named.tokens import Text, Token

#: So many words before an `off` its `on` stands, at the most.
_FAR = 6

#: Of longer units there is no rhythm: `on for 3 years, off for 2 years`.
_MONTH = 31 * 24

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


def in_turns(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where the `off` of a rhythm tells of use: `14 days on, 14 days off`."""
    ends = (n for n, one in enumerate(found) if one.role == "stopped")
    turns = {n for n in ends if _turns(lexicon, text, found, n)}
    return [one._replace(role="current") if n in turns else one for n, one in enumerate(found)]


def not_ended(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where nothing but a `no` answers whether a thing ended: so it is taken."""
    gone = set[int]()
    for n, piece in enumerate(found):
        token = text.tokens[piece.start]
        no = lexicon.roles.get(token.word) in ("denial", "cleared") and questions(token)
        if not no or of_clause(text.tokens[piece.start + 1 :], token.clause):
            continue
        before = clause_places(found[:n], piece.clause)
        ended = {m for m in before if found[m].role == "stopped"}
        if ended and any(found[m].part for m in before):
            gone |= {n, *ended}
    return [one for n, one in enumerate(found) if n not in gone] if gone else found


def _turns(lexicon: Lexicon, text: Text, found: Sequence[Piece], at: int) -> bool:
    """Whether an `on` stands before an `off`, and both have a time on the same side of them.

    No thing stands between: `LDN on 2 weeks, opioids off 3 weeks`.
    """
    tokens, piece = text.tokens, found[at]
    off = piece.start
    first = max((one.end for one in found[:at] if one.part is not None), default=0)
    if piece.end - off > 1 or tokens[off].word not in lexicon.grammar.leaving:
        return False
    ons = (
        n
        for n in range(max(off - _FAR, first), off)
        if lexicon.roles.get(tokens[n].word) == "opens"
    )
    same = [n for n in ons if tokens[n].entry == tokens[off].entry]
    before = any(_timed(lexicon, tokens[n - 1 : n]) for n in same if n)
    behind = any(_lasts(lexicon, tokens, n) for n in same)
    ended = off > 0 and _timed(lexicon, tokens[off - 1 : off])
    return (before and ended) or (behind and _lasts(lexicon, tokens, off))


def _timed(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether a word is a unit of time, but no year, or a part of the week: `weekdays`."""
    units = {word for word, hours in lexicon.units.items() if hours <= _MONTH}
    words = (units, lexicon.weekdays, lexicon.grammar.seldom)
    return any(one.word in held or one.tail in units for one in tokens for held in words)


def _lasts(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure and its unit stand fast behind a word: `on for 12 hours`."""
    own = [one for one in tokens[at + 1 : at + 4] if one.word not in lexicon.grammar.lasting]
    return bool(own) and own[0].figure is not None and _timed(lexicon, own[:2])
