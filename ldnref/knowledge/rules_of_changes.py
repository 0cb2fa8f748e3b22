"""Rules over how the knowledge changed: no claim is another than the one that was last told of.

`unlogged` is asked by `ldnref validate` alone: a draft in a folder of one's own may be tried
before anybody says why it is so.
"""

from collections.abc import Iterator
from datetime import date

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_claims import claim
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.pointing import Rule, every_statement, missing, problem


def changes_name_what_exists(base: KnowledgeBase) -> Iterator[Problem]:
    """Whatever was ever added is there, or is withdrawn and there: its id is never used again."""
    known = {statement.id for _, statement in every_statement(base)}
    for change in base.changes:
        names = (one.id for one in change.statements)
        yield from missing(change.where, names, known, "was added once, and is gone: withdraw it")


def changes_are_in_order(base: KnowledgeBase) -> Iterator[Problem]:
    """The oldest change stands first, and none is later than the knowledge."""
    before = date.min
    for change in base.changes:
        if change.day < before:
            yield problem(change.where, f"{change.day} stands after {before}")
        if change.day > base.about.date:
            yield problem(change.where, f"{change.day} is after the date of the knowledge")
        before = max(before, change.day)


def files_have_a_licence(base: KnowledgeBase) -> Iterator[Problem]:
    """Each table of codes that comes with the program has a licence in licences.yaml."""
    if base.licences is None or not base.licences.bundled:
        return
    told = {file for one in base.licences.bundled for file in one.files}
    where = base.licences.bundled[0].where
    tables = [f"codes/{system}.txt" for system in base.codes]
    yield from missing(where, (*tables, "other-medicines.txt"), told, "has no licence here")


def unsaid(base: KnowledgeBase) -> Iterator[tuple[str, Statement]]:
    """Each statement that is otherwise than its last change says, and how it was changed since."""
    known = {
        one.id: (change.kind, one.claim) for change in base.changes for one in change.statements
    }
    for _, statement in every_statement(base):
        kind, said = known.get(statement.id, ("", None))
        if statement.withdrawn is not None:
            if kind != "withdrawn":
                yield "withdrawn", statement
        elif not kind:
            yield "added", statement
        elif said != claim(statement):
            yield "corrected", statement


def unlogged(base: KnowledgeBase) -> Iterator[Problem]:
    """Each statement whose claim is another than the one that its last change knows.

    A base that knows no claim at all is held to none.
    """
    if any(one.claim for change in base.changes for one in change.statements):
        for kind, statement in unsaid(base):
            message = f"changes.yaml does not say why {statement.id!r} was {kind}"
            yield problem(statement.where, message)


RULES_OF_CHANGES: tuple[Rule, ...] = (
    changes_name_what_exists,
    changes_are_in_order,
    files_have_a_licence,
)
