"""Bytes → JSON values, entry by entry: of a large bundle only what is wanted is kept in memory."""

import codecs
import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

#: More than this is no record of one patient.
_LARGEST = 50_000_000

_SPACE = re.compile(r"[ \t\n\r]*")

#: So many bytes are made text at a time: one sign beyond 16 bits makes four bytes of each letter
#: of its text, and may stand anywhere. Of a value that is longer, more and more.
_PART, _MORE = 1 << 16, 4

#: Half of a surrogate pair as it is escaped; what else is escaped, a pair too, is passed over.
_ESCAPED = re.compile(rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", re.DOTALL)

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
    if b"\\ud" in data or b"\\uD" in data:
        half = next((one for one in _ESCAPED.finditer(data) if one[1]), None)
        if half is not None:
            raise NotReadError(f"broken JSON: half of a surrogate pair, at byte {half.start()}")
    with suppress(json.JSONDecodeError, UnicodeDecodeError):  # where it breaks, the whole tells
        return _value(_Stream("", data), keep)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadError(f"not UTF-8, at byte {error.start}") from None
    try:
        return _value(_Stream(text), keep)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and (rows := _rows(text)):
            return rows
        where = f"line {error.lineno}, column {error.colno}"
        raise NotReadError(f"broken JSON: {error.msg}, {where}") from None


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

#: What the decoder itself asks, once a value; StopIteration where none begins.
_SCAN = _DECODER.scan_once  # type: ignore[attr-defined]


class _Stream:
    """Goes through the text of a file: what was read is left behind, and the rest is yet bytes.

    A value that ends with the text may go on. What is cut, and does not look so (`1.` of `1.5`),
    breaks off at its next sign: then the whole is read.
    """

    def __init__(self, text: str, rest: bytes = b"") -> None:
        self.text = text
        self.at = 0
        self._rest = rest
        self._next = 0
        self._decoded = codecs.getincrementaldecoder("utf-8-sig")().decode

    def more(self, size: int) -> bool:
        """Whether there was more, which is now there too."""
        part = self._rest[self._next : self._next + size]
        if not part:
            return False
        self._next += len(part)
        ends = self._next == len(self._rest)
        self.text = self.text[self.at :] + self._decoded(part, final=ends)
        self.at = 0
        return True

    def sign(self) -> str:
        """The next sign that is no space; nothing at the end."""
        sign = self.text[self.at : self.at + 1]
        if sign > " ":  # most often: a pattern costs more
            return sign
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text) or not self.more(_PART):
                return self.text[self.at : self.at + 1]

    def value(self) -> Any:  # noqa: ANN401 - of whatever kind it is
        """The value that begins here."""
        size = _PART
        while True:
            try:
                value, end = _SCAN(self.text, self.at)
            except (json.JSONDecodeError, StopIteration) as error:
                if self.more(size):
                    pass
                elif isinstance(error, StopIteration):
                    raise json.JSONDecodeError("Expecting value", self.text, error.value) from None
                else:
                    raise
            else:
                if end < len(self.text) or not self.more(size):
                    self.at = end
                    return value
            size *= _MORE

    def another(self, closing: str) -> bool:
        """Past the comma or the bracket that must stand here, and whether more follows."""
        sign = self.sign()
        if sign not in (closing, ","):
            raise self.wrong("Expecting ',' delimiter")
        self.at += 1
        return sign == ","

    def wrong(self, what: str) -> json.JSONDecodeError:
        """That the text breaks here."""
        return json.JSONDecodeError(what, self.text, self.at)


def _value(stream: _Stream, keep: Keep) -> object:
    """The one value of a text; data behind it is an error."""
    first = stream.sign()
    if first == "<":
        raise NotReadError("XML: FHIR is read as JSON only")
    if not first:
        raise NotReadError("empty: there is no FHIR in it")
    try:
        value = _members(stream, keep) if first == "{" else stream.value()
    except RecursionError:
        raise NotReadError("nested too deeply: no record is") from None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except ValueError:  # Python makes no number of so many digits
        raise NotReadError("broken JSON: a number of thousands of digits") from None
    if stream.sign():
        raise stream.wrong("Extra data")
    return value


def _members(stream: _Stream, keep: Keep) -> dict[str, Any]:
    """An object; its entries one by one."""
    found: dict[str, Any] = {}
    stream.at += 1
    if stream.sign() == "}":
        stream.at += 1
        return found
    while True:
        if stream.sign() != '"':
            raise stream.wrong("Expecting property name enclosed in double quotes")
        key = stream.value()
        if key in found:
            raise _twice(key)
        if stream.sign() != ":":
            raise stream.wrong("Expecting ':' delimiter")
        stream.at += 1
        listed = stream.sign() == "[" and key == "entry"
        found[key] = _entries(stream, keep) if listed else stream.value()
        if not stream.another("}"):
            return found


def _entries(stream: _Stream, keep: Keep) -> list[Any]:
    """The entries of a bundle."""
    found: list[Any] = []
    stream.at += 1
    if stream.sign() == "]":
        stream.at += 1
        return found
    while True:
        stream.sign()
        found.append(keep(stream.value()))
        if not stream.another("]"):
            return found


def _rows(text: str) -> list[object] | None:
    """The resources of NDJSON, one a line; None where it is none."""
    try:
        # A line ends with its feed alone: other separators may stand in a text.
        rows = [_DECODER.decode(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return None
    return rows if all(isinstance(row, dict) and "resourceType" in row for row in rows) else None
