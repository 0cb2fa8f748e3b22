"""Whose each resource of a record is: two patients are never mixed. Knows nothing clinical.

A patient is told apart by a reference; where there is none, by an identifier, or else by how the
subject is shown: by another name it is another patient. Identifiers and names stay here: a patient
is called by a reference, or as the subject of a resource.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ldnref.doors import entries
from ldnref.doors.elements import text_of
from ldnref.doors.fhir import Resource, listed
from ldnref.doors.parsing import NotReadError
from ldnref.doors.references import References, bare, server
from ldnref.tuples import NamedTuple

_KINDS = frozenset(entries.KINDS)

#: In the place of the system of an identifier, where a subject is only shown.
_SHOWN = "shown as"

#: What a patient is referred to as; what is of a device or a place is nobody's.
_PEOPLE = ("Patient", "Person", "RelatedPerson")

#: So many patients are named.
_NAMED = 9


class _Known(NamedTuple):
    """A patient by reference: its type and id, and its server where that is told."""

    name: str
    server: str | None


class _Called(NamedTuple):
    """A patient by an identifier, or by the words that it is shown as."""

    system: str
    value: str


class Owners:
    """The patients of a record, and the resources of each."""

    def __init__(
        self, resources: Iterable[Resource], held: References, titles: Collection[str]
    ) -> None:
        self.held = held
        #: Words before a name that are no part of it.
        self._titles = frozenset(titles)
        self.identified: dict[tuple[str, str], _Known] = {}
        self.patients = [one for one in resources if one.kind == "Patient"]
        #: The first resource that calls a patient so; and the names of each, as their words.
        self._first: dict[_Called, str] = {}
        self._written: dict[_Known | _Called, set[frozenset[str]]] = {}
        self._referred_to: dict[str, _Known | None] = {}
        for one in self.patients:
            for key in _identifiers(one.value.get("identifier")):
                self.identified[key] = _known(one)
            for name in listed(one.value.get("name")):
                self._write(_known(one), _in_full(name))
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
        every = dict.fromkeys(one for one in found.values() if one is not None)
        shown = [one for one in every if isinstance(one, _Called) and one.system == _SHOWN]
        others = [one for one in every if one not in shown]
        same = {one: one for one in others} | {one: self._same(one, others) for one in shown}
        #: The first resource of each name that there is none to compare with.
        self.unsure = [self._first[one] for one in shown if others and not self._written]
        names = self._names(list(dict.fromkeys(same.values())))
        #: The first resource of each name that is no patient's of the others, and how it is called.
        self.apart = {
            self._first[one]: names[one]
            for one in shown
            if others and self._written and same[one] is one
        }
        #: By the path of a resource: the name of its patient; None where it does not say.
        self.of = {path: None if one is None else names[same[one]] for path, one in found.items()}
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
        to, display = text_of(subject.get("reference")), text_of(subject.get("display"))
        found: _Known | _Called | None = None
        if to and display is None and one.url is None:  # most are referred to in one way
            if to not in self._referred_to:
                self._referred_to[to] = None if to.startswith("#") else self._referred(to, None)
            return self._referred_to[to]
        if to and not to.startswith("#"):
            found = self._referred(to, one.url)
        elif key := next(_identifiers(subject.get("identifier")), None):
            found = self.identified.get(key) or _Called(*key)
        elif display is not None:
            found, display = _Called(_SHOWN, " ".join(sorted(self._words(display)))), None
        if found is not None and display is not None:
            self._write(found, display)
        if isinstance(found, _Called):
            self._first.setdefault(found, one.name)
        return found

    def _words(self, name: str) -> frozenset[str]:
        """The words of a name, without what stands before it."""
        words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
        return frozenset(words) - self._titles

    def _write(self, owner: _Known | _Called, name: str) -> None:
        """Note a name of a patient, which may be its reference alone."""
        if (words := self._words(name)) and not (
            isinstance(owner, _Known) and words <= self._words(owner.name)
        ):
            self._written.setdefault(owner, set()).add(words)

    def _same(self, shown: _Called, others: Iterable[_Known | _Called]) -> _Known | _Called:
        """Of whom a name is, where it is that of one of the patients who are told otherwise."""
        words = frozenset(shown.value.split())
        found = [
            one
            for one in others
            if any(words <= name or name <= words for name in self._written.get(one, ()))
            or (isinstance(one, _Known) and words <= self._words(one.name))
        ]
        return found[0] if len(found) == 1 else shown

    def _referred(self, to: str, url: str | None) -> _Known | None:
        found = self.held.resolve(to, url) or self.held.resolve(f"Patient/{to}", url)
        if found:
            return _known(found[0]) if found[0].kind in _PEOPLE else None
        named = bare(to)
        if named and not named.startswith(tuple(f"{kind}/" for kind in _PEOPLE)):
            return None
        # A word without a type is no reference: it is not told whose this is.
        return _Known(named or to, server(to)) if {"/", ":"} & set(to) else None

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
        for by in called:
            told = f"the subject of {self._first[called[0] if alone else by]}"
            names[by] = only if alone and only is not None else told
        return names

    def _apart(self, called: Iterable[_Called]) -> bool:
        """Whether two numbers of one system, or two names, are held: then they are two patients."""
        values: dict[str, set[str]] = {}
        wanted = {one.system for one in called}
        if _SHOWN in wanted and self._written:
            return True  # a name that is none of those of the patients
        for system, value in (*self.identified, *called):
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


def _in_full(name: object) -> str:
    """A name of a patient as it would be shown."""
    if not isinstance(name, dict):
        return ""
    parts = [name.get("text"), name.get("family"), *listed(name.get("given"))]
    return " ".join(filter(None, map(text_of, parts)))
