"""What a medicine is kept against: `naloxone for opioid overdose` names no opioid that is taken."""

from collections.abc import Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.named.kin import groups
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Part, Piece, of_clause, of_entry
from ldnref.answers.named.seldom import amounts
from ldnref.answers.named.tokens import Text
from ldnref.knowledge.model_effects import Purpose


def with_purposes(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where what a medicine is kept against is asked about."""
    for purpose in lexicon.base.list_words.purposes:
        # Each of them: `Antaxone 50 mg; naloxone for opioid overdose`.
        for kept in [p for p in found if _within(lexicon, p, purpose.of)]:
            row = list(_row(lexicon, text, found, purpose, kept))
            if not row or _happened(lexicon, text, found, kept):
                continue
            start, end = row[0].start, row[-1].end
            asked = (lexicon.base.names[purpose.against],)
            part = Part(text.between(start, end), asked, sentences.WHICH_KEPT, harmless="")
            rest = [p for p in found if not start <= p.start < end]
            found = sorted([*rest, row[0]._replace(end=end, part=part, role=None)])
    return found


def _row(
    lexicon: Lexicon, text: Text, found: Sequence[Piece], purpose: Purpose, kept: Piece
) -> Iterator[Piece]:
    """What stands right behind the words of a purpose, one fast to the other: `opioid overdose`."""
    end = None
    for piece in found:
        if piece.start < kept.end or piece.clause != kept.clause:
            continue
        if end is None:
            between = " ".join(token.word for token in text.tokens[kept.end : piece.start])
            purposed = any(f" {between}".endswith(f" {word}") for word in purpose.words)
            if piece.role is not None and (not purposed or piece.role == "doubt"):
                # `carries naloxone, prescribed in case of overdose`, `for suspected overdose`
                continue
            if not purposed:
                return
        elif piece.start > end or text.tokens[end].before.strip():
            return
        typed = " ".join(token.word for token in text.tokens[piece.start : piece.end])
        # Behind the next thing stands the amount of that: `for opioid overdose, Lipitor 20 mg`.
        ends = (p.start for p in found if p.part and p.start >= piece.end)
        behind = text.tokens[piece.end : next(ends, None)][:3]
        own = of_entry(behind, piece.entry)
        taken = amounts.strengths(lexicon, own) or amounts.frequent(lexicon, own)
        event = typed in purpose.events  # `for overdose 4 mg`: so much of what is kept
        taken = not event and taken
        meant = event or _within(lexicon, piece, (purpose.against,))
        if taken or not meant:
            return
        yield piece
        end = piece.end


def _happened(lexicon: Lexicon, text: Text, found: Sequence[Piece], kept: Piece) -> bool:
    """Whether words say that it was needed: `was given naloxone for an overdose last week`."""
    words = f" {' '.join(token.word for token in of_clause(text.tokens, kept.clause))} "
    timed = any(f" {moment} " in words for moment in lexicon.moments)
    return timed or any(p.role in ("past", "taken") and p.clause == kept.clause for p in found)


def _within(lexicon: Lexicon, piece: Piece, ids: Sequence[str]) -> bool:
    """Whether a piece is nothing but things of some groups."""
    named = piece.part.named if piece.part else ()
    names = lexicon.base.names
    return bool(named) and not any(groups(names, one.id).isdisjoint(ids) for one in named)
