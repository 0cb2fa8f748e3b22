"""The same lines as plain text, painted by Rich. Knows colours; colour never carries meaning alone.

Text enters Rich as rich.text.Text only, through `paint`, never as a string with markup in it.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TextIO

from rich.console import Console
from rich.text import Text

from ldnref.answers.answer import Answer
from ldnref.formats import text
from ldnref.formats.characters import Fit
from ldnref.formats.lines import Span

#: By role, as read on dark and on light grounds: of the eight colours only red and magenta hold up
#: on both, and a reversed one takes the ground's own colour. No green: nothing here means "go".
STYLES = {
    "title": "bold",
    "heading": "bold",
    "label": "bold",
    "column": "bold",
    "contraindicated": "bold reverse red",
    "avoid": "bold red",
    "ask-first": "bold magenta",
    "not-checked": "bold magenta",
    "nothing-held": "bold magenta",
    "unknown": "bold magenta",
    "caution": "bold",
    "worse": "bold red",
    "better": "bold",
    "no-difference": "bold",
    "mixed": "bold",
    "unclear": "magenta",
    "do": "bold",
    "echo": "italic",
    "figures": "bold",
    "scale": "bold",
    "marker": "dim",
    "quiet": "dim",
    "source": "dim",
    "next": "dim",
    "next-word": "bold",
    "notice": "italic",
    "note": "italic magenta",
}


def paint(spans: Iterable[Span]) -> Text:
    """One line as Rich text; whatever the text holds, it is text."""
    painted = Text(no_wrap=True, overflow="ignore", end="")
    for role, together in groupby(spans, key=itemgetter(0)):
        painted.append("".join(words for _, words in together), STYLES.get(role))
    return painted


def render(answer: Answer, stream: TextIO, width: int, fit: Fit, *, force: bool) -> str:
    """The answer as text for a stream, in colour where the stream shows it."""
    console = Console(
        file=stream,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=True if force else None,
    )
    with console.capture() as painted:
        for line in text.lines(answer, width, fit, drawn=True):
            console.print(paint(line), soft_wrap=True)
    return painted.get()
