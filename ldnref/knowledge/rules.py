"""Rules over the whole base: what no single file can show. One function a rule.

Each rule takes the base and gives a problem for every place that breaks it; its docstring is
the rule. They run in `ldnref validate` and in the tests, not at every start.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from ldnref.knowledge.model import (
    Citation,
    Disagreement,
    Figure,
    KnowledgeBase,
    Outcome,
    Problem,
    Statement,
    Where,
)

Rule = Callable[[KnowledgeBase], Iterable[Problem]]


def _problem(where: Where, message: str) -> Problem:
    return Problem(where.file, where.line, where.column, message)


def _statements(base: KnowledgeBase) -> Iterator[tuple[str, Statement]]:
    """Every statement with the name of its topic, withdrawn ones too."""
    for topic in base.topics.values():
        for statement in (*topic.statements, *topic.withdrawn):
            yield topic.name, statement


def _citations(base: KnowledgeBase) -> Iterator[Citation | Figure | Outcome]:
    """Everything that names a source."""
    for _, statement in _statements(base):
        yield from statement.sources
    for point in base.disagreements:
        for side in (*point.sides, point.literature):
            yield from side.sources
    for study in base.studies.values():
        yield from study.every_figure


def ids_are_used_once(base: KnowledgeBase) -> Iterator[Problem]:
    """No two statements and no two disagreements bear the same id, not even a withdrawn one."""
    seen: set[str] = set()
    things: list[Statement | Disagreement] = [s for _, s in _statements(base)]
    for thing in [*things, *base.disagreements]:
        if thing.id in seen:
            yield _problem(thing.where, f"id {thing.id!r} is used twice")
        seen.add(thing.id)


def ids_begin_with_their_topic(base: KnowledgeBase) -> Iterator[Problem]:
    """A statement's id begins with the name of its topic's file."""
    for topic, statement in _statements(base):
        if not statement.id.startswith(f"{topic}-"):
            yield _problem(statement.where, f"id {statement.id!r} does not begin with '{topic}-'")


def cited_sources_exist(base: KnowledgeBase) -> Iterator[Problem]:
    """Whatever is cited stands in sources.yaml."""
    for citation in _citations(base):
        if citation.ref not in base.sources:
            yield _problem(citation.where, f"source {citation.ref!r} is not in sources.yaml")


def sources_are_cited(base: KnowledgeBase) -> Iterator[Problem]:
    """A source that nothing cites has no place in sources.yaml."""
    cited = {citation.ref for citation in _citations(base)}
    for source in base.sources.values():
        if source.id not in cited:
            yield _problem(source.where, f"nothing cites the source {source.id!r}")


def names_exist(base: KnowledgeBase) -> Iterator[Problem]:
    """What a statement applies to, and what a medicine or condition belongs to, is declared."""
    for _, statement in _statements(base):
        for name in (*statement.applies.medicines, *statement.applies.conditions):
            if name not in base.names:
                yield _problem(statement.where, f"{name!r} is no medicine, group or condition")
        for key, kinds in (("medicines", ("medicine", "group")), ("conditions", ("condition",))):
            for name in getattr(statement.applies, key):
                if name in base.names and base.names[name].kind not in kinds:
                    yield _problem(statement.where, f"{name!r} does not belong under {key!r}")


def what_names_point_to_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """What a name belongs to, holds, or may mean, is declared."""
    for named in base.names.values():
        for name in (*named.within, *named.contains):
            if name not in base.names:
                yield _problem(named.where, f"{name!r} is no medicine, group or condition")
    for one in base.ambiguous:
        for name in one.may_be:
            if name not in base.names:
                yield _problem(one.where, f"{name!r} is no medicine, group or condition")
    words = base.list_words
    pointed = [suggests for _, suggests in words.parts]
    pointed += [name for _, of, becomes in words.forms for name in (of, becomes)]
    for name in pointed:
        if name not in base.names:
            yield _problem(words.where, f"{name!r} is no medicine, group or condition")


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
            yield _problem(named.where, f"{named.id!r} lies within itself")


def disagreements_have_sides(base: KnowledgeBase) -> Iterator[Problem]:
    """A disagreement has two sides or more, and all that it says rests on statements or sources."""
    standing = base.statements
    for point in base.disagreements:
        if len(point.sides) < 2:  # noqa: PLR2004 - two make a disagreement
            yield _problem(point.where, f"{point.id!r} has fewer than two sides")
        for side in point.sides:
            if not side.statements and not side.sources:
                yield _problem(point.where, f"a side of {point.id!r} has no statement or source")
            for name in side.statements:
                if name not in standing:
                    yield _problem(point.where, f"{name!r} in {point.id!r} is no statement")
        if not point.literature.sources:
            yield _problem(point.where, f"the literature on {point.id!r} has no source")


def scales_draw_values(base: KnowledgeBase) -> Iterator[Problem]:
    """Each row of a dose scale is a statement of its topic with a value in the scale's unit."""
    for topic in base.topics.values():
        if topic.scale is None:
            continue
        own = {s.id: s for s in topic.statements}
        for row in topic.scale.rows:
            value = own[row].value if row in own else None
            if value is None or value.unit != topic.scale.unit:
                message = f"{row!r} is no statement of this topic with a value in "
                yield _problem(topic.scale.where, message + topic.scale.unit)


def ranges_are_ranges(base: KnowledgeBase) -> Iterator[Problem]:
    """The usual range of a topic is one of its statements, with a value from low to high."""
    for topic in base.topics.values():
        if topic.usual is not None:
            found = {s.id: s.value for s in topic.statements}.get(topic.usual)
            if found is None or found.low is None or found.high is None:
                yield _problem(topic.where, f"{topic.usual!r} is no statement with a range")


def plans_show_statements(base: KnowledgeBase) -> Iterator[Problem]:
    """What a plan shows, and what it is refused with, are statements."""
    held = base.statements
    for topic in base.topics.values():
        if topic.planning is not None:
            plan = topic.planning
            for name in (plan.start, plan.rise, *plan.watch, *plan.back):
                if name not in held:
                    yield _problem(plan.where, f"{name!r} is no statement")


def pages_show_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """A page shows statements, and points that differ; for patients, statements in plain words."""
    held, points = base.statements, {point.id for point in base.disagreements}
    for reader, page in base.pages.items():
        names = [name for section in page.sections for name in section.statements]
        names += page.card.statements if page.card else ()
        for name in names:
            if name not in held:
                yield _problem(page.where, f"{name!r} is no statement")
            elif reader == "patients" and held[name].for_patients is None:
                yield _problem(page.where, f"{name!r} has no 'plain' for patients")
        for name in page.disagreements:
            if name not in points:
                yield _problem(page.where, f"{name!r} is no disagreement")


def nothing_was_checked_tomorrow(base: KnowledgeBase) -> Iterator[Problem]:
    """No date of checking or reading lies after the date of the knowledge."""
    today = base.about.date
    for _, statement in _statements(base):
        if statement.checked > today:
            yield _problem(statement.where, f"checked after the knowledge's date, {today}")
    for source in base.sources.values():
        if source.read is not None and source.read > today:
            yield _problem(source.where, f"read after the knowledge's date, {today}")


def topics_are_listed(base: KnowledgeBase) -> Iterator[Problem]:
    """The topics that about.yaml lists are the files of topics/."""
    listed = [entry.name for entry in base.about.topics]
    for name in listed:
        if name not in base.topics:
            yield _problem(base.about.where, f"there is no file topics/{name}.yaml")
    for topic in base.topics.values():
        if topic.name not in listed:
            yield _problem(topic.where, f"about.yaml does not list the topic {topic.name!r}")


def regimen_names_are_used_once(base: KnowledgeBase) -> Iterator[Problem]:
    """No two regimens bear the same name."""
    seen: set[str] = set()
    for _, statement in _statements(base):
        if statement.regimen is None:
            continue
        if statement.regimen.name in seen:
            yield _problem(statement.where, f"regimen {statement.regimen.name!r} is used twice")
        seen.add(statement.regimen.name)


def medicines_are_in_a_group(base: KnowledgeBase) -> Iterator[Problem]:
    """A medicine belongs to a group, or holds one that does."""
    for named in base.names.values():
        if named.kind == "medicine" and not named.within and not named.contains:
            yield _problem(named.where, f"{named.id!r} is in no group, and holds nothing")


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
    for _, statement in _statements(base):
        for citation in statement.sources:
            source = base.sources.get(citation.ref)
            if source and source.kind in _STUDIED and source.id not in base.studies:
                yield _problem(citation.where, f"{source.id!r} is not in studies.yaml")


def trials_stand_behind_a_trial(base: KnowledgeBase) -> Iterator[Problem]:
    """A statement of basis `trial` cites a trial, its protocol or its registry record."""
    for _, statement in _statements(base):
        studies = (base.studies.get(citation.ref) for citation in statement.sources)
        if statement.basis == "trial" and not any(
            study and study.kind in ("trial", "protocol") for study in studies
        ):
            yield _problem(statement.where, "its basis is 'trial', and it cites none")


def studies_point_to_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """A study bears the id of its source; its conditions and domains are declared."""
    conditions = {name for name, one in base.names.items() if one.kind == "condition"}
    domains = {domain.id for domain in base.domains}
    first = next(iter(base.studies.values()), None)
    for name in base.treated:
        if first is not None and name not in conditions:
            yield _problem(first.where, f"{name!r} among 'treated' is no condition")
    for study in base.studies.values():
        if study.id not in base.sources:
            yield _problem(study.where, f"study {study.id!r} is not in sources.yaml")
        for name in study.conditions:
            if name not in conditions:
                yield _problem(study.where, f"{name!r} is no condition")
        for outcome in study.outcomes:
            if outcome.domain not in domains:
                yield _problem(outcome.where, f"{outcome.domain!r} is no domain")


def retold_figures_name_who_retells_them(base: KnowledgeBase) -> Iterator[Problem]:
    """A figure that was seen at second hand names the document that retells it."""
    for study in base.studies.values():
        for figure in study.every_figure:
            if figure.origin == "secondary" and figure.ref == study.id:
                yield _problem(figure.where, "a 'secondary' figure needs the 'ref' that retells it")


#: What the numbers look like by which a source is found and cited.
_NUMBERS = {
    "year": re.compile(r"[12]\d{3}"),
    "doi": re.compile(r"10\.\d{4,9}/\S+"),
    "pmid": re.compile(r"[1-9]\d{0,7}"),
    "pmcid": re.compile(r"PMC\d{3,8}"),
    "registry": re.compile(r"NCT\d{8}|EudraCT \d{4}-\d{6}-\d\d|ACTRN\d{14}|ISRCTN\d{8}"),
}

#: What begins as such a number does, wherever it stands in a study's registration.
_REGISTERED = re.compile(r"\b(?:EudraCT [^\s,;]+|(?:NCT|ACTRN|ISRCTN)[^\s,;]*)")


def numbers_match_their_patterns(base: KnowledgeBase) -> Iterator[Problem]:
    """Years, DOIs, PMIDs, PMCIDs and registry numbers look like what they are."""
    for source in base.sources.values():
        for kind, pattern in _NUMBERS.items():
            number = getattr(source, kind)
            if number is not None and not pattern.fullmatch(number):
                yield _problem(source.where, f"{number!r} is no {kind}")
    for study in base.studies.values():
        for figure in study.facts.get("registration", ()):
            for number in _REGISTERED.findall(figure.says):
                if not _NUMBERS["registry"].fullmatch(number):
                    yield _problem(figure.where, f"{number!r} is no registry")


RULES: tuple[Rule, ...] = (
    ids_are_used_once,
    ids_begin_with_their_topic,
    cited_sources_exist,
    sources_are_cited,
    names_exist,
    what_names_point_to_exists,
    no_name_goes_round_in_a_circle,
    medicines_are_in_a_group,
    disagreements_have_sides,
    scales_draw_values,
    ranges_are_ranges,
    plans_show_statements,
    pages_show_what_exists,
    nothing_was_checked_tomorrow,
    topics_are_listed,
    regimen_names_are_used_once,
    cited_studies_exist,
    trials_stand_behind_a_trial,
    studies_point_to_what_exists,
    retold_figures_name_who_retells_them,
    numbers_match_their_patterns,
)


def broken(base: KnowledgeBase) -> list[Problem]:
    """Every place in the base that breaks a rule."""
    return [problem for rule in RULES for problem in rule(base)]
