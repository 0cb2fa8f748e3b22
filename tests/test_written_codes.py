"""Codes as they are typed: however they are written, they are read, or told as codes."""

import re
from datetime import date

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from real import CHECKED as REAL
from real import HELD, LEXICON
from work import calls

from ldnref.answers.checking.judge import judge
from ldnref.answers.named.kin import groups
from ldnref.answers.named.written import _NAMED

#: How record systems and people write a code of each system.
WRITTEN = {
    "rxnorm": (
        "rxcui:{0}",
        "RxCUI {0}",
        "RXCUI={0}",
        "RxNorm: {0}",
        "rxnorm {0}",
        "{0} (RxNorm)",
        "http://www.nlm.nih.gov/research/umls/rxnorm|{0}",
        "urn:oid:2.16.840.1.113883.6.88|{0}",
    ),
    "dmd": (
        "{0}",
        "SNOMED {0}",
        "SNOMED CT: {0}",
        "SCTID {0}",
        "dm+d {0}",
        "dmd:{0}",
        "https://dmd.nhs.uk|{0}",
        "http://snomed.info/sct|{0}",
        "VMP previous to {0}",
    ),
    "ndc": ("NDC {0}01", "NDC:{0}01", "{0}01", "http://hl7.org/fhir/sid/ndc|{0}01"),
    "icd10": ("ICD-10: {0}", "ICD10 {0}", "icd-10-cm {0}", "http://hl7.org/fhir/sid/icd-10|{0}"),
}
CODES = [
    (system, code, coded)
    for system in WRITTEN
    for code, coded in LEXICON.coded.table(system).items()
    if coded.named and len(code) > 5
]
ATC = sorted(LEXICON.coded.table("atc").items())


def verdict_of(line):
    """The verdict on one line."""
    return judge(HELD, LEXICON, [line], date(2026, 11, 29))


def named(line):
    """The ids that a line is read as."""
    return [one.id for item in verdict_of(line).items for one in item.part.named]


@given(st.sampled_from(CODES), st.data())
def test_a_code_is_read_however_its_system_is_written(code, data):
    """The name of the system, its address, or none where the code tells it."""
    system, figures, coded = code
    written = data.draw(st.sampled_from(WRITTEN[system])).format(figures)

    assert [one.id for one in coded.named] == named(written)


@pytest.mark.parametrize("written", ["{0}", "{1}", "ATC {0}", "atc:{1}", "ATC: {0}"])
def test_every_atc_code_is_read(written):
    """Whichever letters it is typed in, with its system or without."""
    lines = {code: written.format(code, code.lower()) for code, coded in ATC if coded.named}

    assert [] == [code for code, line in lines.items() if not named(line)]


@pytest.mark.parametrize("written", ["{0}-{1}-01", "NDC {0}-{1}-01", "NDC: {0}-{1}", "{0}{1}01"])
def test_a_product_code_is_read_with_its_hyphens_and_without(written):
    """Maker, product and pack; the pack says nothing of what is inside."""
    assert ["hydrocodone-with-paracetamol"] == named(written.format("00406", "0512")) or (
        "contraindicated" == verdict_of(written.format("00406", "0512")).outcome
    )


@pytest.mark.parametrize("code", ["N02AA", "N02A", "N02AX99", "QN02AA01", "R05FA02", "A07DA53"])
def test_a_class_is_as_good_as_its_members(code):
    """The letters of a class name its group; a veterinary code is the same with a letter."""
    assert any(
        {"opioids", "opioid-antitussives", "opioid-antidiarrhoeals"} & groups(REAL.names, name)
        for name in named(code)
    )


@pytest.mark.parametrize("code", ["N02BE51", "ATC N02BA51"])
def test_a_code_of_combinations_that_may_hold_an_opioid_is_asked_about(code):
    """Some of them hold codeine, and the code does not tell which."""
    assert "ask-first" == verdict_of(code).outcome


@every(
    "line",
    [
        "C10AA08",
        "NDC 99999-9999-99",
        "rxcui: 99999999",
        "SNOMED 123456789",
        "dm+d 1111111111",
        "VMP previous to 99999999999999",
        "PZN 02529404",
        "PZN-08814879",
        "DIN 02339625",
        "CIS 61644230",
        "CIP: 3400930000000",
        "EAN 4012345678901",
        "CN 659820.6",
        "Varenr. 386535",
        "Read code di1..",
        "N02BB02",
    ],
)
def test_a_code_that_is_not_held_is_told_as_a_code(line):
    """Never as a misspelt name, and never passed over."""
    verdict = verdict_of(line)

    assert "not-checked" == verdict.outcome
    assert [True] == [item.part.coded for item in verdict.unknown]


@pytest.mark.parametrize("code", ["C10AA05", "ATC N02BE01", "atorvastatin C10AA05"])
def test_a_code_of_an_ordinary_medicine_is_known(code):
    """Nothing is held on it, and nothing is left to ask."""
    verdict = verdict_of(code)

    assert "nothing-held" == verdict.outcome
    assert () == verdict.unknown


@every("code", ["00406-0512-01", "0406-0512", "00406051201", "12350811000001100"])
@every(
    "line", ["{0}; Lipitor", "Lipitor; {0}", "Lipitor\n{0} ", "Lipitor, {0}", "{0}, Lipitor 20 mg"]
)
def test_a_code_alone_in_its_entry_is_read_beside_others(line, code):
    """A bare code was taken for a figure, and passed over, as soon as it was not the whole line."""
    assert "contraindicated" == verdict_of(line.format(code)).outcome
    assert "contraindicated" == verdict_of(code).outcome


def test_a_code_alone_in_its_entry_that_is_not_held_is_told():
    """As it is on a line of its own."""
    (unknown,) = verdict_of("Lipitor; 99999-9999-99").unknown

    assert unknown.part.coded
    assert "99999-9999-99" == unknown.part.text.strip()


@pytest.mark.parametrize("line", ["eGFR 88; 120/80; 2024", "penicillin 1,200,000 units, 2019"])
def test_a_figure_alone_in_its_entry_is_no_code(line):
    """A pressure, a year, a thousand."""
    assert not any(item.part.coded for item in verdict_of(line).items)


def test_a_code_beside_its_name_is_read_too():
    """Neither hides the other."""
    assert {"oxycodone"} <= set(named("Oxycodone 5 mg tablet (RxNorm: 7804)"))
    assert "contraindicated" == verdict_of("something new [rxcui: 7804]").outcome


@pytest.mark.parametrize("code", ["DIN 02405636", "PZN 02529404", "C10AA08", "CIS 61644230"])
def test_a_code_that_is_not_held_stands_beside_its_name(code):
    """Told as a code: no figure of anything, no condition, and the name is read without it."""
    verdict = verdict_of(f"{code} rosuvastatin 10 mg")

    assert [True] == [item.part.coded for item in verdict.unknown]
    assert ["rosuvastatin 10 mg"] == [item.part.text for item in verdict.items if item.part.holds]


def test_an_atc_code_beside_a_name_stands_as_its_name_does():
    """One medicine, stopped, and not another that is taken."""
    assert "contraindicated" == verdict_of("Tramadol N02AX02").outcome
    assert "ask-first" == verdict_of("stopped tramadol N02AX02").outcome


@pytest.mark.parametrize(
    "line", ["q12h", "B12", "T11b", "in 2024", "120/80", "CIS 2019", "read 12345 books"]
)
def test_what_only_looks_like_a_code_is_none(line):
    """A rhythm, a vitamin, a level of the spine, a year."""
    assert not any(item.part.coded for item in verdict_of(line).items)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "written", [("rxcui", " ", "x"), ("", "http://", ""), ("", "ndc ", ""), ("", "1", "")]
)
def test_no_crafted_code_takes_long(written):
    """A line that nobody would write takes four times the work where it is four times as long."""
    before, repeated, behind = written
    calls(before + repeated * 9 + behind)  # what is made once is made
    short, long = (calls(before + repeated * times + behind) for times in (1_000, 4_000))

    assert long < 6 * short + 1_000


def test_a_code_is_looked_for_a_bounded_way_from_where_it_begins():
    """Every repetition has an end: none is tried again and again to the end of a line."""
    signs = re.sub(r"\\.|\[[^]]+\]", "_", _NAMED)

    assert re.search(r"\{\d,\d+\}", signs)
    assert [] == re.findall(r"[*+]|\{\d*,\}", signs)
