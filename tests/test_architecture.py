"""The contracts in pyproject.toml refuse what they are there to refuse: each is broken once."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = [contract["name"] for contract in SETTINGS["contracts"]]

#: What breaks each contract: a module, and its one import. None is named in any contract.
PROBES = {
    "A request walks one way": ("answers/probe_way.py", "import ldnref.formats.text"),
    "Inside cli: questions, then one who asks": ("cli/probe_room.py", ""),
    "Inside knowledge: reading, then the model": ("knowledge/probe_file.py", ""),
    "Inside doors: a record first, then what is made of it": ("doors/probe_door.py", ""),
    "Inside answers: what was typed and what is held, then what is made of both": (
        "answers/probe_question.py",
        "",
    ),
    "Inside names: characters, words, what they are, how they stand, a line": (
        "answers/named/probe_name.py",
        "",
    ),
    "Inside a check: given, judged, told": ("answers/checking/probe_judge.py", ""),
    "A verdict has no words: they come after it": (
        "answers/checking/probe_words.py",
        "import ldnref.answers.sentences",
    ),
    "Inside cards: one kind of answer knows no other": ("answers/cards/probe_card.py", ""),
    "Inside formats: the typesetter first": ("formats/probe_shape.py", ""),
    "Inside the reader's notes: written, and put whole": ("notes/probe_note.py", ""),
    "Inside the evidence: figures come first": ("answers/evidence/probe_step.py", ""),
    "Inside the inventory: no list knows another": (
        "answers/inventory/probe_list.py",
        "import ldnref.answers.inventory.topics",
    ),
    "Inside titration: rising comes first": ("answers/titration/probe_plan.py", ""),
    "Answers, formats and doors know the model only, never the files": (
        "answers/probe_files.py",
        "import ldnref.knowledge.library",
    ),
    "Only cli imports typer": ("formats/probe_typed.py", "import typer"),
    "Only formats.terminal imports rich": ("formats/probe_leaflet.py", "import rich.text"),
    "Only yaml_nodes imports yaml": ("probe_output.py", "import yaml"),
    "Only formats.page and formats.web import jinja2": (
        "formats/probe_printed.py",
        "import jinja2",
    ),
    "Only the service imports starlette; it and doors.mcp, uvicorn": (
        "doors/probe_port.py",
        "import uvicorn",
    ),
    "Only doors.mcp imports mcp": ("formats/probe_asked.py", "import mcp"),
    "Only doors.screen, doors.export and doors.tables import duckdb": (
        "doors/probe_table.py",
        "import duckdb",
    ),
    "Only formats.ics imports icalendar": ("answers/probe_dated.py", "import icalendar"),
}


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """What lint-imports says of a copy of the package in which every contract is broken."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(ROOT / "ldnref", folder / "ldnref")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for file, line in PROBES.values():
        (folder / "ldnref" / file).write_text(f"{line}\n")
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--verbose"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 1 == ran.returncode, ran.stderr
    _, _, broken = ran.stdout.partition("Broken contracts")
    return broken


#: The one module that may be long, and why.
LONG = {"ldnref/answers/sentences.py": "a closed list: what is said to readers"}


def test_no_module_is_longer_than_a_job():
    """Over 250 lines a module has more than one; functions are held by ruff (C901)."""
    files = (ROOT / "ldnref").rglob("*.py")
    long = {
        file.relative_to(ROOT).as_posix()
        for file in files
        if file.parent.name != "held" and len(file.read_text().splitlines()) > 250
    }
    assert set(LONG) == long


def test_every_room_has_a_contract():
    """A folder of the package without one would be a room without walls."""
    walled = {
        room.removesuffix(".*").replace(".", "/")
        for contract in SETTINGS["contracts"]
        for room in (*contract.get("containers", ()), *contract.get("modules", ()))
    }
    rooms = {file.parent.relative_to(ROOT).as_posix() for file in (ROOT / "ldnref").rglob("*.py")}
    assert walled == rooms - {"ldnref/held"}


def test_every_contract_has_a_probe():
    """A contract that nothing was seen to break may forbid nothing."""
    assert CONTRACTS == list(PROBES)


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_module_that_breaks_a_contract_is_refused(refused, name):
    """A new module needs no entry in any list to be kept in its place."""
    module = PROBES[name][0].removesuffix(".py").rpartition("/")[2]

    _, _, told = refused.partition(f"{name}\n---")
    told = told[
        : min((at for other in CONTRACTS if (at := told.find(f"\n{other}\n")) > 0), default=None)
    ]
    assert module in told
