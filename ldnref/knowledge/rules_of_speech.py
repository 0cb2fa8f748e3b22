"""Rules over statements: how they speak, and that none that matters falls silent."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.model_statements import Statement, first_clause
from ldnref.knowledge.pointing import Rule, every_statement, problem
from ldnref.knowledge.rules_of_names import as_compared
from ldnref.knowledge.vocabulary import BRIEF, SEVERITIES

#: The severities that rule LDN out.
_GRAVE = SEVERITIES[:2]

#: How long a text may be, by the key.
_LONGEST = {"says": 240, "action": 160, "label": 24}

#: How long the name of a source may be on a card.
_SHORT = 18

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


def limits_are_said_alike(base: KnowledgeBase) -> Iterator[Problem]:
    """What to do, and the words for patients, name the figure of the limit, if they name any."""
    for statement in _standing(base):
        if (limit := statement.limit) is None:
            continue
        figure = limit.over if limit.over is not None else limit.under
        for key, text in (("action", statement.action), ("plain", statement.for_patients)):
            figures = set(_figures(text or ""))
            if figures and figure not in figures:
                yield problem(statement.where, f"the limit of {figure} mg is not that of {key!r}")


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


def briefs_fit_a_line(base: KnowledgeBase) -> Iterator[Problem]:
    """A brief, and what to do beside it, stand on a line of a card each, with their marks."""
    for statement in _standing(base):
        if statement.brief is None:
            continue
        act = first_clause(statement.action or "")
        for what, text in (("'brief'", statement.brief), ("the first clause of 'action'", act)):
            if len(text) > BRIEF:
                message = f"{what} has {len(text)} characters, and room for {BRIEF}"
                yield problem(statement.where, message)


def briefs_say_no_other_figure(base: KnowledgeBase) -> Iterator[Problem]:
    """A figure in a brief is one of its statement: in its words, its value or its frequency."""
    for statement in _standing(base):
        quantities = [one for one in (statement.value, *statement.frequency) if one is not None]
        told = " ".join([statement.says, *(f"{one.unit} {one.of or ''}" for one in quantities)])
        held = {*_figures(told)}
        for one in quantities:
            held.update(n for n in (one.exactly, one.under, one.low, one.high) if n is not None)
        for found in _NUMBER.findall(statement.brief or ""):
            if Decimal(found) not in held:
                yield problem(statement.where, f"{found} in 'brief' is no figure of its statement")


def every_name_has_a_brief(base: KnowledgeBase) -> Iterator[Problem]:
    """Whatever a statement applies to has a line on a card: one of its statements has a brief."""
    told: set[str] = set()
    where: dict[str, Statement] = {}
    for statement in _standing(base):
        names = statement.applies.names
        where = {**dict.fromkeys(names, statement), **where}
        told.update(names if statement.brief else ())
    for name, statement in where.items():
        if name not in told:
            yield problem(statement.where, f"no statement that applies to {name!r} has a 'brief'")


def short_names_fit_and_are_one_source_s(base: KnowledgeBase) -> Iterator[Problem]:
    """What a card calls a source is short, and what another is not called."""
    called: dict[str, str] = {}
    for source in base.sources.values():
        short = source.short or source.name
        for name in {as_compared(short), as_compared(source.name)}:
            other = called.setdefault(name, source.id)
            if other != source.id:
                yield problem(source.where, f"{other!r} is called {name!r} too: give it a 'short'")
        if len(short) > _SHORT:
            message = f"{short!r} is long: a 'short' has room for {_SHORT} characters"
            yield problem(source.where, message)


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
    limits_are_said_alike,
    labels_speak_of_full_doses,
    briefs_fit_a_line,
    briefs_say_no_other_figure,
    every_name_has_a_brief,
    short_names_fit_and_are_one_source_s,
    no_line_is_lost,
)
