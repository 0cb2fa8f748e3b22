"""A medicine of a record with how it is taken, in each way that its orders tell.

What an order says in words and in figures is both read: where they differ the higher dose counts,
and that they differ is told. So is a dose of what is checked that was not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ldnref.answers import sentences
from ldnref.answers.checking.dosing import DOSES
from ldnref.answers.checking.given import CURRENT, UNCERTAIN, Dosage, Given
from ldnref.answers.checking.stated import placed
from ldnref.answers.named.line import read, worded
from ldnref.answers.named.part import Part
from ldnref.answers.named.seldom import amounts
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from ldnref.answers.checking.stating import Stating


#: How an entry stands of which it matters how much of it is taken.
_TAKEN = (CURRENT, UNCERTAIN)


class Taken(NamedTuple):
    """A medicine in each way in which it is taken, and what is to be told of them."""

    parts: tuple[Part, ...]
    doubts: tuple[Part, ...] = ()


class _Way(NamedTuple):
    """One way of taking a medicine; None: it is told, and was not read."""

    part: Part | None
    doubt: str | None = None
    #: What it would be by lower doses that are told too.
    others: tuple[Part, ...] = ()


def taken(
    stating: "Stating", given: Given, main: tuple[Part, ...], name: str | None = None
) -> Taken:
    """A medicine as it is taken, in each way that is told, whatever their order.

    An order that does not tell how it is taken is no other way; one that was not read is. `name`
    is what it is called, where that is not what it is told as.
    """
    if len(main) != 1 or not given.dosages or not (main[0].named and main[0].recognised):
        return Taken(main)
    own = _Taking(stating, main[0], name or stating.bare(main[0].text))
    ways = [own.ordered(order) for order in given.dosages]
    parts = [
        one for way in ways for one in (way.part or main[0]._replace(amount=None), *way.others)
    ]
    told = dict.fromkeys(way.doubt for way in ways if way.doubt and given.status in _TAKEN)
    label = stating.label(given)
    doubts = (placed(given, label, Part(label, asks=why, unread=True)) for why in told)
    return Taken(tuple({(one.named, one.amount): one for one in parts}.values()), tuple(doubts))


class _Taking:
    """One medicine, and its instructions."""

    def __init__(self, stating: "Stating", part: Part, name: str) -> None:
        self.lexicon, self.today, self.kin = stating.lexicon, stating.today, stating.kin
        self.part, self.name = part, name
        base = stating.held.base
        ids = {one.id for one in part.named}
        #: Whether it depends on how much it is what it is, and what is held on it.
        self.dosed = any(
            not ids.isdisjoint((*rule.of, *(one for band in rule.bands for one in band.means)))
            for rule in base.measures.amounts
        )
        self.checked = base.topics[DOSES].of

    def ordered(self, order: Sequence[Dosage]) -> _Way:
        """How an order has it taken: instructions one after another, or beside each other."""
        if not self.dosed:
            text = order[0].text if len(order) == 1 else None
            return _Way((self._read(text) if text else None) or self.part)
        ways = sorted(((one.step or 0, at) for at, one in enumerate(order)))
        steps = [[order[at] for _, at in one] for _, one in groupby(ways, itemgetter(0))]
        found = [self._together(step) for step in steps]
        doubt = next((way.doubt for way in found if way.doubt), None)
        others = tuple(one for way in found for one in way.others)
        parts = [way.part for way in found if way.part is not None]
        most = max(parts, key=_amount) if len(parts) == len(found) else None
        return _Way(most, doubt, others)

    def _together(self, step: Sequence[Dosage]) -> _Way:
        """Instructions that are followed beside each other: their doses add up."""
        ways = [self._way(one) for one in step]
        doubt = next((way.doubt for way in ways if way.doubt), None)
        parts = [way.part for way in ways if way.part is not None]
        others = tuple(one for way in ways for one in way.others)
        if len(parts) < len(ways):
            return _Way(None, doubt, others)
        doses = [one.amount for one in parts if one.amount is not None]
        if len(ways) == 1 or len(doses) < 2:  # noqa: PLR2004 - none, or one
            return _Way(max(parts, key=_amount), doubt, others)
        if any(one.step is None for one in step):
            doubt = doubt or sentences.DOSES_ADDED.format(doses=_listed(doses))
        return _Way(
            self._read(sentences.A_DAY.format(amount=sum(doses, Decimal(0)))), doubt, others
        )

    def _way(self, told: Dosage) -> _Way:
        """How one instruction has it taken; of ways that differ the highest dose."""
        found = list(self._readings(told))
        if not found and not told.unread:
            return _Way(self.part)
        parts = [one for one in found if one is not None]
        most = max(parts, key=_amount, default=None)
        above = most is not None and any(
            cap is None or _amount(cap) > _amount(most) for cap in map(self._read, told.most)
        )
        if most is None or told.unread or above or len(parts) < len(found):
            # What is told in words may be more than that, and is no less.
            part = most if told.text else None
            checked = any(one.id == self.checked for one in (part or self.part).named)
            return _Way(part, sentences.DOSE_UNREAD if checked else None)
        doses = dict.fromkeys(one.amount for one in parts if one.amount is not None)
        differ = sentences.DOSES_DIFFER.format(doses=_listed(sorted(doses)))
        by_name = {one.named: one for one in sorted(parts, key=_amount)}
        others = (one for one in by_name.values() if one.named != most.named)
        return _Way(most, differ if len(doses) > 1 else None, tuple(others))

    def _readings(self, told: Dosage) -> Iterator[Part | None]:
        """An instruction by its words, and by its figures: what one leaves out the other tells."""
        text = " ".join([told.text or "", *filter(self._informs, told.beside)]).strip()
        tells, often = self._tells(text), self._times(text)
        known = dict.fromkeys([*told.times, *filter(None, map(self._times, told.often))])
        unnamed = bool(told.often) and not known and often is None
        if unnamed or (told.at_will and not tells) or any(map(self._uncounted, known)):
            yield None
        # Of many the most and the fewest tell whether they differ, and by how much at most.
        times: Sequence[int | None] = sorted({min(known), max(known)}) if known else [often]
        if tells or often is not None:
            for each in [""] if tells else told.amounts or [""]:
                for number in [None] if often is not None else times:
                    yield self._read(each, text, _a_day(number))
        if tells and not told.amounts and often is not None and known:
            yield from (self._oftener(text, often, number) for number in known)
        elif told.amounts or (known and not tells) or (told.strength and not text):
            for each in told.amounts or [""]:
                for number in times:
                    unread = each and not self._tells(each)
                    yield None if unread else self._read(told.strength, each, _a_day(number))

    def _oftener(self, text: str, often: int, number: int) -> Part | None:
        """What words tell, taken so often a day, and not as often as they say."""
        found = self._read(text, _a_day(number))
        if found is None or found.amount is None or number > often:
            return found
        return found._replace(amount=found.amount * number / often)

    def _read(self, *words: str | None) -> Part | None:
        """The medicine with words beside it; None where they say that it is something else."""
        line = " ".join(filter(None, (self.name, *words)))
        found = [one for one in read(self.lexicon, line, self.today) if one.named]
        same = [one for one in found if self._alike(one) and one.standing == self.part.standing]
        return same[0]._replace(text=self.part.text) if len(same) == 1 else None

    def _alike(self, part: Part) -> bool:
        own = self.part.named
        return all(self.kin.alike(one.id, each.id) for one in part.named for each in own)

    def _tells(self, text: str) -> bool:
        """Whether words say how much."""
        return bool(text) and amounts.tells(self.lexicon, worded(self.lexicon, text).tokens)

    def _times(self, text: str) -> int | None:
        """How often a day, where words say it."""
        return amounts.times(self.lexicon, worded(self.lexicon, text).tokens) if text else None

    def _uncounted(self, number: int) -> bool:
        """Whether nothing is taken so often a day."""
        return number > 1 and self._times(_a_day(number)) != number

    def _informs(self, text: str) -> bool:
        return self._tells(text) or self._times(text) is not None


def _amount(part: Part) -> Decimal:
    """Milligrams a day; below any where they are not told."""
    return Decimal(-1) if part.amount is None else part.amount


def _a_day(number: int | None) -> str:
    return sentences.OFTEN.format(times=number) if number and number > 1 else ""


def _listed(doses: Iterable[Decimal]) -> str:
    return " and ".join(f"{dose:.2f}".rstrip("0").rstrip(".") for dose in doses)
