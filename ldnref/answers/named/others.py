"""Other medicines, by name and by name without its salt. Knows nothing of them but substances."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping

#: As many names as these are looked through for one: a block is found by its first.
_BLOCK = 64


class Others(Mapping[str, str]):
    """Substances by name, in sorted lines: 17,000 names are not put into a dict at each start."""

    def __init__(self, firsts: tuple[str, ...], blocks: tuple[str, ...]) -> None:
        self.firsts = firsts
        self.blocks = blocks

    def __getitem__(self, name: str) -> str:
        block = self.blocks[max(0, bisect_right(self.firsts, name) - 1)] if self.blocks else ""
        _, found, rest = block.partition(f"\n{name}\t")
        if not found:
            raise KeyError(name)
        return rest.partition("\n")[0]

    def __iter__(self) -> Iterator[str]:
        for block in self.blocks:
            for line in block[1:-1].split("\n"):
                yield line.partition("\t")[0]

    def __len__(self) -> int:
        return sum(block.count("\n") - 1 for block in self.blocks)


def blocks(others: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Substances by name as Others takes them: the first name of each block, and its lines."""
    names = sorted(others)
    parts = [names[at : at + _BLOCK] for at in range(0, len(names), _BLOCK)]
    lines = ("".join(f"\n{name}\t{others[name]}" for name in part) + "\n" for part in parts)
    return tuple(part[0] for part in parts), tuple(lines)
