"""How long ago: words of time beside a name, in days. Knows no names."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ldnref.answers.named.dates import PARTS, days_since, joined
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.tokens import BETWEEN_FIGURES, SLASH, Token, following, previous
from ldnref.tuples import NamedTuple

#: Hours of a day, days of a week.
_DAY, _WEEK = 24, 7

#: Words of a moment, at the most.
_LONGEST = 4


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
    moments = _moments(lexicon, tokens, today)
    if weekly and not ended:  # `last dose Friday` is one of them
        moments = [one for one in moments if not _weekday(lexicon, one[0])]
    dates = days_since(lexicon, tokens, today, ended=ended)
    if moments and dates:
        dated = _dated(lexicon, tokens)
        moments = [one for one in moments if one[0] not in dated or not _is_one_of(one[1], dates)]
    stretches = _stretches(lexicon, tokens, ended=ended)
    certain = [days for phrase, days in moments if phrase not in lexicon.either]
    certain += [*stretches, *(days for days, sure in dates if sure)]
    found = [*(days for _, days in moments), *stretches, *(days for days, _ in dates)]
    found += [0 for at in range(len(tokens)) if ended and _clock(lexicon, tokens, at)]
    return Passed(min(found, default=None), min(certain, default=None))


def sooner(one: Passed, other: Passed) -> Passed:
    """The fewer of two times, each where it is told."""
    pairs = zip(one, other, strict=True)
    return Passed(*(min((d for d in pair if d is not None), default=None) for pair in pairs))


def told(lexicon: Lexicon, words: Sequence[str]) -> bool:
    """Whether a moment stands among words, whatever it is the time of."""
    ends = (at for at, word in enumerate(words, 1) if word in lexicon.ends)
    return any(
        " ".join(words[at - length : at]) in lexicon.moments
        for at in ends
        for length in range(1, min(_LONGEST, at) + 1)
    )


def _moments(lexicon: Lexicon, tokens: Sequence[Token], today: date) -> list[tuple[str, int]]:
    """Moments by words: yesterday, last week; the longest phrase counts.

    A day of the week is the last one of its name, which may be today; `last Monday` is not.
    """
    if lexicon.ends.isdisjoint([token.word for token in tokens]):
        return []
    found, at = [], 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            phrase = " ".join(token.word for token in tokens[at : at + length])
            counted = number(lexicon, previous(tokens, at)) is not None
            counted = counted and tokens[at].word in lexicon.units
            if phrase in lexicon.moments and not (counted or _deed(lexicon, tokens, at, length)):
                if previous(tokens, at).word not in lexicon.rhythm:
                    day = lexicon.weekdays.get(phrase.rpartition(" ")[2])
                    days = lexicon.moments[phrase]
                    if day is not None:
                        # `last Monday`, and `Monday last` where nothing follows.
                        closes = at + length + 1 == len(tokens)
                        around = tokens[at : at + length + closes]
                        last = any(t.word in lexicon.grammar.last for t in around)
                        days = (today.weekday() - day) % _WEEK or _WEEK * last
                    found.append((phrase, days))
                at += length - 1
                break
        at += 1
    return found


def _deed(lexicon: Lexicon, tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether a short day of the week is what somebody did: `sat exam`, and not `Sat night`."""
    words = lexicon.grammar
    behind = following(tokens, at).word
    if length > 1 or not behind or tokens[at].word not in words.deeds:
        return False
    return behind not in lexicon.ends and behind not in (*words.joining, *words.neither)


def weekly(lexicon: Lexicon, tokens: Sequence[Token]) -> bool:
    """Whether days of the week are a rhythm: `Mon, Wed and Fri`, `once a week on Monday`."""
    if any(
        one.word in lexicon.rhythm and t.word in lexicon.weekdays for one, t in pairwise(tokens)
    ):
        return True  # `every Monday and Thursday`
    words = f" {' '.join(token.word for token in tokens)} "
    if any(f" {rhythm} " in words for rhythm in lexicon.grammar.weekly):
        return True
    told = (phrase for phrase, _ in _moments(lexicon, tokens, date.min))
    return len({phrase for phrase in told if _weekday(lexicon, phrase)}) > 1


def _dated(lexicon: Lexicon, tokens: Sequence[Token]) -> set[str]:
    """The days of the week that stand before a figure or a month, once: `Monday 9/11/2026`."""
    words = [token.word for token in tokens]
    before = (one.word for one, t in pairwise(tokens) if t.figure or t.word in lexicon.months)
    return {word for word in before if word in lexicon.weekdays and words.count(word) == 1}


def _is_one_of(days: int, dates: Sequence[tuple[int, bool]]) -> bool:
    """Whether one of the dates is a day of the week that was so many days ago."""
    return any(since % _WEEK == days % _WEEK for since, _ in dates)


def _weekday(lexicon: Lexicon, phrase: str) -> bool:
    """Whether a moment is a day of the week alone: `Friday`, and not `last Friday`."""
    return phrase in lexicon.weekdays


def _stretches(lexicon: Lexicon, tokens: Sequence[Token], *, ended: bool) -> list[int]:
    """Times with a unit: `a month ago`, `2/52 ago`."""
    ago = ended or any(token.word in lexicon.ago for token in tokens)
    if not ago:
        return []
    found = []
    for at, token in enumerate(tokens):
        before = previous(tokens, at).word
        if before in lexicon.rhythm and not (
            ended and before in lexicon.grammar.times
        ):  # `off heroin x 4 days`
            continue
        count, unit = number(lexicon, token), _unit(lexicon, tokens, at)
        if count is not None and unit is not None and not _course(lexicon, tokens, at):
            found.append(int(count * unit / _DAY))
    return found


def _course(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether a time is how long something lasted: `a five-day course`, `a course of 5 days`."""
    beside = (token.word for token in tokens[at : at + 3])  # a number is no course
    lasted = previous(tokens, at).word in lexicon.grammar.lasting
    of = lasted and previous(tokens, at - 1).word in lexicon.courses
    return of or not lexicon.courses.isdisjoint(beside)


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
    behind, words = following(tokens, at), lexicon.grammar
    if SLASH.fullmatch(behind.before) and tokens[at].figure is not None:
        return None if joined(tokens, at, 3) else PARTS.get(behind.word)
    ranged = behind.before in BETWEEN_FIGURES and number(lexicon, behind) is not None
    if ranged or behind.word in words.joining:
        end = at + (2 if ranged else 3)
        return _ranged(lexicon, tokens[end : end + 2])
    if behind.word in (*words.alternative, *words.reaching, *words.parting):
        far = at + (2 if behind.word in words.parting else 3)
        return lexicon.units.get(tokens[far].word) if far < len(tokens) else None
    return lexicon.units.get(behind.word)


def _ranged(lexicon: Lexicon, behind: Sequence[Token]) -> int | None:
    """Hours in the unit behind a range, where an `ago` follows: `5-12 days ago`.

    `Opioid-free 7-10 days` is long enough, as labels word it: its later end counts alone.
    """
    ago = len(behind) > 1 and behind[1].word in lexicon.ago
    return lexicon.units.get(behind[0].word) if ago else None


def _clock(lexicon: Lexicon, tokens: Sequence[Token], at: int) -> bool:
    """Whether an hour stands here, which is one of this day: `06:30`, `7 am`."""
    token, hour = tokens[at], lexicon.grammar.hour
    behind = following(tokens, at)
    if token.figure is None:
        return False
    minutes = behind.before == ":" and behind.figure is not None
    return token.tail in hour or behind.word in hour or minutes
