"""The plain line, read at once: names of one meaning, unknown words, and words that say nothing.

Most lines of a list are plain. Whatever else stands in one (a question, a measure, a word of time
or of denial, a form that changes a medicine) leaves it to the long way of `line`, with which this
way agrees: a test reads every line of the questions both ways.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import bare, normalise
from ldnref.answers.named.part import Part
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_names import Named

_TOKEN = pattern(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+")

#: A strength or a count; four figures together may be a year of these centuries.
_FIGURE = pattern(
    r"\d{1,3}(?:[.,]\d{1,3})?|(?!19|20|21)\d{4}|\d{5}|\d{1,6}(?:[.,]\d{1,3})?"
    r"(?:mg|mcg|g|ml|l|iu|u|mm|cm|mmol|meq|units?|tabs?|caps?|micrograms?)"
)

#: Signs that ask, answer, number or part, and addresses: read the long way.
_LONG_WAY = pattern(r"[?;:#=|<>\[\]\n\r→]|(?:^|\W)(?:rx|ndc|atc|sno|sct|dm\+?d|icd)")

#: Where a name does not run on.
_CLAUSE = pattern(r"[,\u2013\u2014]|\s-|-\s|\.\s")
_HYPHENS = ("-", "\u2010", "\u2011")
_LONGEST = 300
_ONE = (1,)
_YEAR = 4

#: What a phrase of the tables is: nothing, or a reason to read the line the long way; else a
#: thing, or the substances of another medicine.
_SILENT, _LONG = 0, 1
Meaning = int | str | Named


class _Word(NamedTuple):
    word: str
    start: int
    end: int


def _word(found: re.Match[str]) -> _Word:
    """A word as it is compared: a figure with a point is two."""
    typed = found[0]
    if typed[0].isdecimal():
        typed = typed.replace(".", " ").replace(",", " ")
    return _Word(typed, found.start(), found.end())


class Plain:
    """What is read at once, by its words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.known, self.others = lexicon.known.whole(), lexicon.others.whole()
        self.lengths = lexicon.lengths.whole()
        self.held = dict(_phrases(lexicon))
        changed = {form.of for form in lexicon.base.list_words.forms}
        names = lexicon.base.names
        #: Ids of what a form changes; words that tell a form, a time, a measure.
        self.changed = {i for i in names if changed & {i, *wider(names, i)}}
        self.forms = {word for phrase in lexicon.forms for word in phrase.split()}
        spoken = (*lexicon.moments, *lexicon.months, *lexicon.ago)
        self.timed = {word for phrase in spoken for word in phrase.split()}
        self.measured = {phrase.split()[-1] for phrase in lexicon.measures}

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Plain":
        """The one of a lexicon, made when it is first asked for."""
        if not isinstance(lexicon.plain, cls):
            lexicon.plain = cls(lexicon)
        return lexicon.plain

    def read(self, line: str) -> tuple[Part, ...] | None:
        """The parts of a plain line; None where it has to be read the long way."""
        text = bare(line)
        if len(text) > _LONGEST or _LONG_WAY.search(text):
            return None
        if (whole := self._whole(normalise(text))) is not None:
            return None if whole.unread else (whole._replace(text=line),)
        words = [_word(one) for one in _TOKEN.finditer(text)]
        parts = self._parts(text, words)
        if not parts or (len(parts) > 1 and not self._apart(parts)):
            return None
        unknown = any(part.holds is None and not part.named for part in parts)
        if unknown and not self._nobodys(text, words):
            return None
        return (parts[0]._replace(text=line),) if len(parts) == 1 else tuple(parts)

    def _whole(self, name: str) -> Part | None:
        """A line that is one name: what it is; unread where it wants the long way."""
        if name in self.lexicon.questions:
            return Part(name, unread=True)
        one = self.known.get(name)
        if one is None and name not in self.others:
            return None
        words = name.split()
        told = any(w in self.timed or (len(w) == _YEAR and w.isdecimal()) for w in words)
        if told or (one is not None and one.kind == "condition") or words[-1] in self.measured:
            return Part(name, unread=True)
        return Part("", (one,)) if one is not None else Part("", holds=self.others[name])

    def _parts(self, text: str, words: Sequence[_Word]) -> list[Part]:
        """The parts of a line; none where one of them wants the long way."""
        parts: list[Part] = []
        at = 0
        while at < len(words):
            length, part = self._held(text, words, at)
            word = words[at].word
            if part == _LONG:
                return []
            if part is None and word.isalpha():
                parts.append(Part(word, near=self.lexicon.near(word)))
            elif part is None and not _FIGURE.fullmatch(text, words[at].start, words[at].end):
                return []  # a code, or a name with its figure
            elif isinstance(part, Named):
                if part.id in self.changed and self._formed(words):
                    return []
                parts.append(Part(text[words[at].start : words[at + length - 1].end], (part,)))
            elif isinstance(part, str):
                typed = text[words[at].start : words[at + length - 1].end]
                parts.append(Part(typed, holds=part))
            at += length
        return parts

    def _formed(self, words: Sequence[_Word]) -> bool:
        """Whether a word tells a form, which may change a medicine."""
        return any(one.word in self.forms for one in words)

    def _held(self, text: str, words: Sequence[_Word], at: int) -> tuple[int, Meaning | None]:
        """The longest phrase that begins at a word: its length, and what it is."""
        for length in self.lengths.get(words[at].word, _ONE):
            run = words[at : at + length]
            if len(run) < length:
                continue
            part = self.held.get(" ".join([one.word for one in run]))
            if part is not None:
                if length > 1 and _CLAUSE.search(text[run[0].start : run[-1].end]):
                    return length, _LONG
                return length, part
        return 1, self.held.get(words[at].word)

    def _apart(self, parts: Sequence[Part]) -> bool:
        """Whether no two of the parts make a combination or a denial of one another."""
        ids = frozenset(one.id for part in parts for one in part.named)
        return len(ids) < 2 or ids not in self.lexicon.combinations  # noqa: PLR2004 - a pair

    def _nobodys(self, text: str, words: Sequence[_Word]) -> bool:
        """Whether an unknown word is no half of a name: over a hyphen, or over a strength."""
        for one, other in pairwise(words):
            if text[one.end : other.start] in _HYPHENS or _CLAUSE.search(
                text[one.end : other.start]
            ):
                return False
        return self.lexicon.without_beside(one.word for one in words) not in self.held


def _phrases(lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    """Every phrase that means something, and what it is here; the later wins, as in `scan`."""
    counted = {name for amount in lexicon.base.measures.amounts for name in amount.of}
    for word in (*lexicon.forms, *lexicon.numbers):
        yield word, _LONG if " " in word else _SILENT
    for name, substances in lexicon.others.whole().items():
        yield name, substances
    for name, one in lexicon.known.whole().items():
        long = one.kind == "condition" or one.id in counted or bool(one.hides)
        yield name, _LONG if long else one
    for phrase in (*lexicon.everyday, *lexicon.questions, *lexicon.alone):
        yield phrase, _LONG
    for word in (*lexicon.beside, *lexicon.frequencies):
        yield word, _SILENT
    spoken: tuple[Iterable[str], ...] = (
        lexicon.exact,
        lexicon.everyday,
        lexicon.roles,
        lexicon.moments,
        lexicon.harmless,
        lexicon.neutral,
    )
    measured: tuple[Iterable[str], ...] = (
        lexicon.measures,
        lexicon.after,
        lexicon.last,
        lexicon.compared,
    )
    for phrases in (*spoken, *measured, lexicon.months, lexicon.ago, lexicon.made_for):
        for phrase in phrases:
            yield phrase, _LONG
