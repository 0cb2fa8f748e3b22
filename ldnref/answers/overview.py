"""What this reference is, what can be asked of it, and how current it is."""

from ldnref.answers.answer import Answer, Line, Section, with_sources
from ldnref.knowledge.model import KnowledgeBase


def overview(base: KnowledgeBase) -> Answer:
    """The first screen: topics with their commands, and the state of the knowledge."""
    about = base.about
    held = f"{len(base.statements)} statements, {len(base.sources)} sources"
    sections = (
        Section("What it is", lines=(Line("", about.what),)),
        Section("Ask", lines=tuple(Line(f"ldnref {t.name}", t.says) for t in about.topics)),
        Section(
            "How current",
            lines=(Line("Knowledge", f"version {about.version}, as of {about.date}: {held}"),),
        ),
    )
    own = {
        "topics": [entry._asdict() for entry in about.topics],
        "statements": len(base.statements),
        "sources_held": len(base.sources),
    }
    return with_sources(
        base, Answer("overview", "ldnref", about, sections, next=about.next["overview"], own=own)
    )
