"""The card of a record: that of a check, with what comes before it and how much was read."""

from collections.abc import Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.cards import checks, tight
from ldnref.answers.cards.card import Card, Fact, Rank
from ldnref.answers.checking.unread import died
from ldnref.answers.checking.verdict import NOT_CHECKED
from ldnref.answers.record import count, passed_over
from ldnref.answers.record_result import RecordResult
from ldnref.knowledge.model import KnowledgeBase

#: The letters that a long list of what is missing has on a short card.
_GAPS = 100


def record(base: KnowledgeBase, answer: Answer) -> Card:
    """One patient's record: a death first, then a check, then what the record lacks."""
    card = checks.check(base, answer)
    result = answer.record
    if result is None:  # only a record has a card of a record
        raise TypeError(answer.kind)
    told = {one.part for one in answer.not_recognised}
    gaps = [gap for gap in result.incomplete if gap not in told]
    first, last = tuple(_before(result, gaps)), tuple(_after(result))
    shorter = tuple(_before(result, _few(gaps)))
    return card._replace(
        facts=(*first, *card.facts, *last),
        tighter=tuple((*shorter, *facts, *last) for facts in tight.levels(base, answer)),
    )


def _few(gaps: Sequence[str]) -> list[str]:
    """What is missing, in a line: of more the number."""
    return [tight.some(gaps, _GAPS)] if gaps else []


def _before(result: RecordResult, gaps: Sequence[str]) -> Iterator[Fact]:
    if (says := died(result.deceased)) is not None:
        yield Fact("Died", says, rank=Rank.KEPT)
    if gaps:
        says = sentences.MISSING.format(gaps="; ".join(gaps))
        yield Fact("Incomplete", says, NOT_CHECKED, rank=Rank.KEPT)


def _after(result: RecordResult) -> Iterator[Fact]:
    says = count(result.counted)
    if (passed := passed_over(result.passed_over)) is not None:
        says = f"{says.removesuffix('.')}. {passed}"
    yield Fact("Record", says, rank=Rank.KEPT)
