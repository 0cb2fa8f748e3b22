"""What the best evidence amounts to, in lines: on one condition, or on each."""

from collections.abc import Iterable, Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Line
from ldnref.answers.evidence.figures import capital, words
from ldnref.answers.named.kin import wider
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_studies import EvidenceVerdict
from ldnref.knowledge.vocabulary import ANY

#: How many of its sources a verdict on a line names: the first are the firmest.
_FIRMEST = 2

#: What they stand under.
HEADING = sentences.AMOUNTS_TO


def of(base: KnowledgeBase, named: Named) -> Iterator[EvidenceVerdict]:
    """The verdicts on a condition, and on those within it."""
    kin = {named.id, *(one for one in base.names if named.id in wider(base.names, one))}
    return (one for one in base.verdicts if one.condition in kin)


def on(base: KnowledgeBase, asked_for: Named | None) -> tuple[EvidenceVerdict, ...]:
    """The verdicts on a condition, on those within it, on those it lies in, and on any.

    Without one, all of them.
    """
    if asked_for is None:
        return base.verdicts
    names = base.names
    within = {one for one in names if asked_for.id in wider(names, one)} - {asked_for.id}
    around = set(wider(names, asked_for.id)) - {asked_for.id}
    groups = ({asked_for.id}, within, around, {ANY})
    # What holds in trials of what LDN is for is told of no patient whom they left out.
    if not any(one.condition in groups[0] | within | around for one in base.verdicts):
        return ()
    return tuple(one for group in groups for one in base.verdicts if one.condition in group)


def sure(verdict: EvidenceVerdict) -> str:
    """How sure it is, in words: `very low`."""
    return words(verdict.certainty)


def name(base: KnowledgeBase, verdict: EvidenceVerdict) -> str:
    """The condition that it is on, or what of any condition, as the head of a line."""
    known = verdict.about if verdict.condition == ANY else base.names[verdict.condition].name
    return capital(known)


def refs(verdict: EvidenceVerdict) -> tuple[str, ...]:
    """Ids of the sources that it rests on."""
    return tuple(dict.fromkeys(citation.ref for citation in verdict.sources))


def lines(base: KnowledgeBase, verdicts: Iterable[EvidenceVerdict]) -> Iterator[Line]:
    """Each in full: what of it, how sure, what is the case, why, and what to do."""
    for one in verdicts:
        of = "" if one.condition == ANY else f"{capital(one.about)}: "
        told = f"{of}{capital(sure(one)) if not of else sure(one)} certainty. {one.says}"
        told += f" Why: {one.because}."
        act = f" Do: {one.action}" if one.action else ""
        yield Line(name(base, one), told + act, refs(one), one.kind)


def in_short(base: KnowledgeBase, one: EvidenceVerdict) -> Line:
    """A verdict on a line: on what, how sure, what is the case, of what kind the evidence is."""
    head = name(base, one) if one.condition == ANY else f"{name(base, one)}, {one.about}"
    act = f". Do: {one.action}" if one.action else ""
    return Line(head, f"{sure(one)} certainty: {one.brief}{act}", refs(one)[:_FIRMEST], one.kind)
