"""The evidence: studies side by side, one of them whole, and a map of what was measured."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ldnref.answers.answer import (
    Answer,
    EvidenceMap,
    Line,
    MapRow,
    NotHeldError,
    Resolved,
    Section,
    Table,
    complete,
    without_details,
)
from ldnref.answers.names import normalise
from ldnref.answers.studies import (
    BRACKETS,
    UNCLEAR,
    as_data,
    by_direction,
    capital,
    cells_of,
    compared,
    design,
    firmness,
    how_many,
    how_seen,
    main_of,
    people,
    plain,
    rank,
    said_or_found,
    sentence,
    short,
    told_by,
)
from ldnref.answers.study_filter import Filter, condition, in_words, matching, nothing
from ldnref.knowledge.model import (
    NOT_SEEN,
    Disagreement,
    Figure,
    KnowledgeBase,
    Named,
    Outcome,
    Study,
)

TOPIC = "evidence"

T = TypeVar("T")

#: What a first answer shows: studies in people, with results.
_SHOWN_FIRST = ("trial", "observational")

#: Facts that stand after the results on a study's screen.
_AFTERWARDS = ("adverse-events", "limitations")

#: Facts of which a first answer shows what was seen as most of the study was; doses, numbers of
#: people, adverse effects and limits are never shortened.
_SHORTENED = ("population", "schedule", "comparator")

#: How it is said once that no outcome has one.
_OF_ANY_OUTCOME = {
    "interval": "a confidence interval of any outcome",
    "p": "a p value of any outcome",
}

#: Under what a study stands that is not listed by its condition.
_HEADINGS = {
    "trial": "Pharmacology and safety",
    "observational": "Pharmacology and safety",
    "laboratory": "Laboratory",
    "protocol": "Protocols and registry records",
    "review": "Reviews",
    "position": "Positions and guidance",
    "document": "Labels and other documents",
}


def overview(base: KnowledgeBase, wanted: Filter, *, details: bool = False) -> Answer:
    """The verdict, the studies of the first condition as a table, the others a line each.

    Raises NotHeldError for a condition or design that no study has.
    """
    found, undated = matching(base, wanted)
    filtered = bool(wanted.asked)
    asked_for = condition(base, wanted.condition) if wanted.condition else None
    first = [study for study in found if wanted.design or _is_study(base, study, asked_for)]
    first = first or found
    shown = found if details else first
    topic = base.topics[TOPIC]
    verdict, *rest = (Section(group.title, group.statements) for group in topic.groups)
    verdict = verdict._replace(headlines=not details)
    leading = not filtered or (asked_for is not None and asked_for.id == base.treated[0])
    sections = [
        *([verdict] if leading else []),
        *_sections(base, shown, asked_for, details=details),
        _undated(base, undated),
        *([] if filtered else rest),
    ]
    answer = Answer(
        kind="evidence",
        title=f"The evidence: {in_words(base, wanted)}" if filtered else topic.title,
        about=base.about,
        sections=tuple(sections),
        asked={"topic": TOPIC, **wanted.asked},
        subjects=(TOPIC, asked_for.id if asked_for else base.treated[0]),
        resolved=_echo(wanted, asked_for),
        next=base.about.next["evidence"],
        complete=details,
        also=_refs(shown),
        own={"studies": [as_data(base, study) for study in shown]},
    )
    if not details:
        again = " ".join(part for part in (TOPIC, wanted.options, "--all") if part)
        answer = without_details(answer, again)
        hidden = (*answer.left_out, *(study.id for study in found if study not in shown))
        answer = answer._replace(left_out=hidden, everything=again if hidden else None)
    touching = _touching(
        base, {study.id for study in shown}, frozenset(s.id for s in answer.statements)
    )
    return complete(base, answer._replace(disagreements=touching))


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
    again = f"{TOPIC} {study.id} --all"
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
            disagreements=_touching(base, {study.id}),
            next=(*(f"{command} {study.id}" for command in ("sources", "cite")), TOPIC),
            complete=details,
            left_out=tuple(
                key for key, figures in study.facts.items() for f in figures if f in hidden
            ),
            everything=again if hidden else None,
            also=_refs([study]),
            own={"studies": [as_data(base, study)]},
        ),
    )


def evidence_map(base: KnowledgeBase, wanted: Filter, *, details: bool = False) -> Answer:
    """Studies down, domains across: what each was found to do, or that nobody measured it.

    Without a condition, the one that comes first. Raises NotHeldError as `overview` does, and when
    no study in people that is found has an outcome.
    """
    asked_for = condition(base, wanted.condition or base.treated[0])
    wanted = wanted._replace(condition=wanted.condition or asked_for.name)
    found, undated = (
        [study for study in studies if study.outcomes and study.kind in _SHOWN_FIRST]
        for studies in matching(base, wanted)
    )
    if not found:
        raise nothing(base, wanted)
    rows = tuple(
        MapRow(
            study.id,
            base.sources[study.id].name,
            rank(study),
            people(study),
            cells_of(study),
            tuple(dict.fromkeys(outcome.ref for outcome in study.outcomes)),
        )
        for study in sorted(found, key=firmness)
    )
    measured = {domain for row in rows for domain in row.cells}
    core = asked_for.id == base.treated[0]
    domains = [d for d in base.domains if d.id in measured or (core and d.core)]
    compared = {o.domain for s in found for o in s.outcomes if o.against == "placebo"}
    empty = [d.name for d in domains if d.id not in compared]
    title = f"What was measured: {in_words(base, wanted)}"
    chart = EvidenceMap(title, tuple(domains), rows, BRACKETS)
    return complete(
        base,
        Answer(
            kind="evidence",
            title=title,
            about=base.about,
            sections=(
                Section(
                    "None of these studies compared this with placebo",
                    lines=(Line("", ", ".join(empty)),) if empty else (),
                ),
                _undated(base, undated),
            ),
            asked={"topic": TOPIC, "map": True, **wanted.asked},
            subjects=(TOPIC, asked_for.id),
            resolved=_echo(wanted, asked_for),
            next=tuple(words for words in base.about.next["evidence"] if "--map" not in words),
            complete=details,
            chart=chart,
            own={"map": {**_map_as_data(chart), "not_against_placebo": empty}},
        ),
    )


def _echo(wanted: Filter, asked_for: Named | None) -> tuple[Resolved, ...]:
    """The words typed beside the condition that they name, where they are others."""
    if wanted.condition is None or asked_for is None:
        return ()
    if normalise(wanted.condition) == normalise(asked_for.name):
        return ()
    return (Resolved(wanted.condition, asked_for),)


def _refs(studies: Iterable[Study]) -> tuple[str, ...]:
    """Every source that these studies' figures name."""
    return tuple(dict.fromkeys(one.ref for study in studies for one in study.every_figure))


def _no_study(base: KnowledgeBase, wanted: str) -> NotHeldError:
    """That there is no such study; a condition is asked for in another way."""
    try:
        named = condition(base, wanted)
    except NotHeldError:
        return NotHeldError(TOPIC, wanted, base.studies)
    says = f"{named.name} is no study but a condition: ldnref {TOPIC} --condition {named.id}"
    return NotHeldError(TOPIC, wanted, (), says=says)


def _map_as_data(chart: EvidenceMap) -> dict[str, object]:
    return {
        "domains": [{"id": domain.id, "name": domain.name} for domain in chart.domains],
        "rows": [
            {
                "study": row.id,
                "rank": row.rank,
                "n": row.n,
                "cells": {domain: cell._asdict() for domain, cell in row.cells.items()},
            }
            for row in chart.rows
        ],
    }


def _is_study(base: KnowledgeBase, study: Study, asked_for: Named | None) -> bool:
    """Whether a first answer shows it: a study in people, of what was asked or LDN is used for."""
    return _comes_first(base, study) or (asked_for is not None and study.kind in _SHOWN_FIRST)


def _comes_first(base: KnowledgeBase, study: Study) -> bool:
    """Whether it is a study in people of a condition that LDN is used for."""
    return study.kind in _SHOWN_FIRST and not set(study.conditions).isdisjoint(base.treated)


def _sections(
    base: KnowledgeBase, studies: list[Study], asked_for: Named | None, *, details: bool
) -> Iterator[Section]:
    """The first condition as a table; other conditions; then what is no study of a condition."""
    leading = [s for s in studies if base.treated[0] in s.conditions and _comes_first(base, s)]
    leading.sort(key=firmness)
    if leading:
        yield _as_table(base, leading)
    left = [study for study in studies if study not in leading]
    heads = {study.id: _heading(base, study, asked_for) for study in left}
    treated = (capital(base.names[name].name) for name in base.treated)
    for heading in dict.fromkeys((*treated, *heads.values())):
        group = [study for study in left if heads[study.id] == heading]
        if group:
            lines = tuple(_entry(base, study, details=details) for study in group)
            yield Section(heading, lines=lines)


def _heading(base: KnowledgeBase, study: Study, asked_for: Named | None) -> str:
    """What a study stands under: the condition asked for, where it is one of several."""
    if _comes_first(base, study):
        if asked_for is not None and asked_for.id in study.conditions:
            return capital(asked_for.name)
        name = next(name for name in base.treated if name in study.conditions)
        return capital(base.names[name].name)
    return _HEADINGS[study.kind]


def _as_table(base: KnowledgeBase, studies: list[Study]) -> Section:
    lines = [
        Line(base.sources[s.id].name, by_direction(base, s), told_by(s, "dose"), how_seen(s))
        for s in studies
    ]
    rows = [
        (base.sources[s.id].name, design(s), how_many(s), short(s, "dose"), short(s, "duration"))
        for s in studies
    ]
    columns = ("Study", "Design", "n", "Dose", "Time")
    return Section(
        capital(base.names[base.treated[0]].name),
        lines=(Line("", f"{UNCLEAR}; {BRACKETS}"),),
        table=Table(columns, tuple(rows), below=tuple(lines)),
    )


def _entry(base: KnowledgeBase, study: Study, *, details: bool = False) -> Line:
    """A study on a line: its first main figure, with details all of them; or what it says."""
    main = main_of(study)[: None if details else 1]
    text = " ".join(sentence(one) if isinstance(one, Outcome) else one.says for one in main)
    count = how_many(study)
    origins = dict.fromkeys(plain(one.origin) for one in main)
    told = [design(study), *([] if count == NOT_SEEN else [f"n {count}"]), *origins]
    refs = tuple(dict.fromkeys((study.id, *(one.ref for one in main))))
    return Line(base.sources[study.id].name, text, refs, ", ".join(told))


def _conditions(base: KnowledgeBase, study: Study) -> str:
    return ", ".join(base.names[name].name for name in study.conditions)


def _seen_in(seen: Figure | Outcome) -> tuple[str, str, str | None]:
    return seen.ref, seen.origin, seen.at


def _by(key: Callable[[T], object], things: Iterable[T]) -> list[list[T]]:
    """The things in lists of those with the same key, in the order of the first of each."""
    found: dict[object, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return list(found.values())


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
            if any(map(self.usually, figures)):
                yield from (figure for figure in figures if not self.usually(figure))

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


def _touching(
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


def _undated(base: KnowledgeBase, studies: Iterable[Study]) -> Section:
    return Section("Year not seen", lines=tuple(_entry(base, study) for study in studies))
