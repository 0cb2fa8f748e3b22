"""What is covered: groups, medicines and their names, so that a reader sees the edges."""

from ldnref.answers import sentences
from ldnref.answers.answer import Answer, Line, NotHeldError, Section
from ldnref.answers.named.kin import by_any_name
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named


def every(base: KnowledgeBase) -> Answer:
    """Every group with the medicines in it."""
    groups = [named for named in base.names.values() if named.kind == "group"]
    combined = [named for named in base.names.values() if named.contains]
    lines = [Line(group.id, _members(base, group)) for group in groups]
    lines.append(Line("combinations", "; ".join(named.id for named in combined)))
    count = sum(named.kind == "medicine" for named in base.names.values())
    return Answer(
        kind="medicines",
        title=sentences.MEDICINES.format(count=count),
        about=base.about,
        everything="medicines --all",
        sections=(Section("Groups", lines=tuple(line for line in lines if line.text)),),
        next=base.about.next["medicines"],
    )


def one(base: KnowledgeBase, wanted: str) -> Answer:
    """A group with its medicines, or a medicine, each with all its names; by any of them.

    Raises NotHeldError when nothing goes by it.
    """
    held = {key: one for key, one in base.names.items() if one.kind != "condition"}
    named = by_any_name(base, wanted)
    if named is None or named.kind == "condition":
        raise NotHeldError("medicines", wanted, held)
    members = [other for other in base.names.values() if named.id in other.within]
    return Answer(
        kind="medicines",
        title=f"{named.name}: {named.what}",
        about=base.about,
        sections=tuple(Section(one.name, lines=tuple(_names(one))) for one in (named, *members)),
        asked={"group": named.id},
        everything=f"medicines {named.id} --all",
        subjects=tuple(one.id for one in (named, *members)),
        next=base.about.next["medicines"],
    )


def _members(base: KnowledgeBase, group: Named) -> str:
    return "; ".join(named.id for named in base.names.values() if group.id in named.within)


def _names(named: Named) -> list[Line]:
    lines = [
        ("Is", named.what),
        ("Holds", "; ".join(named.contains)),
        ("Also", "; ".join(named.also)),
        *((region, "; ".join(names)) for region, names in named.brands),
        ("Only asks", "; ".join(named.asks)),
        ("Codes", "; ".join(named.codes)),
    ]
    return [Line(label, text) for label, text in lines if text]
