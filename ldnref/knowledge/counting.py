"""How much of a folder is reviewed, and where its notices say so. Knows no rule."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from ldnref.knowledge import compiled, files
from ldnref.knowledge.folder import Folder
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_claims import SIGNED, STATEMENTS, Counted, counted

if TYPE_CHECKING:
    from ldnref.knowledge.model_statements import Statement

#: What stands in a notice where a topic that nobody asked about cannot be read.
_UNKNOWN = "?"


def with_count(base: KnowledgeBase, found: Counted | None) -> KnowledgeBase:
    """The base with the figures in its notices, wherever they are to stand."""
    figures = (_UNKNOWN, _UNKNOWN) if found is None else tuple(map(str, found))

    def told(notice: str) -> str:
        return notice.replace(SIGNED, figures[0]).replace(STATEMENTS, figures[1])

    about = base.about
    return base._replace(
        about=about._replace(notice=told(about.notice), notice_short=told(about.notice_short)),
        pages={
            reader: page._replace(notice=page.notice and told(page.notice))
            for reader, page in base.pages.items()
        },
    )


def count(folder: Folder, topics: Iterable[str]) -> Counted | None:
    """How much of the topics of a folder is reviewed; None where one of them cannot be read."""
    paths = [f"topics/{one}.yaml" for one in topics]
    made: Counted | None = folder.made("counted")
    if made is not None and all(map(folder.unchanged, paths)):
        return made
    try:
        read = tuple((path, folder.bytes_of(path)) for path in paths)
    except OSError:
        return None
    return _count(read, compiled_too=folder.compiled)


@lru_cache(maxsize=4)  # thousands of lines, for two figures
def _count(topics: tuple[tuple[str, bytes], ...], *, compiled_too: bool) -> Counted | None:
    statements: list[Statement] = []
    for path, data in topics:
        held = compiled.held(path, compiled.of(data)) if compiled_too else None
        name = PurePath(path).stem
        topic = held.value if held else files.topic(name)(data.decode(errors="replace"), path)[0]
        if topic is None:
            return None
        statements += topic.statements
    return counted(statements)
