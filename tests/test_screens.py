"""The screens as text: `$ ldnref …`, exactly what it prints, then `exit N`.

They are documentation too. `pytest --accept` rewrites them; the difference in git is the review.
"""

import re
import shlex
from pathlib import Path

import pytest
from real import REAL

from ldnref.knowledge.model_claims import counted

#: How much is reviewed stands on every screen as `N of M`: one more statement changes no other.
COUNTED = re.compile(
    r"\b" + str(counted(REAL.statements.values())).replace(" ", r"\s") + r"\b(?! signed)"
)
SCREENS = sorted((Path(__file__).parent / "screens").glob("*.txt"))


def test_there_are_screens():
    """A guard: no files, no test."""
    assert len(SCREENS) >= 12


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_the_screen_is_as_it_was_accepted(path, ldnref, monkeypatch, request):
    """What a reader sees changes only when somebody has looked at it."""
    command = path.read_text().splitlines()[0]
    words = shlex.split(command.removeprefix("$ "))
    while "=" in words[0]:
        monkeypatch.setenv(*words.pop(0).split("=", 1))
    assert "ldnref" == words[0]

    ran = ldnref(*words[1:])

    out = COUNTED.sub("N of M", ran.out)
    shown = f"{command}\n{ran.err}{out}exit {ran.code}\n"
    if request.config.getoption("--accept"):
        path.write_text(shown)
    assert path.read_text() == shown
