"""Lists that run over commas: `Allergies: a, b`; `no a, b or c`; `a, b and c negative`."""

from collections.abc import Sequence
from itertools import pairwise

from ldnref.answers.named.kin import not_borne
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import CLEARS, Piece, of_entry
from ldnref.answers.named.segments import (
    DASHES,
    EFFECTS,
    Segment,
    closed,
    is_condition,
    is_treatment,
    sold,
    taken_in,
)
from ldnref.answers.named.tails import is_found, is_prevented
from ldnref.answers.named.tokens import Text
from ldnref.answers.named.whose import heads_operations, of_operations

#: Roles of what may stand as a heading before a dash.
_HEADINGS = (*EFFECTS, "others")


def listed(
    lexicon: Lexicon, text: Text, segments: Sequence[Segment], at: int
) -> list[tuple[Segment, str]]:
    """The clauses of a list that the first word of this one opens, and its role."""
    first = segments[at].pieces[0] if segments[at].pieces else None
    if first is None or first.role is None:
        return []
    run = _run(text, segments, at)
    reacted = first.role in EFFECTS
    taken = (is_treatment(lexicon, text, one, allergic=reacted) for one in run)
    run = run[: next((n for n, begins in enumerate(taken) if begins), None)]
    if heads_operations(lexicon, text, first):
        run = [one for one in run if all(of_operations(lexicon, p) for p in one.pieces)]
    behind = text.tokens[first.end : first.end + 2]  # `Allergies:`, `allergic to:`, `Allergy - `
    headed = any(":" in token.before for token in behind) or heads(text, segments, at)
    denied = first.role in ("denial", "refused") and any(_joined(lexicon, text, one) for one in run)
    if headed:
        return [(one, first.role) for one in run]
    if denied and not any(taken_in(lexicon, text, one) for one in run):
        alike = first.role == "denial" and _one_kind([segments[at], *run])
        return [(one, first.role if alike else "doubt") for one in run]
    return _tested(lexicon, text, segments, at)


def _one_kind(segments: Sequence[Segment]) -> bool:
    """Whether all are conditions, or medicines: no `no fever, opioids or paracetamol`.

    What is drunk goes with both: `no smoking, alcohol or opioids`.
    """
    named = [(p, p.part) for one in segments for p in one.pieces if p.part and p.part.named]
    medicines = [piece for piece, part in named if not is_condition(part)]
    return len(medicines) in (0, len(named)) or not all(map(sold, medicines))


def _tested(
    lexicon: Lexicon, text: Text, segments: Sequence[Segment], at: int
) -> list[tuple[Segment, str]]:
    """The medicines behind a comma of which a test may have found none, and how they stand.

    In brackets they are a row of it, `UDS negative (opiates, methadone)`. Without, they may be
    what is taken, and are asked about: `UDS negative for opiates, methadone`; and so behind a
    dash: `UDS negative - opiates`.
    """
    one, row = segments[at], []
    medicine = one.pieces[-1].role is None and _bare(lexicon, text, one, one.pieces[0].end)
    medicine = medicine or (one.pieces[0].end == one.end and _dashed(text, segments, at))
    tested = _of_test(lexicon, text, range(one.start, one.pieces[0].start))
    if not (medicine and tested) or one.pieces[0].role not in ("denial", "cleared"):
        return []
    first = one.pieces[0].end
    bracket = first < one.end and text.tokens[first].before.strip().endswith(("(", "["))
    for other in _run(text, segments, at):
        ends = bracket and closed(text, first, other.start)
        if ends or not _bare(lexicon, text, other, other.start):
            break
        row.append(other)
    return [(other, "denial" if bracket else "doubt") for other in row]


def tested_before(
    lexicon: Lexicon, text: Text, segments: Sequence[Segment], at: int
) -> list[tuple[Segment, str]]:
    """The medicines of a test before its last result: `UDS: opiates, methadone negative`."""
    one, row = segments[at], []
    if not one.pieces or one.pieces[-1].role != "cleared" or one.pieces[0].part is None:
        return []
    for other in reversed(of_entry(segments[:at], one.entry)):
        start = other.pieces[0].start if other.pieces else other.end
        if not _bare(lexicon, text, other, start):
            return []
        row.append((other, "doubt"))
        if start > other.start:
            return row if _of_test(lexicon, text, range(other.start, start)) else []
    return []


def _of_test(lexicon: Lexicon, text: Text, places: range) -> bool:
    """Whether a test is named among words."""
    words = lexicon.grammar
    return any(text.tokens[n].word in (*words.apart, *words.workup) for n in places)


def _bare(lexicon: Lexicon, text: Text, segment: Segment, start: int) -> bool:
    """Whether nothing stands in a segment from a place on but medicines, and what joins them."""
    things = [p for p in segment.pieces if p.start >= start]
    own = {n for p in things for n in range(p.start, p.end)}
    rest = (text.tokens[n].word for n in range(start, segment.end) if n not in own)
    joins = (*lexicon.grammar.joining, *lexicon.grammar.neither)
    medicines = all(p.part is not None and not is_condition(p.part) for p in things)
    return bool(things) and medicines and all(word in joins for word in rest)


def heads(text: Text, segments: Sequence[Segment], at: int) -> bool:
    """Whether an allergy or a relative alone opens an entry or a sentence: `allergy - codeine`."""
    one = segments[at]
    first = at == 0 or segments[at - 1].entry != one.entry or "." in text.tokens[one.start].before
    alone = bool(one.pieces) and all(p.role in _HEADINGS for p in one.pieces)
    return first and alone and _dashed(text, segments, at)


def _dashed(text: Text, segments: Sequence[Segment], at: int) -> bool:
    """Whether a dash stands behind a segment."""
    behind = segments[at + 1 : at + 2]
    return any(text.tokens[other.start].before.strip() in DASHES for other in behind)


def announces(
    lexicon: Lexicon, text: Text, segments: Sequence[Segment], at: int, before: Sequence[Piece]
) -> bool:
    """Whether an effect opens an entry of which the next clause tells what had it.

    `tramadol 50 mg; anaphylaxis, collapsed after codeine`; but no `anaphylaxis, given
    prednisolone`. What is a condition by its reaction is left none of them: it stands `before`.
    """
    one, behind = segments[at], segments[at + 1 : at + 2]
    first = at > 0 and segments[at - 1].entry != one.entry
    alone = bool(one.pieces) and all(p.role in EFFECTS for p in one.pieces)
    if not first or not alone:
        return False
    own = [p for other in segments[at + 1 :] if other.entry == one.entry for p in other.pieces]
    if _complaints(lexicon, text, own):
        return True
    if any(_matters(lexicon, piece) for piece in before):
        return False
    own = [p for other in behind if other.entry == one.entry for p in other.pieces]
    return any(_caused(lexicon, text, *both) for both in pairwise(own))


def _complaints(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> bool:
    """Whether nothing follows but complaints and the medicine that they came of.

    `LDN; rash, itching after penicillin`: the rash is told with the itching. After a drink, or
    after exercise, it is not said what else did it.
    """
    if not pieces[1:] or _matters(lexicon, pieces[-1]) or not sold(pieces[-1]):
        return False
    words = (text.tokens[p.start : p.end] for p in pieces[:-1])
    said = [" ".join(t.word for t in one if t.word not in lexicon.grammar.onset) for one in words]
    caused = _caused(lexicon, text, *pieces[-2:])
    return caused and all(one in lexicon.symptoms for one in said)


def _caused(lexicon: Lexicon, text: Text, effect: Piece, cause: Piece) -> bool:
    """Whether a medicine is fast behind an effect what it came of: `collapsed after codeine`."""
    words = [token.word for token in text.tokens[effect.start : cause.start]]
    medicine = cause.part is not None and not is_condition(cause.part)
    onset = words[-1:] and words[-1] in lexicon.grammar.onset
    return effect.role in EFFECTS and medicine and bool(onset) and cause.since(effect) <= 1


def _matters(lexicon: Lexicon, piece: Piece) -> bool:
    """Whether it is a condition that something is not borne: an allergy to naltrexone."""
    named, names = piece.part.named if piece.part else (), lexicon.base.names
    return any(not_borne(names, named, reacted=reacted) for reacted in (True, False))


def cleared_before(
    lexicon: Lexicon, text: Text, segments: Sequence[Segment], at: int
) -> list[tuple[Segment, str]]:
    """The bare infections before a clause that ends in a word such as `negative`."""
    pieces = segments[at].pieces
    if not pieces or pieces[-1].role not in CLEARS:
        return []
    if any(p.part is not None and not is_prevented(lexicon, p) for p in pieces):
        return []
    row = _bare_before(lexicon, text, segments, at)
    named = [part.text for one in row if (part := one.pieces[0].part)]
    if len(named) == 1 and normalise(named[0]) in lexicon.grammar.latter:
        return [(row[0], "doubt")]  # `hepatitis C, hep B negative`
    return [(one, pieces[-1].role) for one in row]


def _run(text: Text, segments: Sequence[Segment], at: int) -> list[Segment]:
    """The segments behind one that hold nothing but things, in the same entry."""
    found = []
    for one in segments[at + 1 :]:
        if one.entry != segments[at].entry or one.clause == segments[at].clause:
            break
        if closed(text, segments[at].start, one.start):
            break
        if any(p.role is not None and not _remark(text, p) for p in one.pieces):
            break
        found.append(one)
    return found


def _remark(text: Text, piece: Piece) -> bool:
    """Whether a word stands alone in brackets: `naltrexone (confirmed)`."""
    behind = text.tokens[piece.end].before if piece.end < len(text.tokens) else text.after
    opens = text.tokens[piece.start].before.endswith("(")
    return piece.role == "current" and opens and behind.startswith(")")


def _joined(lexicon: Lexicon, text: Text, segment: Segment) -> bool:
    """Whether a segment has `or` or `nor`, over which a denial goes on."""
    words = [token.word for token in text.tokens[segment.start : segment.end]]
    return any(word in lexicon.grammar.neither for word in words)


def _bare_before(
    lexicon: Lexicon, text: Text, segments: Sequence[Segment], at: int
) -> list[Segment]:
    """The segments before one that are an infection and no other word, in the same sentence.

    The first may have its heading: `bloods: HBV, HCV negative`.
    """
    found, start = [], segments[at].start
    for one in reversed(segments[:at]):
        bare = len(one.pieces) == 1 and one.pieces[0].end == one.end
        heading = text.tokens[one.start : one.pieces[0].start] if bare else ()
        bare = bare and all(token.word in lexicon.grammar.workup for token in heading)
        if not bare or one.entry != segments[at].entry or not is_prevented(lexicon, one.pieces[0]):
            break
        if "." in text.tokens[start].before or is_found(lexicon, text, one.pieces[0]):
            break
        found.append(one)
        start = one.start
        if heading:
            break
    return found
