"""Values with named fields: as typing's NamedTuple has them, at a seventh of the time."""

import copy
import pickle
import re
import sys
import typing
from pathlib import Path

import pytest

import ldnref
from ldnref.knowledge import frozen


class Usual(typing.NamedTuple):
    """A dose."""

    amount: int
    unit: "str | None"
    often: str = "daily"
    notes: tuple[str, ...] = ()

    @property
    def said(self):
        """As one says it."""
        return f"{self.amount} {self.unit}"


class Lean(frozen.NamedTuple):
    """A dose."""

    amount: int
    unit: "str | None"
    often: str = "daily"
    notes: tuple[str, ...] = ()

    @property
    def said(self):
        """As one says it."""
        return f"{self.amount} {self.unit}"


class Wider(Lean):
    """Has room for what is found later, and a way of its own to be replaced."""

    def _replace(self, **named):
        return super()._replace(often="weekly", **named)


class Nothing(frozen.NamedTuple):
    """A value without a field."""


def _told(do):
    """What comes of it, or what is wrong, without the name of the class."""
    try:
        return re.sub("Usual|Lean", "", repr(do()))
    except (AttributeError, TypeError, ValueError) as error:
        return type(error).__name__, re.sub("Usual|Lean", "", str(error))


WAYS = {
    "by place": lambda kind: kind(4, "mg"),
    "by name": lambda kind: kind(unit="mg", amount=4),
    "all": lambda kind: kind(4, "mg", "weekly", ("late",)),
    "one missing": lambda kind: kind(4),
    "one too many": lambda kind: kind(4, "mg", "daily", (), "more"),
    "an unknown one": lambda kind: kind(4, "mg", form="liquid"),
    "twice": lambda kind: kind(4, "mg", amount=3),
    "replaced": lambda kind: kind(4, "mg")._replace(amount=3, notes=("late",)),
    "replaced by an unknown one": lambda kind: kind(4, "mg")._replace(form="liquid"),
    "made of a list": lambda kind: kind._make([4, "mg", "daily", ()]),
    "made of too few": lambda kind: kind._make([4, "mg"]),
    "as a dict": lambda kind: kind(4, "mg")._asdict(),
    "a property": lambda kind: kind(4, "mg").said,
    "changed": lambda kind: setattr(kind(4, "mg"), "amount", 3),
    "an attribute more": lambda kind: setattr(kind(4, "mg"), "form", "liquid"),
    "compared": lambda kind: (
        kind(4, "mg") == kind(4, "mg"),
        {kind(4, "mg"): 1}[4, "mg", "daily", ()],
    ),
    "its fields": lambda kind: (kind._fields, kind.__match_args__, kind._field_defaults),
    "its types": typing.get_type_hints,
    "its words": lambda kind: (kind.__doc__, kind.__module__, type(kind), kind.__new__.__name__),
    "kept and read again": lambda kind: pickle.loads(pickle.dumps(kind(4, "mg"))),  # noqa: S301
    "copied": lambda kind: copy.deepcopy(kind(4, "mg", notes=("late",))),
}


@pytest.mark.parametrize("way", WAYS)
def test_they_are_as_typing_makes_them(way):
    """Whatever one does with them, the same comes of it, and the same is said of a mistake."""
    first, second = (_told(lambda kind=kind: WAYS[way](kind)) for kind in (Usual, Lean))

    assert first == second


def test_a_class_below_is_as_any_other():
    """What stands below one has attributes of its own, and calls what stands above."""
    wide = Wider(4, "mg")._replace(amount=3)
    wide.kept = True

    assert (3, "mg", "weekly", ()) == wide
    assert isinstance(wide, Wider)
    assert wide.kept
    assert Lean(4, "mg") == (4, "mg", "daily", ())


def test_none_needs_a_field():
    """A value without fields is made like any other."""
    assert () == Nothing()


def test_values_are_told_apart_by_their_fields():
    """A match by place finds the fields."""
    match Lean(4, "mg"):
        case Lean(amount, "mg", often="daily"):
            pass

    assert 4 == amount


def test_no_module_waits_for_slow_ones():
    """Each class of the program is made so: one that is not costs as much as seven."""
    files = [f for f in Path(ldnref.__file__).parent.rglob("*.py") if f.name != "frozen.py"]
    slow = [
        f.name
        for f in files
        if re.search(r"from typing import .*\bNamedTuple", f.read_text("utf-8"))
    ]

    assert len(files) > 100
    assert [] == slow


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="typing makes them there")
def test_nothing_is_made_before_it_is_needed():
    """What makes a value of arguments comes with the first value, and stays."""

    class New(frozen.NamedTuple):
        one: int

    before = "__new__" in vars(New)
    New(1)

    assert not before
    assert "__new__" in vars(New)
