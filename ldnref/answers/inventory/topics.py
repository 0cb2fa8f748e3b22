"""A topic as a whole: its statements in the order of its file."""

from ldnref.answers.answer import Answer, Section, Table, with_sources
from ldnref.answers.drawn import DoseLine
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Interval, Regimen, Statement, Topic


def topic(base: KnowledgeBase, name: str, conditions: tuple[str, ...] = ()) -> Answer:
    """What stands under one topic; what applies to a patient with `conditions` comes first."""
    found = base.topics[name]
    mine = set(conditions)
    first = [s for s in found.statements if mine.intersection(s.applies.conditions)]
    condition = conditions[0] if conditions else None
    sections = (
        Section(f"With {(condition or '').replace('-', ' ')}", tuple(first)),
        *(
            Section(
                group.title,
                tuple(s for s in group.statements if s not in first),
                table=side_by_side(group.statements),
            )
            for group in found.groups
        ),
    )
    asked = {"topic": name, "condition": condition} if condition else {"topic": name}
    return with_sources(
        base,
        Answer(
            kind="topic",
            title=found.title + (f" with {condition}" if condition else ""),
            about=base.about,
            sections=sections,
            asked=asked,
            subjects=(name, *conditions),
            next=found.next,
            scale=dose_line(found),
            everything=f"{name}{f' --condition {condition}' if condition else ''} --all",
        ),
    )


def dose_line(topic: Topic) -> DoseLine | None:
    """The doses of a topic that are drawn over one line."""
    if topic.scale is None:
        return None
    held = {statement.id: statement for statement in topic.statements}
    rows = ((held[name].label, held[name].value) for name in topic.scale.rows)
    drawn = tuple((label, value) for label, value in rows if value is not None)
    return DoseLine(topic.scale.unit, topic.scale.to, drawn)


def side_by_side(statements: tuple[Statement, ...]) -> Table | None:
    """The regimens among the statements, in columns."""
    rows = [(s, s.regimen) for s in statements if s.regimen is not None]
    if not rows:
        return None
    return Table(
        columns=("Who", "Start", "Step", "Every", "To"),
        rows=tuple(_row(regimen) for _, regimen in rows),
        ids=tuple(statement.id for statement, _ in rows),
    )


def _row(regimen: Regimen) -> tuple[str, ...]:
    def dose(amount: object, sign: str = "") -> str:
        return "not seen" if amount is None else f"{sign}{amount} mg"

    at_once = regimen.start is not None and regimen.start == regimen.target
    return (
        regimen.who,
        dose(regimen.start),
        "none" if at_once else dose(regimen.step, "+"),
        "-" if at_once else _time(regimen.every),
        dose(regimen.target),
    )


def _time(span: Interval | None) -> str:
    if span is None:
        return "not seen"
    week = 7
    if span.low % week or span.high % week:
        low, high, unit = span.low, span.high, "days"
    else:
        low, high, unit = span.low // week, span.high // week, "weeks"
    shown = str(low) if low == high else f"{low}–{high}"
    return f"{shown} {unit[:-1] if shown == '1' else unit}"
