"""Every JSON answer has the shape that its schema promises."""

import json
from functools import cache

import jsonschema
import pytest
from cases import every
from test_every_answer import COMMANDS, IDS

from ldnref.formats.schema import ANSWER_KINDS, schema

MORE = [
    ["check", "Ultram", "Tylenol", "foobarol", "Lipitor", "cirrhosis", "--dose", "4.5"],
    ["check", "--dose", "45"],
    ["interactions", "Aceon", "foobarol"],
    ["medicines"],
    ["medicines", "opioids"],
    ["medicines", "tramadol"],
]


@cache
def validator(*kind):
    """What an answer is held against; the schema itself is looked at once."""
    jsonschema.Draft202012Validator.check_schema(schema(*kind))
    return jsonschema.Draft202012Validator(schema(*kind))


@pytest.mark.no_cover
@every("words", [*COMMANDS, *MORE], ids=[*IDS, *map(" ".join, MORE)])
def test_every_answer_is_as_its_schema_says(shown, words):
    """A program may rely on it."""
    told = json.loads(shown(words, "json").out)

    validator(told["kind"]).validate(told)


@every("kind", ANSWER_KINDS)
def test_what_every_answer_has_is_in_the_schema_of_each_kind(kind):
    """So whatever is as the schema of its kind says, is as the one of all answers says."""
    shared, own = validator().schema, validator(kind).schema

    assert shared.keys() <= own.keys()
    assert shared["additionalProperties"] is True
    assert shared["type"] == own["type"]
    assert {*shared["required"]} <= {*own["required"]}
    assert shared["properties"].items() <= own["properties"].items()


@every("kind", ANSWER_KINDS)
def test_every_schema_is_one_and_is_printed(ldnref, kind):
    """`ldnref schema check` gives what the tests validate against."""
    printed = json.loads(ldnref("schema", kind).out)

    assert validator(kind).schema == printed


def test_a_schema_refuses_what_is_missing():
    """A schema that takes anything would prove nothing."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"kind": "check"}, schema("check"))


def test_an_unknown_kind_is_wrong_use(ldnref):
    """With the kinds that there are."""
    ran = ldnref("schema", "dosing")

    assert 2 == ran.code
    assert "check" in ran.err
