"""How well a statement answers a question, and what goes before what."""

from ldnref.knowledge.model_statements import Statement
from ldnref.knowledge.vocabulary import SEVERITIES
from ldnref.tuples import NamedTuple

#: Scores as near as this are equal: then the worse comes first.
_CLOSE = 4.0


class Hit(NamedTuple):
    """A statement, and how well it answers."""

    wants: int
    #: How many of the words stand in its label, or mean the same as one there.
    labelled: int
    #: How many in the headings above it.
    headed: int
    score: float
    statement: Statement


def rank(hit: Hit) -> tuple[float, ...]:
    """What its place goes by: label, headings, whether it is shown first, its score, how bad."""
    # What has no line of its own comes later, but for what forbids.
    without = hit.statement.brief is None and hit.statement.severity not in SEVERITIES[:2]
    near = -round(hit.score / _CLOSE)
    return (-hit.labelled, -hit.headed, without, near, severity(hit), -hit.score)


def severity(hit: Hit) -> int:
    """How bad it is, nought the worst."""
    spoken = hit.statement.severity
    return SEVERITIES.index(spoken) if spoken else len(SEVERITIES)
