"""Values out of nodes, one by one: what each kind of value is, and what is said of what is none."""

from datetime import date
from decimal import Decimal

from cases import every

from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Where
from ldnref.knowledge.model_statements import Interval
from ldnref.knowledge.yaml_nodes import ListNode, MapNode, Scalar


def _read(kind, text, *more):
    """A scalar as this kind of value, and all that is said of it."""
    reader = Reader("a.yaml")
    node = None if text is None else Scalar(3, 7, text)
    value = getattr(reader, kind)(node, *more)
    return value, [str(problem) for problem in reader.problems]


@every(
    ("kind", "text", "value"),
    [
        ("text", "one  two\nthree", "one two three"),
        ("prose", "No, not 5", "No, not 5"),
        ("words", "a b; c;; d ;", ("a b", "c", "d")),
        ("yes_or_no", "true", True),
        ("yes_or_no", "false", False),
        ("day", "2026-11-22", date(2026, 11, 22)),
        ("number", "4.50", Decimal("4.50")),
        ("number", "0", Decimal(0)),
        ("number", "12", Decimal(12)),
        ("span", "1d", Interval(1, 1)),
        ("span", "2w", Interval(14, 14)),
        ("span", "7d-2w", Interval(7, 14)),
        ("span", "2w-14d", Interval(14, 14)),
        ("days", "10d", 10),
        ("days", "3w", 21),
        ("days", "2w-14d", 14),
        ("maybe_text", "x", "x"),
        ("maybe_prose", "x", "x"),
        ("maybe_words", "x; y", ("x", "y")),
    ],
)
def test_a_value_is_what_was_written(kind, text, value):
    """As it was written, and nothing is said."""
    assert (value, []) == _read(kind, text)


@every(
    ("kind", "value"),
    [
        ("text", ""),
        ("prose", ""),
        ("maybe_prose", None),
        ("maybe_text", None),
        ("items", ()),
        ("texts", ()),
        ("words", ()),
        ("maybe_words", ()),
        ("choice", ""),
        ("maybe_choice", None),
        ("yes_or_no", False),
        ("day", date.min),
        ("number", None),
        ("span", None),
        ("days", None),
    ],
)
def test_what_is_absent_is_empty_and_nothing_more_is_said(kind, value):
    """That a needed key is missing was said at its mapping."""
    more = {"items": (str,), "choice": (("a", "b"),), "maybe_choice": (("a", "b"),)}

    assert (value, []) == _read(kind, None, *more.get(kind, ()))


@every(
    ("kind", "text", "value", "said"),
    [
        ("text", " ", "", "empty value"),
        ("text", "a\u200bb", "a\u200bb", "holds the hidden character U+200B"),
        ("text", "a\u2028b", "a b", "holds the hidden character U+2028"),
        ("text", "a\u2029b", "a b", "holds the hidden character U+2029"),
        ("text", "a\n\x1b\u202eb", "a \x1b\u202eb", "holds the hidden character U+001B"),
        *(
            ("prose", word, word, f"{word!r} is no text; leave the key out, or write words")
            for word in ("null", "~", "None", "TRUE", "false", "yes", "no", "On", "off")
        ),
        ("prose", "4.5", "4.5", "'4.5' has no word in it"),
        ("yes_or_no", "yes", False, "'yes' is none of: true, false"),
        ("day", "22.11.2026", date.min, "'22.11.2026' is not a date as 2026-11-22"),
        ("day", "", date.min, "empty value"),
        ("number", "4.5.1", None, "'4.5.1' is not a number as 4.5"),
        ("number", "4,5", None, "'4,5' is not a number as 4.5"),
        ("number", "٣", None, "'٣' is not a number as 4.5"),
        ("number", "²", None, "'²' is not a number as 4.5"),
        ("number", ".", None, "'.' is not a number as 4.5"),
        ("number", "", None, "empty value"),
        ("span", "2m", None, "'2m' is not a time as 14d, 2w or 7d-14d"),
        ("span", "d", None, "'d' is not a time as 14d, 2w or 7d-14d"),
        ("span", "2w-1w", None, "'2w-1w' is not a time as 14d, 2w or 7d-14d"),
        ("span", "7d-", None, "'7d-' is not a time as 14d, 2w or 7d-14d"),
        ("span", "7d-x", None, "'7d-x' is not a time as 14d, 2w or 7d-14d"),
        ("span", "", None, "empty value"),
        ("days", "7d-14d", 14, "one time is meant, and no range"),
    ],
)
def test_what_is_no_such_value_is_said_once_at_its_place(kind, text, value, said):
    """One problem, at the line and the column of the value."""
    found, told = _read(kind, text)

    assert (value, 1) == (found, len(told))
    assert told[0].startswith(f"a.yaml:3:7: {said}")


def test_a_choice_is_one_of_them():
    """Its words as they stand; another is said with all that there are."""
    assert ("a", []) == _read("choice", "a", ("a", "b"))
    assert ("b", []) == _read("maybe_choice", "b", ("a", "b"))
    assert ("c", ["a.yaml:3:7: 'c' is none of: a, b"]) == _read("choice", "c", ("a", "b"))
    assert ("", ["a.yaml:3:7: empty value"]) == _read("choice", "", ("a", "b"))


def test_a_list_is_each_of_its_items():
    """An empty one is a problem, and so is what is no list."""
    reader = Reader("a.yaml")

    assert ("x", "y") == reader.texts(ListNode(1, 1, [Scalar(1, 2, "x"), Scalar(1, 5, "y")]))
    assert [] == reader.problems
    assert () == reader.texts(ListNode(2, 4, []))
    assert () == reader.texts(Scalar(5, 6, "x"))
    assert ["a.yaml:2:4: empty list", "a.yaml:5:6: expected a list"] == [*map(str, reader.problems)]
    assert Where("a.yaml", 5, 6) == reader.where(Scalar(5, 6, "x"))


def test_the_keys_of_a_mapping_are_known_or_said():
    """What is unknown is left out, with what it is near; what is missing is said of the whole."""
    reader = Reader("a.yaml")
    pairs = {"says": "S", "lable": "L", "zzz": "Z", "extra": "E"}
    node = MapNode(
        1, 2, [(Scalar(n, 3, key), Scalar(n, 9, v)) for n, (key, v) in enumerate(pairs.items(), 4)]
    )

    found = reader.fields(node, ("says", "label"), ("extra", "more"))

    assert {"says": "S", "extra": "E"} == {key: value.text for key, value in found.items()}
    assert [
        "a.yaml:5:3: unknown key 'lable'; did you mean 'label'? known: says, label, extra, more",
        "a.yaml:6:3: unknown key 'zzz'; known: says, label, extra, more",
        "a.yaml:1:2: missing key 'label'",
    ] == [*map(str, reader.problems)]


def test_what_is_no_mapping_is_said_with_the_keys_that_there_are():
    """And nothing of it is missing as well."""
    reader = Reader("a.yaml")

    assert {} == reader.fields(Scalar(8, 9, "x"), ("says",), ("more",))
    assert ["a.yaml:8:9: expected keys and values: says, more"] == [*map(str, reader.problems)]
