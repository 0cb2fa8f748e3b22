"""What a person typed: medicines, groups and conditions by name or code. Never a guess.

A line of a medication list is read word by word, the longest known name first. What stands beside
a name (strength, form, direction, maker) says nothing; any other word that is not known is
reported, however many of its neighbours were recognised.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ldnref.knowledge.model import KnowledgeBase, Named

#: The longest name, in words.
_PHRASE = 8

#: Longer words are no name, and comparing them takes time.
_LONGEST_NAME = 40

#: How alike two words must be to be near each other, and how far apart in length.
_ALIKE, _APART = 0.8, 2

_CODE = re.compile(r"\s*(?:([A-Za-z]\d\d[A-Za-z]{2}\d\d)|rxcui\s*:?\s*(\d+))\s*", re.IGNORECASE)
_SIGNS = re.compile(r"[^a-z0-9]+")

#: A strength or a count (`50mg`, `325`, `q6h`), and how a numbered product is written (`#3`).
_AMOUNT = re.compile(r"\d\w*|q\d+h")
_NUMBERED = re.compile(r"#\s*(?=\d)")


class Part(NamedTuple):
    """One thing in a line: what it is, or what is to be asked about it."""

    text: str
    #: Everything that it is, or may be.
    named: tuple[Named, ...] = ()
    #: Why it is a question and no finding.
    asks: str | None = None
    #: Names that are near, where it is not recognised.
    near: tuple[Named, ...] = ()
    #: The substances of another medicine, on which nothing is held.
    holds: str | None = None
    #: Whether its line denies it, dates it, or tells of an allergy.
    denied: bool = False
    #: Whether the name is an everyday one, or unverified: never more than a question.
    doubtful: bool = False

    @property
    def recognised(self) -> bool:
        """Whether it is known what this is, beyond question."""
        return self.asks is None and bool(self.named or self.holds is not None)


def normalise(text: str) -> str:
    """Lower case, without accents, signs or punctuation; words with one space between them."""
    if "#" in text:
        text = _NUMBERED.sub(" no ", text)
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def by_name(names: Mapping[str, Named]) -> dict[str, Named]:
    """Everything that has a name, by each name that it goes by, normalised."""
    return {normalise(name): named for named in names.values() for name in names_of(named)}


def names_of(named: Named) -> Iterator[str]:
    """Every name that is this thing; not those that only raise a question."""
    yield from (named.id, named.name, *named.also)
    for _, brands in named.brands:
        yield from brands


class Names:
    """All names, and how to read a line with them. Made once for a question."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.known = by_name(base.names)
        self.exact = frozenset(map(normalise, base.exact))
        self.beside = frozenset(map(normalise, base.list_words.beside))
        self.denials = frozenset(map(normalise, base.list_words.asks))
        self.questions: dict[str, Part] = {}
        for named in base.names.values():
            says = "an everyday or unverified name: which product is it?"
            for name in named.asks:
                self.questions[normalise(name)] = Part("", (named,), says, doubtful=True)
        for one in base.ambiguous:
            meanings = tuple(base.names[name] for name in one.may_be)
            for name in one.names:
                self.questions[normalise(name)] = Part("", meanings, one.says)

    @cached_property
    def codes(self) -> dict[str, tuple[Named, ...]]:
        """What each code stands for."""
        found: dict[str, tuple[Named, ...]] = {}
        for named in self.base.names.values():
            for code in named.codes:
                found[code] = (*found.get(code, ()), named)
        return found

    @cached_property
    def others(self) -> dict[str, str]:
        """The substances of other medicines, by name, and by name without its salt."""
        lines = (line.split("\t") for line in self.base.others.splitlines() if line[:1] != "#")
        found = {line[0]: line[1] for line in lines if len(line) > 1}
        for name, substances in list(found.items()):
            bare = " ".join(word for word in name.split() if not self._says_nothing(word))
            found.setdefault(bare, substances)
        found.pop("", None)
        return found

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.known:
            found.setdefault(name[0], []).append(name)
        return found

    def read(self, line: str) -> tuple[Part, ...]:
        """Everything in a line, in its order; never empty, and nothing in it is passed over."""
        if code := _CODE.fullmatch(line):
            wanted = code[1].upper() if code[1] else f"rxcui:{code[2]}"
            return (Part(line, self.codes.get(wanted, ())),)
        words = normalise(line).split()
        if part := self._known(" ".join(words), line):
            return (part,)
        parts, denied = self._scan(words)
        if not denied and not all(part.recognised for part in parts):
            # A strength may stand in the middle of a name: fentanyl, so much an hour, patch.
            bare = " ".join(word for word in words if not self._says_nothing(word))
            if part := self._known(bare, line):
                return (part,)
        if denied:
            says = "denied, past or an allergy: is it taken, and when was the last?"
            parts = [p._replace(asks=says, denied=True) if p.named else p for p in parts]
        if len(parts) == 1:
            return (parts[0]._replace(text=line),)
        return tuple(parts) or (Part(line),)

    def _known(self, name: str, text: str) -> Part | None:
        """What a whole name is, or what is to be asked about it."""
        if name in self.questions:
            question = self.questions[name]._replace(text=text)
            # A medicine's own name in it, as a whole word, settles what the product is.
            clear = tuple(self.known[word] for word in name.split() if word in self.known)
            settled = tuple(one for one in clear if one in question.named)
            return Part(text, settled) if settled else question
        if name in self.known:
            return Part(text, (self.known[name],))
        if name in self.others:
            return Part(text, holds=self.others[name])
        return None

    def _scan(self, words: Sequence[str]) -> tuple[list[Part], bool]:
        """The parts of a line, the longest name first, and whether a word denies them."""
        parts: list[Part] = []
        denied = False
        at = 0
        while at < len(words):
            part, length = self._longest(words, at)
            word = words[at]
            if length == 1 and word in self.denials and not _is_number_word(words, at):
                denied = True
            elif part is not None:
                parts.append(part)
            elif not self._says_nothing(word):
                parts.append(Part(word, near=self._near(word)))
            at += length
        return parts, denied

    def _longest(self, words: Sequence[str], at: int) -> tuple[Part | None, int]:
        """The longest name that begins here, and how many words it takes."""
        for length in range(min(_PHRASE, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            if name in self.exact:
                others = (*words[:at], *words[at + length :])
                if not all(map(self._says_nothing, others)):
                    continue
            elif length == 1 and self._says_nothing(name):
                continue
            if part := self._known(name, name):
                return part, length
        return None, 1

    def _says_nothing(self, word: str) -> bool:
        amount = _AMOUNT.fullmatch(word) is not None and word not in self.known
        return amount or word in self.beside

    def _near(self, word: str) -> tuple[Named, ...]:
        """Names that are really near, and what a part of the word suggests."""
        if len(word) > _LONGEST_NAME:
            return ()
        from difflib import get_close_matches  # noqa: PLC0415 - only for what is not recognised

        alike = [
            name
            for name in self._by_beginning.get(word[:1], ())
            if abs(len(name) - len(word)) <= _APART
        ]
        close = [self.known[name] for name in get_close_matches(word, alike, n=3, cutoff=_ALIKE)]
        suggested = (
            self.base.names[to] for holds, to in self.base.list_words.parts if holds in word
        )
        return tuple({named.id: named for named in (*close, *suggested)}.values())


def _is_number_word(words: Sequence[str], at: int) -> bool:
    """Whether `no` is the `No.` of a numbered product."""
    return words[at] == "no" and at + 1 < len(words) and words[at + 1].isdecimal()


def family(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """The ids that what is known of `name` may stand under: its own, wider ones, narrower ones."""
    return frozenset({name}) | wider(names, name) | _narrower(names, name)


def wider(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Ids of what `name` belongs to or holds, and of what these belong to in their turn."""
    found, left = set[str](), [*names[name].within, *names[name].contains]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend((*names[one].within, *names[one].contains))
    return frozenset(found)


def _narrower(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Ids of what belongs to a group or a condition; a medicine has none."""
    if names[name].kind == "medicine":
        return frozenset()
    return frozenset(
        other for other, named in names.items() if named.within and name in _groups(names, other)
    )


def _groups(names: Mapping[str, Named], name: str) -> frozenset[str]:
    found, left = set[str](), [*names[name].within]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(names[one].within)
    return frozenset(found)
