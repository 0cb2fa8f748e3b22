"""Versions → the newest of each resource; what a history deleted last is not there. No more.

A history lists every version of what one server held: an older one is what it said before.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ldnref.doors.fhir import Resource

#: An entry of a bundle, with its number.
Entry = tuple[int, object]

#: In these alone a version may differ from an older one. In all else it says another thing: of a
#: visit its reason, of an order its medicine inside; then both count.
_STANDING = frozenset(
    ("meta", "text", "status", "statusReason", "clinicalStatus", "verificationStatus")
)

_Version = tuple[int, Mapping[str, Any]]

#: No version, and no number of entries, has more.
_DIGITS = 18


def newest(entries: Iterable[object]) -> Iterator[Entry]:
    """The entries of a history that stand; those that name no resource all do."""
    versions: dict[str, list[_Version]] = {}
    standing: list[Entry] = []
    for number, one in enumerate(entries):
        name = _name(one) if isinstance(one, dict) else None
        if isinstance(one, dict) and name is not None:
            versions.setdefault(name, []).append((number, one))
        else:
            standing.append((number, one))
    standing += [
        (number, one)
        for same in versions.values()
        for number, one in _last(same)
        if _part(one, "request", "method") != "DELETE"
    ]
    yield from sorted(standing, key=lambda entry: entry[0])


def _last(same: list[_Version]) -> list[_Version]:
    """The newest version: by its number, else by its time, else the first: so they are sorted.

    Entries without a request are no whole history, and in no order: which is newest is not told,
    and all stand, as all of one number do; then the graver counts.
    """
    for order in (_version, _time):
        found = [order(one) for _, one in same]
        known = [key for key in found if key is not None]
        if len(known) == len(same):
            newest_key = max(known)
            return [one for one, key in zip(same, found, strict=True) if key == newest_key]
    return same[:1] if all("request" in one for _, one in same) else same


def older(resources: Iterable["Resource"]) -> dict[str, "Resource"]:
    """The older versions of resources that are held twice, by their paths, each with the newest.

    Only where each has a number or a time, and they say the same but for how it stands: two
    systems may give one name to different things.
    """
    held: dict[tuple[str, str | None], list[Resource]] = {}
    for one in resources:
        if one.name != one.path:
            held.setdefault((one.name, _place(one.url)), []).append(one)
    found: dict[str, Resource] = {}
    for same in held.values():
        if len(same) == 1 or any(_about(one) != _about(same[0]) for one in same[1:]):
            continue
        standing = {number for number, _ in _last([*_versions(same)])}
        lead = same[min(standing)]
        found |= {one.path: lead for number, one in enumerate(same) if number not in standing}
    return found


def _about(one: "Resource") -> dict[str, object]:
    """What a resource says, but for how it stands."""
    return {key: value for key, value in one.value.items() if key not in _STANDING}


def _versions(same: Iterable["Resource"]) -> Iterator[_Version]:
    for number, one in enumerate(same):
        yield number, {"resource": one.value}


def _place(url: str | None) -> str | None:
    """The address of all versions of a resource; None of what is no address of a server."""
    return url.partition("/_history")[0] if url and url.startswith("http") else None


def _name(entry: Mapping[str, Any]) -> str | None:
    """The type and id that a version is of; None where it has none."""
    resource = entry.get("resource")
    if isinstance(resource, dict):
        own = resource.get("id")
        return f"{resource.get('resourceType')}/{own}" if isinstance(own, str) and own else None
    for address in (_part(entry, "request", "url"), entry.get("fullUrl")):
        if isinstance(address, str) and "/" in address:
            return "/".join(address.partition("/_history")[0].split("/")[-2:])
    return None


def _part(entry: Mapping[str, Any], *keys: str) -> object:
    value: object = entry
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _version(entry: Mapping[str, Any]) -> int | None:
    """The number of a version, as a resource has it or an ETag."""
    said = _part(entry, "resource", "meta", "versionId") or _part(entry, "response", "etag")
    digits = said.removeprefix("W/").strip('"') if isinstance(said, str) else ""
    return whole_number(digits)


def whole_number(digits: str) -> int | None:
    """The number that is written; None: none is, or it is longer than one of a record."""
    return int(digits) if len(digits) <= _DIGITS and digits.isdecimal() else None


def _time(entry: Mapping[str, Any]) -> datetime | None:
    said = _part(entry, "resource", "meta", "lastUpdated")
    said = said or _part(entry, "response", "lastModified")
    try:
        found = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
