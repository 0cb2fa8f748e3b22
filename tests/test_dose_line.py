"""Doses over one line: each kind of quantity is drawn as what it is, wherever it lies."""

from decimal import Decimal

import pytest

from ldnref.answers.drawn import DoseLine, ends, figures
from ldnref.formats.characters import fit_for
from ldnref.formats.dose_line import dose_line
from ldnref.knowledge.model_sources import Quantity

SCALE = 4


def _quantity(**words):
    return Quantity("mg", **{key: Decimal(value) for key, value in words.items()})


@pytest.mark.parametrize(
    ("words", "expected", "drawn"),
    [
        ({"exactly": "3"}, ("3", "3", "point"), "      o"),
        ({"exactly": "9"}, ("4", "4", "point"), "        o"),
        ({"under": "3"}, ("0", "3", "limit"), "------|"),
        ({"high": "3"}, ("0", "3", "limit"), "------|"),
        ({"high": "9"}, ("0", "4", "limit"), "--------|"),
        ({"low": "1", "high": "3"}, ("1", "3", "range"), "  ====="),
        ({"low": "1"}, ("1", "4", "range"), "  ======="),
        ({"low": "1", "high": "9"}, ("1", "4", "range"), "  ======="),
        ({"low": "6", "high": "9"}, ("4", "4", "range"), "        ="),
    ],
)
def test_a_dose_is_drawn_where_it_is_and_never_beyond_the_line(words, expected, drawn):
    """Less than three is no stop at nought, and nine milligrams break no drawing of four."""
    value = _quantity(**words)

    low, high, kind = ends(value, SCALE)
    assert expected == (str(low), str(high), kind)
    scale = DoseLine("mg", SCALE, (("Dose", value),))
    row, _ = dose_line(scale, 20, fit_for("utf-8"), drawn=False)  # two columns a milligram
    assert drawn == row[2][1].rstrip()
    assert figures(value) in row[3][1]
