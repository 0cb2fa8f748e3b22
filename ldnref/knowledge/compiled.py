"""The knowledge as Python modules: made from YAML, and never instead of it.

One module a file, in `ldnref/held`, which is made when the program is installed and which git does
not hold. Each says of which bytes it was made: a file that has been edited since is read from YAML,
and so is every file whose module is missing, damaged, or of another version. Nothing is ever looked
for outside the package.
"""

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

_PACKAGE = Path(__file__).parents[1]

#: Where the modules are.
FOLDER = _PACKAGE / "held"

#: Of so many words and more one text is kept, which is parted at a start: that is less to read.
_MANY = 6

#: Kinds of values that Python reads as it writes them; and what their modules call two others.
_PLAIN = (str, int, bool, float, type(None))
_BY_NAME = (date, Decimal)


class Compiled(NamedTuple):
    """A value that was compiled."""

    #: None: it is the text as it stands in the file.
    value: Any
    #: What all values that were compiled together share.
    making: str


def held(path: str, data: bytes) -> Compiled | None:
    """What was compiled of a file of the bundled knowledge with these bytes."""
    return _held(name_of(path), of(data))


def made(name: str, making: str) -> Any:  # noqa: ANN401 - each is of a kind of its own
    """What was made for looking up in the values of one making; None where it must be made anew."""
    found = _held(f"made_{name}", making)
    return found and found.value


def part(name: str, making: str | None, number: int) -> Any:  # noqa: ANN401 - as above
    """A part of what was made for looking up in the values of one making; None: it is damaged."""
    return making and made(f"{name}_{number}", making)


def _held(name: str, made_of: str) -> Compiled | None:
    # Whatever is wrong with a module, what it was made of is there.
    with suppress(Exception):
        module = import_module(f"ldnref.held.{name}")
        if (made_of, by()) == (module.OF, module.BY):
            return Compiled(module.HELD, module.MAKING)
    return None


def name_of(path: str) -> str:
    """The module of a file: `topics/side-effects.yaml` is `topics_side_effects`."""
    return path.rpartition(".")[0].replace("/", "_").replace("-", "_")


def of(data: bytes) -> str:
    """What tells these bytes from others; alike in every Python, as a wheel is built by one."""
    return f"{crc32(data):08x}{len(data):08x}"


def by() -> str:
    """Who compiles: what another version made is not used.

    In a checkout, each change of the code makes another version; where the program is installed,
    code and knowledge change together.
    """
    if (_PACKAGE / "data").is_dir() or not _PACKAGE.is_dir():
        return by_installed()
    return f"{by_installed()} {_code()}"


def by_installed() -> str:
    """Who compiles for a wheel."""
    # The package stands above this room, which imports nothing from it.
    return str(sys.modules["ldnref"].__version__)


@cache
def _code() -> str:
    folders = (_PACKAGE / "knowledge", _PACKAGE / "answers")
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return of(b"".join(file.read_bytes() for file in files))


class Lot(NamedTuple):
    """What is compiled together."""

    #: Values by path, and the bytes that they were read from.
    files: Mapping[str, tuple[bytes, object]]
    #: What was made of them for looking up, by name.
    lists: Mapping[str, object]


def write(lot: Lot, who: str, folder: Path) -> None:
    """Write a module for each value; a folder that is there is replaced as a whole."""
    making = of(b"".join(data for data, _ in lot.files.values()))
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for path, (data, value) in lot.files.items():
        kept = None if value == data.decode() else value
        _write(new / f"{name_of(path)}.py", kept, (of(data), who, making))
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
    elif kind is dict:
        yield from _joined(
            "{", ((*_written(k, types), ":", *_written(v, types)) for k, v in value.items()), "}"
        )
    elif hasattr(kind, "_fields"):
        types[kind.__name__] = kind
        yield from _joined(f"n({kind.__name__},(", (_written(one, types) for one in value), "))")
    elif kind is tuple and _listed(value):
        yield rf"tuple({chr(10).join(value)!r}.split('\n'))"
    elif kind is tuple:
        yield from _joined("(", (_written(one, types) for one in value), ")")
    else:
        raise TypeError(f"{kind} is not compiled")


def _listed(value: tuple[object, ...]) -> bool:
    """Whether it is many words, each of which may stand on a line of its own."""
    return len(value) >= _MANY and all(isinstance(one, str) and "\n" not in one for one in value)


def _joined(first: str, parts: Iterable[Iterable[str]], last: str) -> Iterator[str]:
    yield first
    for part in parts:
        yield from part
        yield ","
    yield last
