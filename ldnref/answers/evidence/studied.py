"""The verdicts and studies that an answer tells, as they are held. Knows no words for them."""

from typing import TYPE_CHECKING

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_studies import EvidenceVerdict, Study
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from ldnref.answers.evidence.result import EvidenceResult, SearchResult


class Studied(NamedTuple):
    """What an answer tells of the evidence; programs read its data."""

    base: KnowledgeBase
    verdicts: tuple[EvidenceVerdict, ...]
    #: None: no studies were asked for.
    studies: tuple[Study, ...] | None = None

    @property
    def data(self) -> "EvidenceResult | SearchResult":
        """The same with all figures: made for JSON alone, and no screen waits for it."""
        from ldnref.answers.evidence import as_data  # noqa: PLC0415
        from ldnref.answers.evidence.result import EvidenceResult, SearchResult  # noqa: PLC0415

        told = tuple(as_data.verdict(self.base, one) for one in self.verdicts)
        if self.studies is None:
            return SearchResult(told)
        return EvidenceResult(told, tuple(as_data.study(self.base, one) for one in self.studies))
