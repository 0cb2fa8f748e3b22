"""Named fields of ours are those that Python makes; only quicker to define."""

import copy
import inspect
import pickle
import sys
from collections import namedtuple
from collections.abc import Callable
from contextlib import suppress
from typing import Any, get_type_hints

import pytest

from ldnref.answers.answer import Answer
from ldnref.answers.named.tokens import Token
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Where
from ldnref.tuples import NamedTuple, Wordlist


class Pair(NamedTuple):
    """Two fields, of which one need not be given."""

    left: int
    right: str | None = None

    @property
    def both(self) -> str:
        """What a method makes of the fields."""
        return f"{self.left}{self.right}"


Usual: Any = namedtuple("Pair", ["left", "right"], defaults=[None])  # noqa: PYI024 - what it is compared with


def _taken(kind: Callable[..., Any]) -> list[tuple[object, ...]]:
    """What a kind takes; from Python 3.14 on its own kinds tell the types of the fields too."""
    given = inspect.signature(kind).parameters.values()
    return [(one.name, one.kind, one.default) for one in given]


@pytest.mark.parametrize(
    "kind", [Answer, KnowledgeBase, Token, Where], ids=lambda one: one.__name__
)
def test_a_kind_is_as_python_makes_it(kind):
    """Fields, what may be left out, and in which order they are given."""
    with suppress(TypeError):
        kind()  # how it is called is made at the first call
    defaults = kind._field_defaults.values()
    usual: Any = namedtuple(kind.__name__, kind._fields, defaults=defaults)  # noqa: PYI024

    assert _taken(usual) == _taken(kind)
    assert usual._field_defaults == kind._field_defaults
    assert usual.__match_args__ == kind.__match_args__
    assert (tuple, ()) == (kind.__mro__[-2], kind.__slots__)


@pytest.mark.parametrize(
    "made",
    [
        lambda kind: kind(1),
        lambda kind: kind(1, "b"),
        lambda kind: kind(right="b", left=1),
        lambda kind: kind._make([1, "b"]),
        lambda kind: kind(1)._replace(right="c"),
        lambda kind: kind(1)._replace(),
    ],
)
def test_its_values_are_those_of_a_tuple(made: Callable[..., Any]):
    """Fields, equality, order, text and dictionary: all as Python's."""
    ours, usual = made(Pair), made(Usual)

    assert usual == ours == tuple(usual)
    assert hash(tuple(usual)) == hash(ours)
    assert (usual.left, usual.right) == (ours.left, ours.right)
    assert usual._asdict() == ours._asdict()
    assert repr(usual) == repr(ours)
    assert f"{usual.left}{usual.right}" == ours.both
    assert type(ours) is Pair


@pytest.mark.parametrize(
    "wrong",
    [
        lambda kind: kind(),
        lambda kind: kind(1, "b", 3),
        lambda kind: kind(1, middle=2),
        lambda kind: kind(1, left=2),
        lambda kind: kind._make([1]),
        lambda kind: setattr(kind(1), "left", 2),
        lambda kind: setattr(kind(1), "middle", 2),
    ],
)
def test_what_python_refuses_is_refused(wrong: Callable[..., Any]):
    """With the same error, in the same words."""
    with pytest.raises((TypeError, AttributeError)) as usual:
        wrong(Usual)
    with pytest.raises(type(usual.value)) as ours:
        wrong(Pair)
    assert str(usual.value) == str(ours.value)


def test_its_fields_are_all_that_it_annotates():
    """Schemas are made of the types of fields."""
    assert {"left": int, "right": str | None} == get_type_hints(Pair)


def test_a_field_that_is_none_is_not_replaced():
    """A misspelt field is an error, not a value that is lost."""
    with pytest.raises((ValueError, TypeError), match="middle"):
        Pair(1)._replace(middle=2)


def test_a_value_is_the_same_in_another_process_or_as_a_copy():
    """Lists are read by several processes, which send what they read."""
    one = Pair(1, "b")
    for copied in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):  # noqa: S301 - ours
        assert (one, Pair) == (copied, type(copied))


def test_it_is_matched_by_its_fields():
    """As `case` takes a value apart."""
    match Pair(1, "b"):
        case Pair(left, right):
            assert (1, "b") == (left, right)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there, Python's own is used")
def test_kinds_of_as_many_fields_share_what_is_compiled():
    """One code, with the names of each kind's own fields."""

    class Other(NamedTuple):
        up: int
        down: int

    assert (1, 2) == Other(1, 2) == Pair(1, 2)  # it is made at the first call
    assert Pair.__new__.__code__.co_code == Other.__new__.__code__.co_code
    assert ("_cls", "up", "down") == Other.__new__.__code__.co_varnames
    assert ("_cls", "left", "right") == Pair.__new__.__code__.co_varnames


def test_words_of_one_text_are_what_a_tuple_of_them_is():
    """Whoever reads them, compares them or looks them up sees no difference."""
    words, held = ("Ultram", "", "Zydol"), Wordlist("Ultram\n\nZydol")

    assert words == held
    assert held == words
    assert held == Wordlist("Ultram\n\nZydol")
    assert held != Wordlist("Ultram")
    assert {words: "found"}[held] == "found"
    assert (repr(words), len(words), [*words]) == (repr(held), len(held), [*held])
    assert ("Ultram", words[1:]) == (held[0], held[1:])
    assert "Zydol" in held
    assert "zydol" not in held
    assert words == copy.copy(held) == pickle.loads(pickle.dumps(held))  # noqa: S301 - our own
