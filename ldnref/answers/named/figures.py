"""Figures beside what is measured, and what they stand for; the thresholds stand in data/."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ldnref.answers.named import amounts
from ldnref.answers.named.bands import Reading, Span, scaled, stretches
from ldnref.answers.named.lexicon import Lexicon, micro
from ldnref.answers.named.tokens import Text, Token
from ldnref.knowledge.model_names import Band, Measure, Unit

#: The longest way of writing a unit, and how far from its name a figure may stand, in words.
_UNIT, _FAR = 8, 5

#: A comparison by signs, as the end of a band that it stands for.
_SIGNS = {
    "<": "under",
    ">": "over",
    "≤": "high",
    "≥": "low",
    "=<": "high",
    ">=": "low",
    "<=": "high",
}
_COMPARED = re.compile(r"<=|>=|=<|[<>≤≥]")

#: A sign before a figure that no measure can have.
_NEGATIVE = re.compile(r"[\s(=:][-−]$")

#: Between the figures of a range, and between a figure and what it is a part of.
_RANGE = re.compile(r"\s*[-‐‑–—−→]\s*$")

#: Figures that are a year, where a measure cannot be so high.
_YEARS = (1900, 2100)

#: Before a figure that is told out of how many, and before a further one.
_OF = re.compile(r"/\s*$")
_JOINED = re.compile(r"[/,→(‐‑–—−-]\s*$")

#: How many words of a degree may stand before its last one: `very markedly raised`.
_DEGREE = 3

#: What parts a day from a month.
_APART = re.compile(r"[,();:]")

#: The highest day of a month.
_DAYS = 31

#: Between weeks and the forty that they are a part of.
_PART = re.compile(r"\s*/\s*")

#: A greater number in words is a figure wherever it stands behind a name: `aged seventeen`.
_FEW = 12

#: What may stand fast to a stage: `3a`.
_STAGE_TAIL = re.compile(r"[a-dt]?")


def beside(lexicon: Lexicon, text: Text, measure: Measure, start: int, end: int) -> Reading | None:
    """The figure or the words behind the name of a measure, or before it; None: there are none."""
    found = _beside(lexicon, text, measure, start, end)
    if found is not None and _then(lexicon, text.tokens, measure, found.start):
        return found._replace(means=((),), unread=False)
    return found


def _then(lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, at: int) -> bool:
    """Whether words before a measure make it another time's, or other people's."""
    then = lexicon.around[measure.id].then
    begins = range(max(at - 3, 0), at)
    return any(" ".join(t.word for t in tokens[begin:at]) in then for begin in begins)


def _beside(lexicon: Lexicon, text: Text, measure: Measure, start: int, end: int) -> Reading | None:
    worded: Reading | None = None
    for at, parted in _behind(lexicon, text, measure, end):
        if worded is None and (found := _word(lexicon, text.tokens, measure, at)):
            worded = Reading(start, found[1], (found[0].means,))
        figure = _figure(lexicon, text, measure, at)
        if figure and not (parted and not _belongs(lexicon, measure, text.tokens, at, figure)):
            if worded is None:
                return figure._replace(start=start)
            counts = figure.end == at + 1 and _otherwise(lexicon, measure, text.tokens, at)
            told = any(figure.means) and not counts
            return figure._replace(start=start) if told else worded  # `raised 5 x ULN`
    return worded or _before(lexicon, text, measure, start, end)


def further(lexicon: Lexicon, text: Text, measure: Measure, at: int) -> Reading | None:
    """A further figure or grade of a measure that was named before; a figure may go unread.

    None: it is a date, a time, a strength or a count; or what is measured is told by what stands
    behind it, as an age is, and any figure could be one.
    """
    tokens = text.tokens
    token = tokens[at]
    current = at > 0 and lexicon.roles.get(tokens[at - 1].word) == "current"
    told = bool(measure.after and measure.bare and not current) or not any(
        b.means for b in measure.bands
    )
    if told or any(dated(lexicon, tokens, at - back) > back for back in range(min(3, at + 1))):
        return None
    if token.figure is None:
        beside = lexicon.beside | lexicon.around[measure.id].between
        last = tokens[at - 1].word if at else ""
        joined = _JOINED.search(token.before) or last in beside
        joined = joined or lexicon.roles.get(last) == "current"
        figure = _figure(lexicon, text, measure, at) if joined and not measure.units else None
        if figure is not None:  # `stage three or four`
            return figure
        word = _word(lexicon, tokens, measure, at) if joined else None
        return None if word is None else Reading(at, word[1], (word[0].means,))
    if _OF.search(token.before) and token.figure == measure.highest:
        return Reading(at, at + 1, ((),))
    if _otherwise(lexicon, measure, tokens, at):
        return None
    found = _figure(lexicon, text, measure, at)
    strength = (found is None or found.unread) and _strength(tokens, at)
    return None if strength else found or Reading(at, at + 1, (), unread=True)


def _strength(tokens: Sequence[Token], at: int) -> bool:
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return amounts.is_unit(behind) or amounts.is_unit(tokens[at].tail)


def _otherwise(lexicon: Lexicon, measure: Measure, tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure is a year, a time or a count."""
    token = tokens[at]
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    year = token.figure is not None and _YEARS[0] <= token.figure <= _YEARS[1] and not token.tail
    counted = {behind, token.tail} & (lexicon.units.keys() | lexicon.pieces)
    return bool(counted) or (year and measure.highest < _YEARS[0])


def dated(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int:
    """How many words of a date or a year stand here: `3/11/2026`, `(3/11)`, `on 12 May`, `2024`."""
    token = tokens[at]
    if token.figure is None:
        return 1 if token.word in lexicon.months else 0
    near = tokens[at + 1 : at + 3]
    ahead = [t for t in near if t.figure is not None and _PART.fullmatch(t.before)]
    if len(ahead) == 2:  # noqa: PLR2004 - a day, a month and a year
        return 3
    before = token.before.strip()
    of = at > 0 and tokens[at - 1].word in lexicon.dating
    if ahead and token.figure <= _DAYS and (before.endswith("(") or of):
        return 2
    beside = [
        other[0].word
        for other, apart in ((tokens[max(at - 1, 0) : at], token.before), (near[:1], ""))
        if other and not _APART.search(apart or other[0].before)
    ]
    if token.figure <= _DAYS and not token.tail and not lexicon.months.keys().isdisjoint(beside):
        return 1
    year = not token.tail and _YEARS[0] <= token.figure <= _YEARS[1]
    return 1 if year and (of or not lexicon.months.keys().isdisjoint(beside)) else 0


def behind_figure(lexicon: Lexicon, text: Text, at: int, *, whole: bool) -> Reading | None:
    """The measure that a figure is by what stands behind it: `15 years old`, `14F`."""
    token = text.tokens[at]
    for length in range(min(_UNIT, len(text.tokens) - at - 1), -1, -1):
        words = [token.tail, *(t.word for t in text.tokens[at + 1 : at + 1 + length])]
        phrase = " ".join(word for word in words if word)
        measure = lexicon.after.get(phrase) or (lexicon.last.get(phrase) if whole else None)
        here = text.tokens[at : at + 1 + length]
        if measure is None or not _joined(here):
            continue
        if phrase.isdecimal() and (len(here) < 2 or not _PART.fullmatch(here[1].before)):  # noqa: PLR2004
            continue
        if _then(lexicon, text.tokens, measure, at):
            return Reading(at, at + 1 + length, ((),))
        value = text.tokens[at].figure
        if value is None or (span := _span(lexicon, text, measure, at, value)) is None:
            return Reading(at, at + 1 + length, (), unread=True)
        unit = lexicon.around[measure.id].units.get(micro(phrase)) or next(iter(measure.bare), None)
        if unit is None:
            return Reading(at, at + 1 + length, (), unread=True)
        return stretches(measure, scaled(span, unit.times), at, at + 1 + length)
    return None


def _joined(tokens: Sequence[Token]) -> bool:
    return all(token.entry == tokens[0].entry and "," not in token.before for token in tokens[1:])


def _behind(lexicon: Lexicon, text: Text, measure: Measure, end: int) -> Iterator[tuple[int, bool]]:
    """The places behind a name where its figure may stand, and whether a comma is between."""
    between = lexicon.around[measure.id].between
    at, parted = end, False
    while at < len(text.tokens) and at - end < _FAR:
        token = text.tokens[at]
        if token.entry != text.tokens[end - 1].entry:
            return
        parted = parted or "," in token.before
        if skip := dated(lexicon, text.tokens, at):
            at += skip
            continue
        yield at, parted
        if token.figure is not None:
            return
        length = _length(text.tokens, at, between | lexicon.compared.keys())
        if not length and token.word not in lexicon.beside:
            return
        at += length or 1


def _length(tokens: Sequence[Token], at: int, phrases: Iterable[str]) -> int:
    """How many words of the longest of the phrases stand here; nought: none does."""
    for length in range(min(_UNIT, len(tokens) - at), 0, -1):
        if " ".join(t.word for t in tokens[at : at + length]) in phrases:
            return length
    return 0


def _word(
    lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, at: int
) -> tuple[Band, int] | None:
    """The band whose words stand here, and where they end."""
    best: tuple[Band, int] | None = None
    for words, band in lexicon.around[measure.id].bands:
        length = _length(tokens, at, words) if words else 0
        if length and (best is None or at + length > best[1]):
            best = band, at + length
    return best


def _before(lexicon: Lexicon, text: Text, measure: Measure, start: int, end: int) -> Reading | None:
    """A figure or words before the name: `stage 4 CKD`, `5 x ULN ALT`, `raised ALT`."""
    tokens = text.tokens
    for at in range(start - 1, max(start - _FAR, -1), -1):
        if tokens[at].entry != tokens[start].entry or "," in tokens[at + 1].before:
            return None
        found, begins = _word(lexicon, tokens, measure, at), at
        for earlier in range(max(at - _DEGREE, 0), at):
            longer = _word(lexicon, tokens, measure, earlier)
            if found and longer and longer[1] >= found[1]:
                found, begins = longer, earlier
                break
        between = lexicon.around[measure.id].between
        if found and all(t.word in between for t in tokens[found[1] : start]):
            return Reading(begins, end, (found[0].means,))
        figure = _figure(lexicon, text, measure, at, stop=start)
        if figure is not None and _belongs(lexicon, measure, tokens, at, figure):
            return figure._replace(end=end)
    return None


def _belongs(
    lexicon: Lexicon, measure: Measure, tokens: Sequence[Token], at: int, figure: Reading
) -> bool:
    """Whether a figure apart from a name is its own: its unit says so, or a word as `stage`."""
    around = lexicon.around[measure.id]
    staged = at > 0 and tokens[at - 1].word in around.between
    tailed = bool(tokens[at].tail) and micro(tokens[at].tail) in around.units
    return staged or (not figure.unread and (tailed or figure.end > at + 1))


def _figure(
    lexicon: Lexicon, text: Text, measure: Measure, at: int, stop: int | None = None
) -> Reading | None:
    """The figure that stands here, with its unit; None: there is none that could be meant."""
    value = _value(lexicon, text, measure, at, stop)
    if value is None:
        return None
    token = text.tokens[at]
    end = _end_of_range(measure, text.tokens, at)
    limit = _upper_limit(lexicon, text, measure, end)
    unit, behind = _unit_behind(lexicon, text.tokens, end - 1, measure, stop)
    if unit is None and at:  # `ALT x 5`
        unit = lexicon.around[measure.id].units.get(text.tokens[at - 1].word)
    if unit is None or limit:
        if at and measure.limit and text.tokens[at - 1].word in lexicon.rhythm:
            return Reading(at, at + 1, (), unread=True)  # so many times something that is not told
        unit, behind = next((u for u in measure.bare if _holds(u, value)), None), end
        if not measure.bare:
            return None if measure.units else Reading(at, at + 1, (), unread=True)
        if token.tail and (measure.units or not _STAGE_TAIL.fullmatch(token.tail)):
            return None if stop is not None else Reading(at, at + 1, (), unread=True)
    if (span := _span(lexicon, text, measure, at, value)) is None or unit is None:
        return Reading(at, behind, (), unread=True)
    times = unit.times
    if limit := limit or _upper_limit(lexicon, text, measure, behind):
        times, behind = measure.units[0].times / limit[0], limit[1]
    return stretches(measure, scaled(span, times), at, behind)


def _value(
    lexicon: Lexicon, text: Text, measure: Measure, at: int, stop: int | None
) -> Decimal | None:
    """The figure that stands here, in figures or in words; no year, and no `two` of two things."""
    token = text.tokens[at]
    if token.figure is not None:
        year = not token.tail and _YEARS[0] <= token.figure <= _YEARS[1]
        return None if year and measure.highest < _YEARS[0] else token.figure
    if token.word not in lexicon.numbers:
        return None
    value = Decimal(lexicon.numbers[token.word])
    last = text.tokens[at - 1].word if at else ""
    named = last in lexicon.measures and value > _FEW
    staged = not measure.units and last in (*lexicon.around[measure.id].between, "or", "to")
    unit = _unit_behind(lexicon, text.tokens, at, measure, stop)[0]
    return value if named or staged or unit is not None else None


def _holds(unit: Unit, value: Decimal) -> bool:
    return (unit.low is None or value >= unit.low) and (unit.under is None or value < unit.under)


def _end_of_range(measure: Measure, tokens: Sequence[Token], at: int) -> int:
    """Where the figures end: behind the second of `25-35`, `45 to 27`, `stage 3/4`, `3 or 4`."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is None:
        return at + 1
    if behind.figure is not None:
        # Two names may have two figures, as in `ALT/AST 30/40`; and `7/27` is 7 out of 27.
        either = not measure.limit and (not measure.units or behind.figure != measure.highest)
        slash = either and _PART.fullmatch(behind.before)
        return at + 2 if slash or _RANGE.fullmatch(behind.before) else at + 1
    joined = behind.word in ("to", "or") and at + 2 < len(tokens)
    return at + 3 if joined and tokens[at + 2].figure is not None else at + 1


def _unit_behind(
    lexicon: Lexicon, tokens: Sequence[Token], at: int, measure: Measure, stop: int | None
) -> tuple[Unit | None, int]:
    """The unit behind the figure at `at`, the longest that is known, and where it ends."""
    units = lexicon.around[measure.id].units
    last = min(len(tokens), stop if stop is not None else len(tokens))
    for length in range(min(_UNIT, last - at - 1), -1, -1):
        words = [tokens[at].tail, *(t.word for t in tokens[at + 1 : at + 1 + length])]
        if unit := units.get(micro(" ".join(word for word in words if word))):
            return unit, at + 1 + length
    return None, at + 1


def _upper_limit(
    lexicon: Lexicon, text: Text, measure: Measure, at: int
) -> tuple[Decimal, int] | None:
    """The upper limit of normal that was typed behind a figure, and where it ends."""
    tokens = text.tokens
    length = _length(tokens, at, lexicon.around[measure.id].limit)
    for here in range(at + length, min(at + length + 3, len(tokens))) if length else ():
        figure = tokens[here].figure
        if figure:
            end = _end_of_range(measure, tokens, here)
            return tokens[end - 1].figure or figure, end
        if tokens[here].word not in (lexicon.beside | lexicon.compared.keys()):
            return None
    return None


def _span(lexicon: Lexicon, text: Text, measure: Measure, at: int, value: Decimal) -> Span | None:
    """The figures meant at `at`, by comparison or range; None where nobody can have them."""
    before = text.tokens[at].before
    negative = _NEGATIVE.search(before) or (at == 0 and before.strip() in ("-", "−"))
    if negative or not value <= measure.highest * 1000:
        return None
    last = text.tokens[_end_of_range(measure, text.tokens, at) - 1].figure
    if last is not None and last != value:
        return Span(min(value, last), max(value, last))
    sign = _COMPARED.search(before)
    end = _SIGNS[sign[0]] if sign else _compared(lexicon, text.tokens, at)
    if end in ("under", "high"):
        return Span(measure.lowest, value, without_high=end == "under")
    if end in ("over", "low"):
        return Span(value, max(measure.highest, value), without_low=end == "over")
    return Span(value, value)


def _compared(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> str | None:
    """The comparison in words that stands before a figure."""
    for length in range(min(3, at), 0, -1):
        if end := lexicon.compared.get(" ".join(t.word for t in tokens[at - length : at])):
            return end
    return None
