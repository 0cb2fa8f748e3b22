"""The Answer: one value that every format shows. Knows how it is put together, not how it looks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ldnref.answers.drawn import DoseLine, Stair
from ldnref.knowledge.model import About, KnowledgeBase, Note
from ldnref.knowledge.model_claims import signature
from ldnref.knowledge.model_sources import Source
from ldnref.knowledge.model_statements import Disagreement, Statement
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from ldnref.answers.cards.card import Card
    from ldnref.answers.checking.result import CheckResult
    from ldnref.answers.checking.verdict import Verdict
    from ldnref.answers.evidence.chart import EvidenceMap
    from ldnref.answers.record_result import RecordResult
    from ldnref.knowledge.model_names import Named


class Line(NamedTuple):
    """A line that is no statement: an entry of a list."""

    label: str
    text: str
    #: Ids of the sources it rests on.
    sources: tuple[str, ...] = ()
    #: How it is known, in a few words.
    known: str = ""
    #: An outcome, where the line tells one: how a screen paints it.
    severity: str | None = None


class Table(NamedTuple):
    """Statements or studies side by side, in columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: The statement that each row shows: its basis stands in a last column.
    ids: tuple[str, ...] = ()
    #: What stands below each row instead: what was found, and how it is known.
    below: tuple[Line, ...] = ()


class Section(NamedTuple):
    """A part of an answer under one heading."""

    title: str
    statements: tuple[Statement, ...] = ()
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    #: Statements that stand for others: a screen shows what is the case, not yet what to do.
    headlines: bool = False
    #: The outcome or severity that its heading tells: how a screen paints it.
    severity: str | None = None
    #: What its lines are, by a name that the code knows (`not-checked`, …): a title is for readers.
    holds: str | None = None


class Resolved(NamedTuple):
    """What was typed, and what it is."""

    input: str
    named: "Named"
    #: Why this is a question, where the name has other meanings or was denied.
    asks: str | None = None


class NotRecognised(NamedTuple):
    """What was typed and is not in this reference, with names that are really near."""

    #: The line as it was typed, and the part of it that is not recognised.
    input: str
    part: str
    near: tuple["Named", ...]
    #: How often the same stands there.
    times: int = 1


class Answer(NamedTuple):
    """What is known on one question, complete with who says so."""

    #: Which question: `topic`, `interactions`, `sources`, …
    kind: str
    title: str
    #: The version of the knowledge, its date, and the notice.
    about: About
    sections: tuple[Section, ...]
    #: What was asked, as it was typed.
    asked: Mapping[str, object] = {}
    #: In the order of their numbers: as they are first cited.
    sources: tuple[Source, ...] = ()
    #: The points on which the sources of these statements differ from others.
    disagreements: tuple[Disagreement, ...] = ()
    #: What to look at next: the words after `ldnref`.
    next: tuple[str, ...] = ()
    scale: DoseLine | None = None
    chart: "EvidenceMap | None" = None
    #: The doses of a plan, to be drawn as steps.
    stairs: tuple[Stair, ...] = ()
    #: Asked for with every detail: then each source is shown with its places.
    in_full: bool = False
    #: The words after `ldnref` that show everything.
    everything: str | None = None
    #: Where a statement is shown, by its id: the words after `ldnref`.
    places: Mapping[str, str] = {}
    resolved: tuple[Resolved, ...] = ()
    not_recognised: tuple[NotRecognised, ...] = ()
    #: Ids of sources that only its own keys for JSON name.
    also: tuple[str, ...] = ()
    #: A card to cut out: its statements, what it says, and what is filled in by hand.
    cut_out: Section | None = None
    #: What is shown first, unless everything was asked for.
    glance: "Card | None" = None
    #: How many lines stand above it on the screen already: a card has so much less room.
    above: int = 0
    #: Of a check: what it found; and what makes data of it, for programs alone.
    verdict: "Verdict | None" = None
    data: Callable[[], "CheckResult"] | None = None
    #: Ids of what it is about, beside what its statements apply to: topics, names, conditions.
    subjects: tuple[str, ...] = ()
    #: The reader's own notes on what is shown.
    notes: tuple[Note, ...] = ()
    #: What it adds to the envelope, as data whose fields are keys of JSON: of a record, or its own.
    record: "RecordResult | None" = None
    own: "NamedTuple | None" = None
    #: Whether what was asked for is refused: nothing is planned.
    refused: bool = False
    #: What its sections tell themselves, of `not_recognised` and `disagreements`.
    tells: frozenset[str] = frozenset()
    #: More disagreements or sources than these are told by their names alone.
    many: int = 12

    @property
    def result(self) -> "CheckResult | None":
        """What a check found, as data whose fields are keys of JSON."""
        return None if self.data is None else self.data()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, once, in the order of the sections."""
        return tuple({s.id: s for section in self.sections for s in section.statements}.values())

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, those below the rows of tables too."""
        return tuple(
            line
            for section in self.sections
            for line in (*(section.table.below if section.table else ()), *section.lines)
        )

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the sources that the sections cite, once, in the order of their numbers."""
        refs = [
            *(citation.ref for statement in self.statements for citation in statement.sources),
            *(ref for line in self.lines for ref in line.sources),
            *(ref for row in (self.chart.rows if self.chart else ()) for ref in row.sources),
        ]
        return tuple(dict.fromkeys(refs))

    @property
    def contested(self) -> frozenset[str]:
        """Ids of the statements that some source contradicts."""
        sides = (side for point in self.disagreements for side in point.sides)
        return frozenset(name for side in sides for name in side.statements)


class NotHeldError(Exception):
    """What was asked for is not in this reference."""

    def __init__(
        self,
        command: str,
        wanted: str,
        known: Iterable[str],
        *,
        lists: str | None = None,
        says: str | None = None,
        choices: Iterable[str] = (),
        near: Iterable[str] = (),
        cure: Iterable[str] = (),
    ) -> None:
        super().__init__(wanted)
        #: What to say instead, and what there is to choose.
        self.says = says
        self.choices = tuple(choices)
        #: What is near, where that is known better than by its letters; and what else to do.
        self.near = tuple(near)
        self.cure = tuple(cure)
        #: The command that was asked, and the one that lists what there is.
        self.command = command
        self.lists = command if lists is None else lists
        self.wanted = wanted
        self.known = tuple(known)


def speaks(statement: Statement) -> str | None:
    """The severity that a statement speaks with when no dose is given: a limit is then a note."""
    return None if statement.limit or statement.severity == "note" else statement.severity


def badge(statement: Statement, told: str | None = None) -> str | None:
    """The severity to show beside a statement, where its section does not tell it already."""
    severity = speaks(statement)
    return None if severity == told else severity


def reviewed(statement: Statement) -> str:
    """That a clinician has reviewed a statement as it stands, and when; empty where none has."""
    signed = signature(statement)
    return f", reviewed {signed.on}" if signed else ""


def with_sources(base: KnowledgeBase, answer: Answer) -> Answer:
    """The answer with its sources in order, and the disagreements that touch it.

    Empty sections go. Sources and disagreements that the answer already has are kept.
    """
    answer = answer._replace(
        sections=tuple(s for s in answer.sections if s.statements or s.lines or s.table)
    )
    points = answer.disagreements or _touching(base, answer)
    sources = tuple(base.sources[ref] for ref in dict.fromkeys(_cited(base, answer, points)))
    return answer._replace(disagreements=points, sources=answer.sources or sources)


def _touching(base: KnowledgeBase, answer: Answer) -> tuple[Disagreement, ...]:
    """The disagreements with a statement of the answer on one of their sides."""
    shown = {statement.id for statement in answer.statements}
    return tuple(
        point
        for point in base.disagreements
        if any(shown.intersection(side.statements) for side in point.sides)
    )


def _cited(base: KnowledgeBase, answer: Answer, points: Iterable[Disagreement]) -> Iterator[str]:
    """Ids of all the sources of an answer: those it shows, and those of its disagreements."""
    yield from answer.cited
    yield from answer.also
    held = base.statements
    sides = [side for point in points for side in (*point.sides, point.literature)]
    for side in sides:
        yield from (citation.ref for citation in side.sources)
    for side in sides:
        for statement in (held[name] for name in side.statements if name in held):
            yield from (citation.ref for citation in statement.sources)
