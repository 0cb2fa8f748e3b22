"""Codes of other systems: what they stand for, and the lists that are handed out."""

import contextlib
import csv
import io
import json
from datetime import date

import pytest
from cases import every
from real import CHECKED as REAL
from real import HELD

from ldnref.answers.answer import NotHeldError
from ldnref.answers.checking.given import CONDITION, CURRENT, MEDICINE, Code, Given
from ldnref.answers.checking.stating import Stating
from ldnref.answers.code_lists import code_list
from ldnref.answers.named.codes import Codes
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.sentences import CONTRADICTS
from ldnref.formats import code_lists
from ldnref.knowledge.reading_records import read_codes, read_records


@every(
    ("system", "code", "ids"),
    [
        ("rxnorm", "1049502", ["oxycodone-modified-release"]),
        ("rxnorm", "7804", ["oxycodone"]),
        ("rxnorm", "351266", ["buprenorphine-with-naloxone"]),
        ("rxnorm", "1483744", ["full-dose-naltrexone"]),
        ("rxnorm", "245134", ["fentanyl"]),
        ("rxnorm", "424242", None),
        ("snomed", "24700007", ["multiple-sclerosis"]),
        ("snomed", "75544000", ["opioid-dependence"]),
        ("snomed", "428700003", None),
        ("icd10", "G35", ["multiple-sclerosis"]),
        ("icd10", "G35.A", ["multiple-sclerosis"]),
        ("icd10", "g35b1", ["multiple-sclerosis"]),
        ("icd10", "K70.31", ["decompensated-cirrhosis"]),
        ("icd10", "K70.30", ["cirrhosis"]),
        ("icd10", "N18.5", ["severe-kidney-disease"]),
        ("icd10", "N18.2", ["kidney-disease"]),
        ("icd10", "F11.20", ["opioid-dependence"]),
        ("icd10", "F11.21", ["opioid-dependence-past"]),
        ("icd10", "O24.4", ["pregnancy"]),
        ("icd10", "Z33.2", []),
        ("icd10", "F32.5", []),
        ("icd10", "J45", None),
        ("atc", "N02AX02", ["tramadol"]),
        ("atc", "N02AB52", ["pethidine"]),
        ("loinc", "1742-6", None),
    ],
)
def test_a_code_stands_for_what_it_is(system, code, ids):
    """Exactly, or by its longest beginning; what is not held is not guessed."""
    found = Codes(REAL).find(system, code)

    assert ids == (None if found is None else [one.id for one in found.named])


def test_a_code_that_only_raises_a_question_says_so():
    """A poisoning is no therapy."""
    found = Codes(REAL).find("icd10", "T40.2X1A")

    assert found is not None
    assert found.asks


def test_a_typed_product_code_is_checked(ldnref):
    """A code alone is enough on a typed list, too."""
    ran = ldnref("check", "rxcui:1049502", "-f", "json")

    assert 5 == ran.code
    assert "contraindicated" == json.loads(ran.out)["outcome"]


def test_a_group_holds_what_its_members_hold(base):
    """The products of a fruit are those of fruits; what only asks is left out."""
    fruits = code_list(base, "fruit")

    assert {"1001", "77", "Z01", "Z01AA01"} == {row.code for row in fruits.rows}
    assert ["201"] == [row.code for row in code_list(base, "stiff muscles", "snomed").rows]
    assert ["B1"] == [row.code for row in code_list(base, "brittleness").rows]


def test_a_codelist_is_a_code_and_a_term(base, ldnref):
    """What OpenCodelists takes, and nothing beside it."""
    rows = list(csv.reader(io.StringIO(code_lists.opencodelists(code_list(base, "stonex")))))
    ran = ldnref("codes", "opioids", "--system", "rxnorm", "--format", "opencodelists")

    assert [["code", "term"], ["1002", "stonex 1 MG Oral Tablet"]] == rows
    assert ("code,term", 0) == (ran.out.partition("\n")[0], ran.code)
    assert len(ran.out.splitlines()) > 750
    assert f"knowledge {REAL.about.version}, {REAL.about.date}" in ran.err


def test_all_columns_bear_the_version_and_the_date(base):
    """A list that was handed on tells how old it is."""
    rows = list(csv.DictReader(io.StringIO(code_lists.plain(code_list(base, "lemonol")))))

    assert {(base.about.version, base.about.date.isoformat())} == {
        (row["version"], row["date"]) for row in rows
    }
    assert {"atc", "rxnorm"} == {row["system"] for row in rows}


def test_a_value_set_names_its_systems(ldnref):
    """R4, with the version and the date of the knowledge, and the licence of SNOMED CT."""
    found = json.loads(ldnref("codes", "multiple", "sclerosis", "-f", "valueset").out)
    systems = [one["system"] for one in found["compose"]["include"]]

    assert ("ValueSet", REAL.about.version, REAL.about.date.isoformat()) == (
        found["resourceType"],
        found["version"],
        found["date"],
    )
    assert ["http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10-cm"] == systems
    assert "Creative Commons" in found["copyright"]


def test_a_value_set_is_what_a_validator_of_r4_accepts():
    """Read by a strict model of FHIR R4B, where it is installed."""
    r4 = pytest.importorskip("fhir.resources.R4B.valueset", reason="fhir.resources is not here")
    found = code_lists.value_set(code_list(REAL, "opioids"))

    assert 4 == len(r4.ValueSet.model_validate_json(found).compose.include)


@pytest.mark.no_cover
def test_every_group_and_condition_is_handed_out_with_each_code_once():
    """In each format the same codes; those of which none is held say so."""
    r4 = pytest.importorskip("fhir.resources.R4B.valueset", reason="fhir.resources is not here")
    wanted = [one for one in REAL.names.values() if one.kind in ("group", "condition")]
    lists = []
    for one in wanted:
        with contextlib.suppress(NotHeldError):
            lists.append(code_list(REAL, one.id))

    assert len(lists) > 80
    for found in lists:
        keys = [(row.system, row.code) for row in found.rows]
        rows = csv.DictReader(io.StringIO(code_lists.plain(found)))
        said = r4.ValueSet.model_validate_json(code_lists.value_set(found))
        shown = list(csv.reader(io.StringIO(code_lists.opencodelists(found))))
        assert len(set(keys)) == len(keys), found.named.id
        assert keys == [(row["system"], row["code"]) for row in rows]
        assert len(keys) == sum(len(one.concept) for one in said.compose.include)
        assert (found.version, found.date) == (said.version, said.date.isoformat())
        assert [[code, True] for _, code in keys] == [
            [code, bool(term)] for code, term in shown[1:]
        ]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["nothing like it"], 3, "is not in this reference"),
        (["fatigue", "--system", "rxnorm"], 3, "no code is held for 'fatigue' in rxnorm"),
        (["opioids", "--system", "ndc"], 2, "'ndc' is none of: rxnorm, snomed, icd10, atc"),
        (["opioids", "-f", "opencodelists"], 2, "a codelist is of one --system"),
    ],
)
def test_what_is_no_list_is_refused(ldnref, words, code, says):
    """In one line, and nothing on stdout."""
    ran = ldnref("codes", *words)

    assert (code, "") == (ran.code, ran.out)
    assert says in ran.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1\tlemonol", "expected a code, ids and the code's name"),
        ("1\tlemonol\t", "expected a code, ids and the code's name"),
        ("1\tlemonol\ta\u200bb", "hidden character"),
        ("1\tlemonol\ta\n1\tstonex\tb", "the code '1' stands twice"),
    ],
)
def test_a_broken_line_of_codes_is_told_with_its_place(text, says):
    """As every other problem is."""
    _, problems = read_codes(f"# codes\n{text}\n", "data/codes/rxnorm.txt")

    assert says in problems[-1].message
    assert problems[-1].line in (2, 3)


def test_a_broken_record_file_is_told_with_its_place():
    """A status that is none is an unknown key."""
    text = "systems: []\nstatuses:\n  - {of: Medication, maybe: active}\n"

    value, problems = read_records(text, "data/records.yaml")

    assert value is None
    assert [*[1] * 12, 3] == sorted(one.line for one in problems)


@pytest.mark.no_cover
def test_every_code_is_what_its_name_says():
    """No code and its own name, read by the names that are held, contradict each other."""
    base = REAL
    stating = Stating(HELD, Lexicon(base), date(2026, 11, 29))
    contradicting = []
    for system, kind in (("rxnorm", MEDICINE), ("snomed", CONDITION), ("icd10", CONDITION)):
        lines = [line for line in base.codes[system].splitlines() if line[0] != "#"]
        for code, _, term in (line.split("\t") for line in lines):
            given = Given(kind, (term,), (Code(system, code),), CURRENT, "x/1", "x")
            if any(part.asks == CONTRADICTS for part in stating.stated(given).parts):
                contradicting.append((system, code, term))

    assert [] == contradicting
