"""A card: facts of one line each, the answer first, what is left out counted. Knows no width."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ldnref.answers.answer import Answer, speaks
from ldnref.answers.drawn import DoseLine
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Disagreement, Statement, first_clause
from ldnref.knowledge.vocabulary import SEVERITIES
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from ldnref.answers.evidence.chart import EvidenceMap


class Rank:
    """How late a fact is taken up where a card is too long; what is contraindicated always is."""

    KEPT, AVOIDED, CAUTIONED, ACTED, TOLD, NOTED = range(6)


#: What stands for a brief is cut here: two lines of a usual screen.
LONG = 108

_BY_SEVERITY = {
    "contraindicated": Rank.KEPT,
    "avoid": Rank.AVOIDED,
    "caution": Rank.CAUTIONED,
    "note": Rank.NOTED,
}

#: The label of a line that goes on with the one above.
GAP = "\u2007"


class Fact(NamedTuple):
    """One thing that a card tells."""

    #: The left-hand column; none: a line over the whole width.
    label: str
    says: str
    #: Shown in capitals before it, where the title does not say it.
    severity: str | None = None
    #: What to do: one clause.
    do: str | None = None
    #: What has to be asked.
    ask: str | None = None
    #: Ids of the sources it rests on, and whether they speak of the full dose.
    sources: tuple[str, ...] = ()
    full_dose: bool = False
    #: When it is taken up: a Rank, or any number between.
    rank: float = Rank.TOLD
    #: The ids of the statements that it tells.
    ids: tuple[str, ...] = ()
    #: Whether it is the heading of those below it.
    heading: bool = False


class Card(NamedTuple):
    """What the first answer shows."""

    title: str
    facts: tuple[Fact, ...]
    #: The worst that it tells, for its title; None: its title says no severity.
    severity: str | None = None
    #: What stands behind it there.
    beside: str = ""
    #: What was typed beside what it is.
    echo: tuple[str, ...] = ()
    #: The points that it touches and that are open or flagged.
    points: tuple[Disagreement, ...] = ()
    #: What it leaves out, to be counted: statements, or things of another name.
    rest: tuple[Statement, ...] = ()
    others: int = 0
    #: The words after `ldnref` that show everything; and what else is a command for.
    everything: str = ""
    also: tuple[str, ...] = ()
    #: The words after `ldnref` that show what this card is a part of.
    beyond: str = ""
    #: Doses that are drawn over its facts.
    scale: DoseLine | None = None
    #: What was measured, in which study.
    chart: "EvidenceMap | None" = None
    #: How many lines the sources have at its foot, at most.
    foot: int = 3
    #: The same facts on ever fewer lines, where a screen does not hold them.
    tighter: tuple[tuple[Fact, ...], ...] = ()
    #: Whether many things in a line each come before what to do about each.
    broad: bool = False


def carded(answer: Answer, facts: Iterable[Fact]) -> Card:
    """A card of an answer, with the points that it touches and all that it may leave out."""
    return Card(
        title=answer.title,
        facts=tuple(facts),
        points=answer.disagreements,
        rest=answer.statements,
        everything=answer.everything or "",
    )


def among(names: Sequence[str], sign: str, most: int) -> list[str]:
    """The first of some names, as many as so many characters hold."""
    shown: list[str] = []
    for name in names:
        if len(sign.join([*shown, name])) > most:
            break
        shown.append(name)
    return shown


def clause(action: str | None) -> str | None:
    """The first clause of an action, where there is one."""
    return None if action is None else first_clause(action)


def fact(statement: Statement, severity: str | None, label: str | None = None) -> Fact:
    """A statement as a line of a card; without a brief, its first clause."""
    act = clause(statement.action)
    says = statement.brief or cut(first_clause(statement.says), LONG)
    plain = Rank.ACTED if act or any(sign.isdigit() for sign in says) else Rank.TOLD
    rank = _BY_SEVERITY.get(severity or "", plain)
    return Fact(
        label=statement.label if label is None else label,
        says=says,
        severity=severity if severity in SEVERITIES[:-1] else None,
        do=None if act is None else act[:1].lower() + act[1:],
        sources=tuple(dict.fromkeys(citation.ref for citation in statement.sources)),
        full_dose=statement.from_full_dose,
        rank=rank,
        ids=(statement.id,),
    )


def severity(statement: Statement) -> str | None:
    """The severity to print: a limit forbids what it says, whatever the dose."""
    return statement.severity if statement.limit else speaks(statement)


def before(base: KnowledgeBase) -> Iterator[Fact]:
    """What every first dose waits for."""
    whole, _, checked = base.about.before.partition(": ")
    yield Fact("Before LDN", first_clause(checked or whole), rank=Rank.NOTED)


def cut(text: str, most: int) -> str:
    """Text that is cut between words, or inside one that is as long, and says so."""
    if len(text) <= most:
        return text
    end = text.rfind(" ", 0, most)
    return text[: end if end > 0 else most].rstrip(",;:") + " …"


def unrepeated(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, each thing to do said once."""
    said: set[str] = set()
    for one in facts:
        yield one._replace(do=None) if one.do in said else one
        said.add(one.do or "")
