"""The words of every statement, ready for searching: what stands where, and what it weighs."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from ldnref.answers.named.kin import family
from ldnref.answers.named.normalise import normalise
from ldnref.answers.stems import SHORTEST_STEM, stems
from ldnref.answers.wanted import SAME, Want, alike
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_made import Searched
from ldnref.knowledge.model_statements import Statement

#: What a word weighs by where it stands.
_LABEL, _SAYS, _HEADING, _ACTION = 4.0, 3.0, 2.0, 1.0

#: What a match weighs by how it was made: the beginning of a longer word; a name that the
#: statement applies to, a wider or a narrower one.
_BEGINS = 0.4
_NAMED, _RELATED = 40.0, 10.0

#: From how many letters on a word is the beginning of others.
_SHORTEST_BEGINNING = 4

#: So many stems are kept with those that begin alike.
_KEPT = 1_000

#: A word in more than one of so many statements tells none of them apart.
_MOST = 3


def place_of(topic: str, statement: Statement) -> str:
    """The words after `ldnref` that show a statement; interactions are shown by name."""
    applies = statement.applies.names
    name = f" {applies[0]}" if topic == "interactions" and applies else ""
    return topic + name + ("" if statement.brief else " --all")


def searched(base: KnowledgeBase) -> Searched:
    """The statements of a base, made ready for searching."""
    weighs: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    headings: list[tuple[str, ...]] = []
    words: set[str] = set()
    for topic in base.topics.values():
        for group in topic.groups:
            for statement in group.statements:
                fields = (
                    (statement.action or "", _ACTION),
                    (group.title, _HEADING),
                    (f"{statement.says} {statement.brief or ''}", _SAYS),
                    (statement.label, _LABEL),
                )
                weights = {one: weight for text, weight in fields for one in stems(text)}
                for one, weight in weights.items():
                    weighs.setdefault(one, []).append(f"{len(places)}:{weight}")
                headings.append(stems(group.title))
                words.update(*(normalise(text).split() for text, _ in fields))
                places[statement.id] = place_of(topic.name, statement)
    return Searched(
        ids=tuple(places),
        places=tuple(places.values()),
        stems={one: " ".join(stands) for one, stands in weighs.items()},
        headings=tuple(headings),
        vocabulary=tuple(sorted(words.difference(base.about.empty))),
        alike=alike(base.words),
    )


class Index:
    """The stems of every statement with their weights, and where each statement is shown."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        made = base.searched or searched(base)
        self.ids = made.ids
        self.places = dict(zip(made.ids, made.places, strict=True))
        self.vocabulary = made.vocabulary
        #: The stems of the headings that a statement stands under.
        self.headings = dict(zip(made.ids, made.headings, strict=True))
        #: Every stem, and as text in which statements it stands.
        self.known = made.stems
        self._weighs: dict[str, dict[str, float]] = {}
        #: Each is asked for twice, and again by the next search.
        self._near = lru_cache(_KEPT)(self._find_near)

    def weighs(self, stem: str) -> Mapping[str, float]:
        """What a stem weighs in each statement in which it stands: few are asked of."""
        if stem not in self._weighs:
            stands = (one.split(":") for one in self.known.get(stem, "").split())
            self._weighs[stem] = {self.ids[int(at)]: float(weight) for at, weight in stands}
        return self._weighs[stem]

    def everywhere(self, want: Want) -> bool:
        """Whether a word stands in so many statements that it tells none apart."""
        own = [one for one, counts in want.stems.items() if counts == SAME]
        return any(len(self.weighs(one)) * _MOST > len(self.ids) for one in own)

    def labelled(self, name: str, wants: Iterable[Want]) -> int:
        """How many of the words, or others of their meaning, the label of a statement has."""
        return sum(
            any(self.weighs(one).get(name) == _LABEL for one in want.stems) for want in wants
        )

    def said(self, wants: Iterable[Want]) -> set[str]:
        """Ids of the statements in which a word stands elsewhere than in what to do."""
        sought = {one for want in wants for one in (*want.stems, *self._beginnings(want))}
        return {
            name for one in sought for name, weight in self.weighs(one).items() if weight > _ACTION
        }

    def headed(self, name: str, wants: Iterable[Want]) -> int:
        """How many of the words, or others of their meaning, the headings above it have."""
        stands = self.headings[name]
        return sum(any(one in want.stems for one in stands) for want in wants)

    def scores(self, want: Want) -> dict[str, float]:
        """How well each statement answers one want; those that do not are absent."""
        found = self._with_a_stem(want) or self._under_titles(want)
        whole = stems(want.typed)
        if len(whole) > 1:
            for name in self.ids:
                weights = [self.weighs(one).get(name, 0.0) for one in whole]
                if min(weights) > _ACTION:
                    found[name] = found.get(name, 0.0) + sum(weights)
        if want.named is not None:
            related = family(self.base.names, want.named.id)
            for name, statement in self.base.statements.items():
                applies = statement.applies.names
                if want.named.id in applies:
                    found[name] = found.get(name, 0.0) + _NAMED
                elif related.intersection(applies):
                    found[name] = found.get(name, 0.0) + _RELATED
        return found

    def _with_a_stem(self, want: Want) -> dict[str, float]:
        """The statements in which a stem of the want stands: the rarer, the more it weighs."""
        found: dict[str, float] = {}
        for one, counts in {**self._beginnings(want), **want.stems}.items():
            if weighs := self.weighs(one):
                rare = log(1 + len(self.ids) / len(weighs))
                for name, weight in weighs.items():
                    found[name] = max(found.get(name, 0.0), weight * counts * rare)
        return found

    def _under_titles(self, want: Want) -> dict[str, float]:
        """All of a topic whose title has the word, which no statement has."""
        return {
            statement.id: _ACTION
            for topic in self.base.topics.values()
            if not want.stems.keys().isdisjoint(stems(topic.title))
            for statement in topic.statements
        }

    def _beginnings(self, want: Want) -> dict[str, float]:
        """Longer words that begin with one of the want's own, and slightly shorter ones."""
        own = [one for one, counts in want.stems.items() if counts == SAME]
        return {known: _BEGINS for one in own for known in self._near(one)}

    def _find_near(self, stem: str) -> tuple[str, ...]:
        """Every stem that begins with this one, and those with which it begins."""
        least = max(_SHORTEST_BEGINNING, len(stem) - SHORTEST_STEM) + 1
        begins = {stem[:end] for end in range(least, len(stem) + 1)}
        long = len(stem) >= _SHORTEST_BEGINNING
        return tuple(one for one in self.known if one in begins or (long and one.startswith(stem)))
