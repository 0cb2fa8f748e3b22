"""What the entries of one list make of each other: a combination, a graver condition.

In whatever order they stand. An entry that is not now, not the patient's or in doubt makes nothing
of another.
"""

from collections.abc import Mapping, Sequence

from ldnref.answers.checking.held import Held
from ldnref.answers.checking.verdict import Item
from ldnref.answers.named.kin import wider
from ldnref.answers.named.part import NOW, Part
from ldnref.knowledge.model_names import Named


def put_together(held: Held, items: Sequence[Item]) -> list[Item]:
    """The items as what they are beside each other."""
    return _narrower(held, _graver(held, _together(held, list(items))))


def _together(held: Held, items: list[Item]) -> list[Item]:
    """Parts of a combination on different lines, where the combination is taken so."""
    named = {one.id for item in items if item.part.standing == NOW for one in item.part.named}
    for whole in held.together:
        if whole.id not in named and named.issuperset(whole.contains):
            items = [
                item._replace(part=item.part._replace(named=(whole,)))
                if any(one.id in whole.contains for one in item.part.named)
                else item
                for item in items
            ]
    return items


def _graver(held: Held, items: list[Item]) -> list[Item]:
    """A condition and a sign of it as the graver one: `CKD` beside `on dialysis` is that."""
    here = _conditions(items)
    if len(here) <= 1:
        return items  # to know all signs takes longer than the rest of a short list
    becomes = {
        name: made
        for (of, sign), made in held.signs.items()
        if sign in here and sign != made.id and (of in here or made.id in here)
        for name in (of, sign)
    }
    return _become(items, becomes)


def _narrower(held: Held, items: list[Item]) -> list[Item]:
    """Of those that are one disease, only the narrowest is told."""
    here = _conditions(items)
    pairs = [
        (one, name)
        for one in here.values()
        for name in wider(held.base.names, one.id)
        if name in here and held.instead(one, here[name])
    ]
    wide = {name for _, name in pairs}
    return _become(items, {name: one for one, name in reversed(pairs) if one.id not in wide})


def _conditions(items: Sequence[Item]) -> dict[str, Named]:
    """The conditions that the list says the patient has now, beyond question."""
    return {
        one.id: one
        for item in items
        if item.part.named and now(item.part)
        for one in item.part.named
        if one.kind == "condition"
    }


def _become(items: list[Item], becomes: Mapping[str, Named]) -> list[Item]:
    """The items as what a list makes of them, where they are so now."""
    if not becomes:
        return items
    others = becomes.keys().isdisjoint
    return [
        item
        if not item.part.named or others([one.id for one in item.part.named])
        else _made(item, becomes)
        for item in items
    ]


def _made(item: Item, becomes: Mapping[str, Named]) -> Item:
    part = item.part
    if not now(part):
        return item
    named = dict.fromkeys(becomes.get(one.id, one) for one in part.named)
    grade = "" if part.measured else None  # its own figure is in another degree
    return item._replace(part=part._replace(named=tuple(named), grade=grade))


def now(part: Part) -> bool:
    """Whether a part is so now, beyond question."""
    return part.standing == NOW and part.asks is None
