"""The shapes that an answer as JSON is made of: studies, verdicts, maps and plans."""

from collections.abc import Mapping, Sequence

from ldnref.answers.checking.verdict import LINE_STATES
from ldnref.formats.as_json import FORMAT
from ldnref.knowledge.vocabulary import (
    AGAINST,
    CERTAINTIES,
    DESIGNS,
    DIRECTIONS,
    NOT_SEEN,
    ORIGINS,
    OUTCOMES,
    STUDY_FACTS,
)

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
MAYBE_TEXT = {"type": ["string", "null"]}


def shape(
    needed: Mapping[str, object], may: Mapping[str, object] | None = None
) -> dict[str, object]:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "required": list(needed),
        "properties": {**needed, **(may or {})},
        "additionalProperties": False,
    }


def list_of(item: object) -> dict[str, object]:
    """A list of these."""
    return {"type": "array", "items": item}


PLACE = shape({"ref": TEXT, "at": TEXT}, {"seen": TEXT})
_FIGURE = shape({"says": TEXT, "origin": {"enum": list(ORIGINS)}, "ref": TEXT, "at": MAYBE_TEXT})
_FIGURES = {"anyOf": [list_of(_FIGURE), {"enum": [NOT_SEEN, None]}]}
_OUTCOME = shape(
    {
        "domain": TEXT,
        "measure": TEXT,
        "direction": {"enum": list(DIRECTIONS)},
        "effect": TEXT,
        "interval": TEXT,
        "p": TEXT,
        "against": {"enum": list(AGAINST)},
        "origin": {"enum": list(ORIGINS)},
        "ref": TEXT,
        "at": MAYBE_TEXT,
        "main": {"type": "boolean"},
    }
)
STUDY = shape(
    {
        "id": TEXT,
        "name": TEXT,
        "year": MAYBE_TEXT,
        "design": {"enum": [design for designs in DESIGNS.values() for design in designs]},
        "kind": {"enum": list(DESIGNS)},
        "conditions": TEXTS,
        "finding": list_of(_FIGURE),
        **{key.replace("-", "_"): _FIGURES for key in STUDY_FACTS},
        "outcomes": list_of(_OUTCOME),
    }
)
VERDICT = shape(
    {
        "condition": TEXT,
        "about": TEXT,
        "says": TEXT,
        "brief": TEXT,
        "certainty": {"enum": list(CERTAINTIES)},
        "because": TEXT,
        "kind": TEXT,
        "action": MAYBE_TEXT,
        "name": TEXT,
        "sources": {**list_of(PLACE), "minItems": 1},
    }
)
_CELL = shape({"direction": {"enum": list(DIRECTIONS)}, "weak": {"type": "boolean"}})
_MAP_ROW = shape(
    {
        "study": TEXT,
        "rank": TEXT,
        "n": TEXT,
        "n_is": {"enum": ["analysed", "enrolled", NOT_SEEN]},
        "cells": {"type": "object", "additionalProperties": _CELL},
    }
)
MAP = shape(
    {
        "domains": list_of(shape({"id": TEXT, "name": TEXT})),
        "rows": list_of(_MAP_ROW),
        "not_against_placebo": TEXTS,
    }
)
_STEP = shape(
    {
        "step": {"type": "integer"},
        "from": TEXT,
        "to": MAYBE_TEXT,
        "dose": TEXT,
        "unit": TEXT,
        "per": TEXT,
        "capsules": {"type": ["integer", "null"]},
    }
)
PLAN = shape(
    {
        "regimen": MAYBE_TEXT,
        "own": {"type": "boolean"},
        "every_days": {"type": ["integer", "null"]},
        "strength": MAYBE_TEXT,
        "steps": {**list_of(_STEP), "minItems": 1},
    }
)
_NOT_TOLD = shape({"condition": TEXT, "statement": TEXT, "over": TEXT})
LIMIT = shape(
    {
        "statement": TEXT,
        "over": TEXT,
        "unit": TEXT,
        "per": TEXT,
        "not_told": {"anyOf": [_NOT_TOLD, {"type": "null"}]},
    }
)

#: What is told of many patients at once: figures, and no answer on one.
SCREEN = "screen"

_COUNT = {"type": "integer", "minimum": 0}


def _counts(keys: Sequence[str]) -> dict[str, object]:
    return shape(dict.fromkeys(keys, _COUNT))


#: What `ldnref screen -f json` tells.
SCREENED = shape(
    {
        "format": {"const": FORMAT},
        "kind": {"const": SCREEN},
        "knowledge": shape({"version": TEXT, "date": TEXT}),
        "notice": TEXT,
        "counted": shape(
            {
                **dict.fromkeys(("files", "rows", "lines", "without_patient"), _COUNT),
                **dict.fromkeys(("texts", "patients"), _COUNT),
                "not_read": TEXTS,
                "states": _counts(LINE_STATES),
            }
        ),
        "outcomes": _counts(OUTCOMES),
        "complete": {"type": "boolean"},
        "incomplete": _COUNT,
        "unrecognised": list_of(shape({"text": TEXT, "lines": _COUNT})),
    }
)
