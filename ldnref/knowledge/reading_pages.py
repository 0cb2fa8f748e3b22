"""The keys of pages.yaml, and what they mean. Knows no other file.

Apart from `reading`, because only a printed page waits for it.
"""

from ldnref.knowledge import model_pages, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.yaml_nodes import Node


def read_pages(text: str, file: str) -> tuple[dict[str, model_pages.Page] | None, list[Problem]]:
    """Read data/pages.yaml: a page for each kind of reader."""

    def pages(reader: Reader, root: Node) -> dict[str, model_pages.Page]:
        fields = reader.fields(root, vocabulary.AUDIENCES)
        return {name: _page(reader, node) for name, node in fields.items()}

    return read_file(text, file, pages)


def _page(reader: Reader, node: Node) -> model_pages.Page:
    fields = reader.fields(
        node, ("title", "sections"), ("disagreements", "card", "notice", "bold", "overleaf")
    )
    card = fields.get("card")
    return model_pages.Page(
        where=reader.where(node),
        title=reader.text(fields.get("title")),
        sections=reader.items(fields.get("sections"), lambda item: _section(reader, item)),
        disagreements=reader.texts(fields.get("disagreements")),
        card=None if card is None else _card(reader, card),
        notice=reader.maybe_text(fields.get("notice")),
        bold=reader.texts(fields.get("bold")),
        overleaf=reader.maybe_text(fields.get("overleaf")),
    )


def _section(reader: Reader, node: Node) -> model_pages.PageSection:
    fields = reader.fields(node, ("title", "statements"), ("verdicts",))
    return model_pages.PageSection(
        title=reader.text(fields.get("title")),
        statements=reader.texts(fields.get("statements")),
        verdicts=reader.texts(fields.get("verdicts")),
    )


def _card(reader: Reader, node: Node) -> model_pages.CutOut:
    fields = reader.fields(node, ("title", "says", "statements", "blanks"))
    return model_pages.CutOut(
        title=reader.text(fields.get("title")),
        says=reader.text(fields.get("says")),
        statements=reader.texts(fields.get("statements")),
        blanks=reader.texts(fields.get("blanks")),
    )
