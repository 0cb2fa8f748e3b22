"""A direction that is told as a deed: `OD 3/52 ago`, and not `ramipril OD`."""

from collections.abc import Sequence
from datetime import date

from ldnref.answers import sentences
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Part, Piece, of_clause, of_entry
from ldnref.answers.named.seldom import amounts, times
from ldnref.answers.named.tokens import Text, Token

#: Roles of a word before what was taken: `OD on paracetamol`.
_ON = ("current", "opens")


def with_deeds(lexicon: Lexicon, text: Text, found: list[Piece], today: date) -> list[Piece]:
    """The pieces, with each direction of which is told when it was; asked about beside a dose."""
    for at, token in enumerate(text.tokens):
        if token.word not in lexicon.alone or token.word not in lexicon.beside:
            continue
        clause = of_clause(found, token.clause)
        if not _told(lexicon, text, clause, at, today):
            continue
        entry = of_entry(text.tokens, token.entry)
        dosed = bool(amounts.strengths(lexicon, entry)) or any(
            p.part is not None and p.end <= at for p in clause
        )
        asks = sentences.WHICH_DEED if dosed else None
        typed, means = text.between(at, at + 1), (lexicon.alone[token.word],)
        part = Part(typed, means, asks, doubtful=dosed)
        found = sorted([*found, Piece(at, at + 1, token.clause, token.entry, part)])
    return found


def _told(lexicon: Lexicon, text: Text, clause: Sequence[Piece], at: int, today: date) -> bool:
    """Whether its clause says when it was, and begins with it, a thing or a word for the past."""
    tokens = of_clause(text.tokens, text.tokens[at].clause)
    on = [p for p in clause if p.role in _ON and p.start == at + 1]
    if any(p.role not in (None, "past") and p not in on for p in clause):
        return False
    if any(t.word in (*lexicon.grammar.since, *lexicon.rhythm) for t in tokens):
        return False
    own = {n for p in clause for n in range(p.start, p.end)}
    before = range(text.tokens.index(tokens[0]), at)
    if at in own or not all(n in own or _numbers(text.tokens[n]) for n in before):
        return False
    past = any(p.role == "past" for p in clause)
    ago = times.passed(lexicon, tokens, today, ended=past, weekly=False)
    if any(p.part is not None and p.end <= at for p in clause):
        # `paracetamol OD 3 weeks ago`; not `ramipril OD reviewed 3 weeks ago`
        behind = of_clause(text.tokens[at + 1 :], tokens[0].clause)
        return not past and ago.certain is not None and all(_timed(lexicon, t) for t in behind)
    return past or ago.days is not None


def _timed(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word is part of a time."""
    held = (lexicon.units, lexicon.ago, lexicon.ends, lexicon.months, lexicon.dating)
    return token.figure is not None or any(token.word in words for words in held)


def _numbers(token: Token) -> bool:
    """Whether a word is the number of an item: `2. OD last month`."""
    return token.figure is None and token.word.isdecimal()
