"""Entries → each thing once, and of what is observed the last. Knows nothing clinical."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from ldnref.answers.checking.given import (
    CURRENT,
    DENIED,
    MEASURED,
    PAST,
    UNCERTAIN,
    Given,
    When,
)

T = TypeVar("T", int, str)

#: Which status stands for all where one thing is said more than once.
_STRONGEST = (CURRENT, UNCERTAIN, PAST, DENIED)


def once(given: Iterable[Given]) -> Iterator[Given]:
    """Each thing once: the strongest status, the first and the last day, how often it is said."""
    found: dict[Any, Given] = {}
    void = []
    for one in given:
        if one.status not in _STRONGEST:
            void.append(one)
            continue
        key = (one.kind, *(text.lower() for text in one.texts), *one.codes, one.figure, one.lacking)
        key = (*key, one.path) if one.lacking or one.holds else key
        key = (*key, one.status) if one.of else key  # of what is observed the newest tells
        before = found.get(key)
        found[key] = one if before is None else _both(before, one)
    yield from found.values()
    yield from void


def _both(one: Given, other: Given) -> Given:
    """Two entries that say the same as one."""
    lead, here, there = one, one.when, other.when
    if one.status != other.status:
        lead = min(one, other, key=lambda given: _STRONGEST.index(given.status))
    return lead._replace(
        when=When(
            _bound(min, here.first, there.first),
            _bound(max, here.last, there.last),
            here.times + there.times,
        ),
        days=_bound(min, one.days, other.days),
        written=_bound(min, one.written, other.written),
    )


def _bound(which: Callable[[T, T], T], one: T | None, other: T | None) -> T | None:
    """The first or the last of two, where they are known."""
    if one is None or other is None:
        return other if one is None else one
    return which(one, other)


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
