"""What a shell offers after a <TAB>: names from the files that a question would read, and no other.

Nothing is ever said: what cannot be read offers nothing. A name of several words needs quotation
marks in most shells, so its id is offered instead.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer
from typer._click import Context
from typer.core import TyperGroup

from ldnref.cli.options import folder_of
from ldnref.knowledge import files
from ldnref.knowledge.library import read

if TYPE_CHECKING:
    from ldnref.knowledge.model_names import Named

Offer = tuple[str, str]

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


def topics(context: typer.Context, incomplete: str) -> list[Offer]:
    """The topics of the knowledge."""
    about = read(folder_of(context), "about.yaml", files.about)
    return _offered(incomplete, ((one.name, one.says) for one in (about.topics if about else ())))


def studies(context: typer.Context, incomplete: str) -> list[Offer]:
    """The studies, by their ids."""
    held = read(folder_of(context), "studies.yaml", files.studies)
    return _offered(incomplete, ((one.id, one.design) for one in (held.held if held else ())))


def sources(context: typer.Context, incomplete: str) -> list[Offer]:
    """The sources, by their ids."""
    held = read(folder_of(context), "sources.yaml", files.sources) or ()
    return _offered(incomplete, ((one.id, one.name) for one in held))


def points(context: typer.Context, incomplete: str) -> list[Offer]:
    """The points on which sources differ, by their ids."""
    held = read(folder_of(context), "disagreements.yaml", files.disagreements) or ()
    return _offered(incomplete, ((one.id, one.point) for one in held))


def regimens(context: typer.Context, incomplete: str) -> list[Offer]:
    """The published ways of starting."""
    held = read(folder_of(context), "topics/titration.yaml", files.topic("titration"))
    found = [s.regimen for s in held.statements if s.regimen] if held else []
    return _offered(incomplete, ((one.name, one.who) for one in found))


def _named(context: Context) -> "Iterator[Named]":
    folder = folder_of(context)
    if medicines := read(folder, "medicines.yaml", files.medicines):
        yield from medicines.named
    yield from read(folder, "conditions.yaml", files.conditions) or ()


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
