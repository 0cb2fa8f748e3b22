"""The first answer to a record is a screen, however long the record is."""

import random
from datetime import date

import pytest
from real import CHECKED, HELD
from records import bundle, condition, order, resource, status, typed

from ldnref.answers.cards.made import with_card
from ldnref.answers.cards.tight import some
from ldnref.answers.checking.verdict import Dose
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.record import check
from ldnref.doors.records import record
from ldnref.formats.characters import fit_for
from ldnref.formats.text import render

SCREEN, DAY = 22, date(2026, 11, 29)
FIT = fit_for("utf-8")


@pytest.fixture(scope="module")
def real():
    """The knowledge, and its names."""
    return CHECKED, Lexicon(CHECKED), HELD


def _card(real, *resources, dose=None, **elements):
    base, lexicon, held = real
    read = record(typed(bundle(*resources, **elements)), base.records, DAY)
    answer = with_card(base, check(base, read, dose, lexicon, held))
    return answer, render(answer, 80, FIT).splitlines()


def _long(real, seed, size):
    """A record with all that a card tells, of many names."""
    base, *_ = real
    chance = random.Random(seed)  # noqa: S311 - made up, and the same each time
    names = sorted(base.names.values())
    medicines = [one.name for one in names if one.kind == "medicine"]
    ills = [one.name for one in names if one.kind == "condition"]
    states = ("active", "active", "completed", "on-hold", "stopped", "unknown")
    found = [
        order(
            f"m{n}", chance.choice(medicines) + chance.choice((" 5 mg", "")), chance.choice(states)
        )
        for n in range(size)
    ]
    found += [order(f"u{n}", f"Unheardof{n} " * (1 + n % 9)) for n in range(size // 2)]
    found += [order(f"l{n}", {}) for n in range(size // 3)]
    found += [
        condition(
            f"c{n}",
            chance.choice(ills),
            clinicalStatus=status(chance.choice(("active", "resolved"))),
        )
        for n in range(size // 2)
    ]
    found.append(resource("Patient", "p1", birthDate="1930", deceasedDateTime="2026-01-02"))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_a_record_of_any_length_is_told_on_a_screen(real, seed):
    """Nothing scrolls away, and what rules it out is told by name."""
    size = (3, 8, 20, 60, 150, 300)[seed]
    answer, shown = _card(real, *_long(real, seed, size), dose=Dose("4.5 mg", 4), total=9999)

    assert len(shown) <= SCREEN
    assert max(map(len, shown)) <= 80
    assert "died" in "\n".join(shown)
    assert "NOT CHECKED" in "\n".join(shown)
    assert answer.result.outcome.upper().replace("-", " ") in shown[0]


def test_the_whole_of_a_short_record_is_shown(real):
    """A screen that holds every line leaves none out."""
    _, shown = _card(real, order("m1", "tramadol"), order("m2", "Foozle 5 mg"))
    text = "\n".join(shown)

    assert "tramadol" in text
    assert "Foozle 5 mg (Bundle.entry[1].resource.medicationCodeableConcept)" in " ".join(
        text.split()
    )


def test_more_names_than_a_line_holds_are_counted():
    """The first stands there whatever its length."""
    assert "one, two" == some(["one", "two", "one"], 20)
    assert "one and 2 more" == some(["one", "two", "three"], 7)
    assert "one two … and 1 more" == some(["one two three", "four"], 9)
