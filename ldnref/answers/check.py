"""A patient against the knowledge: a list of medicines and conditions, and a dose.

The rules stand in data/: which statements apply to what, how bad each is, and which doses break
a limit. Here is only how they are applied: a statement speaks when all that it applies to is on
the list, and one with a limit when the dose breaks it.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ldnref.answers.answer import Answer, Line, NotRecognised, Section, figures, with_sources
from ldnref.answers.names import Names, Part, wider, with_wider
from ldnref.knowledge.model import (
    SEVERITIES,
    KnowledgeBase,
    Limit,
    Named,
    Quantity,
    Statement,
)

#: The topics whose statements say to what they apply, and the one with the doses.
TOPICS = ("interactions", "cautions", "dosing")
_DOSES = "dosing"

#: The severities that may rule LDN out.
_GRAVE = SEVERITIES[:2]

_TIMES = ("days", "weeks", "months")

#: Nothing held against the list; never called anything better.
NOTHING_HELD = "nothing-held"

_UNKNOWN = "not recognised, so not checked. Check the spelling, or look it up elsewhere."
_NO_EVIDENCE = "That is no evidence of safety."
_HELD = f"known, but nothing is held on it with LDN. {_NO_EVIDENCE}"


class Item(NamedTuple):
    """A part of a line, as it was given."""

    #: The whole line, exactly as given.
    input: str
    part: Part


class Finding(NamedTuple):
    """A statement that speaks, and about which items."""

    statement: Statement
    about: tuple[tuple[Item, Named], ...]


class Dose(NamedTuple):
    """The daily dose that was asked about."""

    input: str
    #: Milligrams a day.
    amount: Decimal


def check(
    base: KnowledgeBase,
    lines: Sequence[str],
    dose: Dose | None = None,
    names: Names | None = None,
) -> Answer:
    """What is held against giving LDN to this patient, worst first, and what was not checked.

    `names` spares making them again, where many patients are checked.
    """
    reading = names or Names(base)
    items = [Item(line, part) for line in lines for part in reading.read(line)]
    findings = _findings(base, items, dose)
    unknown = [item for item in items if not item.part.named and item.part.holds is None]
    asked = [item for item in items if item.part.named and item.part.asks is not None]
    unclear = [*unknown, *asked]
    told = {id(item) for finding in findings for item, _ in finding.about}
    silent = [item for item in items if item.part.recognised and id(item) not in told]
    outcome = str(findings[0].statement.severity) if findings else NOTHING_HELD
    usual = _range(base, items)
    return with_sources(
        base,
        Answer(
            kind="check",
            title="LDN for this patient",
            about=base.about,
            sections=(
                Section("Verdict", lines=(_verdict(base, outcome, len(findings), unclear),)),
                *_sections(findings, dose),
                Section("Not recognised", lines=tuple(_unknown(base, item) for item in unknown)),
                Section("Ask", lines=tuple(_question(base, item) for item in asked)),
                Section(
                    "Nothing held", lines=tuple(Line(_name(item.part), _HELD) for item in silent)
                ),
                Section("Not checked", lines=tuple(_not_checked(base, items, dose))),
                Section("Dose", lines=_dose_lines(usual, dose)),
            ),
            asked={"items": list(lines), "dose": dose.input if dose else None},
            subjects=with_wider(base.names, (n for item in items for n in item.part.named)),
            next=base.topics["interactions"].next,
            not_recognised=tuple(
                NotRecognised(item.input, item.part.text, item.part.near) for item in unknown
            ),
            own={
                "outcome": outcome,
                "complete": not unclear,
                "findings": [_as_data(finding) for finding in findings],
                "ambiguous": [
                    {
                        "input": item.input,
                        "part": item.part.text,
                        "meanings": [
                            {"id": n.id, "name": n.name, "what": n.what} for n in item.part.named
                        ],
                        "says": item.part.asks,
                    }
                    for item in asked
                ],
                "nothing_held": [
                    {"input": item.input, "name": _name(item.part), "says": _HELD}
                    for item in silent
                ],
                "dose": _dose_as_data(usual, dose),
            },
        ),
    )


def _findings(base: KnowledgeBase, items: Sequence[Item], dose: Dose | None) -> list[Finding]:
    """Every statement that speaks of this patient, worst first, each once."""
    applying = [
        (item, named, _stands_for(base, named))
        for item in items
        if item.part.recognised or _settled(base, item.part)
        for named in item.part.named
    ]
    found = []
    for statement in base.statements.values():
        about = _about(statement, applying) if _speaks(statement, dose) else None
        if about is not None and (about or statement.limit):
            found.append(Finding(statement, about))
    return sorted(found, key=lambda one: SEVERITIES.index(str(one.statement.severity)))


def _speaks(statement: Statement, dose: Dose | None) -> bool:
    """Whether a statement has anything to say: a severity, and a limit only when it is broken."""
    if statement.severity is None or not statement.check:
        return False
    return statement.limit is None or (dose is not None and _breaks(statement.limit, dose.amount))


def _breaks(limit: Limit, amount: Decimal) -> bool:
    if limit.over is not None:
        return amount > limit.over
    return limit.under is not None and amount < limit.under


def _about(
    statement: Statement, applying: list[tuple[Item, Named, frozenset[str]]]
) -> tuple[tuple[Item, Named], ...] | None:
    """The items that a statement applies to; None when something that it needs is not there."""
    about: list[tuple[Item, Named]] = []
    for wanted in (statement.applies.medicines, statement.applies.conditions):
        here = [(item, named) for item, named, ids in applying if ids.intersection(wanted)]
        if wanted and not here:
            return None
        about += here
    return tuple(about)


def _stands_for(base: KnowledgeBase, named: Named) -> frozenset[str]:
    """Its own id and the wider ones; but a condition that has its own word needs no wider one."""
    own = frozenset({named.id})
    if named.kind == "condition":
        spoken = (
            statement
            for statement in base.statements.values()
            if statement.severity not in (None, "note") and statement.check
        )
        if any(named.id in statement.applies.conditions for statement in spoken):
            return own
    return own | wider(base.names, named.id)


def _all_ids(base: KnowledgeBase, meanings: Iterable[Named]) -> frozenset[str]:
    return frozenset[str]().union(*(_stands_for(base, named) for named in meanings))


def _settled(base: KnowledgeBase, part: Part) -> bool:
    """Whether every meaning of a question is bad enough to be told as `if this is …`."""
    if part.denied or part.doubtful or not part.named:
        return False
    return all(_worst(base, named) in _GRAVE for named in part.named)


def _worst(base: KnowledgeBase, named: Named) -> str | None:
    ids = _stands_for(base, named)
    spoken = [
        str(statement.severity)
        for statement in base.statements.values()
        if _speaks(statement, None)
        and ids.intersection((*statement.applies.medicines, *statement.applies.conditions))
    ]
    return min(spoken, key=SEVERITIES.index, default=None)


def _sections(findings: Iterable[Finding], dose: Dose | None) -> list[Section]:
    """The findings under their severities, each labelled with what it is about."""
    held: dict[str, list[Statement]] = {severity: [] for severity in SEVERITIES}
    for statement, items in findings:
        about = [_shown(item, named) for item, named in items]
        if statement.limit and dose is not None:
            about.insert(0, f"{dose.amount} {statement.limit.unit} a day")
        label = ", ".join(dict.fromkeys(about))
        held[str(statement.severity)].append(statement._replace(label=label))
    return [Section(severity.capitalize(), tuple(found)) for severity, found in held.items()]


def _shown(item: Item, named: Named) -> str:
    """What was typed beside what it is."""
    typed = item.part.text
    if item.part.asks is not None:
        return f"if this is {named.name}: {typed}"
    return typed if typed.lower() == named.name.lower() else f"{typed} ({named.name})"


def _verdict(base: KnowledgeBase, outcome: str, findings: int, unclear: Sequence[Item]) -> Line:
    """The worst severity, how much there is to read, and whether the check is complete."""
    label = outcome.replace("-", " ").upper()
    counted = "1 finding" if findings == 1 else f"{findings} findings"
    words = [f"{counted}, worst first."] if findings else []
    may_be = {_worst(base, n) for item in unclear for n in (*item.part.named, *item.part.near)}
    if outcome not in _GRAVE and may_be.intersection(_GRAVE):
        label = "ASK FIRST"
        words.insert(0, "What is unclear may rule LDN out.")
    elif not findings:
        words = ["Nothing is held here against it.", _NO_EVIDENCE]
    elif outcome == SEVERITIES[-1]:
        words.append(_NO_EVIDENCE)
    if unclear:
        parts = "1 part is" if len(unclear) == 1 else f"{len(unclear)} parts are"
        words.append(f"{parts} not recognised or unclear: incomplete.")
    return Line(label, " ".join(words))


def _unknown(base: KnowledgeBase, item: Item) -> Line:
    """What is not recognised, with near names, and how bad each would be."""
    near = ", ".join(_meaning(base, named) for named in item.part.near)
    return Line(item.part.text, _UNKNOWN + (f" Near: {near}." if near else ""))


def _meaning(base: KnowledgeBase, named: Named) -> str:
    worst = _worst(base, named)
    return f"{named.name} ({named.what}{f', {worst}' if worst else ''})"


def _name(part: Part) -> str:
    return f"{part.text} ({part.named[0].name if part.holds is None else part.holds})"


def _question(base: KnowledgeBase, item: Item) -> Line:
    """What to ask, with every meaning and how bad it would be."""
    meanings = "; ".join(_meaning(base, named) for named in item.part.named)
    words = f"{item.part.asks} May be: {meanings}."
    if item.part.denied and (times := _times(base, item.part.named)):
        words += f" Times that sources ask for: {'; '.join(times)}."
    return Line(item.part.text, words)


def _times(base: KnowledgeBase, meanings: Iterable[Named]) -> list[str]:
    """The times that statements on these things give, in the order of their file."""
    ids = _all_ids(base, meanings)
    return [
        f"{figures(statement.value)} {statement.value.unit} ({statement.label})"
        for statement in base.topics["interactions"].statements
        if statement.value is not None
        and statement.value.unit in _TIMES
        and ids.intersection(statement.applies.medicines)
    ]


def _not_checked(base: KnowledgeBase, items: Sequence[Item], dose: Dose | None) -> Iterable[Line]:
    """What nobody mentioned, and what it would have changed."""
    kinds = {named.kind for item in items for named in item.part.named}
    if not kinds & {"medicine", "group"} and not any(i.part.holds is not None for i in items):
        yield Line("Medicines", base.about.no_medicine)
    given = _all_ids(base, (named for item in items for named in item.part.named))
    for statement in base.topics[_DOSES].statements:
        needed = statement.applies.conditions
        if needed and statement.limit and _speaks(statement, dose) and not given & set(needed):
            names = ", ".join(base.names[name].name for name in needed)
            yield Line(names.capitalize(), f"not mentioned, so not checked: {statement.says}")


def _range(base: KnowledgeBase, items: Sequence[Item]) -> Quantity | None:
    """The range of doses that applies to this patient: the usual one, below every limit."""
    topic = base.topics[_DOSES]
    usual = next((s.value for s in topic.statements if s.id == topic.usual), None)
    if usual is None:
        return None
    sure = (named for item in items if item.part.recognised for named in item.part.named)
    given = _all_ids(base, sure)
    tops = [usual.high] + [
        statement.limit.over
        for statement in topic.statements
        if statement.limit
        and statement.severity in _GRAVE
        and given & set(statement.applies.conditions)
    ]
    return usual._replace(high=min(top for top in tops if top is not None))


def _within(usual: Quantity, amount: Decimal) -> bool:
    return (usual.low or 0) <= amount <= (usual.high or amount)


def _dose_lines(usual: Quantity | None, dose: Dose | None) -> tuple[Line, ...]:
    if dose is None or usual is None:
        return ()
    place = "within" if _within(usual, dose.amount) else "outside"
    shown = f"{place} the range for this patient, {figures(usual)} {usual.unit} a day"
    return (Line(f"{dose.amount} {usual.unit} a day", shown),)


def _dose_as_data(usual: Quantity | None, dose: Dose | None) -> dict[str, object] | None:
    if dose is None or usual is None:
        return None
    return {
        "input": dose.input,
        "mg": str(dose.amount),
        "range": {
            "low": str(usual.low),
            "high": str(usual.high),
            "unit": usual.unit,
            "per": usual.per,
        },
        "within": _within(usual, dose.amount),
    }


def _as_data(finding: Finding) -> dict[str, object]:
    statement = finding.statement
    return {
        "id": statement.id,
        "severity": statement.severity,
        "about": [
            {
                "input": item.input,
                "name": named.name,
                "part": item.part.text,
                "asks": item.part.asks,
            }
            for item, named in finding.about
        ],
        "says": statement.says,
        "action": statement.action,
        "basis": statement.basis,
        "sources": [{"ref": c.ref, "at": c.at} for c in statement.sources],
    }
