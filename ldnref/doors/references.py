"""References between the resources of a record → what they lead to. Knows no medicine."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ldnref.doors.fhir import Resource, listed

#: What stands before the type and the id in an absolute reference, and behind them.
_REFERENCE = re.compile(r"(?:.*/)?([A-Z]\w+/[^/]+?)(?:/_history/.*)?")

#: What most references lead to.
_REFERRED = ("Medication", "Patient", "Substance")

#: The address of a resource on a server.
_ADDRESS = re.compile(r"https?://(.+?)/[A-Z]\w+/[^/]+(?:/_history/.*)?")


class References:
    """What a reference leads to: inside its resource, in its bundle, or nowhere."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self.held: dict[str, list[Resource]] = {}
        self._resolved: dict[tuple[str, str | None], list[Resource]] = {}
        #: By the list itself, which is kept for as long: what it holds, by its ids.
        self._carried: dict[int, tuple[object, Mapping[str, Mapping[str, Any]]]] = {}
        #: Those whose addresses are read when something refers to one of them.
        self._others: list[Resource] = []
        for one in resources:
            if len(one.value) > 1:  # of others nothing was kept
                self.held.setdefault(one.name, []).append(one)
                if one.kind in _REFERRED:
                    self._address(one)
                elif one.url:
                    self._others.append(one)

    def _address(self, one: Resource) -> None:
        for key in {one.url, bare(one.url)} - {None, one.name}:
            self.held.setdefault(str(key), []).append(one)

    def _called(self, reference: str) -> list[Resource]:
        found = self.held.get(reference) or self.held.get(bare(reference) or "", [])
        if found or not self._others:
            return found
        for one in self._others:
            self._address(one)
        self._others = []
        return self._called(reference)

    def find(
        self, reference: object, inside: Mapping[str, Any], url: str | None = None
    ) -> Mapping[str, Any] | None:
        """The resource that is meant, where the record holds it; `url` is that of who refers."""
        if not isinstance(reference, str):
            return None
        if reference.startswith("#"):
            return self._inside(inside.get("contained")).get(reference[1:])
        found = self.resolve(reference, url)
        return found[0].value if found else None

    def _inside(self, contained: object) -> Mapping[str, Mapping[str, Any]]:
        """What a resource carries, by its ids; the first of each."""
        if id(contained) not in self._carried:
            rows = [one for one in listed(contained) if isinstance(one, dict)]
            found = {
                str(one["id"]): one for one in reversed(rows) if isinstance(one.get("id"), str)
            }
            self._carried[id(contained)] = contained, found
        return self._carried[id(contained)][1]

    def resolve(self, reference: str, url: str | None = None) -> list[Resource]:
        """The copies of the resource that is meant; none where it is not held, or is not certain.

        The same type and id on another server are another resource.
        """
        where = server(url) if url else None
        key = reference, where
        if key not in self._resolved:
            self._resolved[key] = self._resolve(reference, where)
        return self._resolved[key]

    def _resolve(self, reference: str, where: str | None) -> list[Resource]:
        if reference in self.held and server(reference):
            return self.held[reference]
        found = self._called(reference)
        where = server(reference) or where
        if where is not None:
            here = [one for one in found if server(one.url) == where]
            found = here or [one for one in found if server(one.url) is None]
        alike = all(_content(one) == _content(found[0]) for one in found)
        return found if alike else []


def _content(one: Resource) -> tuple[object, ...]:
    return one.kind, one.value.get("code"), one.value.get("ingredient")


def bare(reference: str | None) -> str | None:
    """A reference as `Type/id`; None where it has another form."""
    found = _REFERENCE.fullmatch(reference or "")
    return found[1] if found else None


def server(address: str | None) -> str | None:
    """The server of an address, whatever its scheme; None where it tells none."""
    found = _ADDRESS.fullmatch(address or "")
    return found[1].lower() if found else None
