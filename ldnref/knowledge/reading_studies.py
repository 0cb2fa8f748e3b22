"""The keys of studies.yaml, and what they mean. Knows no other file.

Apart from `reading`, because only questions on the evidence wait for it.
"""

from ldnref.knowledge import model_studies, vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.yaml_nodes import ListNode, Node, Scalar

_KINDS = {design: kind for kind, designs in vocabulary.DESIGNS.items() for design in designs}

#: The kinds of study of which everything is told, or said not to have been seen.
_TOLD_WHOLE = ("trial", "observational")


def read_studies(text: str, file: str) -> tuple[model_studies.Studies | None, list[Problem]]:
    """Read data/studies.yaml: what outcomes are about, then the studies."""

    def studies(reader: Reader, root: Node) -> model_studies.Studies:
        fields = reader.fields(root, ("treated", "domains", "studies"))
        return model_studies.Studies(
            treated=reader.texts(fields.get("treated")),
            domains=reader.items(fields.get("domains"), lambda item: _domain(reader, item)),
            held=reader.items(fields.get("studies"), lambda item: _study(reader, item)),
        )

    return read_file(text, file, studies)


def _domain(reader: Reader, node: Node) -> model_studies.Domain:
    fields = reader.fields(node, ("id", "name", "short"), ("core",))
    return model_studies.Domain(
        id=reader.text(fields.get("id")),
        name=reader.text(fields.get("name")),
        short=reader.texts(fields.get("short")),
        core=reader.yes_or_no(fields.get("core")),
    )


def _study(reader: Reader, node: Node) -> model_studies.Study:
    may = ("conditions", "finding", "outcomes", *vocabulary.STUDY_FACTS)
    fields = reader.fields(node, ("id", "design"), may)
    get = fields.get
    own = reader.text(get("id"))
    design = reader.choice(get("design"), tuple(_KINDS))
    for key in vocabulary.STUDY_FACTS if _KINDS.get(design) in _TOLD_WHOLE else ():
        if key not in fields:
            reader.say(
                node, f"missing key {key!r}: write {vocabulary.NOT_SEEN!r} where it was not seen"
            )
    if "finding" not in fields and "outcomes" not in fields:
        reader.say(node, "needs 'finding' or 'outcomes'")
    return model_studies.Study(
        id=own,
        where=reader.where(node),
        design=design,
        facts={
            key: _figures(reader, fields[key], own)
            for key in vocabulary.STUDY_FACTS
            if key in fields
        },
        conditions=reader.texts(get("conditions")),
        finding=_figures(reader, fields["finding"], own) if "finding" in fields else (),
        outcomes=reader.items(get("outcomes"), lambda item: _outcome(reader, item, own)),
    )


def _figures(reader: Reader, node: Node, own: str) -> tuple[model_studies.Figure, ...]:
    """One figure, or a list of them where sources differ; none where nothing was seen."""
    if isinstance(node, Scalar) and reader.text(node) == vocabulary.NOT_SEEN:
        return ()
    if isinstance(node, ListNode):
        return reader.items(node, lambda item: _figure(reader, item, own))
    return (_figure(reader, node, own),)


def _figure(reader: Reader, node: Node, own: str) -> model_studies.Figure:
    fields = reader.fields(node, ("says", "origin"), ("ref", "at"))
    return model_studies.Figure(
        says=reader.text(fields.get("says")),
        origin=reader.choice(fields.get("origin"), vocabulary.ORIGINS),
        where=reader.where(node),
        ref=reader.maybe_text(fields.get("ref")) or own,
        at=reader.maybe_text(fields.get("at")),
    )


_OUTCOME = ("domain", "measure", "direction", "effect", "interval", "p", "against", "origin")


def _outcome(reader: Reader, node: Node, own: str) -> model_studies.Outcome:
    fields = reader.fields(node, _OUTCOME, ("ref", "at", "main"))
    get = fields.get

    def seen(key: str) -> str | None:
        text = reader.text(get(key))
        return None if text == vocabulary.NOT_SEEN else text

    direction = reader.choice(get("direction"), vocabulary.DIRECTIONS)
    against = reader.choice(get("against"), vocabulary.AGAINST)
    if against == "no-comparison" and direction != "unclear":
        reader.say(node, "without a comparison the direction is 'unclear'")
    return model_studies.Outcome(
        domain=reader.text(get("domain")),
        measure=reader.text(get("measure")),
        direction=direction,
        effect=seen("effect"),
        interval=seen("interval"),
        p=seen("p"),
        against=against,
        origin=reader.choice(get("origin"), vocabulary.ORIGINS),
        where=reader.where(node),
        ref=reader.maybe_text(get("ref")) or own,
        at=reader.maybe_text(get("at")),
        main=reader.yes_or_no(get("main")),
    )
