"""What points to what: whatever is named is there. One function a rule, as in `rules`.

These rules alone are applied whenever knowledge is opened, to the parts that were opened: a
question must not stumble over an id that leads nowhere, nor pass over a medicine that lost its
group. What stands in a topic that was not opened is not looked for.
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_sources import Citation, Problem, Where
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.model_studies import Figure, Outcome
from ldnref.knowledge.vocabulary import ANY, SEVERITIES

Rule = Callable[[KnowledgeBase], Iterable[Problem]]

_NO_NAME = "is no medicine, group or condition"


def problem(where: Where, message: str) -> Problem:
    """A problem at the place of what it is about."""
    return Problem(where.file, where.line, where.column, message)


def missing(
    where: Where, names: Iterable[str], held: Iterable[str], what: str
) -> Iterator[Problem]:
    """A problem for each of the names that is not held."""
    for name in names:
        if name not in held:
            yield problem(where, f"{name!r} {what}")


def every_statement(base: KnowledgeBase) -> Iterator[tuple[str, Statement]]:
    """Every statement with the name of its topic, withdrawn ones too."""
    for topic in base.topics.values():
        for statement in (*topic.statements, *topic.withdrawn):
            yield topic.name, statement


def every_citation(base: KnowledgeBase) -> Iterator[Citation | Figure | Outcome]:
    """Everything that names a source."""
    for _, statement in every_statement(base):
        yield from statement.sources
    for point in base.disagreements:
        for side in (*point.sides, point.literature):
            yield from side.sources
    for study in base.studies.values():
        yield from study.every_figure
    for verdict in base.verdicts:
        yield from verdict.sources
    for measure in base.measures.measures:
        yield from measure.sources
    for amount in base.measures.amounts:
        yield from amount.sources


def _lost(base: KnowledgeBase, names: Iterable[str]) -> list[str]:
    """Those that are no statement, less those that stand in topics that were not opened."""
    held = base.statements
    gone = [name for name in names if name not in held]
    elsewhere = tuple(f"{e.name}-" for e in base.about.topics if e.name not in base.topics)
    return [name for name in gone if not name.startswith(elsewhere)]


def cited_sources_exist(base: KnowledgeBase) -> Iterator[Problem]:
    """Whatever is cited stands in sources.yaml."""
    for citation in every_citation(base):
        if citation.ref not in base.sources:
            yield problem(citation.where, f"source {citation.ref!r} is not in sources.yaml")


def names_exist(base: KnowledgeBase) -> Iterator[Problem]:
    """What a statement applies to is declared, and stands under its own key."""
    if not base.names:
        return
    for _, statement in every_statement(base):
        for key, kinds in (("medicines", ("medicine", "group")), ("conditions", ("condition",))):
            for name in getattr(statement.applies, key):
                if name not in base.names:
                    yield problem(statement.where, f"{name!r} {_NO_NAME}")
                elif base.names[name].kind not in kinds:
                    yield problem(statement.where, f"{name!r} does not belong under {key!r}")
    held = {name for name, one in base.names.items() if one.kind == "condition"}
    for topic in base.topics.values():
        if topic.asks:
            asked = (topic.asks.about, topic.asks.among)
            yield from missing(topic.asks.where, asked, held, "is no condition")


def what_names_point_to_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """What a name belongs to, holds, or may mean, is declared."""
    if not base.names:
        return
    for named in base.names.values():
        pointed = (
            *named.within,
            *named.contains,
            *named.hides,
            *named.reaction,
            *named.intolerance,
        )
        yield from missing(named.where, pointed, base.names, _NO_NAME)
    for one in base.ambiguous:
        settled = (one.otherwise, *(settling.becomes for settling in one.settles))
        pointed = (*one.may_be, *filter(None, settled))
        yield from missing(one.where, pointed, base.names, _NO_NAME)


def what_words_point_to_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """What a form makes of a thing, what a figure stands for, and what a part suggests, exists."""
    if not base.names:
        return
    words, measures = base.list_words, base.measures
    yield from missing(words.where, (to for _, to in words.parts), base.names, _NO_NAME)
    for form in words.forms:
        yield from missing(form.where, (form.of, form.becomes), base.names, _NO_NAME)
    for measure in measures.measures:
        means = (name for band in measure.bands for name in band.means)
        yield from missing(measure.where, means, base.names, _NO_NAME)
    for amount in measures.amounts:
        means = (name for band in amount.bands for name in band.means)
        named = (*amount.of, *means, *filter(None, (amount.regular,)))
        yield from missing(amount.where, named, base.names, _NO_NAME)
    for topic in base.topics.values():
        yield from missing(topic.where, filter(None, (topic.of,)), base.names, _NO_NAME)


def medicines_are_in_a_group(base: KnowledgeBase) -> Iterator[Problem]:
    """A medicine belongs to a group, or holds one that does."""
    for named in base.names.values():
        if named.kind == "medicine" and not named.within and not named.contains:
            yield problem(named.where, f"{named.id!r} is in no group, and holds nothing")


def groups_reach_their_danger(base: KnowledgeBase) -> Iterator[Problem]:
    """Whatever lies within a group of must-hold.yaml reaches a statement as bad as it says."""
    must = base.must_hold
    if must is None or not base.names or not base.topics.keys() >= set(must.topics):
        return
    for entry in must.groups:
        yield from missing(entry.where, (entry.group,), base.names, "is no group")
    asked = {entry.group: SEVERITIES.index(entry.worst) for entry in must.groups}
    for name, (groups, reached) in _reached(base, asked.keys(), _spoken(base)).items():
        for group in groups:
            if reached > asked[group]:
                worst = SEVERITIES[asked[group]]
                message = f"{name!r} is one of the {group}, and reaches no {worst!r}"
                yield problem(base.names[name].where, message)


def _reached(
    base: KnowledgeBase, asked: AbstractSet[str], spoken: dict[str, int]
) -> dict[str, tuple[frozenset[str], int]]:
    """For each medicine and group: the groups asked about that it lies in, and its worst word.

    What it belongs to and what it holds count, in however many steps.
    """
    found: dict[str, tuple[frozenset[str], int]] = {}

    def reached(named: Named) -> tuple[frozenset[str], int]:
        if named.id in found:
            return found[named.id]
        groups, worst = asked & {named.id}, spoken.get(named.id, len(SEVERITIES))
        found[named.id] = frozenset(groups), worst  # a circle, if there is one, ends here
        for name in (*named.within, *named.contains):
            if name in base.names:
                more, bad = reached(base.names[name])
                groups, worst = groups | more, min(worst, bad)
        found[named.id] = frozenset(groups), worst
        return found[named.id]

    for named in base.names.values():
        if named.kind != "condition":
            reached(named)
    return found


def _spoken(base: KnowledgeBase) -> dict[str, int]:
    """The ids to which a statement applies that speaks in every check of them: how bad, at worst.

    Nought is worst, as in SEVERITIES.
    """
    found: dict[str, int] = {}
    for statement in base.statements.values():
        if statement.severity is None or not statement.check or statement.limit is not None:
            continue
        bad = SEVERITIES.index(statement.severity)
        for name in () if statement.applies.conditions else statement.applies.medicines:
            found[name] = min(bad, found.get(name, bad))
    return found


def sides_name_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """The statements that carry the sides of a disagreement stand in their topics."""
    lost = set(_lost(base, (n for p in base.disagreements for s in p.sides for n in s.statements)))
    for point in base.disagreements if lost else ():
        names = (name for side in point.sides for name in side.statements)
        for name in lost.intersection(names):
            yield problem(point.where, f"{name!r} in {point.id!r} is no statement")


def topics_show_their_own(base: KnowledgeBase) -> Iterator[Problem]:
    """The rows of a dose line, and the usual range, are statements of the topic, with a value."""
    for topic in base.topics.values():
        own = {s.id: s.value for s in topic.statements}
        for row in topic.scale.rows if topic.scale else ():
            value = own.get(row)
            if topic.scale and (value is None or value.unit != topic.scale.unit):
                message = f"{row!r} is no statement of this topic with a value in "
                yield problem(topic.scale.where, message + topic.scale.unit)
        found = own.get(topic.usual or "")
        if topic.usual and (found is None or found.low is None or found.high is None):
            yield problem(topic.where, f"{topic.usual!r} is no statement with a range")


def plans_show_statements(base: KnowledgeBase) -> Iterator[Problem]:
    """What a plan shows, and what it is refused with, are statements."""
    for topic in base.topics.values():
        if plan := topic.planning:
            for name in _lost(
                base, (plan.start, plan.rise, *plan.strength, *plan.watch, *plan.back)
            ):
                yield problem(plan.where, f"{name!r} is no statement")


def pages_show_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """A page shows statements, and points that differ; for patients, statements in plain words."""
    held, points = base.statements, {point.id for point in base.disagreements}
    for reader, page in base.pages.items():
        names = [name for section in page.sections for name in section.statements]
        names += page.card.statements if page.card else ()
        yield from missing(page.where, names, held, "is no statement")
        if reader == "patients":
            plain = (name for name in names if name in held)
            spoken = {name for name, one in held.items() if one.for_patients is not None}
            yield from missing(page.where, plain, spoken, "has no 'plain' for patients")
        yield from missing(page.where, page.disagreements, points, "is no disagreement")


def studies_point_to_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """A study bears the id of its source; its conditions and domains are declared."""
    conditions = {name for name, one in base.names.items() if one.kind == "condition"}
    domains = {domain.id for domain in base.domains}
    for study in base.studies.values():
        if study.id not in base.sources:
            yield problem(study.where, f"study {study.id!r} is not in sources.yaml")
        if conditions:
            yield from missing(study.where, study.conditions, conditions, "is no condition")
        for outcome in study.outcomes:
            yield from missing(outcome.where, (outcome.domain,), domains, "is no domain")
    first = next(iter(base.studies.values()), None)
    if first is not None and conditions:
        yield from missing(first.where, base.treated, conditions, "among 'treated' is no condition")


def verdicts_are_on_conditions(base: KnowledgeBase) -> Iterator[Problem]:
    """What a verdict is on is a condition that is declared, or any."""
    conditions = {name for name, one in base.names.items() if one.kind == "condition"}
    for verdict in base.verdicts if conditions else ():
        held = {ANY, *conditions}
        yield from missing(verdict.where, (verdict.condition,), held, "is no condition")


LINKS: tuple[Rule, ...] = (
    cited_sources_exist,
    names_exist,
    what_names_point_to_exists,
    what_words_point_to_exists,
    medicines_are_in_a_group,
    groups_reach_their_danger,
    sides_name_what_exists,
    topics_show_their_own,
    plans_show_statements,
    pages_show_what_exists,
    studies_point_to_what_exists,
    verdicts_are_on_conditions,
)


def loose(base: KnowledgeBase) -> list[Problem]:
    """Every place in what was opened that points to nothing."""
    return [found for rule in LINKS for found in rule(base)]
