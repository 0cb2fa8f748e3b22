"""How much of a folder is reviewed, and where its notices say so. Knows no rule."""

from collections.abc import Iterable, Mapping
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
    try:
        read = {path: folder.bytes_of(path) for path in (f"topics/{one}.yaml" for one in topics)}
    except OSError:
        return None
    made = folder.made("counted")
    if made is not None and made[0] == _of(read):
        found: Counted = made[1]
        return found
    return _count(tuple(read.items()), compiled_too=folder.compiled)


def made(base: KnowledgeBase, read: Mapping[str, bytes]) -> tuple[str, Counted]:
    """The figures as they are compiled, with what tells the topics that they are of."""
    topics = {path: data for path, data in read.items() if path.startswith("topics/")}
    return _of(topics), counted(base.statements.values())


def _of(topics: Mapping[str, bytes]) -> str:
    return compiled.of(b"".join(topics[path] for path in sorted(topics)))


@lru_cache(maxsize=4)  # thousands of lines, for two figures
def _count(topics: tuple[tuple[str, bytes], ...], *, compiled_too: bool) -> Counted | None:
    statements: list[Statement] = []
    for path, data in topics:
        held = compiled.held(path, data) if compiled_too else None
        name = PurePath(path).stem
        topic = held.value if held else files.topic(name)(data.decode(errors="replace"), path)[0]
        if topic is None:
            return None
        statements += topic.statements
    return counted(statements)
