"""A verdict as programs read it: the keys of JSON are these fields, and its schema these types."""

from collections.abc import Callable
from typing import Annotated

from ldnref.answers.checking.verdict import (
    DoseFound,
    Finding,
    Item,
    Question,
    Reason,
    Verdict,
)
from ldnref.answers.named.part import Part
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import BASES, OUTCOMES, SEVERITIES
from ldnref.tuples import NamedTuple


class PlaceShown(NamedTuple):
    """Where in a source a statement stands."""

    ref: str
    at: str


class AboutShown(NamedTuple):
    """What was typed, and what it is."""

    input: str
    name: str
    part: str
    asks: str | None
    #: The fewest days since, where the line tells.
    days: int | None


class ReasonShown(NamedTuple):
    """A further statement under a finding."""

    id: str
    severity: Annotated[str, SEVERITIES]
    says: str
    action: str | None
    basis: Annotated[str, BASES]
    sources: tuple[PlaceShown, ...]


class FindingShown(NamedTuple):
    """What is held against one thing, the gravest statement first."""

    id: str
    severity: Annotated[str, SEVERITIES]
    about: tuple[AboutShown, ...]
    says: str
    action: str | None
    basis: Annotated[str, BASES]
    sources: tuple[PlaceShown, ...]
    reasons: tuple[ReasonShown, ...]


class MeaningShown(NamedTuple):
    """What an unclear part may be; its severity is null where nothing is held on it."""

    id: str
    name: str
    what: str
    severity: Annotated[str, SEVERITIES] | None


class QuestionShown(NamedTuple):
    """What has to be asked; `statement` is the id of the one that asks it."""

    input: str
    part: str
    meanings: tuple[MeaningShown, ...]
    says: str
    statement: str | None


class SilentShown(NamedTuple):
    """Something on which nothing is held, or that is said not to be so."""

    input: str
    name: str
    says: str


class RangeShown(NamedTuple):
    """The doses for this patient."""

    low: str
    high: str
    unit: str
    per: str


class DoseShown(NamedTuple):
    """The dose that was asked about; `within` is null where LDN is ruled out."""

    input: str
    mg: str
    range: RangeShown
    within: bool | None


class CheckResult(NamedTuple):
    """A check, as data."""

    outcome: Annotated[str, OUTCOMES]
    complete: bool
    findings: tuple[FindingShown, ...]
    ambiguous: tuple[QuestionShown, ...]
    nothing_held: tuple[SilentShown, ...]
    denied: tuple[SilentShown, ...]
    dose: DoseShown | None


def result(
    verdict: Verdict,
    questions: dict[Question, str],
    name: Callable[[Part], str],
    silent: str,
    not_counted: Callable[[Item], str],
) -> CheckResult:
    """The verdict as data; the others give the words, of what a long list holds one by one."""
    return CheckResult(
        outcome=verdict.outcome,
        complete=verdict.complete,
        findings=tuple(_finding(one) for one in verdict.findings),
        ambiguous=tuple(_question(one, questions[one]) for one in verdict.questions),
        nothing_held=tuple(
            SilentShown(one.input, name(one.part), silent) for one in verdict.silent
        ),
        denied=tuple(
            SilentShown(one.input, name(one.part), not_counted(one)) for one in verdict.denied
        ),
        dose=None if verdict.dose is None else _dose(verdict.dose),
    )


def _finding(finding: Finding) -> FindingShown:
    statement = finding.lead.statement
    about = (
        AboutShown(
            one.item.input,
            one.named.name,
            one.item.part.text,
            one.item.part.asks,
            one.item.part.days,
        )
        for one in finding.about
    )
    return FindingShown(
        statement.id,
        finding.severity,
        tuple(about),
        statement.says,
        statement.action,
        statement.basis,
        _places(statement),
        tuple(_reason(one) for one in finding.others),
    )


def _reason(reason: Reason) -> ReasonShown:
    one = reason.statement
    return ReasonShown(one.id, reason.severity, one.says, one.action, one.basis, _places(one))


def _places(statement: Statement) -> tuple[PlaceShown, ...]:
    return tuple(PlaceShown(c.ref, c.at) for c in statement.sources)


def _meaning(named: Named, severity: str | None) -> MeaningShown:
    return MeaningShown(named.id, named.name, named.what, severity)


def _question(question: Question, says: str) -> QuestionShown:
    return QuestionShown(
        question.item.input,
        question.item.part.text,
        tuple(_meaning(one.named, one.severity) for one in question.meanings),
        says,
        question.statement.id if question.statement else None,
    )


def _dose(found: DoseFound) -> DoseShown:
    usual = found.range
    shown = RangeShown(str(usual.low), str(usual.high), usual.unit, str(usual.per))
    return DoseShown(found.dose.input, str(found.dose.amount), shown, found.within)
