"""Values out of nodes: texts, lists, choices, days, numbers, times. Knows no knowledge file.

Problems are collected, with their places; a value that could not be read is empty, and is not to
be used.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar
from unicodedata import category

from ldnref.knowledge.model_sources import Problem, Where
from ldnref.knowledge.model_statements import Interval
from ldnref.knowledge.yaml_nodes import ListNode, MapNode, Node, Scalar

T = TypeVar("T")

#: Control and format characters, and ends of lines and paragraphs.
_HIDDEN = ("Cc", "Cf", "Zl", "Zp")

#: Values of YAML that stand where words were forgotten.
_NO_PROSE = ("null", "~", "none", "true", "false", "yes", "no", "on", "off")


def _did_you_mean(key: str, known: tuple[str, ...]) -> str:
    """The known key that it is like, and all that are known."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near = get_close_matches(key[:40], known, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return f"{meant}known: {', '.join(known)}"


#: Days in the units that a time is written in.
_DAYS = {"d": 1, "w": 7}


def span(text: str) -> Interval | None:
    """A time as `14d`, `2w` or `7d-14d`; None when it is none of these."""
    days = [
        int(part[:-1]) * _DAYS[part[-1]]
        for part in text.split("-")
        if part[:-1].isdecimal() and part[-1] in _DAYS
    ]
    if len(days) != text.count("-") + 1 or days != sorted(days):
        return None
    return Interval(days[0], days[-1])


class Reader:
    """Reads the nodes of one file and collects what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def say(self, node: Node, message: str) -> None:
        """Note a problem, at the node that it is about."""
        self.problems.append(Problem(self.file, node.line, node.column, message))

    def where(self, node: Node) -> Where:
        """The place of a node."""
        return Where(self.file, node.line, node.column)

    def fields(
        self, node: Node, needed: tuple[str, ...], allowed: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """The values of a mapping by key, less those that are not known; says what is missing."""
        known = (*needed, *allowed)
        found: dict[str, Node] = {}
        if not isinstance(node, MapNode):
            self.say(node, f"expected keys and values: {', '.join(known)}")
            return found
        for key, value in node.entries:
            if key.text in known:
                found[key.text] = value
            elif " " in key.text:  # `{says: adults, 18 to 75}`
                self.say(
                    key, f"unknown key {key.text!r}; put a text with a comma in quotation marks"
                )
            else:
                self.say(key, f"unknown key {key.text!r}; {_did_you_mean(key.text, known)}")
        for key_text in needed:
            if key_text not in found:
                self.say(node, f"missing key {key_text!r}")
        return found

    def text(self, node: Node | None) -> str:
        """Text on one line; empty text is a problem."""
        if node is None:  # missing, and said so
            return ""
        if not isinstance(node, Scalar):
            self.say(node, "expected text")
            return ""
        text = " ".join(node.text.split())
        if not text:
            self.say(node, "empty value")
        elif not node.text.isprintable():
            self._say_hidden(node)
        return text

    def prose(self, node: Node | None) -> str:
        """Text for people: words, not a number, and none that YAML takes for another value."""
        text = self.text(node)
        if node is not None and text:
            if text.casefold() in _NO_PROSE:
                self.say(node, f"{text!r} is no text; leave the key out, or write words")
            elif not any(map(str.isalpha, text)):
                self.say(node, f"{text!r} has no word in it")
        return text

    def maybe_prose(self, node: Node | None) -> str | None:
        """Text for people, or None where the key is absent."""
        return None if node is None else self.prose(node)

    def _say_hidden(self, node: Scalar) -> None:
        """Refuse what a screen would obey, or nobody can see; folded lines are neither."""
        for character in node.text:
            if character != "\n" and category(character) in _HIDDEN:
                code = f"U+{ord(character):04X}"
                self.say(node, f"holds the hidden character {code}: take it out")
                return

    def maybe_text(self, node: Node | None) -> str | None:
        """Text, or None where the key is absent."""
        return None if node is None else self.text(node)

    def items(self, node: Node | None, read: Callable[[Node], T]) -> tuple[T, ...]:
        """A list, each item read by `read`; an empty one is a problem."""
        if node is None:
            return ()
        if not isinstance(node, ListNode):
            self.say(node, "expected a list")
            return ()
        if not node.items:
            self.say(node, "empty list")
        return tuple(read(item) for item in node.items)

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts."""
        return self.items(node, self.text)

    def words(self, node: Node | None) -> tuple[str, ...]:
        """Names written on one line, with semicolons between them: quick to read."""
        if isinstance(node, ListNode):
            self.say(node, "expected text on one line, with semicolons between")
            return ()
        return tuple(word.strip() for word in self.text(node).split(";") if word.strip())

    def maybe_words(self, node: Node | None) -> tuple[str, ...]:
        """Names on one line, or none where the key is absent."""
        return () if node is None else self.words(node)

    def choice(self, node: Node | None, choices: tuple[str, ...]) -> str:
        """One of the choices."""
        text = self.text(node)
        if text and text not in choices and node is not None:
            self.say(node, f"{text!r} is none of: {', '.join(choices)}")
        return text

    def maybe_choice(self, node: Node | None, choices: tuple[str, ...]) -> str | None:
        """One of the choices, or None where the key is absent."""
        return None if node is None else self.choice(node, choices)

    def yes_or_no(self, node: Node | None) -> bool:
        """`true` or `false`; absent is false."""
        return node is not None and self.choice(node, ("true", "false")) == "true"

    def day(self, node: Node | None) -> date:
        """A date as 2026-11-22."""
        text = self.text(node)
        try:
            return date.fromisoformat(text)
        except ValueError:
            if text and node is not None:
                self.say(node, f"{text!r} is not a date as 2026-11-22")
            return date.min

    def number(self, node: Node | None) -> Decimal | None:
        """A number as it is written, or None where the key is absent."""
        if node is None:
            return None
        text = self.text(node)
        if text and text.replace(".", "", 1).isdecimal() and text.isascii():
            return Decimal(text)
        if text:
            self.say(node, f"{text!r} is not a number as 4.5")
        return None

    def span(self, node: Node | None) -> Interval | None:
        """`2w`, `14d` or `7d-14d`, in days."""
        if node is None:
            return None
        text = self.text(node)
        found = span(text)
        if found is None and text:
            self.say(node, f"{text!r} is not a time as 14d, 2w or 7d-14d")
        return found

    def days(self, node: Node | None) -> int | None:
        """One time as `14d` or `2w`, in days, or None where the key is absent."""
        found = self.span(node)
        if found is not None and found.low != found.high and node is not None:
            self.say(node, "one time is meant, and no range")
        return None if found is None else found.high
