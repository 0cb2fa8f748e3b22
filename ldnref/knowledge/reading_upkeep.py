"""The keys of changes.yaml and licences.yaml, and what they mean. Knows no other file."""

from ldnref.knowledge.fields import Reader
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.model_upkeep import Bundled, Change, Dependency, Licences, Logged
from ldnref.knowledge.reading import read_file, read_list
from ldnref.knowledge.vocabulary import CHANGES
from ldnref.knowledge.yaml_nodes import Node


def read_changes(text: str, file: str) -> tuple[tuple[Change, ...] | None, list[Problem]]:
    """Read data/changes.yaml: what was added, corrected and withdrawn, the oldest first."""
    return read_list(text, file, "changes", _change)


def _change(reader: Reader, node: Node) -> Change:
    fields = reader.fields(node, ("kind", "date", "version", "because", "statements"))
    get = fields.get
    return Change(
        where=reader.where(node),
        kind=reader.choice(get("kind"), CHANGES),
        day=reader.day(get("date")),
        version=reader.text(get("version")),
        because=reader.prose(get("because")),
        statements=tuple(map(_logged, reader.maybe_words(get("statements")))),
    )


def _logged(words: str) -> Logged:
    """An id, and its claim where it is given: `dosing-food 1f2e3d4c`."""
    name, _, claim = words.partition(" ")
    return Logged(name, claim or None)


def read_licences(text: str, file: str) -> tuple[Licences | None, list[Problem]]:
    """Read data/licences.yaml: of what is shipped, and of what is installed beside it."""

    def licences(reader: Reader, root: Node) -> Licences:
        fields = reader.fields(root, ("bundled", "dependencies"))
        return Licences(
            bundled=reader.items(fields.get("bundled"), lambda item: _bundled(reader, item)),
            dependencies=reader.items(
                fields.get("dependencies"), lambda item: _dependency(reader, item)
            ),
        )

    return read_file(text, file, licences)


def _bundled(reader: Reader, node: Node) -> Bundled:
    fields = reader.fields(node, ("what", "spdx", "terms"), ("files",))
    return Bundled(
        where=reader.where(node),
        what=reader.text(fields.get("what")),
        files=reader.maybe_words(fields.get("files")),
        spdx=reader.text(fields.get("spdx")),
        terms=reader.prose(fields.get("terms")),
    )


def _dependency(reader: Reader, node: Node) -> Dependency:
    fields = reader.fields(node, ("name", "spdx"), ("extra",))
    return Dependency(
        name=reader.text(fields.get("name")),
        spdx=reader.text(fields.get("spdx")),
        extra=reader.maybe_text(fields.get("extra")),
    )
