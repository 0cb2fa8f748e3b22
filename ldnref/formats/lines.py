"""The typesetter: words on lines of a given width, in margins and columns. Knows no answer.

A line is a list of spans; a span is a role (`label`, `avoid`, `marker`, …) and its text. Plain
text joins them; formats.terminal paints them.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest
from textwrap import wrap

from ldnref.formats.characters import GLUE, Fit, clean, held_together

Span = tuple[str, str]
Spans = list[Span]

#: What stands before a line that belongs to the one above.
INDENT = "  "

#: A longer text is not kept for when it is laid again: no screen holds it.
_LONG = 20_000

#: Beyond the widest, lines are too long to read; below this, labels stand above their text.
WIDEST, NARROW = 100, 60


def length(spans: Iterable[Span]) -> int:
    """How many columns a line takes."""
    return sum(len(text) for _, text in spans)


def joined(line: Iterable[Span]) -> str:
    """A line as plain text, ended."""
    return "".join(text for _, text in line).rstrip() + "\n"


def unglued(line: Iterable[Span]) -> Spans:
    """A line that is broken no more: plain spaces for those that held it, and nothing hidden."""
    return [(role, clean(text.replace(GLUE, " "))) for role, text in line]


def beside(body: list[Spans], left: Iterable[Spans]) -> Iterator[Spans]:
    """The body with what stands at its left written into its margin."""
    margins = list(left)
    for index in range(max(len(body), len(margins))):
        line = body[index] if index < len(body) else [("text", "")]
        if index < len(margins):
            margin = [span for span in margins[index] if span[1]]
            used = length(margin)
            indent = INDENT if line[0][1].startswith(" " * (used + len(INDENT))) else ""
            rest = " " * (len(line[0][1]) - used - len(indent))
            line = [("text", indent), *margin, ("text", rest), *line[1:]]
        yield line


def command(words: str) -> str:
    """A command that stays on one line."""
    return f"ldnref {words}".replace(" ", GLUE)


def filled(texts: Iterable[str], room: int) -> list[str]:
    """Short texts one after the other, as many on a line as fit; only a longer one is broken."""
    glued = (text.replace(" ", GLUE) if len(text) <= room else text for text in texts)
    return wrap("  ".join(glued), room)


@cache
def longest(label: str, most: int) -> int:
    """The letters of the longest of its parts."""
    return max(map(len, parts(label, most)), default=0)


def parts(label: str, most: int) -> Iterator[str]:
    """The words of a label; too long a one is broken at a sign in it, or by a hyphen."""
    for word in label.split():
        rest = word
        while len(rest) > most:
            at = max(rest.rfind(sign, 0, most) for sign in "-/") + 1
            yield rest[:at] if at else f"{rest[: most - 1]}-"
            rest = rest[at or most - 1 :]
        yield rest


def _words(text: str) -> Iterator[str]:
    """The words between spaces, one by one: a long list is one text of a hundred thousand."""
    at = 0
    while (end := text.find(" ", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]


def _cut(word: str, room: int) -> list[str]:
    """A word that is longer than a line, in pieces; of none, none."""
    return [word[at : at + room] for at in range(0, len(word), room)]


class Setter:
    """Sets words at one width, in the signs that one stream can show."""

    def __init__(self, width: int, fit: Fit) -> None:
        self.width = width
        self.fit = fit
        self.narrow = width < NARROW
        #: A card is laid some thirty times until it fits a screen, of the same words.
        self._kept: dict[tuple[tuple[Span, ...], str, int | None], list[Spans]] = {}

    def glued(self, text: str) -> str:
        """Text as the stream can show it, its numbers and their units held together."""
        return held_together(self.fit(text))

    def wrapped(
        self, spans: Iterable[Span], hang: str = "", width: int | None = None
    ) -> Iterator[Spans]:
        """The spans on lines that begin with `hang`, broken between words."""
        key = (tuple(spans), hang, width)
        if length(key[0]) > _LONG:
            yield from self._broken(*key)
            return
        if key not in self._kept:
            self._kept[key] = list(self._broken(*key))
        yield from map(list, self._kept[key])

    def _broken(self, spans: Iterable[Span], hang: str, width: int | None) -> Iterator[Spans]:
        room = max((width or self.width) - len(hang), 1)
        line: Spans = []
        used, margin = 0, ("text", hang)
        for role, text in spans:
            for word in _words(self.glued(text)):
                fits = 0 < len(word) <= room
                for piece in (word,) if fits else _cut(word, room):
                    if used and used + 1 + len(piece) > room:
                        yield [margin, *line]
                        line, used = [], 0
                    if not line:
                        line.append((role, piece))
                    elif line[-1][0] == role:  # one span, for a list of thousands is one text
                        line[-1] = (role, f"{line[-1][1]} {piece}")
                    else:
                        line += [("text", " "), (role, piece)]
                    used += len(piece) + (used > 0)
        yield [margin, *line]

    @staticmethod
    def last_apart(line: Spans) -> tuple[Spans, Span]:
        """A line without its last word, and this; an only word stays in it."""
        *words, (role, text) = line
        kept, _, word = text.rpartition(" ")
        if kept:
            return [*words, (role, kept)], (role, word)
        return (words, (role, word)) if words else (line, ("text", ""))

    def with_marker(self, body: list[Spans], marker: str, hang: str) -> list[Spans]:
        """The body with its marker at the right of its last line, or below where there is none."""
        if not marker:
            return body
        shown = self.fit(marker)
        gap = self.width - length(body[-1]) - len(shown)
        if gap > 1:
            body[-1] = [*body[-1], ("marker", " " * gap + shown)]
        elif self.narrow or len(shown) > self.width:
            body += self.wrapped([("marker", marker)], hang)
        else:
            body.append([("marker", shown.rjust(self.width))])
        return body

    def widths(self, rows: Iterable[Iterable[str]]) -> list[int] | None:
        """How wide the columns of a table are; None when a word would have to be broken."""
        columns = list(zip(*rows, strict=True))
        widths = [max(map(len, column)) for column in columns]
        words = [[word for cell in column for word in cell.split(" ")] for column in columns]
        slack = [width - max(map(len, w)) for width, w in zip(widths, words, strict=True)]
        for _ in range(sum(widths) + len(INDENT) * len(widths) - self.width):
            widest = slack.index(max(slack))
            if slack[widest] == 0:
                return None
            slack[widest] -= 1
            widths[widest] -= 1
        return widths

    def row(self, cells: Iterable[str], widths: list[int], role: str) -> Iterator[Spans]:
        """One row of a table, each cell on as many lines as it needs."""
        columns = [
            list(self.wrapped([(role, cell)], width=width))
            for cell, width in zip(cells, widths, strict=True)
        ]
        for lines in zip_longest(*columns, fillvalue=[("text", "")]):
            spans: Spans = []
            for line, width in zip(lines, widths, strict=True):
                spans += [("text", INDENT), *line, ("text", " " * (width - length(line)))]
            yield spans
