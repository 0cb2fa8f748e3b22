"""Where the figures of a measure end, and which unit stands behind them. Knows no names."""

from collections.abc import Iterable, Sequence

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.tokens import SLASH, Token, following
from ldnref.answers.named.wording import micro
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_measures import Measure, Unit

#: The longest way of writing a unit, in words.
UNIT = 8

#: Between a figure that was and the one that is.
TREND = pattern(r"\s*(?:[-=]+>|→)\s*")

#: Between the figures of a range.
RANGE = pattern(r"\s*[-‐‑–—−→]\s*$")


def end_of_range(lexicon: Lexicon, measure: Measure, tokens: Sequence[Token], at: int) -> int:
    """Where the figures end: behind the second of `25-35`, `45 to 27`, `stage 3/4`, `3 or 4`."""
    behind = following(tokens, at)
    if behind.figure is not None:
        # Two names may have two figures, as in `ALT/AST 30/40`; and `7/27` is 7 out of 27.
        either = not measure.limit and (not measure.units or behind.figure != measure.highest)
        slash = either and SLASH.fullmatch(behind.before)
        return (
            at + 2
            if slash or TREND.fullmatch(behind.before) or RANGE.fullmatch(behind.before)
            else at + 1
        )
    past = unit_behind(lexicon, tokens, at, measure, None)[1]  # `5 x ULN to 2 x ULN`
    next_one, further = following(tokens, past - 1), following(tokens, past)
    if next_one.figure is not None:
        return past + 1 if TREND.fullmatch(next_one.before) else at + 1
    joined = ranges(lexicon, next_one.word) and further.figure is not None
    return past + 2 if joined else at + 1


def ranges(lexicon: Lexicon, word: str) -> bool:
    """Whether a further figure of a range, or another one, may stand behind a word."""
    return word in lexicon.grammar.reaching or word in lexicon.grammar.alternative


def unit_behind(
    lexicon: Lexicon, tokens: Sequence[Token], at: int, measure: Measure, stop: int | None
) -> tuple[Unit | None, int]:
    """The unit behind the figure at `at`, the longest that is known, and where it ends."""
    units = lexicon.around[measure.id].units
    last = min(len(tokens), stop if stop is not None else len(tokens))
    for length in range(min(UNIT, last - at - 1), -1, -1):
        words = [tokens[at].tail, *(t.word for t in tokens[at + 1 : at + 1 + length])]
        if unit := units.get(micro(" ".join(word for word in words if word))):
            return unit, at + 1 + length
    return None, at + 1


def length(tokens: Sequence[Token], at: int, phrases: Iterable[str]) -> int:
    """How many words of the longest of the phrases stand here; nought: none does."""
    for length in range(min(UNIT, len(tokens) - at), 0, -1):
        if " ".join(t.word for t in tokens[at : at + length]) in phrases:
            return length
    return 0
