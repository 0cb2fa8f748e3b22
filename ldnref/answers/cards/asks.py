"""What a finding asks: the gravest reason first, then a degree that was not told."""

from collections.abc import Iterator

from ldnref.answers import sentences
from ldnref.answers.checking.held import GRAVE, NOTE, Held
from ldnref.answers.checking.judge import asking
from ldnref.answers.checking.verdict import Finding
from ldnref.answers.patterns import pattern
from ldnref.knowledge.vocabulary import SEVERITIES

#: Where a line ends what it says of one thing; a word; and where a sentence ends.
_CLAUSE, _WORD, _SENTENCE = pattern(r"[;.\n]"), pattern(r"\w+"), pattern(r"(?<=[.?]) ")
#: A word of a degree is longer: `of`, `in`.
_SHORT = 3


def only_asks(do: str | None) -> bool:
    """Whether an act is no more than a question."""
    return do is not None and do.startswith("ask ") and ", and " not in do


def asks(held: Held, finding: Finding) -> Iterator[str]:
    """What has to be asked, the gravest reason first; then the degree that was not told.

    Of a note, or a sum, nothing; where it is ruled out, nothing for a milder reason.
    """
    if finding.severity == NOTE or finding.lead.statement.sums:
        return
    ruled_out = finding.severity == SEVERITIES[0]
    parts = [one.item.part for one in finding.about]
    told = any(part.measured or part.amount is not None or part.days is not None for part in parts)
    for reason in asking(finding):
        words = reason.statement.asks or ""
        if not (ruled_out and reason.severity != finding.severity):
            yield _weighty(words) if told else words
    if not any(one.item.part.measured for one in finding.about):
        yield from _degrees(held, finding)


def _weighty(asks: str) -> str:
    """What is asked, up to the last answer that decides: a line with a figure has told the rest."""
    sentences = _SENTENCE.split(asks)
    weighty = [n for n, one in enumerate(sentences) if any(s.upper() in one for s in GRAVE)]
    return " ".join(sentences[: weighty[-1] + 1]) if weighty else asks


def _degrees(held: Held, finding: Finding) -> Iterator[str]:
    """Whether a condition that was typed without its degree is the degree that rules LDN out."""
    forms = held.base.list_words.forms
    for one in finding.about:
        degrees = [form for form in forms if form.of == one.named.id]
        if not degrees:
            continue
        typed = one.item.part.text.casefold()
        names = map(str.casefold, (one.named.name, *one.named.also))
        if one.named.kind != "condition" or not any(_begins(typed, name) for name in names):
            continue
        words = [word for form in degrees for word in form.words]
        if any(word in degree for degree in words for word in typed.split() if len(word) > _SHORT):
            continue  # a degree was told: `compensated`
        behind = _CLAUSE.split(one.item.input.casefold().partition(typed)[2])[0]
        if any(
            d != w and d.endswith(w) for d in words for w in _WORD.findall(behind) if w[_SHORT:]
        ):
            continue  # `cirrhosis, compensated`
        for form in degrees:
            degree, worst = form.words[0], held.worst(held.base.names[form.becomes])
            if worst == SEVERITIES[0]:
                yield sentences.DEGREE.format(degree=degree, severity=worst.upper())


def _begins(typed: str, name: str) -> bool:
    return typed == name or typed.startswith(f"{name} ")
