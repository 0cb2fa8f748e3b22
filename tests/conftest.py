"""What every test starts from: 80 columns, no colour, the invented base."""

import gc
import io
import os
import subprocess
import sys
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import bared  # noqa: F401 - before what asks for words
import cases
import pytest
import records
import typer.main
from hypothesis import settings

from ldnref import cli
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.record import check
from ldnref.cli import asking
from ldnref.compiling import compile_into
from ldnref.doors.records import record
from ldnref.formats import lines
from ldnref.knowledge import compiled, folder
from ldnref.knowledge.library import Needs, UnusableError, open_base, open_whole
from ldnref.knowledge.model import KnowledgeBase

BASE = Path(__file__).parent / "base"
ROOT = Path(__file__).parents[1]


# How long an example takes is no claim of any test. `.ci/run` looks as long as `usual` on one
# interpreter, and as `few` on a further one: the same examples each time, so that no change is
# refused by chance. `--hypothesis-profile=long` looks longer, and elsewhere each time.
for name, examples in (("few", 10), ("short", 25), ("usual", 100)):
    settings.register_profile(name, deadline=None, max_examples=examples, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile("short")


# The tests start the program often, and without bytecode each start would compile it anew: more
# than half of their time. It stands in folders that git does not hold.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(hookwrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    """Measure nothing under `no_cover`, here and in what a test starts.

    pytest-cov pauses one measurement of a worker's three: the others are of the process, and of
    the master that pytest-cov takes a worker for, as `-n` stands in pyproject.toml.
    """
    if not pyfuncitem.get_closest_marker("no_cover"):
        yield
        return
    measuring = sys.gettrace()
    sys.settrace(None)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield
    sys.settrace(measuring)


def unmeasured(**more):
    """Surroundings of a process that runs another copy of this code: of that no line counts."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return {**own, **more}


class Ran(NamedTuple):
    """How a command ended."""

    out: str
    err: str
    code: int

    @property
    def said(self) -> str:
        """What stands on stderr, in one line: it is broken at the width of the screen."""
        return " ".join(self.err.split())


@pytest.fixture(autouse=True, scope="session")
def _plain_surroundings():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "FORCE_COLOR", "LINES"):
            patch.delenv(name, raising=False)
        patch.setenv("COLUMNS", "80")
        # Nobody's own notes stand in a test.
        patch.setenv("LDNREF_NOTES", str(BASE / "no such folder" / "notes.yaml"))
        patch.setenv("TERM", "xterm-256color")
        yield


@pytest.fixture(autouse=True)
def _nobody_types(monkeypatch):
    """Nothing is piped in, and nobody sits at a keyboard."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))


@pytest.fixture(scope="session")
def base():
    """The invented knowledge base: edits to the real one never break a test of the code."""
    return open_whole(BASE)


@pytest.fixture
def checked(base):
    """What a record comes to, as data, on the invented base."""

    def run(*resources, patient=None, today=records.TODAY, whole=None):
        value = whole if whole is not None else records.bundle(*resources)
        read = record(records.typed(value), base.records, today, patient)
        return records.as_data(check(base, read, None))

    return run


@pytest.fixture(autouse=True, scope="session")
def _read_once():
    """What commands of this process open is read once for all that need the same.

    So are the folders that no test changes; any other is read anew each time.
    """
    opened, opened_whole, kept = asking.open_base, asking.open_whole, {}
    make = KnowledgeBase.made

    def once(**needs):
        key = (str(folder.bundled()), *needs.items())
        if key not in kept:
            kept[key] = opened(**needs)
        return kept[key]

    def whole_once(own):
        if own not in (BASE, ROOT / "data"):
            return opened_whole(own)
        if own not in kept:
            kept[own] = opened_whole(own)
        return kept[own]

    def made(base, kind):
        """With it goes what is made of it; each command reads its lines as the first of a list."""
        found = make(base, kind)
        if kind is Lexicon:
            if found.plainly is not None:  # what a long list read is read anew by a short one
                found.lines = {}
            found.count, found.plainly, found.meant = 0, None, None
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KnowledgeBase, "made", made)
        patch.setattr(asking, "open_base", once)
        patch.setattr(asking, "open_whole", whole_once)
        # What a command takes is read from its function, which stays what it is.
        read = cache(typer.main.get_params_from_function)
        patch.setattr(typer.main, "get_params_from_function", read)
        # The words of the knowledge stand on many screens.
        together = lru_cache(20_000)(lines.held_together)
        patch.setattr(lines, "held_together", together)
        yield


@pytest.fixture
def ldnref(monkeypatch):
    """Run a command line in this process, with streams of a given encoding, in surroundings."""

    def run(*words, encoding="utf-8", env=()):
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
        err = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["ldnref", *words])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            for name, value in dict(env).items():
                patch.setenv(name, value)
            code = cli.run()
        out.flush()
        err.flush()
        return Ran(
            out.buffer.getvalue().decode(encoding), err.buffer.getvalue().decode(encoding), code
        )

    return run


#: What was shown, by command, format and width: tests look at it, and change nothing.
SHOWN = {}


@pytest.fixture
def shown(ldnref, monkeypatch):
    """What a command shows, run once for all that is asked of it."""

    def run(words, form=None, width="80"):
        if (key := (*words, form, width)) not in SHOWN:
            monkeypatch.setenv("COLUMNS", width)
            SHOWN[key] = ldnref(*words, *(["--format", form] if form else []))
        return SHOWN[key]

    return run


@pytest.fixture
def program(tmp_path):
    """Run the program as its users do: a process of its own, from another folder."""

    def run(*words, **options):
        options = {"capture_output": True, "encoding": "utf-8", "cwd": tmp_path, **options}
        env = {**os.environ, **options.pop("env", {})}
        return subprocess.run(
            [sys.executable, "-m", "ldnref", *words], env=env, check=False, **options
        )

    return run


@pytest.fixture
def shell():
    """Run a script as a shell does, which finds this program whatever folder it is in."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run(script):
        words = ["bash", "-c", script]
        return subprocess.run(
            words, env=env, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )

    return run


def pytest_configure(config):
    """The whole suite runs on what is compiled, as users do; without, on YAML."""
    cases.only = config.getoption("--case")
    first = not hasattr(config, "workerinput")
    if first and config.option.numprocesses:
        with suppress(UnusableError):  # the tests say it better
            if not _is_compiled():
                compile_into(compiled.FOLDER, compiled.by())
    else:
        gc.disable()  # until all is collected: nearly all that is made before is kept


def _is_compiled():
    """Whether what was compiled is what would be: only then are there lists for looking up."""
    parts = dict.fromkeys(Needs._fields[1:], True)
    base = open_base(**{**parts, "rules": False})
    return base.spelt is not None and base.searched is not None


def pytest_make_parametrize_id(val, argname):
    """No test is named by bytes: a compressed file holds the second of its making."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items):
    """Builds come first: one process makes them, and the other takes no test of them away."""
    items.sort(key=lambda item: item.get_closest_marker("build") is None)


def pytest_collection_finish():
    """What is held until the end is not looked through again and again for what is not."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 1_000)  # what tests leave behind in circles is little


def pytest_xdist_auto_num_workers(config):
    """A file or two are run in this process: others would take longer to start than to run."""
    return 0 if all(".py" in named for named in config.args) else None


def pytest_addoption(parser):
    """`pytest --accept` rewrites the screens; the difference in git is the review."""
    parser.addoption("--accept", action="store_true", help="rewrite tests/screens")
    parser.addoption(
        "--case", default="", metavar="TEXT", help="only cases with this text, of many in a test"
    )
