"""The findings of a check as lines: what each is about, what is held, and its further reasons."""

from collections.abc import Iterable, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Section
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.verdict import Finding, Matter, Reason, Verdict
from ldnref.answers.checking.worded import daily
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES


def of_severity(severity: str, findings: Sequence[Finding], verdict: Verdict) -> Section:
    """The findings of one severity, each with its further reasons below it."""
    statements: list[Statement] = []
    for finding in findings:
        statements.append(_lead(finding, verdict))
        statements += [_under(finding, reason) for reason in finding.others]
    return Section(severity.capitalize(), tuple(statements), severity=severity)


def intervals(held: Held, findings: Sequence[Finding]) -> Iterable[Statement]:
    """The times to wait after just these medicines that no finding tells."""
    told = {reason.statement.id for finding in findings for reason in finding.reasons}
    about = {one.named.id: one.named for finding in findings for one in finding.about}
    every = {s.id: s for named in about.values() for s in held.intervals(named)}
    return [statement for statement in every.values() if statement.id not in told]


def _lead(finding: Finding, verdict: Verdict) -> Statement:
    """The leading statement, labelled with what it is about."""
    about = [_shown(one) for one in finding.about]
    if any(reason.broken for reason in finding.reasons) and verdict.dose is not None:
        about.insert(0, daily(verdict.dose))
    label = ", ".join(dict.fromkeys(about)) or finding.lead.statement.label
    return finding.lead.statement._replace(label=label, severity=finding.severity)


def _under(finding: Finding, reason: Reason) -> Statement:
    """A further reason: what to do is not said again where it is no other act."""
    same = reason.severity == finding.severity == SEVERITIES[0]
    statement = reason.statement._replace(severity=reason.severity)
    return statement._replace(action=None) if same else statement


def _shown(about: Matter) -> str:
    """What was typed beside what it is."""
    part, named = about.item.part, about.named
    typed = part.text
    if part.asks is not None:
        return sentences.IF_THIS_IS.format(name=named.name, typed=typed)
    days = "" if part.days is None else f", {sentences.ago(part.days)}"
    if typed.lower() == named.name.lower():
        return typed + days
    return f"{typed} ({named.name}{days})"
