"""A record system's record → what it says of one patient, with dates and doubts.

Each medicine and condition stands once, with its first and last day. Names of patients, their
identifiers and days of birth are read past. Knows nothing clinical: what an entry means is the
check's business.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from ldnref.answers import sentences
from ldnref.answers.checking.given import (
    MEDICINE,
    UNCERTAIN,
    VOID,
    Given,
    PassedOver,
    Record,
)
from ldnref.doors import entries, further, medicines, mentions, sections
from ldnref.doors.context import Context
from ldnref.doors.fhir import Document, Resource, document
from ldnref.doors.kept import Keeping
from ldnref.doors.medicines import references_of
from ldnref.doors.once import newest, once
from ldnref.doors.owners import Owners
from ldnref.doors.parsing import NotReadError
from ldnref.doors.patient import age, deceased
from ldnref.doors.references import References
from ldnref.knowledge.model_records import RecordWords

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

#: Kinds that are read only in part: one that names nothing was not read.
_PASSED = frozenset((*further.KINDS, "DiagnosticReport"))
_HEARD = frozenset((*entries.KINDS, *sections.KINDS, "Patient", "Substance"))

#: Of these a note is told as not read.
_NOTED = frozenset(
    (*medicines.KINDS, "Condition", "AllergyIntolerance", "Procedure", "ServiceRequest")
)

#: What is somebody's.
_OWNED = frozenset(entries.KINDS) - {"Medication", "Device"}


def record(data: bytes, words: RecordWords, today: date, patient: str | None = None) -> Record:
    """What a file says of one patient, as of a day.

    Raises NotReadError for what is no FHIR R4, and where it speaks of more than one patient, none
    of them asked for.
    """
    found = document(data, Keeping(words))
    owners = Owners(found.resources, References(found.resources), words.titles)
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
    beside: list[Given] = []
    gaps = [*found.gaps, *_unclear(owners, found.resources, patient)]
    died, others = None, 0
    items: list[tuple[str, str]] = []
    silent = {one.path for one in found.resources if _is_passed(words, owners, one, patient)}
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
            if _is_silent(words, one, said):
                silent.add(one.path)
            elif not said or any(each.status != VOID for each in said):
                items += _unread(context, one)
            others += one.kind == _OBSERVED and not said
            if said and one.value.get("modifierExtension"):
                gaps.append(sentences.MODIFIED.format(entry=one.name))
                said = list(map(_modified, said))
            (beside if one.kind in further.KINDS else given).extend(said)
    # An empty list of medicines is nowhere told from one that was never sent; a claim is no list.
    if not any(one.kind == MEDICINE for one in given):
        gaps.append(sentences.NO_MEDICINE)
    given += beside
    gaps += [f"{one.resource}: {one.lacking}" for one in given if one.lacking]
    return Record(
        given=tuple(newest(once(given), today.isoformat())),
        gaps=tuple(dict.fromkeys(gaps)),
        patients=1 if resources else 0,  # of more than one, one was chosen
        deceased=died,
        today=today,
        others=others,
        passed=tuple(
            _counted([*((r.kind, r.path) for r in found.resources if r.path in silent), *items])
        ),
    )


def _is_passed(words: RecordWords, owners: Owners, one: Resource, patient: str | None) -> bool:
    """Whether a resource is not read, of a kind that may say something of the patient."""
    if one.kind in words.passed_over:
        return False
    if one.kind in _PASSED:
        return len(one.value) == 1  # nothing of it was kept
    if one.kind in _HEARD:
        return False
    return owners.of.get(one.path) in (None, patient)


def _is_silent(words: RecordWords, one: Resource, said: Collection[Given]) -> bool:
    """Whether a resource is told as not read although it was: it names nothing, or not all is."""
    if one.kind in words.passed_over:
        return False
    return one.kind in mentions.DAYS or (not said and one.kind in _PASSED)


def _unread(context: Context, one: Resource) -> Iterator[tuple[str, str]]:
    """What is not read of a resource that is: items of a claim, notes."""
    if one.kind in further.KINDS:
        yield from further.unread(context, one)
    elif one.kind in _NOTED and one.value.get("note"):
        yield f"{one.kind}.note", f"{one.path}.note"


def _counted(silent: Iterable[tuple[str, str]]) -> list[PassedOver]:
    """How many of each kind there are, the most first, and where the first stands."""
    found: dict[str, PassedOver] = {}
    for kind, path in silent:
        times, first = found[kind][1:] if kind in found else (0, path)
        found[kind] = PassedOver(kind, times + 1, first)
    return sorted(found.values(), key=lambda one: (-one.times, one.kind))


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
    if owner is None and one.kind == "Device":
        return False  # one that nobody has may only have measured
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
