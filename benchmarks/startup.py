"""How long whole runs take, beside a Typer app that does nothing, in one run on one machine.

    python benchmarks/startup.py [ROUNDS]

The commands take turns, and each run stands beside a run of that app just before it, so that a
busy moment hits both. Only ratios mean anything: of the least times, and the median of the pairs.
Run it where the program is installed: in a checkout each start looks whether its code was changed.
"""

import os
import pty
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15

NO_OP = """\
import typer

app = typer.Typer()


@app.command()
def first():
    print("x")


@app.command()
def second():
    print("x")


app()
"""

LDNREF = [sys.executable, "-m", "ldnref"]

#: What a shell asks after a <TAB>.
ASKS = {"_LDNREF_COMPLETE": "complete_bash", "COMP_WORDS": "ldnref check tram", "COMP_CWORD": "2"}

#: What is run: its words, whether on a terminal, and its surroundings.
RUNS = {
    "--help": (["--help"], False, {}),
    "dosing": (["dosing"], False, {}),
    "dosing -f json": (["dosing", "-f", "json"], False, {}),
    "dosing, terminal": (["dosing"], True, {}),
    "check, three items": (["check", "tramadol", "rebif", "spasticity"], False, {}),
    "check, terminal": (["check", "tramadol", "rebif", "spasticity"], True, {}),
    "check, two names unknown": (["check", "tramadoll", "rebif", "mystery"], False, {}),
    "tramadol": (["tramadol"], False, {}),
    "interactions opioids": (["interactions", "opioids"], False, {}),
    "sources": (["sources"], False, {}),
    "evidence": (["evidence"], False, {}),
    "search sleep": (["search", "sleep"], False, {}),
    "search bad dreams": (["search", "bad", "dreams"], False, {}),
    "completion of a name": ([], False, ASKS),
}


class Took(NamedTuple):
    """What a run took: seconds by the clock and of the processor."""

    wall: float
    cpu: float


def _run(command, terminal, more):
    """Run a command to its end, its output read; a check ends with what it found, and fails not."""
    # As users have it: modules compiled once, and colours.
    env = {**os.environ, "TERM": "xterm-256color", **more}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    if terminal:
        _on_a_terminal(command, env)
    else:
        subprocess.run(command, capture_output=True, check=False, env=env)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _on_a_terminal(command, env):
    """Run with a pseudo-terminal for standard output, and read what it prints."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, env=env):
        os.close(theirs)
        try:
            while os.read(ours, 65_536):
                pass
        except OSError:  # the other end is closed
            pass
    os.close(ours)


def _memory(words):
    """The most memory that a run took, in MiB."""
    code = "import resource as r, subprocess as s, sys; s.run(sys.argv[1:], stdout=s.DEVNULL);"
    code += "print(r.getrusage(r.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    command = [sys.executable, "-c", code, *LDNREF, *words]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    """Time each command in turn and print least times, ratios and memory."""
    # An empty folder: a file there that is called as a standard module would be imported.
    with tempfile.TemporaryDirectory() as folder:
        no_op = Path(folder) / "no_op.py"
        no_op.write_text(NO_OP)
        pairs = {name: [] for name in RUNS}
        for turn in range(ROUNDS + 1):
            for name, (words, terminal, more) in RUNS.items():
                nothing = _run([sys.executable, str(no_op), "first"], terminal=False, more={})
                took = _run([*LDNREF, *words], terminal, more)
                if turn:  # the first turn compiles the modules
                    pairs[name].append((nothing, took))
    least = min(nothing.wall for held in pairs.values() for nothing, _ in held)
    print(f"no-op Typer app: {least * 1000:.1f} ms at the least; {ROUNDS} rounds\n")
    print("| | least, ms | ratio of the least | of the pairs, median | of their CPU | MiB |")
    print("|---|---|---|---|---|---|")
    for name, held in pairs.items():
        took = min(run.wall for _, run in held)
        wall = statistics.median(run.wall / nothing.wall for nothing, run in held)
        cpu = statistics.median(run.cpu / nothing.cpu for nothing, run in held)
        figures = f"{took * 1000:.1f} | {took / least:.2f} | {wall:.2f} | {cpu:.2f}"
        print(f"| {name} | {figures} | {_memory(RUNS[name][0]):.1f} |")


if __name__ == "__main__":
    main()
