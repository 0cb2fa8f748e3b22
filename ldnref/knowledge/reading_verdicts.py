"""The keys of verdicts.yaml, and what they mean. Knows no other file."""

from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.model_studies import EvidenceVerdict
from ldnref.knowledge.reading import citations, read_file
from ldnref.knowledge.vocabulary import CERTAINTIES
from ldnref.knowledge.yaml_nodes import Node

_NEEDED = ("condition", "about", "says", "brief", "certainty", "because", "kind", "sources")


def read_verdicts(text: str, file: str) -> tuple[tuple[EvidenceVerdict, ...] | None, list[Problem]]:
    """Read data/verdicts.yaml: what the best evidence on each condition amounts to."""

    def verdicts(reader: Reader, root: Node) -> tuple[EvidenceVerdict, ...]:
        fields = reader.fields(root, ("verdicts",))
        return reader.items(fields.get("verdicts"), lambda item: _verdict(reader, item))

    return read_file(text, file, verdicts)


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
