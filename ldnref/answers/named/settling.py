"""Names of more than one meaning, settled by the words and the strength beside them."""

from collections.abc import Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part, Piece, of_entry
from ldnref.answers.named.seldom import amounts, tails
from ldnref.answers.named.tokens import Text, Token
from ldnref.knowledge.model_names import Settling

#: The word that stands for any strength among those that settle a name.
_AMOUNT = "amount"

#: The key of a name whose meanings are both told beside it: no other name explains it.
_TORN = ""

#: Roles of what names nothing before it: `painkillers: no codeine`.
_DENIALS = ("denial", "refused")

#: A name of so many letters is part of any product that nobody knows.
_SHORT = 3


def settle(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, with names of more than one meaning settled by the words beside them."""
    if not any(piece.part and (piece.part.key or piece.part.asks) for piece in found):
        return found
    taken: set[int] = set()
    settled = []
    for piece in found:
        part, words = _settled(lexicon, text, piece, found)
        taken |= words
        between = range(piece.end, max(words, default=-1))
        near = all(n in words or lexicon.says_nothing(text.tokens[n].word) for n in between)
        end = max(piece.end, *(n + 1 for n in words)) if words and near else piece.end
        settled.append(piece._replace(part=part, end=end))
    settled = [piece._replace(part=_explained(text, piece, settled)) for piece in settled]
    return [
        p
        for p in settled
        if p.part is None
        or p.start not in taken
        or (p.part.recognised and normalise(p.part.text) not in lexicon.joined)
    ]


def _explained(text: Text, piece: Piece, every: Sequence[Piece]) -> Part | None:
    """A name of more than one meaning as the one that is named beside it: `carisoprodol (Soma)`.

    Which of a group it is, its name tells right behind it: `something for pain: paracetamol`.
    """
    part = piece.part
    if part is None or part.asks is None or part.key == _TORN or len(part.named) == 1:
        return part
    if part.harmless and any(one.kind == "group" for one in part.named):
        told = next((one.part for one in every if one.start == piece.end), None)
        sign = text.tokens[piece.end].before if told else ""
        medicine = told is not None and all(one.kind == "medicine" for one in told.named)
        if told and told.recognised and medicine and (":" in sign or "(" in sign):
            return Part(part.text, holds=part.harmless)
    beside = [
        one.part.named
        for one in every
        if one.clause == piece.clause and one.part and one.part.asks is None and one.part.named
        # `something for pain: no codeine`
        if not any(p.role in _DENIALS and piece.start < p.start < one.start for p in every)
    ]
    meant = next((named for named in beside if set(named) <= set(part.named)), None)
    return part if meant is None else Part(part.text, meant)


def _settled(
    lexicon: Lexicon, text: Text, piece: Piece, found: Sequence[Piece]
) -> tuple[Part | None, set[int]]:
    """A name of more than one meaning as the one that words beside it settle, and these words."""
    part = piece.part
    question = lexicon.questions.get(part.key) if part and part.key else None
    if part is None or question is None or question.ambiguous is None:
        return part, set()
    one = question.ambiguous
    behind = [
        t for t in own_tokens(text, piece, found) if t.start > text.tokens[piece.end - 1].start
    ]
    places = _places(text, piece, found, behind, own=one.otherwise is not None)
    said = [(settling, *_words(text, settling, places)) for settling in one.settles]
    fast = {piece.start - 1, piece.end}
    # `MS relapsing 2 tablets`: what stands fast to the name goes before a form further on.
    usual = [told for told in said if told[0].becomes == one.otherwise and fast & told[2]]
    # `SPMS MS 10 mg tab`: both are said.
    torn = bool(one.otherwise and usual) and any(
        settling.becomes != one.otherwise
        and (piece.end in words or (_AMOUNT in names and amounts.strengths(lexicon, behind)))
        for settling, names, words in said
    )
    for settling, names, words in (*(usual if one.otherwise else ()), *said):
        if words or (_AMOUNT in names and amounts.strengths(lexicon, behind)):
            taken = settling.becomes is not None and len(part.key or "") <= _SHORT
            firm = _made(lexicon, text.tokens[piece.end : piece.end + 1])
            if taken and torn:
                part = part._replace(key=_TORN)
            if taken and (torn or firm or _nobodys(piece, found)):
                return part, set()  # `MS DOS tab` is some product, and so is `MS SPA TAB`
            if settling.becomes is None:
                return Part(part.text, holds=one.harmless or ""), words
            return Part(part.text, (lexicon.base.names[settling.becomes],)), words
    if one.otherwise is not None:
        return Part(part.text, (lexicon.base.names[one.otherwise],), hint=one.says), set()
    return part, set()


def _made(lexicon: Lexicon, behind: Sequence[Token]) -> bool:
    """Whether a name is that of a firm: the word for one stands fast behind it."""
    return any(token.word in lexicon.grammar.firms for token in behind)


def _places(
    text: Text, piece: Piece, found: Sequence[Piece], behind: Sequence[Token], *, own: bool
) -> list[int]:
    """Where the words may stand that settle a name: in its clause, and what is its own behind it.

    `own`: a form beside another medicine of its clause is that one's: `MS baclofen tablets`.
    """
    starts = {token.start for token in behind}
    tokens = list(enumerate(text.tokens))
    if own and any(_product(other, piece) for other in found):
        clause = {t.start for t in own_tokens(text, piece, found) if t.clause == piece.clause}
    else:
        clause = {token.start for _, token in tokens if token.clause == piece.clause}
    places = {at for at, token in tokens if token.start in starts | clause}
    return sorted(places - set(range(piece.start, piece.end)))


def _words(
    text: Text, settling: Settling, places: Sequence[int]
) -> tuple[frozenset[str], set[int]]:
    """The words that settle a name, and the places of those that stand there."""
    names = frozenset(normalise(word).replace(" ", "") for word in settling.words)
    return names, _standing_there(text, names, places)


def _nobodys(piece: Piece, found: Sequence[Piece]) -> bool:
    """Whether a word that nobody knows stands in the same clause."""
    return any(
        p.part and p.part.unknown and not p.part.near for p in found if p.clause == piece.clause
    )


def _standing_there(text: Text, names: frozenset[str], places: Sequence[int]) -> set[int]:
    """The places of the words that are one of the names, where one of them begins at a place."""
    found: set[int] = set()
    for at in places:
        for end in range(at + 1, min(at + 5, len(text.tokens) + 1)):
            if "".join(t.word for t in text.tokens[at:end]).replace(" ", "") in names:
                found.update(range(at, end))
    return found


def own_tokens(text: Text, piece: Piece, found: Sequence[Piece]) -> list[Token]:
    """The tokens that speak of one medicine: up to the next thing, or to the end of the entry."""
    others = [
        p
        for p in found
        if p.part and p.entry == piece.entry and p != piece and (p.part.named or p.part.holds)
    ]
    start = max((p.end for p in others if p.end <= piece.start), default=0)
    if any(p.end == start and p.clause == piece.clause for p in others):
        start = piece.start  # what stands between two things belongs to the first
    elif start:
        start = next(n for n in range(start, piece.start + 1) if _here(text, n, piece))
    end = min((p.start for p in others if p.start >= piece.end), default=len(text.tokens))
    around = (*text.tokens[start : piece.start], *text.tokens[piece.end : end])
    return of_entry(around, piece.entry)


def _here(text: Text, at: int, piece: Piece) -> bool:
    return text.tokens[at].clause == piece.clause


#: Before what is said of the thing before it.
_DASHES = frozenset("-–—")


def without_everyday_words(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, less single everyday words beside a product: the `cough` of a cough mixture.

    And less what a medicine did or was stopped for: `lisinopril stopped - cough`.
    """
    return [
        piece
        for piece in found
        if not (
            piece.part
            and piece.part.doubtful
            and piece.end - piece.start == 1
            and all(named.kind == "group" for named in piece.part.named)
            and not _of_its_own(lexicon, text, piece)
            and (
                any(_product(other, piece) for other in found)
                or _reason(lexicon, text, piece, found)
            )
        )
    ]


def _of_its_own(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether a treatment is joined to a product: `metformin and OST`; not `fentanyl MAT 25`."""
    words = (token.word for token in text.tokens if token.clause == piece.clause)
    joined = any(word in lexicon.grammar.vaccinated for word in words)
    return joined and tails.maintained(lexicon, piece.part)


def _reason(lexicon: Lexicon, text: Text, piece: Piece, found: Sequence[Piece]) -> bool:
    """Whether a word alone in its clause is told of the product before: `ramipril - cough`."""
    alone = sum(token.clause == piece.clause for token in text.tokens) == 1
    if not alone or text.tokens[piece.start].word not in lexicon.grammar.complaints:
        return False
    last = [p for p in of_entry(found, piece.entry) if p.clause == piece.clause - 1]
    dash = text.tokens[piece.start].before.strip() in _DASHES
    stopped = any(p.role in ("stopped", "intolerance") for p in last)
    return (dash or stopped) and any(_product(p, p._replace(part=None)) for p in last)


def _product(other: Piece, piece: Piece) -> bool:
    """Whether another piece is a product in the clause of this one."""
    part = other.part
    if part is None or other == piece or other.clause != piece.clause or not part.recognised:
        return False
    return bool(part.holds) or any(named.kind == "medicine" for named in part.named)
