"""How much of a medicine is taken: strength, count and frequency beside it, in milligrams a day."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ldnref.answers.doses import MASS
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.liquids import (
    dissolved,
    from_liquid,
    in_volume,
    is_volume,
    milligrams,
    volume,
)
from ldnref.answers.named.part import Piece, of_clause
from ldnref.answers.named.tokens import BETWEEN_FIGURES, SLASH, Text, Token, following, previous

HALF = Decimal("0.5")

#: The times of a day, `1-0-1`: how many they are, and how many are taken at once at most.
_TIMES = (3, 4)
_AT_ONCE = 10


def is_unit(word: str) -> bool:
    """Whether a word is a unit of mass or volume."""
    return word in MASS or is_volume(word)


def strengths(lexicon: Lexicon, tokens: Sequence[Token]) -> list[Decimal]:
    """Every strength that is written there, in milligrams; a strength a millilitre is none."""
    if (amount := dissolved(lexicon, tokens)) is not None:
        return [amount]
    found = [
        amount
        for at in range(len(tokens))
        if (amount := milligrams(tokens, at)) is not None and not in_volume(lexicon, tokens, at)
    ]
    return [*found, *from_liquid(lexicon, tokens)]


def a_day(lexicon: Lexicon, tokens: Sequence[Token], each: Decimal | None) -> Decimal | None:
    """Milligrams a day: the strength, or `each`, times the count, times the frequency."""
    found = strengths(lexicon, tokens)
    scheduled = _schedule(tokens)
    count = _count(lexicon, tokens, each)
    counted = count is not None or scheduled is not None
    together = _together(lexicon, tokens)
    strength = together or (max(found) if found else each if counted else None)
    if strength is None:
        return None
    if together is not None:
        return strength
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


def _together(lexicon: Lexicon, tokens: Sequence[Token]) -> Decimal | None:
    """The strengths of one day, each with its time or with a plus: `1.5 mg mane 3 mg nocte`.

    Not so where it is one or the other, or another now: `3 mg mane, now 4.5 mg nocte`.
    """
    places = [at for at in range(len(tokens)) if milligrams(tokens, at) is not None]
    if len(places) < 2 or any(in_volume(lexicon, tokens, at) for at in places):  # noqa: PLR2004
        return None
    between = [token.word for token in tokens[places[0] : places[-1]]]
    now = (lexicon.roles.get(word) in ("since-then", "past") for word in between)
    if any(now) or any(word in lexicon.grammar.neither for word in between):
        return None
    times = [_often(lexicon, tokens, at + (1 if tokens[at].tail else 2)) for at in places]
    apart = all(lexicon.frequencies.get(one) == 1 for one in times) and len({*times}) == len(times)
    plus = all(tokens[at].before.strip() == "+" for at in places[1:])
    if not (apart or plus):
        return None
    return sum((milligrams(tokens, at) or Decimal(0) for at in places), Decimal(0))


def _often(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> str:
    """The words that stand here and say how often something is taken; empty: there are none."""
    words = [token.word for token in tokens[at : at + 4]]
    here = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return next((phrase for phrase in here if phrase in lexicon.frequencies), "")


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
    volumes = any(volume(tokens, at) and token.figure for at, token in enumerate(tokens))
    return volumes or _count(lexicon, tokens, None) is not None


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


def _count(lexicon: Lexicon, tokens: Sequence[Token], each: Decimal | None) -> Decimal | None:
    """How many tablets at a time, or in a day: the figure before such a word.

    So many behind a strength that are not said to be of a day were supplied: `4.5 mg, 30 caps`; not
    so of what is sold in one strength, `each`, where how often is not told: people take so many.
    """
    strength = (at for at in range(len(tokens)) if milligrams(tokens, at) is not None)
    first = next(strength, len(tokens))
    behind = first + (1 if tokens[first:] and tokens[first].tail else 2)
    if each is not None and not _often(lexicon, tokens, behind):
        first = len(tokens)
    rates = {at for own, _ in _rates(lexicon, [t.word for t in tokens]) for at in own}
    found = [
        _part(tokens, at, number)
        for at in range(len(tokens))
        if at not in rates
        and (number := _number(lexicon, tokens[at])) is not None
        and _counts(lexicon, tokens, at)
        and (number <= _AT_ONCE or at < first or _of_day(lexicon, tokens, at))
    ]
    return max(found, default=None)


def _of_day(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a count is one of a day: `48 a day`, `20 tablets daily`, `16 caps every day`."""
    return any(_often(lexicon, tokens, n) for n in (at + 1, at + 2))


def _part(tokens: Sequence[Token], at: int, number: Decimal) -> Decimal:
    """How many stand here: `1/2 tab` is a half."""
    before = previous(tokens, at).figure if SLASH.fullmatch(tokens[at].before) else None
    return before / number if before and number and before < number else number


def _number(lexicon: Lexicon, token: Token) -> Decimal | None:
    if token.figure is not None:
        return token.figure if not token.tail or token.tail in lexicon.pieces else None
    words = lexicon.numbers.get(token.word)
    return HALF if token.word in lexicon.grammar.half else None if words is None else Decimal(words)


def _counts(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number counts tablets: by the word behind it, or as so many a day."""
    token, words = tokens[at], lexicon.grammar
    before = previous(tokens, at).word
    behind, next_one = following(tokens, at).word, following(tokens, at + 1).word
    if is_unit(behind) or (behind in lexicon.pieces and before in words.per):
        return False
    several = token.figure is not None or lexicon.numbers.get(token.word, 1) > 1
    slash = SLASH.fullmatch(following(tokens, at).before) is not None and behind in words.day
    daily = behind in words.daily or slash or (several and next_one in words.day)
    piece = behind in lexicon.pieces or token.tail in lexicon.pieces
    # `three nocte`, but no hour: `at 9 nocte`.
    often = several and (token.figure or 1) <= _AT_ONCE and bool(_often(lexicon, tokens, at + 1))
    often = often and not token.tail and before not in lexicon.dating
    # `take 2 naltrexone 4.5 mg`, `two naltrexone 4.5 mg`; but no `2 naltrexone 4.5 mg` of a list.
    ordered = several and not token.tail and (token.figure is None or before in words.ordering)
    if at + 1 == len(tokens):  # `naltrexone 4.5 mg, take two`
        ordered = ordered and before in words.ordering
    else:
        ordered = ordered and milligrams(tokens, at + 1) is not None
    return piece or daily or often or ordered or before in words.times


def _frequency(lexicon: Lexicon, tokens: Sequence[Token]) -> int:
    """How many times a day; once, where nothing says it."""
    words = [token.word for token in tokens]
    return max((often for _, often in _rates(lexicon, words)), default=1)


def _rates(lexicon: Lexicon, words: Sequence[str]) -> Iterator[tuple[range, int]]:
    """Where words say how many times a day, the longest at each place, and how many that are.

    `4 x daily` is four times, and neither four at a time nor `daily`.
    """
    at = 0
    while at < len(words):
        length = next(
            (n for n in range(4, 0, -1) if _phrase(words, at, n) in lexicon.frequencies), 1
        )
        if (often := lexicon.frequencies.get(_phrase(words, at, length))) is not None:
            yield range(at, at + length), often
        at += length


def _phrase(words: Sequence[str], at: int, length: int) -> str:
    return " ".join(words[at : at + length])


def often(lexicon: Lexicon, text: Text, piece: Piece) -> bool:
    """Whether it is told behind a thing how often it is taken: `tried tramadol 50 mg qds`."""
    behind = of_clause(text.tokens[piece.end :], piece.clause)
    once = any(one.word in lexicon.grammar.onset for one in behind)
    return frequent(lexicon, behind) and not once
