"""The keys of verdicts.yaml, and what they mean. Knows no other file."""

from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.model_studies import EvidenceVerdict
from ldnref.knowledge.reading import read_list
from ldnref.knowledge.reading_sources import citations
from ldnref.knowledge.vocabulary import CERTAINTIES
from ldnref.knowledge.yaml_nodes import Node

_NEEDED = ("condition", "about", "says", "brief", "certainty", "because", "kind", "sources")


def read_verdicts(text: str, file: str) -> tuple[tuple[EvidenceVerdict, ...] | None, list[Problem]]:
    """Read data/verdicts.yaml: what the best evidence on each condition amounts to."""
    return read_list(text, file, "verdicts", _verdict)


def _verdict(reader: Reader, node: Node) -> EvidenceVerdict:
    fields = reader.fields(node, _NEEDED, ("action",))
    get = fields.get
    return EvidenceVerdict(
        condition=reader.text(get("condition")),
        where=reader.where(node),
        about=reader.prose(get("about")),
        says=reader.prose(get("says")),
        brief=reader.prose(get("brief")),
        certainty=reader.choice(get("certainty"), CERTAINTIES),
        because=reader.prose(get("because")),
        kind=reader.prose(get("kind")),
        sources=citations(reader, get("sources")),
        action=reader.maybe_prose(get("action")),
    )
