"""Makes the compiled knowledge. Knows what is made of it for looking up.

    python -m ldnref.compiling [FOLDER]

In a checkout, after an edit; FOLDER is for a wheel, and the build gives it.
"""

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ldnref.answers.named.spelling import parted, spelt
from ldnref.answers.search_index import searched
from ldnref.knowledge import compiled
from ldnref.knowledge.library import UnusableError, read_whole
from ldnref.knowledge.model_claims import counted
from ldnref.tuples import NamedTuple, Wordlist

#: Of so many words and more one text is kept, which is parted at a start: that is less to read.
_MANY = 6

#: Kinds of values that Python reads as it writes them; and what their modules call two others.
_PLAIN = (str, int, bool, float, type(None))
_BY_NAME = (date, Decimal)


def main() -> int:
    """Compile the knowledge of this package; nought, where every rule of it holds."""
    try:
        if sys.argv[1:]:
            compile_into(Path(sys.argv[1]), compiled.by_installed())
        else:
            compile_into(compiled.FOLDER, compiled.by())
    except UnusableError as error:
        sys.stderr.writelines(f"{problem}\n" for problem in error.problems)
        return 1
    return 0


def compile_into(folder: Path, by: str) -> None:
    """Compile the bundled knowledge into a folder; raises UnusableError."""
    base, files = read_whole()
    whole = spelt(base)
    parts, others = parted(whole.others)
    lists = {
        "spelt": whole._replace(others={}, parts=parts),
        **{f"others_{number}": held for number, held in others.items()},
        "searched": searched(base),
        "files": {path: compiled.of(data) for path, (data, _) in files.items()},
        "counted": counted(base.statements.values()),
    }
    write(Lot(files, lists), by, folder)


class Lot(NamedTuple):
    """What is compiled together."""

    #: Values by path, and the bytes that they were read from.
    files: Mapping[str, tuple[bytes, object]]
    #: What was made of them for looking up, by name.
    lists: Mapping[str, object]


def write(lot: Lot, who: str, folder: Path) -> None:
    """Write a module for each value; a folder that is there is replaced as a whole."""
    making = compiled.of(b"".join(data for data, _ in lot.files.values()))
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for path, (data, value) in lot.files.items():
        kept = None if value == data.decode() else value
        _write(new / f"{compiled.name_of(path)}.py", kept, (compiled.of(data), who, making))
    for name, value in lot.lists.items():
        _write(new / f"made_{name}.py", value, (making, who, making))
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def _write(file: Path, value: object, made: tuple[str, str, str]) -> None:
    """Write a module that holds a value; one that is cut short does not say of what it is."""
    types: dict[str, type] = {}
    text = "".join(_written(value, types))
    imports = [f"from {types[name].__module__} import {name}" for name in sorted(types)]
    lines = ['"""Made from data/: edit that."""', *imports, "n = tuple.__new__", f"HELD = {text}"]
    says = f"OF, BY, MAKING = {made!r}\n"
    file.write_text("\n".join([*lines, says]), encoding="utf-8", newline="\n")


def _written(value: Any, types: dict[str, type]) -> Iterator[str]:  # noqa: ANN401 - any kind
    """The pieces of an expression that is this value, which is like on every machine."""
    kind = type(value)
    if kind in _PLAIN:
        yield repr(value)
    elif kind in _BY_NAME:
        types[kind.__name__] = kind
        yield repr(value).removeprefix("datetime.")
    elif kind is dict and _listed(tuple(value)):
        yield f"dict(zip({_lines(value)}.split('\\n'),"
        yield from _written(tuple(value.values()), types)
        yield "))"
    elif kind is dict:
        yield from _joined(
            "{", ((*_written(k, types), ":", *_written(v, types)) for k, v in value.items()), "}"
        )
    elif hasattr(kind, "_fields"):
        types[kind.__name__] = kind
        yield from _joined(f"n({kind.__name__},(", (_written(one, types) for one in value), "))")
    elif kind is tuple and _listed(value):
        types["Wordlist"] = Wordlist
        yield f"Wordlist({_lines(value)})"
    elif kind is tuple:
        yield from _joined("(", (_written(one, types) for one in value), ")")
    else:
        raise TypeError(f"{kind} is not compiled")


def _lines(words: Iterable[str]) -> str:
    return repr("\n".join(words))


def _listed(value: tuple[object, ...]) -> bool:
    """Whether it is many words, each of which may stand on a line of its own."""
    return len(value) >= _MANY and all(isinstance(one, str) and "\n" not in one for one in value)


def _joined(first: str, parts: Iterable[Iterable[str]], last: str) -> Iterator[str]:
    yield first
    for part in parts:
        yield from part
        yield ","
    yield last


if __name__ == "__main__":
    sys.exit(main())
