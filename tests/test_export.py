"""An exported folder screens elsewhere: the same rows from every engine, and those of `check`."""

import re
import shutil
from datetime import date
from pathlib import Path
from random import Random

import pytest
from lines import DEGREES, TOGETHER

from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import TOPICS, judge
from ldnref.answers.named.lexicon import Lexicon
from ldnref.doors.cohort import Cohort
from ldnref.knowledge.library import open_base

duckdb = pytest.importorskip("duckdb")

from ldnref.doors import export  # noqa: E402 - it needs the engine
from ldnref.doors.parsing import NotReadError  # noqa: E402
from ldnref.doors.portable import TABLES  # noqa: E402
from ldnref.doors.tables import Columns  # noqa: E402

TODAY = date(2026, 11, 29)

LATER = ("oxycodone 5 mg tabs", "Foobarin", "cirrhosis, long known")


@pytest.fixture(scope="module")
def real():
    """The knowledge, and its names."""
    base = open_base(TOPICS, names=True)
    return base, Lexicon(base), Held(base)


@pytest.fixture(scope="module")
def people(real):
    """Patients with lines of every kind, the same in every run."""
    chance = Random(7)  # noqa: S311 - made up
    known = sorted(real[1].known)
    return {
        f"p{n}": [
            chance.choice(chance.choice([TOGETHER, TOGETHER, DEGREES, known]))
            for _ in range(chance.randrange(1, 6))
        ]
        for n in range(400)
    } | {
        f"d{n}": [chance.choice(DEGREES) for _ in range(chance.randrange(2, 5))] for n in range(200)
    }


@pytest.fixture(scope="module")
def folder(real, people, tmp_path_factory):
    """An export of all that they say."""
    here = tmp_path_factory.mktemp("export")
    table = _table(here / "lists.csv", people)
    made = here / "made"
    export.export(real[0], Cohort(real[0], TODAY), table, Columns(), made)
    return made


@pytest.fixture(scope="module")
def later(people):
    """The same patients, and one of whose lines the export knows nothing."""
    return {**people, "new": [*LATER, "multiple sclerosis"]}


@pytest.fixture(scope="module")
def found(folder, later):
    """What the SQL says of each of them."""
    return _on_duckdb(folder, later)


def _table(file, people):
    rows = [f'{name},"{line}"\n' for name, lines in people.items() for line in lines]
    file.write_text("patient,medication\n" + "".join(rows), encoding="utf-8")
    return file


def _statements(folder):
    return [one for one in (folder / "screen.sql").read_text().split(";\n") if one.strip()]


def _on_duckdb(folder, people):
    """What the SQL says of each patient, and the other views."""
    engine = duckdb.connect()
    for name in TABLES:
        engine.execute(f"CREATE VIEW {name} AS FROM read_parquet('{folder}/{name}/*.parquet')")
    engine.execute("CREATE TABLE lines (patient VARCHAR, text VARCHAR)")
    engine.executemany("INSERT INTO lines VALUES (?, ?)", _rows(people))
    for statement in _statements(folder):
        engine.execute(statement)
    return {
        view: sorted(engine.execute(f"SELECT * FROM {view}").fetchall())  # noqa: S608
        for view in ("ldn_patients", "ldn_findings", "ldn_asks", "ldn_not_recognised")
    }


def _rows(people):
    return [(name, line) for name, lines in people.items() for line in lines]


def _checked(real, lines):
    """What `check` says: outcome, whether it is complete, and what it tells."""
    found = judge(real[2], real[1], lines, TODAY)
    filled = any(line.strip() for line in lines)
    spoken = {r.statement.id for f in found.findings for r in f.reasons if r.severity != "note"}
    outcome = found.outcome if filled else "not-checked"
    return outcome, int(found.complete and filled), spoken


@pytest.mark.no_cover
def test_plain_sql_says_what_check_says(real, people, found):
    """Statements that need two lines, doses that add up, denials: each patient alike."""
    spoken = {}
    for patient, statement, _ in found["ldn_findings"]:
        spoken.setdefault(patient, set()).add(statement)

    told = {
        patient: (outcome, complete, spoken.get(patient, set()))
        for patient, outcome, complete, _ in found["ldn_patients"]
        if patient != "new"
    }
    assert {name: _checked(real, lines) for name, lines in people.items()} == told
    assert len({one[0] for one in told.values()}) >= 5


def test_a_text_that_the_tables_lack_is_told_until_it_is_read(real, later, found, folder, tmp_path):
    """It makes its patient incomplete; `ldnref names` mends it, and nothing else changes."""
    held = shutil.copytree(folder, tmp_path / "held")

    export.append(real[0], Cohort(real[0], TODAY), LATER, held)
    after = _on_duckdb(held, later)

    assert {("new", line, 0) for line in LATER} <= set(found["ldn_not_recognised"])
    assert ("new", "not-checked", 0, 4) in found["ldn_patients"]
    assert ("new", "contraindicated", 0, 4) in after["ldn_patients"]
    assert ("new", "Foobarin", 1) in after["ldn_not_recognised"]
    others = [row for row in after["ldn_patients"] if row[0] != "new"]
    assert others == [row for row in found["ldn_patients"] if row[0] != "new"]


def test_the_commands_export_and_resolve(ldnref, people, tmp_path):
    """The folder is new, holds its own directions, and takes texts of one knowledge only."""
    table = _table(tmp_path / "lists.csv", people)
    made = str(tmp_path / "made")
    texts = tmp_path / "more.txt"
    texts.write_text("oxycodone 5 mg\nFoobarin\n\n", encoding="utf-8")

    first = ldnref("screen", str(table), "--export", made)
    again = ldnref("screen", str(table), "--export", made)
    named = ldnref("names", "--from", str(texts), "--into", made)
    nowhere = ldnref("names", "--from", str(texts), "--into", str(tmp_path))

    assert first.out.endswith(f"recognised whole: {made}\n")
    assert (2, True) == (again.code, "exists already" in " ".join(again.err.split()))
    assert f"2 texts, 1 of them not recognised whole: {made}\n" == named.out
    assert 2 == nowhere.code
    assert {"README.md", "export.json", "screen.sql", *TABLES} == {
        one.name for one in Path(made).iterdir()
    }
    (Path(made) / "export.json").write_text('{"knowledge": "1.0", "as_of": "2026-11-29"}')
    wrong = ldnref("names", "--from", str(texts), "--into", made)
    assert "export anew" in " ".join(wrong.err.split())


def test_the_code_beside_an_export_reads_its_tables_alone(folder, people, tmp_path, monkeypatch):
    """Whatever else lies in the folder: an environment, the patients of an earlier run."""
    made = tmp_path / "made"
    shutil.copytree(folder, made)
    (made / ".venv").mkdir()
    (made / "notes").mkdir()
    _table(made / "lists.csv", people)
    engine = duckdb.connect()
    engine.execute(f"COPY (FROM '{made}/lists.csv') TO '{made}/lists.parquet'")
    blocks = re.findall(r"```python\n(.*?)```", (made / "README.md").read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(made)

    exec(blocks[0])  # noqa: S102 - it is ours

    rows = engine.execute("SELECT count(*) FROM 'patients.parquet'").fetchall()
    assert [(len(people),)] == rows
    for block in blocks:
        assert [*TABLES] == re.search('names = "(.*)"', block)[1].split()


def test_what_cannot_be_read_leaves_no_folder(real, tmp_path):
    """A table without its columns, one that is broken, or a file that is none."""
    table = tmp_path / "lists.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(NotReadError, match="no column"):
        export.export(real[0], Cohort(real[0], TODAY), table, Columns(), tmp_path / "made")
    broken = tmp_path / "lists.ndjson"
    broken.write_text('{"medication":"x"}\n{"patient":1,"medication":"y","medication":"secret"}\n')
    with pytest.raises(NotReadError, match=r"row 2: a name stands twice in it$"):
        export.export(real[0], Cohort(real[0], TODAY), broken, Columns(), tmp_path / "made")
    assert {table, broken} == set(tmp_path.iterdir())
    with pytest.raises(NotReadError, match="was not made by"):
        export.made_for(tmp_path)


@pytest.mark.parametrize("name", ["texts.txt", "texts.csv", "texts.parquet"])
def test_texts_are_read_from_lines_and_from_tables(tmp_path, name):
    """Once each from a table, without empty ones."""
    file = tmp_path / name
    if name.endswith(".txt"):
        file.write_text("one\n \ntwo\n", encoding="utf-8")
    else:
        values = "VALUES ('one'), ('two'), ('one'), (NULL)"
        kind = "PARQUET" if name.endswith(".parquet") else "CSV, HEADER"
        duckdb.execute(f"COPY (SELECT * FROM ({values}) t(text)) TO '{file}' (FORMAT {kind})")  # noqa: S608

    assert ["one", "two"] == export.listed(file)
    with pytest.raises(NotReadError):
        export.listed(tmp_path / f"no.{name}")


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not here")
def test_spark_gives_the_same_rows(people, folder, tmp_path):
    """The SQL is the same file, and no row differs."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    spark = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(tmp_path))
        .getOrCreate()
    )
    try:
        for name in TABLES:
            spark.read.parquet(str(folder / name)).createOrReplaceTempView(name)
        lines = spark.createDataFrame(_rows(people), ["patient", "text"])
        lines.createOrReplaceTempView("lines")
        for statement in _statements(folder):
            spark.sql(statement)
            view = statement.split("VIEW ")[1].split()[0]
            if f"`{view}`" in (folder / "README.md").read_text().partition("cacheTable")[2]:
                spark.catalog.cacheTable(view)
        for view, expected in _on_duckdb(folder, people).items():
            assert expected == sorted(tuple(row) for row in spark.table(view).collect())
    finally:
        spark.stop()
