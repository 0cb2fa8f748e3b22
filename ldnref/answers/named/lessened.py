"""Less of a medicine is taken, and so it is taken: `tapering codeine`, `refuses to taper`."""

from collections.abc import Sequence

from ldnref.answers.named.effects import of_blamed
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Piece, of_clause
from ldnref.answers.named.segments import NEAR, Segment
from ldnref.answers.named.tokens import Text, following


def lessened(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], *, timed: bool, month: bool
) -> list[Piece]:
    """The pieces, where less of something is taken: whoever refuses that takes it.

    A course of it that has a time, or is over, is past: `heroin detox 2019`; or it was its end, in
    a month that lies behind (`month`). Not so what failed, or leads to something.
    """
    found: list[Piece] = []
    for n, piece in enumerate(pieces):
        if piece.role != "lessened":
            if not (piece.role == "refused" and _of_less(lexicon, text, pieces, n)):
                found.append(piece)
            continue
        near = bool(found) and piece.since(found[-1]) <= NEAR
        last = found[-1].role if near else None
        if last in ("denial", "refused", "intolerance"):  # `refuses to taper codeine`
            if _changes(lexicon, text, pieces, piece):  # `declined switch to morphine`
                continue
            found.pop()
        words = " ".join(token.word for token in text.tokens[piece.start : piece.end])
        over = timed or any(one.role in ("stopped", "past") for one in found)
        ended = over and words in lexicon.grammar.reductions
        ended = month or (ended and not _goes_on(lexicon, text, piece))
        if not ended and last not in ("stopped", "past"):  # `completed detox`
            found.append(piece._replace(role="current"))
    return found


def ends_in_month(lexicon: Lexicon, text: Text, segments: Sequence[Segment], at: int) -> bool:
    """Whether a clause says no more than that an opioid was ended in a month: `detox in May`.

    Whatever else is told in it or behind it may tell that it goes on, or of what the month is.
    """
    here, behind = segments[at], segments[at + 1 : at + 2]
    if not all(_of_another(one) for one in behind):
        return False
    things = [n for n, piece in enumerate(here.pieces) if piece.part is not None]
    less = [piece for piece in here.pieces if piece.role == "lessened"]
    alone = len(things) == len(less) == 1 and len(here.pieces) == len(things) + len(less)
    if not alone or not of_blamed(lexicon, here.pieces[things[0]]):
        return False
    own = {n for piece in here.pieces for n in range(piece.start, piece.end)}
    words = [text.tokens[n].word for n in range(here.start, here.end) if n not in own]
    end = " ".join(token.word for token in text.tokens[less[0].start : less[0].end])
    if not {end, " ".join((end, *words[:1]))}.intersection(lexicon.grammar.endings):
        return False
    before = (*lexicon.grammar.lasting, *lexicon.grammar.leaving)
    if things[0] and words and words[0] in before:  # `detox for heroin in May`
        words = words[1:]
    match words:
        case [word, month]:
            return word in lexicon.grammar.per and month in lexicon.months
        case _:
            return False


def _of_another(segment: Segment) -> bool:
    """Whether a clause tells of a thing of its own, from its first word on: `takes codeine`."""
    first = segment.pieces[:1]
    begins = any(p.start == segment.start and (p.part or p.role == "current") for p in first)
    return begins and any(p.part is not None and p.part.recognised for p in segment.pieces)


def is_lessened(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int) -> bool:
    """Whether it is a thing of which its clause tells less: `methadone reduction`.

    Not so what that leads to, or what is only joined to it: `switch to morphine`.
    """
    thing, words = pieces[at], lexicon.grammar
    here = [
        piece
        for piece in pieces
        if piece.clause == thing.clause and (piece.part is not None or piece.role == "lessened")
    ]
    n = here.index(thing)
    if any(piece.role == "lessened" for piece in here[n + 1 : n + 2]):
        return True
    if n == 0 or here[0].role != "lessened":
        return False
    between = [token.word for token in text.tokens[here[0].end : thing.start]]
    leads = any(word in (*words.reaching, *words.adding) for word in between)
    return not leads and not any(word in words.joining for word in between[:1])


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
        return all(is_lessened(lexicon, text, pieces, pieces.index(p)) for p in between)
    behind = [p for p in pieces[less + 1 :] if p.part is not None]
    return not behind and [pieces[less].start] == [p.end for p in between]


def _goes_on(lexicon: Lexicon, text: Text, less: Piece) -> bool:
    """Whether something is taken after all: what it failed to end, or what it leads to."""
    words = [token.word for token in of_clause(text.tokens, less.clause)]
    failed = any(word in lexicon.grammar.failing for word in words)
    behind = [token.word for token in of_clause(text.tokens[less.end :], less.clause)]
    return failed or any(word in lexicon.grammar.reaching for word in behind)


def _changes(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: Piece) -> bool:
    """Whether what stands behind a word is what would be taken instead of something unnamed."""
    words, behind = lexicon.grammar, following(text.tokens, at.end - 1).word
    toward = (*words.reaching, *words.adding)
    begins = any(p.part is not None and p.start == at.end + 1 for p in pieces)
    rest = (text.tokens[n].word for n in range(at.end, pieces[-1].end))
    leaves = any(word in words.leaving for word in rest)
    return begins and not leaves and behind in toward
