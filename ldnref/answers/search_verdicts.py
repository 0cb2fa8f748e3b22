"""What the evidence amounts to, and where sources differ, on words. Searches no statements."""

from collections.abc import Iterable

from ldnref.answers.evidence import verdicts
from ldnref.answers.stems import stems
from ldnref.answers.wanted import SAME, Want
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement
from ldnref.knowledge.model_studies import EvidenceVerdict
from ldnref.knowledge.vocabulary import STATES


def amounting(base: KnowledgeBase, wants: Iterable[Want]) -> list[EvidenceVerdict]:
    """The verdicts on the conditions that are named, on what else was asked where any is.

    Without the name of a condition, those that are about all that was typed.
    """
    on: list[EvidenceVerdict] = []
    left: list[Want] = []
    for want in wants:
        found = tuple(verdicts.of(base, want.named)) if want.named else ()
        on += found
        left += () if found else (want,)
    telling = [one for one in on if tells(left, f"{one.about} {one.brief} {one.says}")]
    others = [one for one in base.verdicts if left and not on]
    about = [one for one in others if tells(left, f"{verdicts.name(base, one)} {one.about}")]
    # On the condition that leads what is only said is told too, and first.
    first = [
        one
        for one in others
        if one.condition == base.verdicts[0].condition
        and tells(map(_itself, left), f"{one.about} {one.brief} {one.says}")
    ]
    first.sort(key=lambda one: one not in about)
    return list(dict.fromkeys(telling or on or (*first, *about)))


def _itself(want: Want) -> Want:
    """A want by its own word alone: what is said in passing has to be that."""
    return want._replace(stems={one: at for one, at in want.stems.items() if at == SAME})


def tells(wants: Iterable[Want], text: str) -> bool:
    """Whether a text has a word for each want."""
    held = {*stems(text)}
    return all(
        held.intersection(want.stems)
        or held.issuperset(stems(want.typed))
        or _tells_name(want, held)
        for want in wants
    )


def _tells_name(want: Want, held: set[str]) -> bool:
    """Whether words have all of the name of the condition that is wanted."""
    condition = want.named is not None and want.named.kind == "condition"
    return condition and want.named is not None and held.issuperset(stems(want.named.name))


def speaks_of(point: Disagreement, wants: Iterable[Want]) -> bool:
    """Whether a point is about the words that were asked for."""
    told = " ".join((point.id, point.point, *(side.says for side in point.sides)))
    return tells([want._replace(named=None) for want in wants], told)


def differing(base: KnowledgeBase, wants: Iterable[Want]) -> list[Disagreement]:
    """The points whose question has all the words, or their likes; the open ones first."""
    told = [want._replace(named=None) for want in wants]
    on = [one for one in base.disagreements if told and tells(told, f"{one.id} {one.point}")]
    return sorted(on, key=lambda one: STATES.index(one.state))


def points_on(base: KnowledgeBase, wants: Iterable[Want]) -> list[str]:
    """Ids of the points that tell of words that no statement has: why they stand as they do too."""
    told = [want._replace(named=None) for want in wants]
    return [
        one.id
        for one in base.disagreements
        if told and (speaks_of(one, told) or tells(told, one.because))
    ]
