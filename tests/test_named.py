"""The steps of reading a line, on the invented base: words, figures, amounts, times, standing."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from cases import every
from conftest import BASE

from ldnref.answers.named import amounts, tokens
from ldnref.answers.named.kin import at_large, groups, names_of, with_wider
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import at_length, read
from ldnref.answers.named.runs import runs
from ldnref.knowledge.library import open_whole
from ldnref.knowledge.model_names import Grammar

LEXICON = Lexicon(open_whole(BASE))
TODAY = date(2026, 11, 29)


def _parts(line):
    return read(LEXICON, line, TODAY)


def _ids(line):
    return [named.id for part in _parts(line) for named in part.named]


# Words and figures.


@pytest.mark.parametrize(
    ("line", "words", "clauses"),
    [
        ("lemonol 4.5mg", ["lemonol", "4 5mg"], [0, 0]),
        ("Lemo® 1,000 mg", ["lemo", "1 000", "mg"], [0, 0, 0]),
        ("a, b - c", ["a", "b", "c"], [0, 1, 2]),
        ("one word. Another", ["one", "word", "another"], [0, 0, 1]),
        ("tab. 2", ["tab", "2"], [0, 0]),
        ("Lemo #3", ["lemo", "no", "3"], [0, 0, 0]),
        ("ﬁzz", ["fizz"], [0]),
    ],
)
def test_a_line_falls_into_words_with_their_clauses(line, words, clauses):
    """A comma, a dash with room and a sentence's end part clauses; an abbreviation does not."""
    found = tokens.read(line, LEXICON.grammar).tokens

    assert words == [token.word for token in found]
    assert clauses == [token.clause for token in found]


@pytest.mark.parametrize("between", ["\n", "\r\n", ";"])
def test_an_entry_ends_where_its_line_does(between):
    """Nothing reaches from one entry into another."""
    assert [0, 1] == [token.entry for token in tokens.read(f"a{between}b", LEXICON.grammar).tokens]


@pytest.mark.parametrize(
    ("word", "figure", "tail"),
    [
        ("4.5mg", Decimal("4.5"), "mg"),
        ("4,5", Decimal("4.5"), ""),
        ("1,000", Decimal(1000), ""),
        ("3.11.2026", None, ""),
        ("٣", None, ""),
        ("x", None, ""),
    ],
)
def test_a_figure_is_read_with_what_stands_fast_to_it(word, figure, tail):
    """A date, a version or a foreign numeral is no figure."""
    (token,) = tokens.read(word, LEXICON.grammar).tokens

    assert (figure, tail) == (token.figure, token.tail)


@pytest.mark.parametrize(
    "line", ["2xlemonol", "lemonol50mg", "50mglemonol", "lemo-nol", "LEMONOL 50 MG"]
)
def test_a_name_is_found_that_stands_fast_to_its_amount_or_is_parted(line):
    """A missing space or one hyphen too many hides nothing."""
    assert ["lemonol"] == _ids(line)


@pytest.mark.parametrize("before", ["; ", ";", "\n", " ; ;", "= ", ", ", "rxnorm: 999999; "])
def test_a_name_is_found_behind_a_sign_with_which_its_line_begins(before):
    """Nothing stands in the entry before it: what looks there finds no word."""
    assert ["lemonol"] == _ids(f"{before}Zitrone")


def test_a_medicine_is_all_its_names_and_all_above_it():
    """Its id, its name and its brands; its groups, and what it holds."""
    names = LEXICON.base.names

    assert {"lemonol", "Lemo®", "Citron", "Zitrone"} <= set(names_of(names["lemonol"]))
    assert {"lemonol", "citrus", "fruits"} == groups(names, "lemonol")
    assert ("lemonade", "citrus", "fruits") == with_wider(names, [names["lemonade"]])[:3]


def test_a_near_name_is_offered_and_never_taken():
    """By its letters, or by a part of the word that suggests a group."""
    assert ["lemonol"] == [named.id for named in LEXICON.near("lemonoll")][:1]
    assert "citrus" in [named.id for named in LEXICON.near("zzemonozz")]
    assert ["sapling"] == [named.id for named in LEXICON.near("green")]
    assert () == LEXICON.near("x" * 41)


# What stands beside a name.


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("plumine syrup", ["fruit-depot"]),
        ("syrup of plumine", ["fruit-depot"]),
        ("plumine, drip feed", ["fruit-depot"]),
        ("stonex syrup", ["stonex"]),
        ("fruit-depot syrup", ["fruit-depot"]),
        ("severe stiff muscles", ["severe-stiffness"]),
        ("very bad stiffness", ["severe-stiffness"]),
        ("stiffness, severe", ["severe-stiffness"]),
        ("severe", []),
    ],
)
def test_a_form_or_a_degree_makes_a_thing_a_narrower_one(line, ids):
    """Wherever it stands in the entry; and only what it belongs to."""
    assert ids == _ids(line)


@pytest.mark.parametrize(
    ("line", "ids", "asks"),
    [
        ("Squash", ["lemonol", "stonex"], True),
        ("Squash 5 mg", ["lemonol"], False),
        ("sour Squash", ["lemonol"], False),
        ("Squash, sugar-free", [], False),
        ("ST", ["stiffness"], False),
        ("ST 5 mg", ["lemonol"], False),
        ("Juice", ["lemonol", "plumine"], True),
        ("dessert", ["fruits"], True),
        ("Lemo One", ["lemonol"], False),
        ("Lemo One says hello", ["lemonol"], True),
        ("lemonol dessert", ["lemonol"], False),
    ],
)
def test_a_name_of_more_than_one_meaning_is_settled_by_what_stands_beside_it(line, ids, asks):
    """Or is what it mostly is; or it is asked."""
    parts = _parts(line)

    assert ids == [named.id for part in parts for named in part.named]
    assert asks == any(part.asks for part in parts)


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("lemonol stonex", ["lemonade"]),
        ("stonex 5 mg + lemonol 3 mg", ["lemonade"]),
        ("lemonol and plumine", ["lemonol", "plumine"]),
        ("lemonol; stonex", ["lemonol", "stonex"]),
    ],
)
def test_parts_that_are_named_together_are_the_combination(line, ids):
    """In any order, with strengths between, in one clause."""
    assert ids == _ids(line)


@every(
    ("line", "ids", "amount"),
    [
        ("plumine", ["plumine"], None),
        ("plumine 4 mg", ["plumine"], "4"),
        ("plumine 4 mg tds", ["much-plumine"], "12"),
        ("plumine 8000 micrograms", ["plumine"], "8"),
        ("plumine 2 tablets", ["plumine"], "4"),
        ("plumine five tablets daily", ["daily-plumine"], None),
        ("plumine four tablets bd", ["much-plumine"], "16"),
        ("plumine half tablet", ["plumine"], "1"),
        ("plumine 4 tabs", ["plumine"], "8"),
        ("plumine 5tabs", ["much-plumine"], "10"),
        ("plumine x 5", ["much-plumine"], "10"),
        ("plumine 5 a day", ["much-plumine"], "10"),
        ("plumine daily", ["daily-plumine"], None),
        ("plumine daily as required", ["plumine"], None),
        ("plumine 1 mg/ml", ["plumine"], None),
        ("plumine 1 mg/ml 20 ml", ["much-plumine"], "20"),
        ("plumine 5mg/5ml 2ml", ["plumine"], "2"),
        ("plumine 2 mg in 1 ml, 5 ml", ["much-plumine"], "10"),
        ("plumine 2 mg per ml", ["plumine"], None),
        ("plumine 3 mg/x", ["plumine"], "3"),
        ("zorblex 20 mg", ["strong-zorblex"], "20"),
        ("stonex 20 mg plumine 3 mg", ["stonex", "plumine"], "3"),
    ],
)
def test_the_strength_and_the_daily_amount_decide_what_a_medicine_is(line, ids, amount):
    """Strength times count times frequency; the words alone, where it is taken every day."""
    parts = [part for part in _parts(line) if part.named]

    assert ids == [named.id for part in parts for named in part.named]
    assert amount == (None if parts[-1].amount is None else str(parts[-1].amount))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", []),
        ("5", []),
        ("5 mg", ["5"]),
        ("5 mg/ml", []),
        ("5 mg/10", ["5"]),
        ("5 mg/", ["5"]),
        ("5 mg per ml", []),
        ("5 mg per", ["5"]),
        ("1 g", ["1000"]),
    ],
)
def test_a_strength_is_one_of_mass_and_not_of_a_volume(words, expected):
    """What stands in a millilitre is no strength until it is known how much is taken."""
    assert expected == [
        str(one) for one in amounts.strengths(LEXICON, tokens.read(words, LEXICON.grammar).tokens)
    ]


def test_the_small_words_of_a_language_are_knowledge():
    """A folder in another language says what a half is there."""
    base = open_whole(BASE)
    own = base.list_words.grammar._replace(half=("halbe",))
    german = Lexicon(base._replace(list_words=base.list_words._replace(grammar=own)))

    for lexicon, typed in ((LEXICON, "half tablet 4 mg"), (german, "halbe tablet 4 mg")):
        found = tokens.read(typed, lexicon.grammar).tokens
        assert 2 == amounts.a_day(lexicon, found, None)


def test_the_guide_tells_what_each_list_of_small_words_does():
    """Nobody can edit a list of which nothing is said."""
    guide = (Path(__file__).parents[1] / "docs/knowledge.md").read_text(encoding="utf-8")

    assert [] == [one for one in Grammar._fields if f"`{one}`" not in guide]


def test_no_document_has_the_marks_of_a_merge():
    """Two answers to one question would stand in it."""
    root = Path(__file__).parents[1]
    files = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("data/**/*.yaml")]
    marks = re.compile(r"^(<{7}|>{7}|={7}$)", re.MULTILINE)

    assert [] == [one for one in files if marks.search(one.read_text(encoding="utf-8"))]


# Figures.


@every(
    ("line", "ids", "unread"),
    [
        ("ripeness 2", [], False),
        ("ripeness 4", ["stiffness"], False),
        ("ripeness: 8", ["severe-stiffness"], False),
        ("ripeness 8 spots", ["severe-stiffness"], False),
        ("ripeness 8 out of 10", ["severe-stiffness"], False),
        ("ripeness 0.5", [], False),
        ("ripeness half a dozen", [], True),
        ("ripeness 0.5 dozen", ["severe-stiffness"], False),
        ("ripeness 2 x normal", ["severe-stiffness"], False),
        ("ripeness 2 (normal 2)", ["stiffness"], False),
        ("ripeness 2 (normal about 2)", [], True),
        ("ripeness 2 (normal up to 1-2)", ["stiffness"], False),
        ("ripeness 2 (normal xx 2)", [], True),
        ("ripeness 2 normal", [], True),
        ("ripeness 2 (normal of 2)", ["stiffness"], False),
        ("ripeness 8mg", [], True),
        ("ripeness -4", [], True),
        ("ripeness 4000", [], True),
        ("ripeness 12", [], True),
        ("ripeness", [], True),
        ("ripeness 2-4", ["stiffness"], False),
        ("ripeness 4 to 8", ["stiffness", "severe-stiffness"], False),
        ("ripeness 4 to", ["stiffness"], False),
        ("ripeness > 6", ["severe-stiffness"], False),
        ("ripeness >= 6", ["severe-stiffness"], False),
        ("ripeness < 3", [], False),
        ("ripeness ≤ 2", [], False),
        ("ripeness more than 6", ["severe-stiffness"], False),
        ("ripeness at least 6", ["severe-stiffness"], False),
        ("ripeness under 3", [], False),
        ("ripeness up to 2", [], False),
        ("ripeness very hard", ["severe-stiffness"], False),
        ("hard ripeness", ["severe-stiffness"], False),
        ("soft ripeness", [], False),
        ("ripeness about 8", ["severe-stiffness"], False),
        ("ripeness score 8", ["severe-stiffness"], False),
        ("ripeness in 2019", [], True),
        ("ripeness of four", [], True),
        ("ripeness fifteen", [], True),
        ("ripeness four spots", ["stiffness"], False),
        ("8 spots ripeness", ["severe-stiffness"], False),
        ("8spots ripeness", ["severe-stiffness"], False),
        ("8 spots old", ["severe-stiffness"], False),
        ("8 spots", ["severe-stiffness"], False),
        ("-8 spots", [], True),
        ("3.1.1 spots", [], True),
        ("ripeness 2, now 8", ["severe-stiffness"], False),
        ("ripeness; 8", [], True),
        ("2/10", [], False),
        ("2 10", [], True),
        ("ripeness 8, 2", ["severe-stiffness"], False),
        ("ripeness stonex", ["stonex"], True),
        ("rind", [], True),
        ("rind 4", ["severe-stiffness"], False),
        ("rind 3a", ["stiffness"], False),
        ("rind 3mg", [], True),
        ("rind grade 4", ["severe-stiffness"], False),
        ("grade 4 rind", ["severe-stiffness"], False),
        ("rind iv", ["severe-stiffness"], False),
        ("iv rind", ["severe-stiffness"], False),
        ("rind 9", [], True),
        ("pips", [], True),
        ("pips 20 a week", ["stiffness"], False),
        ("pips 20 a day", ["stiffness"], False),
        ("pips 3 a day", ["stiffness"], False),
        ("pips 14 a week", [], False),
        ("20 a week pips", ["stiffness"], False),
        ("colour brown", ["stiffness"], False),
        ("colour yellow", [], False),
        ("colour 4", [], True),
    ],
)
def test_a_figure_stands_for_what_the_data_say_or_is_told(line, ids, unread):
    """Below, above, between, in units, in words; and one that cannot be read is never dropped."""
    parts = _parts(line)

    assert ids == [named.id for part in parts for named in part.named]
    assert unread == any(part.unread or part.unknown for part in parts)


# Times.


@every(
    ("line", "days"),
    [
        ("lemonol stopped 3 days ago", 3),
        ("lemonol 3d ago", 3),
        ("lemonol 3mg", None),
        ("lemonol 2/52 ago", 14),
        ("lemonol 2/9 ago", None),
        ("lemonol a week ago", 7),
        ("lemonol two weeks ago", 14),
        ("lemonol two or four weeks ago", 14),
        ("lemonol stopped two or", None),
        ("lemonol stopped 3", None),
        ("lemonol every 2 weeks", None),
        ("lemonol stopped every 2 weeks", None),
        ("lemonol yesterday", 1),
        ("lemonol last week", 6),
        ("lemonol stopped today", 0),
        ("lemonol stopped at 06:30", 0),
        ("lemonol stopped 7 am", 0),
        ("lemonol stopped 7am", 0),
        ("lemonol stopped in 2019", 2525),
        ("lemonol stopped in October 2026", 28),
        ("lemonol stopped in October", 28),
        ("lemonol stopped in December", 332),
        ("lemonol stopped in 2026", None),
        ("lemonol stopped in May 4.5", 181),
        ("may stop lemonol", None),
    ],
)
def test_the_days_that_have_passed_are_read_off_the_words(line, days):
    """The fewest that the words allow; a rhythm is no time that has passed."""
    (part,) = [part for part in _parts(line) if part.named]

    assert days == part.days


# Standing.


@every(
    ("line", "standings"),
    [
        ("lemonol", ["now"]),
        ("no lemonol", ["denied"]),
        ("declined lemonol", ["denied"]),
        ("lemonol declined", ["denied"]),
        ("lemonol negative", ["denied"]),
        ("negative lemonol", ["denied"]),
        ("lemonol and plumine negative", ["denied", "denied"]),
        ("lemonol 5 mg and plumine negative", ["now", "denied"]),
        ("lemonol stopped", ["past"]),
        ("stopped lemonol", ["past"]),
        ("not stopped lemonol", ["now"]),
        ("stopped lemonol, still takes plumine", ["past", "now"]),
        ("lemonol stopped, still on plumine", ["past", "now"]),
        ("lemonol stopped but plumine", ["past", "now"]),
        ("switched from lemonol to plumine", ["past", "now"]),
        ("history of lemonol", ["past"]),
        ("last week lemonol still", ["now"]),
        ("allergy: lemonol, plumine", ["reaction", "reaction"]),
        ("lemonol - hives", ["reaction"]),
        ("lemonol, stopped", ["past"]),
        ("lemonol, now stopped", ["past"]),
        ("lemonol stopped, still", ["now"]),
        ("lemonol, negative", ["now"]),
        ("lemonol yesterday, negative", ["past"]),
        ("lemonol not tolerated", ["intolerance"]),
        ("no allergy to lemonol", ["denied"]),
        ("no history of lemonol", ["denied"]),
        ("possible lemonol", ["doubt"]),
        ("?lemonol", ["doubt"]),
        ("mother lemonol", ["others"]),
        ("lemonol, mother plumine", ["now", "others"]),
        ("no lemonol, plumine or stonex", ["denied", "denied", "denied"]),
        ("no lemonol, plumine", ["denied", "now"]),
        ("brittleness, wobble, stiffness negative", ["denied", "denied", "denied"]),
        ("lemonol, stiffness negative", ["now", "denied"]),
        ("lemonol; stiffness negative", ["now", "denied"]),
        ("stiffness last week", ["past"]),
        ("stiffness today", ["now"]),
        ("stiffness rash", ["now"]),
        ("stopped ripeness 8", ["now"]),
        ("lemonol 3 days ago negative", ["free"]),
        ("lemonol but", ["now"]),
    ],
)
def test_how_each_thing_stands_is_told_by_the_words_around_it(line, standings):
    """A denial reaches to the end of its clause, never backwards; what ended reaches back too."""
    assert standings == [part.standing for part in _parts(line) if part.named]


#: Lines that say nothing: beside what says something they are passed over.
SILENT = ("2 10", "pips", "rind", "rind 3mg")


def _said(line):
    parts = [part._replace(text="", hint=None) for part in at_length(LEXICON, line, TODAY)]
    return sorted(map(repr, (part for part in parts if part.holds != "" and not part.remark)))


@pytest.mark.parametrize("both", ["Citron; {0}", "Citron 20 mg od; {0}", "{0}; Citron 20 mg od"])
@pytest.mark.parametrize(
    "test",
    [
        test_a_figure_stands_for_what_the_data_say_or_is_told,
        test_the_days_that_have_passed_are_read_off_the_words,
        test_how_each_thing_stands_is_told_by_the_words_around_it,
    ],
)
def test_a_line_is_read_the_same_beside_another(test, both):
    """Whatever is read above, at an odd and at an even place, and before another entry."""
    lines = [case["line"] for _, case in test.every[1] if case["line"] not in SILENT]
    beside = _said(both.format("").strip("; "))

    assert [] == [
        line for line in lines if sorted(_said(line) + beside) != _said(both.format(line))
    ]


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("no known allergies", True),
        ("lemon balm", True),
        ("fruit bowl", True),
        ("no foobarol", True),
        ("no", True),
        ("foobarol", False),
        ("5 mg", False),
        ("no lemonoll", False),
    ],
)
def test_a_phrase_without_a_thing_is_known_or_told(line, known):
    """What is denied needs no name, unless it is near one of a medicine."""
    assert known == (not any(part.unknown for part in _parts(line)))


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("Z01AA01", ["lemonol"]),
        ("rxcui 77", ["lemonol"]),
        ("green", ["sapling"]),
        ("green hat", []),
        ("wobble with sapling", ["wobble"]),
        ("lemonol fruit", ["lemonol", "fruits"]),
        ("lemonol dessert 3 mg", ["lemonol"]),
        ("asparagine 2 (lemonol)", ["lemonol"]),
        ("stonex 222 ml", ["stonex"]),
        ("1) lemonol", ["lemonol"]),
    ],
)
def test_a_name_is_a_code_an_everyday_word_or_a_thing_of_its_own(line, ids):
    """An everyday word is a name only where it stands alone."""
    assert ids == _ids(line)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (["plumine", "syrup"], ["plumine syrup"]),
        (["stiffness", "lemonol"], ["stiffness", "lemonol"]),
        (["severe", "stiff", "muscles", "Lemo", "One"], ["severe stiff muscles", "Lemo One"]),
        (["lemonol", "no", "plumine"], ["lemonol", "no", "plumine"]),
        (["lemonol", "stopped"], ["lemonol", "stopped"]),
        (["lemonol", "yesterday"], ["lemonol", "yesterday"]),
        (["severe stiffness", "lemonol"], ["severe stiffness", "lemonol"]),
        (["Lemo", "One foobarol"], ["Lemo", "One foobarol"]),
        (["lemonol", "foobarol"], ["lemonol", "foobarol"]),
        ([], []),
    ],
)
def test_words_that_make_one_name_are_one_line(typed, lines):
    """The longest first; never over a denial or a word of time, and never over a space typed."""
    assert lines == list(runs(LEXICON, typed, TODAY))


def test_only_a_condition_of_which_nothing_is_said_stands_for_all_such():
    """A medicine never does, and no condition that a statement speaks of, or of its kind."""
    base = LEXICON.base
    silent = base._replace(topics={})

    assert not at_large(base, base.names["stiffness"])
    assert not at_large(base, base.names["severe-stiffness"])
    assert not at_large(silent, base.names["lemonol"])
    assert at_large(silent, base.names["stiffness"])


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("ripeness 2/10 lemonol", ["lemonol"]),
        ("ripeness 8/10 lemonol", ["severe-stiffness", "lemonol"]),
        ("ripeness 2 / 10 lemonol 5 mg", ["lemonol"]),
        ("2/10 ripeness lemonol", ["lemonol"]),
        ("ripeness 2, now 4 lemonol", ["stiffness", "lemonol"]),
    ],
)
def test_a_figure_takes_no_name_behind_it(line, ids):
    """Out of how many it is told ends where its figure does."""
    assert ids == _ids(line)


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("fruit 5 mg depot, plumine", ["fruit 5 mg depot", "plumine"]),
        ("stonex, lemo 5 mg retard, plumine", ["stonex", "lemo 5 mg retard", "plumine"]),
    ],
)
def test_a_name_with_its_strength_in_the_middle_is_echoed_whole(line, texts):
    """A reader finds again what was typed."""
    assert texts == [part.text for part in _parts(line)]


def test_a_word_that_is_longer_than_any_line_is_one():
    """It is nobody's, and is not cut into what somebody's name might be."""
    assert 1 == len(at_length(LEXICON, "tramadol" * 80, TODAY))
