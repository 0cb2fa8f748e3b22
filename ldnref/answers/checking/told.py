"""A verdict in words: what rules LDN out first, what to ask, what was not checked."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotRecognised, Section, with_sources
from ldnref.answers.checking import findings, worded
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import judge
from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    NOT_CHECKED,
    NOTHING_HELD,
    Dose,
    Item,
    Question,
    Verdict,
    once,
)
from ldnref.answers.named.kin import with_wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.vocabulary import NOT_MENTIONED, SEVERITIES

if TYPE_CHECKING:
    from ldnref.answers.checking.result import CheckResult

#: What means something to a shell between double quotation marks.
_SPECIAL = frozenset('"$`\\!')

#: Nobody types more lines again: what is so long is told of in words.
_TYPED = 200


def check(
    base: KnowledgeBase,
    lines: Sequence[str],
    dose: Dose | None = None,
    lexicon: Lexicon | None = None,
    *,
    today: date | None = None,
    held: Held | None = None,
    last: bool = False,
) -> Answer:
    """What is held against giving LDN to this patient, worst first, and what was not checked.

    `lexicon` and `held` spare making them again, where many patients are checked, up to the `last`;
    `today` is the day that words of time count from, by default that of the knowledge.
    """
    here = held or base.made(Held)
    day = today or base.about.date
    names = lexicon or Lexicon(base)
    return told(base, judge(here, names, lines, day, dose, last=last), lines, here)


def told(
    base: KnowledgeBase, verdict: Verdict, lines: Sequence[str], held: Held | None = None
) -> Answer:
    """The verdict as an answer that every format shows."""
    questions = {one: worded.question(one) for one in verdict.questions}
    items = [item for item in verdict.items if item.part.named]
    return with_sources(
        base,
        Answer(
            kind="check",
            tells=frozenset({"not_recognised"}),
            title=sentences.PATIENT,
            about=base.about,
            sections=tuple(_sections(base, verdict, questions, held or base.made(Held))),
            asked={"items": list(lines), "dose": verdict.dose.dose.input if verdict.dose else None},
            subjects=with_wider(base.names, (n for item in items for n in item.part.named)),
            next=base.topics["interactions"].next,
            not_recognised=tuple(
                NotRecognised(item.input, item.part.text, item.part.near, times)
                for item, times in once(verdict.unknown, by_line=True)
            ),
            everything=_again(lines, verdict),
            verdict=verdict,
            data=partial(_data, verdict, questions),
        ),
    )


def _data(verdict: Verdict, questions: dict[Question, str]) -> "CheckResult":
    from ldnref.answers.checking.result import result  # noqa: PLC0415 - no screen waits for it

    return result(verdict, questions, worded.name, sentences.SILENT, worded.not_counted)


def _again(lines: Sequence[str], verdict: Verdict) -> str:
    """The words that ask this again and show everything, quoted as a shell wants them."""
    dose = verdict.dose.dose.input if verdict.dose else None
    listed = dose is not None and {*dose.split("; ")} <= {*lines}  # it is read there again
    options = [*(["--dose", dose] if dose and not listed else []), "--all"]
    lines = lines[:_TYPED]
    if any(line.startswith("-") for line in lines):
        return " ".join(map(_quoted, ["check", *options, "--", *lines]))
    return " ".join(map(_quoted, ["check", *lines, *options]))


def _quoted(word: str) -> str:
    """A word as a shell wants it, so short that it can be typed."""
    if "'" in word and not _SPECIAL.intersection(word):
        return f'"{word}"'
    if word.isascii() and word.replace("-", "").isalnum():
        return word
    from shlex import quote  # noqa: PLC0415 - few names have a sign

    return quote(word)


def _sections(
    base: KnowledgeBase, verdict: Verdict, questions: dict[Question, str], held: Held
) -> Iterable[Section]:
    """In the order of acting: what rules LDN out, found or asked; then all else."""
    by_severity = {
        severity: [one for one in verdict.findings if one.severity == severity]
        for severity in SEVERITIES
    }
    first = tuple(_line(q, words) for q, words in questions.items() if q.grave)
    later = tuple(_line(q, words) for q, words in questions.items() if not q.grave)
    yield Section("Verdict", lines=(_verdict(verdict),))
    yield findings.of_severity(SEVERITIES[0], by_severity[SEVERITIES[0]], verdict)
    yield Section(sentences.HOW_LONG, tuple(findings.intervals(held, by_severity[SEVERITIES[0]])))
    yield Section("Ask first", lines=first, severity=ASK_FIRST)
    for severity in SEVERITIES[1:]:
        yield findings.of_severity(severity, by_severity[severity], verdict)
    yield Section("Ask", lines=later)
    unread = tuple(worded.unknown(held, one, times) for one, times in once(verdict.unknown))
    yield Section("Not recognised", lines=unread, severity=NOT_CHECKED)
    yield Section("Nothing held", lines=_together(verdict.silent, sentences.SILENT))
    denied = worded.by_reason(verdict.denied).values()
    lines = (line for same in denied for line in _together(same, worded.not_counted(same[0])))
    yield Section("Not counted", lines=tuple(lines))
    yield Section("Not checked", lines=tuple(_not_checked(base, verdict)), holds=NOT_MENTIONED)
    if verdict.dose is not None:
        yield Section("Dose", lines=(Line(*worded.dose(verdict.dose)),))
    yield Section("Before LDN", lines=(Line("", base.about.before),))


def _verdict(verdict: Verdict) -> Line:
    """The outcome, how much there is to read, and whether the check is complete."""
    found = len(verdict.findings)
    counted = "1 finding" if found == 1 else f"{found} findings"
    outcome = f"{verdict.outcome}-dose" if verdict.only_dose else verdict.outcome
    words = [sentences.VERDICTS[outcome].format(count=counted)]
    if found and verdict.outcome == NOTHING_HELD:
        notes = "1 note" if found == 1 else f"{found} notes"
        words = [sentences.NOTES_ONLY.format(notes=notes)]
    elif found and verdict.outcome in (ASK_FIRST, NOT_CHECKED):
        words.append(sentences.ALSO_HELD.format(count=counted))
    unclear = len(verdict.unknown) + len(verdict.questions)
    if unclear:
        parts = "1 part is" if unclear == 1 else f"{unclear} parts are"
        words.append(sentences.UNCLEAR.format(parts=parts))
    label = verdict.outcome.replace("-", " ").upper()
    return Line(label, " ".join(words), severity=verdict.outcome)


def _line(question: Question, words: str) -> Line:
    return Line(question.item.part.text, words)


def _together(items: Sequence[Item], words: str) -> tuple[Line, ...]:
    """One line for all of them."""
    names = ", ".join(dict.fromkeys(worded.name(item.part) for item in items))
    return (Line("", f"{names}: {words}"),) if names else ()


def _not_checked(base: KnowledgeBase, verdict: Verdict) -> Iterable[Line]:
    """What nobody mentioned, and what it would have changed."""
    if not verdict.medicines:
        yield Line("Medicines", worded.no_medicine(base, verdict))
    for hint in dict.fromkeys(item.part.hint for item in verdict.items if item.part.hint):
        yield Line("", hint)
    for statement in verdict.unmentioned:
        names = ", ".join(base.names[name].name for name in statement.applies.conditions)
        words = sentences.NOT_MENTIONED.format(says=statement.says)
        refs = tuple(dict.fromkeys(citation.ref for citation in statement.sources))
        yield Line(names.capitalize(), words, refs)
