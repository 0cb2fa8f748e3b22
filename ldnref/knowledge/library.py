"""Opens a folder of knowledge: whole, or not at all. Knows which file holds what."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ldnref.knowledge import counting, files
from ldnref.knowledge.folder import Folder, Later, UnusableError, opened
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_claims import counted
from ldnref.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ldnref.knowledge.model import About
    from ldnref.knowledge.model_must_hold import MustHold
    from ldnref.knowledge.model_sources import Problem
    from ldnref.knowledge.model_statements import Topic

__all__ = ["FILES", "Needs", "UnusableError", "open_base", "open_whole"]

T = TypeVar("T")

#: What a folder of knowledge holds beside topics/.
FILES = (
    "about.yaml",
    "sources.yaml",
    "medicines.yaml",
    "conditions.yaml",
    "studies.yaml",
    "verdicts.yaml",
    "pages.yaml",
    "disagreements.yaml",
    "words.yaml",
    "list-words.yaml",
    "measures.yaml",
    "must-hold.yaml",
    "other-medicines.txt",
    "records.yaml",
    "changes.yaml",
    "licences.yaml",
)

#: The code systems of which codes/ holds a file.
CODES = ("rxnorm", "snomed", "icd10", "atc")
#: Those of products, of a past year: read, and never written out.
PRODUCT_CODES = ("ndc", "dmd")


class Needs(NamedTuple):
    """The parts of a folder that one question needs."""

    #: The names of topics; None is all of them.
    topics: tuple[str, ...] | None = None
    disagreements: bool = True
    names: bool = False
    #: With names: how they are read on a list, and what other medicines and codes there are.
    lists: bool = True
    words: bool = False
    studies: bool = False
    pages: bool = False
    #: What the evidence amounts to; with `studies` it is there too.
    verdicts: bool = False
    records: bool = False
    changes: bool = False
    licences: bool = False
    #: Whether the rules will be applied: then no line is taken as it is.
    rules: bool = False


#: The parts that are each one file, as it is read.
_ALONE: "Mapping[str, tuple[str, Callable[[str, str], tuple[Any, list[Problem]]]]]" = {
    "disagreements": ("disagreements.yaml", files.disagreements),
    "pages": ("pages.yaml", files.pages),
    "records": ("records.yaml", files.records),
    "changes": ("changes.yaml", files.changes),
    "licences": ("licences.yaml", files.licences),
}


class _Library:
    """A folder of knowledge: which file holds what."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.read = folder.read

    def topic(self, name: str) -> "Topic | None":
        return self.read(f"topics/{name}.yaml", files.topic(name))

    def topics(self, needs: Needs, about: "About | None") -> "Iterable[str]":
        """The names of the topics that a question needs."""
        if needs.topics is not None:
            return needs.topics
        names = self.folder.topics(FILES)
        listed = [entry.name for entry in about.topics] if about else names
        if {*names} != {*listed}:
            self.folder.makings.add(None)  # a topic that is gone since stands in no edited file
        return [*names, *(name for name in listed if name not in names)]

    def about(self) -> "About | None":
        """What the folder is; from here on each file has to end as it says."""
        about = self.read("about.yaml", files.about)
        if about is None or about.ends is None:
            return about
        self.folder.ends = about.ends
        return self.read("about.yaml", files.about)

    def base(self, needs: Needs) -> KnowledgeBase:
        """What a question needs: all of it sound, or UnusableError."""
        about = self.about()
        sources = self.read("sources.yaml", files.sources) or ()
        topics = [self.topic(name) for name in self.topics(needs, about)]
        parts: dict[str, Any] = {}
        for part, (path, how) in _ALONE.items():
            if getattr(needs, part):
                parts[part] = self.read(path, how)
        if needs.names:
            parts |= self.names() | (self.lists(needs) if needs.lists else {})
        if needs.words and (words := self.read("words.yaml", files.words)):
            _, parts["forbidding"], parts["reassuring"] = words
            parts["words"] = words.alike
        if needs.studies:
            parts |= self.studies()
        if needs.studies or needs.verdicts:
            parts["verdicts"] = self.read("verdicts.yaml", files.verdicts) or ()
        if needs.names and (needs.topics is None or topics):
            parts["must_hold"] = self.must_hold()
        parts["sources"] = self.folder.by_id(sources, "source")
        if self.folder.problems or about is None:
            raise UnusableError(self.folder.problems)
        parts["topics"] = {topic.name: topic for topic in topics if topic is not None}
        base = KnowledgeBase(about=about, **parts, **self.made(needs))
        if needs.topics is None:
            return counting.with_count(base, counted(base.statements.values()))
        listed = (entry.name for entry in about.topics)
        return counting.with_count(base, counting.count(self.folder, listed))

    def made(self, needs: Needs) -> dict[str, Any]:
        """What was made of all that was read, for looking up."""
        wanted = {
            "spelt": needs.names and needs.lists,
            "searched": needs.words and needs.topics is None,
        }
        found = {name: self.folder.made(name) for name, needed in wanted.items() if needed}
        if found.get("spelt"):
            found["spelt"] = found["spelt"]._replace(opened=self.folder.parts("others"))
        return found

    def names(self) -> dict[str, Any]:
        """Medicines, groups and conditions."""
        from ldnref.knowledge.model_names import Medicines  # noqa: PLC0415 - with names alone

        medicines = self.read("medicines.yaml", files.medicines) or Medicines((), (), ())
        conditions = self.read("conditions.yaml", files.conditions) or ()
        return {
            "names": self.folder.by_id((*medicines.named, *conditions), "name"),
            "ambiguous": medicines.ambiguous,
            "exact": medicines.exact,
        }

    def must_hold(self) -> "MustHold | None":
        """What must hold of the rest; None where it held of just this when it was compiled."""
        if self.folder.unchanged("must-hold.yaml"):
            return None
        return self.read("must-hold.yaml", files.must_hold)

    def lists(self, needs: Needs) -> dict[str, Any]:
        """How names are read on a list: only `validate` looks at each line of codes and others."""
        others = files.others if needs.rules else files.as_it_is
        tables = {one: f"codes/{one}.txt" for one in (*CODES, *PRODUCT_CODES)}
        codes: Mapping[str, str] = Later(self.folder, tables)
        if needs.rules or needs.records:  # a record has codes; few lists that are typed do
            how = files.codes if needs.rules else files.as_it_is
            codes = {one: self.read(path, how) or "" for one, path in tables.items()}
        return {
            "list_words": self.read("list-words.yaml", files.list_words),
            "measures": self.read("measures.yaml", files.measures),
            "others": self.read("other-medicines.txt", others, decoded=False),
            "codes": codes,
        }

    def studies(self) -> dict[str, Any]:
        """Studies by id, and what their outcomes are about."""
        from ldnref.knowledge.model_studies import Studies  # noqa: PLC0415 - with studies alone

        trials = self.read("studies.yaml", files.studies) or Studies((), (), ())
        return {
            "studies": self.folder.by_id(trials.held, "study"),
            "domains": trials.domains,
            "treated": trials.treated,
        }


def open_base(
    topics: Iterable[str] | None = None, *, folder: Path | None = None, **parts: bool
) -> KnowledgeBase:
    """The parts of a folder, or of the bundled knowledge, that one question needs.

    Without `topics`, all; `parts` are those of Needs. Raises UnusableError with what is unsound.
    """
    here = opened(folder, compiled=True)
    base = _Library(here).base(Needs(None if topics is None else tuple(topics), **parts))
    if here.as_compiled():  # whole and sound: its rules were applied when it was compiled
        return base
    from ldnref.knowledge.links import loose  # noqa: PLC0415 - mostly, nothing is looked at again

    if problems := loose(base):
        raise UnusableError(map(here.placed, problems))
    return base


def read(folder: Path | None, path: str, how: "Callable[[str, str], files.Read[T]]") -> T | None:
    """The value of one file, read alone; None where it cannot be read whole."""
    try:
        here = opened(folder, compiled=True)
    except UnusableError:
        return None
    value = here.read(path, how)
    return None if here.problems else value


def open_whole(folder: Path | None = None) -> KnowledgeBase:
    """The whole of a folder, or of the bundled knowledge, with every rule applied.

    Raises UnusableError with every problem of every file; when the files can be read, with
    every broken rule.
    """
    return _whole(opened(folder, compiled=False))


def read_whole() -> tuple[KnowledgeBase, dict[str, tuple[bytes, object]]]:
    """The whole of the bundled knowledge, read; and of each file its bytes and its value.

    Raises UnusableError, as open_whole does.
    """
    here = opened(None, compiled=False)
    return _whole(here), here.held


def _whole(here: Folder) -> KnowledgeBase:
    from ldnref.knowledge.links import loose  # noqa: PLC0415 - no other command needs the rules
    from ldnref.knowledge.rules import broken  # noqa: PLC0415

    base = _Library(here).base(Needs(None, *[True] * (len(Needs._fields) - 1)))
    points = set(loose(base))
    if problems := broken(base):
        raise UnusableError(here.placed(p) if p in points else p for p in problems)
    return base
