"""The command line as people and scripts use it: bad input, exit codes, streams."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cases import every
from conftest import BASE, ROOT

from ldnref.cli import ExitCode
from ldnref.cli.streams import complain

FULL = Path("/dev/full")
HOSTILE = [
    "[/red]",
    ":x:",
    "\x1b[31mred\x1b[0m",
    "\u202eevil",
    "",
    "x" * 100_000,
    "a\x00b",
    "\udcff",
]


def test_the_first_screen_says_what_it_is(ldnref):
    """Bare `ldnref` answers; nothing is asked back."""
    ran = ldnref()

    assert ExitCode.ANSWERED == ran.code
    assert "ldnref dosing" in ran.out


def test_the_version_names_program_and_knowledge(ldnref):
    """What a bug report, or a clinician, needs to know."""
    ran = ldnref("--version")

    assert ran.out.startswith("ldnref 26.")
    assert "statements" in ran.out
    assert "sources" in ran.out


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_the_commands(ldnref, flag):
    """Both ways to ask for help work."""
    ran = ldnref(flag)

    assert ExitCode.ANSWERED == ran.code
    assert "interactions" in ran.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["dosin"], "Did you mean 'dosing'"),
        (["dosing", "--bad"], "No such option: --bad"),
        (["dosing", "--format", "xml"], "'xml' is not one of"),
        (["medicines", "a", "b"], "unexpected extra argument"),
        (["--all", "cite", "cree"], "--all: ldnref cite takes no such option"),
    ],
)
def test_wrong_use_is_explained_and_changes_nothing(ldnref, words, expected):
    """What was wrong, and where the help is, on stderr; exit 2; nothing on stdout."""
    ran = ldnref(*words)

    assert ExitCode.WRONG_USE == ran.code
    assert "" == ran.out
    assert expected in ran.err
    assert "help: ldnref --help" in ran.err


@every("text", HOSTILE)
@every("command", ["interactions", "sources", "disagreements", ""])
def test_hostile_words_are_echoed_tamely(ldnref, command, text):
    """Markup, escape codes, direction overrides and 100 kB come back short and harmless."""
    ran = ldnref(*filter(None, [command]), text)

    assert ran.code in (ExitCode.WRONG_USE, ExitCode.NOT_HELD)
    assert "" == ran.out
    assert len(ran.err) < 1_000
    assert not set("\x1b\u202e\x00").intersection(ran.err)
    assert "Traceback" not in ran.err


def test_a_name_that_is_not_known_is_not_answered(ldnref):
    """Loud, near names on offer, and no answer for another name."""
    ran = ldnref("interactions", "tramadoll")

    assert ExitCode.NOT_HELD == ran.code
    assert "" == ran.out
    assert "'tramadoll' is not in this reference: not checked." in ran.err
    assert "not evidence of safety" in ran.err
    assert "near: tramadol (an opioid): ldnref interactions tramadol" in ran.err


def test_an_unknown_name_among_known_ones_does_not_silence_them(ldnref):
    """The known are answered, the unknown stands on both streams, and the exit says so."""
    ran = ldnref("interactions", "tramadol", "foobarol")

    assert ExitCode.NOT_HELD == ran.code
    assert "CONTRAINDICATED" in ran.out
    assert "NOT CHECKED not recognised" in ran.out
    assert "NOT RECOGNISED foobarol" in ldnref("interactions", "tramadol", "foobarol", "--all").out
    assert "'foobarol' is not in this reference" in ran.err
    assert "near:" not in ran.err


def test_a_source_that_is_not_held_offers_near_ones(ldnref):
    """`cree-2011` is not cree-2010, and nothing is shown for it."""
    ran = ldnref("sources", "cree-2011")

    assert ExitCode.NOT_HELD == ran.code
    assert "" == ran.out
    assert "near: ldnref sources cree-2010" in ran.err


def test_json_stays_json_whatever_was_typed(ldnref):
    """A script can parse the answer, and finds there what was typed, exactly."""
    typed = "ev\u202eil\x1b \U000e0041[/b]"

    ran = ldnref("interactions", "tramadol", typed, "-f", "json")

    assert typed == json.loads(ran.out)["unrecognised"][0]["input"]
    assert not set("\u202e\x1b\U000e0041").intersection(ran.out)


@every("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
@every("words", [["dosing"], ["mechanism", "--all"], ["sources"]])
@every("form", ["text", "markdown", "json"])
def test_a_poor_stream_gets_plain_signs_and_no_crash(ldnref, encoding, words, form):
    """≤, – and μ have substitutes where they cannot be shown."""
    ran = ldnref(*words, "-f", form, encoding=encoding)

    assert ExitCode.ANSWERED == ran.code
    assert ran.out


def test_a_poor_stream_loses_accents_and_not_names(ldnref):
    """A name without its ring is still that name; JSON keeps it whole as an escape."""
    assert "Smabrekke" in ldnref("sources", "raknes-2017", encoding="ascii").out
    shown = ldnref("sources", "raknes-2017", "-f", "json", encoding="ascii").out
    assert ["Raknes G", "Småbrekke L"] == json.loads(shown)["sources"]["raknes-2017"]["authors"]


def test_plain_substitutes_keep_their_meaning(ldnref):
    """At most stays at most, and a range stays a range."""
    ran = ldnref("dosing", "--all", encoding="ascii")

    assert "<= 3" in ran.out
    assert "1.5-4.5" in ran.out
    assert "!= " in ran.out


def test_validate_shows_every_problem_and_exits_with_6(ldnref, tmp_path):
    """One line a problem, as file:line:column."""
    ran = ldnref("validate", str(tmp_path))

    assert ExitCode.KNOWLEDGE_UNUSABLE == ran.code
    assert "" == ran.out
    assert f"{tmp_path}/about.yaml:1:1: there is no such file\n" in ran.err
    assert "23 problems; nothing was answered" in ran.err


def test_validate_praises_no_more_than_it_checked(ldnref):
    """A sound folder is told what was counted in it."""
    ran = ldnref("validate", str(BASE))

    assert ExitCode.ANSWERED == ran.code
    assert "5 topics, 29 statements, 3 sources, 3 studies, 1 disagreements" in ran.out


def test_the_program_runs_as_a_module_from_any_folder(program):
    """`python -m ldnref` answers, piped: no colour, no box drawing, no Rich."""
    ran = program("dosing")

    assert 0 == ran.returncode
    assert "" == ran.stderr
    assert not set("\x1b█├│─").intersection(ran.stdout)


def test_the_plain_path_imports_no_rich():
    """A pipe does not wait for the colours."""
    code = (
        "import sys; sys.argv = ['ldnref', 'dosing', '-f', sys.argv[1]]\n"
        "from ldnref.cli import run\nrun()\n"
        "sys.exit(any(name.split('.')[0] == 'rich' for name in sys.modules))"
    )
    for form in ("text", "json", "markdown"):
        ran = subprocess.run([sys.executable, "-c", code, form], capture_output=True, check=False)
        assert 0 == ran.returncode, form


def test_plain_names_load_nothing_that_reads_figures():
    """What a line of names never asks for is a tenth of a start."""
    code = (
        "import sys; sys.argv = ['ldnref', 'check', 'ibuprofen', 'lipitor', 'vitamin d']\n"
        "from ldnref.cli import run\nrun()\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    seldom = {f"ldnref.answers.named.{name}" for name in ("amounts", "tails", "times", "measures")}
    assert not seldom & set(ran.stderr.split())


@pytest.mark.parametrize(
    ("surroundings", "coloured"),
    [({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({}, False)],
)
def test_colour_is_shown_when_asked_for_and_not_otherwise(ldnref, surroundings, coloured):
    """NO_COLOR and FORCE_COLOR are obeyed."""
    ran = ldnref("dosing", env=surroundings)

    assert coloured == ("\x1b[1;31m" in ran.out)


@pytest.mark.parametrize(("term", "painted"), [("xterm-256color", True), ("dumb", False)])
def test_a_terminal_is_painted_and_a_dumb_one_is_not(term, painted):
    """On a terminal the title is bold; a dumb terminal gets plain lines."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": term, "COLUMNS": "80"}
    command = (
        [sys.executable, "-m", "ldnref", "--version"],
        [sys.executable, "-m", "ldnref", "sources", "cree-2010"],
    )
    with subprocess.Popen(command[1], stdout=theirs, stderr=theirs, env=env, cwd=ROOT) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)

    assert 0 == process.returncode
    assert painted == (b"\x1b[" in shown)


def _read(descriptor):
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.parametrize("width", ["20", "40", "60", "200", "nonsense", "-1", "0"])
def test_columns_are_obeyed(ldnref, width):
    """No line is wider than the screen, and a mad width stops nothing."""
    ran = ldnref("dosing", env={"COLUMNS": width})

    assert 0 == ran.code
    if width.isdigit() and int(width) >= 40:
        assert max(map(len, ran.out.splitlines())) <= min(int(width), 100)


@pytest.mark.parametrize("words", ["dosing", "evidence --all -f json"])
def test_head_ends_quietly(shell, words):
    """A reader that leaves early, as `head` does, is no error."""
    ran = shell(f"{sys.executable} -m ldnref {words} | (exec <&-); exit ${{PIPESTATUS[0]}}")

    assert "" == ran.stderr
    assert 0 == ran.returncode


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("extra", [[], ["-f", "json"], ["-f", "markdown"]])
@pytest.mark.parametrize("force", [{}, {"FORCE_COLOR": "1"}])
def test_a_full_device_is_an_error_message(program, extra, force):
    """A half-written answer is never taken for a whole one."""
    with FULL.open("w") as full:
        ran = program(
            "dosing", *extra, capture_output=False, stdout=full, stderr=subprocess.PIPE, env=force
        )

    assert ExitCode.NOT_WRITTEN == ran.returncode
    assert "ldnref: the answer could not be written: No space left on device\n" == ran.stderr


def test_a_closed_stdout_is_an_error_message(shell):
    """`ldnref dosing >&-` says that nothing could be written."""
    ran = shell(f"{sys.executable} -m ldnref dosing >&-")

    assert ExitCode.NOT_WRITTEN == ran.returncode
    assert "could not be written" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_nothing_waits_for_an_answer_without_a_terminal(program):
    """A script never hangs on a question."""
    for command in ([], ["dosing"], ["interactions"], ["sources"], ["--version"]):
        assert 0 == program(*command, stdin=subprocess.DEVNULL, timeout=60).returncode


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sources", "cree-2010", "--stale"], "leave the name of one out"),
        (["sources", "--as-of", "yesterday"], "'yesterday' is not a day as 2026-11-22"),
        (["sources", "--as-of", "2026-02-30"], "is not a day"),
    ],
)
def test_a_day_that_does_not_exist_is_wrong_use(ldnref, words, said):
    """Said with what was typed, and nothing is listed."""
    ran = ldnref(*words)

    assert (2, "") == (ran.code, ran.out)
    assert said in ran.err


def test_a_closed_standard_input_is_said(ldnref, monkeypatch):
    """A list that cannot be read is not an empty list."""
    monkeypatch.setattr(sys, "stdin", None)

    ran = ldnref("check", "-")

    assert (2, "") == (ran.code, ran.out)
    assert "standard input is closed" in ran.err


def test_a_complaint_that_nobody_can_hear_stops_nothing(monkeypatch):
    """Started without standard error, the program goes on."""
    monkeypatch.setattr(sys, "stderr", None)

    complain("unheard")
