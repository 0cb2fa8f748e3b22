"""What a command needs beside the program: an extra that may not be installed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from ldnref.cli.streams import PROGRAM


@contextmanager
def needed(extra: str, says: str) -> Iterator[None]:
    """Imports within need an extra: without it, BadParameter says so, and how to have it.

    No extra holds a module of ours or of Python's: one that is missing stays a fault.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in (PROGRAM, *sys.stdlib_module_names):
            raise
        message = f"{says} the extra {extra!r}: pip install '{PROGRAM}[{extra}]'"
        raise typer.BadParameter(message) from None
