"""Tuples with named fields, as `typing.NamedTuple` makes them, for a fifth of the time; and words.

Some ninety kinds of them are defined at a start. What Python writes and compiles for each kind,
its `__new__`, is made here when the first value is made with it, and compiled once for all kinds of
as many fields (docs/decisions/0021-named-fields-of-our-own.md).
"""

import sys
from collections import _tuplegetter  # type: ignore[attr-defined]
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Self

__all__ = ["NamedTuple", "Wordlist"]

_new = tuple.__new__


@cache
def _taking(count: int) -> CodeType:
    """The code of a `__new__` of so many fields."""
    names = ",".join(f"_{number}" for number in range(count))
    made: CodeType = eval(f"lambda _cls,{names}:_new(_cls,({names},))").__code__  # noqa: S307 - ours
    return made


def _maker(kind: str, fields: tuple[str, ...], usual: dict[str, Any]) -> FunctionType:
    """The `__new__` of a kind, which takes its fields."""
    code = _taking(len(fields)).replace(
        co_name="__new__", co_qualname=f"{kind}.__new__", co_varnames=("_cls", *fields)
    )
    return FunctionType(code, globals(), None, tuple(usual.values()))


class _Named(tuple):  # type: ignore[type-arg]
    """What every kind can do."""

    __slots__ = ()
    _fields = tuple[str, ...]()  # no annotation here: it would be a field of every kind

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Self:
        made = _new(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changed: Any) -> Self:  # noqa: ANN401 - a field is of any kind
        made = _new(type(self), map(changed.pop, self._fields, self))
        if changed:
            raise ValueError(f"Got unexpected field names: {list(changed)!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        told = (f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({', '.join(told)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _Kind(type):
    """Makes a kind of the class that is written: its fields, and how it is called."""

    def __new__(cls, name: str, _bases: tuple[type, ...], held: dict[str, Any]) -> type:
        fields = tuple(held["__annotations__"])
        usual = {one: held[one] for one in fields if one in held}
        held |= {one: _tuplegetter(number, None) for number, one in enumerate(fields)}

        def first(own: type, /, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - its fields
            # Most kinds are of what was compiled, which makes tuples without it.
            kind.__new__ = staticmethod(_maker(name, fields, usual))  # type: ignore[method-assign]
            return kind.__new__(own, *given, **named)

        held |= {
            "__slots__": (),
            "__new__": first,
            "__match_args__": fields,
            "_fields": fields,
            "_field_defaults": usual,
        }
        kind = type(name, (_Named,), held)
        return kind


# From 3.14 on, what is written of the fields is not there while their kind is made.
if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple
else:
    NamedTuple = type.__new__(_Kind, "NamedTuple", (), {"__doc__": "The base of a kind."})


class Wordlist(Sequence[str]):
    """Words that are kept as one text until one of them is asked for; else as a tuple of them is.

    Most of the thousands of words that a start opens are never looked at.
    """

    __slots__ = ("_text", "_words")

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: tuple[str, ...] = ()

    def _all(self) -> tuple[str, ...]:
        if not self._words:  # there is always a word: an empty text is one
            self._words = tuple(self._text.split("\n"))
        return self._words

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401 - a word, or some of them
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __contains__(self, word: object) -> bool:
        return word in self._all()

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Wordlist) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())
