"""An answer as Markdown, ready to paste into a record."""

import re
from collections.abc import Iterator

from ldnref.answers.answer import Answer, Section, how_often, speaks
from ldnref.answers.sources import published, where
from ldnref.formats.characters import Fit, visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def render(answer: Answer, fit: Fit) -> str:
    """The answer as Markdown, each line ended."""
    return "".join(f"{fit(line)}\n" for line in _lines(answer))


def _text(text: str) -> str:
    """Text as text, whatever signs it holds."""
    return _SPECIAL.sub(r"\\\1", text)


def _lines(answer: Answer) -> Iterator[str]:
    about = answer.about
    number = {source.id: n for n, source in enumerate(answer.sources, 1)}
    yield f"# {_text(answer.title)}"
    yield ""
    yield f"Knowledge {about.version}, as of {about.date}."
    for one in answer.resolved:
        asks = "" if one.asks is None else f" **Ask:** {_text(one.asks)}"
        what = f"{_text(one.named.name)}, {_text(one.named.what)}"
        yield f"- {_text(visible(one.input))}: {what}{asks}"
    for missing in answer.not_recognised if answer.kind != "check" else ():
        yield f"- **Not recognised, not checked:** {_text(visible(missing.part))}"
    for section in answer.sections:
        yield from _section(answer, section, number)
    if answer.everything:
        yield ""
        yield f"{len(answer.left_out)} more: `ldnref {answer.everything}`"
    if answer.disagreements and answer.kind != "disagreements":
        yield ""
        yield "## Where sources differ"
        yield ""
        for point in answer.disagreements:
            yield f"- {_text(point.point)} *({point.state})* {_text(point.because)}"
    cited = set(answer.cited)
    if cited:
        yield ""
        yield "## Sources"
        yield ""
    for source in answer.sources:
        if source.id in cited:
            parts = (source.name, source.title, published(source), where(source))
            words = ". ".join(_text(part) for part in parts if part)
            yield f"{number[source.id]}. {words}. Seen: {source.seen.replace('-', ' ')}."
    yield ""
    yield f"*{_text(about.notice)}*"


def _section(answer: Answer, section: Section, number: dict[str, int]) -> Iterator[str]:
    yield ""
    yield f"## {_text(section.title)}"
    yield ""
    if section.table is not None:
        yield "| " + " | ".join(_text(cell) for cell in section.table.columns) + " |"
        yield "|" + "---|" * len(section.table.columns)
        for row in section.table.rows:
            yield "| " + " | ".join(_text(cell) for cell in row) + " |"
        yield ""
    for s in section.statements:
        severity = speaks(s)
        badge = f"**{severity.upper()}** " if severity else ""
        action = f" **Do:** {_text(s.action)}" if s.action else ""
        often = f" How often: {_text(how_often(s))}." if s.frequency else ""
        refs = ", ".join(f"{number[c.ref]}: {_text(c.at)}" for c in s.sources)
        full = ", from full dose" if s.from_full_dose else ""
        differs = ", sources differ" if s.id in answer.contested else ""
        basis = s.basis.replace("-", " ")
        place = f" `ldnref {answer.places[s.id]}`" if s.id in answer.places else ""
        yield (
            f"- **{_text(s.label)}:** {badge}{_text(s.says)}{often}{action}{place} "
            f"*({basis}{full}{differs}; {refs})*"
        )
    for line in section.lines:
        label = f"**{_text(line.label)}:** " if line.label else ""
        refs = "".join(f" ({number[ref]})" for ref in line.sources)
        yield f"- {label}{_text(line.text)}{refs}"
