"""What a shell offers after a <TAB>: names from the files that a question would read, and no other.

Nothing is ever said: what cannot be read offers nothing. A name of several words needs quotation
marks in most shells, so its id is offered instead.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer
from typer._click import Context
from typer.core import TyperGroup

from ldnref.cli.options import folder_of
from ldnref.knowledge.library import bundled

if TYPE_CHECKING:
    from ldnref.knowledge.model_names import Named
    from ldnref.knowledge.model_sources import Problem

Offer = tuple[str, str]
T = TypeVar("T")

#: More offers than this help nobody; a shell asks whether to show them.
_MOST = 400


def names(context: typer.Context, incomplete: str) -> list[Offer]:
    """Medicines, groups and conditions, by each name that they go by."""
    return _offered(incomplete, (one for named in _named(context) for one in _names(named)))


def conditions(context: typer.Context, incomplete: str) -> list[Offer]:
    """Conditions, by each name that they go by."""
    held = (one for one in _named(context) if one.kind == "condition")
    return _offered(incomplete, (one for named in held for one in _names(named)))


def commands(context: typer.Context, incomplete: str) -> list[Offer]:
    """The commands of the program."""
    group = context.find_root().command
    assert isinstance(group, TyperGroup)  # noqa: S101 - for the types: the root has commands
    listed = ((name, group.commands[name]) for name in group.list_commands(context))
    found = ((name, one.get_short_help_str()) for name, one in listed if not one.hidden)
    return _offered(incomplete, found)


def studies(context: typer.Context, incomplete: str) -> list[Offer]:
    """The studies, by their ids."""
    from ldnref.knowledge.reading_studies import read_studies

    held = _read(context, "studies.yaml", read_studies)
    return _offered(incomplete, ((one.id, one.design) for one in (held.held if held else ())))


def sources(context: typer.Context, incomplete: str) -> list[Offer]:
    """The sources, by their ids."""
    from ldnref.knowledge.reading_sources import read_sources

    held = _read(context, "sources.yaml", read_sources) or ()
    return _offered(incomplete, ((one.id, one.name) for one in held))


def points(context: typer.Context, incomplete: str) -> list[Offer]:
    """The points on which sources differ, by their ids."""
    from ldnref.knowledge.reading_sources import read_disagreements

    held = _read(context, "disagreements.yaml", read_disagreements) or ()
    return _offered(incomplete, ((one.id, one.point) for one in held))


def regimens(context: typer.Context, incomplete: str) -> list[Offer]:
    """The published ways of starting."""
    from ldnref.knowledge.reading_topics import read_topic

    held = _read(
        context, "topics/titration.yaml", lambda text, file: read_topic(text, file, "titration")
    )
    found = [s.regimen for s in held.statements if s.regimen] if held else []
    return _offered(incomplete, ((one.name, one.who) for one in found))


def _named(context: Context) -> "Iterator[Named]":
    from ldnref.knowledge.reading_names import read_conditions, read_medicines

    medicines = _read(context, "medicines.yaml", read_medicines)
    if medicines:
        yield from medicines.named
    yield from _read(context, "conditions.yaml", read_conditions) or ()


def _names(named: "Named") -> Iterator[Offer]:
    from ldnref.answers.named.kin import names_of

    for name in names_of(named):
        yield name, named.what


def _offered(incomplete: str, found: Iterable[Offer]) -> list[Offer]:
    """Those that begin with what was typed, in whatever case, each once."""
    begun = incomplete.casefold()
    kept = {
        name: what for name, what in found if " " not in name and name.casefold().startswith(begun)
    }
    return [(name, kept[name]) for name in sorted(kept, key=str.casefold)[:_MOST]]


def _read(
    context: Context, path: str, read: "Callable[[str, str], tuple[T | None, list[Problem]]]"
) -> T | None:
    """The value of one file; None where it cannot be read whole."""
    folder = folder_of(context)
    file = (bundled() if folder is None else Path(folder)) / path
    with suppress(OSError, UnicodeDecodeError):
        value, problems = read(file.read_text(encoding="utf-8"), path)
        return None if problems else value
    return None
