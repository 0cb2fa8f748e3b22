"""A disease in the name of a vaccine: `hepatitis A and hepatitis B vaccine` is no hepatitis."""

from collections.abc import Iterator, Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Part, Piece, clause_places
from ldnref.answers.named.seldom import tails
from ldnref.answers.named.tokens import ABBREVIATION, Text, following, previous

#: What joins two diseases, and a disease to the word for a vaccine before it.
_JOINS = frozenset(("-", "/", "+", "&"))
#: So many words may stand between: `vaccin contre l'hépatite B`.
_BETWEEN = 3


def with_vaccines(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where the diseases that a vaccine is against are part of its name."""
    for at, token in enumerate(text.tokens):
        if token.word in lexicon.vaccines:
            found = _with_vaccine(lexicon, text, found, at)
    return found


def _with_vaccine(lexicon: Lexicon, text: Text, found: list[Piece], at: int) -> list[Piece]:
    own = next((p for p in found if p.start <= at < p.end), None)
    named = own is not None and own.part is not None and own.part.recognised
    start, end = (own.start, own.end) if own is not None and named else (at, at + 1)
    row = list(_before(lexicon, text, found, start, loose=not named))
    if not row and not named:
        row = list(_behind(lexicon, text, found, end))
    if not row:
        whole = own if own is not None and named else None
    else:
        start, end = min(start, *(p.start for p in row)), max(end, *(p.end for p in row))
        token = text.tokens[start]
        part = Part(text.between(start, end), holds="")
        whole = Piece(start, end, token.clause, token.entry, part)
    if whole is None:
        return found
    asked = _listed(lexicon, text, found, start)
    return sorted([*(p for p in found if not start <= p.start < end), *asked, whole])


def _listed(lexicon: Lexicon, text: Text, found: Sequence[Piece], start: int) -> Iterator[Piece]:
    """A doubt of each disease alone in a clause before a vaccine that is named alike.

    `Hep A, hep B vaccine` may be two vaccines; and so may `hep B, hep A vaccine`, or what one has.
    """
    alike = text.tokens[start].word
    for piece in reversed(found):
        if piece.end > start:
            continue
        alone = clause_places(text.tokens, piece.clause)
        bare = alone == list(range(piece.start, piece.end)) and piece.end == start
        listed = bare and text.tokens[start].before.strip() == ","
        told = tails.is_found(lexicon, text, piece) or not tails.is_prevented(lexicon, piece)
        told = told or text.between(piece.start, piece.end) in lexicon.grammar.latter
        if not listed or told or text.tokens[piece.start].word != alike:
            return
        yield piece._replace(end=piece.start, part=None, role="doubt")
        start = piece.start


def _before(
    lexicon: Lexicon, text: Text, found: Sequence[Piece], start: int, *, loose: bool
) -> Iterator[Piece]:
    """The diseases before a vaccine, the nearest first; `loose`: the nearest without a sign."""
    while (piece := _ending(lexicon, text, found, start, loose=loose)) is not None:
        yield piece
        start, loose = piece.start, False


def _ending(
    lexicon: Lexicon, text: Text, found: Sequence[Piece], start: int, *, loose: bool
) -> Piece | None:
    """The disease that ends before a word, and is joined to it.

    Joined by a word or a sign it begins as what follows does: `hepatitis A and hepatitis B
    vaccine`, and not `hepatitis C and flu vaccine`.
    """
    for piece in found:
        if not tails.is_prevented(lexicon, piece) or piece.end > start:
            continue
        if not loose and text.between(piece.start, piece.end) in lexicon.grammar.latter:
            continue  # against `hep C and hep B vaccinated` there is but one
        between = text.tokens[piece.end : start]
        if text.tokens[start].clause != piece.clause or "." in text.tokens[start].before:
            continue  # `hepatitis C. Vaccinated against …`
        alike = text.tokens[piece.start].word == text.tokens[start].word
        sign = text.tokens[start].before.strip() in _JOINS and not between
        joined = sign or (between and all(t.word in lexicon.grammar.vaccinated for t in between))
        if (loose and not between and not sign) or (alike and joined):
            return piece
    return None


def _behind(lexicon: Lexicon, text: Text, found: Sequence[Piece], end: int) -> Iterator[Piece]:
    """The diseases behind the word for a vaccine: `vacuna hepatitis B`; `vacc: hep A, hep B`."""
    most, heads = _BETWEEN, _heads(text, end - 1)
    for piece in found:
        if piece.start < end or not tails.is_prevented(lexicon, piece):
            continue
        between = text.tokens[end : piece.start]
        last = text.tokens[end - 1]
        here = piece.entry == last.entry if heads else piece.clause == last.clause
        near = len(between) <= most and here
        if not near or not all(
            t.word in lexicon.grammar.vaccinated or lexicon.quiet(t.word) for t in between
        ):
            return
        yield piece
        end, most = piece.end, 1


def _heads(text: Text, at: int) -> bool:
    """Whether a word is the heading of a list: `vaccinated: hep A, hep B`; `vacc. hep B`."""
    word = text.tokens[at]
    first = previous(text.tokens, at).entry != word.entry
    sign = following(text.tokens, at).before.strip()
    return first and (sign == ":" or (sign == "." and len(word.word) <= ABBREVIATION))
