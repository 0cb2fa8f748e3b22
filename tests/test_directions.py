"""Directions behind a medicine, as the systems of GPs, hospitals and pharmacies print them."""

from datetime import date, timedelta
from pathlib import Path

from cases import every
from real import HELD, LEXICON

from ldnref.answers.checking.judge import judge
from ldnref.knowledge.vocabulary import OUTCOMES

TODAY = date(2026, 11, 29)

FILE = Path(__file__).parent / "questions" / "lists" / "directions.txt"
DIRECTIONS = [
    line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]

#: Medicines of each group on which something is held.
MEDICINES = (
    "tramadol",
    "co-codamol",
    "Oramorph",
    "methadone",
    "lofexidine",
    "disulfiram",
    "Mysimba",
    "methotrexate",
    "Avonex",
    "Humira",
    "fingolimod",
    "mycophenolate",
    "isoniazid",
    "valproate",
    "cannabidiol",
    "acamprosate",
)


def outcome_of(line, day=TODAY):
    """The outcome of one line."""
    return judge(HELD, LEXICON, [line], day).outcome


@every("direction", DIRECTIONS, DIRECTIONS)
@every("medicine", MEDICINES)
def test_no_direction_takes_away_what_is_held(direction, medicine):
    """What is held on a medicine is told whatever stands behind it."""
    held = OUTCOMES.index(outcome_of(medicine))
    assert OUTCOMES.index(outcome_of(f"{medicine} {direction}")) <= held


@every("direction", DIRECTIONS, DIRECTIONS)
def test_directions_leave_nothing_unread(direction):
    """A direction behind a medicine on which nothing is held has no word that is not known."""
    assert outcome_of(f"paracetamol 500mg tablets {direction}") == "nothing-held"


@every("day", range(7))
def test_a_day_of_the_week_is_a_rhythm_whichever_day_it_is(day):
    """Once a week on Monday is said on each day of the week, and the medicine is taken."""
    line = "Methotrexate 2.5mg tablets - EIGHT tablets once a week on MONDAY"
    assert outcome_of(line, TODAY + timedelta(days=day)) == "caution"
