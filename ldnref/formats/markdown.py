"""An answer as Markdown, ready to paste into a record."""

from collections.abc import Iterable, Iterator

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section, Table, badge, reviewed
from ldnref.answers.cards.card import GAP, Card, Fact
from ldnref.answers.drawn import how_often
from ldnref.answers.evidence.chart import EvidenceMap
from ldnref.answers.patterns import pattern
from ldnref.answers.sources import published, where
from ldnref.formats.card import shown
from ldnref.formats.card_words import LONG, full, heading, known, left_out, open_points, said
from ldnref.formats.characters import Fit, as_typed, clean, short, visible
from ldnref.formats.evidence_map import count, legend, sign
from ldnref.knowledge.model import Note

#: So many open points are named on a card.
_POINTS = 3

_SPECIAL = pattern(r"([\\`*_\[\]<>|#~])")


def render(answer: Answer, fit: Fit) -> str:
    """The answer as Markdown, each line ended."""
    lines = _lines(answer, fit) if answer.glance is None else _card(answer, answer.glance, fit)
    return "".join(f"{fit(clean(line))}\n" for line in lines)


def escaped(text: str) -> str:
    """Text as text, whatever signs it holds."""
    return _SPECIAL.sub(r"\\\1", text)


def _lines(answer: Answer, fit: Fit) -> Iterator[str]:
    about = answer.about
    number = {source.id: n for n, source in enumerate(answer.sources, 1)}
    yield f"# {escaped(short(answer.title))}"
    yield ""
    yield sentences.KNOWLEDGE.format(version=about.version, date=about.date)
    yield from _echo(answer)
    if answer.chart is not None:
        yield ""
        yield from _map(answer.chart, fit)
    for section in answer.sections:
        yield from _section(answer, section, number)
    yield from _notes(answer.notes)
    if answer.disagreements and "disagreements" not in answer.tells:
        yield ""
        yield f"## {sentences.WHERE_DIFFER}"
        yield ""
        for point in answer.disagreements:
            yield f"- {escaped(point.point)} *({point.state})* {escaped(point.because)}"
    cited = set(answer.cited)
    if cited:
        yield ""
        yield "## Sources"
        yield ""
    for source in answer.sources:
        if source.id in cited:
            parts = (source.name, source.title, published(source), where(source))
            words = ". ".join(escaped(part) for part in parts if part)
            yield f"{number[source.id]}. {words}. Seen: {source.seen.replace('-', ' ')}."
    yield ""
    yield f"*{escaped(about.notice)}*"


def _card(answer: Answer, card: Card, fit: Fit) -> Iterator[str]:
    """The card that a screen shows: a bullet a fact, then whose they are and what is left out."""
    about, facts = answer.about, shown(answer, card, fit)
    refs = dict.fromkeys(ref for fact in facts for ref in fact.sources)
    number = {ref: n for n, ref in enumerate(refs, 1)}
    severity = f": **{heading(card.severity)}**" if card.severity else ""
    yield f"# {escaped(short(card.title))}{severity}{escaped(card.beside)}"
    yield ""
    yield sentences.KNOWLEDGE.format(version=about.version, date=about.date)
    yield ""
    yield from (f"- {escaped(short(text))}" for text in card.echo)
    if card.chart is not None:
        yield from _map(card.chart, fit)
        yield ""
    yield from (_fact(card, fact, number) for fact in facts)
    yield from _notes(answer.notes)
    points = open_points(answer, card, facts)[:_POINTS]
    sources = {source.id: source for source in answer.sources}
    dosed = full(facts)
    known_as = [f"{n} {known(sources[r], dosed, about.full_dose)}" for r, n in number.items()]
    whole = card.everything
    again = f"`ldnref {whole}`" if len(whole) <= LONG else sentences.AGAIN
    commands = [again] if whole else []
    for words in (
        f"{sentences.OPEN} {' · '.join(points)} (`ldnref disagreements {points[0]}`)"
        if points
        else "",
        f"Sources: {escaped('; '.join(known_as))}" if known_as else "",
        *(f"{escaped(left_out(card, facts))}{command}" for command in commands),
        sentences.REST.format(command=f"`ldnref {card.beyond}`") if card.beyond else "",
        " · ".join(f"`ldnref {words}`" for words in card.also),
        f"*{escaped(about.notice_short)}*",
    ):
        if words:
            yield from ("", words)


def _fact(card: Card, fact: Fact, number: dict[str, int]) -> str:
    """A fact as a bullet: its label, how bad it is, what is the case, what to do, whose it is."""
    worse = fact.severity and fact.severity != said(card) and not fact.heading
    parts = (
        f"**{escaped(short(fact.label))}:**" if fact.label.strip(GAP) else "",
        f"**{heading(fact.severity)}**" if fact.severity and worse else "",
        f"**{escaped(fact.says)}**" if fact.heading else escaped(fact.says),
        f"**Do:** {escaped(fact.do)}" if fact.do else "",
        f"**Ask:** {escaped(fact.ask)}" if fact.ask else "",
        f"*({', '.join(str(number[ref]) for ref in fact.sources)})*" if fact.sources else "",
    )
    return ("  - " if fact.label == GAP else "- ") + " ".join(part for part in parts if part)


def _echo(answer: Answer) -> Iterator[str]:
    """What was typed beside what it is; what is not recognised, loudly."""
    for one in answer.resolved:
        asks = "" if one.asks is None else f" **Ask:** {escaped(one.asks)}"
        what = f"{escaped(one.named.name)}, {escaped(one.named.what)}"
        yield f"- {escaped(visible(one.input))}: {what}{asks}"
    for missing in () if "not_recognised" in answer.tells else answer.not_recognised:
        yield f"- **{sentences.NOT_RECOGNISED_SHORT}** {escaped(visible(missing.part))}"


def _notes(notes: Iterable[Note]) -> Iterator[str]:
    """The reader's own notes, so set apart that nobody takes them for knowledge."""
    for number, note in enumerate(notes):
        if number == 0:
            yield from ("", f"## {sentences.OWN_NOTES}", "")
        first, *more = map(escaped, as_typed(note.text))
        lines = [f"- **{escaped(note.about)}:** {first}", *(f"  {line}" for line in more)]
        yield from (f"{line}  " for line in lines[:-1])
        yield f"{lines[-1]} *(yours, {note.written}, note {note.id})*"


def _section(answer: Answer, section: Section, number: dict[str, int]) -> Iterator[str]:
    yield ""
    yield f"## {escaped(short(section.title))}"
    yield ""
    if section.table is not None:
        yield from _table(section.table, number)
        yield ""
    for s in section.statements:
        severity = badge(s, section.severity)
        mark = f"**{severity.upper()}** " if severity else ""
        action = f" **Do:** {escaped(s.action)}" if s.action else ""
        often = f" How often: {escaped(how_often(s.frequency))}." if s.frequency else ""
        refs = ", ".join(f"{number[c.ref]}: {escaped(c.at)}" for c in s.sources)
        full = f", {sentences.FROM_FULL_DOSE}" if s.from_full_dose else ""
        differs = ", sources differ" if s.id in answer.contested else ""
        basis = s.basis.replace("-", " ")
        place = f" `ldnref {answer.places[s.id]}`" if s.id in answer.places else ""
        yield (
            f"- **{escaped(short(s.label))}:** {mark}{escaped(s.says)}{often}{action}{place} "
            f"*({basis}{full}{reviewed(s)}{differs}; {refs})*"
        )
    for line in section.lines:
        label = f"**{escaped(short(line.label))}:** " if line.label else ""
        known = _known(line, number)
        yield f"- {label}{escaped(line.text)}" + (f" *({known})*" if known else "")


def _known(line: Line, number: dict[str, int]) -> str:
    """Who says so on a line that is no statement, and how it is known."""
    numbers = ", ".join(str(number[ref]) for ref in line.sources)
    return "; ".join(part for part in (escaped(line.known), numbers) if part)


def _table(table: Table, number: dict[str, int]) -> Iterator[str]:
    columns, rows = table.columns, table.rows
    if table.below:
        columns = (*columns, "Found", "Known")
        found = ((line.text, _known(line, number)) for line in table.below)
        rows = tuple((*row, *more) for row, more in zip(rows, found, strict=True))
    yield from _rows(columns, rows)


def _rows(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = [escaped(column) for column in columns]
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def _map(chart: EvidenceMap, fit: Fit) -> Iterator[str]:
    rows = (
        (
            row.rank,
            row.name,
            count(row),
            *(sign(row.cells.get(domain.id), fit) for domain in chart.domains),
        )
        for row in chart.rows
    )
    yield from _rows(("Compared", "Study", "n", *(domain.name for domain in chart.domains)), rows)
    yield ""
    yield escaped("Signs: " + "; ".join((*legend(fit), chart.brackets)))
