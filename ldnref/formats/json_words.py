"""JSON as text, word by word: a long list is written while it is made. Knows no answers."""

import json
from collections.abc import Callable, Iterator, Mapping

from ldnref.tuples import NamedTuple, Wordlist

#: What is written before each value within another.
_INDENT = "  "


def words(value: object, *, ascii_only: bool) -> Iterator[str]:
    """A value as JSON, indented; what is made one by one is a list."""
    return _words(value, json.JSONEncoder(ensure_ascii=ascii_only).encode, "\n")


def fields(value: NamedTuple) -> dict[str, object]:
    """A typed result by its fields, which are the keys: `from_` is `from`."""
    return {key.rstrip("_"): one for key, one in value._asdict().items()}


def result(value: NamedTuple) -> dict[str, object]:
    """A typed result as JSON has it: its fields are the keys, all of them."""
    return {key: _field(one) for key, one in fields(value).items()}


def _field(value: object) -> object:
    if isinstance(value, tuple):
        named = hasattr(value, "_asdict")
        return result(value) if named else [_field(one) for one in value]  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return {key: _field(one) for key, one in value.items()}
    return list(value) if isinstance(value, Wordlist) else value


def _words(value: object, encode: Callable[[object], str], margin: str) -> Iterator[str]:
    """A value and what is in it, each on a line of its own behind a margin."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = fields(value)  # type: ignore[arg-type]
    inner, first = f"{margin}{_INDENT}", True
    if isinstance(value, Mapping):
        for key, one in value.items():
            before = f"{'{' if first else ','}{inner}{encode(key)}: "
            first = False
            if isinstance(one, str):
                yield before + encode(one)
            else:
                yield before
                yield from _words(one, encode, inner)
        yield "{}" if first else f"{margin}}}"
    elif isinstance(value, (list, tuple, Iterator, Wordlist)):
        for one in value:
            yield f"{'[' if first else ','}{inner}"
            first = False
            yield from _words(one, encode, inner)
        yield "[]" if first else f"{margin}]"
    else:
        yield encode(value)
