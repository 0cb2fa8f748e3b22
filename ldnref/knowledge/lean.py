"""NamedTuple for classes that are defined at every start: as typing's, in a tenth of the time.

typing's compiles a constructor for each class, and looks at each annotation. Of the hundred that a
start defines, most make no value: those that were compiled are there without a constructor.
"""

import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING or sys.version_info >= (3, 14):  # there annotations are not read at all
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    class _Value(tuple):
        """What all of them can do."""

        __slots__ = ()

        def _replace(self, **fields: object) -> Self:
            found = tuple.__new__(type(self), map(fields.pop, self._fields, self))
            if fields:
                raise ValueError(f"Got unexpected field names: {list(fields)!r}")
            return found

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

    def _first(kind: type, /, *values: object, **fields: object) -> object:
        """The first value of a class: its constructor is compiled now, and makes all others."""
        own = next(one for one in kind.__mro__ if "_fields" in one.__dict__)
        names = ", ".join(own._fields)
        new = eval(  # noqa: S307 - of the names of fields
            f"lambda _kind, {names}: _new(_kind, ({names},))", {"_new": tuple.__new__}
        )
        new.__name__ = new.__qualname__ = f"{own.__name__}.__new__"
        new.__defaults__ = tuple(own._field_defaults.values())
        own.__new__ = staticmethod(new)
        return new(kind, *values, **fields)

    class _Defining(type):
        """Makes of the annotations of a class the fields of a tuple."""

        def __new__(cls, name: str, _: object, held: dict[str, object]) -> type:
            fields = tuple(held["__annotations__"])
            defaults = {one: held.pop(one) for one in fields if one in held}
            getters = {one: _tuplegetter(at, None) for at, one in enumerate(fields)}
            own = {"__slots__": (), "__match_args__": fields, "__new__": _first}
            about = {"_fields": fields, "_field_defaults": defaults}
            return type.__new__(type, name, (_Value,), {**held, **getters, **own, **about})

    NamedTuple = type.__new__(_Defining, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
