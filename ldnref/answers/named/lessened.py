"""Less of a medicine is taken, and so it is taken: `tapering codeine`, `refuses to taper`."""

from collections.abc import Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Piece
from ldnref.answers.named.segments import NEAR
from ldnref.answers.named.tokens import Text


def lessened(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], *, timed: bool) -> list[Piece]:
    """The pieces, where less of something is taken: whoever refuses that takes it.

    A course of it that has a time, or is over, is past: `heroin detox 2019`.
    """
    found: list[Piece] = []
    less: Piece | None = None
    for piece in pieces:
        if piece.role != "lessened":
            fast = less is not None and found[-1:] == [less] and piece.start - less.end <= NEAR
            if not (fast and piece.role == "refused"):  # `methadone reduction refused`
                found.append(piece)
            continue
        near = bool(found) and piece.start - found[-1].end <= NEAR
        last = found[-1].role if near else None
        if last in ("denial", "refused", "intolerance"):  # `refuses to taper codeine`
            if _changes(lexicon, text, pieces, piece):  # `declined switch to morphine`
                continue
            found.pop()
        words = " ".join(token.word for token in text.tokens[piece.start : piece.end])
        over = timed or any(one.role in ("stopped", "past") for one in found)
        ended = over and words in lexicon.grammar.reductions
        if not ended and last not in ("stopped", "past"):  # `completed detox`
            less = piece._replace(role="current")
            found.append(less)
    return found


def _changes(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: Piece) -> bool:
    """Whether what stands behind a word is what would be taken instead of something unnamed."""
    words, behind = lexicon.grammar, text.tokens[at.end : at.end + 1]
    toward = (*words.reaching, *words.adding)
    begins = any(p.part is not None and p.start == at.end + 1 for p in pieces)
    rest = (text.tokens[n].word for n in range(at.end, pieces[-1].end))
    leaves = any(word in words.leaving for word in rest)
    return begins and not leaves and any(token.word in toward for token in behind)
