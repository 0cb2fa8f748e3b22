"""A line by the places of its words: which of them say nothing, and how they hang together."""

from collections.abc import Iterator

from ldnref.answers.named.lexicon import PHRASE, Lexicon
from ldnref.answers.named.part import Part, Piece
from ldnref.answers.named.seldom import is_unit
from ldnref.answers.named.tokens import HYPHENS, Text, following

#: What parts words, or letters, that may be one name.
_FAST = (*HYPHENS, ".")


class Places:
    """One line, word by word."""

    def __init__(self, lexicon: Lexicon, text: Text) -> None:
        self.lexicon = lexicon
        self.text = text
        self.tokens = text.tokens
        self.words = [token.word for token in text.tokens]
        #: Whether each token says nothing, alone or in a phrase: `L.P.`, `p.r.n.`.
        self.quiet = self.silent()

    def silent(self) -> list[bool]:
        """Whether each token says nothing, by itself or in its phrase."""
        words = self.words
        quiet = [self.lexicon.quiet(word) or self.is_number(at) for at, word in enumerate(words)]
        for at, word in enumerate(words):
            for length in self.lexicon.phrases.get(word, ()):
                if " ".join(words[at : at + length]) in self.lexicon.beside:
                    quiet[at : at + length] = [True] * len(words[at : at + length])
        return quiet

    def is_number(self, at: int) -> bool:
        """Whether it is the `no` of a number: `#60`."""
        if self.tokens[at].word not in self.lexicon.grammar.numbering:
            return False
        return following(self.tokens, at).figure is not None

    def piece(
        self, start: int, end: int, part: Part | None = None, role: str | None = None
    ) -> Piece:
        """A piece from one token up to another."""
        token = self.tokens[start]
        return Piece(start, end, token.clause, token.entry, part, role)

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

    def opens(self, at: int) -> bool:
        """Whether a clause begins here, behind another."""
        return at > 0 and self.tokens[at - 1].clause != self.tokens[at].clause

    def closes(self, at: int) -> bool:
        """Whether a clause ends here."""
        return following(self.tokens, at).clause != self.tokens[at].clause

    def ends_with(self, name: str, start: int, end: int) -> bool:
        """Whether words that say nothing elsewhere end a medicine: `uses tramadol no more`.

        They do where they and its name are all that is said, or since when: `codeine; not now`,
        `takes no more codeine`; but no `2 tramadol no more`, and no `tramadol no more pain`.
        """
        around = [self.tokens[at] for at in self.around(start, end)]
        own = [one for one in around if one.start < self.tokens[start].start]
        entry = [n for n in range(start) if self.tokens[n].entry == self.tokens[start - 1].entry]
        before = own or [self.tokens[n] for n in reversed(entry)]
        behind = [one for one in around if one not in own]
        said = {self.lexicon.roles.get(one.word) for one in before}
        plain = said <= {None, "doubt", *(("current", "opens") if own else ())}
        counted = (one.figure is not None or one.word in self.lexicon.numbers for one in before)
        if name not in self.lexicon.roles or not plain or any(counted):
            return False  # `refuses to stop tramadol, not now`
        told = own or all(self.quiet[at] or self.is_medicine(at) for at in entry)
        last = bool(told) and any(self.lexicon.names_medicine(one.word) for one in before[:1])
        since = not behind or behind[0].word in self.lexicon.grammar.since
        next_to = len(behind) == 1 and self.lexicon.names_medicine(behind[0].word)
        return (last and since) or next_to

    def is_medicine(self, at: int) -> bool:
        """Whether a word names a medicine, or that one was tried."""
        word = self.tokens[at].word
        return self.lexicon.names_medicine(word) or word in self.lexicon.grammar.tried

    def affirms(self, at: int, end: int) -> bool:
        """Whether a word may be an answer, and no short form: `embarazo: si`, or `si` alone."""
        token, words = self.tokens[at], self.lexicon.grammar.affirming
        if token.word not in words or self.text.is_capital(at) or not self.closes(end - 1):
            return False
        asked = ":" in token.before or "?" in token.before
        return asked or all(one.entry != token.entry or one is token for one in self.tokens)

    def is_dotted(self, at: int) -> bool:
        """Whether only a full stop parts a letter from the one before it."""
        if at == 0 or self.tokens[at].before != ".":
            return False
        return all(len(t.word) == 1 and t.word.isalpha() for t in self.tokens[at - 1 : at + 1])

    def hyphens(self, at: int) -> range:
        """Where words end that only hyphens part from the one here: `nal-buphine`.

        Or full stops part single letters, to the last of them: `M.S.`. Figures alone are no name:
        `2-2-2` is a rhythm.
        """
        end, most = at + 1, min(len(self.tokens), at + PHRASE)
        if end == most or self.tokens[end].before not in _FAST:
            return range(0)
        while end < most and self.is_dotted(end):
            end += 1
        if end > at + 1:
            return range(0) if self.is_dotted(at) else range(end, end + 1)
        while end < most and self.tokens[end].before in HYPHENS:
            end += 1
        figures = all(token.word.isdecimal() for token in self.tokens[at:end])
        return range(0) if figures else range(at + 2, end + 1)

    def is_fast(self, at: int) -> bool:
        """Whether only a hyphen parts a word from the one before it."""
        return self.tokens[at].before in HYPHENS

    def is_nobodys(self, at: int) -> bool:
        """Whether a word is not known at all."""
        word = self.tokens[at].word
        known = self.quiet[at] or word in self.lexicon.roles or word in self.lexicon.harmless
        return not known and not self.lexicon.names_something(word)

    def amounts_to(self, start: int, end: int) -> bool:
        """Whether the figure in words is how much of something, by the unit that stands behind it.

        `alcohol 70 units per week` is drunk, and no `alcohol 70 %`; `MST 600 mg` is taken.
        """
        token, held = following(self.tokens, end - 1), self.lexicon
        figures = [one.figure for one in self.tokens[start:end]]
        if all(one is None for one in figures) or token.before.strip(" /"):
            return False
        rate = token.word in held.rhythm or ("/" in token.before and token.word in held.units)
        unit = is_unit(token.word) or token.word in held.counting
        named = any(
            one.word in held.measures or held.names_medicine(one.word)
            for one in self.tokens[start:end]
            if one.figure is None
        )
        return named and (rate or unit) and token.clause == self.tokens[start].clause

    def bare(self, start: int, end: int) -> bool:
        """Whether only such words stand beside a name as change nothing of what it is."""
        words = self.lexicon.roles, self.lexicon.moments
        return all(
            (self.quiet[at] and self.tokens[at].word not in self.lexicon.everyday)
            or any(self.tokens[at].word in held for held in words)
            for at in self.around(start, end)
        )
