"""Names and what each of them stands for, as text: thousands are not put into a dict at each start.

Knows how a name begins, and nothing else of it.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

#: As many letters of a name say where it stands.
ALIKE = 2


class Register(Mapping[str, T]):
    """What each name stands for: looked for in the lines of those that begin as it does."""

    def __init__(
        self, lines: Mapping[str, str], means: Callable[[str], T], but: Container[str] = ()
    ) -> None:
        self._lines = lines
        self._means = means
        #: Names that are left out.
        self._but = but
        #: Names that were looked up; and words that are none: one line asks of each many times.
        self._found: dict[str, T] = {}
        self._none: set[str] = set()
        #: All of them, where a long list asked for them.
        self._whole: dict[str, T] | None = None
        #: What was made of a line: brands by the dozen stand for the same.
        self._made: dict[str, T] = {}

    def find(self, name: str) -> T | None:
        """What a name stands for; None where it is not here."""
        if self._whole is not None:
            return self._whole.get(name)
        known = self._found.get(name)
        if known is not None or name in self._none:
            return known
        block = self._lines.get(beginning(name), "")
        at = block.find(f"\n{name}\t")
        if at < 0 or name in self._but:
            self._none.add(name)
            return None
        start = at + len(name) + 2
        found = self._found[name] = self._means(block[start : block.index("\n", start)])
        return found

    def whole(self) -> dict[str, T]:
        """Every name with what it stands for: for a list in which each word is looked up."""
        if self._whole is None:
            but = self._but
            # As begun() has them, but for what is left out: of tens of thousands each turn tells.
            made, held = self._made, dict[str, T]()
            for block in self._lines.values():
                for line in block[1:-1].split("\n"):
                    name, _, means = line.partition("\t")
                    one = made.get(means)
                    if one is None:
                        one = made[means] = self._means(means)
                    held[name] = one
            self._whole = {name: held[name] for name in held if name not in but} if but else held
            self._found.clear()
            self._none.clear()
        return self._whole

    def beginning(self, begins: str) -> str:
        """The lines of the names that begin so: those that are left out too."""
        return self._lines.get(begins, "")

    def begun(self, begins: str) -> Iterator[tuple[str, T]]:
        """The names that begin so, in their order, with what each stands for."""
        made = self._made
        for line in self._lines.get(begins, "")[1:-1].split("\n"):
            name, _, means = line.partition("\t")
            if name and name not in self._but:
                one = made.get(means)
                if one is None:
                    one = made[means] = self._means(means)
                yield name, one

    def get(self, name: str, default: T | None = None) -> T | None:  # type: ignore[override]
        """What a name stands for, or the default: Mapping's own raises and catches an error."""
        found = self.find(name)
        return default if found is None else found

    def __getitem__(self, name: str) -> T:
        if (found := self.find(name)) is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        if self._whole is not None:
            return name in self._whole
        return isinstance(name, str) and self.find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for begins in self._lines for name, _ in self.begun(begins))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Parted(Mapping[str, str]):
    """Lines by how names begin, in parts: each is opened when something in it is looked up."""

    def __init__(
        self,
        parts: Mapping[str, int],
        opened: Callable[[int], Mapping[str, str] | None],
        anew: Callable[[], Mapping[str, str]],
    ) -> None:
        self._parts = parts
        self._opened = opened
        #: Makes all lines, where a part cannot be opened.
        self._anew = anew
        self._held: dict[int, Mapping[str, str]] = {}

    def __getitem__(self, begins: str) -> str:
        part = self._parts[begins]
        if part not in self._held:
            held = self._opened(part)
            if held is None:
                self._held = dict.fromkeys(self._parts.values(), self._anew())
            else:
                self._held[part] = held
        return self._held[part][begins]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def beginning(name: str) -> str:
    """How a name begins, its spaces aside."""
    return name.replace(" ", "")[:ALIKE]


def lines(names: Mapping[str, object]) -> dict[str, str]:
    """Names with what each stands for as a Register takes them: a line each, by how they begin."""
    held: dict[str, list[str]] = {}
    for name, means in names.items():
        held.setdefault(beginning(name), ["\n"]).append(f"{name}\t{means}\n")
    return {begins: "".join(found) for begins, found in held.items()}
