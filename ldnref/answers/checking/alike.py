"""Whether two names of one entry say the same: a form, a group, a mixture. Decides nothing else."""

from collections.abc import Iterator, Sequence

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
        ids = [frozenset(one.id for one in part.named) for part in parts]
        above = [frozenset[str]().union(*map(self.wider, own)) for own in ids]
        for n, part in enumerate(parts):
            alike = [
                m
                for m, other in enumerate(parts)
                if m != n
                and (other.asks, other.standing) == (part.asks, part.standing)
                and part.amount in (None, other.amount)  # another dose is no second name
            ]
            said = any(ids[n] <= above[m] or (ids[n] == ids[m] and m < n) for m in alike)
            if not (ids[n] and (said or (part.asks != kept and self.settled(part, parts)))):
                yield part

    def settled(self, part: Part, parts: Sequence[Part]) -> bool:
        """Whether an unclear name is settled by a sure one that stands in the same entry."""
        if part.asks is None:
            return False
        sure = [one.id for other in parts if other.recognised for one in other.named]
        return all(any(self.alike(one.id, other) for other in sure) for one in part.named)
