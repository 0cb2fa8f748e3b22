"""Statements by words, best first. Spelling, plural and endings do not matter; synonyms help."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import log

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section, with_sources
from ldnref.answers.evidence import verdicts
from ldnref.answers.named.kin import family
from ldnref.answers.named.normalise import normalise
from ldnref.answers.search_hits import Hit, rank, severity
from ldnref.answers.search_verdicts import amounting
from ldnref.answers.stems import SHORTEST_STEM, stems
from ldnref.answers.wanted import EMPTY, SAME, Want, wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement

#: What a word weighs by where it stands.
_LABEL, _SAYS, _HEADING, _ACTION = 4.0, 3.0, 2.0, 1.0

#: What a match weighs by how it was made: the beginning of a longer word; a name that the
#: statement applies to, a wider or a narrower one.
_BEGINS = 0.4
_NAMED, _RELATED = 40.0, 10.0

#: From how many letters on a word is the beginning of others.
_SHORTEST_BEGINNING = 4

#: A word in more than one of so many statements tells none of them apart.
_MOST = 3


def search(base: KnowledgeBase, typed: str) -> Answer:
    """The statements that answer most of the words typed, best first.

    Raises NotHeldError when no statement answers any of them.
    """
    index = _Index(base)
    wants, best, unanswered = _found(base, index, typed)
    looked_for = [want.typed for want in wants]
    if not best:
        longest = max(unanswered, key=len, default=typed)
        raise NotHeldError("search", longest, index.vocabulary, lists="")
    missing = (Line(word, "no statement has this word") for word in unanswered)
    told = amounting(base, wants)
    return with_sources(
        base,
        Answer(
            kind="search",
            title=sentences.FOUND.format(words=", ".join(looked_for), count=len(best)),
            about=base.about,
            sections=(
                Section(verdicts.HEADING, lines=tuple(verdicts.lines(base, told))),
                Section("Found", tuple(hit.statement for hit in best)),
                Section("Not found", lines=tuple(missing)),
            ),
            asked={"words": typed},
            next=base.about.next["search"],
            subjects=tuple(_spoken_of(base, wants)),
            everything=f"search {normalise(typed)} --all",
            places={hit.statement.id: index.places[hit.statement.id] for hit in best},
            own={"verdicts": [verdicts.as_data(base, one) for one in told]},
        ),
    )


def holding(base: KnowledgeBase, typed: str) -> tuple[Statement, ...]:
    """The statements that answer every word typed, best first; none, where a word is in none."""
    _, best, unanswered = _found(base, _Index(base), typed)
    return () if unanswered else tuple(hit.statement for hit in best)


def written(base: KnowledgeBase, typed: str) -> bool:
    """Whether each word stands in a statement, or means the same as one, letter by letter."""
    alike = {word for group in base.words for text in group for word in normalise(text).split()}
    known = {*_Index(base).vocabulary, *alike, *EMPTY}
    return bool(words := normalise(typed).split()) and known.issuperset(words)


def _found(
    base: KnowledgeBase, index: "_Index", typed: str
) -> tuple[list[Want], list[Hit], list[str]]:
    """What is looked for, the statements that answer most of it, and what none answers."""
    wants = list(wanted(base, typed))
    # A word of most statements tells none of them apart.
    wants = [want for want in wants if not index.everywhere(want)] or wants
    answered = {want.typed: index.scores(want) for want in wants}
    unanswered = [want.typed for want in wants if not answered[want.typed]]
    return wants, _best(base, index, wants, answered), unanswered


def _best(
    base: KnowledgeBase,
    index: "_Index",
    wants: Collection[Want],
    answered: Mapping[str, Mapping[str, float]],
) -> list[Hit]:
    """The statements that answer most, best first; on a name that is held, the worst first.

    What has the words for its label is about them: it leads.
    """
    hits = [
        Hit(
            len(scores),
            index.labelled(name, wants),
            index.headed(name, wants),
            sum(scores),
            statement,
        )
        for name, statement in base.statements.items()
        if (scores := [found[name] for found in answered.values() if name in found])
    ]
    kin = [family(base.names, want.named.id) for want in wants if want.named is not None]
    on_name = [h for h in hits if any(one & _names(h.statement) for one in kin)]
    if on_name:
        others = [h for h in hits if h not in on_name and h.wants == len(answered)]
        worst = sorted(on_name, key=lambda hit: (severity(hit), -hit.wants, -hit.score))
        return [*worst, *sorted(others, key=lambda hit: -hit.score)]
    most = max((hit.wants for hit in hits), default=0)
    best = (hit for hit in hits if hit.wants == most)
    return sorted(best, key=rank)


def _spoken_of(base: KnowledgeBase, wants: Iterable[Want]) -> Iterator[str]:
    """Ids of the names among the words that a statement applies to, or to what they belong to."""
    applied = frozenset[str]().union(*map(_names, base.statements.values()))
    for want in wants:
        if want.named is not None and applied & family(base.names, want.named.id):
            yield want.named.id


def _names(statement: Statement) -> frozenset[str]:
    return frozenset((*statement.applies.medicines, *statement.applies.conditions))


def place_of(topic: str, statement: Statement) -> str:
    """The words after `ldnref` that show a statement; interactions are shown by name."""
    applies = (*statement.applies.medicines, *statement.applies.conditions)
    name = f" {applies[0]}" if topic == "interactions" and applies else ""
    return topic + name + ("" if statement.brief else " --all")


class _Index:
    """The stems of every statement with their weights, and where each statement is shown."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.weights: dict[str, dict[str, float]] = {}
        self.places: dict[str, str] = {}
        #: The stems of the headings that a statement stands under.
        self.headings: dict[str, frozenset[str]] = {}
        words: set[str] = set()
        for topic in base.topics.values():
            for group in topic.groups:
                for statement in group.statements:
                    fields = (
                        (statement.action or "", _ACTION),
                        (f"{group.title} {topic.title}", _HEADING),
                        (f"{statement.says} {statement.brief or ''}", _SAYS),
                        (statement.label, _LABEL),
                    )
                    self.weights[statement.id] = {
                        one: weight for text, weight in fields for one in stems(text)
                    }
                    self.headings[statement.id] = frozenset(stems(f"{group.title} {topic.title}"))
                    words.update(*(normalise(text).split() for text, _ in fields))
                    self.places[statement.id] = place_of(topic.name, statement)
        self.vocabulary = sorted(words - EMPTY)
        self.known = Counter(one for weights in self.weights.values() for one in weights)

    def everywhere(self, want: Want) -> bool:
        """Whether a word stands in so many statements that it tells none apart."""
        own = [one for one, counts in want.stems.items() if counts == SAME]
        return any(self.known[one] * _MOST > len(self.weights) for one in own)

    def labelled(self, name: str, wants: Iterable[Want]) -> int:
        """How many of the words, or others of their meaning, the label of a statement has."""
        weights = self.weights[name]
        return sum(any(weights.get(one) == _LABEL for one in want.stems) for want in wants)

    def headed(self, name: str, wants: Iterable[Want]) -> int:
        """How many of the words, or others of their meaning, the headings above it have."""
        stands = self.headings[name]
        return sum(not stands.isdisjoint(want.stems) for want in wants)

    def scores(self, want: Want) -> dict[str, float]:
        """How well each statement answers one want; those that do not are absent."""
        counts = {**self._beginnings(want), **want.stems}
        total = len(self.weights)
        rare = {one: log(1 + total / self.known[one]) for one in counts if self.known[one]}
        found = {
            name: max(weights[one] * counts[one] * rare[one] for one in rare if one in weights)
            for name, weights in self.weights.items()
            if not rare.keys().isdisjoint(weights)
        }
        whole = stems(want.typed)
        if len(whole) > 1:
            for name, weights in self.weights.items():
                if weights.keys() >= set(whole):
                    found[name] = found.get(name, 0.0) + sum(weights[one] for one in whole)
        if want.named is not None:
            related = family(self.base.names, want.named.id)
            for name, statement in self.base.statements.items():
                applies = _names(statement)
                if want.named.id in applies:
                    found[name] = found.get(name, 0.0) + _NAMED
                elif related & applies:
                    found[name] = found.get(name, 0.0) + _RELATED
        return found

    def _beginnings(self, want: Want) -> dict[str, float]:
        """Longer words that begin with one of the want's own, and slightly shorter ones."""
        own = [one for one, counts in want.stems.items() if counts == SAME]
        return {
            known: _BEGINS
            for one in own
            for known in self.known
            if (len(one) >= _SHORTEST_BEGINNING and known.startswith(one))
            or (
                one.startswith(known)
                and len(known) > _SHORTEST_BEGINNING
                and len(one) - len(known) < SHORTEST_STEM
            )
        }
