"""How much of a medicine is taken: strength, count and frequency beside it, in milligrams a day."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ldnref.answers.doses import MASS
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.tokens import BETWEEN_FIGURES, SLASH, Token, following, previous

_VOLUME = frozenset({"ml", "mls", "millilitre", "millilitres", "milliliter", "milliliters"})

HALF = Decimal("0.5")

#: The times of a day, `1-0-1`: how many they are, and how many are taken at once at most.
_TIMES = (3, 4)
_AT_ONCE = 10


def is_unit(word: str) -> bool:
    """Whether a word is a unit of mass or volume."""
    return word in MASS or word in _VOLUME


def strengths(lexicon: Lexicon, tokens: Sequence[Token]) -> list[Decimal]:
    """Every strength that is written there, in milligrams; a strength a millilitre is none."""
    found = [
        amount
        for at in range(len(tokens))
        if (amount := _with_unit(tokens, at, MASS)) is not None
        and not _in_volume(lexicon, tokens, at)
    ]
    return [*found, *_from_liquid(lexicon, tokens)]


def _with_unit(tokens: Sequence[Token], at: int, units: Mapping[str, Decimal]) -> Decimal | None:
    """The figure here times what its unit is worth; None without such a unit."""
    token = tokens[at]
    if token.figure is None:
        return None
    unit = token.tail or following(tokens, at).word
    return token.figure * units[unit] if unit in units else None


def _in_volume(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether the strength here is one in a volume, as of a syrup."""
    behind = at + (1 if tokens[at].tail else 2)
    if behind >= len(tokens):
        return False
    token = tokens[behind]
    worded = token.word in lexicon.grammar.per
    here = behind + 1 if worded else behind
    joined = worded or bool(SLASH.fullmatch(token.before))
    return joined and here < len(tokens) and _volume(tokens, here) is not None


def _volume(tokens: Sequence[Token], at: int) -> Decimal | None:
    """The millilitres that stand here: `ml` alone is one."""
    token = tokens[at]
    if token.word in _VOLUME:
        return Decimal(1)
    if token.figure is None:
        return None
    unit = token.tail or following(tokens, at).word
    return token.figure if unit in _VOLUME else None


def _from_liquid(lexicon: Lexicon, tokens: Sequence[Token]) -> list[Decimal]:
    """The milligrams in the volume that is taken, where a strength a volume stands beside it."""
    each: Decimal | None = None
    taken: Decimal | None = None
    skip = -1
    for at in range(len(tokens)):
        amount = _with_unit(tokens, at, MASS)
        if amount is not None and _in_volume(lexicon, tokens, at):
            skip = at + (1 if tokens[at].tail else 2)
            skip += tokens[skip].word in lexicon.grammar.per
            each = amount / (_volume(tokens, skip) or 1)
        elif at != skip and tokens[at].figure is not None and tokens[at].word not in _VOLUME:
            taken = _volume(tokens, at) or taken
    return [] if each is None or taken is None else [each * taken]


def a_day(lexicon: Lexicon, tokens: Sequence[Token], each: Decimal | None) -> Decimal | None:
    """Milligrams a day: the strength, or `each`, times the count, times the frequency."""
    found = strengths(lexicon, tokens)
    scheduled = _schedule(tokens)
    count = _count(lexicon, tokens)
    counted = count is not None or scheduled is not None
    strength = max(found) if found else each if counted else None
    if strength is None:
        return None
    if scheduled is not None:
        return strength * scheduled
    if count is None or _summed(lexicon, tokens, found, count):
        count = Decimal(1)
    return strength * count * _frequency(lexicon, tokens)


def _summed(
    lexicon: Lexicon, tokens: Sequence[Token], found: Sequence[Decimal], count: Decimal
) -> bool:
    """Whether one of the strengths is that of all pieces: `1.5 mg, 3 capsules (4.5 mg total)`."""
    if not found:
        return False
    said = any(token.word in lexicon.grammar.total for token in tokens)
    return said or (count > 1 and any(one * count == max(found) for one in found))


def _schedule(tokens: Sequence[Token]) -> Decimal | None:
    """How many a day, where it is written by the times of the day: `1-0-1`, `1-0-1-0`."""
    run: list[Token] = []
    for token in (*tokens, None):
        figure = token is not None and token.figure is not None and not token.tail
        if token is not None and figure and run and token.before.strip() in BETWEEN_FIGURES:
            run.append(token)
            continue
        strengths_of = token is not None and is_unit(token.word)  # `1.5-3-4.5 mg` goes up
        small = all((one.figure or 0) <= _AT_ONCE for one in run)
        if len(run) in _TIMES and small and not strengths_of:
            return sum((one.figure or Decimal(0) for one in run), Decimal(0))
        run = [token] if token is not None and figure else []
    return None


def tells(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether words say how much is taken: a strength, a volume, a count, times of the day."""
    if strengths(lexicon, tokens) or _schedule(tokens) is not None:
        return True
    volumes = any(_volume(tokens, at) and token.figure for at, token in enumerate(tokens))
    return volumes or _count(lexicon, tokens) is not None


def times(lexicon: Lexicon, tokens: Sequence[Token]) -> int | None:
    """How often a day words say that it is taken; None where they do not."""
    if (scheduled := _schedule(tokens)) is not None:
        return int(scheduled)
    return _frequency(lexicon, tokens) if frequent(lexicon, tokens) else None


def regular(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether words say that it is taken on every day, and none that it is as required."""
    words = [token.word for token in tokens]
    if not lexicon.occasional.isdisjoint(words):
        return False
    return _schedule(tokens) is not None or any(p in lexicon.regular for p in _phrases(words))


def frequent(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether words say how many times a day something is taken."""
    return any(phrase in lexicon.frequencies for phrase in _phrases([t.word for t in tokens]))


def _phrases(words: Sequence[str]) -> list[str]:
    return [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, a + 5)]


def _count(lexicon: Lexicon, tokens: Sequence[Token]) -> Decimal | None:
    """How many tablets at a time, or in a day: the figure before such a word."""
    found = [
        number
        for at in range(len(tokens))
        if (number := _number(lexicon, tokens[at])) is not None and _counts(lexicon, tokens, at)
    ]
    return max(found, default=None)


def _number(lexicon: Lexicon, token: Token) -> Decimal | None:
    if token.figure is not None:
        return token.figure if not token.tail or token.tail in lexicon.pieces else None
    words = lexicon.numbers.get(token.word)
    return HALF if token.word in lexicon.grammar.half else None if words is None else Decimal(words)


def _counts(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number counts tablets: by the word behind it, or as so many a day."""
    token, words = tokens[at], lexicon.grammar
    behind, next_one = _word(tokens, at + 1), _word(tokens, at + 2)
    if is_unit(behind):
        return False
    several = token.figure is not None or lexicon.numbers.get(token.word, 1) > 1
    daily = behind in words.daily or (several and next_one in words.day)
    piece = behind in lexicon.pieces or token.tail in lexicon.pieces
    return piece or daily or previous(tokens, at).word in words.times


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


def _frequency(lexicon: Lexicon, tokens: Sequence[Token]) -> int:
    """How many times a day; once, where nothing says it."""
    words = [token.word for token in tokens]
    return max((lexicon.frequencies.get(p, 1) for p in _phrases(words)), default=1)
