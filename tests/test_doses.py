"""A dose as it is typed: read for certain, or refused with the reason and the cure."""

from decimal import Decimal

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st

from ldnref.answers.doses import DoseError, milligrams


@every(
    ("typed", "expected"),
    [
        ("4.5", "4.5"),
        ("4.5mg", "4.5"),
        ("4.5 mg", "4.5"),
        (" 4.50 MG ", "4.5"),
        ("4500 mcg", "4.5"),
        ("4500 µg", "4.5"),
        ("4500 μg", "4.5"),
        ("4500 ug", "4.5"),
        ("0.0045 g", "4.5"),
        ("3", "3"),
        ("50", "50"),
        ("1 microgram", "0.001"),
        ("4500 micrograms", "4.5"),
        ("1 milligram", "1"),
        ("4.5 milligrams", "4.5"),
        ("1 gram", "1000"),
        ("0.0045 grams", "4.5"),
        ("4.5 mgs", "4.5"),
        ("4500 mcg ", "4.5"),
        ("1500 micrograms", "1.5"),
        ("0.10", "0.1"),
        ("4.500000000000000000", "4.5"),  # the most signs that are read: twenty
    ],
)
def test_a_dose_is_read_in_any_unit_of_mass(typed, expected):
    """The same dose, however it is written."""
    assert Decimal(expected) == milligrams(typed)
    assert expected == str(milligrams(typed))


@every(
    ("typed", "reason"),
    [
        ("4,5", "a comma may be a decimal point"),
        ("4,5 mg", "a comma may be a decimal point"),
        ("4.5 ml", "a volume is no dose"),
        ("-4.5", "more than nothing"),
        ("0", "more than nothing"),
        ("0.0 mg", "more than nothing"),
        ("nan", "not one plain number"),
        ("inf", "not one plain number"),
        ("four", "not one plain number"),
        ("4e1", "'e' is no unit|not one plain number"),
        ("٤", "not one plain number"),
        ("4.5 5", "not one plain number"),
        ("4.5-5", "not one plain number"),
        ("4.5 mg 2", "not one plain number"),
        ("", "not one plain number"),
        (".5", "not one plain number"),
        ("5 stones", "no unit of mass"),
        ("1" * 50, "not one plain number"),
        ("4.5000000000000000000", "not one plain number"),
        ("5 l", "a volume is no dose"),
        ("5l", "a volume is no dose"),
        ("4,5 µg", "a comma may be a decimal point"),
        ("-4,5 mg", "more than nothing"),
        ("- 4.5", "more than nothing"),
    ],
)
def test_what_could_be_misread_is_refused(typed, reason):
    """A slip from 4.5 to 45 matters: nothing is guessed."""
    with pytest.raises(DoseError, match=reason):
        milligrams(typed)


@given(st.text())
def test_no_text_raises_anything_else(typed):
    """Whatever is typed is a positive dose or a refusal."""
    try:
        amount = milligrams(typed)
    except DoseError:
        return

    assert amount > 0
