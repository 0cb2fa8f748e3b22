"""What stands below the facts of a card: notes, open points, the sources, what is left out."""

from collections.abc import Iterator, Mapping, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact
from ldnref.answers.patterns import pattern
from ldnref.formats.card_words import LONG, full, heading, known, left_out, open_points
from ldnref.formats.characters import GLUE, as_typed, visible
from ldnref.formats.lines import INDENT, Setter, Spans, command
from ldnref.knowledge.vocabulary import SEVERITIES

#: So many of the reader's own notes are shown, and so much of each.
_NOTES, _NOTE = 3, 150

#: What tells a shell that the command goes on; and where one begins.
_GOES_ON, _COMMAND = " \\", pattern(r"\bldnref\b")

#: One item between the quotation marks of a shell.
_QUOTED = pattern(r"'[^']*'|\"[^\"]*\"|--dose \S+ --all")


class CardFoot:
    """The foot of one card at one width."""

    def __init__(self, answer: Answer, card: Card, setter: Setter) -> None:
        self.answer = answer
        self.card = card
        self.set = setter
        self.named = {source.id: source for source in answer.sources}
        self.notice = list(setter.wrapped([("notice", answer.about.notice_short)]))

    def lines(self, facts: Sequence[Fact], number: Mapping[str, int], most: int) -> Iterator[Spans]:
        """The foot below these facts: `number` by the id of a source, on at most `most` lines."""
        yield from self.notes()
        yield from self.points(facts)
        yield from self.sources(facts, number, most)
        yield from self.more(facts)
        yield from self.notice

    def least(self, number: Mapping[str, int]) -> int:
        """How many lines it has at least: so many are known before it is laid."""
        card = self.card
        parts = (number, card.everything, card.beyond, card.also)
        return len(self.notice) + sum(map(bool, parts))

    def notes(self) -> Iterator[Spans]:
        """The reader's own notes, so set apart that nobody takes them for knowledge."""
        notes = self.answer.notes
        if not notes:
            return
        yield from self.set.wrapped([("heading", sentences.OWN_NOTES)])
        for note in notes[:_NOTES]:
            text = visible(" ".join(as_typed(note.text)), _NOTE)
            spans = [("label", f"{note.about}:"), ("note", text)]
            yield from self.set.wrapped([*spans, ("quiet", f"(note {note.id})")], INDENT)
        if len(notes) > _NOTES:
            words = sentences.MORE_NOTES.format(count=len(notes) - _NOTES, glue=GLUE)
            yield from self.set.wrapped([("next", words)], INDENT)

    def points(self, facts: Sequence[Fact]) -> Iterator[Spans]:
        """The points that these facts touch, as many as fit, and the command for the first."""
        found = open_points(self.answer, self.card, facts)
        if not found:
            return
        command = f"(ldnref disagreements {found[0]})".replace(" ", GLUE)
        told = found[0]
        for more in found[1:]:
            wider = self.set.wrapped([("", f"{sentences.OPEN} {told} · {more} {command}")], INDENT)
            told = f"{told} · {more}" if len(list(wider)) == 1 else told
        yield from self.set.wrapped(
            [("quiet", sentences.OPEN), ("source", f"{told} {command}")], INDENT
        )

    def sources(
        self, facts: Sequence[Fact], number: Mapping[str, int], most: int
    ) -> Iterator[Spans]:
        """Who the marks are, on few lines."""
        dosed = full(facts)
        entries = [
            f"[{n}] {known(self.named[ref], dosed, self.answer.about.full_dose)}".replace(" ", GLUE)
            for ref, n in number.items()
        ]
        if not entries:
            return
        laid = list(self.set.wrapped([("quiet", " ".join(entries))], INDENT))
        while len(laid) > most and not self.set.narrow:
            entries.pop()
            words = f"{' '.join(entries)} … all {len(number)}: --all"
            laid = list(self.set.wrapped([("quiet", words)], INDENT))
        yield from laid

    def more(self, facts: Sequence[Fact]) -> Iterator[Spans]:
        """How much is left out, contraindications by name, and the command that shows it."""
        commands = []
        if self.card.everything:
            told = left_out(self.card, facts)
            commands.append(f"{told}{_again(self.card.everything)}")
        if self.card.beyond:
            commands.append(sentences.REST.format(command=f"ldnref{GLUE}{self.card.beyond}"))
        if self.card.also:
            also = map(command, self.card.also)
            commands.append(" · ".join(also))
        for words in commands:
            # How bad it is never stands in faint letters.
            role = "text" if any(heading(one) in words for one in SEVERITIES[:2]) else "next"
            yield from self.pasted([(role, words)])

    def pasted(self, spans: Spans) -> Iterator[Spans]:
        """Words with a command on lines; one that takes several can be pasted into a shell."""
        laid = list(self.set.wrapped(spans, INDENT))
        longest = max(map(len, spans[0][1].split(" ")))
        room = self.set.width - len(INDENT) - len(_GOES_ON)
        if len(laid) == 1 or f"ldnref{GLUE}" in spans[0][1] or longest > room:
            yield from laid
            return
        told, begins, rest = spans[0][1].partition("ldnref ")
        whole = f"{begins}{rest}".replace(" ", GLUE)
        if told and len(whole) + len(INDENT) <= self.set.width:
            yield from self.set.wrapped([(spans[0][0], told.rstrip())], INDENT)
            yield from self.set.wrapped([(spans[0][0], whole)], INDENT)
            return
        plain = laid
        laid = list(self.set.wrapped(spans, INDENT, self.set.width - len(_GOES_ON)))
        if len(laid) > len(plain):  # a line is worth more to what is held
            yield from plain
            return
        begun = False
        for line in laid[:-1]:
            begun = begun or _COMMAND.search("".join(text for _, text in line)) is not None
            yield [*line, (spans[0][0], _GOES_ON)] if begun else line
        yield laid[-1]


def _again(words: str) -> str:
    """The command that shows everything, to be copied: broken in no name, and last before --all."""
    if len(words) > LONG:
        return sentences.AGAIN
    glued = f"ldnref {words}"
    if any(sign in words for sign in ("'", '"', "--dose")):
        glued = _QUOTED.sub(lambda found: found[0].replace(" ", GLUE), glued)
    return glued.replace(" --all", f"{GLUE}--all")
