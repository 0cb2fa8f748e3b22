"""A document, or a list → which of its sections hold nothing that was read. Knows nothing clinical.

The entries of a document are resources of their own; what a section says in its text alone, or
refers to in vain, is missing. That there is nothing to list may be said, and is a statement.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ldnref.answers import sentences
from ldnref.answers.checking.given import CURRENT, Given
from ldnref.doors import entries
from ldnref.doors.context import Context
from ldnref.doors.elements import texts_of
from ldnref.doors.fhir import Resource, listed
from ldnref.doors.references import bare

#: What lists other resources.
KINDS = ("Composition", "List")


def said(context: Context, one: Resource) -> Iterator[Given]:
    """The sections of a document that say that there is nothing to list."""
    for path, section in _every(one):
        why = section.get("emptyReason")
        kind = _kind(context, section)
        if kind is not None and _nothing(context, why):
            given = context.given(one, kind, "", why, CURRENT)
            yield given._replace(texts=texts_of(section.get("title")), path=path)


def missing(context: Context, one: Resource) -> Iterator[str]:
    """What a document says that it holds, and does not."""
    for path, section in _every(one):
        held = [one for one in listed(section.get("entry")) if isinstance(one, dict)]
        references = [one["reference"] for one in held if isinstance(one.get("reference"), str)]
        if _kind(context, section) is not None:
            bare_entries = (e for e in held if not isinstance(e.get("reference"), str))
            for entry in bare_entries:  # `{"display": "tramadol"}`
                shown = next(iter(texts_of(entry.get("display"))), "?")
                yield sentences.SECTION_LOST.format(section=path, reference=shown)
        for to in references:
            kind = (bare(to) or "/").partition("/")[0]
            if kind in ("", *entries.KINDS) and not context.held.resolve(to, one.url):
                yield sentences.SECTION_LOST.format(section=path, reference=to)
        why = section.get("emptyReason")
        if references or _kind(context, section) is None or _nothing(context, why):
            continue
        if why is not None:
            reason = ", ".join((*texts_of(why), *(c.code for c in context.systems.codes_of(why))))
            yield sentences.SECTION_EMPTY.format(section=path, why=reason)
        elif section.get("text") is not None:
            yield sentences.SECTION_TEXT.format(section=path)


def _every(one: Resource) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The sections of a document; a list is one by itself, where it stands."""
    if one.kind != "List":
        yield from _sections(one.value, one.path)
    elif one.value.get("status") in (None, "current"):
        rows = (row for row in listed(one.value.get("entry")) if isinstance(row, dict))
        items = [row.get("item") for row in rows if row.get("deleted") is not True]
        yield one.name, {**one.value, "entry": items}


def _sections(value: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, one in enumerate(listed(value.get("section"))):
        if isinstance(one, dict):
            here = f"{path}.section[{number}]"
            yield here, one
            yield from _sections(one, here)


def _kind(context: Context, section: Mapping[str, Any]) -> str | None:
    """What a section lists; None of one that is not read."""
    keys = {f"{one.system}:{one.code}" for one in context.systems.codes_of(section.get("code"))}
    return next((one.of for one in context.words.sections if keys & {*one.codes}), None)


def _nothing(context: Context, why: object) -> bool:
    codes = context.systems.codes_of(why)
    return any(f"{one.system}:{one.code}" in context.words.absent for one in codes)
