"""What a check has to say before all else: what it did not check, and why it is incomplete."""

from collections.abc import Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.knowledge.vocabulary import NOT_MENTIONED


def missed(answer: Answer) -> Iterator[str]:
    """A death, what is missing, what was not recognised."""
    record = answer.record
    if record is not None:
        if (says := died(record.deceased)) is not None:
            yield says
        if record.incomplete:
            yield sentences.MISSING.format(gaps="; ".join(record.incomplete))
    if parts := dict.fromkeys(one.part for one in answer.not_recognised):
        yield f"{sentences.NOT_CHECKED_HERE} {'; '.join(parts)}."


def unread(answer: Answer) -> Iterator[str]:
    """What was missed, what is unclear, and what nobody mentioned."""
    if answer.verdict is None:
        return
    yield from missed(answer)
    if asked := dict.fromkeys(
        one.item.part.text for one in answer.verdict.questions if one.statement is None
    ):
        yield f"{sentences.UNCLEAR_HERE} {'; '.join(asked)}."
    lines = (
        line
        for section in answer.sections
        for line in section.lines
        if section.holds == NOT_MENTIONED
    )
    if labels := dict.fromkeys(line.label for line in lines if line.label):
        yield f"{sentences.NOT_MENTIONED_HERE} {'; '.join(labels)}."


def died(deceased: str | None) -> str | None:
    """That the patient has died, where the record says so."""
    if deceased is None:
        return None
    return sentences.DIED if deceased == "true" else sentences.DIED_ON.format(day=deceased)
