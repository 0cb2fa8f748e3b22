"""The card of a long record, ever shorter: what is alike together, and what is left out counted.

A screen is all that is read in time. What rules the medicine out is never left out.
"""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards import checks, findings
from ldnref.answers.cards.card import Fact, Rank, cut
from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    NOT_CHECKED,
    Finding,
    Item,
    Question,
    Verdict,
)
from ldnref.answers.record_result import NOT_READ, RecordResult
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.vocabulary import SEVERITIES

#: The letters that names have together: two lines, one, and half of one.
_TWO, _ONE, _HALF = 120, 64, 40


def levels(base: KnowledgeBase, answer: Answer) -> Iterator[tuple[Fact, ...]]:
    """The facts of a record's card, each time on fewer lines; the last always fits a screen."""
    verdict, result = answer.verdict, answer.record
    if verdict is None or result is None:  # only a record has such a card
        raise TypeError(answer.kind)
    yield (*_listed(base, verdict, result, apart=True), *checks.rest(base, verdict))
    yield (*_listed(base, verdict, result, apart=False), *checks.rest(base, verdict))
    yield (*_counted(base, verdict, result), *checks.rest(base, verdict))


def some(names: Iterable[str], most: int) -> str:
    """As many names as so many letters hold, at least one, and how many more there are."""
    every = list(dict.fromkeys(names))
    shown = [cut(name, most) for name in every[:1]]
    for name in every[1:]:
        if len(", ".join([*shown, name])) > most:
            break
        shown.append(name)
    left = len(every) - len(shown)
    more = sentences.MORE_NAMES.format(count=left) if left else ""
    return ", ".join(shown) + more


def _listed(
    base: KnowledgeBase, verdict: Verdict, result: RecordResult, *, apart: bool
) -> Iterator[Fact]:
    """Every finding and every question, those that are alike together; the rest in part."""
    first = [one for one in verdict.findings if one.severity == SEVERITIES[0]]
    later = [one for one in verdict.findings if one.severity != SEVERITIES[0]]
    yield from _short(findings.found(base, first, verdict))
    if apart:
        open_ones = [one for one in verdict.questions if one.statement is None]
        yield from _short(checks.asked(one) for one in open_ones)
    else:
        yield from _together(verdict.questions)
    yield from _short(findings.found(base, later, verdict))
    yield from _unread(result, _TWO if apart else _ONE)
    most = _TWO if apart else _HALF
    yield from _silent("Nothing held", verdict.silent, sentences.NO_EVIDENCE, most)
    if apart:
        yield from _silent("Not counted", verdict.denied, sentences.NOT_COUNTED_SHORT, most)


def _short(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Facts whose labels are no longer than a line."""
    for fact in facts:
        yield fact._replace(label=cut(fact.label, _ONE))


def _together(questions: Sequence[Question]) -> Iterator[Fact]:
    """The questions that ask the same of several entries, as one."""
    same: dict[tuple[str, ...], list[Question]] = {}
    for one in questions:
        if one.statement is None:
            key = (one.kind, *(meaning.named.id for meaning in one.meanings[:1]))
            same.setdefault(key, []).append(one)
    for group in same.values():
        names = some((one.item.part.text for one in group), _ONE)
        yield checks.asked(group[0])._replace(label=names)


def _unread(result: RecordResult, most: int) -> Iterator[Fact]:
    """What was not recognised, by name; where it stands is told behind the card."""
    if names := [one.text for one in result.lines if one.state == NOT_READ]:
        yield Fact(some(names, most), sentences.LOOK_ELSEWHERE, NOT_CHECKED, rank=Rank.KEPT)


def _silent(label: str, items: Iterable[Item], words: str, most: int) -> Iterator[Fact]:
    if names := [checks.known(item) for item in items]:
        yield Fact(label, f"{some(names, most)}. {words}", rank=Rank.KEPT)


def _counted(base: KnowledgeBase, verdict: Verdict, result: RecordResult) -> Iterator[Fact]:
    """Of each severity the names and what is said first; the questions; what was not recognised."""
    for severity in SEVERITIES[:-1]:
        found = [one for one in verdict.findings if one.severity == severity]
        if severity == SEVERITIES[2]:
            yield from _questions(verdict.questions)
        if found:
            yield _worst(base, found, verdict)
    for one in _unread(result, _HALF):
        yield one._replace(label="", says=f"{one.label}: {one.says}")


def _worst(base: KnowledgeBase, found: Sequence[Finding], verdict: Verdict) -> Fact:
    """What is held in one severity: the names; of what rules it out what is said first, too."""
    lead = next(iter(findings.found(base, found[:1], verdict)))
    names = some((findings.shown(about) for one in found for about in one.about), _ONE)
    says, do = names or lead.says, None
    if found[0].severity == SEVERITIES[0]:
        says = sentences.FIRST_OF.format(names=names or lead.label, says=lead.says)
        do = lead.do
    if len(found) > 1:
        says += sentences.MORE_FINDINGS.format(count=len(found) - 1)
    ids = tuple(reason.statement.id for one in found for reason in one.reasons)
    return lead._replace(
        label="",
        says=says,
        severity=found[0].severity,
        do=do,
        ask=None,
        rank=Rank.KEPT,
        ids=ids,
    )


def _questions(questions: Sequence[Question]) -> Iterator[Fact]:
    """What has to be asked, of all entries in one."""
    open_ones = [one for one in questions if one.statement is None]
    if open_ones:
        names = some((one.item.part.text for one in open_ones), _ONE)
        yield Fact("", f"{names}.", ASK_FIRST, ask=sentences.ASK_EACH, rank=Rank.KEPT)
