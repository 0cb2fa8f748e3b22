"""The cards of what is long by nature: sources, disagreements, medicines, searches; and of one."""

from collections import Counter

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import ACTED, KEPT, TOLD, Card, Fact, fact
from ldnref.answers.cards.topics import severity
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.vocabulary import STATES

#: How many names stand beside a count.
_AMONG = 4


def sources(base: KnowledgeBase, answer: Answer) -> Card:
    """The sources by kind, counted; one source with what rests on it."""
    if "source" in answer.asked or "words" in answer.asked:
        return _lines(answer)
    facts = []
    for section in answer.sections:
        listed = [base.sources[line.label] for line in section.lines if line.label in base.sources]
        among = " · ".join(one.short or one.name for one in listed[:_AMONG])
        words = f"{len(listed)}: {among}" if listed else section.lines[0].text
        facts.append(Fact(section.title, words, rank=TOLD))
    return _card(answer, facts, others=0)


def disagreements(base: KnowledgeBase, answer: Answer) -> Card:
    """The points by what has become of them; one point, with who says what."""
    if "disagreement" in answer.asked:
        return _point(base, answer)
    by_state = {s: [p for p in answer.disagreements if p.state == s] for s in STATES}
    acts = {s.id for s in base.statements.values() if s.severity not in (None, "note")}
    facts = []
    for point in by_state["open"]:
        acted = any(acts.intersection(side.statements) for side in point.sides)
        facts.append(Fact(point.id, point.point, rank=ACTED if acted else TOLD))
    shown = {one.label for one in facts if one.rank == ACTED}
    named = [p.id for p in by_state["open"] if p.id not in shown]
    facts = [one for one in facts if one.rank == ACTED]
    facts.append(Fact("Open, other", " · ".join(named), rank=KEPT))
    facts.append(Fact("Flagged", " · ".join(p.id for p in by_state["flagged"]), rank=KEPT))
    facts.append(Fact("Resolved", f"{len(by_state['resolved'])}: ldnref disagreements --all"))
    return _card(answer, [one for one in facts if one.says])


def _point(base: KnowledgeBase, answer: Answer) -> Card:
    point = answer.disagreements[0]
    facts = [Fact("State", f"{point.state}: {point.because}", rank=KEPT)]
    for side in point.sides:
        held = [base.statements[name] for name in side.statements if name in base.statements]
        refs = [c.ref for c in side.sources] + [c.ref for s in held for c in s.sources]
        facts.append(Fact("", side.says, sources=tuple(dict.fromkeys(refs)), rank=KEPT + 1))
    refs = [citation.ref for citation in point.literature.sources]
    facts.append(Fact("Measured?", point.literature.says, sources=tuple(refs), rank=KEPT + 1))
    return _card(answer, facts)


def medicines(base: KnowledgeBase, answer: Answer) -> Card:
    """The groups with how many are in each; one group or medicine with its names."""
    if "group" in answer.asked:
        return _lines(answer)
    facts = []
    for line in answer.sections[0].lines:
        members = line.text.split("; ")
        worst = base.names[line.label].name if line.label in base.names else line.label
        facts.append(Fact(f"{worst[:24]}", f"{len(members)}: {', '.join(members[:_AMONG])}"))
    facts.sort(key=lambda one: -int(one.says.partition(":")[0]))
    return _card(answer, facts)


def search(base: KnowledgeBase, answer: Answer) -> Card:
    """What was found, worst first among equals, with what to do and where it stands."""
    del base
    facts = []
    for statement in answer.sections[0].statements:
        place = answer.places.get(statement.id, "")
        one = fact(statement, severity(statement))
        facts.append(one._replace(says=f"{one.says} ({place.partition(' ')[0]})"))
    missing = [line for section in answer.sections for line in section.lines]
    facts += [Fact(line.label, line.text, rank=KEPT) for line in missing]
    return _card(answer, facts)


def of(base: KnowledgeBase, answer: Answer) -> Card:
    """The card of a list, by its kind; of any other answer its lines and statements."""
    made = {
        "sources": sources,
        "disagreements": disagreements,
        "medicines": medicines,
        "search": search,
        "overview": overview,
    }
    return made[answer.kind](base, answer) if answer.kind in made else _lines(answer)


def overview(base: KnowledgeBase, answer: Answer) -> Card:
    """What can be typed, as examples to copy; how current the knowledge is."""
    facts = [
        Fact(entry.label, " · ".join(f"ldnref {words}" for words in entry.commands), rank=KEPT)
        for entry in base.about.examples
    ]
    facts += [Fact(line.label, line.text, rank=KEPT) for line in answer.sections[-1].lines]
    return _card(answer, facts)


def _lines(answer: Answer) -> Card:
    """Lines and statements as they stand, the first ones first."""
    facts = [
        Fact(line.label, line.text, sources=line.sources)
        for section in answer.sections
        for line in section.lines
    ]
    facts += [fact(s, severity(s)) for s in answer.statements]
    return _card(answer, facts)


def _card(answer: Answer, facts: list[Fact], others: int = 0) -> Card:
    counted = Counter(one.rank for one in facts)
    return Card(
        title=answer.title,
        facts=tuple(facts),
        rest=answer.statements,
        others=others if counted else 0,
        everything=answer.everything or "",
    )
