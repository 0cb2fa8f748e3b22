"""Clinical acceptance: a question, what its answer must and must not say, and why."""

import json
import shlex
from pathlib import Path

import pytest
import yaml

FILES = sorted((Path(__file__).parent / "questions").glob("*.yaml"))
QUESTIONS = [
    pytest.param(question, id=f"{path.stem}: {question['asks']}")
    for path in FILES
    for question in yaml.safe_load(path.read_text())
]


def test_there_are_questions():
    """A guard: no questions, no acceptance."""
    assert len(QUESTIONS) >= 60


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_clinician_gets_the_answer(ldnref, question):
    """What must appear appears; what must not, does not; the exit code tells a script."""
    ran = ldnref(*shlex.split(question["command"])[1:], "-f", "json")

    assert question.get("exit", 0) == ran.code, question["why"]
    shown = json.loads(ran.out) if ran.out else {"sections": []}
    ids = [s["id"] for section in shown["sections"] for s in section["statements"]]
    ids += [study["id"] for study in shown.get("studies", [])]
    ids += [f"{one['condition']}/{one['about']}" for one in shown.get("verdicts", [])]
    assert [] == [name for name in question.get("must", []) if name not in ids], question["why"]
    assert [] == [name for name in question.get("must-not", []) if name in ids], question["why"]
    if "first" in question:
        assert question["first"] == ids[0], question["why"]
    for words in question.get("complains", []):
        assert words in ran.err, question["why"]
