"""Words on lines of a given width: the layout of every text screen. Knows no colours.

A line is a list of spans; a span is a role (`label`, `avoid`, `marker`, …) and its text. Plain
text joins them; formats.terminal paints them.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from ldnref.answers.answer import Answer, Line, Section, Table, badge, how_often
from ldnref.answers.sources import findable
from ldnref.formats.characters import GLUE, Fit, as_typed, held_together, visible
from ldnref.formats.dose_line import dose_line
from ldnref.formats.evidence_map import evidence_map
from ldnref.formats.step_chart import step_chart
from ldnref.knowledge.model import Source, Statement

Span = tuple[str, str]
Spans = list[Span]

#: Beyond this, lines are too long to read; below it, labels stand above their text.
_WIDEST = 100
_NARROW = 60
_LABEL = 18

#: More sources, or points, than this are named one after the other; `--all` shows more of each.
#: One study is to fit a screen.
_MANY, _MANY_OF_A_STUDY = 12, 4
_INDENT = "  "


def render(answer: Answer, width: int, fit: Fit) -> str:
    """The answer as plain text, each line ended."""
    return "".join(
        "".join(text for _, text in line).rstrip() + "\n"
        for line in lines(answer, width, fit, drawn=False)
    )


def lines(answer: Answer, width: int, fit: Fit, *, drawn: bool) -> Iterator[Spans]:
    """The answer as lines of spans no wider than `width`; `drawn` allows blocks and boxes."""
    screen = max(width, 20)
    laid_out = _Screen(answer, min(screen, _WIDEST), screen, fit, drawn=drawn)
    for line in laid_out.lines():
        yield [(role, text.replace(GLUE, " ")) for role, text in line]


def command(words: str) -> str:
    """A command that stays on one line."""
    return f"ldnref {words}".replace(" ", GLUE)


class _Screen:
    """One answer laid out at one width."""

    def __init__(self, answer: Answer, width: int, screen: int, fit: Fit, *, drawn: bool) -> None:
        self.answer = answer
        self.width = width
        #: Pictures may be wider than words.
        self.screen = screen
        self.fit = fit
        self.drawn = drawn
        self.narrow = width < _NARROW
        self.number = {source.id: n for n, source in enumerate(answer.sources, 1)}
        self.contested = answer.contested
        self.many = _MANY_OF_A_STUDY if answer.kind == "study" else _MANY

    def lines(self) -> Iterator[Spans]:
        """Title, what was typed, the sections, where sources differ, sources, next, notice."""
        answer = self.answer
        yield from self.title()
        yield from self.echo()
        if answer.chart is not None:
            yield []
            yield from evidence_map(answer.chart, self.screen, self.fit)
        for number, section in enumerate(answer.sections):
            yield []
            yield from self.section(section)
            if number == 0 and answer.scale is not None:
                yield []
                yield from dose_line(answer.scale, self.width, self.fit, drawn=self.drawn)
            if number == 0 and answer.stairs:
                yield []
                yield from step_chart(answer.stairs, self.width, self.fit, drawn=self.drawn)
        if answer.everything:
            count = len(answer.left_out)
            words = f"{count} more:"
            yield []
            yield from self.wrapped([("text", words), ("next", command(answer.everything))], "")
        if answer.notes:
            yield []
            yield from self.notes()
        if answer.disagreements and answer.kind != "disagreements":
            yield []
            yield from self.differences()
        yield from self.sources()
        yield []
        if answer.next:
            words = " · ".join(map(command, answer.next))
            yield from self.wrapped([("next-word", "Next:"), ("next", words)], "")
        yield from self.wrapped([("notice", answer.about.notice)], "")

    def echo(self) -> Iterator[Spans]:
        """What was typed beside what it is; what is not recognised, loudly."""
        if self.answer.kind == "check":  # it has sections for these
            return
        for one in self.answer.resolved:
            typed, name = visible(one.input), one.named.name
            text = f"{typed}: {'' if typed == name else f'{name}, '}{one.named.what}"
            if one.asks is not None:
                text = f"{typed}: if this is {name}, {one.named.what}. {one.asks}"
                yield from self.wrapped([("unknown", "ASK"), ("text", text)], _INDENT)
            else:
                yield from self.wrapped([("echo", text)], _INDENT)
        for missing in self.answer.not_recognised:
            words = f"{visible(missing.part)}: not in this reference, so not checked."
            yield from self.wrapped([("unknown", "NOT RECOGNISED"), ("text", words)], _INDENT)

    def title(self) -> Iterator[Spans]:
        title, dated = self.fit(self.answer.title), f"as of {self.answer.about.date}"
        gap = self.width - len(title) - len(dated)
        if gap > 1:
            yield [("title", title), ("quiet", " " * gap + dated)]
        else:
            yield from self.wrapped([("title", self.answer.title)], "")
            yield [("quiet", dated)]

    def section(self, section: Section) -> Iterator[Spans]:
        yield from self.wrapped([("heading", section.title)], "")
        if section.table is not None:
            yield from self.table(section.table)
        for statement in section.statements:
            spans: Spans = []
            if severity := badge(statement, section.title):
                spans.append((severity, severity.upper()))
            spans.append(("text", statement.says))
            if statement.frequency:
                spans.append(("figures", f"How often: {how_often(statement)}."))
            action = None if section.headlines else statement.action
            if place := self.answer.places.get(statement.id):
                spans.append(("next", command(place)))
            yield from self.entry(statement.label, spans, action, self.marker(statement))
        labelled = any(line.label for line in section.lines)
        before = ""
        for line in section.lines:
            if labelled:
                label = "" if line.label == before else line.label
                before = line.label
                yield from self.entry(label, [("text", line.text)], None, self.known(line))
            else:
                yield from self.unlabelled(line)

    def marker(self, statement: Statement) -> str:
        """Who says so, how firmly it is known, and whether another source contradicts it."""
        refs = dict.fromkeys(citation.ref for citation in statement.sources)
        numbers = "".join(f"[{self.number[ref]}]" for ref in refs)
        basis = statement.basis.replace("-", " ")
        full = " for full dose" if statement.from_full_dose else ""
        mark = " ≠" if statement.id in self.contested else ""
        return f"{numbers} {basis}{full}{mark}"

    def known(self, line: Line) -> str:
        """Who says so on a line that is no statement, and how it is known."""
        numbers = "".join(f"[{self.number[ref]}]" for ref in line.sources)
        return f"{numbers} {line.known}".strip()

    def unlabelled(self, line: Line) -> Iterator[Spans]:
        """A line over the whole width, for there is no column of labels beside it."""
        hang = _INDENT * 2
        body = list(self.wrapped([("text", line.text)], hang))
        yield from self._with_marker(body, self.known(line), hang)

    def entry(self, label: str, spans: Spans, action: str | None, marker: str) -> Iterator[Spans]:
        """A label, its text, what to do, and the marker at the right."""
        room = _LABEL + 2 * len(_INDENT)
        if self.narrow or len(label) > _LABEL + 12 or max(map(len, label.split(" "))) > _LABEL:
            hang = _INDENT * 2
            if label:
                yield from self.wrapped([("label", label)], _INDENT)
            left: Iterator[Spans] = iter(())
        else:
            hang = " " * room
            left = self.wrapped([("label", label)], "", width=_LABEL)
        body = list(self.wrapped(spans, hang))
        if action:
            body += self.wrapped([("do", "Do:"), ("action", action)], hang)
        yield from _beside(self._with_marker(body, marker, hang), left)

    def _with_marker(self, body: list[Spans], marker: str, hang: str) -> list[Spans]:
        if not marker:
            return body
        shown = self.fit(marker)
        used = sum(len(text) for _, text in body[-1])
        gap = self.width - used - len(shown)
        if gap > 1:
            body[-1] = [*body[-1], ("marker", " " * gap + shown)]
        elif self.narrow or len(shown) > self.width:
            body += self.wrapped([("marker", marker)], hang)
        else:
            body.append([("marker", shown.rjust(self.width))])
        return body

    def table(self, table: Table) -> Iterator[Spans]:
        """Columns side by side where there is room, with what stands below each row."""
        statements = {s.id: s for s in self.answer.statements}
        rows = [table.columns, *table.rows]
        if table.ids:
            markers = ["Basis", *(self.marker(statements[name]) for name in table.ids)]
            rows = [(*row, marker) for row, marker in zip(rows, markers, strict=True)]
        head, *cells = [[self.glued(cell) for cell in row] for row in rows]
        widths = self.widths([head, *cells])
        if widths is None and table.ids:
            return  # its statements say it too
        if widths is not None:
            yield from self.row(head, widths, "column")
        for number, row in enumerate(cells):
            if widths is not None:
                yield from self.row(row, widths, "text")
            else:
                facts = [f"{name} {cell}" for name, cell in zip(head[1:], row[1:], strict=True)]
                label = f"{head[0]} {row[0]}" if row[0].isdecimal() else row[0]
                yield from self.entry(label, [("text", ", ".join(facts))], None, "")
            for line in table.below[number : number + 1]:
                yield from self.unlabelled(line)
        yield []

    def widths(self, rows: list[list[str]]) -> list[int] | None:
        """How wide the columns of a table are; None when a word would have to be broken."""
        columns = list(zip(*rows, strict=True))
        widths = [max(map(len, column)) for column in columns]
        words = [[word for cell in column for word in cell.split(" ")] for column in columns]
        slack = [width - max(map(len, w)) for width, w in zip(widths, words, strict=True)]
        for _ in range(sum(widths) + len(_INDENT) * len(widths) - self.width):
            widest = slack.index(max(slack))
            if slack[widest] == 0:
                return None
            slack[widest] -= 1
            widths[widest] -= 1
        return widths

    def row(self, cells: list[str], widths: list[int], role: str) -> Iterator[Spans]:
        """One row of a table, each cell on as many lines as it needs."""
        columns = [
            list(self.wrapped([(role, cell)], "", width=width))
            for cell, width in zip(cells, widths, strict=True)
        ]
        for lines in zip_longest(*columns, fillvalue=[("text", "")]):
            spans: Spans = []
            for line, width in zip(lines, widths, strict=True):
                used = sum(len(text) for _, text in line)
                spans += [("text", _INDENT), *line, ("text", " " * (width - used))]
            yield spans

    def notes(self) -> Iterator[Spans]:
        """The reader's own notes, so set apart that nobody takes them for knowledge."""
        yield from self.wrapped([("heading", "Your own notes, no part of this reference")], "")
        for note in self.answer.notes:
            yield from self.wrapped([("label", note.about)], _INDENT)
            hang = _INDENT * 2
            body = [
                line
                for text in as_typed(note.text)
                for line in self.wrapped([("note", text)], hang)
            ]
            yield from self._with_marker(body, f"yours, {note.written}, note {note.id}", hang)

    def differences(self) -> Iterator[Spans]:
        yield [("heading", "Where sources differ")]
        if len(self.answer.disagreements) > self.many and not self.answer.in_full:
            names = " · ".join(point.id for point in self.answer.disagreements)
            yield from self.wrapped([("label", f"≠ {names}")], _INDENT)
        else:
            for point in self.answer.disagreements:
                yield from self.entry(
                    f"{self.fit('≠')} {point.id}", [("text", point.point)], None, point.state
                )
        first = self.answer.disagreements[0].id
        yield from self.wrapped([("next", command(f"disagreements {first}"))], _INDENT)

    def sources(self) -> Iterator[Spans]:
        """Who says so: each source with its places, or names only where they are many."""
        cited = set(self.answer.cited)
        sources = [source for source in self.answer.sources if source.id in cited]
        if sources:
            yield []
            yield [("heading", "Sources")]
        if len(sources) > self.many and not self.answer.in_full:
            names = (
                f"[{self.number[s.id]}]{GLUE}{s.name}, {s.seen.replace('-', ' ')}" for s in sources
            )
            yield from self.wrapped([("source", " · ".join(names))], _INDENT)
        else:
            for source in sources:
                yield from self.source(source)

    def source(self, source: Source) -> Iterator[Spans]:
        places = dict.fromkeys(
            citation.at
            for statement in self.answer.statements
            for citation in statement.sources
            if citation.ref == source.id
        )
        number = f"[{self.number[source.id]}]"
        seen = source.seen.replace("-", " ")
        parts = [f"{source.name} ({source.id})", seen, findable(source), "; ".join(places)]
        words = " · ".join(part for part in parts if part)
        hang = " " * (len(_INDENT) + len("[99] "))
        body = list(self.wrapped([("source", words)], hang))
        yield from _beside(body, iter([[("marker", number)]]))

    def glued(self, text: str) -> str:
        """Text as the stream can show it, its numbers and their units held together."""
        return held_together(self.fit(text))

    def wrapped(
        self, spans: Iterable[Span], hang: str, width: int | None = None
    ) -> Iterator[Spans]:
        """The spans on lines that begin with `hang`, broken between words."""
        room = max((width or self.width) - len(hang), 1)
        line: Spans = []
        used = 0
        for role, text in spans:
            for word in self.glued(text).split(" "):
                for piece in [word[i : i + room] for i in range(0, len(word), room)]:
                    if used and used + 1 + len(piece) > room:
                        yield [("text", hang), *line]
                        line, used = [], 0
                    if used:
                        line.append((role if line[-1][0] == role else "text", " "))
                        used += 1
                    line.append((role, piece))
                    used += len(piece)
        yield [("text", hang), *line]


def _beside(body: list[Spans], left: Iterator[Spans]) -> Iterator[Spans]:
    """The body with what stands at its left written into its margin."""
    margins = list(left)
    for index in range(max(len(body), len(margins))):
        line = body[index] if index < len(body) else [("text", "")]
        if index < len(margins):
            margin = [span for span in margins[index] if span[1]]
            used = sum(len(text) for _, text in margin)
            indent = _INDENT if line[0][1].startswith(" " * (used + len(_INDENT))) else ""
            rest = " " * (len(line[0][1]) - used - len(indent))
            line = [("text", indent), *margin, ("text", rest), *line[1:]]
        yield line
