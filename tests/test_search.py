"""Search: any of it can be found by a word, however the word is written."""

import pytest
from cases import every
from conftest import BASE
from hypothesis import given
from hypothesis import strategies as st
from real import REAL

from ldnref.answers.answer import Line, NotHeldError
from ldnref.answers.cards.words import part_with
from ldnref.answers.narrowed import narrowed
from ldnref.answers.search import search
from ldnref.answers.search_index import place_of
from ldnref.answers.stems import stem
from ldnref.knowledge.library import open_whole

SOUND = open_whole(BASE)


def _ids(base, typed, **options):
    return [s.id for s in search(base, typed, **options).statements]


@every(
    ("one", "other"),
    [
        ("diarrhoea", "diarrhea"),
        ("labour", "labor"),
        ("oesophageal", "esophageal"),
        ("sleep", "sleeping"),
        ("dose", "doses"),
        ("capsule", "capsules"),
        ("studies", "study"),
        ("kidneys", "kidney"),
        ("dizziness", "dizzy"),
        ("stopped", "stop"),
        ("randomised", "randomized"),
        ("allergies", "allergy"),
    ],
)
def test_two_forms_of_a_word_are_one(one, other):
    """Spelling, plural and endings do not matter."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("liver", "live"), ("mu", "mus"), ("dose", "dozen")])
def test_two_words_stay_two(one, other):
    """Cutting too much would find the wrong thing."""
    assert stem(one) != stem(other)


def test_a_word_in_the_label_counts_more_than_one_in_passing():
    """`Trial` as a label stands before `trial` in a sentence."""
    assert "dosing-trial" == _ids(SOUND, "trial")[0]


def test_a_synonym_finds_what_it_means():
    """Grime is dust; five a day are fruits, and a phrase counts as one word."""
    assert ["dosing-trial"] == _ids(SOUND, "grime")
    assert "interactions-fruits" == _ids(SOUND, "five a day")[0]


def test_a_brand_finds_what_is_said_of_its_medicine_the_worst_first():
    """A name that is held has been meant: what is contraindicated leads, of its group too."""
    assert ["interactions-fruits", "interactions-lemonol"] == _ids(SOUND, "Lemo®")


def _verdicts(base, typed):
    return [(one.condition, one.about) for one in search(base, typed).own.verdicts]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "stiffness",
            [("stiffness", "juice"), ("stiffness", "stones"), ("severe-stiffness", "juice")],
        ),
        ("stiffness stones", [("stiffness", "stones")]),
        (
            "stiffness dust",
            [("stiffness", "juice"), ("stiffness", "stones"), ("severe-stiffness", "juice")],
        ),
        ("juice", [("stiffness", "juice"), ("severe-stiffness", "juice")]),
        ("dust", []),
    ],
)
def test_a_search_for_a_condition_says_what_its_evidence_amounts_to(typed, expected):
    """On the condition, narrowed by what else was asked; without one, on what they are about."""
    assert expected == _verdicts(SOUND, typed)


def test_a_verdict_stands_above_what_was_found(ldnref):
    """With how sure it is: a list of statements leaves the reader to weigh them."""
    shown = ldnref("search", "fibromyalgia").out

    assert "pain, low certainty: 3 largest trials: pain as on placebo" in shown.splitlines()[1]


def test_what_answers_most_words_is_shown_and_nothing_less():
    """Two words narrow an answer."""
    assert ["dosing-slowly"] == _ids(SOUND, "milligram week")


def test_a_word_that_finds_nothing_is_named_beside_what_the_others_find():
    """A part of the question that was not answered is not passed over."""
    answer = search(SOUND, "foobarol dust")

    assert ["dosing-trial"] == [s.id for s in answer.statements]
    assert Line("foobarol", "no statement has this word") == answer.sections[1].lines[0]


@pytest.mark.parametrize("typed", ["foobarol", "", "the of and", "[/blue]", "\x1b", "x" * 10_000])
def test_nothing_found_is_said(typed):
    """An empty list would look like an answer."""
    with pytest.raises(NotHeldError):
        search(SOUND, typed)


def test_a_near_word_is_offered(ldnref):
    """Exit 3, nothing on stdout, and a word that does find something."""
    ran = ldnref("search", "diarhoea")

    assert 3 == ran.code
    assert "" == ran.out
    assert "near: ldnref search diarrhoea" in ran.err


PLACES = {}
for topic, found in ((t.name, s) for t in REAL.topics.values() for s in t.statements):
    PLACES.setdefault(place_of(topic, found), []).append(found.id)


def test_each_statement_names_the_command_that_shows_it():
    """What search prints is what `place_of` says."""
    answer = search(REAL, "sleep")

    expected = {
        s.id: place for place, ids in PLACES.items() for s in answer.statements if s.id in ids
    }
    assert expected == answer.places


@every("place", PLACES)
def test_the_command_shows_the_statement(ldnref, place):
    """From the word to its place, for every statement there is."""
    shown = ldnref(*place.split(), "-f", "json").out

    assert [] == [name for name in PLACES[place] if f'"id": "{name}"' not in shown]


def test_everything_is_found_and_the_best_stands_first():
    """What a screen does not hold is counted on its card, and one command away."""
    answer = search(REAL, "opioid")

    assert len(answer.statements) > 50
    assert "search opioid --all" == answer.everything
    assert "interactions-opioids-contraindicated" in [s.id for s in answer.statements[:5]]


LAY_AND_CLINICAL = [
    ("side-effects-vivid-dreams", ["vivid dreams", "dreaming"]),
    ("side-effects-sleep", ["insomnia", "sleeping", "sleeplessness", "cannot sleep"]),
    ("side-effects-nausea", ["nausea", "feeling sick"]),
    ("side-effects-bowel", ["constipation", "diarrhea"]),
    ("side-effects-headache", ["headaches", "cephalalgia"]),
    ("side-effects-stiffness", ["stiffness", "stiff"]),
    ("side-effects-dry-mouth", ["dry mouth", "xerostomia"]),
    ("side-effects-dizziness", ["dizzy", "lightheaded"]),
    ("side-effects-vomiting", ["vomiting", "throwing up"]),
    ("side-effects-fatigue", ["tired", "fatigue"]),
    ("side-effects-mood", ["depression", "low mood"]),
    ("side-effects-liver-signs", ["jaundice", "yellow eyes"]),
    ("side-effects-liver-enzymes", ["transaminases", "liver enzymes"]),
    ("side-effects-neurology-first", ["relapse", "flare"]),
    ("side-effects-suicidal", ["suicidal"]),
    ("interactions-tramadol", ["Ultram", "tramadol"]),
    ("interactions-interferon", ["Rebif", "Betaseron", "interferon"]),
    ("interactions-glatiramer", ["Copaxone", "glatiramer"]),
    ("interactions-cannabinoids", ["Sativex", "cannabis"]),
    ("interactions-disulfiram", ["Antabuse", "disulfiram"]),
    ("interactions-second-antagonist", ["Contrave", "Vivitrol", "Mysimba"]),
    ("interactions-diarrhoea", ["Imodium", "loperamide"]),
    ("supply-cost-month", ["price", "cost", "dollars"]),
    ("supply-compounding", ["compounding pharmacy"]),
    ("dosing-missed", ["missed dose", "forgot"]),
    ("dosing-timing", ["evening", "bedtime"]),
]


@every(
    ("statement", "typed"),
    [(name, typed) for name, words in LAY_AND_CLINICAL for typed in words],
)
def test_layman_and_doctor_find_the_same(statement, typed):
    """Each side effect and each product, by the words of either."""
    assert statement in _ids(REAL, typed)


def test_british_and_american_words_give_the_same_statements():
    """The issue's own example."""
    assert _ids(REAL, "diarrhoea") == _ids(REAL, "diarrhea")


@given(st.text())
def test_no_question_raises_anything_else(typed):
    """Any text finds something, or is said to find nothing."""
    try:
        found = search(SOUND, typed).statements
    except NotHeldError:
        return

    assert found


def test_a_word_of_a_title_finds_not_the_whole_topic():
    """`storage` is what is kept how, not all of `Obtaining, storing and paying`."""
    found = narrowed(REAL, "supply", "storage").statements

    assert {"Storage"} == {
        group.title
        for group in REAL.topics["supply"].groups
        for one in group.statements
        if one in found and "storage" in group.title.lower()
    }
    assert len(found) < 10


def test_a_figure_beside_a_word_finds_nothing_by_itself():
    """`missed 3 days` is about missed days, not about every other 3."""
    assert _ids(REAL, "missed days") == _ids(REAL, "missed 3 days")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Stones are heavy. Of two baskets one had juice in it.",
            "… Of two baskets one had juice in it",
        ),
        ("No juice.", "No juice"),
        ("Stones are heavy.", None),
    ],
)
def test_a_part_of_a_text_is_the_sentence_with_the_word(text, shown):
    """From its beginning, so that what is denied stays denied."""
    assert shown == part_with(text, {"juic"}, 60)


@given(st.lists(st.sampled_from(["juice", "stones", "and", "x" * 99, "not"]), min_size=1))
def test_a_part_of_a_text_is_never_much_longer_than_allowed(words):
    """However long the sentence is, it has the word, and little more than the room for it."""
    shown = part_with(" ".join(words), {"juic"}, 60)

    assert (shown is None) == ("juice" not in words)
    assert shown is None or len(shown) < 60 + 30
