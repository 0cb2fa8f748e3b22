"""Findings as lines of a card: what was typed as what it is, what holds, what to do and ask."""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.cards.card import GAP, Fact, Rank, clause, fact
from ldnref.answers.checking.held import CAUTION, GRAVE, NOTE, Held
from ldnref.answers.checking.verdict import ASK_FIRST, Finding, Matter, Verdict
from ldnref.answers.checking.worded import daily
from ldnref.answers.named.part import PAST
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES


def found(base: KnowledgeBase, findings: Iterable[Finding], verdict: Verdict) -> Iterator[Fact]:
    """Each finding: the items, what is the case with the gravest reason, and what to do."""
    held, typed = Held(base), daily(verdict.dose) if verdict.dose else ""
    for finding in findings:
        lead = fact(finding.lead.statement, finding.severity)
        label, says = _told(finding, lead, typed)
        below = _further(held, finding)
        ask = next(iter(_asks(held, finding)), None) if finding.severity != NOTE else None
        grave = finding.severity in GRAVE
        alone = len({id(one.item.part) for one in finding.about}) == 1
        yield lead._replace(
            label=label,
            says=says,
            severity=ASK_FIRST if ask and finding.severity == CAUTION else lead.severity,
            do=_do(base, finding, below, lead.do),
            rank=Rank.KEPT if grave else min(lead.rank, Rank.CAUTIONED),
            ask=ask,
        )
        for n, statement in enumerate(below):
            one = fact(statement, None, GAP)
            ruled_out = finding.severity == SEVERITIES[0] and statement.interval is not None
            name = sentences.WAIT if ruled_out and alone else statement.label
            # The longest of several waits, or one without a figure, stands on every card.
            longest = n == 0 and statement.interval is not None
            kept = longest and not (alone and statement.value)
            says = f"{name}: {one.says}"
            yield one._replace(says=says, do=None, rank=Rank.KEPT if kept else Rank.ACTED)


def _told(finding: Finding, lead: Fact, typed: str) -> tuple[str, str]:
    """What stands on the left, and what is the case behind what it is."""
    items = list(dict.fromkeys(shown(one) for one in finding.about))
    texts = dict.fromkeys(one.item.part.text for one in finding.about)
    label, says = ", ".join(items) or typed or lead.label, lead.says
    if len(texts) == 1:
        label, names = next(iter(texts)), [_name(one) for one in finding.about]
        is_one = " and ".join(dict.fromkeys(name for name in names if name))
        says = f"{is_one}: {says}" if is_one else says
    if finding.lead.broken and items and typed:
        says = f"{typed}: {says}"
    return label, says


def _do(
    base: KnowledgeBase, finding: Finding, below: Sequence[Statement], do: str | None
) -> str | None:
    """What to do: of what was stopped, to wait; of the one medicine checked, nothing."""
    subject = base.topics["dosing"].of if "dosing" in base.topics else None
    items = {id(one.item.part) for one in finding.about}
    if len(items) == 1 and all(one.named.id == subject for one in finding.about):
        return None  # whether two entries are one is asked of two
    past = finding.about and all(one.item.part.standing == PAST for one in finding.about)
    medicines = all(one.named.kind != "condition" for one in finding.about)
    if past and medicines and finding.severity == SEVERITIES[0]:
        acts = [act for act in (clause(one.action) for one in below) if act]
        return acts[0][:1].lower() + acts[0][1:] if acts else sentences.WAIT_ON
    return do


def _asks(held: Held, finding: Finding) -> Iterator[str]:
    """What has to be asked, the gravest reason first; then the degree that was not told.

    Where it is ruled out, nothing is asked for a milder reason.
    """
    ruled_out = finding.severity == SEVERITIES[0]
    for reason in finding.reasons:
        if reason.statement.asks and not (ruled_out and reason.severity != finding.severity):
            yield reason.statement.asks
    if not any(one.item.part.measured for one in finding.about):
        yield from _degrees(held, finding)


def _degrees(held: Held, finding: Finding) -> Iterator[str]:
    """Whether a condition that was typed without its degree is the degree that rules LDN out."""
    forms = held.base.list_words.forms
    for one in finding.about:
        typed = one.item.part.text.casefold()
        names = map(str.casefold, (one.named.name, *one.named.also))
        if one.named.kind != "condition" or not any(_begins(typed, name) for name in names):
            continue
        degrees = [form for form in forms if form.of == one.named.id]
        words = [word for form in degrees for word in form.words]
        if any(word in degree for degree in words for word in typed.split() if len(word) > _SHORT):
            continue  # a degree was told: `compensated`
        for form in degrees:
            degree, worst = form.words[0], held.worst(held.base.names[form.becomes])
            if worst == SEVERITIES[0]:
                yield sentences.DEGREE.format(degree=degree, severity=worst.upper())


#: A word of a degree is longer: `of`, `in`.
_SHORT = 3


def _begins(typed: str, name: str) -> bool:
    return typed == name or typed.startswith(f"{name} ")


def _further(held: Held, finding: Finding) -> list[Statement]:
    """What stands below the gravest reason: how long to wait after just these; or the next.

    Nothing that says the same again, and of a condition nothing more.
    """
    lead = finding.lead.statement
    of_condition = lead.applies.conditions and not lead.applies.medicines
    if finding.severity not in GRAVE or of_condition:
        return []
    waits = [s for one in finding.about for s in _waits(held, one.named)]
    waits.sort(key=lambda s: (-(s.interval or 0), s.value is not None))  # no figure is the longest
    milder = GRAVE[GRAVE.index(finding.severity) + 1 :]
    others = [r.statement for r in finding.others if r.severity in GRAVE]
    told = [s for s in waits if s.severity not in milder] or others
    fresh = [s for s in dict.fromkeys(told) if s.brief and s.brief != lead.brief]
    return fresh if fresh and fresh[0] in waits else fresh[:1]


def _waits(held: Held, named: Named) -> list[Statement]:
    """How long to wait after just this: of a group, what is said of it as a whole."""
    found = held.intervals(named)
    return [s for s in found if named.kind != "group" or named.id in s.applies.medicines]


def shown(about: Matter) -> str:
    """What was typed, with what it is."""
    name = _name(about)
    return f"{about.item.part.text} ({name})" if name else about.item.part.text


def _name(about: Matter) -> str:
    """What it is, where that was not typed; and how long ago it was the last."""
    part, named = about.item.part, about.named
    ago = "" if part.days is None else sentences.ago(part.days)
    if part.asks is not None:
        name = f"if {named.name}"
    else:
        name = named.name if named.name.lower() not in part.text.lower() else ""
    amount = "" if part.amount is None else sentences.A_DAY.format(amount=part.amount)
    told = (part.grade, amount) if part.asks is None else ()
    further = [one for one in told if one and one.lower() not in part.text.lower()]
    if amount.removesuffix(" a day") in part.text:
        further = [one for one in further if one != amount]
    return ", ".join(one for one in (name, *further, ago) if one)
