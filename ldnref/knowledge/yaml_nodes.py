"""YAML as nodes that remember line and column. Knows YAML, and nothing of what the keys mean.

The only module that imports yaml. Nodes are built from events, without recursion, so that
values stay as written (`4.50`, `no`, `1:30`) and no nesting, however deep, exhausts a stack.
"""

from typing import NamedTuple

import yaml

from ldnref.knowledge.model import Problem

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: No knowledge file nests deeper than this; what does is a mistake or an attack.
MAX_DEPTH = 40


class Scalar(NamedTuple):
    """Text, as written."""

    line: int
    column: int
    text: str


class Sequence(NamedTuple):
    """A list of nodes."""

    line: int
    column: int
    items: "list[Node]"


class Mapping(NamedTuple):
    """Keys and values, in the order of the file."""

    line: int
    column: int
    entries: "list[tuple[Scalar, Node]]"


Node = Scalar | Sequence | Mapping


class _TooDeepError(Exception):
    """Nesting beyond MAX_DEPTH."""


def compose(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document; returns its root and every problem, and never raises."""
    problems: list[Problem] = []
    roots: list[Node] = []
    try:
        _build(text, file, roots, problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = (error.problem or error.context or "cannot be read").strip()
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.append(Problem(file, line, column, f"not valid YAML: {said}"))
    except yaml.YAMLError as error:  # a ReaderError has no mark
        position = getattr(error, "position", 0)
        line, column = _line_and_column(text, position)
        code = getattr(error, "character", None)
        shown = f"U+{code:04X}" if isinstance(code, int) else "a character"
        problems.append(Problem(file, line, column, f"{shown} is not allowed in YAML"))
    except UnicodeEncodeError as error:  # half of a surrogate pair
        line, column = _line_and_column(text, error.start)
        problems.append(Problem(file, line, column, "a character that UTF-8 cannot hold"))
    except _TooDeepError as error:
        line, column = error.args
        problems.append(Problem(file, line, column, "nested too deeply"))
    last = text.count("\n") + (not text.endswith("\n")) or 1
    problems = [p if p.line <= last else p._replace(line=last, column=1) for p in problems]
    if not roots and not problems:
        problems.append(Problem(file, 1, 1, "the file is empty"))
    if len(roots) > 1:
        extra = roots[1]
        problems.append(Problem(file, extra.line, extra.column, "only one document a file"))
    return (roots[0] if roots and not problems else None), problems


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


class _Tree:
    """The nodes that are open while the events of a document go by."""

    def __init__(self, file: str, roots: list[Node], problems: list[Problem]) -> None:
        self.file = file
        self.roots = roots
        self.problems = problems
        self.open: list[Sequence | Mapping] = []
        #: The key that waits for its value, one for each open node.
        self.keys: list[Scalar | None] = []

    def say(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.file, node.line, node.column, message))

    def enter(self, node: Node) -> None:
        """Put a node in its place, and open it when it has room for others."""
        if not self.open:
            self.roots.append(node)
        elif isinstance(parent := self.open[-1], Sequence):
            parent.items.append(node)
        elif (key := self.keys[-1]) is not None:
            parent.entries.append((key, node))
            self.keys[-1] = None
        else:
            self.keys[-1] = self.key(parent, node)
        if not isinstance(node, Scalar):
            if len(self.open) >= MAX_DEPTH:
                raise _TooDeepError(node.line, node.column)
            self.open.append(node)
            self.keys.append(None)

    def key(self, parent: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.say(node, "a key must be plain text")
            return Scalar(node.line, node.column, "")
        if any(node.text == known.text for known, _ in parent.entries):
            self.say(node, f"duplicate key {node.text!r}")
        return node

    def leave(self) -> None:
        self.open.pop()
        self.keys.pop()


def _build(text: str, file: str, roots: list[Node], problems: list[Problem]) -> None:
    """Turn events into nodes; what must not be there is a problem, with its place."""
    tree = _Tree(file, roots, problems)
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            tree.leave()
        elif isinstance(event, yaml.NodeEvent):
            node = _node(event)
            if event.anchor is not None:
                mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
                tree.say(node, f"anchors and aliases are not used here: {mark}{event.anchor}")
            elif (tag := getattr(event, "tag", None)) is not None:
                tree.say(node, f"tags are not used here: {tag}")
            tree.enter(node)


def _node(event: yaml.NodeEvent) -> Node:
    mark = event.start_mark
    assert mark is not None  # noqa: S101 - the parser gives every event one; the stubs do not know
    line, column = mark.line + 1, mark.column + 1
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(line, column, [])
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(line, column, [])
    return Scalar(line, column, getattr(event, "value", ""))
