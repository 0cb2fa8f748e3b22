"""One study: what was found, how it was done, and where each figure was seen."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ldnref.answers.answer import Answer, Line, NotHeldError, Section, complete
from ldnref.answers.names import normalise
from ldnref.answers.studies import (
    as_data,
    capital,
    compared,
    design,
    plain,
    said_or_found,
    sentence,
)
from ldnref.answers.study_filter import condition
from ldnref.knowledge.model import Disagreement, Figure, KnowledgeBase, Outcome, Study

_COMMAND = "evidence"

T = TypeVar("T")

#: Facts that stand after the results on a study's screen.
_AFTERWARDS = ("adverse-events", "limitations")

#: Facts of which a first answer shows what was seen as most of the study was; doses, numbers of
#: people, adverse effects and limits are never shortened.
_SHORTENED = ("population", "schedule", "comparator", "funding")

#: How it is said once that no outcome has one.
_OF_ANY_OUTCOME = {
    "interval": "a confidence interval of any outcome",
    "p": "a p value of any outcome",
}


def one(base: KnowledgeBase, wanted: str, *, details: bool = False) -> Answer:
    """One study, by id or name: what was done, what was found, and where each figure was seen.

    Raises NotHeldError when there is no such study.
    """
    known = {
        normalise(name): study
        for study in base.studies.values()
        for name in (study.id, base.sources[study.id].name)
    }
    study = known.get(normalise(wanted))
    if study is None:
        raise _no_study(base, wanted)
    source = base.sources[study.id]
    origins = Counter(
        one.origin
        for one in study.every_figure
        if one.ref == study.id and one.origin != "calculated"
    )
    usual = origins.most_common(1)[0][0] if origins else source.seen
    page = _Page(base, study, usual)
    done = [key for key in study.facts if key not in _AFTERWARDS]
    hidden = () if details else tuple(page.hidden())
    again = f"{_COMMAND} {study.id} --all"
    of = f", {_conditions(base, study)}" if study.conditions else ""
    sections = (
        Section(said_or_found(study)[0], lines=tuple(page.findings())),
        Section(
            source.title,
            lines=(
                Line("Design", f"{design(study)}{of}"),
                *page.facts(done, without=hidden),
                Line("Seen", f"{plain(usual)}, unless marked", (study.id,)),
            ),
        ),
        Section(
            "Adverse effects and limits",
            lines=(*page.facts(_AFTERWARDS), *page.unseen()),
        ),
    )
    return complete(
        base,
        Answer(
            kind="study",
            title=source.name,
            about=base.about,
            sections=sections,
            asked={"study": study.id},
            subjects=(study.id, *study.conditions),
            disagreements=touching(base, {study.id}),
            next=(*(f"{command} {study.id}" for command in ("sources", "cite")), _COMMAND),
            complete=details,
            left_out=tuple(
                key for key, figures in study.facts.items() for f in figures if f in hidden
            ),
            everything=again if hidden else None,
            also=refs([study]),
            own={"studies": [as_data(base, study)]},
        ),
    )


def _no_study(base: KnowledgeBase, wanted: str) -> NotHeldError:
    """That there is no such study; a condition is asked for in another way."""
    try:
        named = condition(base, wanted)
    except NotHeldError:
        return NotHeldError(_COMMAND, wanted, base.studies)
    says = f"{named.name} is no study but a condition: ldnref {_COMMAND} --condition {named.id}"
    return NotHeldError(_COMMAND, wanted, (), says=says)


def _conditions(base: KnowledgeBase, study: Study) -> str:
    return ", ".join(base.names[name].name for name in study.conditions)


class _Page:
    """The lines of one study; what was seen as most of it was is not marked."""

    def __init__(self, base: KnowledgeBase, study: Study, usual: str) -> None:
        self.study = study
        self.usual = usual
        self.domains = {domain.id: domain.name for domain in base.domains}
        #: What is named where it was not seen; what was seen of no outcome is named once, below.
        self.told = {
            key
            for key in ("effect", "interval", "p")
            if key == "effect" or any(getattr(outcome, key) for outcome in study.outcomes)
        }

    def line(self, label: str, text: str, seen: Figure | Outcome) -> Line:
        """A line, marked where it was not seen as the others were."""
        if self.usually(seen):
            return Line(label, text)
        known = plain(seen.origin) + (f", {seen.at}" if seen.at else "")
        return Line(label, text, () if seen.ref == self.study.id else (seen.ref,), known)

    def usually(self, seen: Figure | Outcome) -> bool:
        """Whether it was seen as most of the study was."""
        return _seen_in(seen) == (self.study.id, self.usual, None)

    def hidden(self) -> Iterator[Figure]:
        """What a first answer leaves out: of a few facts, what other documents add."""
        for key in _SHORTENED:
            figures = self.study.facts.get(key, ())
            shown = [one for one in figures if self.usually(one)] or figures[:1]
            yield from (one for one in figures if one not in shown)

    def facts(self, keys: Iterable[str], without: Iterable[Figure] = ()) -> Iterator[Line]:
        """The facts, those of one kind that were seen in one place together."""
        for key in keys:
            shown = [figure for figure in self.study.facts.get(key, ()) if figure not in without]
            for together in _by(_seen_in, shown):
                text = ". ".join(capital(figure.says) for figure in together)
                yield self.line(plain(key).capitalize(), text, together[0])

    def findings(self) -> Iterator[Line]:
        """What was found, with figures; then, in a line each, what is told without any."""
        for figure in self.study.finding:
            yield self.line(said_or_found(self.study)[1], figure.says, figure)
        bare = [one for one in self.study.outcomes if not (one.effect or one.interval or one.p)]
        for outcome in self.study.outcomes:
            if outcome not in bare:
                label = capital(self.domains[outcome.domain])
                text = sentence(outcome, self.told).removeprefix(f"{label}: ")
                yield self.line(label, capital(text), outcome)
        for together in _by(lambda one: (compared(one), *_seen_in(one)), bare):
            measures = capital(", ".join(outcome.measure for outcome in together))
            text = f"{measures}: {compared(together[0])}."
            yield self.line("No figures seen", text, together[0])

    def unseen(self) -> Iterator[Line]:
        words = [plain(key) for key, figures in self.study.facts.items() if not figures]
        if self.study.outcomes:
            words += [words for key, words in _OF_ANY_OUTCOME.items() if key not in self.told]
        if words:
            yield Line("Not seen", ", ".join(words))


def _seen_in(seen: Figure | Outcome) -> tuple[str, str, str | None]:
    return seen.ref, seen.origin, seen.at


def _by(key: Callable[[T], object], things: Iterable[T]) -> list[list[T]]:
    """The things in lists of those with the same key, in the order of the first of each."""
    found: dict[object, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return list(found.values())


def refs(studies: Iterable[Study]) -> tuple[str, ...]:
    """Every source that these studies' figures name."""
    return tuple(dict.fromkeys(one.ref for study in studies for one in study.every_figure))


def touching(
    base: KnowledgeBase, studies: set[str], statements: frozenset[str] = frozenset()
) -> tuple[Disagreement, ...]:
    """The points that rest on any of these studies, or on any of these statements."""
    held = base.statements

    def names_of(point: Disagreement) -> set[str]:
        return {name for side in point.sides for name in side.statements}

    def refs_of(point: Disagreement) -> set[str]:
        sides = (*point.sides, point.literature)
        refs = {citation.ref for side in sides for citation in side.sources}
        names = (name for name in names_of(point) if name in held)
        return refs.union(c.ref for name in names for c in held[name].sources)

    def rests(point: Disagreement) -> bool:
        return not (studies.isdisjoint(refs_of(point)) and statements.isdisjoint(names_of(point)))

    def width(point: Disagreement) -> int:
        return len(refs_of(point))

    found = [point for point in base.disagreements if rests(point)]
    # What is about few sources is about this one most.
    return tuple(sorted(found, key=width) if len(studies) == 1 else found)
