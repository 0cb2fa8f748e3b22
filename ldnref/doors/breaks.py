"""Where a file of lines breaks: the row, and why; nothing that stands there."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from ldnref.doors.parsing import NotReadError


def no_object(file: Path) -> NotReadError:
    """Which line is no JSON object, and why."""
    return first_broken(file) or NotReadError(f"{file}: is no NDJSON")


def first_broken(file: Path) -> NotReadError | None:
    """The first line that is no JSON object, and why; None: each is one."""
    for number, line in lines(file):
        try:
            if line.strip() and not isinstance(json.loads(line, object_pairs_hook=_once), dict):
                return NotReadError(f"{file}: row {number}: no JSON object")
        except _TwiceError:
            return NotReadError(f"{file}: row {number}: a name stands twice in it")
        except ValueError:
            return NotReadError(f"{file}: row {number}: no JSON object")
    return None


def lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; raises NotReadError where a compressed file breaks off."""
    opened = gzip.open if file.suffix.lower() == ".gz" else open
    number = 0
    try:
        with opened(file, "rb") as held:
            for number, line in enumerate(held, 1):
                yield number, line
    except (OSError, EOFError, zlib.error):
        raise NotReadError(f"{file}: row {number + 1}: the file breaks off") from None


class _TwiceError(Exception):
    """A name stands twice in an object."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; raises _TwiceError, and ValueError for half a sign, which is no text."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    json.dumps(found, ensure_ascii=False).encode()
    return found
