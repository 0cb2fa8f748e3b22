"""A name as others write it: across the Atlantic, elsewhere, of oneself. Knows no names."""

from collections.abc import Iterable, Iterator

from ldnref.answers.patterns import pattern

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

#: A shorter international name is too like other words when it ends otherwise.
_SHORTEST_INN = 8
#: Endings that other languages change, leave away or lengthen; and a letter that is a k in some.
_ENDS = ("e", "n", "l", "m", "r", "t")
_HARD = pattern(r"c(?=[aoulrkt]|$)")
#: How Romance languages write what Greek left behind, and no letter twice: `hidroclorotiazida`.
_PLAIN = (("ph", "f"), ("th", "t"), ("ch", "c"), ("rh", "r"), ("y", "i"), ("ae", "e"), ("oe", "e"))
_TWICE = pattern(r"([bdfglmnpst])\1")


def other_spellings(name: str) -> Iterator[str]:
    """A normalised name in American and in British spelling, where that is another one."""
    for whole in (_swapped(name, _PAIRS), _swapped(name, [(b, a) for a, b in _PAIRS])):
        if whole != name:
            yield whole


#: Of whom a thing is told, the patient or another: `in her 60s`, `in my 60s`.
_PERSONS = (("her", "his", "my", "their"), ("herself", "himself", "myself", "themselves"))


def other_persons(name: str) -> Iterator[str]:
    """A normalised name as it is told of him, of her, of them and of oneself: `harmed myself`."""
    words = name.split()
    if any(word in own for own in _PERSONS for word in words):
        for told in zip(*_PERSONS, strict=True):
            of = {word: one for own, one in zip(_PERSONS, told, strict=True) for word in own}
            yield " ".join(of.get(word, word) for word in words)


def _swapped(name: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A name with the second of each pair in the place of the first."""
    for here, there in pairs:
        # `edem` stands in `oedem` already.
        if here in name and not (here in there and there in name):
            name = name.replace(here, there)
    return name


def elsewhere(name: str) -> Iterator[str]:
    """An international name in other languages: `clotrimazol`, `lidokain`, `clindamicina`."""
    if len(name) < _SHORTEST_INN or not name.isalpha() or name[-1:] not in _ENDS:
        return
    stem = plain = name.removesuffix("e")
    for here, there in _PLAIN:
        plain = plain.replace(here, there)
    for end in ("", "a", "o"):
        yield stem + end
        yield _HARD.sub("k", stem) + end
        yield _TWICE.sub(r"\1", plain) + end
