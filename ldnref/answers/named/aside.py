"""Stretches of a line that speak of something else: `husband is carer`, `reviewed 3 weeks ago`.

A clause or a bracket without a thing of its own speaks of the thing before it, unless its words
tell that it does not.
"""

import itertools
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ldnref.answers.named.dates import like_a_year
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import CLEARS, Piece, clause_places, of_clause
from ldnref.answers.named.tails import (
    against_else,
    is_clean,
    is_former,
    is_last,
    is_thing,
    maintained,
    of_it,
    refuses_else,
    stops_else,
    tails,
)
from ldnref.answers.named.tokens import Text, previous


def aside(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> frozenset[int]:
    """The places of the words that speak of something else."""
    if all(piece.role is None for piece in pieces) and not _visited(lexicon, text):
        return frozenset()
    found: set[int] = set()
    for here, bracket in _stretches(text):
        inside = [p for p in pieces if p.start in here]
        known = any(p.part is not None and not p.part.unknown for p in inside)
        if not known and _of_else(lexicon, text, here, inside, bracket=bracket):
            found.update(here)
    for here in tails(lexicon, text, pieces):
        if not any(is_thing(p) for p in pieces if p.start in here):
            found.update(here)
    for here in _clean(lexicon, text, pieces):
        found.update(here)
    return frozenset(found)


def _clean(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> Iterator[range]:
    """Where it stands that somebody is clean, beside what they then go on taking.

    `methadone, clean 3 years`; `clean 3 years on methadone`.
    """
    for n, piece in enumerate(pieces):
        if piece.role != "stopped" or not is_clean(lexicon, text, piece):
            continue
        own = of_clause(pieces, piece.clause)
        things = [p for p in own if is_thing(p)]
        before = [p for p in pieces[:n] if is_thing(p) and p.entry == piece.entry]
        if any(
            p.role in ("stopped", "past", "denial") for p in pieces[:n] if p.entry == piece.entry
        ):
            continue  # `methadone stopped, clean 3 years`
        here = clause_places(text.tokens, piece.clause)
        if not things and before and _goes_on(lexicon, text, before):
            yield range(here[0], here[-1] + 1)
        elif things and things[0].start > piece.start and maintained(lexicon, things[0].part):
            words = [text.tokens[at].word for at in range(piece.end, things[0].start)]
            ended = any(p.role in ("stopped", "past", "denial") for p in own if p != piece)
            if not ended and not any(word in lexicon.grammar.onset for word in words):
                yield range(here[0], things[0].start)


def _goes_on(lexicon: Lexicon, text: Text, before: Sequence[Piece]) -> bool:
    """Whether all of a clause is what the clean go on taking; not `heroin and methadone`."""
    clause = before[-1].clause
    if not all(maintained(lexicon, p.part) for p in of_clause(before, clause)):
        return False
    words = [token.word for token in of_clause(text.tokens, clause)]
    return not any(word in lexicon.grammar.onset for word in words)


def _visited(lexicon: Lexicon, text: Text) -> bool:
    """Whether a line tells of a visit or an event beside what is had: seen, scanned, married."""
    return not lexicon.visits.isdisjoint([token.word for token in text.tokens])


def _stretches(text: Text) -> Iterator[tuple[range, bool]]:
    """The clauses of a line, and what stands in brackets."""
    starts = [n for n in range(len(text.tokens)) if _opens(text, n)]
    for start, end in zip(starts, [*starts[1:], len(text.tokens)], strict=True):
        yield range(start, end), False
    yield from ((one, True) for one in _brackets(text))


def _opens(text: Text, at: int) -> bool:
    """Whether a clause begins with the word at this place."""
    return text.tokens[at].clause != previous(text.tokens, at).clause


def _of_else(
    lexicon: Lexicon, text: Text, here: range, inside: Sequence[Piece], *, bracket: bool
) -> bool:
    """Whether a stretch without a thing of its own tells of something else."""
    roles = {p.role for p in inside if p.role is not None}
    words = lexicon.grammar
    own = {at for p in inside if p.role is not None for at in range(p.start, p.end)}
    rest = [text.tokens[at].word for at in here if at not in own]
    seen = not roles - {"past"} and not lexicon.visits.isdisjoint(rest)
    if seen and all(is_last(lexicon, text, p) for p in inside if p.role == "past"):
        return True  # `last seen`, and not `last dose`
    if roles & {"others", "theirs"}:
        # `husband's`, and not `wife immune`: that is how it stands with somebody else; nor `has a
        # daughter`.
        before = itertools.takewhile(lambda at: at not in own, here)
        has = any(text.tokens[at].word in words.home for at in before)
        return has or bool(roles & {*CLEARS}) or not all(word in words.whose for word in rest)
    if "immunised" in roles and len(roles) > 1:
        return True
    if any(p.role == "immunised" and against_else(lexicon, text, p) for p in inside):
        return True
    if bracket and rest and roles and roles.issubset(CLEARS):
        return any(word in words.apart or not lexicon.says_nothing(word) for word in rest)
    strange = any(_strange(lexicon, text, *both) for both in pairwise(inside))
    former = (is_former(lexicon, text, p) or _has_object(lexicon, text, here, p) for p in inside)
    return strange or any(former) or any(_until_else(lexicon, text, p) for p in inside)


def _until_else(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether it is told until when something else was: `well until May`, not `daily until May`."""
    single, word = piece.end - piece.start == 1, text.tokens[piece.start].word
    if piece.role != "past" or not single or word not in lexicon.dating:
        return False
    before = previous(text.tokens, piece.start)
    told = before.word in lexicon.frequencies or of_it(lexicon, before)
    return before.clause == piece.clause and word not in lexicon.grammar.last and not told


def _strange(lexicon: Lexicon, text: Text, one: Piece, end: Piece) -> bool:
    """Whether it is something unknown that ended: `xyzzin 5 mg stopped`."""
    if one.part is None or end.role not in ("stopped", "past"):
        return False
    between = text.tokens[one.end : end.start]
    return all(lexicon.says_nothing(token.word) for token in between)


def _has_object(lexicon: Lexicon, text: Text, here: range, piece: Piece) -> bool:
    """Whether something else was refused or not tolerated: `intolerant of statins`."""
    if refuses_else(lexicon, text, piece) or stops_else(lexicon, text, piece):
        return True
    words = lexicon.grammar
    if piece.role not in ("refused", "reaction", "intolerance") or piece.end not in here:
        return False
    at = piece.end + (text.tokens[piece.end].word in words.objects)
    if at not in here or text.tokens[at - 1].word not in words.objects:
        return False
    return text.tokens[at].word not in words.supplied  # `allergic to cats`, and not `to it`


def in_brackets(lexicon: Lexicon, text: Text, pieces: Sequence[Piece]) -> list[int]:
    """Where brackets begin, and end, that hold a thing and what is said of it.

    `(mother has MS)`, `(knee replacement 2015)`.
    """
    found = []
    for here in _brackets(text):
        inside = [p for p in pieces if p.start in here]
        known = any(p.part is not None for p in inside)
        words = [text.tokens[at] for at in here]
        timed = not lexicon.timed.isdisjoint([token.word for token in words])
        timed = timed or any(like_a_year(token) for token in words)
        if known and (timed or any(p.role is not None for p in inside)):
            behind = [p.start for p in pieces if p.start >= here.stop]
            found += [here.start, *behind[:1]]
    return found


def _brackets(text: Text) -> Iterator[range]:
    """The words in each pair of brackets."""
    start: int | None = None
    for at, token in enumerate(text.tokens):
        if start is not None and ")" in token.before:
            yield range(start, at)
            start = None
        if "(" in token.before:
            start = at
    if start is not None and ")" in text.after:
        yield range(start, len(text.tokens))
