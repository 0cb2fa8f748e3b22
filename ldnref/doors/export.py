"""Readings and rules → a folder that screens elsewhere: Parquet, plain SQL, and how to run it.

A folder is there whole or not at all. Further texts are put in beside the first, by the same
knowledge and for the same day; no row of it is a patient's.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from ldnref.doors import queries
from ldnref.doors.cohort import Cohort
from ldnref.doors.parsing import NotReadError
from ldnref.doors.portable import TABLES, Rows, read, rules
from ldnref.doors.tables import Columns, broken, source, text
from ldnref.knowledge.model import KnowledgeBase
from ldnref.tuples import NamedTuple

#: What tells of a folder what it was made of.
_MADE_OF = "export.json"

#: How many texts are read at once, so that memory does not follow their number.
_AT_ONCE = 50_000

#: What stands in each folder as it stands here.
_BESIDE = {"screen.sql": "portable.sql", "README.md": "portable.md"}


class Exported(NamedTuple):
    """How much was written."""

    texts: int
    #: Those that were not recognised whole.
    unknown: int


def export(
    base: KnowledgeBase, cohort: Cohort, path: Path, columns: Columns, folder: Path
) -> Exported:
    """Write a folder of what the texts of a table are, and of the rules.

    Raises NotReadError for a table that cannot be read, and OSError where nothing can be written.
    """
    half = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        half.mkdir()
        made_of = {"knowledge": base.about.version, "as_of": cohort.today.isoformat()}
        with duckdb.connect() as engine:
            found = source(engine, path, columns)
            engine.execute(f"CREATE TEMP VIEW given AS {found.lines}")
            try:
                engine.execute(queries.TEXTS)
            except duckdb.Error as error:
                raise broken(error, found.files) from None
            told = _texts(base, cohort, engine, _held(engine), half / "part-0")
            _write(engine, rules(base, cohort.held), half, "part-0")
        here = Path(__file__).parent
        for name, held in _BESIDE.items():
            (half / name).write_bytes((here / held).read_bytes())
        (half / _MADE_OF).write_text(json.dumps(made_of) + "\n", encoding="utf-8")
        half.replace(folder)
    except duckdb.Error as error:
        raise NotReadError(f"{path}: {str(error).splitlines()[0]}") from None
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return told


def made_for(folder: Path) -> tuple[str, date]:
    """The knowledge and the day that a folder is of; raises NotReadError where it is none."""
    try:
        found = json.loads((folder / _MADE_OF).read_bytes())
        return str(found["knowledge"]), date.fromisoformat(found["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        raise NotReadError(f"{folder}: was not made by `ldnref screen --export`") from None


def append(base: KnowledgeBase, cohort: Cohort, typed: Sequence[str], folder: Path) -> Exported:
    """Put further texts into a folder; raises OSError where that cannot be written."""
    part = f"part-{max(0, *map(_number, (folder / 'readings').glob('*.parquet'))) + 1}"
    half = folder / f".{part}.{os.getpid()}"
    try:
        half.mkdir()
        with duckdb.connect() as engine:
            told = _texts(base, cohort, engine, iter([typed]), half / part)
        # The readings last: before them nothing refers to the rest.
        for name in sorted((one.name for one in half.iterdir()), key="readings".__eq__):
            (half / name / f"{part}-0.parquet").replace(folder / name / f"{part}.parquet")
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return told


def listed(file: Path) -> list[str]:
    """The texts of a file: its lines, or the column `text` of a table."""
    try:
        if file.suffix.lower() in (".parquet", ".csv"):
            reader = "read_parquet" if file.suffix.lower() == ".parquet" else "read_csv"
            more = "" if reader == "read_parquet" else ", all_varchar=true, header=true"
            with duckdb.connect() as engine:
                rows = engine.execute(
                    f"SELECT DISTINCT text FROM {reader}({text(str(file))}{more}) "  # noqa: S608
                    "WHERE text IS NOT NULL ORDER BY text"
                ).fetchall()
            return [str(row[0]) for row in rows]
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except duckdb.Error as error:
        raise broken(error, (file,)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadError(f"{file}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None
    return [line for line in lines if line.strip()]


def _number(part: Path) -> int:
    with suppress(ValueError):
        return int(part.stem.partition("-")[2])
    return 0


def _held(engine: duckdb.DuckDBPyConnection) -> Iterator[list[str]]:
    """The distinct texts of a table."""
    with engine.cursor() as reading:
        reading.execute("SELECT text FROM texts ORDER BY text")
        while rows := reading.fetchmany(_AT_ONCE):
            yield [row[0] for row in rows]


def _texts(
    base: KnowledgeBase,
    cohort: Cohort,
    engine: duckdb.DuckDBPyConnection,
    batches: Iterator[Iterable[str]],
    to: Path,
) -> Exported:
    """Write what texts are, a file of each table for so many of them; `to` begins their names."""
    texts = unknown = 0
    for number, batch in enumerate(batches):
        found = read(base, cohort, batch)
        _write(engine, found.tables, to.parent, f"{to.name}-{number}")
        texts += len(found.tables["readings"])
        unknown += found.unknown
    if not texts:
        _write(engine, read(base, cohort, ()).tables, to.parent, f"{to.name}-0")
    return Exported(texts, unknown)


def _write(
    engine: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows], folder: Path, part: str
) -> None:
    """Write rows as Parquet, a folder a table."""
    for name, rows in tables.items():
        columns = TABLES[name]
        values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
        selected = ", ".join(
            f'unnest(?::{kind}[]) AS "{column}"' for column, kind in columns.items()
        )
        (folder / name).mkdir(exist_ok=True)
        engine.execute(
            f"CREATE OR REPLACE TEMP TABLE made AS SELECT {selected}", [*map(list, values)]
        )
        file = text(str(folder / name / f"{part}.parquet"))
        engine.execute(f"COPY made TO {file} (FORMAT PARQUET)")
