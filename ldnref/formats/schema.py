"""The shape of an answer as JSON, in JSON Schema: what a program may rely on."""

from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from ldnref.answers.checking.result import CheckResult
from ldnref.answers.record_result import RecordResult
from ldnref.formats.as_json import FORMAT
from ldnref.formats.shapes import (
    LIMIT,
    MAP,
    MAYBE_TEXT,
    PLACE,
    PLAN,
    SCREEN,
    SCREENED,
    STUDY,
    TEXT,
    TEXTS,
    VERDICT,
    list_of,
    shape,
)
from ldnref.knowledge.vocabulary import (
    BASES,
    CHANGES,
    NOTE_KINDS,
    SEVERITIES,
    STATES,
)

_AGE = shape({"id": TEXT, "months": {"type": ["integer", "null"]}, "mark": MAYBE_TEXT})
_COUNTED = shape({"signed": {"type": "integer"}, "statements": {"type": "integer"}})
_SAID = shape({"line": {"type": "integer"}, "id": TEXT, "word": TEXT, "because": MAYBE_TEXT})
#: The kinds that have typed results: the fields of these are what they add to the envelope.
_RESULTS = {"check": (CheckResult,), "record": (CheckResult, RecordResult)}
#: The kinds of answer, and what each of the others adds to it.
_OWN: dict[str, dict[str, object]] = {
    "topic": {},
    "interactions": {"nothing_held": TEXTS},
    "check": {},
    "record": {},
    "search": {"verdicts": list_of(VERDICT)},
    "sources": {"ages": list_of(_AGE)},
    "disagreements": {},
    "medicines": {},
    "overview": {
        "topics": list_of(shape({"name": TEXT, "says": TEXT})),
        "statements": {"type": "integer"},
        "sources_held": {"type": "integer"},
    },
    "evidence": {"verdicts": list_of(VERDICT), "studies": list_of(STUDY), "map": MAP},
    "study": {"studies": list_of(STUDY)},
    "plan": {
        "plan": {"anyOf": [PLAN, {"type": "null"}]},
        "limit": {"anyOf": [LIMIT, {"type": "null"}]},
        "nearest": MAYBE_TEXT,
        "refused": list_of(shape({"because": TEXT, "statements": {**TEXTS, "minItems": 1}})),
        "confirm": TEXT,
    },
    "notes": {},
    "changes": {
        "changes": list_of(
            shape(
                {
                    "kind": {"enum": list(CHANGES)},
                    "date": {"type": "string", "format": "date"},
                    "version": TEXT,
                    "because": TEXT,
                    "statements": {**TEXTS, "minItems": 1},
                }
            )
        )
    },
    "licences": {
        "bundled": list_of(shape({"what": TEXT, "files": TEXTS, "spdx": TEXT, "terms": TEXT})),
        "dependencies": list_of(shape({"name": TEXT, "spdx": TEXT, "extra": MAYBE_TEXT})),
    },
    "review": {"counted": _COUNTED, "claims": {"type": "object", "additionalProperties": TEXT}},
    "reviewed": {
        "signed": TEXTS,
        **dict.fromkeys(("to_correct", "in_doubt", "beside_agreement", "refused"), list_of(_SAID)),
        "blank": {"type": "integer"},
        "patch": TEXT,
    },
}
ANSWER_KINDS = tuple(_OWN)

#: What stands in the place of an answer where there is none.
ERROR = "error"

#: Every kind of JSON that there is.
JSON_KINDS = (*ANSWER_KINDS, ERROR, SCREEN)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: The types of a result that JSON has a word for.
_PLAIN: dict[object, str] = {str: "string", bool: "boolean", int: "integer", NoneType: "null"}

_NAMED = {"id": TEXT, "name": TEXT, "what": TEXT, "kind": TEXT}
_STATEMENT = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "brief": MAYBE_TEXT,
        "says": TEXT,
        "value": {"type": ["object", "null"]},
        "frequency": list_of({"type": "object"}),
        "regimen": {"type": ["object", "null"]},
        "applies": {"type": ["object", "null"]},
        "limit": {"type": ["object", "null"]},
        "severity": {"enum": [*SEVERITIES, None]},
        "found": MAYBE_TEXT,
        "action": MAYBE_TEXT,
        "plain": MAYBE_TEXT,
        "basis": {"enum": list(BASES)},
        "from_full_dose": {"type": "boolean"},
        "sources": {**list_of(PLACE), "minItems": 1},
        "checked": {"type": "string", "format": "date"},
        "reviewed": {"anyOf": [shape({"by": TEXT, "role": TEXT, "on": TEXT}), {"type": "null"}]},
        "disagreements": TEXTS,
    },
    {"command": TEXT},
)
_LINE = shape({"label": TEXT, "text": TEXT, "sources": TEXTS, "known": MAYBE_TEXT})
_SECTION = shape({"title": TEXT, "statements": list_of(_STATEMENT)}, {"lines": list_of(_LINE)})
_SIDE = shape({"says": TEXT, "statements": TEXTS, "sources": list_of(PLACE)})
_DISAGREEMENT = shape(
    {
        "id": TEXT,
        "point": TEXT,
        "state": {"enum": list(STATES)},
        "because": TEXT,
        "checked": TEXT,
        "sides": {**list_of(_SIDE), "minItems": 2},
        "literature": _SIDE,
    }
)
_NOTE = shape(
    {
        "id": {"type": "integer"},
        "kind": {"enum": list(NOTE_KINDS)},
        "about": TEXT,
        "text": TEXT,
        "written": TEXT,
    }
)
_ENVELOPE: dict[str, object] = {
    "format": {"const": FORMAT},
    "kind": {"enum": list(ANSWER_KINDS)},
    "title": TEXT,
    "knowledge": shape({"version": TEXT, "date": TEXT}),
    "notice": TEXT,
    "asked": {"type": "object"},
    "resolved": list_of(shape({"input": TEXT, **_NAMED, "asks": MAYBE_TEXT})),
    "unrecognised": list_of(
        shape(
            {
                "input": TEXT,
                "part": TEXT,
                "times": {"type": "integer"},
                "suggestions": list_of(shape(_NAMED)),
            }
        )
    ),
    "sections": list_of(_SECTION),
    "sources": {"type": "object", "additionalProperties": {"type": "object"}},
    "disagreements": list_of(_DISAGREEMENT),
    "notes": list_of(_NOTE),
    "see_also": TEXTS,
}
#: What stands there only where an answer was shortened, for assistants: how much, by key.
_SHORTENED = {
    "left_out": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
}

_WRONG = shape(
    {
        "format": {"const": FORMAT},
        "kind": {"const": ERROR},
        "error": shape({"says": TEXT, "cure": TEXTS, "exit": {"type": "integer"}}),
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
        return list_of(of_type(get_args(value)[0]))
    if value in _PLAIN:
        return {"type": _PLAIN[value]}
    return shape(_fields(value))


def _fields(value: object) -> dict[str, object]:
    """The shape of each field of a NamedTuple."""
    return {key: of_type(one) for key, one in get_type_hints(value, include_extras=True).items()}


def schema(kind: str | None = None) -> dict[str, object]:
    """The schema of one kind of answer, of what all of them share, of an error or of a screen."""
    if kind == ERROR:
        return {"$schema": _DIALECT, "title": f"ldnref error, format {FORMAT}", **_WRONG}
    if kind == SCREEN:
        return {"$schema": _DIALECT, "title": f"ldnref screen, format {FORMAT}", **SCREENED}
    own = {key: of for part in _RESULTS.get(kind or "", ()) for key, of in _fields(part).items()}
    own = own or _OWN.get(kind or "", {})
    found = shape(_ENVELOPE, {**own, **_SHORTENED})
    if kind is None:
        found["additionalProperties"] = True
    elif kind not in _EITHER:
        found["required"] = [*_ENVELOPE, *own]
    return {
        "$schema": _DIALECT,
        "title": f"ldnref {kind or 'answer'}, format {FORMAT}",
        **found,
    }
