"""The card of a check: line by line of the list that was given, in the order of what it changes."""

from collections.abc import Iterable, Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import (
    ACTED,
    CAUTIONED,
    GAP,
    KEPT,
    TOLD,
    Card,
    Fact,
    before,
    fact,
)
from ldnref.answers.checking.held import GRAVE, Held
from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    NOT_CHECKED,
    About,
    Finding,
    Item,
    Question,
    Verdict,
    once,
)
from ldnref.answers.checking.worded import not_read
from ldnref.answers.drawn import figures
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
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
    facts += [asked(one) for one in grave if one.statement is None]
    facts += found(base, [f for f in findings if f.severity != SEVERITIES[0]], verdict)
    facts += [asked(one) for one in verdict.questions if not one.grave and not one.statement]
    facts += _unknown(verdict.unknown)
    facts += _silent("Nothing held", verdict.silent, sentences.NO_EVIDENCE)
    facts += _silent("Not counted", verdict.denied, sentences.NOT_COUNTED)
    facts += rest(base, verdict)
    ids = {reason.statement.id for f in findings for reason in f.reasons}
    unread = len({item.input for item in verdict.unknown})
    lines = len({item.input for item in verdict.items})
    beside = (
        sentences.SOME_NOT_CHECKED.format(unread=unread, lines=lines)
        if unread and lines > 1 and verdict.outcome != NOT_CHECKED
        else ""
    )
    return Card(
        title=sentences.PATIENT,
        severity=verdict.outcome,
        beside=beside,
        facts=tuple(facts),
        points=answer.disagreements,
        rest=tuple(s for s in answer.statements if s.id in ids | statements),
        everything=answer.everything or "",
    )


def found(base: KnowledgeBase, findings: Iterable[Finding], verdict: Verdict) -> Iterator[Fact]:
    """Each finding: the items, what is the case with the gravest reason, and what to do."""
    dose, held = _dose(verdict), Held(base)
    for finding in findings:
        items = list(dict.fromkeys(shown(one) for one in finding.about))
        typed = dict.fromkeys(one.item.part.text for one in finding.about)
        lead = fact(finding.lead.statement, finding.severity)
        label, says = lead.label, lead.says
        if len(typed) == 1:
            label, names = next(iter(typed)), [_name(one) for one in finding.about]
            is_one = " and ".join(dict.fromkeys(name for name in names if name))
            says = f"{is_one}: {says}" if is_one else says
        else:
            label = ", ".join(items) or dose or lead.label
        if finding.lead.broken and items and dose:
            says = f"{dose}: {says}"
        asks = [r.statement.asks for r in finding.reasons if r.statement.asks]
        asks += _degrees(held, finding)
        yield lead._replace(
            label=label,
            says=says,
            rank=KEPT if finding.severity in GRAVE else min(lead.rank, CAUTIONED),
            ask=asks[0] if asks and finding.severity != SEVERITIES[-1] else None,
        )
        for statement in _further(held, finding):
            one = fact(statement, None, GAP)
            yield one._replace(says=f"{statement.label}: {one.says}", do=None, rank=ACTED)


def _degrees(held: Held, finding: Finding) -> Iterator[str]:
    """Whether a condition that was typed without its degree is the degree that rules LDN out."""
    for one in finding.about:
        typed = one.item.part.text.casefold()
        names = map(str.casefold, (one.named.name, *one.named.also))
        if one.named.kind != "condition" or typed not in names:
            continue
        for form in held.base.list_words.forms:
            degree, worst = form.words[0], held.worst(held.base.names[form.becomes])
            told = any(word in degree for word in typed.split())  # `compensated`
            if form.of == one.named.id and worst == SEVERITIES[0] and not told:
                yield sentences.DEGREE.format(degree=degree, severity=worst.upper())


def _further(held: Held, finding: Finding) -> list[Statement]:
    """What stands below the gravest reason: how long to wait after just these; or the next."""
    if finding.severity not in GRAVE:
        return []
    waits = [s for one in finding.about for s in held.intervals(one.named) if s.brief]
    others = [r.statement for r in finding.others if r.severity in GRAVE and r.statement.brief]
    return list(dict.fromkeys(waits)) or others[:1]


def shown(about: About) -> str:
    """What was typed, with what it is."""
    name = _name(about)
    return f"{about.item.part.text} ({name})" if name else about.item.part.text


def _name(about: About) -> str:
    """What it is, where that was not typed; and how long ago it was the last."""
    part, named = about.item.part, about.named
    ago = "" if part.days is None else sentences.ago(part.days)
    if part.asks is not None:
        name = f"if {named.name}"
    else:
        name = named.name if named.name.lower() not in part.text.lower() else ""
    return ", ".join(one for one in (name, ago) if one)


def _dose(verdict: Verdict) -> str:
    found = verdict.dose
    return f"{found.dose.amount} {found.range.unit} a day" if found else ""


def asked(question: Question) -> Fact:
    """What is unclear, what it may be, and what to ask."""
    part = question.item.part
    unsure = question.kind == "name" or part.asks is not None
    meanings = [sentences.meaning(one.named, one.severity, unsure) for one in question.meanings]
    if part.harmless:
        meanings.append(part.harmless)
    says, ask = " or ".join(dict.fromkeys(meanings)), sentences.asks(question.kind, part.measured)
    if says and unsure:
        says = sentences.MAY_BE.format(names=says)
    if question.kind == "past" and part.days is not None:
        says, ask = f"{says}, {sentences.ago(part.days)}", sentences.SINCE
    return Fact(part.text, says, ASK_FIRST, ask=ask + _waits(question), rank=KEPT)


def _waits(question: Question) -> str:
    times = [
        f"{figures(one.value) if one.value.high else one.value.low} {one.value.unit}"
        for one in question.waits
        if one.value is not None
    ]
    return " " + sentences.AT_LEAST.format(times=", ".join(dict.fromkeys(times))) if times else ""


def _unknown(items: Iterable[Item]) -> Iterator[Fact]:
    """What was not recognised: those of which no more can be said together."""
    alone = []
    for item, times in once(items):
        part = item.part
        text = part.text + (sentences.TIMES.format(times=times) if times > 1 else "")
        near = ", ".join(named.name for named in part.near)
        said = not_read(part)
        if said or near:
            says = said or sentences.LOOK_ELSEWHERE
            says += f" Near: {near}." if near else ""
            yield Fact(text, says, NOT_CHECKED, rank=KEPT)
        else:
            alone.append(text)
    if alone:
        yield Fact(", ".join(alone), sentences.LOOK_ELSEWHERE, NOT_CHECKED, rank=KEPT)


def _silent(label: str, items: Iterable[Item], words: str) -> Iterator[Fact]:
    names = ", ".join(dict.fromkeys(known(item) for item in items))
    if names:
        yield Fact(label, f"{names}. {words}", rank=KEPT)


def known(item: Item) -> str:
    """What was typed, with the name by which it is known."""
    part = item.part
    name = part.named[0].name if part.named else part.holds
    return f"{part.text} ({name})" if name and name.lower() not in part.text.lower() else part.text


def rest(base: KnowledgeBase, verdict: Verdict) -> Iterator[Fact]:
    """What nobody mentioned, the dose, and what every first dose waits for."""
    for hint in dict.fromkeys(item.part.hint for item in verdict.items if item.part.hint):
        yield Fact("", hint, rank=ACTED)
    if not verdict.medicines:
        yield Fact("Medicines", base.about.no_medicine, NOT_CHECKED, rank=ACTED)
    for statement in verdict.unmentioned:
        names = ", ".join(base.names[name].name for name in statement.applies.conditions)
        says = f"not mentioned: {statement.brief or statement.says}"
        refs = tuple(citation.ref for citation in statement.sources)
        yield Fact(names.capitalize(), says, sources=refs, rank=TOLD, ids=(statement.id,))
    if verdict.dose is not None:
        found = verdict.dose
        shown = f"{figures(found.range)} {found.range.unit} a day"
        words = sentences.WITHIN if found.within else sentences.OUTSIDE
        if found.within is None:
            words = sentences.RULED_OUT
        yield Fact(_dose(verdict), words.format(range=shown), rank=KEPT)
    yield from before(base)
