"""Studies and verdicts → their data: what programs read of them. Makes nothing else of them."""

from ldnref.answers.evidence.result import (
    Fact,
    FigureShown,
    OutcomeShown,
    SeenShown,
    StudyShown,
    VerdictShown,
)
from ldnref.answers.evidence.verdicts import name
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_studies import EvidenceVerdict, Figure, Outcome, Study
from ldnref.knowledge.vocabulary import NOT_SEEN, STUDY_FACTS


def study(base: KnowledgeBase, one: Study) -> StudyShown:
    """A study with all its figures, as data; `None` is what does not apply to its kind."""
    source = base.sources[one.id]
    facts: dict[str, Fact] = {
        key.replace("-", "_"): (_figures(one.facts[key]) or NOT_SEEN) if key in one.facts else None
        for key in STUDY_FACTS
    }
    return StudyShown(
        id=one.id,
        name=source.name,
        year=source.year,
        design=one.design,
        kind=one.kind,
        conditions=one.conditions,
        finding=_figures(one.finding),
        outcomes=tuple(map(_outcome, one.outcomes)),
        **facts,
    )


def _figures(figures: tuple[Figure, ...]) -> tuple[FigureShown, ...]:
    return tuple(FigureShown(one.says, one.origin, one.ref, one.at) for one in figures)


def _outcome(outcome: Outcome) -> OutcomeShown:
    return OutcomeShown(
        domain=outcome.domain,
        measure=outcome.measure,
        direction=outcome.direction,
        effect=outcome.effect or NOT_SEEN,
        interval=outcome.interval or NOT_SEEN,
        p=outcome.p or NOT_SEEN,
        against=outcome.against,
        origin=outcome.origin,
        ref=outcome.ref,
        at=outcome.at,
        main=outcome.main,
    )


def verdict(base: KnowledgeBase, one: EvidenceVerdict) -> VerdictShown:
    """A verdict, as data."""
    seen = {c.ref: c.seen or base.sources[c.ref].seen for c in one.sources}
    return VerdictShown(
        condition=one.condition,
        about=one.about,
        says=one.says,
        brief=one.brief,
        certainty=one.certainty,
        because=one.because,
        kind=one.kind,
        action=one.action,
        name=name(base, one),
        sources=tuple(SeenShown(c.ref, c.at, seen[c.ref]) for c in one.sources),
    )
