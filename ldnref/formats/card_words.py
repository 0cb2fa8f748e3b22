"""The words around the facts of a card: its sources, its open points, what it leaves out.

Knows no width: every shape of a card says the same.
"""

from collections.abc import Collection, Iterable, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card, Fact
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

#: A longer command takes more lines than it is worth.
LONG = 150

#: What is left out of these severities is named: nothing that bars LDN or a dose goes unsaid.
_NAMED = SEVERITIES[:2]

#: How a kind of source is said at the foot; others are said by their own name.
_KINDS = {
    "seed": "website",
    "systematic-review": "review",
    "case-report": "case",
    "observational": "cohort",
    "position": "society",
    "reference": "",
    "label": "",
}

#: The kinds that speak of a dose.
_DOSED = ("label", "regulator", "reference")


def heading(severity: str) -> str:
    """A severity, or an outcome, as it is printed."""
    return severity.upper().replace("-", " ")


def ended(text: str) -> str:
    """A clause as a sentence: what follows begins another."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def said(card: Card) -> str | None:
    """The severity that a card's title says of its facts: of none, where one is graver than it."""
    if card.severity not in SEVERITIES:
        return card.severity
    graver = SEVERITIES[: SEVERITIES.index(card.severity)]
    return None if any(fact.severity in graver for fact in card.facts) else card.severity


def full(facts: Iterable[Fact]) -> frozenset[str]:
    """Ids of the sources that speak of the full dose in these facts."""
    return frozenset(ref for one in facts if one.full_dose for ref in one.sources)


def known(source: Source, full: Collection[str], full_dose: str) -> str:
    """A source by its short name, with its kind, or that it speaks of the full dose."""
    name = source.short or source.name
    dosed = source.id in full and source.kind in _DOSED
    dose = "" if source.dose == "none" else source.dose or full_dose
    said = dose if dosed else _KINDS.get(source.kind, source.kind)
    return f"{name}, {said}" if said and said not in name.lower() else name


def open_points(answer: Answer, card: Card, facts: Sequence[Fact]) -> list[str]:
    """Ids of the points that these facts touch and that are not resolved; of a list, of all."""
    held = {statement.id for statement in answer.statements}
    ids = {name for fact in facts for name in fact.ids} & held
    return [
        point.id
        for point in card.points
        if point.state != "resolved"
        and (not ids or any(ids.intersection(side.statements) for side in point.sides))
    ]


def left_out(card: Card, facts: Sequence[Fact]) -> str:
    """How much is not on the card: what is contraindicated or to be avoided by name."""
    shown = {name for fact in facts for name in fact.ids}
    hidden = [s for s in card.rest if s.id not in shown]
    statements = {s.id for s in card.rest}
    gone = [f for f in card.facts if f.ids and statements.isdisjoint(f.ids) and f not in facts]
    count = len(hidden) + len(gone) + card.others
    if count:
        return f"{count} more{_worst(hidden)}: "
    return sentences.WHY if card.rest else sentences.ALL_OF_IT


def _worst(hidden: Sequence[Statement]) -> str:
    told = []
    for severity in _NAMED:
        labels = dict.fromkeys(s.label for s in hidden if s.severity == severity)
        told += [f"{heading(severity)}: {' · '.join(labels)}"] if labels else []
    return f" ({'; '.join(told)})" if told else ""


def acts(facts: Iterable[Fact]) -> set[tuple[str, str | None]]:
    """What is to be done, and of what."""
    return {(one.label, one.do) for one in facts if one.do}
