"""The cards of the evidence: a verdict and the firmest studies; one study; a dated plan."""

from collections.abc import Iterable, Iterator

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import ACTED, AVOIDED, KEPT, NOTED, TOLD, Card, Fact, fact
from ldnref.answers.cards.topics import severity
from ldnref.answers.evidence.cells import by_direction, firmness
from ldnref.answers.evidence.figures import compared, design, grouped, how_many, sentence, short
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_studies import Study

#: The kinds of study by how firmly they speak, the firmest first.
_ORDER = ("review", "trial", "observational", "laboratory", "protocol", "position", "document")

#: A line of a study is cut here: the whole stands under --all.
_LONG = 118

_SENTENCES = 2

#: How many statements of the verdict stand before the studies.
_VERDICT = 6


def evidence(base: KnowledgeBase, answer: Answer) -> Card:
    """The verdict in the topic's own words, then the studies, the firmest first."""
    held = [base.studies[name] for name in _ids(answer)]
    leading = set(answer.subjects) & set(base.names)
    studies = [s for s in held if leading.intersection(s.conditions)] or held
    studies.sort(key=_firm)
    facts = [
        fact(s, severity(s))
        for s in answer.statements
        if s.brief and not answer.asked.get("condition")
    ]
    facts = [one._replace(rank=AVOIDED) for one in facts[:6]]
    facts += [_study(base, study) for study in studies]
    return Card(
        title=answer.title,
        facts=tuple(facts),
        points=answer.disagreements,
        rest=answer.statements,
        others=len(held) - len(studies),
        everything=answer.everything or "",
        also=("evidence --map", "evidence cree"),
    )


def _ids(answer: Answer) -> list[str]:
    listed = answer.own.get("studies", ())
    return (
        [str(one["id"]) for one in listed if isinstance(one, dict)]
        if isinstance(listed, list)
        else []
    )


def _firm(study: Study) -> tuple[int, int]:
    """Controlled trials and reviews first, reports of single cases last."""
    kind = 0 if study.controlled else 1 + _ORDER.index(study.kind)
    return kind, firmness(study)


def _study(base: KnowledgeBase, study: Study) -> Fact:
    """A study on a line: how it was done, in whom, and what was better, no different, worse."""
    source = base.sources[study.id]
    done = [design(study), f"n {how_many(study)}", short(study, "dose")]
    told = ", ".join(one for one in done if "not seen" not in one)
    rank = KEPT + 1 if study.controlled else TOLD
    return Fact(
        source.short or source.name,
        cut(f"{told}: {by_direction(base, study)}"),
        sources=(study.id,),
        rank=rank,
        ids=(study.id,),
    )


def cut(text: str, most: int = _LONG) -> str:
    """Text that is cut between words, and says so."""
    if len(text) <= most:
        return text
    return text[: text.rindex(" ", 0, most)].rstrip(",;:") + " …"


def study(base: KnowledgeBase, answer: Answer) -> Card:
    """One study: design, people, dose, what was found and against what, harms, limits."""
    one = base.studies[str(answer.asked["study"])]
    facts = [Fact("Design", f"{design(one)}; n {how_many(one)}", rank=AVOIDED)]
    facts += _told(one, "Who", "population", AVOIDED)
    facts += _told(one, "Dose", "dose", KEPT)
    facts += _told(one, "Time", "duration", ACTED)
    facts += _found(base, one)
    facts += _told(one, "Harms", "adverse-events", KEPT)
    facts += _told(one, "Mind", "limitations", ACTED)
    source = base.sources[one.id]
    seen = f"{source.seen.replace('-', ' ')}, {source.journal or source.kind} {source.year or ''}"
    facts.append(Fact("Seen", f"{seen.strip()}{_where(source.doi, source.pmid)}", rank=TOLD))
    return Card(
        title=f"{answer.title} ({one.id})",
        facts=tuple(facts),
        points=answer.disagreements,
        everything=answer.everything or "",
        also=(f"sources {one.id}", f"cite {one.id}"),
    )


def _where(doi: str | None, pmid: str | None) -> str:
    if doi:
        return f", doi:{doi}"
    return f", PMID {pmid}" if pmid else ""


def _told(study: Study, label: str, key: str, rank: int) -> Iterator[Fact]:
    """A fact of a study, its figures one after the other."""
    figures = study.facts.get(key, ())
    if figures:
        says = "; ".join(figure.says for figure in figures)
        refs = tuple(dict.fromkeys(f.ref for f in figures if f.ref != study.id))
        yield Fact(label, cut(says, 2 * _LONG), sources=refs, rank=rank)


def _found(base: KnowledgeBase, study: Study) -> Iterator[Fact]:
    """The main outcomes by what they were: worse first, so that no gain hides a harm."""
    names = {domain.id: domain.name for domain in base.domains}
    if not study.outcomes:
        for figure in study.finding[:_SENTENCES]:
            yield Fact("Says", cut(figure.says, 2 * _LONG), sources=(figure.ref,), rank=KEPT + 1)
    for together in grouped(study.outcomes, lambda one: (one.direction, one.against)):
        main = [one for one in together if one.main] or together[:1]
        text = sentence(main[0])
        more = [names[o.domain] for o in together if o is not main[0]]
        also = f"; also {', '.join(dict.fromkeys(more))}" if more else ""
        refs = tuple(dict.fromkeys(one.ref for one in together if one.ref != study.id))
        rank = KEPT if any(one.main for one in together) else AVOIDED
        label = compared(main[0]).capitalize()
        yield Fact(label, cut(text + also, 2 * _LONG), sources=refs, rank=rank)


def plan(base: KnowledgeBase, answer: Answer) -> Card:
    """A plan: its steps on few lines, what to confirm, what to watch, when to step back."""
    del base
    facts = [
        _refused(section.title, section.statements)
        for section in answer.sections
        if not answer.stairs
    ]
    stairs = answer.stairs
    steps = [f"{one.begins.isoformat()} {one.dose} mg" for one in stairs]
    if steps:
        facts.append(Fact("Steps", " · ".join(steps), rank=KEPT))
    lines = [line for section in answer.sections for line in section.lines]
    facts += [
        Fact("", line.text, rank=KEPT if not number else ACTED) for number, line in enumerate(lines)
    ]
    if stairs:
        facts += [
            fact(s, severity(s))._replace(rank=NOTED if number > 1 else TOLD)
            for section in answer.sections[1:]
            for number, s in enumerate(section.statements)
            if s.brief
        ]
    return Card(
        title=answer.title,
        severity=None,
        facts=tuple(facts),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
    )


def _refused(title: str, statements: Iterable[object]) -> Fact:
    """Why a plan is refused, by its first statement."""
    refs = tuple(dict.fromkeys(c.ref for s in statements for c in getattr(s, "sources", ())))
    ids = tuple(getattr(s, "id", "") for s in statements)
    return Fact("", title, sources=refs, rank=KEPT, ids=ids)
