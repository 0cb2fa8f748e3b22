"""The knowledge as Python modules: made from YAML, and never instead of it.

One module a file, in `ldnref/held`, which is made when the program is installed and which git does
not hold. Each says of which bytes it was made: a file that has been edited since is read from YAML,
and so is every file whose module is missing, damaged, or of another version. Nothing is ever looked
for outside the package.
"""

import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, Any
from zlib import crc32

from ldnref.tuples import NamedTuple

_PACKAGE = Path(__file__).parents[1]

#: As much of a file is looked at at once.
_PIECE = 16_384

#: Where the modules are.
FOLDER = _PACKAGE / "held"


class Compiled(NamedTuple):
    """A value that was compiled."""

    #: None: it is the text as it stands in the file.
    value: Any
    #: What all values that were compiled together share.
    making: str


def held(path: str, hash_: str) -> Compiled | None:
    """What was compiled of a file of the bundled knowledge with such bytes."""
    return _held(name_of(path), hash_)


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


def of_file(file: IO[bytes]) -> str:
    """The same of a file: piece by piece, for memory that is had for the first time costs most."""
    piece = memoryview(bytearray(_PIECE))
    crc = length = 0
    while count := file.readinto(piece):  # type: ignore[attr-defined]
        crc, length = crc32(piece[:count], crc), length + count
    return f"{crc:08x}{length:08x}"


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
