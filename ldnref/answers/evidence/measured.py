"""What was measured, by a word: verdicts and outcomes that speak of it. Knows no name of a study.

The first condition stands before all others.
"""

from collections.abc import Collection

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section, with_sources
from ldnref.answers.disagreements import touching
from ldnref.answers.evidence import verdicts
from ldnref.answers.evidence.choosing import COMMAND
from ldnref.answers.evidence.figures import (
    compared,
    design,
    how_many,
    refs,
    sentence,
)
from ldnref.answers.evidence.order import firmest
from ldnref.answers.evidence.studied import Studied
from ldnref.answers.named.kin import family
from ldnref.answers.search_verdicts import tells
from ldnref.answers.wanted import Want, wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_studies import EvidenceVerdict, Outcome, Study

#: So many of the outcomes that a study has on a word stand on its line.
_OUTCOMES = 2


def measured(base: KnowledgeBase, typed: str, of: Named | None = None) -> Answer | None:
    """The evidence on a symptom or on whom; None where neither an outcome nor a verdict has it.

    Of one condition only where it is named; then what it amounts to there is told in any case.
    """
    wants = list(wanted(base, typed))
    studies = [s for s in base.studies.values() if of is None or of.id in s.conditions]
    told = [one for one in _verdicts(base, wants) if of is None or one.condition == of.id]
    found = [study for study in studies if outcomes(base, study, wants)]
    if not wants or not (told or found):
        return None
    if of is not None:
        told = told or list(verdicts.of(base, of))
        typed = f"{typed}, {of.name}"
    # Of a condition of this name what only touches it comes last.
    named = {one for want in wants if want.named for one in family(base.names, want.named.id)}
    of_it = {ref for one in told for ref in verdicts.refs(one)} if not found else set()
    # Where nothing of the name was measured, it may be in whom: a study says so itself.
    whom = [study for study in studies if not found and _whom(base, study, wants)]
    of_it = {study.id for study in whom} or of_it
    found += [
        study
        for study in studies
        if study not in found and (study.id in of_it or not named.isdisjoint(study.conditions))
    ]
    found.sort(key=lambda study: (_aside(base, study.conditions), firmest(study)))
    lines = tuple(_line(base, study, wants) for study in found)
    answer = Answer(
        kind="evidence",
        title=sentences.EVIDENCE_ON.format(typed=typed),
        about=base.about,
        sections=(
            Section(verdicts.HEADING, lines=tuple(verdicts.lines(base, told))),
            Section("Studies", lines=lines),
        ),
        asked={"topic": COMMAND, "measured": " ".join(want.typed for want in wants)},
        subjects=(COMMAND, *(study.id for study in found)),
        everything=f"{COMMAND} {typed.replace(',', '')} --all",
        also=refs(found),
        own=Studied(base, tuple(told), tuple(found)),
    )
    points = touching(base, {study.id for study in found})
    return with_sources(
        base, answer._replace(disagreements=points, next=(f"search {typed.replace(',', '')}",))
    )


def outcomes(base: KnowledgeBase, study: Study, wants: Collection[Want]) -> list[Outcome]:
    """What a study measured that has each of the words, its main outcomes first."""
    domains = {domain.id: domain.name for domain in base.domains}
    found = [one for one in study.outcomes if tells(wants, f"{one.measure} {domains[one.domain]}")]
    return sorted(found, key=lambda one: not one.main)


def told_of(base: KnowledgeBase, study: Study, typed: str) -> str:
    """What a study found of a word, in figures; of one that did not measure it, what it found."""
    wants = list(wanted(base, typed))
    found = outcomes(base, study, wants)
    if not found:
        found_all = [one.says for one in study.finding] or map(sentence, study.outcomes)
        return " ".join(found_all).rstrip(".")
    return "; ".join(map(_in_short, found[:_OUTCOMES]))


def _whom(base: KnowledgeBase, study: Study, wants: Collection[Want]) -> bool:
    """Whether it was done in people of this kind, by its title or the conditions that it is on."""
    on = " ".join(base.names[one].name for one in study.conditions)
    return tells(wants, f"{base.sources[study.id].title} {on}")


def _in_short(outcome: Outcome) -> str:
    """How it came out first, then of what and by how much."""
    p = outcome.p and f"p {'' if outcome.p[0] in '<>≤≥' else '= '}{outcome.p}"
    told = (outcome.measure, outcome.effect, p)
    return f"{compared(outcome)}: {', '.join(one for one in told if one)}"


def _line(base: KnowledgeBase, study: Study, wants: Collection[Want]) -> Line:
    typed = " ".join(want.typed for want in wants)
    known = ", ".join((design(study), f"n {how_many(study)}"))
    by = tuple(dict.fromkeys((study.id, *(one.ref for one in outcomes(base, study, wants)))))
    return Line(base.sources[study.id].name, told_of(base, study, typed), by, known)


def _verdicts(base: KnowledgeBase, wants: Collection[Want]) -> list[EvidenceVerdict]:
    """The verdicts that speak of the words: on the first condition, then on others and on any."""
    found = [
        (_aside(base, (one.condition,)), not tells(wants, one.about), at, one)
        for at, one in enumerate(base.verdicts)
        if tells(wants, f"{verdicts.name(base, one)} {one.about} {one.brief} {one.says}")
    ]
    return [one for *_, one in sorted(found, key=lambda each: each[:3])]


def _aside(base: KnowledgeBase, conditions: Collection[str]) -> bool:
    """Whether something is not about the first condition."""
    return base.treated[0] not in conditions
