"""Citations, read back with parsers that others wrote: what is cited is what arrives."""

import json
import re

import bibtexparser
import jsonschema
import pybtex.database
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from real import REAL

from ldnref.cli.papers import Style
from ldnref.formats.citations import cite

SOURCES = REAL.sources

#: CSL JSON as its specification 1.0.2 gives it, as far as ldnref writes it.
CSL_DATE = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer"},
            },
        }
    },
}
CSL_NAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": {name: {"type": "string"} for name in ("family", "given", "literal")},
    "anyOf": [{"required": ["family", "given"]}, {"required": ["literal"]}],
}
CSL_TEXTS = (
    "title container-title publisher volume issue page DOI PMID PMCID number URL".split()  # noqa: SIM905
)
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["article-journal", "chapter", "document", "webpage"]},
            "author": {"type": "array", "minItems": 1, "items": CSL_NAME},
            "issued": CSL_DATE,
            "accessed": CSL_DATE,
            **{name: {"type": "string"} for name in CSL_TEXTS},
        },
    },
}


def _all(style):
    return cite(SOURCES.values(), style)


def test_every_source_is_csl_json_that_its_schema_takes():
    """Pandoc and Zotero read it."""
    items = json.loads(_all("csl-json"))

    jsonschema.validate(items, CSL)
    assert list(SOURCES) == [item["id"] for item in items]


def test_a_citation_processor_reads_every_source():
    """What others wrote to typeset CSL JSON finds the same sources, authors and years in it."""
    read = CiteProcJSON(json.loads(_all("csl-json")))

    assert set(SOURCES) == set(read)
    assert "Cree" == read["cree-2010"].author[0].family
    assert {s.id: int(s.year) for s in SOURCES.values() if s.year} == {
        name: one.issued.year for name, one in read.items() if "issued" in one
    }


def test_every_source_is_bibtex_for_two_parsers():
    """LaTeX reads it: no entry is lost, and none of the signs that TeX obeys stands bare."""
    text = _all("bibtex")

    one = bibtexparser.parse_string(text)
    other = pybtex.database.parse_string(text, "bibtex")
    assert [] == one.failed_blocks
    assert set(SOURCES) == {entry.key for entry in one.entries} == set(other.entries)
    for entry in one.entries:
        for name, field in entry.fields_dict.items():
            if name not in ("doi", "url"):
                assert not re.search(r"(?<!\\)[&%$#_]", field.value), field.value


def test_every_source_is_ris():
    """Reference managers of every kind read it."""
    entries = rispy.loads(_all("ris"))

    assert list(SOURCES) == [entry["id"] for entry in entries]
    assert [source.title for source in SOURCES.values()] == [entry["title"] for entry in entries]


def test_a_paper_arrives_whole():
    """Names, year, volume, issue, pages and numbers."""
    source = [SOURCES["cree-2010"]]

    csl = json.loads(cite(source, "csl-json"))[0]
    assert {"family": "Cree", "given": "B. A. C."} == csl["author"][0]
    assert ("68", "2", "145-150") == (csl["volume"], csl["issue"], csl["page"])
    assert {"date-parts": [[2010]]} == csl["issued"]
    assert ("10.1002/ana.22006", "20695007") == (csl["DOI"], csl["PMID"])

    tex = pybtex.database.parse_string(cite(source, "bibtex"), "bibtex").entries["cree-2010"]
    assert ("article", "2010", "145--150") == (tex.type, tex.fields["year"], tex.fields["pages"])
    assert "Cree, B. A. C." == str(tex.persons["author"][0])

    ris = rispy.loads(cite(source, "ris"))[0]
    assert ("JOUR", "145", "150") == (ris["type_of_reference"], ris["start_page"], ris["end_page"])
    assert ["Cree, B. A. C.", "Kornyeyeva, E.", "Goodin, D. S."] == ris["authors"]


def test_an_institution_is_no_person():
    """Nobody is called U. S. National Society."""
    csl = json.loads(cite([SOURCES["nmss-ldn-page"]], "csl-json"))[0]

    assert [{"literal": "National Multiple Sclerosis Society"}] == csl["author"]
    tex = cite([SOURCES["nmss-ldn-page"]], "bibtex")
    assert "author = {{National Multiple Sclerosis Society}}," in tex


def test_signs_that_tex_obeys_arrive_as_they_were(base):
    """A title with every one of them."""
    title = r"100% of #1 & a_b $x$ {y} ~z ^w \v"
    odd = base.sources["pineapple-2001"]._replace(title=title, year=None, read=None)

    entry = pybtex.database.parse_string(cite([odd], "bibtex"), "bibtex").entries[odd.id]

    assert (
        r"{100\% of \#1 \& a\_b \$x\$ \textbraceleft{}y\textbraceright{} "
        r"\textasciitilde{}z \textasciicircum{}w "
        r"\textbackslash{}v}" == entry.fields["title"]
    )
    assert "year" not in entry.fields


@pytest.mark.parametrize("field", ["title", "journal", "volume", "issue", "pages"])
@pytest.mark.parametrize("text", ["1}} @comment{ -2", "a { alone", "} and a \\"])
def test_no_field_ends_an_entry(base, field, text):
    """Braces that nothing closes, in any field: BibTeX counts them, whatever stands before."""
    odd = base.sources["pineapple-2001"]._replace(**{field: text})

    written = cite([odd, SOURCES["cree-2010"]], "bibtex")

    assert ["cree-2010", odd.id] == sorted(pybtex.database.parse_string(written, "bibtex").entries)
    assert written.count("{") == written.count("}")


def test_a_paper_whose_authors_were_not_shown_says_so():
    """It would else begin with its title, as though it had none."""
    text = cite([SOURCES["lbp-case-2014"]], "text")

    assert text.startswith("[authors not shown]. Off-label, Low-Dose Naltrexone")


def test_text_says_how_much_was_seen(ldnref):
    """A citation that somebody pastes into a letter keeps its limits."""
    ran = ldnref("cite", "cree-2010", "Gironi 2008", "cree-2010")

    assert 0 == ran.code
    first, second = ran.out.splitlines()
    assert first.startswith("Cree BAC, Kornyeyeva E, Goodin DS. Pilot trial of low-dose")
    assert first.endswith(
        "doi:10.1002/ana.22006 · PMID 20695007 · NCT00501696. [abstract, read 2026-11-22]"
    )
    assert second.startswith("Gironi M")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cree-2010", "article-journal"),
        # A paper whose number was not seen is a paper all the same; a chapter is none.
        ("haney-2007", "article-journal"),
        ("patel-2020", "chapter"),
        ("nmss-ldn-page", "webpage"),
        ("dailymed-naltrexone-50", "webpage"),
        ("cmsc-2014-dx14", "webpage"),
    ],
)
def test_a_source_arrives_as_what_it_is(source, expected):
    """A reference manager files it in its place."""
    (item,) = json.loads(cite([SOURCES[source]], "csl-json"))

    assert expected == item["type"]
    assert ("container-title" in item) == (expected in ("article-journal", "chapter"))


@pytest.mark.parametrize("style", list(Style))
def test_every_style_cites_every_source(ldnref, style):
    """The whole base is one bibliography."""
    ran = ldnref("cite", "--all", "--style", style)

    assert 0 == ran.code
    assert "Trøstheim" in ran.out
    assert [] == [
        s.id for s in SOURCES.values() if s.title.split("#")[0].split("&")[0] not in ran.out
    ]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("text", "Trostheim"),
        ("bibtex", "Trostheim"),
        ("ris", "Trostheim"),
        ("csl-json", "Tr\\u00f8s"),
    ],
)
def test_a_stream_that_cannot_show_an_accent_still_gets_a_sound_file(ldnref, style, expected):
    """Rather than a crash, or a quotation mark that ends a text too soon."""
    ran = ldnref("cite", "--all", "--style", style, encoding="ascii")

    assert 0 == ran.code
    assert expected in ran.out
    if style == "csl-json":
        assert list(SOURCES) == [item["id"] for item in json.loads(ran.out)]


def test_a_source_that_is_not_held_spoils_the_whole(ldnref):
    """Half a bibliography would pass for all of it."""
    ran = ldnref("cite", "cree-2010", "cree-2011")

    assert (3, "") == (ran.code, ran.out)
    assert "near: ldnref cite cree-2010" in ran.err


@pytest.mark.parametrize("words", [[], ["cree-2010", "--all"]])
def test_what_to_cite_is_said_one_way(ldnref, words):
    """Some sources, or all of them."""
    assert 2 == ldnref("cite", *words).code
