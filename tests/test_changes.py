"""How the knowledge changed: told to readers, and no claim changes without a word."""

import json
import shutil
import subprocess
import sys
from decimal import Decimal

import pytest
from conftest import BASE, ROOT

from ldnref.answers.inventory.changes import changes
from ldnref.knowledge.library import open_base, open_whole
from ldnref.knowledge.model_claims import claim
from ldnref.knowledge.model_statements import Applies, Limit
from ldnref.knowledge.model_upkeep import Logged
from ldnref.knowledge.pointing import every_statement
from ldnref.knowledge.rules_of_changes import unlogged
from ldnref.noting import grown

REAL = open_base(changes=True)


def _sealed(base):
    """The invented base with every claim known."""
    known = tuple(
        Logged(statement.id, None if statement.withdrawn else claim(statement))
        for _, statement in every_statement(base)
        if statement.withdrawn is None
    )
    return base._replace(changes=(base.changes[0]._replace(statements=known), *base.changes[2:]))


def _with(base, **changed):
    dosing = base.topics["dosing"]
    first = dosing.groups[0]
    statements = (first.statements[0]._replace(**changed), *first.statements[1:])
    groups = (first._replace(statements=statements), *dosing.groups[1:])
    return base._replace(topics={**base.topics, "dosing": dosing._replace(groups=groups)})


@pytest.mark.parametrize(
    "changed",
    [
        {"says": "Something else."},
        {"severity": "caution"},
        {"applies": Applies(conditions=("stiffness",))},
        {"limit": Limit(Decimal(0), None, "mg", "day")},
        {"action": "Wash it."},
        {"found": "no-data"},
        {"interval": 7},
        {"value": None},
        {"from_full_dose": True},
        {"check": False},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_claim_that_changes_without_a_word_is_refused(base, changed):
    """Whatever of it changed, and if only one line of it was lost."""
    sealed = _sealed(base)
    assert [] == list(unlogged(sealed))

    told = [problem.message for problem in unlogged(_with(sealed, **changed))]

    assert ["changes.yaml does not say why 'dosing-usual' was corrected"] == told


@pytest.mark.parametrize("changed", [{"label": "Other"}, {"brief": "1 mg"}, {"sources": ()}])
def test_what_is_no_claim_may_be_mended(base, changed):
    """A label, a brief, and where it stands."""
    assert [] == list(unlogged(_with(_sealed(base), **changed)))


def test_what_is_new_or_withdrawn_needs_a_word_too(base):
    """Each with its kind; a base that knows no claim is held to none."""
    sealed = _sealed(base)
    first = sealed.changes[0]
    part = first._replace(statements=first.statements[1:])

    told = [problem.message for problem in unlogged(sealed._replace(changes=(part,)))]

    assert ["added", "withdrawn"] == [message.rpartition(" ")[2] for message in told]
    assert [] == list(unlogged(base))


def test_the_real_claims_are_all_known():
    """`ldnref validate` asks this too."""
    assert [] == [str(problem) for problem in unlogged(REAL)]


def test_a_change_is_noted_with_its_reason(tmp_path):
    """Added and corrected claims, below those before; noted once, and read back."""
    folder = shutil.copytree(BASE, tmp_path / "data")
    command = [sys.executable, "-m", "ldnref.noting", "The grocer  looked again.", str(folder)]

    for _ in range(2):
        subprocess.run(command, check=True, cwd=ROOT)

    found = open_whole(folder)
    assert [] == list(unlogged(found))
    *_, added, corrected = found.changes
    assert ("added", "corrected") == (added.kind, corrected.kind)
    assert {"The grocer looked again."} == {added.because, corrected.because}
    assert {"evidence-juice", "titration-back"} == {one.id for one in corrected.statements}


def test_with_a_change_the_least_grows_and_never_shrinks(base):
    """Who adds a medicine writes no number; a number that is too high is asked about, and stays."""
    text = (BASE / "must-hold.yaml").read_text()

    told = grown(base, text)

    assert 'least: {medicines: "14", conditions: "7", names: "51", ' in told
    assert 'other-medicines: "1", codes: "13"}' in told
    assert told == grown(base._replace(names={}, codes={}), told)


@pytest.mark.parametrize(("words", "code"), [([], 2), ([" "], 2), (["why", "nowhere"], 1)])
def test_nothing_is_noted_without_a_reason_or_a_folder(words, code):
    """And something is said of it."""
    ran = subprocess.run(
        [sys.executable, "-m", "ldnref.noting", *words],
        check=False,
        cwd=ROOT,
        capture_output=True,
    )

    assert code == ran.returncode
    assert ran.stderr


def test_changes_are_told_from_a_day_on(ldnref, base):
    """The newest first, with how many of each kind a version has."""
    assert ["1.0.0", "0.9.0"] == [line.label for line in changes(base).sections[0].lines]
    told = json.loads(ldnref("changes", "--since", "2026-11-29", "-f", "json").out)["changes"]

    assert {"added", "corrected", "withdrawn"} == {one["kind"] for one in told}
    assert {"2026-11-29"} == {one["date"] for one in told if one["date"] < "2026-11-30"}
    assert "No statement was" in ldnref("changes", "--since", "2099-01-01").out
    assert 2 == ldnref("changes", "--since", "yesterday").code
