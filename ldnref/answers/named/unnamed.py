"""A figure that tells without the name of a measure what it is: `15 years old`, `she is 17`."""

from collections.abc import Sequence
from decimal import Decimal

from ldnref.answers.named import amounts, extents, figures, times, whose
from ldnref.answers.named.bands import Reading, Stretch, scaled, stretches
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import of_clause, of_entry
from ldnref.answers.named.tokens import SLASH, Text, Token, following, previous
from ldnref.answers.named.wording import micro
from ldnref.answers.patterns import pattern

#: Between weeks and the days that are not yet a week.
_DAYS = pattern(r"\s*\+\s*")
_WEEK = 7


def behind_figure(lexicon: Lexicon, text: Text, at: int, *, whole: bool) -> Reading | None:
    """The measure that a figure is by what stands behind it: `15 years old`, `14F`."""
    token = text.tokens[at]
    for end in range(min(at + 1 + extents.UNIT, len(text.tokens)), at, -1):
        here = text.tokens[at:end]
        words = [token.tail, *(t.word for t in here[1:])]
        phrase = " ".join(word for word in words if word)
        measure = lexicon.after.get(phrase) or (lexicon.last.get(phrase) if whole else None)
        if measure is None or not _joined(here) or not _signed(here):
            continue
        if whose.of_others(lexicon, text.tokens, measure, at, end):
            return Reading(at, end, ((),))
        value = _counted(lexicon, text.tokens, at)
        meant = None if value is None else figures.span(lexicon, text, measure, at, value)
        unit = lexicon.around[measure.id].units.get(micro(phrase)) or next(iter(measure.bare), None)
        if meant is None or unit is None:
            return Reading(at, end, (), unread=True)
        return stretches(measure, scaled(meant, unit.times), at, end)
    return None


def single(lexicon: Lexicon, text: Text, at: int) -> Reading | None:
    """One of what tells by itself what is measured, without a figure: `bottle of wine a day`."""
    for length in range(min(extents.UNIT, len(text.tokens) - at), 1, -1):
        phrase = " ".join(token.word for token in text.tokens[at : at + length])
        measure = lexicon.after.get(phrase)
        unit = None if measure is None else lexicon.around[measure.id].units.get(phrase)
        if measure is not None and unit is not None and unit.stands == "after":
            half = previous(text.tokens, at).word in lexicon.grammar.half
            value = amounts.HALF if half else Decimal(1)
            return stretches(measure, scaled(Stretch(value, value), unit.times), at, at + length)
    return None


def _counted(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> Decimal | None:
    """The number that stands here; of `half a bottle` the half."""
    value = times.number(lexicon, tokens[at])
    half = previous(tokens, at).word in lexicon.grammar.half and tokens[at].figure is None
    return amounts.HALF if value == 1 and half else value


def before_figure(lexicon: Lexicon, text: Text, at: int) -> Reading | None:
    """The age that a figure is by the other words of its entry: `female 16`, `she is 17`.

    Or by those before it, where its thought ends with it: `I'm 15 and have MS`.
    """
    token = text.tokens[at]
    others = [t for t in of_entry(text.tokens, token.entry) if t != token]
    told = [t.word for t in others]
    measure = lexicon.last.get(" ".join(told))
    if measure is None and _ends(lexicon, text, at):
        before = [t for t in others if t.start < token.start]
        told = [t.word for t in of_clause(before, token.clause)]
        measure = lexicon.last.get(" ".join(told))
        # One word does at the head of an entry: `male 16, RRMS`, and no `Rebif, m 3`.
        if measure and len(told) == 1:
            bare = told[0] in lexicon.around[measure.id].between  # `only 5, later 10`
            measure = None if bare or len(before) > 1 else measure
    value = times.number(lexicon, token)
    if measure is None or not measure.bare or value is None or token.tail:
        return None
    if not lexicon.units.keys().isdisjoint(told):  # `year 10` is one of a school
        return None
    if whose.of_others(lexicon, text.tokens, measure, max(at - len(told), 0), at + 1):
        return Reading(at, at + 1, ((),))  # `has a daughter, she is 12`
    meant = figures.span(lexicon, text, measure, at, value)
    return None if meant is None else stretches(measure, meant, at, at + 1)


def _ends(lexicon: Lexicon, text: Text, at: int) -> bool:
    """Whether a thought ends with a word: with its clause, or before `and` or `with`."""
    behind, words = following(text.tokens, at), lexicon.grammar
    apart = behind.clause != text.tokens[at].clause
    return apart or behind.word in (*words.joining, *words.adding)


def _signed(tokens: Sequence[Token]) -> bool:
    """Whether the sign of a part stands between two figures: `30/40`, `9+3 weeks`."""
    if len(tokens) < 2 or tokens[1].figure is None:  # noqa: PLR2004 - two figures
        return True
    days = tokens[1].figure < _WEEK
    return bool((_DAYS if days else SLASH).fullmatch(tokens[1].before))


def _joined(tokens: Sequence[Token]) -> bool:
    return all(token.entry == tokens[0].entry and "," not in token.before for token in tokens[1:])
