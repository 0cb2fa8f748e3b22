"""What must hold of the knowledge, whoever edits it. Knows no rules."""

from collections.abc import Mapping
from decimal import Decimal

from ldnref.knowledge.model_sources import Where
from ldnref.tuples import NamedTuple


class MustReach(NamedTuple):
    """A group of which every medicine has to reach a danger in a check."""

    #: The id of a group.
    group: str
    #: One of SEVERITIES: a statement as bad as this, or worse.
    worst: str
    where: Where


class MustAnswer(NamedTuple):
    """A patient whose check has to have an outcome."""

    #: The lines of the list.
    lines: tuple[str, ...]
    #: The daily dose in milligrams, where one is asked about.
    dose: Decimal | None
    outcome: str
    where: Where


class MustCount(NamedTuple):
    """How many lines of a key a file has."""

    #: The name of a topic.
    topic: str
    #: A severity, `applies`, `limit`, `interval` or `asks`.
    key: str
    number: int
    where: Where


class MustHold(NamedTuple):
    """What must-hold.yaml says of the rest: an editor's slip must not silence a danger."""

    #: The topics whose statements a check reads.
    topics: tuple[str, ...] = ()
    groups: tuple[MustReach, ...] = ()
    questions: tuple[MustAnswer, ...] = ()
    counts: tuple[MustCount, ...] = ()
    #: Fewer medicines, conditions, names or other medicines than this are a loss.
    least: Mapping[str, int] = {}
    #: How many verdicts on the evidence have which certainty; a certainty left out has none.
    verdicts: Mapping[str, int] = {}
    #: Ids of statements with basis `label` whose label is of another product than naltrexone.
    other_labels: tuple[str, ...] = ()
    where: Where = Where("must-hold.yaml", 1, 1)
