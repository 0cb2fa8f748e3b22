"""Dates in a line, in figures and by the names of months, as days since. Knows no names."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.seldom import amounts
from ldnref.answers.named.tokens import SLASH, Text, Token, following, previous
from ldnref.answers.patterns import pattern

_YEARS = (1950, 2100)
_MONTHS, _DAYS = 12, 31

#: British short forms: `3/52` is three weeks, `2/7` two days, `6/12` six months, `6/24` six hours.
PARTS = {"24": 1, "7": 24, "52": 7 * 24, "12": 30 * 24}

#: Between the figures of a date, and a date that was read as one figure: `28.11.2026`.
_SIGN = pattern(r"[-/.‐‑–]")
_POINTED = pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})")

#: Before a figure that counts or numbers: `#2010`.
_NUMBERING = ("#", "№")

#: Years are written short from this one on: `26` is 2026.
_CENTURY = 100


def with_years(lexicon: Lexicon, text: Text) -> Text:
    """The tokens, where the comma before a year parts it from no day: `stopped Nov 20, 2024`."""
    tokens, joined_to = text.tokens, dict[int, int]()
    for at, (last, token) in enumerate(pairwise(tokens)):
        if token.before.strip() != "," or _year(lexicon, tokens, at + 1) is None:
            continue
        month = tokens[at - 1 : at] if _is_day(lexicon, tokens, at) else (last,)
        if any(one.word in lexicon.months for one in month):
            joined_to[token.clause] = joined_to.get(last.clause, last.clause)
    if not joined_to:
        return text
    kept = (one._replace(clause=joined_to.get(one.clause, one.clause)) for one in tokens)
    return text._replace(tokens=tuple(kept))


def days_since(
    lexicon: Lexicon, tokens: Sequence[Token], today: date, *, ended: bool, bare: bool = False
) -> list[tuple[int, bool]]:
    """Days since the years and months that are named; a month without a year may lie ahead.

    A date in figures says when something was written or begun, unless the clause says it ended.
    `bare`: the name of a month is one, whatever stands beside it.
    """
    if ended and (days := _in_figures(lexicon, tokens, today) or _in_words(lexicon, tokens, today)):
        return [(since, True) for since in days]
    found: list[tuple[int, bool]] = []
    years = (_year(lexicon, tokens, at) for at in range(len(tokens)))
    year = next((year for year in years if year is not None), None)
    named = [t for t in tokens if t.word in lexicon.months]
    named = [t for t in named if bare or _is_month(lexicon, tokens, t)]
    month = lexicon.months[named[0].word] if named else None
    if month is not None:
        latest = year or (today.year if month <= today.month else today.year - 1)
        if date(latest, month, 1) > today:
            return []  # `due in March 2027`
        begun = any(one.word in lexicon.grammar.since and t in named for one, t in pairwise(tokens))
        found.append((max((today - _end(latest, month)).days, 0), year is not None or begun))
    elif year is not None and year < today.year:
        found.append(((today - date(year, 12, 31)).days, True))
    return [(days, sure) for days, sure in found if days >= 0]


def month_behind(lexicon: Lexicon, tokens: Sequence[Token], today: date) -> bool:
    """Whether a month of this year that is over is named, with no year beside it: `in May`."""
    return any(
        lexicon.months[token.word] < today.month and _is_month(lexicon, tokens, token)
        for token in tokens
        if token.word in lexicon.months
    )


def _in_figures(lexicon: Lexicon, tokens: Sequence[Token], today: date) -> list[int]:
    """Days since each date in figures: `28/11/2026`, `2026-11-28`, `28.11.26`, `on 28/11`.

    The day may stand before the month or behind it: of two dates that are past, the later counts;
    where one of them lies ahead, neither does.
    """
    found: list[int] = []
    behind = 0
    for at, token in enumerate(tokens):
        if at < behind:  # `12-05` of `2026-12-05`
            continue
        behind = at + _length(lexicon, tokens, at)
        figures = pointed(token) or [int(t.figure or 0) for t in tokens[at:behind]]
        if not figures:
            continue
        since = [(today - day).days for day in _days(figures, today)]
        past = [days for days in since if days >= 0]
        ahead = len(figures) > 2 and len(past) < len(since)  # noqa: PLR2004 - with its year
        found += [min(past)] if past and not ahead else []
    return found


def _length(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int:
    """How many figures are a date here: a day, a month and a year, or the first two; or none."""
    if joined(tokens, at, 3):
        return 3
    return 2 if _day_and_month(lexicon, tokens, at) else 0


def _in_words(lexicon: Lexicon, tokens: Sequence[Token], today: date) -> list[int]:
    """Days since each day by the name of its month: `20 Nov`, `3rd of May`, `Nov 20, 2026`.

    Without a year it is this one's; a day that lies ahead in it may be either, and tells nothing.
    """
    found = []
    for at, token in enumerate(tokens):
        if (month := lexicon.months.get(token.word)) is None:
            continue
        before = at - 1 - (previous(tokens, at).word in lexicon.grammar.parting)
        place = next((n for n in (before, at + 1) if _is_day(lexicon, tokens, n)), None)
        if place is None:
            continue
        behind = max(place, at) + 1
        year = _year(lexicon, tokens, behind) if behind < len(tokens) else None
        if place > at and not tokens[place].tail and year is None and _goes_on(tokens, place):
            continue
        try:
            day = date(year or today.year, month, int(tokens[place].figure or 0))
        except ValueError:  # no such day
            continue
        found += [(today - day).days] if day <= today else []
    return found


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether more stands in the clause: behind a month it may be counted, `since Nov 5 vials`."""
    return following(tokens, at).clause == tokens[at].clause


def _is_day(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether the day of a month stands here: `20`, `20th`; no amount, `20mg`."""
    token = tokens[at] if 0 <= at < len(tokens) else None
    if token is None or token.figure is None or token.figure != int(token.figure):
        return False
    if _is_counted(lexicon, tokens, at) or token.figure > _DAYS:
        return False
    return not token.tail or token.tail in lexicon.grammar.ordinal


def _is_counted(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure is one of what stands behind it: `stopped Nov 12 tablets left`."""
    word = following(tokens, at).word
    counted = word in lexicon.counting or word in lexicon.pieces or word in lexicon.units
    return counted or amounts.is_unit(word)


def _day_and_month(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a date without its year stands here: `22/11`, `on 7/12`; `3/52` is three weeks."""
    if not joined(tokens, at, 2):
        return False
    return following(tokens, at + 1).word not in lexicon.ago and not short_form(lexicon, tokens, at)


def short_form(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether two figures are a time in its British short form: `3/52`, but not `on 7/12`."""
    behind = following(tokens, at)
    short = SLASH.fullmatch(behind.before) and behind.word in PARTS
    return bool(short) and previous(tokens, at).word not in lexicon.dating


def pointed(token: Token) -> list[int]:
    """The figures of a date that was read as one word: `28.11.2026`; none: it is no such date."""
    found = _POINTED.fullmatch(token.word.replace(" ", "."))
    return [int(figure) for figure in found.groups()] if found else []


def joined(tokens: Sequence[Token], at: int, count: int) -> bool:
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
        if not _YEARS[0] <= order[0] <= _YEARS[1]:  # a slip: `28/11/206`
            continue
        try:
            found.append(date(*order))
        except ValueError:  # no such day
            continue
    return found


def _year(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int | None:
    """The year that stands here; none is an amount, a number, or an hour: `2000 mg`."""
    token = tokens[at]
    if not like_a_year(token):
        return None
    if token.before.rstrip().endswith(_NUMBERING):
        return None
    behind = following(tokens, at)
    hours = any(_four_digits(t) and not like_a_year(t) for t in (previous(tokens, at), behind))
    parted = behind.before.strip() == "/" and behind.figure is None
    return None if _is_counted(lexicon, tokens, at) or hours or parted else int(token.word)


def _four_digits(token: Token) -> bool:
    """Whether four figures stand here and nothing else: no `2,000`, no `2000mg`."""
    return len(token.word) == 4 and token.word.isdecimal()  # noqa: PLR2004


def like_a_year(token: Token) -> bool:
    """Whether a token is a figure that may be a year."""
    return _four_digits(token) and _YEARS[0] <= int(token.word) <= _YEARS[1]


def _is_month(lexicon: Lexicon, tokens: Sequence[Token], month: Token) -> bool:
    """Whether a month's name is one: `may` is a word too, so that something stands beside it."""
    at = tokens.index(month)
    year = at + 1 < len(tokens) and _year(lexicon, tokens, at + 1) is not None
    return year or previous(tokens, at).word in lexicon.grammar.monthly


def _end(year: int, month: int) -> date:
    """The first day after a month."""
    return date(year + month // _MONTHS, month % _MONTHS + 1, 1)
