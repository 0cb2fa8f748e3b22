"""The README's examples are run, and print what it says they print."""

import re
import subprocess
import sys

import pytest
from conftest import ROOT

from ldnref.cli import asking

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(\$ .*?)\n(.*?)```", re.DOTALL)
BLOCKS = BLOCK.findall(README.read_text())


def test_there_are_examples():
    """A guard: a README without examples would pass."""
    assert len(BLOCKS) >= 4


def _run(command):
    function = f'ldnref() {{ "{sys.executable}" -m ldnref "$@"; }}; '
    ran = subprocess.run(
        ["bash", "-c", function + command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    return ran.stdout


@pytest.mark.parametrize(("command", "expected"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_an_example_prints_what_the_readme_shows(command, expected, request):
    """Nobody types an example and sees something else."""
    shown = _run(command.removeprefix("$ "))

    if request.config.getoption("--accept"):
        text = README.read_text()
        README.write_text(text.replace(f"{command}\n{expected}```", f"{command}\n{shown}```"))
        expected = shown
    assert expected == shown


def test_every_command_is_in_the_readme(ldnref):
    """A command that nobody is told of does not exist: README, and examples in help."""
    commands = ldnref("--help").out.partition("Commands:")[2]
    listed = re.findall(r"^  ([a-z-]+)  ", commands, re.MULTILINE)

    assert len(listed) >= 10
    text = README.read_text()
    assert [] == [name for name in listed if f"`ldnref {name}" not in text]
    shown = asking.uses(None)
    assert [] == [name for name in listed if name not in shown]


def test_the_python_example_holds():
    """Code in the README runs."""
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)

    exec(code, {})  # noqa: S102 - our own
