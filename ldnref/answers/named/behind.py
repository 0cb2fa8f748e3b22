"""What a clause without a thing of its own says of the one before it: `codeine, none since May`."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ldnref.answers.named import reach
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import CLEARS, Piece
from ldnref.answers.named.segments import Segment
from ldnref.answers.named.tails import is_prevented, treats
from ldnref.answers.named.times import Passed
from ldnref.answers.named.tokens import Text, Token


class Clause(NamedTuple):
    """A clause without a thing of its own, and those of its words that speak of nothing else."""

    text: Text
    segment: Segment
    words: Sequence[Token]


def back(
    lexicon: Lexicon,
    clause: Clause,
    pieces: Sequence[Piece],
    things: list[int],
    *,
    times: Mapping[int, Passed],
    roles: dict[int, set[str]],
) -> list[int]:
    """Gives the things before a clause the roles that it tells of them; which its time is of too.

    What lies at a time of its own is not taken back: `last month, none today`; and a test clears
    no medicine that was named apart from it.
    """
    text, segment, words = clause
    if _last(lexicon, words):
        things = [n for n in things if not reach.of_condition(pieces[n])]
    undated = [n for n in things if times[n].certain is None]
    unknown = any(p.part is not None and p.part.unknown for p in segment.pieces)
    kept = [n for n in things if not (unknown and "current" in roles[n])]
    clear = [n for n in undated if reach.of_condition(pieces[n])]
    clear = clear if _nothing_else(lexicon, segment, words) else []
    for piece in reach.resolved(segment.pieces):
        if piece.role == "taken" and not _by_another(lexicon, text, piece):
            _without(roles, kept, "others")  # `wife's oxycodone, took 1`
        if piece.role == "current":
            _without(roles, undated, "stopped", "past")
        own = kept
        if treats(lexicon, text, piece):
            own = [n for n in kept if not reach.of_condition(pieces[n])]
        reached = clear if piece.role in CLEARS else own if piece.role in reach.BACK else []
        if piece.role == "immunised":  # `pregnant, immune`
            reached = [n for n in reached if is_prevented(lexicon, pieces[n])]
        _with(roles, reached, piece.role or "")
    if any(_nothing(lexicon, text, segment, piece) for piece in segment.pieces):
        taken = [n for n in kept if not reach.of_condition(pieces[n])]
        _without(roles, taken, "current")
        _with(roles, taken, "stopped")  # `codeine, none since May`
    return things


def _with(roles: dict[int, set[str]], things: Sequence[int], role: str) -> None:
    """Gives things one role more."""
    for n in things:
        roles[n].add(role)


def _without(roles: dict[int, set[str]], things: Sequence[int], *taken: str) -> None:
    """Takes roles from things."""
    for n in things:
        roles[n].difference_update(taken)


def _last(lexicon: Lexicon, words: Sequence[Token]) -> bool:
    """Whether a clause tells of the last of something else: `pregnant, last scan fine`."""
    told = ((one.word, other.word) for one, other in pairwise(words))
    return any(one in lexicon.grammar.last and other not in lexicon.dating for one, other in told)


def _nothing_else(lexicon: Lexicon, segment: Segment, words: Sequence[Token]) -> bool:
    """Whether a clause says no more than that something is not so: no `rhesus negative`.

    What is normal is something else, as a scan.
    """
    if any(token.word in lexicon.grammar.well for token in words):
        return False
    own = {at for p in segment.pieces if p.role is not None for at in range(p.start, p.end)}
    others = [t.word for at, t in enumerate(words, segment.start) if at not in own]
    apart = lexicon.grammar.apart
    return all(lexicon.says_nothing(word) and word not in apart for word in others)


def _by_another(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether it stands before a word who took it, and that may be somebody else: `she took 1`."""
    return text.tokens[max(piece.start - 1, 0)].word in lexicon.grammar.thirds


def _nothing(lexicon: Lexicon, text: Text, segment: Segment, piece: Piece) -> bool:
    """Whether a clause says that nothing was taken, since when or at all: `none since May`."""
    words = (token.word for token in text.tokens[piece.start : piece.end])
    if " ".join(words) not in lexicon.grammar.nothing:
        return False
    own = text.tokens[piece.end : segment.end]
    dated = (lexicon.dating, lexicon.units, lexicon.numbers, lexicon.months, lexicon.ends)
    return all(
        token.figure is not None
        or lexicon.says_nothing(token.word)
        or any(token.word in words for words in dated)
        for token in own[:2]
    )
