"""What the words of a clause reach, and which of them takes another back."""

from collections.abc import Sequence

from ldnref.answers.named.part import CLEARS, Piece
from ldnref.answers.named.segments import ENDED, NEAR, is_condition

#: Roles that reach forward from their word.
_FORWARD = (*ENDED, "current")

#: One medicine in the place of another.
CHANGED = ("swapped", "replaced")

#: Roles that reach back where they stand behind the last thing of their clause.
BACK = ("stopped", "past", "reaction", "intolerance", "others", "current", "refused")


def resolved(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, less roles that another takes back: `not stopped`, `no allergy to`.

    What lies ahead is so still: `last tablet due next week`. What was stopped is not taken now:
    `off codeine now`. What the patient took is no one else's: `took her husband's codeine`.
    """
    found: list[Piece] = []
    for piece in pieces:
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
            if piece.role in ("past", "current", "reaction", "intolerance", "doubt", "others"):
                continue
        near = last is not None and piece.start - last.end <= NEAR
        if near and last is not None and last.role in ENDED and piece.role == "current":
            continue
        ahead = piece.role in ("ahead", "resumed", "since-then")
        found.append(piece._replace(role="current") if ahead else piece)
    return found


def reached(pieces: Sequence[Piece], at: int, parts: list[int]) -> list[int]:
    """The parts of a segment that a role reaches: those behind it, or else those before it."""
    role = pieces[at].role
    behind = [part for part in parts if part > at]
    if role in CLEARS:
        return _cleared(pieces, at, parts)
    if role in ("swapped", "theirs"):
        return behind[:1]
    if role == "replaced":  # by a medicine: `tramadol changed to 100 mg` is still taken
        medicine = bool(behind) and not of_condition(pieces[behind[0]])
        return [part for part in parts if part < at][-1:] if medicine else []
    if role in ("reaction", "intolerance", "others"):
        return parts
    if role not in _FORWARD:
        return []
    return behind or (parts if role in BACK else [])


def _cleared(pieces: Sequence[Piece], at: int, parts: list[int]) -> list[int]:
    """The parts that a word such as `negative` or `vaccine` clears: the nearest, and its row."""
    before = [n for n in parts if n < at]
    behind = [n for n in parts if n > at]
    if before and (
        not behind
        or pieces[at].start - pieces[before[-1]].end <= pieces[behind[0]].start - pieces[at].end
    ):
        return _row(pieces, before[::-1])
    return _row(pieces, behind)


def _row(pieces: Sequence[Piece], parts: Sequence[int]) -> list[int]:
    """The first of some parts, with those that stand fast to it one by one: `nil SI/DSH`."""
    row = list(parts[:1])
    for n in parts[1:]:
        one, other = sorted((pieces[row[-1]], pieces[n]), key=lambda piece: piece.start)
        if other.start - one.end > 1:
            break
        row.append(n)
    return row


def of_condition(piece: Piece) -> bool:
    """Whether a piece is a condition."""
    return piece.part is not None and is_condition(piece.part)
