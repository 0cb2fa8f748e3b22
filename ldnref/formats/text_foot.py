"""What stands below the sections of a text screen: notes, where sources differ, the sources."""

from collections.abc import Callable, Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.sources import findable
from ldnref.formats.characters import GLUE, as_typed
from ldnref.formats.lines import INDENT, Setter, Spans, beside, command
from ldnref.knowledge.model_sources import Source


class Foot:
    """The foot of one answer at one width."""

    def __init__(
        self, answer: Answer, setter: Setter, entry: Callable[..., Iterator[Spans]]
    ) -> None:
        self.answer = answer
        self.set = setter
        #: Sets a label with its text.
        self.entry = entry
        self.number = {source.id: n for n, source in enumerate(answer.sources, 1)}

    def lines(self) -> Iterator[Spans]:
        """The reader's notes, where sources differ, who says so, and what to look at next."""
        answer = self.answer
        if answer.notes:
            yield []
            yield from self.notes()
        if answer.disagreements and "disagreements" not in answer.tells:
            yield []
            yield from self.differences()
        yield from self.sources()
        yield []
        if answer.next:
            words = " · ".join(map(command, answer.next))
            yield from self.set.wrapped([("next-word", "Next:"), ("next", words)])
        yield from self.set.wrapped([("notice", answer.about.notice)])

    def notes(self) -> Iterator[Spans]:
        """The reader's own notes, so set apart that nobody takes them for knowledge."""
        yield from self.set.wrapped([("heading", sentences.OWN_NOTES)])
        for note in self.answer.notes:
            yield from self.set.wrapped([("label", note.about)], INDENT)
            hang = INDENT * 2
            body = [
                line
                for text in as_typed(note.text)
                for line in self.set.wrapped([("note", text)], hang)
            ]
            yield from self.set.with_marker(body, f"yours, {note.written}, note {note.id}", hang)

    def differences(self) -> Iterator[Spans]:
        """The points, or their names where they are many, and the command for the first."""
        yield [("heading", sentences.WHERE_DIFFER)]
        if len(self.answer.disagreements) > self.answer.many and not self.answer.in_full:
            names = " · ".join(point.id for point in self.answer.disagreements)
            yield from self.set.wrapped([("label", f"≠ {names}")], INDENT)
        else:
            for point in self.answer.disagreements:
                yield from self.entry(
                    f"{self.set.fit('≠')} {point.id}", [("text", point.point)], None, point.state
                )
        first = self.answer.disagreements[0].id
        yield from self.set.wrapped([("next", command(f"disagreements {first}"))], INDENT)

    def sources(self) -> Iterator[Spans]:
        """Who says so: each source with its places, or names only where they are many."""
        cited = set(self.answer.cited)
        sources = [source for source in self.answer.sources if source.id in cited]
        if sources:
            yield []
            yield [("heading", "Sources")]
        if len(sources) > self.answer.many and not self.answer.in_full:
            names = (
                f"[{self.number[s.id]}]{GLUE}{s.name}, {s.seen.replace('-', ' ')}" for s in sources
            )
            yield from self.set.wrapped([("source", " · ".join(names))], INDENT)
        else:
            for source in sources:
                yield from self.source(source)

    def source(self, source: Source) -> Iterator[Spans]:
        """One source with how much of it was seen, its number, and the places in it."""
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
        hang = " " * (len(INDENT) + len("[99] "))
        body = list(self.set.wrapped([("source", words)], hang))
        yield from beside(body, iter([[("marker", number)]]))
