"""A line of a medication list → its parts. Never a guess, and nothing is passed over.

A line is read word by word, the longest known name first. What stands beside a name (strength,
form, direction, maker) may narrow it, settle it, date it or deny it; any other word that is not
known is reported, however many of its neighbours were recognised.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ldnref.answers.named import amounts, figures, tokens
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.scan import known, pieces
from ldnref.answers.named.standing import stand
from ldnref.answers.named.tokens import Text, Token
from ldnref.knowledge.model_names import Amount, Named

#: An ATC or an RxNorm code.
_CODE = re.compile(r"(?:([A-Za-z]\d\d[A-Za-z]{2}\d\d)|rxcui\s*(?::\s*)?(\d+))", re.IGNORECASE)

#: The word that stands for any strength among those that settle a name.
_AMOUNT = "amount"


def read(lexicon: Lexicon, line: str, today: date) -> tuple[Part, ...]:
    """Everything in a line, in its order; never empty."""
    if code := _CODE.fullmatch(line.strip()):
        wanted = code[1].upper() if code[1] else f"rxcui:{code[2]}"
        return (Part(line, lexicon.codes.get(wanted, ())),)
    text = tokens.apart(tokens.read(line), lexicon.names_something, lexicon.says_nothing)
    whole = known(lexicon, normalise(line), line)
    if whole is not None and not _is_measure(lexicon, line):
        found = _settle(lexicon, text, [Piece(0, len(text.tokens), 0, 0, whole)])
    else:
        found = _whole_clauses(lexicon, text, pieces(lexicon, text))
    found = _without_everyday_words(found)
    found = [_narrowed(lexicon, text, piece, found) for piece in found]
    found = _combined(lexicon, text, found)
    found = [_measured_out(lexicon, text, piece, found) for piece in found]
    parts = _hidden(stand(lexicon, text, found, today))
    if len(parts) == 1:
        return (parts[0]._replace(text=line),)
    return tuple(parts) or ((_rest(lexicon, line, text, found),) if line.strip() else ())


def _is_measure(lexicon: Lexicon, line: str) -> bool:
    name = normalise(line)
    return any(name.endswith(" " + one) or name == one for one in lexicon.measures)


def _rest(lexicon: Lexicon, line: str, text: Text, found: Sequence[Piece]) -> Part:
    """A line without a thing: a denial, or a phrase such as `no known allergies`, or unknown."""
    words = [token.word for token in text.tokens]
    phrases = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, a + 6)}
    denied = any(piece.role in ("denial", "cleared") for piece in found)
    return Part(line, holds="" if denied or phrases & lexicon.neutral else None)


def _whole_clauses(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, where a strength may stand in the middle of a name: fentanyl 25 mcg patch."""
    for clause in sorted({piece.clause for piece in found}):  # a part in the middle of a name
        here = [piece for piece in found if piece.clause == clause]
        if any(p.role for p in here) or all(p.part and p.part.recognised for p in here):
            continue
        at = [n for n, token in enumerate(text.tokens) if token.clause == clause]
        name = lexicon.without_beside(text.tokens[n].word for n in at)
        part = known(lexicon, name, text.between(at[0], at[-1] + 1))
        if part is not None and all(
            p.part is None or part.key != p.part.key or not part.key for p in here
        ):
            rest = [piece for piece in found if piece.clause != clause]
            entry = text.tokens[at[0]].entry
            found = sorted([*rest, Piece(at[0], at[-1] + 1, clause, entry, part)])
    return _settle(lexicon, text, found)


def _without_everyday_words(found: list[Piece]) -> list[Piece]:
    """The pieces, less single everyday words beside a product: the `cough` of a cough mixture."""
    return [
        piece
        for piece in found
        if not (
            piece.part
            and piece.part.doubtful
            and piece.end - piece.start == 1
            and all(named.kind == "group" for named in piece.part.named)
            and any(_product(other, piece) for other in found)
        )
    ]


def _product(other: Piece, piece: Piece) -> bool:
    """Whether another piece is a product that adjoins this one in its clause."""
    part = other.part
    if part is None or other == piece or other.clause != piece.clause or not part.recognised:
        return False
    medicine = part.holds or any(named.kind == "medicine" for named in part.named)
    return bool(medicine) and min(abs(other.end - piece.start), abs(piece.end - other.start)) <= 1


def _settle(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The pieces, with names of more than one meaning settled by the words beside them."""
    taken: set[int] = set()
    settled = []
    for piece in found:
        part, words = _settled(lexicon, text, piece, found)
        taken |= words
        settled.append(piece._replace(part=part))
    return [p for p in settled if p.part is None or p.part.recognised or p.start not in taken]


def _settled(
    lexicon: Lexicon, text: Text, piece: Piece, found: Sequence[Piece]
) -> tuple[Part | None, set[int]]:
    """A name of more than one meaning as the one that words beside it settle, and these words."""
    part = piece.part
    question = lexicon.questions.get(part.key) if part and part.key else None
    if part is None or question is None or question.ambiguous is None:
        return part, set()
    one = question.ambiguous
    behind = [t for t in _own(text, piece, found) if t.start > text.tokens[piece.end - 1].start]
    for settling in one.settles:
        names = frozenset(map(normalise, settling.words))
        words = _standing_there(text, piece, names)
        if words or (_AMOUNT in names and amounts.strengths(behind)):
            if settling.becomes is None:
                return Part(part.text, holds=one.harmless or ""), words
            return Part(part.text, (lexicon.base.names[settling.becomes],)), words
    if one.otherwise is not None:
        return Part(part.text, (lexicon.base.names[one.otherwise],), hint=one.says), set()
    return part, set()


def _standing_there(text: Text, piece: Piece, names: frozenset[str]) -> set[int]:
    """The places of the words in the same clause that are one of the names."""
    found: set[int] = set()
    for at, token in enumerate(text.tokens):
        if token.clause != piece.clause or piece.start <= at < piece.end:
            continue
        for end in range(at + 1, min(at + 5, len(text.tokens) + 1)):
            words = " ".join(t.word for t in text.tokens[at:end])
            if words in names or words.replace(" ", "") in names:
                found.update(range(at, end))
    return found


def _narrowed(lexicon: Lexicon, text: Text, piece: Piece, found: Sequence[Piece]) -> Piece:
    """A thing in the form or the degree that words beside it give it: a patch is no tablet."""
    part = piece.part
    if part is None or not part.named:
        return piece
    for number in _forms(lexicon, text, piece, found):
        form = lexicon.base.list_words.forms[number]
        names = lexicon.base.names
        becomes = names[form.becomes]
        named = [
            becomes if _fits(lexicon, one, form.of, form.becomes) else one for one in part.named
        ]
        if tuple(named) != part.named:
            return piece._replace(part=part._replace(named=tuple(dict.fromkeys(named))))
    return piece


def _fits(lexicon: Lexicon, one: Named, of: str, becomes: str) -> bool:
    """Whether a form narrows it: a condition by its own name, a medicine by its group's too."""
    above = wider(lexicon.base.names, one.id)
    if becomes == one.id or becomes in above:
        return False
    return of == one.id or (one.kind != "condition" and of in above)


def _forms(lexicon: Lexicon, text: Text, piece: Piece, found: Sequence[Piece]) -> list[int]:
    """The numbers of the forms whose words belong to this piece: it is the nearest to them."""
    numbers: list[int] = []
    for at in range(len(text.tokens)):
        for end in range(min(at + 4, len(text.tokens)), at, -1):
            phrase = " ".join(token.word for token in text.tokens[at:end])
            outside = phrase in lexicon.forms and not piece.start <= at < piece.end
            if (
                outside
                and not _denied(text, at, found)
                and _nearest(text, at, end, found) == piece.start
            ):
                numbers += lexicon.forms[phrase]
    return sorted(set(numbers))


def _denied(text: Text, at: int, found: Sequence[Piece]) -> bool:
    """Whether a word is denied before it in its clause: `cirrhosis without ascites`."""
    clause = text.tokens[at].clause
    return any(p.role == "denial" and p.clause == clause and p.end <= at for p in found)


def _nearest(text: Text, at: int, end: int, found: Sequence[Piece]) -> int | None:
    """Where the piece begins to which a word belongs: the nearest, in its clause or before it."""
    token = text.tokens[at]
    parts = [p for p in found if p.part is not None and p.entry == token.entry]
    own = [p for p in parts if p.clause == token.clause and not (p.start <= at < p.end)]
    here = [p for p in own if p.start >= end or p.end <= at]
    if here:
        return min(
            here, key=lambda p: (p.start - end if p.start >= end else at - p.end, -p.start)
        ).start
    before = [p for p in parts if p.end <= at]
    return before[-1].start if before else None


def _combined(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The parts of a combination that are named in one clause, in any order, as the combination."""
    for clause in {piece.clause for piece in found}:
        single = [
            p
            for p in found
            if p.clause == clause and p.part and len(p.part.named) == 1 and not p.part.asks
        ]
        ids = frozenset(p.part.named[0].id for p in single if p.part)
        combination = lexicon.combinations.get(ids) if len(ids) > 1 else None
        if combination is not None:
            start, end = single[0].start, single[-1].end
            part = Part(text.between(start, end), (combination,))
            rest = [p for p in found if p not in single]
            found = sorted([*rest, Piece(start, end, clause, single[0].entry, part)])
    return found


def _measured_out(lexicon: Lexicon, text: Text, piece: Piece, found: Sequence[Piece]) -> Piece:
    """A medicine as what its strength or its daily amount makes of it."""
    part = piece.part
    if part is None or len(part.named) != 1 or part.asks is not None:
        return piece
    rule = next((a for a in lexicon.base.measures.amounts if part.named[0].id in a.of), None)
    if rule is None:
        return piece
    around = _own(text, piece, found)
    amount = amounts.a_day(lexicon, around, rule.each)
    strongest = max(
        [*amounts.strengths(around), *([amount] if amount is not None else [])], default=None
    )
    named = _by_amount(lexicon, rule, part, strongest, around)
    return piece._replace(part=part._replace(named=(named,), amount=amount))


def _by_amount(
    lexicon: Lexicon, rule: Amount, part: Part, amount: Decimal | None, around: Sequence[Token]
) -> Named:
    """What a strength or a daily amount makes of a medicine; or that it is taken every day."""
    names = lexicon.base.names
    if amount is not None:
        means = (band.means for band in rule.bands if figures.within(band, amount))
        if found := next(means, ()):
            return names[found[0]]
    if rule.regular is not None and amounts.regular(lexicon, around):
        return names[rule.regular]
    return part.named[0]


def _own(text: Text, piece: Piece, found: Sequence[Piece]) -> list[Token]:
    """The tokens that speak of one medicine: up to the next thing, or to the end of the entry."""
    others = [
        p
        for p in found
        if p.part and p.entry == piece.entry and p != piece and (p.part.named or p.part.holds)
    ]
    start = max((p.end for p in others if p.end <= piece.start), default=0)
    end = min((p.start for p in others if p.start >= piece.end), default=len(text.tokens))
    around = (*text.tokens[start : piece.start], *text.tokens[piece.end : end])
    return [t for t in around if t.entry == piece.entry]


def _hidden(parts: list[Part]) -> list[Part]:
    """The parts, less what is an infant's where its mother is the patient."""
    hides = {name for part in parts for one in part.named for name in one.hides}
    return [part for part in parts if not (part.named and all(o.id in hides for o in part.named))]
