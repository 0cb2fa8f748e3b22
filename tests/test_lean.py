"""What is defined lean does what typing's NamedTuple does."""

import copy
import pickle
import typing

import pytest

from ldnref.knowledge import lean


class Typed(typing.NamedTuple):
    """A value, as typing has it."""

    kind: str
    size: int = 1
    parts: tuple[str, ...] = ()

    @property
    def large(self) -> bool:
        """More than one."""
        return self.size > 1


class Lean(lean.NamedTuple):
    """A value, as it is defined here."""

    kind: str
    size: int = 1
    parts: tuple[str, ...] = ()

    @property
    def large(self) -> bool:
        """More than one."""
        return self.size > 1


class Below(Lean):
    """A class below one, which has a dict of its own."""


ARGUMENTS = [(("a",), {}), (("a", 2), {"parts": ("b",)}), ((), {"size": 3, "kind": "c"})]


@pytest.mark.parametrize(("values", "fields"), ARGUMENTS)
def test_a_lean_value_is_as_a_typed_one(values, fields):
    """Made of the same, it is the same, is shown so, and can be changed so."""
    typed, own = Typed(*values, **fields), Lean(*values, **fields)

    assert typed == own
    assert hash(typed) == hash(own)
    assert typed.large == own.large
    assert repr(typed).replace("Typed", "Lean") == repr(own)
    assert typed._asdict() == own._asdict()
    assert typed._replace(size=7) == own._replace(size=7)
    for attribute in ("_fields", "_field_defaults", "__match_args__", "__annotations__"):
        assert getattr(Typed, attribute) == getattr(Lean, attribute)


def pickled(value):
    """As it comes out of another process."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_a_lean_value_can_be_copied(copied):
    """Into another process too."""
    own = Lean("a", 2)

    assert own == copied(own)
    assert type(copied(own)) is Lean


def test_a_class_below_makes_its_own_kind():
    """Whichever of them makes its first value before the other."""
    below = Below("a", size=2)

    assert type(below) is type(below._replace(size=3)) is Below
    assert type(Lean("a")) is Lean
    assert Lean("a", 2) == below


@pytest.mark.parametrize(
    ("values", "fields"), [((), {}), (("a", 1, (), 4), {}), (("a",), {"x": 1})]
)
def test_wrong_fields_are_refused(values, fields):
    """At the first value and at every other."""
    for _ in range(2):
        with pytest.raises(TypeError):
            Lean(*values, **fields)
    with pytest.raises(ValueError, match="x"):
        Lean("a")._replace(x=1)
