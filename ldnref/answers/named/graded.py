"""A figure or a grade that was read, as a piece of its line: found, asked about, or not read."""

from collections.abc import Sequence

from ldnref.answers import sentences
from ldnref.answers.named.bands import Reading
from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.naming import known
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.tokens import Text
from ldnref.knowledge.model_measures import Measure

#: The last measure of a line, and the entry in which it was read.
_Last = tuple[Measure, int, str] | None

_ASKED = sentences.WHICH_FIGURE


def may_be(lexicon: Lexicon, line: str) -> bool:
    """Whether a line that is one name may be more: it ends in a measure, or is a yes, as `si`."""
    words = normalise(line).split()[-PHRASE:]
    ends = (" ".join(words[at:]) in lexicon.measures for at in range(len(words)))
    return words[0] in lexicon.grammar.affirming or any(ends)


def piece(lexicon: Lexicon, text: Text, found: Reading) -> Piece:
    """A figure that was read as what it stands for, or told that it was not read."""
    typed = text.between(found.start, found.end)
    names = lexicon.base.names
    if found.unread:
        part = Part(typed, unread=True)
    elif len(found.means) == 1:
        named = tuple(names[name] for name in found.means[0])
        part = Part(typed, named, holds=None if named else "", measured=True, grade=found.grade)
    else:
        every = dict.fromkeys(name for means in found.means for name in means)
        meant = tuple(names[name] for name in every)
        part = Part(typed, meant, _ASKED, harmless="", measured=True)
    return _piece(text, found.start, found.end, part)


def either(
    lexicon: Lexicon, text: Text, measure: Measure, last: Piece, piece: Piece
) -> Piece | None:
    """A grade and the next one of the same measure as alternatives: `B/C`, `3 or 4`; or None."""
    one, other = last.part, piece.part
    if one is None or other is None or not one.named or not other.named:
        return None
    between = [token.word for token in text.tokens[last.end : piece.start]]
    # Two names may have two figures, as in `ALT/AST 30/40`.
    slash = not measure.limit and text.tokens[piece.start].before.strip() == "/"
    joined = len(between) == 1 and between[0] in lexicon.grammar.alternative
    if not (joined or (slash and not between)):
        return None
    named = tuple(dict.fromkeys((*one.named, *other.named)))
    asks = _ASKED if len(named) > 1 else None
    typed = text.between(last.start, piece.end)
    part = Part(typed, named, asks, harmless="" if asks else None, measured=True)
    return _piece(text, last.start, piece.end, part)


def goes_on(last: _Last, text: Text, found: Sequence[Piece]) -> _Last:
    """The measure, behind a condition that its figures stand for, or one denied or in brackets.

    `eGFR 27 in AKI, now 48`; `eGFR 27 (sepsis), 48 now`; `CKD without diabetes stage 4`.
    """
    if last is None or not found:  # a deed, which is told as no thing, may stand first
        return None
    piece = found[-1]
    named = piece.part.named if piece.part else ()
    if not named or any(one.kind != "condition" for one in named):
        return None
    means = {name for band in last[0].bands for name in band.means}
    here = [(one.role, one.clause) for one in found[-3:]]
    denied = [role for role, _ in here] == [None, "denial", None] and not last[0].units
    if denied and len({clause for _, clause in here}) == 1:
        return last
    bracket = "(" in text.tokens[piece.start].before
    return last if bracket or means.issuperset(one.id for one in named) else None


def named(lexicon: Lexicon, name: str, typed: str) -> Part | None:
    """What is known by a name; not where a measure reads it: `Child-Pugh C` is a grade of one."""
    part, words = known(lexicon, name, typed), name.split()
    if part is None:
        return None
    ids = tuple([one.id for one in part.named])
    for at in range(1, len(words)):
        if (measure := lexicon.measures.get(" ".join(words[:at]))) is None:
            continue
        grade = " ".join(words[at:])
        bands = lexicon.around[measure.id].bands
        if any(grade in told and band.means == ids for told, band in bands):
            return None
    return part


def denied(lexicon: Lexicon, text: Text, measure: Measure, last: Piece, piece: Piece) -> Piece:
    """The piece of a grade, that may be denied as any name is: `not stage 5`, `never CKD 4`.

    What is no longer of a grade is of some grade yet: `no longer stage 4`.
    """
    part, ends = piece.part, ("denial", "refused", "stopped")
    own = (*lexicon.around[measure.id].between, *lexicon.grammar.single)
    fast = all(token.word in own for token in text.tokens[last.end : piece.start])
    counted = [band for band in measure.bands if band.means and not band.words]
    grades = not measure.limit and all(band.grade for band in counted)
    if not (part and fast and grades and last.role in ends and last.clause == piece.clause):
        return piece
    if last.role == "stopped":
        least = tuple(lexicon.base.names[name] for name in counted[0].means)
        return piece._replace(part=Part(part.text, least, measured=True))
    return piece._replace(part=part._replace(measured=False))


def parted(lexicon: Lexicon, text: Text, piece: Piece) -> list[Piece]:
    """A figure that was not read, and the condition beside it: `CKD stage 9` is CKD."""
    for start in range(piece.start, piece.end):
        for end in range(piece.end, start, -1):
            named = lexicon.known.get(" ".join(t.word for t in text.tokens[start:end]))
            if named is None or named.kind != "condition":
                continue
            rest = (end, piece.end) if start == piece.start else (piece.start, start)
            if rest[0] < rest[1]:
                unread = Part(text.between(*rest), unread=True)
                condition = Part(text.between(start, end), (named,))
                return sorted([_piece(text, *rest, unread), _piece(text, start, end, condition)])
    return [piece]


def _piece(text: Text, start: int, end: int, part: Part) -> Piece:
    token = text.tokens[start]
    return Piece(start, end, token.clause, token.entry, part)
