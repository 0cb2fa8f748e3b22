"""Files of many patients → rows that DuckDB reads: which files, which columns, and what is broken.

Every value is read as text, nothing is guessed of a file but its kind by its name, and a file that
breaks off is an error that names the file and the row; no value of it is repeated.
"""

import csv
import gzip
import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from ldnref.doors.breaks import first_broken, no_object
from ldnref.doors.breaks import lines as rows_of
from ldnref.doors.parsing import NotReadError
from ldnref.tuples import NamedTuple

#: Kinds of file, by how the name ends.
_KINDS = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".tsv": "tsv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
}

#: What the columns are usually called, where they are not named.
_PATIENTS = ("patient", "patient_id", "patientid", "person_id", "subject_id")
_TEXTS = ("medication", "medicine", "drug", "drug_name", "condition", "diagnosis", "text")

#: The systems of codes, as they are written before a code.
SYSTEMS = ("rxnorm", "ndc", "atc", "snomed", "icd10")


class Columns(NamedTuple):
    """Where what stands; without a name, by what the columns are usually called."""

    patient: str | None = None
    texts: tuple[str, ...] = ()
    #: A column of codes, and their system.
    code: str | None = None
    system: str = SYSTEMS[0]


class TableFiles(NamedTuple):
    """Files of one kind, and as SQL what stands in them."""

    files: tuple[Path, ...]
    #: Files of the folder that are of no kind that is read.
    passed_over: tuple[Path, ...]
    #: How many texts a row has.
    texts: int
    #: Each text with its `patient`; and of rows without one, the lists `texts`.
    lines: str
    alone: str

    def written(self) -> list[tuple[int, int]]:
        """How large each file is, and when it was written last; nothing where one is gone."""
        try:
            found = [file.stat() for file in self.files]
        except OSError:
            return []
        return [(one.st_size, one.st_mtime_ns) for one in found]


def source(engine: duckdb.DuckDBPyConnection, path: Path, columns: Columns) -> TableFiles:
    """The rows of a file or a folder; raises NotReadError where it cannot be one table."""
    files, others = _files(path)
    kinds = sorted({_KINDS[_ending(file)] for file in files})
    if not files:
        raise NotReadError(f"{path}: no file that ends in {', '.join(_KINDS)}")
    if len(kinds) > 1:
        raise NotReadError(f"{path}: holds {' and '.join(kinds)}: name files of one kind")
    lines, alone = [], []
    chosen: Columns | None = None
    for file in files:
        held = _columns(engine, file, kinds[0])
        chosen = chosen or _chosen(file, held, columns)
        wanted = [name for name in (chosen.patient, *chosen.texts, chosen.code) if name]
        if lacking := [name for name in wanted if name not in held]:
            raise _no_column(file, lacking[0], held)
        table = _read(file, kinds[0], held, wanted)
        patient, texts = _patient(chosen), _texts(chosen)
        each = texts[0] if len(texts) == 1 else f"unnest([{', '.join(texts)}])"
        lines.append(f"SELECT {patient} AS patient, {each} AS text FROM {table}")  # noqa: S608
        alone.append(
            f"SELECT [{', '.join(texts)}] AS texts FROM {table} WHERE {patient} IS NULL"  # noqa: S608
        )
    both = ("\nUNION ALL\n".join(parts) for parts in (lines, alone))
    return TableFiles(files, others, len(texts), *both)


def _files(path: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    try:
        folder = path.is_dir()
    except OSError as error:  # it lies in a folder that is closed to us
        raise NotReadError(f"{path}: cannot be read: {error.strerror}") from None
    if not folder:
        if not path.exists():
            raise NotReadError(f"{path}: there is no such file or folder")
        if _ending(path) not in _KINDS:
            raise NotReadError(f"{path}: its name ends in none of {', '.join(_KINDS)}")
        return (path,), ()
    held = sorted(one for one in path.rglob("*") if one.is_file() and one.name[0] not in "._")
    return (
        tuple(one for one in held if _ending(one) in _KINDS),
        tuple(one for one in held if _ending(one) not in _KINDS),
    )


def _ending(file: Path) -> str:
    name = file.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _columns(engine: duckdb.DuckDBPyConnection, file: Path, kind: str) -> list[str]:
    """The names of the columns of a file."""
    try:
        if kind in ("csv", "tsv"):
            opened = gzip.open if file.suffix.lower() == ".gz" else open
            with opened(file, "rt", encoding="utf-8-sig", errors="replace", newline="") as lines:
                names = next(csv.reader(lines, delimiter=_delimiter(kind)), [])
            if len(set(names)) < len(names):
                raise NotReadError(f"{file}: two columns have one name")
            return names
        reader = "read_parquet" if kind == "parquet" else "read_json"
        more = "" if kind == "parquet" else ", format='newline_delimited'"
        found = engine.execute(f"DESCRIBE FROM {reader}({text(str(file))}{more})").fetchall()
        names = [row[0] for row in found]
    except duckdb.Error as error:
        raise broken(error, (file,)) from None
    except (OSError, EOFError, csv.Error) as error:
        raise NotReadError(f"{file}: row 1: {error}") from None
    # So the engine calls what are not all objects; a column may be called so, too.
    if kind == "ndjson" and names == ["json"] and (wrong := first_broken(file)):
        raise wrong
    return names


def _chosen(file: Path, held: Sequence[str], columns: Columns) -> Columns:
    usual = {name.lower(): name for name in held}
    patient = columns.patient or next((usual[n] for n in _PATIENTS if n in usual), None)
    if patient is None:
        raise _no_column(file, "patient", held)
    texts = columns.texts
    if not texts and columns.code is None:
        texts = tuple(usual[name] for name in _TEXTS if name in usual)
    if not texts and columns.code is None:
        raise _no_column(file, "medication", held)
    return columns._replace(patient=patient, texts=texts)


def _no_column(file: Path, name: str, held: Sequence[str]) -> NotReadError:
    return NotReadError(f"{file}: no column {name!r}; there are: {', '.join(held) or 'none'}")


def _delimiter(kind: str) -> str:
    return "\t" if kind == "tsv" else ","


def _read(file: Path, kind: str, held: Sequence[str], wanted: Sequence[str]) -> str:
    """A file as a table of SQL, every value of it text."""
    if kind == "parquet":
        return f"read_parquet({text(str(file))})"
    names = held if kind != "ndjson" else wanted
    types = ", ".join(f"{text(name)}: 'VARCHAR'" for name in dict.fromkeys(names))
    if kind == "ndjson":
        return f"read_json({text(str(file))}, format='newline_delimited', columns={{{types}}})"
    return (
        f"read_csv({text(str(file))}, auto_detect=false, header=true, "
        f"delim={text(_delimiter(kind))}, quote='\"', escape='\"', columns={{{types}}})"
    )


def _patient(columns: Columns) -> str:
    assert columns.patient is not None  # noqa: S101 - for the types: it was chosen
    return f"nullif(trim(CAST({name(columns.patient)} AS VARCHAR)), '')"


def _texts(columns: Columns) -> list[str]:
    values = [f"CAST({name(one)} AS VARCHAR)" for one in columns.texts]
    if columns.code is not None:
        code = f"nullif(trim(CAST({name(columns.code)} AS VARCHAR)), '')"
        values.append(f"{text(columns.system + ':')} || {code}")
    return values


def name(typed: str) -> str:
    """A name in SQL."""
    return '"' + typed.replace('"', '""') + '"'


def text(typed: str) -> str:
    """A text in SQL."""
    return "'" + typed.replace("'", "''") + "'"


def broken(error: duckdb.Error, files: Sequence[Path]) -> NotReadError:
    """What is wrong with which file, and in which row; nothing that stands there."""
    said = str(error)
    file = next((one for one in files if str(one) in said), files[0] if len(files) == 1 else None)
    if file is None:
        return NotReadError(f"a file cannot be read: {said.splitlines()[0]}")
    if _KINDS.get(_ending(file)) == "ndjson":
        return no_object(file)
    if "GZIP" in said:
        for _ in rows_of(file):
            pass
    if row_found := re.search(r"on Line: (\d+)", said):
        why = next((w for w in _WHY if w in said), "it has not the columns of the first row")
        return NotReadError(f"{file}: row {row_found[1]}: {why}")
    return NotReadError(f"{file}: {said.splitlines()[0]}")


#: What DuckDB says is wrong with a row, in its words.
_WHY = ("Invalid unicode", "unterminated quote", "Expected Number of Columns", "Maximum line size")
