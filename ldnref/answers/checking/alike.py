"""Whether two names of one entry say the same: a form, a group, a mixture. Decides nothing else."""

from collections.abc import Iterable, Iterator, Sequence

from ldnref.answers.named.kin import wider
from ldnref.answers.named.part import Part
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named


class Alike:
    """Compares ids of one base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self._wider: dict[str, frozenset[str]] = {}

    def alike(self, one: str, other: str) -> bool:
        """Whether two ids say the same, one perhaps more closely: a form, a group, a mixture."""
        return self.is_form(one, other) or self.is_form(other, one) or self.shares(one, other)

    def is_form(self, one: str, other: str) -> bool:
        """Whether one is a form or a strength of the other, or belongs to it."""
        if one == other or other in self.wider(one):
            return True
        if one.startswith(f"{other}-") or one.endswith(f"-{other}"):
            return True
        forms = self.base.list_words.forms
        return any(f.becomes == one and f.of in {other, *self.wider(other)} for f in forms)

    def shares(self, one: str, other: str) -> bool:
        """Whether two mixtures have a part in common."""
        names = self.base.names
        return bool({*names[one].contains} & {*names[other].contains})

    def closer(self, part: Part, coded: Sequence[Named]) -> Part:
        """A part as the form that its code says that it is."""
        if len(part.named) != 1 or part.asks is not None:
            return part
        own = part.named[0].id
        forms = [one for one in coded if one.id != own and self.is_form(one.id, own)]
        closer = [one for one in forms if not self.is_form(own, one.id)]
        return part._replace(named=(closer[0],)) if len(closer) == 1 else part

    def wider(self, name: str) -> frozenset[str]:
        """The ids of what a thing belongs to, or holds."""
        if name not in self._wider:
            self._wider[name] = wider(self.base.names, name)
        return self._wider[name]

    def distinct(self, parts: Sequence[Part], kept: str) -> Iterator[Part]:
        """Each thing once; what is a part of another, or is wider, goes with it.

        What is asked with the words `kept` no other part settles.
        """
        sure = {one.id for part in parts if part.recognised for one in part.named}
        every = [frozenset(one.id for one in part.named) for part in parts]
        rows = [
            (ids, part.asks, part.standing, part.amount)
            for ids, part in zip(every, parts, strict=True)
        ]
        first = {row: n for n, row in reversed([*enumerate(rows)])}
        # Beside a dose one of the same counts, for another is no second name; else any.
        beside: dict[tuple[object, ...], list[tuple[int, frozenset[str]]]] = {}
        for (ids, *stands, amount), n in first.items():
            for key in {(*stands, amount), (*stands, None)}:
                beside.setdefault(key, []).append((n, ids))
        said = {
            row
            for row, at in first.items()
            if any(
                (n < at and ids == row[0]) or row[0] <= self._above(ids)
                for n, ids in beside[row[1:]]
            )
        }
        for n, (row, part) in enumerate(zip(rows, parts, strict=True)):
            again = row in said or first[row] != n
            if not (row[0] and (again or (part.asks != kept and self.settled(part, sure)))):
                yield part

    def _above(self, ids: frozenset[str]) -> frozenset[str]:
        return frozenset[str]().union(*map(self.wider, ids))

    def settled(self, part: Part, sure: Iterable[str]) -> bool:
        """Whether an unclear name is settled by a sure one that stands in the same entry."""
        if part.asks is None:
            return False
        return all(any(self.alike(one.id, other) for other in sure) for one in part.named)
