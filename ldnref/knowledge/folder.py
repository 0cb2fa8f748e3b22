"""A folder of files: read one by one, with every problem met. Knows not what a file holds."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ldnref.knowledge import compiled
from ldnref.knowledge.model_sources import Problem

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from ldnref.knowledge.model_names import Named
    from ldnref.knowledge.model_sources import Source
    from ldnref.knowledge.model_studies import Study

T = TypeVar("T")
Declared = TypeVar("Declared", bound="Source | Named | Study")

_PACKAGE = "ldnref"


class UnusableError(Exception):
    """The knowledge cannot be used; carries every problem that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems")


class Folder:
    """One folder, its display name, and the problems met while reading from it."""

    def __init__(self, folder: "Traversable", shown: str, *, compiled: bool = False) -> None:
        self.folder = folder
        self.shown = shown
        self.problems: list[Problem] = []
        #: The line with which every file ends, where the folder has one.
        self.ends: str | None = None
        #: Whether values may be taken that were compiled: of the bundled knowledge, and no other.
        self.compiled = compiled
        #: What was read, by path: the bytes of each file, and its value.
        self.held: dict[str, tuple[bytes, object]] = {}
        #: The makings that values were taken from; None stands for a file that was read.
        self.makings: set[str | None] = set()
        #: The files of which that was.
        self._same: set[str] = set()

    def as_compiled(self) -> bool:
        """Whether all that was opened is of one making, of which every rule holds."""
        return len(self.makings) == 1 and None not in self.makings

    def made(self, name: str) -> Any:  # noqa: ANN401 - each is of a kind of its own
        """What was made of all that was opened, for looking up; None: it must be made anew."""
        making = next(iter(self.makings)) if self.as_compiled() else None
        return making and compiled.made(name, making)

    def unchanged(self, path: str) -> bool:
        """Whether all that was opened was compiled, and a further file is as it was then."""
        held = self.made("files")
        if path in self._same:
            return held is not None
        try:
            return held is not None and held.get(path) == self._hash_of(path)
        except OSError:
            return False

    def parts(self, name: str) -> Callable[[int], Any]:
        """What opens each part of a thing that was made; or gives None, where it is damaged."""
        (making,) = self.makings
        return partial(compiled.part, name, making)

    def read(
        self,
        path: str,
        read: Callable[[str, str], tuple[T | None, list[Problem]]],
        *,
        decoded: bool = True,
    ) -> T | None:
        """The value of one file, or None after noting every problem in it.

        Not `decoded`, a text that was compiled as it stands comes as what reads it: few ask for a
        megabyte of it.
        """
        file = f"{self.shown}/{path}"
        try:
            if self.compiled and (held := compiled.held(path, self._hash_of(path))):
                self.makings.add(held.making)
                self._same.add(path)
                if held.value is not None:
                    return cast("T", held.value)
                # It was looked at whole when it was compiled.
                later = partial(self.bytes_of, path)
                return cast("T", later().decode() if decoded else later)
            data = self.bytes_of(path)
            self.makings.add(None)
            text = data.decode()
        except UnicodeDecodeError as error:
            before = data[: error.start].decode(errors="replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            self.problems.append(Problem(file, line, column, "not UTF-8"))
        except FileNotFoundError:
            self.problems.append(Problem(file, 1, 1, "there is no such file"))
        except OSError as error:
            self.problems.append(Problem(file, 1, 1, f"cannot be read: {error.strerror}"))
        else:
            value, problems = read(text, file)
            self.problems.extend(problems)
            self.check_end(text, file)
            self.held[path] = data, value
            return value
        return None

    def bytes_of(self, path: str) -> bytes:
        """A file as it is; raises OSError."""
        return self._file(path).read_bytes()

    def _hash_of(self, path: str) -> str:
        """What tells a file from others, which is not held for it; raises OSError."""
        with self._file(path).open("rb") as file:
            return compiled.of_file(file)

    def _file(self, path: str) -> "Traversable":
        target = self.folder
        for part in path.split("/"):
            target = target / part
        return target

    def check_end(self, text: str, file: str) -> None:
        """A file that was cut short may be sound as far as it goes: its last line tells."""
        if self.ends is not None and f"\n{self.ends}\n" not in f"\n{text}\n":
            line = len(text.splitlines()) + 1
            message = f"cut short: its last line, {self.ends!r}, is not there"
            self.problems.append(Problem(file, line, 1, message))

    def by_id(self, values: Iterable[Declared], kind: str) -> dict[str, Declared]:
        """The values by id; a second use of an id is a problem."""
        found: dict[str, Declared] = {}
        for value in values:
            if value.id in found:
                message = f"{kind} {value.id!r} is declared twice"
                self.problems.append(
                    Problem(value.where.file, value.where.line, value.where.column, message)
                )
            found[value.id] = value
        return found

    def topics(self, known: Iterable[str]) -> list[str]:
        """The names of the folder's topics; what else lies there unknown is a problem."""
        names = []
        folder = self.folder / "topics"
        try:
            beside = sorted(item.name for item in self.folder.iterdir())
            inside = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            problem = Problem(self.shown, 1, 1, f"cannot be read: {error.strerror}")
            raise UnusableError([problem]) from None
        for name in beside:
            if name.endswith((".yaml", ".yml")) and name not in known:
                message = f"unknown file; known: {', '.join(known)}"
                self.problems.append(Problem(f"{self.shown}/{name}", 1, 1, message))
        for name in inside:
            stem, _, ending = name.rpartition(".")
            if ending == "yaml" and stem:
                names.append(stem)
            elif not name.startswith("."):
                where = f"{self.shown}/topics/{name}"
                self.problems.append(Problem(where, 1, 1, "not a .yaml file"))
        if not names:
            self.problems.append(Problem(f"{self.shown}/topics", 1, 1, "there are no topics"))
        return names

    def placed(self, problem: Problem) -> Problem:
        """A problem with the first word that it quotes, at that word: it stands in its entry."""
        word = re.search("'([^']+)'", problem.message)
        lines = self.bytes_of(problem.file.removeprefix(f"{self.shown}/")).decode().splitlines()
        for number, line in enumerate(lines[problem.line - 1 :], problem.line):
            at = problem.column - 1 if number == problem.line else 0
            if word and (
                found := re.compile(rf"(?<![\w-]){re.escape(word[1])}(?![\w-])").search(line, at)
            ):
                return problem._replace(line=number, column=found.start() + 1)
        return problem


class Later(Mapping[str, str]):
    """Texts by name, each read when it is looked up; raises UnusableError then, if it cannot be."""

    def __init__(self, folder: Folder, paths: Mapping[str, str]) -> None:
        self._folder = folder
        self._paths = paths
        self._held: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._held:
            text = self._folder.read(self._paths[name], lambda text, _: (text, []))
            if text is None:
                raise UnusableError(self._folder.problems)
            self._held[name] = text
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def bundled() -> "Traversable":
    """The folder that comes with the program: inside the wheel, or beside the package."""
    package = Path(__file__).parents[1]
    for folder in (package / "data", package.parent / "data"):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # noqa: PLC0415 - three milliseconds, for a zipped wheel

    return files(_PACKAGE) / "data"


def opened(folder: Path | None, *, compiled: bool) -> Folder:
    """A folder of one's own, or the bundled one; raises UnusableError where there is none."""
    if folder is None:
        return Folder(bundled(), "data", compiled=compiled)
    try:
        message = None if folder.is_dir() else "there is no such folder"
    except OSError as error:  # it lies in one that is closed to us
        message = f"cannot be read: {error.strerror}"
    if message is not None:
        raise UnusableError([Problem(str(folder), 1, 1, message)])
    return Folder(folder, str(folder))
