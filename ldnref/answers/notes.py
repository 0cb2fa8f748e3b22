"""The reader's own notes: which of them belong to an answer, and what a note can be about."""

from collections.abc import Iterable

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section
from ldnref.answers.named.kin import by_any_name
from ldnref.answers.named.normalise import normalise
from ldnref.knowledge.model import KnowledgeBase, Note


def with_notes(answer: Answer, notes: Iterable[Note]) -> Answer:
    """The answer with the notes on what it is about, shows or cites."""
    shown = {*answer.subjects, *answer.cited}
    for statement in answer.statements:
        shown.update(statement.applies.names)
    return answer._replace(notes=tuple(note for note in notes if note.about in shown))


def every(base: KnowledgeBase, notes: tuple[Note, ...], where: str) -> Answer:
    """All notes, and the file that they stand in."""
    none = () if notes else (Line("", sentences.NO_NOTES),)
    return Answer(
        kind="notes",
        title=sentences.NOTES,
        about=base.about,
        sections=(Section("Kept in", lines=(Line("", where), *none)),),
        next=base.about.next["notes"],
        notes=notes,
    )


def subject(base: KnowledgeBase, typed: str) -> tuple[str, str]:
    """The kind and id of what a note is to be attached to, by any of its names.

    Raises NotHeldError when there is no topic, medicine, group, condition or source of that name.
    """
    wanted = normalise(typed)
    for entry in base.about.topics:
        if wanted == normalise(entry.name):
            return "topic", entry.name
    named = by_any_name(base, typed)
    if named is not None:
        return named.kind, named.id
    for one in base.ambiguous:
        if wanted in map(normalise, one.names):
            meant = [base.names[name] for name in one.may_be]
            # In this field `MS` is a condition.
            for named in meant:
                if named.kind == "condition":
                    return named.kind, named.id
            several = ", ".join(named.id for named in meant)
            raise NotHeldError(
                "notes add",
                typed,
                (),
                says=sentences.MAY_BE_SEVERAL.format(typed=typed, several=several),
            )
    for source in base.sources.values():
        if wanted in (normalise(source.id), normalise(source.name)):
            return "source", source.id
    known = [entry.name for entry in base.about.topics]
    raise NotHeldError("notes add", typed, [*known, *base.names, *base.sources], lists="medicines")
