"""A card on lines: at most a screen of them; the least weighty facts give way. Knows no colours."""

from collections.abc import Iterator, Sequence
from itertools import islice

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact, Rank
from ldnref.formats.card_facts import LABEL, MARKS, WIDEST_LABEL, Column, grouped
from ldnref.formats.card_foot import CardFoot
from ldnref.formats.card_words import acts, heading, said
from ldnref.formats.characters import Fit, short
from ldnref.formats.dose_line import dose_line
from ldnref.formats.lines import INDENT, WIDEST, Setter, Spans, longest

#: The lines of a card, a screen of 24 less the prompt and one to breathe; the width of a screen.
SCREEN, _USUAL = 22, 80

#: The column of labels, at most, where most facts take two lines.
_USUAL_LABEL = 15

#: How much later a line of its own for what to do is taken up than its fact, on a broad card.
_ACT = 2.5


def lines(answer: Answer, card: Card, width: int, fit: Fit, *, drawn: bool) -> Iterator[Spans]:
    """The card on lines no wider than `width`."""
    glance = _Glance(answer, card, Setter(min(max(width, 20), WIDEST), fit), drawn=drawn)
    # A screen that is less wide holds no less: what is narrower is longer.
    if glance.set.width < _USUAL:
        return glance.laid(shown(answer, card, fit))
    own = glance.fitting()
    if glance.set.width > _USUAL:
        # What to do gives way to no fact for which a broader screen has more room.
        usual, most = shown(answer, card, fit), glance.most
        glance.most = card.foot
        if not acts(usual) <= acts(own) and glance.fits(usual):
            return glance.laid(usual)
        glance.most = most
    return glance.laid(own)


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
        self.foot = CardFoot(answer, card, setter)
        self.head = [*self.title(), *self.echo(), *self.drawing()]
        #: Lines of sources at the foot.
        self.most = card.foot
        #: Facts that were laid out already, with the numbers of their sources.
        self.told: dict[tuple[object, ...], tuple[list[Spans], dict[str, int]]] = {}
        #: Whether a screen holds them, by the facts and the lines of sources.
        self.held: dict[tuple[object, ...], bool] = {}
        #: The column of labels, and the facts beside it.
        self.column = Column(self.set, said(card), broad=card.broad)

    def fitting(self) -> list[Fact]:
        """As many facts as a screen holds; of what is always told, what to do gives way."""
        for facts in (self.card.facts, *self.card.tighter):
            self.most = self.card.foot
            found = self.fitted(list(facts))
            if self.fits(found):
                break
        return found

    def fitted(self, facts: list[Fact]) -> list[Fact]:
        """As many of these as a screen holds; of what is always told, what to do gives way."""
        if self.fits(facts):
            return facts
        facts = self.packed(facts)
        for at in reversed([at for at, one in enumerate(facts) if one.ask and one.do]):
            if not self.fits(facts):
                facts[at] = facts[at]._replace(ask=None)
        acts = [at for at, one in enumerate(facts) if one.do and one.label]
        for at in reversed(acts[1:]):
            if not self.fits(facts):
                facts[at] = facts[at]._replace(do=None)
        while self.most > 1 and not self.fits(facts):
            self.most -= 1
        return facts

    def fits(self, facts: Sequence[Fact]) -> bool:
        """Whether a screen holds these facts."""
        room, number = max(SCREEN - self.answer.above, 0), dict[str, int]()
        # A line each, at the least; laying a broad card tells more than whether it fits.
        if len(facts) > room and not self.card.broad:
            return False
        key = (self.most, *facts)
        if key not in self.held:
            # What is longer is laid no further: a long list would be laid whole for each item.
            told = sum(1 for _ in islice(self.body(facts, number), room + 1))
            self.held[key] = told + self.foot.least(number) <= room and (
                told + sum(1 for _ in self.foot.lines(facts, number, self.most)) <= room
            )
        return self.held[key]

    def packed(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts that a screen holds, the weightiest first; then what to do about each."""
        chosen: dict[int, Fact] = {}

        def fit(place: int, fact: Fact) -> bool:
            trial = {**chosen, place: fact}
            return self.fits([trial[at] for at in sorted(trial)])

        broad = self.card.broad
        tall = {at for at, one in enumerate(facts) if broad and self.taller(one)}
        # Where it takes a line of its own, what to do is taken up later than what is the case.
        order = [(one.rank, at) for at, one in enumerate(facts)]
        order += [(facts[at].rank + _ACT, at) for at in tall]
        for _, at in sorted(order):
            whole, less = facts[at], facts[at]._replace(do=None)
            mild = whole.label and whole.says and whole.severity in (None, "caution")
            forms = [whole, less] if mild else [whole]
            if at in tall and at not in chosen:
                forms = [less]
            if whole.rank == Rank.KEPT:
                chosen[at] = whole
            elif fitting := next((form for form in forms if fit(at, form)), None):
                chosen[at] = fitting
        for _, at in sorted(order):
            if at in chosen and chosen[at] != facts[at] and fit(at, facts[at]):
                chosen[at] = facts[at]
        return [chosen[at] for at in sorted(chosen)]

    def taller(self, one: Fact) -> bool:
        """Whether what to do does not stand on the one line with what is the case."""
        return bool(one.says and one.do) and len([*self.column.fact(one, number={})]) > 1

    def laid(self, facts: Sequence[Fact]) -> Iterator[Spans]:
        """Title, what was typed, the facts, points, the foot, what is left out, the notice."""
        number: dict[str, int] = {}
        yield from self.body(facts, number, keep=False)
        yield from self.foot.lines(facts, number, self.most)

    def body(
        self, facts: Sequence[Fact], number: dict[str, int], *, keep: bool = True
    ) -> Iterator[Spans]:
        """Title, what was typed, and the facts, with the numbers of their sources."""
        label = max((len(fact.label) for fact in facts), default=0)
        word = max((longest(fact.label, WIDEST_LABEL) for fact in facts), default=0)
        widest = WIDEST_LABEL if self.card.broad else max(_USUAL_LABEL, word)
        self.column.widen(min(max(label, LABEL), widest))
        yield from self.head
        for group in grouped(facts):
            refs = [ref for one in group for ref in one.sources[:MARKS]]
            key = (*group, self.column.width, len(number), *map(number.get, refs))
            told = self.told.get(key)
            if told is None:
                after = dict(number)
                laid = list(self.column.fact(*group, number=after))
                told = laid, {ref: after[ref] for ref in refs if ref in after}
                self.told |= {key: told} if keep else {}
            spans, numbers = told
            number.update(numbers)
            yield from spans

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
        if self.card.scale is not None and not self.set.narrow:
            yield from dose_line(self.card.scale, self.set.width, self.set.fit, drawn=self.drawn)
        if self.card.chart is not None:
            # Not at the top: few cards have a map.
            from ldnref.formats.evidence_map import evidence_map  # noqa: PLC0415

            yield from filter(None, evidence_map(self.card.chart, self.set.width, self.set.fit))
