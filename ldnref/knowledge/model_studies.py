"""Studies as figures: what was measured, in whom, and where each figure was seen.

NamedTuples, not dataclasses: they are defined at every start, and cost a part of the time.
"""

from collections.abc import Mapping

from ldnref.knowledge.model_sources import Citation, Where
from ldnref.knowledge.vocabulary import DESIGNS
from ldnref.tuples import NamedTuple


class Domain(NamedTuple):
    """What outcomes are about, such as pain or relapses."""

    id: str
    name: str
    #: The head of its column in a map: one or two short lines.
    short: tuple[str, ...]
    #: Shown in the map of the leading condition whether or not anyone measured it.
    core: bool


class Figure(NamedTuple):
    """One thing told of a study, with its unit as reported, and where it was seen."""

    says: str
    #: One of ORIGINS.
    origin: str
    where: Where
    #: The id of the source that reports it: mostly the study's own.
    ref: str
    #: The place in that source, where it tells more than the origin.
    at: str | None = None


class Outcome(NamedTuple):
    """What a study measured and found, as reported; None is what was not seen."""

    #: The id of a Domain.
    domain: str
    #: The scale, score or count.
    measure: str
    #: One of DIRECTIONS.
    direction: str
    effect: str | None
    interval: str | None
    p: str | None
    #: One of AGAINST.
    against: str
    origin: str
    where: Where
    ref: str
    at: str | None = None
    #: Stands for the study in a list.
    main: bool = False


class Study(NamedTuple):
    """A study, review, position or other document, as figures; its id is that of its source."""

    id: str
    where: Where
    #: One of those in DESIGNS.
    design: str
    #: By the names of STUDY_FACTS: empty is not seen, absent does not apply.
    facts: Mapping[str, tuple[Figure, ...]]
    #: Ids of conditions.
    conditions: tuple[str, ...] = ()
    #: What it says or found, in words.
    finding: tuple[Figure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def kind(self) -> str:
        """The class of its design, such as `trial` or `review`."""
        return next(kind for kind, designs in DESIGNS.items() if self.design in designs)

    @property
    def controlled(self) -> bool:
        """Whether anything that it found was compared with placebo."""
        return any(outcome.against == "placebo" for outcome in self.outcomes)

    @property
    def every_figure(self) -> tuple[Figure | Outcome, ...]:
        """All that it tells."""
        told = (figure for figures in self.facts.values() for figure in figures)
        return (*self.finding, *self.outcomes, *told)


class EvidenceVerdict(NamedTuple):
    """What the best evidence on a condition amounts to, how sure it is, and why."""

    #: The id of a condition, or ANY; the first verdict of a condition stands for it.
    condition: str
    where: Where
    #: What of it, or whom: `symptoms`, `children`.
    about: str
    says: str
    #: The same on a line of a card.
    brief: str
    #: One of CERTAINTIES.
    certainty: str
    because: str
    #: Of what kind the best evidence is.
    kind: str
    sources: tuple[Citation, ...]
    #: What to do about it.
    action: str | None = None

    @property
    def id(self) -> str:
        """What it goes by: `fibromyalgia/pain`."""
        return f"{self.condition}/{self.about}"


class Studies(NamedTuple):
    """What studies.yaml holds."""

    #: Ids of the conditions that LDN is used for; the first leads, as a table and in the map.
    treated: tuple[str, ...]
    domains: tuple[Domain, ...]
    held: tuple[Study, ...]
