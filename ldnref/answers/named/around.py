"""A line with what stands around each place of it: quiet words, forms, numbers of a list."""

from collections.abc import Iterator

from ldnref.answers.named import amounts
from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.tokens import Text
from ldnref.answers.patterns import pattern

#: What joins the members of a list of medicines: `promethazine/cod`, `apap w/cod`.
_JOINS = pattern(r"\s*[/+&\u2010\u2011-]\s*")
_WITH = ("w", "with")

_HYPHENS = ("-", "\u2010", "\u2011")


class Around:
    """One line, and what its words say beside one another."""

    def __init__(self, lexicon: Lexicon, text: Text) -> None:
        self.lexicon = lexicon
        self.text = text
        self.tokens = text.tokens
        #: Whether each token says nothing, alone or in a phrase: `L.P.`, `p.r.n.`.
        self.quiet = self.silent()

    def silent(self) -> list[bool]:
        """Whether each token says nothing, by itself or in its phrase."""
        words = [token.word for token in self.tokens]
        quiet = [self.nothing(word) for word in words]
        for at, word in enumerate(words):
            for length in self.lexicon.phrases.get(word, ()):
                if " ".join(words[at : at + length]) in self.lexicon.beside:
                    quiet[at : at + length] = [True] * len(words[at : at + length])
        return quiet

    def nothing(self, word: str) -> bool:
        """Whether a word tells nothing of what the thing beside it is."""
        lexicon = self.lexicon
        known = lexicon.forms, lexicon.months, lexicon.numbers
        if word in lexicon.everyday:
            return True
        return lexicon.says_nothing(word) or any(word in words for words in known)

    def piece(
        self, start: int, end: int, part: Part | None = None, role: str | None = None
    ) -> Piece:
        """A piece from one token up to another."""
        token = self.tokens[start]
        return Piece(start, end, token.clause, token.entry, part, role)

    def hyphens(self, at: int) -> range:
        """Where words end that only hyphens part from the one here: `nal-buphine`.

        Figures alone are no name: `2-2-2` is a rhythm.
        """
        end = at + 1
        if end == len(self.tokens) or self.tokens[end].before not in _HYPHENS:
            return range(0)
        while end < min(len(self.tokens), at + PHRASE) and self.tokens[end].before in _HYPHENS:
            end += 1
        figures = all(token.word.isdecimal() for token in self.tokens[at:end])
        return range(0) if figures else range(at + 2, end + 1)

    def listed(self, at: int) -> bool:
        """Whether a word is joined to another one in a clause that names a medicine beside it."""
        last, behind = self.tokens[at - 1 : at], at + 1
        while behind < len(self.tokens) and self.tokens[behind].figure is not None:
            behind += 1  # `cod 30/apap 300`
        signs = [
            self.tokens[at].before if at else "",
            *(t.before for t in self.tokens[at + 1 : behind + 1]),
        ]
        joined = any(map(_JOINS.fullmatch, signs)) or any(t.word in _WITH for t in last)
        held = self.lexicon
        named = (self.tokens[other].word for other in self.around(at, at + 1))
        own = self.tokens[at].word
        return joined and any(
            held.names_medicine(word) or (word in held.joined and word != own) for word in named
        )

    def of_product(self, start: int, end: int) -> bool:
        """Whether words belong to a product: its form or its strength stands in their clause."""
        around = list(self.around(start, end))
        held = self.lexicon.products
        if all(self.quiet[at] for at in around):
            return False
        return any(self.tokens[at].word in held for at in around) or bool(
            amounts.strengths([self.tokens[at] for at in sorted(around)])
        )

    def numbers(self, at: int) -> bool:
        """Whether a figure numbers its line: it stands first, and a name stands behind it."""
        return at == 0 and any(not self.quiet[other] for other in self.around(at, at + 1))

    def counts(self, end: int) -> bool:
        """Whether a unit stands behind a figure, so that it is no name: `222 ml`."""
        if end >= len(self.tokens):
            return False
        token = self.tokens[end]
        listed = token.before[:1] in (")", ".", "%")
        unit = amounts.is_unit(token.word) or token.word in self.lexicon.counting
        return listed or unit or token.word in self.lexicon.units

    def says_nothing(self, name: str) -> bool:
        """Whether a word tells nothing, and is no name that has to be typed exactly."""
        silent = name in self.lexicon.everyday or self.lexicon.says_nothing(name)
        return silent and name not in self.lexicon.exact

    def role(self, name: str, at: int) -> str | None:
        """The role of a phrase; the `no` of a numbered product has none."""
        role = self.lexicon.roles.get(name)
        if role is None and name != "no":
            return None
        numbered = (
            name == "no" and at + 1 < len(self.tokens) and self.tokens[at + 1].figure is not None
        )
        # A letter is an answer, as in `Opioids: N`, or the last letter of a product.
        answers = ":" in self.tokens[at].before
        letter = len(name) == 1 and not answers
        if name == "no" and self.closes(at) and (answers or self.opens(at)):
            return "refused"  # `pregnant: no`, `codeine - no`
        return None if numbered or letter else role

    def opens(self, at: int) -> bool:
        """Whether a clause begins here, behind another."""
        return at > 0 and self.tokens[at - 1].clause != self.tokens[at].clause

    def closes(self, at: int) -> bool:
        """Whether a clause ends here."""
        return at + 1 == len(self.tokens) or self.tokens[at + 1].clause != self.tokens[at].clause

    def typed(self, start: int, end: int) -> str:
        """The words as they were typed."""
        return self.text.between(start, end)

    def around(self, start: int, end: int) -> Iterator[int]:
        """The places of the other words of the same clause."""
        clause = self.tokens[start].clause
        for at in range(start - 1, -1, -1):
            if self.tokens[at].clause != clause:
                break
            yield at
        for at in range(end, len(self.tokens)):
            if self.tokens[at].clause != clause:
                break
            yield at

    def bare(self, start: int, end: int) -> bool:
        """Whether only such words stand beside a name as change nothing of what it is."""
        words = self.lexicon.roles, self.lexicon.moments
        return all(
            (self.quiet[at] and self.tokens[at].word not in self.lexicon.everyday)
            or any(self.tokens[at].word in held for held in words)
            for at in self.around(start, end)
        )

    def is_fast(self, at: int) -> bool:
        """Whether only a hyphen parts a word from the one before it."""
        return self.tokens[at].before in _HYPHENS

    def is_nobodys(self, at: int) -> bool:
        """Whether a word is not known at all."""
        word = self.tokens[at].word
        known = self.quiet[at] or word in self.lexicon.roles or word in self.lexicon.harmless
        return not known and not self.lexicon.names_something(word)

    def is_condition(self, name: str) -> bool:
        """Whether a phrase names a condition: of no other is the last word a measure."""
        named = self.lexicon.known.get(name)
        return named is not None and named.kind == "condition"
