"""How much is taken a day, off all the ways in which it is written: strength, count, how often."""

from datetime import date
from decimal import Decimal

import pytest
from cases import every
from real import LEXICON

from ldnref.answers.named import amounts
from ldnref.answers.named.line import at_length, worded

TODAY = date(2026, 11, 29)

#: Where in a line it stands decides nothing: at an odd or an even place, first, last or between.
PLACES = ("{0}", "Lipitor, {0}", "aspirin 75 mg od; {0}; ramipril 5 mg od", "seen today\n{0}")


def _a_day(line):
    """Milligrams of loperamide a day, wherever the line stands."""
    parts = [at_length(LEXICON, place.format(line), TODAY) for place in PLACES]
    found = [p.amount for one in parts for p in one if "loperamide" in p.text]
    assert found[:1] * len(PLACES) == found
    return found[0]


WAYS = (
    ("loperamide 2 mg {0}", 2),
    ("loperamide 2mg {0} prn", 2),
    ("{0} loperamide 2 mg", 2),
    ("loperamide {0} 2 mg", 2),
    ("loperamide 2 mg, 3 tablets {0}", 6),
    ("loperamide 3 x 2 mg {0}", 6),
)


@pytest.mark.no_cover
@every(("way", "each"), WAYS)
@every("often", LEXICON.frequencies)
def test_how_often_is_counted_once(often, way, each):
    """`2 mg 4x daily` is four times two: its figure is no count, and `daily` is not told twice."""
    times = LEXICON.frequencies[often]

    parts = at_length(LEXICON, way.format(often), TODAY)
    assert [each * times] == [part.amount for part in parts if part.amount is not None]


@every(
    ("line", "amount"),
    [
        # A strength, and how many of it, behind it and before it.
        ("loperamide 2 mg", 2),
        ("3 x 2 mg loperamide bd", 12),
        ("3 tablets of loperamide 2 mg bd", 12),
        ("loperamide 2 mg x 3 bd", 12),
        ("loperamide 2 mg tablets, 3 twice daily", 12),
        ("loperamide 2 mg tablets take 3 four times a day", 24),
        ("loperamide 2 mg two tablets tds", 12),
        # A number that ends the line counts where it is ordered; it may be of something else.
        ("loperamide 2 mg take two", 4),
        ("loperamide 2 mg tablets, take 2", 4),
        ("loperamide 2 mg, twins: two", 2),
        ("loperamide 2 mg 1/2 tablet bd", 2),
        ("loperamide 1/2 tablet", 1),
        ("loperamide 2/1 tablet", 2),
        ("loperamide 2 mg 2 tabs 3 caps", 6),
        # Of a day, in all or in one word.
        ("loperamide 2 mg 2 per day", 4),
        ("loperamide 2 mg one a day", 2),
        ("loperamide 2 mg 8 tabs/day", 16),
        ("loperamide 2mg 8/day", 16),
        ("loperamide 24/day", 48),
        ("loperamide 48 a day", 96),
        ("loperamide 24 capsules daily", 48),
        ("12 loperamide a day", 24),
        ("loperamide 2 mg, 12 capsules a day", 24),
        ("loperamide 2 mg max 16 mg a day", 16),
        ("loperamide 2 mg prn max 8 a day", 16),
        # At most ten at once; behind `at` it is an hour.
        ("loperamide 2 mg three nocte", 6),
        ("loperamide 2 mg 10 nocte", 20),
        ("loperamide 2 mg 11 nocte", 2),
        ("loperamide 2 mg at 9 nocte", 2),
        # What all of them are together is told too.
        ("loperamide 2 mg, 3 capsules (6 mg total)", 6),
        ("loperamide 2 mg, 3 capsules = 6 mg", 6),
        ("loperamide 2 mg, 3 capsules, 4 mg", 12),
        # Supplied, where it is told how often; where it is not, people take so many.
        ("loperamide 2 mg bd, 30 capsules", 4),
        ("take loperamide 2 mg bd, 30 capsules", 4),
        ("oral generic loperamide 2mg bd, 30 capsules", 4),
        ("loperamide 2 mg, 30 capsules", 60),
        # By the times of a day.
        ("loperamide 2 mg 1-0-1", 4),
        ("loperamide 2 mg 2-0-2-0", 8),
        ("loperamide 2 mg 10-0-1", 22),
        ("loperamide 2 mg 11-0-1", 2),
        ("loperamide 2-4-6 mg", 6),
        # Strengths that are added up, with their times or a sign.
        ("loperamide 2 mg mane 4 mg nocte", 6),
        ("loperamide 2mg mane 4mg nocte", 6),
        ("loperamide 2 mg + 4 mg", 6),
        ("loperamide 2 mg nocte 4 mg nocte", 4),
        ("loperamide 2 mg mane 4 mg bd", 8),
        # A range is as much as it may be.
        ("loperamide 2-4 mg bd", 8),
        ("loperamide 2 to 4 mg bd", 8),
        # Other units, and a liquid.
        ("loperamide 2000 mcg bd", 4),
        ("loperamide 0.002 g bd", 4),
        ("loperamide 1 mg/5 ml 10 ml bd", 4),
        ("loperamide 1 mg/5 ml, 10 ml tds", 6),
        ("loperamide 10 ml of 1 mg/5 ml tds", 6),
        ("loperamide 1 mg in 5 ml, 20 ml", 4),
        ("loperamide 5 ml bd", None),
    ],
)
def test_what_is_taken_a_day_is_worked_out(line, amount):
    """The strength times the count times how often: what a pharmacist would say."""
    assert (None if amount is None else Decimal(amount)) == _a_day(line)


@every(
    ("words", "told"),
    [
        ("2 mg", True),
        ("5 ml", True),
        ("two tablets", True),
        ("1-0-1", True),
        ("ml", False),
        ("8", False),
        ("tablets", False),
        ("as directed", False),
    ],
)
def test_words_tell_how_much_or_do_not(words, told):
    """A strength, a volume, a count or times of the day; neither a unit nor a figure alone."""
    assert told == amounts.tells(LEXICON, worded(LEXICON, words).tokens)


@every(
    ("words", "times"),
    [("tds", 3), ("1-0-2", 3), ("4x daily", 4), ("two nocte", 1), ("prn", None), ("2 mg", None)],
)
def test_words_tell_how_often_or_do_not(words, times):
    """How many times in a day; None where they do not say."""
    assert times == amounts.times(LEXICON, worded(LEXICON, words).tokens)


@every(
    ("words", "daily"),
    [("2 mg od", True), ("1-0-1", True), ("2 mg", False), ("od prn", False), ("weekly", False)],
)
def test_what_is_taken_on_every_day_is_told_so(words, daily):
    """As required is not every day."""
    assert daily == amounts.regular(LEXICON, worded(LEXICON, words).tokens)
