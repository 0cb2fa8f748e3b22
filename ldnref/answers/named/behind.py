"""What a clause without a thing of its own says of the one before it: `codeine, none since May`."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ldnref.answers.named import clearing, reach
from ldnref.answers.named.asked import questions
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lessened import is_lessened
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import CLEARS, Piece
from ldnref.answers.named.segments import DASHES, Segment, of_group
from ldnref.answers.named.tails import dated, is_found, is_prevented, throughout, treats
from ldnref.answers.named.times import Passed
from ldnref.answers.named.tokens import Text, Token
from ldnref.answers.named.whose import heads_operations
from ldnref.tuples import NamedTuple

#: What parts the items of a row.
_BARS = (" | ", "|", " / ")


class Clause(NamedTuple):
    """A clause without a thing of its own, and those of its words that speak of nothing else."""

    text: Text
    segment: Segment
    words: Sequence[Token]


def back(
    lexicon: Lexicon,
    clause: Clause,
    pieces: Sequence[Piece],
    things: list[int],
    *,
    times: Mapping[int, Passed],
    roles: dict[int, set[str]],
) -> list[int]:
    """Gives the things before a clause the roles that it tells of them; which its time is of too.

    What lies at a time of its own is not taken back: `last month, none today`; and a test clears
    no medicine that was named apart from it.
    """
    text, segment, words = clause
    headed = any(heads_operations(lexicon, text, p) for p in segment.pieces)
    if headed or any(map(questions, words[1:])):  # `opioids? yes; allergies? no`
        return things
    if again := _begun_again(lexicon, clause, pieces, roles):
        _without(roles, again, "stopped", "past", "intolerance")
        _with(roles, again, "current")
        return again
    last = text.tokens[segment.start - 1].clause
    fast = [n for n in things if pieces[n].clause == last]
    if _well_again(lexicon, segment, words):
        _with(roles, [n for n in fast if _mends(lexicon, pieces[n])], "past")
        return things
    if _last(lexicon, words):
        things = [n for n in things if not clearing.of_condition(pieces[n])]
    undated = [n for n in things if times[n].certain is None]
    unknown = any(p.part is not None and p.part.unknown for p in segment.pieces)
    kept = [n for n in things if not (unknown and "current" in roles[n])]
    clear = [n for n in undated if clearing.of_condition(pieces[n])]
    clear = clear if _nothing_else(lexicon, segment, words) else []
    for piece in reach.resolved(lexicon, text, segment.pieces):
        if piece.role == "taken" and _by_patient(lexicon, text, segment, piece):
            _without(roles, kept, "others")  # `wife's oxycodone, took 1`
        if piece.role == "current":
            _without(roles, undated, "stopped", "past")
        own = _own(lexicon, text, piece, pieces, kept) if piece.role in reach.BACK else []
        reached = _found(lexicon, clause, piece, pieces, clear) if piece.role in CLEARS else own
        if piece.role == "immunised":  # `pregnant, immune`
            reached = [n for n in reached if is_prevented(lexicon, pieces[n])]
        # `opioids, avoid grapefruit`: what is to be avoided may be what is not known
        _with(roles, reached, "doubt" if unknown and piece.role == "refused" else piece.role or "")
    if any(_nothing(lexicon, text, segment, piece, fast=bool(fast)) for piece in segment.pieces):
        taken = [n for n in kept if not clearing.of_condition(pieces[n])]
        taken = [n for n in taken if not _apart(text, pieces[n].end, segment.start)]
        _without(roles, taken, "current")
        bare = segment.pieces[0].end == segment.end
        none = [n for n in taken if bare and n in undated and of_group(pieces[n])]
        _with(roles, none, "cleared")  # `opioids - none`
        _with(roles, [n for n in taken if n not in none], "stopped")  # `codeine, none since May`
    return things


def _begun_again(
    lexicon: Lexicon, clause: Clause, pieces: Sequence[Piece], roles: Mapping[int, set[str]]
) -> list[int]:
    """The medicines that ended, where a clause says no more than that they were begun again.

    Whatever they had ended for: `tramadol stopped 2021 (nausea), restarted 2024`; but no `driving
    resumed`, `restarted if needed`.
    """
    segment, words = clause.segment, lexicon.grammar
    told = {n for p in segment.pieces if p.role == "resumed" for n in range(p.start, p.end)}
    other = (
        token.word in (*lexicon.visits, *words.apart, *words.workup)
        or not (dated(lexicon, token) or lexicon.says_nothing(token.word))
        for n, token in enumerate(clause.text.tokens[segment.start : segment.end], segment.start)
        if n not in told
    )
    if not told or any(p.role == "denial" or p.part for p in segment.pieces) or any(other):
        return []
    before = [n for n in roles if pieces[n].end <= segment.start]
    taken = [n for n in before if not clearing.of_condition(pieces[n])]
    last = [n for n in taken if pieces[n].clause == pieces[taken[-1]].clause]
    return [n for n in last if roles[n] & {"stopped", "past", "intolerance"}]


def _apart(text: Text, start: int, end: int) -> bool:
    """Whether a sign parts the items of a row: `tramadol | relapse 2021, none since`."""
    return any(one.before in _BARS for one in text.tokens[start:end])


def _found(
    lexicon: Lexicon, clause: Clause, piece: Piece, pieces: Sequence[Piece], clear: list[int]
) -> list[int]:
    """The conditions that a word clears; a test that is named, none that it cannot show to be gone.

    `pregnancy, test negative`; but no `cirrhosis, antibody negative`.
    """
    text, segment, _ = clause
    alone = piece.start == segment.start and piece.end == segment.end
    if alone or not clearing.tests(lexicon, text, piece):
        return clear
    return [n for n in clear if not _lasts(lexicon, text, pieces[n])]


def _lasts(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether no test of something else shows that it is gone: an organ's, an addiction."""
    mended = frozenset(lexicon.base.list_words.mended)
    named = piece.part.named if piece.part else ()
    names = lexicon.base.names
    organ = any(mended & {one.id, *wider(names, one.id)} for one in named)
    words = normalise(piece.part.text).split() if piece.part else []
    told = any(word in (*lexicon.grammar.chronic, *lexicon.grammar.dependent) for word in words)
    organ = organ and not is_prevented(lexicon, piece)
    return organ or told or is_found(lexicon, text, piece)


def _own(
    lexicon: Lexicon, text: Text, piece: Piece, pieces: Sequence[Piece], things: list[int]
) -> list[int]:
    """The things before a clause of which a word in it may speak."""
    if piece.role == "refused":  # `methadone reduction, refused`
        things = [n for n in things if not is_lessened(lexicon, text, pieces, n)]
    if treats(lexicon, text, piece):
        return [n for n in things if not clearing.of_condition(pieces[n])]
    if clearing.says(text, piece, lexicon.grammar.healed):  # `tramadol for RA, in remission`
        return [n for n in things if clearing.of_condition(pieces[n])] or things
    return things


def _with(roles: dict[int, set[str]], things: Sequence[int], role: str) -> None:
    """Gives things one role more."""
    for n in things:
        roles[n].add(role)


def _without(roles: dict[int, set[str]], things: Sequence[int], *taken: str) -> None:
    """Takes roles from things."""
    for n in things:
        roles[n].difference_update(taken)


def _well_again(lexicon: Lexicon, segment: Segment, words: Sequence[Token]) -> bool:
    """Whether a clause says no more than that it is all well by now: `normal now`, no scan."""
    well = any(token.word in lexicon.grammar.well for token in words)
    now = [p for p in segment.pieces if p.role == "since-then"]
    own = {n for piece in now for n in range(piece.start, piece.end)}
    rest = (token.word for n, token in enumerate(words, segment.start) if n not in own)
    return well and bool(now) and all(word in lexicon.grammar.well for word in rest)


def _mends(lexicon: Lexicon, piece: Piece) -> bool:
    """Whether it is what a test finds normal again: `liver failure last year, normal now`."""
    named = piece.part.named if piece.part else ()
    return bool(named) and all(one.id in lexicon.base.list_words.mended for one in named)


def _last(lexicon: Lexicon, words: Sequence[Token]) -> bool:
    """Whether a clause tells of the last of something else: `pregnant, last scan fine`."""
    told = ((one.word, other.word) for one, other in pairwise(words))
    return any(one in lexicon.grammar.last and other not in lexicon.dating for one, other in told)


def _nothing_else(lexicon: Lexicon, segment: Segment, words: Sequence[Token]) -> bool:
    """Whether a clause says no more than that something is not so: no `rhesus negative`.

    What is normal is something else, as a scan; and what it led to: `cirrhosis, therefore none`.
    """
    if any(p.role == "hence" for p in segment.pieces):
        return False
    if any(token.word in lexicon.grammar.well for token in words):
        return False
    own = {at for p in segment.pieces if p.role is not None for at in range(p.start, p.end)}
    others = [t.word for at, t in enumerate(words, segment.start) if at not in own]
    apart = lexicon.grammar.apart
    return all(lexicon.says_nothing(word) and word not in apart for word in others)


def _by_patient(lexicon: Lexicon, text: Text, segment: Segment, piece: Piece) -> bool:
    """Whether the patient took it: nobody else stands before the word, and nothing else behind it.

    `wife's oxycodone, took 1 last night`; but no `she took 1`, and no `took it to the pharmacy`.
    """
    before = [token.word for token in text.tokens[segment.start : piece.start]]
    behind = text.tokens[piece.end : segment.end]
    others = any(p.role in ("others", "theirs") for p in segment.pieces if p.start < piece.start)
    if others or (before and before[-1] in lexicon.grammar.thirds):
        return False
    return all(dated(lexicon, token) or token.word in lexicon.grammar.portions for token in behind)


def _nothing(lexicon: Lexicon, text: Text, segment: Segment, piece: Piece, *, fast: bool) -> bool:
    """Whether a clause says no more than since when nothing was taken: `none since May`.

    `fast`: it stands fast behind the thing that it would be said of.
    """
    words = (token.word for token in text.tokens[piece.start : piece.end])
    if piece.start != segment.start or " ".join(words) not in lexicon.grammar.nothing:
        return False
    own = text.tokens[piece.end : segment.end]
    if not own:  # `codeine - none`, and no list in which something else is none
        return fast and text.tokens[piece.start].before.strip() in DASHES
    if all(lexicon.roles.get(token.word) == "since-then" for token in own):
        return True  # `none now`
    if all(token.word in lexicon.grammar.since for token in own):
        return True  # `codeine after surgery in 2019, none since`
    since = any(token.word in throughout(lexicon) for token in own[:1])
    counted = any(
        token.figure is not None or token.word in lexicon.numbers or token.word in lexicon.months
        for token in own
    )
    return since and counted and all(dated(lexicon, token) for token in own)
