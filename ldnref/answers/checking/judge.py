"""The rules in data/ applied to one patient. Has no words, and knows no medicine by name.

A statement speaks when all that it applies to is on the list, and one with a limit when the dose
breaks it; within the limit it is a note, and so it is without a dose, but for a grave one.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ldnref.answers.checking.beside import put_together
from ldnref.answers.checking.counting import Counting
from ldnref.answers.checking.dosing import Dosing
from ldnref.answers.checking.held import GRAVE, NOTE, Held, breaks, severity
from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    CAUTION,
    NOT_CHECKED,
    NOTHING_HELD,
    Dose,
    Finding,
    Item,
    Matter,
    Question,
    Reason,
    Verdict,
)
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import expect, read
from ldnref.answers.named.part import DENIED, INTOLERANCE, NOW, REACTION, Part
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: The topics whose statements say to what they apply.
TOPICS = ("interactions", "cautions", "dosing")


def judge(
    held: Held,
    lexicon: Lexicon,
    lines: Sequence[str],
    today: date,
    dose: Dose | None = None,
    *,
    last: bool = False,
) -> Verdict:
    """What is held against giving LDN to this patient; words of time count from `today`.

    Of a lexicon that read a long list as its last, nothing is held while that is weighed.
    """
    expect(lexicon, len(lines))
    items = [Item(line, part) for line in lines for part in read(lexicon, line, today)]
    if last and lexicon.plainly is not None:
        lexicon.close()
    return weigh(held, items, dose)


def weigh(
    held: Held, given: Sequence[Item], typed: Dose | None, gaps: tuple[str, ...] = ()
) -> Verdict:
    """The items of one patient against what is held; `gaps` says what of them is missing."""
    items = put_together(held, given)
    # Most of a long list is known by name alone, and nothing is held on it.
    named = [item for item in items if item.part.named]
    counting = Counting(held, named)
    asked = counting.questions()
    unclear = {id(question.item.part) for question in asked}
    applying = [
        Matter(item, one)
        for item in named
        if id(item.part) not in unclear and counting.counts(item.part)
        for one in counting.meant(item.part)
    ]
    dosing = Dosing(held, named, applying, typed)
    findings = _findings(held, applying, dosing)
    questions = sorted([*_asked_by(findings), *asked], key=lambda one: not one.grave)
    unknown = tuple([item for item in items if item.part.unknown])
    rest = _rest(items, findings, unclear.union([id(item.part) for item in unknown]))
    return Verdict(
        items=tuple(items),
        outcome=_outcome(held, findings, questions, (*unknown, *gaps)),
        findings=tuple(findings),
        questions=tuple(questions),
        unknown=unknown,
        silent=tuple(item for item in rest if item.part.standing == NOW),
        denied=tuple(item for item in rest if item.part.standing != NOW),
        dose=dosing.found(_ruled_out(findings)),
        unmentioned=tuple(dosing.unmentioned()),
        medicines=any(_given(held, item.part) for item in items),
        gaps=gaps,
    )


def _given(held: Held, part: Part) -> bool:
    """Whether a part tells a medicine beside the one that is checked.

    A reaction to a medicine, or a denial of one, tells nothing of what is taken.
    """
    if part.standing in (REACTION, INTOLERANCE, DENIED):
        return False
    if part.holds:
        return True
    return any(one.kind != "condition" and one.id not in held.subject for one in part.named)


def _rest(items: Sequence[Item], findings: Sequence[Finding], apart: set[int]) -> list[Item]:
    """What is neither found nor among the parts that are told apart: asked, or not recognised.

    An equal line further down is told with the one that was found.
    """
    told = {(one.item.input, one.item.part.text) for f in findings for one in f.about}
    return [
        item
        for item in items
        if id(item.part) not in apart and (item.input, item.part.text) not in told
    ]


def _asked_by(findings: Sequence[Finding]) -> list[Question]:
    """What the statements that speak ask themselves; of a thing that one asks by name, only that.

    `Daily, or in high doses?` was answered where a daily use has its own name.
    """
    return [
        Question(reason.about[0].item, "statement", statement=reason.statement)
        for finding in findings
        for reason in asking(finding)
    ]


def asking(finding: Finding) -> list[Reason]:
    """The reasons of a finding that ask: of things that are all asked about by name, only those."""
    asking = [r for r in finding.reasons if r.statement.asks and r.severity != NOTE and r.about]
    named = {id(one.item.part) for r in asking if _by_name(r) for one in r.about}
    return [r for r in asking if _by_name(r) or any(id(o.item.part) not in named for o in r.about)]


def _by_name(reason: Reason) -> bool:
    """Whether a statement asks about a medicine that it names itself, and not about a group."""
    names = reason.statement.applies.medicines
    return bool(reason.statement.asks) and any(one.named.id in names for one in reason.about)


def _ruled_out(findings: Sequence[Finding]) -> bool:
    """Whether LDN is ruled out by more than the dose."""
    return any(
        reason.severity in GRAVE and not reason.broken
        for finding in findings
        for reason in finding.reasons
    )


def _outcome(
    held: Held,
    findings: Sequence[Finding],
    questions: Sequence[Question],
    unknown: Sequence[Item | str],
) -> str:
    """The gravest that was found or has to be asked."""
    worst = min((f.severity for f in findings), key=SEVERITIES.index, default=NOTE)
    if worst in GRAVE:
        return worst
    near = any(held.grave(one.part.near) for one in unknown if isinstance(one, Item))
    if near or any(question.grave for question in questions):
        return ASK_FIRST
    asked = {meaning.severity for question in questions for meaning in question.meanings}
    if CAUTION in {worst, *asked}:
        return CAUTION
    return NOT_CHECKED if unknown or questions else NOTHING_HELD


def _findings(held: Held, applying: Sequence[Matter], dosing: Dosing) -> list[Finding]:
    """Every statement that speaks, under the gravest on the same thing; gravest first."""
    limits = held.limits if dosing.amount is not None else ()
    spoken_of: dict[str, list[Matter]] = {s.id: [] for s in limits}
    for one in applying:
        for statement in held.own(one.named):
            spoken_of.setdefault(statement.id, []).append(one)
    spoken = (held.spoken[at] for at in sorted(map(held.places.__getitem__, spoken_of)))
    found = (_reason(s, spoken_of[s.id], dosing) for s in spoken)
    reasons = [reason for reason in found if reason is not None]
    # What adds up is told by itself, after what each of its things needs of its own.
    sums = [one for one in reasons if one.statement.sums]
    reasons = [one for one in reasons if not one.statement.sums]
    parts = {id(one): _parts(one) for one in reasons}
    wide = parts.values()
    # What asks by name leads, but nothing that more is said of than it speaks of.
    leads = {
        id(one): _by_name(one) and not any(parts[id(one)] < other for other in wide)
        for one in reasons
    }
    reasons.sort(key=lambda one: (SEVERITIES.index(one.severity), not leads[id(one)], _far(one)))
    abouts = [parts[id(reason)] for reason in reasons]
    led: dict[int, list[Reason]] = {}
    for reason, about in zip(reasons, abouts, strict=True):
        led.setdefault(_lead(about, abouts), []).append(reason)
    findings = [Finding(one[0], tuple(one[1:])) for one in led.values()]
    findings += [Finding(one, ()) for one in sums]
    return sorted(findings, key=lambda one: SEVERITIES.index(one.severity))


def _far(reason: Reason) -> Decimal:
    """Of limits that a dose alone breaks the highest leads: a slip of the point, before much."""
    over = None if reason.about or reason.statement.limit is None else reason.statement.limit.over
    return -(over or Decimal(0))


def _parts(reason: Reason) -> frozenset[int]:
    """Of what a reason speaks."""
    return frozenset([id(one.item.part) for one in reason.about])


def _lead(about: frozenset[int], abouts: Sequence[frozenset[int]]) -> int:
    """Which reason is the gravest on all that one speaks of; or on the dose alone."""
    return next(
        number for number, other in enumerate(abouts) if (about <= other if about else not other)
    )


def _reason(statement: Statement, applying: Sequence[Matter], dosing: Dosing) -> Reason | None:
    """The statement, where all that it applies to is there; None where it has nothing to say."""
    bad = severity(statement, dosing.amount)
    if bad is None:
        return None
    about: list[Matter] = []
    for condition, wanted in (
        (False, statement.applies.medicines),
        (True, statement.applies.conditions),
    ):
        here = [one for one in applying if (one.named.kind == "condition") == condition]
        if wanted and not here:
            return None
        about += here if wanted else []
    if not about and not statement.limit:
        return None
    limit, amount = statement.limit, dosing.amount
    broken = limit is not None and amount is not None and breaks(limit, amount)
    return Reason(statement, bad, tuple(about), broken)
