"""Reads data/sources.yaml and data/disagreements.yaml, and where a claim stands in a source."""

from ldnref.knowledge import model_sources, model_statements, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_list
from ldnref.knowledge.yaml_nodes import Node


def _citation(reader: Reader, node: Node) -> model_sources.Citation:
    fields = reader.fields(node, ("ref", "at"), ("seen",))
    return model_sources.Citation(
        ref=reader.text(fields.get("ref")),
        where=reader.where(node),
        at=reader.text(fields.get("at")),
        seen=reader.maybe_choice(fields.get("seen"), vocabulary.SEEN),
    )


def citations(reader: Reader, node: Node | None) -> tuple[model_sources.Citation, ...]:
    """Where a claim stands: a list of sources, each with the place in it."""
    return reader.items(node, lambda item: _citation(reader, item))


_SOURCE_MAY = (
    "authors",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "registry",
    "short",
    "url",
    "note",
    "dose",
)


def _source(reader: Reader, node: Node) -> model_sources.Source:
    fields = reader.fields(node, ("id", "kind", "name", "title", "seen"), ("read", *_SOURCE_MAY))
    get = fields.get
    seen = reader.choice(get("seen"), vocabulary.SEEN)
    read = get("read")
    if (read is None) != (seen == "not-seen"):
        reader.say(node, "'read' is the day it was last read: needed unless 'seen' is not-seen")
    authors = get("authors")
    return model_sources.Source(
        id=reader.text(get("id")),
        where=reader.where(node),
        kind=reader.choice(get("kind"), vocabulary.SOURCE_KINDS),
        name=reader.text(get("name")),
        title=reader.prose(get("title")),
        seen=seen,
        read=None if read is None else reader.day(read),
        authors=() if authors is None else reader.words(authors),
        **{key: reader.maybe_text(get(key)) for key in _SOURCE_MAY[1:]},
    )


def read_sources(
    text: str, file: str
) -> tuple[tuple[model_sources.Source, ...] | None, list[Problem]]:
    """Read data/sources.yaml."""
    return read_list(text, file, "sources", _source)


def _side(reader: Reader, node: Node) -> model_statements.Side:
    fields = reader.fields(node, ("says",), ("statements", "sources"))
    return model_statements.Side(
        says=reader.prose(fields.get("says")),
        statements=reader.texts(fields.get("statements")),
        sources=citations(reader, fields.get("sources")),
    )


_NOTHING = model_statements.Side("", (), ())  # where the key is missing, which was said


def _disagreement(reader: Reader, node: Node) -> model_statements.Disagreement:
    needed = ("id", "point", "sides", "literature", "state", "because", "checked")
    fields = reader.fields(node, needed, ("about",))
    literature = fields.get("literature")
    return model_statements.Disagreement(
        id=reader.text(fields.get("id")),
        where=reader.where(node),
        point=reader.prose(fields.get("point")),
        sides=reader.items(fields.get("sides"), lambda item: _side(reader, item)),
        literature=_NOTHING if literature is None else _side(reader, literature),
        state=reader.choice(fields.get("state"), vocabulary.STATES),
        because=reader.prose(fields.get("because")),
        checked=reader.day(fields.get("checked")),
        about=reader.texts(fields.get("about")),
    )


def read_disagreements(
    text: str, file: str
) -> tuple[tuple[model_statements.Disagreement, ...] | None, list[Problem]]:
    """Read data/disagreements.yaml."""
    return read_list(text, file, "disagreements", _disagreement)
