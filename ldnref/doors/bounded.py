"""The data of an answer, as short as its card: what is left out is counted, and to be had whole.

Findings, questions and what was not checked are never left out, nor is what rules LDN out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ldnref.answers.answer import Answer
from ldnref.answers.checking.verdict import CONTRAINDICATED
from ldnref.answers.record_result import ASKED, NOT_READ, READ
from ldnref.formats.card import shown
from ldnref.formats.card_words import open_points
from ldnref.formats.characters import fit_for

#: So many points on which sources differ, and so many lines of all sections.
_POINTS, _LINES = 3, 30

_fit = fit_for("utf-8")

Data = dict[str, Any]


def bounded(answer: Answer, data: Data) -> Data:
    """What the card tells of it, and in `left_out` how much there is beyond."""
    card = answer.glance
    if card is None:  # a map, or notes: all of it was asked for
        return {**data, "left_out": {}}
    facts = shown(answer, card, _fit)
    told = {name for fact in facts for name in fact.ids}
    told |= {one["id"] for found in data.get("findings", ()) for one in _named(found)}
    short = _Short(data)
    if told:
        short.sections(told)
        short.keep("studies", lambda one: one["id"] in told)
        short.keep("verdicts", lambda one: _verdict(one) in told)
    if answer.kind == "record":
        short.keep("lines", lambda one: one["state"] in (READ, ASKED, NOT_READ))
    points = {*told, *open_points(answer, card, facts)[:_POINTS]}
    if answer.kind != "disagreements" or told:
        short.keep("disagreements", lambda one: one["id"] in points)
    short.sources()
    return {**short.data, "left_out": short.left_out}


def _named(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A finding, and its reasons."""
    yield found
    yield from (one for one in found.get("reasons", ()) if "id" in one)


def _verdict(one: Mapping[str, Any]) -> str:
    return f"{one['condition']}/{one['about']}"


class _Short:
    """Data that gets shorter, and what that left out."""

    def __init__(self, data: Data) -> None:
        self.data = dict(data)
        self.left_out: dict[str, int] = {}

    def keep(self, key: str, kept: Callable[[Mapping[str, Any]], bool]) -> None:
        """Of a list what is kept."""
        every = self.data.get(key)
        if isinstance(every, (list, tuple)):
            self.data[key] = [one for one in every if kept(one)]
            self.count(key, len(every) - len(self.data[key]))

    def count(self, key: str, gone: int) -> None:
        """Count what is gone."""
        if gone:
            self.left_out[key] = self.left_out.get(key, 0) + gone

    def sections(self, told: set[str]) -> None:
        """The sections with what is told, and with all that rules LDN out."""
        found = []
        room = _LINES
        for section in self.data["sections"]:
            every, lines = section["statements"], section.get("lines", [])
            kept = [s for s in every if s["id"] in told or s["severity"] == CONTRAINDICATED]
            self.count("statements", len(every) - len(kept))
            few = lines[:room]
            room -= len(few)
            self.count("section_lines", len(lines) - len(few))
            if kept or few:
                rest = {key: one for key, one in section.items() if key != "lines"}
                more = {"lines": few} if few else {}
                found.append({**rest, "statements": kept, **more})
        self.data["sections"] = found

    def sources(self) -> None:
        """The sources of what is kept; of a list of sources all."""
        every = self.data["sources"]
        rest = {key: value for key, value in self.data.items() if key != "sources"}
        refs = set(_refs(rest))
        if refs:
            self.data["sources"] = {key: one for key, one in every.items() if key in refs}
            self.count("sources", len(every) - len(self.data["sources"]))


def _refs(value: object) -> Iterator[str]:
    """The ids of all sources that stand in some data."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key == "ref" and isinstance(one, str):
                yield one
            elif key == "sources" and isinstance(one, (list, tuple)):
                yield from (ref for ref in one if isinstance(ref, str))
                yield from _refs(one)
            else:
                yield from _refs(one)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for one in value:
            yield from _refs(one)
