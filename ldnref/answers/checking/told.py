"""A verdict in words: what rules LDN out first, what to ask, what was not checked."""

from collections.abc import Iterable, Sequence
from datetime import date
from shlex import quote

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotRecognised, Section, with_sources
from ldnref.answers.checking import worded
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import judge
from ldnref.answers.checking.result import result
from ldnref.answers.checking.verdict import (
    ASK_FIRST,
    NOT_CHECKED,
    NOTHING_HELD,
    About,
    Dose,
    Finding,
    Item,
    Question,
    Reason,
    Verdict,
    once,
)
from ldnref.answers.drawn import figures
from ldnref.answers.named.kin import with_wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES

_GRAVE = SEVERITIES[:2]

#: What means something to a shell between double quotation marks.
_SPECIAL = frozenset('"$`\\!')


def check(
    base: KnowledgeBase,
    lines: Sequence[str],
    dose: Dose | None = None,
    lexicon: Lexicon | None = None,
    today: date | None = None,
    *,
    held: Held | None = None,
) -> Answer:
    """What is held against giving LDN to this patient, worst first, and what was not checked."""
    names = lexicon or Lexicon(base)
    here = held or Held(base)
    verdict = judge(base, lines, dose, names, today, held=here)
    return told(base, verdict, lines, here)


def told(
    base: KnowledgeBase, verdict: Verdict, lines: Sequence[str], held: Held | None = None
) -> Answer:
    """The verdict as an answer that every format shows."""
    questions = {one: worded.question(one) for one in verdict.questions}
    silent = {
        **{id(one): (worded.name(one.part), sentences.SILENT) for one in verdict.silent},
        **{id(one): (worded.name(one.part), worded.not_counted(one)) for one in verdict.denied},
    }
    items = [item for item in verdict.items if item.part.named]
    return with_sources(
        base,
        Answer(
            kind="check",
            title=sentences.PATIENT,
            about=base.about,
            sections=tuple(_sections(base, verdict, questions, held or Held(base))),
            asked={"items": list(lines), "dose": verdict.dose.dose.input if verdict.dose else None},
            subjects=with_wider(base.names, (n for item in items for n in item.part.named)),
            next=base.topics["interactions"].next,
            not_recognised=tuple(
                NotRecognised(item.input, item.part.text, item.part.near, times)
                for item, times in once(verdict.unknown, by_line=True)
            ),
            everything=_again(lines, verdict),
            verdict=verdict,
            result=result(verdict, questions, silent),
        ),
    )


def _again(lines: Sequence[str], verdict: Verdict) -> str:
    """The words that ask this again and show everything, quoted as a shell wants them."""
    dose = verdict.dose.dose.input if verdict.dose else None
    listed = dose is not None and {*dose.split("; ")} <= {*lines}  # it is read there again
    options = [*(["--dose", dose] if dose and not listed else []), "--all"]
    if any(line.startswith("-") for line in lines):
        return " ".join(map(_quoted, ["check", *options, "--", *lines]))
    return " ".join(map(_quoted, ["check", *lines, *options]))


def _quoted(word: str) -> str:
    """A word as a shell wants it, so short that it can be typed."""
    if "'" in word and not _SPECIAL.intersection(word):
        return f'"{word}"'
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
    yield _findings(SEVERITIES[0], by_severity[SEVERITIES[0]], verdict)
    yield Section(sentences.HOW_LONG, tuple(_intervals(held, by_severity[SEVERITIES[0]])))
    yield Section("Ask first", lines=first, severity=ASK_FIRST)
    for severity in SEVERITIES[1:]:
        yield _findings(severity, by_severity[severity], verdict)
    yield Section("Ask", lines=later)
    unread = tuple(worded.unknown(held, one, times) for one, times in once(verdict.unknown))
    yield Section("Not recognised", lines=unread, severity=NOT_CHECKED)
    yield Section("Nothing held", lines=_together(verdict.silent, sentences.SILENT))
    yield Section("Not counted", lines=tuple(_denied(verdict.denied)))
    yield Section("Not checked", lines=tuple(_not_checked(base, verdict)))
    yield Section("Dose", lines=_dose_lines(verdict))
    yield Section("Before LDN", lines=(Line("", base.about.before),))


def _verdict(verdict: Verdict) -> Line:
    """The outcome, how much there is to read, and whether the check is complete."""
    findings = len(verdict.findings)
    counted = "1 finding" if findings == 1 else f"{findings} findings"
    words = [sentences.VERDICTS[verdict.outcome].format(count=counted)]
    if findings and verdict.outcome == NOTHING_HELD:
        notes = "1 note" if findings == 1 else f"{findings} notes"
        words = [sentences.NOTES_ONLY.format(notes=notes)]
    elif findings and verdict.outcome in (ASK_FIRST, NOT_CHECKED):
        words.append(sentences.ALSO_HELD.format(count=counted))
    unclear = len(verdict.unknown) + len(verdict.questions)
    if unclear:
        parts = "1 part is" if unclear == 1 else f"{unclear} parts are"
        words.append(sentences.UNCLEAR.format(parts=parts))
    label = verdict.outcome.replace("-", " ").upper()
    return Line(label, " ".join(words), severity=verdict.outcome)


def _findings(severity: str, findings: Sequence[Finding], verdict: Verdict) -> Section:
    """The findings of one severity, each with its further reasons below it."""
    statements: list[Statement] = []
    for finding in findings:
        statements.append(_lead(finding, verdict))
        statements += [_under(finding, reason) for reason in finding.others]
    return Section(severity.capitalize(), tuple(statements), severity=severity)


def _intervals(held: Held, findings: Sequence[Finding]) -> Iterable[Statement]:
    """The times to wait after just these medicines that no finding tells."""
    told = {reason.statement.id for finding in findings for reason in finding.reasons}
    about = {one.named.id: one.named for finding in findings for one in finding.about}
    every = {s.id: s for named in about.values() for s in held.intervals(named)}
    return [statement for statement in every.values() if statement.id not in told]


def _lead(finding: Finding, verdict: Verdict) -> Statement:
    """The leading statement, labelled with what it is about."""
    about = [_shown(one) for one in finding.about]
    if any(reason.broken for reason in finding.reasons) and verdict.dose is not None:
        about.insert(0, f"{verdict.dose.dose.amount} {verdict.dose.range.unit} a day")
    label = ", ".join(dict.fromkeys(about)) or finding.lead.statement.label
    return finding.lead.statement._replace(label=label, severity=finding.severity)


def _under(finding: Finding, reason: Reason) -> Statement:
    """A further reason: what to do is not said again where it is no other act."""
    same = reason.severity == finding.severity == SEVERITIES[0]
    statement = reason.statement._replace(severity=reason.severity)
    return statement._replace(action=None) if same else statement


def _shown(about: About) -> str:
    """What was typed beside what it is."""
    part, named = about.item.part, about.named
    typed = part.text
    if part.asks is not None:
        return sentences.IF_THIS_IS.format(name=named.name, typed=typed)
    days = "" if part.days is None else f", {sentences.ago(part.days)}"
    if typed.lower() == named.name.lower():
        return typed + days
    return f"{typed} ({named.name}{days})"


def _line(question: Question, words: str) -> Line:
    return Line(question.item.part.text, words)


def _together(items: Sequence[Item], words: str) -> tuple[Line, ...]:
    """One line for all of them."""
    names = ", ".join(dict.fromkeys(worded.name(item.part) for item in items))
    return (Line("", f"{names}: {words}"),) if names else ()


def _denied(items: Sequence[Item]) -> Iterable[Line]:
    """A line for all that do not count for the same reason."""
    by_reason: dict[str, list[Item]] = {}
    for item in items:
        by_reason.setdefault(worded.not_counted(item), []).append(item)
    for words, same in by_reason.items():
        yield from _together(same, words)


def _not_checked(base: KnowledgeBase, verdict: Verdict) -> Iterable[Line]:
    """What nobody mentioned, and what it would have changed."""
    if not verdict.medicines:
        yield Line("Medicines", base.about.no_medicine)
    for hint in dict.fromkeys(item.part.hint for item in verdict.items if item.part.hint):
        yield Line("", hint)
    for statement in verdict.unmentioned:
        names = ", ".join(base.names[name].name for name in statement.applies.conditions)
        words = sentences.NOT_MENTIONED.format(says=statement.says)
        refs = tuple(dict.fromkeys(citation.ref for citation in statement.sources))
        yield Line(names.capitalize(), words, refs)


def _dose_lines(verdict: Verdict) -> tuple[Line, ...]:
    found = verdict.dose
    if found is None:
        return ()
    shown = f"{figures(found.range)} {found.range.unit} a day"
    words = sentences.WITHIN if found.within else sentences.OUTSIDE
    if found.within is None:
        words = sentences.RULED_OUT
    return (Line(f"{found.dose.amount} {found.range.unit} a day", words.format(range=shown)),)
