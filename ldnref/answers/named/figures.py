"""One figure at its place in a line: its unit, its comparison, its range. Knows no names."""

from collections.abc import Sequence
from decimal import Decimal

from ldnref.answers.named.bands import Reading, Stretch, one_side, scaled, stretches
from ldnref.answers.named.extents import RANGE, TREND, end_of_range, length, ranges, unit_behind
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.tokens import SLASH, Text, Token, decade, following, previous
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_measures import Measure, Unit

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
_COMPARED = pattern(r"<=|>=|=<|[<>≤≥]")

#: A sign before a figure that no measure can have.
_NEGATIVE = pattern(r"[\s(=:][-−]$")

#: What parts a day from a month.
_APART = pattern(r"[,();:]")

#: Before the limit of normal, or the range of it, in brackets.
_BRACKET = pattern(r"\s*[(\[]\s*([<≤]?)=?\s*")

#: The months of a year, and the highest day of a month.
_MONTHS, _DAYS = 12, 31

#: A smaller number in words may count what stands behind it: `ALT two weeks ago`.
_FEW = 12

#: What may stand fast to a stage: `3a`.
_STAGE_TAIL = pattern(r"[a-dt]?")

#: Figures that are a year, where a measure cannot be so high.
YEARS = (1900, 2100)


def figure(
    lexicon: Lexicon, text: Text, measure: Measure, at: int, stop: int | None = None
) -> Reading | None:
    """The figure that stands here, with its unit; None: there is none that could be meant."""
    value = _value(lexicon, text, measure, at, stop)
    if value is None:
        return None
    token = text.tokens[at]
    end = end_of_range(lexicon, measure, text.tokens, at)
    limit = _upper_limit(lexicon, text, measure, end)
    unit, behind = unit_behind(lexicon, text.tokens, end - 1, measure, stop)
    last = previous(text.tokens, at).word
    if unit is None:  # `ALT x 5`
        unit = lexicon.around[measure.id].units.get(last)
    if unit is None or limit:
        if measure.limit and last in lexicon.rhythm:
            return Reading(at, at + 1, (), unread=True)  # so many times something that is not told
        unit, behind = next((u for u in measure.bare if _holds(u, value)), None), end
        if not measure.bare:
            return None if measure.units else Reading(at, at + 1, (), unread=True)
        tail = "" if decade(token, lexicon.grammar.tens) else token.tail
        if tail and (measure.units or not _STAGE_TAIL.fullmatch(tail)):
            return None if stop is not None else Reading(at, at + 1, (), unread=True)
    if (meant := span(lexicon, text, measure, at, value)) is None or unit is None:
        return Reading(at, behind, (), unread=True)
    times = unit.times
    if limit := limit or _upper_limit(lexicon, text, measure, behind):
        times, behind = measure.units[0].times / limit[0], limit[1]
    return _graded(measure, token, stretches(measure, scaled(meant, times), at, behind))


def _graded(measure: Measure, token: Token, found: Reading) -> Reading:
    """The figure with what its own part of a stretch is called: `3b` lies in a part of 3."""
    if not token.tail or found.grade is None:
        return found
    tailed = f"{token.figure}{token.tail}"
    grade = next((band.grade for band in measure.bands if tailed in band.words), found.grade)
    return found._replace(grade=grade)


def _value(
    lexicon: Lexicon, text: Text, measure: Measure, at: int, stop: int | None
) -> Decimal | None:
    """The figure that stands here, in figures or in words; no year, and no `two` of two things."""
    token = text.tokens[at]
    if token.figure is not None:
        year = not token.tail and YEARS[0] <= token.figure <= YEARS[1]
        return None if year and measure.highest < YEARS[0] else token.figure
    if token.word not in lexicon.numbers:
        return None
    value = Decimal(lexicon.numbers[token.word])
    last = previous(text.tokens, at).word
    name = " ".join(token.word for token in text.tokens[max(at - 2, 0) : at])
    behind = following(text.tokens, at).word
    counted = behind in lexicon.units or behind in lexicon.pieces or behind in lexicon.numbers
    named = (last in lexicon.measures or name in lexicon.measures) and (value > _FEW or not counted)
    again = last in lexicon.around[measure.id].between or ranges(lexicon, last)
    staged = not measure.units and again
    unit = unit_behind(lexicon, text.tokens, at, measure, stop)[0]
    return value if named or staged or unit is not None else None


def _holds(unit: Unit, value: Decimal) -> bool:
    return (unit.low is None or value >= unit.low) and (unit.under is None or value < unit.under)


def _upper_limit(
    lexicon: Lexicon, text: Text, measure: Measure, at: int
) -> tuple[Decimal, int] | None:
    """The upper limit of normal that was typed behind a figure, and where it ends."""
    tokens = text.tokens
    if measure.limit and (bracketed := _bracketed(tokens, at)) is not None:
        return bracketed
    long = length(tokens, at, lexicon.around[measure.id].limit)
    for here in range(at + long, min(at + long + 3, len(tokens))) if long else ():
        value = tokens[here].figure
        if tokens[here].clause != tokens[at].clause or tokens[here].tail in lexicon.rhythm:
            return None  # `2x ULN, was 5x ULN`
        if value:
            end = end_of_range(lexicon, measure, tokens, here)
            return tokens[end - 1].figure or value, end
        if not any(tokens[here].word in held for held in (lexicon.beside, lexicon.compared)):
            return None
    return None


def _bracketed(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """The upper limit in brackets behind a figure, and where it ends: `(10-49)`, `(<40)`."""
    opened = _BRACKET.fullmatch(tokens[at].before) if at < len(tokens) else None
    first = tokens[at].figure if opened else None
    if opened is None or first is None or tokens[at].tail:
        return None
    if opened[1]:
        return (first, at + 1) if first else None
    last = following(tokens, at)
    further = RANGE.fullmatch(following(tokens, at + 1).before)
    if further or not last.figure or not RANGE.fullmatch(last.before):
        return None
    day_and_month = last.figure <= _MONTHS and not last.tail
    return None if day_and_month or last.figure <= first else (last.figure, at + 2)


def span(lexicon: Lexicon, text: Text, measure: Measure, at: int, value: Decimal) -> Stretch | None:
    """The figures meant at `at`, by comparison or range; None where nobody can have them."""
    before = text.tokens[at].before
    negative = _NEGATIVE.search(before) or (at == 0 and before.strip() in ("-", "−"))
    if negative or not value <= measure.highest * 1000:
        return None
    if decade(text.tokens[at], lexicon.grammar.tens):
        return Stretch(value, value + (99 if value % 100 == 0 else 9))
    far = end_of_range(lexicon, measure, text.tokens, at) - 1
    last = text.tokens[far].figure
    sign = None if TREND.search(before) else _COMPARED.search(before)
    end = _SIGNS[sign[0]] if sign else _compared(lexicon, text.tokens, at)
    if last is not None and last != value:
        led = previous(text.tokens, at).word in lexicon.grammar.leaving and end is None
        if end == "from" or led or TREND.fullmatch(text.tokens[far].before):
            return Stretch(last, last)
        return Stretch(min(value, last), max(value, last))
    if end == "from":  # `fell from 62`: to which it fell is not told
        return None
    behind = following(text.tokens, far).word
    # `up to 48 from 27`
    return one_side(measure, value, None if behind in lexicon.grammar.leaving else end)


def _compared(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> str | None:
    """The comparison in words that stands before a figure."""
    for count in range(min(3, at), 0, -1):
        if end := lexicon.compared.get(" ".join(t.word for t in tokens[at - count : at])):
            return end
    return None


def dated(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int:
    """How many words of a date or a year stand here: `3/11/2026`, `(3/11)`, `on 12 May`, `2024`."""
    if (token := tokens[at]).figure is None:
        return int(token.word in lexicon.months)
    last, behind, near = previous(tokens, at), following(tokens, at), tokens[at + 1 : at + 3]
    ahead = [t for t in near if t.figure is not None and SLASH.fullmatch(t.before)]
    if len(ahead) == 2:  # noqa: PLR2004 - a day, a month and a year
        return 3
    of = last.word in lexicon.dating
    if ahead and token.figure <= _MONTHS and YEARS[0] <= (ahead[0].figure or 0) <= YEARS[1]:
        return 2  # a month and a year
    days = sorted(t.figure or 0 for t in (token, *ahead))  # `at 30/40` is no date
    opens = of or token.before.strip().endswith("(")
    if ahead and opens and days[0] <= _MONTHS and days[1] <= _DAYS:
        return 2
    around = (last.word, token.before), (behind.word, behind.before)
    beside = [word for word, apart in around if not _APART.search(apart)]
    if token.figure <= _DAYS and not token.tail and not lexicon.months.keys().isdisjoint(beside):
        return 1
    year = not token.tail and YEARS[0] <= token.figure <= YEARS[1]
    return 1 if year and (of or not lexicon.months.keys().isdisjoint(beside)) else 0
