"""Orders, statements, dispenses, administrations → the medicine that each speaks of."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ldnref.answers.checking.given import (
    CONDITION,
    CURRENT,
    DENIED,
    MEDICINE,
    PAST,
    UNCERTAIN,
    VOID,
    Given,
    When,
)
from ldnref.doors import mentions
from ldnref.doors.context import Context
from ldnref.doors.dosages import dosages_of, quantity_of
from ldnref.doors.elements import days_since, earliest, latest, period, shown, text_of
from ldnref.doors.fhir import Resource, listed

#: Where each resource keeps the days on which something was ordered, taken or given.
_DAYS = {
    "MedicationRequest": ("authoredOn",),
    "MedicationStatement": ("effectivePeriod", "effectiveDateTime"),
    "MedicationDispense": ("whenHandedOver", "whenPrepared"),
    "MedicationAdministration": (
        "effectivePeriod",
        "effectiveDateTime",
        "occurencePeriod",
        "occurenceDateTime",
    ),
}

#: Those of which a day tells when something was taken; the day of an order does not.
_TAKEN = ("MedicationStatement", "MedicationAdministration")

#: Of which a completed one was given on its day.
_GIVEN = "MedicationAdministration"

KINDS = tuple(_DAYS)

#: Why something was ordered; and why it stands as it does.
_REASONS = ("reasonCode", "reason")
_OF_STATUS = ("statusReason", "statusReasonCodeableConcept")

#: What may stand beside a medicine.
_BESIDE = frozenset((*_REASONS, *_OF_STATUS, "note"))


def medicine(context: Context, one: Resource) -> Iterator[Given]:
    """An order, a statement, a dispense or an administration; and the reason that it gives."""
    value = one.value
    status = context.status(
        (one.kind, value.get("status") or "unknown"), ("intent", value.get("intent"))
    )
    if value.get("doNotPerform") is True and status != VOID:
        status = DENIED
    begin, end = period(value, *_DAYS[one.kind])
    spans = [(begin, end)] if one.kind in _TAKEN else []
    if "dosageInstruction" in value:
        spans += [_bounds(dose, begin) for dose in listed(value["dosageInstruction"])]
    ended = [_until(*span, context.today) for span in spans]
    over = [day for day in map(latest, ended) if day is not None]
    dated = status == PAST or (status == UNCERTAIN and one.kind == _GIVEN)
    if status == CURRENT and begin != end and over and max(over) < context.today:
        status, dated = UNCERTAIN, True
    first = shown(begin)
    when = When(first, shown(end) or first)
    # What may still be taken, and ended by its dates, is at least as recent as that.
    days = days_since(ended, context.today) if dated and ended else None
    dosages = dosages_of(value, _strength(context, one))
    own = _named(context, one, status)._replace(when=when, days=days)
    own = own._replace(dosages=(dosages,)) if dosages else own
    yield own
    if _BESIDE.isdisjoint(value):
        return
    written = days_since([begin], context.today)
    for key in (*_REASONS, *_OF_STATUS):
        # Why something is not taken, or no more, is no denial of that reason.
        sure = key in _REASONS and status != DENIED
        stands = status if sure or status == VOID else UNCERTAIN
        for number, reason in enumerate(listed(value[key]) if key in value else ()):
            concept = reason.get("concept", reason) if isinstance(reason, dict) else reason
            given = context.given(one, CONDITION, f"{key}[{number}]", concept, stands)
            if given.texts or given.codes:
                yield given._replace(when=when._replace(times=0), written=written)
    if "note" in value:
        yield from mentions.noted(context, one, own._replace(written=written))


def bare(context: Context, one: Resource) -> Given:
    """A medication that nothing in the record speaks of: it may be taken."""
    status = context.status(("Medication", one.value.get("status") or "active"))
    given = context.given(one, MEDICINE, "code", one.value.get("code"), status)
    holds = tuple(_ingredients(context, one, one.value, status))
    lacking = None if given.texts or given.codes or holds else "no medicine is named"
    return given._replace(holds=holds, lacking=lacking)


def references_of(one: Resource) -> Iterator[str]:
    """The references to the medications that a resource speaks of, or is made of."""
    inner: list[object] = []
    if "ingredient" in one.value:
        parts = listed(one.value["ingredient"])
        inner = [part.get("itemReference") for part in parts if isinstance(part, dict)]
    for found in (_reference(one.value), *inner):
        to = text_of(found.get("reference")) if isinstance(found, dict) else None
        if to:
            yield to


def _reference(value: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The reference to a medication, as R4 writes it, or as R5 does."""
    found, both = value.get("medicationReference"), value.get("medication")
    if found is None and both is None:
        return None
    if not isinstance(found, dict) and isinstance(both, dict):
        found = both.get("reference")
        found = both if isinstance(found, str) else found
    return found if isinstance(found, dict) else None


def _named(context: Context, one: Resource, status: str) -> Given:
    """The medicine that a resource speaks of: by its name, or by what it refers to."""
    value = one.value
    both = value.get("medication")
    both = both if isinstance(both, dict) else {}
    concept = value.get("medicationCodeableConcept") or both.get("concept")
    if concept is None and {"coding", "text"} & set(both):
        concept = both
    reference = _reference(value)
    if concept is not None or reference is None:
        given = context.given(one, MEDICINE, "medicationCodeableConcept", concept, status)
        if reference is not None:  # FHIR allows one of them: what the other says is told too
            given = _with(given, _referred(context, one, reference, status))
        named = bool(given.texts or given.codes)
        return given if named else given._replace(lacking="no medicine is named")
    return _referred(context, one, reference, status)


def _strength(context: Context, one: Resource) -> str | None:
    """What one piece of a medicine holds, where its medication says it of its one ingredient."""
    reference = _reference(one.value)
    to = None if reference is None else text_of(reference.get("reference"))
    found = context.held.find(to, one.value, one.url) if to else None
    parts = listed(found.get("ingredient")) if found and "ingredient" in found else []
    if len(parts) != 1 or not isinstance(parts[0], dict):
        return None
    told = parts[0].get("strength") or parts[0].get("strengthRatio")
    told = told if isinstance(told, dict) else {"numerator": parts[0].get("strengthQuantity")}
    holds, each = quantity_of(told.get("numerator")), quantity_of(told.get("denominator"))
    if holds is None or each is None or "ml" not in each.lower():
        return holds
    return f"{holds}/{each}"


def _with(given: Given, other: Given) -> Given:
    """An entry with the names and codes of another one."""
    return given._replace(
        texts=tuple(dict.fromkeys((*given.texts, *other.texts))),
        codes=tuple(dict.fromkeys((*given.codes, *other.codes))),
        holds=(other,) if other.lacking else other.holds,
    )


def _referred(context: Context, one: Resource, reference: Mapping[str, Any], status: str) -> Given:
    """The medicine that a reference leads to, or how it is shown."""
    to = text_of(reference.get("reference"))
    found = context.held.find(to, one.value, one.url)
    display = tuple(filter(None, (text_of(reference.get("display")),)))
    if found is None:
        lacking = None if display else f"reference {to or '(none)'} is not in the record"
        path = f"{one.path}.medicationReference"
        return Given(MEDICINE, display, (), status, one.name, path, lacking=lacking)
    given = context.given(one, MEDICINE, "medicationReference", found.get("code"), status)
    given = given._replace(
        texts=tuple(dict.fromkeys((*given.texts, *display))),
        holds=tuple(_ingredients(context, one, found, status)),
    )
    named = bool(given.texts or given.codes or given.holds)
    return given if named else given._replace(lacking=f"{to} names no medicine")


def _ingredients(
    context: Context, one: Resource, medication: Mapping[str, Any], status: str
) -> Iterator[Given]:
    """What a medication is made of."""
    for number, part in enumerate(listed(medication.get("ingredient"))):
        if not isinstance(part, dict):
            continue
        item = part.get("item")
        item = item if isinstance(item, dict) else {}
        concept = part.get("itemCodeableConcept") or item.get("concept")
        reference = part.get("itemReference") or item.get("reference")
        if concept is None and isinstance(reference, dict):
            to = reference.get("reference")
            found = context.held.find(to, medication, one.url)
            found = found or context.held.find(to, one.value, one.url)
            concept = (found or {}).get("code") or {"text": reference.get("display")}
        yield context.given(one, MEDICINE, f"ingredient[{number}]", concept, status)


def _bounds(dose: object, begin: object) -> tuple[object, object]:
    """The days between which a dosage lies, where it says so; it begins with its order."""
    timing = dose.get("timing") if isinstance(dose, dict) else None
    repeat = timing.get("repeat") if isinstance(timing, dict) else None
    first, last = period(repeat, "boundsPeriod") if isinstance(repeat, dict) else (None, None)
    return first or begin, last


def _until(begin: object, end: object, today: date) -> object:
    """The end of a time; today, where it began and would end later: it may have lasted till now."""
    first, last = earliest(begin), latest(end)
    ahead = last is not None and last > today and begin != end
    return today.isoformat() if ahead and first is not None and first <= today else end
