"""What a word that clears reaches, `negative`, `vaccine`; and groups that it leaves in doubt."""

from collections.abc import Collection, Sequence

from ldnref.answers.named import amounts
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Piece, of_clause
from ldnref.answers.named.rows import in_row
from ldnref.answers.named.segments import Segment, dosed, is_condition, of_group
from ldnref.answers.named.tails import is_found, is_prevented
from ldnref.answers.named.tokens import Text


def cleared(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> list[int]:
    """The parts that a word such as `negative` or `vaccine` clears: the nearest, and its row.

    What is normal is a test, and no disease; against what no vaccine is, none is given; and by a
    test what has its amount beside it is taken: `methadone 60 mg, UDS negative`.
    """
    piece = pieces[at]
    before, behind = [n for n in parts if n < at], [n for n in parts if n > at]
    denies = says(text, piece, lexicon.grammar.denying)
    ahead = bool(behind) and says(text, piece, lexicon.grammar.undone)  # `Jane never had opioids`
    if before and behind and not ahead:
        ahead = piece.since(pieces[before[-1]]) > pieces[behind[0]].since(piece)
    back = before and not ahead
    found = in_row(lexicon, text, pieces, before[::-1] if back else behind, denies=denies)
    if tests(lexicon, text, piece):
        asked = unclear(lexicon, text, pieces, at)
        kept = {
            n
            for n in found
            if _taken(lexicon, text, pieces, n) or _had(lexicon, text, pieces, n, at)
        }
        return [n for n in found if n not in asked and n not in kept]
    well = text.tokens[piece.start].word in lexicon.grammar.well
    if piece.role == "cleared" and not well:
        return found
    return [
        n
        for n in found
        if not of_condition(pieces[n]) or (not well and is_prevented(lexicon, pieces[n]))
    ]


def tests(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a word tells what a test found, and denies nothing: `negative`, `free`."""
    words = lexicon.grammar
    well = text.tokens[piece.start].word in words.well
    denies = any(says(text, piece, one) for one in (words.denying, words.nothing))
    return piece.role == "cleared" and not well and not denies


def unclear(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int) -> list[int]:
    """Groups that seem to be taken, and clear: `opioids daily negative`, `opioid free 30 mg`.

    Not so where the test is named, or another medicine stands behind it; and an amount before the
    word may be where a test begins to find it: `opioids 30 mg negative`.
    """
    clause = of_clause(text.tokens, pieces[at].clause)
    tested = any(token.word in lexicon.grammar.apart for token in clause)
    if tested or not tests(lexicon, text, pieces[at]):
        return []
    last = max((n for n, piece in enumerate(pieces) if piece.part is not None), default=at)
    if last > at or not of_group(pieces[last]) or of_condition(pieces[last]):
        return []
    own = [t for t in clause if t.start > text.tokens[pieces[last].start].start]
    behind = [t for t in own if t.start > text.tokens[pieces[at].start].start]
    taken = amounts.frequent(lexicon, own) or bool(amounts.strengths(lexicon, behind))
    return [last] if taken else []


def _taken(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int) -> bool:
    """Whether one medicine, and no group of them, has its amount beside it."""
    one = not of_condition(pieces[at]) and not of_group(pieces[at])
    return one and dosed(lexicon, text, pieces, at)


def _had(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], of: int, at: int) -> bool:
    """Whether a disease is had of which a test found none: `chronic hepatitis C PCR negative`."""
    thing = pieces[of]
    if not of_condition(thing) or pieces[at].start <= thing.end:
        return False
    own = (token.word for token in text.tokens[thing.start : thing.end])
    return is_found(lexicon, text, thing) or any(one in lexicon.grammar.chronic for one in own)


def for_good(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, part: int) -> bool:
    """Whether a denial is all that its clause says of a medicine: no `keine Opioide mehr`.

    Of another language only its denials are known, and not every word that takes one back.
    """
    denials = [p for p in pieces if p.role == "denial"]
    told = pieces[part].part
    if told is None or not told.named or is_condition(told) or tests(lexicon, text, pieces[at]):
        return True
    strange = any(p.part is not None and p.part.unknown for p in pieces)
    if _not_often(lexicon, text, pieces, part, at) or (strange and pieces[at].role == "refused"):
        return False  # `refuse de réduire les opioïdes`
    if not any(says(text, one, lexicon.grammar.abroad) for one in denials):
        return True
    things = [*denials, *(p for p in pieces if p.part and p.part.named)]
    read = {n for p in things for n in range(p.start, p.end)}
    entry = [(n, t) for n, t in enumerate(text.tokens) if t.entry == pieces[at].entry]
    if any(lexicon.roles.get(t.word) == "but" for _, t in entry):  # `…, sauf la nuit`
        return False
    here = [(n, t) for n, t in entry if t.clause == pieces[at].clause]
    return all(n in read or t.word in lexicon.grammar.silent for n, t in here)


def _not_often(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, by: int) -> bool:
    """Whether only how often a group is taken is denied: `does not take opioids daily`.

    And so before it, `no regular opioids`; or that is told which is: `no opioids, prn only`.
    """
    piece = pieces[at]
    # `opioids daily: none`
    start = max(piece.end, pieces[by].end if pieces[by].role == "cleared" else 0)
    behind = of_clause(text.tokens[start:], piece.clause)
    alone = all(one.part is None for one in pieces[at + 1 :])
    before = text.tokens[pieces[by].end : piece.start]
    regular = any(t.word in lexicon.regular for t in before)
    told = any(t.word in lexicon.grammar.seldom for t in behind)
    told = told or amounts.frequent(lexicon, behind)
    return of_group(piece) and (regular or (alone and told))


def none_of(segment: Segment, piece: Piece) -> bool:
    """Whether a whole group is denied here: `no opioids for 3 days` tells how long."""
    named = [one for p in segment.pieces if p.part for one in p.part.named]
    return piece.role in ("denial", "refused") and any(one.kind == "group" for one in named)


def says(text: Text, piece: Piece, words: Collection[str]) -> bool:
    """Whether a piece is one of some words: `none`, `never taken`."""
    return " ".join(token.word for token in text.tokens[piece.start : piece.end]) in words


def of_condition(piece: Piece) -> bool:
    """Whether a piece is a condition."""
    return piece.part is not None and is_condition(piece.part)
