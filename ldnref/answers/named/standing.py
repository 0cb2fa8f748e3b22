"""How each thing stands in its line: now, past, denied, a reaction, somebody else's, in doubt.

A denial reaches from its word to the end of its clause. What says that something ended reaches
forward too, or back where nothing follows it. A clause without a thing of its own speaks of the
one before it: a medicine, and behind its comma when it was stopped.
"""

from collections.abc import Sequence
from datetime import date

from ldnref.answers.named import amounts, clearing, reach
from ldnref.answers.named.another import of_visit, tells_else, unknown_alone
from ldnref.answers.named.aside import aside
from ldnref.answers.named.asked import asked
from ldnref.answers.named.behind import Clause, back
from ldnref.answers.named.dates import month_behind
from ldnref.answers.named.lessened import ends_in_month
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.listing import announces, cleared_before, heads, listed, tested_before
from ldnref.answers.named.part import (
    CLEARS,
    DENIED,
    DOUBT,
    FREE,
    INTOLERANCE,
    NOW,
    OTHERS,
    PAST,
    REACTION,
    Part,
    Piece,
)
from ldnref.answers.named.segments import Segment, is_condition, segments_of
from ldnref.answers.named.tails import dated
from ldnref.answers.named.times import Passed, passed, sooner, weekly
from ldnref.answers.named.tokens import Text
from ldnref.answers.named.whose import heads_operations

#: Roles behind which a time is one since then, without an `ago`.
_OVER = ("stopped", "past")
_ENDS = (*_OVER, *CLEARS)
_DENIES = ("denial", "refused", "cleared")

#: Days in which what stands under past operations may be one that is not over.
_LATELY = 31

#: Roles that reach in a way of their own, and what they then say.
_MEANS = {**dict.fromkeys(reach.CHANGED, "stopped"), "theirs": "others"}

#: Which role wins where several reach one thing, the strongest first, and how it then stands.
_STANDINGS = (
    ("others", OTHERS),
    ("denial", DENIED),
    ("refused", DENIED),
    ("cleared", DENIED),
    ("immunised", DENIED),
    ("reaction", REACTION),
    ("intolerance", INTOLERANCE),
    ("stopped", PAST),
    ("past", PAST),
    ("doubt", DOUBT),
    ("current", NOW),
    ("tried", DOUBT),
)


def stand(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], today: date) -> list[Part]:
    """The parts of a line, each with how it stands and how many days have passed."""
    else_where = aside(lexicon, text, pieces)
    strange = {p.clause for p in pieces if p.part is not None and p.part.unknown}
    pieces = [
        p for p in pieces if p.role is None or p.start not in else_where or p.clause in strange
    ]
    segments = [_headed(lexicon, text, one, today) for one in segments_of(lexicon, text, pieces)]
    roles: dict[int, set[str]] = {n: set() for n, p in enumerate(pieces) if p.part is not None}
    times: dict[int, Passed] = dict.fromkeys(roles, Passed(None, None))
    number = {id(piece): n for n, piece in enumerate(pieces)}
    _extend(lexicon, text, segments, number, roles)
    before: list[int] = []
    rhythm = weekly(lexicon, text.tokens)
    # The day of a birth or a period is the time of nothing else.
    read = {n for p in pieces if p.part and p.part.measured for n in range(p.start, p.end)}
    read |= else_where
    for at, segment in enumerate(segments):
        here = [number[id(p)] for p in segment.pieces if _counts(text, p)]
        ended = any(p.role in _ENDS or clearing.none_of(segment, p) for p in segment.pieces)
        held_back = read.union(of_visit(lexicon, text, segment))
        words = [text.tokens[n] for n in range(segment.start, segment.end) if n not in held_back]
        ago = passed(lexicon, words, today, ended=ended, weekly=rhythm)
        # What a test found says of no time that a condition ended: `20 weeks, hep B negative`.
        ends = any(p.role in _OVER or clearing.none_of(segment, p) for p in segment.pieces)
        lasts = (
            ago if ends or not ended else passed(lexicon, words, today, ended=False, weekly=rhythm)
        )
        month = month_behind(lexicon, words, today) and ends_in_month(lexicon, text, segments, at)
        _inside(lexicon, text, segment, number, roles, timed=ago.certain is not None, month=month)
        if here:
            before = here
        elif segment.start in else_where or unknown_alone(
            segment, [pieces[n] for n in before if roles[n].isdisjoint(_OVER)]
        ):
            continue
        elif not heads(text, segments, at) and not announces(
            lexicon, text, segments, at, [pieces[n] for n in before]
        ):
            clause = Clause(text, segment, words)
            before = back(lexicon, clause, pieces, before, times=times, roles=roles)
        over = [n for n in here or before if not roles[n].isdisjoint(_OVER)]
        apart = bool(here) or tells_else(lexicon, text, segment, [pieces[n] for n in before])
        for part in over or here if apart else before:
            # Of what is reduced, too, the last dose was when it was: `reducing, last dose today`.
            last = ends and not roles[part].isdisjoint(_OVER)
            if here or last or "current" not in roles[part]:
                of = lasts if clearing.of_condition(pieces[part]) else ago
                times[part] = sooner(times[part], of)
    more = {piece.entry for piece in pieces if not _only_last(lexicon, text, piece)}
    for n, of_it in roles.items():
        if pieces[n].entry not in more and "past" in of_it and "stopped" not in of_it:
            of_it.add("last")
    return [
        _stood(
            pieces[n].part or Part(""),
            roles[n],
            times[n],
            asked(lexicon, text, pieces[n], pieces),
        )
        for n in roles
    ]


def _headed(lexicon: Lexicon, text: Text, segment: Segment, today: date) -> Segment:
    """A segment less its heading of past operations, where one is ahead, or was days ago.

    `PSH: awaiting TKR`; `PSH: laparotomy on Friday`.
    """
    heads = [p for p in segment.pieces if heads_operations(lexicon, text, p)]
    if not heads:
        return segment
    words = text.tokens[heads[0].end : segment.end]
    days = passed(lexicon, words, today, ended=True, weekly=False).days
    plain = [one for one in words if one.figure is None]
    ahead = any(one.word in lexicon.grammar.waiting or dated(lexicon, one) for one in plain)
    ahead = ahead or any(p.role == "doubt" for p in segment.pieces)
    if not (ahead if days is None else days < _LATELY):
        return segment
    return segment._replace(pieces=[p for p in segment.pieces if p not in heads])


def _only_last(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a word says no more of an end than when the last was: `last dose Friday`."""
    return piece.role != "past" or text.tokens[piece.start].word in lexicon.grammar.last


def _counts(text: Text, piece: Piece) -> bool:
    """Whether a clause speaks of a piece: not of what is unknown, nor of a reason in brackets."""
    if (part := piece.part) is None or part.unknown:
        return False
    return bool(part.holds != "" or "(" not in text.tokens[piece.start].before)


def _stood(part: Part, roles: set[str], ago: Passed, doubted: bool) -> Part:
    """How a part stands: a medicine by any time that is told, a condition by what is past."""
    condition = is_condition(part)
    roles = roles - ({"reaction", "intolerance"} if condition else {"immunised"})
    if part.older:
        return part._replace(standing=PAST)
    if part.measured:
        roles, ago = roles & {"others", "doubt"}, Passed(None, None)
    if doubted:  # `opioids? no, sometimes`
        roles = (roles - {"refused"}) | {"doubt"}
    days = ago.certain if condition and not roles & {"stopped", "past"} else ago.days
    by, standing = next((one for one in _STANDINGS if one[0] in roles), (None, NOW))
    timed = "last" in roles and standing == PAST and days is not None
    tried = standing == DOUBT and not (doubted or condition)  # `tried in October`
    if days is not None and (tried or (standing == NOW and "current" not in roles)):
        standing, timed = PAST, True
    group = any(one.kind == "group" for one in part.named)
    if days is not None and standing == DENIED and ("cleared" in roles or group) and not condition:
        standing = FREE
    days = None if standing == NOW else days
    by = by if standing == DENIED else None
    return part._replace(standing=standing, by=by, days=days, only_timed=timed)


def _inside(
    lexicon: Lexicon,
    text: Text,
    segment: Segment,
    number: dict[int, int],
    roles: dict[int, set[str]],
    *,
    timed: bool,
    month: bool,
) -> None:
    """What the roles of a segment do to its parts; what ended at a time is not so still."""
    pieces = reach.resolved(lexicon, text, segment.pieces, timed=timed, month=month)
    parts = [n for n, piece in enumerate(pieces) if piece.part is not None]
    for n, piece in enumerate(pieces):
        if piece.role is None:
            continue
        reached = reach.reached(lexicon, text, pieces, n, parts)
        if piece.role == "current" and reached and reached[0] < n:
            ended = [at for at in reached if roles[number[id(pieces[at])]] & {"stopped", "past"}]
            over = [at for at in ended if timed and not clearing.of_condition(pieces[at])]
            reached = [at for at in reached if at not in over]
            _still(pieces, number, roles, reached)
        if piece.role in reach.CHANGED:  # what it was changed for is taken since
            after = reached[0] if piece.role == "swapped" and reached else n
            for part in (at for at in parts if reached and at > after):
                roles[number[id(pieces[part])]].add("current")
        role = _MEANS.get(piece.role, piece.role)
        if piece.role == "replaced" and not reached:  # `switched to 200 mg`: still taken
            reached, role = [at for at in parts if at < n][-1:], "current"
        if role == "doubt" and clearing.says(text, piece, lexicon.grammar.tried):
            role, reached = (
                "tried",
                [at for at in reached if not amounts.often(lexicon, text, pieces[at])],
            )
        for part in reached:
            sure = role not in _DENIES or clearing.for_good(lexicon, text, pieces, n, part)
            roles[number[id(pieces[part])]].add(role if sure else "doubt")
        for part in clearing.unclear(lexicon, text, pieces, n):
            roles[number[id(pieces[part])]].add("doubt")


def _still(
    pieces: Sequence[Piece], number: dict[int, int], roles: dict[int, set[str]], parts: list[int]
) -> None:
    """What is still so is not past, whatever was said before."""
    for part in parts:
        roles[number[id(pieces[part])]] -= {"stopped", "past"}


def _extend(
    lexicon: Lexicon,
    text: Text,
    segments: Sequence[Segment],
    number: dict[int, int],
    roles: dict[int, set[str]],
) -> None:
    """Roles that reach over commas: `Allergies: a, b`; `no a, b or c`; `a, b and c negative`."""
    for n in range(len(segments)):
        reach_over = (listed, cleared_before, tested_before)
        extended = (each for over in reach_over for each in over(lexicon, text, segments, n))
        for one, role in extended:
            for piece in one.pieces:
                if piece.part is not None:
                    roles[number[id(piece)]].add(role)
