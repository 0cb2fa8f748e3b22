"""What stands above and below a name: groups, wider conditions, parts of a combination."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.register import Register, lines
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named


def ids(names: Mapping[str, Named]) -> dict[str, str]:
    """The id of everything that has a name, by each name that it goes by, normalised.

    Each in the other spelling too, and told of somebody else: `kill herself`, `kill myself`.
    """
    # Not at the top: what is compiled needs none of it.
    from ldnref.answers.named.two_spellings import (  # noqa: PLC0415
        elsewhere,
        other_persons,
        other_spellings,
    )

    found = {normalise(name): named.id for named in names.values() for name in names_of(named)}
    single = {normalise(name) for named in names.values() for name in (*named.alone, *named.asks)}
    spelt = [
        (other, which)
        for name, which in found.items()
        for other in (*other_spellings(name), *other_persons(name))
    ]
    inns = ((normalise(one.name), one.id) for one in names.values() if one.kind == "medicine")
    for other, which in (*spelt, *((each, to) for name, to in inns for each in elsewhere(name))):
        if other not in single:
            found.setdefault(other, which)
    return found


#: How alike a name must be to stand for what was typed, where its medicine is near.
_SPELT_ALIKE = 0.8


def known(base: KnowledgeBase, but: Container[str] = ()) -> Register[Named]:
    """Everything in a base that has a name, by each name that it goes by, normalised."""
    held = base.spelt.known if base.spelt else base.made(by_name)
    return Register(held, base.names.__getitem__, but)


def by_name(base: KnowledgeBase) -> dict[str, str]:
    """The ids of all names as a Register takes them, where no list was compiled of them."""
    return lines(ids(base.names))


def beside(base: KnowledgeBase) -> Iterator[Named]:
    """What is named among the words that change no question: what all is about."""
    held = known(base)
    return (held[one] for one in map(normalise, base.about.beside) if one in held)


def by_any_name(base: KnowledgeBase, typed: str) -> Named | None:
    """What goes by a name, or by an id as it is written."""
    return known(base).get(normalise(typed)) or base.names.get(typed.strip().casefold())


def names_of(named: Named) -> Iterator[str]:
    """Every name that is this thing; not those that only raise a question."""
    yield from (named.id, named.name, *named.also)
    for _, brands in named.brands:
        yield from brands


def almost_typed(named: Named, typed: str) -> str:
    """The brand that was almost typed, if one was; else its id."""
    names = {normalise(name): name for name in names_of(named) if " " not in name}
    from difflib import get_close_matches  # noqa: PLC0415 - for what is misspelt only

    found = get_close_matches(normalise(typed), names, n=1, cutoff=_SPELT_ALIKE)
    return names[found[0]] if found else named.id


def condition(base: KnowledgeBase, typed: str) -> Named | None:
    """A condition, by any of its names; here only a condition is meant, so that `MS` is one."""
    named = by_any_name(base, typed)
    found = named if named is not None and named.kind == "condition" else None
    for one in base.ambiguous if found is None else ():
        if normalise(typed) in map(normalise, one.names):
            meant = (base.names[name] for name in one.may_be)
            found = next((each for each in meant if each.kind == "condition"), None)
    return found


def at_large(base: KnowledgeBase, named: Named) -> bool:
    """Whether an entry stands for all conditions on which nothing is held: none is that one."""
    return named.kind == "condition" and not spoken_of(base, named)


def spoken_of(base: KnowledgeBase, named: Named) -> bool:
    """Whether a statement applies to it, or to what it belongs to."""
    return not base.made(_spoken_of).isdisjoint(family(base.names, named.id))


def _spoken_of(base: KnowledgeBase) -> frozenset[str]:
    """Ids of all that a statement applies to."""
    return frozenset(name for s in base.statements.values() for name in s.applies.names)


def family(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """The ids that what is known of `name` may stand under: its own, wider ones, narrower ones."""
    return frozenset({name}) | wider(names, name) | _narrower(names, name)


def wider(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Ids of what `name` belongs to or holds, and of what these belong to in their turn."""
    return _reached(names, name, lambda named: (*named.within, *named.contains))


def groups(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Its own id and those of what it belongs to; not what it holds."""
    return frozenset({name}) | _reached(names, name, lambda named: named.within)


def with_wider(names: Mapping[str, Named], found: Iterable[Named]) -> tuple[str, ...]:
    """The ids of what was found and of all that it belongs to or holds, each once."""
    each = dict.fromkeys(named.id for named in found)
    every = (one for name in each for one in (name, *sorted(wider(names, name))))
    return tuple(dict.fromkeys(every))


def not_borne(
    names: Mapping[str, Named], medicines: Iterable[Named], *, reacted: bool
) -> tuple[Named, ...]:
    """The conditions that a reaction to medicines is, or that their not being borne is."""
    ids = {name for one in medicines for name in groups(names, one.id)}
    return tuple(
        one
        for one in names.values()
        if ids.intersection(one.reaction if reacted else one.intolerance)
    )


def _narrower(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Ids of what belongs to a group or a condition; a medicine has none."""
    if names[name].kind == "medicine":
        return frozenset()
    found, last = set[str](), {name}
    while last:
        below = {one for one, named in names.items() if not last.isdisjoint(named.within)}
        last = below - found
        found |= last
    return frozenset(found)


def _reached(
    names: Mapping[str, Named], name: str, leads_to: Callable[[Named], Iterable[str]]
) -> frozenset[str]:
    """Every id that `leads_to` comes to from `name`, in however many steps."""
    found, left = set[str](), [*leads_to(names[name])]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(leads_to(names[one]))
    return frozenset(found)
