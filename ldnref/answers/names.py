"""What a person typed: medicines, groups and conditions by name or code. Never a guess.

A line of a medication list is read word by word, the longest known name first. What stands beside
a name (strength, form, direction, maker) says nothing; any other word that is not known is
reported, however many of its neighbours were recognised.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ldnref.knowledge.model import KnowledgeBase, Named

#: The longest name, in words.
_PHRASE = 8

#: Longer words are no name, and comparing them takes time.
_LONGEST_NAME = 40

#: How alike two words must be to be near each other, and how far apart in length.
_ALIKE, _APART = 0.8, 2

#: A bare name of another medicine that is shorter than this may be a short form of ours.
_SHORTEST_BARE = 6

#: An ATC or an RxNorm code.
_CODE = re.compile(r"\s*(?:([A-Za-z]\d\d[A-Za-z]{2}\d\d)|rxcui\s*:?\s*(\d+))\s*", re.IGNORECASE)

#: What stands between the words of a name.
_SIGNS = re.compile(r"[^a-z0-9]+")

#: How a numbered product is written: `#3`.
_NUMBERED = re.compile(r"#\s*(?=\d)")

#: A strength or a count: `50mg`, `325`.
_STRENGTH = (
    r"\d+(?:x|mg|mcg|ug|μg|g|kg|ml|l|h|hr|hrs|iu|mmol|micrograms?|milligrams?|units?|tabs?|caps?|st|"
    "nd|rd|th|d|w|am|pm|percent)?"
)

#: What says how much, how often or which number: `50mg`, `q6h`, `no3`.
_AMOUNT = re.compile(rf"{_STRENGTH}|q\d+h|no\d+")

#: A name that stands fast to its amount: `2xTramadol`, `codeine8mg`.
_FAST = re.compile(rf"({_STRENGTH})([a-z]{{3,}}\w*)")
_FAST_AFTER = re.compile(r"([a-z]{3,})(\d\w*)")

#: Where one entry of a line ends and another begins; a denial reaches no further.
_CLAUSES = re.compile(r"[\n\r;,]+")


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
        self.neutral = tuple(map(normalise, base.list_words.neutral))
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
            bare = self._bare(name.split())
            if len(bare) >= _SHORTEST_BARE and name.startswith(bare):
                found.setdefault(bare, substances)
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
        if part := self._known(normalise(line), line):
            return (part,)
        parts = self._clause(line)
        if any(part.denied for part in parts):
            parts = [part for clause in _CLAUSES.split(line) for part in self._clause(clause)]
        if len(parts) == 1:
            return (parts[0]._replace(text=line),)
        return tuple(parts) or (Part(line),)

    def _clause(self, clause: str) -> list[Part]:
        """The parts of one entry of a line, asked about where a word of it denies them."""
        text = f" {normalise(clause)} "
        for phrase in self.neutral:
            text = text.replace(f" {phrase} ", " ")
        words = [word for typed in text.split() for word in self._apart(typed)]
        parts, denied = self._scan(words)
        if not denied and not all(part.recognised for part in parts):
            # A strength may stand in the middle of a name: fentanyl, so much an hour, patch.
            bare = self._bare(words)
            if part := self._known(bare, clause.strip()):
                parts = [part]
        parts = [self._in_form(part, words) for part in parts]
        if denied:
            says = "denied, past or an allergy: is it taken, and when was the last?"
            parts = [p._replace(asks=says, denied=True) if p.named else p for p in parts]
        return parts

    def _apart(self, word: str) -> tuple[str, ...]:
        """A word, or the amount and the name that stand fast together in it."""
        if word in self.known or word in self.questions or self._says_nothing(word):
            return (word,)
        if found := _FAST.fullmatch(word):
            return found.groups()
        found = _FAST_AFTER.fullmatch(word)
        return found.groups() if found and found[1] in self.known else (word,)

    def _in_form(self, part: Part, words: Sequence[str]) -> Part:
        """A part in the form that other words of its entry give it: a patch is no tablet."""
        # A form that belongs to the name itself (a brand called Depot) is already in what it names.
        around = set(words).difference(normalise(part.text).split())
        for forms, of, becomes in self.base.list_words.forms:
            if around.intersection(forms):
                named = dict.fromkeys(
                    self.base.names[becomes]
                    if of in family(self.base.names, one.id)
                    and becomes not in wider(self.base.names, one.id)
                    else one
                    for one in part.named
                )
                part = part._replace(named=tuple(named))
        return part

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
        if coded := self.codes.get(name.upper()):
            return Part(text, coded)
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
            if name in self.exact and name in self.known:
                others = (*words[:at], *words[at + length :])
                if not all(map(self._says_nothing, others)):
                    says = "also a word or a short form: is it this medicine?"
                    return Part(name, (self.known[name],), says, doubtful=True), length
            elif length == 1 and self._says_nothing(name):
                continue
            if part := self._known(name, name):
                return part, length
        return None, 1

    def _bare(self, words: Iterable[str]) -> str:
        """The words that say something, as one name."""
        return " ".join(word for word in words if not self._says_nothing(word))

    def _says_nothing(self, word: str) -> bool:
        return word in self.beside or (word not in self.known and bool(_AMOUNT.fullmatch(word)))

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
        return tuple(dict.fromkeys((*close, *suggested)))


def _is_number_word(words: Sequence[str], at: int) -> bool:
    """Whether `no` is the `No.` of a numbered product."""
    return words[at] == "no" and at + 1 < len(words) and words[at + 1].isdecimal()


def family(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """The ids that what is known of `name` may stand under: its own, wider ones, narrower ones."""
    return frozenset({name}) | wider(names, name) | _narrower(names, name)


def wider(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Ids of what `name` belongs to or holds, and of what these belong to in their turn."""
    return _reached(names, name, lambda named: (*named.within, *named.contains))


def with_wider(names: Mapping[str, Named], found: Iterable[Named]) -> tuple[str, ...]:
    """The ids of what was found and of all that it belongs to or holds, each once."""
    ids = (one for named in found for one in (named.id, *sorted(wider(names, named.id))))
    return tuple(dict.fromkeys(ids))


def _narrower(names: Mapping[str, Named], name: str) -> frozenset[str]:
    """Ids of what belongs to a group or a condition; a medicine has none."""
    if names[name].kind == "medicine":
        return frozenset()
    return frozenset(
        one for one in names if name in _reached(names, one, lambda named: named.within)
    )


def _reached(
    names: Mapping[str, Named], name: str, leads_to: Callable[[Named], Iterable[str]]
) -> frozenset[str]:
    """Every id that `leads_to` comes to from `name`, in however many steps."""
    found, left = set[str](), [*leads_to(names[name])]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(leads_to(names[one]))
    return frozenset(found)
