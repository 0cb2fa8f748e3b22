"""A type as JSON Schema. What a type alone does not tell stands beside it, in `Annotated`.

A closed list: the words there are, or the keys of a count. A number: the least of it. A text: that
one and no other. A date: the text is one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, NotRequired, Union, get_args, get_origin, get_type_hints

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}

#: The types that JSON has a word for.
_PLAIN: dict[object, str] = {str: "string", bool: "boolean", int: "integer", NoneType: "null"}

#: What a number beside a type is the least of.
_LEAST = {"array": "minItems", "integer": "minimum"}


def shape(
    needed: Mapping[str, object], may: Mapping[str, object] | None = None
) -> dict[str, object]:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": {**needed, **(may or {})},
        "additionalProperties": False,
    }


def of_type(value: object) -> dict[str, object]:
    """The shape of a type: texts, figures, lists of them, closed lists, and named fields."""
    kind, within = get_origin(value), get_args(value)
    if kind is Annotated:
        return _annotated(*within)
    if kind in (UnionType, Union):
        return either([of_type(one) for one in within])
    if kind in (tuple, list):
        return {"type": "array", "items": of_type(within[0])}
    if kind in (dict, Mapping):
        rest = {} if within[1] is object else {"additionalProperties": of_type(within[1])}
        return {"type": "object", **rest}
    return {"type": _PLAIN[value]} if value in _PLAIN else shape(*fields(value))


def fields(value: object) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    """The shapes of the fields that a NamedTuple or a TypedDict has, and of those it may have."""
    needed: dict[str, dict[str, object]] = {}
    may: dict[str, dict[str, object]] = {}
    for key, one in get_type_hints(value, include_extras=True).items():
        held, of = (may, get_args(one)[0]) if get_origin(one) is NotRequired else (needed, one)
        held[key.rstrip("_")] = of_type(of)
    return needed, may


def _annotated(value: object, beside: object) -> dict[str, object]:
    if beside is date:
        return {**of_type(value), "format": "date"}
    if isinstance(beside, str):
        return {"const": beside}
    if isinstance(beside, int):
        of = of_type(value)
        return {**of, _LEAST[str(of["type"])]: beside}
    assert isinstance(beside, tuple)  # noqa: S101 - for the types: nothing else stands beside one
    if get_origin(value) is dict:
        return shape(dict.fromkeys(beside, of_type(get_args(value)[1])))
    return {"enum": list(beside)}


def either(shapes: Sequence[dict[str, object]]) -> dict[str, object]:
    """One of these; where each is but a word, the words."""
    if all({*one} == {"type"} for one in shapes):
        return {"type": [one["type"] for one in shapes]}
    return {"anyOf": list(shapes)}
