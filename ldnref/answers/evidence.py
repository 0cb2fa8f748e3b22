"""The evidence: studies side by side, one of them whole, and a map of what was measured."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ldnref.answers.answer import (
    Answer,
    EvidenceMap,
    Line,
    MapRow,
    NotHeldError,
    Section,
    Table,
    complete,
    without_details,
)
from ldnref.answers.names import by_name, normalise, wider
from ldnref.answers.studies import (
    BRACKETS,
    as_data,
    by_direction,
    capital,
    cells_of,
    design,
    firmness,
    how_many,
    how_seen,
    people,
    plain,
    rank,
    sentence,
    short,
)
from ldnref.knowledge.model import (
    DESIGNS,
    NOT_SEEN,
    Disagreement,
    Figure,
    KnowledgeBase,
    Outcome,
    Study,
)

TOPIC = "evidence"

#: What a first answer shows: studies in people, with results.
_SHOWN_FIRST = ("trial", "observational")

#: Facts that stand after the results on a study's screen.
_AFTERWARDS = ("adverse-events", "limitations")

_DESIGNS = tuple(design for designs in DESIGNS.values() for design in designs)

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


class Filter(NamedTuple):
    """Which studies are asked for; None asks for all."""

    #: A name of a condition.
    condition: str | None = None
    #: A design, a part of one (`rct`), or a class of designs (`trial`).
    design: str | None = None
    #: The first year of publication.
    since: int | None = None

    @property
    def asked(self) -> dict[str, object]:
        """What was asked, for the envelope and for the command that repeats it."""
        return {key: value for key, value in self._asdict().items() if value is not None}


def overview(base: KnowledgeBase, wanted: Filter, *, details: bool = False) -> Answer:
    """The verdict, the studies of the first condition as a table, the others a line each.

    Raises NotHeldError for a condition or design that no study has.
    """
    found, undated = _matching(base, wanted)
    filtered = bool(wanted.asked)
    asked_for = wanted.condition and _condition(base, wanted.condition)
    first = [study for study in found if filtered or _comes_first(base, study)]
    shown = found if details else first
    topic = base.topics[TOPIC]
    verdict, *rest = (Section(group.title, group.statements) for group in topic.groups)
    leading = not filtered or asked_for == base.treated[0]
    sections = [
        *([verdict] if leading else []),
        *_sections(base, shown),
        _undated(base, undated),
        *([] if filtered else rest),
    ]
    answer = Answer(
        kind="evidence",
        title=f"The evidence: {_asked(base, wanted)}" if filtered else topic.title,
        about=base.about,
        sections=tuple(sections),
        asked={"topic": TOPIC, **wanted.asked},
        subjects=(TOPIC, *([asked_for] if asked_for else [])),
        next=base.about.next["evidence"],
        complete=details,
        own={"studies": [as_data(base, study) for study in shown]},
    )
    if not details:
        answer = without_details(answer, "evidence --all")
        hidden = (*answer.left_out, *(study.id for study in found if study not in shown))
        answer = answer._replace(
            left_out=hidden, everything="evidence --all" if hidden and not filtered else None
        )
    touching = _touching(
        base, {study.id for study in shown}, frozenset(s.id for s in answer.statements)
    )
    return complete(base, answer._replace(disagreements=touching))


def one(base: KnowledgeBase, wanted: str) -> Answer:
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
        raise NotHeldError(TOPIC, wanted, base.studies)
    source = base.sources[study.id]
    origins = Counter(one.origin for one in study.every_figure if one.ref == study.id)
    usual = origins.most_common(1)[0][0] if origins else source.seen
    page = _Page(base, study, usual)
    sections = (
        Section(
            source.title,
            lines=(
                Line("Design", design(study)),
                *([Line("Condition", _conditions(base, study))] if study.conditions else []),
                *page.facts(key for key in study.facts if key not in _AFTERWARDS),
                Line("Seen", f"{plain(usual)}, unless marked", (study.id,)),
            ),
        ),
        Section("What it found", lines=tuple(page.findings())),
        Section("Adverse effects and limits", lines=tuple(page.facts(_AFTERWARDS))),
        Section("Not seen", lines=tuple(page.unseen())),
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
            own={"studies": [as_data(base, study)]},
        ),
    )


def evidence_map(base: KnowledgeBase, wanted: Filter) -> Answer:
    """Studies down, domains across: what each was found to do, or that nobody measured it.

    Without a condition, the one that comes first. Raises NotHeldError as `overview` does, and when
    no study in people that is found has an outcome.
    """
    condition = wanted.condition or base.treated[0]
    found, undated = _matching(base, wanted._replace(condition=condition))
    studies = [study for study in found if study.outcomes and study.kind in _SHOWN_FIRST]
    if not studies:
        raise NotHeldError(TOPIC, _asked(base, wanted), base.studies)
    rows = tuple(
        MapRow(study.id, base.sources[study.id].name, rank(study), people(study), cells_of(study))
        for study in sorted(studies, key=firmness)
    )
    core = _condition(base, condition) == base.treated[0]
    measured = {domain for row in rows for domain in row.cells}
    domains = [d for d in base.domains if d.id in measured or (core and d.core)]
    controlled = {o.domain for s in studies if s.controlled for o in s.outcomes}
    empty = [d.name for d in domains if d.id not in controlled]
    chart = EvidenceMap(tuple(domains), rows, BRACKETS)
    return complete(
        base,
        Answer(
            kind="evidence",
            title=f"What was measured: {base.names[_condition(base, condition)].name}",
            about=base.about,
            sections=(
                Section(
                    "No study here compared these with placebo",
                    lines=(Line("", ", ".join(empty)),) if empty else (),
                ),
                _undated(base, undated),
            ),
            asked={"topic": TOPIC, "map": True, **wanted.asked},
            subjects=(TOPIC, _condition(base, condition)),
            next=base.about.next["evidence"],
            chart=chart,
            own={"map": {**_map_as_data(chart), "not_against_placebo": empty}},
        ),
    )


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


def _asked(base: KnowledgeBase, wanted: Filter) -> str:
    """What was asked for, in words."""
    condition = wanted.condition and base.names[_condition(base, wanted.condition)].name
    since = wanted.since and f"since {wanted.since}"
    return ", ".join(part for part in (condition, wanted.design, since) if part)


def _matching(base: KnowledgeBase, wanted: Filter) -> tuple[list[Study], list[Study]]:
    """The studies that pass, and those that would if their year had been seen."""
    studies = list(base.studies.values())
    if wanted.condition is not None:
        name = _condition(base, wanted.condition)
        studies = [
            study
            for study in studies
            if any(name in {c, *wider(base.names, c)} for c in study.conditions)
        ]
    if wanted.design is not None:
        sort = normalise(wanted.design).replace(" ", "-")
        known = {word for design in _DESIGNS for word in (design, *design.split("-"))}
        if sort not in known.union(DESIGNS):
            raise NotHeldError(
                f"{TOPIC} --design", wanted.design, [*DESIGNS, *sorted(known)], lists=TOPIC
            )
        studies = [s for s in studies if sort in (s.kind, s.design, *s.design.split("-"))]
    undated: list[Study] = []
    if wanted.since is not None:
        years = {study.id: base.sources[study.id].year for study in studies}
        undated = [study for study in studies if years[study.id] is None]
        studies = [s for s in studies if int(years[s.id] or 0) >= wanted.since]
    if not studies and not undated:
        raise NotHeldError(TOPIC, _asked(base, wanted), base.studies)
    return studies, undated


def _condition(base: KnowledgeBase, typed: str) -> str:
    """The id of a condition, by any of its names."""
    conditions = {key: one for key, one in base.names.items() if one.kind == "condition"}
    found = by_name(conditions).get(normalise(typed))
    # Here only a condition is meant: `MS` asks nothing about morphine sulphate.
    for one in base.ambiguous if found is None else ():
        if normalise(typed) in map(normalise, one.names):
            found = next((conditions[name] for name in one.may_be if name in conditions), None)
    if found is None:
        studied = dict.fromkeys(c for study in base.studies.values() for c in study.conditions)
        raise NotHeldError(f"{TOPIC} --condition", typed, studied, lists=TOPIC)
    return found.id


def _comes_first(base: KnowledgeBase, study: Study) -> bool:
    """Whether it is a study in people of a condition that LDN is used for."""
    return study.kind in _SHOWN_FIRST and not set(study.conditions).isdisjoint(base.treated)


def _sections(base: KnowledgeBase, studies: list[Study]) -> Iterator[Section]:
    """The first condition as a table; other conditions; then what is no study of a condition."""
    leading = [s for s in studies if base.treated[0] in s.conditions and _comes_first(base, s)]
    leading.sort(key=firmness)
    if leading:
        yield _as_table(base, leading)
    left = [study for study in studies if study not in leading]
    heads = {study.id: _heading(base, study) for study in left}
    treated = (capital(base.names[name].name) for name in base.treated)
    for heading in dict.fromkeys((*treated, *heads.values())):
        group = [study for study in left if heads[study.id] == heading]
        if group:
            yield Section(heading, lines=tuple(_entry(base, study) for study in group))


def _heading(base: KnowledgeBase, study: Study) -> str:
    if _comes_first(base, study):
        name = next(name for name in base.treated if name in study.conditions)
        return capital(base.names[name].name)
    return _HEADINGS[study.kind]


def _as_table(base: KnowledgeBase, studies: list[Study]) -> Section:
    lines = [
        Line(base.sources[s.id].name, by_direction(base, s), (s.id,), how_seen(s)) for s in studies
    ]
    rows = [
        (base.sources[s.id].name, design(s), how_many(s), short(s, "dose"), short(s, "duration"))
        for s in studies
    ]
    columns = ("Study", "Design", "n", "Dose", "Time")
    return Section(
        capital(base.names[base.treated[0]].name),
        lines=(Line("", BRACKETS),),
        table=Table(columns, tuple(rows), below=tuple(lines)),
    )


def _entry(base: KnowledgeBase, study: Study) -> Line:
    """A study on a line: its main figures, or what it says."""
    if study.outcomes:
        main = [outcome for outcome in study.outcomes if outcome.main] or study.outcomes
        text = " ".join(sentence(outcome) for outcome in main)
    else:
        text = " ".join(figure.says for figure in study.finding)
    count = how_many(study)
    told = [design(study), *([] if count == NOT_SEEN else [f"n {count}"]), how_seen(study)]
    return Line(base.sources[study.id].name, text, (study.id,), ", ".join(told))


def _conditions(base: KnowledgeBase, study: Study) -> str:
    return ", ".join(base.names[name].name for name in study.conditions)


class _Page:
    """The lines of one study; what was seen as most of it was is not marked."""

    def __init__(self, base: KnowledgeBase, study: Study, usual: str) -> None:
        self.study = study
        self.usual = usual
        self.domains = {domain.id: domain.name for domain in base.domains}
        self.intervals = any(outcome.interval for outcome in study.outcomes)

    def line(self, label: str, text: str, seen: Figure | Outcome) -> Line:
        """A line, marked where it was not seen as the others were."""
        if (seen.ref, seen.origin, seen.at) == (self.study.id, self.usual, None):
            return Line(label, text)
        known = plain(seen.origin) + (f", {seen.at}" if seen.at else "")
        return Line(label, text, () if seen.ref == self.study.id else (seen.ref,), known)

    def facts(self, keys: Iterable[str]) -> Iterator[Line]:
        for key in keys:
            for figure in self.study.facts.get(key, ()):
                yield self.line(plain(key).capitalize(), capital(figure.says), figure)

    def findings(self) -> Iterator[Line]:
        for figure in self.study.finding:
            yield self.line("Finding", figure.says, figure)
        for outcome in self.study.outcomes:
            text = sentence(outcome, interval=self.intervals, unseen=True)
            yield self.line(capital(self.domains[outcome.domain]), text, outcome)

    def unseen(self) -> Iterator[Line]:
        words = [plain(key) for key, figures in self.study.facts.items() if not figures]
        if self.study.outcomes and not self.intervals:
            words.append("a confidence interval of any outcome")
        if words:
            yield Line("", ", ".join(words))


def _touching(
    base: KnowledgeBase, studies: set[str], statements: frozenset[str] = frozenset()
) -> tuple[Disagreement, ...]:
    """The points that rest on any of these studies, or on any of these statements."""
    held = base.statements

    def rests(point: Disagreement) -> bool:
        sides = (*point.sides, point.literature)
        names = {name for side in sides for name in side.statements}
        refs = {citation.ref for side in sides for citation in side.sources}
        refs.update(c.ref for name in names if name in held for c in held[name].sources)
        return not (studies.isdisjoint(refs) and statements.isdisjoint(names))

    return tuple(point for point in base.disagreements if rests(point))


def _undated(base: KnowledgeBase, studies: Iterable[Study]) -> Section:
    return Section("Year not seen", lines=tuple(_entry(base, study) for study in studies))
