"""What a medicine did: an allergy field, `Codeine - nausea`, or a sentence, `itch with codeine`."""

from collections.abc import Sequence

from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import PRESENT, Part, Piece
from ldnref.answers.named.tokens import Text

#: What stands between a name and what it did.
_SIGNS = ("(", "[", "-", "\u2013", "\u2014", ":", "->", "\u2192")

#: The words of a complaint, at the most.
_LONGEST = 3


def effects(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where a line is one medicine and what it did: then that was not tolerated.

    With any other thing, an amount or a date it is a medicine that is taken, and a complaint.
    """
    medicines = [piece for piece in found if _is_medicine(piece)]
    if len(medicines) != 1 or any(token.figure for token in text.tokens):
        return found
    medicine = medicines[0]
    words = [token.word for token in text.tokens]
    behind, before = words[medicine.end :], words[: medicine.start]
    if medicine == found[0] and behind:
        sign = text.tokens[medicine.end].before.strip().startswith(_SIGNS)
        if sign and _symptoms(lexicon, behind):
            return [medicine, _role(text, medicine.end, len(words))]
    if any(piece.role in PRESENT for piece in found) or not _of_blamed(lexicon, medicine):
        return found
    blamed = lexicon.base.list_words.blamed
    for phrase in (one.split() for one in blamed.before):
        size = len(phrase)
        if not before and behind[:size] == phrase and _symptoms(lexicon, behind[size:]):
            return [medicine, _role(text, medicine.end, len(words))]
    for phrase in (one.split() for one in blamed.behind):
        size = len(phrase)
        if not behind and before[-size:] == phrase and _symptoms(lexicon, before[:-size]):
            return [_role(text, 0, medicine.start), medicine]
    return found


def _role(text: Text, start: int, end: int) -> Piece:
    """That what stands beside was not tolerated."""
    token = text.tokens[start]
    return Piece(start, end, token.clause, token.entry, role="intolerance")


def _of_blamed(lexicon: Lexicon, medicine: Piece) -> bool:
    """Whether a complaint beside a medicine is read as a reaction to it."""
    of = frozenset(lexicon.base.list_words.blamed.of)
    named = medicine.part.named if medicine.part else ()
    names = lexicon.base.names
    return bool(named) and all(of & {one.id, *wider(names, one.id)} for one in named)


def _is_medicine(piece: Piece) -> bool:
    part = piece.part or Part("")
    return bool(part.named) and all(one.kind != "condition" for one in part.named)


def complains(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether a complaint stands among words."""
    return any(
        " ".join(words[at:end]) in lexicon.symptoms
        for at in range(len(words))
        for end in range(at + 1, at + _LONGEST + 1)
    )


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
