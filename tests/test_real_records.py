"""Records as other people write them: the examples of FHIR R4 and of the patient summary.

The files are those of the npm packages hl7.fhir.r4.examples and hl7.fhir.uv.ips; FHIR_EXAMPLES
names the folder with both. Without it these tests are skipped, and say so.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from real import CHECKED, HELD
from records import as_data

from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.record import check
from ldnref.doors.parsing import NotReadError
from ldnref.doors.records import record

EXAMPLES = Path(os.environ.get("FHIR_EXAMPLES", "no examples here"))
R4 = EXAMPLES / "hl7.fhir.r4.examples" / "package"
IPS = EXAMPLES / "hl7.fhir.uv.ips" / "package" / "example"

pytestmark = pytest.mark.skipif(
    not R4.is_dir(), reason="FHIR_EXAMPLES names no examples of FHIR: see .ci/run"
)

#: What is read, and a few kinds that are not.
KINDS = ("Medication", "Condition", "Allergy", "Patient", "Procedure", "Observation", "Bundle-ips")


@pytest.fixture(scope="module")
def checked():
    """What a file comes to, as data."""
    lexicon = Lexicon(CHECKED)

    def run(path):
        read = record(path.read_bytes(), CHECKED.records, date(2026, 11, 29))
        return as_data(check(CHECKED, read, None, lexicon, HELD))

    return run


def test_every_example_is_read_or_refused_in_one_line(checked):
    """Nothing else happens, whatever they hold; and the counts of each add up."""
    files = [one for folder in (R4, IPS) for one in folder.glob("*.json")]
    files = [one for one in files if one.name.startswith(KINDS)]
    assert len(files) > 150
    for path in files:
        with suppress(NotReadError):
            found = checked(path)
            assert found.counted.seen == sum(found.counted[2:]), path.name
            assert found.complete or found.outcome != "nothing-held", path.name


@pytest.mark.parametrize(
    ("name", "outcome", "named"),
    [
        ("MedicationRequest-medrx0327", "contraindicated", "fentanyl-patch"),
        ("MedicationRequest-medrx0333", "contraindicated", "oxycodone"),
        ("MedicationRequest-medrx0301", "ask-first", "oxycodone"),
        ("MedicationRequest-medrx0307", "ask-first", "oxycodone-with-paracetamol"),
        ("MedicationRequest-medrx0308", "ask-first", "hydrocodone-with-paracetamol"),
        ("MedicationDispense-meddisp0303", "ask-first", "oxycodone"),
        ("MedicationAdministration-medadmin0312", "ask-first", "fentanyl-patch"),
        ("Medication-med0308", "ask-first", "oxycodone-with-paracetamol"),
    ],
)
def test_no_opioid_of_the_examples_is_missed_or_told_too_high(checked, name, outcome, named):
    """A current one rules it out; a stopped, a dispensed or a bare one is asked about."""
    found = checked(R4 / f"{name}.json")

    assert outcome == found.outcome
    assert named in [one for line in found.lines for one in line.meant]


@pytest.mark.parametrize(
    "name", ["MedicationRequest-medrx0303", "Condition-family-history", "Condition-stroke"]
)
def test_what_is_nothing_of_ours_alarms_nobody(checked, name):
    """Another medicine, a relative's illness, another illness."""
    found = checked(R4 / f"{name}.json")

    assert found.outcome in ("nothing-held", "not-checked")
    assert () == found.findings


def test_a_patient_summary_says_what_is_not_so(checked):
    """A pregnancy by its status; no known allergies; not pregnant."""
    pregnant = checked(IPS / "Observation-pregnancy-status-example.json")
    none = checked(IPS / "AllergyIntolerance-eumfh-39-07-1.json")
    whole = checked(IPS / "Bundle-bundle-ips-all-sections.json")

    # Its date lies years back.
    assert ("ask-first", ("pregnancy",)) == (pregnant.outcome, pregnant.lines[0].meant)
    assert ["denied"] == [one.state for one in none.lines]
    assert "denied" in [one.state for one in whole.lines if one.meant == ("pregnancy",)]
