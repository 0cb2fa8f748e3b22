"""Finds what stands in a line, the longest name first; leaves nothing out that says something."""

from datetime import date
from typing import TYPE_CHECKING

from ldnref.answers import sentences
from ldnref.answers.named import graded, trend, whose
from ldnref.answers.named.around import Around
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.naming import is_mark, known
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.seldom import amounts, days, measures, unnamed
from ldnref.answers.named.tokens import Text, following
from ldnref.answers.patterns import pattern

if TYPE_CHECKING:
    from ldnref.knowledge.model_measures import Measure

#: One medicine in the place of another: `tramadol -> pregabalin`.
_ARROW = pattern(r"[-=]+>|[→⇒➔➜]")
_ONE = (1,)
#: Names of single letters and pairs: `A + C`, `DF`.
_LETTERS = 2


def pieces(lexicon: Lexicon, text: Text, today: date) -> list[Piece]:
    """Everything that a line holds, in its order; a measure takes the words of its figure."""
    scan = _Scan(lexicon, text, today)
    found = trend.present(lexicon, text, scan.pieces(), scan.read, today)
    taken = {at for p in found if p.part and not p.part.unknown for at in range(p.start, p.end)}
    return [p for p in found if not (p.part and p.part.unknown and p.start in taken)]


class _Scan(Around):
    """One line, read from its beginning to its end."""

    def __init__(self, lexicon: Lexicon, text: Text, today: date) -> None:
        super().__init__(lexicon, text)
        self.today = today
        #: Where what was found last ends.
        self.taken = 0
        #: The last measure, its entry, and its name there: another figure of it may follow.
        self.last: tuple[Measure, int, str] | None = None
        #: The name by which each figure was read, by its first token.
        self.read: dict[int, str] = {}

    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        at = 0
        while at < len(self.tokens):
            piece = self.figure(at) or self.again(at) or self.longest(at)
            if piece is None:
                at = self.unknown(at, found)
                continue
            self.add(piece, found)
            at = max(piece.end, at + 1)
            if (told := piece.part) is None:
                continue
            if not told.unknown:
                self.taken = at
            if not (told.measured or told.unread):
                self.last = self.measure_in(piece) or graded.goes_on(self.last, self.text, found)
        return found

    def unknown(self, at: int, found: list[Piece]) -> int:
        """A word that is no name: told, unless it says nothing; and where to read on."""
        word = self.tokens[at].word
        if not (self.quiet[at] or whose.called(self.lexicon, self.tokens, at)):
            self.last = None
            found.append(self.piece(at, at + 1, part=Part(word, near=self.near(at))))
        return at + 1

    def add(self, piece: Piece, found: list[Piece]) -> None:
        """A piece that says something; with `B/C` or `3 or 4` it is either, and has to be asked."""
        part = piece.part
        if part is not None and part.unread:
            instead = self.last[0].unread if self.last else None
            piece = piece._replace(part=part._replace(asks=instead))
            found.extend(graded.parted(self.lexicon, self.text, piece))
            return
        if part is not None and part.measured and found and self.last is not None:
            same = found[-1].part and (found[-1].part.measured or self.measure_in(found[-1]))
            told = self.lexicon, self.text, self.last[0], found[-1]
            piece = graded.denied(*told, piece)
            both = same and graded.either(*told, piece)
            if both:
                found[-1] = both
                return
        if (piece.part or piece.role) is None or whose.did(self.lexicon, self.tokens, piece):
            return
        after = found and found[-1].part is not None and part is not None
        if after and _ARROW.search(self.tokens[piece.start].before):
            found.append(self.piece(piece.start, piece.start, role="replaced"))
        found.append(piece)

    def figure(self, at: int) -> Piece | None:
        """A figure that tells by what stands behind it what it is: `15 years old`."""
        if self.tokens[at].figure is None and self.tokens[at].word not in self.lexicon.numbers:
            one = self.tokens[at].word in self.lexicon.behind
            found = one and unnamed.single(self.lexicon, self.text, at)
            return graded.piece(self.lexicon, self.text, found) if found else None
        behind = self.tokens[at].tail or following(self.tokens, at).word
        if behind.partition(" ")[0] not in self.lexicon.behind:
            told = unnamed.before_figure(self.lexicon, self.text, at)
            return None if told is None else graded.piece(self.lexicon, self.text, told)
        numbers = at == 0 and not self.tokens[0].tail and len(self.tokens) > 1
        numbers = numbers and self.tokens[1].before[:1] in (".", ")")
        found = unnamed.behind_figure(self.lexicon, self.text, at, whole=False)
        if found is None:
            found = unnamed.behind_figure(self.lexicon, self.text, at, whole=True)
            alone = self.of_person(at) or (found and self.is_alone(at, found.end))
            found = found if alone else None
            if found is not None and self.follows(at):  # `Rebif, 8 years` tells no age
                found = found._replace(means=tuple(dict.fromkeys((*found.means, ()))))
        if found is None or numbers or self.of_dose(at, found.end):
            return None
        return graded.piece(self.lexicon, self.text, found)

    def again(self, at: int) -> Piece | None:
        """A later figure or word of the measure before it, up to the next thing."""
        token = self.tokens[at]
        if self.last is None or at < self.taken:
            return None
        if self.last[1] != token.entry and not self.carries_on(at):
            return None
        found = measures.further(self.lexicon, self.text, self.last[0], at)
        if found is None:
            return None
        self.read[found.start] = self.last[2]
        return graded.piece(self.lexicon, self.text, found)

    def longest(self, at: int) -> Piece | None:
        """The longest name, measure, role or phrase that begins here."""
        first, meant = self.words[at], self.lexicon.meant
        lengths = self.lexicon.lengths.get(first) or _ONE
        joined = self.hyphens(at)
        if lengths is _ONE and not joined and meant is not None and first.isalpha():
            return self.phrase(first, at, at + 1) if first in meant else None
        ends = (at + n for n in lengths if at + n <= len(self.words))
        for end in sorted({*ends, *joined}, reverse=True) if joined else ends:
            name = " ".join(self.words[at:end])
            weighed = meant is None or name in meant or not (end > at + 1 or first.isalpha())
            weighed = weighed or self.is_amount(at, end)
            if not (weighed or joined) or self.tokens[end - 1].clause != self.tokens[at].clause:
                continue
            if weighed and (found := self.phrase(name, at, end)):
                return found
            if end in joined:
                part = known(self.lexicon, fast := "".join(self.words[at:end]), self.typed(at, end))
                if part is not None and not self.marks(part, fast, at, end):
                    return self.piece(at, end, part=part)
        return None

    def phrase(self, name: str, at: int, end: int) -> Piece | None:
        """What a phrase is; a piece without part and role is passed over."""
        lexicon = self.lexicon
        if name in lexicon.harmless and not self.amounts_to(at, end):
            return self.piece(at, end, part=Part(self.typed(at, end), holds=""))
        if self.passed_over(name, at, end):
            return self.piece(at, end)
        found = self.day(name, at, end) or self.member(name, at, end)
        if found := found or self.measure(name, at, end):
            return found
        if role := self.role(name, at):
            return self.piece(at, end, role=role)
        single = end == at + 1
        silent = self.says_nothing(name) if single else name in lexicon.beside
        if silent or self.often(name, at, end):
            return self.piece(at, end)
        return self.named(name, at, end)

    def day(self, name: str, at: int, end: int) -> Piece | None:
        """What the day beside a name tells of a patient: `DOB 12/03/2012`, `due in March`."""
        lexicon = self.lexicon
        measure = lexicon.dated.get(name) or lexicon.dated_alone.get(name)
        if measure is None:
            return None
        if name not in lexicon.dated and not days.only(lexicon, self.tokens, at, end):
            return None
        found = days.beside(lexicon, self.tokens, measure, (at, end), self.today)
        if found is None:
            if name in lexicon.measures or name in lexicon.known or self.says_nothing(name):
                return None
            return self.piece(at, end, part=Part(self.typed(at, end), unread=True))
        if whose.of_another(lexicon, self.tokens, measure, at):
            found = found._replace(means=((),), unread=False)
        taken = found.start < min(self.taken, at)
        return None if taken else graded.piece(lexicon, self.text, found)

    def marks(self, part: Part, name: str, start: int, end: int) -> bool:
        """Whether the short form of a condition is part of a product here: `MDD XR 50 tab`."""
        if not is_mark(name, part):
            return False
        around = list(self.around(start, end))
        if any(self.lexicon.names_medicine(self.tokens[at].word) for at in around):
            return False
        if end - start > 1 and any(self.tokens[at].word in self.lexicon.products for at in around):
            return True  # a name in two halves: `I-UP tab`
        nobodys = [n for n in around if self.is_nobodys(n)]
        if any(n in (start - 1, end) and self.is_fast(max(n, start)) for n in nobodys):
            return True
        beside = [self.tokens[at] for at in sorted(around)]
        formed = any(token.word in self.lexicon.products for token in beside)
        counted = nobodys or any(token.figure is not None for token in beside)
        return bool(formed and counted) or bool(amounts.strengths(self.lexicon, beside))

    def named(self, name: str, at: int, end: int) -> Piece | None:
        """The name that a phrase is."""
        lexicon = self.lexicon
        if name in lexicon.alone:
            part = Part(self.typed(at, end), (lexicon.alone[name],))
            return self.piece(at, end, part=part) if self.bare(at, end) else None
        if self.is_figure(name, at, end) or self.is_amount(at, end):
            return self.piece(at, end)
        found = graded.named(lexicon, name, self.typed(at, end))
        if found is None or self.marks(found, name, at, end) or self.goes_on(name, end):
            return None
        if name in lexicon.exact and found.named and not self.bare(at, end):
            if all(len(word) <= _LETTERS for word in name.split()):
                return None  # letters among letters, as in `Vit A+C+E`
            if found.asks is None and not amounts.strengths(lexicon, self.tokens[end : end + 2]):
                found = found._replace(asks=sentences.WHICH_SHORT, doubtful=True)
        if self.affirms(at, end):
            found = found._replace(asks=sentences.WHICH_SHORT, doubtful=True)
        return self.piece(at, end, part=found)

    def measure(self, name: str, at: int, end: int) -> Piece | None:
        """The figure beside a measure: of the phrase, or of the last words of it."""
        lexicon = self.lexicon
        if (name not in lexicon.measures and not self.is_condition(name)) or self.is_rate(at):
            return None
        if any("(" in token.before for token in self.tokens[at + 1 : end]):
            return None
        words = name.split()
        for drop in range(end - at):
            measure = lexicon.measures.get(" ".join(words[drop:]))
            if measure is None or (drop and not self.is_condition(name)):
                continue
            found = measures.beside(lexicon, self.text, measure, at, end)
            if found is not None and found.start >= min(self.taken, at):
                self.last = measure, self.tokens[at].entry, " ".join(words[drop:])
                self.read[found.start] = self.last[2]
                return graded.piece(self.lexicon, self.text, found)
            if drop or name in lexicon.known or name in lexicon.alone:
                continue
            unread = Part(self.typed(at, end), unread=True) if measure.needs_figure else None
            self.last = measure, self.tokens[at].entry, name
            return self.piece(at, end, part=unread)
        return None
