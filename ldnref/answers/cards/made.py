"""Which card an answer has, by its kind. A command waits for no card but its own."""

from ldnref.answers.answer import Answer
from ldnref.knowledge.model import KnowledgeBase


def with_card(base: KnowledgeBase, answer: Answer) -> Answer:
    """The answer with the card that is shown first."""
    match answer.kind:
        case "check":
            from ldnref.answers.cards import checks  # noqa: PLC0415

            return answer._replace(glance=checks.check(base, answer))
        case "interactions" if "names" in answer.asked:
            from ldnref.answers.cards import names  # noqa: PLC0415

            return answer._replace(glance=names.about(base, answer))
        case "interactions":
            from ldnref.answers.cards import topics  # noqa: PLC0415

            return answer._replace(glance=topics.overview(base, answer))
        case "topic":
            from ldnref.answers.cards import topics  # noqa: PLC0415

            made = topics.narrowed if "words" in answer.asked else topics.topic
            return answer._replace(glance=made(base, answer))
        case "evidence" | "study" | "plan":
            from ldnref.answers.cards import studies  # noqa: PLC0415

            cards = {"evidence": studies.evidence, "study": studies.study, "plan": studies.plan}
            return answer._replace(glance=cards[answer.kind](base, answer))
        case _:
            from ldnref.answers.cards import lists  # noqa: PLC0415

            return answer._replace(glance=lists.of(base, answer))
