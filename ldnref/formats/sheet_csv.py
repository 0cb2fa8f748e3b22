"""A sheet as a table for spreadsheets, and read back from what they write."""

import csv
import io
from collections.abc import Iterator, Sequence

from ldnref.answers import sentences
from ldnref.answers.sheet import Sheet
from ldnref.answers.signatures import BOXES, Filled, Mark
from ldnref.formats.characters import clean

#: The columns that the reviewer reads, as Row.shown has them.
_SHOWN = ("label", *sentences.SHEET_COLUMNS, "sources")
_COLUMNS = ("id", "claim", "heading", *_SHOWN, "signed already", *BOXES, sentences.WORD)
_NEEDED = ("id", "claim", *_SHOWN, *BOXES, sentences.WORD)

#: What a spreadsheet takes for a formula, where a cell begins with it; and what stands before it.
_FORMULAS, _GUARD = ("=", "+", "-", "@", "\t", "\r"), "'"

#: What stands between cells, as spreadsheets of one country or another write it.
_BETWEEN = (",", ";", "\t")

_MARK = "\ufeff"


class SheetError(Exception):
    """A file that is no filled sheet: nothing of it is taken."""


def write(sheet: Sheet) -> bytes:
    """The sheet, in UTF-8 with the mark by which spreadsheets know it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    rows: list[Sequence[str]] = [
        [f"{sheet.title}. Knowledge {sheet.about.version}, {sheet.about.date}"],
        [sheet.about.notice],
        [sentences.REVIEW_ASKS],
        [sentences.YOUR_NAME, ""],
        [sentences.YOUR_ROLE, ""],
        [sentences.YOUR_DAY, ""],
        [],
        _COLUMNS,
    ]
    rows += [
        (row.id, row.claim, row.heading, *row.shown, row.signed, "", "", "", "")
        for row in sheet.rows
    ]
    writer.writerows(map(guarded, rows))
    return (_MARK + file.getvalue()).encode()


def guarded(cells: Sequence[str]) -> list[str]:
    """Cells that no spreadsheet takes for a formula."""
    return [_GUARD + cell if cell.startswith(_FORMULAS) else cell for cell in map(clean, cells)]


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARD) and cell[1:].startswith(_FORMULAS) else cell


def read(data: bytes) -> Filled:
    """A filled sheet; raises SheetError, which says what it is instead and what to do."""
    text = _text(data)
    for between in _BETWEEN:
        rows = list(_rows(text, between))
        for number, (_, cells) in enumerate(rows):
            heads = [cell.strip().casefold() for cell in cells]
            if {"id", "claim"} <= {*heads}:
                return _filled(rows[:number], heads, rows[number + 1 :])
    raise SheetError(sentences.NO_SHEET)


def _text(data: bytes) -> str:
    """The text of a file, by the mark that it begins with; without one it is UTF-8."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = sentences.SHEET_NOT_UTF8.format(line=line)
        raise SheetError(message) from None


def _rows(text: str, between: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, each with the line of the file that it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise SheetError(sentences.NO_TABLE.format(line=reader.line_num, why=error)) from None


def _filled(
    above: Sequence[tuple[int, list[str]]],
    heads: Sequence[str],
    below: Sequence[tuple[int, list[str]]],
) -> Filled:
    lacking = [name for name in _NEEDED if name not in heads]
    if lacking:
        raise SheetError(sentences.COLUMNS_MISSING.format(names=", ".join(lacking)))
    if twice := sorted({name for name in _NEEDED if heads.count(name) > 1}):
        raise SheetError(sentences.COLUMNS_TWICE.format(names=", ".join(twice)))
    by, role, on = (
        _beside(above, name)
        for name in (sentences.YOUR_NAME, sentences.YOUR_ROLE, sentences.YOUR_DAY)
    )
    return Filled(by, role, on, tuple(_marks(heads, below)))


def _beside(rows: Sequence[tuple[int, list[str]]], name: str) -> str:
    """What was filled in beside a name; empty where nothing was."""
    for _, cells in rows:
        if cells and cells[0].strip().casefold() == name.casefold():
            return next((cell.strip() for cell in cells[1:] if cell.strip()), "")
    return ""


def _marks(heads: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> Iterator[Mark]:
    at = {name: heads.index(name) for name in _NEEDED}
    for line, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        cell = {name: cells[n] if n < len(cells) else "" for name, n in at.items()}
        yield Mark(
            line=line,
            id=cell["id"].strip(),
            claim=cell["claim"].strip(),
            shown=tuple(_unguarded(cell[name]) for name in _SHOWN),
            boxes=tuple(cell[box].strip() for box in BOXES),
            word=_unguarded(cell[sentences.WORD].strip()),
        )
