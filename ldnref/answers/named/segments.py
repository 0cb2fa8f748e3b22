"""A line in clauses, cut again where a new thought begins."""

from collections.abc import Sequence
from itertools import pairwise

from ldnref.answers.named.aside import in_brackets
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Part, Piece, clause_places, of_clause
from ldnref.answers.named.seldom import amounts, tails
from ldnref.answers.named.tokens import Text
from ldnref.answers.named.whose import heads_operations
from ldnref.answers.patterns import pattern
from ldnref.tuples import NamedTuple

#: Roles after which a word such as `taking` begins nothing new.
ENDED = (
    "denial",
    "refused",
    "stopped",
    "replaced",
    "past",
    "reaction",
    "intolerance",
    "doubt",
    "others",
    "theirs",
)

#: Roles that such a word is part of where it stands fast behind them: `now on`.
_FAST = (*ENDED, "current", "since-then")

#: Roles that may begin a new thought.
_OPENS = ("but", "opens", "current", "resumed", "since-then", "ahead", "hence")

#: How near a role must stand to the one that it is part of: `not currently taking`.
NEAR = 2

#: So many words may stand before the colon of a heading, and one more.
_HEADED = 4

#: Roles of an effect.
EFFECTS = ("reaction", "intolerance")

#: What joins two things that may have nothing to do with each other; and what opens a bracket.
_SIGN = pattern(r"\+|\s[/&]\s|\(")

#: Before what is said of the thing or the heading that stands before them.
DASHES = frozenset("-–—")


class Segment(NamedTuple):
    """A clause, or the part of one up to a new thought."""

    pieces: list[Piece]
    start: int
    end: int
    entry: int
    clause: int


def segments_of(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> list[Segment]:
    """The clauses of a line, cut again where a new thought begins."""
    found: list[Segment] = []
    clauses = {token.clause for token in text.tokens}
    for clause in sorted(clauses):
        tokens = clause_places(text.tokens, clause)
        here = of_clause(pieces, clause)
        found_in = {
            *_cuts(lexicon, text, here),
            *_apart(lexicon, text, here),
            *in_brackets(lexicon, text, here),
            *(tail.start for tail in tails.tails(lexicon, text, here)),
        }
        cuts = sorted(found_in - {tokens[0]})
        for start, end in pairwise([tokens[0], *cuts, tokens[-1] + 1]):
            inside = [p for p in here if start <= p.start < end]
            found.append(Segment(inside, start, end, text.tokens[start].entry, clause))
    return found


def _cuts(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> list[int]:
    """Where a new thought begins: `but`; `on` before a name, `now takes` after another thing."""
    cuts, words = [], lexicon.grammar
    for n, piece in enumerate(pieces):
        if heads_operations(lexicon, text, piece):  # `MST 30 mg bd PSH: nil`
            cuts.append(piece.start)
        if piece.role not in _OPENS or n == 0 or (piece.role == "hence" and not _led(pieces[:n])):
            continue
        last = next((p for p in reversed(pieces[:n]) if p.role != "hence"), pieces[n - 1])
        near = last.role in _FAST and piece.since(last) <= NEAR
        between = text.tokens[last.end : piece.start]
        near = near and not any(t.word in words.joining or _SIGN.search(t.before) for t in between)
        near = near and "." not in text.tokens[piece.start].before  # `completed in Oct. Takes …`
        denied = any(p.role == "denial" for p in pieces[:n])
        onset = last.role in EFFECTS and any(t.word in words.onset for t in between) and not denied
        adjoins = (near or onset) and piece.role != "but"
        follows = any(p.part is not None for p in pieces[n + 1 :])
        if follows and not adjoins:
            cuts.append(piece.start)
    return cuts


def _led(before: Sequence[Piece]) -> bool:
    """Whether only what is not borne led to something: `allergic to paracetamol so has codeine`.

    What a reaction alone led to is said of it: `rash so stopped LDN`.
    """
    part = before[-1].part
    roles = {piece.role for piece in before} - {None}
    medicine = part is not None and bool(part.named) and not is_condition(part)
    return medicine and bool(roles) and roles <= set(EFFECTS)


def _apart(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> list[int]:
    """Where a sign parts a thing from what is said of the one before it.

    `tramadol + cirrhosis in 2018`; `takes tramadol / methadone stopped in May`; and behind a
    denial what has an amount of its own: `no opioids (tramadol 50 mg)`.
    """
    cuts = []
    for n, piece in enumerate(pieces):
        if piece.part is None:
            continue
        last = next((p for p in reversed(pieces[:n]) if p.part is not None), None)
        begins = last.end if last else 0
        signs = [
            (at, sign[0].strip())
            for at in range(max(begins, pieces[0].start), piece.start + 1)
            if (sign := _SIGN.search(text.tokens[at].before))
        ]
        if last and _ends(pieces[n + 1 :]):  # `takes codeine and morphine stopped in March`
            signs += [
                (at, "")
                for at in range(begins, piece.start)
                if text.tokens[at].word in lexicon.grammar.joining
            ]
        if signs and _unlike(lexicon, text, pieces, n, bracket=signs[-1][1] == "("):
            cuts.append(signs[-1][0])
    return cuts


def _ends(pieces: Sequence[Piece]) -> bool:
    """Whether what stands behind a thing says that it ended."""
    return bool(pieces) and pieces[0].role in ("stopped", "past")


def _unlike(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, *, bracket: bool
) -> bool:
    """Whether what is said before a sign is not said of the thing behind it."""
    piece, before = pieces[at], pieces[:at]
    if any(p.role in ("denial", "refused") for p in before):
        return dosed(lexicon, text, pieces, at)
    last = next((n for n in range(at - 1, -1, -1) if pieces[n].part is not None), None)
    if bracket or last is None:
        return False
    kinds = {is_condition(part) for part in (pieces[last].part, piece.part) if part and part.named}
    taken = last > 0 and pieces[last - 1].role == "current"
    return taken or len(kinds) > 1


def dosed(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int) -> bool:
    """Whether an amount or a frequency stands behind a thing, up to the next one."""
    piece = pieces[at]
    ends = [p.start for p in pieces[at + 1 :] if p.part is not None]
    ends += [n for n in range(piece.end, len(text.tokens)) if text.tokens[n].clause > piece.clause]
    own = text.tokens[piece.end : min(ends, default=len(text.tokens))]
    return bool(amounts.strengths(lexicon, own)) or amounts.frequent(lexicon, own)


def is_treatment(lexicon: Lexicon, text: Text, segment: Segment, *, allergic: bool) -> bool:
    """Whether a sentence opens with a heading of what is taken: `PMH: asthma. Meds: tramadol`.

    Behind allergies it may be one of their kinds, `Drugs: codeine`: not where an amount stands by.
    """
    own = text.tokens[segment.start : segment.end]
    colon = next((n for n, token in enumerate(own[1:_HEADED], 1) if ":" in token.before), 0)
    headed = any(token.word in lexicon.grammar.treated for token in own[:colon])
    if "." not in own[0].before or not headed:
        return False
    return not allergic or bool(amounts.strengths(lexicon, own)) or amounts.frequent(lexicon, own)


def taken_in(lexicon: Lexicon, text: Text, segment: Segment) -> bool:
    """Whether it is told how much or how often: `avoids NSAIDs, opioids or paracetamol prn`."""
    own = text.tokens[segment.start : segment.end]
    often = any(token.word in lexicon.occasional for token in own)
    return often or bool(amounts.strengths(lexicon, own)) or amounts.frequent(lexicon, own)


def sold(piece: Piece) -> bool:
    """Whether it is a medicine that is sold as one, or a group of them: no drink."""
    named = piece.part.named if piece.part else ()
    held = piece.part is not None and bool(piece.part.holds)
    return held or any(one.kind == "group" or one.codes or one.brands for one in named)


def closed(text: Text, start: int, end: int) -> bool:
    """Whether a bracket that opened at a place or before it is closed behind it, up to another."""
    depth = 0
    for token in text.tokens[start + 1 : end + 1]:
        for sign in token.before:
            depth += (sign in "([") - (sign in ")]")
            if depth < 0:
                return True
    return False


def is_condition(part: Part) -> bool:
    """Whether a part is a condition, and not a medicine."""
    return bool(part.named) and all(one.kind == "condition" for one in part.named)


def of_group(piece: Piece) -> bool:
    """Whether it is a group of medicines."""
    return bool(piece.part and any(one.kind == "group" for one in piece.part.named))
