"""The card of a check: line by line of the list that was given, in the order of what it changes."""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact, Rank, before
from ldnref.answers.cards.findings import found
from ldnref.answers.checking.held import GRAVE, Held, runs
from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    NOT_CHECKED,
    NOTHING_HELD,
    Item,
    Question,
    Verdict,
    once,
)
from ldnref.answers.checking.worded import (
    by_reason,
    dose,
    lowest,
    no_medicine,
    not_read,
    times,
    usual,
)
from ldnref.answers.named.kin import wider
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_statements import Disagreement, Statement
from ldnref.knowledge.vocabulary import SEVERITIES


def check(base: KnowledgeBase, answer: Answer) -> Card:
    """One patient: each item that matters, what was not recognised, what nothing is held on."""
    verdict = answer.verdict
    if verdict is None:  # only a check has a card of a check
        raise ValueError(answer.kind)
    findings = list(verdict.findings)
    grave = [one for one in verdict.questions if one.grave]
    statements = {one.statement.id for one in verdict.questions if one.statement}
    facts: list[Fact] = []
    facts += found(base, [f for f in findings if f.severity == SEVERITIES[0]], verdict)
    facts += [asked(one) for one in _of_one([one for one in grave if one.statement is None])]
    facts += _unknown(base, verdict.unknown, grave=True)
    facts += found(base, [f for f in findings if f.severity in SEVERITIES[1:-1]], verdict)
    facts += _notes(found(base, [f for f in findings if f.severity == SEVERITIES[-1]], verdict))
    facts += [asked(one) for one in verdict.questions if not one.grave and not one.statement]
    facts += _unknown(base, verdict.unknown, grave=False)
    facts += _silent("Nothing held", verdict.silent, sentences.NO_EVIDENCE)
    facts += _denied(verdict.denied)
    facts += rest(base, verdict)
    ids = {reason.statement.id for f in findings for reason in f.reasons}
    return Card(
        title=sentences.PATIENT,
        severity=verdict.outcome,
        beside=_beside(verdict),
        facts=tuple(facts),
        points=tuple(_touched(base, answer)),
        rest=tuple(s for s in answer.statements if s.id in ids | statements),
        everything=answer.everything or "",
    )


def _notes(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Notes: of those that ask for the same, the first says it for all."""
    same: dict[object, Fact] = {}
    for one in facts:
        first = same.get(one.do) if one.do else None
        if first is None:
            same[one.do or len(same)] = one
        else:
            same[one.do] = first._replace(label=f"{first.label}, {one.label}")
    yield from same.values()


def _of_one(questions: Sequence[Question]) -> Iterator[Question]:
    """The questions; two that ask which product one name is are one: `Benylin cough syrup`."""
    last: Question | None = None
    for one in questions:
        both = f"{last.item.part.text} {one.item.part.text}" if last else ""
        alike = last is not None and last.kind == one.kind == "name"
        if last and alike and both.casefold() in last.item.input.casefold():
            part, other = last.item.part, one.item.part
            harmless = " or ".join(filter(None, dict.fromkeys((part.harmless, other.harmless))))
            part = part._replace(text=both, harmless=harmless or None)
            meanings = (*last.meanings, *one.meanings)
            last = last._replace(item=last.item._replace(part=part), meanings=meanings)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _touched(base: KnowledgeBase, answer: Answer) -> Iterator[Disagreement]:
    """The points that the findings touch: one about certain things, only where one of them is."""
    findings = answer.verdict.findings if answer.verdict else ()
    ids = {one.named.id for finding in findings for one in finding.about}
    held = frozenset(ids).union(*(wider(base.names, name) for name in ids))
    for point in answer.disagreements:
        if not point.about or held.intersection(point.about):
            yield point


def _beside(verdict: Verdict) -> str:
    """What the title says behind the outcome: what was not checked, and that there are notes."""
    dose = sentences.THIS_DOSE if verdict.only_dose else ""
    unread = len({item.input for item in verdict.unknown})
    lines = len({item.input for item in verdict.items})
    if unread and lines > 1 and verdict.outcome != NOT_CHECKED:
        return dose + sentences.SOME_NOT_CHECKED.format(unread=unread, lines=lines)
    if verdict.outcome != NOTHING_HELD:
        return dose
    notes = sentences.ABOVE_A_NOTE if verdict.findings else ""
    return notes + ("" if verdict.medicines else sentences.MEDICINES_UNCHECKED)


def asked(question: Question) -> Fact:
    """What is unclear, what it may be, and what to ask."""
    part = question.item.part
    unsure = question.kind == "name" or part.asks is not None
    worst = sorted(question.meanings, key=lambda one: one.severity not in GRAVE)
    meanings = [sentences.meaning(one.named, one.severity, unsure) for one in worst]
    if part.harmless:
        meanings.append(part.harmless)
    meanings = list(dict.fromkeys(meanings))
    says = " or ".join(meanings)
    conditions = all(one.named.kind == "condition" for one in question.meanings)
    ask = sentences.asks(question.kind, part.measured or conditions, len(meanings))
    if question.kind == "name" and conditions and part.asks and "?" in part.asks:
        ask = ask if part.measured else part.asks
    if says and unsure:
        says = sentences.MAY_BE.format(names=says)
    if question.kind == "past" and part.days is not None:
        says, ask = f"{says}, {sentences.ago(part.days)}", sentences.SINCE
    return Fact(part.text, says, ASK_FIRST, ask=ask + _waits(question), rank=Rank.KEPT)


def _waits(question: Question) -> str:
    """The times to wait: those after just this medicine, and those that trials ask for."""
    own = [one for one in question.waits if one.interval is not None]
    trials = times(one for one in question.waits if one.interval is None)
    group = any(one.named.kind == "group" for one in question.meanings)
    unknown = [one.brief for one in own if one.value is None and one.brief and not group]
    words = sentences.AT_LEAST_IN_TRIALS if trials else sentences.AT_LEAST
    if unknown:
        words = f"{sentences.WAIT}: {unknown[-1]}."
    elif not own:
        words = sentences.ONLY_IN_TRIALS if trials else ""
    if not words:
        return ""
    days = question.item.part.days
    told = f" {words.format(times=times(own), trials=trials)}"
    return told if unknown or days is None else f"{told} {_running(question.waits, days)}".rstrip()


def _running(waits: Sequence[Statement], days: int) -> str:
    """Which of the times to wait are not over, even if it was so many days ago.

    Of the others nothing is said: `in the last 3 months` may have been yesterday.
    """
    still = times(one for one in waits if runs(one, days))
    return sentences.STILL_RUNNING.format(times=still) if still else ""


def _unknown(base: KnowledgeBase, items: Iterable[Item], *, grave: bool) -> Iterator[Fact]:
    """What was not recognised: near what may rule LDN out, or not; the rest together."""
    held = base.made(Held)
    alone = []
    for item, count in once(items):
        part = item.part
        if held.grave(part.near) != grave:
            continue
        text = part.text + (sentences.TIMES.format(times=count) if count > 1 else "")
        above = frozenset[str]().union(*(wider(base.names, one.id) for one in part.near))
        near = ", ".join(one.name for one in part.near if one.id not in above)
        said = not_read(part)
        if near and grave:
            says = sentences.ELSE_NOT_CHECKED.format(near=near, worst=_worst(held, part.near))
            yield Fact(text, said or "", ASK_FIRST, ask=says, rank=Rank.KEPT)
        elif said or near:
            ask = sentences.IS_IT.format(near=near, worst="") if near else None
            says = said or sentences.NOT_KNOWN
            yield Fact(text, says, NOT_CHECKED, ask=ask, rank=Rank.KEPT)
        else:
            alone.append(text)
    if alone:
        yield Fact(", ".join(alone), sentences.LOOK_ELSEWHERE, NOT_CHECKED, rank=Rank.KEPT)


def _worst(held: Held, near: Iterable[Named]) -> str:
    """The gravest of names that are near, in brackets; or nothing."""
    found = [severity for one in near if (severity := held.worst(one)) in GRAVE]
    return f" ({min(found, key=SEVERITIES.index)})" if found else ""


def _silent(label: str, items: Iterable[Item], words: str) -> Iterator[Fact]:
    names = ", ".join(dict.fromkeys(known(item) for item in items))
    if names:
        yield Fact(label, f"{names}. {words}", rank=Rank.KEPT)


def _denied(items: Iterable[Item]) -> Iterator[Fact]:
    """What does not count, with the reason for each."""
    told = [
        sentences.NOT_COUNTED_LINE.format(names=", ".join(dict.fromkeys(map(known, same))), why=why)
        for why, same in by_reason(items).items()
    ]
    if told:
        yield Fact("Not counted", " ".join(told), rank=Rank.KEPT)


def known(item: Item) -> str:
    """What was typed, with the name by which it is known."""
    part = item.part
    name = part.named[0].name if part.named else part.holds
    return f"{part.text} ({name})" if name and name.lower() not in part.text.lower() else part.text


def rest(base: KnowledgeBase, verdict: Verdict) -> Iterator[Fact]:
    """What nobody mentioned, the dose, and what every first dose waits for."""
    for hint in dict.fromkeys(item.part.hint for item in verdict.items if item.part.hint):
        yield Fact("", hint, rank=Rank.ACTED)
    if not verdict.medicines and all(item.part.unread for item in verdict.unknown):
        yield Fact("Medicines", no_medicine(base, verdict), NOT_CHECKED, rank=Rank.ACTED)
    for statement in verdict.unmentioned:
        names = ", ".join(base.names[name].name for name in statement.applies.conditions)
        says = sentences.IF_ANY.format(says=statement.brief or statement.says)
        refs = tuple(citation.ref for citation in statement.sources)
        yield Fact(names.capitalize(), says, sources=refs, rank=Rank.TOLD, ids=(statement.id,))
    if verdict.dose is not None:
        label, says = dose(verdict.dose)
        if verdict.dose.within is False and any(not one.about for one in verdict.findings):
            label, says = sentences.HERE, usual(verdict.dose)  # the dose stands above
        elif verdict.dose.within and (limit := lowest(verdict)) is not None:
            says = sentences.WITHIN_BUT.format(range=usual(verdict.dose), limit=limit)
        yield Fact(label, says, rank=Rank.KEPT)
    yield from before(base)
