"""A population → one row a patient, on DuckDB: rows never pass through Python, only what differs.

Each distinct text is read once by the names of `check`, and each distinct mixture of what the
texts of a patient say is judged once; both are joined back. Tables that do not fit in memory wait
in a folder of their own, which is gone at the end.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import tee
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from ldnref.doors import queries
from ldnref.doors.cohort import EMPTY, OUTCOMES, STATES, UNKNOWN, Cohort
from ldnref.doors.crew import Crew
from ldnref.doors.parsing import NotReadError
from ldnref.doors.tables import Columns, TableFiles, broken, source, text
from ldnref.tuples import NamedTuple

#: What the engine may hold in memory; and how much goes to Python at once.
_MEMORY, _AT_ONCE = "600MB", 2_000

#: How many of the texts that were not recognised are told.
_COMMONEST = 20

#: How an output is written, by the end of its name.
OUTPUTS = {".parquet": "PARQUET", ".csv": "CSV, HEADER", ".ndjson": "JSON", ".jsonl": "JSON"}

#: Told of each step: what is done, how much of it, and of how much.
Tell = Callable[[str, int, int], None]


class Unrecognised(NamedTuple):
    """A text that was not recognised whole, and in how many lines it stands."""

    text: str
    lines: int


class Summary(NamedTuple):
    """A population in figures."""

    files: int
    passed_over: tuple[Path, ...]
    rows: int
    #: Every line that was read, and how many of them stand in a row without a patient.
    lines: int
    without_patient: int
    texts: int
    #: The lines by what became of them, which add up to `lines`.
    states: dict[str, int]
    patients: int
    outcomes: dict[str, int]
    #: Patients of whom something was not recognised or has to be asked.
    incomplete: int
    #: The commonest.
    unrecognised: tuple[Unrecognised, ...]


def screen(
    cohort: Cohort,
    path: Path,
    columns: Columns,
    output: Path | None,
    tell: Tell,
    *,
    processes: int | None = None,
) -> Summary:
    """Screen a file or a folder; `output` is there whole, or as it was.

    `processes` read and judge; by default as many as there are cores, where there is much to read.
    Raises NotReadError, with the file and the row, and OSError where the output cannot be written.
    """
    with (
        TemporaryDirectory(prefix="ldnref-") as folder,
        duckdb.connect() as engine,
        Crew(cohort, processes) as crew,
    ):
        engine.execute(f"SET temp_directory = {text(folder)}")
        engine.execute(f"SET memory_limit = {text(_MEMORY)}")
        engine.execute("SET preserve_insertion_order = false")
        engine.execute("SET enable_progress_bar = false")
        try:
            found = source(engine, path, columns)
            before = found.written()
            _put_together(engine, crew, found, tell)
            if found.written() != before:
                raise NotReadError(f"{path}: was changed while it was read")
            _judge(engine, crew, tell)
            if output is not None:
                tell("writing", 0, 0)
                _write(engine, output)
            return _summary(engine, found)
        except (duckdb.InterruptException, RuntimeError) as error:
            if "interrupt" not in str(error).lower():
                raise
            raise KeyboardInterrupt from None  # Ctrl-C while the engine was at work


def _put_together(
    engine: duckdb.DuckDBPyConnection, crew: Crew, found: TableFiles, tell: Tell
) -> None:
    """The tables of texts, of what each is, and of patients."""
    try:
        tell("finding the texts", 0, 0)
        engine.execute(f"CREATE TEMP VIEW given AS {found.lines}")
        engine.execute(f"CREATE TEMP VIEW alone AS {found.alone}")
        engine.execute(queries.TEXTS)
        _resolve(engine, crew, tell)
        tell("putting patients together", 0, 0)
        for query in (queries.BEARING, queries.PEOPLE, queries.NAMED):
            engine.execute(query)
        if engine.execute(queries.TOGETHER).fetchall():
            for query in (queries.NAMELESS, queries.NAMELESS_LINES, queries.ALONE):
                engine.execute(query)
        engine.execute(queries.MIXTURES)
    except duckdb.InterruptException:
        raise
    except duckdb.OutOfMemoryException as error:
        raise NotReadError(
            f"the memory or the disk is full: {str(error).splitlines()[0]}"
        ) from None
    except duckdb.Error as error:
        raise broken(error, found.files) from None


def _resolve(engine: duckdb.DuckDBPyConnection, crew: Crew, tell: Tell) -> None:
    """What each distinct text is, as a table."""
    engine.execute(queries.READINGS)
    total, done = _one(engine, "SELECT count(*) FROM texts"), 0
    tell("reading the texts", 0, total)
    crew.fit(total)
    numbers, texts = tee(_batches(engine, queries.ORDERED))
    read = crew.read([typed for _, typed in rows] for rows in texts)
    for rows, readings in zip(numbers, read, strict=True):
        told = ((number, *reading) for (number, _), reading in zip(rows, readings, strict=True))
        _insert(engine, "readings", ("BIGINT", "VARCHAR", "INTEGER", "BOOLEAN"), told)
        done += len(rows)
        tell("reading the texts", done, total)


def _judge(engine: duckdb.DuckDBPyConnection, crew: Crew, tell: Tell) -> None:
    """What each distinct mixture comes to, as a table."""
    types = ("BIGINT", "VARCHAR", "BOOLEAN", "VARCHAR[]", "VARCHAR[]")
    engine.execute(
        "CREATE TABLE verdicts "
        "(id BIGINT, outcome VARCHAR, complete BOOLEAN, findings VARCHAR[], asks VARCHAR[])"
    )
    total, done = _one(engine, "SELECT count(*) FROM mixtures"), 0
    tell("judging", 0, total)
    numbers, keys = tee(_batches(engine, "SELECT id, key FROM mixtures"))
    verdicts = crew.judge([key for _, key in rows] for rows in keys)
    for rows, judged in zip(numbers, verdicts, strict=True):
        told = ((number, *verdict) for (number, _), verdict in zip(rows, judged, strict=True))
        _insert(engine, "verdicts", types, told)
        done += len(rows)
        tell("judging", done, total)


def _batches(engine: duckdb.DuckDBPyConnection, query: str) -> Iterator[list[tuple[Any, ...]]]:
    with engine.cursor() as reading:
        reading.execute(query)
        while rows := reading.fetchmany(_AT_ONCE):
            yield rows


def _insert(
    engine: duckdb.DuckDBPyConnection,
    table: str,
    types: Sequence[str],
    rows: Iterable[tuple[object, ...]],
) -> None:
    """Put rows into a table, all at once: one after the other they would take minutes."""
    columns = [
        [list(v) if isinstance(v, tuple) else v for v in column]
        for column in zip(*rows, strict=True)
    ]
    unnested = ", ".join(f"unnest(?::{one}[])" for one in types)
    engine.execute(f"INSERT INTO {table} SELECT {unnested}", columns)


def _write(engine: duckdb.DuckDBPyConnection, output: Path) -> None:
    """Write the rows beside the output, and give them its name when they are whole."""
    half = output.with_name(f".{output.name}.{os.getpid()}")
    told = "* EXCLUDE (number)"
    if output.suffix.lower() == ".csv":  # which has no room for lists
        lists = (f"to_json({one}) AS {one}" for one in ("findings", "asks", "not_recognised"))
        told += f" REPLACE ({', '.join(lists)})"
    rows = f"SELECT {told} FROM ({queries.ROWS}) ORDER BY patient, number"  # noqa: S608 - our own
    kind = OUTPUTS[output.suffix.lower()]
    try:
        engine.execute(f"COPY ({rows}) TO {text(str(half))} (FORMAT {kind})")
        half.replace(output)
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise OSError(str(error).splitlines()[0]) from None
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def _summary(engine: duckdb.DuckDBPyConnection, found: TableFiles) -> Summary:
    lines = _one(engine, "SELECT coalesce(sum(lines), 0) FROM people")
    states = dict.fromkeys(STATES, 0)
    told = "SELECT state, sum(lines) FROM texts JOIN readings USING (id) GROUP BY state"
    states |= {state: int(count) for state, count in engine.execute(told).fetchall()}
    # The lines that hold no text at all are in no table of texts.
    states[EMPTY] += lines - sum(states.values())
    outcomes, incomplete = dict.fromkeys(OUTCOMES, 0), 0
    for outcome, complete, count in engine.execute(queries.OUTCOMES).fetchall():
        outcomes[outcome] += count
        incomplete += 0 if complete else count
    commonest = engine.execute(
        "SELECT text, lines FROM texts JOIN readings USING (id) WHERE state = ? "
        "ORDER BY lines DESC, text LIMIT ?",
        [UNKNOWN, _COMMONEST],
    ).fetchall()
    return Summary(
        files=len(found.files),
        passed_over=found.passed_over,
        rows=lines // found.texts,
        lines=lines,
        without_patient=_one(
            engine, "SELECT coalesce(sum(lines), 0) FROM people WHERE patient IS NULL"
        ),
        texts=_one(engine, "SELECT count(*) FROM texts"),
        states=states,
        patients=_one(engine, "SELECT count(*) FROM people"),
        outcomes=outcomes,
        incomplete=incomplete,
        unrecognised=tuple(Unrecognised(*row) for row in commonest),
    )


def _one(engine: duckdb.DuckDBPyConnection, query: str) -> int:
    row = engine.execute(query).fetchone()
    assert row is not None  # noqa: S101 - for the types: each query counts
    return int(row[0])
