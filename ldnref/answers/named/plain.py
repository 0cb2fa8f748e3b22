"""The plain line, read at once: names of one meaning, unknown words, and words that say nothing.

Most lines of a list are plain. Whatever else stands in one (a question, a measure, a word of time
or of denial) leaves it to the long way of `line`, with which this way agrees: a test reads every
line of the questions both ways, and lines made of everything that is held.
"""

from collections.abc import Sequence
from itertools import pairwise

from ldnref.answers.named import graded
from ldnref.answers.named.effects import complains
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.narrowing import in_form, tells_form
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.plain_figures import dated, figured, timed
from ldnref.answers.named.plain_line import (
    COMPLAINT,
    FORM,
    JOINED,
    TIMED,
    Line,
    ends_clause,
    hyphened,
    in_first_clause,
    in_words,
    places,
)
from ldnref.answers.named.plain_words import (
    PlainMeaning,
    ends_with_measure,
    kinds,
    meanings,
    words_of,
)
from ldnref.answers.named.tokens import HYPHENS
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_names import Named

#: A strength or a count.
_FIGURE = pattern(
    r"\d{1,3}(?:[.,]\d{1,3})?|\d{4,5}|\d{1,6}(?:[.,]\d{1,3})?"
    r"(?:mg|mcg|g|ml|l|iu|u|mm|cm|mmol|meq|units?|tabs?|caps?|micrograms?)"
)

#: The stroke of a strength: `5mg/5ml`.
_PER = pattern(r"(?<=\d)(?:mg|mcg|g|ml)?/(?=\d)")

#: A word that is not known.
_UNKNOWN = ""

#: A figure that is no longer is a strength or a count.
_SHORT = 5

#: Where what was found begins and ends, in words, and what it is.
Found = tuple[int, int, str | Named]


class Plain:
    """What is read at once, by its words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        lexicon.open()
        self.known, self.others = lexicon.known.whole(), lexicon.others.whole()
        self.lengths = lexicon.lengths.whole()
        self.held: dict[str, PlainMeaning] = meanings(lexicon)
        changed = {form.of for form in lexicon.base.list_words.forms}
        kept = {group for one in lexicon.base.list_words.purposes for group in one.of}
        names = lexicon.base.names
        #: Ids of what a form changes.
        above = {i: {i, *wider(names, i)} for i in names}
        self.changed = {i for i in names if not changed.isdisjoint(above[i])}
        #: Ids of what is kept against something: what stands behind one may be why it is.
        self.kept = {i for i in names if not kept.isdisjoint(above[i])}
        #: Words of phrases that say nothing only together.
        self.joined = words_of(phrase for phrase in lexicon.beside if " " in phrase)
        #: What each word is a word of.
        self.kinds = kinds(lexicon, self.joined)
        #: Words that change nothing of a name that has to be typed exactly.
        self.quiet = {*lexicon.beside, *lexicon.forms, *lexicon.numbers}.difference(
            lexicon.everyday
        )
        #: The combinations that a thing is a part of.
        self.combined: dict[str, list[frozenset[str]]] = {}
        for ids in lexicon.combinations:
            for one in ids:
                self.combined.setdefault(one, []).append(ids)

    def read(self, line: str) -> tuple[Part, ...] | None:
        """The parts of a plain line; None where it has to be read the long way."""
        words = in_words(line, self.kinds)
        if words is None or (words.kinds & TIMED and timed(self.lexicon, words)):
            return None
        if words.figured and dated(words.text, words.tokens):
            return None
        name = " ".join(words.words)
        if name in self.held and (
            name in self.known or name in self.others or name in self.lexicon.questions
        ):
            return self._whole(line, name)
        found = self._found(words)
        if not found or not self._certain(words, found):
            return None
        if len(found) == 1:
            return self._alone(words, found[0])
        at = places(words.text)
        return tuple(
            self._part(words.text[at[start][0] : at[end - 1][1]], one) for start, end, one in found
        )

    def _whole(self, line: str, name: str) -> tuple[Part, ...] | None:
        """A line that is one name: what it is; None where it wants the long way."""
        if name in self.lexicon.questions or ends_with_measure(self.lexicon, name):
            return None
        part = graded.named(self.lexicon, name, line)
        return None if part is None else (part,)

    def _part(self, typed: str, one: str | Named) -> Part:
        if one is _UNKNOWN:
            return Part(typed, near=self.lexicon.near(typed))
        return Part(typed, holds=one) if isinstance(one, str) else Part(typed, (one,))

    def _found(self, line: Line) -> list[Found]:
        """What stands in a line; nothing where one of its words wants the long way."""
        found: list[Found] = []
        words = line.words
        at, count, runs = 0, len(words), False
        held, lengths = self.held, self.lengths
        while at < count:
            word = words[at]
            end, one = at + 1, held.get(word)
            for length in lengths.get(word, ()):  # the longest phrase that begins here
                if at + length <= count:
                    phrase = held.get(" ".join(words[at : at + length]))
                    if phrase is not None:
                        end, one = at + length, phrase
                        runs = runs or length > 1
                        break
            if one is True:
                return []
            if one is None:
                if word.isalpha():
                    found.append((at, end, _UNKNOWN))
                elif not (word.isdecimal() and len(word) <= _SHORT) and not _FIGURE.fullmatch(
                    line.tokens[at]
                ):
                    return []  # a code, or a name with its figure
            elif one is not False:
                found.append((at, end, one))
            at = end
        return [] if runs and (self._parted(line) or figured(self.lexicon, line)) else found

    def _parted(self, line: Line) -> bool:
        """Whether a clause may end inside a phrase: some phrase would run over its end."""
        signs, words = line.signs, line.words
        if not ends_clause(signs):
            return False
        ends = [
            at
            for at, (one, other) in enumerate(pairwise(places(signs)), 1)
            if ends_clause(signs[one[1] : other[0]])
        ]
        return any(
            at < end < at + length and " ".join(words[at : at + length]) in self.held
            for end in ends
            for at in range(max(end - PHRASE, 0), end)
            for length in self.lengths.get(words[at], ())
        )

    def _certain(self, line: Line, found: Sequence[Found]) -> bool:
        """Whether nothing in a line changes what stands beside it."""
        signs, words = line.signs, line.words
        if line.kinds & COMPLAINT and complains(self.lexicon, words):
            things = [one for _, _, one in found if isinstance(one, Named)]
            if any(one.kind != "condition" for one in things):
                return False  # `codeine (itch)`, `itch with codeine`
        if hyphened(signs) and self._halves(signs, words):
            return False
        if _UNKNOWN in [one for _, _, one in found] and not self._nobodys(line, found):
            return False
        if len(found) == 1:
            return True
        # A name may run over its strengths: `perindopril 5 mg + amlodipine 5 mg`.
        signed = "+" in signs or "/" in _PER.sub("", signs)
        ids = {one.id for _, _, one in found if isinstance(one, Named)}
        whole = len(ids) > 1 and any(ids >= each for i in ids for each in self.combined.get(i, ()))
        if signed or whole or not self.kept.isdisjoint(ids):
            return False
        return not self._formed(line, ids) and not any(
            isinstance(one, Named)
            and (one.hides or " ".join(words[start:end]) in self.lexicon.exact)
            for start, end, one in found
        )

    def _alone(self, line: Line, found: Found) -> tuple[Part, ...] | None:
        """The only thing of a line, in the form that the words beside it tell."""
        start, end, one = found
        words = line.words
        if one is _UNKNOWN:
            return (Part(line.typed, near=self.lexicon.near(words[start])),)
        part = self._part(line.typed, one)
        if not isinstance(one, Named):
            return (part,)
        if " ".join(words[start:end]) in self.lexicon.exact and not all(
            word in self.quiet or word[0].isdecimal() for word in (*words[:start], *words[end:])
        ):
            return None
        if not self._formed(line, {one.id}):
            return (part,)
        if ends_clause(line.signs) and not in_first_clause(line, end):
            return None
        piece = in_form(self.lexicon, words, Piece(start, end, 0, 0, part))
        return (piece.part,) if piece.part is not None else None

    def _formed(self, line: Line, ids: set[str]) -> bool:
        """Whether words tell a form, and one of these things has forms."""
        told = line.kinds & FORM and not self.changed.isdisjoint(ids)
        return bool(told) and tells_form(self.lexicon, line.words)

    def _halves(self, signs: str, words: Sequence[str]) -> bool:
        """Whether words that a hyphen parts make a name together: `nal-buphine`."""
        fast = [signs[one[1] : other[0]] in HYPHENS for one, other in pairwise(places(signs))]
        for at in range(len(fast)):
            end = at
            while end < len(fast) and end + 1 < at + PHRASE and fast[end]:
                end += 1
                if "".join(words[at : end + 1]) in self.held:
                    return True
        return False

    def _nobodys(self, line: Line, found: Sequence[Found]) -> bool:
        """Whether an unknown word is no half of a name, and behind no title: `dr Foobarol`."""
        signs, words = line.signs, line.words
        if hyphened(signs) or any(word in self.lexicon.grammar.titles for word in words):
            return False
        if any(len(one) == 1 and one.isalpha() and two.isdecimal() for one, two in pairwise(words)):
            return False  # a letter of an amount: `P 30 mg`
        if line.kinds & JOINED and any(
            one is _UNKNOWN and words[at] in self.joined for at, _, one in found
        ):
            phrases, beside = self.lexicon.phrases, self.lexicon.beside
            lengths = ((at, n) for at, word in enumerate(words) for n in phrases.get(word, ()))
            if any(
                at + n <= len(words) and " ".join(words[at : at + n]) in beside for at, n in lengths
            ):
                return False
        return self.lexicon.without_beside(words) not in self.held
