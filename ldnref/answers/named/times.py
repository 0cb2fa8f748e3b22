"""How long ago: words of time beside a name, in days. Knows no names."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.tokens import Token

_YEARS = (1950, 2100)
_MONTHS = 12

#: British short forms: `3/52` is three weeks, `2/7` two days, `6/12` six months.
_PARTS = {"7": 1, "52": 7, "12": 30}

#: Words of a moment, at the most.
_LONGEST = 4

_SLASH = re.compile(r"\s*/\s*")


class Passed(NamedTuple):
    """The fewest days that have passed; and those of which it is certain that they lie behind."""

    days: int | None
    certain: int | None


def passed(lexicon: Lexicon, tokens: Sequence[Token], today: date, *, ended: bool) -> Passed:
    """The time that the words of a clause say has passed.

    `ended` tells that the clause says that something ended: then no `ago` is needed.
    """
    moments = _moments(lexicon, tokens)
    dates = _dates(lexicon, tokens, today)
    stretches = _stretches(lexicon, tokens, ended=ended)
    certain = [days for phrase, days in moments if phrase not in lexicon.either]
    certain += [*stretches, *(days for days, sure in dates if sure)]
    found = [*(days for _, days in moments), *stretches, *(days for days, _ in dates)]
    found += [0 for at in range(len(tokens)) if ended and _clock(tokens, at)]
    return Passed(min(found, default=None), min(certain, default=None))


def _moments(lexicon: Lexicon, tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """Moments by words: yesterday, last week; the longest phrase counts."""
    found, at = [], 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            phrase = " ".join(token.word for token in tokens[at : at + length])
            counted = at > 0 and _number(lexicon, tokens[at - 1]) is not None
            if phrase in lexicon.moments and not (counted and tokens[at].word in lexicon.units):
                found.append((phrase, lexicon.moments[phrase]))
                at += length - 1
                break
        at += 1
    return found


def _stretches(lexicon: Lexicon, tokens: Sequence[Token], *, ended: bool) -> list[int]:
    """Times with a unit: `a month ago`, `2/52 ago`."""
    ago = ended or any(token.word in lexicon.ago for token in tokens)
    if not ago:
        return []
    found = []
    for at, token in enumerate(tokens):
        if at and tokens[at - 1].word in lexicon.rhythm:
            continue
        number, unit = _number(lexicon, token), _unit(lexicon, tokens, at)
        if number is not None and unit is not None:
            found.append(int(number * unit))
    return found


def _number(lexicon: Lexicon, token: Token) -> Decimal | None:
    if token.figure is not None:
        return token.figure
    words = lexicon.numbers.get(token.word)
    return None if words is None else Decimal(words)


def _unit(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> int | None:
    """Days in the unit behind a number."""
    if tokens[at].tail:
        return lexicon.units.get(tokens[at].tail)
    if at + 1 == len(tokens):
        return None
    behind = tokens[at + 1]
    if _SLASH.fullmatch(behind.before) and tokens[at].figure is not None:
        return _PARTS.get(behind.word)
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


def _dates(lexicon: Lexicon, tokens: Sequence[Token], today: date) -> list[tuple[int, bool]]:
    """Days since the years and months that are named; a month without a year may lie ahead."""
    found: list[tuple[int, bool]] = []
    year = next((_year(token) for token in tokens if _year(token)), None)
    named = (t for t in tokens if t.word in lexicon.months and _is_month(tokens, t))
    month = next((lexicon.months[token.word] for token in named), None)
    if month is not None:
        latest = year or (today.year if month <= today.month else today.year - 1)
        found.append((max((today - _end(latest, month)).days, 0), year is not None))
    elif year is not None and year < today.year:
        found.append(((today - date(year, 12, 31)).days, True))
    return [(days, sure) for days, sure in found if days >= 0]


def _year(token: Token) -> int | None:
    value = token.figure
    if value is None or token.tail or value != int(value):
        return None
    return int(value) if _YEARS[0] <= value <= _YEARS[1] else None


def _is_month(tokens: Sequence[Token], month: Token) -> bool:
    """Whether a month's name is one: `may` is a word too, so that something stands beside it."""
    at = tokens.index(month)
    before = tokens[at - 1].word if at else ""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    beside = behind is not None and _year(behind) is not None
    return before in ("in", "since", "last", "until", "of", "early", "late", "mid") or beside


def _end(year: int, month: int) -> date:
    """The first day after a month."""
    return date(year + month // _MONTHS, month % _MONTHS + 1, 1)
