"""The day behind a measure that is told by one: a date of birth, a due date. Knows no limits."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile

from ldnref.answers.birthdays import birthday, whole_years
from ldnref.answers.named import dates, times
from ldnref.answers.named.bands import Reading, Stretch, scaled, stretches
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import of_entry
from ldnref.answers.named.tokens import Token, previous
from ldnref.answers.named.wording import of_hours
from ldnref.knowledge.model_measures import Measure
from ldnref.tuples import NamedTuple

#: How far from its name a day may stand, in words.
_FAR = 4

#: The years that a day may have; one that is written short may be of either century.
_YEARS = (1900, 2100)
_SHORT = 100

_MONTHS, _LAST_OF_MONTH = 12, 31

#: Days of a year, for the part of one; and hours of a year and a day, as in list-words.yaml.
_LEAP_YEAR = 366
_YEAR, _DAY = 365 * 24, 24


class _Written(NamedTuple):
    """A day as it is written; what is not written is None."""

    year: int | None
    month: int | None = None
    day: int | None = None


#: The days that may be meant, and where they end.
_Ways = tuple[list[_Written], int]


def beside(
    lexicon: Lexicon, tokens: Sequence[Token], measure: Measure, name: tuple[int, int], today: date
) -> Reading | None:
    """What the day behind a name stands for, or fast before it; one that nobody can have is unread.

    `name` is where it begins and ends. None: no day stands there.
    """
    start, end = name
    entry = tokens[start].entry
    own = tokens[: next((n for n in range(end, len(tokens)) if tokens[n].entry != entry), None)]
    clause = own[end - 1].clause
    for at in range(end, min(end + _FAR, len(own))):
        if at > end and own[at].clause != clause:
            break  # `DOB unknown, methadone since 1999`
        if (ways := _ways(lexicon, own, at)) is not None:
            return _met(lexicon, measure, ways, (start, ways[1]), today)
        if own[at].figure is not None or not _of_time(lexicon, own[at], clause):
            break
    for at in range(max(start - _FAR, 0), start):
        ways = _ways(lexicon, own, at)
        if ways is not None and ways[1] == start and _of_name(own, at, start, end):
            return _met(lexicon, measure, ways, (at, end), today)
    return _since(lexicon, own, measure, name, today)


def _of_name(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    """Whether the day before a name is its own: `14/02/2012 (DOB)`, or there is nothing else."""
    first = previous(tokens, at).entry != tokens[at].entry
    return "(" in tokens[start].before or (first and end == len(tokens))


def _met(
    lexicon: Lexicon, measure: Measure, ways: _Ways, place: tuple[int, int], today: date
) -> Reading:
    """What a day stands for, in each order in which it may be read."""
    spans = [span for one in ways[0] if (span := _span(lexicon, measure, one, today))]
    if not spans:
        return Reading(*place, (), unread=True)
    met = Stretch(min(span.low for span in spans), max(span.high for span in spans))
    return stretches(measure, met, *place)


def _since(
    lexicon: Lexicon,
    tokens: Sequence[Token],
    measure: Measure,
    name: tuple[int, int],
    today: date,
) -> Reading | None:
    """A time since then, or until then: `6 weeks ago`, `in 10 weeks`, `last month`, `next week`."""
    clause = tokens[name[1] - 1].clause
    behind = takewhile(lambda token: _of_time(lexicon, token, clause), tokens[name[1] :])
    own = tuple(behind)
    ahead = measure.lowest < 0
    ago = any(token.word in lexicon.ago for token in own)
    days = times.passed(lexicon, own, today, ended=ago or ahead, weekly=False).days
    place = name[0], name[1] + len(own)
    if days is not None:
        span = Stretch(Decimal(days), Decimal(days))
        counted = any(times.number(lexicon, token) is not None for token in own)
        if not counted and times.told(lexicon, [token.word for token in own]):  # `last month`
            span = Stretch(span.low, span.high * 2)
        elif ahead and not ago:
            span = Stretch(-span.high, -span.low)
        a_day = of_hours(measure, lexicon.units, _DAY) or Decimal(1)
        return stretches(measure, scaled(span, a_day), *place)
    if ahead and any(lexicon.roles.get(token.word) == "ahead" for token in own):
        return stretches(measure, Stretch(measure.lowest, Decimal(-1)), *place)
    return None


def _of_time(lexicon: Lexicon, token: Token, clause: int) -> bool:
    """Whether a word stands in a clause and may tell a time."""
    told = (lexicon.dating, lexicon.units, lexicon.numbers, lexicon.ago, lexicon.ends)
    here = token.figure is not None or any(token.word in words for words in told)
    here = here or lexicon.says_nothing(token.word) or lexicon.roles.get(token.word) == "ahead"
    return token.clause == clause and here


def only(lexicon: Lexicon, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether an entry is a name, which ends at `end`, and a day or a time: `due in March`."""
    words = (lexicon.dating, lexicon.months, lexicon.units, lexicon.numbers, lexicon.ago)
    own = of_entry(tokens, tokens[start].entry)
    return own[0] is tokens[start] and all(
        token.figure is not None or any(token.word in held for held in words)
        for token in tokens[end:]
        if token.entry == tokens[start].entry
    )


def _ways(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> _Ways | None:
    """The days that may be meant by what is written here, and where it ends."""
    token = tokens[at]
    if figures := dates.pointed(token):
        return list(_ordered(figures)), at + 1
    if dates.joined(tokens, at, 3) or _spaced(tokens, at):
        return list(_ordered([int(t.figure or 0) for t in tokens[at : at + 3]])), at + 3
    if dates.joined(tokens, at, 2):
        first, second = (int(t.figure or 0) for t in tokens[at : at + 2])
        if _YEARS[0] <= second <= _YEARS[1]:
            return [_Written(second, first)], at + 2
        if not dates.short_form(lexicon, tokens, at):
            return [_Written(None, second, first), _Written(None, first, second)], at + 2
        return None
    return _in_words(lexicon, tokens, at)


def _spaced(tokens: Sequence[Token], at: int) -> bool:
    """Whether a day, a month and a whole year stand here with nothing but room between them."""
    here = tokens[at : at + 3]
    figures = all(t.word.isdecimal() and t.before.strip() == "" for t in here[1:])
    return len(here) == 3 and figures and here[0].word.isdecimal() and len(here[2].word) == 4  # noqa: PLR2004


def _ordered(figures: Sequence[int]) -> Iterator[_Written]:
    """Three figures as a day, in each order that is in use."""
    first, second, third = figures
    if first >= _SHORT:
        yield _Written(first, second, third)
    else:
        yield from (_Written(third, second, first), _Written(third, first, second))


def _in_words(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> _Ways | None:
    """A day by the name of its month, a month, or a year: `3rd of May 1970`, `May 3, 1970`."""
    day = _day(lexicon, tokens, at)
    month_at = at + (day is not None)
    month_at += month_at < len(tokens) and tokens[month_at].word in lexicon.grammar.parting
    month = lexicon.months.get(tokens[month_at].word) if month_at < len(tokens) else None
    if month is None:
        year = _year(tokens, at, short=False)
        return None if year is None else ([_Written(year)], at + 1)
    behind = month_at + 1
    if day is None and _year(tokens, behind, short=False) is None:
        day = _day(lexicon, tokens, behind)
        behind += day is not None
    year = _year(tokens, behind, short=True)
    return [_Written(year, month, day)], behind + (year is not None)


def _day(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int | None:
    """The day of a month that stands here."""
    token = tokens[at] if at < len(tokens) else None
    if token is None or token.figure is None:
        return None
    if token.tail and token.tail not in lexicon.grammar.ordinal:
        return None
    whole = token.figure == int(token.figure) and 1 <= token.figure <= _LAST_OF_MONTH
    return int(token.figure) if whole else None


def _year(tokens: Sequence[Token], at: int, *, short: bool) -> int | None:
    """The year that stands here, with its century or without."""
    word = tokens[at].word if at < len(tokens) else ""
    if not word.isdecimal() or len(word) not in ((2, 4) if short else (4,)):
        return None
    year = int(word)
    return year if year < _SHORT or _YEARS[0] <= year <= _YEARS[1] else None


def _span(lexicon: Lexicon, measure: Measure, written: _Written, today: date) -> Stretch | None:
    """The figures of a day in the measure: with the year that fits, where it is not told whole."""
    fits = []
    for year in _possible(written.year, today):
        ends = _ends(written._replace(year=year))
        if ends is None:
            continue
        span = Stretch(
            _elapsed(lexicon, measure, ends[1], today), _elapsed(lexicon, measure, ends[0], today)
        )
        if span.high >= measure.lowest and span.low <= measure.highest:
            fits.append(Stretch(max(span.low, measure.lowest), min(span.high, measure.highest)))
    return min(fits, default=None, key=lambda span: span.low)


def _possible(year: int | None, today: date) -> Sequence[int]:
    if year is None:
        return (today.year - 1, today.year, today.year + 1)
    return (year,) if year >= _SHORT else (1900 + year, 2000 + year)


def _ends(written: _Written) -> tuple[date, date] | None:
    """The first and the last day that may be meant; None: there is no such day."""
    year, month, day = written.year or 0, written.month, written.day
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day is not None:
        return first, first
    last = date(year + 1, 1, 1) if month is None or month == _MONTHS else date(year, month + 1, 1)
    return first, last - timedelta(days=1)


def _elapsed(lexicon: Lexicon, measure: Measure, day: date, today: date) -> Decimal:
    """The time from a day to the day of asking as a figure of the measure; less than 0: ahead.

    In whole years, where they are counted, from birthday to birthday.
    """
    a_year = of_hours(measure, lexicon.units, _YEAR)
    if a_year is None or day > today:
        return Decimal((today - day).days) * (of_hours(measure, lexicon.units, _DAY) or 1)
    whole = whole_years(day, today)
    rest = (today - birthday(day, day.year + whole)).days
    return (Decimal(whole) + Decimal(rest) / _LEAP_YEAR) * a_year
