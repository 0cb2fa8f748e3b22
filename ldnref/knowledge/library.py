"""Opens a folder of knowledge: whole, or not at all. Knows which file holds what."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ldnref.knowledge.folder import Folder, UnusableError
from ldnref.knowledge.links import loose
from ldnref.knowledge.model import About, KnowledgeBase
from ldnref.knowledge.model_names import Medicines
from ldnref.knowledge.model_sources import Problem
from ldnref.knowledge.model_statements import Topic
from ldnref.knowledge.model_studies import Studies
from ldnref.knowledge.reading import read_about, read_words
from ldnref.knowledge.reading_sources import read_disagreements, read_sources
from ldnref.knowledge.reading_topics import read_topic

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["FILES", "Needs", "UnusableError", "bundled", "open_base", "open_whole"]

_PACKAGE = "ldnref"

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
)

#: The code systems of which codes/ holds a file.
CODES = ("rxnorm", "snomed", "icd10", "atc")
#: Those of products, of a past year: read, and never written out.
PRODUCT_CODES = ("ndc", "dmd")


def bundled() -> "Traversable":
    """The folder that comes with the program: inside the wheel, or beside the package."""
    package = Path(__file__).parents[1]
    for folder in (package / "data", package.parent / "data"):
        if folder.is_dir():
            return folder
    # A zipped wheel. Not at the top: it costs three milliseconds at every start.
    from importlib.resources import files  # noqa: PLC0415

    return files(_PACKAGE) / "data"


class Needs(NamedTuple):
    """The parts of a folder that one question needs."""

    #: The names of topics; None is all of them.
    topics: tuple[str, ...] | None = None
    disagreements: bool = True
    names: bool = False
    words: bool = False
    studies: bool = False
    pages: bool = False
    #: What the evidence amounts to; with `studies` it is there too.
    verdicts: bool = False
    records: bool = False
    #: Whether the rules will be applied: then no line is taken as it is.
    rules: bool = False


class _Library:
    """A folder of knowledge: which file holds what."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.read = folder.read

    def topic(self, name: str) -> Topic | None:
        return self.read(f"topics/{name}.yaml", lambda text, f: read_topic(text, f, name))

    def about(self) -> About | None:
        """What the folder is; from here on each file has to end as it says."""
        about = self.read("about.yaml", read_about)
        if about is not None and about.ends is not None:
            self.folder.ends = about.ends
            about = self.read("about.yaml", read_about)
        return about

    def base(self, needs: Needs) -> KnowledgeBase:
        """What a question needs: all of it sound, or UnusableError."""
        about = self.about()
        sources = self.read("sources.yaml", read_sources) or ()
        names = self.folder.topics(FILES) if needs.topics is None else needs.topics
        topics = [self.topic(name) for name in names]
        parts: dict[str, Any] = {}
        if needs.disagreements:
            parts["disagreements"] = self.read("disagreements.yaml", read_disagreements)
        if needs.names:
            parts |= self.names(needs.rules)
        if needs.words and (words := self.read("words.yaml", read_words)):
            _, parts["forbidding"], parts["reassuring"] = words
            parts["words"] = words.alike
        if needs.studies:
            parts |= self.studies()
        if needs.studies or needs.verdicts:
            from ldnref.knowledge.reading_verdicts import read_verdicts  # noqa: PLC0415

            parts["verdicts"] = self.read("verdicts.yaml", read_verdicts) or ()
        # Not at the top: most questions do not wait for these.
        if needs.pages:
            from ldnref.knowledge.reading_pages import read_pages  # noqa: PLC0415

            parts["pages"] = self.read("pages.yaml", read_pages)
        if needs.records:
            from ldnref.knowledge.reading_records import read_records  # noqa: PLC0415

            parts["records"] = self.read("records.yaml", read_records)
        if needs.names and (needs.topics is None or topics):
            from ldnref.knowledge.reading_must_hold import read_must_hold  # noqa: PLC0415

            parts["must_hold"] = self.read("must-hold.yaml", read_must_hold)
        parts["sources"] = self.folder.by_id(sources, "source")
        if self.folder.problems or about is None:
            raise UnusableError(self.folder.problems)
        parts["topics"] = {topic.name: topic for topic in topics if topic is not None}
        return KnowledgeBase(about=about, **parts)

    def names(self, rules: bool) -> dict[str, Any]:
        """Medicines, groups and conditions, and how they are read on a list."""
        # Not at the top: most questions do not wait for these.
        from ldnref.knowledge.reading_names import (  # noqa: PLC0415
            read_conditions,
            read_medicines,
            read_others,
        )
        from ldnref.knowledge.reading_words import (  # noqa: PLC0415
            read_list_words,
            read_measures,
        )

        medicines = self.read("medicines.yaml", read_medicines) or Medicines((), (), ())
        conditions = self.read("conditions.yaml", read_conditions) or ()
        list_words = self.read("list-words.yaml", read_list_words)
        measures = self.read("measures.yaml", read_measures)
        # 17,000 lines that no question changes: only `validate` reads each of them.
        others = self.read("other-medicines.txt", read_others if rules else _as_it_is)
        return {
            "names": self.folder.by_id((*medicines.named, *conditions), "name"),
            "ambiguous": medicines.ambiguous,
            "exact": medicines.exact,
            "list_words": list_words,
            "measures": measures,
            "others": others,
            "codes": {one: self.codes(one, rules) or "" for one in (*CODES, *PRODUCT_CODES)},
        }

    def codes(self, system: str, rules: bool) -> str | None:
        """The lines of codes of a system: only `validate` reads each of them."""
        return self.read(f"codes/{system}.txt", _each_code if rules else _as_it_is)

    def studies(self) -> dict[str, Any]:
        """Studies by id, and what their outcomes are about."""
        from ldnref.knowledge.reading_studies import read_studies  # noqa: PLC0415

        trials = self.read("studies.yaml", read_studies) or Studies((), (), ())
        return {
            "studies": self.folder.by_id(trials.held, "study"),
            "domains": trials.domains,
            "treated": trials.treated,
        }


def _as_it_is(text: str, _: str) -> tuple[str, list[Problem]]:
    return text, []


def _each_code(text: str, file: str) -> tuple[str, list[Problem]]:
    from ldnref.knowledge.reading_records import read_codes  # noqa: PLC0415

    return text, read_codes(text, file)[1]


def open_base(
    topics: Iterable[str] | None = None,
    *,
    disagreements: bool = True,
    names: bool = False,
    words: bool = False,
    studies: bool = False,
    pages: bool = False,
    verdicts: bool = False,
    records: bool = False,
    folder: Path | None = None,
) -> KnowledgeBase:
    """The parts of a folder, or of the bundled knowledge, that one question needs.

    Without `topics`, all of them. Raises UnusableError when any file among them has a problem, or
    points to what is not there.
    """
    here = _open(folder)
    base = _Library(here).base(
        Needs(
            None if topics is None else tuple(topics),
            disagreements=disagreements,
            names=names,
            words=words,
            studies=studies,
            pages=pages,
            verdicts=verdicts,
            records=records,
        )
    )
    if problems := loose(base):
        raise UnusableError(map(here.placed, problems))
    return base


def open_whole(folder: Path | None = None) -> KnowledgeBase:
    """The whole of a folder, or of the bundled knowledge, with every rule applied.

    Raises UnusableError with every problem of every file; when the files can be read, with
    every broken rule.
    """
    # Not at the top: no command but this one needs the rules.
    from ldnref.knowledge.rules import broken  # noqa: PLC0415

    here = _open(folder)
    base = _Library(here).base(Needs(None, *[True] * (len(Needs._fields) - 1)))
    points = set(loose(base))
    if problems := broken(base):
        raise UnusableError(here.placed(p) if p in points else p for p in problems)
    return base


def _open(folder: Path | None) -> Folder:
    if folder is None:
        return Folder(bundled(), "data")
    if not folder.is_dir():
        raise UnusableError([Problem(str(folder), 1, 1, "there is no such folder")])
    return Folder(folder, str(folder))
