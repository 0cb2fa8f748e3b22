"""A card on lines: at most a screen of them; the least weighty facts give way. Knows no colours."""

from collections import Counter
from collections.abc import Iterator

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import GAP, KEPT, Card, Fact
from ldnref.formats.characters import GLUE, Fit, short
from ldnref.formats.dose_line import dose_line
from ldnref.formats.lines import INDENT, NARROW, WIDEST, Setter, Spans, length
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: The lines of a card: a screen of 24 less the prompt, and one to breathe.
SCREEN = 22

#: The column of labels, at least and at most.
_LABEL, _WIDEST_LABEL = 12, 18

#: The marks of a fact.
_MARKS = 2

#: How a kind of source is said at the foot; others are said by their own name.
_KINDS = {
    "seed": "starting document",
    "systematic-review": "review",
    "observational": "cohort",
    "position": "society",
    "reference": "",
    "charity": "charity",
    "news": "news",
    "label": "",
}


def lines(answer: Answer, card: Card, width: int, fit: Fit, *, drawn: bool) -> Iterator[Spans]:
    """The card on lines no wider than `width`."""
    screen = _Glance(answer, card, Setter(min(max(width, 20), WIDEST), fit), drawn=drawn)
    return iter(screen.fitted())


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
        #: The column of labels.
        self.label = _LABEL

    def fitted(self) -> list[Spans]:
        """The card with as many facts as a screen holds; on a narrow one, with all of them."""
        facts = list(self.card.facts)
        laid = self.laid(facts)
        if len(laid) <= SCREEN or self.set.width < NARROW:
            return laid
        facts = self.packed(facts)
        laid = self.laid(facts)
        while len(laid) > SCREEN and self.most > 1:
            self.most -= 1
            laid = self.laid(facts)
        return laid

    def packed(self, facts: list[Fact]) -> list[Fact]:
        """The facts that a screen holds, the weightiest first; then what to do about each."""
        chosen: dict[int, Fact] = {}

        def fits(place: int, fact: Fact) -> bool:
            trial = {**chosen, place: fact}
            return len(self.laid([trial[at] for at in sorted(trial)])) <= SCREEN

        order = sorted(range(len(facts)), key=lambda place: facts[place].rank)
        for at in order:
            whole, less = facts[at], facts[at]._replace(do=None)
            mild = whole.label and whole.says and whole.severity in (None, "caution")
            forms = [whole, less] if mild else [whole]
            if self.card.broad and whole.says:
                forms = [less]
            if whole.rank == KEPT:
                chosen[at] = whole
            elif fitting := [form for form in forms if fits(at, form)]:
                chosen[at] = fitting[0]
        for at in order:
            if at in chosen and chosen[at] != facts[at] and fits(at, facts[at]):
                chosen[at] = facts[at]
        return [chosen[at] for at in sorted(chosen)]

    def laid(self, facts: list[Fact]) -> list[Spans]:
        """Title, what was typed, the facts, points, the foot, what is left out, the notice."""
        number: dict[str, int] = {}
        longest = max((len(fact.label) for fact in facts), default=0)
        self.label = min(max(longest, _LABEL), _WIDEST_LABEL)
        most = 1 if self.card.broad else _MARKS
        found = [*self.title(), *self.echo(), *self.drawing()]
        for fact in facts:
            marks = [number.setdefault(ref, len(number) + 1) for ref in fact.sources[:most]]
            found += self.fact(fact, "".join(f"[{n}]" for n in marks))
        found += [*self.points(facts), *self.foot(number, facts), *self.more(facts)]
        return [*found, *self.set.wrapped([("notice", self.answer.about.notice_short)])]

    def title(self) -> Iterator[Spans]:
        dated = f"as of {self.answer.about.date}"
        spans: Spans = [("title", self.set.fit(short(self.card.title)))]
        if self.card.severity:
            spans[0] = ("title", spans[0][1] + ": ")
            spans.append((self.card.severity, self.card.severity.upper().replace("-", " ")))
            spans += [("unknown", self.card.beside)] * bool(self.card.beside)
        gap = self.set.width - length(spans) - len(dated)
        if gap > 1:
            yield [*spans, ("quiet", " " * gap + dated)]
        else:
            yield from self.set.wrapped(spans)
            yield [("quiet", dated)]

    def echo(self) -> Iterator[Spans]:
        for text in self.card.echo:
            yield from self.set.wrapped([("echo", text)], INDENT)

    def drawing(self) -> Iterator[Spans]:
        if self.answer.scale is not None and self.set.width >= NARROW:
            rows = self.answer.scale.rows
            first = self.answer.scale._replace(
                rows=rows[: 2 if self.answer.asked.get("condition") else 1]
            )
            yield from dose_line(first, self.set.width, self.set.fit, drawn=self.drawn)

    def fact(self, fact: Fact, marks: str) -> Iterator[Spans]:
        """A label, what is the case with its marks, and what to do: on one line where it fits."""
        if fact.heading:
            role = fact.severity or "heading"
            yield from self.set.wrapped([(role, fact.says), ("action", fact.do or "")])
            return
        says: Spans = []
        if fact.severity and fact.severity != self.card.severity:
            says.append((fact.severity, fact.severity.upper().replace("-", " ")))
        if fact.says:
            says.append(("text", fact.says))
        acts: Spans = []
        if fact.do:
            acts += [("do", "Do:"), ("action", fact.do)]
        if fact.ask:
            acts += [("unknown", "Ask:"), ("action", fact.ask)]
        if not fact.label:
            yield from self.marked([*says, *acts], marks, INDENT)
            return
        narrow = self.set.width < NARROW
        hang = INDENT * 2 if narrow else " " * (self.label + len(INDENT) + 1)
        body = self.body(says, acts, marks, hang)
        if narrow:
            if fact.label != GAP:
                yield from self.set.wrapped([("label", fact.label)], INDENT)
            yield from body
            return
        word = fact.label.lower()
        role = word if word in SEVERITIES else "label"
        left = list(self.set.wrapped([(role, fact.label)], width=self.label))
        for n in range(max(len(left), len(body))):
            line = body[n] if n < len(body) else [("text", "")]
            margin = left[n] if n < len(left) else [("text", "")]
            space = " " * (self.label + 1 - length(margin))
            rest = line[1:] if line[0] == ("text", hang) else _after(line, len(hang))
            yield [("text", INDENT), *margin, ("text", space), *rest]

    def body(self, says: Spans, acts: Spans, marks: str, hang: str) -> list[Spans]:
        """What is the case and what to do, on as few lines as hold them, with the marks."""
        both = list(self.set.wrapped([*says, *acts], hang))
        if len(both) == 1 and length(both[0]) + len(marks) < self.set.width - 1:
            return self.marked([*says, *acts], marks, hang)
        apart = list(self.set.wrapped(says, hang)) if says else []
        done = list(self.set.wrapped(acts, hang)) if acts else []
        if apart and done and length(apart[-1]) + len(marks) > self.set.width - 2:
            return [*apart, *self.set.with_marker(done, marks, hang)]
        return [*self.set.with_marker(apart or done, marks, hang), *(done if apart else [])]

    def marked(self, spans: Spans, marks: str, hang: str) -> list[Spans]:
        return self.set.with_marker(list(self.set.wrapped(spans, hang)), marks, hang)

    def points(self, facts: list[Fact]) -> Iterator[Spans]:
        """The points that these facts touch, and the command for the first."""
        shown = {statement.id for statement in self.answer.statements}
        ids = {name for fact in facts for name in fact.ids} & shown
        touched = [
            point.id
            for point in self.card.points
            if point.state != "resolved"
            and (not ids or any(ids.intersection(side.statements) for side in point.sides))
        ]
        if touched:
            command = f"(ldnref disagreements {touched[0]})".replace(" ", GLUE)
            told = [("quiet", "≠ open:"), ("source", touched[0]), ("source", command)]
            for more in touched[1:]:
                wider = [told[0], ("source", f"{told[1][1]} · {more}"), told[2]]
                if len(list(self.set.wrapped(wider, INDENT))) == 1:
                    told = wider
            yield from self.set.wrapped(told, INDENT)

    def foot(self, number: dict[str, int], facts: list[Fact]) -> Iterator[Spans]:
        """Who the marks are, on at most three lines."""
        full = {ref for fact in facts if fact.full_dose for ref in fact.sources}
        entries = [
            f"[{n}] {self.known(self.named[ref], ref in full)}".replace(" ", GLUE)
            for ref, n in number.items()
            if ref in self.named
        ]
        if not entries:
            return
        laid = list(self.set.wrapped([("quiet", " ".join(entries))], INDENT))
        while len(laid) > self.most and self.set.width >= NARROW:
            entries.pop()
            words = f"{' '.join(entries)} … all {len(number)}: --all"
            laid = list(self.set.wrapped([("quiet", words)], INDENT))
        yield from laid

    @staticmethod
    def known(source: Source, full: bool) -> str:
        """A source by its short name, with its kind, or the dose that it speaks of."""
        name = source.short or source.name
        kind = "50 mg" if full and source.kind in ("label", "regulator", "reference") else None
        said = kind or _KINDS.get(source.kind, source.kind)
        return f"{name}, {said}" if said and said not in name.lower() else name

    def more(self, facts: list[Fact]) -> Iterator[Spans]:
        """How much is left out, contraindications by name, and the command that shows it."""
        shown = {name for fact in facts for name in fact.ids}
        hidden = [s for s in self.card.rest if s.id not in shown]
        known = {s.id for s in self.card.rest}
        gone = [f for f in self.card.facts if f.ids and not {*f.ids} & known and f not in facts]
        count = len(hidden) + self.card.others + len(gone)
        if self.card.everything:
            worst = _worst(hidden)
            words = f"{count} more{worst}: " if count else "Why, with places and dates: "
            told = f"{words}ldnref {self.card.everything}".replace(" --all", f"{GLUE}--all")
            yield from self.set.wrapped([("text" if worst else "next", told)], INDENT)
        if self.card.beyond:
            words = f"The rest: ldnref {self.card.beyond}".replace("ldnref ", f"ldnref{GLUE}")
            yield from self.set.wrapped([("next", words)], INDENT)
        if self.card.also:
            words = " · ".join(f"ldnref {one}".replace(" ", GLUE) for one in self.card.also)
            yield from self.set.wrapped([("next", words)], INDENT)


def _after(line: Spans, columns: int) -> Spans:
    """A line of marks alone, less the columns of the margin."""
    role, text = line[0]
    return [(role, text[columns:]), *line[1:]]


def _worst(hidden: list[Statement]) -> str:
    """What is contraindicated among what is left out, by name; what is to be avoided, counted."""
    grave = [s.label for s in hidden if s.severity == SEVERITIES[0] and s.limit is None]
    avoid = Counter(s.severity for s in hidden)["avoid"]
    told = [f"CONTRAINDICATED: {', '.join(grave)}"] if grave else []
    told += [f"{avoid} AVOID"] if avoid else []
    return f" ({'; '.join(told)})" if told else ""
