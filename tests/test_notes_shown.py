"""The reader's own notes beside the answers: shown where they belong, set apart, hiding nothing."""

import json
import re
import stat
import subprocess
from pathlib import Path

import pytest

from ldnref import notes as kept
from ldnref.answers import notes
from ldnref.answers.answer import NotHeldError


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A file of notes of one's own."""
    path = tmp_path / "notes.yaml"
    monkeypatch.setenv("LDNREF_NOTES", str(path))
    return path


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that runs a line of shell on the file it is given."""

    def set_to(line):
        script = tmp_path / "my editor"
        script.write_text(f"#!/bin/sh\n{line}\n")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("VISUAL", f"'{script}'")

    return set_to


@pytest.mark.parametrize(
    ("about", "command"),
    [
        ("dosing", ["dosing"]),
        ("Dosing", ["dosing", "--spasticity"]),
        ("titration", ["titration", "--regimen", "ms-uk"]),
        ("evidence", ["evidence", "--map"]),
        # A medicine, by any name; a group is shown with its members, a wider condition too.
        ("Ultram", ["interactions", "tramadol"]),
        ("tramadol", ["check", "Ultram 50"]),
        ("opioids", ["check", "Ultram 50"]),
        ("opioids", ["interactions"]),
        ("interferons", ["interactions", "Rebif"]),
        ("tramadol", ["medicines", "tramadol"]),
        ("liver disease", ["check", "cirrhosis"]),
        ("spasticity", ["dosing"]),
        ("multiple sclerosis", ["evidence", "cree-2010"]),
        # A source is shown wherever it is cited.
        ("cree-2010", ["dosing"]),
        ("Cree 2010", ["sources", "cree-2010"]),
        ("cree-2010", ["sources"]),
        ("cree-2010", ["evidence", "cree-2010"]),
        ("cree-2010", ["disagreements", "two-trials"]),
        ("cree-2010", ["search", "Cree"]),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.usefixtures("file")
def test_a_note_is_shown_whenever_its_subject_is(ldnref, about, command, form):
    """The reader wrote it there to find it there, in every format."""
    assert 0 == ldnref("notes", "add", about, "Ward 5, ask for the nurse.").code

    shown = ldnref(*command, "--format", form).out

    assert "Ward 5, ask for the nurse." in shown
    if form != "json":
        assert "our own notes, no part of this reference" in shown
    assert "Ward 5" not in ldnref(*command, "--format", form, "--no-notes").out


@pytest.mark.usefixtures("file")
def test_a_note_is_not_shown_elsewhere(ldnref):
    """A note on everything would be read nowhere."""
    ldnref("notes", "add", "dosing", "Ward 5")

    assert "Ward 5" not in ldnref("mechanism").out


@pytest.mark.usefixtures("file")
def test_several_notes_stand_under_one_heading(ldnref):
    """In the order of writing."""
    for words in ("first", "second"):
        ldnref("notes", "add", "dosing", words)

    for form in ("text", "markdown"):
        shown = ldnref("dosing", "-f", form).out
        assert 1 == shown.count("our own notes")
        assert shown.index("first ") < shown.index("second ")


@pytest.mark.usefixtures("file")
def test_json_says_what_a_note_is(ldnref):
    """A program can tell it from a statement."""
    ldnref("notes", "add", "Ultram", "Ward 5")

    (note,) = json.loads(ldnref("interactions", "tramadol", "-f", "json").out)["notes"]

    assert (1, "medicine", "tramadol", "Ward 5") == tuple(
        note[key] for key in ("id", "kind", "about", "text")
    )


@pytest.mark.parametrize("force", ["", "1"])
@pytest.mark.usefixtures("file")
def test_signs_in_a_note_show_as_typed(ldnref, monkeypatch, force):
    """A note orders nothing: no colour, no emoji, no cursor."""
    monkeypatch.setenv("FORCE_COLOR", force)
    ldnref("notes", "add", "dosing", "[red]no[/x] :tada: *stars*\ntab \\r")

    shown = ldnref("dosing").out

    plain = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", shown).split())
    assert "[red]no[/x] :tada: *stars*" in plain
    assert "tab \\r" in plain
    assert r"\[red\]no\[/red\]" not in plain
    assert r"\[red\]no\[/x\] :tada: \*stars\*" in ldnref("dosing", "-f", "markdown").out


@pytest.mark.parametrize("force", ["", "1"])
def test_an_escape_code_of_a_file_shows_as_an_escape(ldnref, file, monkeypatch, force):
    """Whoever wrote the file, it moves no cursor."""
    monkeypatch.setenv("FORCE_COLOR", force)
    assert 0 == ldnref("notes", "add", "dosing", "\x1b[31mESC").code
    ldnref("notes", "add", "dosing", "MARK")
    file.write_text(file.read_text().replace("MARK", "\u202eMARK"))

    ran = ldnref("dosing")

    assert r"\x1b[31mESC" in ran.out
    assert "\x1b[31mESC" not in ran.out
    assert "\u202e" not in ran.out + ran.err


@pytest.mark.parametrize("count", [3, 5])
@pytest.mark.usefixtures("file")
def test_many_notes_leave_room_for_the_answer(ldnref, count):
    """The first three, each in short; the others are counted."""
    for number in range(count):
        ldnref("notes", "add", "dosing", f"note{number} " + "word " * 80)

    shown = ldnref("dosing").out

    assert 22 >= len(shown.splitlines())
    assert ["note0", "note1", "note2"] == re.findall(r"note\d", shown)
    assert ("2 more of your notes: ldnref notes" in shown) == (count == 5)
    assert shown.index("Usual range") < shown.index("note0")


@pytest.mark.parametrize("width", ["24", "40", "80"])
@pytest.mark.usefixtures("file")
def test_a_long_note_fits_the_screen(ldnref, monkeypatch, width):
    """However long its words."""
    ldnref("notes", "add", "status", "x" * 200)
    monkeypatch.setenv("COLUMNS", width)

    assert max(map(len, ldnref("notes").out.splitlines())) <= max(int(width), 40)


def test_damaged_notes_hide_no_answer(ldnref, file):
    """The answer comes whole, with exit 0; the complaint names the line."""
    clean = ldnref("dosing").out
    file.write_text("notes:\n  - {id: 1, kind: topic, about: dosing}\n")

    ran = ldnref("dosing")

    assert (0, clean) == (ran.code, ran.out)
    assert f"{file}:2:5: missing key 'text'" in ran.said


def test_a_check_keeps_its_exit_code_with_damaged_notes(ldnref, file):
    """A finding is a finding."""
    file.write_bytes(b"\xff")

    ran = ldnref("check", "Ultram")

    assert 5 == ran.code
    assert f"{file}:1:1: not UTF-8" in ran.said


@pytest.mark.parametrize(
    "command", [["add", "dosing", "Ward 5"], ["edit", "1"], ["remove", "1"], ["list"]]
)
def test_damaged_notes_are_changed_by_nobody(ldnref, file, command):
    """Not a byte of what may be mended is lost, and a new note is echoed."""
    file.write_text("notes: [x")
    before = file.read_bytes()

    ran = ldnref("notes", *command)

    assert (1, "") == (ran.code, ran.out)
    assert str(file) in ran.err
    assert before == file.read_bytes()
    assert ("Ward 5" in ran.err) == (command[0] == "add")


def test_a_note_that_cannot_be_written_is_echoed_whole(ldnref, monkeypatch, tmp_path):
    """It can be copied from the screen."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LDNREF_NOTES", str(tmp_path / "file" / "notes.yaml"))
    words = "Ward 5. " * 100

    ran = ldnref("notes", "add", "dosing", words)

    assert (1, "") == (ran.code, ran.out)
    assert words in ran.err


def test_notes_are_listed_added_changed_and_removed(ldnref, file, editor):
    """The whole life of a note."""
    assert "There are none yet." in ldnref("notes").out
    assert "note 1 on dosing\n" == ldnref("notes", "add", "dosing", "Ward 5").out
    assert "Ward 5" in ldnref("notes", "list").out

    editor('sed -i s/5/6/ "$1"')
    assert "note 1 on dosing is changed\n" == ldnref("notes", "edit", "1").out
    assert ["Ward 6"] == [note.text for note in kept.read(file)]

    editor("true")
    assert "note 1 on dosing is as it was\n" == ldnref("notes", "edit", "1").out

    assert "removed note 1 on dosing:\nWard 6\n" == ldnref("notes", "remove", "1").out
    assert () == kept.read(file)
    assert f"{file}\n" == ldnref("notes", "path").out


@pytest.mark.parametrize(
    "line", ["exit 3", "printf '\\377' > \"$1\"", 'rm "$1"', 'echo half > "$1"; exit 3']
)
def test_an_editor_that_fails_changes_nothing(ldnref, file, editor, line):
    """A note is what it was until a new one is whole."""
    ldnref("notes", "add", "dosing", "Ward 5")
    editor(line)

    ran = ldnref("notes", "edit", "1")

    assert (2, "") == (ran.code, ran.out)
    assert "did not end well" in ran.err
    assert ("half" in ran.err) == ("half" in line)
    assert ["Ward 5"] == [note.text for note in kept.read(file)]


@pytest.mark.parametrize("named", ["vi 'x", "no such editor"])
def test_an_editor_that_cannot_be_started_is_said(ldnref, file, monkeypatch, named):
    """By its name, and the note is as it was."""
    monkeypatch.setenv("VISUAL", named)
    ldnref("notes", "add", "dosing", "Ward 5")

    ran = ldnref("notes", "edit", "1")

    assert (2, "") == (ran.code, ran.out)
    assert named in ran.err
    assert ["Ward 5"] == [note.text for note in kept.read(file)]


def test_two_editors_at_once_lose_nothing(ldnref, file, editor):
    """The second is told, and its text is shown."""
    ldnref("notes", "add", "dosing", "Ward 5")
    other = file.read_text().replace("Ward 5", "Ward 7")
    editor(f"cat > '{file}' <<'END'\n{other}END\nsed -i s/5/6/ \"$1\"")

    ran = ldnref("notes", "edit", "1")

    assert (3, "") == (ran.code, ran.out)
    assert "changed meanwhile" in ran.err
    assert "Ward 6" in ran.err
    assert ["Ward 7"] == [note.text for note in kept.read(file)]


@pytest.mark.usefixtures("file")
def test_a_stream_that_cannot_show_a_note_shows_what_it_can(ldnref):
    """A note that is removed is seen once more, whatever the terminal."""
    ldnref("notes", "add", "dosing", "☃ Wärd")

    ran = ldnref("notes", "remove", "1", encoding="ascii")

    assert (0, "removed note 1 on dosing:\n? Ward\n") == (ran.code, ran.out)


def test_damaged_notes_hide_no_answer_where_nobody_can_be_told(program, tmp_path):
    """A closed standard error is no reason to be silent on standard output."""
    (tmp_path / "notes.yaml").write_text("notes: [x")
    env = {"LDNREF_NOTES": str(tmp_path / "notes.yaml")}
    clean = program("dosing").stdout

    with Path("/dev/full").open("w") as nowhere:
        full = program(
            "dosing", env=env, capture_output=False, stdout=subprocess.PIPE, stderr=nowhere
        )

    assert (0, clean) == (full.returncode, full.stdout)


def test_options_of_the_list_go_before_or_after_its_name(ldnref):
    """An option that would be ignored is refused."""
    assert 2 == ldnref("notes", "-f", "json", "path").code
    assert 0 == ldnref("notes", "-f", "json").code
    assert ldnref("notes", "list", "-f", "json") == ldnref("notes", "-f", "json", "list")


def test_an_edit_that_cannot_be_kept_is_echoed(ldnref, file, editor):
    """An emptied note is refused, and removing one is said to be another command."""
    ldnref("notes", "add", "dosing", "Ward 5")
    editor(': > "$1"')

    ran = ldnref("notes", "edit", "1")

    assert (3, "") == (ran.code, ran.out)
    assert ["Ward 5"] == [note.text for note in kept.read(file)]


@pytest.mark.parametrize("command", ["edit", "remove"])
@pytest.mark.usefixtures("file")
def test_a_note_that_is_not_there_is_said(ldnref, command):
    """With the numbers that are."""
    ldnref("notes", "add", "dosing", "Ward 5")

    ran = ldnref("notes", command, "7")

    assert (3, "") == (ran.code, ran.out)
    assert "there is no note 7" in ran.err


def test_a_note_is_read_from_standard_input(program, tmp_path):
    """Long ones, from another program."""
    env = {"LDNREF_NOTES": str(tmp_path / "notes.yaml")}

    ran = program("notes", "add", "dosing", "-", input="two\nlines\n", env=env)

    assert "note 1 on dosing\n" == ran.stdout
    assert ["two\nlines"] == [note.text for note in kept.read(tmp_path / "notes.yaml")]


def test_a_note_on_what_is_not_held_is_refused_and_echoed(ldnref, file):
    """It would never be shown again."""
    ran = ldnref("notes", "add", "tramadoll", "Ward 5")

    assert (3, "") == (ran.code, ran.out)
    assert "Ward 5" in ran.err
    assert "near: ldnref notes add tramadol" in ran.err
    assert not file.exists()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dosing", ("topic", "dosing")),
        ("Lemo®", ("medicine", "lemonol")),
        ("fruits", ("group", "fruits")),
        ("stiff muscles", ("condition", "stiffness")),
        ("severe-stiffness", ("condition", "severe-stiffness")),
        ("Pineapple 2001", ("source", "pineapple-2001")),
    ],
)
def test_what_a_note_is_about_is_found_by_any_of_its_names(base, typed, expected):
    """As it is asked for elsewhere."""
    assert expected == notes.subject(base, typed)


def test_a_name_of_several_meanings_is_a_condition_or_a_question(ldnref, file):
    """In a note `MS` is the disease; other such names have to be made plain."""
    assert "note 1 on multiple-sclerosis\n" == ldnref("notes", "add", "MS", "Ward 5").out

    ran = ldnref("notes", "add", "Tylenol", "Ward 6")
    assert 3 == ran.code
    assert "may be several" in ran.err
    assert 1 == len(kept.read(file))


def test_what_no_note_can_be_about_is_not_guessed(base):
    """A near name is offered by the screen."""
    with pytest.raises(NotHeldError):
        notes.subject(base, "lemonl")
