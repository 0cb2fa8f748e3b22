"""A patient's list and dose: worst first, nothing passed over, never falsely reassuring."""

import json

import pytest
from conftest import BASE
from hypothesis import given, settings
from hypothesis import strategies as st
from ldnref.answers.check import Dose, check
from ldnref.answers.names import Names, names_of, wider

import ldnref
from ldnref.answers.doses import DoseError, milligrams
from ldnref.knowledge.library import open_base, open_whole
from ldnref.knowledge.vocabulary import SEVERITIES

SOUND = open_whole(BASE)
REAL = open_base(("interactions", "cautions", "dosing"), names=True)
NAMES = Names(REAL)


def _check(*lines, dose=None, base=REAL, names=NAMES):
    amount = None if dose is None else Dose(dose, milligrams(dose))
    return check(base, list(lines), amount, names if base is REAL else None)


def _ids(answer):
    return [finding["id"] for finding in answer.own["findings"]]


def _rank(outcome):
    return (*SEVERITIES, "nothing-held").index(outcome)


# One invented patient: how the rules are applied.


def test_what_is_on_the_list_speaks_worst_first():
    """A contraindication stands before a note, whatever came first on the list."""
    answer = _check("severe stiffness", "Lemo®", base=SOUND)

    assert ["interactions-fruits", "cautions-severe-stiffness", "interactions-lemonol"] == _ids(
        answer
    )
    assert "contraindicated" == answer.own["outcome"]
    assert answer.own["complete"]


def test_a_limit_speaks_only_when_a_dose_breaks_it():
    """Within the limit, or without a dose, there is nothing to say."""
    assert "dosing-ceiling" not in _ids(_check("stiffness", base=SOUND))
    assert "dosing-ceiling" not in _ids(_check("stiffness", dose="3", base=SOUND))
    assert "dosing-ceiling" in _ids(_check("stiffness", dose="3.1", base=SOUND))


def test_a_limit_for_a_condition_that_nobody_mentioned_is_named():
    """What was not asked was not checked."""
    answer = _check("lemonol", dose="3.5", base=SOUND)

    lines = {line.label: line.text for s in answer.sections for line in s.lines}
    assert "not mentioned, so not checked" in lines["Stiffness"]
    assert "dosing-ceiling" not in _ids(answer)


def test_the_range_is_the_patient_s_own():
    """The usual range, below every limit that applies."""
    dose = _check("stiffness", dose="3.5", base=SOUND).own["dose"]

    assert {"low": "1.50", "high": "3", "unit": "mg", "per": "day"} == dose["range"]
    assert "3.5" == dose["mg"]
    assert not dose["within"]


def test_without_a_medicine_that_is_said():
    """Nobody takes an empty list for a clean one."""
    answer = _check("stiffness", base=SOUND)

    lines = {line.label: line.text for s in answer.sections for line in s.lines}
    assert "No fruit was named." == lines["Medicines"]


def test_a_combination_gives_what_its_parts_give():
    """Lemonade holds lemonol, so it is a fruit."""
    answer = _check("lemonade", base=SOUND)

    assert set(_ids(answer)) >= set(_ids(_check("lemonol", base=SOUND)))


def test_a_question_with_a_harmless_meaning_only_asks():
    """Every meaning is shown, and none is taken."""
    answer = _check("dessert", base=SOUND)

    assert "dessert" == answer.own["ambiguous"][0]["part"]
    assert not answer.own["complete"]


def test_what_is_known_by_name_only_says_so():
    """Known, nothing held, and no evidence of safety."""
    answer = _check("asparagine", "stonex", base=SOUND)

    assert ["asparagine (asparagine)", "stonex (stonex)"] == [
        held["name"] for held in answer.own["nothing_held"]
    ]
    assert "nothing-held" == answer.own["outcome"]
    assert "no evidence of safety" in answer.sections[0].lines[0].text


def test_a_base_without_a_range_still_checks_a_dose():
    """A range is knowledge that may be missing; the limits remain."""
    topic = SOUND.topics["dosing"]._replace(usual=None)
    base = SOUND._replace(topics={**SOUND.topics, "dosing": topic})

    answer = _check("stiffness", dose="4", base=base)
    assert "dosing-ceiling" in _ids(answer)
    assert answer.own["dose"] is None


# The eleven cases of which no tool in the field gets more than two right.

ELEVEN = {
    "tramadol": ("contraindicated", "interactions-opioids-contraindicated"),
    "oxycodone": ("contraindicated", "interactions-opioids-contraindicated"),
    "OxyContin": ("contraindicated", "interactions-opioids-contraindicated"),
    "Vicodin": ("contraindicated", "interactions-opioids-contraindicated"),
    "Ultram": ("contraindicated", "interactions-opioids-contraindicated"),
    "Rebif": ("caution", "interactions-interferon"),
    "Avonex": ("caution", "interactions-interferon"),
    "Copaxone": ("note", "interactions-glatiramer"),
    "tramadoll": ("nothing-held", None),
    "foobarol": ("nothing-held", None),
    "cirrhosis": ("avoid", "cautions-liver-any"),
}


def test_the_eleven_shared_cases_are_all_right():
    """Opioids are contraindicated, brands are recognised, and the unknown is never `safe`."""
    for item, (outcome, finding) in ELEVEN.items():
        answer = _check(item)

        assert outcome == answer.own["outcome"], item
        assert (item not in ("tramadoll", "foobarol")) == answer.own["complete"], item
        assert finding is None or finding in _ids(answer), item
    near = {n.id for missing in _check("tramadoll").not_recognised for n in missing.near}
    assert "tramadol" in near
    assert not _check("foobarol").not_recognised[0].near


def test_a_near_name_that_matters_says_so():
    """`tramadoll` may be an opioid; the reader sees what is at stake."""
    (line,) = next(s for s in _check("tramadoll").sections if s.title == "Not recognised").lines

    assert "Near: tramadol (an opioid, contraindicated)" in line.text


@pytest.mark.parametrize("item", ["fatigue", "overactive bladder", "diabetes", "hypertension"])
def test_a_companion_of_ms_is_known_and_nothing_is_held(item):
    """A list of ordinary companions does not end in a page of `not recognised`."""
    own = _check(item).own

    assert own["complete"]
    assert [item] == [held["input"] for held in own["nothing_held"]]


def test_an_opioid_and_naltrexone_give_both_sides():
    """The shared case as it is met: naltrexone is the medicine in question, and is noted."""
    answer = _check("naltrexone 4.5mg", "tramadol")

    assert "contraindicated" == answer.own["outcome"]
    assert "interactions-naltrexone-itself" in _ids(answer)


# Doses.


@pytest.mark.parametrize(
    ("dose", "items", "outcome"),
    [
        ("1.5", [], "nothing-held"),
        ("4.5", [], "nothing-held"),
        ("3", ["spasticity"], "nothing-held"),
        ("3.5", ["spasticity"], "avoid"),
        ("4.5", ["spasticity"], "avoid"),
        ("5", [], "caution"),
        ("45", [], "avoid"),
        ("50", [], "avoid"),
        ("1", [], "note"),
        ("0.5", [], "note"),
        ("0.5 mcg", [], "note"),
        ("4", ["baclofen"], "caution"),
        ("3", ["baclofen"], "note"),
    ],
)
def test_the_dose_is_judged_for_this_patient(dose, items, outcome):
    """Within the range there is no finding; above a limit there is."""
    assert outcome == _check(*items, dose=dose).own["outcome"]


def test_a_slip_of_the_decimal_point_is_named():
    """45 for 4.5 is the slip that matters."""
    assert "dosing-decimal-slip" in _ids(_check(dose="45"))
    assert "dosing-decimal-slip" not in _ids(_check(dose="5"))


@settings(deadline=None)
@given(st.decimals("4.5", "500", places=2), st.decimals("4.5", "500", places=2))
def test_a_higher_dose_never_gets_a_milder_answer(one, other):
    """Above the range, more is never better."""
    low, high = sorted((one, other))

    lower, higher = (_rank(_check("spasticity", dose=str(d)).own["outcome"]) for d in (low, high))
    assert higher <= lower


# What must hold for every list.

ITEMS = st.lists(
    st.sampled_from(
        [
            "tramadol",
            "Rebif 44 mcg",
            "Copaxone",
            "cirrhosis",
            "fatty liver",
            "spasticity",
            "foobarol",
            "Tylenol",
            "Aceon",
            "codeine allergy",
            "Lipitor",
            "Sublocade",
            "naloxone",
            "pregnant",
            "multiple sclerosis",
        ]
    ),
    max_size=6,
    unique=True,
)


@settings(deadline=None)
@given(ITEMS, ITEMS)
def test_adding_an_item_never_removes_or_lowers_a_finding(items, more):
    """A longer list is never a better one."""
    before, after = _check(*items), _check(*items, *more)

    assert set(_ids(before)) <= set(_ids(after))
    assert _rank(after.own["outcome"]) <= _rank(before.own["outcome"])
    assert before.own["complete"] or not after.own["complete"]


@settings(deadline=None)
@given(ITEMS, st.randoms())
def test_order_and_case_change_nothing(items, random):
    """A list is a set."""
    mixed = [item.upper() for item in items]
    random.shuffle(mixed)

    one, other = _check(*items), _check(*mixed)

    assert set(_ids(one)) == set(_ids(other))
    assert one.own["outcome"] == other.own["outcome"]
    assert one.own["complete"] == other.own["complete"]


@settings(deadline=None)
@given(ITEMS, st.lists(st.text(), max_size=3))
def test_every_line_is_answered_for(items, texts):
    """Each appears in a finding, a question, nothing held, or not recognised; none raises."""
    lines = [*items, *texts]
    answer = _check(*lines)

    own = answer.own
    seen = {about["input"] for finding in own["findings"] for about in finding["about"]}
    seen |= {one["input"] for key in ("ambiguous", "nothing_held") for one in own[key]}
    seen |= {one.input for one in answer.not_recognised}
    assert set(lines) == seen


@settings(deadline=None)
@given(st.text(alphabet="bcdfghjklmnpqrtvwxz", min_size=6))
def test_no_unknown_word_goes_with_a_complete_check(word):
    """Silence about a name is the harm that this program is against."""
    answer = _check("Rebif", word)

    if word not in NAMES.known and word not in NAMES.others and word not in NAMES.questions:
        assert not answer.own["complete"]


def _opioids():
    names = REAL.names
    return [
        named
        for named in names.values()
        if named.kind == "medicine" and "opioids" in wider(names, named.id)
    ]


def test_there_are_opioids_to_test():
    """A guard: more than a hundred, combinations included."""
    assert len(_opioids()) > 140


@pytest.mark.parametrize("named", _opioids(), ids=lambda named: named.id)
def test_every_opioid_by_every_name_is_contraindicated(named):
    """Generic, brand or combination: never less; a questionable name is asked, never dropped."""
    for name in names_of(named):
        assert "contraindicated" == _check(name).own["outcome"], name
    for name in named.asks:
        asked = _check(name).own
        assert asked["ambiguous"] or asked["findings"], name
        assert not asked["complete"] or "contraindicated" == asked["outcome"], name


@pytest.mark.parametrize(
    "named",
    [n for n in REAL.names.values() if "opioid-antidiarrhoeals" in wider(REAL.names, n.id)],
    ids=lambda named: named.id,
)
def test_every_opioid_of_the_gut_is_at_least_avoided(named):
    """Data says why not contraindicated: occasional use is expected to fail only."""
    for name in names_of(named):
        assert _check(name).own["outcome"] in SEVERITIES[:2], name


def test_no_waiting_time_in_days_is_shown_for_a_depot():
    """A number there could hurt."""
    for item in (
        "Sublocade",
        "Buvidal",
        "Durogesic",
        "fentanyl patch",
        "Probuphine",
        "stopped Sublocade",
    ):
        shown = json.dumps(_check(item).own)
        assert "interactions-interval-long-acting" in shown or "stopped" in item
        assert "interactions-interval-short" not in shown
    asked = next(s for s in _check("stopped Sublocade").sections if s.title == "Ask")
    assert "days" not in asked.lines[0].text


def test_a_recent_stop_shows_the_intervals():
    """`Tramadol stopped 3 days ago` is a question of time."""
    asked = next(s for s in _check("tramadol stopped 3 days ago").sections if s.title == "Ask")

    assert "7–10 days" in asked.lines[0].text
    assert "≥ 3 months" in asked.lines[0].text


# The command and the Python call.


def test_the_command_prints_the_verdict_first(ldnref):
    """The first thing to read is the worst, and whether it is complete."""
    ran = ldnref("check", "Ultram 50", "foobarol", "--dose", "4.5")

    assert 5 == ran.code
    assert ran.out.splitlines()[3].startswith("  CONTRAINDICATED")
    assert "incomplete" in ran.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "Lipitor"], 0),
        (["check", "Copaxone"], 0),
        (["check", "foobarol"], 3),
        (["check", "Tylenol"], 3),
        (["check", "Rebif"], 4),
        (["check", "Rebif", "foobarol"], 4),
        (["check", "cirrhosis"], 5),
        (["check", "tramadol"], 5),
        (["check", "--dose", "4.5"], 0),
        (["check"], 2),
        (["check", "tramadol", "--dose", "4,5"], 2),
        (["check", "tramadol", "--dose", ""], 2),
    ],
)
def test_the_exit_code_is_the_highest_that_applies(ldnref, words, code):
    """A script learns the worst; 0 is nothing held, and never `safe`."""
    assert code == ldnref(*words).code


def test_a_list_is_read_from_standard_input(program):
    """A record system pipes its list, one item a line."""
    ran = program("check", "-", "-f", "json", input="tramadol 50mg\n\nfoobarol\r\n")

    shown = json.loads(ran.stdout)
    assert 5 == ran.returncode
    assert ["tramadol 50mg", "foobarol"] == shown["asked"]["items"]
    assert not shown["complete"]


def test_the_same_is_a_python_call(ldnref):
    """`from ldnref import check` gives what the command prints."""
    by_call = ldnref_check("Ultram 50", "Rebif", dose="4.5 mg")

    shown = ldnref("check", "Ultram 50", "Rebif", "--dose", "4.5 mg", "-f", "json")
    assert json.loads(shown.out) == json.loads(json.dumps(by_call))
    assert ldnref_check("spasticity")["complete"]
    with pytest.raises(DoseError):
        ldnref_check(dose="4,5")


def ldnref_check(*items, dose=None):
    """The public call."""
    return ldnref.check(items, dose)
