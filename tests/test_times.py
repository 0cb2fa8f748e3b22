"""How long ago something was stopped, as lists write it: the fewest days that the words allow."""

from datetime import date

from cases import every
from hypothesis import given
from hypothesis import strategies as st
from real import LEXICON

from ldnref.answers.named.line import at_length

#: A Sunday.
TODAY = date(2026, 11, 29)


#: Where in a line a time stands decides nothing: at an odd or an even place, last or not.
PLACES = [
    "tramadol stopped {0}",
    "Lipitor; tramadol stopped {0}",
    "Lipitor 20 mg od\ntramadol 50 mg tds stopped {0}",
    "stopped tramadol {0}; Lipitor 20 mg od",
    "Lipitor, tramadol, last taken {0}",
]


def _days(when):
    """The days that have passed since tramadol was stopped, the same wherever it stands."""
    lines = [place.format(when) for place in PLACES]
    every = [part for line in lines for part in at_length(LEXICON, line, TODAY)]
    found = [(one.standing, one.days) for one in every if "tramadol" in [n.id for n in one.named]]
    assert [("past", found[0][1])] * len(lines) == found
    return found[0][1]


@every(
    ("when", "days"),
    [
        # With its year the day may stand first or second: of two that are past, the later.
        ("28/11/2026", 1),
        ("28.11.2026", 1),
        ("28.11.26", 1),
        ("28/11/26", 1),
        ("2026-11-28", 1),
        ("29/11/2026", 0),
        ("05/10/2026", 55),
        ("12/31/2025", 333),
        ("01/01/1950", 28_091),
        # A day of the week before its date names it; another one does not.
        ("Monday 9/11/2026", 20),
        ("Mon 2 Nov 2026", 27),
        ("Tuesday 9/11/2026", 5),
        # One that may lie ahead is none; nor is what there is no such day of, or a slip.
        ("11/12/2026", None),
        ("30/11/2026", None),
        ("2026-12-05", None),
        ("05-12-2026", None),
        ("28/11/99", None),
        ("31/04/2026", None),
        ("28/11/1949", None),
        ("28/11/206", None),
        ("28/11/126", None),
        # Without its year: the last that is past.
        ("22/11", 7),
        ("on 28/11", 1),
        ("30/11", 364),
        ("on 7/12", 140),
        # Short forms, and hours.
        ("3/7 ago", 3),
        ("3/52 ago", 21),
        ("6/12 ago", 180),
        ("6/24 ago", 0),
        ("6/12", 180),  # months, and no date, which `on` would make it
        ("7/12", 210),
        ("23 hours ago", 0),
        ("24 hours ago", 1),
        ("47 hours ago", 1),
        ("48 hours ago", 2),
        # Years and months.
        ("in 1950", 27_727),
        ("in 1949", None),
        ("in 2100", None),
        ("in 2025", 333),
        ("in March 2026", 242),
        ("in November", 0),
        ("in December", 332),
        ("in December 2025", 332),
        # Days by their month, with a comma before the year or without.
        ("20 Nov 2024", 739),
        ("20 Nov, 2024", 739),
        ("Nov 20, 2024", 739),
        ("Nov 20th, 2024", 739),
        ("on Nov 20 2024", 739),
        ("on the 20th of November 2024", 739),
        ("20 Nov", 9),
        ("Nov 20, 2026", 9),
        ("November, 2024", 728),
        ("Nov 20, 2000 mg", 9),  # an amount
        ("3 Dec", None),
        ("31 Nov 2025", 363),  # no such day: the month counts, to its end
        # Stretches: of several numbers, the fewest.
        ("10 days ago", 10),
        ("two weeks ago", 14),
        ("two or three weeks ago", 14),
        ("2 to 3 weeks ago", 14),
        ("5-12 days ago", 5),
        ("5\u201312 days ago", 5),
        ("5\u201112 days ago", 5),
        ("five-seven days ago", 5),
        ("between 5 and 12 days ago", 5),
        ("about 1-2 weeks ago", 7),
        ("3-11 days ago", 3),
        ("two-three days ago", 2),
        ("a couple of days ago", 2),
        ("a couple of weeks ago", 14),
        ("every 6 hours until 12 days ago", 12),  # a rhythm before it is none
        # How long it lasted tells not when.
        ("after a five day course", None),
        ("after a course of 5 days", None),
    ],
)
def test_the_fewest_days_that_have_passed_are_read(when, days):
    """Too many days would pass over an opioid that counts still."""
    assert days == _days(when)


@every(
    ("when", "days"),
    [
        ("nineteen days ago", 19),
        ("twenty days ago", 20),
        ("twenty-one days ago", 21),
        ("twenty one days ago", 21),
        ("forty-two days ago", 42),
        ("ninety-nine days ago", 99),
        ("sixty-six days ago", 66),
        ("thirty days ago", 30),
        ("thirty two weeks ago", 224),
        ("fifty ten days ago", 10),
        ("twenty-one, five days ago", 5),
    ],
)
def test_a_number_is_one_with_its_tens_and_ones_in_words(when, days):
    """Tens alone, tens with their ones, and what is neither: the fewest days."""
    assert days == _days(when)


@every(
    ("when", "days"),
    [
        ("Sunday", 0),
        ("on Sunday", 0),
        ("last Sunday", 7),
        ("Sunday last", 7),
        ("last Sun", 7),
        ("last Saturday", 1),
        ("last Monday", 6),
        ("Sunday, last dose 8 am", 0),
    ],
)
def test_the_last_day_of_a_name_is_never_today(when, days):
    """`Last Sunday`, said on a Sunday, is a week ago; a Sunday alone may be today."""
    assert days == _days(when)


@every(
    "beside",
    [
        "JCV neg 2022",
        "scan on Friday",
        "dentist on Friday",
        "blood test Friday",
        "wedding Friday",
        "car crash 2 years ago",
        "lost his job in 2019",
        "stopped driving 2022",
        "gave up work 2019",
        "finished xyzzin in May 2025",
        "xyzzin stopped 2022",
        "last smear 2022",
        "no relapses since 2020",
        "seen in clinic 4 weeks ago",
        "well until 2019",
        "used to run marathons",
        "formerly a nurse",
        "stopped all other meds 2020",
    ],
)
@given(
    parted=st.sampled_from(["; ", ", ", "\n", ";\t", " - "]),
    amount=st.sampled_from(["", " 50 mg qds"]),
)
def test_a_time_of_something_else_dates_no_medicine(beside, parted, amount):
    """Whatever parts them: a year of a test or a job is not when tramadol was taken."""
    parts = at_length(LEXICON, f"tramadol{amount}{parted}{beside}", TODAY)
    assert ("now", None) == (parts[0].standing, parts[0].days)
