"""What is held on a thing: which statements speak of it in a check, and how bad that is.

A condition that has its own word needs no wider one. What a part of a combination brings is told
only where it is as grave as what is held on the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from ldnref.answers.named.kin import (
    at_large,
    beside,
    by_any_name,
    family,
    groups,
    not_borne,
    wider,
)
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_statements import Limit, Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: The severities that may rule LDN out, the one below, and the one that changes nothing.
GRAVE, CAUTION, NOTE = SEVERITIES[:2], SEVERITIES[2], SEVERITIES[-1]

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}

#: The units of a time to wait.
_TIMES = {"days": 1, "weeks": 7, "months": 30}


class Held:
    """The statements that speak in a check, by what they speak of. Made once a base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        #: In the order of their files.
        self.spoken = [s for s in base.statements.values() if s.severity is not None and s.check]
        #: Those that may speak of a dose alone.
        self.limits = [s for s in self.spoken if s.limit is not None]
        #: The medicines that are taken in their parts too, on different lines.
        self.together = [one for one in base.names.values() if one.together]
        self._own: dict[str, tuple[Statement, ...]] = {}
        self._worst: dict[str, str | None] = {}
        self._stands_for: dict[str, frozenset[str]] = {}
        self._intervals: dict[str, list[Statement]] = {}
        self._not_borne: dict[tuple[str, ...], tuple[Named, ...]] = {}

    @cached_property
    def subject(self) -> frozenset[str]:
        """Ids of the medicine that all is about, however low its dose: it is no medicine beside."""
        names = self.base.names
        own = {one.id for one in beside(self.base) if one.kind != "condition"}
        above = frozenset[str]().union(*(wider(names, one) for one in own))
        return above | own | {one.id for one in names.values() if above.intersection(one.within)}

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each statement stands among those that speak."""
        return {s.id: at for at, s in enumerate(self.spoken)}

    @cached_property
    def _with_a_word(self) -> frozenset[str]:
        """Ids of conditions of which a statement speaks above a note."""
        spoken = (s for s in self.spoken if s.severity != NOTE)
        return frozenset(name for s in spoken for name in s.applies.conditions)

    @cached_property
    def signs(self) -> dict[tuple[str, str], Named]:
        """What a condition is where another one, which is a degree of it, stands on the same list.

        By the ids of both: a degree that is a condition by itself, as ascites is beside cirrhosis.
        """
        names = self.base.names
        degrees = [
            (form.of, word.casefold(), names[form.becomes])
            for form in self.base.list_words.forms
            if names[form.of].kind == "condition"
            for word in form.words
        ]
        known = {
            word: one.id
            for word in {word for _, word, _ in degrees}
            if (one := by_any_name(self.base, word)) and one.kind == "condition"
            if word in map(str.casefold, (one.name, *one.also))
            # What stands for every condition on which nothing is held is a sign of none.
            if not at_large(self.base, one)
        }
        return {(of, known[word]): made for of, word, made in degrees if word in known}

    def stands_for(self, named: Named) -> frozenset[str]:
        """Its own id and wider ones."""
        if named.id not in self._stands_for:
            own = frozenset({named.id})
            alone = named.kind == "condition" and named.id in self._with_a_word
            above = frozenset[str]() if alone else wider(self.base.names, named.id)
            self._stands_for[named.id] = own | above
        return self._stands_for[named.id]

    def all_stand_for(self, named: Iterable[Named]) -> frozenset[str]:
        """What each of them stands for: each is looked at once, however often it stands there."""
        each = {one.id: one for one in named}
        return frozenset[str]().union(*map(self.stands_for, each.values()))

    def not_borne(self, medicines: tuple[Named, ...], *, reacted: bool) -> tuple[Named, ...]:
        """The conditions that a reaction to medicines is, or that their not being borne is."""
        key = (*(one.id for one in medicines), str(reacted))
        if key not in self._not_borne:
            self._not_borne[key] = not_borne(self.base.names, medicines, reacted=reacted)
        return self._not_borne[key]

    def own(self, named: Named) -> tuple[Statement, ...]:
        """The statements on a thing."""
        if named.id not in self._own:
            self._own[named.id] = tuple(self._find(named))
        return self._own[named.id]

    def _find(self, named: Named) -> Iterable[Statement]:
        every = self.stands_for(named)
        if named.kind == "condition":
            return self._on(every, self._of_conditions)
        on_whole = self._on(groups(self.base.names, named.id), self._of_medicines)
        worst = min((_rank(s) for s in on_whole), default=len(SEVERITIES))
        on_parts = (s for s in self._on(every, self._of_medicines) if s.found != "none-found")
        return [*on_whole, *(s for s in on_parts if s not in on_whole and _rank(s) <= worst)]

    def _on(self, ids: Iterable[str], spoken_of: Mapping[str, Sequence[int]]) -> list[Statement]:
        """The statements on any of them, in their order."""
        return [self.spoken[at] for at in sorted({at for i in ids for at in spoken_of.get(i, ())})]

    @cached_property
    def _of_conditions(self) -> dict[str, list[int]]:
        return _places(s.applies.conditions for s in self.spoken)

    @cached_property
    def _of_medicines(self) -> dict[str, list[int]]:
        return _places(s.applies.medicines for s in self.spoken)

    def worst(self, named: Named) -> str | None:
        """The gravest that is held on something by itself, no dose given."""
        if named.id not in self._worst:
            found = (severity(s, None) for s in self.own(named) if not _of_two(s))
            self._worst[named.id] = min(filter(None, found), key=SEVERITIES.index, default=None)
        return self._worst[named.id]

    def instead(self, narrow: Named, wide: Named) -> bool:
        """Whether a condition is told in the place of a wider one that stands there too.

        It may rule LDN out, and is graver; or as grave, where the wider one lasts.
        """
        worst, than = self.worst(narrow), self.worst(wide)
        if worst not in GRAVE:
            return False
        return than is None or _RANK[worst] < _RANK[than] + (wide.course == "lasting")

    def grave(self, meanings: Iterable[Named]) -> bool:
        """Whether one of the meanings may rule LDN out."""
        return any(self.worst(named) in GRAVE for named in meanings)

    def waits(self, meanings: Iterable[Named]) -> list[Statement]:
        """The statements that give a time to wait after a medicine."""
        ids = frozenset[str]().union(*map(self._waited_for, meanings))
        return [s for s in self._waiting if ids.intersection(s.applies.medicines)]

    def intervals(self, named: Named) -> list[Statement]:
        """How long to wait after just this medicine: what names it itself, or else its group."""
        if named.id not in self._intervals:
            found = [s for s in self.waits((named,)) if s.interval is not None]
            own = [s for s in found if named.id in s.applies.medicines]
            self._intervals[named.id] = own or found
        return self._intervals[named.id]

    @cached_property
    def shortest(self) -> int:
        """The shortest time, in days, that is held to be waited after a medicine."""
        held = (s.interval for s in self._waiting)
        return min((days for days in held if days is not None), default=0)

    @cached_property
    def _waiting(self) -> list[Statement]:
        """The statements that give a time to wait, or one that is counted."""
        every = self.base.statements.values()
        return [s for s in every if s.interval is not None or is_time(s)]

    def _waited_for(self, named: Named) -> frozenset[str]:
        """The ids after which one waits for a thing: of a group, after its members too."""
        if named.kind == "group":
            return family(self.base.names, named.id)
        return self.stands_for(named)


def _places(applies: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Where the statements stand that apply to each of these ids."""
    found: dict[str, list[int]] = {}
    for at, ids in enumerate(applies):
        for one in ids:
            found.setdefault(one, []).append(at)
    return found


def _rank(statement: Statement) -> int:
    return SEVERITIES.index(str(statement.severity))


def _of_two(statement: Statement) -> bool:
    """Whether a statement speaks only of a medicine in a condition."""
    return bool(statement.applies.medicines and statement.applies.conditions)


def is_time(statement: Statement) -> bool:
    """Whether a statement gives a time in days, weeks or months."""
    return statement.value is not None and statement.value.unit in _TIMES


def runs(statement: Statement, days: int) -> bool:
    """Whether the time that a statement gives, at its longest, is not over after so many days."""
    value = statement.value
    if value is None:
        return False
    longest = value.high or value.exactly or value.low
    return longest is not None and longest * _TIMES.get(value.unit, 0) > days


def severity(statement: Statement, dose: Decimal | None) -> str | None:
    """How bad a statement is at a dose; None where it has nothing to say.

    A limit that is not broken is a note on what it applies to, and else nothing; a grave one that
    no dose was yet held against is a caution.
    """
    if statement.limit is None or (dose is not None and breaks(statement.limit, dose)):
        return statement.severity
    if dose is None and statement.severity in GRAVE and statement.applies.conditions:
        return CAUTION
    applies = statement.applies.medicines or statement.applies.conditions
    return NOTE if applies and statement.severity != NOTE else None


def breaks(limit: Limit, amount: Decimal) -> bool:
    """Whether a daily amount, in milligrams, breaks a limit."""
    if limit.over is not None:
        return amount > limit.over
    return limit.under is not None and amount < limit.under
