"""What the words around a place of a line say of it: a form, a count, a rate, a giver, a list."""

from ldnref.answers.doses import MASS
from ldnref.answers.named.lexicon import MARK
from ldnref.answers.named.part import Part, Piece, of_entry
from ldnref.answers.named.places import Places
from ldnref.answers.named.seldom import amounts
from ldnref.answers.named.tokens import following, previous
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_measures import Measure
from ldnref.knowledge.model_names import Named

#: What joins the members of a list of medicines: `promethazine/cod`, `apap w/cod`.
_JOINS = pattern(r"\s*[/+&\u2010\u2011-]\s*")


class Around(Places):
    """One line, and what its words say beside one another."""

    def listed(self, at: int) -> bool:
        """Whether a word is joined to another one in a clause that names a medicine beside it."""
        behind = at + 1
        while behind < len(self.tokens) and self.tokens[behind].figure is not None:
            behind += 1  # `cod 30/apap 300`
        held = self.lexicon
        joined = any(_JOINS.fullmatch(t.before) for t in self.tokens[max(at, 1) : behind + 1])
        joined = joined or previous(self.tokens, at).word in held.grammar.adding
        named = (self.tokens[other].word for other in self.around(at, at + 1))
        own = self.tokens[at].word
        return joined and any(
            held.names_medicine(word) or (word in held.joined and word != own) for word in named
        )

    def often(self, name: str, at: int, end: int) -> bool:
        """Whether a phrase tells how often; a name that opens a clause as a product does not.

        `Twice 30 mg, ibuprofen 400 mg` begins with a product, and so does `Twice; ibuprofen`.
        """
        if name not in self.lexicon.frequencies:
            return False
        behind = self.tokens[end : end + 2]
        apart = not behind or behind[0].entry != self.tokens[at].entry
        formed = bool(amounts.strengths(self.lexicon, behind)) or any(
            token.word in self.lexicon.products for token in behind[:1]
        )
        product = (at == 0 and apart) or ((at == 0 or self.opens(at)) and formed)
        return not (product and name in self.lexicon.exact)

    def of_product(self, start: int, end: int) -> bool:
        """Whether words belong to a product: its form or its strength stands in their clause."""
        around = list(self.around(start, end))
        beside = [self.tokens[at] for at in sorted(around)]
        if all(self.quiet[at] for at in around):
            return False
        formed = any(token.word in self.lexicon.products for token in beside)
        return formed or bool(amounts.strengths(self.lexicon, beside))

    def numbers(self, at: int) -> bool:
        """Whether a figure numbers its line: it stands first, and a name stands behind it."""
        return at == 0 and any(not self.quiet[other] for other in self.around(at, at + 1))

    def is_amount(self, at: int, end: int) -> bool:
        """Whether a letter and a figure are part of an amount: `30 mg per g (3%)`, `M 30 mg`."""
        if end != at + 2 or end == len(self.tokens):
            return False
        if len(self.tokens[at].word) != 1 or not following(self.tokens, at).word.isdecimal():
            return False
        return self.tokens[end].word in MASS or self.tokens[end].before[:1] == "%"

    def is_figure(self, name: str, at: int, end: int) -> bool:
        """Whether a figure counts, numbers or measures something, and is no name."""
        products = at > 0 and self.is_fast(at) and self.is_nobodys(at - 1)
        if not name.isdecimal():  # `PANAMA-T4`; and below `CST-222`
            return products and len(name) <= MARK and name[-1:].isdecimal()
        return self.counts(end) or self.numbers(at) or self.counted(at) or products

    def goes_on(self, name: str, end: int) -> bool:
        """Whether a name that ends its clause goes on: `want to wake up at night`."""
        words = self.lexicon.grammar
        if any(name.endswith(f" {final}") for final in words.final):
            may = (*words.joining, *self.lexicon.products)
            dosed = amounts.strengths(self.lexicon, self.tokens[end : end + 2])
            return not (self.closes(end - 1) or self.tokens[end].word in may or dosed)
        within = any(f" {final} " in name for final in words.final)
        return (within and name not in self.lexicon.known) or self.is_cleared(name, end)

    def is_cleared(self, name: str, end: int) -> bool:
        """Whether what a name goes with is not there: `cirrhosis with ascites absent`."""
        along = any(f" {word} " in name for word in self.lexicon.grammar.along)
        behind = [token.word for token in self.tokens[end : end + 2]]
        if not along or not behind or self.closes(end - 1) or len(behind[0]) == 1:
            return False
        return "cleared" in {self.lexicon.roles.get(" ".join(behind[:n])) for n in (1, 2)}

    def is_rate(self, at: int) -> bool:
        """Whether a word is the time of a rate, and no measure: the hour of `5 mcg/hr`."""
        if self.tokens[at].before != "/":
            return False
        last = previous(self.tokens, at)
        return amounts.is_unit(last.word) or (bool(last.tail) and last.figure is not None)

    def counted(self, at: int) -> bool:
        """Whether a figure counts or numbers what is named beside it: `ramipril x 222 tabs`."""
        held = self.lexicon
        counting = *held.grammar.times, *held.grammar.numbering
        before = previous(self.tokens, at).word in counting
        return before and any(
            held.names_medicine(self.tokens[other].word) for other in self.around(at, at + 1)
        )

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
        if role is None and name not in self.lexicon.grammar.numbering:
            return None
        numbered = self.is_number(at)
        # A letter is an answer, as in `Opioids: N`, or the last letter of a product.
        apart = following(self.tokens, at).before == "/"  # `opioids? n/k`
        answers = not apart and any(sign in self.tokens[at].before for sign in ":?")
        letter = len(name) == 1 and not answers
        if role == "denial" and self.closes(at) and (answers or self.opens(at)):
            return "refused"  # `pregnant: no`, `codeine - no`, `opioid use: denied`
        return None if numbered or letter else role

    def gives(self, name: str, at: int) -> bool:
        """Whether a relative only gave what is the patient's: `kidney from his sister`."""
        if self.lexicon.roles.get(name) != "others":
            return False
        words = [token.word for token in self.tokens[:at]]
        owners = self.lexicon.grammar.owners
        while words and (words[-1] in owners or self.lexicon.roles.get(words[-1]) == "others"):
            words.pop()
        return any(" ".join(words[-n:]) in self.lexicon.givers for n in (1, 2) if n <= len(words))

    def of_person(self, at: int) -> bool:
        """Whether a sex stands at a figure, and it is no length and no size: `16F on Copaxone`."""
        token = self.tokens[at]
        first = previous(self.tokens, at).entry != token.entry
        letter = token.tail or (following(self.tokens, at).word if first else "")
        if len(letter) != 1 or letter not in self.lexicon.last or letter in self.lexicon.units:
            return False
        beside = [self.tokens[n].word for n in self.around(at, at + 1)]
        sized = not self.lexicon.products.isdisjoint(beside)
        held = self.lexicon.grammar
        walked = any(word in held.walked for word in beside)
        long = letter in held.metre and (walked or not (first or self.behind_condition(at)))
        return not sized and not long

    def behind_condition(self, at: int) -> bool:
        """Whether an age and a sex stand behind a condition: `RRMS 79M`, and no `12m`."""
        token = self.tokens[at]
        before = [one.word for one in of_entry(self.tokens[:at], token.entry)]
        two = bool(token.tail) and len(token.word) - len(token.tail) == len("79")
        return two and self.text.is_capital(at) and self.is_condition(" ".join(before))

    def is_condition(self, name: str) -> bool:
        """Whether a phrase names a condition: of no other is the last word a measure."""
        named = self.lexicon.known.get(name)
        return named is not None and named.kind == "condition"

    def of_dose(self, start: int, end: int) -> bool:
        """Whether a figure is a strength, or the figure of a product: `12.5/40 mg`, `9 M tab`."""
        if end < len(self.tokens) and self.tokens[end].word in MASS:
            return True
        words = [token.word for token in self.tokens[start + 1 : end]] or [self.tokens[start].tail]
        around = {self.tokens[at].word for at in self.around(start, end)}
        metre = len(words) == 1 and words[0] in self.lexicon.grammar.metre
        return metre and not self.lexicon.products.isdisjoint(around)

    def is_alone(self, at: int, end: int) -> bool:
        """Whether nothing else in the clause says anything, and but a sex no word stands before."""
        return all(
            (self.quiet[number] and (number > at or self.tokens[number].figure is not None))
            or self.tokens[number].word in self.lexicon.last
            for number in self.around(at, end)
        )

    def follows(self, at: int) -> bool:
        """Whether something stands before years in their entry, which are then no age."""
        here = self.tokens[at]
        unit = here.tail or following(self.tokens, at).word
        before = [n for n in range(at) if self.tokens[n].entry == here.entry]
        if self.opens(at) and self.in_months(at):  # a person's name, and near no medicine's
            before = [n for n in before if not self.is_nobodys(n) or self.is_near(n)]
        other = any(self.tokens[n].word not in self.lexicon.last for n in before)
        return other and unit in self.lexicon.units

    def is_near(self, at: int) -> bool:
        """Whether a word may be a slip for something that is held."""
        return bool(self.lexicon.near(self.tokens[at].word))

    def near(self, at: int) -> tuple[Named, ...]:
        """What an unknown word may be a slip for, or it and the one joined to it: `co-dydromol`."""
        near, word = self.lexicon.near, self.tokens[at].word
        before = previous(self.tokens, at).word if self.is_fast(at) else ""
        return near(word) or near(before + word)

    def in_months(self, at: int) -> bool:
        """Whether years are told with their months, and end their clause: `17 years 4 months`."""
        end = at + (1 if self.tokens[at].tail else 2)
        behind = self.tokens[end : end + 2]
        if not behind or behind[0].figure is None or behind[0].before.strip():
            return False
        end += 1 if behind[0].tail else 2
        unit = behind[0].tail or behind[-1].word
        return unit in self.lexicon.units and end <= len(self.tokens) and self.closes(end - 1)

    def measure_in(self, piece: Piece) -> tuple[Measure, int, str] | None:
        """The measure with which a name begins, and its name: another figure of it may follow."""
        words = [token.word for token in self.tokens[piece.start : piece.end]]
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            measure = self.lexicon.measures.get(name)
            if measure and all(map(self.lexicon.says_nothing, words[length:])):
                return measure, piece.entry, name
        return None

    def member(self, name: str, at: int, end: int) -> Piece | None:
        """The medicine that a short form is as one of a list of them."""
        if name not in self.lexicon.joined or not self.listed(at):
            return None
        return self.piece(at, end, part=Part(self.typed(at, end), (self.lexicon.joined[name],)))

    def passed_over(self, name: str, at: int, end: int) -> bool:
        """Whether a phrase says nothing here, whatever its words say elsewhere."""
        held = self.lexicon
        neutral = name in held.neutral and not self.ends_with(name, at, end)
        spoken = neutral or name in held.moments or self.gives(name, at)
        return spoken or (name in self.lexicon.made_for and self.of_product(at, end))

    def carries_on(self, at: int) -> bool:
        """Whether an entry is a figure and words that tell when: `; today 62`, `; 24 now`."""
        token, told = self.tokens[at], (self.lexicon.compared, self.lexicon.ends)
        beside = [one.word for one in of_entry(self.tokens, token.entry) if one != token]
        timed = all(any(word in words for words in told) for word in beside)
        return bool(beside) and timed and token.figure is not None
