"""The cards of what is long by nature: sources, disagreements, medicines, searches; and of one."""

from collections.abc import Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import (
    Card,
    Fact,
    Rank,
    among,
    before,
    carded,
    cut,
    fact,
    severity,
    unrepeated,
)
from ldnref.answers.cards.studies import amounts, verdicts_of
from ldnref.answers.cards.upkeep import changes, licences
from ldnref.answers.cards.words import holding_words
from ldnref.answers.evidence.figures import capital
from ldnref.answers.named.normalise import normalise
from ldnref.answers.search_verdicts import speaks_of
from ldnref.answers.stems import stems
from ldnref.answers.wanted import wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement, Side, first_clause
from ldnref.knowledge.vocabulary import DIFFER, SEVERITIES, STATES

#: How many characters of names stand beside a label, in a line of their own, and in few lines.
_BESIDE, _WHOLE, _FEW = 56, 76, 116

#: How much less each later hit of a search weighs, and how many commands stand below them.
_LATER, _PLACES = 0.01, 2

#: A point stands behind what is grave among so many hits of a search, or to be done among fewer.
_FIRST, _DONE = 8, 6

#: How many verdicts stand above what a search found.
_VERDICTS = 3

#: So few points are told with what has become of each.
_POINTS = 5

#: A line of a list is cut here.
_LONG = 170


def sources(base: KnowledgeBase, answer: Answer) -> Card:
    """The sources by kind, counted; one source with what rests on it."""
    if "source" in answer.asked or "words" in answer.asked:
        return _lines(answer)
    facts, named = [], 0
    place = {name: number for number, name in enumerate(base.sources)}
    for section in answer.sections:
        ids = sorted(
            (line.label for line in section.lines if line.label in place), key=place.__getitem__
        )
        listed = [base.sources[name] for name in ids]
        names = [one.short or one.name for one in listed]
        shown = among(names, " · ", _BESIDE - len(f"{len(listed)}: "))
        named += len(shown)
        words = f"{len(listed)}: {' · '.join(shown)}" if listed else section.lines[0].text
        facts.append(Fact(section.title, words, rank=Rank.KEPT))
    return _card(answer, facts, others=len(answer.sources) - named)


def disagreements(base: KnowledgeBase, answer: Answer) -> Card:
    """The points by what has become of them; one point, with who says what."""
    if "disagreement" in answer.asked:
        return _point(base, answer)
    if len(answer.disagreements) <= _POINTS:
        told = answer.disagreements
        says = (f"{one.point} {capital(one.state)}: {first_clause(one.because)}." for one in told)
        return _card(
            answer, [Fact(p.id, s, rank=Rank.KEPT) for p, s in zip(told, says, strict=True)]
        )
    by_state = {s: [p for p in answer.disagreements if p.state == s] for s in STATES}
    acts = {s.id for s in base.statements.values() if s.severity not in (None, "note")}
    facts = []
    for point in sorted(by_state["open"], key=lambda one: _worst(base, one)):
        acted = any(acts.intersection(side.statements) for side in point.sides)
        rank = Rank.ACTED if acted else Rank.TOLD
        facts.append(Fact(point.id, point.point, rank=rank, ids=(point.id,)))
    shown = {one.label for one in facts if one.rank == Rank.ACTED}
    named = [p.id for p in by_state["open"] if p.id not in shown]
    facts = [one for one in facts if one.rank == Rank.ACTED]
    facts.append(Fact("Open, other", " · ".join(named), rank=Rank.KEPT))
    facts.append(Fact("Flagged", " · ".join(p.id for p in by_state["flagged"]), rank=Rank.KEPT))
    resolved = [p.id for p in by_state["resolved"]]
    some = among(resolved, " · ", _BESIDE)
    facts.append(Fact("Resolved", " · ".join(some), rank=Rank.KEPT))
    others = len(resolved) - len(some)
    return _card(answer, [one for one in facts if one.says], others)


def _worst(base: KnowledgeBase, point: Disagreement) -> int:
    """How bad the worst is that a point is about, nought the worst."""
    names = (name for side in point.sides for name in side.statements)
    said = (base.statements[name].severity for name in names if name in base.statements)
    return min((SEVERITIES.index(one) for one in said if one), default=len(SEVERITIES))


def _point(base: KnowledgeBase, answer: Answer) -> Card:
    point = answer.disagreements[0]
    facts = [Fact("State", f"{point.state}: {point.because}", rank=Rank.KEPT)]
    refs_of = [_refs(base, side) for side in point.sides]
    named = [_named(base, side, refs) for side, refs in zip(point.sides, refs_of, strict=True)]
    for side, refs, own in zip(point.sides, refs_of, named, strict=True):
        # Whom another side names speaks there.
        others = [ref for ref in refs if not any(ref in one for one in named)]
        marks = tuple(own or others or refs)
        facts.append(Fact("", side.says, sources=marks, rank=Rank.KEPT + 1))
    refs = [citation.ref for citation in point.literature.sources]
    facts.append(Fact("Measured?", point.literature.says, sources=tuple(refs), rank=Rank.KEPT + 1))
    return _card(answer, facts)


def _refs(base: KnowledgeBase, side: Side) -> list[str]:
    held = [base.statements[name] for name in side.statements if name in base.statements]
    refs = [c.ref for c in side.sources] + [c.ref for s in held for c in s.sources]
    return list(dict.fromkeys(refs))


def _named(base: KnowledgeBase, side: Side, refs: Sequence[str]) -> list[str]:
    """Those of its sources that a side calls by name, in the order of its words."""
    said = normalise(side.says).split()
    first = {ref: normalise(base.sources[ref].short or base.sources[ref].name) for ref in refs}
    found = {ref: name.split()[0] for ref, name in first.items() if name.split()[0] in said}
    return sorted(found, key=lambda ref: said.index(found[ref]))


def medicines(base: KnowledgeBase, answer: Answer) -> Card:
    """The groups with how many are in each; one group or medicine with its names."""
    if "group" in answer.asked:
        return _group(base, answer)
    facts = []
    for line in answer.sections[0].lines:
        members = [base.names[name].name for name in line.text.split("; ")]
        label = base.names[line.label].name if line.label in base.names else line.label
        words = f"{capital(label)}, {len(members)}: "
        words += " · ".join(among(members, " · ", _WHOLE - len(words)))
        facts.append(Fact("", words, ids=(line.label,)))
    return _card(answer, facts)


def _group(base: KnowledgeBase, answer: Answer) -> Card:
    """A group or a medicine: what it is, its names, its members, and where it is judged."""
    whole, *members = answer.sections
    facts = []
    for line in whole.lines:
        names = line.text.split("; ")
        shown = "; ".join(among(names, "; ", _FEW) or names)
        facts.append(Fact(line.label, shown))
    if members:
        within = among([section.title for section in members], ", ", _FEW)
        facts.insert(1, Fact("In it", f"{len(members)}: {', '.join(within)}"))
    named = base.names[str(answer.asked["group"])]
    return _card(answer, facts)._replace(also=(f"interactions {named.id}",))


def search(base: KnowledgeBase, answer: Answer) -> Card:
    """What was found, in the order of the search, and the commands that show the first ones."""
    told = verdicts_of(answer)
    wants = list(wanted(base, str(answer.asked["words"])))
    sought = {one for want in wants for one in (*want.stems, *stems(want.typed))}
    # What was not recognised goes before all that answers the rest, and what has to be asked.
    facts = [
        Fact(line.label, line.text, section.holds, rank=Rank.KEPT)
        for section in answer.sections[1:]
        if section.holds != DIFFER
        for line in section.lines
    ]
    facts += [amounts(base, one, sought)._replace(rank=Rank.KEPT) for one in told[:_VERDICTS]]
    hits = list(
        unrepeated(
            holding_words(fact(s, severity(s)), s, sought)._replace(rank=Rank.AVOIDED + n * _LATER)
            for n, s in enumerate(answer.statements)
        )
    )
    # One open point stands behind what is grave or to be done; the others where room is left.
    points = [
        Fact(line.label, line.text, rank=Rank.NOTED, ids=(line.label,))
        for section in answer.sections
        if section.holds == DIFFER
        for line in section.lines
    ]
    first = enumerate(hits[:_FIRST], 1)
    behind = max((n for n, one in first if one.severity or (one.do and n <= _DONE)), default=0)
    differs = points and points[0].says.startswith(sentences.DIFFERS)
    if differs and sought & {*stems(points[0].label)}:
        points[0] = points[0]._replace(rank=Rank.AVOIDED + (behind - 0.5) * _LATER)
        hits.insert(behind, points.pop(0))
    facts += [*hits, *points]
    places = (answer.places.get(statement.id) for statement in answer.statements)
    # A name shows all that is held on it: no command that shows it again stands beside it.
    also = (
        place.removesuffix(" --all")
        for place in places
        if place and place.split()[-1] not in answer.subjects
    )
    return _card(answer, facts, len(told[_VERDICTS:]))._replace(
        points=tuple(p for p in answer.disagreements if speaks_of(p, wants)),
        also=tuple(dict.fromkeys((*answer.subjects, *also)))[:_PLACES],
    )


def of(base: KnowledgeBase, answer: Answer) -> Card:
    """The card of a list, by its kind; of any other answer its lines and statements."""
    made = {
        "sources": sources,
        "disagreements": disagreements,
        "medicines": medicines,
        "search": search,
        "overview": overview,
        "changes": changes,
        "licences": licences,
    }
    return made[answer.kind](base, answer) if answer.kind in made else _lines(answer)


def overview(base: KnowledgeBase, answer: Answer) -> Card:
    """What can be typed, as examples to copy; how current the knowledge is."""
    facts = [
        Fact(entry.label, " · ".join(f"ldnref {words}" for words in entry.commands), rank=Rank.KEPT)
        for entry in base.about.examples
    ]
    facts.append(Fact("Any answer", sentences.ANY_ANSWER, rank=Rank.KEPT))
    facts += [fact(s, severity(s))._replace(rank=Rank.KEPT, do=None) for s in answer.statements]
    facts += before(base)
    facts += [Fact(line.label, line.text, rank=Rank.KEPT) for line in answer.sections[-1].lines]
    return _card(answer, facts)._replace(echo=(base.about.what.partition(":")[0],))


def _lines(answer: Answer) -> Card:
    """Lines as they stand, then the statements."""
    facts = [
        Fact(line.label, cut(line.text, _LONG), sources=line.sources, rank=Rank.KEPT)
        for section in answer.sections
        for line in section.lines
    ]
    told = (fact(s, severity(s)) for s in answer.statements)
    facts += [one._replace(rank=max(one.rank, Rank.AVOIDED)) for one in told]
    return _card(answer, facts)


def _card(answer: Answer, facts: Sequence[Fact], others: int = 0) -> Card:
    return carded(answer, facts)._replace(points=(), others=others)
