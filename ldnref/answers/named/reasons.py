"""Why a medicine ended, or when: `stopped for surgery`. Ends nothing itself."""

from collections.abc import Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Piece
from ldnref.answers.named.tokens import Text, Token, following


def has_reason(lexicon: Lexicon, text: Text, end: Piece, behind: Sequence[Piece]) -> bool:
    """Whether the conditions behind a word for an end are why it came, or when.

    When it came may stand between: `stopped in 2019 due to nausea`, `stopped 2019 (nausea)`.
    """
    at = end.end
    while (fast := following(text.tokens, at - 1)).clause == end.clause and _dates(lexicon, fast):
        at += 1
    named = [one for thing in behind if thing.part for one in thing.part.named]
    why = fast.clause == end.clause and (
        fast.word in lexicon.grammar.supplied or "(" in fast.before
    )
    return why and bool(named) and all(one.kind == "condition" for one in named)


def without_reason(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> tuple[list[int], list[int]]:
    """What an end reaches, less why the medicine before it ended; and what passed before it did."""
    before, behind = [n for n in parts if n < at], [n for n in parts if n > at]
    taken = [one for n in before if (part := pieces[n].part) for one in part.named]
    medicine = any(one.kind != "condition" for one in taken)
    if not medicine or not has_reason(lexicon, text, pieces[at], [pieces[n] for n in behind]):
        return parts, []
    after = following(text.tokens, pieces[at].end - 1).word in lexicon.base.list_words.blamed.past
    return before, [n for n in behind if after and _passes(pieces[n])]


def _passes(thing: Piece) -> bool:
    return thing.part is not None and all(one.course == "passing" for one in thing.part.named)


def _dates(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word is part of a date."""
    return token.figure is not None or token.word in (*lexicon.months, *lexicon.ends)
