"""What is shown points to what exists: topics, plans, pages, points, studies and verdicts."""

from collections.abc import Iterator

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.pointing import lost, missing, problem, unknown
from ldnref.knowledge.vocabulary import ANY


def sides_name_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """The statements that carry the sides of a disagreement stand in their topics."""
    gone = set(lost(base, (n for p in base.disagreements for s in p.sides for n in s.statements)))
    for point in base.disagreements if gone else ():
        names = (name for side in point.sides for name in side.statements)
        for name in gone.intersection(names):
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
            for name in lost(
                base, (plan.start, plan.rise, *plan.strength, *plan.watch, *plan.back)
            ):
                yield problem(plan.where, f"{name!r} is no statement")


def pages_show_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """A page shows statements, and points that differ; for patients, statements in plain words."""
    held, points = base.statements, {point.id for point in base.disagreements}
    for reader, page in base.pages.items():
        names = [name for section in page.sections for name in section.statements]
        names += page.card.statements if page.card else ()
        yield from unknown(page.where, names, held, "statement")
        if reader == "patients":
            plain = (name for name in names if name in held)
            spoken = {name for name, one in held.items() if one.for_patients is not None}
            yield from missing(page.where, plain, spoken, "has no 'plain' for patients")
        yield from unknown(page.where, page.disagreements, points, "disagreement")
        amounts = [name for section in page.sections for name in section.verdicts]
        yield from unknown(page.where, amounts, {one.id for one in base.verdicts}, "verdict")


def studies_point_to_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """A study bears the id of its source; its conditions and domains are declared."""
    conditions = {name for name, one in base.names.items() if one.kind == "condition"}
    domains = {domain.id for domain in base.domains}
    for study in base.studies.values():
        if study.id not in base.sources:
            yield problem(study.where, f"study {study.id!r} is not in sources.yaml")
        if conditions:
            yield from unknown(study.where, study.conditions, conditions, "condition")
        for outcome in study.outcomes:
            yield from unknown(outcome.where, (outcome.domain,), domains, "domain")
    first = next(iter(base.studies.values()), None)
    if first is not None and conditions:
        yield from missing(first.where, base.treated, conditions, "among 'treated' is no condition")


def verdicts_are_on_conditions(base: KnowledgeBase) -> Iterator[Problem]:
    """What a verdict is on is a condition that is declared, or any."""
    conditions = {name for name, one in base.names.items() if one.kind == "condition"}
    for verdict in base.verdicts if conditions else ():
        held = {ANY, *conditions}
        yield from unknown(verdict.where, (verdict.condition,), held, "condition")
