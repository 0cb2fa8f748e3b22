"""`ldnref --data FOLDER …`: a folder of one's own is answered from as the bundled knowledge is."""

import json
import shutil

import pytest
from cases import every
from conftest import BASE, ROOT

from ldnref.cli.options import Format
from ldnref.knowledge.folder import bundled

WHOSE = f"From {BASE}, version 1.0.0, as of 2026-01-31."

QUESTIONS = [
    ["dosing"],
    ["titration"],
    ["interactions"],
    ["interactions", "plumine"],
    ["check", "plumine", "stiffness", "--dose", "2"],
    ["evidence", "--all"],
    ["evidence", "--map"],
    ["evidence", "pineapple-2001"],
    ["medicines"],
    ["search", "dose"],
    ["disagreements"],
    ["sources"],
    [],
]


@pytest.fixture
def own(tmp_path):
    """The invented base in a folder that a test may change."""
    return shutil.copytree(BASE, tmp_path / "own")


@every("words", QUESTIONS, ids=" ".join)
@every("shape", Format)
def test_every_answer_of_a_folder_says_whose_it_is(ldnref, words, shape):
    """Nobody takes a draft for this reference: folder, version and date are in its notice."""
    ran = ldnref("--data", str(BASE), *words, "--format", shape)

    shown = json.loads(ran.out)["notice"] if shape is Format.JSON else " ".join(ran.out.split())
    assert WHOSE in shown
    assert "" == ran.err


@pytest.mark.no_cover
@every(
    "words",
    [
        ["check", "tramadol", "spasticity", "--dose", "4"],
        ["interactions", "liver"],
        ["titration", "--regimen", "ms-uk", "--spasticity", "--from", "2026-12-01"],
        ["medicines"],
        ["sources", "--as-of", "2026-12-01"],
        ["mechanism"],
    ],
    ids=" ".join,
)
def test_a_folder_is_answered_from_as_the_bundled_one_is(ldnref, words):
    """What was validated is what is asked: only the notice differs."""
    ours = json.loads(ldnref(*words, "-f", "json").out)
    theirs = json.loads(ldnref("--data", str(bundled()), *words, "-f", "json").out)

    assert theirs.pop("notice").endswith(ours.pop("notice"))
    assert ours == theirs


def test_a_page_says_whose_it_is(ldnref):
    """What is handed over names the folder too."""
    for reader in ("professionals", "patients"):
        assert WHOSE in ldnref("--data", str(BASE), "page", "-o", "-", "--for", reader).out


def test_a_folder_with_a_broken_rule_answers_nothing(ldnref, own):
    """A folder is read whole, with every rule applied, whatever part of it is asked."""
    file = own / "topics" / "evidence.yaml"
    file.write_text(file.read_text().replace("ref: pineapple-2001", "ref: nobody-1900", 1))

    ran = ldnref("--data", str(own), "dosing")

    assert (6, "") == (ran.code, ran.out)
    assert "nobody-1900" in ran.err


@pytest.mark.parametrize("words", [["dosing"], ["mechanism"], []])
def test_a_folder_that_is_none_is_said(ldnref, tmp_path, words):
    """A slip of the path is not answered from elsewhere."""
    ran = ldnref("--data", str(tmp_path / "nope"), *words)

    assert (6, "") == (ran.code, ran.out)
    assert "there is no such folder" in ran.err


def test_a_topic_that_a_folder_lacks_is_no_answer(ldnref):
    """The invented base has no mechanism, and a plan misses a topic, named by its file."""
    assert 3 == ldnref("--data", str(BASE), "mechanism").code

    ran = ldnref("--data", str(BASE), "titration", "--regimen", "gentle")

    assert (6, "") == (ran.code, ran.out)
    assert f"{BASE}/topics/side-effects.yaml:1:1: there is no such file" in ran.err


def test_a_topic_is_a_command_without_any_code(ldnref, own):
    """A clinician adds a file, and a line to about.yaml."""
    about = own / "about.yaml"
    about.write_text(
        about.read_text().replace("topics:\n", "topics:\n  - {name: travel, says: on the way}\n")
    )
    (own / "topics" / "travel.yaml").write_text(
        "title: Travel\nnext: [dosing]\nsections:\n  - title: Abroad\n    statements:\n      - {id:"
        " travel-pack, label: Pack, says: Carry a letter., basis: label,\n         sources: [{ref:"
        " label-zorblex, at: section 9}], checked: 2026-01-31}\n"
    )

    assert "Carry a letter" in ldnref("--data", str(own), "travel").out
    shown = ldnref("--data", str(own), "travel", "--help").out
    assert "On the way." in shown
    assert "ldnref travel --all" in shown
    assert "'travel'" in ldnref("--data", str(own), "travle").err


def test_help_is_given_whatever_the_knowledge_is_like(ldnref, monkeypatch, tmp_path):
    """Broken knowledge hides no help, and is the reason that is given for a topic."""
    (tmp_path / "about.yaml").write_text("what: [")
    monkeypatch.setattr("ldnref.knowledge.folder.bundled", lambda: tmp_path)

    assert 0 == ldnref("--help").code
    assert 6 == ldnref("mechanism").code


def test_validate_and_version_look_at_the_folder(ldnref):
    """They tell of the knowledge that was named."""
    assert "29 statements" in ldnref("--data", str(BASE), "validate").out
    assert "knowledge 1.0.0" in ldnref("--data", str(BASE), "--version").out


def test_the_readme_names_every_shape():
    """A shape that nobody is told of does not exist."""
    text = (ROOT / "README.md").read_text()

    assert [] == [shape for shape in Format if f"{shape}`" not in text]
