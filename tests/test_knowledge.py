"""The real knowledge, tested as data."""

import re
from pathlib import Path

import pytest
from conftest import ROOT

from ldnref.answers.names import names_of, normalise
from ldnref.knowledge.library import FILES, open_whole
from ldnref.knowledge.model import SEVERITIES

DATA = ROOT / "data"
REAL = open_whole()
STATEMENTS = list(REAL.statements.values())
TOPIC_FILES = sorted(DATA.glob("topics/*.yaml"))


def test_there_is_knowledge_to_test():
    """A guard: an empty folder would pass everything below."""
    assert len(TOPIC_FILES) >= 9
    assert len(STATEMENTS) >= 400
    assert len(REAL.sources) >= 150


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_there(name):
    """The house has all its rooms."""
    assert (DATA / name).is_file()


@pytest.mark.parametrize("path", TOPIC_FILES, ids=lambda path: path.stem)
def test_every_topic_has_a_command_of_its_name(ldnref, path):
    """What is written can be read."""
    assert 0 == ldnref(path.stem).code
    assert f"\n  {path.stem} " in ldnref("--help").out


@pytest.mark.parametrize("path", TOPIC_FILES, ids=lambda path: path.stem)
def test_the_head_of_each_section_stands_alone(path):
    """The first statement is shown whenever another is: only a whole section is a detail."""
    for group in REAL.topics[path.stem].groups:
        assert not group.statements[0].detail or all(s.detail for s in group.statements)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.id)
def test_every_statement_is_short_enough_to_read(statement):
    """A tired doctor reads two sentences, not five."""
    assert len(statement.says) <= 240
    assert len(statement.action or "") <= 160
    assert len(statement.label) <= 24


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.id)
def test_no_statement_reassures(statement):
    """`Safe`, `OK` and `no interactions` are never our words."""
    said = f"{statement.says} {statement.action or ''}"

    assert not re.search(r"\b(?:is|are|be) safe\b|\bOK\b|no interactions\b", said)


def test_what_is_bad_says_what_to_do():
    """A contraindication without an instruction leaves the reader alone."""
    worst = [s for s in STATEMENTS if s.severity in SEVERITIES[:2]]

    assert worst
    assert [] == [s.id for s in worst if not s.action]


def test_every_label_statement_on_full_doses_says_that_it_is():
    """Labels speak of 50 mg; what applies them to low doses is our caution."""
    labels = [
        s
        for s in STATEMENTS
        if s.basis == "label" and s.id.startswith(("interactions-", "cautions-"))
    ]
    # What these labels say concerns another product than naltrexone tablets.
    others = {"interactions-sequestered", "interactions-naloxone"}

    assert [] == [s.id for s in labels if not s.from_full_dose and s.id not in others]


def test_a_limit_on_the_dose_is_said_in_milligrams_a_day():
    """One unit, so that no comparison can slip by a thousand."""
    limits = [s.limit for s in STATEMENTS if s.limit]

    assert limits
    assert {("mg", "day")} == {(limit.unit, limit.per) for limit in limits}


def test_no_name_stands_for_two_things():
    """A name on two entries would answer for one and hide the other: it is declared ambiguous."""
    owners = {}
    for named in REAL.names.values():
        for name in set(map(normalise, (*names_of(named), *named.asks))):
            owners.setdefault(name, set()).add(named.id)

    assert {} == {name: ids for name, ids in owners.items() if len(ids) > 1}


def test_data_holds_no_code():
    """Knowledge is text that a clinician can edit."""
    suffixes = {path.suffix for path in Path(DATA).rglob("*") if path.is_file()}

    assert suffixes <= {".yaml", ".txt", ""}
