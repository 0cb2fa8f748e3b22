"""Whose each resource of a record is: two patients are never mixed. Knows nothing clinical.

A patient is told apart by a reference; where there is none, by an identifier, or else by how the
subject is shown. Identifiers and names stay here: a patient is called by a reference, or as the
subject of a resource.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ldnref.doors import entries
from ldnref.doors.elements import References, bare, server, text_of
from ldnref.doors.fhir import Resource, listed
from ldnref.doors.parsing import NotReadError

_KINDS = frozenset(entries.KINDS)

#: In the place of the system of an identifier, where a subject is only shown.
_SHOWN = "shown as"

#: So many patients are named.
_NAMED = 9


class _Known(NamedTuple):
    """A patient by reference: its type and id, and its server where that is told."""

    name: str
    server: str | None


class _Called(NamedTuple):
    """A patient by an identifier, or by how it is shown; and the first resource that does so."""

    system: str
    value: str
    first: str


class Owners:
    """The patients of a record, and the resources of each."""

    def __init__(self, resources: Iterable[Resource], held: References) -> None:
        self.held = held
        self.identified: dict[tuple[str, str], _Known] = {}
        self.patients = [one for one in resources if one.kind == "Patient"]
        for one in self.patients:
            for key in _identifiers(one.value.get("identifier")):
                self.identified[key] = _known(one)
        #: Those that are about a group of people.
        self.groups: list[Resource] = []
        found: dict[str, _Known | _Called | None] = {}
        for one in resources:
            if one.kind == "Patient":
                found[one.path] = _known(one)
            elif one.kind not in _KINDS or len(one.value) == 1:  # of such nothing was kept
                found[one.path] = None
            elif _of_group(subject := _subject(one.value)):
                self.groups.append(one)
            else:
                found[one.path] = self._owner(one, subject)
        names = self._names([one for one in found.values() if one is not None])
        #: By the path of a resource: the name of its patient; None where it does not say.
        self.of = {path: None if one is None else names[one] for path, one in found.items()}
        self.every = sorted({*names.values()})
        self._called = {
            word: name
            for key, name in names.items()
            if isinstance(key, _Called) and key.system != _SHOWN
            for word in (key.value, f"{key.system}|{key.value}")
        }

    @property
    def shown(self) -> str:
        """The patients, as they are told."""
        return ", ".join(self.every[:_NAMED]) or "none"

    @property
    def alone(self) -> bool:
        """Whether there is no more than one patient."""
        return len(self.every) <= 1

    def named(self, patient: str) -> str | None:
        """The patient that is meant by an id, a reference or an identifier; None of another."""
        if patient in self._called:
            return self._called[patient]
        wanted = patient if "/" in patient or ":" in patient else f"Patient/{patient}"
        found = self.held.resolve(wanted)
        names = {patient, found[0].name if found else bare(wanted) or wanted}
        return next((one for one in self.every if one in names), None)

    def one(self, asked_by: str) -> str | None:
        """The patient, where there is one; raises NotReadError where there are more."""
        if len(self.every) > 1:
            raise NotReadError(
                f"{len(self.every)} patients ({self.shown}): choose one with {asked_by}"
            )
        return self.every[0] if self.every else None

    def _owner(self, one: Resource, subject: Mapping[str, Any]) -> _Known | _Called | None:
        to = text_of(subject.get("reference"))
        if to and not to.startswith("#"):
            return self._referred(to, one.url)
        for key in _identifiers(subject.get("identifier")):
            return self.identified.get(key) or _Called(*key, one.name)
        display = text_of(subject.get("display"))
        if display is None:
            return None
        words = sorted("".join(c if c.isalnum() else " " for c in display.lower()).split())
        return _Called(_SHOWN, " ".join(words), one.name)

    def _referred(self, to: str, url: str | None) -> _Known | None:
        found = self.held.resolve(to, url) or self.held.resolve(f"Patient/{to}", url)
        if found:
            return _known(found[0])
        # A word without a type is no reference: it is not told whose this is.
        return _Known(bare(to) or to, server(to)) if {"/", ":"} & set(to) else None

    def _names(self, owners: list[_Known | _Called]) -> dict[_Known | _Called, str]:
        """How each patient is called."""
        names: dict[_Known | _Called, str] = {}
        known = dict.fromkeys(one for one in owners if isinstance(one, _Known))
        servers: dict[str, set[str]] = {}
        for one in known:
            servers.setdefault(one.name, set()).update(filter(None, (one.server,)))
        for one in known:
            several = len(servers[one.name]) > 1 and one.server is not None
            names[one] = f"{one.server}/{one.name}" if several else one.name
        called = [one for one in owners if isinstance(one, _Called)]
        alone = not self._apart(called) and len({*names.values()}) <= 1
        only = next(iter(names.values()), None)
        first: dict[tuple[str, str], str] = {}
        for by in called:
            key = ("", "") if alone else (by.system, by.value)
            told = f"the subject of {first.setdefault(key, by.first)}"
            names[by] = only if alone and only is not None else told
        return names

    def _apart(self, called: Iterable[_Called]) -> bool:
        """Whether two numbers of one system, or two names, are held: then they are two patients."""
        values: dict[str, set[str]] = {}
        wanted = {one.system for one in called}
        for system, value in (*self.identified, *(one[:2] for one in called)):
            values.setdefault(system, set()).add(value)
        return any(len(values[system]) > 1 for system in wanted)


def _known(one: Resource) -> _Known:
    return _Known(one.name, server(one.url))


def _subject(value: Mapping[str, Any]) -> Mapping[str, Any]:
    found = value.get("subject")
    if not isinstance(found, dict):
        found = value.get("patient")
    return found if isinstance(found, dict) else {}


def _of_group(subject: Mapping[str, Any]) -> bool:
    reference = subject.get("reference")
    if not isinstance(reference, str) or "Group/" not in reference:
        return False
    return (bare(reference) or reference).startswith("Group/")


def _identifiers(value: object) -> Iterator[tuple[str, str]]:
    """The system and the value of each identifier."""
    for one in listed(value):
        said = text_of(one.get("value")) if isinstance(one, dict) else None
        if said:
            yield text_of(one.get("system")) or "", said
