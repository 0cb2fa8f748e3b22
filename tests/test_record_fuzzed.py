"""Records that nobody meant: whatever stands in an element, the rest is read, or all is refused."""

import json
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from real import CHECKED as REAL
from real import HELD, LEXICON

from ldnref.answers.record import check
from ldnref.doors.cards import cards
from ldnref.doors.parsing import MissingError, NotReadError
from ldnref.doors.records import record

TODAY = date(2026, 11, 29)
EXAMPLE = json.loads((Path(__file__).parents[1] / "docs" / "example-record.json").read_text())


def _places(value, path=()):
    """Every place in a value."""
    yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _places(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _places(one, (*path, number))


def _with(value, path, new):
    """A value with another one at a place."""
    if not path:
        return new
    key, *rest = path
    if isinstance(value, dict):
        return {k: _with(one, rest, new) if k == key else one for k, one in value.items()}
    return [_with(one, rest, new) if n == key else one for n, one in enumerate(value)]


PLACES = [path for path in _places(EXAMPLE) if path]
#: What other tests try of one claim; here one example is quick.
MANY = settings.default.max_examples

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["coding", "code", "reference", "text", "x"]), inner)
    ),
    max_leaves=6,
)
changes = st.lists(st.tuples(st.sampled_from(PLACES), junk), min_size=1, max_size=3)


def _changed(found):
    value = EXAMPLE
    for path, new in sorted(found, key=lambda one: -len(one[0])):
        value = _with(value, path, new)
    return value


@settings(max_examples=3 * MANY)
@given(changes)
def test_a_record_is_read_or_refused(found):
    """In one line; and the counts of what was read add up."""
    data = json.dumps(_changed(found)).encode()
    try:
        counted = check(REAL, record(data, REAL.records, TODAY), None, LEXICON, HELD).record.counted
    except NotReadError as error:
        told = str(error)
    else:
        told = ""
        assert counted.seen == sum(counted[2:])
    assert "\n" not in told


@settings(max_examples=2 * MANY)
@given(changes)
def test_a_request_is_answered_or_refused(found):
    """Cards, or one of two errors."""
    request = {"hook": "patient-view", "context": {"patientId": "p1"}, "prefetch": {}}
    request["prefetch"]["medications"] = _changed(found)
    try:
        told = cards(REAL, request, TODAY, LEXICON, HELD)
    except (NotReadError, MissingError):
        told = {"cards": []}
    assert ["cards"] == list(told)


@settings(max_examples=2 * MANY)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_bytes_are_refused_in_one_line(data):
    """Whatever a file holds."""
    try:
        record(data, REAL.records, TODAY)
    except NotReadError as error:
        told = str(error)
    else:
        told = ""
    assert "\n" not in told
