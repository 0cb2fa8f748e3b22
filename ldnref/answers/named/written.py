"""Codes on a list: RxNorm, NDC, ATC, SNOMED CT with dm+d, ICD-10. Knows how they are written.

A code stands behind the name or the address of its system, or before it in brackets, or is all of
a line, of an entry of it, or of what stands between two commas. What it stands for is looked up in
`codes`; one that is not held is told as one, and so is a number of a national register, of which
none is held: it is no figure of anything.
"""

import re
from collections.abc import Callable, Iterator

from ldnref.answers.patterns import pattern
from ldnref.tuples import NamedTuple

#: Whether there may be a code in a line at all.
_MAY_HOLD = pattern(r"\d")

_SYSTEM = (
    r"rx ?norm|rx ?cui|ndc|atc|snomed(?:[ -]?ct)?|sctid|dm\+?d|icd-?10(?:-?cm)?"
    r"|sct(?=[ :=|#]{1,4}\d{6})"  # `SCT 2019` is a transplant
)
#: How dm+d names a product that another took the place of: by the code of that one.
_FORMER = r"[av]mpp? previous to"
_CODE = r"[a-z]?\d[\w.-]{0,23}\w"  # and no full stop behind it
#: Registers of products of which no code is held, and how long their numbers are at the least.
_REGISTER = r"pzn|din|cis|cip|aic|artg|amt|ean|gtin|upc|nappi|gpi|vnr|varenr|pharmacode|cn"
_BEFORE = rf"(?<!\w)(?:{_REGISTER})(?:[ -]?(?:code|nr|no|id|7|13))?[ .:=#-]{{0,4}}"
_NUMBER = r"\d[\d.-]{5,18}"
_READ = r"[a-z\d][a-z\d.]{4}(?:\d\d)?"

#: A code with its system: every repetition has an end, so that no line takes long.
#: Not compiled at a start: most lists hold no code.
_NAMED = (
    rf"(?<!\w)(?:code )?(?P<before>{_SYSTEM}|{_FORMER})(?:[ -]code)?[ :=|#]{{1,4}}(?P<one>{_CODE})"
    rf"|(?:https?://|urn:oid:)(?P<address>[^\s|]{{1,200}})\|(?P<two>{_CODE})"
    rf"|(?<!\w)(?P<three>{_CODE})[ :]{{0,2}}\((?P<behind>{_SYSTEM})\)"
    r"|(?<![\w.])(?P<four>[a-tv-z]\d[\da-z]\.\d[\da-z]{0,3})(?!\.?\w)"
    rf"|{_BEFORE}(?P<five>{_NUMBER})(?!\w)"
    rf"|(?<!\w)(?:read(?: ?v2)? code|read(?= ?[:=])|ctv3)[ :=]{{1,3}}(?P<six>{_READ})(?!\.?\w)"
    r"|(?<![\w.])(?P<seven>[a-dghjlmnprsv]\d\d[a-z]{2}\d\d)(?!\.?\w)"
)

#: What a system is called in the lists of codes, by what its name or its address holds.
_SYSTEMS = (
    ("rx", "rxnorm"),
    ("6.88", "rxnorm"),
    ("ndc", "ndc"),
    ("6.69", "ndc"),
    ("atc", "atc"),
    ("6.73", "atc"),
    ("snomed", "snomed"),
    ("sct", "snomed"),
    ("dm", "snomed"),
    (" previous to", "snomed"),
    ("6.96", "snomed"),
    ("icd", "icd10"),
)

#: What a code may be all of.
_ENTRY = pattern(r"[^\n\r;]+")
_BETWEEN = pattern(r"[^,]+")

#: A line that is a code and nothing else.
_DISEASE = pattern(r"[a-tv-z]\d\d", re.IGNORECASE)
_ATC = pattern(r"q?([a-z]\d\d[a-z]{1,2}(?:\d\d)?)", re.IGNORECASE)
_PRODUCT = pattern(r"(\d{4,5})-(\d{3,4})(?:-\d{1,2})?")
_FIGURES = pattern(r"\d{6,18}")
_LONGEST = 40
_SHORT = 5

#: How many digits a US product code has, and how many of them tell maker and product.
_NDC, _NDC_PRODUCT = (10, 11), 9
_LABELER, _ITEM = 5, 4


class Key(NamedTuple):
    """What a code may be looked up as: a system, and its code."""

    system: str
    code: str


class Found(NamedTuple):
    """A code in a line: where it stands, and what it may be looked up as."""

    start: int
    end: int
    keys: tuple[Key, ...]


def codes_in(
    line: str, is_class: Callable[[str], bool], is_disease: Callable[[str], bool]
) -> list[Found]:
    """The codes in a line, in its order.

    `is_class` tells the ATC codes that are held, and `is_disease` those of ICD-10: without its
    system one that is not held is a word like another.
    """
    if not _MAY_HOLD.search(line):
        return []
    found = list(_by_themselves(line, is_class, is_disease))
    return sorted(
        [
            *found,
            *(
                Found(one.start(), one.end(), tuple(keys_of(_system(one), _code(one))))
                for one in re.finditer(_NAMED, line, re.IGNORECASE)
                if (one["four"] is None or is_disease(one["four"]))
                # One that is held is read as a name is, with what is said of it.
                and (one["seven"] is None or not is_class(one["seven"].upper()))
                and not any(other.start < one.end() and one.start() < other.end for other in found)
            ),
        ]
    )


def _by_themselves(
    line: str, is_class: Callable[[str], bool], is_disease: Callable[[str], bool]
) -> Iterator[Found]:
    """The codes that are all of a line, of an entry of it, or of what stands between commas."""
    for entry in _ENTRY.finditer(line):
        keys = tuple(_alone(entry[0].strip()))
        # A class of ATC is as short as a word: it is one where it is known.
        held = is_disease if keys and keys[0].system == "icd10" else is_class
        if keys and (len(keys[0].code) > _SHORT or held(keys[0].code)):
            yield Found(*entry.span(), keys)
            continue
        for part in _BETWEEN.finditer(line, *entry.span()):
            keys = tuple(_alone(part[0].strip()))
            # One of ATC is read as a name is, with what is said of it behind the comma.
            if keys and len(keys[0].code) > _SHORT and keys[0].system != "atc":
                yield Found(*part.span(), keys)


def _system(found: re.Match[str]) -> str:
    if found["five"] or found["six"]:
        return ""
    bare = "atc" if found["seven"] else "icd"
    written = (found["before"] or found["behind"] or found["address"] or bare).lower()
    return next((name for holds, name in _SYSTEMS if holds in written), "")


def _code(found: re.Match[str]) -> str:
    held = (found[name] for name in ("one", "two", "three", "four", "five", "six", "seven"))
    return next(code for code in held if code is not None).rstrip(".-")


def _alone(line: str) -> Iterator[Key]:
    """What a line may be looked up as, where it is nothing but a code."""
    if len(line) > _LONGEST:
        return
    if atc := _ATC.fullmatch(line):
        yield from keys_of("atc", atc[1])
    elif _DISEASE.fullmatch(line):
        yield from keys_of("icd10", line)
    elif _PRODUCT.fullmatch(line):
        yield from keys_of("ndc", line)
    elif _FIGURES.fullmatch(line):
        for system in ("snomed", "rxnorm", "ndc"):
            yield from keys_of(system, line)


def keys_of(system: str, code: str) -> Iterator[Key]:
    """What a code may be looked up as, in the systems that it may be of."""
    if system == "ndc":
        yield from (Key(system, product) for product in _products(code))
    elif system == "atc":
        yield Key(system, code.upper().removeprefix("Q"))
    else:
        yield Key(system, code)
    if system == "snomed":
        yield Key("dmd", code)


def _products(code: str) -> Iterator[str]:
    """Maker and product of a US product code, as nine digits; ten without hyphens may be three."""
    maker, *rest = code.split("-")
    if rest:
        yield maker.zfill(_LABELER) + rest[0].zfill(_ITEM)
    elif len(code) == _NDC[1]:
        yield code[:_NDC_PRODUCT]
    elif len(code) == _NDC[0]:
        yield "0" + code[:8]
        yield code[:5] + "0" + code[5:8]
        yield code[:_NDC_PRODUCT]
