"""What goes with the program: how it is cited, its licences, and completions for shells."""

import json
import os
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT
from packaging.licenses import canonicalize_license_expression
from packaging.requirements import Requirement
from typer._completion_shared import get_completion_script

from ldnref import __version__
from ldnref.knowledge.library import open_base

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
REAL = open_base((), licences=True)
#: What only those need who work on the program.
OURS = {"test", "lint", "mutants", "all"}


def test_the_citation_is_of_this_version():
    """As its schema says, where that is at hand (`.ci/run` fetches it)."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    cited["date-released"] = str(cited["date-released"])  # a text for the schema

    assert ("1.2.0", __version__) == (cited["cff-version"], cited["version"])
    assert REAL.about.date.isoformat() == cited["date-released"]
    if schemas := os.environ.get("SCHEMAS"):
        schema = json.loads(Path(schemas, "cffconvert/schemas/1.2.0/schema.json").read_text())
        jsonschema.validate(cited, schema)


def test_every_package_that_users_install_has_a_licence():
    """Each of the extra that brings it; and no other is told of."""
    needed = {Requirement(one).name: None for one in PROJECT["dependencies"]}
    for extra, wanted in PROJECT["optional-dependencies"].items():
        names = [Requirement(one).name for one in wanted if extra not in OURS]
        needed |= {name: extra for name in names if name != "ldnref"}

    assert needed == {one.name: one.extra for one in REAL.licences.dependencies}


def test_licences_are_expressions_of_spdx():
    """A LicenseRef is what SPDX has no name for."""
    held = [one.spdx for one in (*REAL.licences.bundled, *REAL.licences.dependencies)]

    assert held == [canonicalize_license_expression(one) for one in held]
    whole = [one.spdx for one in REAL.licences.bundled[:2]]
    assert PROJECT["license"] == " AND ".join(whole)


def test_licences_are_data_too(ldnref):
    """Each file is named once."""
    shown = json.loads(ldnref("licences", "-f", "json").out)
    files = [file for one in shown["bundled"] for file in one["files"]]

    assert sorted(set(files)) == sorted(files)
    assert all((ROOT / "data" / file).exists() for file in files)


@pytest.mark.parametrize(
    ("shell", "name"), [("bash", "ldnref.bash"), ("fish", "ldnref.fish"), ("zsh", "_ldnref")]
)
def test_completions_are_those_of_the_program(shell, name):
    """They ask `ldnref` itself; of zsh the function, since it is loaded at the first completion."""
    written = get_completion_script(
        prog_name="ldnref", complete_var="_LDNREF_COMPLETE", shell=shell
    )
    expected = re.sub(r"\ncompdef .*", "", written) if shell == "zsh" else written

    assert (ROOT / "docs" / "completions" / name).read_text().startswith(expected.strip())
