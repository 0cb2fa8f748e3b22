"""Sources as other programs cite them: BibTeX, CSL JSON, RIS, or a line of text.

The formats are small and fixed, so they are written here: a library for each would be three
dependencies. The tests read all of it back with parsers that others wrote.
"""

import json
import re
from collections.abc import Iterable, Iterator

from ldnref.answers import sentences
from ldnref.answers.sources import how_seen, published, where
from ldnref.formats.characters import Fit, clean
from ldnref.knowledge.model_sources import Source
from ldnref.tuples import NamedTuple


def cite(sources: Iterable[Source], style: str, fit: Fit = str) -> str:
    """The citations of some sources, each line ended; `style` is `csl-json` or one of _LINES."""
    if style == "csl-json":
        items = [_csl(source) for source in sources]
        return json.dumps(items, ensure_ascii=fit("≤") != "≤", indent=2) + "\n"
    return "".join(f"{fit(clean(line))}\n" for source in sources for line in _LINES[style](source))


#: A person as journals write them: a family name, then initials; perhaps a role in brackets.
_PERSON = re.compile(r"(?P<family>[^\W\d_][\w' -]*) (?P<initials>[A-Z]{1,4})(?: \(.*\))?")


def _person(author: str) -> tuple[str, str] | None:
    """Family name and initials with full stops; None for an institution."""
    found = _PERSON.fullmatch(author)
    return (found["family"], " ".join(f"{i}." for i in found["initials"])) if found else None


#: The kinds of source that journals print.
_PAPERS = (
    "trial",
    "observational",
    "systematic-review",
    "case-report",
    "laboratory",
    "review",
    "protocol",
    "hypothesis",
)


class _Type(NamedTuple):
    """What a source is to each format, and where it puts what the source appeared in."""

    csl: str
    csl_in: str
    bibtex: str
    bibtex_in: str
    ris: str
    ris_in: str


_ARTICLE = _Type("article-journal", "container-title", "article", "journal", "JOUR", "T2")
_CHAPTER = _Type("chapter", "container-title", "incollection", "booktitle", "CHAP", "T2")
_PAGE = _Type("webpage", "publisher", "misc", "howpublished", "ELEC", "PB")
_DOCUMENT = _Type("document", "publisher", "misc", "howpublished", "GEN", "PB")


def _type(source: Source) -> _Type:
    """What a source is: for what is no paper, `journal` is who published it."""
    journal = source.journal or ""
    found = bool(source.doi or source.pmid or source.pmcid)
    if journal and "meeting" not in journal and (found or source.kind in _PAPERS):
        return _CHAPTER if "chapter" in journal else _ARTICLE
    return _PAGE if source.url else _DOCUMENT


def _text(source: Source) -> Iterator[str]:
    authors = ", ".join(source.authors)
    if not authors and source.kind in _PAPERS:
        authors = sentences.NO_AUTHORS  # else it would begin with its title, as if it had none
    parts = (authors, source.title, published(source), where(source))
    ended = (part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
    yield f"{' '.join(ended)} [{how_seen(source)}]"


def _csl(source: Source) -> dict[str, object]:
    kind = _type(source)
    names = [(author, _person(author)) for author in source.authors]
    fields: dict[str, object] = {
        "id": source.id,
        "type": kind.csl,
        "title": source.title,
        "author": [
            {"family": person[0], "given": person[1]} if person else {"literal": author}
            for author, person in names
        ],
        kind.csl_in: source.journal,
        "issued": {"date-parts": [[int(source.year)]]} if source.year else None,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.pages,
        "DOI": source.doi,
        "PMID": source.pmid,
        "PMCID": source.pmcid,
        "number": source.registry,
        "URL": source.url,
    }
    if source.url and source.read:
        read = source.read
        fields["accessed"] = {"date-parts": [[read.year, read.month, read.day]]}
    return {key: value for key, value in fields.items() if value}


_BIBTEX_SPECIAL = re.compile(r"[&%$#_{}~^\\]")
_BIBTEX_ESCAPES = {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    # BibTeX counts braces before it looks at what stands before them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}


def _tex(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(lambda found: _BIBTEX_ESCAPES.get(found[0], f"\\{found[0]}"), text)


def _bibtex(source: Source) -> Iterator[str]:
    names = (
        f"{_tex(person[0])}, {person[1]}" if (person := _person(author)) else f"{{{_tex(author)}}}"
        for author in source.authors
    )
    kind = _type(source)
    fields = {
        "author": " and ".join(names),
        # The inner braces keep the capitals.
        "title": f"{{{_tex(source.title)}}}",
        kind.bibtex_in: _tex(source.journal or ""),
        "year": source.year,
        "volume": _tex(source.volume or ""),
        "number": _tex(source.issue or ""),
        "pages": _tex(source.pages or "").replace("-", "--"),
        "doi": source.doi,
        "pmid": source.pmid,
        "pmcid": source.pmcid,
        "note": _tex(source.registry or ""),
        "url": source.url,
        "urldate": source.read.isoformat() if source.url and source.read else None,
    }
    yield f"@{kind.bibtex}{{{source.id},"
    yield from (f"  {key} = {{{value}}}," for key, value in fields.items() if value)
    yield "}"
    yield ""


def _ris(source: Source) -> Iterator[str]:
    first, _, last = (source.pages or "").partition("-")
    names = (", ".join(_person(author) or (author,)) for author in source.authors)
    kind = _type(source)
    fields = (
        ("TY", kind.ris),
        ("ID", source.id),
        *(("AU", name) for name in names),
        ("TI", source.title),
        (kind.ris_in, source.journal),
        ("PY", source.year),
        ("VL", source.volume),
        ("IS", source.issue),
        ("SP", first),
        ("EP", last),
        ("DO", source.doi),
        ("AN", source.pmid and f"PMID {source.pmid}"),
        ("C2", source.pmcid),
        ("M1", source.registry),
        ("UR", source.url),
        ("Y2", source.read.strftime("%Y/%m/%d") if source.url and source.read else None),
    )
    yield from (f"{tag}  - {value}" for tag, value in fields if value)
    yield "ER  - "
    yield ""


_LINES = {"text": _text, "bibtex": _bibtex, "ris": _ris}
