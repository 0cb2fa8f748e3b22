"""How a check words what it asks, and what it could not read."""

from collections.abc import Iterable

from ldnref.answers import sentences
from ldnref.answers.answer import Line
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.verdict import DoseFound, Item, Meaning, Question, Verdict
from ldnref.answers.drawn import figures
from ldnref.answers.named.part import DENIED, Part
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_sources import Quantity
from ldnref.knowledge.model_statements import Statement, first_clause
from ldnref.knowledge.vocabulary import SEVERITIES


def not_read(part: Part) -> str | None:
    """Why a part was not read, where it is no name that was not recognised."""
    if part.unread:
        figure = any(map(str.isdigit, part.text))
        return part.asks or (sentences.FIGURE_NOT_READ if figure else sentences.NOT_READ)
    if part.coded:
        return sentences.CODE_NOT_HELD
    return sentences.NO_NAME if part.remark else None


def unknown(held: Held, item: Item, times: int) -> Line:
    """What is not recognised, with near names and the worst of each; or an unread figure."""
    label = item.part.text + (sentences.TIMES.format(times=times) if times > 1 else "")
    if said := not_read(item.part):
        return Line(label, said)
    near = ", ".join(
        f"{one.name} ({', '.join(filter(None, (one.what, held.worst(one))))})"
        for one in item.part.near
    )
    words = sentences.NOT_RECOGNISED + (sentences.NEAR.format(near=near) if near else "")
    return Line(label, words)


def name(part: Part) -> str:
    """What was typed, with what it is where that is another word."""
    name = part.named[0].name if part.named else part.holds
    return f"{part.text} ({name})" if name and name.lower() != part.text.lower() else part.text


def not_counted(item: Item) -> str:
    """Why something does not count."""
    return f"{sentences.not_counted(item.part.standing, item.part.by)}: not counted."


def no_medicine(base: KnowledgeBase, verdict: Verdict) -> str:
    """That no medicine was given; where a group that rules LDN out was denied, no more of it."""
    held = base.made(Held)
    denied = {one for item in verdict.denied for one in item.part.named if one.kind == "group"}
    words = base.about.no_medicine
    grave = any(held.worst(one) == SEVERITIES[0] for one in denied)
    return first_clause(words) + "." if grave else words


def by_reason(items: Iterable[Item]) -> dict[str, list[Item]]:
    """What does not count, by why."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(_why(item), []).append(item)
    return found


def _why(item: Item) -> str:
    """Why something does not count; a whole line that denies says so itself."""
    part = item.part
    if part.standing == DENIED and part.by != "immunised" and part.text == item.input.strip():
        return sentences.AS_TOLD
    return sentences.not_counted(part.standing, part.by)


def daily(found: DoseFound) -> str:
    """A daily dose with its unit."""
    return f"{found.dose.amount} {found.range.unit} a day"


def dose(found: DoseFound) -> tuple[str, str]:
    """The daily dose, and whether it is within the range for this patient."""
    words = sentences.WITHIN if found.within else sentences.OUTSIDE
    if found.within is None:
        words = sentences.RULED_OUT
    return daily(found), words.format(range=usual(found))


def usual(found: DoseFound) -> str:
    """The range of doses for this patient."""
    return f"{figures(found.range)} {found.range.unit} a day"


def lowest(verdict: Verdict) -> str | None:
    """The lowest of the limits that the dose is over, with its unit; None: it is over none."""
    limits = [r.statement.limit for f in verdict.findings for r in f.reasons if r.broken]
    over = [(one.over, one.unit) for one in limits if one is not None and one.over is not None]
    return "{} {}".format(*min(over)) if over else None


def question(question: Question) -> str:
    """What to ask, with every meaning and how bad it would be."""
    if question.statement is not None:
        return question.statement.asks or ""
    part = question.item.part
    meanings = "; ".join(_meaning(one) for one in question.meanings)
    if part.harmless:
        meanings = sentences.OR_HARMLESS.format(meanings=meanings, harmless=part.harmless)
    words = sentences.QUESTIONS[question.kind].format(why=part.asks, meanings=meanings)
    if question.kind in ("past", "denied"):
        times = "; ".join(filter(None, map(_time, question.waits)))
        words += " " + (sentences.WAITS.format(times=times) if times else sentences.NO_WAIT)
    return words


def _meaning(meaning: Meaning) -> str:
    severity = f", {meaning.severity}" if meaning.severity else ""
    return f"{meaning.named.name} ({meaning.named.what}{severity})"


def _time(statement: Statement) -> str:
    value = statement.value
    if value is None:
        return ""
    least = f"at least {value.low}" if value.high is None else figures(value)
    return f"{least} {value.unit} ({statement.label})"


def times(statements: Iterable[Statement]) -> str:
    """The times that statements give, each once: `7–10 days, 4 weeks`."""
    values = [one.value for one in statements if one.value is not None]
    return ", ".join(dict.fromkeys(f"{_least(value)} {value.unit}" for value in values))


def _least(value: Quantity) -> str:
    return figures(value) if value.low is None or value.high else str(value.low)
