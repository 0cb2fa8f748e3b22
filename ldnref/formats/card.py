"""A card on lines: at most a screen of them; the least weighty facts give way. Knows no colours."""

from collections.abc import Iterator, Sequence

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import GAP, KEPT, Card, Fact
from ldnref.formats.card_words import heading, known, left_out, open_points, said
from ldnref.formats.characters import GLUE, Fit, as_typed, short, visible
from ldnref.formats.dose_line import dose_line
from ldnref.formats.lines import INDENT, WIDEST, Setter, Spans, beside, length
from ldnref.knowledge.vocabulary import SEVERITIES

#: The lines of a card, a screen of 24 less the prompt and one to breathe; the width of a screen.
SCREEN, _USUAL = 22, 80

#: The column of labels: at least, at most where most facts take two lines, and at most.
_LABEL, _USUAL_LABEL, _WIDEST_LABEL = 12, 15, 18

#: The sources of one fact that have a mark.
_MARKS = 2

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
        self.said = said(card)
        self.named = {source.id: source for source in answer.sources}
        #: Lines of sources at the foot.
        self.most = card.foot
        #: Lines that were laid out already, by what stands on them.
        self.known: dict[tuple[object, ...], list[Spans]] = {}
        #: The column of labels, and what stands before the text beside it.
        self.column, self.hang = _LABEL, INDENT * 2

    def fitting(self) -> list[Fact]:
        """As many facts as a screen holds; of what is always told, what to do gives way."""
        facts = list(self.card.facts)
        if self.fits(facts):
            return facts
        facts = self.packed(facts)
        acts = [at for at, one in enumerate(facts) if one.do and one.label]
        for at in reversed(acts[1:]):
            if not self.fits(facts):
                facts[at] = facts[at]._replace(do=None)
        while self.most > 1 and not self.fits(facts):
            self.most -= 1
        return facts

    def fits(self, facts: Sequence[Fact]) -> bool:
        """Whether a screen holds these facts."""
        return len(self.laid(facts)) <= SCREEN

    def packed(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts that a screen holds, the weightiest first; then what to do about each."""
        chosen: dict[int, Fact] = {}

        def fit(place: int, fact: Fact) -> bool:
            trial = {**chosen, place: fact}
            return self.fits([trial[at] for at in sorted(trial)])

        order = sorted(range(len(facts)), key=lambda place: facts[place].rank)
        for at in order:
            whole, less = facts[at], facts[at]._replace(do=None)
            mild = whole.label and whole.says and whole.severity in (None, "caution")
            forms = [whole, less] if mild else [whole]
            if self.card.broad and whole.says:
                forms = [less]
            if whole.rank == KEPT:
                chosen[at] = whole
            elif fitting := [form for form in forms if fit(at, form)]:
                chosen[at] = fitting[0]
        for at in order:
            if at in chosen and chosen[at] != facts[at] and fit(at, facts[at]):
                chosen[at] = facts[at]
        return [chosen[at] for at in sorted(chosen)]

    def laid(self, facts: Sequence[Fact]) -> list[Spans]:
        """Title, what was typed, the facts, points, the foot, what is left out, the notice."""
        number: dict[str, int] = {}
        longest = max((len(fact.label) for fact in facts), default=0)
        word = max((len(part) for fact in facts for part in _parts(fact.label)), default=0)
        widest = _WIDEST_LABEL if self.card.broad else max(_USUAL_LABEL, word)
        self.column = min(max(longest, _LABEL), widest)
        if not self.set.narrow:
            self.hang = INDENT + " " * (self.column + 1)
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
            few = 2 if self.answer.asked.get("condition") else 1
            first = self.answer.scale._replace(rows=self.answer.scale.rows[:few])
            yield from dose_line(first, self.set.width, self.set.fit, drawn=self.drawn)

    def fact(self, fact: Fact, number: dict[str, int]) -> Iterator[Spans]:
        """A label, what is the case with its marks, and what to do: on one line where it fits."""
        says: Spans = []
        if fact.severity and fact.severity != self.said:
            says.append((fact.severity, heading(fact.severity)))
        if fact.says:
            says.append(("text", fact.says))
        acts: Spans = []
        if fact.do:
            acts += [("do", "Do:"), ("action", fact.do)]
        if fact.ask:
            acts += [("unknown", "Ask:"), ("action", fact.ask)]
        label = fact.label if fact.label == GAP else " ".join(_parts(short(fact.label)))
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
            left = list(self.set.wrapped([(role, label)], width=self.column))
            body = self.marked(says, acts, self.hang, fact.sources, number)
            body += [[("text", self.hang)] for _ in left[len(body) :]]
            yield from beside(body, left)

    def marked(
        self, says: Spans, acts: Spans, hang: str, refs: Sequence[str], number: dict[str, int]
    ) -> list[Spans]:
        """What is the case and what to do on as few lines as hold them, and whose they are.

        The marks stand at the right of one of these lines; where two do not fit, one does.
        """
        one = self.wrapped([*says, *acts], hang)
        parts = [self.wrapped(spans, hang) for spans in (says, acts) if spans]
        apart = [line for part in parts for line in part]
        ways = [(one, 0)] if len(one) == 1 else []
        ways += [(apart, len(part) - 1) for part in parts[:1]] + [(apart, len(apart) - 1)]
        for count in range(min(1 if self.card.broad else _MARKS, len(refs)), 0, -1):
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

    def wrapped(self, spans: Spans, hang: str) -> list[Spans]:
        """The spans on lines; the same ones are laid out many times until a card fits."""
        key = (*spans, hang)
        if key not in self.known:
            self.known[key] = list(self.set.wrapped(spans, hang))
        return list(self.known[key])

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
        """The points that these facts touch, as many as fit, and the command for the first."""
        found = open_points(self.answer, self.card, facts)
        if not found:
            return
        command = f"(ldnref disagreements {found[0]})".replace(" ", GLUE)
        told = found[0]
        for more in found[1:]:
            wider = self.set.wrapped([("", f"≠ open: {told} · {more} {command}")], INDENT)
            told = f"{told} · {more}" if len(list(wider)) == 1 else told
        yield from self.set.wrapped([("quiet", "≠ open:"), ("source", f"{told} {command}")], INDENT)

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
            also = (f"ldnref {one}".replace(" ", GLUE) for one in self.card.also)
            commands.append(" · ".join(also))
        for words in commands:
            yield from self.set.wrapped([("next", words)], INDENT)


def _parts(label: str) -> Iterator[str]:
    """The words of a label; too long a one is broken at a sign in it, or by a hyphen."""
    for word in label.split():
        rest = word
        while len(rest) > _WIDEST_LABEL:
            at = max(rest.rfind(sign, 0, _WIDEST_LABEL) for sign in "-/") + 1
            yield rest[:at] if at else f"{rest[: _WIDEST_LABEL - 1]}-"
            rest = rest[at or _WIDEST_LABEL - 1 :]
        yield rest
