"""The same lines as plain text, painted by Rich. Knows colours; colour never carries meaning alone.

Text enters Rich as rich.text.Text only, through `paint`, never as a string with markup in it.
"""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

from ldnref.answers.answer import Answer
from ldnref.formats import text
from ldnref.formats.characters import Fit
from ldnref.formats.lines import Span

#: No green: nothing here means "go".
STYLES = {
    "title": "bold",
    "heading": "bold cyan",
    "label": "bold",
    "column": "bold",
    "contraindicated": "bold white on red",
    "avoid": "bold red",
    "caution": "bold yellow",
    "unknown": "bold magenta",
    "better": "bold cyan",
    "no-difference": "bold",
    "worse": "bold red",
    "mixed": "bold yellow",
    "unclear": "magenta",
    "do": "bold",
    "echo": "italic",
    "marker": "dim",
    "quiet": "dim",
    "source": "dim",
    "figures": "bold",
    "scale": "cyan",
    "next-word": "bold",
    "next": "cyan",
    "notice": "italic",
    "note": "italic yellow",
}


def paint(spans: Iterable[Span]) -> Text:
    """One line as Rich text; whatever the text holds, it is text."""
    painted = Text(no_wrap=True, overflow="ignore", end="")
    for role, words in spans:
        painted.append(words, STYLES.get(role))
    return painted


def write(answer: Answer, stream: TextIO, width: int, fit: Fit, *, force: bool) -> None:
    """Write the answer to a stream, in colour where the stream shows it."""
    console = Console(
        file=stream,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=True if force else None,
    )
    for line in text.lines(answer, width, fit, drawn=True):
        console.print(paint(line), soft_wrap=True)
