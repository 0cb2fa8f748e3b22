"""Opens a folder of knowledge: whole, or not at all. Knows which file holds what."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ldnref.knowledge import reading
from ldnref.knowledge.model import (
    Disagreement,
    KnowledgeBase,
    ListWords,
    Measures,
    Medicines,
    Named,
    Page,
    Problem,
    Source,
    Studies,
    Study,
    Topic,
)

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

T = TypeVar("T")
Declared = TypeVar("Declared", Source, Named, Study)

_PACKAGE = "ldnref"

#: What a folder of knowledge holds beside topics/.
FILES = (
    "about.yaml",
    "sources.yaml",
    "medicines.yaml",
    "conditions.yaml",
    "studies.yaml",
    "pages.yaml",
    "disagreements.yaml",
    "words.yaml",
    "list-words.yaml",
    "measures.yaml",
    "other-medicines.txt",
)


class UnusableError(Exception):
    """The knowledge cannot be used; carries every problem that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems")


def bundled() -> "Traversable":
    """The folder that comes with the program: inside the wheel, or beside the package."""
    package = Path(__file__).parents[1]
    for folder in (package / "data", package.parent / "data"):
        if folder.is_dir():
            return folder
    # A zipped wheel. Not at the top: it costs three milliseconds at every start.
    from importlib.resources import files  # noqa: PLC0415

    return files(_PACKAGE) / "data"


class _Folder:
    """One folder, its display name, and the problems met while reading from it."""

    def __init__(self, folder: "Traversable", shown: str) -> None:
        self.folder = folder
        self.shown = shown
        self.problems: list[Problem] = []

    def read(
        self, path: str, read: Callable[[str, str], tuple[T | None, list[Problem]]]
    ) -> T | None:
        """The value of one file, or None after noting every problem in it."""
        file = f"{self.shown}/{path}"
        target = self.folder
        for part in path.split("/"):
            target = target / part
        try:
            data = target.read_bytes()
            text = data.decode()
        except UnicodeDecodeError as error:
            before = data[: error.start].decode(errors="replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            self.problems.append(Problem(file, line, column, "not UTF-8"))
        except FileNotFoundError:
            self.problems.append(Problem(file, 1, 1, "there is no such file"))
        except OSError as error:
            self.problems.append(Problem(file, 1, 1, f"cannot be read: {error.strerror}"))
        else:
            value, problems = read(text, file)
            self.problems.extend(problems)
            return value
        return None

    def topic(self, name: str) -> Topic | None:
        return self.read(f"topics/{name}.yaml", lambda text, f: reading.read_topic(text, f, name))

    def by_id(self, values: Iterable[Declared], kind: str) -> dict[str, Declared]:
        """The values by id; a second use of an id is a problem."""
        found: dict[str, Declared] = {}
        for value in values:
            if value.id in found:
                message = f"{kind} {value.id!r} is declared twice"
                self.problems.append(
                    Problem(value.where.file, value.where.line, value.where.column, message)
                )
            found[value.id] = value
        return found

    def topics(self) -> list[str]:
        """The names of the folder's topics; whatever else lies there is a problem."""
        names = []
        folder = self.folder / "topics"
        try:
            beside = sorted(item.name for item in self.folder.iterdir())
            inside = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            problem = Problem(self.shown, 1, 1, f"cannot be read: {error.strerror}")
            raise UnusableError([problem]) from None
        for name in beside:
            if name.endswith((".yaml", ".yml")) and name not in FILES:
                message = f"unknown file; known: {', '.join(FILES)}"
                self.problems.append(Problem(f"{self.shown}/{name}", 1, 1, message))
        for name in inside:
            stem, _, ending = name.rpartition(".")
            if ending == "yaml" and stem:
                names.append(stem)
            elif not name.startswith("."):
                where = f"{self.shown}/topics/{name}"
                self.problems.append(Problem(where, 1, 1, "not a .yaml file"))
        if not names:
            self.problems.append(Problem(f"{self.shown}/topics", 1, 1, "there are no topics"))
        return names

    def base(
        self,
        topics: Iterable[str] | None,
        *,
        disagreements: bool,
        names: bool,
        words: bool,
        studies: bool,
        pages: bool,
        rules: bool,
    ) -> KnowledgeBase:
        about = self.read("about.yaml", reading.read_about)
        sources: tuple[Source, ...] = self.read("sources.yaml", reading.read_sources) or ()
        found = [self.topic(name) for name in (self.topics() if topics is None else topics)]
        points: tuple[Disagreement, ...] = ()
        all_names: list[Named] = []
        medicines: Medicines | None = None
        list_words: ListWords | None = None
        measures: Measures | None = None
        others: str | None = None
        alike: tuple[tuple[str, ...], ...] = ()
        trials: Studies | None = None
        printed: dict[str, Page] | None = None
        if disagreements:
            points = self.read("disagreements.yaml", reading.read_disagreements) or ()
        if names:
            medicines = self.read("medicines.yaml", reading.read_medicines)
            all_names.extend(medicines.named if medicines else ())
            all_names.extend(self.read("conditions.yaml", reading.read_conditions) or ())
            # Not at the top: most questions do not wait for it.
            from ldnref.knowledge import reading_words  # noqa: PLC0415

            list_words = self.read("list-words.yaml", reading_words.read_list_words)
            measures = self.read("measures.yaml", reading_words.read_measures)
            # 17,000 lines that no question changes: only `validate` reads each of them.
            others = self.read("other-medicines.txt", reading.read_others if rules else _as_it_is)
        if words:
            alike = self.read("words.yaml", reading.read_words) or ()
        if studies:
            # Not at the top: most questions do not wait for it.
            from ldnref.knowledge.reading_studies import read_studies  # noqa: PLC0415

            trials = self.read("studies.yaml", read_studies)
        if pages:
            # Not at the top, as above.
            from ldnref.knowledge.reading_pages import read_pages  # noqa: PLC0415

            printed = self.read("pages.yaml", read_pages)
        by_source = self.by_id(sources, "source")
        by_name = self.by_id(all_names, "name")
        by_study = self.by_id(trials.held if trials else (), "study")
        if self.problems or about is None:
            raise UnusableError(self.problems)
        return KnowledgeBase(
            about=about,
            sources=by_source,
            topics={topic.name: topic for topic in found if topic is not None},
            disagreements=points,
            names=by_name,
            words=alike,
            ambiguous=medicines.ambiguous if medicines else (),
            exact=medicines.exact if medicines else (),
            list_words=list_words or ListWords((), ()),
            measures=measures or Measures(),
            others=others or "",
            studies=by_study,
            domains=trials.domains if trials else (),
            treated=trials.treated if trials else (),
            pages=printed or {},
        )


def _as_it_is(text: str, _: str) -> tuple[str, list[Problem]]:
    return text, []


def open_base(
    topics: Iterable[str] | None = None,
    *,
    disagreements: bool = True,
    names: bool = False,
    words: bool = False,
    studies: bool = False,
    pages: bool = False,
    folder: Path | None = None,
) -> KnowledgeBase:
    """The parts of a folder, or of the bundled knowledge, that one question needs.

    Without `topics`, all of them. Raises UnusableError when any file among them has a problem.
    """
    here = _open(folder)
    return here.base(
        topics,
        disagreements=disagreements,
        names=names,
        words=words,
        studies=studies,
        pages=pages,
        rules=False,
    )


def open_whole(folder: Path | None = None) -> KnowledgeBase:
    """The whole of a folder, or of the bundled knowledge, with every rule applied.

    Raises UnusableError with every problem of every file; when the files can be read, with
    every broken rule.
    """
    # Not at the top: no command but this one needs the rules.
    from ldnref.knowledge.rules import broken  # noqa: PLC0415

    here = _open(folder)
    base = here.base(
        None, disagreements=True, names=True, words=True, studies=True, pages=True, rules=True
    )
    if problems := broken(base):
        raise UnusableError(problems)
    return base


def _open(folder: Path | None) -> _Folder:
    if folder is None:
        return _Folder(bundled(), "data")
    if not folder.is_dir():
        raise UnusableError([Problem(str(folder), 1, 1, "there is no such folder")])
    return _Folder(folder, str(folder))
