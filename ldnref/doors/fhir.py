"""FHIR as JSON → its resources, each with its path; what is no R4 is refused. Knows no medicine.

Standard library only, and lenient: a resource that breaks a rule of FHIR still says what it says.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ldnref.answers import sentences
from ldnref.doors.history import newest, older, whole_number
from ldnref.doors.parsing import Keep, NotReadError, parsed
from ldnref.tuples import NamedTuple

#: No record is nested deeper than this.
_DEEPEST = 100

#: Where the context of a request holds resources.
_DRAFTS = ("draftOrders", "medications")

#: What a request holds beside resources, as an object.
_SAID = ("context", "prefetch", "fhirAuthorization", "extension")

#: Resources of older versions, which are not read.
OLD = ("MedicationOrder", "MedicationPrescription")


class Resource:
    """A resource, where it stands, and the address that its bundle gives it.

    No tuple: a record has thousands, and its type and name are asked for a dozen times each.
    """

    __slots__ = ("kind", "name", "path", "url", "value")

    def __init__(self, value: Mapping[str, Any], path: str, url: str | None = None) -> None:
        self.value = value
        self.path = path
        self.url = url
        #: Its type: `Condition`.
        self.kind = str(value["resourceType"])
        own = value.get("id")
        #: Its type and id: `Condition/c1`; without an id, its path.
        self.name = f"{self.kind}/{own}" if isinstance(own, str) and own else path


class Document(NamedTuple):
    """All that one file or request holds."""

    resources: tuple[Resource, ...]
    #: What it says is missing.
    gaps: tuple[str, ...]
    #: A CDS Hooks request, as it came.
    request: Mapping[str, Any] | None = None


def document(data: bytes, keep: Keep) -> Document:
    """The resources of a bundle, a resource, NDJSON or a CDS Hooks request.

    `keep` makes of an entry what is kept of it. Raises NotReadError, with what is wrong and where,
    for anything else: never half of it.
    """
    return read(parsed(data, keep))


def read(value: object) -> Document:
    """The resources of a value that came as JSON."""
    if _deep(value):
        raise NotReadError(f"nested deeper than {_DEEPEST}: no record is")
    walk = _Walk()
    request = value if isinstance(value, dict) and "resourceType" not in value else None
    if request is not None and not {"hook", "context", "prefetch"} & set(request):
        raise NotReadError("no FHIR: there is no resourceType, and no CDS Hooks request")
    if isinstance(value, list) and not value:
        raise NotReadError("no FHIR: an empty list")
    if not isinstance(value, (dict, list)):
        raise NotReadError("no FHIR: expected an object with a resourceType")
    found = tuple(walk.request(request) if request is not None else walk.every(value, ""))
    for one in found:
        _refuse_old(one)
    late = older(found)
    walk.gaps += (sentences.OLDER.format(entry=path, newer=late[path].path) for path in late)
    standing = tuple(one for one in found if one.path not in late)
    return Document(standing, tuple(walk.gaps), request)


def _deep(value: object) -> bool:
    """Whether it is nested deeper than any record is."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(_DEEPEST):
        level = [
            inner
            for one in level
            for inner in (one.values() if type(one) is dict else one)
            if type(inner) is dict or type(inner) is list  # JSON has no kinds of them
        ]
        if not level:
            return False
    return bool(level)


class _Walk:
    """Goes through a document, and notes what it says is missing."""

    def __init__(self) -> None:
        self.gaps: list[str] = []

    def request(self, value: Mapping[str, Any]) -> Iterator[Resource]:
        """The resources of a CDS Hooks request: its context, its prefetch, and all beside."""
        for key, inner in value.items():
            if key in ("context", "prefetch") and isinstance(inner, dict):
                for name, one in inner.items():
                    data = key == "prefetch" or name in _DRAFTS
                    yield from self.maybe(one, f"{key}.{name}", data=data)
            else:
                yield from self.maybe(inner, key, data=isinstance(inner, dict) and key not in _SAID)

    def maybe(self, value: object, path: str, *, data: bool) -> Iterator[Resource]:
        """The resources of what may be one, or a list of them; `data`: where nothing else may be.

        An object in the place of data that is no resource may hold a medicine: it is missing.
        """
        rows = value if isinstance(value, list) else [value]
        for number, row in enumerate(rows):
            one, here = unwrapped(row), f"{path}[{number}]" if len(rows) > 1 else path
            if one is not None:
                yield from self.every(one, here)
            elif data and row is not None:
                self.gaps.append(f"{here}: no FHIR resource")

    def every(self, value: object, path: str, url: str | None = None) -> Iterator[Resource]:
        """A resource, and those that it carries."""
        if isinstance(value, list):
            for number, one in enumerate(value):
                yield from self.every(one, f"[{number}]")
            return
        kind = value.get("resourceType") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(kind, str) or not kind:
            raise NotReadError(f"no FHIR: {path or 'it'} has no resourceType")
        path = path or kind
        if "meta" in value and is_part(value):
            self.gaps.append(f"{path}: it says that it is a part (SUBSETTED)")
        if kind == "Bundle":
            yield from self.bundle(value, path)
        elif kind == "Parameters":
            yield from self.parameters(value, path)
        elif kind == "OperationOutcome":
            self.gaps.append(f"{path}: an OperationOutcome stands in the place of data")
        else:
            yield Resource(value, path, url)

    def bundle(self, value: Mapping[str, Any], path: str) -> Iterator[Resource]:
        """The entries of a bundle; it says itself whether it is all."""
        entries = listed(value.get("entry"))
        self.part(value, entries, path)
        kept = newest(entries) if value.get("type") == "history" else enumerate(entries)
        for number, entry in kept:
            here = f"{path}.entry[{number}]"
            if not isinstance(entry, dict):
                self.gaps.append(f"{here}: no entry")
                continue
            url, inner = entry.get("fullUrl"), entry.get("resource")
            response = entry.get("response")
            if inner is None and isinstance(response, dict):
                inner = response.get("outcome")
            if isinstance(inner, dict):
                yield from self.every(
                    inner, f"{here}.resource", url if isinstance(url, str) else None
                )
            elif not isinstance(entry.get("request"), dict):
                self.gaps.append(f"{here}: no resource")

    def part(self, value: Mapping[str, Any], entries: list[Any], path: str) -> None:
        """Note where a bundle says that it is a part: its total, or a page that follows."""
        known = str(value.get("total")).strip()  # lenient: a number may be written as text
        if total := whole_number(known):
            matches = [e for e in entries if isinstance(e, dict) and _mode(e) in (None, "match")]
            if total > len(matches):
                self.gaps.append(f"{path}: {len(matches)} of {known} entries")
        links = (link for link in listed(value.get("link")) if isinstance(link, dict))
        if any(str(link.get("relation")).lower() == "next" for link in links):
            self.gaps.append(f"{path}: another page follows")

    def parameters(self, value: Mapping[str, Any], path: str) -> Iterator[Resource]:
        """The resources of parameters, and of their parts."""
        for key in ("parameter", "part"):
            for number, one in enumerate(listed(value.get(key))):
                if isinstance(one, dict):
                    here = f"{path}.{key}[{number}]"
                    if isinstance(one.get("resource"), dict):
                        yield from self.every(one["resource"], f"{here}.resource")
                    yield from self.parameters(one, here)


def is_part(value: Mapping[str, Any]) -> bool:
    """Whether a resource bears the tag that elements were left out of it."""
    meta = value.get("meta")
    tags = listed(meta.get("tag")) if isinstance(meta, dict) else []
    return any(isinstance(tag, dict) and tag.get("code") == "SUBSETTED" for tag in tags)


def unwrapped(value: object) -> Mapping[str, Any] | None:
    """A resource; also where it stands beside the answer that it came in, as CDS Hooks 1.0 has it.

    None of what is no resource.
    """
    if not isinstance(value, dict):
        return None
    response = value.get("response")
    outcome = response.get("outcome") if isinstance(response, dict) else None
    for one in (value, value.get("resource"), outcome):
        if isinstance(one, dict) and isinstance(one.get("resourceType"), str):
            return one
    return None


def _mode(entry: Mapping[str, Any]) -> object:
    search = entry.get("search")
    return search.get("mode") if isinstance(search, dict) else None


def listed(value: object) -> list[Any]:
    """A list, or the one thing that stands where a list belongs."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _refuse_old(one: Resource) -> None:
    """Raise NotReadError for what an older version of FHIR writes otherwise."""
    value, kind = one.value, one.kind
    old = (
        kind in OLD
        or (kind in ("Condition", "AllergyIntolerance") and _text(value, "clinicalStatus"))
        or (kind == "AllergyIntolerance" and _text(value, "status"))
        or (kind == "MedicationStatement" and ("wasNotTaken" in value or "taken" in value))
    )
    if old:
        raise NotReadError(f"{one.path} is of FHIR DSTU2 or STU3: R4 is read")


def _text(value: Mapping[str, Any], key: str) -> bool:
    return isinstance(value.get(key), str)
