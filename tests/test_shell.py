"""What a shell sees: pager, completion, man page, broken streams, Ctrl-C, and the Python call."""

import io
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import BASE, ROOT, Ran

import ldnref as door
from ldnref.cli import ExitCode
from ldnref.cli.ending import ended

FULL = Path("/dev/full")
MAN = (ROOT / "docs" / "ldnref.1").read_text()
#: A pager that shows what it was given and with what it was started.
PAGER = "sh -c 'echo paged with $LESS; cat'"


def on_a_terminal(*words, lines="24", **surroundings):
    """What is shown on a terminal of 80 columns, and the exit code."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": "80", "LINES": lines, **surroundings}
    command = [sys.executable, "-m", "ldnref", *words]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, cwd=ROOT
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    return shown.decode(), process.returncode


def _read(descriptor):
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # the other end is closed
        return b""


def test_everything_goes_through_the_readers_pager():
    """What is longer than the screen is paged through, in colour, and `LESS` is set once."""
    shown, code = on_a_terminal("dosing", "--all", PAGER=PAGER)

    assert ExitCode.ANSWERED == code
    assert shown.startswith("paged with FRX")
    assert "\x1b[1m" in shown


@pytest.mark.parametrize(
    "words",
    [
        ["dosing", "--all", "-f", "markdown"],
        ["--help"],
        ["cite", "--all"],
        ["schema", "check"],
    ],
)
def test_whatever_else_is_long_is_paged_too(words):
    """Help, citations and other shapes of an answer are read as the answer is."""
    shown, code = on_a_terminal(*words, PAGER=PAGER)

    assert ExitCode.ANSWERED == code
    assert shown.startswith("paged with FRX")


def test_the_readers_own_way_with_less_is_kept():
    """Whoever has set LESS has said how."""
    assert "paged with -S" in on_a_terminal("dosing", "--all", PAGER=PAGER, LESS="-S")[0]


@pytest.mark.parametrize(
    ("words", "surroundings"),
    [
        (["dosing"], {"PAGER": PAGER}),
        (["dosing", "--all", "--no-pager"], {"PAGER": PAGER}),
        (["--no-pager", "dosing", "--all"], {"PAGER": PAGER}),
        (["dosing", "--all"], {"PAGER": PAGER, "TERM": "dumb"}),
        (["dosing", "--all"], {"PAGER": PAGER, "lines": "9999"}),
        (["dosing", "--all"], {"PAGER": ""}),
        (["dosing", "--all"], {"PAGER": "no-such-pager-anywhere"}),
        (["dosing", "--all"], {"PAGER": "'"}),
        (["dosing", "-f", "markdown"], {"PAGER": PAGER}),
        (["dosing", "--all", "-f", "markdown", "--no-pager"], {"PAGER": PAGER}),
    ],
)
def test_nothing_else_is_paged(words, surroundings):
    """No card, nothing that fits, nothing without a pager, nothing against the reader's word."""
    shown, code = on_a_terminal(*words, **surroundings)

    assert ExitCode.ANSWERED == code
    assert "paged with" not in shown
    assert "Usual range" in shown


def test_a_pipe_is_never_paged(program):
    """Whoever pipes has a pager of their own."""
    assert (
        "paged" not in program("dosing", "--all", env={"PAGER": PAGER, "FORCE_COLOR": "1"}).stdout
    )


@pytest.mark.parametrize(
    ("item", "code"), [("codeine", ExitCode.CONTRAINDICATED), ("cetirizine", ExitCode.ANSWERED)]
)
@pytest.mark.parametrize("shape", ["text", "json"])
def test_who_reads_a_part_is_told_by_the_exit_code_all_the_same(item, code, shape):
    """`| head -1` of a contraindication is no all-clear."""
    command = [sys.executable, "-m", "ldnref", "check", item, "-f", shape]
    reading, writing = os.pipe()
    os.close(reading)  # nobody reads: the first piece meets a closed pipe
    with os.fdopen(writing, "wb") as closed:
        ran = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, cwd=ROOT, check=False)

    assert (code, b"") == (ran.returncode, ran.stderr)


def test_a_pager_that_is_left_early_is_no_error():
    """`q` after the first screen ends quietly."""
    shown, code = on_a_terminal("dosing", "--all", PAGER="head -2")

    assert ExitCode.ANSWERED == code
    assert "Traceback" not in shown


#: A pager that waits until Ctrl-C stops it.
PAGER_THAT_WAITS = """
import signal, sys
def stop(*_):
    print("heard", flush=True)
    sys.exit()
signal.signal(signal.SIGINT, stop)
print("waits", flush=True)
signal.pause()
"""

#: Opening the terminal makes it this session's own: Ctrl-C reaches nobody else.
PAGED = """
import os, signal
os.open(os.ttyname(0), os.O_RDWR)
signal.signal(signal.SIGINT, signal.default_int_handler)
from ldnref.cli.streams import paged
print("shown", paged(100 * "line\\n"))
print("heeded", signal.getsignal(signal.SIGINT) is signal.default_int_handler)
"""


def test_ctrl_c_is_the_pagers_while_it_runs():
    """The program waits for its pager to end, and heeds Ctrl-C again afterwards."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PAGER": shlex.join([sys.executable, "-c", PAGER_THAT_WAITS])}
    command = [sys.executable, "-c", PAGED]
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    with subprocess.Popen(command, start_new_session=True, env=env, cwd=ROOT, **streams) as process:
        os.close(theirs)
        shown = b""
        while b"waits" not in shown and (chunk := _read(ours)):
            shown += chunk
        os.write(ours, b"\x03")
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)

    told = re.findall(r"waits|heard|\w+ True|Traceback", shown.decode())
    assert ["waits", "heard", "shown True", "heeded True"] == told
    assert ExitCode.ANSWERED == process.returncode


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dos", "dosing"),
        ("buprenorph", "buprenorphine"),
        ("interactions Reb", "Rebif"),
        ("check preg", "pregnancy"),
        ("tramadol preg", "pregnancy"),
        ("dosing spast", "spasticity"),
        ("medicines interf", "interferons"),
        ("evidence cr", "cree-2010"),
        ("evidence --condition fibro", "fibromyalgia"),
        ("titration ms", "ms-uk"),
        ("titration --regimen mo", "moser"),
        ("sources cr", "cree-2010"),
        ("cite gir", "gironi-2008"),
        ("disagreements opioid", "opioid-interval"),
        ("help disag", "disagreements"),
    ],
)
def test_names_are_completed(ldnref, words, expected):
    """Medicines, conditions, studies, sources, points and regimens."""
    assert expected in _split(ldnref(env=_asked(words, "bash")))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_three_shells_complete(program, shell):
    """Each asks in its own way, and gets the same."""
    ran = program(env=_asked("interactions Reb", shell))

    assert "Rebif" in _split(Ran(ran.stdout, ran.stderr, ran.returncode))


def _asked(words, shell):
    return {
        "_LDNREF_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": f"ldnref {words}",
        "COMP_CWORD": str(len(words.split())),
        "_TYPER_COMPLETE_ARGS": f"ldnref {words}",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


def _split(ran):
    assert "" == ran.err
    return re.split(r'[\s":()]+', ran.out)


def test_a_folder_that_cannot_be_read_offers_nothing(ldnref, tmp_path):
    """A <TAB> never shows a traceback."""
    env = {
        "_LDNREF_COMPLETE": "complete_bash",
        "COMP_WORDS": f"ldnref --data {tmp_path} interactions tra",
        "COMP_CWORD": "4",
    }

    ran = ldnref(env=env)

    assert ("", "") == (ran.out.strip(), ran.err)


def test_the_man_page_tells_of_every_command_what_its_help_does(ldnref, request):
    """`man ldnref` is whole, and says nothing that is not so; `pytest --accept` writes it."""
    before, told, after = re.split(
        r"(?<=^\.SH COMMANDS\n)|(?=^\.SH OPTIONS$)", MAN, flags=re.MULTILINE
    )
    listed = re.findall(
        r"^  ([a-z-]+)  ", ldnref("--help").out.partition("Commands:")[2], re.MULTILINE
    )
    expected = "".join(_in_the_manual(name, ldnref(name, "--help").out) for name in listed)

    assert len(listed) > 15
    if request.config.getoption("--accept"):
        (ROOT / "docs" / "ldnref.1").write_text(before + expected + after)
        told = expected
    assert expected == told


def _in_the_manual(name, shown):
    """A command, what it takes, and what it is for, in the language of man pages."""
    usage, told = shown.split("\n", 1)
    takes = usage.partition("[OPTIONS]")[2].strip(" {}").replace("} {", " ")
    if below := re.findall(r"^  ([a-z]+)  ", shown.partition("Commands:")[2], re.MULTILINE):
        takes = f"[{'|'.join(below)}]"
    option = r"^  (?:-\w, )?(--(?!help)[\w-]+)(?: <(.+?)(?: range)?>)?(?=\s)((?:.|\n   )*)"
    options = re.findall(option, shown, re.MULTILINE)
    words = [f"\\fB{name}\\fR", *([f"\\fI{takes}\\fR"] if takes else [])]
    for key, of, about in options:
        word = f"\\fB{key}\\fR" + (f" \\fI{of}\\fR" if of else "")
        words.append(word if "[required]" in about else f"[{word}]")
    says = " ".join(told.partition("Examples:")[0].split())
    return f".TP\n{' '.join(words)}\n{says}\n".replace("-", "\\-")


def test_the_man_page_tells_of_what_comes_by_a_pipe(ldnref):
    """Each command that takes `-` by its help stands there, and no other."""
    piped = MAN.partition(".SH STANDARD INPUT\n")[2].partition(".SH ")[0]
    listed = re.findall(
        r"^  ([a-z-]+)  ", ldnref("--help").out.partition("Commands:")[2], re.MULTILINE
    )
    said = {name: " ".join(ldnref(name, "--help").out.split()) for name in listed}
    helped = {name for name in listed if re.search("- (reads|is) .*standard input", said[name])}

    assert helped == {*re.findall(r"^\.B ([a-z]+)$", piped, re.MULTILINE)}


def test_every_exit_code_stands_in_the_man_page():
    """Whoever writes a script finds them where they look."""
    codes = MAN.partition(".SH EXIT STATUS")[2].partition(".SH ENVIRONMENT")[0]

    assert [code.value for code in ExitCode] == [
        int(n) for n in re.findall(r"^\.B (\d+)$", codes, re.MULTILINE)
    ]


def test_the_worst_severity_has_the_strongest_style(ldnref):
    """Reversed in red, in whatever colours the terminal has; its word says it too."""
    shown = ldnref("check", "tramadol", env={"FORCE_COLOR": "1"}).out

    assert re.search(r"\x1b\[1;7;31mCONTRAINDICATED\x1b\[0m", shown)


@pytest.mark.parametrize(
    ("words", "painted"),
    [
        (["check", "tramadol", "--all"], "1;7;31mLDN is ruled out"),
        (["check", "tramadol", "--all"], "1;7;31mContraindicated"),
        (["tramadol"], "1;7;31mCONTRAINDICATED"),
        (["check", "pregnancy"], "1;31mAVOID"),
        (["check", "foobarol"], "1;35mNOT CHECKED"),
        (["check", "stopped tramadol"], "1;35mASK FIRST"),
        (["check", "lipitor"], "1;35mNOTHING HELD"),
        (["interactions"], "1;7;31mCONTRAINDICATED"),
    ],
)
def test_an_outcome_is_painted_by_its_role(ldnref, words, painted):
    """In a verdict, on a card and in an overview alike."""
    assert f"\x1b[{painted}" in ldnref(*words, env={"FORCE_COLOR": "1"}).out


@pytest.mark.parametrize(
    "words", [["check", "tramadol"], ["dosing"], ["evidence", "--map"], ["side-effects", "--all"]]
)
def test_no_colour_that_one_ground_swallows_is_used(ldnref, words):
    """No yellow, no cyan, no white, no green: on a light or a dark ground each is lost."""
    shown = ldnref(*words, env={"FORCE_COLOR": "1"}).out
    codes = {c for codes in re.findall(r"\x1b\[([\d;]*)m", shown) for c in codes.split(";")}

    assert codes <= {"0", "1", "2", "3", "7", "31", "35"}


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["help", "check"], ["schema"]])
def test_help_to_a_full_disk_is_an_error_message(program, words):
    """One line and a code, not a traceback."""
    with FULL.open("w") as full:
        ran = program(*words, capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert ExitCode.NOT_WRITTEN == ran.returncode
    assert "ldnref: the answer could not be written: No space left on device\n" == ran.stderr


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [(">&-", 1, "standard output is closed"), ("| true; exit ${PIPESTATUS[0]}", 0, "")],
)
def test_help_to_nobody_ends_as_an_answer_does(shell, end, code, said):
    """A closed stream is told; a reader who left is not."""
    ran = shell(f"{sys.executable} -m ldnref --help {end}")

    assert code == ran.returncode
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "words",
    ["page -o x.html", "titration --regimen ms-uk --ics x.ics", "notes add dosing words"],
)
def test_a_working_folder_that_is_gone_is_an_error_message(shell, tmp_path, words):
    """The file is told as not written; the words of a note come back."""
    gone = tmp_path / "gone"
    script = f"cd {gone}; rmdir {gone}; LDNREF_NOTES=x.yaml {sys.executable} -m ldnref {words}"
    gone.mkdir()

    ran = shell(script)

    assert ExitCode.NOT_WRITTEN == ran.returncode
    assert "Traceback" not in ran.stderr
    assert "written" in ran.stderr
    assert ("words" in ran.stderr) == ("notes" in words)


def test_a_device_is_never_replaced(ldnref):
    """`--force` is for files."""
    ran = ldnref("page", "-o", "/dev/null", "--force")

    assert ExitCode.WRONG_USE == ran.code
    assert "a folder or a device is never replaced" in ran.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["validate", "{}"], ExitCode.KNOWLEDGE_UNUSABLE),
        (["--data", "{}", "dosing"], ExitCode.KNOWLEDGE_UNUSABLE),
        (["screen", "{}.csv"], ExitCode.WRONG_USE),
        (["record", "{}.json"], ExitCode.WRONG_USE),
        (["page", "-o", "{}"], ExitCode.NOT_WRITTEN),
    ],
)
def test_what_cannot_be_reached_is_told_by_its_name(ldnref, words, expected):
    """A name that no folder can hold, as one in a folder that is closed: it is not the answer."""
    ran = ldnref(*(word.format("x" * 300) for word in words))

    assert expected == ran.code
    assert "xxx" in ran.err


def test_a_folder_that_is_closed_is_knowledge_that_cannot_be_used(ldnref, tmp_path):
    """As every other folder that cannot be used; root may read all, and finds nothing in it."""
    tmp_path.chmod(0)
    try:
        for words in (["validate", str(tmp_path)], ["--data", str(tmp_path), "dosing"]):
            assert ExitCode.KNOWLEDGE_UNUSABLE == ldnref(*words).code
    finally:
        tmp_path.chmod(0o700)


def test_a_file_is_written_beside_whatever_lies_there(ldnref, tmp_path):
    """No link is followed that somebody laid in the folder, and no file beside it is touched."""
    trap = tmp_path / f"ldn.html.{os.getpid()}"
    trap.symlink_to(tmp_path / "elsewhere")

    ran = ldnref("page", "-o", str(tmp_path / "ldn.html"))

    assert ExitCode.ANSWERED == ran.code
    assert {trap.name, "ldn.html"} == {one.name for one in tmp_path.iterdir()}


#: Asks each of the questions in one process, and tells what it reached for beside its own files.
_WATCHED = """
import os, sys
from ldnref import cli
found = []
def watch(event, given):
    wrote = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
    reached = event.startswith(("socket.", "subprocess.", "os.rename", "os.remove", "os.mkdir"))
    if reached or (wrote and given[0] != os.devnull):
        found.append((event, given))
sys.addaudithook(watch)
sys.dont_write_bytecode = True
for words in %r:
    sys.argv[1:] = words
    cli.run()
sys.exit(repr(found) if found else 0)
"""


def test_nothing_is_reached_for_but_what_was_asked(tmp_path):
    """No socket is opened, no program started, no file written, whatever is asked."""
    asked = [
        *(["dosing"], ["titration", "ms-uk"], ["tramadol"], ["check", "Ultram", "-f", "json"]),
        *(
            ["evidence", "--map"],
            ["search", "sleep"],
            ["sources"],
            ["cite", "cree-2010"],
            ["notes"],
        ),
        *(
            ["page", "-o", "-"],
            ["codes", "opioids"],
            ["changes"],
            ["licences"],
            ["schema"],
            ["help"],
        ),
    ]
    ran = subprocess.run(
        [sys.executable, "-B", "-c", _WATCHED % asked],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (0, "") == (ran.returncode, ran.stderr)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.no_cover
@pytest.mark.parametrize("wait", [0.02, 0.05, 0.1, 0.2, 0.4])
def test_ctrl_c_ends_without_a_word(wait):
    """From the first line on; a shell sees 130."""
    # What is told before its first line is done might be stopped before it, on a crowded machine.
    start = (
        "import signal, ldnref.__main__ as m; put = signal.signal\n"
        "def told(*given): put(*given); print(flush=True)\n"
        "signal.signal = told; m.main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", start, "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)

    assert process.returncode in (130, -signal.SIGINT)
    assert b"" == err


def test_nothing_slow_is_loaded_before_ctrl_c_ends_it_quietly():
    """Until then Python would tell of where it was."""
    asked = "import sys, ldnref.__main__; print('typing' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-S", "-c", asked], capture_output=True, check=True, text=True, cwd=ROOT
    )

    assert "False\n" == ran.stdout


def test_ctrl_c_in_the_middle_is_130(ldnref, monkeypatch):
    """What was begun is let go of, quietly."""

    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("ldnref.cli.asking.open_base", stopped)

    ran = ldnref("dosing")

    assert (ExitCode.STOPPED, "", "") == (ran.code, ran.out, ran.err)


def test_an_editor_is_not_started_without_a_terminal(ldnref, monkeypatch, tmp_path):
    """Under cron, no `vi` waits for ever."""
    monkeypatch.setenv("LDNREF_NOTES", str(tmp_path / "notes.yaml"))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    ldnref("notes", "add", "dosing", "ours")

    ran = ldnref("notes", "edit", "1")

    assert ExitCode.WRONG_USE == ran.code
    assert "no terminal" in ran.err


def test_a_byte_that_is_no_letter_is_no_traceback(program):
    """Whatever bytes are typed, where stdout is strict too."""
    ran = program("check", b"\xff\xfetramadol", env={"PYTHONIOENCODING": "utf-8:strict"})

    assert "Traceback" not in ran.stderr
    assert ran.returncode in (ExitCode.NOT_HELD, ExitCode.CONTRAINDICATED)


@pytest.mark.parametrize(
    ("call", "error", "right"),
    [
        ({"items": "tramadol"}, TypeError, "check(['tramadol'])"),
        ({"items": b"tramadol"}, TypeError, "check(["),
        ({"items": {"tramadol"}}, TypeError, "not set"),
        ({"items": ["tramadol", None]}, TypeError, "each item is a line of text"),
        ({"items": []}, ValueError, "nothing to check"),
        ({"items": [" "]}, ValueError, "nothing to check"),
        ({"items": ["tramadol"], "dose": 4.5}, TypeError, "dose='4.5 mg'"),
    ],
)
def test_the_python_call_says_what_the_right_one_is(call, error, right):
    """A text is no list of its letters, and a bare number has no unit."""
    with pytest.raises(error) as told:
        door.check(**call)

    assert right in str(told.value)


def test_the_python_call_takes_what_it_says():
    """A list, a tuple, a dose alone."""
    assert "contraindicated" == door.check(("Tramadol 50mg",))["outcome"]
    assert door.check([], dose="4.5 mg")["dose"]


def test_the_folder_of_the_tests_has_examples_or_none():
    """Examples are not needed: a folder without them has a help without them."""
    assert "uses:" not in (BASE / "about.yaml").read_text()


def test_an_option_is_completed_and_no_name(ldnref):
    """After a hyphen no medicine is meant."""
    assert ["--version"] == [word for word in _split(ldnref(env=_asked("--ver", "bash"))) if word]


@pytest.mark.parametrize(
    ("raised", "code"),
    [(KeyboardInterrupt(), 130), (SystemExit(3), 3), (SystemExit("said"), 0), (OSError(), 1)],
)
def test_however_a_run_is_left_it_has_a_code(raised, code, monkeypatch):
    """Before a command is known, too."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    def run():
        raise raised

    assert code == ended(run)


def test_a_fault_of_ours_is_not_hidden():
    """What nobody foresaw is shown as it is, to be mended."""

    def run():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ended(run)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_an_error_as_data_to_a_full_disk_is_told_in_words(program):
    """The words on standard error are still there."""
    with FULL.open("w") as full:
        ran = program(
            *("sources", "zebra", "-f", "json"),
            capture_output=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )

    assert ExitCode.NOT_HELD == ran.returncode
    assert "'zebra' is not in this reference." in ran.stderr
    assert "could not be written" in ran.stderr


def test_a_word_with_a_hyphen_in_front_is_no_name(ldnref):
    """`ldnref -- --zebra` is a command that there is not."""
    ran = ldnref("--", "--zebra")

    assert ExitCode.WRONG_USE == ran.code
    assert "--zebra" in ran.err
