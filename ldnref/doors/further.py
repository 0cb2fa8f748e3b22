"""Claims, plans, flags, devices, answers → the medicines and conditions that they plainly name.

None of them says that something is taken, or so: it is never more than asked about. What else they
hold is not read; one that names nothing is told as not read, and so is each item of a claim that
is no medicine by its code. Knows nothing clinical.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ldnref.answers.checking.given import CONDITION, MEDICINE, PAST, UNCERTAIN, VOID, Given, When
from ldnref.doors import mentions
from ldnref.doors.context import Context
from ldnref.doors.elements import days_since, period, shown, texts_of, words_of
from ldnref.doors.fhir import Resource, listed

#: Where each keeps the days that it is about.
_DAYS = {
    "Claim": ("billablePeriod", "created"),
    "ExplanationOfBenefit": ("billablePeriod", "created"),
    "CarePlan": ("period", "created"),
    "Flag": ("period",),
    **mentions.DAYS,
}

KINDS = tuple(_DAYS)

#: Code systems of medicines: what a claim bills by another code may be a visit.
_OF_MEDICINES = frozenset(("rxnorm", "ndc", "atc", "dmd"))

#: A claim of this type bills medicines, whatever their codes.
_PHARMACY = "pharmacy"


def further(context: Context, one: Resource) -> Iterator[Given]:
    """The medicines and conditions that a resource names, each uncertain, or past."""
    said = {"Flag": _flagged, "CarePlan": _planned}.get(one.kind, _billed)
    said = mentions.mentioned if one.kind in mentions.DAYS else said
    for given, day in said(context, one):
        yield carried(context, one, given, day)


def carried(context: Context, one: Resource, given: Given, day: object = None) -> Given:
    """What a resource names or carries, as that stands: void, past, or uncertain."""
    begin, end = period(one.value, *_DAYS[one.kind])
    last = day or end or begin
    days = days_since([last], context.today)
    stands = (context.status((one.kind, one.value.get("status"))), given.status)
    told = PAST if PAST in stands or _old(context, days) else UNCERTAIN
    told = VOID if VOID in stands else told
    return given._replace(status=told, when=When(shown(day or begin), shown(last)), written=days)


#: An entry, and the day on which it took place where that is told.
_Found = Iterator[tuple[Given, object]]


def _old(context: Context, days: int | None) -> bool:
    """Whether it is so long ago that it says nothing of today."""
    return days is not None and days > (context.words.fades or days)


def _named(
    context: Context, one: Resource, kind: str, key: str, concept: object
) -> Iterator[Given]:
    """What a concept names; nothing where it names nothing."""
    given = context.given(one, kind, key, concept, UNCERTAIN)
    if given.texts or given.codes:
        yield given


def _flagged(context: Context, one: Resource) -> _Found:
    """What a flag warns of."""
    for given in _named(context, one, CONDITION, "code", one.value.get("code")):
        yield given, None


def unread(context: Context, one: Resource) -> Iterator[tuple[str, str]]:
    """What a claim lists and is not read, as a kind with its path; of a pharmacy only fees are."""
    if _is_of_a_pharmacy(one):
        return
    for path, item in _items(one.value):
        concept = item.get("productOrService")
        named = texts_of(concept) or context.systems.codes_of(concept)
        if named and not _is_billed(context, one, path, concept):
            yield f"{one.kind}.item", f"{one.path}.{path}"


def _is_of_a_pharmacy(one: Resource) -> bool:
    return _PHARMACY in words_of(one.value.get("type"))


def _is_billed(context: Context, one: Resource, path: str, concept: object) -> bool:
    """Whether what a claim lists is a medicine."""
    systems = {code.system for code in context.systems.codes_of(concept)}
    # Below an item of a pharmacy stand its parts by name, and fees by codes of its own.
    part = "." in path and not texts_of(concept)
    return bool(systems & _OF_MEDICINES) or (_is_of_a_pharmacy(one) and not part)


def _billed(context: Context, one: Resource) -> _Found:
    """The medicines and the diagnoses of a claim."""
    for path, item in _items(one.value):
        concept = item.get("productOrService")
        if _is_billed(context, one, path, concept):
            begin, end = period(item, "servicedPeriod", "servicedDate")
            for given in _named(context, one, MEDICINE, f"{path}.productOrService", concept):
                yield given, end or begin
    for number, row in enumerate(listed(one.value.get("diagnosis"))):
        if isinstance(row, dict):
            path = f"diagnosis[{number}].diagnosisCodeableConcept"
            said = row.get("diagnosisCodeableConcept")
            for given in _named(context, one, CONDITION, path, said):
                yield given, None


def _items(value: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What a claim lists, and the details of each."""
    for key in ("item", "addItem", "detail", "subDetail"):
        for number, item in enumerate(listed(value.get(key))):
            if isinstance(item, dict):
                path = f"{within}{key}[{number}]"
                yield path, item
                yield from _items(item, f"{path}.")


def _planned(context: Context, one: Resource) -> _Found:
    """The medicines of a plan, and the reasons of what it lists."""
    for number, activity in enumerate(listed(one.value.get("activity"))):
        detail = activity.get("detail") if isinstance(activity, dict) else None
        if isinstance(detail, dict):
            status = context.status((one.kind, detail.get("status")))
            for given in _detailed(context, one, detail, f"activity[{number}].detail"):
                yield given._replace(status=status), None


def _detailed(
    context: Context, one: Resource, detail: Mapping[str, Any], path: str
) -> Iterator[Given]:
    """The medicine of one thing that a plan lists, and its reasons."""
    product = detail.get("productReference")
    if isinstance(product, dict):
        found = context.held.find(product.get("reference"), one.value, one.url)
        concept = (found or {}).get("code") or {"text": product.get("display")}
        yield from _named(context, one, MEDICINE, f"{path}.productReference", concept)
    code = ("code",) if str(detail.get("kind")).startswith("Medication") else ()
    for key in ("productCodeableConcept", *code):
        yield from _named(context, one, MEDICINE, f"{path}.{key}", detail.get(key))
    for number, said in enumerate(listed(detail.get("reasonCode"))):
        yield from _named(context, one, CONDITION, f"{path}.reasonCode[{number}]", said)
