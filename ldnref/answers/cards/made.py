"""Which card an answer has, by its kind. A command waits for no card but its own."""

from ldnref.answers.answer import Answer
from ldnref.answers.cards.card import Card
from ldnref.knowledge.model import KnowledgeBase


def with_card(base: KnowledgeBase, answer: Answer) -> Answer:
    """The answer with the card that is shown first."""
    if answer.kind == "notes":
        return answer  # one's own notes are what was asked for, and nothing shorter
    return answer._replace(glance=_card(base, answer))


def _card(base: KnowledgeBase, answer: Answer) -> Card:
    match answer.kind:
        case "check" | "record":
            return _patient(base, answer)
        case "interactions" if "names" in answer.asked:
            from ldnref.answers.cards import names  # noqa: PLC0415

            return names.about(base, answer)
        case "interactions" | "topic":
            from ldnref.answers.cards import topics  # noqa: PLC0415

            return topics.of(base, answer)
        case "evidence" | "study":
            from ldnref.answers.cards import studies, study  # noqa: PLC0415

            told = {"evidence": studies.evidence, "study": study.study}
            return told[answer.kind](base, answer)
        case "plan":
            from ldnref.answers.cards import plans  # noqa: PLC0415

            return plans.plan(base, answer)
        case _:
            from ldnref.answers.cards import lists  # noqa: PLC0415

            return lists.of(base, answer)


def _patient(base: KnowledgeBase, answer: Answer) -> Card:
    if answer.kind == "record":
        from ldnref.answers.cards import records  # noqa: PLC0415

        return records.record(base, answer)
    from ldnref.answers.cards import checks  # noqa: PLC0415

    return checks.check(base, answer)
