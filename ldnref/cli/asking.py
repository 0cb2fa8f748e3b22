"""The one place that opens the knowledge, asks, adds the reader's notes, and shows the answer.

A question is a function: its name is the command, its first line the summary, its parameters what
may be typed, and what it returns says what it needs and how it is answered.
"""

import inspect
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

import typer
from typer._click import Context

from ldnref.cli.options import AllOption, Format, FormatOption, NotesOption
from ldnref.cli.streams import complain_of_notes, is_terminal, write_text, written
from ldnref.knowledge.library import Needs, UnusableError, bundled, open_base, open_whole

if TYPE_CHECKING:
    from ldnref.answers.answer import Answer
    from ldnref.knowledge.model import About, KnowledgeBase, TopicEntry


class Asked(NamedTuple):
    """A question as it was typed: what it needs, and how it is answered."""

    needs: Needs
    answer: "Callable[[KnowledgeBase], Answer]"


Question = Callable[..., Asked]


def command(question: Question) -> "Callable[..., Answer]":
    """A question as a command: with the options that every question has."""

    def typed(
        context: typer.Context,
        shape: Format,
        notes: bool,
        details: bool,
        **options: Any,  # noqa: ANN401 - each question has its own
    ) -> "Answer":
        asked = question(**options)
        return ask(asked, folder_of(context), shape, notes=notes, details=details)

    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("context", kind, annotation=typer.Context),
        *(one.replace(kind=kind) for one in inspect.signature(question).parameters.values()),
        inspect.Parameter("details", kind, annotation=AllOption, default=False),
        inspect.Parameter("shape", kind, annotation=FormatOption, default=Format.TEXT),
        inspect.Parameter("notes", kind, annotation=NotesOption, default=True),
    ]
    typed.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    typed.__annotations__ = {one.name: one.annotation for one in parameters}
    typed.__doc__ = question.__doc__
    return typed


def ask(
    asked: Asked, folder: Path | None, shape: Format, *, notes: bool, details: bool = False
) -> "Answer":
    """The answer to a question, shown in the shape asked for: as a card, or in full."""
    base = opened(asked.needs, folder)
    answer = asked.answer(base)
    if shape is not Format.JSON and not details:
        from ldnref.answers.cards.made import with_card

        answer = with_card(base, answer)
    show(with_own_notes(answer) if notes else answer, shape)
    return answer


def opened(needs: Needs, folder: Path | None) -> "KnowledgeBase":
    """What a question needs of the bundled knowledge, or of a folder of one's own.

    A folder of one's own is read whole, and every rule applied; its answers say whose they are.
    """
    if folder is not None:
        return _part(open_whole(folder), needs, folder)
    return open_base(
        needs.topics,
        disagreements=needs.disagreements,
        names=needs.names,
        words=needs.words,
        studies=needs.studies,
        pages=needs.pages,
    )


def _part(base: "KnowledgeBase", needs: Needs, folder: Path) -> "KnowledgeBase":
    """Of a whole base what a question needs, so that it is answered as from the bundled one."""
    from ldnref.formats.characters import visible
    from ldnref.knowledge.model_sources import Problem

    wanted = base.topics if needs.topics is None else needs.topics
    if lacking := [name for name in wanted if name not in base.topics]:
        files = (f"{folder}/topics/{name}.yaml" for name in lacking)
        raise UnusableError(Problem(file, 1, 1, "there is no such file") for file in files)
    about = base.about
    shown = visible(str(folder), 200)
    whose = f"From {shown}, version {about.version}, as of {about.date}."
    return base._replace(
        about=about._replace(
            notice=f"{whose} {about.notice}", notice_short=f"{whose} {about.notice_short}"
        ),
        topics={name: base.topics[name] for name in wanted},
        disagreements=base.disagreements if needs.disagreements else (),
        pages={
            reader: page._replace(notice=page.notice and f"{whose} {page.notice}")
            for reader, page in base.pages.items()
        },
    )


def folder_of(context: Context) -> Path | None:
    """The folder that `ldnref --data FOLDER …` names."""
    folder = context.find_root().params.get("data")
    return None if folder is None else Path(folder)


def topics(folder: Path | None) -> "tuple[TopicEntry, ...]":
    """The topics that the knowledge lists; raises UnusableError where that cannot be read."""
    return (_about(folder) or opened(Needs(), folder).about).topics


def _about(folder: Path | None) -> "About | None":
    """What about.yaml says, read alone; None where it cannot be read."""
    from ldnref.knowledge.reading import read_about

    file = (bundled() if folder is None else folder) / "about.yaml"
    try:
        about, problems = read_about(file.read_text(encoding="utf-8"), "about.yaml")
    except (OSError, UnicodeDecodeError):
        return None
    return None if problems else about


def show(answer: "Answer", shape: Format) -> None:
    """Write an answer to stdout in the shape asked for."""
    from ldnref.formats.characters import fit_for

    stream = sys.stdout
    fit = fit_for(getattr(stream, "encoding", None))
    match shape:
        case Format.JSON:
            from ldnref.formats import as_json

            write_text(as_json.render(answer, ascii_only=fit("≤") != "≤"))
        case Format.MARKDOWN:
            from ldnref.formats import markdown

            write_text(markdown.render(answer, fit))
        case Format.TEXT:
            width = shutil.get_terminal_size((80, 24)).columns
            forced = bool(os.environ.get("FORCE_COLOR"))
            if forced or is_terminal():
                from ldnref.formats import terminal

                written(lambda: terminal.write(answer, stream, width, fit, force=forced))
            else:
                from ldnref.formats import text

                write_text(text.render(answer, width, fit))
        case _:
            assert_never(shape)


def with_own_notes(answer: "Answer") -> "Answer":
    """The answer with the notes on it; notes that cannot be read never hide an answer."""
    from ldnref.notes import NotesError, path, read

    try:
        notes = read(path(os.environ))
    except NotesError as error:
        complain_of_notes(error)
        return answer
    if not notes:  # mostly: then no start waits for what follows
        return answer
    from ldnref.answers.notes import with_notes

    return with_notes(answer, notes)
