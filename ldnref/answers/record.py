"""A record → the same answer as a check, with what each entry was read as, and what is missing."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section
from ldnref.answers.checking.given import DENIED, MENTION, VOID, Given, PassedOver, Record
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import weigh
from ldnref.answers.checking.stated import ABSENT, Stated
from ldnref.answers.checking.stating import Stating
from ldnref.answers.checking.told import told
from ldnref.answers.checking.unread import died
from ldnref.answers.checking.verdict import Dose, Item, Question, Verdict
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.part import DENIED as PART_DENIED
from ldnref.answers.named.part import NOW
from ldnref.answers.record_result import (
    ASKED,
    ERROR,
    NOT_HELD,
    NOT_READ,
    READ,
    SAID_NOT,
    STATES,
    CodeShown,
    CountedShown,
    EntryShown,
    PassedShown,
    RecordResult,
    WhenShown,
)
from ldnref.knowledge.model import KnowledgeBase
from ldnref.tuples import NamedTuple


class Checked(NamedTuple):
    """A record, read and judged."""

    record: Record
    stated: tuple[Stated, ...]
    verdict: Verdict


def judged(held: Held, lexicon: Lexicon, record: Record, dose: Dose | None = None) -> Checked:
    """What is held against giving LDN to the patient of a record."""
    stating = Stating(held, lexicon, record.today)
    every = (_dated(stating.stated(one)) for one in record.given)
    stated = tuple(every)
    if any(one.given.kind == MENTION for one in stated):
        stated = tuple(_without_echoes(held, stated))
    items = [Item(one.label, part) for one in stated for part in one.parts]
    return Checked(record, stated, weigh(held, items, dose, record.gaps))


def _without_echoes(held: Held, every: Sequence[Stated]) -> Iterator[Stated]:
    """The entries; of what a device, an issue or an answer names only what nothing else says.

    What another entry says for certain, or a mention before, is not asked again; what is denied
    there, or is nothing of ours, is no entry.
    """
    listed = (part for one in every if one.given.kind != MENTION for part in one.parts)
    sure = [part for part in listed if part.recognised and part.standing == NOW]
    certain = {
        each
        for part in sure
        for one in part.named
        for each in (one.id, *wider(held.base.names, one.id))
    }
    told: set[object] = set()
    for one in every:
        if one.given.kind != MENTION:
            yield one
            continue
        kept = []
        for part in one.parts:
            ids = frozenset(named.id for named in part.named)
            echo = (ids, part.standing, part.days, part.amount)
            if part.standing != PART_DENIED and not ids <= certain and echo not in told:
                kept.append(part)
                told.add(echo)
        if kept:
            yield one._replace(parts=tuple(kept))


def _dated(stated: Stated) -> Stated:
    """An entry whose names bear the last day on which it is said."""
    day = stated.given.when.last
    if day is None:
        return stated
    parts = (
        part._replace(text=f"{part.text} [{day}]") if part.named else part for part in stated.parts
    )
    return stated._replace(parts=tuple(parts))


def check(
    base: KnowledgeBase,
    record: Record,
    dose: Dose | None,
    lexicon: Lexicon | None = None,
    held: Held | None = None,
) -> Answer:
    """What is held against giving LDN to the patient of a record, and what was not checked."""
    return answered(base, judged(held or base.made(Held), lexicon or Lexicon(base), record, dose))


def answered(base: KnowledgeBase, checked: Checked) -> Answer:
    """A judged record as an answer that every format shows."""
    record, verdict = checked.record, checked.verdict
    answer = told(base, verdict, [one.label for one in checked.stated])
    asked = {id(question.item.part): question for question in verdict.questions}
    above = cache(lambda name: tuple(sorted(wider(base.names, name))))
    lines = tuple(_entry(one, asked, above) for one in checked.stated)
    counted = _counted(lines, record.others)
    return answer._replace(
        kind="record",
        tells=frozenset(),
        asked={"as_of": record.today.isoformat(), "dose": answer.asked["dose"]},
        everything="record … --all",
        sections=(*_first(record), *answer.sections, *_last(lines, counted, record.passed)),
        record=RecordResult(
            lines=lines,
            counted=counted,
            incomplete=record.gaps,
            passed_over=tuple(PassedShown(*one) for one in record.passed),
            patients=record.patients,
            deceased=record.deceased,
        ),
    )


def count(counted: CountedShown) -> str:
    """How much was read, in words."""
    if not counted.seen:
        return sentences.COUNTED_NONE
    parts = (
        words.format(count=found)
        for key, words in sentences.COUNTS.items()
        if (found := getattr(counted, key))
    )
    words = sentences.COUNTED_ONE if counted.seen == 1 else sentences.COUNTED
    return words.format(seen=counted.seen, parts=", ".join(parts))


def passed_over(passed: Sequence[PassedShown]) -> str | None:
    """Of what kinds something was not read, and how often; None where all was."""
    kinds = ", ".join(f"{one.times} {one.kind}" for one in passed)
    return sentences.PASSED_OVER.format(kinds=kinds) if kinds else None


def _first(record: Record) -> Iterable[Section]:
    """What comes before the verdict: that the patient died, and that the record is a part."""
    if (says := died(record.deceased)) is not None:
        yield Section("Died", lines=(Line("", says),))
    if record.gaps:
        yield Section("Incomplete", lines=tuple(Line("", gap) for gap in record.gaps))


def _last(
    lines: Sequence[EntryShown], counted: CountedShown, passed: Sequence[PassedOver]
) -> Iterable[Section]:
    """What was read: how many entries, and each of those that matter with its days."""
    told_of = [one for one in lines if one.state in (READ, ASKED) and one.meant]
    yield Section(
        sentences.IN_RECORD,
        lines=(
            Line("", count(counted)),
            *(Line(one.text, _said(one)) for one in told_of),
            *(Line(one.kind, sentences.passed_at(one.times, one.path)) for one in passed),
        ),
    )


def _said(one: EntryShown) -> str:
    """The status of an entry, when, and how often."""
    when = " to ".join(dict.fromkeys(filter(None, (one.when.first, one.when.last))))
    words = sentences.ENTRIES if one.when.times > 1 else sentences.ENTRY
    told_as = words.format(status=one.status, when=when or sentences.UNDATED, times=one.when.times)
    return f"{told_as} ({one.resource})"


def _entry(
    stated: Stated, asked: Mapping[int, Question], above: Callable[[str], tuple[str, ...]]
) -> EntryShown:
    """An entry with what became of it: by the questions, and by what each thing belongs to."""
    given = stated.given
    named = tuple(dict.fromkeys(one.id for part in stated.parts for one in part.named))
    asks = [part.asks or asked[id(part)].kind for part in stated.parts if id(part) in asked]
    return EntryShown(
        resource=given.resource,
        path=given.path,
        kind=given.kind,
        text=stated.label,
        codes=tuple(CodeShown(*one) for one in given.codes),
        status=given.status,
        when=WhenShown(*given.when),
        read_by=stated.by if named else None,
        meant=named,
        wider=tuple(map(above, named)),
        asks=tuple(asks),
        state=_state(given, stated, asked),
    )


def _state(given: Given, stated: Stated, asked: Container[int]) -> str:
    """What became of an entry: the worst of its parts."""
    if given.status == VOID:
        return ERROR
    if any(part.unknown for part in stated.parts):
        return NOT_READ
    if any(id(part) in asked for part in stated.parts):
        return ASKED
    no = bool(stated.parts) and all(part.standing == PART_DENIED for part in stated.parts)
    if given.status == DENIED or stated.by == ABSENT or no:
        return SAID_NOT
    return READ if any(part.named for part in stated.parts) else NOT_HELD


def _counted(lines: Sequence[EntryShown], others: int) -> CountedShown:
    """How many entries there are, and what became of them; on `others` nothing is held."""

    def times(*states: str) -> int:
        more = others if NOT_HELD in states else 0
        return more + sum(one.when.times for one in lines if one.state in states)

    return CountedShown(
        times(*STATES),
        sum(one.when.times for one in lines if one.kind == "medicine"),
        *(times(state) for state in STATES),
    )
