"""Entries → each thing once, and of what is observed the last. Knows nothing clinical."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ldnref.answers.checking.given import (
    CURRENT,
    DENIED,
    MEASURED,
    PAST,
    UNCERTAIN,
    Given,
    When,
)

#: Which status stands for all where one thing is said more than once.
_STRONGEST = (CURRENT, UNCERTAIN, PAST, DENIED)


def once(given: Iterable[Given]) -> Iterator[Given]:
    """Each thing once: the strongest status, the first and the last day, how often it is said."""
    found: dict[Any, list[Given]] = {}
    void = []
    for one in given:
        if one.status not in _STRONGEST:
            void.append(one)
            continue
        key = (one.kind, *(text.lower() for text in one.texts), *one.codes, one.figure, one.lacking)
        key = (*key, one.path) if one.lacking or one.holds else key
        key = (*key, one.status) if one.of else key  # of what is observed the newest tells
        found.setdefault(key, []).append(one)
    yield from map(_together, found.values())
    yield from void


def _together(same: Sequence[Given]) -> Given:
    """Entries that say the same as one."""
    if len(same) == 1:
        return same[0]
    lead = min(same, key=lambda given: _STRONGEST.index(given.status))
    first, last, times = zip(*(one.when for one in same), strict=True)
    return lead._replace(
        when=When(
            min(filter(None, first), default=None),
            max(filter(None, last), default=None),
            sum(times),
        ),
        days=_fewest(one.days for one in same),
        written=_fewest(one.written for one in same),
        # What was taken in another way before tells nothing of how it is taken now.
        dosages=tuple(
            dict.fromkeys(way for one in same if one.status == lead.status for way in one.dosages)
        ),
    )


def _fewest(days: Iterable[int | None]) -> int | None:
    """The fewest of days, where any are known."""
    return min((one for one in days if one is not None), default=None)


def _newer(kept: list[Given], one: Given) -> list[Given]:
    """The newest figures of those that were kept and another; the first counts them all."""
    if not kept:
        return [one]
    times = kept[0].when.times + one.when.times
    last, other = kept[0].when.last or "", one.when.last or ""
    if other > last or (other == last and not other):
        return [one._replace(when=one.when._replace(times=times))]
    lead = kept[0]._replace(when=kept[0].when._replace(times=times))
    same = other == last and all(one.figure != each.figure for each in kept)
    return [lead, *kept[1:], *((one._replace(when=one.when._replace(times=0)),) if same else ())]


def newest(given: Iterable[Given], today: str) -> Iterator[Given]:
    """The entries; of what is observed the last alone, with how often it was.

    Of a figure an undated one is the oldest. Of a status it may be the last; two of one day both
    stand, figures too. What bears a day that is not yet hides none that was.
    """
    last: dict[tuple[object, ...], list[Given]] = {}
    said: dict[tuple[str, ...], list[Given]] = {}
    for one in given:
        if not one.of or one.lacking or one.status not in _STRONGEST:
            yield one
        elif one.kind == MEASURED:
            # One measure may be of more than one thing: by their names, or else their codes.
            key = (*one.of, *(one.texts[:1] or one.codes), (one.when.last or "") > today)
            last[key] = _newer(last.get(key, []), one)
        else:
            ahead = "ahead" if (one.when.last or "") > today else ""
            said.setdefault((one.series, *one.of, ahead), []).append(one)
    yield from (one for kept in last.values() for one in kept)
    for same in said.values():
        days = [one.when.last for one in same if one.when.last]
        newest = max(days, default="")
        kept_of = [one for one in same if not one.when.last or one.when.last >= newest]
        times = sum(one.when.times for one in same) - sum(one.when.times for one in kept_of)
        lead = kept_of[0]
        kept_of[0] = lead._replace(when=lead.when._replace(times=lead.when.times + times))
        yield from kept_of
