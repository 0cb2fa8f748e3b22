"""What a medicine did: the shape of an allergy field, `Codeine - nausea`, `Morphine (itch)`."""

from collections.abc import Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.tokens import Text

#: What stands between a name and what it did.
_SIGNS = ("(", "[", "-", "\u2013", "\u2014", ":", "->", "\u2192")

_LONGEST = 3


def effects(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where a line is one medicine and what it did: then that was not tolerated.

    With any other thing, an amount or a date it is a medicine that is taken, and a complaint.
    """
    medicine = found[0] if found else None
    if medicine is None or not _is_medicine(medicine) or any(t.figure for t in text.tokens):
        return found
    at = medicine.end
    if at >= len(text.tokens) or not text.tokens[at].before.strip().startswith(_SIGNS):
        return found
    if not _symptoms(lexicon, [token.word for token in text.tokens[at:]]):
        return found
    token = text.tokens[at]
    role = Piece(at, len(text.tokens), token.clause, token.entry, role="intolerance")
    return [medicine, role]


def _is_medicine(piece: Piece) -> bool:
    part = piece.part or Part("")
    return bool(part.named) and all(one.kind != "condition" for one in part.named)


def _symptoms(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether words are symptoms and such words as say nothing."""
    at, found = 0, False
    while at < len(words):
        for end in range(min(at + _LONGEST, len(words)), at, -1):
            if " ".join(words[at:end]) in lexicon.symptoms:
                at, found = end, True
                break
        else:
            if not lexicon.says_nothing(words[at]):
                return False
            at += 1
    return found
