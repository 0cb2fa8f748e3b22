"""A record system's record → what it says of one patient, with dates and doubts.

Each medicine and condition stands once, with its first and last day. Names of patients, their
identifiers and days of birth are read past. Knows nothing clinical: what an entry means is the
check's business.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from ldnref.answers import sentences
from ldnref.answers.checking.given import (
    CURRENT,
    DENIED,
    MEASURED,
    MEDICINE,
    PAST,
    UNCERTAIN,
    VOID,
    Given,
    Record,
    When,
)
from ldnref.doors import entries, medicines, sections
from ldnref.doors.context import Context
from ldnref.doors.elements import References
from ldnref.doors.fhir import Document, Resource, document
from ldnref.doors.kept import Keeping
from ldnref.doors.medicines import references_of
from ldnref.doors.owners import Owners
from ldnref.doors.parsing import NotReadError
from ldnref.doors.patient import age, deceased
from ldnref.knowledge.model_records import RecordWords

T = TypeVar("T", int, str)

#: Which status stands for all where one thing is said more than once.
_STRONGEST = (CURRENT, UNCERTAIN, PAST, DENIED)

#: What may be observed without being read: it is counted.
_OBSERVED = "Observation"

#: Of these an empty one says that something is missing; of others nothing was kept.
_SPEAKING = (
    "Patient",
    *medicines.KINDS,
    "Medication",
    "Condition",
    "AllergyIntolerance",
    _OBSERVED,
)

#: What begins so is about medicines, also where it is no kind of R4 that is read.
_MEDICINES = "medication"
_READ = frozenset((*medicines.KINDS, "Medication", "MedicationKnowledge"))

#: What is somebody's.
_OWNED = frozenset(entries.KINDS) - {"Medication"}


def record(data: bytes, words: RecordWords, today: date, patient: str | None = None) -> Record:
    """What a file says of one patient, as of a day.

    Raises NotReadError for what is no FHIR R4, and where it speaks of more than one patient, none
    of them asked for.
    """
    found = document(data, Keeping(words))
    owners = Owners(found.resources, References(found.resources))
    return recorded(found, words, today, owners, _chosen(owners, patient))


def recorded(
    found: Document, words: RecordWords, today: date, owners: Owners, patient: str | None
) -> Record:
    """What a document says of one of its patients, as of a day; None: it names none."""
    held = owners.held
    resources = [
        one
        for one in found.resources
        if (len(one.value) > 1 or one.kind in _SPEAKING) and _is_of(owners, one, patient)
    ]
    context = Context(words, held, today)
    referred = (
        medication.path
        for one in resources
        if one.kind != _OBSERVED
        for to in references_of(one)
        for medication in held.resolve(to, one.url)
    )
    spoken_of = {*referred}
    given: list[Given] = []
    gaps = [*found.gaps, *_unclear(owners, found.resources, patient)]
    died, others = None, 0
    for one in resources:
        if one.kind == "Patient":
            died = died or deceased(one)
            given += filter(None, (age(one, today),))
        elif one.kind in sections.KINDS:
            given += sections.said(context, one)
            gaps += sections.missing(context, one)
        elif one.kind == _OBSERVED and "code" not in one.value and "component" not in one.value:
            others += 1
        elif one.kind != "Medication" or one.path not in spoken_of:
            said = list(entries.entries(context, one))
            others += one.kind == _OBSERVED and not said
            if said and one.value.get("modifierExtension"):
                gaps.append(sentences.MODIFIED.format(entry=one.name))
                said = list(map(_modified, said))
            given += said
    # An empty list of medicines is nowhere told from one that was never sent.
    if not any(one.kind == MEDICINE for one in given):
        gaps.append(sentences.NO_MEDICINE)
    gaps += [f"{one.resource}: {one.lacking}" for one in given if one.lacking]
    return Record(
        given=tuple(_latest(_once(given), today.isoformat())),
        gaps=tuple(dict.fromkeys(gaps)),
        patients=1 if resources else 0,  # of more than one, one was chosen
        deceased=died,
        today=today,
        others=others,
    )


def _modified(given: Given) -> Given:
    """An entry of which an extension may change the meaning: it is not certain."""
    return given if given.status == VOID else given._replace(status=UNCERTAIN)


def _chosen(owners: Owners, patient: str | None) -> str | None:
    """The patient that was asked for, or the only one; raises NotReadError where there is none."""
    if patient is None:
        return owners.one("--patient")
    found = owners.named(patient)
    if found is None:
        raise NotReadError(f"{patient} is not in it; there are: {owners.shown}")
    return found


def _is_of(owners: Owners, one: Resource, patient: str | None) -> bool:
    """Whether a resource is of a patient; what belongs to nobody is of the only one."""
    if one.path not in owners.of:
        return False
    owner = owners.of[one.path]
    return owner == patient or (owner is None and (one.kind == "Medication" or owners.alone))


def _unclear(owners: Owners, resources: Iterable[Resource], patient: str | None) -> Iterator[str]:
    """What cannot be told whose it is."""
    for one in owners.groups:
        yield sentences.OF_A_GROUP.format(entry=one.name)
    for name in owners.unsure:
        yield sentences.ONLY_SHOWN.format(entry=name)
    for name, called in owners.apart.items():
        if called != patient:  # another patient, or another way of writing that one
            yield sentences.OTHERWISE_SHOWN.format(entry=name)
    for one in resources:
        if one.kind.lower().startswith(_MEDICINES) and one.kind not in _READ:
            yield sentences.NO_SUCH_KIND.format(entry=one.path, kind=one.kind)
        unsaid = one.path in owners.of and owners.of[one.path] is None
        if unsaid and not owners.alone and one.kind in _OWNED and len(one.value) > 1:
            yield f"{one.name}: it does not say whose it is"


def _once(given: Iterable[Given]) -> Iterator[Given]:
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


def _latest(given: Iterable[Given], today: str) -> Iterator[Given]:
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
