"""Clinical acceptance: a question, what its answer must and must not say, and why."""

import json
import re
import shlex
from functools import partial

import pytest
from cases import each, written

SCREENS = written("screens")
QUESTIONS = written("")


def test_there_are_questions():
    """A guard: no questions, no acceptance."""
    assert sum(map(len, QUESTIONS.values())) >= 60


@pytest.mark.parametrize("file", QUESTIONS)
def test_a_clinician_gets_the_answer(ldnref, file):
    """What must appear appears; what must not, does not; the exit code tells a script."""
    each(QUESTIONS[file], partial(_answered, ldnref), lambda question: question["asks"])


def _answered(ldnref, question):
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


@pytest.mark.no_cover
@pytest.mark.parametrize("file", SCREENS)
def test_the_answer_stands_on_the_first_screen(ldnref, file):
    """What a clinician asks is answered by the words of a card, and a card fits a screen."""
    each(SCREENS[file], partial(_stands, ldnref), lambda q: f"{q['asks']}: {q['command']}")


def _stands(ldnref, question):
    ran = ldnref(*shlex.split(question["command"])[1:])

    assert question.get("exit", 0) == ran.code
    assert len(ran.out.splitlines()) <= 22
    for words, text in (("card", ran.out), ("complains", ran.err)):
        one_line = " ".join(text.split())
        missing = [w for w in question.get(words, []) if not re.search(w, one_line, re.IGNORECASE)]
        assert [] == missing
    assert [] == [w for w in question.get("not", []) if re.search(w, ran.out)]
