"""What a clinician is asked to sign: every statement of a topic, with all that its claim holds."""

from collections.abc import Iterator, Mapping

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section, with_sources
from ldnref.answers.drawn import figures, how_often
from ldnref.answers.sources import findable
from ldnref.knowledge.model import About, KnowledgeBase
from ldnref.knowledge.model_claims import Counted, counted, digest, signature
from ldnref.knowledge.model_sources import Quantity
from ldnref.knowledge.model_statements import Limit, Regimen, Statement, Topic
from ldnref.tuples import NamedTuple

COMMAND = "review"


class Row(NamedTuple):
    """A statement as it is reviewed: no part of its claim is left out."""

    id: str
    #: The digest of its claim.
    claim: str
    heading: str
    label: str
    says: str
    #: What to do; empty where it says nothing of it.
    action: str
    #: What else belongs to the claim: a name and its words.
    further: tuple[tuple[str, str], ...]
    basis: str
    #: Each source with the place in it, how much of it was seen, and the number that finds it.
    sources: tuple[str, ...]
    #: Who has signed it as it stands; empty: nobody.
    signed: str

    @property
    def shown(self) -> tuple[str, ...]:
        """What the reviewer reads, in the columns of a table."""
        further = "; ".join(f"{name}: {words}" for name, words in self.further)
        return (self.label, self.says, self.action, further, self.basis, " | ".join(self.sources))


class Sheet(NamedTuple):
    """The statements of a topic, to be signed."""

    title: str
    about: About
    rows: tuple[Row, ...]
    #: How many of its statements are signed.
    counted: str


class ReviewResult(NamedTuple):
    """How much is signed, and the digests of claims by the ids of statements, as data."""

    counted: Counted
    claims: Mapping[str, str]


def sheet(base: KnowledgeBase, name: str) -> Sheet:
    """The sheet of a topic; raises NotHeldError where there is no such topic."""
    topic = _topic(base, name)
    rows = [_row(base, group.title, s) for group in topic.groups for s in group.statements]
    title = sentences.REVIEW.format(topic=name)
    return Sheet(f"{title}: {topic.title}", base.about, tuple(rows), str(counted(topic.statements)))


def answer(base: KnowledgeBase, name: str) -> Answer:
    """The statements of a topic with the digests of their claims, for programs."""
    topic = _topic(base, name)
    return with_sources(
        base,
        Answer(
            kind="review",
            title=sheet(base, name).title,
            about=base.about,
            sections=tuple(Section(group.title, group.statements) for group in topic.groups),
            asked={"topic": name},
            in_full=True,
            own=ReviewResult(
                counted(topic.statements), {one.id: digest(one) for one in topic.statements}
            ),
        ),
    )


def overview(base: KnowledgeBase) -> Answer:
    """How much of each topic is signed."""
    lines = (Line(one.name, f"{counted(one.statements)} signed") for one in base.topics.values())
    return Answer(
        kind="review",
        title=sentences.REVIEW.format(topic="the statements"),
        about=base.about,
        sections=(Section("Topics", lines=tuple(lines)),),
        next=tuple(f"{COMMAND} {name} -o {name}.html" for name in [*base.topics][:1]),
        own=ReviewResult(counted(base.statements.values()), {}),
    )


def row_of(base: KnowledgeBase, statement: Statement) -> Row:
    """A statement as a sheet shows it, whatever its heading."""
    return _row(base, "", statement)


def _topic(base: KnowledgeBase, name: str) -> Topic:
    if name not in base.topics:
        raise NotHeldError(COMMAND, name, base.topics, choices=base.topics)
    return base.topics[name]


def _row(base: KnowledgeBase, heading: str, statement: Statement) -> Row:
    signed = signature(statement)
    return Row(
        id=statement.id,
        claim=digest(statement),
        heading=heading,
        label=statement.label,
        says=statement.says,
        action=statement.action or "",
        further=tuple((sentences.FURTHER[key], words) for key, words in _further(statement)),
        basis=statement.basis.replace("-", " "),
        sources=tuple(_sources(base, statement)),
        signed="" if signed is None else sentences.SIGNED_BY.format(**signed._asdict()),
    )


def _sources(base: KnowledgeBase, statement: Statement) -> Iterator[str]:
    for citation in statement.sources:
        source = base.sources[citation.ref]
        seen = (citation.seen or source.seen).replace("-", " ")
        number = findable(source)
        parts = (f"{source.name} ({source.id}): {citation.at}", f"{seen} seen", number)
        yield "; ".join(part for part in parts if part)


def _further(one: Statement) -> Iterator[tuple[str, str]]:
    """What belongs to a claim beside its words, by the name of its field."""
    told = {
        "severity": one.severity,
        "limit": one.limit and _limit(one.limit),
        "applies": "; ".join(
            f"{key} {', '.join(v)}" for key, v in one.applies._asdict().items() if v
        ),
        "check": None if one.check else sentences.LEFT_OUT_OF_CHECKS,
        "interval": one.interval and sentences.COUNTS_FOR.format(interval=one.interval),
        "asks": one.asks,
        "found": one.found,
        "value": one.value and _quantity(one.value),
        "frequency": how_often(one.frequency),
        "regimen": one.regimen and _regimen(one.regimen),
        "from_full_dose": sentences.FROM_FULL_DOSES if one.from_full_dose else None,
        "brief": one.brief,
        "for_patients": one.for_patients,
    }
    return ((key, words) for key, words in told.items() if words)


def _limit(limit: Limit) -> str:
    way, figure = ("under", limit.under) if limit.over is None else ("over", limit.over)
    return f"{way} {figure} {limit.unit} a {limit.per}"


def _quantity(value: Quantity) -> str:
    per = f" a {value.per}" if value.per else ""
    return f"{figures(value)} {value.unit}{per}" + (f" ({value.of})" if value.of else "")


def _regimen(regimen: Regimen) -> str:
    every = regimen.every and f"{regimen.every.low} to {regimen.every.high} days"
    doses = ", ".join(map(str, regimen.doses)) or None
    steps = {
        "start": regimen.start,
        "step": regimen.step,
        "every": every,
        "to": regimen.target,
        "doses": doses,
    }
    told = ", ".join(f"{key} {figure}" for key, figure in steps.items() if figure is not None)
    return f"{regimen.name} ({regimen.who}), in mg: {told}"
