"""Frozen values with named fields. Knows nothing of what they hold.

They are typing's NamedTuples. A start defines a hundred of those, and that took longer than what
most commands do: here a class is no more than its fields. Annotations are left as they are written,
and what makes a value of arguments is made when the first one is.
"""

import sys
from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

# From 3.14 on annotations are looked up, not held: how is known to typing alone.
if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple
else:
    from _collections import _tuplegetter  # what reads a field: no property is as fast
    from collections.abc import Iterable
    from typing import Any, Self

    class _Values(tuple):
        """What values of every class can do."""

        __slots__ = ()
        # Without types: what looks for those of a value finds its own alone.
        _fields = ()
        _field_defaults = {}  # noqa: RUF012 - each class has its own

        def __new__(cls, *values: object, **named: object) -> Self:
            """The first value of a class: from then on the class has a function for it."""
            made = next(kind for kind in cls.__mro__ if "_fields" in kind.__dict__)
            fields = ", ".join((*made._fields, ""))
            # As typing does it: nothing else is as fast, and tells as well what is wrong.
            new = eval(  # noqa: S307 - the names of fields, as they stand in our modules
                f"lambda _cls, {fields}: _new(_cls, ({fields}))", {"_new": tuple.__new__}
            )
            new.__name__, new.__qualname__ = "__new__", f"{made.__name__}.__new__"
            new.__defaults__ = tuple(made._field_defaults.values())
            made.__new__ = staticmethod(new)
            return new(cls, *values, **named)

        @classmethod
        def _make(cls, values: Iterable[object]) -> Self:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **named: object) -> Self:
            made = self._make(map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {list(named)!r}")
            return made

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            shown = ", ".join(f"{name}={one!r}" for name, one in self._asdict().items())
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

    class _Class(type):
        """Makes a class of what is written of it; which is then a class as any other."""

        def __new__(cls, name: str, _: tuple[type, ...], written: dict[str, Any]) -> type:
            fields = tuple(written.get("__annotations__", ()))
            usual = {field: written[field] for field in fields if field in written}
            written |= {field: _tuplegetter(at, None) for at, field in enumerate(fields)}
            written |= {"__slots__": (), "_fields": fields, "__match_args__": fields}
            return type(name, (_Values,), written | {"_field_defaults": usual})

    NamedTuple = type.__new__(_Class, "NamedTuple", (), {})
