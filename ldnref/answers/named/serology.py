"""A row of tests with one result: `HBV HCV HIV negative`. Knows no figure.

A row holds nothing but the names of what is tested for: beside what the patient has,
or a disease that no such test finds, a result is its own: `autoimmune hepatitis, HCV negative`.
"""

from collections.abc import Iterator, Sequence

from ldnref.answers.named.kin import at_large
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.naming import known
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Piece
from ldnref.answers.named.seldom import tails
from ldnref.answers.named.tokens import Text

#: So many infections before a test are a row with it; one may be the patient's.
_ROW = 2


def in_rows(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where the result of a test is one of the row before it too."""
    if not any(piece.part and piece.part.measured for piece in found):
        return found
    return [one for n in range(len(found)) for one in _parted(lexicon, text, found, n)]


def _parted(lexicon: Lexicon, text: Text, found: Sequence[Piece], at: int) -> Iterator[Piece]:
    """A test and its result as an infection and a word that clears a row; or the piece as it is."""
    piece = found[at]
    result = _result(lexicon, text, piece)
    end = piece.start + 1
    part = known(lexicon, text.tokens[piece.start].word, text.between(piece.start, end))
    tested = piece._replace(end=end, part=part)
    test = result is not None and tails.is_prevented(lexicon, tested)
    if not test or _before(lexicon, text, found[:at], piece) < _ROW:
        yield piece
    else:
        yield tested
        yield piece._replace(start=result or piece.end, part=None, role="cleared")


def _result(lexicon: Lexicon, text: Text, piece: Piece) -> int | None:
    """Where the word stands by which a test found nothing."""
    part = piece.part
    if part is None or not part.measured or part.named or part.holds is None:
        return None
    places = range(piece.start + 1, piece.end)
    return next((n for n in places if lexicon.roles.get(text.tokens[n].word) == "cleared"), None)


def _before(lexicon: Lexicon, text: Text, found: Sequence[Piece], piece: Piece) -> int:
    """How many infections stand before a piece, one fast behind the other, or joined by a word.

    None, where one of them is no bare name of what is tested for.
    """
    count, start = 0, piece.start
    for one in reversed(found):
        between = text.tokens[one.end : start]
        joined = all(token.word in lexicon.grammar.joining for token in between)
        apart = any("." in token.before for token in text.tokens[one.end : start + 1])
        held = lexicon.base.list_words.prevented
        tested = one.part is not None and any(each.id in held for each in one.part.named)
        if one.entry != piece.entry or not joined or apart or not tested:
            break
        if not _screened(lexicon, one) or tails.is_found(lexicon, text, one):
            return 0
        count, start = count + 1, one.start
    return count


def _screened(lexicon: Lexicon, piece: Piece) -> bool:
    """Whether a piece is the bare name of what is tested for, or nothing is held on it."""
    part = piece.part
    if part is None or not tails.is_prevented(lexicon, piece):
        return False
    name = normalise(part.text) in lexicon.grammar.screened
    return name or all(at_large(lexicon.base, one) for one in part.named)
