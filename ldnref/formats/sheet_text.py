"""A sheet as plain text, and what became of one that was filled in, with its patch."""

from collections.abc import Iterator
from textwrap import wrap

from ldnref.answers import sentences
from ldnref.answers.answer import Answer
from ldnref.answers.sheet import Row, Sheet
from ldnref.answers.signatures import BOXES
from ldnref.formats.characters import visible

_INDENT = "  "

#: No word of a reviewer is cut.
_WHOLE = 10_000


def render(sheet: Sheet, width: int) -> str:
    """Every statement with all of its claim, its sources, boxes, and room for a word."""
    return "".join(f"{line}\n" for line in _lines(sheet, min(max(width, 40), 100)))


def _lines(sheet: Sheet, width: int) -> Iterator[str]:
    about = sheet.about
    yield from wrap(f"{sheet.title}. {sheet.counted} signed.", width)
    yield from wrap(sentences.REVIEW_ASKS, width)
    heading = ""
    for row in sheet.rows:
        if row.heading != heading:
            heading = row.heading
            yield from ("", heading.upper())
        yield ""
        yield from _row(row, width)
    yield ""
    yield from wrap(f"{about.notice} Knowledge {about.version}, {about.date}.", width)


def _row(row: Row, width: int) -> Iterator[str]:
    further = (f"{name}: {words}" for name, words in row.further)
    do = f"Do: {row.action}" if row.action else ""
    yield from wrap(f"{row.label}: {row.says}", width)
    for text in filter(None, (do, *further, f"Basis: {row.basis}", *row.sources, row.signed)):
        yield from wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)
    yield f"{_INDENT}{row.id} {row.claim}"
    boxes = "  ".join(f"[ ] {box}" for box in BOXES)
    yield f"{_INDENT}{boxes}  {sentences.WORD}: ".ljust(width, "_")


def outcome(answer: Answer, before: str = "") -> str:
    """What was said of which statement; `before` each line, so that `patch` passes over it."""
    lines = [answer.title]
    for section in answer.sections:
        lines += ["", f"{section.title}:"]
        lines += [f"{_INDENT}{line.label}: {visible(line.text, _WHOLE)}" for line in section.lines]
    lines += ["", answer.about.notice]
    return "".join(f"{before}{line}".rstrip() + "\n" for line in lines)
