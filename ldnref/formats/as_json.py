"""An answer as JSON: one envelope for every kind, numbers as text with their unit."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from ldnref.answers.answer import Answer, Line, NotRecognised, Section
from ldnref.answers.evidence.studied import Studied
from ldnref.answers.patterns import pattern
from ldnref.formats.characters import hidden
from ldnref.formats.json_words import fields, result, words
from ldnref.knowledge.model_claims import signature
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.model_statements import Disagreement, Side, Statement
from ldnref.tuples import Wordlist

if TYPE_CHECKING:
    from ldnref.formats.envelope import (
        DisagreementShown,
        Envelope,
        ErrorShown,
        LineShown,
        NamedShown,
        SectionShown,
        SideShown,
        SignedShown,
        StatementShown,
        UnrecognisedShown,
    )
    from ldnref.tuples import NamedTuple

    #: Makes a list of what a long list has many of.
    Many = Callable[[Iterable[Any]], list[Any]]

#: Changes when a program that reads the envelope would have to change.
FORMAT = "2"

#: The kind of what stands in the place of an answer where there is none.
ERROR = "error"

#: So many words of the envelope are written at once.
_AT_ONCE = 4096

_NOT_PLAIN = pattern(r"[^\n\x20-\x7e]")


def render(answer: Answer, *, ascii_only: bool) -> str:
    """The envelope, indented, with hidden characters escaped."""
    return "".join(pieces(answer, ascii_only=ascii_only))


def pieces(answer: Answer, *, ascii_only: bool) -> Iterator[str]:
    """The same piece by piece: the whole of a long list takes as much room as all that made it."""
    own = (fields(one).items() for one in _added(answer))
    shown = {**_shared(answer, _one_by_one), **dict(chain.from_iterable(own))}
    told = words(shown, ascii_only=ascii_only)
    while piece := "".join(islice(told, _AT_ONCE)):
        yield _NOT_PLAIN.sub(_escaped, piece)
    yield "\n"


def error(says: str, cure: Sequence[str], code: int) -> str:
    """What went wrong, in the same format: what it was, what mends it, and the exit code."""
    told: ErrorShown = {
        "format": FORMAT,
        "kind": ERROR,
        "error": {"says": says, "cure": list(cure), "exit": int(code)},
    }
    return _NOT_PLAIN.sub(_escaped, json.dumps(told, indent=2)) + "\n"


def envelope(answer: Answer) -> dict[str, object]:
    """The keys that every answer has, and those that its kind adds."""
    own = (result(one).items() for one in _added(answer))
    return {**_shared(answer, list), **dict(chain.from_iterable(own))}


def _added(answer: Answer) -> "list[NamedTuple]":
    """What its kind adds to an answer."""
    own = answer.own.data if isinstance(answer.own, Studied) else answer.own
    return [one for one in (own, answer.result, answer.record) if one is not None]


def _one_by_one(made: Iterable[Any]) -> Any:  # noqa: ANN401 - it stands in the place of a list
    return iter(made)


def _shared(answer: Answer, many: "Many") -> "Envelope":
    """The keys that every answer has; of what a long list has many, all at once, or one by one."""
    contested = answer.contested
    about = answer.about
    return {
        "format": FORMAT,
        "kind": answer.kind,
        "title": answer.title,
        "knowledge": {"version": about.version, "date": about.date.isoformat()},
        "notice": about.notice,
        "asked": dict(answer.asked),
        "resolved": [
            {"input": r.input, **_named(r.named), "asks": r.asks} for r in answer.resolved
        ],
        "unrecognised": many(map(_unrecognised, answer.not_recognised)),
        "sections": [_section(answer, section, contested, many) for section in answer.sections],
        "sources": {source.id: _source(source) for source in answer.sources},
        "disagreements": [_disagreement(point) for point in answer.disagreements],
        "notes": [
            {
                "id": note.id,
                "kind": note.kind,
                "about": note.about,
                "text": note.text,
                "written": note.written.isoformat(),
            }
            for note in answer.notes
        ],
        "see_also": [f"ldnref {words}" for words in answer.next],
    }


def _unrecognised(missing: NotRecognised) -> "UnrecognisedShown":
    return {
        "input": missing.input,
        "part": missing.part,
        "times": missing.times,
        "suggestions": [_named(near) for near in missing.near],
    }


def _section(
    answer: Answer, section: Section, contested: frozenset[str], many: "Many"
) -> "SectionShown":
    shown: SectionShown = {
        "title": section.title,
        "statements": [_statement(answer, s, contested) for s in section.statements],
    }
    if section.lines:
        shown["lines"] = many(map(_line, section.lines))
    return shown


def _line(line: Line) -> "LineShown":
    return {
        "label": line.label,
        "text": line.text,
        "sources": list(line.sources),
        "known": line.known or None,
    }


def _statement(answer: Answer, statement: Statement, contested: frozenset[str]) -> "StatementShown":
    seen = {source.id: source.seen for source in answer.sources}
    shown: StatementShown = {
        "id": statement.id,
        "label": statement.label,
        "brief": statement.brief,
        "says": statement.says,
        "value": _given(statement.value),
        "frequency": [_given(one) or {} for one in statement.frequency],
        "regimen": _given(statement.regimen),
        "applies": _given(statement.applies),
        "limit": _given(statement.limit),
        "severity": statement.severity,
        "found": statement.found,
        "action": statement.action,
        "plain": statement.for_patients,
        "basis": statement.basis,
        "from_full_dose": statement.from_full_dose,
        "sources": [
            {"ref": c.ref, "at": c.at, "seen": c.seen or seen[c.ref]} for c in statement.sources
        ],
        "checked": statement.checked.isoformat(),
        "reviewed": _signature(statement),
        "disagreements": [
            point.id
            for point in answer.disagreements
            if statement.id in contested
            and any(statement.id in side.statements for side in point.sides)
        ],
    }
    if statement.id in answer.places:
        shown["command"] = f"ldnref {answer.places[statement.id]}"
    return shown


def _signature(statement: Statement) -> "SignedShown | None":
    """Who has signed a statement as it stands."""
    signed = signature(statement)
    if signed is None:
        return None
    return {"by": signed.by, "role": signed.role, "on": signed.on.isoformat()}


@cache
def _source(source: Source) -> dict[str, object]:
    """A source as JSON; made once, for a service shows it again and again."""
    fields = {k: v for k, v in source._asdict().items() if k not in ("id", "where") and v}
    return {key: _as_json(value) for key, value in fields.items()}


def _disagreement(point: Disagreement) -> "DisagreementShown":
    return {
        "id": point.id,
        "point": point.point,
        "state": point.state,
        "because": point.because,
        "checked": point.checked.isoformat(),
        "sides": [_side(side) for side in point.sides],
        "literature": _side(point.literature),
    }


def _side(side: Side) -> "SideShown":
    return {
        "says": side.says,
        "statements": list(side.statements),
        "sources": [{"ref": c.ref, "at": c.at} for c in side.sources],
    }


def _named(named: Named) -> "NamedShown":
    return {"id": named.id, "name": named.name, "what": named.what, "kind": named.kind}


def _given(value: "NamedTuple | None") -> dict[str, object] | None:
    """A value of the model with what is given in it; None where that is nothing."""
    held = () if value is None else value._asdict().items()
    return {key: _as_json(one) for key, one in held if one not in (None, ())} or None


def _as_json(value: object) -> object:
    """A value of the model as JSON has it: numbers and dates as text."""
    if isinstance(value, (Decimal, date)):
        return str(value)
    if hasattr(value, "_asdict"):
        return _given(value)  # type: ignore[arg-type]
    if isinstance(value, (list, tuple, Wordlist)):
        return [_as_json(item) for item in value]
    return value


def _escaped(found: re.Match[str]) -> str:
    """A hidden character as its escape, so that no screen obeys it."""
    character = found[0]
    return json.dumps(character)[1:-1] if hidden(character) else character
