"""For whom a dose is asked: what was typed of the patient, as ids of conditions."""

from ldnref.answers.answer import NotHeldError
from ldnref.answers.named.kin import condition, with_wider
from ldnref.knowledge.model import KnowledgeBase


def conditions(
    base: KnowledgeBase, topic: str, *, told: bool | None, typed: str | None
) -> tuple[str, ...]:
    """The conditions of a patient, the wider ones too: a name, and what the topic asks about.

    Raises NotHeldError for a name that is no condition.
    """
    asks = base.topics[topic].asks
    mine = [asks.about] if asks is not None and told else []
    if typed is not None:
        found = condition(base, typed)
        if found is None:
            held = [key for key, one in base.names.items() if one.kind == "condition"]
            raise NotHeldError(f"{topic} --condition", typed, held, lists="medicines")
        mine += with_wider(base.names, [found])
    return tuple(dict.fromkeys(mine))
