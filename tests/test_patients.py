"""Clinical acceptance: a patient in words, the outcome, what must and must not be said, and why."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from ldnref.answers.checking.judge import TOPICS, judge
from ldnref.answers.checking.verdict import Dose
from ldnref.answers.doses import milligrams
from ldnref.answers.named.lexicon import Lexicon
from ldnref.knowledge.library import open_base
from ldnref.knowledge.model import OUTCOMES

REAL = open_base(TOPICS, names=True)
LEXICON = Lexicon(REAL)
TODAY = date(2026, 11, 29)

FILES = sorted((Path(__file__).parent / "questions" / "patients").glob("*.yaml"))
PATIENTS = [
    pytest.param(patient, id=f"{path.stem}: {'; '.join(patient['check'])}")
    for path in FILES
    for patient in yaml.load(path.read_text(), yaml.CSafeLoader)
]


def verdict_of(*lines, dose=None):
    """The verdict on these lines."""
    amount = None if dose is None else Dose(dose, milligrams(dose))
    return judge(REAL, lines, amount, LEXICON, TODAY)


def said(verdict):
    """The ids of all that is said of a patient: findings, questions, times to wait."""
    ids = [reason.statement.id for finding in verdict.findings for reason in finding.reasons]
    ids += [question.statement.id for question in verdict.questions if question.statement]
    return ids + [wait.id for question in verdict.questions for wait in question.waits]


def test_there_are_patients_of_every_kind():
    """A guard: no patients, no acceptance; and every outcome occurs more than once."""
    outcomes = Counter(param.values[0]["outcome"] for param in PATIENTS)

    assert len(PATIENTS) >= 300
    assert set(OUTCOMES) == {outcome for outcome, number in outcomes.items() if number > 5}


@pytest.mark.parametrize("patient", PATIENTS)
def test_a_patient_is_judged_right(patient):
    """Neither too low nor too high; said is what must be said, and no more than may be."""
    verdict = verdict_of(*patient["check"], dose=patient.get("dose"))

    ids = said(verdict)
    assert patient["outcome"] == verdict.outcome, patient["why"]
    assert [] == [name for name in patient.get("must", []) if name not in ids], patient["why"]
    assert [] == [name for name in patient.get("must-not", []) if name in ids], patient["why"]
    if verdict.outcome in OUTCOMES[:2] and verdict.dose is not None:
        assert not verdict.dose.within, patient["why"]
    incomplete = verdict.outcome in ("ask-first", "not-checked")
    assert not (incomplete and verdict.complete), patient["why"]
    assert patient.get("complete", verdict.complete) == verdict.complete, patient["why"]
