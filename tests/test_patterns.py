"""Patterns that are made at their first use find what `re` finds."""

import re

import pytest

from ldnref.answers.patterns import pattern


def test_a_pattern_finds_what_re_finds():
    """Whatever a pattern is asked for, with its flags, the answer is that of `re`."""
    late = pattern("(a+)b", re.IGNORECASE)

    assert "xAABy".replace("AAB", "-") == late.sub("-", "xAABy")
    assert ["AA", "a"] == late.findall("AAB ab")
    assert re.compile("(a+)b", re.IGNORECASE).pattern == late.pattern


def test_a_wrong_pattern_is_told_at_its_first_use():
    """Nothing is made of it before, and nothing is found with it after."""
    wrong = pattern("(")

    with pytest.raises(re.error):
        wrong.search("")


def test_a_pattern_has_no_part_that_re_has_not():
    """Copying or pickling asks for such parts, and is answered at once."""
    assert not hasattr(pattern("a"), "_of_no_kind")
