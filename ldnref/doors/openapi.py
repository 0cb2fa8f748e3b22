"""The description of the JSON API, in OpenAPI 3.1: its answers are those of the commands."""

from ldnref.formats.schema import schema
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_records import RecordWords


def described(base: KnowledgeBase, topics: tuple[str, ...]) -> dict[str, object]:
    """The document that a client is made from."""
    words = base.records or RecordWords()
    hooks = [one.id for one in words.services]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ldnref",
            "version": base.about.version,
            "description": base.about.notice,
        },
        "paths": {
            "/v1/check": {"post": _post("check", "Check a list", _CHECK, "check")},
            "/v1/record": {"post": _post("record", "Check a record", {"type": "object"}, "record")},
            "/v1/topics": {"get": _get("topics", "The topics", {"type": "object"}, [])},
            "/v1/topics/{topic}": {
                "get": _get("topic", "A topic", _ref("topic"), [_path("topic", list(topics))])
            },
            "/cds-services": {"get": _get("discovery", "CDS Hooks", {"type": "object"}, [])},
            "/cds-services/{id}": {
                "post": {
                    **_post("hook", "Cards for a hook", {"type": "object"}, None),
                    "parameters": [_path("id", hooks)],
                }
            },
        },
        "components": {
            "schemas": {
                **{kind: _bare(schema(kind)) for kind in ("check", "record", "topic")},
                "problem": _PROBLEM,
            }
        },
    }


_CHECK = {
    "type": "object",
    "properties": {
        "items": {"type": "array", "items": {"type": "string"}},
        "dose": {"type": ["string", "null"]},
    },
    "required": ["items"],
    "additionalProperties": False,
}
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
    },
    "required": ["title", "status"],
}


def _ref(kind: str) -> dict[str, object]:
    return {"$ref": f"#/components/schemas/{kind}"}


def _bare(found: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in found.items() if key != "$schema"}


def _responses(found: dict[str, object]) -> dict[str, object]:
    wrong = {"application/problem+json": {"schema": _ref("problem")}}
    return {
        "200": {"description": "The answer", "content": {"application/json": {"schema": found}}},
        "4XX": {"description": "What is wrong", "content": wrong},
    }


def _path(name: str, choices: list[str]) -> dict[str, object]:
    choice = {"type": "string", "enum": choices}
    return {"name": name, "in": "path", "required": True, "schema": choice}


def _get(
    name: str, summary: str, found: dict[str, object], parameters: list[dict[str, object]]
) -> dict[str, object]:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": _responses(found),
    }


def _post(name: str, summary: str, taken: dict[str, object], kind: str | None) -> dict[str, object]:
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": taken}}},
        "responses": _responses(_ref(kind) if kind else {"type": "object"}),
    }
