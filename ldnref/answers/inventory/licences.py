"""Under which licences all that is shipped stands, and what it is installed with."""

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, Section
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_upkeep import Bundled, Dependency, Licences
from ldnref.tuples import NamedTuple


class BundledShown(NamedTuple):
    """What comes with the program: its files, and its licence."""

    what: str
    files: tuple[str, ...]
    spdx: str
    terms: str


class LicencesResult(NamedTuple):
    """The licences, as data: the keys of JSON are these fields."""

    bundled: tuple[BundledShown, ...]
    dependencies: tuple[Dependency, ...]


def licences(base: KnowledgeBase) -> Answer:
    """What is shipped, each with its SPDX expression; then the packages that it needs."""
    held = base.licences or Licences((), ())
    return Answer(
        kind="licences",
        title=sentences.LICENCES,
        about=base.about,
        sections=(
            Section("Shipped", lines=tuple(Line(one.what, _terms(one)) for one in held.bundled)),
            Section(sentences.INSTALLED, lines=_by_extra(held.dependencies)),
        ),
        everything="licences --all",
        own=LicencesResult(
            tuple(BundledShown(o.what, o.files, o.spdx, o.terms) for o in held.bundled),
            held.dependencies,
        ),
    )


def _terms(one: Bundled) -> str:
    return f"{one.spdx}: {one.terms}"


def _by_extra(held: tuple[Dependency, ...]) -> tuple[Line, ...]:
    """The packages that always come in a line, and those of each extra in one."""
    extras = dict.fromkeys(one.extra for one in held)
    return tuple(
        Line(
            "always" if extra is None else f"[{extra}]",
            ", ".join(f"{one.name} ({one.spdx})" for one in held if one.extra == extra),
        )
        for extra in extras
    )
