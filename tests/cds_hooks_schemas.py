"""What CDS Hooks wants of discovery and of a response, as JSON Schema.

Made by hand of the logical models that HL7 publishes with the specification (HL7/cds-hooks,
input/fsh/logicals and invariants cds-resp-1 to -7, read on 2026-11-30); they have no schema.
Nothing may stand in it that the models do not name: extensions aside, we write none.
"""

_TEXT = {"type": "string", "minLength": 1}
_URL = {"type": "string", "format": "uri", "pattern": "^https?://"}
_CODING = {
    "type": "object",
    "properties": {"system": {"type": "string"}, "code": _TEXT, "display": _TEXT},
    "required": ["code", "display"],  # cds-resp-4: a reason has words
    "additionalProperties": False,
}

_CARD = {
    "type": "object",
    "properties": {
        "uuid": {"type": "string", "format": "uuid"},
        "summary": {"type": "string", "minLength": 1, "maxLength": 139},
        "detail": _TEXT,
        "indicator": {"enum": ["info", "warning", "critical"]},
        "source": {
            "type": "object",
            "properties": {"label": _TEXT, "url": _URL, "icon": _URL, "topic": _CODING},
            "required": ["label"],
            "additionalProperties": False,
        },
        "overrideReasons": {"type": "array", "items": _CODING},
        "links": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "label": _TEXT,
                    "url": _URL,
                    "type": {"const": "absolute"},  # `smart` launches an app: we have none
                },
                "required": ["label", "url", "type"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["summary", "indicator", "source"],
    "additionalProperties": False,
}

RESPONSE = {
    "type": "object",
    "properties": {"cards": {"type": "array", "items": _CARD}},
    "required": ["cards"],
    "additionalProperties": False,
}

DISCOVERY = {
    "type": "object",
    "properties": {
        "services": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "hook": _TEXT,
                    "title": _TEXT,
                    "description": _TEXT,
                    "id": {"type": "string", "pattern": "^[A-Za-z0-9.-]+$"},
                    "prefetch": {"type": "object", "additionalProperties": _TEXT},
                    "usageRequirements": _TEXT,
                    "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
                },
                "required": ["hook", "description", "id"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["services"],
    "additionalProperties": False,
}
