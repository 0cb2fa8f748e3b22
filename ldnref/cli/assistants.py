"""The questions as assistants ask them: the same functions as the commands, opened once."""

import gc
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ldnref import __version__
from ldnref.cli import asking, doses, ending, listing, options, questions
from ldnref.cli.asking import Asked
from ldnref.cli.extras import needed
from ldnref.cli.options import folder_of
from ldnref.cli.papers import Style
from ldnref.cli.streams import complain, overheard
from ldnref.knowledge.library import Needs
from ldnref.knowledge.vocabulary import ASKED_ABOUT

if TYPE_CHECKING:
    from socket import socket

    from ldnref.answers.answer import Answer
    from ldnref.doors.offers import Ask, Heard
    from ldnref.knowledge.model import KnowledgeBase

#: Where `--http` listens, unless another port is named.
_PORT = 8788


def mcp(
    context: typer.Context,
    *,
    http: Annotated[
        bool, typer.Option("--http", help="On a port of this machine, not on standard input.")
    ] = False,
    port: Annotated[
        int | None,
        typer.Option("--port", help="Of --http: 8788; 0 is any that is free.", min=0, max=65535),
    ] = None,
) -> None:
    """Answer assistants, by the Model Context Protocol."""
    with needed("mcp", "assistants need"):
        from ldnref.doors.mcp import serve, server
    if port is not None and not http:
        raise typer.BadParameter("--port goes with --http")
    folder = folder_of(context)
    made = server(desk(folder), choices(folder), __version__)
    if not http and sys.stdin is not None and sys.stdin.isatty():
        complain("waiting for an assistant on standard input; Ctrl-C ends it")
    gc.enable()  # a run is over soon; a service is not
    serve(made, _listening(_PORT if port is None else port) if http else None)


def _listening(port: int) -> "socket":
    """A socket that only this machine reaches."""
    from socket import create_server

    try:
        listening = create_server(("127.0.0.1", port))
    except OSError as error:
        raise typer.BadParameter(f"--port {port}: {error.strerror}") from None
    complain(f"listening on http://127.0.0.1:{listening.getsockname()[1]}/mcp; Ctrl-C ends it")
    return listening


def choices(folder: Path | None) -> dict[str, Sequence[str]]:
    """What there is to choose from: the topics, and the styles of citing."""
    return {"topic": [one.name for one in asking.topics(folder)], "style": [*map(str, Style)]}


def desk(folder: Path | None) -> "Ask":
    """How assistants ask of a folder, or of the bundled knowledge: each part is opened once."""
    from ldnref.doors.offers import CallRefusedError, Citations, Heard

    opened = cache(lambda needs: asking.opened(needs, folder))

    def cited(sources: Sequence[str], style: str = Style.TEXT) -> "Citations":
        from ldnref.answers.sources import named

        base = opened(Needs((), disagreements=False))
        found = {one.id: one for one in (named(base, name, "cite") for name in sources)}
        return Citations(base.about, style, tuple(found.values()))

    asked: dict[str, Callable[..., Asked]] = {**_QUESTIONS, "ldn_check_patient": _check}

    def ask(name: str, given: Mapping[str, object]) -> "Heard":
        said: list[str] = []
        try:
            with overheard(said):
                if name == "ldn_cite":
                    return Heard(cited(**given))  # type: ignore[arg-type]
                return Heard(asking.answered(asked[name](**given), opened, card=True), tuple(said))
        except Exception as error:
            wrong = ending.wrong(error)
            if wrong is None:
                raise
            cure = [one for one in wrong.cure if not one.startswith("help:")]
            raise CallRefusedError(wrong.says.removeprefix("Invalid value: "), cure) from None

    return ask


def _check(
    *,
    items: Sequence[str] = (),
    conditions: Sequence[str] = (),
    dose: str | None = None,
    record: object = None,
    patient: str | None = None,
    as_of: str | None = None,
) -> Asked:
    """A check of a list, or of a record."""
    rows = [line for line in (*items, *conditions) if line.strip()]
    if record is None:
        if patient is not None or as_of is not None:
            raise typer.BadParameter("patient and as_of are of a record: give one, or leave them")
        return questions.checking(rows, dose)
    if rows:
        raise typer.BadParameter("a list and a record: give one of them")
    from ldnref.answers.checking.judge import TOPICS
    from ldnref.answers.checking.verdict import Dose

    amount = None if dose is None else Dose(dose, options.milligrams("--dose", dose))
    today = options.day("--as-of", as_of)
    data = (record if isinstance(record, str) else json.dumps(record)).encode()

    def answer(base: "KnowledgeBase") -> "Answer":
        from ldnref.answers.named.lexicon import Lexicon
        from ldnref.answers.record import check
        from ldnref.doors.records import record as read

        assert base.records is not None  # noqa: S101 - for the types: it was asked for
        return check(base, read(data, base.records, today, patient), amount, base.made(Lexicon))

    return Asked(Needs(TOPICS, names=True, records=True), answer)


def _topic(topic: str, words: str | None = None, condition: str | None = None) -> Asked:
    """A topic, by the question that its command is."""
    typed = [words] if words else None
    match topic:
        case "dosing":
            return doses.dosing(typed, condition=condition)
        case "titration":
            return doses.titration(typed, condition=condition)
        case _ if condition is not None:
            raise typer.BadParameter(f"{topic} takes no condition: give it as words")
        case "interactions":
            return questions.interactions(typed)
        case "evidence":
            return listing.evidence(typed)
        case _:
            return doses.topic(topic)(typed)


def _evidence(study: str | None = None, **options: Any) -> Asked:  # noqa: ANN401 - as of the command
    return listing.evidence([study] if study else None, **options)


def _titration(**plan: Any) -> Asked:  # noqa: ANN401 - as of the command
    told = plan.pop(ASKED_ABOUT, None)
    return doses.titration(None, told=told, **plan)


def _overview() -> Asked:
    from ldnref.answers.inventory import overview

    return Asked(Needs(), overview.overview)


#: What each tool asks, and each collection of resources.
_QUESTIONS: dict[str, Callable[..., Asked]] = {
    "ldn_topic": _topic,
    "ldn_interactions": lambda names=None: questions.interactions(names),
    "ldn_evidence": _evidence,
    "ldn_titration": _titration,
    "ldn_search": lambda words: listing.search([words]),
    "ldn_disagreement": lambda point=None: listing.disagreements([point] if point else None),
    "topics": lambda topic=None: _topic(topic) if topic else _overview(),
    "studies": _evidence,
    "disagreements": lambda point=None: listing.disagreements([point] if point else None),
    "sources": lambda source=None: listing.sources([source] if source else None),
}
