"""Rules over statements: how they speak, and that none that matters falls silent."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.pointing import Rule, every_statement, problem
from ldnref.knowledge.rules_of_names import as_compared
from ldnref.knowledge.vocabulary import SEVERITIES

#: The severities that rule LDN out.
_GRAVE = SEVERITIES[:2]

#: How long a text may be, by the key.
_LONGEST = {"says": 240, "action": 160, "label": 24}

_NUMBER = re.compile(r"\d+(?:\.\d+)?")

#: How a figure in milligrams is said in smaller units.
_IN_MILLIGRAMS = {"microgram": Decimal("0.001"), "mcg": Decimal("0.001")}


def _standing(base: KnowledgeBase) -> Iterator[Statement]:
    return (one for _, one in every_statement(base) if one.withdrawn is None)


def _speaks_of(statement: Statement) -> bool:
    """Whether it says to whom or to what dose it applies."""
    return any(statement.applies) or statement.limit is not None


def statements_are_short(base: KnowledgeBase) -> Iterator[Problem]:
    """A tired reader reads two sentences, not five."""
    for statement in _standing(base):
        for key, longest in _LONGEST.items():
            count = len(getattr(statement, key) or "")
            if count > longest:
                message = f"{key!r} has {count} characters, and room for {longest}"
                yield problem(statement.where, message)


def no_statement_reassures(base: KnowledgeBase) -> Iterator[Problem]:
    """No statement, and no verdict, uses the words that a hurried reader would take for leave."""
    for statement in _standing(base):
        said = f"{statement.says}. {statement.action or ''}. {statement.for_patients or ''}"
        for word in _found(base.reassuring, said):
            yield problem(statement.where, f"{word!r} reassures: say what was found, and where")
    for one in base.verdicts:
        for word in _found(base.reassuring, f"{one.says}. {one.brief}. {one.action or ''}"):
            yield problem(one.where, f"{word!r} reassures: say what was found, and where")


def what_is_bad_says_what_to_do(base: KnowledgeBase) -> Iterator[Problem]:
    """A contraindication without an instruction leaves the reader alone."""
    for statement in _standing(base):
        if statement.severity in _GRAVE and not statement.action:
            yield problem(statement.where, f"{statement.severity!r} needs an 'action'")


def severity_and_action_agree(base: KnowledgeBase) -> Iterator[Problem]:
    """What is to be done is not forbidden by a statement that only cautions."""
    for statement in _standing(base):
        silent = statement.severity is None and not _speaks_of(statement)
        if statement.action is None or statement.severity in _GRAVE or silent:
            continue
        for word in _found(base.forbidding, statement.action):
            severity = statement.severity or "no severity"
            message = f"{word!r} forbids under {severity}: a severity of 'avoid', or other words"
            yield problem(statement.where, message)


def _found(words: tuple[str, ...], text: str) -> Iterator[str]:
    """Those words, or phrases, that stand in a text."""
    said = f" {as_compared(text)} "
    return (word for word in words if f" {as_compared(word)} " in said)


def what_is_bad_says_of_whom(base: KnowledgeBase) -> Iterator[Problem]:
    """A severity above note applies to something, has a limit, or is left out of checks."""
    for statement in _standing(base):
        bad = statement.severity not in (None, SEVERITIES[-1])
        if bad and statement.check and not _speaks_of(statement):
            message = (
                f"{statement.severity!r} of whom? It needs 'applies', 'limit' or 'check: false'"
            )
            yield problem(statement.where, message)


def limits_are_said(base: KnowledgeBase) -> Iterator[Problem]:
    """The figure of a limit stands in the words of its statement, and is that of its value."""
    for statement in _standing(base):
        limit, value = statement.limit, statement.value
        if limit is None:
            continue
        figure = limit.over if limit.over is not None else limit.under
        if figure is None or figure not in _figures(statement.says):
            message = f"the limit of {figure} mg does not stand in 'says'"
            yield problem(statement.where, message)
        if value is not None and (value.unit, value.per) == ("mg", "day"):
            ends = (value.low, value.under) if limit.over is None else (value.high,)
            if figure not in (value.exactly, *ends):
                yield problem(statement.where, f"the limit of {figure} mg is not its value")


def _figures(text: str) -> Iterator[Decimal]:
    """The figures in a text, as milligrams too where they are said in micrograms."""
    for found in _NUMBER.finditer(text):
        number = Decimal(found[0])
        yield number
        after = text[found.end() :].lstrip()
        yield from (number * by for unit, by in _IN_MILLIGRAMS.items() if after.startswith(unit))


def labels_speak_of_full_doses(base: KnowledgeBase) -> Iterator[Problem]:
    """A label speaks of full doses; what applies it to low doses is our caution, and says so."""
    must = base.must_hold
    for topic, statement in every_statement(base):
        if must is None or topic not in must.topics or statement.withdrawn is not None:
            continue
        full = statement.from_full_dose or statement.id in must.other_labels
        if statement.basis == "label" and not full:
            message = "a label speaks of full doses: 'from-full-dose: true', or 'other-labels'"
            yield problem(statement.where, message)


def sections_begin_with_what_is_shown(base: KnowledgeBase) -> Iterator[Problem]:
    """The first statement of a section is shown whenever another is: no detail unless all are."""
    for topic in base.topics.values():
        for group in topic.groups:
            first, *others = group.statements
            if first.detail and not all(one.detail for one in others):
                message = f"{first.id!r} begins its section, and is a detail"
                yield problem(first.where, message)


def no_line_is_lost(base: KnowledgeBase) -> Iterator[Problem]:
    """A topic has as many severities, limits and lines of `applies` as must-hold.yaml says."""
    for entry in base.must_hold.counts if base.must_hold else ():
        if entry.topic not in base.topics:
            yield problem(entry.where, f"{entry.topic!r} is no topic")
            continue
        statements = base.topics[entry.topic].statements
        count = sum(_has(statement, entry.key) for statement in statements)
        if count != entry.number:
            message = (
                f"{entry.topic!r} has {count} of {entry.key!r}, not {entry.number}: was a line "
                "lost? If not, write the new number here"
            )
            yield problem(entry.where, message)


def _has(statement: Statement, key: str) -> bool:
    if key in SEVERITIES:
        return statement.severity == key
    return any(statement.applies) if key == "applies" else statement.limit is not None


RULES_OF_SPEECH: tuple[Rule, ...] = (
    statements_are_short,
    no_statement_reassures,
    what_is_bad_says_what_to_do,
    severity_and_action_agree,
    what_is_bad_says_of_whom,
    limits_are_said,
    labels_speak_of_full_doses,
    sections_begin_with_what_is_shown,
    no_line_is_lost,
)
