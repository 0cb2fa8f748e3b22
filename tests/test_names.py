"""What a person typed: exactly what it is, or a question, or not recognised; never a guess."""

from datetime import date

import pytest
from cases import each, every
from conftest import BASE
from hypothesis import given
from hypothesis import strategies as st
from real import CHECKED

from ldnref.answers.named.kin import family, ids, names_of, wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import at_length, read
from ldnref.answers.named.normalise import normalise
from ldnref.knowledge.library import open_whole

SOUND = Lexicon(open_whole(BASE))
REAL = Lexicon(CHECKED)
TODAY = date(2026, 11, 29)


def _read(lexicon, line):
    return read(lexicon, line, TODAY)


def _ids(lexicon, line):
    return [named.id for part in _read(lexicon, line) for named in part.named]


@pytest.mark.parametrize(
    "typed", ["lemonol", "LEMONOL", " Lemonol ", "Lemo®", "lemo", "Lemo-Retard", "lemo  retard"]
)
def test_a_name_is_found_however_it_is_written(typed):
    """Case, hyphens, spaces and trade marks do not matter."""
    (part,) = _read(SOUND, typed)

    assert part.recognised
    assert ["lemonol"] == [named.id for named in part.named]


def test_accents_do_not_matter():
    """An accent left out is the same name."""
    assert ["fruits"] == _ids(SOUND, "Fruchte")


LISTED = [
    ("Tramadol 50mg capsules", ["tramadol"]),
    ("TRAMADOL HCL", ["tramadol"]),
    ("oxycodone-acetaminophen 5-325", ["oxycodone-with-paracetamol"]),
    ("Co-codamol 30/500", ["codeine-with-paracetamol"]),
    ("Rebif 44 mcg/0.5 mL prefilled syringe", ["interferon-beta-1a"]),
    ("Tylenol #3", ["codeine-with-paracetamol"]),
    ("Tylenol No. 3 tabs", ["codeine-with-paracetamol"]),
    (
        "Acetaminophen 325 MG / Oxycodone Hydrochloride 5 MG Oral Tablet",
        ["oxycodone-with-paracetamol"],
    ),
    ("Naltrexone 4.5mg caps (compounded)", ["low-dose-naltrexone"]),
    ("Betaferon®", ["interferon-beta-1b"]),
    ("apo-tramadol/acet", ["tramadol-with-paracetamol"]),
    ("Teva-Oxycocet", ["oxycodone-with-paracetamol"]),
    ("butrans 10", ["buprenorphine-patch"]),
    ("Codeine Contin 100mg controlled release tab", ["codeine-modified-release"]),
    ("Percocet 5-325 one tab q6h prn", ["oxycodone-with-paracetamol"]),
    ("codeine 30mg 1-2 qds", ["codeine"]),
    ("222", ["aspirin-with-caffeine-codeine"]),
    ("292", ["aspirin-with-caffeine-codeine"]),
    ("baclofen, 222", ["baclofen", "aspirin-with-caffeine-codeine"]),
    ("baclofen 222 ml", ["baclofen"]),
    ("N02AX02", ["tramadol"]),
    ("n02ax02", ["tramadol"]),
    ("rxcui:10689", ["tramadol"]),
    ("RxCUI 10689", ["tramadol"]),
    ("tramadol, Rebif and codeine", ["tramadol", "interferon-beta-1a", "codeine"]),
    ("tramadol + Copaxone", ["tramadol", "glatiramer"]),
    ("Sublocade monthly injection", ["buprenorphine-depot"]),
    ("fentanyl patch", ["fentanyl-patch"]),
    ("baclofen 10mg tds", ["baclofen"]),
    ("naloxone nasal spray", ["naloxone"]),
]


@every(("line", "expected"), LISTED, ids=[line for line, _ in LISTED])
def test_what_a_medication_list_really_says_is_read(line, expected):
    """Strengths, forms, makers and directions say nothing; the name does."""
    parts = _read(REAL, line)

    assert expected == [named.id for part in parts for named in part.named]
    assert all(part.recognised for part in parts)


@every(
    ("line", "near"),
    [
        ("tramadoll", "tramadol"),
        ("oxycontine", "opioids"),
        ("Morphixe", "morphine"),  # any letter of its own name
        ("Panadiene", "codeine-with-paracetamol"),  # letters turned
        ("Sevridol", "morphine"),  # a letter that sounds alike
        ("Targit", None),  # another brand than Targin
        ("Tramazoliine", "tramazoline"),
        ("foobarol", None),
        ("morphinoid", "opioids"),
        ("x" * 100_000, None),
        ("[/red]", None),
        ("\x1b[K", None),
        ("rxcui:1", None),
        ("Z99ZZ99", None),
        ("50 mg", None),
    ],
)
def test_what_must_not_be_guessed_is_not_recognised(line, near):
    """Near names are offered where they are really near, and never taken."""
    parts = _read(REAL, line)

    assert not any(part.recognised or part.named for part in parts)
    offered = [named.id for part in parts for named in part.near]
    assert offered == [] if near is None else near in offered


@pytest.mark.parametrize(
    ("line", "substance"),
    [
        ("hydrocortisone", "hydrocortisone"),
        ("ipratropium", "ipratropium"),
        ("Revatio", "sildenafil"),
        ("Lipitor 20mg nocte", "atorvastatin"),
        ("metformin 500mg bd", "metformin"),
    ],
)
def test_an_ordinary_medicine_is_known_and_nothing_is_held(line, substance):
    """Hydrocortisone is not hydrocodone, ipratropium no opium, Revatio not ReVia."""
    (part,) = _read(REAL, line)

    assert part.recognised
    assert () == part.named
    assert substance in part.holds


@pytest.mark.parametrize("line", ["", "   ", "\t\n"])
def test_a_blank_line_holds_nothing(line):
    """There is nothing to recognise, and nothing to complain of."""
    assert () == _read(REAL, line)


def test_apomorphine_is_no_morphine():
    """A name within a name is another name."""
    assert ["apomorphine"] == _ids(REAL, "apomorphine")


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("Tylenol", "codeine-with-paracetamol"),
        ("Tylenol", "paracetamol"),
        ("Aceon", "tramadol"),
        ("DF", "dihydrocodeine"),
        ("Robitussin", "codeine-with-guaifenesin"),
        ("cough syrup", "opioid-antitussives"),
        ("pain relief", "non-opioid-painkillers"),
        ("Nurofen", "codeine-with-ibuprofen"),
    ],
)
def test_a_name_of_more_than_one_meaning_shows_them_and_asks(line, meaning):
    """Neither silence nor an alarm: a question, with every meaning that matters."""
    (part,) = _read(REAL, line)

    assert part.asks
    assert not part.recognised
    assert meaning in [named.id for named in part.named]


@pytest.mark.parametrize(
    ("line", "named", "standing", "days"),
    [
        ("codeine allergy", "codeine", "reaction", None),
        ("allergic to oxycodone", "oxycodone", "reaction", None),
        ("did not tolerate tramadol", "tramadol", "intolerance", None),
        ("tramadol stopped 3 days ago", "tramadol", "past", 3),
        ("no opioids", "opioids", "denied", None),
        ("was on methadone until March", "methadone", "past", 242),
        ("?tramadol", "tramadol", "doubt", None),
        ("husband takes tramadol", "tramadol", "others", None),
        ("tramadol 50 mg", "tramadol", "now", None),
    ],
)
def test_how_a_medicine_stands_in_its_line_is_told(line, named, standing, days):
    """Denied, past, an allergy or somebody else's: never dropped, and never plainly `is taken`."""
    (part,) = [part for part in _read(REAL, line) if part.named]

    assert [named] == [one.id for one in part.named]
    assert (standing, days) == (part.standing, part.days)


def test_an_unknown_word_beside_a_known_name_is_not_passed_over():
    """The opioid is found, and the rest of the line is reported."""
    known, unknown = _read(REAL, "tramadol foobarol 5 mg")

    assert ["tramadol"] == [named.id for named in known.named]
    assert "foobarol" == unknown.text
    assert not unknown.recognised


def test_a_name_that_is_also_a_word_stands_alone():
    """`Amanda` alone is tramadol; among other words it is asked about, and never passed over."""
    assert ["tramadol"] == _ids(REAL, "Amanda 50 mg")
    first = _read(REAL, "Amanda says hello")[0]
    assert ["tramadol"] == [named.id for named in first.named]
    assert first.asks


@pytest.mark.parametrize(
    "line", ["2xTramadol 50 mg", "2x tramadol", "tramadol50mg", "50mgtramadol", "pain: N02AX02 bd"]
)
def test_an_opioid_that_stands_fast_to_its_amount_is_found(line):
    """A missing space hides no opioid, and neither does a code among words."""
    assert "tramadol" in _ids(REAL, line)


@pytest.mark.parametrize(
    "line",
    ["tramadol 50 mg, no known allergies", "tramadol since 2019", "tramadol last filled 3/11"],
)
def test_a_direction_denies_nothing(line):
    """`No known allergies` beside a current opioid leaves it current."""
    assert all("now" == part.standing for part in _read(REAL, line))


@pytest.mark.parametrize(
    "line", ["buprenorphine 10 microgram transdermal patches", "morphine intrathecal pump"]
)
def test_a_patch_or_a_pump_is_a_long_acting_opioid(line):
    """The form decides: no number of days is offered for a patch."""
    assert "long-acting-opioids" == _ids(REAL, line)[0]


def test_what_applies_to_a_group_applies_to_its_members_and_theirs():
    """A lemon is a citrus fruit and so a fruit."""
    assert {"citrus", "fruits"} == wider(SOUND.base.names, "lemonol")
    assert {"lemonol", "citrus", "fruits"} == family(SOUND.base.names, "lemonol")


def test_a_group_stands_for_its_members():
    """Whoever asks about fruits wants to hear about lemons too."""
    fruits = {"fruits", "citrus", "fruit-depot", "lemonol", "plumine", "daily-plumine"}
    assert fruits | {"much-plumine"} == family(SOUND.base.names, "fruits")


def test_a_combination_is_all_that_it_holds():
    """Codeine in paracetamol is codeine."""
    for named in REAL.base.names.values():
        for part in named.contains:
            assert family(REAL.base.names, named.id) >= wider(REAL.base.names, part) | {part}


def test_nothing_in_the_other_list_bears_a_name_of_ours():
    """The vocabulary always wins: an opioid is never an ordinary medicine."""
    words = {
        name
        for name, named in REAL.known.items()
        if named.kind == "medicine" and len(name) >= 5 and " " not in name
    }

    assert len(REAL.base.other_lines) > 15_000
    for line in REAL.base.other_lines:
        if not line.startswith("#"):
            name, substances, _ = line.split("\t")
            assert name not in REAL.known, line
            assert name not in REAL.questions, line
            assert not words.intersection(f"{name} {normalise(substances)}".split()), line


@pytest.mark.no_cover
def test_every_name_leads_to_its_medicine():
    """An alias or a brand gives what its medicine gives, alone and on a list."""
    harmless = frozenset(REAL.harmless)
    held = harmless | REAL.known.keys() | REAL.questions.keys()

    def leads(case):
        named, name = case
        assert named.id in _ids(REAL, name)
        on_list = f"{name.upper()} tablets"
        own = {normalise(name), normalise(on_list)} & held
        parted = "," in name or " - " in name  # such a sign ends a name, if more follows
        if own <= {normalise(name)} - harmless and not parted:
            assert named.id in _ids(REAL, on_list)

    every_name = [
        (named, name)
        for named in REAL.base.names.values()
        for name in (named.name, *named.also, *(n for _, brands in named.brands for n in brands))
    ]
    each(every_name, leads, lambda case: case[1])


def test_every_code_leads_to_its_medicine():
    """A record system may send codes only."""
    for named in REAL.base.names.values():
        for code in named.codes:
            assert named.id in _ids(REAL, code), code


@given(st.text())
def test_no_text_raises_and_normal_stays_normal(text):
    """Whatever is typed gets a part, and normalising twice changes nothing."""
    once = normalise(text)

    assert normalise(once) == once
    assert bool(text.strip()) == bool(_read(SOUND, text))


@given(st.lists(st.sampled_from(["tramadol", "foobarol", "Rebif", "no", "50 mg", "#", "xé"])))
def test_every_word_that_means_something_is_in_some_part(words):
    """Nothing in a line is silently ignored."""
    shown = " ".join(part.text for part in _read(REAL, " ".join(words)))

    for word in ("tramadol", "foobarol", "Rebif", "xé"):
        assert word not in words or normalise(word) in normalise(shown)


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("Twice 30 mg, ibuprofen 400 mg", True),
        ("Twice 30 mg capsules", True),
        ("ibuprofen 400 mg, Twice 30 mg", True),
        ("ibuprofen 400 mg\nTwice 30 mg", True),
        ("Twice; ibuprofen 400 mg", True),
        ("Twice capsules, ibuprofen 400 mg", True),
        ("ibuprofen 400 mg; twice; with food", False),
        ("ibuprofen 400 mg twice", False),
        ("ibuprofen twice daily", False),
        ("ibuprofen, twice daily", False),
        ("ibuprofen 400 mg, twice a day", False),
    ],
)
def test_a_product_that_is_named_as_a_word_is_asked_about_where_it_opens_a_clause(line, asks):
    """`Twice` is morphine too: nothing else of a line hides it, and twice a day asks nothing."""
    parts = at_length(REAL, line, TODAY)

    assert asks == any(part.asks for part in parts)
    assert asks == ("morphine-modified-release" in [n.id for part in parts for n in part.named])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("banding of haemorrhoids", "banding of hemorrhoids"),
        ("caesareans", "cesareans"),
        ("alpha thalassaemia", "alpha thalassemia"),
        ("pitting oedema", "pitting edema"),
        ("uraemic itch", "uremic itch"),
        ("oesophageal dilatation", "esophageal dilatation"),
        ("brain tumours", "brain tumors"),
        ("gastroesophageal reflux", "gastrooesophageal reflux"),
    ],
)
def test_a_name_is_known_in_the_spelling_of_either_side(ours, theirs):
    """What is listed in one spelling is the same thing in the other."""
    assert _ids(REAL, ours) == _ids(REAL, theirs) != []


def test_no_other_spelling_is_another_name():
    """A name made by spelling is none where it is a name of something else, or asks."""
    held = ids(REAL.base.names)
    own = {
        normalise(one): named.id for named in REAL.base.names.values() for one in names_of(named)
    }

    assert own == {name: held[name] for name in own}
    assert (
        not set(held)
        .difference(own)
        .intersection(
            normalise(one)
            for named in REAL.base.names.values()
            for one in (*named.alone, *named.asks)
        )
    )


def test_what_tells_no_thing_may_stand_before_a_measure():
    """Where a line is misspelt and nothing of it is told before, it is not recognised, and read."""
    line = "pump e via pain clinic 7308 mg"

    assert [(line, True)] == [(part.text, part.unknown) for part in at_length(REAL, line, TODAY)]
