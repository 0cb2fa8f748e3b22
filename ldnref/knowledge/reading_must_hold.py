"""The keys of must-hold.yaml, and what they mean. Knows no other file."""

from itertools import chain

from ldnref.knowledge import vocabulary
from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_must_hold import MustAnswer, MustCount, MustHold, MustReach
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.reading import read_file
from ldnref.knowledge.yaml_nodes import MapNode, Node

#: The keys of statements of which lines are counted.
COUNTED = (*vocabulary.SEVERITIES, "applies", "limit")

#: What may not grow fewer.
LEAST = ("medicines", "conditions", "names", "memberships", "other-medicines", "codes")


def read_must_hold(text: str, file: str) -> tuple[MustHold | None, list[Problem]]:
    """Read data/must-hold.yaml: which dangers must be found, and which lines must be there."""

    def must_hold(reader: Reader, root: Node) -> MustHold:
        def questions(node: Node) -> tuple[MustAnswer, ...]:
            return _questions(reader, node)

        needed = ("topics", "groups", "questions", "counts", "least", "verdicts")
        fields = reader.fields(root, needed, ("other-labels",))
        return MustHold(
            topics=reader.texts(fields.get("topics")),
            groups=reader.items(fields.get("groups"), lambda item: _group(reader, item)),
            questions=tuple(chain(*reader.items(fields.get("questions"), questions))),
            counts=_counts(reader, fields.get("counts")),
            least=_numbers(reader, fields.get("least"), LEAST),
            verdicts=_numbers(reader, fields.get("verdicts"), (), vocabulary.CERTAINTIES),
            other_labels=reader.texts(fields.get("other-labels")),
            where=reader.where(root),
        )

    return read_file(text, file, must_hold)


def _group(reader: Reader, node: Node) -> MustReach:
    fields = reader.fields(node, ("group", "worst"))
    return MustReach(
        group=reader.text(fields.get("group")),
        worst=reader.choice(fields.get("worst"), vocabulary.SEVERITIES),
        where=reader.where(node),
    )


def _questions(reader: Reader, node: Node) -> tuple[MustAnswer, ...]:
    """Patients of one outcome, each a text; the lines of a patient have semicolons between them."""
    fields = reader.fields(node, ("check", "outcome"), ("dose",))
    dose = reader.number(fields.get("dose"))
    outcome = reader.choice(fields.get("outcome"), vocabulary.OUTCOMES)
    return reader.items(
        fields.get("check"),
        lambda item: MustAnswer(reader.words(item), dose, outcome, reader.where(item)),
    )


def _counts(reader: Reader, node: Node | None) -> tuple[MustCount, ...]:
    if node is None:
        return ()
    if not isinstance(node, MapNode):
        reader.say(node, "expected topics with their counts")
        return ()
    found = []
    for topic, counts in node.entries:
        for key, count in reader.fields(counts, (), COUNTED).items():
            number = int(reader.number(count) or 0)
            found.append(MustCount(topic.text, key, number, reader.where(count)))
    return tuple(found)


def _numbers(
    reader: Reader, node: Node | None, needed: tuple[str, ...], known: tuple[str, ...] = ()
) -> dict[str, int]:
    if node is None:
        return {}
    fields = reader.fields(node, needed, known)
    return {key: int(reader.number(value) or 0) for key, value in fields.items()}
