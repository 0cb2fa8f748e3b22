"""Makes the compiled knowledge. Knows what is made of it for looking up.

    python -m ldnref.compiling [FOLDER]

In a checkout, after an edit; FOLDER is for a wheel, and the build gives it.
"""

import sys
from pathlib import Path

from ldnref.answers.named.spelling import parted, spelt
from ldnref.answers.search_index import searched
from ldnref.knowledge import compiled, counting
from ldnref.knowledge.library import UnusableError, read_whole


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
        "counted": counting.made(base, {path: data for path, (data, _) in files.items()}),
    }
    compiled.write(compiled.Lot(files, lists), by, folder)


if __name__ == "__main__":
    sys.exit(main())
