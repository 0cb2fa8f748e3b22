"""The card of one study: how it was done, in whom, what was found, and what to mind."""

from collections.abc import Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact, Rank, cut
from ldnref.answers.evidence.figures import (
    compared,
    design,
    found_by,
    grouped,
    how_many,
    sentence,
)
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_studies import Study

#: A fact of a study is cut here: the whole stands under --all.
_LONG = 212

#: So much of what is no result: whom it was in, what to mind.
_SHORT = 100

#: What is cut sooner than a result.
_BRIEFLY = ("population", "limitations")

_SENTENCES = 2


def study(base: KnowledgeBase, answer: Answer) -> Card:
    """One study: design, people, dose, what was found and against what, harms, limits."""
    one = base.studies[str(answer.asked["study"])]
    facts = [Fact("Design", f"{design(one)}; n {how_many(one)}", rank=Rank.AVOIDED)]
    facts += _told(one, "Who", "population", Rank.KEPT)
    facts += _told(one, "Dose, time", "dose", Rank.KEPT, "duration")
    facts += _found(base, one)
    facts += _told(one, "Harms", "adverse-events", Rank.KEPT)
    facts += _told(one, "Mind", "limitations", Rank.KEPT)
    source = base.sources[one.id]
    seen = f"{source.seen.replace('-', ' ')}, {source.journal or source.kind} {source.year or ''}"
    facts.append(
        Fact(
            "Seen",
            "; ".join(part for part in (seen.strip(), found_by(one, source)) if part),
            rank=Rank.TOLD,
        )
    )
    return Card(
        title=f"{answer.title} ({one.id})",
        facts=tuple(facts),
        points=answer.disagreements,
        everything=answer.everything or "",
        also=(f"sources {one.id}", f"cite {one.id}"),
    )


def _told(study: Study, label: str, key: str, rank: int, *more: str) -> Iterator[Fact]:
    """A fact of a study, its figures one after the other, and those of further ones."""
    figures = [figure for name in (key, *more) for figure in study.facts.get(name, ())]
    if figures:
        says = "; ".join(figure.says for figure in figures)
        refs = tuple(dict.fromkeys(f.ref for f in figures if f.ref != study.id))
        yield Fact(label, cut(says, _SHORT if key in _BRIEFLY else _LONG), sources=refs, rank=rank)


def _found(base: KnowledgeBase, study: Study) -> Iterator[Fact]:
    """The main outcomes by what they were: worse first, so that no gain hides a harm."""
    names = {domain.id: domain.name for domain in base.domains}
    if not study.outcomes:
        for figure in study.finding[:_SENTENCES]:
            yield Fact("Says", cut(figure.says, _LONG), sources=(figure.ref,), rank=Rank.KEPT + 1)
    for together in grouped(study.outcomes, lambda one: (one.direction, one.against)):
        main = [one for one in together if one.main] or together[:1]
        text = sentence(main[0]).rstrip(".")
        own = main[0].ref == study.id
        more = [
            f"{names[o.domain]} {o.effect}" if o.main and o.effect else names[o.domain]
            for o in together
            if o is not main[0] and (o.ref == study.id) == own
        ]
        also = f"; also {', '.join(dict.fromkeys(more))}" if more else ""
        # A main result that it tells itself does not read as second-hand.
        told = [names[o.domain] for o in together if (o.ref == study.id) != own]
        told = [name for name in dict.fromkeys(told) if name not in more]
        by = sentences.OTHERS_ACCOUNT if own else sentences.OWN_ACCOUNT
        also += f"; by {by} {', '.join(told)}" if told else ""
        refs = tuple(dict.fromkeys(one.ref for one in together if one.ref != study.id))
        rank = Rank.KEPT if any(one.main for one in together) else Rank.AVOIDED
        label = compared(main[0]).capitalize()
        yield Fact(label, cut(text + also, _LONG), sources=refs, rank=rank)
