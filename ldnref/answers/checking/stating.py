"""An entry of a record → what it is, by its codes and by its names. Never a guess.

Codes and names are both read. Where they say different things both are told, and asked about. A
condition counts by its code or its whole name; what a part of its name says is only asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ldnref.answers import sentences
from ldnref.answers.checking.alike import Alike
from ldnref.answers.checking.conditions import condition
from ldnref.answers.checking.given import (
    ALLERGY,
    CONDITION,
    DENIED,
    INTOLERANCE,
    MEASURED,
    MEDICINE,
    MENTION,
    PAST,
    PROCEDURE,
    UNCERTAIN,
    VOID,
    Given,
)
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.in_codes import names_in_codes
from ldnref.answers.checking.nameless import Nameless, names_nothing
from ldnref.answers.checking.stated import (
    ABSENT,
    BY_BOTH,
    BY_CODE,
    BY_NAME,
    Stated,
    best,
    either,
    faded,
    meant_by,
    placed,
    unread_once,
)
from ldnref.answers.checking.taking import taken
from ldnref.answers.named import part as standing
from ldnref.answers.named.codes import Coded
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.part import Part
from ldnref.answers.named.written import keys_of
from ldnref.answers.patterns import pattern
from ldnref.knowledge.model_names import Named
from ldnref.knowledge.model_records import RecordWords

#: How an entry's status stands on a list.
_STANDINGS = {
    PAST: standing.PAST,
    UNCERTAIN: standing.DOUBT,
    DENIED: standing.DENIED,
}
_REACTIONS = {ALLERGY: standing.REACTION, INTOLERANCE: standing.INTOLERANCE}

#: What stands behind a name in brackets: `(disorder)`.
_BRACKETS = pattern(r"(.+?)\s*\(([^()]+)\)")


class Stating:
    """Reads the entries of a record against one base."""

    def __init__(self, held: Held, lexicon: Lexicon, today: date) -> None:
        self.held = held
        self.lexicon = lexicon
        self.today = today
        self.measures = {one.id: one for one in held.base.measures.measures}
        self.words = held.base.records or RecordWords()
        self.tags = frozenset(self.words.tags)
        self.unsure = [f" {normalise(word)} " for word in self.words.unsure]
        self.nameless = Nameless(self.words)
        self.looked_for = [f" {normalise(word)} " for word in self.words.looked_for]
        self.kin = Alike(held.base)
        self.systems = {one.name for one in self.words.systems}
        self.whole = {one.name for one in self.words.systems if one.whole}

    def stated(self, given: Given) -> Stated:
        """What an entry is, as it stands in the record.

        Where nothing of it is known, a name in the place of a code may tell; what that leaves
        unknown stays what it was.
        """
        stated = self.coded_or_named(given)
        if not stated.nothing_known:
            return stated
        names = tuple(names_in_codes(self.lexicon, self.systems, given.codes))
        written = given._replace(texts=(*names, *given.texts), codes=())
        found = self.coded_or_named(written) if names else stated
        known = any(one.named or one.recognised for one in found.parts)
        return found._replace(given=given) if known else stated

    def coded_or_named(self, given: Given) -> Stated:
        """What an entry is by its codes and its names."""
        label = self.label(given)
        if given.status == VOID:
            return Stated(given, label, ())
        if self.says(given, self.words.untold):
            return Stated(given, label, (placed(given, label, Part(label)),))
        if self.says(given, self.words.absent):
            return Stated(given, label, (), ABSENT)
        if given.lacking:
            return Stated(given, label, (Part(f"{label}: {given.lacking}"),))
        if given.kind == MEASURED:
            # A figure on which nothing is held is nobody's question: an age, a clearance; nor is
            # one that says nothing by itself.
            alone = bool(given.of) and self.measures[given.of[0]].unread is not None
            read_as = self.measured(given)
            found = [one for one in read_as if one.named or (one.unknown and not alone)]
            return Stated(given, label, tuple(found), BY_NAME)
        said = condition if given.kind in (CONDITION, PROCEDURE, MENTION) else Stating.medicine
        stated = said(self, given)
        return stated._replace(parts=tuple(self.standing(given, part) for part in stated.parts))

    def label(self, given: Given) -> str:
        """An entry as it is told: its name; or its code, with the name that this has."""
        if given.texts:
            return given.texts[0]
        if given.kind == MEASURED and given.of:
            return self.measures[given.of[0]].name
        if given.of:
            return self.held.base.names[given.of[0]].name
        if found := self.coded(given):
            return f"{found[0].term} ({' '.join(given.codes[0])})"
        if given.holds and not given.codes:
            return ", ".join(dict.fromkeys(map(self.label, given.holds)))
        return " ".join(given.codes[0]).strip() if given.codes else given.resource

    def says(self, given: Given, codes: Sequence[str]) -> bool:
        """Whether an entry bears one of these codes."""
        return any(f"{one.system}:{one.code}" in codes for one in given.codes)

    def standing(self, given: Given, part: Part) -> Part:
        """A part as its entry stands; a name that says more of itself keeps that."""
        if given.kind in _REACTIONS and not part.named and part.standing == standing.DENIED:
            part = part._replace(standing=standing.NOW)  # an allergy to a vaccine is no denial
        refuted = given.status == DENIED and part.standing == standing.DOUBT  # what was suspected
        if part.unknown or (part.standing != standing.NOW and not refuted):
            return part
        stands = _REACTIONS.get(given.kind) or _STANDINGS.get(given.status, standing.NOW)
        if given.kind == ALLERGY and given.status in (PAST, UNCERTAIN):
            stands = standing.INTOLERANCE  # it is asked what happened
        if given.kind == MEDICINE and given.status == UNCERTAIN and given.days is not None:
            stands = standing.PAST  # given, or ended by its dates, so many days ago
        stands = standing.DENIED if given.status == DENIED else stands
        lasting = any(one.course == "lasting" for one in part.named)
        if given.kind == CONDITION and stands == standing.PAST and lasting:
            stands = standing.DOUBT  # what is never over is said to be over: that is asked
        if stands == standing.NOW and faded(self.words, given, part):
            stands = standing.DOUBT
        days = given.days if stands == standing.PAST else None
        return part._replace(standing=stands, days=days)

    def coded(self, given: Given) -> list[Coded]:
        """What the codes of an entry stand for, those that are held."""
        keys = (key for one in given.codes for key in keys_of(one.system, one.code))
        found = (self.lexicon.coded.find(*key) for key in keys)
        return [one for one in found if one is not None]

    def medicine(self, given: Given) -> Stated:
        """A medicine by its codes and names; or by what it is made of."""
        label, is_taken = self.label(given), given.kind == MEDICINE
        coded = meant_by(self.coded(given))
        if is_taken and not coded and self.nameless.none_taken(given.texts):
            return Stated(given, label, (), ABSENT)
        texts = [self.bare(text) for text in given.texts]
        texts = [self.nameless.without(text) for text in texts] if is_taken else texts
        lines = [read(self.lexicon, text, self.today) for text in texts if text]
        main, doubts = taken(self, given, best(lines))
        if is_taken and not coded and names_nothing(main):
            main = (Part(f"{label}: {sentences.NO_NAME_OF_MEDICINE}"),)
        named = [one for part in main for one in part.named]
        if coded and not any(part.recognised for part in main):
            main, by = tuple(Part(label, (one,)) for one in coded), BY_CODE
            main, doubts = taken(self, given, main, self.coded(given)[0].term)
        elif coded and named:
            main = tuple(self.kin.closer(part, coded) for part in main if not part.unknown)
            by = BY_BOTH
        else:
            by = BY_NAME
            main = unread_once(given, label, main or (Part(label),))
        if given.kind != MEDICINE and given.codes and given.texts:
            # What a code names as the cause of an allergy is no medicine that could be taken.
            main = tuple(part for part in main if not part.unknown)
        others = [part for line in lines if line is not main for part in line if not part.unknown]
        said = [*others, *(Part(label, (one,)) for one in coded)]
        main = (*main, *self.contradicting(given, main, said), *doubts)
        return self.made_of(given, main, by)

    def contradicting(
        self, given: Given, main: Sequence[Part], said: Iterable[Part]
    ) -> Iterator[Part]:
        """What a code or a further name says that the first name does not: it is asked."""
        label = self.label(given)
        named = {one.id for part in main for one in part.named}
        seen: set[str] = set()
        for part in said:
            other = [one for one in part.named if not any(self.kin.alike(one.id, n) for n in named)]
            new = [one for one in other if one.id not in seen]
            if new and len(other) == len(part.named):
                seen.update(one.id for one in other)
                harmless = None if named else label
                yield Part(label, tuple(new), sentences.CONTRADICTS, harmless=harmless)

    def made_of(self, given: Given, main: Sequence[Part], by: str) -> Stated:
        """A medicine with what it is made of, where that says more."""
        label = self.label(given)
        inner = [self.stated(one) for one in given.holds]
        parts = [part for one in inner for part in one.parts if not part.unknown]
        named = {one.id for part in main for one in part.named}
        more = [
            part
            for part in parts
            if part.named and not any(self.kin.alike(o.id, n) for o in part.named for n in named)
        ]
        read_inside = bool(inner) and all(not part.unknown for one in inner for part in one.parts)
        nameless = bool(inner) and not (given.texts or given.codes)
        kept = [part for part in main if not (part.unknown and (read_inside or nameless))]
        # What of it was not read is told by itself, with its place; or that it is not there.
        untold = (one for one in inner if nameless or one.given.lacking)
        more += [part for one in untold for part in one.parts if part.unknown]
        every = (*kept, *more) or tuple(parts)
        return Stated(given, label, tuple(self.kin.distinct(every, sentences.CONTRADICTS)), by)

    def measured(self, given: Given) -> Iterator[Part]:
        """A figure as what it stands for."""
        if given.figure is None:
            yield from either([read(self.lexicon, one, self.today) for one in given.texts])
            return
        measure = self.measures[given.of[0]]
        line = f"{measure.names[0]} {given.figure}"
        if given.limit and measure.limit:
            line += f" {measure.limit[0]} {given.limit}"
        for part in read(self.lexicon, line, self.today):
            yield self.standing(given, part._replace(text=f"{self.label(given)}: {given.figure}"))

    def names(self, ids: Iterable[str]) -> tuple[Named, ...]:
        """Named things by their ids."""
        return tuple(self.held.base.names[one] for one in ids)

    def bare(self, text: str) -> str:
        """A name without what is no part of it: `(disorder)`."""
        found = _BRACKETS.fullmatch(text)
        return found[1] if found and found[2].strip().lower() in self.tags else text
