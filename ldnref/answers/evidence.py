"""The evidence: studies side by side, and a map of what was measured."""

from collections.abc import Iterable, Iterator

from ldnref.answers.answer import (
    Answer,
    EvidenceMap,
    Line,
    MapRow,
    Resolved,
    Section,
    Table,
    with_sources,
    without_details,
)
from ldnref.answers.disagreements import touching
from ldnref.answers.names import normalise
from ldnref.answers.studies import (
    BRACKETS,
    UNCLEAR,
    as_data,
    by_direction,
    capital,
    cells_of,
    design,
    firmness,
    grouped,
    how_many,
    how_seen,
    main_of,
    people,
    rank,
    refs,
    sentence,
    short,
    told_by,
    words,
)
from ldnref.answers.study_filter import Filter, condition, in_words, matching, nothing
from ldnref.knowledge.model import (
    NOT_SEEN,
    Figure,
    KnowledgeBase,
    Named,
    Outcome,
    Study,
)

TOPIC = "evidence"

#: What a first answer shows: studies in people, with results.
_SHOWN_FIRST = ("trial", "observational")

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
        _undated(base, undated, details=details),
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
        in_full=details,
        also=refs(shown),
        own={"studies": [as_data(base, study) for study in shown]},
    )
    if not details:
        again = " ".join(part for part in (TOPIC, wanted.options, "--all") if part)
        answer = without_details(answer, again)
        cut = {study.id for study in shown if len(main_of(study)) > len(_first(study))}
        cut -= {study.id for study in shown if _in_table(base, study)}
        out = (s.id for s in found if s not in shown or s.id in cut)
        hidden = (*answer.left_out, *out)
        answer = answer._replace(left_out=hidden, everything=again if hidden else None)
    points = touching(
        base, {study.id for study in shown}, frozenset(s.id for s in answer.statements)
    )
    return with_sources(base, answer._replace(disagreements=points))


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
            *people(study),
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
    chart = EvidenceMap(
        title, tuple(domains), rows, f"{BRACKETS}; n: analysed; ≤ n: enrolled, analysed not seen"
    )
    return with_sources(
        base,
        Answer(
            kind="evidence",
            title=title,
            about=base.about,
            sections=(
                Section(
                    "No comparison with placebo was seen for",
                    lines=(Line("", ", ".join(empty)),) if empty else (),
                ),
                _undated(base, undated, details=details),
            ),
            asked={"topic": TOPIC, "map": True, **wanted.asked},
            subjects=(TOPIC, asked_for.id),
            resolved=_echo(wanted, asked_for),
            next=tuple(words for words in base.about.next["evidence"] if "--map" not in words),
            in_full=details,
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


def _map_as_data(chart: EvidenceMap) -> dict[str, object]:
    return {
        "domains": [{"id": domain.id, "name": domain.name} for domain in chart.domains],
        "rows": [
            {
                "study": row.id,
                "rank": row.rank,
                "n": row.n,
                "n_is": row.n_is,
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
    leading = [study for study in studies if _in_table(base, study)]
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


def _in_table(base: KnowledgeBase, study: Study) -> bool:
    """Whether it stands in the table of the first condition, with all that it found."""
    return base.treated[0] in study.conditions and _comes_first(base, study)


def _heading(base: KnowledgeBase, study: Study, asked_for: Named | None) -> str:
    """What a study stands under: the condition asked for; else the first that it is of."""
    if asked_for is not None and study.kind in _SHOWN_FIRST:
        return capital(asked_for.name)
    if _comes_first(base, study):
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
        lines=(Line("", f"unclear: {UNCLEAR}; {BRACKETS}; n: analysed of enrolled"),),
        table=Table(columns, tuple(rows), below=tuple(lines)),
    )


def _entry(base: KnowledgeBase, study: Study, *, details: bool) -> Line:
    """A study on a line: of its main figures those that stand for it, or what it says."""
    main = main_of(study) if details else _first(study)
    text = " ".join(sentence(one) if isinstance(one, Outcome) else one.says for one in main)
    count = how_many(study)
    origins = dict.fromkeys(words(one.origin) for one in main)
    told = [design(study), *([] if count == NOT_SEEN else [f"n {count}"]), *origins]
    by = tuple(dict.fromkeys((study.id, *(one.ref for one in main))))
    return Line(base.sources[study.id].name, text, by, ", ".join(told))


def _first(study: Study) -> list[Figure | Outcome]:
    """Of its main figures the first of each direction: none hides what contradicts another."""
    main = main_of(study)
    return [together[0] for together in grouped(main, lambda one: getattr(one, "direction", None))]


def _undated(base: KnowledgeBase, studies: Iterable[Study], *, details: bool) -> Section:
    lines = tuple(_entry(base, study, details=details) for study in studies)
    return Section("Year not seen", lines=lines)
