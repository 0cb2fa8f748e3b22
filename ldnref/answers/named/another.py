"""What a clause without a thing of its own tells of something else, and not of the one before it.

`left his job in 2019`: the year is the job's, and the medicine before it is taken still.
"""

from collections.abc import Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import CLEARS, Piece
from ldnref.answers.named.segments import Segment
from ldnref.answers.named.tails import dated
from ldnref.answers.named.tokens import Text, Token

#: Roles of words that tell of the thing before them, whatever else stands there.
_OF_IT = ("stopped", "current", "resumed", "given", "taken")


def unknown_alone(segment: Segment, before: Sequence[Piece]) -> bool:
    """Whether a clause tells a time of what is not recognised: `tramadol; extubated 2012`.

    `before` are those of the things before it that are not over: what was stopped was so no
    longer ago than what follows it, `oxycodone stopped; extubated yesterday`.
    """
    unknown = any(p.part is not None and p.part.unknown for p in segment.pieces)
    return unknown and bool(before) and all(piece.role is None for piece in segment.pieces)


def tells_else(lexicon: Lexicon, text: Text, segment: Segment, before: Sequence[Piece]) -> bool:
    """Whether the time of a clause is that of something else than the thing before it.

    It is where a test found something: `JCV neg 2022`. In the same entry where it tells of a visit,
    or of anything else, and not that something was taken; in another where it tells anything more
    than when, and of what was taken.
    """
    since = lexicon.grammar.since
    roles = {p.role for p in segment.pieces if text.tokens[p.start].word not in since}
    if roles & {*_OF_IT}:
        return False
    if roles & {*CLEARS}:
        return True
    known = (p for p in segment.pieces if p.part is None or not p.part.unknown)
    own = {n for p in known for n in range(p.start, p.end)}
    words = [text.tokens[n] for n in range(segment.start, segment.end) if n not in own]
    if all(text.tokens[segment.start].entry != piece.entry for piece in before):
        return not all(dated(lexicon, one) or _of_taking(lexicon, one) for one in words)
    if any(one.word in lexicon.grammar.taking for one in words):
        return False
    return any(_tells(lexicon, one) for one in words)


def of_visit(lexicon: Lexicon, text: Text, segment: Segment) -> range:
    """Where a clause tells of a visit or a test beside a thing: `methadone, seen 4 weeks ago`.

    Not so what was given at one, or for it, nor where something ended.
    """
    words = lexicon.grammar
    if any(piece.role in ("stopped", "past") for piece in segment.pieces):
        return range(0)
    before = (*lexicon.dating, *words.onset, *words.lasting, *words.taking)
    for n in range(segment.start + 1, segment.end):
        if text.tokens[n].word in words.taking:
            break
        if text.tokens[n].word in lexicon.visits and text.tokens[n - 1].word not in before:
            return range(n, segment.end)
    return range(0)


def _of_taking(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word tells that something was taken, and how much of it."""
    words = lexicon.grammar
    return token.word in words.taking or token.word in words.portions


def _tells(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word tells of a test, a visit, or what else happens in a life."""
    words = lexicon.grammar
    if any(token.word in held for held in (lexicon.visits, words.apart, words.workup)):
        return True
    return not (lexicon.says_nothing(token.word) or dated(lexicon, token))
