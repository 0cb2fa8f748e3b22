"""The daily dose of one patient: given, or on the list; its range, and limits not mentioned."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ldnref.answers.checking.held import GRAVE, Held, breaks
from ldnref.answers.checking.verdict import Dose, DoseFound, Item, Matter
from ldnref.answers.named.part import NOW
from ldnref.knowledge.model_sources import Quantity
from ldnref.knowledge.model_statements import Statement

#: The topic with the doses.
DOSES = "dosing"


class Dosing:
    """One dose against the limits and the range for one patient."""

    def __init__(
        self, held: Held, items: Sequence[Item], applying: Sequence[Matter], typed: Dose | None
    ) -> None:
        self.held = held
        self.topic = held.base.topics[DOSES]
        self.items = items
        self.applying = applying
        #: The dose that was given, or the one that the list itself gives.
        self.dose = typed or self._on_list()

    @property
    def amount(self) -> Decimal | None:
        """Milligrams a day."""
        return None if self.dose is None else self.dose.amount

    def _on_list(self) -> Dose | None:
        """The daily dose of LDN on the list, all its entries added up."""
        given = [
            (item.input, item.part.amount)
            for item in self.items
            if item.part.amount is not None
            and item.part.standing == NOW
            and any(self.topic.of == named.id for named in item.part.named)
        ]
        if not given:
            return None
        return Dose("; ".join(line for line, _ in given), sum((a for _, a in given), Decimal(0)))

    def found(self, ruled_out: bool) -> DoseFound | None:
        """The dose beside its range; within none where LDN is ruled out by more than the dose."""
        if self.dose is None or (usual := self._range()) is None:
            return None
        within = (usual.low or 0) <= self.dose.amount <= (usual.high or self.dose.amount)
        return DoseFound(self.dose, usual, None if ruled_out else within)

    def _range(self) -> Quantity | None:
        """The range of doses that applies to this patient: the usual one, below every limit."""
        usual = next((s.value for s in self.topic.statements if s.id == self.topic.usual), None)
        if usual is None:
            return None
        given = self.held.all_stand_for(one.named for one in self.applying)
        tops = [usual.high] + [
            s.limit.over
            for s in self.topic.statements
            if s.limit and s.severity in GRAVE and given.intersection(s.applies.conditions)
        ]
        return usual._replace(high=min(top for top in tops if top is not None))

    def unmentioned(self) -> Iterable[Statement]:
        """Limits that the dose breaks in a condition that nobody mentioned."""
        if self.dose is None:
            return
        given = self.held.all_stand_for(one for item in self.items for one in item.part.named)
        # What a medicine for it says already: with any spasticity, keep to the same limit.
        taken = self.held.all_stand_for(one.named for one in self.applying)
        said = [s.limit for s in self.topic.statements if taken.intersection(s.applies.medicines)]
        for statement in self.topic.statements:
            needed, limit = statement.applies.conditions, statement.limit
            broken = limit is not None and breaks(limit, self.dose.amount) and limit not in said
            if needed and broken and not given.intersection(needed):
                yield statement
