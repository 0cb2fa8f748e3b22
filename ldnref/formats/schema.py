"""The shape of an answer as JSON, in JSON Schema: what a program may rely on."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from ldnref.answers.checking.result import CheckResult
from ldnref.formats.as_json import FORMAT
from ldnref.knowledge.vocabulary import (
    AGAINST,
    BASES,
    CERTAINTIES,
    DESIGNS,
    DIRECTIONS,
    NOT_SEEN,
    NOTE_KINDS,
    ORIGINS,
    SEVERITIES,
    STATES,
    STUDY_FACTS,
)

#: The kinds of answer.
ANSWER_KINDS = (
    "topic",
    "interactions",
    "check",
    "search",
    "sources",
    "disagreements",
    "medicines",
    "overview",
    "evidence",
    "study",
    "plan",
    "notes",
)

#: What stands in the place of an answer where there is none.
ERROR = "error"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: The types of a result that JSON has a word for.
_PLAIN: dict[object, str] = {str: "string", bool: "boolean", int: "integer", NoneType: "null"}

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE_TEXT = {"type": ["string", "null"]}


def _shape(
    needed: Mapping[str, object], may: Mapping[str, object] | None = None
) -> dict[str, object]:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": {**needed, **(may or {})},
        "additionalProperties": False,
    }


def _list(item: object) -> dict[str, object]:
    return {"type": "array", "items": item}


_NAMED = {"id": _TEXT, "name": _TEXT, "what": _TEXT, "kind": _TEXT}
_PLACE = _shape({"ref": _TEXT, "at": _TEXT}, {"seen": _TEXT})
_STATEMENT = _shape(
    {
        "id": _TEXT,
        "label": _TEXT,
        "says": _TEXT,
        "value": {"type": ["object", "null"]},
        "frequency": _list({"type": "object"}),
        "regimen": {"type": ["object", "null"]},
        "applies": {"type": ["object", "null"]},
        "limit": {"type": ["object", "null"]},
        "severity": {"enum": [*SEVERITIES, None]},
        "found": _MAYBE_TEXT,
        "action": _MAYBE_TEXT,
        "plain": _MAYBE_TEXT,
        "basis": {"enum": list(BASES)},
        "from_full_dose": {"type": "boolean"},
        "sources": {**_list(_PLACE), "minItems": 1},
        "checked": {"type": "string", "format": "date"},
        "disagreements": _TEXTS,
    },
    {"command": _TEXT},
)
_LINE = _shape({"label": _TEXT, "text": _TEXT, "sources": _TEXTS, "known": _MAYBE_TEXT})
_SECTION = _shape({"title": _TEXT, "statements": _list(_STATEMENT)}, {"lines": _list(_LINE)})
_SIDE = _shape({"says": _TEXT, "statements": _TEXTS, "sources": _list(_PLACE)})
_DISAGREEMENT = _shape(
    {
        "id": _TEXT,
        "point": _TEXT,
        "state": {"enum": list(STATES)},
        "because": _TEXT,
        "checked": _TEXT,
        "sides": {**_list(_SIDE), "minItems": 2},
        "literature": _SIDE,
    }
)
_NOTE = _shape(
    {
        "id": {"type": "integer"},
        "kind": {"enum": list(NOTE_KINDS)},
        "about": _TEXT,
        "text": _TEXT,
        "written": _TEXT,
    }
)
_ENVELOPE: dict[str, object] = {
    "format": {"const": FORMAT},
    "kind": {"enum": list(ANSWER_KINDS)},
    "title": _TEXT,
    "knowledge": _shape({"version": _TEXT, "date": _TEXT}),
    "notice": _TEXT,
    "asked": {"type": "object"},
    "resolved": _list(_shape({"input": _TEXT, **_NAMED, "asks": _MAYBE_TEXT})),
    "unrecognised": _list(
        _shape({"input": _TEXT, "part": _TEXT, "suggestions": _list(_shape(_NAMED))})
    ),
    "sections": _list(_SECTION),
    "sources": {"type": "object", "additionalProperties": {"type": "object"}},
    "disagreements": _list(_DISAGREEMENT),
    "notes": _list(_NOTE),
    "see_also": _TEXTS,
}
_FIGURE = _shape(
    {"says": _TEXT, "origin": {"enum": list(ORIGINS)}, "ref": _TEXT, "at": _MAYBE_TEXT}
)
_FIGURES = {"anyOf": [_list(_FIGURE), {"enum": [NOT_SEEN, None]}]}
_OUTCOME = _shape(
    {
        "domain": _TEXT,
        "measure": _TEXT,
        "direction": {"enum": list(DIRECTIONS)},
        "effect": _TEXT,
        "interval": _TEXT,
        "p": _TEXT,
        "against": {"enum": list(AGAINST)},
        "origin": {"enum": list(ORIGINS)},
        "ref": _TEXT,
        "at": _MAYBE_TEXT,
        "main": {"type": "boolean"},
    }
)
_STUDY = _shape(
    {
        "id": _TEXT,
        "name": _TEXT,
        "year": _MAYBE_TEXT,
        "design": {"enum": [design for designs in DESIGNS.values() for design in designs]},
        "kind": {"enum": list(DESIGNS)},
        "conditions": _TEXTS,
        "finding": _list(_FIGURE),
        **{key.replace("-", "_"): _FIGURES for key in STUDY_FACTS},
        "outcomes": _list(_OUTCOME),
    }
)
_VERDICT = _shape(
    {
        "condition": _TEXT,
        "about": _TEXT,
        "says": _TEXT,
        "brief": _TEXT,
        "certainty": {"enum": list(CERTAINTIES)},
        "because": _TEXT,
        "kind": _TEXT,
        "action": _MAYBE_TEXT,
        "name": _TEXT,
        "sources": {**_list(_PLACE), "minItems": 1},
    }
)
_CELL = _shape({"direction": {"enum": list(DIRECTIONS)}, "weak": {"type": "boolean"}})
_MAP_ROW = _shape(
    {
        "study": _TEXT,
        "rank": _TEXT,
        "n": _TEXT,
        "n_is": {"enum": ["analysed", "enrolled", NOT_SEEN]},
        "cells": {"type": "object", "additionalProperties": _CELL},
    }
)
_MAP = _shape(
    {
        "domains": _list(_shape({"id": _TEXT, "name": _TEXT})),
        "rows": _list(_MAP_ROW),
        "not_against_placebo": _TEXTS,
    }
)
_STEP = _shape(
    {
        "step": {"type": "integer"},
        "from": _TEXT,
        "to": _MAYBE_TEXT,
        "dose": _TEXT,
        "unit": _TEXT,
        "per": _TEXT,
        "capsules": {"type": ["integer", "null"]},
    }
)
_PLAN = _shape(
    {
        "regimen": _MAYBE_TEXT,
        "own": {"type": "boolean"},
        "every_days": {"type": ["integer", "null"]},
        "strength": _MAYBE_TEXT,
        "steps": {**_list(_STEP), "minItems": 1},
    }
)
_NOT_TOLD = _shape({"condition": _TEXT, "statement": _TEXT, "over": _TEXT})
_LIMIT = _shape(
    {
        "statement": _TEXT,
        "over": _TEXT,
        "unit": _TEXT,
        "per": _TEXT,
        "not_told": {"anyOf": [_NOT_TOLD, {"type": "null"}]},
    }
)
_AGE = _shape({"id": _TEXT, "months": {"type": ["integer", "null"]}, "mark": _MAYBE_TEXT})
#: What each kind adds to the envelope.
_OWN: dict[str, dict[str, object]] = {
    "interactions": {"nothing_held": _TEXTS},
    "sources": {"ages": _list(_AGE)},
    "evidence": {"verdicts": _list(_VERDICT), "studies": _list(_STUDY), "map": _MAP},
    "study": {"studies": _list(_STUDY)},
    "plan": {
        "plan": {"anyOf": [_PLAN, {"type": "null"}]},
        "limit": {"anyOf": [_LIMIT, {"type": "null"}]},
        "nearest": _MAYBE_TEXT,
        "refused": _list(_shape({"because": _TEXT, "statements": {**_TEXTS, "minItems": 1}})),
        "confirm": _TEXT,
    },
    "overview": {
        "topics": _list(_shape({"name": _TEXT, "says": _TEXT})),
        "statements": {"type": "integer"},
        "sources_held": {"type": "integer"},
    },
}


_WRONG = _shape(
    {
        "format": {"const": FORMAT},
        "kind": {"const": ERROR},
        "error": _shape({"says": _TEXT, "cure": _TEXTS, "exit": {"type": "integer"}}),
    }
)

#: Kinds with more than one shape: an overview without names, a single source, a map.
_EITHER = ("interactions", "sources", "evidence")


def of_type(value: object) -> dict[str, object]:
    """The shape of a type: texts, figures, lists of them, closed lists, and named fields."""
    if get_origin(value) is Annotated:
        return {"enum": list(get_args(value)[1])}
    if get_origin(value) is UnionType or get_origin(value) is Union:
        return {"anyOf": [of_type(one) for one in get_args(value)]}
    if get_origin(value) is tuple:
        return _list(of_type(get_args(value)[0]))
    if value in _PLAIN:
        return {"type": _PLAIN[value]}
    return _shape(_fields(value))


def _fields(value: object) -> dict[str, object]:
    """The shape of each field of a NamedTuple."""
    return {key: of_type(one) for key, one in get_type_hints(value, include_extras=True).items()}


def schema(kind: str | None = None) -> dict[str, object]:
    """The schema of one kind of answer, of what all of them share, or of an error."""
    if kind == ERROR:
        return {"$schema": _DIALECT, "title": f"ldnref error, format {FORMAT}", **_WRONG}
    own = _fields(CheckResult) if kind == "check" else _OWN.get(kind or "", {})
    shape = _shape(_ENVELOPE, own)
    if kind is None:
        shape["additionalProperties"] = True
    elif kind not in _EITHER:
        shape["required"] = [*_ENVELOPE, *own]
    return {
        "$schema": _DIALECT,
        "title": f"ldnref {kind or 'answer'}, format {FORMAT}",
        **shape,
    }
