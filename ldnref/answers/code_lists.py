"""What a medicine, a group or a condition holds, as codes of other systems."""

from ldnref.answers import sentences
from ldnref.answers.answer import NotHeldError
from ldnref.answers.named.codes import PRODUCTS, Codes
from ldnref.answers.named.kin import by_any_name, wider
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.tuples import NamedTuple

#: Systems of products of a past year: their codes are read, and not handed out.
PARTS = ("ndc", "dmd")


class CodeRow(NamedTuple):
    """A code, its name in its system, and the ids of what it is here."""

    system: str
    code: str
    term: str
    ids: tuple[str, ...]


class CodeList(NamedTuple):
    """The codes of one thing."""

    named: Named
    rows: tuple[CodeRow, ...]
    #: The address of each system.
    addresses: dict[str, str]
    #: The version of the knowledge, and its date.
    version: str
    date: str


def code_list(base: KnowledgeBase, wanted: str, system: str | None = None) -> CodeList:
    """The codes of a thing and of all that belongs to it or holds it, by system and code.

    Codes that only raise a question are left out. Raises NotHeldError for a name that is not here,
    and where no code of it is held.
    """
    named = by_any_name(base, wanted)
    if named is None:
        raise NotHeldError("codes", wanted, base.names, lists="medicines")
    words = [one for one in base.records.systems if one.name not in PARTS] if base.records else []
    codes = Codes(base)
    rows = []
    names = dict.fromkeys(one.name for one in words)  # one system may be written in two ways
    for name in [one for one in names if system in (None, one) and one not in PRODUCTS]:
        for _, coded in sorted(codes.table(name).items()):
            ids = tuple(one.id for one in coded.named)
            own = {named.id} & {up for one in ids for up in (one, *wider(base.names, one))}
            if own and not coded.asks:
                rows.append(CodeRow(name, coded.code, coded.term, ids))
    if not rows:
        says = sentences.NO_CODE.format(name=named.name) + (f" in {system}" if system else "")
        raise NotHeldError("codes", wanted, (), says=f"{says}.", lists="medicines")
    addresses = {one.name: one.addresses[0] for one in words if not one.behind}
    about = base.about
    return CodeList(named, tuple(rows), addresses, about.version, about.date.isoformat())
