"""An answer → the result of a tool: the JSON of the command, and the card as text.

What was not checked comes first in both. Knows no protocol.
"""

import json
import re
from collections.abc import Collection, Iterable

from ldnref.answers import sentences
from ldnref.answers.checking.unread import unread
from ldnref.answers.interactions import InteractionsResult
from ldnref.doors.bounded import bounded
from ldnref.doors.offers import CallRefusedError, Citations, Heard, Offer
from ldnref.formats import citations, markdown
from ldnref.formats.as_json import envelope
from ldnref.formats.characters import clean, fit_for
from ldnref.tuples import NamedTuple

#: The keys that are read first.
_FIRST = ("complete", "unrecognised", "incomplete", "ambiguous", "outcome")

#: The tools that ask what a command asks; a topic is asked for by its own name.
_TOOLS = {
    "check": "ldn_check_patient",
    "record": "ldn_check_patient",
    "interactions": "ldn_interactions",
    "evidence": "ldn_evidence",
    "titration": "ldn_titration",
    "search": "ldn_search",
    "disagreements": "ldn_disagreement",
    "cite": "ldn_cite",
}

_COMMAND = re.compile(r"`ldnref ([a-z-]+)([^`\n]*)`|\bldnref ([a-z-]+)([^`\n]*)")
_OPTION = re.compile(r"(?<![\w-])--([a-z]+(?:-[a-z]+)*)")

_fit = fit_for("utf-8")


class Told(NamedTuple):
    """A result: text for people and models, data for programs."""

    text: str
    data: dict[str, object]


def told(heard: Heard, topics: Collection[str], *, whole: bool = False) -> Told:
    """The result that an answer is, as short as its card, or whole.

    Raises CallRefusedError where nothing asked for is held.
    """
    answer = heard.answer
    if isinstance(answer, Citations):
        return _cited(answer)
    by_name = isinstance(answer.own, InteractionsResult)
    if by_name and answer.not_recognised and not answer.sections:
        says, *cure = heard.said
        raise CallRefusedError(says, cure)
    first = [*unread(answer), *(as_calls(line, topics) for line in heard.said)]
    beyond = sentences.IN_DATA if whole else sentences.ALL_BY_CALL
    card = as_calls(markdown.render(answer, _fit), topics, beyond)
    data = envelope(answer)
    if not whole:
        data = bounded(answer, data)
    data = {**{key: data[key] for key in _FIRST if key in data}, **data}
    return Told("\n".join([*map(clean, first), *([""] if first else []), card]), _cleaned(data))


def _cited(found: Citations) -> Told:
    """Sources cited, with the day of the knowledge and the notice."""
    about = found.about
    text = citations.cite(found.sources, found.style, _fit)
    dated = f"Knowledge {about.version}, as of {about.date}."
    data: dict[str, object] = {
        "knowledge": {"version": about.version, "date": about.date.isoformat()},
        "notice": about.notice,
        "style": found.style,
        "text": text,
        "csl_json": json.loads(citations.cite(found.sources, "csl-json")),
    }
    return Told(f"{text}\n{dated}\n{about.notice_short}\n", data)


def refusal(error: CallRefusedError, offer: Offer | None, topics: Collection[str]) -> str:
    """What was wrong, what mends it, and the right call."""
    lines = [as_calls(line, topics) for line in (error.says, *error.cure)]
    lines = [_OPTION.sub(lambda found: found[1].replace("-", "_"), line) for line in lines]
    call = [f"Call: {offer.call}"] if offer else []
    return "\n".join([*map(clean, lines), *call])


def as_calls(text: str, topics: Collection[str], beyond: str = sentences.ALL_BY_CALL) -> str:
    """Text in which each command is the tool that asks the same; `beyond` is where the rest is."""

    def call(found: re.Match[str]) -> str:
        name, rest = found[1] or found[3], found[2] or found[4] or ""
        if "--all" in rest:
            return beyond
        if name == "sources":
            return f"ldnref://sources{rest.replace(' ', '/')}"
        if name in _TOOLS:
            return f"{_TOOLS[name]}{rest}"
        return f"ldn_topic {name}{rest}" if name in topics else found[0]

    return _COMMAND.sub(call, text)


def _cleaned(value: dict[str, object]) -> dict[str, object]:
    """The data without hidden characters: whoever reads it obeys none."""
    return {clean(key): _clean(one) for key, one in value.items()}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return clean(value, "\n")
    if isinstance(value, dict):
        return _cleaned(value)
    return list(map(_clean, value)) if isinstance(value, Iterable) else value
