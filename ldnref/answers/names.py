"""What a person typed: a medicine, a group or a condition, or not recognised. Never a guess."""

import unicodedata
from collections.abc import Mapping

from ldnref.answers.answer import NotRecognised, Resolved
from ldnref.knowledge.model import Named

#: Longer words are no name, and comparing them takes time.
_LONGEST_NAME = 60


def normalise(text: str) -> str:
    """Lower case, without accents, signs or punctuation; words with one space between them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def by_name(names: Mapping[str, Named]) -> dict[str, Named]:
    """Everything that has a name, by each name that it goes by, normalised."""
    return {
        normalise(word): named
        for named in names.values()
        for word in (*named.also, named.id, named.name)
    }


def resolve(names: Mapping[str, Named], typed: str) -> Resolved | NotRecognised:
    """The one thing that bears exactly this name, or the names that are really near it."""
    index = by_name(names)
    wanted = normalise(typed)
    if wanted in index:
        return Resolved(typed, index[wanted])
    near: tuple[Named, ...] = ()
    if wanted and len(wanted) <= _LONGEST_NAME:
        from difflib import get_close_matches  # noqa: PLC0415 - only for what is not recognised

        close = get_close_matches(wanted, index, n=3, cutoff=0.8)
        near = tuple({index[word].id: index[word] for word in close}.values())
    return NotRecognised(typed, near)


def family(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """The ids that what is known of `name` may stand under: its own, wider ones, narrower ones."""
    return frozenset({name}) | wider(names, name) | _narrower(names, name)


def wider(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Ids of the groups or conditions that `name` lies within."""
    found, left = set[str](), [*names[name].within]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(names[one].within)
    return frozenset(found)


def _narrower(names: Mapping[str, Named], name: str) -> frozenset[str]:
    return frozenset(other for other in names if name in wider(names, other))
