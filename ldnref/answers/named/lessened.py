"""Less of a medicine is taken, and so it is taken: `tapering codeine`, `refuses to taper`."""

from collections.abc import Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Piece
from ldnref.answers.named.segments import NEAR
from ldnref.answers.named.tokens import Text


def lessened(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], *, timed: bool, month: bool
) -> list[Piece]:
    """The pieces, where less of something is taken: whoever refuses that takes it.

    A course of it that has a time, or is over, is past: `heroin detox 2019`; of a month that lies
    behind (`month`) only what ends it, as a taper. Not so what failed, or leads to something.
    """
    found: list[Piece] = []
    for n, piece in enumerate(pieces):
        if piece.role != "lessened":
            if not (piece.role == "refused" and _of_less(lexicon, text, pieces, n)):
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
        ended = ended or (month and words in lexicon.grammar.endings)
        ended = ended and not _goes_on(lexicon, text, pieces, piece)
        if not ended and last not in ("stopped", "past"):  # `completed detox`
            found.append(piece._replace(role="current"))
    return found


def _of_less(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int) -> bool:
    """Whether less of a thing was refused: `methadone reduction refused`, `refused codeine taper`.

    Not so, where another thing is what was refused: `switch to morphine refused`.
    """
    others = [n for n, piece in enumerate(pieces) if piece.role == "lessened"]
    if not others or pieces[at].clause != pieces[others[0]].clause:
        return False
    less = others[0]
    between = [p for p in pieces[min(at, less) + 1 : max(at, less)] if p.part is not None]
    if at > less:
        return not between or not _leads(lexicon, text, pieces[less], between[0])
    behind = [p for p in pieces[less + 1 :] if p.part is not None]
    return len(between) == 1 and not behind and pieces[less].start == between[0].end


def _leads(lexicon: Lexicon, text: Text, less: Piece, thing: Piece) -> bool:
    """Whether what stands between less and a thing leads to it: `switch to`."""
    between = text.tokens[less.end : thing.start]
    toward = (*lexicon.grammar.reaching, *lexicon.grammar.adding)
    return any(token.word in toward for token in between)


def _goes_on(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], less: Piece) -> bool:
    """Whether something is taken after all: what it failed to end, or what it leads to."""
    words = [token.word for token in text.tokens if token.clause == less.clause]
    failed = any(word in lexicon.grammar.failing for word in words)
    behind = text.tokens[less.end : pieces[-1].end + 2]
    leads = any(
        token.word in lexicon.grammar.reaching for token in behind if token.clause == less.clause
    )
    return failed or leads


def _changes(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: Piece) -> bool:
    """Whether what stands behind a word is what would be taken instead of something unnamed."""
    words, behind = lexicon.grammar, text.tokens[at.end : at.end + 1]
    toward = (*words.reaching, *words.adding)
    begins = any(p.part is not None and p.start == at.end + 1 for p in pieces)
    rest = (text.tokens[n].word for n in range(at.end, pieces[-1].end))
    leaves = any(word in words.leaving for word in rest)
    return begins and not leaves and any(token.word in toward for token in behind)
