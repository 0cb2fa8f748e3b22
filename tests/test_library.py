"""Folders of knowledge: used whole, or not at all, with every problem of every file at once."""

import shutil
import zipfile

import pytest
from conftest import BASE, ROOT

from ldnref.knowledge import folder as folders
from ldnref.knowledge import library
from ldnref.knowledge.folder import bundled
from ldnref.knowledge.library import UnusableError, open_base, open_whole


@pytest.fixture
def folder(tmp_path):
    """A copy of the invented base, to be damaged."""
    return shutil.copytree(BASE, tmp_path / "data")


def _problems(folder):
    with pytest.raises(UnusableError) as caught:
        open_whole(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_part_is_opened_without_the_rest(folder):
    """A command reads the files that it uses: damage elsewhere does not stop it."""
    (folder / "topics" / "cautions.yaml").write_text("a: [")

    base = open_base(["dosing"], folder=folder)

    assert {"dosing"} == set(base.topics)
    assert {} == base.names


def test_a_part_of_a_base_is_made_once_and_holds_no_more():
    """Who asks for it again gets the same, with what was made of it; the whole stays whole."""
    base = open_whole(BASE)
    parts = [base.part(["dosing"], disagreements=one) for one in (True, False)]

    assert [{"dosing"}, {"dosing"}] == [set(part.topics) for part in parts]
    assert [base.disagreements, ()] == [part.disagreements for part in parts]
    assert parts[1] is base.part(["dosing"], disagreements=False)
    assert parts[0].made(len) is parts[0].made(len)
    assert base is base.part(base.topics)
    assert {*base.part(base.topics, disagreements=False).topics} == {*base.topics}


def test_a_damaged_part_stops_whoever_needs_it(folder):
    """A file is used whole or not at all."""
    (folder / "topics" / "dosing.yaml").write_text("a: [")

    with pytest.raises(UnusableError):
        open_base(["dosing"], folder=folder)


def test_a_missing_folder_is_named(tmp_path):
    """The path that was typed stands in the message."""
    expected = f"{tmp_path / 'nowhere'}:1:1: there is no such folder"

    with pytest.raises(UnusableError) as caught:
        open_whole(tmp_path / "nowhere")

    assert [expected] == list(map(str, caught.value.problems))


def test_an_empty_folder_lacks_every_file(tmp_path):
    """Each missing file is one line."""
    assert [
        "about.yaml:1:1: there is no such file",
        "changes.yaml:1:1: there is no such file",
        "codes/atc.txt:1:1: there is no such file",
        "codes/dmd.txt:1:1: there is no such file",
        "codes/icd10.txt:1:1: there is no such file",
        "codes/ndc.txt:1:1: there is no such file",
        "codes/rxnorm.txt:1:1: there is no such file",
        "codes/snomed.txt:1:1: there is no such file",
        "conditions.yaml:1:1: there is no such file",
        "disagreements.yaml:1:1: there is no such file",
        "licences.yaml:1:1: there is no such file",
        "list-words.yaml:1:1: there is no such file",
        "measures.yaml:1:1: there is no such file",
        "medicines.yaml:1:1: there is no such file",
        "must-hold.yaml:1:1: there is no such file",
        "other-medicines.txt:1:1: there is no such file",
        "pages.yaml:1:1: there is no such file",
        "records.yaml:1:1: there is no such file",
        "sources.yaml:1:1: there is no such file",
        "studies.yaml:1:1: there is no such file",
        "topics:1:1: there are no topics",
        "verdicts.yaml:1:1: there is no such file",
        "words.yaml:1:1: there is no such file",
    ] == _problems(tmp_path)


def test_problems_of_all_files_come_together_in_order(folder):
    """One run shows all there is to mend."""
    (folder / "about.yaml").write_bytes(b"what: \xff\n")
    (folder / "sources.yaml").write_text("sources: []\n")
    (folder / "medicines.yaml").unlink()
    (folder / "medicines.yaml").mkdir()
    (folder / "extra.yaml").write_text("a: 1\n")
    others = "# Invented.\nb\tb\tX\na\ta\tX\nc\n"
    (folder / "other-medicines.txt").write_text(others)
    (folder / "topics" / "note.txt").write_text("x")
    (folder / "topics" / ".dosing.yaml.swp").write_text("an editor's business")
    (folder / "topics" / "dosing.yaml").write_text("title: \x01\n")

    assert [
        "about.yaml:1:7: not UTF-8",
        f"extra.yaml:1:1: unknown file; known: {', '.join(library.FILES)}",
        "medicines.yaml:1:1: cannot be read: Is a directory",
        "other-medicines.txt:3:1: 'a' is not sorted, or stands twice",
        "other-medicines.txt:4:1: expected a name, substances and an origin",
        "sources.yaml:1:10: empty list",
        "topics/dosing.yaml:1:8: U+0001 is not allowed in YAML",
        "topics/note.txt:1:1: not a .yaml file",
    ] == _problems(folder)


def test_an_id_declared_twice_is_found_while_reading(folder):
    """Two sources, or two medicines, of one id would hide each other."""
    for name, head in (("sources.yaml", "sources:\n"), ("conditions.yaml", "conditions:\n")):
        text = (folder / name).read_text()
        (folder / name).write_text(text + text.removeprefix(head))

    conditions = [problem for problem in _problems(folder) if "conditions.yaml" in problem]
    assert "conditions.yaml:9:5: name 'stiffness' is declared twice" == conditions[0]
    assert 7 == len(conditions)
    assert [
        "sources.yaml:28:5: source 'pineapple-2001' is declared twice",
        "sources.yaml:42:5: source 'label-zorblex' is declared twice",
        "sources.yaml:48:5: source 'lost-leaflet' is declared twice",
    ] == [problem for problem in _problems(folder) if problem not in conditions]


def test_broken_rules_are_told_when_every_file_can_be_read(folder):
    """A source that nothing cites is a problem of the whole, not of one file."""
    text = (folder / "sources.yaml").read_text()
    (folder / "sources.yaml").write_text(text.replace("id: lost-leaflet", "id: found-leaflet"))

    found = _problems(folder)

    assert "sources.yaml:22:5: nothing cites the source 'found-leaflet'" in found
    assert any("source 'lost-leaflet' is not in sources.yaml" in problem for problem in found)


def test_a_folder_that_may_not_be_listed_is_a_problem(folder, monkeypatch):
    """The system's own words say why."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(folder), "iterdir", refuse)

    assert [f"{folder}:1:1: cannot be read: Permission denied"] == _problems(folder)


def test_the_bundled_folder_is_found_inside_the_package_beside_it_or_in_a_zip(
    tmp_path, monkeypatch
):
    """Wheel, checkout and zipped wheel all find their knowledge."""
    assert bundled().joinpath("about.yaml").is_file()

    package = tmp_path / "wheel.zip"
    with zipfile.ZipFile(package, "w") as wheel:
        wheel.writestr("zipped_ldnref/__init__.py", "")
        wheel.writestr("zipped_ldnref/data/about.yaml", "what: x\n")
    monkeypatch.syspath_prepend(package)
    monkeypatch.setattr(folders, "__file__", str(package / "zipped_ldnref" / "knowledge" / "x.py"))
    monkeypatch.setattr(folders, "_PACKAGE", "zipped_ldnref")

    assert bundled().joinpath("about.yaml").read_text() == "what: x\n"


def _changed(folder, file, old, new):
    """A file of the folder with some words changed, and the place of the new ones in it."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "medicines.yaml",
            "    within: [citrus]\n",
            "",
            "medicines.yaml:28:9: 'lemonol' is in no group, and holds nothing",
        ),
        (
            "medicines.yaml",
            "within: [fruits]}\n  - {id: fruit-depot",
            "within: [minerals]}\n  - {id: fruit-depot",
            "'lemonol' is one of the citrus, and reaches no 'contraindicated'",
        ),
        (
            "medicines.yaml",
            "within: [minerals]}",
            "within: [metals]}",
            "medicines.yaml:38:58: 'metals' is no medicine, group or condition",
        ),
        (
            "medicines.yaml",
            "may-be: [lemonol, plumine]",
            "may-be: [lemonol, plum]",
            "medicines.yaml:6:23: 'plum' is no medicine, group or condition",
        ),
        (
            "list-words.yaml",
            "suggests: citrus",
            "suggests: lime",
            "list-words.yaml:39:30: 'lime' is no medicine, group or condition",
        ),
        (
            "topics/interactions.yaml",
            "applies: {medicines: [lemonol]}",
            "applies: {medicines: [lemonoll]}",
            "26:31: 'lemonoll' is no medicine, group or condition; did you mean 'lemonol'?",
        ),
        (
            "topics/cautions.yaml",
            "ref: label-zorblex",
            "ref: label-zorbex",
            "14:25: source 'label-zorbex' is not in sources.yaml; did you mean 'label-zorblex'?",
        ),
        (
            "disagreements.yaml",
            "dosing-ceiling",
            "dosing-celing",
            "'dosing-celing' in 'ceiling' is no statement",
        ),
        (
            "must-hold.yaml",
            "{group: fruits,",
            "{group: fruit,",
            "must-hold.yaml:3:13: 'fruit' is no group",
        ),
        (
            "topics/interactions.yaml",
            "severity: contraindicated",
            "severity: note",
            "'lemonol' is one of the fruits, and reaches no 'contraindicated'",
        ),
    ],
)
def test_a_question_is_not_answered_from_what_leads_nowhere(folder, file, old, new, expected):
    """Neither a traceback nor `nothing held`: the place of the word, before any answer."""
    _changed(folder, file, old, new)

    with pytest.raises(UnusableError) as caught:
        open_base(["interactions", "cautions", "dosing"], names=True, folder=folder)

    found = [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]
    assert any(expected in problem for problem in found), found


def test_an_edit_needs_no_seal(folder):
    """Whoever edits a folder asks it at once; only what leads nowhere stops an answer."""
    _changed(folder, "topics/interactions.yaml", "severity: note", "severity: caution")

    base = open_base(["interactions", "cautions", "dosing"], names=True, folder=folder)

    assert "caution" == base.statements["interactions-lemonol"].severity
    assert [
        "'interactions' has 1 of 'note', not 2: was a line lost? If not, write the new number here"
    ] == [problem.partition(" ")[2] for problem in _problems(folder)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "check: [plumine], outcome: contraindicated",
            "check: [plumine], outcome: avoid",
            "must-hold.yaml:6:14: a check of plumine ends in 'contraindicated', and must in 'avoi",
        ),
        (
            'dose: "3.5", outcome: avoid',
            'dose: "2.5", outcome: avoid',
            "must-hold.yaml:7:14: a check of stiffness ends in 'nothing-held', and must in 'avoid'",
        ),
    ],
)
def test_a_patient_whose_check_ends_otherwise_is_a_problem(folder, ldnref, old, new, expected):
    """A slip that silences a danger is told, though every file can be read and breaks no rule."""
    _changed(folder, "must-hold.yaml", old, new)

    ran = ldnref("validate", str(folder))

    assert 6 == ran.code
    assert expected in ran.err
    assert "" == ran.out


def test_a_sound_folder_is_told_to_be_sound(folder, ldnref):
    """Every question of must-hold.yaml was asked, and answered as it says."""
    ran = ldnref("validate", str(folder))

    assert 0 == ran.code, ran.err
    assert ran.out.startswith("no problem found")


@pytest.mark.no_cover
@pytest.mark.parametrize("file", ["medicines.yaml", "list-words.yaml", "other-medicines.txt"])
@pytest.mark.parametrize("left", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_short_is_refused(tmp_path, file, left):
    """Whether or not what is left of it is sound: with the place."""
    folder = tmp_path / "data"
    shutil.copytree(str(bundled()), folder)
    lines = (folder / file).read_text().splitlines(keepends=True)
    kept = lines[: int(len(lines) * left)]
    (folder / file).write_text("".join(kept))

    with pytest.raises(UnusableError) as caught:
        open_base(["interactions"], names=True, folder=folder)

    wanted = f"{folder}/{file}:{len(kept) + 1}:1: cut short"
    assert any(str(one).startswith(wanted) for one in caught.value.problems)


@pytest.mark.no_cover
@pytest.mark.parametrize("words", [["cost"], ["supply", "cost"], ["search", "cost"], ["validate"]])
def test_a_topic_that_is_gone_stops_who_looks_in_it(tmp_path, ldnref, words):
    """It is listed, and nothing is answered as if it had never been."""
    folder = tmp_path / "data"
    shutil.copytree(str(bundled()), folder)
    (folder / "topics" / "supply.yaml").unlink()

    ran = ldnref("--data", str(folder), *words)

    assert 6 == ran.code
    assert "topics/supply.yaml:1:1: there is no such file" in ran.err


def test_codes_are_opened_when_one_is_looked_up(folder):
    """Which systems there are is known before; a table that is gone stops who looks in it."""
    codes = open_base([], folder=folder, names=True).codes
    (folder / "codes" / "rxnorm.txt").unlink()

    assert [*library.CODES, *library.PRODUCT_CODES] == list(codes)
    assert 6 == len(codes)
    assert codes["atc"] is codes["atc"]
    with pytest.raises(UnusableError):
        codes["rxnorm"]


def test_what_must_hold_may_not_be_missing(tmp_path, monkeypatch):
    """Of what was compiled its hash is compared; where the file is gone, that is told."""
    copied = tmp_path / "data"
    shutil.copytree(ROOT / "data", copied)
    (copied / "must-hold.yaml").unlink()
    monkeypatch.setattr(folders, "bundled", lambda: copied)

    with pytest.raises(UnusableError) as caught:
        open_base(["interactions"], names=True)
    assert ["data/must-hold.yaml:1:1: there is no such file"] == list(
        map(str, caught.value.problems)
    )
