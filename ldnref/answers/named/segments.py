"""A line in clauses, cut again where a new thought begins; and lists that run over commas."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.tokens import Text

#: Roles after which a word such as `taking` begins nothing new.
ENDED = (
    "denial",
    "refused",
    "stopped",
    "past",
    "reaction",
    "intolerance",
    "doubt",
    "others",
)

#: How near a role must stand to the one that it is part of: `not currently taking`.
NEAR = 2


class Segment(NamedTuple):
    """A clause, or the part of one up to a new thought."""

    pieces: list[Piece]
    start: int
    end: int
    entry: int
    clause: int


def segments_of(text: Text, pieces: Sequence[Piece]) -> list[Segment]:
    """The clauses of a line, cut again where a new thought begins."""
    found: list[Segment] = []
    clauses = {token.clause for token in text.tokens}
    for clause in sorted(clauses):
        tokens = [n for n, token in enumerate(text.tokens) if token.clause == clause]
        here = [piece for piece in pieces if piece.clause == clause]
        cuts = [tokens[0], *_cuts(here), tokens[-1] + 1]
        for start, end in pairwise(cuts):
            inside = [p for p in here if start <= p.start < end]
            found.append(Segment(inside, start, end, text.tokens[start].entry, clause))
    return found


def _cuts(pieces: Sequence[Piece]) -> list[int]:
    """Where a new thought begins: `but`; `on` before a name, `now takes` after another thing."""
    cuts = []
    for n, piece in enumerate(pieces):
        if piece.role not in ("but", "opens", "current") or n == 0:
            continue
        last = pieces[n - 1]
        near = last.role in (*ENDED, "current") and piece.start - last.end <= NEAR
        adjoins = near and piece.role != "but"
        follows = any(p.part is not None for p in pieces[n + 1 :])
        if follows and not adjoins:
            cuts.append(piece.start)
    return cuts


def listed(text: Text, segments: Sequence[Segment], at: int) -> list[tuple[Segment, str]]:
    """The clauses of a list that the first word of this one opens, and its role."""
    first = segments[at].pieces[0] if segments[at].pieces else None
    if first is None or first.role is None:
        return []
    run = _run(segments, at)
    headed = first.end < len(text.tokens) and ":" in text.tokens[first.end].before
    denied = first.role in ("denial", "refused") and any(_joined(text, one) for one in run)
    return [(one, first.role) for one in run] if headed or denied else []


def cleared_before(segments: Sequence[Segment], at: int) -> list[tuple[Segment, str]]:
    """The bare conditions before a clause that ends in a word such as `negative`."""
    pieces = segments[at].pieces
    if not pieces or pieces[-1].role != "cleared":
        return []
    return [(one, "cleared") for one in _bare_before(segments, at)]


def _run(segments: Sequence[Segment], at: int) -> list[Segment]:
    """The segments behind one that hold nothing but things, in the same entry."""
    found = []
    for one in segments[at + 1 :]:
        if one.entry != segments[at].entry or any(p.role is not None for p in one.pieces):
            break
        found.append(one)
    return found


def _joined(text: Text, segment: Segment) -> bool:
    words = [token.word for token in text.tokens[segment.start : segment.end]]
    return "or" in words or "nor" in words


def _bare_before(segments: Sequence[Segment], at: int) -> list[Segment]:
    """The segments before one that are a condition and no other word, in the same entry."""
    found = []
    for one in reversed(segments[:at]):
        bare = (
            len(one.pieces) == 1 and one.pieces[0].end - one.pieces[0].start == one.end - one.start
        )
        part = one.pieces[0].part if bare else None
        if part is None or one.entry != segments[at].entry or not is_condition(part):
            break
        found.append(one)
    return found


def is_condition(part: Part) -> bool:
    """Whether a part is a condition, and not a medicine."""
    return bool(part.named) and all(one.kind == "condition" for one in part.named)
