"""The plain line, read at once: names of one meaning, unknown words, and words that say nothing.

Most lines of a list are plain. Whatever else stands in one (a question, a measure, a word of time
or of denial) leaves it to the long way of `line`, with which this way agrees: a test reads every
line of the questions both ways, and lines made of everything that is held.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ldnref.answers.named.effects import complains
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.narrowing import in_form
from ldnref.answers.named.normalise import bare
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.plain_figures import dated
from ldnref.answers.named.plain_words import PlainMeaning, meanings
from ldnref.answers.named.times import told
from ldnref.answers.named.tokens import HYPHENS, cut, mixed
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_names import Named

_TOKEN = pattern(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+")

#: A strength or a count.
_FIGURE = pattern(
    r"\d{1,3}(?:[.,]\d{1,3})?|\d{4,5}|\d{1,6}(?:[.,]\d{1,3})?"
    r"(?:mg|mcg|g|ml|l|iu|u|mm|cm|mmol|meq|units?|tabs?|caps?|micrograms?)"
)

#: Signs that ask, answer, number or part: read the long way.
_SIGNS = pattern(r"[?;:#=|<>\[\]\n\r→]")

_DIGIT = pattern(r"\d")
#: Where a name does not run on.
_CLAUSE = pattern(r"[,\u2013\u2014]|\s-|-\s|\.(?!\d)|(?<!\d)\.")
_HYPHENED = pattern(r"[^\W_][-\u2010\u2011][^\W_]")
_LONGEST = 300

#: A word that is not known.
_UNKNOWN = ""

#: Where what was found begins and ends, in words, and what it is.
Found = tuple[int, int, str | Named]


class Plain:
    """What is read at once, by its words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.known, self.others = lexicon.known.whole(), lexicon.others.whole()
        self.lengths = lexicon.lengths.whole()
        self.held: dict[str, PlainMeaning] = meanings(lexicon)
        changed = {form.of for form in lexicon.base.list_words.forms}
        kept = {group for one in lexicon.base.list_words.purposes for group in one.of}
        names = lexicon.base.names
        #: Ids of what a form changes; words of forms, of times, of measures, of complaints.
        above = {i: {i, *wider(names, i)} for i in names}
        self.changed = {i for i in names if not changed.isdisjoint(above[i])}
        #: Ids of what is kept against something: what stands behind one may be why it is.
        self.kept = {i for i in names if not kept.isdisjoint(above[i])}
        self.forms = lexicon.formed
        self.timed = lexicon.timed
        self.measured = {phrase.split()[-1] for phrase in lexicon.measures}
        self.symptoms = _words(lexicon.symptoms)
        #: Words of phrases that say nothing only together.
        self.joined = _words(phrase for phrase in lexicon.beside if " " in phrase)
        self.quiet = {*lexicon.beside, *lexicon.forms, *lexicon.numbers}
        #: The combinations of which a thing is a part.
        self.combined: dict[str, list[frozenset[str]]] = {}
        for ids in lexicon.combinations:
            for one in ids:
                self.combined.setdefault(one, []).append(ids)

    def read(self, line: str) -> tuple[Part, ...] | None:
        """The parts of a plain line; None where it has to be read the long way."""
        text = bare(line)
        run = text.replace(" ", "")
        figured = not run.isalpha() and _DIGIT.search(text) is not None
        # Where a line is but words and whole figures, no sign is looked for again.
        signs = "" if run.isalnum() and run.isascii() else text
        if len(text) > _LONGEST or (signs and _SIGNS.search(signs)):
            return None
        typed = _TOKEN.findall(text) if signs else text.split()
        words = typed
        if "." in signs or "," in signs:  # a figure with a point is two words
            words = [word.replace(".", " ").replace(",", " ") for word in typed]
        timed = not self.timed.isdisjoint(words) and self._timed(words, figured=figured)
        if timed or (figured and dated(text, typed)):
            return None
        name = " ".join(words)
        if name in self.known or name in self.others or name in self.lexicon.questions:
            return self._whole(line, name)
        found = self._found(signs, typed, words)
        if not found or not self._certain(signs, words, found):
            return None
        if len(found) == 1:
            return self._alone(line, signs, words, found[0])
        places = [one.span() for one in _TOKEN.finditer(text)]
        return tuple(
            self._part(text[places[start][0] : places[end - 1][1]], one)
            for start, end, one in found
        )

    def _whole(self, line: str, name: str) -> tuple[Part, ...] | None:
        """A line that is one name: what it is; None where it wants the long way."""
        if name in self.lexicon.questions or name.rpartition(" ")[2] in self.measured:
            return None
        one = self.known.get(name)
        return (self._part(line, self.others[name] if one is None else one),)

    def _part(self, typed: str, one: str | Named) -> Part:
        if one is _UNKNOWN:
            return Part(typed, near=self.lexicon.near(typed))
        return Part(typed, holds=one) if isinstance(one, str) else Part(typed, (one,))

    def _found(self, signs: str, typed: Sequence[str], words: Sequence[str]) -> list[Found]:
        """What stands in a line; nothing where one of its words wants the long way."""
        found: list[Found] = []
        at, count, runs = 0, len(words), False
        held, lengths = self.held, self.lengths
        while at < count:
            end, one = at + 1, held.get(words[at])
            for length in lengths.get(words[at], ()):  # the longest phrase that begins here
                if at + length <= count:
                    phrase = held.get(" ".join(words[at : at + length]))
                    if phrase is not None:
                        end, one = at + length, phrase
                        break
            if one is True:
                return []
            if one is None:
                if words[at].isalpha():
                    found.append((at, end, _UNKNOWN))
                elif not _FIGURE.fullmatch(typed[at]):
                    return []  # a code, or a name with its figure
            elif one is not False:
                found.append((at, end, one))
            runs = runs or end > at + 1
            at = end
        return [] if runs and (self._parted(signs, words) or self._figured(words)) else found

    def _parted(self, signs: str, words: Sequence[str]) -> bool:
        """Whether a clause may end inside a phrase: some phrase would run over its end."""
        if not signs or _CLAUSE.search(signs) is None:
            return False
        places = [one.span() for one in _TOKEN.finditer(signs)]
        ends = [
            at
            for at, (one, other) in enumerate(pairwise(places), 1)
            if _CLAUSE.search(signs[one[1] : other[0]])
        ]
        return any(
            at < end < at + length and " ".join(words[at : at + length]) in self.held
            for end in ends
            for at in range(max(end - PHRASE, 0), end)
            for length in self.lengths.get(words[at], ())
        )

    def _figured(self, words: Sequence[str]) -> bool:
        """Whether a figure takes a word out of a phrase: `x3 clean hands`, `20 m`."""
        named, lexicon = self.lexicon.names_something, self.lexicon
        if mixed(" ".join(words)) and any(cut(word, named) for word in words if mixed(word)):
            return True
        return not lexicon.behind.isdisjoint(words) and any(
            word in lexicon.behind and (last[0].isdecimal() or last in lexicon.numbers)
            for last, word in pairwise(words)
        )

    def _timed(self, words: Sequence[str], *, figured: bool) -> bool:
        """Whether words tell a time: a moment, a month, or so long ago."""
        lexicon = self.lexicon
        if not lexicon.months.keys().isdisjoint(words):
            return True
        units = figured or not lexicon.units.keys().isdisjoint(words)
        return (units and not lexicon.ago.isdisjoint(words)) or told(lexicon, words)

    def _certain(self, signs: str, words: Sequence[str], found: Sequence[Found]) -> bool:
        """Whether nothing in a line changes what stands beside it."""
        if not self.symptoms.isdisjoint(words) and complains(self.lexicon, words):
            return False  # `codeine (itch)`, `itch with codeine`
        if signs and _HYPHENED.search(signs) and self._halves(signs, words):
            return False
        if any(one is _UNKNOWN for _, _, one in found) and not self._nobodys(signs, words, found):
            return False
        if len(found) == 1:
            return True
        # A name may run over its strengths: `perindopril 5 mg + amlodipine 5 mg`.
        signed = "+" in signs or "/" in signs
        ids = {one.id for _, _, one in found if isinstance(one, Named)}
        whole = len(ids) > 1 and any(ids >= each for i in ids for each in self.combined.get(i, ()))
        if signed or whole or not self.kept.isdisjoint(ids):
            return False
        formed = not self.forms.isdisjoint(words) and not self.changed.isdisjoint(ids)
        return not formed and not any(
            isinstance(one, Named) and " ".join(words[start:end]) in self.lexicon.exact
            for start, end, one in found
        )

    def _alone(
        self, line: str, signs: str, words: Sequence[str], found: Found
    ) -> tuple[Part, ...] | None:
        """The only thing of a line, in the form that the words beside it tell."""
        start, end, one = found
        if one is _UNKNOWN:
            return (self._part(words[start], one)._replace(text=line),)
        part = self._part(line, one)
        if not isinstance(one, Named):
            return (part,)
        if " ".join(words[start:end]) in self.lexicon.exact and not all(
            word in self.quiet or word[0].isdecimal() for word in (*words[:start], *words[end:])
        ):
            return None
        if one.id not in self.changed or self.forms.isdisjoint(words):
            return (part,)
        if _CLAUSE.search(signs):
            return None
        piece = in_form(self.lexicon, words, Piece(start, end, 0, 0, part))
        return (piece.part,) if piece.part is not None else None

    def _halves(self, signs: str, words: Sequence[str]) -> bool:
        """Whether words that a hyphen parts make a name together: `nal-buphine`."""
        places = [one.span() for one in _TOKEN.finditer(signs)]
        fast = [signs[one[1] : other[0]] in HYPHENS for one, other in pairwise(places)]
        for at in range(len(fast)):
            end = at
            while end < len(fast) and end + 1 < at + PHRASE and fast[end]:
                end += 1
                if "".join(words[at : end + 1]) in self.held:
                    return True
        return False

    def _nobodys(self, signs: str, words: Sequence[str], found: Sequence[Found]) -> bool:
        """Whether an unknown word is no half of a name: over a hyphen, or over a strength."""
        if signs and (_HYPHENED.search(signs) or _CLAUSE.search(signs)):
            return False
        if any(one is _UNKNOWN and words[at] in self.joined for at, _, one in found):
            phrases, beside = self.lexicon.phrases, self.lexicon.beside
            lengths = ((at, n) for at, word in enumerate(words) for n in phrases.get(word, ()))
            if any(" ".join(words[at : at + n]) in beside for at, n in lengths):
                return False
        return self.lexicon.without_beside(words) not in self.held


def _words(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in phrase.split()}
