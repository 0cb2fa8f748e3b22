"""A CDS Hooks request → cards, from the same answer as a check. No network, no clock, no store.

A card speaks only where naltrexone is in sight. Without one nothing was left unread that matters:
where something needed is missing, there is a card that says so, or MissingError.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ldnref.answers import sentences
from ldnref.answers.checking.given import CURRENT, MEDICINE, UNCERTAIN, Given, Record
from ldnref.answers.checking.held import Held
from ldnref.answers.named.kin import wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.record import Checked, judged
from ldnref.doors.context import Context
from ldnref.doors.deck import deck
from ldnref.doors.entries import entries
from ldnref.doors.fhir import Document, read, unwrapped
from ldnref.doors.owners import Owners
from ldnref.doors.parsing import MissingError, NotReadError
from ldnref.doors.records import recorded
from ldnref.doors.references import References
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_records import RecordWords

#: The specification that is kept to.
_VERSION = "2.0.1"

#: Where a request holds what is being ordered.
_DRAFTS = ("context.draftOrders", "context.medications")


def services(words: RecordWords) -> dict[str, object]:
    """What is offered: one service a hook, each with what it wants beforehand."""
    prefetch = {one.key: one.query for one in words.prefetch}
    return {
        "services": [
            {
                "id": one.id,
                "hook": one.hook,
                "title": one.title,
                "description": one.description,
                "prefetch": prefetch,
                "version": _VERSION,
            }
            for one in words.services
        ]
    }


def cards(
    base: KnowledgeBase,
    request: object,
    today: date,
    lexicon: Lexicon | None = None,
    held: Held | None = None,
) -> dict[str, object]:
    """The response to a request: cards, the gravest first; none where no naltrexone is in sight.

    Raises NotReadError for what is no request, and MissingError where what is needed is missing.
    """
    words = base.records or RecordWords()
    if not isinstance(request, Mapping) or not isinstance(request.get("context"), Mapping):
        raise NotReadError("no CDS Hooks request: there is no context")
    document = read(request)
    lacking = tuple(_lacking(words, document, request))
    owners = Owners(document.resources, References(document.resources), words.titles)
    patient, apart = _patient(owners, request)
    apart += _of_others(document, Context(words, owners.held, today), owners, patient)
    record = _drafted(recorded(document, words, today, owners, patient))
    gaps = (sentences.NOT_GIVEN.format(key=one) for one in lacking)
    record = record._replace(gaps=(*record.gaps, *apart, *gaps))
    checked = judged(held or base.made(Held), lexicon or Lexicon(base), record)
    if not _in_sight(base, checked):
        apart += _nameless(checked)
        needed = [one.key for one in words.prefetch if one.needed and one.key in lacking]
        if needed or document.gaps or apart:
            missing = "; ".join((*needed, *document.gaps, *apart))
            raise MissingError(f"needed, and neither in prefetch nor to be had: {missing}")
        return {"cards": []}
    key = str(request.get("hookInstance") or request.get("hook") or "")
    return {"cards": deck(base, checked, key)}


def _lacking(words: RecordWords, document: Document, request: Mapping[str, Any]) -> Iterator[str]:
    """The keys of what was wanted beforehand and is nowhere in the request."""
    prefetch = request.get("prefetch")
    given = prefetch if isinstance(prefetch, Mapping) else {}
    kinds = {one.kind for one in document.resources if not one.path.startswith(_DRAFTS)}
    sent = {key for key, value in given.items() if unwrapped(value) is not None}
    for one in words.prefetch:
        if one.key not in sent and not kinds & {*one.kinds}:
            yield one.key


def _patient(owners: Owners, request: Mapping[str, Any]) -> tuple[str | None, list[str]]:
    """The patient of the request, and what speaks against all being about that one."""
    said = request["context"].get("patientId")
    wanted = said if isinstance(said, str) and said else None
    if wanted is not None and (found := owners.named(wanted)) is not None:
        return found, []
    only = owners.one("context.patientId")
    if wanted is None or only is None:
        return only, []
    return only, [sentences.OTHER_PATIENT.format(wanted=wanted, found=only)]


def _of_others(
    document: Document, context: Context, owners: Owners, patient: str | None
) -> list[str]:
    """How many entries of another patient were left out, of those that would be read."""
    others = (
        one
        for one in document.resources
        if owners.of.get(one.path) not in (None, patient) and one.kind != "Patient"
    )
    count = sum(any(True for _ in entries(context, one)) for one in others)
    return [sentences.OF_OTHERS.format(count=count)] if count else []


def _drafted(record: Record) -> Record:
    """A record in which what is being ordered counts as taken."""

    def current(given: Given) -> Given:
        drafted = given.path.startswith(_DRAFTS) and given.status == UNCERTAIN
        return given._replace(status=CURRENT) if drafted else given

    return record._replace(given=tuple(map(current, record.given)))


def _nameless(checked: Checked) -> list[str]:
    """What is being ordered by a code that nobody knows: it may be naltrexone."""
    return [
        sentences.DRAFT_UNREAD.format(entry=one.label)
        for one in checked.stated
        if one.given.path.startswith(_DRAFTS)
        and one.given.kind == MEDICINE
        and not one.given.texts
        and any(part.unknown for part in one.parts)
    ]


def _in_sight(base: KnowledgeBase, checked: Checked) -> bool:
    """Whether any naltrexone is ordered or taken."""
    watched = {*(base.records.watched if base.records else ())}
    return any(
        watched & {one.id, *wider(base.names, one.id)}
        for stated in checked.stated
        if stated.given.kind == "medicine" and stated.given.status in (CURRENT, UNCERTAIN)
        for part in stated.parts
        for one in part.named
    )
