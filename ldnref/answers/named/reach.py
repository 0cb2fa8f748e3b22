"""What the words of a clause reach, and which of them takes another back.

A denial, an end and a word for now reach all that stands behind them in their clause: `no codeine,`
ends at the comma. Where nothing stands behind, they reach back: one for now to all of the clause,
an end or a denial to the last thing and those of its row alone (`codeine, SI/DSH nil`). A result
(`negative`) reaches the nearest row on either side; a reaction and a relative all of the clause.
What goes beyond a clause is not here: lists in `listing`, clauses without a thing in `behind`.
"""

from collections.abc import Collection, Sequence

from ldnref.answers.named.kin import family
from ldnref.answers.named.lessened import lessened
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import CLEARS, Piece
from ldnref.answers.named.segments import ENDED, NEAR, dosed, is_condition
from ldnref.answers.named.tails import denies_before, is_positive, is_prevented, treats
from ldnref.answers.named.tokens import Text

#: Roles that reach forward from their word.
_FORWARD = (*ENDED, "current")

#: Roles that a denial fast before them takes back: `not currently`, `no allergy to`.
_TAKEN_BACK = ("past", "current", "resumed", "reaction", "intolerance", "doubt", "others")

#: What joins two things in one row.
_SIGNS = frozenset("/&+")

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
        if piece.role == "since-then" and "stopped" in before:
            continue
        if piece.role == "given":  # `her sister gives her codeine`
            found = [one for one in found if one.role != "others"]
            continue
        own = last is not None and last.role == "current" and piece.start - last.end <= NEAR
        if piece.role in ("others", "theirs") and ("taken" in before or own):
            continue
        if last is not None and last.role == "denial" and piece.start - last.end <= NEAR:
            if piece.role == "stopped":
                found[-1] = piece._replace(role="current")
                continue
            if piece.role in _TAKEN_BACK:
                continue
        near = last is not None and piece.start - last.end <= NEAR
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
    role = pieces[at].role
    behind = [part for part in parts if part > at]
    if role in CLEARS:
        return _cleared(lexicon, text, pieces, at, parts)
    if role in ("swapped", "theirs"):
        return behind[:1]
    if role == "replaced":  # by a medicine: `tramadol changed to 100 mg` is still taken
        medicine = bool(behind) and not of_condition(pieces[behind[0]])
        return [part for part in parts if part < at][-1:] if medicine else []
    if role in ("reaction", "intolerance", "others"):
        return parts
    if role in _FORWARD and not behind and (role in BACK or role == "denial"):
        return _before(lexicon, text, pieces, at, parts)
    return behind if role in _FORWARD else []


def _before(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> list[int]:
    """The parts before a word behind which nothing stands: the last, and its row."""
    if pieces[at].role == "denial":
        denied = denies_before(lexicon, text, pieces, at)
        return _row(lexicon, text, pieces, parts[::-1]) if denied else []
    if pieces[at].role == "refused" and at and pieces[at - 1].role == "immunised":
        return []  # `dialysis, vaccine refused`
    if pieces[at].role == "refused":  # `prednisolone taper and codeine refused`
        taken = [n for n in range(at) if pieces[n].role == "current" and parts[:1] < [n]]
        parts = [n for n in parts if n > max(taken, default=-1)] or parts
    if treats(lexicon, text, pieces[at]):
        parts = [n for n in parts if not of_condition(pieces[n])]
    still = pieces[at].role == "current"
    denies = _says(text, pieces[at], lexicon.grammar.denying)
    return parts if still else _row(lexicon, text, pieces, parts[::-1], far=True, denies=denies)


def _cleared(
    lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int, parts: list[int]
) -> list[int]:
    """The parts that a word such as `negative` or `vaccine` clears: the nearest, and its row.

    What is normal is a test, and no disease; against what no vaccine is, none is given; and by a
    test what has its amount beside it is taken: `methadone 60 mg, UDS negative`.
    """
    piece = pieces[at]
    before = [n for n in parts if n < at]
    behind = [n for n in parts if n > at]
    denies = _says(text, piece, lexicon.grammar.denying)
    if before and (
        not behind or piece.start - pieces[before[-1]].end <= pieces[behind[0]].start - piece.end
    ):
        found = _row(lexicon, text, pieces, before[::-1], denies=denies)
    else:
        found = _row(lexicon, text, pieces, behind, denies=denies)
    well = text.tokens[piece.start].word in lexicon.grammar.well
    if not well and piece.role == "cleared":
        tested = not denies and not _says(text, piece, lexicon.grammar.nothing)
        return [n for n in found if not (tested and _taken(lexicon, text, pieces, n))]
    return [
        n
        for n in found
        if not of_condition(pieces[n]) or (not well and is_prevented(lexicon, pieces[n]))
    ]


def _taken(lexicon: Lexicon, text: Text, pieces: Sequence[Piece], at: int) -> bool:
    """Whether one medicine, and no group of them, has its amount beside it."""
    part = pieces[at].part
    named = part.named if part else ()
    one = not of_condition(pieces[at]) and all(each.kind != "group" for each in named)
    return one and dosed(lexicon, text, pieces, at)


def _says(text: Text, piece: Piece, words: Collection[str]) -> bool:
    """Whether a piece is one of some words: `none`, `never taken`."""
    return " ".join(token.word for token in text.tokens[piece.start : piece.end]) in words


def _row(
    lexicon: Lexicon,
    text: Text,
    pieces: Sequence[Piece],
    parts: Sequence[int],
    *,
    far: bool = False,
    denies: bool = False,
) -> list[int]:
    """The first of some parts, with those of its kind behind it one by one: `nil SI/DSH`.

    `far`: with an amount between them too. `denies`: whatever is joined, `pregnant/nursing: no`.
    """
    row = list(parts[:1])
    for n in parts[1:]:
        one, other = sorted((pieces[row[-1]], pieces[n]), key=lambda piece: piece.start)
        if not far and other.start - one.end > 1:
            break
        ends = n < row[-1] and (_degree(lexicon, one, other) or _apart(lexicon, text, one, other))
        denied = denies and not ends
        if not (
            _alike(lexicon, text, one, other) or (denied and _joined(lexicon, text, one, other))
        ):
            break
        row.append(n)
    return row


def _alike(lexicon: Lexicon, text: Text, one: Piece, other: Piece) -> bool:
    """Whether what is said of one of two neighbours may be said of both."""
    if not of_condition(one) and not of_condition(other):
        return True
    if is_prevented(lexicon, one) and is_prevented(lexicon, other):
        return not is_positive(text, one)
    joined = _joined(lexicon, text, one, other)
    if is_prevented(lexicon, one) and _of(other, lexicon.grammar.tested):
        return True  # `hepatitis B core negative`
    for main, tested in ((one, other), (other, one)):
        if joined and is_prevented(lexicon, main) and _of(tested, lexicon.grammar.alongside):
            return True
    return joined and _named(one) == _named(other) != set()


def _joined(lexicon: Lexicon, text: Text, one: Piece, other: Piece) -> bool:
    """Whether a word or a sign between two neighbours joins them."""
    words = (*lexicon.grammar.joining, *lexicon.grammar.neither)
    if text.tokens[other.start].before.strip() in _SIGNS:
        return True
    return any(token.word in words for token in text.tokens[one.end : other.start])


def _of(piece: Piece, words: Collection[str]) -> bool:
    """Whether a piece without a name is one of some words."""
    if piece.part is None or piece.part.named:
        return False
    own = normalise(piece.part.text).split()
    return bool(own) and all(word in words for word in own)


def _degree(lexicon: Lexicon, one: Piece, other: Piece) -> bool:
    """Whether the second is a degree of the first: `cirrhosis and ascites: none`."""
    numbers = lexicon.forms.get(normalise(other.part.text), ()) if other.part else ()
    forms = [lexicon.base.list_words.forms[n] for n in numbers]
    named = {wide for name in _named(one) for wide in family(lexicon.base.names, name)}
    return any(form.of in named for form in forms)


def _apart(lexicon: Lexicon, text: Text, one: Piece, other: Piece) -> bool:
    """Whether the second is a complaint that may come of the first: `cirrhosis and pruritus nil`.

    In a tick line, and where they are alternatives, both are denied.
    """
    slight, main = (
        normalise(p.part.text) in lexicon.symptoms if p.part else False for p in (other, one)
    )
    signed = text.tokens[other.start].before.strip() in _SIGNS
    either = any(t.word in lexicon.grammar.neither for t in text.tokens[one.end : other.start])
    behind = text.tokens[other.end].before if other.end < len(text.tokens) else ""
    plain = not signed and not either and ":" not in behind
    return slight and not main and of_condition(one) and plain


def _named(piece: Piece) -> set[str]:
    """The ids of all that a piece is, or may be."""
    return {one.id for one in piece.part.named} if piece.part else set()


def of_condition(piece: Piece) -> bool:
    """Whether a piece is a condition."""
    return piece.part is not None and is_condition(piece.part)
