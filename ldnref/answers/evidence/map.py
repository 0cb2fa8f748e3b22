"""The map of what was measured: studies down, domains across, a cell for each."""

from collections.abc import Iterable

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section, with_sources
from ldnref.answers.evidence.cells import cells_of, firmness, rank
from ldnref.answers.evidence.chart import EvidenceMap, MapRow
from ldnref.answers.evidence.choosing import (
    COMMAND,
    Filter,
    condition,
    echo,
    in_words,
    matching,
    measuring,
    nothing,
)
from ldnref.answers.evidence.figures import people
from ldnref.answers.evidence.listed import undated
from ldnref.answers.evidence.result import DomainShown, MapResult, MapRowShown, MapShown
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_studies import Domain, Study


def evidence_map(base: KnowledgeBase, wanted: Filter) -> Answer:
    """Studies down, domains across: what each was found to do, or that nobody measured it.

    Without a condition, the one that comes first. Raises NotHeldError as `overview` does, and when
    no study in people that is found has an outcome.
    """
    asked_for = condition(base, wanted.condition or base.treated[0])
    typed = wanted.options
    wanted = wanted._replace(condition=wanted.condition or asked_for.name)
    found, without_year = map(measuring, matching(base, wanted))
    if not found:
        raise nothing(base, wanted)
    rows = tuple(_row(base, study) for study in sorted(found, key=firmness))
    domains = tuple(_domains(base, rows, leading=asked_for.id == base.treated[0]))
    empty = _not_against_placebo(domains, found)
    title = sentences.MEASURED.format(wanted=in_words(base, wanted))
    brackets = f"{sentences.BRACKETS}; {sentences.NUMBERS}"
    chart = EvidenceMap(title, domains, rows, brackets)
    return with_sources(
        base,
        Answer(
            kind="evidence",
            title=title,
            about=base.about,
            sections=(
                Section(
                    sentences.NO_PLACEBO,
                    lines=(Line("", ", ".join(empty)),) if empty else (),
                ),
                undated(base, without_year),
            ),
            asked={"topic": COMMAND, "map": True, **wanted.asked},
            subjects=(COMMAND, asked_for.id),
            resolved=echo(wanted, asked_for),
            next=tuple(words for words in base.about.next["evidence"] if "--map" not in words),
            chart=chart,
            everything=" ".join(part for part in (COMMAND, "--map", typed, "--all") if part),
            own=MapResult(_shown(chart, tuple(empty))),
        ),
    )


def _row(base: KnowledgeBase, study: Study) -> MapRow:
    return MapRow(
        study.id,
        base.sources[study.id].name,
        rank(study),
        *people(study),
        cells_of(study),
        tuple(dict.fromkeys(outcome.ref for outcome in study.outcomes)),
    )


def _domains(base: KnowledgeBase, rows: Iterable[MapRow], *, leading: bool) -> Iterable[Domain]:
    """What was measured; of the leading condition what matters most too, measured or not."""
    measured = {domain for row in rows for domain in row.cells}
    return (d for d in base.domains if d.id in measured or (leading and d.core))


def _not_against_placebo(domains: Iterable[Domain], studies: Iterable[Study]) -> list[str]:
    """The domains that no study is seen to have compared with placebo, by name."""
    outcomes = (outcome for study in studies for outcome in study.outcomes)
    compared = {outcome.domain for outcome in outcomes if outcome.against == "placebo"}
    return [domain.name for domain in domains if domain.id not in compared]


def _shown(chart: EvidenceMap, empty: tuple[str, ...]) -> MapShown:
    return MapShown(
        tuple(DomainShown(domain.id, domain.name) for domain in chart.domains),
        tuple(MapRowShown(row.id, row.rank, row.n, row.n_is, row.cells) for row in chart.rows),
        empty,
    )
