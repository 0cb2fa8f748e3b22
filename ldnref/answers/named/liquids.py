"""The strength of a medicine, alone or in a volume of which some is taken, in milligrams."""

from collections.abc import Sequence
from decimal import Decimal

from ldnref.answers.doses import MASS
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.tokens import SLASH, Token, following

_VOLUME = frozenset({"ml", "mls", "millilitre", "millilitres", "milliliter", "milliliters"})


def is_volume(word: str) -> bool:
    """Whether a word is a unit of volume."""
    return word in _VOLUME


def milligrams(tokens: Sequence[Token], at: int) -> Decimal | None:
    """The strength that stands here, in milligrams; None where none does."""
    token = tokens[at]
    if token.figure is None:
        return None
    unit = token.tail or following(tokens, at).word
    return token.figure * MASS[unit] if unit in MASS else None


def in_volume(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether the strength here is one in a volume, as of a syrup."""
    behind = at + (1 if tokens[at].tail else 2)
    if behind >= len(tokens):
        return False
    token = tokens[behind]
    worded = token.word in lexicon.grammar.per
    here = behind + 1 if worded else behind
    joined = worded or bool(SLASH.fullmatch(token.before))
    return joined and here < len(tokens) and volume(tokens, here) is not None


def volume(tokens: Sequence[Token], at: int) -> Decimal | None:
    """The millilitres that stand here: `ml` alone is one."""
    token = tokens[at]
    if token.word in _VOLUME:
        return Decimal(1)
    if token.figure is None:
        return None
    unit = token.tail or following(tokens, at).word
    return token.figure if unit in _VOLUME else None


def from_liquid(lexicon: Lexicon, tokens: Sequence[Token]) -> list[Decimal]:
    """The milligrams in the volume that is taken, where a strength a volume stands beside it."""
    each: Decimal | None = None
    taken: Decimal | None = None
    skip = -1
    for at in range(len(tokens)):
        amount = milligrams(tokens, at)
        if amount is not None and in_volume(lexicon, tokens, at):
            skip = at + (1 if tokens[at].tail else 2)
            skip += tokens[skip].word in lexicon.grammar.per
            in_all = volume(tokens, skip)
            each = amount / in_all if in_all else None  # in no volume is nothing
        elif at != skip and tokens[at].figure is not None and tokens[at].word not in _VOLUME:
            behind = at + (1 if tokens[at].tail else 2)
            pack = any(t.word in lexicon.courses for t in tokens[behind : behind + 1])
            taken = taken if pack else volume(tokens, at) or taken
    return [] if each is None or taken is None else [each * taken]


def dissolved(lexicon: Lexicon, tokens: Sequence[Token]) -> Decimal | None:
    """The milligrams in the volume that is taken of a tablet in another: `in 50 ml, take 3 ml`."""
    places = [at for at in range(len(tokens)) if milligrams(tokens, at) is not None]
    volumes = [
        at
        for at, token in enumerate(tokens)
        if token.figure is not None and volume(tokens, at) is not None
    ]
    match places, volumes:
        case [at], [whole, taken] if at < whole:
            between = [token.word for token in tokens[at:whole]]
            tablet = not lexicon.pieces.isdisjoint(between)
            if tablet and between[-1] in lexicon.grammar.per:
                each = (milligrams(tokens, at) or Decimal(0)) / (
                    volume(tokens, whole) or Decimal(1)
                )
                number = _number(lexicon, tokens[at + 1 : whole])
                return each * number * (volume(tokens, taken) or Decimal(0))
    return None


def _number(lexicon: Lexicon, tokens: Sequence[Token]) -> Decimal:
    """How many are dissolved: `dissolve two in 50 ml`; one, where it is not said."""
    for token in tokens:
        if token.figure is not None:
            return token.figure
        if token.word in lexicon.numbers:
            return Decimal(lexicon.numbers[token.word])
    return Decimal(1)
