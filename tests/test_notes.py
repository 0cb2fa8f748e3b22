"""The reader's own notes: none is lost or half written, whatever happens meanwhile."""

import errno
import itertools
import os
import resource
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ldnref import notes
from ldnref.knowledge.model import Note
from ldnref.knowledge.model_sources import Where

DAY = date(2026, 11, 22)

#: A note that is in no file.
GONE = Note(7, "topic", "dosing", "gone", DAY, Where("notes.yaml", 1, 1))

SOUND = """\
notes:
- id: 3
  kind: topic
  about: dosing
  text: Begin low.
  written: 2026-11-22
"""


@pytest.fixture
def file(tmp_path):
    """Where the notes of a test are; nothing is there yet."""
    return tmp_path / "mine" / "notes.yaml"


def add(file, text="Ask about sleep."):
    return notes.add(file, "topic", "dosing", text, DAY)


def texts(file):
    return [note.text for note in notes.read(file)]


def names(file):
    return sorted(beside.name for beside in file.parent.iterdir())


def start(work):
    """Do some work in a process of its own; returns its number."""
    child = os.fork()
    if child == 0:
        code = 70
        sys.settrace(None)  # whoever leaves by _exit measures nothing
        try:
            work()
            code = 0
        except notes.NotesError:
            code = 1
        finally:
            os._exit(code)
    return child


def end(child):
    """How a process ended: 0 done, 1 refused, less than 0 killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# What is kept


def test_a_note_is_read_as_it_was_written(file):
    """What it is about, the words and the day come back, with the line in the file."""
    written = notes.add(file, "medicine", "tramadol", "Stop: 2 weeks # before", DAY)

    assert (1, "medicine", "tramadol", "Stop: 2 weeks # before", DAY) == written[:5]
    assert (str(file), 3, 3) == written.where
    assert (written,) == notes.read(file)


def test_where_no_file_is_there_are_no_notes(file):
    """Reading makes nothing: no file, no folder."""
    assert () == notes.read(file)
    assert not file.parent.exists()


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo\n\n  three\t\n",
        "\r\n leading and trailing \r",
        "a: b # c - [d] {e} 'f' \"g\" \\n *h &i !j %k @l `m",
        "--- \n...\n",
        "\x00\x01\x1b[31m\x7f\x85\xa0\u200b\u202e\u2028\ufeff\ufffe",
        "👩🏽‍⚕️ naïve e\u0301 ≤ 4.5 mg",
        "no",
        "2026-11-22",
        "~",
        "long " * 10_000,
    ],
)
def test_every_character_of_a_note_is_kept(file, text):
    """Spaces, line ends, control characters, emoji and all that means something to YAML."""
    add(file, text)
    add(file, "after it")

    assert [text, "after it"] == texts(file)


@given(st.text().filter(str.strip), st.text().filter(str.strip))
@example("\ufeff", "\x85 x")
def test_any_two_texts_are_kept(tmp_path_factory, first, second):
    """Whatever is typed comes back character by character, after a second change too."""
    file = tmp_path_factory.mktemp("kept") / "notes.yaml"
    add(file, first)
    add(file, "between")
    notes.replace(file, notes.read(file)[1], second)

    assert [first, second] == texts(file)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"text": "half \ud83d"}, "a note cannot hold U+D83D: half of a surrogate pair"),
        ({"about": "\udc80"}, "a note cannot hold U+DC80: half of a surrogate pair"),
        ({"text": " \n"}, "such a note cannot be kept: empty value"),
        ({"about": ""}, "such a note cannot be kept: empty value"),
        ({"kind": "person"}, "such a note cannot be kept: 'person' is none of: topic"),
        ({"about": "two  words"}, "such a note cannot be kept: it would not be read back"),
        ({"day": datetime(2026, 11, 22, tzinfo=UTC)}, "such a note cannot be kept: '2026-11-22 00"),
    ],
)
def test_what_no_file_can_hold_is_refused_before_anything_is_written(file, changed, expected):
    """A note that would come back otherwise than it was typed is not taken."""
    add(file)
    before = file.read_bytes()
    note = {"kind": "topic", "about": "dosing", "text": "x", "day": DAY, **changed}

    with pytest.raises(notes.NoteRefusedError) as refused:
        notes.add(file, **note)

    assert str(refused.value).startswith(expected)
    assert before == file.read_bytes()


def test_ids_are_greater_than_all_there_are(file):
    """A note's number is not given to another one while a later note is there."""
    assert [1, 2, 3] == [add(file).id for _ in range(3)]
    notes.remove(file, 2)

    assert 4 == add(file).id


def test_a_note_can_be_reworded_and_taken_away(file):
    """The others, and all else about the note, stay as they are."""
    for text in ("one", "two", "three"):
        add(file, text)

    notes.replace(file, notes.read(file)[1], "zwei\n")
    reworded = notes.read(file)[1]
    assert (2, "topic", "dosing", "zwei\n", DAY) == reworded[:5]
    assert ["one", "zwei\n", "three"] == texts(file)

    assert reworded == notes.remove(file, 2)
    assert ["one", "three"] == texts(file)


def test_a_note_that_somebody_else_changed_is_left_as_it_is(file):
    """Two editors open at once: the second writer is told, and nothing of the first is lost."""
    first = add(file, "one")
    notes.replace(file, first, "one, by somebody else")
    before = file.read_bytes()

    with pytest.raises(notes.NoteRefusedError, match="note 1 was changed meanwhile"):
        notes.replace(file, first, "one, by me")
    assert before == file.read_bytes()


def test_a_number_given_out_again_is_another_note(file):
    """An old editor never writes into a new note."""
    old = add(file, "one")
    notes.remove(file, 1)
    add(file, "another")

    with pytest.raises(notes.NoteRefusedError, match="note 1 was changed meanwhile"):
        notes.replace(file, old, "one, by me")
    assert ["another"] == texts(file)


def test_the_last_note_can_be_taken_away(file):
    """A file without notes is sound, and takes new ones."""
    add(file)
    notes.remove(file, 1)
    assert () == notes.read(file)

    add(file, "again")
    assert ["again"] == texts(file)


@pytest.mark.parametrize(
    "change",
    [lambda file: notes.replace(file, GONE, "x"), lambda file: notes.remove(file, 7)],
)
def test_a_number_that_no_note_has_is_answered_with_those_there_are(file, change):
    """Nothing is changed, and the reader sees what to choose from."""
    with pytest.raises(notes.NoteRefusedError, match=r"^there is no note 7; there are none$"):
        change(file)
    add(file)
    add(file)
    before = file.read_bytes()

    with pytest.raises(notes.NoteRefusedError, match=r"^there is no note 7; there are: 1, 2$"):
        change(file)
    assert before == file.read_bytes()


def test_the_version_before_is_kept_and_is_sound(file):
    """One step back is always there, as a file of notes that can be read."""
    before = file.with_name("notes.yaml.before")
    add(file, "one")
    assert not before.exists()

    for text in ("two", "three"):
        as_it_was = file.read_bytes()
        add(file, text)
        assert as_it_was == before.read_bytes()

    assert ["one", "two"] == texts(before)


# Where they are


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"LDNREF_NOTES": "my notes.yaml", "HOME": "/home/me"}, "linux", "my notes.yaml"),
        ({"HOME": "/home/me"}, "linux", "/home/me/.local/share/ldnref/notes.yaml"),
        (
            {"HOME": "/home/me", "LDNREF_NOTES": "", "XDG_DATA_HOME": ""},
            "linux",
            "/home/me/.local/share/ldnref/notes.yaml",
        ),
        ({"HOME": "/home/me", "XDG_DATA_HOME": "/data"}, "linux", "/data/ldnref/notes.yaml"),
        (
            {"HOME": "/home/me", "XDG_DATA_HOME": "not/absolute"},
            "freebsd14",
            "/home/me/.local/share/ldnref/notes.yaml",
        ),
        (
            {"HOME": "/Users/me"},
            "darwin",
            "/Users/me/Library/Application Support/ldnref/notes.yaml",
        ),
        ({"APPDATA": "/C/Roaming"}, "win32", "/C/Roaming/ldnref/notes.yaml"),
        ({"HOME": "/C/me"}, "win32", "/C/me/AppData/Roaming/ldnref/notes.yaml"),
    ],
)
def test_notes_are_where_the_platform_keeps_data(environ, platform, expected):
    """Or where LDNREF_NOTES says."""
    assert Path(expected) == notes.path(environ, platform)


def test_the_home_folder_is_known_without_its_variable(monkeypatch, tmp_path):
    """A program started without surroundings finds the same notes; here, another HOME says so."""
    monkeypatch.setenv("HOME", str(tmp_path))

    assert tmp_path in notes.path({}).parents


def test_without_any_home_folder_the_reader_is_told_what_to_set(monkeypatch):
    """A container's user may have neither HOME nor an entry among the users."""

    def unknown(_):
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)

    with pytest.raises(notes.UnwritableError, match="set LDNREF_NOTES"):
        notes.path({})


def test_notes_are_for_their_reader_only(tmp_path):
    """Every folder made and every file written is closed to others, whatever was there before."""
    file = tmp_path / "a" / "b" / "notes.yaml"
    add(file)
    file.chmod(0o644)
    add(file)

    assert [0o700, 0o700] == [stat.S_IMODE(made.stat().st_mode) for made in file.parents[:2]]
    assert ["notes.yaml", "notes.yaml.before", "notes.yaml.lock"] == names(file)
    assert {0o600} == {stat.S_IMODE(held.stat().st_mode) for held in file.parent.iterdir()}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root writes for others")
def test_who_writes_for_another_shuts_nobody_out(file):
    """After a change by root, the notes and the version before it are still their owner's."""
    add(file)
    os.chown(file, 12345, 12345)
    add(file)

    owners = {held.name: held.stat().st_uid for held in file.parent.iterdir()}
    assert 12345 == owners["notes.yaml"] == owners["notes.yaml.before"]


def test_after_the_highest_number_comes_the_least_that_is_free(file):
    """A number that somebody wrote by hand ends no notes."""
    add(file)
    file.write_text(file.read_text().replace("id: 1", f"id: {notes.HIGHEST}"))

    assert [1, 2, notes.HIGHEST] == sorted([add(file).id, add(file).id, notes.HIGHEST])


def test_a_lock_that_cannot_be_taken_is_named(file):
    """The notes may be ours, and the lock beside them another's: here, a folder."""
    file.parent.mkdir(exist_ok=True, parents=True)
    file.with_name("notes.yaml.lock").mkdir()

    with pytest.raises(notes.UnwritableError, match=r": notes\.yaml\.lock$"):
        add(file)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(tmp_path, there):
    """Notes that are kept in a synchronised folder, and linked to, stay there."""
    target = tmp_path / "synchronised" / "my.yaml"
    if there:
        add(target, "from before")
    link = tmp_path / "notes.yaml"
    link.symlink_to(target)

    add(link, "new")

    assert link.is_symlink()
    assert (["from before"] if there else []) + ["new"] == texts(target)
    assert [link.name, "synchronised"] == names(link)


# Killed, crowded, full


WRITER = """
import sys
from datetime import date
from pathlib import Path
from ldnref import notes

for _ in range(500):
    text = "".join(f"line {line}\\n" for line in range(200))
    note = notes.add(Path(sys.argv[1]), "topic", "dosing", text, date(2026, 11, 22))
    print(note.id, flush=True)
"""


@pytest.mark.no_cover
def test_every_note_told_of_outlives_kill_9(file):
    """After each of several kills: all that was reported, at most one more, and nothing halved."""
    whole = "".join(f"line {line}\n" for line in range(200))
    reported = []
    for lines in (1, 2, 4, 9, 25, 60):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True
        ) as writer:
            reported += [int(writer.stdout.readline()) for _ in range(lines)]
            writer.kill()
            reported += [int(line) for line in writer.stdout]
        assert -signal.SIGKILL == writer.returncode

        held = notes.read(file)
        assert {whole} == {note.text for note in held}
        ids = [note.id for note in held]
        assert list(range(1, len(ids) + 1)) == ids
        assert set(reported) <= set(ids)
        assert len(ids) - max(reported) in (0, 1)

        reported.append(add(file, whole).id)
        assert ["notes.yaml", "notes.yaml.before", "notes.yaml.lock"] == names(file)


#: How a process ends that has fewer steps than it takes to meet trouble.
NO_TROUBLE = 3


def add_with_trouble_at(step, trouble, file):
    """Add a note in a process that meets trouble at its nth step on the disk; how it ended."""
    steps = itertools.count(1)

    def watch(event, _):
        if event in ("open", "os.rename", "os.remove", "os.mkdir", "fcntl.flock"):
            trouble() if next(steps) == step else None

    def work():
        sys.addaudithook(watch)
        add(file, "new")
        if next(steps) <= step:
            os._exit(NO_TROUBLE)

    return end(start(work))


def with_trouble_at_each_step(folder, kept, trouble):
    """Notes that were kept, to which one was added with trouble at each step; how each ended."""
    for step in range(1, 21):
        file = folder / str(step) / "notes.yaml"
        for text in kept:
            add(file, text)
        ended = add_with_trouble_at(step, trouble, file)
        yield file, ended
        if ended == NO_TROUBLE:
            return


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


def fail():
    raise OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("kept", [[], ["one"], ["one", "two"]])
def test_a_kill_at_any_step_halves_nothing(tmp_path, kept):
    """Before each file is opened, renamed or removed: all notes are there, the last one or not."""
    killed = 0
    for file, ended in with_trouble_at_each_step(tmp_path, kept, kill):
        killed += -signal.SIGKILL == ended
        assert texts(file) in (kept, [*kept, "new"])
        assert texts(file.with_name("notes.yaml.before")) in (kept[:-1], kept)
        add(file, "after")
        assert "after" == texts(file)[-1]
        assert {"notes.yaml", "notes.yaml.before", "notes.yaml.lock"} >= set(names(file))
    assert 8 <= killed < 20
    assert NO_TROUBLE == ended


@pytest.mark.parametrize("kept", [[], ["one"], ["one", "two"]])
def test_a_failure_at_any_step_leaves_the_notes_as_they_were(tmp_path, kept):
    """Told of a failure, the reader has the old notes; told of none, the new one is there."""
    failed = 0
    for file, ended in with_trouble_at_each_step(tmp_path, kept, fail):
        assert ended in (0, 1, NO_TROUBLE)
        failed += ended == 1
        assert (kept if ended == 1 else [*kept, "new"]) == texts(file)
        if file.parent.exists():
            assert {"notes.yaml", "notes.yaml.before", "notes.yaml.lock"} >= set(names(file))
    assert 6 <= failed < 20
    assert NO_TROUBLE == ended


def test_a_folder_that_lies_of_a_change_is_told_of(file, monkeypatch):
    """A network folder that renames nothing and says it did: no note is told as kept."""
    add(file, "one")
    monkeypatch.setattr(Path, "replace", lambda *renamed: renamed[-1])

    with pytest.raises(notes.UnwritableError, match="as it was"):
        add(file, "two")

    assert ["one"] == texts(file)


def test_many_writers_at_once_lose_no_note(file):
    """Eight processes that add fifteen notes each: 120 notes, each with its own number."""
    expected = {f"{writer}: {line}" for writer in range(8) for line in range(15)}

    def write(writer):
        for line in range(15):
            add(file, f"{writer}: {line}")

    writers = [start(lambda writer=writer: write(writer)) for writer in range(8)]

    assert [0] * 8 == [end(writer) for writer in writers]
    held = notes.read(file)
    assert list(range(1, 121)) == [note.id for note in held]
    assert expected == {note.text for note in held}


@contextmanager
def full_after(size):
    """No file can grow beyond this size: what the kernel says then, a full disk says too."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("room", [0, 1, 100, 5000])
def test_a_full_disk_leaves_the_notes_as_they_were(file, room):
    """The reader is told, the old file and the one before are whole, and nothing is left over."""
    add(file, "one")
    add(file, "two")
    there = {name: (file.parent / name).read_bytes() for name in names(file)}

    with (
        full_after(room),
        pytest.raises(notes.UnwritableError, match=r"notes.yaml cannot be written: File too large"),
    ):
        add(file, "long " * 2000)

    assert there == {name: (file.parent / name).read_bytes() for name in names(file)}
    add(file, "three")
    assert ["one", "two", "three"] == texts(file)


def test_a_disk_with_room_for_the_new_version_only_keeps_the_old_one(file):
    """When the version before cannot be kept, nothing is changed: not even to make room."""
    add(file, "one")
    add(file, "long " * 2000)
    there = {name: (file.parent / name).read_bytes() for name in names(file)}

    with full_after(1000), pytest.raises(notes.UnwritableError, match="File too large"):
        notes.remove(file, 2)

    assert there == {name: (file.parent / name).read_bytes() for name in names(file)}


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path):
    """Where a file stands in the place of the folder there are no notes, and none can be added."""
    (tmp_path / "mine").write_text("not a folder", encoding="utf-8")
    for file in (tmp_path / "mine" / "notes.yaml", tmp_path / "mine" / "a" / "notes.yaml"):
        assert () == notes.read(file)
        with pytest.raises(notes.UnwritableError, match=r"notes.yaml cannot be written: "):
            add(file)

    assert ["mine"] == [there.name for there in tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["notes.yaml.before", "notes.yaml.new", "notes.yaml.lock"])
def test_what_stands_in_the_way_is_told_of(file, name):
    """A folder where a file is to be written: no error that nobody explains, no note lost."""
    add(file, "one")
    there = file.with_name(name)
    there.unlink(missing_ok=True)
    (there / "inside").mkdir(parents=True)
    before = file.read_bytes()

    with pytest.raises(notes.UnwritableError, match=r"notes.yaml cannot be written: Is a dir"):
        add(file, "two")

    assert before == file.read_bytes()
    assert sorted({"notes.yaml", "notes.yaml.lock", name}) == names(file)


# Damaged


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("low", b"\n    \xfflow", "6:5: not UTF-8"),
        ("low", b"\x01low", "5:15: U+0001 is not allowed in YAML"),
        ("notes:", b"notes: [", "2:1: not valid YAML: "),
        (SOUND, b"", "1:1: the file is empty"),
        (SOUND, SOUND.encode() + b"---\na: b\n", "8:1: only one document a file"),
        (SOUND, b"- a\n", "1:1: expected keys and values: notes"),
        (SOUND, b"{}", "1:1: missing key 'notes'"),
        (SOUND, b"notes: none\n", "1:8: expected a list"),
        (SOUND, b"notes: [one]\n", "1:9: expected keys and values: id, kind, about, text, written"),
        ("notes:", b"more: 1\nnotes:", "1:1: unknown key 'more'; known: notes"),
        ("  about", b"  abuot", "4:3: unknown key 'abuot'; did you mean 'about'?"),
        ("  about: dosing\n", b"", "2:3: missing key 'about'"),
        ("- id: 3\n ", b"-", "2:3: missing key 'id'"),
        ("3", b"03", "2:7: '03' is not a note's number as 12"),
        ("3", b"9" * 5000, "2:7: '99999"),
        ("3", "٣".encode(), "2:7: '٣' is not a note's number as 12"),
        ("3", b"[3]", "2:7: expected text"),
        ("notes:\n", SOUND.encode(), "7:7: note 3 is there twice"),
        ("topic", b"person", "3:9: 'person' is none of: topic, medicine, group, condition, source"),
        ("dosing", b"", "4:9: empty value"),
        ("Begin low.", b"' '", "5:9: empty value"),
        ("Begin low.", b"[a, b]", "5:9: expected text"),
        ("2026-11-22", b"yesterday", "6:12: 'yesterday' is not a date as 2026-11-22"),
        ("2026-11-22", b"2026-11-31", "6:12: '2026-11-31' is not a date as 2026-11-22"),
        ("Begin low.", b"&low Begin", "5:9: anchors and aliases are not used here: &low"),
    ],
)
def test_a_damaged_file_is_explained_and_never_touched(file, old, new, expected):
    """Each problem has its line and column; no change is made to what cannot be read whole."""
    before, _, after = SOUND.partition(old)
    damaged = before.encode() + new + after.encode()
    file.parent.mkdir()
    file.write_bytes(damaged)

    for use in (
        notes.read,
        add,
        lambda file: notes.replace(file, GONE, "x"),
        lambda file: notes.remove(file, 3),
    ):
        with pytest.raises(notes.DamagedError, match="cannot be read as notes") as error:
            use(file)
        problems = [str(problem) for problem in error.value.problems]
        assert any(problem.startswith(f"{file}:{expected}") for problem in problems), problems
        assert damaged == file.read_bytes()
    assert ["notes.yaml", "notes.yaml.lock"] == names(file)


def test_every_problem_of_a_damaged_file_is_told_at_once(file):
    """One look at the file is enough to mend it."""
    file.parent.mkdir()
    file.write_text("notes:\n- {id: x, kind: y, about: z, text: ''}\n", encoding="utf-8")

    with pytest.raises(notes.DamagedError) as error:
        notes.read(file)

    assert [3, 8, 17, 36] == [problem.column for problem in error.value.problems]


def test_a_file_edited_by_hand_is_read(file):
    """As editors leave it: a mark at its beginning, comments, other line ends, a block of text."""
    file.parent.mkdir()
    edited = SOUND.replace("Begin low.", "|  # mine\n    one\n     two").replace("\n", "\r\n")
    file.write_text("\ufeff# edited\r\n" + edited, encoding="utf-8", newline="")

    assert ["one\n two\n"] == texts(file)
    assert (3, 3) == notes.read(file)[0].where[1:]
    assert 4 == add(file).id


def put_a_folder(file):
    file.mkdir()


def put_a_pipe(file):
    os.mkfifo(file)


def put_a_device(file):
    file.symlink_to("/dev/zero")


def put_a_circle(file):
    file.symlink_to(file.name)


@pytest.mark.parametrize(
    ("put", "expected"),
    [
        (put_a_folder, "1:1: a folder or a device, not a file"),
        (put_a_pipe, "1:1: a folder or a device, not a file"),
        (put_a_device, "1:1: a folder or a device, not a file"),
        (put_a_circle, "1:1: cannot be read: Too many levels of symbolic links"),
    ],
)
def test_what_is_no_file_is_neither_read_nor_replaced(file, put, expected):
    """A folder, a pipe that never ends, a device: explained, left alone, and no lock beside it."""
    file.parent.mkdir()
    put(file)

    for use in (notes.read, add):
        with pytest.raises(notes.DamagedError) as error:
            use(file)
        assert [f"{file}:{expected}"] == [str(problem) for problem in error.value.problems]
    assert ["notes.yaml"] == names(file)


def test_a_file_that_may_not_be_written_is_left_as_it_is(file, monkeypatch):
    """Who made it read-only meant it; the folder's rights are no way round."""
    add(file)
    before = file.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may do anything

    with pytest.raises(notes.UnwritableError, match="Permission denied"):
        add(file, "another")
    assert before == file.read_bytes()
