"""A card on lines: at most a screen of them; the least weighty facts give way. Knows no colours."""

from collections.abc import Iterator, Sequence

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import CAUTIONED, KEPT, Card, Fact
from ldnref.formats.card_words import heading, known, left_out, open_points
from ldnref.formats.characters import GLUE, Fit, as_typed, short, visible
from ldnref.formats.dose_line import dose_line
from ldnref.formats.lines import INDENT, NARROW, WIDEST, Setter, Spans, beside, length

#: The lines of a card, a screen of 24 less the prompt and one to breathe; the width of a screen.
SCREEN, _USUAL = 22, 80

#: The column of labels, and how wide it gets for a long word.
_LABEL, _LONG_LABEL = 15, 18

#: The sources of one fact that have a mark; the lines of sources at the foot of a full card.
_MARKED, _FEW = 2, 2

#: Of what is never left out, as many say what to do.
_ACTS = 2

#: So many of the reader's own notes are shown, and so much of each.
_NOTES, _NOTE = 3, 150


def lines(answer: Answer, card: Card, width: int, fit: Fit, *, drawn: bool) -> Iterator[Spans]:
    """The card on lines no wider than `width`."""
    glance = _Glance(answer, card, Setter(min(max(width, 20), WIDEST), fit), drawn=drawn)
    if glance.set.narrow:
        return iter(glance.laid(shown(answer, card, fit)))
    return iter(glance.laid(glance.fitting()))


def shown(answer: Answer, card: Card, fit: Fit) -> list[Fact]:
    """The facts that a usual screen holds."""
    return _Glance(answer, card, Setter(_USUAL, fit), drawn=False).fitting()


class _Glance:
    """One card at one width."""

    def __init__(self, answer: Answer, card: Card, setter: Setter, *, drawn: bool) -> None:
        self.answer = answer
        self.card = card
        self.set = setter
        self.drawn = drawn
        self.named = {source.id: source for source in answer.sources}
        #: Lines of sources at the foot.
        self.most = card.foot
        labels = (part for one in card.facts if not one.run_in for part in _parts(one.label))
        widest = max(map(len, labels), default=0)
        self.column = min(max(widest, _LABEL), _LONG_LABEL)
        self.hang = INDENT * 2 if setter.narrow else INDENT + " " * (self.column + 1)

    def fitting(self) -> list[Fact]:
        """As many facts as a screen holds: the foot gives way first, then the least weighty."""
        facts = list(self.card.facts)
        over = len(self.laid(facts)) - SCREEN
        if over > 0:
            self.most = min(self.most, _FEW)
        while (over := len(self.laid(facts)) - SCREEN) > 0 and _less(facts, over):
            pass
        if over > 0:
            self.most = 1
        return facts

    def laid(self, facts: Sequence[Fact]) -> list[Spans]:
        """Title, what was typed, the facts, points, the foot, what is left out, the notice."""
        number: dict[str, int] = {}
        found = [*self.title(), *self.echo(), *self.drawing()]
        for fact in facts:
            found += self.fact(fact, number)
        found += [*self.notes(), *self.points(facts), *self.foot(number, facts), *self.more(facts)]
        return [*found, *self.set.wrapped([("notice", self.answer.about.notice_short)])]

    def title(self) -> Iterator[Spans]:
        spans: Spans = [("title", short(self.card.title))]
        if self.card.severity:
            spans[0] = ("title", spans[0][1] + ":")
            spans.append((self.card.severity, heading(self.card.severity)))
        if self.card.beside:
            spans.append(("unknown", self.card.beside))
        laid = list(self.set.wrapped(spans))
        yield from self.set.with_marker(laid, f"as of {self.answer.about.date}", "")

    def echo(self) -> Iterator[Spans]:
        for text in self.card.echo:
            yield from self.set.wrapped([("echo", short(text))], INDENT)

    def drawing(self) -> Iterator[Spans]:
        if self.answer.scale is not None and not self.set.narrow:
            first = self.answer.scale._replace(rows=self.answer.scale.rows[:2])
            yield from dose_line(first, self.set.width, self.set.fit, drawn=self.drawn)

    def fact(self, fact: Fact, number: dict[str, int]) -> Iterator[Spans]:
        """A label, what is the case with its marks, and what to do: on one line where it fits."""
        says: Spans = []
        if fact.severity and fact.severity != self.card.severity:
            says.append((fact.severity, heading(fact.severity)))
        if fact.says:
            says.append(("text", fact.says))
        acts: Spans = []
        if fact.do:
            acts += [("do", "Do:"), ("action", fact.do)]
        if fact.ask:
            acts += [("unknown", "Ask:"), ("action", fact.ask)]
        label = " ".join(_parts(short(fact.label)))
        if fact.heading:
            yield from self.set.wrapped([*says, *acts])
        elif fact.run_in or not label:
            named: Spans = [("label", f"{label}:")] if label else []
            yield from self.marked([*named, *says], acts, INDENT, fact.sources, number)
        elif self.set.narrow:
            yield from self.set.wrapped([("label", label)], INDENT)
            yield from self.marked(says, acts, self.hang, fact.sources, number)
        else:
            left = list(self.set.wrapped([("label", label)], width=self.column))
            body = self.marked(says, acts, self.hang, fact.sources, number)
            body += [[("text", self.hang)] for _ in left[len(body) :]]
            yield from beside(body, left)

    def marked(
        self, says: Spans, acts: Spans, hang: str, refs: Sequence[str], number: dict[str, int]
    ) -> list[Spans]:
        """What is the case and what to do on as few lines as hold them, and whose they are.

        The marks stand at the right of one of these lines; where two do not fit, one does.
        """
        one = list(self.set.wrapped([*says, *acts], hang))
        parts = [list(self.set.wrapped(spans, hang)) for spans in (says, acts) if spans]
        apart = [line for part in parts for line in part]
        ways = [(one, 0)] if len(one) == 1 else []
        ways += [(apart, len(part) - 1) for part in parts[:1]] + [(apart, len(apart) - 1)]
        for count in range(min(_MARKED, len(refs)), 0, -1):
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
        last = words.pop() if len(words) > 1 else ("text", "")
        gap = self.set.width - len(margin[1]) - len(last[1]) - len(mark)
        return [*body[:-1], [margin, *words], [margin, last, ("marker", " " * gap + mark)]]

    def notes(self) -> Iterator[Spans]:
        """The reader's own notes, so set apart that nobody takes them for knowledge."""
        notes = self.answer.notes
        if not notes:
            return
        yield from self.set.wrapped([("heading", "Your own notes, no part of this reference")])
        for note in notes[:_NOTES]:
            text = visible(" ".join(as_typed(note.text)), _NOTE)
            spans = [("label", f"{note.about}:"), ("note", text)]
            yield from self.set.wrapped([*spans, ("quiet", f"(note {note.id})")], INDENT)
        if len(notes) > _NOTES:
            words = f"{len(notes) - _NOTES} more of your notes: ldnref{GLUE}notes"
            yield from self.set.wrapped([("next", words)], INDENT)

    def points(self, facts: Sequence[Fact]) -> Iterator[Spans]:
        """The points that these facts touch, and the command for the first."""
        found = open_points(self.answer, self.card, facts)
        if found:
            command = f"(ldnref disagreements {found[0]})".replace(" ", GLUE)
            words = f"{' · '.join(found)} {command}"
            yield from self.set.wrapped([("quiet", "≠ open:"), ("source", words)], INDENT)

    def foot(self, number: dict[str, int], facts: Sequence[Fact]) -> Iterator[Spans]:
        """Who the marks are, on few lines."""
        entries = [
            f"[{n}] {known(self.named[ref], facts, self.answer.about.full_dose)}".replace(" ", GLUE)
            for ref, n in number.items()
        ]
        if not entries:
            return
        laid = list(self.set.wrapped([("quiet", " ".join(entries))], INDENT))
        while len(laid) > self.most and not self.set.narrow:
            entries.pop()
            words = f"{' '.join(entries)} … all {len(number)}: --all"
            laid = list(self.set.wrapped([("quiet", words)], INDENT))
        yield from laid

    def more(self, facts: Sequence[Fact]) -> Iterator[Spans]:
        """How much is left out, contraindications by name, and the command that shows it."""
        commands = []
        if self.card.everything:
            told = f"ldnref {self.card.everything}".replace(" --all", f"{GLUE}--all")
            commands.append(left_out(self.card, facts) + told)
        if self.card.beyond:
            commands.append(f"The rest: ldnref{GLUE}{self.card.beyond}")
        if self.card.also:
            commands.append(" · ".join(f"ldnref {one}".replace(" ", GLUE) for one in self.card.also))
        for words in commands:
            yield from self.set.wrapped([("next", words)], INDENT)


def _parts(label: str) -> Iterator[str]:
    """The words of a label; too long a one is broken at a sign in it, or by a hyphen."""
    for word in label.split():
        rest = word
        while len(rest) > _LONG_LABEL:
            at = max(rest.rfind(sign, 0, _LONG_LABEL) for sign in "-/") + 1
            yield rest[:at] if at else f"{rest[: _LONG_LABEL - 1]}-"
            rest = rest[at or _LONG_LABEL - 1 :]
        yield rest


def _less(facts: list[Fact], over: int) -> bool:
    """Take what weighs least from the facts: lines, what a caution says to do, or any but one."""
    rank = max((one.rank for one in facts), default=KEPT)
    acts = [n for n, one in enumerate(facts) if one.do and one.label]
    cautioned = [n for n in acts if facts[n].severity == "caution"]
    if rank <= CAUTIONED and cautioned:
        facts[cautioned[-1]] = facts[cautioned[-1]]._replace(do=None)
    elif rank == KEPT:
        if len(acts) < _ACTS:
            return False
        facts[acts[-1]] = facts[acts[-1]]._replace(do=None)
    else:
        # No fact takes more than six lines: so many may go at once.
        for _ in range(max(1, over // 6)):
            least = [n for n, one in enumerate(facts) if one.rank == rank]
            if least:
                facts.pop(least[-1])
    return True
