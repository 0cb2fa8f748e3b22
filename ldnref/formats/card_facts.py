"""The facts of a card beside the column of their labels, each with the marks of its sources."""

from collections.abc import Iterator, Sequence

from ldnref.answers.cards.card import GAP, Fact
from ldnref.formats.card_words import ended, heading
from ldnref.formats.characters import short
from ldnref.formats.lines import INDENT, Setter, Spans, beside, length, parts
from ldnref.knowledge.vocabulary import SEVERITIES

#: The column of labels, at least and at most; and the sources of one fact that have a mark.
LABEL, WIDEST_LABEL, MARKS = 12, 18, 2


class Column:
    """The column of labels of one card, and what stands beside it."""

    def __init__(self, setter: Setter, said: str | None, *, broad: bool) -> None:
        self.set = setter
        #: The severity that the title says of the facts.
        self.said = said
        self.broad = broad
        #: How wide the labels are, and what stands before the text beside them.
        self.width, self.hang = LABEL, INDENT * 2

    def widen(self, width: int) -> None:
        """Make room for labels of so many characters; on a narrow screen they stand above."""
        self.width = width
        if not self.set.narrow:
            self.hang = INDENT + " " * (width + 1)

    def fact(self, fact: Fact, *below: Fact, number: dict[str, int]) -> Iterator[Spans]:
        """A label, what is the case with its marks, and what to do: on one line where it fits.

        What goes on with it stands below, beside what is left of the label.
        """
        says, acts = self.spans(fact)
        label = (
            fact.label if fact.label == GAP else " ".join(parts(short(fact.label), WIDEST_LABEL))
        )
        role = label.lower() if label.lower() in SEVERITIES else "label"
        if fact.heading:
            yield from self.set.wrapped([(fact.severity or "heading", fact.says), *acts])
        elif not label:
            yield from self.marked(says, acts, INDENT, fact.sources, number)
        elif self.set.narrow:
            if fact.label != GAP:
                yield from self.set.wrapped([(role, label)], INDENT)
            yield from self.marked(says, acts, self.hang, fact.sources, number)
        else:
            left = list(self.set.wrapped([(role, label)], width=self.width))
            body = self.marked(says, acts, self.hang, fact.sources, number)
            above = list(self.set.wrapped([(role, short(fact.label))], INDENT))
            if len(above) + len(body) < len(left):  # a line as it was typed, or a record's name
                yield from above
                left = []
            for one in below:
                if len(left) <= len(body):
                    left += [[("label", "")]] * (len(body) - len(left)) + [[("label", GAP)]]
                body += self.marked(*self.spans(one), self.hang, one.sources, number)
            body += [[("text", self.hang)] for _ in left[len(body) :]]
            yield from beside(body, left)
            return
        for one in below:
            yield from self.marked(*self.spans(one), self.hang, one.sources, number)

    def spans(self, fact: Fact) -> tuple[Spans, Spans]:
        """What is the case, and what to do and to ask."""
        says: Spans = []
        if fact.severity and fact.severity != self.said:
            says.append((fact.severity, heading(fact.severity)))
        if fact.says:
            says.append(("text", fact.says))
        acts: Spans = []
        if fact.do:
            acts += [("do", "Do:"), ("action", ended(fact.do) if fact.ask else fact.do)]
        if fact.ask:
            acts += [("unknown", "Ask:"), ("action", fact.ask)]
        return says, acts

    def marked(
        self, says: Spans, acts: Spans, hang: str, refs: Sequence[str], number: dict[str, int]
    ) -> list[Spans]:
        """What is the case and what to do on as few lines as hold them, and whose they are.

        The marks stand at the right of one of these lines; where two do not fit, one does.
        """
        first = [*says[:-1], (says[-1][0], ended(says[-1][1]))] if says and acts else says
        one = list(self.set.wrapped([*first, *acts], hang))
        both = (says, acts) if says and acts else ()  # else they are one: a list may be long
        parts = [list(self.set.wrapped(spans, hang)) for spans in both] or [one]
        apart = [line for part in parts for line in part]
        ways = [(one, len(one) - 1)] if len(one) < len(apart) or not apart[1:] else []
        ways += [(apart, len(part) - 1) for part in parts[:1]] + [(apart, len(apart) - 1)]
        for count in range(min(1 if self.broad else MARKS, len(refs)), 0, -1):
            after = dict(number)
            marks = "".join(f"[{after.setdefault(ref, len(after) + 1)}]" for ref in refs[:count])
            for body, at in ways:
                gap = self.set.width - length(body[at]) - len(marks)
                if gap > 0:
                    number.update(after)
                    body[at] = [*body[at], ("marker", " " * gap + marks)]
                    return body
        body = ways[0][0]
        if not refs:
            return body
        # No room: the last word goes down with its mark.
        mark = f"[{number.setdefault(refs[0], len(number) + 1)}]"
        margin, *words = body[-1]
        words, last = self.set.last_apart(words)
        gap = self.set.width - len(margin[1]) - len(last[1]) - len(mark)
        return [*body[:-1], [margin, *words], [margin, last, ("marker", " " * gap + mark)]]


def grouped(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Each fact with those that go on with it."""
    group: list[Fact] = []
    for fact in facts:
        if group and fact.label != GAP:
            yield group
            group = []
        group.append(fact)
    if group:
        yield group
