"""How long whole runs take, beside a Typer app that does nothing, in one run on one machine.

    python benchmarks/startup.py [ROUNDS]

The commands take turns, so that a busy moment hits all of them alike. Only ratios mean anything.
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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

#: As users have it: modules compiled once, and no cap on the colours.
ENV = {**os.environ, "TERM": "xterm-256color"}
ENV.pop("PYTHONDONTWRITEBYTECODE", None)


def _piped(command):
    subprocess.run(command, stdout=subprocess.PIPE, check=True, env=ENV)


def _check(command):
    """A check ends with what it found, so that its exit code is no failure."""
    subprocess.run(command, stdout=subprocess.PIPE, check=False, env=ENV)


def _on_a_terminal(command):
    """Run with a pseudo-terminal for standard output, and read what it prints."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, env=ENV) as process:
        os.close(theirs)
        try:
            while os.read(ours, 65_536):
                pass
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")


def main():
    """Time each command in turn and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        no_op = Path(folder) / "no_op.py"
        no_op.write_text(NO_OP)
        runs = {
            "no-op Typer app": (_piped, [sys.executable, str(no_op), "first"]),
            "bare interpreter": (_piped, [sys.executable, "-c", "pass"]),
            "dosing, piped": (_piped, [*LDNREF, "dosing"]),
            "dosing, JSON": (_piped, [*LDNREF, "dosing", "-f", "json"]),
            "dosing, terminal": (_on_a_terminal, [*LDNREF, "dosing"]),
            "interactions opioids, piped": (_piped, [*LDNREF, "interactions", "opioids"]),
            "sources, piped": (_piped, [*LDNREF, "sources"]),
            "evidence, piped": (_piped, [*LDNREF, "evidence"]),
            "search sleep, piped": (_piped, [*LDNREF, "search", "sleep"]),
            "check, piped": (_check, [*LDNREF, "check", "tramadol", "rebif", "--dose", "4.5"]),
        }
        times = {name: [] for name in runs}
        for turn in range(ROUNDS + 1):
            for name, (run, command) in runs.items():
                start = time.perf_counter()
                run(command)
                if turn:  # the first turn compiles the modules
                    times[name].append(time.perf_counter() - start)
    base = statistics.median(times["no-op Typer app"])
    print(f"{'':30} {'median':>9} {'ratio to no-op':>15}")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:30} {median * 1000:7.1f} ms {median / base:15.2f}")


if __name__ == "__main__":
    main()
