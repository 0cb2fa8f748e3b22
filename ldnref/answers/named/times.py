"""How long ago: words of time beside a name, in days. Knows no names."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ldnref.answers.named import amounts
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.tokens import Token
from ldnref.answers.patterns import pattern

_YEARS = (1950, 2100)
_MONTHS = 12

#: British short forms: `3/52` is three weeks, `2/7` two days, `6/12` six months, `6/24` six hours.
_PARTS = {"24": 1, "7": 24, "52": 7 * 24, "12": 30 * 24}

#: Hours of a day.
_DAY = 24

#: Words of a moment, at the most.
_LONGEST = 4

_SLASH = pattern(r"\s*/\s*")

#: Between the figures of a date, and a date that was read as one figure: `28.11.2026`.
_SIGN = pattern(r"[-/.‐‑–]")
_POINTED = pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})")

#: Before a figure that counts or numbers: `#2010`.
_NUMBERING = ("#", "№")

#: Years are written short from this one on: `26` is 2026.
_CENTURY = 100


class Passed(NamedTuple):
    """The fewest days that have passed; and those of which it is certain that they lie behind."""

    days: int | None
    certain: int | None


def passed(
    lexicon: Lexicon, tokens: Sequence[Token], today: date, *, ended: bool, weekly: bool
) -> Passed:
    """The time that the words of a clause say has passed.

    `ended` tells that the clause says that something ended: then no `ago` is needed; `weekly`
    that the line names several days of the week, which are a rhythm.
    """
    moments = _moments(lexicon, tokens)
    if weekly:
        moments = [one for one in moments if not _weekday(lexicon, *one)]
    dates = _dates(lexicon, tokens, today, ended=ended)
    stretches = _stretches(lexicon, tokens, ended=ended)
    certain = [days for phrase, days in moments if phrase not in lexicon.either]
    certain += [*stretches, *(days for days, sure in dates if sure)]
    found = [*(days for _, days in moments), *stretches, *(days for days, _ in dates)]
    found += [0 for at in range(len(tokens)) if ended and _clock(tokens, at)]
    return Passed(min(found, default=None), min(certain, default=None))


def told(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether a moment stands among words, whatever it is the time of."""
    ends = (at for at, word in enumerate(words, 1) if word in lexicon.ends)
    return any(
        " ".join(words[at - length : at]) in lexicon.moments
        for at in ends
        for length in range(1, min(_LONGEST, at) + 1)
    )


def _moments(lexicon: Lexicon, tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """Moments by words: yesterday, last week; the longest phrase counts."""
    if lexicon.ends.isdisjoint([token.word for token in tokens]):
        return []
    found, at = [], 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            phrase = " ".join(token.word for token in tokens[at : at + length])
            counted = at > 0 and number(lexicon, tokens[at - 1]) is not None
            if phrase in lexicon.moments and not (counted and tokens[at].word in lexicon.units):
                if at == 0 or tokens[at - 1].word not in lexicon.rhythm:
                    found.append((phrase, lexicon.moments[phrase]))
                at += length - 1
                break
        at += 1
    return found


def weekly(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether several days of the week are named: `Monday and Wednesday, more on Friday`."""
    return len({one for one in _moments(lexicon, tokens) if _weekday(lexicon, *one)}) > 1


def _weekday(lexicon: Lexicon, phrase: str, days: int) -> bool:
    """Whether a moment is a day of the week."""
    return days > 1 and phrase in lexicon.either and " " not in phrase


def _stretches(lexicon: Lexicon, tokens: Sequence[Token], *, ended: bool) -> list[int]:
    """Times with a unit: `a month ago`, `2/52 ago`."""
    ago = ended or any(token.word in lexicon.ago for token in tokens)
    if not ago:
        return []
    found = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1].word if at else ""
        if before in lexicon.rhythm and not (ended and before == "x"):  # `off heroin x 4 days`
            continue
        count, unit = number(lexicon, token), _unit(lexicon, tokens, at)
        if count is not None and unit is not None and not _course(lexicon, tokens, at):
            found.append(int(count * unit / _DAY))
    return found


def _course(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a time is how long something lasted: `a five-day course`, `a course of 5 days`."""
    behind = (token.word for token in tokens[at + 1 : at + 3])
    before = [token.word for token in tokens[max(at - 2, 0) : at]]
    of = len(before) > 1 and before[0] in lexicon.courses and before[1] in ("of", "for")
    return of or not lexicon.courses.isdisjoint(behind)


def number(lexicon: Lexicon, token: Token) -> Decimal | None:
    """The number that a word or a figure is."""
    if token.figure is not None:
        return token.figure
    words = lexicon.numbers.get(token.word)
    return None if words is None else Decimal(words)


def _unit(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int | None:
    """Hours in the unit behind a number."""
    if tokens[at].tail:
        return lexicon.units.get(tokens[at].tail)
    if at + 1 == len(tokens):
        return None
    behind = tokens[at + 1]
    if _SLASH.fullmatch(behind.before) and tokens[at].figure is not None:
        return None if _joined(tokens, at, 3) else _PARTS.get(behind.word)
    if behind.word in ("or", "to") or behind.word == "of":
        return lexicon.units.get(tokens[at + 3].word) if at + 3 < len(tokens) else None
    return lexicon.units.get(behind.word)


def _clock(tokens: Sequence[Token], at: int) -> bool:
    """Whether an hour stands here, which is one of this day: `06:30`, `7 am`."""
    token = tokens[at]
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.figure is None or behind is None:
        return token.figure is not None and token.tail in ("am", "pm")
    hour = "am", "pm"
    minutes = behind.before == ":" and behind.figure is not None
    return token.tail in hour or behind.word in hour or minutes


def _dates(
    lexicon: Lexicon, tokens: Sequence[Token], today: date, *, ended: bool
) -> list[tuple[int, bool]]:
    """Days since the years and months that are named; a month without a year may lie ahead.

    A date in figures says when something was written or begun, unless the clause says it ended.
    """
    if ended and (in_figures := _in_figures(lexicon, tokens, today)):
        return [(days, True) for days in in_figures]
    found: list[tuple[int, bool]] = []
    years = (_year(lexicon, tokens, at) for at in range(len(tokens)))
    year = next((year for year in years if year is not None), None)
    named = [t for t in tokens if t.word in lexicon.months and _is_month(lexicon, tokens, t)]
    month = lexicon.months[named[0].word] if named else None
    if month is not None:
        latest = year or (today.year if month <= today.month else today.year - 1)
        begun = any(one.word == "since" and t in named for one, t in pairwise(tokens))
        found.append((max((today - _end(latest, month)).days, 0), year is not None or begun))
    elif year is not None and year < today.year:
        found.append(((today - date(year, 12, 31)).days, True))
    return [(days, sure) for days, sure in found if days >= 0]


def _in_figures(lexicon: Lexicon, tokens: Sequence[Token], today: date) -> list[int]:
    """Days since each date in figures: `28/11/2026`, `2026-11-28`, `28.11.26`, `on 28/11`.

    The day may stand before the month or behind it: of two dates that are past, the later counts.
    """
    found = []
    for at, token in enumerate(tokens):
        if pointed := _POINTED.fullmatch(token.word.replace(" ", ".")):
            figures = [int(figure) for figure in pointed.groups()]
        elif _joined(tokens, at, 3):
            figures = [int(t.figure or 0) for t in tokens[at : at + 3]]
        elif _day_and_month(lexicon, tokens, at):
            figures = [int(t.figure or 0) for t in tokens[at : at + 2]]
        else:
            continue
        past = [days for day in _days(figures, today) if (days := (today - day).days) >= 0]
        found += [min(past)] if past else []
    return found


def _day_and_month(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a date without its year stands here: `22/11`, `on 7/12`; `3/52` is three weeks."""
    if not _joined(tokens, at, 2):
        return False
    if at + 2 < len(tokens) and tokens[at + 2].word in lexicon.ago:
        return False
    short = _SLASH.fullmatch(tokens[at + 1].before) and tokens[at + 1].word in _PARTS
    return bool(at and tokens[at - 1].word in lexicon.dating) or not short


def _joined(tokens: Sequence[Token], at: int, count: int) -> bool:
    """Whether so many whole figures stand here with the signs of a date between them."""
    here = tokens[at : at + count]
    signs = all(_SIGN.fullmatch(token.before) for token in here[1:])
    return len(here) == count and signs and all(map(_whole, here))


def _whole(token: Token) -> bool:
    return token.figure is not None and not token.tail and token.figure == int(token.figure)


def _days(figures: Sequence[int], today: date) -> list[date]:
    """The dates that two or three figures may be; without a year the last that is past."""
    if figures[0] >= _YEARS[0]:
        orders = [tuple(figures)]
    elif len(figures) == 2:  # noqa: PLR2004 - a day and a month
        years = (today.year, today.year - 1)
        orders = [(year, *pair) for year in years for pair in (figures[::-1], figures)]
    else:
        first, second, year = figures
        year += 0 if year >= _CENTURY else 2000
        orders = [(year, second, first), (year, first, second)]
    found = []
    for order in orders:
        try:
            found.append(date(*order))
        except ValueError:  # no such day
            continue
    return found


def _year(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int | None:
    """The year that stands here; none is an amount, a number, or an hour: `2000 mg`."""
    token = tokens[at]
    if not _like_a_year(token):
        return None
    if token.before.rstrip().endswith(_NUMBERING):
        return None
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    word = behind.word if behind else ""
    amount = amounts.is_unit(word) or word in lexicon.counting or word in lexicon.pieces
    beside = (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])
    hours = any(_four_digits(t) and not _like_a_year(t) for t in beside)
    parted = behind is not None and behind.before.strip() == "/" and behind.figure is None
    return None if amount or hours or parted or word in lexicon.units else int(token.word)


def _four_digits(token: Token) -> bool:
    """Whether four figures stand here and nothing else: no `2,000`, no `2000mg`."""
    return len(token.word) == 4 and token.word.isdecimal()  # noqa: PLR2004


def _like_a_year(token: Token) -> bool:
    return _four_digits(token) and _YEARS[0] <= int(token.word) <= _YEARS[1]


def _is_month(lexicon: Lexicon, tokens: Sequence[Token], month: Token) -> bool:
    """Whether a month's name is one: `may` is a word too, so that something stands beside it."""
    at = tokens.index(month)
    before = tokens[at - 1].word if at else ""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    beside = behind is not None and _year(lexicon, tokens, at + 1) is not None
    return before in ("in", "since", "last", "until", "of", "early", "late", "mid") or beside


def _end(year: int, month: int) -> date:
    """The first day after a month."""
    return date(year + month // _MONTHS, month % _MONTHS + 1, 1)
