"""Rules over the whole base: what no single file can show. One function a rule.

Each rule takes the base and gives a problem for every place that breaks it; its docstring is
the rule. They run in `ldnref validate` and in the tests, not at every start.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ldnref.knowledge.links import LINKS
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.pointing import Rule, every_citation, every_statement, problem
from ldnref.knowledge.rules_of_changes import RULES_OF_CHANGES
from ldnref.knowledge.rules_of_evidence import RULES_OF_EVIDENCE
from ldnref.knowledge.rules_of_names import RULES_OF_NAMES
from ldnref.knowledge.rules_of_review import RULES_OF_REVIEW
from ldnref.knowledge.rules_of_speech import RULES_OF_SPEECH

if TYPE_CHECKING:
    from ldnref.knowledge.model_statements import Disagreement, Statement


def ids_are_used_once(base: KnowledgeBase) -> Iterator[Problem]:
    """No two statements and no two disagreements bear the same id, not even a withdrawn one."""
    seen: set[str] = set()
    things: list[Statement | Disagreement] = [s for _, s in every_statement(base)]
    for thing in [*things, *base.disagreements]:
        if thing.id in seen:
            yield problem(thing.where, f"id {thing.id!r} is used twice")
        seen.add(thing.id)


def ids_begin_with_their_topic(base: KnowledgeBase) -> Iterator[Problem]:
    """A statement's id begins with the name of its topic's file."""
    for topic, statement in every_statement(base):
        if not statement.id.startswith(f"{topic}-"):
            yield problem(statement.where, f"id {statement.id!r} does not begin with '{topic}-'")


def sources_are_cited(base: KnowledgeBase) -> Iterator[Problem]:
    """A source that nothing cites has no place in sources.yaml."""
    cited = {citation.ref for citation in every_citation(base)}
    for source in base.sources.values():
        if source.id not in cited:
            yield problem(source.where, f"nothing cites the source {source.id!r}")


def no_name_goes_round_in_a_circle(base: KnowledgeBase) -> Iterator[Problem]:
    """Nothing lies within itself."""
    for named in base.names.values():
        above, left = set[str](), list(named.within)
        while left:
            name = left.pop()
            if name not in above and name in base.names:
                above.add(name)
                left.extend(base.names[name].within)
        if named.id in above:
            yield problem(named.where, f"{named.id!r} lies within itself")


def disagreements_have_sides(base: KnowledgeBase) -> Iterator[Problem]:
    """A disagreement has two sides or more, each on statements or sources."""
    for point in base.disagreements:
        if len(point.sides) < 2:  # noqa: PLR2004 - two make a disagreement
            yield problem(point.where, f"{point.id!r} has fewer than two sides")
        for side in point.sides:
            if not side.statements and not side.sources:
                yield problem(point.where, f"a side of {point.id!r} has no statement or source")
        for name in point.about:
            if name not in base.names:
                yield problem(point.where, f"{point.id!r} is about {name!r}, which is nowhere")
        if not point.literature.sources:
            yield problem(point.where, f"the literature on {point.id!r} has no source")


def nothing_was_checked_tomorrow(base: KnowledgeBase) -> Iterator[Problem]:
    """No date of checking or reading lies after the date of the knowledge."""
    today = base.about.date
    for _, statement in every_statement(base):
        if statement.checked > today:
            yield problem(statement.where, f"checked after the knowledge's date, {today}")
    for source in base.sources.values():
        if source.read is not None and source.read > today:
            yield problem(source.where, f"read after the knowledge's date, {today}")


def topics_are_listed(base: KnowledgeBase) -> Iterator[Problem]:
    """About.yaml lists each file of topics/; that there is one of each listed, reading tells."""
    listed = [entry.name for entry in base.about.topics]
    for topic in base.topics.values():
        if topic.name not in listed:
            yield problem(topic.where, f"about.yaml does not list the topic {topic.name!r}")


def regimen_names_are_used_once(base: KnowledgeBase) -> Iterator[Problem]:
    """No two regimens bear the same name."""
    seen: set[str] = set()
    for _, statement in every_statement(base):
        if statement.regimen is None:
            continue
        if statement.regimen.name in seen:
            yield problem(statement.where, f"regimen {statement.regimen.name!r} is used twice")
        seen.add(statement.regimen.name)


#: The kinds of source of which a study, with its figures, stands in studies.yaml.
_STUDIED = (
    "trial",
    "observational",
    "case-report",
    "laboratory",
    "systematic-review",
    "review",
    "hypothesis",
    "protocol",
    "registry",
)


def cited_studies_exist(base: KnowledgeBase) -> Iterator[Problem]:
    """A study or review that a statement cites stands in studies.yaml."""
    for _, statement in every_statement(base):
        for citation in statement.sources:
            source = base.sources.get(citation.ref)
            if source and source.kind in _STUDIED and source.id not in base.studies:
                yield problem(citation.where, f"{source.id!r} is not in studies.yaml")


def trials_stand_behind_a_trial(base: KnowledgeBase) -> Iterator[Problem]:
    """A statement of basis `trial` cites a trial, its protocol or its registry record."""
    for _, statement in every_statement(base):
        studies = (base.studies.get(citation.ref) for citation in statement.sources)
        if statement.basis == "trial" and not any(
            study and study.kind in ("trial", "protocol") for study in studies
        ):
            yield problem(statement.where, "its basis is 'trial', and it cites none")


def retold_figures_name_who_retells_them(base: KnowledgeBase) -> Iterator[Problem]:
    """A figure that was seen at second hand names the document that retells it."""
    for study in base.studies.values():
        for figure in study.every_figure:
            if figure.origin == "secondary" and figure.ref == study.id:
                yield problem(figure.where, "a 'secondary' figure needs the 'ref' that retells it")


#: What the numbers look like by which a source is found and cited.
_NUMBERS = {
    "year": re.compile(r"[12]\d{3}"),
    "doi": re.compile(r"10\.\d{4,9}/[^\s{}\\]+"),
    "pmid": re.compile(r"[1-9]\d{0,7}"),
    "pmcid": re.compile(r"PMC\d{3,8}"),
    "registry": re.compile(r"NCT\d{8}|EudraCT \d{4}-\d{6}-\d\d|ACTRN\d{14}|ISRCTN\d{8}"),
    # Made a link, or put between braces, as it is written.
    "url": re.compile(r"https?://[\w.-]+(?:[/?#][^\s{}\\<>\"^`|]*)?", re.ASCII),
}

#: What begins as such a number does, wherever it stands in a study's registration.
_REGISTERED = re.compile(r"\b(?:EudraCT [^\s,;]+|(?:NCT|ACTRN|ISRCTN)[^\s,;]*)")


def numbers_match_their_patterns(base: KnowledgeBase) -> Iterator[Problem]:
    """Years, DOIs, PMIDs, PMCIDs, registry numbers and addresses look like what they are."""
    for source in base.sources.values():
        for kind, pattern in _NUMBERS.items():
            number = getattr(source, kind)
            if number is not None and not pattern.fullmatch(number):
                yield problem(source.where, f"{number!r} is no {kind}")
    for study in base.studies.values():
        for figure in study.facts.get("registration", ()):
            for number in _REGISTERED.findall(figure.says):
                if not _NUMBERS["registry"].fullmatch(number):
                    yield problem(figure.where, f"{number!r} is no registry")


RULES: tuple[Rule, ...] = (
    *LINKS,
    ids_are_used_once,
    ids_begin_with_their_topic,
    sources_are_cited,
    no_name_goes_round_in_a_circle,
    disagreements_have_sides,
    nothing_was_checked_tomorrow,
    topics_are_listed,
    regimen_names_are_used_once,
    cited_studies_exist,
    trials_stand_behind_a_trial,
    retold_figures_name_who_retells_them,
    numbers_match_their_patterns,
    *RULES_OF_EVIDENCE,
    *RULES_OF_NAMES,
    *RULES_OF_REVIEW,
    *RULES_OF_SPEECH,
    *RULES_OF_CHANGES,
)


def broken(base: KnowledgeBase) -> list[Problem]:
    """Every place in the base that breaks a rule."""
    return [found for rule in RULES for found in rule(base)]
