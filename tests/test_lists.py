"""Lines of public medication lists: each is told as what it is, and no more."""

import random
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest
from cases import each, every
from hypothesis import given
from hypothesis import strategies as st
from real import CHECKED as REAL
from real import HELD, LEXICON
from work import calls

from ldnref.answers.checking.judge import judge
from ldnref.answers.named.kin import groups
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import at_length, read
from ldnref.answers.named.normalise import normalise
from ldnref.answers.named.plain import Plain

TODAY = date(2026, 11, 29)

FILE = Path(__file__).parent / "questions" / "lists" / "lines.tsv"
OPIOIDS = frozenset(("opioids", "opioid-antidiarrhoeals", "opioid-antitussives"))
#: As lists name an outcome: a note is held, and nothing against it.
WANTED = {
    "CONTRAINDICATED": ("contraindicated",),
    "AVOID": ("avoid",),
    "ASK FIRST": ("ask-first",),
    "CAUTION": ("caution",),
    "NOTE": ("nothing-held", "not-checked"),
    "NOTHING HELD": ("nothing-held", "not-checked"),
    "no worse than NOTE": ("nothing-held", "not-checked"),
}


class Line(NamedTuple):
    """A line of a list, and what is wanted of it."""

    kind: str
    line: str
    wanted: str
    why: str
    #: `open`: a fault that is known; what is wanted stands here, and is not met yet.
    state: str = ""

    @property
    def outcomes(self):
        """The outcomes that are allowed; none where nothing is said of them."""
        first = self.wanted.split("(")[0].split(",")[0].split(";")[0]
        names = [name.strip() for name in first.split(" or ")]
        return [outcome for name in names for outcome in WANTED.get(name, ())]


LINES = [
    Line(*row.split("\t"))
    for row in FILE.read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


def verdict_of(line):
    """The verdict on one line."""
    return judge(HELD, LEXICON, [line], TODAY)


def told(verdict):
    """All that is told of a line: what it is, or may be, or is near."""
    return [one for item in verdict.items for one in (*item.part.named, *item.part.near)]


def faults(one, verdict):
    """What is not as it is wanted."""
    names = told(verdict)
    if one.outcomes and verdict.outcome not in one.outcomes:
        yield verdict.outcome
    if "complete" in one.wanted:
        parts = [item.part for item in verdict.items]
        yield from (part.text for part in parts if part.unknown or part.asks is not None)
    if "no opioid" in one.wanted:
        yield from (o.id for o in names if OPIOIDS & groups(REAL.names, o.id))
    if "no condition" in one.wanted:
        yield from (o.id for o in names if o.kind == "condition")
    if "no empty brackets" in one.wanted:
        yield from (
            item.part.text
            for item in verdict.items
            if item.part.holds == "" and item in verdict.silent
        )


def test_there_are_lines_of_every_kind():
    """A guard: no lines, no acceptance."""
    assert {f"K{n}" for n in range(1, 14)} - {"K12"} <= {one.kind.split("-")[0] for one in LINES}
    assert len(LINES) >= 430


@pytest.mark.parametrize("kind", sorted({one.kind for one in LINES}))
def test_a_line_of_a_list_is_told_as_what_it_is(kind):
    """Neither passed over nor made more of; nothing left over that says nothing."""
    lines = [one for one in LINES if one.kind == kind]

    each(lines, _told_as_it_is, lambda one: one.line, known=[one for one in lines if one.state])


def _told_as_it_is(one):
    assert [] == list(faults(one, verdict_of(one.line))), one.why


_ARE_OPIOIDS = {name for name in REAL.names if "opioids" in groups(REAL.names, name)}
#: Names of opioids that are no word of a language and have one meaning.
NAMES = sorted(
    name
    for name, one in LEXICON.known.items()
    if one.kind == "medicine"
    and one.id in _ARE_OPIOIDS
    and not any(name in held for held in (LEXICON.exact, LEXICON.questions, LEXICON.harmless))
    and not any(char.isdecimal() for char in name)
)
FORMS = ("tablets", "oral", "30 mg", "prn", "m/r", "S/F", "comprimé", "(Teva)", "x 28", "p.o.")
WRITTEN = (str.upper, str.lower, str.title, str.swapcase)
SIGNS = ("{0}", "{0}®", "_{0}_", "({0})", "\u200b{0}", "{0}\u00a0", "• {0}")


def outcome_of(line):
    """The outcome of one line."""
    return verdict_of(line).outcome


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(FORMS), unique=True, max_size=4))
def test_form_words_before_and_behind_change_nothing(name, forms):
    """Strength, form, route, frequency, maker and pack may stand in any order."""
    wanted = outcome_of(name)

    assert wanted == outcome_of(" ".join([name, *forms]))
    assert wanted == outcome_of(" ".join([*forms, name]))
    assert wanted == outcome_of(f"{name}_{' '.join(forms)}")


@pytest.mark.parametrize("name", ["Longtec", "tramadol", "Zapain", "Percocet", "oxyCODONE"])
def test_every_order_of_form_words_is_the_same(name):
    """As national lists and hospitals write them."""
    words = [name, "10mg", "M/R", "tablets"]

    assert {"contraindicated"} == {outcome_of(" ".join(mixed)) for mixed in permutations(words)}


@given(st.sampled_from(NAMES), st.sampled_from(WRITTEN), st.sampled_from(SIGNS), st.data())
def test_letters_and_signs_change_nothing(name, letters, sign, data):
    """Capitals, tall-man letters, brackets, hidden signs."""
    cut = data.draw(st.integers(0, len(name)))

    assert outcome_of(name) == outcome_of(sign.format(letters(name)))
    assert outcome_of(name) == outcome_of(name[:cut] + name[cut:].upper())


@given(st.sampled_from([name for name in NAMES if name.isalpha()]), st.data())
def test_a_word_that_a_page_broke_is_whole_again(name, data):
    """A soft hyphen, a hyphen at the end of a line, and letters of another script."""
    cut = data.draw(st.integers(1, max(1, len(name) - 1)))

    assert outcome_of(name) == outcome_of(f"{name[:cut]}\u00ad{name[cut:]}")
    assert outcome_of(name) == outcome_of(f"{name[:cut]}\u00ad\n{name[cut:]} 10 mg")
    assert outcome_of(name) == outcome_of(name.replace("o", "\u043e").replace("a", "\u0430"))


def test_a_name_that_says_its_opioid_is_more_than_a_question():
    """`Termalgin codeína` holds codeine, whether or not anybody has verified the rest of it."""
    telling = {name for name in NAMES if name.isalpha()} - {"opioids"}
    asked = [name for name, one in LEXICON.questions.items() if one.doubtful]
    saying = [name for name in asked if telling & {*name.split()}]

    assert len(saying) > 5
    assert [] == [name for name in saying if outcome_of(name) != "contraindicated"]


@pytest.mark.parametrize(
    "line",
    [
        "ﬁlm-coated codeine",
        "tramadol\u00a050\u202fmg",
        "fentanyl 25 μg/h",
        # Greek and Cyrillic capitals that look like ours.
        "\u039c\u039fR\u03a1\u0397\u0399\u039d\u0395 SULF ER 15 MG",
        "\u041c\u0415\u0422\u041dAD\u041eNE",
        # UTF-8 that was read as Windows' Latin, beside a sign that was not.
        "Cod\u00c3\u00a9ine 20 mg \u2013 1 cp le soir",
        "Butrans 5 \u00c2\u00b5g/h",
        "\u00e2\u20ac\u0153morphine\u00e2\u20ac\u009d",
        "0xycodone 5 mg",
        "0RAMORPH",
    ],
)
def test_text_of_a_page_is_read(line):
    """Ligatures, spaces that do not break, look-alike letters, an encoding taken for another."""
    assert "contraindicated" == outcome_of(line)


#: What reads a plain line at once, and everything that may stand in a line.
PLAIN = Plain(LEXICON)
PHRASES = sorted(PLAIN.held)
FIGURES = [
    "10",
    "20 mg",
    "5mg/5ml",
    "1,999",
    "2019",
    "4.5",
    "x3",
    "2x",
    "b12",
    "14f",
    "1950 mg",
    "1/2",
    "28 day",
]
BETWEEN = [" "] * 9 + [", ", " - ", "-", " / ", "/", " + ", " (", ") ", ". ", ".", "'s ", "–"]


@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(PHRASES),
                st.sampled_from(sorted(LEXICON.known)),
                st.sampled_from(sorted(LEXICON.beside)),
                st.sampled_from([*FIGURES, "foobarol", "tramadoll", "cod"]),
            ),
            st.sampled_from(BETWEEN),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_stands_in_a_plain_line_the_long_way_reads_the_same(words):
    """Names, forms, roles, times and figures in any order, with any sign between them."""
    line = "".join(part for word in words for part in word)
    parts = PLAIN.read(line)

    assert (parts or at_length(LEXICON, line, TODAY)) == at_length(LEXICON, line, TODAY)


def plain_lines():
    """Lines of lists, and names with what stands behind them in one: most of them plain."""
    shuffled = random.Random(17)  # noqa: S311 - a sample
    names = shuffled.sample(sorted(LEXICON.others), 400) + shuffled.sample(NAMES, 400)
    ends = ("", " 10 mg tablets", ", 28 capsules", " patch", " prn", " foobarol", " 2024")
    return [one.line for one in LINES] + [name + end for name in names for end in ends]


@pytest.mark.no_cover
def test_a_plain_line_is_read_the_same_the_long_way():
    """The short way is for speed alone: on no line does it say anything else."""

    def read_the_same(line):
        parts = PLAIN.read(line)
        assert parts is None or parts == at_length(LEXICON, line, TODAY)

    each(plain_lines(), read_the_same, str)


def test_most_lines_are_read_the_short_way():
    """A guard: where no line were, the test above would say nothing."""
    lines = plain_lines()

    assert sum(PLAIN.read(line) is not None for line in lines) > len(lines) / 2


@every(
    "line",
    [
        "aspirin",
        "aspirin 75 mg od",
        "foobarol",
        "7-hydroxymitragynine tablets",
        "APAP/codeine 300-30",
        "Adco-Dol tabs",
        "Adcal-D3 chewable",
        "aspirin, metformin",
        "fentanyl patch",
        "metformin 2000 mg",
        "bowel foobarol 6 mg",
        "panic foobarol 50 mg",
        "itchy scalp tablets",
        "renal artery disease",
        "twinject 0 3 20 mg",
        "codeine 20 mg, 28 tablets",
        "codeine polistireaex 19208 mg",
        "mar enalapril tablets",
        "nursing mother 20 mg, 28 tablets",
        "tramadol slow release 20 mg, 28 tablets",
        "low back pain 14793 mg",
    ],
)
def test_a_line_of_each_plain_kind_is_read_the_short_way(line):
    """Hyphens, commas, forms and figures in a name keep none from it."""
    assert PLAIN.read(line) is not None


@every(
    "line",
    [
        "biliary cirrhoosis 340 mg bleeding varices",
        "dilantin long acting od",
        "intrathecal hydaromorphone 154 mg",
        "cutting too much foobarol",
        "contac cough and sore throat 163 mg",
        "tramadol 1234 mg",
        "stopped tramadol 1999",
        "Ipecacuanha and Morphine mixture BP 1980",
        "liver toxic medicine 565 mg",
        "piriton 2,010",
        "low back pain couple day",
        "lasmiditan. today s",
        "codeine (itch)",
        "tramadol paracetamol, ibuprofen",
        "sk apap w codeine.erythromycin",
        "granulee x3 clean hands hand sanitizer",
        "20–m r paraffin",
        "transdermal's l p sirolimus",
        "codeine itch",
        "aspirin itchy scalp",
        "vitamin d 20 weeks pregnant",
        "raised creatinine",
        "time foobarol block",
        "child pugh a",
        "hcv rna positive",
        "buttock seminac",
        "codeine sr 20 mg, 28 tablets",
        "codeine in mar 20 mg",
        "nursing mother pregnant",
        "zaledorer p 10884 mg",
        "28 tablets, codeine sr",
        "codeine 20 mg, sr. 28 tablets",
        "codeine 2/52 back",
        "codeine 2.5d back",
        "codeine 20 mg er, 28 tablets",
    ],
)
def test_a_form_that_is_a_name_is_one_in_a_long_list_too(line):
    """Words for a form or a degree that stand for something themselves; figures of four."""
    assert (PLAIN.read(line) or at_length(LEXICON, line, TODAY)) == at_length(LEXICON, line, TODAY)


@pytest.mark.no_cover
def test_a_long_list_is_read_as_each_of_its_lines():
    """The first lines and the last, the same ones again and others between."""
    lexicon = Lexicon(REAL)
    lines = [*(one.line for one in LINES), "zaledorer p 10884 mg"]

    found = [read(lexicon, line, TODAY) for line in lines * 2]
    assert [at_length(lexicon, line, TODAY) for line in lines] * 2 == found


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "word",
    [
        "tramadol ",
        "foobarol ",
        "no tramadol ",
        "fentanyl 25 patch ",
        "rxcui ",
        "a",
        "50 mg ",
        "no ",
        "CKD ",
        "1/",
        "-",
        "(",
        "\ufdfa",
    ],
)
def test_the_work_grows_with_the_length_of_a_line(word):
    """A line four times as long calls four times as many functions, whatever stands in it."""
    calls(word * 9)  # what is made once is made
    short, longer = (calls(word * times) for times in (50, 200))

    assert longer < 6 * short + 1_000


#: Words beside everyday ones that sound like an opioid, whatever they are.
SOUNDS = (
    "xyzcodone",
    "neomorphine",
    "tramadex-x",
    "fentanolol",
    "codeinum",
    "etonitazene",
    "idrocodon",
)


@pytest.mark.parametrize("word", SOUNDS)
def test_what_sounds_like_an_opioid_asks(word):
    """No list of brands is whole: a stem of an opioid is a question."""
    assert outcome_of(word) in ("ask-first", "contraindicated")


@pytest.mark.parametrize(
    "line",
    [
        "Motrin",
        "amoxycillin 500 mg",
        "Calpol",
        "hydrocortisone",
        "tiotropium",
        "formula",
        "coal tar",
    ],
)
def test_what_is_near_nothing_asks_nothing(line):
    """A needless question costs the reader's trust in the next one."""
    named = told(verdict_of(line))

    assert [] == [one.id for one in named if OPIOIDS & groups(REAL.names, one.id)]


def test_no_medicine_of_the_other_list_is_told_without_its_substances():
    """Empty brackets tell nobody anything."""
    assert [] == [name for name, substances in LEXICON.others.items() if not substances.strip()]
    assert normalise("Senna") in LEXICON.others


@pytest.mark.parametrize("before", ["", "Lipitor ", "Lipitor Rebif ", "Lipitor Rebif pregnant "])
def test_a_range_that_is_cut_short_is_read_by_the_figure_it_has(before):
    """Wherever in a line it breaks off: nothing fails, and the figure counts."""
    parts = read(LEXICON, f"{before}eGFR 25 to", TODAY)

    assert "severe-kidney-disease" in {named.id for part in parts for named in part.named}
