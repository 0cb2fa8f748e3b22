"""What a medicine did: an allergy field, `Codeine - nausea`, or a sentence, `itch with codeine`."""

from collections.abc import Sequence

from ldnref.answers.named.dates import like_a_year
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import (
    PRESENT,
    Part,
    Piece,
    clause_places,
    entry_places,
    of_clause,
    of_entry,
)
from ldnref.answers.named.seldom import amounts, bands
from ldnref.answers.named.tokens import Text, Token

#: What stands between a name and what it did.
_SIGNS = ("(", "[", "-", "\u2013", "\u2014", ":", "->", "\u2192")

#: The words of a complaint, at the most.
_LONGEST = 3


def effects(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where an entry is one medicine and what it did: then that was not tolerated.

    With any other thing, an amount or a date it is a medicine that is taken, and a complaint.
    """
    found = [piece for piece in found if _tells(lexicon, text, found, piece)]
    found = [piece for piece in found if not _explains(lexicon, text, found, piece)]
    found = [_stopped_for(lexicon, text, found, piece) for piece in found]
    medicines = [piece for piece in found if _is_medicine(piece)]
    entries = [piece.entry for piece in medicines]
    told = {piece.entry for piece in found if piece.part and not piece.part.unknown}
    for medicine in medicines:
        entry = medicine.entry
        # What an entry without a thing of its own tells is of it: `10 mg`, `still takes it`.
        own = [t for t in text.tokens if t.entry == entry or t.entry not in told]
        still = any(p.role in PRESENT and p.entry not in told for p in found)
        if still or entries.count(entry) > 1:
            continue
        here = of_entry(found, entry)
        rest = [piece for piece in found if piece.entry != entry]
        reacted = any(piece.role == "reaction" for piece in here)
        did = [] if reacted else _itched(lexicon, text, medicine)
        if not did and not any(t.figure and not _dates(lexicon, text, t) for t in own):
            did = _did(lexicon, text, here, medicine)
        found = sorted([*rest, *did], key=lambda piece: piece.start) if did else found
    return found


def _did(lexicon: Lexicon, text: Text, here: Sequence[Piece], medicine: Piece) -> list[Piece]:
    """The medicine of an entry and the role of its other words; none: it is not what it did."""
    entry = text.tokens[medicine.start].entry
    places = entry_places(text.tokens, entry)
    first, last = places[0], places[-1] + 1
    before = [t.word for t in text.tokens[first : medicine.start] if t.figure is None]
    behind = [t.word for t in text.tokens[medicine.end : last] if t.figure is None]
    if medicine == here[0] and behind:
        sign = text.tokens[medicine.end].before.strip().startswith(_SIGNS)
        if sign and _symptoms(lexicon, behind):
            return [medicine, _role(text, medicine.end, last)]
    blamed = lexicon.base.list_words.blamed
    if any(piece.role in PRESENT for piece in here) or not _is_of(
        lexicon, medicine, (*blamed.of, *blamed.stopped_of)
    ):
        return []
    for phrase in (one.split() for one in blamed.before):
        size = len(phrase)
        if not before and behind[:size] == phrase and _symptoms(lexicon, behind[size:]):
            return [medicine, _role(text, medicine.end, last)]
    aimed = (*blamed.past, *blamed.behind) if of_blamed(lexicon, medicine) else ()
    for phrase in (one.split() for one in aimed):
        size = len(phrase)
        if behind or before[-size:] != phrase or not _symptoms(lexicon, before[:-size]):
            continue
        if not _state(lexicon, before):
            return [_role(text, first, medicine.start), medicine]
    return []


def _dates(lexicon: Lexicon, text: Text, token: Token) -> bool:
    """Whether a figure is the year of a complaint beside it: `codeine - itching 2019`."""
    clause = [one.word for one in of_clause(text.tokens, token.clause)]
    return (
        like_a_year(token)
        and complains(lexicon, clause)
        and not any(word in lexicon.grammar.since for word in clause)
    )


def _explains(lexicon: Lexicon, text: Text, found: Sequence[Piece], piece: Piece) -> bool:
    """Whether a complaint tells what a reaction was to what stands before a dash.

    `Tramadol - itching (allergy)`: in its clause stands no other thing.
    """
    clause = clause_places(text.tokens, piece.clause)
    here = of_clause(found, piece.clause)
    before = [one for one in found if one.end <= clause[0] and one.entry == piece.entry]
    dash = text.tokens[clause[0]].before.strip().startswith(_SIGNS)
    last = bool(before) and before[-1].clause == piece.clause - 1 and _is_medicine(before[-1])
    if not (dash and last) or not any(one.role in ("reaction", "intolerance") for one in here):
        return False
    words = (text.tokens[one.start : one.end] for one in here if one.part is not None)
    said = [" ".join(token.word for token in one) for one in words]
    return piece.part is not None and all(one in lexicon.symptoms for one in said)


def _itched(lexicon: Lexicon, text: Text, medicine: Piece) -> list[Piece]:
    """The medicine of a clause that tells no more than that it may have made the patient itch.

    `Itching since LDN`, `LDN itch`; but no `LDN for itching`. Which of the two is asked.
    """
    blamed = lexicon.base.list_words.blamed
    if not (_is_of(lexicon, medicine, blamed.stopped_of) and _is_low(lexicon, text, medicine)):
        return []
    places = clause_places(text.tokens, medicine.clause)
    words = {n: text.tokens[n].word for n in places if not _of_amount(lexicon, text.tokens[n])}
    before = " ".join(word for n, word in words.items() if n < medicine.start)
    behind = " ".join(word for n, word in words.items() if n >= medicine.end)
    led = {f"{itch} {link}" for itch in blamed.allergic for link in blamed.since}
    if before in led and not behind:
        return [_role(text, places[0], medicine.start), medicine]
    if behind in blamed.allergic and not before:
        return [medicine, _role(text, medicine.end, places[-1] + 1)]
    return []


def _is_low(lexicon: Lexicon, text: Text, medicine: Piece) -> bool:
    """Whether nothing beside it makes it more than a low dose, which then matters more."""
    named = {one.id for one in medicine.part.named} if medicine.part else set()
    rules = [rule for rule in lexicon.base.measures.amounts if named <= {*rule.of}]
    clause = of_clause(text.tokens, medicine.clause)
    beside = amounts.strengths(lexicon, clause)
    return any(all(bands.within(rule.bands[0], one) for one in beside) for rule in rules)


def _of_amount(lexicon: Lexicon, token: Token) -> bool:
    """Whether a word is part of an amount."""
    often = token.word in lexicon.frequencies
    return often or token.figure is not None or amounts.is_unit(token.word)


def _stopped_for(lexicon: Lexicon, text: Text, found: Sequence[Piece], piece: Piece) -> Piece:
    """A word that something was stopped, as an intolerance where a complaint was the reason."""
    if piece.role != "stopped":
        return piece
    blamed = lexicon.base.list_words.blamed
    own = [one for one in of_entry(found, piece.entry) if _is_medicine(one)]
    behind = [token.word for token in of_entry(text.tokens[piece.end :], piece.entry)]
    reasons = (at for at, word in enumerate(behind) if word in blamed.because)
    sign = bool(behind) and text.tokens[piece.end].before.strip().startswith(_SIGNS)
    reason = 0 if sign else next(reasons, None)
    if not own or reason is None or not complains(lexicon, behind[reason:]):
        return piece
    if not all(_is_of(lexicon, one, blamed.stopped_of) for one in own):
        return piece
    return piece._replace(role="intolerance")


def _tells(lexicon: Lexicon, text: Text, found: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece tells what it seems to: not so a sign of use, nor what reaches no medicine.

    `drowsy with methadone`, `cannot take tablets so has a patch`.
    """
    if piece.role not in ("reaction", "intolerance"):
        return True
    words = [token.word for token in text.tokens[piece.start : piece.end]]
    if " ".join(words) in lexicon.base.list_words.blamed.adjoining:
        return _adjoins(lexicon, text, found, piece)
    beside = [one for one in found if one.role == "reaction" and one.clause != piece.clause]
    if any(one.entry == piece.entry for one in beside):
        return True  # `anaphylaxis, collapsed after codeine`
    own = [one for one in of_entry(found, piece.entry) if _is_medicine(one)]
    return not (_state(lexicon, words) and any(of_blamed(lexicon, one) for one in own or found))


def _state(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether words tell of a state that lasts, and not of one that came after something."""
    blamed = lexicon.base.list_words.blamed
    said = f" {' '.join(words)} "
    if any(f" {one} " in said for one in blamed.collapse):
        return True
    over = any(said.endswith(f" {one} ") for one in blamed.past)
    return not over and any(f" {one} " in said for one in blamed.states)


def _adjoins(lexicon: Lexicon, text: Text, found: Sequence[Piece], piece: Piece) -> bool:
    """Whether medicines stand fast behind words and end the clause; or one before them."""
    clause = clause_places(text.tokens, piece.clause)
    medicines = {one.start: one.end for one in found if _is_medicine(one)}
    at = piece.end
    while at in medicines:
        at = medicines[at]
        if at not in clause:
            return True
        at += text.tokens[at].word in lexicon.grammar.neither
    alone = clause[0] in medicines and medicines[clause[0]] == piece.start
    rest = [text.tokens[n].word for n in clause if n >= piece.end]
    return alone and bool(rest) and all(word in lexicon.grammar.whom for word in rest)


def _role(text: Text, start: int, end: int) -> Piece:
    """That what stands beside was not tolerated."""
    token = text.tokens[start]
    return Piece(start, end, token.clause, token.entry, role="intolerance")


def of_blamed(lexicon: Lexicon, medicine: Piece) -> bool:
    """Whether a complaint beside a medicine is read as a reaction to it."""
    return _is_of(lexicon, medicine, lexicon.base.list_words.blamed.of)


def _is_of(lexicon: Lexicon, medicine: Piece, groups: Sequence[str]) -> bool:
    """Whether all that a piece is belongs to some groups."""
    named = medicine.part.named if medicine.part else ()
    names = lexicon.base.names
    return bool(named) and all({one.id, *wider(names, one.id)} & {*groups} for one in named)


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
