"""Rules over the verdicts on the evidence: one a condition and point, short, and none left out."""

from collections.abc import Iterator

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.pointing import Rule, problem
from ldnref.knowledge.vocabulary import CERTAINTIES, VERDICT, VERDICT_BRIEF

#: What the note of a paper says that has no number.
_NO_NUMBER = "No DOI or PMID was found"

#: Kinds of studies that journals number, and what the source of each may be: what is measured in
#: patients may be a laboratory's.
_SOURCES = {
    "trial": ("trial",),
    "observational": ("observational", "case-report", "laboratory"),
    "laboratory": ("laboratory",),
    "protocol": ("protocol", "registry"),
    "review": ("review", "systematic-review", "hypothesis"),
}


def verdicts_are_given_once(base: KnowledgeBase) -> Iterator[Problem]:
    """No two verdicts on a condition are about the same; those on one condition stand together."""
    seen: set[tuple[str, str]] = set()
    before = ""
    for one in base.verdicts:
        if (one.condition, one.about) in seen:
            yield problem(one.where, f"{one.condition!r} has two verdicts on {one.about!r}")
        elif one.condition != before and any(one.condition == name for name, _ in seen):
            yield problem(one.where, f"{one.condition!r}: its verdicts do not stand together")
        seen.add((one.condition, one.about))
        before = one.condition


def verdicts_are_short(base: KnowledgeBase) -> Iterator[Problem]:
    """A verdict has at most 150 signs, and its short form fits a line of a card."""
    for one in base.verdicts:
        for key, most in (("says", VERDICT), ("brief", VERDICT_BRIEF)):
            length = len(getattr(one, key))
            if length > most:
                yield problem(one.where, f"{key!r} has {length} signs; at most {most}")


def treated_conditions_have_a_verdict(base: KnowledgeBase) -> Iterator[Problem]:
    """Each condition that LDN is used for has a verdict: no reader is left to make one."""
    found = {one.condition for one in base.verdicts}
    first = next(iter(base.studies.values()), None)
    for name in base.treated if first else ():
        if first and name not in found:
            yield problem(first.where, f"{name!r} among 'treated' has no verdict")


def no_verdict_is_lost(base: KnowledgeBase) -> Iterator[Problem]:
    """There are as many verdicts of each certainty as must-hold.yaml says: none goes unseen."""
    must = base.must_hold
    if must is None:
        return
    for certainty in CERTAINTIES:
        count = sum(one.certainty == certainty for one in base.verdicts)
        number = must.verdicts.get(certainty, 0)
        if count != number:
            message = (
                f"{count} verdicts are of {certainty!r} certainty, not {number}: was one lost? "
                "If not, write the new number under 'verdicts'"
            )
            yield problem(must.where, message)


def papers_have_a_number(base: KnowledgeBase) -> Iterator[Problem]:
    """A study that is a paper has a DOI, a PMID or a registry number, or says that it has none."""
    for study in base.studies.values():
        source = base.sources.get(study.id)
        if source is None or study.kind not in _SOURCES or source.kind == "registry":
            continue
        known = source.doi or source.pmid or source.pmcid or source.registry
        if not known and _NO_NUMBER not in (source.note or ""):
            message = f"{study.id!r} has no DOI and no PMID: say {_NO_NUMBER!r} in its note"
            yield problem(source.where, message)


def studies_are_as_their_source(base: KnowledgeBase) -> Iterator[Problem]:
    """The design of a study is of the kind that its source is: no review passes for a trial."""
    for study in base.studies.values():
        source = base.sources.get(study.id)
        if source and source.kind not in _SOURCES.get(study.kind, (source.kind,)):
            message = f"{study.id!r} is a {study.design}, and its source a {source.kind}"
            yield problem(study.where, message)


RULES_OF_EVIDENCE: tuple[Rule, ...] = (
    verdicts_are_given_once,
    verdicts_are_short,
    treated_conditions_have_a_verdict,
    no_verdict_is_lost,
    papers_have_a_number,
    studies_are_as_their_source,
)
