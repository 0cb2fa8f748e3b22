"""A topic narrowed by the words after it: the statements that hold them, each with what to do."""

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, NotHeldError, Section, with_sources
from ldnref.answers.search import holding
from ldnref.answers.search_verdicts import points_on
from ldnref.answers.wanted import wanted
from ldnref.knowledge.model import KnowledgeBase

#: So many points are named where the topic holds nothing.
_POINTS = 3


def narrowed(base: KnowledgeBase, name: str, typed: str) -> Answer:
    """What a topic holds on some words: in labels, texts, synonyms and names that it applies to.

    Raises NotHeldError with what the topic speaks of, where it holds nothing on them.
    """
    topic = base.topics[name]
    found = holding(base._replace(topics={name: topic}), typed)
    if not found:
        says = sentences.NOTHING_ON.format(name=name, typed=typed)
        choices = [group.title for group in topic.groups]
        points = points_on(base, list(wanted(base, typed)))
        cure = (
            sentences.TRY_ALL.format(typed=typed),
            *(sentences.DIFFER.format(point=one) for one in points[:_POINTS]),
        )
        raise NotHeldError(name, typed, (), says=says, choices=choices, cure=cure)
    return with_sources(
        base,
        Answer(
            kind="topic",
            title=f"{topic.title}: {typed}",
            about=base.about,
            sections=(Section(f"On {typed}", found),),
            asked={"topic": name, "words": typed},
            subjects=(name,),
            next=(name, *topic.next),
            everything=f"{name} {typed} --all",
        ),
    )
