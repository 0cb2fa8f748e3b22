"""A thing in the form, the degree or the amount that words beside it give it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ldnref.answers import sentences
from ldnref.answers.doses import tidy
from ldnref.answers.named.dates import like_a_year
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import Part, Piece, of_clause
from ldnref.answers.named.seldom import amounts, bands, clearing
from ldnref.answers.named.settling import own_tokens
from ldnref.answers.named.tokens import Text, Token
from ldnref.knowledge.model_measures import Amount
from ldnref.knowledge.model_names import Named
from ldnref.tuples import NamedTuple

#: Words between two medicines after which they are no combination.
_PARTING = (
    *("denial", "refused", "stopped", "past", "swapped", "replaced"),
    *("but", "hence", "reaction", "intolerance"),
)


class _Telling(NamedTuple):
    """Words that tell a form or a degree, and the numbers of what they may tell."""

    start: int
    end: int
    numbers: Sequence[int]


def narrowed(lexicon: Lexicon, text: Text, found: Sequence[Piece]) -> list[Piece]:
    """The things, each in the form or the degree beside it: a patch is no tablet."""
    if lexicon.formed.isdisjoint([token.word for token in text.tokens]):
        return list(found)
    owned: dict[int, list[_Telling]] = {}
    words = [token.word for token in text.tokens]
    for form in _forms(lexicon, words):  # each is told once, however many things stand beside it
        if not _denied(text, form, found):
            owned.setdefault(_nearest(lexicon, text, form, found), []).append(form)
    return [_narrowed(lexicon, piece, owned.get(piece.start, ())) for piece in found]


def tells_form(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether words tell a form or a degree: `sr`, and of `mg sr` not the `mg` alone."""
    return any(True for _ in _forms(lexicon, words))


def in_form(lexicon: Lexicon, words: Sequence[str], piece: Piece) -> Piece:
    """The only thing of a clause, in the form or the degree that the other words tell."""
    return _narrowed(lexicon, piece, list(_forms(lexicon, words)))


def _narrowed(lexicon: Lexicon, piece: Piece, forms: Sequence[_Telling]) -> Piece:
    part = piece.part
    if part is None or not part.named:
        return piece
    own = (form.numbers for form in forms if not piece.start <= form.start < piece.end)
    for number in sorted({number for numbers in own for number in numbers}):
        form = lexicon.base.list_words.forms[number]
        names = lexicon.base.names
        named = [
            names.get(f"{one.id}{form.own}", names[form.becomes])
            if _fits(lexicon, one, form.of, form.becomes)
            else one
            for one in part.named
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


def _forms(lexicon: Lexicon, words: Sequence[str]) -> Iterator[_Telling]:
    """The words of a line that tell a form or a degree."""
    formed = lexicon.formed
    for at in [at for at, word in enumerate(words) if word in formed]:
        for end in range(min(at + 4, len(words)), at, -1):
            if numbers := lexicon.forms.get(" ".join(words[at:end])):
                yield _Telling(at, end, numbers)


def _fitting(lexicon: Lexicon, part: Part, form: _Telling) -> bool:
    forms = [lexicon.base.list_words.forms[number] for number in form.numbers]
    return any(_fits(lexicon, one, f.of, f.becomes) for one in part.named for f in forms)


def _denied(text: Text, form: _Telling, found: Sequence[Piece]) -> bool:
    """Whether a word is denied before it in its clause, or right behind it.

    `cirrhosis without ascites`; `cirrhosis, ascites absent`.
    """
    clause = text.tokens[form.start].clause
    return any(
        p.clause == clause
        and (
            (p.role == "denial" and p.end <= form.start)
            or (p.role == "cleared" and p.start == form.end)
        )
        for p in found
    )


def _nearest(lexicon: Lexicon, text: Text, form: _Telling, found: Sequence[Piece]) -> int:
    """Where the piece begins to which words belong: the nearest in their clause; -1 without one.

    In a clause of their own they belong to the last before it that can be what they say; and to one
    behind it where they are all of the clause. Words that begin with the figure of a name are its
    own: `naltrexone 3 mg, lamotrigine 100 bd`.
    """
    at, end = form.start, form.end
    token = text.tokens[at]
    parts = [p for p in found if p.part is not None and p.entry == token.entry]
    own = [p for p in of_clause(parts, token.clause) if not (p.start <= at < p.end)]
    if any(p.start <= at and end <= p.end and p.part and p.part.holds is not None for p in parts):
        return -1  # `baclofen, insulin pump`
    if figure := next((p for p in parts if p.start < at < p.end < end), None):
        return figure.start
    here = [p for p in own if p.start >= end or p.end <= at]
    here.sort(key=lambda p: (p.start - end if p.start >= end else at - p.end, -p.start))
    if here and not _is_medicine(here[0]):  # `monthly injection for drinking (naltrexone)`
        medicines = (p for p in here if _is_medicine(p))
        here = [p for p in medicines if p.part and _fitting(lexicon, p.part, form)] or here
    if here:
        return here[0].start
    before = [p for p in parts if p.end <= at]
    alone = len(of_clause(text.tokens, token.clause)) == end - at
    behind = [p for p in parts if alone and p.start >= end]  # `ascites, cirrhosis`
    near = (*reversed(before), *behind)
    fits = (p for p in near if p.part and _fitting(lexicon, p.part, form))
    last = next(fits, before[-1] if before else None)
    return -1 if last is None else last.start


def _is_medicine(piece: Piece) -> bool:
    """Whether a piece is a medicine, of whatever kind, or a group of them."""
    if piece.part is None:
        return False
    return bool(piece.part.holds) or any(one.kind != "condition" for one in piece.part.named)


def combined(lexicon: Lexicon, text: Text, found: list[Piece]) -> list[Piece]:
    """The parts of a combination that are named in one clause, in any order, as the combination."""
    if sum(1 for piece in found if piece.part and piece.part.named) < 2:  # noqa: PLR2004 - a pair
        return found
    for clause in {piece.clause for piece in found}:
        single = [
            p
            for p in found
            if p.clause == clause and p.part and len(p.part.named) == 1 and not p.part.asks
        ]
        ids = frozenset(p.part.named[0].id for p in single if p.part)
        combination = lexicon.combinations.get(ids) if len(ids) > 1 else None
        if combination is not None and not _parted(lexicon, text, found, single):
            start, end = single[0].start, single[-1].end
            part = Part(text.between(start, end), (combination,))
            rest = [p for p in found if p not in single]
            found = sorted([*rest, Piece(start, end, clause, single[0].entry, part)])
    return found


def _parted(lexicon: Lexicon, text: Text, found: Sequence[Piece], single: Sequence[Piece]) -> bool:
    """Whether the parts are told apart: `ibuprofen without codeine`, `ibuprofen (codeine-free)`."""
    without = any(p.role in _PARTING and single[0].end <= p.start < single[-1].start for p in found)
    free = (p for p in found if p.start == single[-1].end)
    swapped = any(p.role == "swapped" and p.end == single[0].start for p in found)
    if swapped and not text.tokens[single[1].start].before.strip():
        return True  # `instead of ibuprofen codeine 30 mg`
    return without or any(clearing.tests(lexicon, text, p) for p in free)


def measured_out(lexicon: Lexicon, text: Text, piece: Piece, found: Sequence[Piece]) -> Piece:
    """A medicine as what its strength or its daily amount makes of it."""
    part = piece.part
    if part is None or len(part.named) != 1 or part.asks is not None:
        return piece
    rule = next((a for a in lexicon.base.measures.amounts if part.named[0].id in a.of), None)
    if rule is None:
        return piece
    around = own_tokens(text, piece, found)
    amount = amounts.a_day(lexicon, around, rule.each)
    strongest = max(
        [*amounts.strengths(lexicon, around), *([amount] if amount is not None else [])],
        default=None,
    )
    if strongest is None and (asked := _without_unit(lexicon, text, piece, rule)) is not None:
        return piece._replace(part=asked)
    named = _by_amount(lexicon, rule, part, strongest, around)
    told = None if amount is None else tidy(amount)  # 12.5 mg, not 12.50
    return piece._replace(part=part._replace(named=(named,), amount=told))


def _without_unit(lexicon: Lexicon, text: Text, piece: Piece, rule: Amount) -> Part | None:
    """A low dose with a figure alone that would be none, which is asked about: `LDN 45`."""
    part, least = piece.part, rule.bands[0].means
    here = of_clause(text.tokens[piece.end :], piece.clause)
    if part is None or part.named[0].id not in least or len(here) != 1 or here[0].tail:
        return None
    figure = here[0].figure
    means = (band.means for band in rule.bands if figure and bands.within(band, figure))
    found = next(means, least)
    named = tuple(lexicon.base.names[one] for one in found)
    if found == least or like_a_year(here[0]):
        return None
    return part._replace(named=named, asks=sentences.WHICH_FIGURE, harmless=part.named[0].name)


def _by_amount(
    lexicon: Lexicon, rule: Amount, part: Part, amount: Decimal | None, around: Sequence[Token]
) -> Named:
    """What a strength or a daily amount makes of a medicine; or that it is taken every day."""
    names = lexicon.base.names
    if amount is not None:
        means = (band.means for band in rule.bands if bands.within(band, amount))
        if found := next(means, ()):
            return names[found[0]]
    if rule.regular is not None and amounts.regular(lexicon, around):
        return names[rule.regular]
    return part.named[0]
