"""The one place that opens the knowledge, asks, adds the reader's notes, and shows the answer.

A question is a function: its name is the command, its first line the summary, its parameters what
may be typed, and what it returns says what it needs and how it is answered.
"""

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ldnref.cli.options import SHARED, Format, folder_of
from ldnref.cli.showing import Shown, show, with_own_notes
from ldnref.knowledge import files
from ldnref.knowledge.library import Needs, UnusableError, open_base, open_whole, read
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.answers.meanings import Meant
    from ldnref.knowledge.model import About, KnowledgeBase, TopicEntry


class Asked(NamedTuple):
    """A question as it was typed: what it needs, and how it is answered."""

    needs: Needs
    #: Its answer; or, of words whose question must be looked up first, the question that they ask.
    answer: "Callable[[KnowledgeBase], Answer | Asked]"


Asking = Callable[..., Asked]

#: What makes the question of a command and words; all commands are known to the app, which says it.
makes: "list[Callable[[Meant], Asked]]" = []


def meant(found: "Meant") -> Asked:
    """The question that words are known to ask, as if its command had been typed."""
    return makes[-1](found)


def command(question: Asking) -> "Callable[..., Answer]":
    """A question as a command: with the options that every question has."""

    def typed(
        context: typer.Context,
        shape: Format,
        notes: bool,
        details: bool,
        pager: bool,
        **options: Any,  # noqa: ANN401 - each question has its own
    ) -> "Answer":
        asked = question(**options)
        return ask(asked, folder_of(context), Shown(shape, notes, details, pager))

    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("context", kind, annotation=typer.Context),
        *(one.replace(kind=kind) for one in inspect.signature(question).parameters.values()),
        *(
            inspect.Parameter(name, kind, annotation=option, default=usual)
            for name, (option, usual) in SHARED.items()
        ),
    ]
    typed.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    typed.__annotations__ = {one.name: one.annotation for one in parameters}
    typed.__doc__ = question.__doc__
    return typed


def ask(asked: Asked, folder: Path | None, shown: Shown) -> "Answer":
    """The answer to a question, shown in the shape asked for: as a card, or in full."""
    card = shown.shape is not Format.JSON and not shown.details
    answer = answered(asked, lambda needs: opened(needs, folder), card=card)
    show(with_own_notes(answer) if shown.notes else answer, shown)
    return answer


def answered(asked: Asked, opened: "Callable[[Needs], KnowledgeBase]", *, card: bool) -> "Answer":
    """The answer to a question of what `opened` opens; with the card that is shown first."""
    had, whole = asked.needs, opened(asked.needs)
    base, answer = whole, asked.answer(whole)
    while isinstance(answer, Asked):
        if not _covers(had, answer.needs):
            had, whole = answer.needs, opened(answer.needs)
        base = _part(whole, answer.needs)
        answer = answer.answer(base)
    if card:
        from ldnref.answers.cards.made import with_card

        carded = with_card(base, answer)
        # A card that would be silent on what is held is none: then everything is shown.
        if not answer.statements or (carded.glance and carded.glance.facts):
            answer = carded
    return answer


def _covers(had: Needs, needs: Needs) -> bool:
    """Whether what was opened for one question holds all that another needs."""
    if had.topics is not None and not (needs.topics and {*needs.topics} <= {*had.topics}):
        return False
    kinds = [kind for kind in Needs._fields if kind != "topics"]
    return all(getattr(had, kind) >= getattr(needs, kind) for kind in kinds)


def _part(base: "KnowledgeBase", needs: Needs) -> "KnowledgeBase":
    """Of a base what a question needs: it is answered as if nothing else had been opened."""
    wanted = base.topics if needs.topics is None else needs.topics
    return base.part(wanted, disagreements=needs.disagreements)


def opened(needs: Needs, folder: Path | None) -> "KnowledgeBase":
    """What a question needs of the bundled knowledge, or of a folder of one's own.

    A folder of one's own is read whole, and every rule applied; its answers say whose they are.
    """
    if folder is not None:
        return _of_ones_own(open_whole(folder), needs, folder)
    return open_base(**needs._asdict())


def _of_ones_own(base: "KnowledgeBase", needs: Needs, folder: Path) -> "KnowledgeBase":
    """Of a whole base what a question needs; its notices say whose it is."""
    from ldnref.formats.characters import visible
    from ldnref.knowledge.model_sources import Problem

    wanted = base.topics if needs.topics is None else needs.topics
    if lacking := [name for name in wanted if name not in base.topics]:
        files = (f"{folder}/topics/{name}.yaml" for name in lacking)
        raise UnusableError(Problem(file, 1, 1, "there is no such file") for file in files)
    about = base.about
    shown = visible(str(folder), 200)
    whose = f"From {shown}, version {about.version}, as of {about.date}."
    return _part(base, needs)._replace(
        about=about._replace(
            notice=f"{whose} {about.notice}", notice_short=f"{whose} {about.notice_short}"
        ),
        pages={
            reader: page._replace(notice=page.notice and f"{whose} {page.notice}")
            for reader, page in base.pages.items()
        },
    )


def topics(folder: Path | None) -> "tuple[TopicEntry, ...]":
    """The topics that the knowledge lists; raises UnusableError where that cannot be read."""
    return (_about(folder) or opened(Needs(), folder).about).topics


def asks(folder: Path | None, words: Sequence[str]) -> bool:
    """Whether the knowledge says which command answers these words."""
    from ldnref.answers.meanings import asked

    about = _about(folder)
    return about is not None and asked(about, words) is not None


def uses(folder: Path | None) -> dict[str, tuple[str, ...]]:
    """How each command is typed; raises UnusableError where that cannot be read.

    A topic without examples of its own is typed by its name, and whole.
    """
    about = _about(folder) or opened(Needs(), folder).about
    topics = {topic.name: (topic.name, f"{topic.name} --all") for topic in about.topics}
    return {**topics, **{use.label: use.commands for use in about.uses}}


def _about(folder: Path | None) -> "About | None":
    """What about.yaml says, read alone; None where it cannot be read."""
    return read(folder, "about.yaml", files.about)
