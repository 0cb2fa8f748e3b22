"""A code of another system → what it is here. Knows no names, and guesses none.

What a code stands for is its line in data/codes/, or the entry that bears it. ICD-10 and ATC are
read by their beginnings: the longest that is held counts.
"""

from collections.abc import Iterator, Mapping

from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_names import Named
from ldnref.tuples import NamedTuple

#: Lists of products of a past year: they are read, and never written out as a list of codes.
PRODUCTS = ("ndc", "dmd")

#: The systems that are read by prefix.
_BY_PREFIX = ("icd10", "atc")

#: What stands in the place of an id: nothing is held on it; before one: it is only asked about.
_NOTHING, _ASKED = "-", "?"


class Coded(NamedTuple):
    """What a code stands for."""

    #: None: the code is known, and nothing is held on it.
    named: tuple[Named, ...]
    #: As its system writes it, and its name there.
    code: str
    term: str
    #: Whether it only raises a question.
    asks: bool = False


class Codes:
    """Every code that is held, by its system."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self._tables: dict[str, Mapping[str, Coded]] = {}

    def find(self, system: str, code: str) -> Coded | None:
        """What a code stands for; None where it is not held."""
        table = self.table(system)
        if system not in _BY_PREFIX:
            return table.get(code)
        bare = code.replace(".", "").upper()
        found = (table.get(bare[:length]) for length in range(len(bare), 0, -1))
        return next((one for one in found if one is not None), None)

    def table(self, system: str) -> Mapping[str, Coded]:
        """The codes of a system, the entries' own first."""
        if system not in self._tables:
            borne: dict[str, Coded] = {}
            for code, one in self._borne(system):
                also = borne[code].named if code in borne else ()
                borne[code] = one._replace(named=(*also, *one.named))
            self._tables[system] = {**dict(self._lines(system)), **borne}
        return self._tables[system]

    def _lines(self, system: str) -> Iterator[tuple[str, Coded]]:
        for line in self.base.codes.get(system, "").splitlines():
            if not line.startswith("#"):
                code, ids, term = line.split("\t")
                key = code.replace(".", "") if system in _BY_PREFIX else code
                bare = [one.removeprefix(_ASKED) for one in ids.split(";") if one != _NOTHING]
                named = tuple(self.base.names[one] for one in bare)
                yield key, Coded(named, code, term, asks=ids.startswith(_ASKED))

    def _borne(self, system: str) -> Iterator[tuple[str, Coded]]:
        """The codes that medicines bear themselves: ATC bare, RxNorm as `rxcui:10689`."""
        for named in self.base.names.values():
            for code in named.codes:
                own, _, number = code.rpartition(":")
                if system == {"": "atc", "rxcui": "rxnorm"}.get(own):
                    yield number, Coded((named,), number, named.name)
