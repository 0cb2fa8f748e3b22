"""Findings as lines of a card: what was typed as what it is, what holds, what to do and ask."""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.cards.asks import asks, only_asks
from ldnref.answers.cards.card import GAP, Fact, Rank, clause, fact
from ldnref.answers.checking.held import CAUTION, GRAVE, Held, is_time
from ldnref.answers.checking.verdict import ASK_FIRST, Finding, Matter, Verdict
from ldnref.answers.checking.worded import daily, times
from ldnref.answers.named.part import PAST
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES


def found(base: KnowledgeBase, findings: Iterable[Finding], verdict: Verdict) -> Iterator[Fact]:
    """Each finding: the items, what is the case with the gravest reason, and what to do."""
    held, typed = base.made(Held), daily(verdict.dose) if verdict.dose else ""
    # Findings of every severity may ask for the same.
    spoken = {one.lead.statement.limit for one in verdict.findings} - {None}
    for finding in findings:
        lead = fact(finding.lead.statement, finding.severity)
        label, says = _told(finding, lead, typed)
        waits = _waits_of(held, finding)
        ask = next(asks(held, finding), None)
        alone = len({id(one.item.part) for one in finding.about}) == 1
        do = _do(base, finding, waits, lead.do)
        if finding.lead.statement.sums and any(_within(do, one) for one in _acts(verdict.findings)):
            do = None  # each of its things asked for it
        rank = Rank.KEPT if finding.severity in GRAVE else min(lead.rank, Rank.CAUTIONED)
        yield lead._replace(
            label=label,
            says=says,
            severity=ASK_FIRST if ask and finding.severity == CAUTION else lead.severity,
            do=None if ask and only_asks(do) else do,
            # What each of several needs of its own comes before what they are together.
            rank=_LATE if finding.lead.statement.sums else rank,
            ask=ask,
        )
        bars, further = _further(finding, waits)
        past = _past(finding)
        # Of waiting after any of its kind no more is told beside its own wait than what to do.
        at_large = _with_a_wait(base, further, waits)
        further = [s for s in further if s not in at_large and s.limit not in spoken]
        for bar in bars:
            one = _below(bar, do, _LATE, past=past)
            # What asks for more than is said above stands before all that is milder; beside its
            # wait that is what is told of a kind.
            if one.do and alone:
                one = one._replace(says=bar.label if waits else one.says, rank=Rank.AVOIDED)
            yield one
        for n, statement in enumerate(waits):
            ruled_out = finding.severity == SEVERITIES[0] and statement.interval is not None
            name = sentences.WAIT if ruled_out and alone else statement.label
            # The longest of several waits, or one without a figure, stands on every card.
            rank = Rank.ACTED if n or (alone and statement.value) else Rank.KEPT
            act = statement.action or next((s.action for s in at_large), None)
            only = len(waits) > 1 or not at_large
            one = _below(statement._replace(label=name, action=act), do, rank, past=past or only)
            # What is said of a wider kind is told with what is said of just this.
            wider = [r.statement for r in finding.others if r.statement.interval and n == 0]
            wider += at_large if n == 0 else []
            yield one._replace(ids=(*one.ids, *(s.id for s in wider if s not in waits)))
        # Where none has a figure, its own wait tells what trials ask for, or that nothing does.
        if any(one.value for one in waits) and (at_large or (past and alone)):
            yield from _trials(held, finding, Rank.ACTED if past else _LATE)
        yield from (_below(one, do, _LATE, past=past) for one in further)


def _below(statement: Statement, said: str | None, rank: float, *, past: bool) -> Fact:
    """A further statement under a finding; of what was stopped, or is said above, no act."""
    one = fact(statement, None, GAP)
    act = None if past or _within(one.do, said) else one.do
    return one._replace(says=f"{statement.label}: {one.says}", do=act, rank=rank)


def _within(act: str | None, said: str | None) -> bool:
    """Whether an act asks for nothing that another does not ask for already."""
    asked, before = ({*_WORD.findall((one or "").casefold())} for one in (act, said))
    return asked <= before


def _acts(findings: Iterable[Finding]) -> list[str | None]:
    """What the findings ask for, but those that add up."""
    leads = (one.lead.statement for one in findings)
    return [clause(one.action) for one in leads if not one.sums]


def _with_a_wait(
    base: KnowledgeBase, further: Sequence[Statement], waits: Sequence[Statement]
) -> list[Statement]:
    """What stands under the heading of a wait that is told."""
    groups = [group.statements for topic in base.topics.values() for group in topic.groups]
    return [s for s in further for one in groups if s in one and not {*waits}.isdisjoint(one)]


def _trials(held: Held, finding: Finding, rank: float) -> Iterator[Fact]:
    """How long trials waited after any of this kind: no label asks for as long."""
    found = [s for s in held.waits(one.named for one in finding.about) if s.interval is None]
    found = [s for s in found if is_time(s)]
    if found:
        refs = dict.fromkeys(citation.ref for one in found for citation in one.sources)
        says = sentences.TRIALS_WAIT.format(times=times(found))
        ids = tuple(one.id for one in found)
        yield Fact(GAP, says, sources=tuple(refs), rank=rank, ids=ids)


def _told(finding: Finding, lead: Fact, typed: str) -> tuple[str, str]:
    """What stands on the left, and what is the case behind what it is."""
    texts = dict.fromkeys(one.item.part.text for one in finding.about)
    items = list(dict.fromkeys(shown(one) for one in finding.about))
    if finding.lead.statement.sums:
        items = list(texts)  # what each of them is was told above
    label, says = ", ".join(items) or typed or lead.label, lead.says
    if len(texts) == 1:
        label, names = next(iter(texts)), [_name(one) for one in finding.about]
        is_one = " and ".join(dict.fromkeys(name for name in names if name))
        says = f"{is_one}: {says}" if is_one else says
    if finding.lead.broken and items and typed:
        says = f"{typed}: {says}"
    return label, says


def _do(
    base: KnowledgeBase, finding: Finding, waits: Sequence[Statement], do: str | None
) -> str | None:
    """What to do: of what was stopped, to wait; of the one medicine checked, nothing."""
    subject = base.topics["dosing"].of if "dosing" in base.topics else None
    items = {id(one.item.part) for one in finding.about}
    if len(items) == 1 and all(one.named.id == subject for one in finding.about):
        return None  # whether two entries are one is asked of two
    if not _past(finding) or finding.severity != SEVERITIES[0]:
        return do
    act = next(filter(None, (clause(one.action) for one in waits if one.value is None)), None)
    return sentences.HOLD.format(act=act[:1].lower() + act[1:]) if act else sentences.WAIT_ON


def _past(finding: Finding) -> bool:
    """Whether all that it speaks of are medicines that were stopped, and not within a day."""
    return bool(finding.about) and all(
        one.item.part.standing == PAST and one.item.part.days != 0 and one.named.kind != "condition"
        for one in finding.about
    )


#: When a reason is taken up that is as grave as the one told: after all that is not yet told.
_LATE = Rank.TOLD + 0.5

#: A word.
_WORD = pattern(r"\w+")


def _waits_of(held: Held, finding: Finding) -> list[Statement]:
    """How long to wait after just these, the longest first; no figure is the longest."""
    lead = finding.lead.statement
    of_condition = lead.applies.conditions and not lead.applies.medicines
    if finding.severity not in GRAVE or of_condition:
        return []
    waits = [s for one in finding.about for s in _waits(held, one.named)]
    waits.sort(key=lambda s: (-(s.interval or 0), s.value is not None))
    milder = GRAVE[GRAVE.index(finding.severity) + 1 :]
    found = dict.fromkeys(s for s in waits if s.severity not in milder)
    return [s for s in found if s.brief and s.brief != lead.brief]


def _further(
    finding: Finding, waits: Sequence[Statement]
) -> tuple[list[Statement], list[Statement]]:
    """What else is held, as grave: what bars it by itself; then what stands below all else.

    Nothing that says the same again; of what is grave in another degree only what is grave, and
    under a caution the limit that applies.
    """
    lead = finding.lead.statement
    if lead.applies.conditions and not lead.applies.medicines:
        return [], []  # of a condition nothing more
    said = {lead.brief, *(one.brief for one in waits)}
    others = [
        reason.statement
        for reason in finding.others
        if reason.severity == finding.severity
        or {reason.severity, finding.severity} <= {*GRAVE}
        or (finding.severity == CAUTION and reason.statement.limit)
    ]
    others = [s for s in others if s.brief and s.brief not in said and s.interval is None]
    bars = [s for s in others if s.found and s.severity == SEVERITIES[0]]
    return bars, [s for s in others if s not in bars]


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
        said = named.name.lower() in part.text.lower() or part.grade == ""
        name = "" if said else named.name
    amount = "" if part.amount is None else sentences.A_DAY.format(amount=part.amount)
    told = (part.grade, amount) if part.asks is None else ()
    further = [one for one in told if one and one.lower() not in part.text.lower()]
    if amount.removesuffix(" a day") in part.text:
        further = [one for one in further if one != amount]
    return ", ".join(one for one in (name, *further, ago) if one)
