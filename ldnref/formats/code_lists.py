"""A list of codes as a file: OpenCodelists CSV, CSV with systems and dates, a FHIR R4 ValueSet."""

import csv
import io
import json
from collections.abc import Sequence

from ldnref.answers import sentences
from ldnref.answers.code_lists import CodeList


def opencodelists(found: CodeList) -> str:
    """`code,term`, as OpenCodelists takes it: for one system."""
    return _rows(("code", "term"), [(row.code, row.term) for row in found.rows])


def plain(found: CodeList) -> str:
    """Every column: system, code, term, what it is here, and the version and date of that."""
    heads = ("system", "code", "term", "ids", "version", "date")
    rows = [
        (row.system, row.code, row.term, ";".join(row.ids), found.version, found.date)
        for row in found.rows
    ]
    return _rows(heads, rows)


def _rows(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return file.getvalue()


def value_set(found: CodeList) -> str:
    """A ValueSet of FHIR R4, with the version and date of the knowledge."""
    named = found.named
    systems = dict.fromkeys(row.system for row in found.rows)
    include = [
        {
            "system": found.addresses[system],
            "concept": [
                {"code": row.code, "display": row.term}
                for row in found.rows
                if row.system == system
            ],
        }
        for system in systems
    ]
    value = {
        "resourceType": "ValueSet",
        "id": f"ldnref-{named.id}"[:64],
        "version": found.version,
        "name": "Ldnref" + "".join(map(str.capitalize, named.id.split("-"))),
        "title": f"ldnref: {named.name}",
        "status": "draft",
        "experimental": False,
        "date": found.date,
        "description": (sentences.CODES_STAND_FOR.format(name=named.name, what=named.what)),
        **({"copyright": sentences.SNOMED} if "snomed" in systems else {}),
        "compose": {"include": include},
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
