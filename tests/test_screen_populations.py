"""A population is screened as `check` checks one patient, and no line of it is lost."""

import csv
import gzip
import io
import json
import os
import pickle
import pty
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from itertools import chain
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lines import DEGREES, TOGETHER
from real import CHECKED as REAL
from real import LEXICON

from ldnref.answers.checking.told import check
from ldnref.doors.cohort import Cohort
from ldnref.formats.schema import schema

duckdb = pytest.importorskip("duckdb")

from ldnref.doors.crew import Crew, answer  # noqa: E402 - of what needs the engine
from ldnref.doors.parsing import NotReadError  # noqa: E402
from ldnref.doors.screen import screen  # noqa: E402
from ldnref.doors.tables import Columns  # noqa: E402

TODAY = date(2026, 11, 29)
COHORT = Cohort(REAL, TODAY)
HELD = sorted(LEXICON.known)


def _table(file, rows, heads=("patient", "medication")):
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(heads)
        writer.writerows(rows)
    return file


def _told(ran):
    return json.loads(ran.out)


def _by_patient(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    return {row["patient"]: row for row in map(json.loads, lines)}


def test_each_patient_gets_one_row(ldnref, tmp_path):
    """The outcome, the findings, what was not recognised, and how many lines there were."""
    rows = [("a", "tramadol 50 mg"), ("b", "paracetamol"), ("a", "foobarolix"), ("a", None)]
    output = tmp_path / "out.ndjson"

    ran = ldnref("screen", str(_table(tmp_path / "in.csv", rows)), "-o", str(output))

    assert 5 == ran.code, ran.err
    found = _by_patient(output)
    assert ["a", "b"] == list(found)
    assert {
        "patient": "a",
        "outcome": "contraindicated",
        "complete": False,
        "findings": ["interactions-opioids-contraindicated"],
        "asks": [],
        "not_recognised": ["foobarolix"],
        "lines": 3,
    } == found["a"]
    assert ("nothing-held", True) == (found["b"]["outcome"], found["b"]["complete"])
    assert "4 lines of 2 patients" in ran.out


def test_the_counts_add_up(ldnref, tmp_path):
    """Read = checked + asked + not recognised + nothing held + empty; patients by outcome too."""
    rows = [
        ("a", "tramadol 50 mg"),
        ("a", "tramadol stopped"),
        ("b", "foobarolix"),
        ("b", "foobarolix"),
        ("c", "ibuprofen 200 mg"),
        ("d", ""),
        ("e", "   "),
    ]
    told = _told(ldnref("screen", str(_table(tmp_path / "in.csv", rows)), "-f", "json"))

    expected = {"checked": 1, "asked": 1, "not-recognised": 2, "nothing-held": 1, "empty": 2}
    assert expected == told["counted"]["states"]
    assert 7 == told["counted"]["lines"] == told["counted"]["rows"]
    assert 5 == told["counted"]["patients"] == sum(told["outcomes"].values())
    assert [{"text": "foobarolix", "lines": 2}] == told["unrecognised"]
    assert not told["complete"]


def test_a_patient_of_whom_nothing_is_written_was_not_checked(ldnref, tmp_path):
    """Empty lines are never told as nothing held."""
    output = tmp_path / "out.ndjson"
    ran = ldnref("screen", str(_table(tmp_path / "in.csv", [("a", "")])), "-o", str(output))

    assert 3 == ran.code
    assert ("not-checked", False) == tuple(
        _by_patient(output)["a"][k] for k in ("outcome", "complete")
    )


def test_rows_without_a_patient_are_not_put_together(ldnref, tmp_path):
    """Two nameless rows may be two people: each is judged alone, and they are told."""
    heads = ("patient", "medication", "condition")
    rows = [("", "naltrexone 4.5 mg daily", ""), ("", "", "spasticity")]
    output = tmp_path / "out.csv"

    ran = ldnref("screen", str(_table(tmp_path / "in.csv", rows, heads)), "-o", str(output))

    found = list(csv.DictReader(io.StringIO(output.read_text())))
    alone = [
        check(REAL, [line], None, LEXICON, today=TODAY, held=COHORT.held).result
        for line in (rows[0][1], rows[1][2])
    ]
    assert sorted(one.outcome for one in alone) == sorted(row["outcome"] for row in found)
    assert "4 lines name no patient" in ran.out


patients = st.lists(
    st.lists(
        st.one_of(
            st.sampled_from(TOGETHER),
            st.sampled_from(DEGREES),
            st.sampled_from(HELD),
            st.tuples(st.sampled_from(HELD), st.sampled_from(TOGETHER)).map(", ".join),
        ),
        min_size=1,
        max_size=7,
    ),
    min_size=1,
    max_size=25,
)


def _as_check_says(lines):
    """What `check` says of the lines of one patient, read from a list."""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return "not-checked", False, Counter()
    found = check(REAL, filled, None, LEXICON, today=TODAY, held=COHORT.held).result
    return found.outcome, found.complete, Counter(one.id for one in found.findings)


@settings(max_examples=settings.default.max_examples * 3 // 20)
@given(patients)
def test_a_patient_gets_what_check_says(tmp_path_factory, people):
    """The same outcome and findings as the list of each, medicine and condition together."""
    folder = tmp_path_factory.mktemp("people")
    rows = [(str(number), line) for number, lines in enumerate(people) for line in lines]
    table = _table(folder / "in.csv", sorted(rows, key=lambda row: row[1]))

    told = screen(COHORT, table, Columns(), folder / "out.ndjson", lambda *_: None)

    found = _by_patient(folder / "out.ndjson")
    for number, lines in enumerate(people):
        row = found[str(number)]
        here = row["outcome"], row["complete"], Counter(row["findings"])
        assert _as_check_says(lines) == here, lines
        assert len(lines) == row["lines"]
    assert len(rows) == told.lines == sum(told.states.values())


def test_amounts_on_two_lines_add_up(ldnref, tmp_path):
    """Two equal lines are two doses, as `check` reads them."""
    line = "naltrexone 3 mg daily"
    output = tmp_path / "out.ndjson"
    table = _table(tmp_path / "in.csv", [("a", line), ("a", line), ("b", line)])
    ldnref("screen", str(table), "-o", str(output))

    found = _by_patient(output)
    for patient, lines in (("a", [line, line]), ("b", [line])):
        expected = check(REAL, lines, None, LEXICON, today=TODAY, held=COHORT.held).result
        assert expected.outcome == found[patient]["outcome"]
        assert [one.id for one in expected.findings] == found[patient]["findings"]


def test_every_kind_of_file_says_the_same(ldnref, tmp_path):
    """CSV, TSV, NDJSON and Parquet, alone or as a folder of parts; a number may be a patient."""
    rows = [(1, "tramadol 50 mg"), (1, 'say "MS", please'), (2, "foobarolix"), (3, None)]
    _table(tmp_path / "a.csv", rows)
    lines = ["patient\tmedication", *(f"{p}\t{t or ''}" for p, t in rows)]
    (tmp_path / "a.tsv").write_text(
        "\n".join(lines).replace('say "MS", please', '"say ""MS"", please"')
    )
    (tmp_path / "a.ndjson").write_text(
        "\n".join(json.dumps({"patient": p, "medication": t}) for p, t in rows)
    )
    parts = tmp_path / "parts"
    parts.mkdir()
    source = str(tmp_path / "a.ndjson")
    for name, where in (
        ("a.parquet", "true"),
        ("parts/1.parquet", "patient < 2"),
        ("parts/2.parquet", "patient > 1"),
    ):
        duckdb.execute(f"COPY (FROM read_json('{source}') WHERE {where}) TO '{tmp_path / name}'")
    told = []
    for name in ("a.csv", "a.tsv", "a.ndjson", "a.parquet", "parts"):
        ran = ldnref("screen", str(tmp_path / name), "-f", "json")
        counted = _told(ran)
        assert (2 if name == "parts" else 1) == counted["counted"].pop("files")
        told.append(counted)

    assert [told[0]] * 5 == told


def test_a_table_as_spreadsheets_write_it_is_read(ldnref, tmp_path):
    """With a mark before the first name, ends of line of Windows, and a compressed one."""
    content = b"\xef\xbb\xbfpatient,medication\r\n1,tramadol 50 mg\r\n1,#2 codeine\r\n"
    (tmp_path / "a.csv").write_bytes(content)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(content, mtime=0))

    for name in ("a.csv", "b.csv.gz"):
        ran = ldnref("screen", str(tmp_path / name), "-f", "json")
        assert 2 == _told(ran)["counted"]["rows"]
        assert 1 == _told(ran)["outcomes"]["contraindicated"]


def test_codes_are_read_with_the_text(ldnref, tmp_path):
    """A column of codes speaks as a typed code does."""
    rows = [("a", "1049502"), ("b", "")]
    table = _table(tmp_path / "in.csv", rows, ("person_id", "rxcui"))
    output = tmp_path / "out.ndjson"

    ran = ldnref("screen", str(table), "--code-column", "rxcui", "-o", str(output))

    assert "contraindicated" == _by_patient(output)["a"]["outcome"], ran
    assert "not-checked" == _by_patient(output)["b"]["outcome"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"patient,medication\n1,tramadol\n2\n3,x\n", "row 3"),
        ("a.csv", b"patient,medication\n1,tramadol\n2,\xff\xfe\n", "row 3"),
        ("a.csv", b'patient,medication\n1,tramadol\n2,"secret\n', "row 3"),
        ("a.csv", b"patient,medication\n1,tramadol\n2,secret,b\n", "row 3"),
        (
            "a.ndjson",
            b'{"patient":1,"medication":"x"}\n{"patient":2,"medi\n{"patient":3}\n',
            "row 2",
        ),
        ("a.ndjson", b'{"patient":1,"medication":"x"}\n[secret]\n', "row 2"),
        ("a.ndjson", b'{"patient":1}\n"secret"\n', "row 2: no JSON object"),
        (
            "a.ndjson",
            b'{"medication":"x"}\n{"patient":1,"patient":2,"medication":"secret"}\n',
            "row 2: a name stands twice in it",
        ),
        ("a.ndjson", b'{"patient":1,"medication":"secret\\ud800"}\n', "row 1: no JSON object"),
        (
            "a.ndjson.gz",
            gzip.compress(b'{"patient":1,"medication":"secret"}\n' * 9000, mtime=0)[:-20],
            "the file breaks off",
        ),
        ("a.ndjson.gz", b"secret", "row 1: the file breaks off"),
        (
            "a.csv.gz",
            gzip.compress(b"patient,medication\n" + b"1,secret\n" * 9000, mtime=0)[:-20],
            "the file breaks off",
        ),
        ("a.parquet", b"PAR1 secret and no end", "a.parquet"),
        ("a.csv", b"", "no column 'patient'"),
        ("a.ndjson", b'{"json":"secret"}\n', "no column 'patient'; there are: json"),
        ("a.csv", b"patient,drugs\n1,x\n", "no column 'medication'; there are: patient, drugs"),
        ("a.csv", b"patient,patient\n1,x\n", "two columns have one name"),
        ("a.xlsx", b"", "ends in none of"),
    ],
)
def test_a_broken_file_is_named_with_its_row(ldnref, tmp_path, name, content, says):
    """Nothing of it is repeated, nothing is told as checked, and nothing is written."""
    (tmp_path / name).write_bytes(content)
    output = tmp_path / "out.csv"
    ran = ldnref("screen", str(tmp_path / name), "-o", str(output))

    assert (2, "") == (ran.code, ran.out)
    assert says in ran.said
    assert name in ran.said
    assert "secret" not in ran.said
    assert [name] == [one.name for one in tmp_path.iterdir()]


def test_a_break_in_a_later_file_of_a_folder_is_named(ldnref, tmp_path):
    """Whichever of them it is."""
    folder = tmp_path / "in"
    folder.mkdir()
    _table(folder / "1.csv", [("a", "tramadol")] * 30)
    (folder / "2.csv").write_text("patient,medication\na,x\nb\n")

    ran = ldnref("screen", str(folder))

    assert 2 == ran.code
    assert "2.csv: row 3" in ran.said


def test_other_files_of_a_folder_are_told(ldnref, tmp_path):
    """What was passed over is no secret; two kinds of table are refused."""
    _table(tmp_path / "1.csv", [("a", "tramadol")])
    (tmp_path / "list.xlsx").write_bytes(b"")
    ran = ldnref("screen", str(tmp_path), "-f", "json")

    assert "1 files of other kinds were not read" in ran.said
    assert 1 == len(_told(ran)["counted"]["not_read"])

    (tmp_path / "2.ndjson").write_text("{}")
    assert "holds csv and ndjson" in ldnref("screen", str(tmp_path)).said


def test_what_is_there_is_not_lost(ldnref, tmp_path):
    """A file that exists, the input itself, or one in the folder that is read: refused."""
    table = _table(tmp_path / "in.csv", [("a", "tramadol")])
    output = tmp_path / "out.csv"
    output.write_text("mine")

    assert "exists already" in ldnref("screen", str(table), "-o", str(output)).said
    assert "mine" == output.read_text()
    assert "what is screened" in ldnref("screen", str(table), "-o", str(table), "--force").said
    assert "what is screened" in ldnref("screen", str(tmp_path), "-o", str(output), "--force").said
    assert "ends in none of" in ldnref("screen", str(table), "-o", str(tmp_path / "a.txt")).said
    assert (
        "no such folder" in ldnref("screen", str(table), "-o", str(tmp_path / "b" / "a.csv")).said
    )
    assert 5 == ldnref("screen", str(table), "-o", str(output), "--force").code
    assert output.read_text().startswith("patient,outcome,")


@pytest.mark.parametrize("step", ["finding the texts", "reading the texts"])
def test_a_run_that_is_stopped_leaves_nothing(tmp_path, step):
    """Ctrl-C in the middle: no half-written output, and the code of a stopped run."""
    source, output = tmp_path / "in.parquet", tmp_path / "out.csv"
    duckdb.execute(
        "COPY (SELECT range // 9 AS patient, 'unknownword' || range || ' tablets' AS medication"  # noqa: S608
        f" FROM range(400000)) TO '{source}'"
    )
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ldnref", "screen", str(source), "-o", str(output)],
        stdout=subprocess.DEVNULL,
        stderr=slave,
        start_new_session=True,
    ) as running:
        os.close(slave)
        said = b""
        deadline = time.monotonic() + 120
        while step.encode() not in said and time.monotonic() < deadline:
            said += os.read(master, 4096)
        running.send_signal(signal.SIGINT)
        assert 130 == running.wait(60)
        with pytest.raises(ProcessLookupError):  # nor any process that read for it
            os.killpg(running.pid, 0)
        said += os.read(master, 4096)
    os.close(master)
    assert b"Traceback" not in said
    assert ["in.parquet"] == [one.name for one in tmp_path.iterdir()]


def _in_crews(cohort, processes):
    """What the texts are and what mixtures of them come to, read in so many processes."""
    texts = [f"{name} {10 * n} mg" for n, name in enumerate(HELD[::40])]
    texts += ["", "no opioids, tramadol 50 mg", *TOGETHER, "foobarolix", "naltrexone 3 mg", "opium"]
    with Crew(cohort, processes) as crew:
        crew.fit(len(texts))
        read = crew.read(texts[at : at + 9] for at in range(0, len(texts), 9))
        readings = list(chain.from_iterable(read))
        bear = [one.of for one in readings if one.of is not None]
        keys = [bear[at : at + 1 + at % 4] for at in range(len(bear))]
        judged = crew.judge(keys[at : at + 7] for at in range(0, len(keys), 7))
        verdicts = list(chain.from_iterable(judged))
        return readings, verdicts, len(crew.others)


@pytest.fixture(scope="module")
def alone():
    """What one process says."""
    return _in_crews(Cohort(REAL, TODAY), 1)


@pytest.mark.no_cover
def test_many_processes_say_what_one_says(alone):
    """The same readings with the same numbers, and the same verdicts."""
    readings, verdicts, others = _in_crews(Cohort(REAL, TODAY), 3)

    assert 3 == others
    assert alone[:2] == (readings, verdicts)


def test_a_process_answers_until_there_is_no_more():
    """A class for each text, a number below nought where it has none, and then the verdicts."""
    asked = (["latanoprost", "", "tramadol"], [[7], [7, 7]], {7: "tramadol"})
    source, to = io.BytesIO(pickle.dumps((REAL, TODAY)) + pickle.dumps(asked)), io.BytesIO()

    with pytest.raises(EOFError):
        answer(source, to)

    *numbers, one, same = pickle.loads(to.getvalue())  # noqa: S301 - written just now
    assert [-4, -5, 0] == numbers
    assert "contraindicated" == one.outcome
    assert one == same


@pytest.mark.parametrize("python", ["/nowhere/python", "/bin/false", ""])
def test_where_no_process_may_be_started_one_does_it_all(alone, monkeypatch, python):
    """Not started, or gone at once: nothing is left unread."""
    monkeypatch.setattr(sys, "executable", python)

    assert alone[:2] == _in_crews(Cohort(REAL, TODAY), 2)[:2]


def test_an_output_is_the_same_byte_for_byte(tmp_path):
    """However many processes read, and in whatever order the engine comes by the lines."""
    chance = Random(5)  # noqa: S311 - the same lists in every run
    rows = [(n % 700, f"{chance.choice(HELD[:300])} {n} mg") for n in range(2_500)]
    rows += [("", "tramadol"), ("", "foobarolix"), ("", "ibuprofen"), (1, " ")]
    table = _table(tmp_path / "in.csv", rows)
    made = []
    for processes in (1, 2):
        output = tmp_path / f"{processes}.parquet"
        cohort = Cohort(REAL, TODAY)
        screen(cohort, table, Columns(), output, lambda *_: None, processes=processes)
        made.append(output.read_bytes())

    assert made[0] == made[1]


def test_a_table_that_is_changed_meanwhile_is_not_told(tmp_path):
    """What was read first and what was counted later would not be of the same lines."""
    table = _table(tmp_path / "in.csv", [("a", "ibuprofen")])

    def change(step, *_):
        if step == "reading the texts":
            _table(table, [("a", "ibuprofen"), ("b", "tramadol 50 mg")])

    with pytest.raises(NotReadError, match="was changed while it was read"):
        screen(COHORT, table, Columns(), tmp_path / "out.csv", change)
    assert ["in.csv"] == [one.name for one in tmp_path.iterdir()]


def test_progress_is_for_terminals_only(ldnref, tmp_path):
    """A log holds no bar."""
    ran = ldnref("screen", str(_table(tmp_path / "in.csv", [("a", "tramadol")])))

    assert "" == ran.err


def test_a_missing_extra_is_told(program, tmp_path):
    """With what to install, and no traceback."""
    (tmp_path / "duckdb.py").write_text("raise ModuleNotFoundError(name='duckdb')\n")
    table = _table(tmp_path / "in.csv", [("a", "tramadol")])
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))

    ran = program("screen", str(table), env={"PYTHONPATH": path})

    assert 2 == ran.returncode
    assert "pip install 'ldnref[screen]'" in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr


def test_the_summary_is_as_its_schema_says(ldnref, tmp_path):
    """Programs rely on it as on every other JSON."""
    jsonschema = pytest.importorskip("jsonschema")
    table = _table(tmp_path / "in.csv", [("1", "tramadol"), ("2", "Foobarin"), ("", "")])

    told = json.loads(ldnref("screen", str(table), "-f", "json").out)

    jsonschema.validate(told, schema("screen"))
    assert schema("screen") == json.loads(ldnref("schema", "screen").out)
    jsonschema.Draft202012Validator.check_schema(schema("screen"))
