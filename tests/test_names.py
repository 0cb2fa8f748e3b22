"""What a person typed: exactly a name, or not recognised; never a guess."""

import pytest
from conftest import BASE
from hypothesis import given
from hypothesis import strategies as st

from ldnref.answers.answer import NotRecognised, Resolved
from ldnref.answers.names import family, normalise, resolve, wider
from ldnref.knowledge.library import open_whole

NAMES = open_whole(BASE).names


@pytest.mark.parametrize(
    "typed", ["lemonol", "LEMONOL", " Lemonol ", "Lemo®", "lemo", "Lemo-Retard", "lemo  retard"]
)
def test_a_name_is_found_however_it_is_written(typed):
    """Case, hyphens, spaces and trade marks do not matter."""
    assert Resolved(typed, NAMES["lemonol"]) == resolve(NAMES, typed)


def test_accents_do_not_matter():
    """An accent left out is the same name."""
    assert "fruits" == resolve(NAMES, "Fruchte").named.id


def test_a_near_name_is_offered_and_never_taken():
    """`lemonoll` may be lemonol; only the reader can say."""
    assert NotRecognised("lemonoll", (NAMES["lemonol"],)) == resolve(NAMES, "lemonoll")


@pytest.mark.parametrize("typed", ["foobarol", "", "   ", "[/red]", "\x1b[31m", "x" * 100_000])
def test_a_word_that_is_near_nothing_is_near_nothing(typed):
    """A far suggestion misleads more than none."""
    assert NotRecognised(typed, ()) == resolve(NAMES, typed)


def test_what_applies_to_a_group_applies_to_its_members_and_theirs():
    """A lemon is a citrus fruit and so a fruit."""
    assert {"citrus", "fruits"} == wider(NAMES, "lemonol")
    assert {"lemonol", "citrus", "fruits"} == family(NAMES, "lemonol")


def test_a_group_stands_for_its_members():
    """Whoever asks about fruits wants to hear about lemons too."""
    assert {"fruits", "citrus", "lemonol", "plumine"} == family(NAMES, "fruits")


@given(st.text())
def test_no_text_raises_and_normal_stays_normal(text):
    """Whatever is typed gets an answer, and normalising twice changes nothing."""
    once = normalise(text)

    assert normalise(once) == once
    assert resolve(NAMES, text).input == text
