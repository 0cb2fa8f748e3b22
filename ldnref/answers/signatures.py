"""What a filled sheet says: who signs what, what has to be corrected, and what is refused."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section
from ldnref.answers.sheet import row_of
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Reviewed
from ldnref.knowledge.vocabulary import REFUSED
from ldnref.tuples import NamedTuple

#: The boxes, in the order of a sheet.
BOXES = (sentences.AGREE, sentences.CORRECT, sentences.DOUBT)

#: What is a mark, and what is none: as people and spreadsheets write it, in whatever case.
_MARKS = frozenset({"x", "✓", "✔", "☒", "☑", "1", "yes", "y", "true", "wahr", "vrai", "vero"})
_NO_MARKS = frozenset({"", "0", "no", "n", "-", "☐", "false", "falsch", "faux", "falso"})

#: A day that can be read one way: the year first, or points between day, month and year.
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)


class Mark(NamedTuple):
    """A line of a sheet, as it was filled in."""

    line: int
    id: str
    claim: str
    #: What the reviewer read, in the columns of Row.shown.
    shown: tuple[str, ...]
    #: What stands in each of BOXES.
    boxes: tuple[str, ...]
    word: str


class Filled(NamedTuple):
    """A sheet, as it was filled in."""

    by: str
    role: str
    on: str
    marks: tuple[Mark, ...]


class Said(NamedTuple):
    """What was said of a statement, and why it was refused where it was."""

    line: int
    id: str
    word: str
    because: str = ""


class Taken(NamedTuple):
    """What a filled sheet comes to."""

    signed: Mapping[str, Reviewed]
    correct: tuple[Said, ...]
    doubt: tuple[Said, ...]
    #: Words beside an agreement: they may take it back.
    beside: tuple[Said, ...]
    refused: tuple[Said, ...]
    blank: int


class SaidShown(NamedTuple):
    """What was said of a statement, as data."""

    line: int
    id: str
    word: str
    because: str | None


class ReviewedResult(NamedTuple):
    """What a filled sheet comes to, as data: the keys of JSON are these fields."""

    signed: tuple[str, ...]
    to_correct: tuple[SaidShown, ...]
    in_doubt: tuple[SaidShown, ...]
    beside_agreement: tuple[SaidShown, ...]
    refused: tuple[SaidShown, ...]
    blank: int
    patch: str


def taken(base: KnowledgeBase, filled: Filled, today: date) -> Taken:
    """What a sheet comes to, line by line; nothing of it is dropped."""
    signer = _signer(filled, today)
    times = Counter(mark.id for mark in filled.marks)
    signed: dict[str, Reviewed] = {}
    said: dict[str, list[Said]] = {box: [] for box in (*BOXES, "refused")}
    blank = 0
    for mark in filled.marks:
        boxes = _marked(mark)
        if boxes == [] and not mark.word:
            blank += 1
            continue
        because = _refused(base, mark, boxes, times[mark.id])
        box = "refused" if because else boxes[0]
        if not because and box == sentences.AGREE:
            if isinstance(signer, str):
                box, because = "refused", signer
            else:
                signed[mark.id] = signer._replace(claim=mark.claim)
        if box != sentences.AGREE or mark.word:
            said[box].append(Said(mark.line, mark.id, mark.word, because))
    return Taken(
        signed=signed,
        correct=tuple(said[sentences.CORRECT]),
        doubt=tuple(said[sentences.DOUBT]),
        beside=tuple(said[sentences.AGREE]),
        refused=tuple(said["refused"]),
        blank=blank,
    )


def without(found: Taken, names: Iterable[str]) -> Taken:
    """The same, less signatures for which there is no room in their file."""
    lost = tuple(Said(0, name, "", sentences.NOT_SIGNABLE) for name in names)
    kept = {name: one for name, one in found.signed.items() if name not in {*names}}
    return found._replace(signed=kept, refused=(*found.refused, *lost))


def _marked(mark: Mark) -> list[str]:
    """The boxes in which anything stands that is not the lack of a mark."""
    typed = zip(BOXES, mark.boxes, strict=True)
    return [box for box, text in typed if text.strip().casefold() not in _NO_MARKS]


def _refused(base: KnowledgeBase, mark: Mark, boxes: Sequence[str], times: int) -> str:
    """Why a line is not taken; empty where it is."""
    for box, typed in zip(BOXES, mark.boxes, strict=True):
        if box in boxes and typed.strip().casefold() not in _MARKS:
            return sentences.NO_MARK.format(typed=repr(typed), box=box)
    if len(boxes) != 1:
        return sentences.MANY_MARKS if boxes else sentences.NO_BOX
    return sentences.TWICE if times > 1 else _changed(base, mark)


def _changed(base: KnowledgeBase, mark: Mark) -> str:
    """What was reviewed and is not what stands; empty where it is."""
    statement = base.statements.get(mark.id)
    if statement is None:
        taken_back = (s for topic in base.topics.values() for s in topic.withdrawn)
        days = [s.withdrawn for s in taken_back if s.id == mark.id]
        return sentences.WITHDRAWN.format(day=days[0]) if days else sentences.NO_STATEMENT
    row = row_of(base, statement)
    if row.claim != mark.claim:
        return sentences.CLAIM_CHANGED
    same = list(map(_words, row.shown)) == list(map(_words, mark.shown))
    return "" if same else sentences.WORDS_CHANGED


def _words(text: str) -> list[str]:
    """Text without what a spreadsheet may do to spaces and ends of lines."""
    return text.split()


def _signer(filled: Filled, today: date) -> Reviewed | str:
    """Who signs, for no claim as yet; or why nobody does."""
    names = (sentences.YOUR_NAME, sentences.YOUR_ROLE)
    lacking = [
        name
        for name, typed in zip(names, (filled.by, filled.role), strict=True)
        if not any(map(str.isalpha, typed))
    ]
    if lacking or not filled.on:
        lacking += [] if filled.on else [sentences.YOUR_DAY]
        return sentences.BY_NOBODY.format(what=", ".join(f"'{one}'" for one in lacking))
    day = _day(filled.on)
    if day is None:
        return sentences.NO_DAY.format(typed=repr(filled.on))
    if day > today:
        return sentences.DAY_AHEAD.format(day=day)
    return Reviewed(" ".join(filled.by.split()), " ".join(filled.role.split()), day, "")


def _day(typed: str) -> date | None:
    """The day that was written; None where a spreadsheet left it to be read in two ways."""
    for pattern in _DAYS:
        if found := pattern.fullmatch(typed.strip()):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


def answer(base: KnowledgeBase, filled: Filled, found: Taken, patch: str) -> Answer:
    """What a sheet came to, in words and as data, with the patch."""
    counts = sentences.REVIEWED.format(
        agreed=len(found.signed),
        correct=len(found.correct),
        doubt=len(found.doubt),
        refused=len(found.refused),
        blank=found.blank,
    )
    parts = {
        "To correct": found.correct,
        "In doubt": found.doubt,
        sentences.SAID_BESIDE: found.beside,
    }
    sections = [Section(title, lines=tuple(_lines(said))) for title, said in parts.items() if said]
    if found.refused:
        sections.append(Section("Refused", lines=tuple(_lines(found.refused)), holds=REFUSED))
    return Answer(
        kind="reviewed",
        title=counts,
        about=base.about,
        sections=tuple(sections),
        asked={"by": filled.by, "role": filled.role, "on": filled.on},
        own=ReviewedResult(
            signed=tuple(found.signed),
            to_correct=_shown(found.correct),
            in_doubt=_shown(found.doubt),
            beside_agreement=_shown(found.beside),
            refused=_shown(found.refused),
            blank=found.blank,
            patch=patch,
        ),
    )


def _lines(said: Iterable[Said]) -> Iterator[Line]:
    for one in said:
        text = ": ".join(part for part in (one.because, one.word) if part)
        yield Line(f"{one.id}, line {one.line}" if one.line else one.id, text or sentences.NO_WORD)


def _shown(said: Iterable[Said]) -> tuple[SaidShown, ...]:
    return tuple(SaidShown(one.line, one.id, one.word, one.because or None) for one in said)
