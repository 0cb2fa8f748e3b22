"""The first line that runs, installed or with `python -m ldnref`. Knows how to be stopped at once.

Ctrl-C ends the program without a word from its first line on: while modules are loaded, no
handler of Python's is in place yet that could tell of where it was.
"""

import gc
import signal

TYPE_CHECKING = False  # as in ldnref/__init__.py
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> "NoReturn":
    """Run the program and leave with its exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A run is over before collecting garbage would free anything.
    gc.disable()
    from ldnref.cli import main as program  # noqa: PLC0415 - after the first line

    program()


if __name__ == "__main__":
    main()
