"""Finds what stands in a line, the longest name first; leaves nothing out that says something."""

from collections.abc import Iterator

from ldnref.answers.named import amounts, figures
from ldnref.answers.named.bands import Reading
from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.tokens import Text
from ldnref.knowledge.model_names import Measure

_SHORT_FORM = "also a word or a short form: is it this medicine?"
_HYPHENS = ("-", "\u2010", "\u2011")
_FIGURE = "the figure may stand for more than one thing: which is it?"


def known(lexicon: Lexicon, name: str, text: str) -> Part | None:
    """What a whole name is, or what is to be asked about it."""
    if question := lexicon.questions.get(name):
        # A medicine's own name in it, as a whole word, settles what the product is.
        clear = (lexicon.known[word] for word in name.split() if word in lexicon.known)
        if settled := tuple(one for one in clear if one in question.may_be):
            return Part(text, settled)
        harmless = question.ambiguous.harmless if question.ambiguous else None
        return Part(
            text,
            question.may_be,
            question.says,
            doubtful=question.doubtful,
            harmless=harmless,
            key=name,
        )
    if name in lexicon.known:
        return Part(text, (lexicon.known[name],))
    if coded := lexicon.codes.get(name.upper()):
        return Part(text, coded)
    if name in lexicon.others:
        return Part(text, holds=lexicon.others[name])
    return None


def pieces(lexicon: Lexicon, text: Text) -> list[Piece]:
    """Everything that a line holds, in its order; a measure takes the words of its figure."""
    found = list(_Scan(lexicon, text).pieces())
    taken = {at for p in found if p.part and not p.part.unknown for at in range(p.start, p.end)}
    return [p for p in found if not (p.part and p.part.unknown and p.start in taken)]


class _Scan:
    """One line, read from its beginning to its end."""

    def __init__(self, lexicon: Lexicon, text: Text) -> None:
        self.lexicon = lexicon
        self.text = text
        self.tokens = text.tokens
        #: Where what was found last ends.
        self.taken = 0
        #: The last measure, and the entry in which it was read: another figure of it may follow.
        self.last: tuple[Measure, int] | None = None

    def pieces(self) -> Iterator[Piece]:
        at = 0
        while at < len(self.tokens):
            found = self.figure(at) or self.again(at) or self.longest(at)
            if found is None:
                word = self.tokens[at].word
                if not self.nothing(word):
                    part = Part(word, near=self.lexicon.near(word))
                    self.last = None
                    yield self.piece(at, at + 1, part=part)
                at += 1
                continue
            if found.part is not None or found.role is not None:
                yield found
            at = max(found.end, at + 1)
            if (told := found.part) is None:
                continue
            if not told.unknown:
                self.taken = at
            if not (told.measured or told.unread):
                self.last = self.measure_in(found)

    def measure_in(self, piece: Piece) -> tuple[Measure, int] | None:
        """The measure with which a name begins: another figure or grade of it may follow."""
        words = [token.word for token in self.tokens[piece.start : piece.end]]
        for length in range(len(words), 0, -1):
            if measure := self.lexicon.measures.get(" ".join(words[:length])):
                return measure, piece.entry
        return None

    def nothing(self, word: str) -> bool:
        lexicon = self.lexicon
        return lexicon.says_nothing(word) or word in lexicon.forms or word in lexicon.months

    def piece(
        self, start: int, end: int, part: Part | None = None, role: str | None = None
    ) -> Piece:
        token = self.tokens[start]
        return Piece(start, end, token.clause, token.entry, part, role)

    def figure(self, at: int) -> Piece | None:
        """A figure that tells by what stands behind it what it is: `15 years old`."""
        if self.tokens[at].figure is None:
            return None
        numbers = at == 0 and len(self.tokens) > 1 and self.tokens[1].before[:1] in (".", ")")
        found = figures.behind_figure(self.lexicon, self.text, at, whole=self.alone_but_sex(at))
        return None if found is None or numbers else self.measured(found)

    def again(self, at: int) -> Piece | None:
        """A later figure or word of the measure before it, up to the next thing."""
        token = self.tokens[at]
        if self.last is None or self.last[1] != token.entry or at < self.taken:
            return None
        found = figures.further(self.lexicon, self.text, self.last[0], at)
        return None if found is None else self.measured(found)

    def alone_but_sex(self, at: int) -> bool:
        """Whether nothing else in the clause says anything."""
        return all(
            token.word in self.lexicon.last or self.nothing(token.word)
            for number, token in enumerate(self.tokens)
            if token.clause == self.tokens[at].clause and number != at
        )

    def longest(self, at: int) -> Piece | None:
        """The longest name, measure, role or phrase that begins here."""
        clause = self.tokens[at].clause
        last = at
        while last < len(self.tokens) and last - at < PHRASE and self.tokens[last].clause == clause:
            last += 1
        for end in range(last, at, -1):
            words = [token.word for token in self.tokens[at:end]]
            if (found := self.phrase(" ".join(words), at, end)) is not None:
                return found
            if len(words) > 1 and self.hyphened(at, end):
                part = known(self.lexicon, "".join(words), self.typed(at, end))
                if part is not None:
                    return self.piece(at, end, part=part)
        return None

    def hyphened(self, start: int, end: int) -> bool:
        """Whether only a hyphen parts these words: `nal-buphine`."""
        return all(
            token.before in ("-", "\u2010", "\u2011") for token in self.tokens[start + 1 : end]
        )

    def phrase(self, name: str, at: int, end: int) -> Piece | None:
        """What a phrase is; a piece without part and role is passed over."""
        lexicon = self.lexicon
        if name in lexicon.harmless:
            return self.piece(at, end, part=Part(self.typed(at, end), holds=""))
        if name in lexicon.neutral or name in lexicon.moments:
            return self.piece(at, end)
        if found := self.measure(name, at, end):
            return found
        if role := self.role(name, at):
            return self.piece(at, end, role=role)
        single = end == at + 1
        if name in lexicon.frequencies or (single and self.says_nothing(name)):
            return self.piece(at, end)
        return self.named(name, at, end)

    def named(self, name: str, at: int, end: int) -> Piece | None:
        """The name that a phrase is."""
        lexicon = self.lexicon
        if name in lexicon.alone:
            alone = all(map(self.nothing, self.around(at, end)))
            return (
                self.piece(at, end, part=Part(self.typed(at, end), (lexicon.alone[name],)))
                if alone
                else None
            )
        if name.isdecimal() and self.counts(end):
            return self.piece(at, end)
        if (part := known(lexicon, name, self.typed(at, end))) is None:
            return None
        if name in lexicon.exact and part.named and part.asks is None and not self.bare(at, end):
            part = part._replace(asks=_SHORT_FORM, doubtful=True)
        return self.piece(at, end, part=part)

    def counts(self, end: int) -> bool:
        """Whether a unit stands behind a figure, so that it is no name: `222 ml`."""
        if end >= len(self.tokens):
            return False
        token = self.tokens[end]
        listed = token.before[:1] in (")", ".")
        return listed or amounts.is_unit(token.word) or token.word in self.lexicon.units

    def says_nothing(self, name: str) -> bool:
        return self.lexicon.says_nothing(name) and name not in self.lexicon.exact

    def role(self, name: str, at: int) -> str | None:
        """The role of a phrase; the `no` of a numbered product has none."""
        role = self.lexicon.roles.get(name)
        numbered = (
            name == "no" and at + 1 < len(self.tokens) and self.tokens[at + 1].figure is not None
        )
        return None if numbered else role

    def typed(self, start: int, end: int) -> str:
        return self.text.between(start, end)

    def around(self, start: int, end: int) -> list[str]:
        """The other words of the same clause."""
        clause = self.tokens[start].clause
        return [
            token.word
            for number, token in enumerate(self.tokens)
            if token.clause == clause and not start <= number < end
        ]

    def bare(self, start: int, end: int) -> bool:
        """Whether only such words stand beside a name as change nothing of what it is."""
        return all(
            self.nothing(word) or word in self.lexicon.roles or word in self.lexicon.moments
            for word in self.around(start, end)
        )

    def measure(self, name: str, at: int, end: int) -> Piece | None:
        """The figure beside a measure: of the phrase, or of the last words of it."""
        lexicon = self.lexicon
        words = name.split()
        for drop in range(end - at):
            measure = lexicon.measures.get(" ".join(words[drop:]))
            if measure is None or (drop and not self.is_condition(name)):
                continue
            found = figures.beside(lexicon, self.text, measure, at, end)
            if found is not None and found.start >= min(self.taken, at):
                self.last = measure, self.tokens[at].entry
                return self.measured(found)
            if drop or name in lexicon.known or name in lexicon.alone:
                continue
            unread = Part(self.typed(at, end), unread=True) if measure.needs_figure else None
            self.last = measure, self.tokens[at].entry
            return self.piece(at, end, part=unread)
        return None

    def is_condition(self, name: str) -> bool:
        """Whether a phrase names a condition: of no other is the last word a measure."""
        named = self.lexicon.known.get(name)
        return named is not None and named.kind == "condition"

    def measured(self, found: Reading) -> Piece:
        """A figure that was read as what it stands for, or told that it was not read."""
        text = self.typed(found.start, found.end)
        names = self.lexicon.base.names
        if found.unread:
            part = Part(text, unread=True)
        elif len(found.means) == 1:
            named = tuple(names[name] for name in found.means[0])
            part = Part(text, named, holds=None if named else "", measured=True)
        else:
            every = dict.fromkeys(name for means in found.means for name in means)
            meant = tuple(names[name] for name in every)
            part = Part(text, meant, _FIGURE, harmless="", measured=True)
        return self.piece(found.start, found.end, part=part)
