"""A name as it is spelt on the other side of the Atlantic. Knows letters, and no names."""

from collections.abc import Iterator

#: British and American spelling of what names are made of; long enough to stand in no other word.
_PAIRS = (
    ("haem", "hem"),
    ("aemi", "emi"),
    ("uraem", "urem"),
    ("oedem", "edem"),
    ("rrhoe", "rrhe"),
    ("rphoe", "rphe"),
    ("oesoph", "esoph"),
    ("paedi", "pedi"),
    ("paedic", "pedic"),
    ("anaesth", "anesth"),
    ("paraesth", "paresth"),
    ("caesar", "cesar"),
    ("coeli", "celi"),
    ("noea", "nea"),
    ("noeic", "neic"),
    ("naev", "nev"),
    ("faec", "fec"),
    ("caec", "cec"),
    ("oestr", "estr"),
    ("gynaec", "gynec"),
    ("foet", "fet"),
    ("aetiol", "etiol"),
    ("umour", "umor"),
    ("abour", "abor"),
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("ageing", "aging"),
    ("fibre", "fiber"),
    ("centre", "center"),
    ("mould", "mold"),
    ("leukaem", "leukem"),
    ("isation", "ization"),
    ("ilised", "ilized"),
    ("alised", "alized"),
    ("onised", "onized"),
)


def other_spellings(name: str) -> Iterator[str]:
    """A normalised name in American and in British spelling, where that is another one."""
    for whole in (_swapped(name, to=1), _swapped(name, to=0)):
        if whole != name:
            yield whole


def _swapped(name: str, to: int) -> str:
    """A name, all of it in the spelling of one side."""
    for pair in _PAIRS:
        there, here = pair[to], pair[1 - to]
        # `edem` stands in `oedem` already.
        if here in name and not (here in there and there in name):
            name = name.replace(here, there)
    return name
