"""The rules in data/ applied to one patient. Has no words, and knows no medicine by name.

A statement speaks when all that it applies to is on the list, and one with a limit when the dose
breaks it; within the limit, or without a dose, it is a note. What a part of a combination brings
is told only where it is as grave as what is held on the whole.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    CAUTION,
    NOT_CHECKED,
    NOTHING_HELD,
    About,
    Dose,
    DoseFound,
    Finding,
    Item,
    Meaning,
    Question,
    Reason,
    Verdict,
)
from ldnref.answers.named.kin import groups, wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.part import DENIED, DOUBT, INTOLERANCE, NOW, OTHERS, PAST, REACTION, Part
from ldnref.knowledge.model import (
    SEVERITIES,
    KnowledgeBase,
    Limit,
    Named,
    Quantity,
    Statement,
)

#: The topics whose statements say to what they apply, and the one with the doses.
TOPICS = ("interactions", "cautions", "dosing")
_DOSES = "dosing"

#: The severities that may rule LDN out, and the one that changes nothing.
_GRAVE, _NOTE = SEVERITIES[:2], SEVERITIES[-1]
_WORST = SEVERITIES[0]


def judge(
    base: KnowledgeBase,
    lines: Sequence[str],
    dose: Dose | None = None,
    lexicon: Lexicon | None = None,
    today: date | None = None,
) -> Verdict:
    """What is held against giving LDN to this patient.

    `lexicon` spares making it again, where many patients are checked; `today` is the day that
    words of time count from, by default that of the knowledge.
    """
    names = lexicon or Lexicon(base)
    day = today or base.about.date
    items = [Item(line, part) for line in lines for part in read(names, line, day)]
    return _Patient(base, _together(base, items), dose).verdict()


def _together(base: KnowledgeBase, items: list[Item]) -> list[Item]:
    """Parts of a combination on different lines, where the combination is taken so."""
    named = {one.id: one for item in items if item.part.standing == NOW for one in item.part.named}
    held = " ".join(item.part.holds or "" for item in items if item.part.standing == NOW)
    for whole in base.names.values():
        if not whole.together or whole.id in named:
            continue
        parts = [part for part in whole.contains if part in named]
        if parts and all(part in named or base.names[part].name in held for part in whole.contains):
            items = [
                item._replace(part=item.part._replace(named=(whole,)))
                if any(one.id in parts for one in item.part.named)
                else item
                for item in items
            ]
    return items


class _Patient:
    """One list and one dose against the statements."""

    def __init__(self, base: KnowledgeBase, items: Sequence[Item], dose: Dose | None) -> None:
        self.base = base
        self.items = items
        self.typed = dose
        self.dose = dose.amount if dose else self._dose_on_list()

    @cached_property
    def spoken(self) -> list[Statement]:
        """The statements that speak in a check."""
        return [s for s in self.base.statements.values() if s.severity is not None and s.check]

    def verdict(self) -> Verdict:
        questions = self._questions()
        asked = {id(question.item.part) for question in questions if question.statement is None}
        applying = [
            About(item, named)
            for item in self.items
            if id(item.part) not in asked and self._counts(item.part)
            for named in self._meant(item.part)
        ]
        findings = self._findings(applying)
        questions += [
            Question(about.item, "statement", statement=reason.statement)
            for finding in findings
            for reason in finding.reasons
            if reason.statement.asks and reason.severity != _NOTE
            for about in reason.about[:1]
        ]
        questions.sort(key=lambda one: not one.grave)
        unknown = tuple(item for item in self.items if item.part.unknown)
        told = {id(one.item.part) for finding in findings for one in finding.about}
        rest = [
            item
            for item in self.items
            if id(item.part) not in told | asked and not item.part.unknown
        ]
        outcome = self._outcome(findings, questions, unknown)
        return Verdict(
            items=tuple(self.items),
            outcome=outcome,
            findings=tuple(findings),
            questions=tuple(questions),
            unknown=unknown,
            silent=tuple(item for item in rest if item.part.standing == NOW),
            denied=tuple(item for item in rest if item.part.standing != NOW),
            dose=self._dose_found(outcome),
            unmentioned=tuple(self._unmentioned()),
            medicines=self._has_medicines(),
        )

    def _outcome(
        self, findings: Sequence[Finding], questions: Sequence[Question], unknown: Sequence[Item]
    ) -> str:
        worst = min((f.severity for f in findings), key=SEVERITIES.index, default=_NOTE)
        if worst in _GRAVE:
            return worst
        near = (self.worst(named) for item in unknown for named in item.part.near)
        if any(question.grave for question in questions) or any(one in _GRAVE for one in near):
            return ASK_FIRST
        if worst == CAUTION or any(
            m.severity == CAUTION for question in questions for m in question.meanings
        ):
            return CAUTION
        return NOT_CHECKED if unknown or questions else NOTHING_HELD

    # -- what counts ---------------------------------------------------------------------------

    def _counts(self, part: Part) -> bool:
        """Whether a part is what the patient has or takes now, beyond question."""
        if part.unknown or (part.asks is not None and not self._certain(part)):
            return False
        if part.standing == NOW:
            return True
        if part.standing in (DENIED, OTHERS):
            return part.standing == OTHERS and not self._condition(part) and not self._grave(part)
        if part.standing == PAST:
            return self._lasts(part) if self._condition(part) else self._too_recent(part)
        return True  # a reaction or a doubt that asks nothing

    def _meant(self, part: Part) -> tuple[Named, ...]:
        """What a part is: an allergy to a blocker is a condition of its own."""
        return self._allergy(part) or part.named

    def _certain(self, part: Part) -> bool:
        """Whether every meaning of a question is bad enough to be told as `if this is …`."""
        if part.doubtful or part.harmless is not None or not part.named:
            return False
        return all(self.worst(named) in _GRAVE for named in part.named)

    @staticmethod
    def _condition(part: Part) -> bool:
        return any(named.kind == "condition" for named in part.named)

    def _grave(self, part: Part) -> bool:
        return any(self.worst(named) in _GRAVE for named in part.named)

    def _lasts(self, part: Part) -> bool:
        """Whether a condition that is said to be past counts all the same."""
        for named in part.named:
            if named.lasts is not None and part.days is not None:
                return part.days <= named.lasts
            if named.course is not None:
                return named.course == "lasting"
        return not self._grave(part)

    def _too_recent(self, part: Part) -> bool:
        """Whether the last dose of a medicine lies within the interval that it needs."""
        if part.days is None:
            return False
        return any(part.days < s.interval for s in self._waits(part) if s.interval is not None)

    def _waits(self, part: Part) -> list[Statement]:
        """The statements that give a time to wait after a medicine."""
        ids = frozenset[str]().union(*(self.stands_for(named) for named in part.named))
        return [
            s
            for s in self.base.statements.values()
            if ids.intersection(s.applies.medicines) and (s.interval is not None or _is_time(s))
        ]

    def _allergy(self, part: Part) -> tuple[Named, ...]:
        """What a reaction to a medicine is, where a condition of its name is held."""
        if part.standing not in (REACTION, INTOLERANCE):
            return ()
        ids = {name for one in part.named for name in groups(self.base.names, one.id)}
        return tuple(
            one
            for one in self.base.names.values()
            if ids.intersection(one.reaction if part.standing == REACTION else one.intolerance)
        )

    # -- what speaks ---------------------------------------------------------------------------

    def stands_for(self, named: Named) -> frozenset[str]:
        """Its own id and wider ones; a condition that has its own word needs no wider one."""
        own = frozenset({named.id})
        if named.kind == "condition":
            spoken = (s for s in self.spoken if s.severity != _NOTE)
            if any(named.id in s.applies.conditions for s in spoken):
                return own
        return own | wider(self.base.names, named.id)

    def worst(self, named: Named) -> str | None:
        """The gravest that is held on something, no dose given."""
        found = (self._severity(s, None) for s in self._own(named))
        return min(filter(None, found), key=SEVERITIES.index, default=None)

    def _own(self, named: Named) -> list[Statement]:
        """The statements on a thing: of its parts only what is as grave as what is held on it."""
        if named.kind == "condition":
            ids = self.stands_for(named)
            return [s for s in self.spoken if ids.intersection(s.applies.conditions)]
        own = groups(self.base.names, named.id)
        every = own | wider(self.base.names, named.id)
        on_whole = [s for s in self.spoken if own.intersection(s.applies.medicines)]
        worst = min((SEVERITIES.index(str(s.severity)) for s in on_whole), default=len(SEVERITIES))
        on_parts = [
            s
            for s in self.spoken
            if s not in on_whole
            and every.intersection(s.applies.medicines)
            and s.found != "none-found"
            and SEVERITIES.index(str(s.severity)) <= worst
        ]
        return [*on_whole, *on_parts]

    def _severity(self, statement: Statement, dose: Decimal | None) -> str | None:
        """How bad a statement is here; None where it has nothing to say."""
        if statement.limit is None or (dose is not None and _breaks(statement.limit, dose)):
            return statement.severity
        applies = statement.applies.medicines or statement.applies.conditions
        return _NOTE if applies and statement.severity != _NOTE else None

    def _findings(self, applying: Sequence[About]) -> list[Finding]:
        """Every statement that speaks, under the gravest on the same thing; gravest first."""
        order = {name: n for n, name in enumerate(self.base.statements)}
        own = {one: {s.id for s in self._own(one.named)} for one in applying}
        reasons = [
            reason for s in self.spoken if (reason := self._reason(s, applying, own)) is not None
        ]
        reasons.sort(key=lambda r: (SEVERITIES.index(r.severity), order[r.statement.id]))
        groups_: dict[object, list[Reason]] = {}
        for reason in reasons:
            groups_.setdefault(self._lead(reason, reasons), []).append(reason)
        return [Finding(found[0], tuple(found[1:])) for found in groups_.values()]

    def _lead(self, reason: Reason, reasons: Sequence[Reason]) -> str:
        """The id of the gravest statement on what this one speaks of; that of the dose alone."""
        about = {id(one.item.part) for one in reason.about}
        return next(
            one.statement.id
            for one in reasons
            if (about.intersection(id(o.item.part) for o in one.about) if about else not one.about)
        )

    def _reason(
        self, statement: Statement, applying: Sequence[About], own: dict[About, set[str]]
    ) -> Reason | None:
        severity = self._severity(statement, self.dose)
        if severity is None:
            return None
        about: list[About] = []
        for kind, wanted in (
            ("medicine", statement.applies.medicines),
            ("condition", statement.applies.conditions),
        ):
            here = [one for one in applying if statement.id in own[one] and _is(one.named, kind)]
            if wanted and not here:
                return None
            about += here if wanted else []
        if not about and not statement.limit:
            return None
        broken = statement.limit is not None and severity == statement.severity
        return Reason(statement, severity, tuple(about), broken)

    # -- what is asked -------------------------------------------------------------------------

    def _questions(self) -> list[Question]:
        return [
            question
            for item in self.items
            if item.part.named and (question := self._question(item)) is not None
        ]

    def _question(self, item: Item) -> Question | None:
        """What has to be asked of a part; None where it counts, or nothing depends on it."""
        part = item.part
        if part.asks is not None and part.standing in (NOW, DOUBT):
            return None if self._certain(part) else self._ask(item, "name")
        kind = self._kind(part)
        return None if kind is None else self._ask(item, kind)

    def _kind(self, part: Part) -> str | None:
        """Why a part that is known is a question: it may be past, an allergy, somebody else's."""
        grave = self._grave(part)
        condition = self._condition(part)
        if part.standing == PAST:
            if condition:
                over = self._lasts(part) or any(n.course == "passing" for n in part.named)
                return None if over or not grave else "past-condition"
            return "past" if grave and not self._too_recent(part) else None
        if part.standing in (REACTION, INTOLERANCE):
            return "reaction" if grave and not self._allergy(part) else None
        if part.standing == DOUBT:
            return "doubt" if grave else None
        if part.standing == OTHERS:
            return "others" if grave and not condition else None
        if part.standing == DENIED and not condition and grave:
            return None if any(n.kind == "group" for n in part.named) else "denied"
        return None

    def _ask(self, item: Item, kind: str) -> Question:
        meanings = tuple(Meaning(named, self.worst(named)) for named in item.part.named)
        waits = tuple(s for s in self._waits(item.part) if _is_time(s)) if kind in ("past", "denied") else ()
        return Question(item, kind, meanings, waits=waits)

    # -- the dose ------------------------------------------------------------------------------

    def _dose_on_list(self) -> Decimal | None:
        """The daily dose of LDN that the list itself gives."""
        amounts = [
            item.part.amount
            for item in self.items
            if item.part.amount is not None
            and item.part.standing == NOW
            and any(self.base.topics[_DOSES].of == named.id for named in item.part.named)
        ]
        return sum(amounts, Decimal(0)) if amounts else None

    def _dose_found(self, outcome: str) -> DoseFound | None:
        usual = self._range()
        if self.typed is None or usual is None:
            return None
        within = (usual.low or 0) <= self.typed.amount <= (usual.high or self.typed.amount)
        return DoseFound(self.typed, usual, None if outcome in _GRAVE and within else within)

    def _range(self) -> Quantity | None:
        """The range of doses that applies to this patient: the usual one, below every limit."""
        topic = self.base.topics[_DOSES]
        usual = next((s.value for s in topic.statements if s.id == topic.usual), None)
        if usual is None:
            return None
        given = self._given(sure=True)
        tops = [usual.high] + [
            statement.limit.over
            for statement in topic.statements
            if statement.limit
            and statement.severity in _GRAVE
            and given & set(statement.applies.conditions)
        ]
        return usual._replace(high=min(top for top in tops if top is not None))

    def _given(self, *, sure: bool) -> frozenset[str]:
        return frozenset[str]().union(
            *(
                self.stands_for(named)
                for item in self.items
                if not sure or self._counts(item.part)
                for named in item.part.named
            )
        )

    def _unmentioned(self) -> Iterable[Statement]:
        """Limits that the dose breaks in a condition that nobody mentioned."""
        given = self._given(sure=False)
        for statement in self.base.topics[_DOSES].statements:
            needed = statement.applies.conditions
            limit = statement.limit
            breaks = limit is not None and self.dose is not None and _breaks(limit, self.dose)
            if needed and breaks and not given & set(needed):
                yield statement

    def _has_medicines(self) -> bool:
        kinds = {named.kind for item in self.items for named in item.part.named}
        return bool(kinds & {"medicine", "group"}) or any(
            item.part.holds is not None for item in self.items
        )


def _is(named: Named, kind: str) -> bool:
    return (named.kind == "condition") == (kind == "condition")


def _is_time(statement: Statement) -> bool:
    return statement.value is not None and statement.value.unit in _TIMES


_TIMES = ("days", "weeks", "months")


def _breaks(limit: Limit, amount: Decimal) -> bool:
    if limit.over is not None:
        return amount > limit.over
    return limit.under is not None and amount < limit.under
