"""What no plan goes above: the ceilings, for this patient, and for one of whom it was not told."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from ldnref.answers import sentences
from ldnref.answers.titration.rising import Wanted
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Regimen, Statement
from ldnref.tuples import NamedTuple


class Refusal(NamedTuple):
    """Why a plan is refused, and the statements that forbid it."""

    because: str
    statements: tuple[Statement, ...]


class Ceiling(NamedTuple):
    """A daily dose that a statement forbids to go above."""

    over: Decimal
    statement: Statement

    @property
    def of_some(self) -> str:
        """Of whom it is said, as words behind a figure; of everybody: none."""
        conditions = self.statement.applies.conditions
        return f", with {' and '.join(map(in_words, conditions))}" if conditions else ""


def in_words(name: str) -> str:
    """The id of a condition as a reader writes it."""
    return name.replace("-", " ")


def top(wanted: Wanted, asked: tuple[Statement, Regimen] | None) -> Decimal | None:
    """The highest dose that was asked for."""
    return wanted.to or wanted.start if asked is None else wanted.to or asked[1].target


def ceilings(base: KnowledgeBase, mine: Collection[str]) -> tuple[Ceiling, ...]:
    """Those of a patient with these conditions, the lowest first."""
    found = (
        Ceiling(statement.limit.over, statement)
        for statement in base.statements.values()
        if statement.limit and statement.limit.over and not statement.applies.medicines
        if set(mine).issuperset(statement.applies.conditions)
    )
    return tuple(sorted(found, key=lambda one: one.over))


def above(base: KnowledgeBase, mine: Collection[str], highest: Decimal | None) -> Iterator[Refusal]:
    """The ceilings that a dose goes above."""
    for one in ceilings(base, mine) if highest else ():
        if highest and highest > one.over:
            because = sentences.ABOVE.format(dose=highest, most=one.over, whom=one.of_some)
            yield Refusal(because, (one.statement,))


def unmade(
    base: KnowledgeBase, forbidding: tuple[str, ...], doses: list[Decimal], strength: Decimal | None
) -> Iterator[Refusal]:
    """That whole capsules of a strength make no dose of the plan: half a tablet is no way there."""
    if strength is not None and all(dose % strength for dose in doses):
        because = sentences.UNMADE.format(strength=strength)
        yield Refusal(because, tuple(base.statements[name] for name in forbidding))
