"""Whether a part of a list counts as what the patient has or takes now, and what has to be asked.

A medicine that was stopped counts as long as its interval runs; a condition that lasts is never
past; what is denied, or somebody else's, does not count.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ldnref.answers.checking.held import GRAVE, Held, is_time, runs
from ldnref.answers.checking.verdict import Item, Meaning, Question
from ldnref.answers.named import part as standings
from ldnref.answers.named.kin import wider
from ldnref.answers.named.part import Part
from ldnref.knowledge.model_names import Named

if TYPE_CHECKING:
    from ldnref.knowledge.model_statements import Statement


class Counting:
    """The parts of one list: which count, and what has to be asked of the others."""

    def __init__(self, held: Held, items: Sequence[Item]) -> None:
        self.held = held
        self.items = items

    def counts(self, part: Part) -> bool:
        """Whether a part is what the patient has or takes now, beyond question."""
        if part.unknown or (part.asks is not None and not self._certain(part)):
            return False
        if part.standing == standings.DENIED:
            return False
        if part.standing == standings.OTHERS:
            return not _condition(part) and not self.held.grave(part.named)
        if part.standing in (standings.PAST, standings.FREE):
            return self._lasts(part) if _condition(part) else self._works(part)
        return True

    def meant(self, part: Part) -> tuple[Named, ...]:
        """What a part is: an allergy to a blocker is a condition of its own."""
        return self._allergy(part) or part.named

    def questions(self) -> list[Question]:
        """What has to be asked of the list, in its order."""
        found = (self._question(item) for item in self.items if item.part.named)
        return [question for question in found if question is not None]

    def _certain(self, part: Part) -> bool:
        """Whether every meaning of a question is bad enough to be told as `if this is …`."""
        if part.doubtful or part.harmless is not None or not part.named:
            return False
        return all(self.held.worst(named) in GRAVE for named in part.named)

    def _lasts(self, part: Part) -> bool:
        """Whether a condition that is said to be past counts all the same."""
        for named in part.named:
            over = named.course == "passing" and not part.only_timed  # `pregnant until last week`
            if named.lasts is not None and part.days is not None:
                return part.days <= named.lasts and not over
            if named.course is not None:
                return named.course == "lasting"
        return not self.held.grave(part.named)

    def _works(self, part: Part) -> bool:
        """Whether a medicine that was taken or given counts still."""
        if self._too_recent(part) or self._taken_yet(part):
            return True
        lasts = [named.lasts for named in part.named if named.lasts is not None]
        if part.days is None:  # `two courses completed`; what is grave is asked about
            return bool(lasts) and not self.held.grave(part.named)
        return part.days <= max(lasts, default=-1)

    def _taken_yet(self, part: Part) -> bool:
        """Whether a medicine is taken still, of which a line tells when and not that it ended.

        `Once a week on Monday`, `last issued 12 Nov`; what is grave has times of its own.
        """
        longest = self.held.base.list_words.taken_yet
        if not part.only_timed or longest is None or part.days is None:
            return False
        return part.days <= longest and not self.held.grave(part.named)

    def _still(self, part: Part) -> bool:
        """Whether what may be meant counts yet: what lasts, or a medicine taken of late."""
        return self._lasts(part) if _condition(part) else self._too_recent(part)

    def _intervals(self, part: Part) -> list[int]:
        """The days that statements ask for after a medicine; of a group, after each member."""
        waits = (s.interval for named in part.named for s in self.held.intervals(named))
        return [days for days in waits if days is not None]

    def _too_recent(self, part: Part) -> bool:
        """Whether the last dose lies within the interval; of a group, within the shortest.

        After a medicine of which none is held: within the shortest that is held of any.
        """
        intervals = self._intervals(part) or [self.held.shortest]
        if part.days is None or not self.held.grave(part.named):
            return False
        group = any(named.kind == "group" for named in part.named)
        return part.days < (min(intervals) if group else max(intervals))

    def _allergy(self, part: Part) -> tuple[Named, ...]:
        """What a reaction to a medicine is, where a condition is held that says so."""
        if part.standing not in (standings.REACTION, standings.INTOLERANCE):
            return ()
        reacted = part.standing == standings.REACTION
        return self.held.not_borne(part.named, reacted=reacted)

    def _question(self, item: Item) -> Question | None:
        """What has to be asked of a part; None where it counts, or nothing depends on it."""
        part = item.part
        still = part.standing == standings.PAST and self._still(part)
        if part.asks is not None and (still or part.standing in (standings.NOW, standings.DOUBT)):
            return None if self._certain(part) else self._ask(item, "name")
        kind = self._kind(item) if self.held.grave(part.named) else None
        return None if kind is None else self._ask(item, kind)

    def _kind(self, item: Item) -> str | None:
        """Why a grave part that is known is a question: past, an allergy, somebody else's."""
        part = item.part
        if part.standing == standings.PAST:
            return self._past(part)
        if part.standing == standings.FREE:
            return self._free(part)
        if part.standing in (standings.REACTION, standings.INTOLERANCE):
            return None if self._allergy(part) else "reaction"
        return self._apart(item)

    def _apart(self, item: Item) -> str | None:
        """Why a part in doubt, denied or somebody else's is a question."""
        standing, condition = item.part.standing, _condition(item.part)
        if standing == standings.DOUBT:
            return "doubt"
        if standing == standings.OTHERS:
            return None if condition else "others"
        if standing == standings.DENIED:
            return None if condition or self._all_denied(item) else "denied"
        return None

    def _past(self, part: Part) -> str | None:
        """What is asked of something that is said to be past, where it does not count now."""
        if not _condition(part):
            return None if self._works(part) else "past"
        over = any(named.course == "passing" for named in part.named)
        return None if over or self._lasts(part) else "past-condition"

    def _free(self, part: Part) -> str | None:
        """What is asked of something not taken for some time, where that may not be long enough."""
        if part.days is None or self._too_recent(part):
            return None
        asked = any(runs(wait, part.days) for wait in self.held.waits(part.named))
        soon = part.days < max(self._intervals(part), default=0)
        single = (named for named in part.named if named.kind != "group")
        unknown = any(s.value is None for named in single for s in self.held.intervals(named))
        return "past" if asked or soon or unknown else None

    def _all_denied(self, item: Item) -> bool:
        """Whether the line denies a whole group that holds it: no opioids, so none was taken."""
        names = self.held.base.names
        above = {up for one in item.part.named for up in wider(names, one.id)}
        medicine = any(one.kind == "medicine" for one in item.part.named)
        dosed = medicine and item.input in self._with_figures
        named = above | {one.id for one in item.part.named}
        return not dosed and not named.isdisjoint(self._groups_denied.get(item.input, ()))

    @cached_property
    def _with_figures(self) -> set[str]:
        """The lines that hold a figure: each is looked at once, however many parts it has."""
        lines = {item.input for item in self.items}
        return {line for line in lines if any(map(str.isdigit, line))}

    @cached_property
    def _groups_denied(self) -> dict[str, set[str]]:
        """The groups that each line denies."""
        found: dict[str, set[str]] = {}
        for item in self.items:
            if item.part.standing == standings.DENIED:
                denied = (one.id for one in item.part.named if one.kind == "group")
                found.setdefault(item.input, set()).update(denied)
        return found

    def _ask(self, item: Item, kind: str) -> Question:
        meanings = tuple(Meaning(named, self.held.worst(named)) for named in item.part.named)
        waits = self._waits(item.part) if kind in ("past", "denied") else ()
        return Question(item, kind, meanings, waits=tuple(waits))

    def _waits(self, part: Part) -> Iterable["Statement"]:
        """How long to wait after a part: its own times, or that it has none; then of trials."""
        own = [s for named in part.named for s in self.held.intervals(named)]
        trials = [s for s in self.held.waits(part.named) if is_time(s) and s.interval is None]
        return dict.fromkeys([*(s for s in own if s.severity != GRAVE[1]), *trials])


def _condition(part: Part) -> bool:
    return any(named.kind == "condition" for named in part.named)
