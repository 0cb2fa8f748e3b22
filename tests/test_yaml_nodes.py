"""YAML as nodes: places, values as written, and what must not be there."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ldnref.knowledge.yaml_nodes import ListNode, MapNode, Scalar, compose, dump

ROOT = Path(__file__).parents[1]
LOADERS = (getattr(yaml, "CBaseLoader", yaml.BaseLoader), yaml.BaseLoader)


def test_values_stay_as_they_are_written():
    """A dose of 4.50 is not 4.5, `no` is a word, and 1:30 is no number of seconds."""
    root, problems = compose("a: 4.50\nb: no\nc: 1:30\n", "f")

    assert problems == []
    assert [value.text for _, value in root.entries] == ["4.50", "no", "1:30"]


def test_nodes_remember_where_they_stand():
    """Lines and columns count from 1, as editors count."""
    root, _ = compose("a:\n  - b\n", "f")

    key, value = root.entries[0]
    assert key == (1, 1, "a")
    assert ListNode(2, 3, [Scalar(2, 5, "b")]) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", "f:2:1: duplicate key 'a'"),
        ("a: &x 1\n", "f:1:4: anchors and aliases are not used here: &x"),
        ("a: *x\n", "f:1:4: anchors and aliases are not used here: *x"),
        ("a: !!python/object:os.system {}\n", "f:1:4: tags are not used here: tag:yaml.org,2002"),
        ("? [a]\n: b\n", "f:1:3: a key must be plain text"),
        ("", "f:1:1: the file is empty"),
        ("# nothing\n", "f:1:1: the file is empty"),
        ("a: 1\n---\nb: 2\n", "f:3:1: only one document a file"),
        ("a: \x01\n", "f:1:4: U+0001 is not allowed in YAML"),
        ("a: \ud800\n", "f:1:4: a character that UTF-8 cannot hold"),
        ("[" * 100, "f:1:41: nested too deeply"),
        ("- " * 100, "f:1:81: nested too deeply"),
        ("a:\n\tb: 1\n", "f:2:1: not valid YAML: found character"),
        ("{a: b", "f:1:1: not valid YAML: did not find expected ',' or '}'"),
    ],
)
def test_what_must_not_be_there_is_named_with_its_place(text, expected):
    """Anchors that explode, tags that run code, keys given twice: each is one clear line."""
    root, problems = compose(text, "f")

    assert root is None
    assert str(problems[0]).startswith(expected)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000])
def test_nesting_without_end_stops_nothing(text):
    """Whoever notices first, this reader or the YAML library below it, says so in a problem."""
    root, problems = compose(text, "f")

    assert root is None
    assert "nest" in problems[0].message


@pytest.mark.no_cover
@pytest.mark.parametrize("file", sorted((ROOT / "data").rglob("*.yaml")), ids=lambda one: one.name)
def test_a_knowledge_file_is_the_same_without_the_library_in_c(file):
    """Where there is none, an unquoted question mark in braces ends a text."""
    text = file.read_text(encoding="utf-8")

    with_c, without = (list(map(_told, yaml.parse(text, Loader=one))) for one in LOADERS)

    assert with_c == without


def _told(event: yaml.Event) -> tuple[object, ...]:
    start = event.start_mark
    return type(event), getattr(event, "value", None), start and (start.line, start.column)


def test_an_explosion_of_aliases_is_refused_and_not_expanded():
    """The billion laughs cost a few problems, no memory."""
    text = "a: &a [x]\n" + "".join(f"b{n}: [{'*a, ' * 9}*a]\n" for n in range(9))

    root, problems = compose(text, "f")

    assert root is None
    assert len(problems) == 91


@given(st.text() | st.text(alphabet="abc:-[]{}&*!?|>'\"#%@`, \n\t\x00\ufeff\ud800"))
def test_any_text_is_read_or_explained(text):
    """No text raises, and every problem lies inside the file."""
    root, problems = compose(text, "f")

    assert (root is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= max(1, text.count("\n") + 1)
        assert problem.column >= 1


@given(st.dictionaries(st.text("abcdef", min_size=1), st.text("0123456789.no", min_size=1)))
def test_what_is_written_is_what_is_read(values):
    """Plain keys and values come back as they went in, in their order."""
    text = "".join(f'{key}: "{value}"\n' for key, value in values.items()) or "{}"

    root, problems = compose(text, "f")

    assert problems == []
    assert isinstance(root, MapNode)
    assert list(values.items()) == [(key.text, value.text) for key, value in root.entries]


def test_plain_values_are_written_in_their_order_and_without_aliases():
    """What people read in an editor: no sorting, no folding, no `&id001` for a day that recurs."""
    day = date(2026, 11, 22)

    written = dump([{"says": "é " + "long " * 40 + "line", "on": day}, {"on": day, "id": 2}])

    assert written == (
        f"- says: é {'long ' * 40}line\n  'on': 2026-11-22\n- 'on': 2026-11-22\n  id: 2\n"
    )


@given(st.text())
def test_any_text_that_is_dumped_is_read_back_as_it_was(text):
    """Control characters, line ends, `: ` and `#`: `compose` gives back what `dump` was given."""
    root, problems = compose(dump([text]), "f")

    assert problems == []
    assert [text] == [item.text for item in root.items]
