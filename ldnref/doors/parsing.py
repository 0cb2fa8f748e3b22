"""Bytes → JSON values, entry by entry: of a large bundle only what is wanted is kept in memory."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

#: More than this is no record of one patient.
_LARGEST = 50_000_000

_SPACE = re.compile(r"[ \t\n\r]*")

#: A sign beyond 16 bits, as UTF-8 writes it, and what it begins with; none that a backslash is
#: before: together they are no JSON, and its escape would make them some.
_FIRST = range(0xF0, 0xF5)
_BEYOND = re.compile(rb"(?<!\\)[\xf0-\xf4][\x80-\xbf]{3}")

#: Makes of an entry of a bundle what is kept of it.
Keep = Callable[[object], object]


class NotReadError(Exception):
    """What was given is no FHIR R4 as JSON; nothing of it was read."""


class MissingError(Exception):
    """What is needed is neither in the request nor to be had: nothing can be said."""


def parsed(data: bytes, keep: Keep) -> object:
    """The value of a file; a list of resources, where each line is one.

    Raises NotReadError, with what is wrong and where.
    """
    if len(data) > _LARGEST:
        raise NotReadError(f"over {_LARGEST // 1_000_000} MB: give one patient's record")
    # One sign beyond 16 bits makes all of four bytes: it is written as JSON escapes it.
    if any(sign in data for sign in _FIRST):
        with suppress(NotReadError):  # where it breaks is told of what was given
            return _read(_text(_BEYOND.sub(_escaped, data)), keep)
    return _read(_text(data), keep)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadError(f"not UTF-8, at byte {error.start}") from None


def _read(text: str, keep: Keep) -> object:
    """The value of the text of a file."""
    start = _SPACE.match(text)
    begin = start.end() if start else 0
    if text[begin : begin + 1] == "<":
        raise NotReadError("XML: FHIR is read as JSON only")
    if begin == len(text):
        raise NotReadError("empty: there is no FHIR in it")
    try:
        return _value(text, begin, keep)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and (rows := _rows(text)):
            return rows
        where = f"line {error.lineno}, column {error.colno}"
        raise NotReadError(f"broken JSON: {error.msg}, {where}") from None
    except RecursionError:
        raise NotReadError("nested too deeply: no record is") from None


def _escaped(found: re.Match[bytes]) -> bytes:
    """A sign as JSON escapes it; what is none stays, and is refused with the rest."""
    try:
        return json.dumps(found[0].decode()).strip('"').encode()
    except UnicodeDecodeError:
        return found[0]


def _no_number(word: str) -> object:
    raise NotReadError(f"broken JSON: {word} is no number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; one key twice would hide the first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _twice(next(key for key in keys if keys.count(key) > 1))
    return found


def _twice(key: str) -> NotReadError:
    return NotReadError(f"broken JSON: the key {key[:40]!r} stands twice in one object")


_DECODER = json.JSONDecoder(parse_constant=_no_number, object_pairs_hook=_once)


def _value(text: str, begin: int, keep: Keep) -> object:
    """The one value of a text; data behind it is an error."""
    if text[begin] == "{":
        value, end = _members(text, begin, keep)
    else:
        value, end = _DECODER.raw_decode(text, begin)
    end = _past(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def _past(text: str, at: int) -> int:
    """Past the white space that begins here."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _members(text: str, begin: int, keep: Keep) -> tuple[dict[str, Any], int]:
    """An object, and where it ends; its entries one by one."""
    found: dict[str, Any] = {}
    at = _past(text, begin + 1)
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError(
                "Expecting property name enclosed in double quotes", text, at
            )
        key, at = _DECODER.raw_decode(text, at)
        if key in found:
            raise _twice(key)
        at = _past(text, at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        at = _past(text, at + 1)
        if key == "entry" and text[at : at + 1] == "[":
            found[key], at = _entries(text, at, keep)
        else:
            found[key], at = _DECODER.raw_decode(text, at)
        at, more = _more(text, at, "}")
        if not more:
            return found, at


def _more(text: str, at: int, closing: str) -> tuple[int, bool]:
    """Past the comma or the bracket that must stand here, and whether more follows."""
    at = _past(text, at)
    if text[at : at + 1] == closing:
        return at + 1, False
    if text[at : at + 1] != ",":
        raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return _past(text, at + 1), True


def _entries(text: str, begin: int, keep: Keep) -> tuple[list[Any], int]:
    """The entries of a bundle, and where they end."""
    found: list[Any] = []
    at = _past(text, begin + 1)
    if text[at : at + 1] == "]":
        return found, at + 1
    while True:
        entry, at = _DECODER.raw_decode(text, at)
        found.append(keep(entry))
        at, more = _more(text, at, "]")
        if not more:
            return found, at


def _rows(text: str) -> list[object] | None:
    """The resources of NDJSON, one a line; None where it is none."""
    try:
        rows = [_DECODER.decode(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError):
        return None
    return rows if all(isinstance(row, dict) and "resourceType" in row for row in rows) else None
