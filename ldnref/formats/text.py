"""The layout of every text screen: which words of an answer stand where. Knows no colours."""

from collections.abc import Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section, Table, badge, reviewed
from ldnref.answers.drawn import how_often
from ldnref.formats.characters import Fit, short, visible
from ldnref.formats.dose_line import dose_line
from ldnref.formats.lines import INDENT, WIDEST, Setter, Spans, beside, command, joined, unglued
from ldnref.knowledge.model_statements import Statement

#: The column of labels.
_LABEL = 18


def render(answer: Answer, width: int, fit: Fit) -> str:
    """The answer as plain text, each line ended."""
    return "".join(pieces(answer, width, fit))


def pieces(answer: Answer, width: int, fit: Fit) -> Iterator[str]:
    """The same line by line."""
    return map(joined, lines(answer, width, fit, drawn=False))


def lines(answer: Answer, width: int, fit: Fit, *, drawn: bool) -> Iterator[Spans]:
    """The answer as lines of spans no wider than `width`; `drawn` allows blocks and boxes."""
    if answer.glance is not None:
        from ldnref.formats import card  # noqa: PLC0415 - the whole answer does not wait for it

        return map(unglued, card.lines(answer, answer.glance, width, fit, drawn=drawn))
    screen = max(width, 20)
    return map(unglued, _Screen(answer, screen, fit, drawn=drawn).lines())


class _Screen:
    """One answer laid out at one width."""

    def __init__(self, answer: Answer, screen: int, fit: Fit, *, drawn: bool) -> None:
        self.answer = answer
        #: Words keep to a length that is read with ease; a map may be wider.
        self.set = Setter(min(screen, WIDEST), fit)
        self.screen = screen
        self.drawn = drawn
        self.number = {source.id: n for n, source in enumerate(answer.sources, 1)}
        self.contested = answer.contested

    def lines(self) -> Iterator[Spans]:
        """Title, what was typed, the sections, where sources differ, sources, next, notice."""
        # A card does not wait for these.
        from ldnref.formats.step_chart import step_chart  # noqa: PLC0415
        from ldnref.formats.text_foot import Foot  # noqa: PLC0415

        answer = self.answer
        yield from self.title()
        yield from self.echo()
        if answer.chart is not None:
            yield []
            # Not at the top: few answers have a map.
            from ldnref.formats.evidence_map import evidence_map  # noqa: PLC0415

            yield from evidence_map(answer.chart, self.screen, self.set.fit)
        for number, section in enumerate(answer.sections):
            yield []
            yield from self.section(section)
            if number == 0 and answer.scale is not None:
                yield []
                yield from dose_line(answer.scale, self.set.width, self.set.fit, drawn=self.drawn)
            if number == 0 and answer.stairs:
                yield []
                yield from step_chart(answer.stairs, self.set.width, self.set.fit, drawn=self.drawn)
        yield from Foot(answer, self.set, self.entry).lines()

    def echo(self) -> Iterator[Spans]:
        """What was typed beside what it is; what is not recognised, loudly."""
        if "not_recognised" in self.answer.tells:
            return
        for one in self.answer.resolved:
            typed, name = visible(one.input), one.named.name
            text = f"{typed}: {'' if typed == name else f'{name}, '}{one.named.what}"
            if one.asks is not None:
                text = sentences.IF_IT_IS.format(
                    typed=typed, name=name, what=one.named.what, asks=one.asks
                )
                yield from self.set.wrapped([("unknown", "ASK"), ("text", text)], INDENT)
            else:
                yield from self.set.wrapped([("echo", text)], INDENT)
        for missing in self.answer.not_recognised:
            words = sentences.NOT_IN_HERE.format(part=visible(missing.part))
            yield from self.set.wrapped([("unknown", "NOT RECOGNISED"), ("text", words)], INDENT)

    def title(self) -> Iterator[Spans]:
        title, dated = self.set.fit(short(self.answer.title)), f"as of {self.answer.about.date}"
        gap = self.set.width - len(title) - len(dated)
        if gap > 1:
            yield [("title", title), ("quiet", " " * gap + dated)]
        else:
            yield from self.set.wrapped([("title", title)])
            yield [("quiet", dated)]

    def section(self, section: Section) -> Iterator[Spans]:
        yield from self.set.wrapped([(section.severity or "heading", short(section.title))])
        if section.table is not None:
            yield from self.table(section.table)
        for statement in section.statements:
            spans: Spans = []
            if severity := badge(statement, section.severity):
                spans.append((severity, severity.upper()))
            spans.append(("text", statement.says))
            if statement.frequency:
                spans.append(("figures", f"How often: {how_often(statement.frequency)}."))
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
                says = [(line.severity or "text", line.text)]
                yield from self.entry(label, says, None, self.known(line), line.severity or "label")
            else:
                yield from self.unlabelled(line)

    def marker(self, statement: Statement) -> str:
        """Who says so, how firmly it is known, and whether another source contradicts it."""
        refs = dict.fromkeys(citation.ref for citation in statement.sources)
        numbers = "".join(f"[{self.number[ref]}]" for ref in refs)
        basis = statement.basis.replace("-", " ")
        full = f" {sentences.FOR_FULL_DOSE}" if statement.from_full_dose else ""
        mark = " ≠" if statement.id in self.contested else ""
        return f"{numbers} {basis}{full}{reviewed(statement)}{mark}"

    def known(self, line: Line) -> str:
        """Who says so on a line that is no statement, and how it is known."""
        numbers = "".join(f"[{self.number[ref]}]" for ref in line.sources)
        return f"{numbers} {line.known}".strip()

    def unlabelled(self, line: Line) -> Iterator[Spans]:
        """A line over the whole width, for there is no column of labels beside it."""
        hang = INDENT * 2
        body = list(self.set.wrapped([("text", line.text)], hang))
        yield from self.set.with_marker(body, self.known(line), hang)

    def entry(
        self, label: str, spans: Spans, action: str | None, marker: str, role: str = "label"
    ) -> Iterator[Spans]:
        """A label, its text, what to do, and the marker at the right."""
        label = short(label)
        room = _LABEL + 2 * len(INDENT)
        if self.set.narrow or len(label) > _LABEL + 12 or max(map(len, label.split(" "))) > _LABEL:
            hang = INDENT * 2
            if label:
                yield from self.set.wrapped([(role, label)], INDENT)
            left: Iterator[Spans] = iter(())
        else:
            hang = " " * room
            left = self.set.wrapped([(role, label)], width=_LABEL)
        body = list(self.set.wrapped(spans, hang))
        if action:
            body += self.set.wrapped([("do", "Do:"), ("action", action)], hang)
        yield from beside(self.set.with_marker(body, marker, hang), left)

    def table(self, table: Table) -> Iterator[Spans]:
        """Columns side by side where there is room, with what stands below each row."""
        statements = {s.id: s for s in self.answer.statements}
        rows = [table.columns, *table.rows]
        if table.ids:
            markers = ["Basis", *(self.marker(statements[name]) for name in table.ids)]
            rows = [(*row, marker) for row, marker in zip(rows, markers, strict=True)]
        head, *cells = [[self.set.glued(cell) for cell in row] for row in rows]
        widths = self.set.widths([head, *cells])
        if widths is None and table.ids:
            return  # its statements say it too
        if widths is not None:
            yield from self.set.row(head, widths, "column")
        for number, row in enumerate(cells):
            if widths is not None:
                yield from self.set.row(row, widths, "text")
            else:
                facts = [f"{name} {cell}" for name, cell in zip(head[1:], row[1:], strict=True)]
                label = f"{head[0]} {row[0]}" if row[0].isdecimal() else row[0]
                yield from self.entry(label, [("text", ", ".join(facts))], None, "")
            for line in table.below[number : number + 1]:
                yield from self.unlabelled(line)
        yield []
