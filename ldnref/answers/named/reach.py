"""What the words of a clause reach, and which of them takes another back.

A denial, an end and a word for now reach all that stands behind them in their clause: `no codeine,`
ends at the comma. Where nothing stands behind, they reach back: one for now to all of the clause,
an end or a denial to the last thing and those of its row alone (`codeine, SI/DSH nil`). A result
(`negative`) reaches the nearest row on either side; a reaction and a relative all of the clause.
What goes beyond a clause is not here: lists in `listing`, clauses without a thing in `behind`.
"""

from collections.abc import Sequence

from ldnref.answers.named import clearing
from ldnref.answers.named.asked import denies_back
from ldnref.answers.named.lessened import lessened
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import CLEARS, Piece
from ldnref.answers.named.reasons import without_reason
from ldnref.answers.named.rows import in_question, in_row, joined_last
from ldnref.answers.named.segments import EFFECTS, ENDED, NEAR, dosed
from ldnref.answers.named.tails import denies_before, treats
from ldnref.answers.named.tokens import Text, following, previous
from ldnref.answers.named.whose import done_by, heads_operations, of_operations

#: Roles that reach forward from their word.
_FORWARD = (*ENDED, "current")

#: Roles that a denial fast before them takes back: `not currently`, `no allergy to`.
_TAKEN_BACK = ("past", "current", "resumed", "reaction", "intolerance", "doubt", "others")

#: One medicine in the place of another.
CHANGED = ("swapped", "replaced")

#: Roles that reach back where they stand behind the last thing of their clause.
BACK = ("stopped", "past", "reaction", "intolerance", "others", "current", "refused")


def resolved(
    lexicon: Lexicon,
    text: Text,
    pieces: Sequence[Piece],
    *,
    timed: bool = False,
    month: bool = False,
) -> list[Piece]:
    """The pieces, less roles that another takes back: `not stopped`, `no allergy to`.

    What lies ahead is so still: `last tablet due next week`. What was stopped is not taken now:
    `off codeine now`; it is, where it was begun again: `stopped, then resumed in May`. What the
    patient took is no one else's: `took her husband's codeine`.
    `timed`: their clause tells of a time that lies behind; `month`: of a month that does.
    """
    found: list[Piece] = []
    for piece in lessened(lexicon, text, pieces, timed=timed, month=month):
        last = found[-1] if found else None
        before = {one.role for one in found}
        near = last is not None and piece.since(last) <= NEAR
        if piece.role == "since-then" and "stopped" in before:
            continue
        if piece.role == "given":  # `her sister gives her codeine`
            found = [one for one in found if one.role != "others"]
            continue
        own = near and last is not None and last.role == "current"
        own = own or (piece.role == "theirs" and last is not None and last.role == "opens")
        if piece.role in ("others", "theirs") and ("taken" in before or own):
            continue  # `on her husband's morphine`
        if near and last is not None and last.role == "denial":
            if piece.role == "stopped":
                found[-1] = piece._replace(role="current")
                continue
            if piece.role in _TAKEN_BACK:
                continue
        if near and last is not None and last.role in ENDED and piece.role == "current":
            continue
        if piece.role == "resumed":
            found = [one for one in found if one.role not in ("stopped", "past")]
        ahead = piece.role in ("ahead", "resumed", "since-then")
        found.append(piece._replace(role="current") if ahead else piece)
    return found


def reached(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> list[int]:
    """The parts of a segment that a role reaches: those behind it, or else those before it."""
    role, over = pieces[at].role, list[int]()
    if role == "denial" or role in CLEARS:
        own = _ensuing(lexicon, text, pieces[at])
        parts = [n for n in parts if own is None or n > at or pieces[n].start >= own]
    if heals(lexicon, text, pieces[at]):
        before = [n for n in parts if n < at]
        parts = before or [n for n in parts if clearing.of_condition(pieces[n])]
    if role in ("stopped", "past"):  # `stopped by rheumatology`
        parts = _ended(lexicon, text, pieces, at, parts)
        parts, over = without_reason(lexicon, text, pieces, at, parts)
    if role == "refused" and denies_back(lexicon, text, pieces[at]):
        parts = [n for n in parts if n < at] or parts  # `NSAR kontraindiziert, Tramadol`
    behind = [part for part in parts if part > at]
    if role in CLEARS:
        return clearing.cleared(lexicon, text, pieces, at, parts)
    if role in ("swapped", "theirs"):
        return [n for n in behind[:1] if role == "swapped" or _owned(lexicon, text, pieces, at, n)]
    if role == "replaced":  # by a medicine: `tramadol changed to 100 mg` is still taken
        medicine = bool(behind) and not clearing.of_condition(pieces[behind[0]])
        return [part for part in parts if part < at][-1:] if medicine else []
    if role in (*EFFECTS, "others"):
        return parts if role == "others" else _of_effect(lexicon, text, pieces, at, parts)
    if role in _FORWARD and not behind and (role in BACK or role == "denial"):
        return _before(lexicon, text, pieces, at, parts) + over
    return behind if role in _FORWARD else []


def _of_effect(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> list[int]:
    """What an effect is one of: all of its clause; but no medicine that is taken because of it.

    `because of ibuprofen allergy tramadol 50 mg`; `due to allergy to ibuprofen tramadol 50 mg`.
    """
    first, clause = pieces[min([at, *parts])].start, pieces[at].clause
    words = (token.word for token in text.tokens[:first] if token.clause == clause)
    if not any(word in lexicon.grammar.because for word in words):
        return parts
    named = any(n < at for n in parts)
    behind = [n for n in parts if n > at][not named :]
    return [n for n in parts if n not in behind or not _taken(lexicon, text, pieces, n, named)]


def _taken(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, named: bool) -> bool:
    joined = previous(text.tokens, pieces[at].start).word in lexicon.grammar.joining
    return (named and not joined) or dosed(lexicon, text, pieces, at)


def heals(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a disease ended, and no medicine that it is treated with: `in remission on codeine`.

    Not so where it is told of what, `clean of heroin`, or where the clause begins with it.
    """
    words, at = lexicon.grammar, piece.start
    if not any(clearing.says(text, piece, one) for one in (words.healed, words.cleansed)):
        return False
    if previous(text.tokens, at).clause != piece.clause:
        return False
    behind = following(text.tokens, piece.end - 1).word
    return behind not in (*words.parting, *words.leaving)


def _ended(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> list[int]:
    """What a word for an end may reach: nobody who did it; behind `PSH:` operations alone."""
    if heads_operations(lexicon, text, pieces[at]):
        return [n for n in parts if of_operations(lexicon, pieces[n])]  # it begins a clause
    if clearing.says(text, pieces[at], lexicon.grammar.discontinuing):  # `cirrhosis, tramadol d/c`
        parts = [n for n in parts if not clearing.of_condition(pieces[n])]
    # `stopped by Yasmin`, `pain stopped by tramadol`
    return [n for n in parts if not done_by(lexicon, text.tokens, pieces[n].start)]


def _owned(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, of: int) -> bool:
    """Whether it is somebody's whose sign of that was left out: `mums cirrhosis`, no `two sons`."""
    owner, thing, words = pieces[at], pieces[of], lexicon.grammar
    if owner.end - owner.start > 1:  # `mum's`
        return True
    before = previous(text.tokens, owner.start)
    last = before.word if before.clause == owner.clause else ""  # `eGFR 88; husbands morphine`
    counted = last in (*lexicon.numbers, *words.lasting) or last.isdecimal()
    if (counted and last not in words.owners) or (thing.part is not None and thing.part.unknown):
        return False
    # `wifes old 5 mg oxycodone`, `dads on methadone`; but no `carers give morphine`.
    between = text.tokens[owner.end : thing.start]
    if [lexicon.roles.get(one.word) for one in between] in (["opens"], ["current"]):
        first = owner.start - (before.clause == owner.clause and last in words.owners)
        return previous(text.tokens, first).clause != owner.clause
    return all(one.word in words.former or one.figure is not None for one in between)


def _ensuing(lexicon: Lexicon, text: Text, piece: Piece) -> int | None:
    """Where what alone is denied begins: `alcohol dependence and relapses none`."""
    at = piece.start - 1
    words = [token.word for token in text.tokens[max(at - 2, 0) : piece.start]]
    if ":" in text.tokens[piece.start].before:
        return None
    known = (lexicon.grammar.dependent, lexicon.grammar.joining, lexicon.grammar.ensuing)
    told = len(words) == len(known) and all(one in of for one, of in zip(words, known, strict=True))
    return at if told else None


def _before(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> list[int]:
    """The parts before a word behind which nothing stands: the last, and its row."""
    if pieces[at].role == "denial":
        denied = denies_before(lexicon, text, pieces, at)
        return in_row(lexicon, text, pieces, parts[::-1]) if denied else []
    if pieces[at].role == "refused" and at and pieces[at - 1].role == "immunised":
        return []  # `dialysis, vaccine refused`
    if pieces[at].role == "refused":  # `prednisolone taper and codeine refused`
        taken = [n for n in range(at) if pieces[n].role == "current"]
        parts = [n for n in parts if n > max(taken, default=-1)] or parts
        parts = joined_last(lexicon, text, pieces, parts)  # `opioids NSAIDs refused`
    if treats(lexicon, text, pieces[at]):
        parts = [n for n in parts if not clearing.of_condition(pieces[n])]
    parts = in_question(lexicon, text, pieces, at, parts)
    still = pieces[at].role == "current"
    denies = clearing.says(text, pieces[at], lexicon.grammar.denying)
    return parts if still else in_row(lexicon, text, pieces, parts[::-1], far=True, denies=denies)
