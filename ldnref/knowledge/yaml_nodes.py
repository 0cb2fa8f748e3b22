"""YAML as nodes that remember line and column. Knows YAML, and nothing of what the keys mean.

The only module that imports yaml. Nodes are built from events, without recursion, so that
values stay as written (`4.50`, `no`, `1:30`) and no nesting, however deep, exhausts a stack.
"""

from collections.abc import Callable, Iterable
from typing import Any

import yaml

from ldnref.knowledge.model_sources import Problem
from ldnref.tuples import NamedTuple

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

#: No knowledge file nests deeper than this; what does is a mistake or an attack.
MAX_DEPTH = 40


class Scalar(NamedTuple):
    """Text, as written."""

    line: int
    column: int
    text: str


class ListNode(NamedTuple):
    """A list of nodes."""

    line: int
    column: int
    items: "list[Node]"


class MapNode(NamedTuple):
    """Keys and values, in the order of the file."""

    line: int
    column: int
    entries: "list[tuple[Scalar, Node]]"


Node = Scalar | ListNode | MapNode


class _TooDeepError(Exception):
    """Nesting beyond MAX_DEPTH."""


def compose(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document; returns its root and every problem, and never raises."""
    problems: list[Problem] = []
    roots: list[Node] = []
    try:
        _build(text, file, roots, problems)
    except (yaml.YAMLError, UnicodeEncodeError, _TooDeepError) as error:
        problems.append(_explained(error, text, file))
    last = text.count("\n") + (not text.endswith("\n")) or 1
    problems = [p if p.line <= last else p._replace(line=last, column=1) for p in problems]
    if not roots and not problems:
        problems.append(Problem(file, 1, 1, "the file is empty"))
    if len(roots) > 1:
        extra = roots[1]
        problems.append(Problem(file, extra.line, extra.column, "only one document a file"))
    return (roots[0] if roots and not problems else None), problems


#: What YAML says of a colon in a text, and what mends it.
_COLON = "mapping values are not allowed"
_QUOTED = ": put a text with a colon in quotation marks"


def _explained(error: Exception, text: str, file: str) -> Problem:
    """Why a document cannot be read, and where."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = (error.problem or error.context or "cannot be read").strip()
        cure = _QUOTED if said.startswith(_COLON) else ""
        return Problem(file, line, column, f"not valid YAML: {said}{cure}")
    if isinstance(error, _TooDeepError):
        line, column = error.args
        return Problem(file, line, column, "nested too deeply")
    if isinstance(error, UnicodeEncodeError):  # half of a surrogate pair
        line, column = _line_and_column(text, error.start)
        return Problem(file, line, column, "a character that UTF-8 cannot hold")
    # A ReaderError: it has no mark.
    line, column = _line_and_column(text, getattr(error, "position", 0))
    code = getattr(error, "character", None)
    shown = f"U+{code:04X}" if isinstance(code, int) else "a character"
    return Problem(file, line, column, f"{shown} is not allowed in YAML")


class _Dumper(_SafeDumper):  # type: ignore[misc] # with C or without, as the machine has it
    """Writes the same value twice where it stands twice: `compose` reads no aliases."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def dump(values: object) -> str:
    """Plain values as one YAML document; half of a surrogate pair may raise UnicodeEncodeError."""
    text: str = yaml.dump(
        values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000_000
    )
    return text


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def _build(  # noqa: C901, PLR0912 - one loop is a third faster than a class with a method a step
    text: str, file: str, roots: list[Node], problems: list[Problem]
) -> None:
    """Turn events into nodes; what must not be there is a problem, with its place.

    One plain loop: it runs once for every word of every file at each start.
    """
    parent: ListNode | MapNode | None = None
    key: Scalar | None = None  # of a mapping: the key that waits for its value
    above: list[tuple[ListNode | MapNode | None, Scalar | None]] = []

    def say(node: Node, message: str) -> None:
        problems.append(Problem(file, node.line, node.column, message))

    events: Iterable[Any] = yaml.parse(text, Loader=_Loader)
    for event in events:
        kind = type(event)
        node: Node
        if kind in _ENDS:
            parent, key = above.pop()
            continue
        if kind not in _STARTS:
            continue
        mark = event.start_mark
        if kind is yaml.ScalarEvent:
            node = Scalar(mark.line + 1, mark.column + 1, event.value)
        elif kind is yaml.AliasEvent:
            node = Scalar(mark.line + 1, mark.column + 1, "")
        else:
            new = MapNode if kind is yaml.MappingStartEvent else ListNode
            node = new(mark.line + 1, mark.column + 1, [])
        if event.anchor is not None:
            sign = "*" if kind is yaml.AliasEvent else "&"
            say(node, f"anchors and aliases are not used here: {sign}{event.anchor}")
        elif event.tag is not None:
            say(node, f"tags are not used here: {event.tag}")
        if key is not None:
            parent.entries.append((key, node))  # type: ignore[union-attr] # keys are of mappings
            key = None
        elif parent is None:
            roots.append(node)
        elif isinstance(parent, ListNode):
            parent.items.append(node)
        else:
            key = _key(parent, node, say)
        if not isinstance(node, Scalar):
            if len(above) >= MAX_DEPTH:
                raise _TooDeepError(node.line, node.column)
            above.append((parent, key))
            parent, key = node, None


_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})
_STARTS = frozenset(
    {yaml.ScalarEvent, yaml.AliasEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent}
)


def _key(parent: MapNode, node: Node, say: Callable[[Node, str], None]) -> Scalar:
    if not isinstance(node, Scalar):
        say(node, "a key must be plain text")
        return Scalar(node.line, node.column, "")
    for known, _ in parent.entries:
        if known.text == node.text:
            say(node, f"duplicate key {node.text!r}")
    return node
