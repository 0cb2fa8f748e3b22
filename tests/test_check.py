"""A patient's list and dose: worst first, nothing passed over, never falsely reassuring."""

import itertools
import json
from datetime import date
from decimal import Decimal

import pytest
from cases import every
from conftest import BASE
from hypothesis import given
from hypothesis import strategies as st
from real import CHECKED as REAL
from real import HELD, LEXICON

import ldnref
from ldnref.answers.checking.judge import judge
from ldnref.answers.checking.told import check
from ldnref.answers.checking.verdict import Dose
from ldnref.answers.doses import DoseError, milligrams
from ldnref.answers.named.kin import names_of, wider
from ldnref.answers.named.normalise import normalise
from ldnref.formats.as_json import result
from ldnref.knowledge.library import open_whole
from ldnref.knowledge.model_statements import Limit
from ldnref.knowledge.vocabulary import OUTCOMES, SEVERITIES

SOUND = open_whole(BASE)
TODAY = date(2026, 11, 29)


def _check(*lines, dose=None, base=REAL):
    amount = None if dose is None else Dose(dose, milligrams(dose))
    ready = (LEXICON, HELD) if base is REAL else (None, None)
    return check(base, list(lines), amount, ready[0], today=TODAY, held=ready[1])


def _ids(answer):
    """Every statement that speaks, the leading ones of each finding first in it."""
    return [one.id for finding in answer.result.findings for one in (finding, *finding.reasons)]


def _rank(outcome):
    return OUTCOMES.index(outcome)


# One invented patient: how the rules are applied.


def test_what_is_on_the_list_speaks_worst_first():
    """A contraindication stands before a note, whatever came first on the list."""
    answer = _check("severe stiffness", "Lemo®", base=SOUND)

    leading = [finding.id for finding in answer.result.findings]
    assert ["interactions-fruits", "cautions-severe-stiffness"] == leading
    assert ["interactions-lemonol"] == [one.id for one in answer.result.findings[0].reasons]
    assert "contraindicated" == answer.result.outcome
    assert answer.result.complete


@pytest.mark.parametrize(
    ("dose", "severity"), [(None, "caution"), ("3", "note"), ("3.1", "avoid"), ("0.1", "note")]
)
def test_a_limit_that_applies_is_spoken_and_forbids_when_a_dose_breaks_it(dose, severity):
    """Within the limit it is a note, and a caution before any dose: never `nothing is held`."""
    answer = _check("stiffness", dose=dose, base=SOUND)

    (finding,) = answer.result.findings
    assert ("dosing-ceiling", severity) == (finding.id, finding.severity)
    assert () == answer.result.nothing_held


def test_a_limit_for_a_condition_that_nobody_mentioned_is_named():
    """What was not asked was not checked."""
    answer = _check("lemonol", dose="3.5", base=SOUND)

    lines = {line.label: line.text for s in answer.sections for line in s.lines}
    assert "not mentioned, so not checked" in lines["Stiffness"]
    assert "dosing-ceiling" not in _ids(answer)


def test_the_range_is_the_patient_s_own():
    """The usual range, below every limit that applies."""
    dose = _check("stiffness", dose="3.5", base=SOUND).result.dose

    assert ("1.50", "3", "mg", "day") == dose.range
    assert "3.5" == dose.mg
    assert dose.within is False


def test_no_dose_is_within_the_range_where_ldn_is_ruled_out():
    """`Within the range for this patient` under a contraindication is a trap."""
    ruled_out = _check("plumine", dose="2", base=SOUND)
    too_high = _check("plumine", dose="4", base=SOUND)

    assert ruled_out.result.dose.within is None
    assert too_high.result.dose.within is None
    for answer in (ruled_out, too_high):
        (dose,) = next(section for section in answer.sections if section.title == "Dose").lines
        assert "within" not in dose.text


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

    (asked,) = answer.result.ambiguous
    assert "dessert" == asked.part
    assert ["fruits"] == [meaning.id for meaning in asked.meanings]
    assert ("ask-first", False) == (answer.result.outcome, answer.result.complete)


def test_what_is_known_by_name_only_says_so():
    """Known, nothing held, and no evidence of safety."""
    answer = _check("asparagine", base=SOUND)

    assert ["asparagine"] == [held.name for held in answer.result.nothing_held]
    assert "nothing-held" == answer.result.outcome
    assert "no evidence of safety" in answer.sections[0].lines[0].text


def test_a_base_without_a_range_still_checks_a_dose():
    """A range is knowledge that may be missing; the limits remain."""
    topic = SOUND.topics["dosing"]._replace(usual=None)
    base = SOUND._replace(topics={**SOUND.topics, "dosing": topic})

    answer = _check("stiffness", dose="4", base=base)
    assert "dosing-ceiling" in _ids(answer)
    assert answer.result.dose is None


JUDGED = [
    (["plumine"], "contraindicated", True, ["interactions-fruits"]),
    (["Juice"], "contraindicated", True, ["interactions-fruits", "interactions-lemonol"]),
    (["Squash"], "ask-first", False, []),
    (["lemonoll"], "ask-first", False, []),
    (["xyzzin"], "not-checked", False, []),
    (["ripeness 4000"], "not-checked", False, []),
    (["xyzzin", "brittleness"], "caution", False, ["cautions-brittleness"]),
    (["xyzzin", "plumine"], "contraindicated", False, ["interactions-fruits"]),
    (["stonex"], "nothing-held", True, ["interactions-minerals"]),
    # A part of a combination: what is milder, or was not found, is not said of the whole.
    (["lemonade"], "contraindicated", True, ["interactions-fruits"]),
    (["fizz"], "nothing-held", True, []),
    (["zorblex", "stonex"], "nothing-held", True, []),
    (["zorblex 20 mg"], "avoid", True, ["interactions-strong-zorblex"]),
    # Daily use is a question of its own.
    (["plumine daily"], "contraindicated", False, ["interactions-fruits"]),
    # An allergy to what is checked is a condition; to another thing, a question.
    (["zorblex - hives"], "contraindicated", True, ["cautions-rash"]),
    (["zorblex not tolerated"], "ask-first", False, ["cautions-itch"]),
    (["plumine allergy"], "ask-first", False, []),
    (["plumine not tolerated"], "ask-first", False, []),
    (["stonex allergy"], "nothing-held", True, ["interactions-minerals"]),
    # Time: shorter than the interval is now; longer is asked.
    (["lemonol stopped 9 days ago"], "contraindicated", True, None),
    (["lemonol stopped 10 days ago"], "ask-first", False, []),
    (["plumine syrup stopped 2 months ago"], "contraindicated", True, None),
    (["plumine stopped"], "ask-first", False, []),
    (["stonex stopped"], "nothing-held", True, []),
    # Conditions: one that lasts is not past; one that passes is; else by its own time, or asked.
    (["history of brittleness"], "caution", True, ["cautions-brittleness"]),
    (["wobble 2 years ago"], "nothing-held", True, []),
    (["severe stiffness 2 years ago"], "ask-first", False, []),
    (["severe stiffness stopped 2 months ago"], "avoid", True, None),
    (["history of severe stiffness"], "ask-first", False, []),
    (["history of stiffness"], "caution", True, ["dosing-ceiling"]),
    # Denied, doubted, somebody else's.
    (["no plumine"], "ask-first", False, []),
    (["no fruits"], "nothing-held", True, []),
    (["no fruits, no plumine"], "nothing-held", True, []),
    (["no wobble"], "nothing-held", True, []),
    (["possible wobble"], "ask-first", False, []),
    (["possible stiffness"], "caution", True, ["dosing-ceiling"]),
    (["mother plumine"], "ask-first", False, []),
    (["mother wobble"], "nothing-held", True, []),
    (["mother stonex"], "nothing-held", True, ["interactions-minerals"]),
    # Figures.
    (["ripeness 4 to 8"], "ask-first", False, []),
    (["ripeness 8"], "avoid", True, ["cautions-severe-stiffness"]),
    (["ripeness 2"], "nothing-held", True, []),
    ([], "nothing-held", True, []),
]


@every(("lines", "outcome", "complete", "ids"), JUDGED, ids=["; ".join(case[0]) for case in JUDGED])
def test_an_invented_patient_is_judged_by_the_rules(lines, outcome, complete, ids):
    """One outcome, whether anything is left to ask, and what is said."""
    answer = _check(*lines, base=SOUND)

    assert (outcome, complete) == (answer.result.outcome, answer.result.complete)
    assert ids is None or set(ids) <= set(_ids(answer))
    assert ids is None or ids or not _ids(answer)


def test_what_a_list_gives_of_the_medicine_itself_is_the_dose():
    """All its entries are added up, unless a dose is given."""
    on_list = _check("zorblex 1 mg bd", "zorblex 1.5 mg", "stiffness", base=SOUND)
    given = _check("zorblex 1 mg bd", dose="3", base=SOUND)

    assert ("zorblex 1 mg bd; zorblex 1.5 mg", "3.5") == on_list.result.dose[:2]
    assert "avoid" == on_list.result.outcome
    assert "3" == given.result.dose.mg


def _with_doses(change):
    """The invented base, with every statement on doses changed."""
    topic = SOUND.topics["dosing"]
    groups = tuple(
        group._replace(statements=tuple(map(change, group.statements))) for group in topic.groups
    )
    changed = topic._replace(groups=groups)
    return SOUND._replace(topics={**SOUND.topics, "dosing": changed})


def test_a_note_that_applies_to_nothing_says_nothing_of_a_patient():
    """It stands in its topic."""
    base = _with_doses(lambda s: s if s.severity else s._replace(severity="note"))

    assert ["interactions-minerals"] == _ids(_check("stonex", base=base))


def test_a_lower_limit_speaks_below_it():
    """A limit has two ends."""
    lowest = Limit(None, Decimal(1), "mg", "day")
    base = _with_doses(lambda s: s._replace(limit=lowest) if s.limit else s)

    assert "avoid" == _check("stiffness", dose="0.5", base=base).result.outcome
    assert "nothing-held" == _check("stiffness", dose="1", base=base).result.outcome


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("lemonol stopped today", "within a day by this line"),
        ("lemonol stopped yesterday", "1 day ago by this line"),
        ("lemonol stopped 9 days ago", "9 days ago by this line"),
    ],
)
def test_a_last_dose_within_the_interval_is_told(line, words):
    """The reader sees why something that was stopped counts."""
    section = next(s for s in _check(line, base=SOUND).sections if s.title == "Contraindicated")

    assert words in section.statements[0].label


@pytest.mark.parametrize(
    "line", ["tramadol since 2019", "tramadol started 3 weeks ago", "morphine increased last week"]
)
def test_the_beginning_of_a_medicine_is_not_told_as_its_last_dose(line):
    """`Last 2525 days ago` beside what is taken every day is false."""
    section = next(s for s in _check(line).sections if s.title == "Contraindicated")

    assert "last" not in section.statements[0].label.removeprefix(line)


def test_each_kind_of_question_has_its_words():
    """Of a medicine it is asked when the last was; of a condition, whether it is over."""
    asked = {
        line: next(s for s in _check(line, base=SOUND).sections if s.title == "Ask first").lines[0]
        for line in (
            "lemonol stopped 10 days ago",
            "plumine stopped",
            "history of severe stiffness",
            "no plumine",
            "plumine allergy",
            "possible wobble",
            "mother plumine",
            "Squash",
            "zorblex not tolerated",
        )
    }

    for line, words in [
        ("lemonol stopped 10 days ago", "7–10 days"),
        ("plumine stopped", "No source seen gives a time"),
        ("history of severe stiffness", "is it over"),
        ("no plumine", "denied"),
        ("plumine allergy", "what happened"),
        ("possible wobble", "not certain"),
        ("mother plumine", "somebody else's"),
        ("Squash", "or a drink without fruit"),
        ("zorblex not tolerated", "What happened?"),
    ]:
        assert words in asked[line].text, line


def test_what_may_rule_it_out_is_asked_first():
    """A question of a caution stands behind one of an opioid, whatever came first on the list."""
    verdict = judge(HELD, LEXICON, ["Metex 10 mg", "no tramadol"], TODAY)

    assert ["no tramadol", "Metex 10 mg"] == [one.item.input for one in verdict.questions]


def test_of_one_disease_the_narrowest_is_told_in_whatever_order():
    """Not hepatitis beside acute hepatitis, because liver disease stands there too."""
    for lines in itertools.permutations(["hepatitis", "acute hepatitis", "liver disease"]):
        verdict = judge(HELD, LEXICON, lines, TODAY)

        found = {one.named.id for finding in verdict.findings for one in finding.about}
        assert {"acute-hepatitis"} == found, lines


def test_the_order_is_the_order_of_acting():
    """What may rule it out, found or asked, stands above every caution."""
    answer = _check(
        "brittleness", "Squash", "wobble", "plumine", "xyzzin", "ripeness 4000", base=SOUND
    )
    titles = [section.title for section in answer.sections if section.statements or section.lines]

    assert [
        "Verdict",
        "Contraindicated",
        "Ask first",
        "Avoid",
        "Caution",
        "Not recognised",
    ] == titles[:6]
    assert ["xyzzin", "ripeness 4000"] == [
        line.label for s in answer.sections if s.title == "Not recognised" for line in s.lines
    ]


# The eleven cases of which no tool in the field gets more than two right.

ELEVEN = {
    "tramadol": ("contraindicated", "interactions-opioids-contraindicated"),
    "oxycodone": ("contraindicated", "interactions-opioids-contraindicated"),
    "OxyContin": ("contraindicated", "interactions-opioids-contraindicated"),
    "Vicodin": ("contraindicated", "interactions-opioids-contraindicated"),
    "Ultram": ("contraindicated", "interactions-opioids-contraindicated"),
    "Rebif": ("caution", "interactions-interferon"),
    "Avonex": ("caution", "interactions-interferon"),
    "Copaxone": ("nothing-held", "interactions-glatiramer"),
    "tramadoll": ("ask-first", None),
    "foobarol": ("not-checked", None),
    "cirrhosis": ("avoid", "cautions-liver-any"),
}


def test_the_eleven_shared_cases_are_all_right():
    """Opioids are contraindicated, brands are recognised, and the unknown is never `safe`."""
    for item, (outcome, finding) in ELEVEN.items():
        answer = _check(item)

        assert outcome == answer.result.outcome, item
        assert (item not in ("tramadoll", "foobarol")) == answer.result.complete, item
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
    found = _check(item).result

    assert found.complete
    assert [item] == [held.input for held in found.nothing_held]


def test_an_opioid_and_naltrexone_give_both_sides():
    """The shared case as it is met: naltrexone is the medicine in question, and is noted."""
    answer = _check("naltrexone 4.5mg", "tramadol")

    assert "contraindicated" == answer.result.outcome
    assert "interactions-naltrexone-itself" in _ids(answer)


# Doses.


@every(
    ("dose", "items", "outcome"),
    [
        ("1.5", [], "nothing-held"),
        ("4.5", [], "nothing-held"),
        ("3", ["spasticity"], "nothing-held"),
        ("3.5", ["spasticity"], "avoid"),
        ("4.5", ["spasticity"], "avoid"),
        ("5", [], "caution"),
        ("6", [], "caution"),
        ("6.1", [], "avoid"),
        ("9", [], "avoid"),
        ("45", [], "avoid"),
        ("50", [], "avoid"),
        ("1", [], "nothing-held"),
        ("0.5", [], "nothing-held"),
        ("0.5 mcg", [], "nothing-held"),
        ("4", ["baclofen"], "caution"),
        ("3", ["baclofen"], "nothing-held"),
    ],
)
def test_the_dose_is_judged_for_this_patient(dose, items, outcome):
    """Within the range there is no finding; above a limit there is."""
    assert outcome == _check(*items, dose=dose).result.outcome


def test_a_slip_of_the_decimal_point_is_named():
    """45 for 4.5 is the slip that matters."""
    assert "dosing-decimal-slip" in _ids(_check(dose="45"))
    assert "dosing-decimal-slip" not in _ids(_check(dose="5"))


@given(st.decimals("4.5", "500", places=2), st.decimals("4.5", "500", places=2))
def test_a_higher_dose_never_gets_a_milder_answer(one, other):
    """Above the range, more is never better."""
    low, high = sorted((one, other))

    lower, higher = (_rank(_check("spasticity", dose=str(d)).result.outcome) for d in (low, high))
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


@given(ITEMS, ITEMS)
def test_adding_an_item_never_removes_or_lowers_a_finding(items, more):
    """A longer list is never a better one."""
    before, after = _check(*items), _check(*items, *more)

    assert set(_ids(before)) <= set(_ids(after))
    assert _rank(after.result.outcome) <= _rank(before.result.outcome)
    assert before.result.complete or not after.result.complete


@given(ITEMS, st.randoms())
def test_order_and_case_change_nothing(items, random):
    """A list is a set."""
    mixed = [item.upper() for item in items]
    random.shuffle(mixed)

    one, other = _check(*items), _check(*mixed)

    assert set(_ids(one)) == set(_ids(other))
    assert one.result.outcome == other.result.outcome
    assert one.result.complete == other.result.complete


@given(ITEMS, st.lists(st.text(), max_size=3))
def test_every_line_is_answered_for(items, texts):
    """Each appears in a finding, a question, nothing held, or not recognised; none raises."""
    lines = [*items, *texts]
    answer = _check(*lines)

    found = answer.result
    seen = {about.input for finding in found.findings for about in finding.about}
    seen |= {one.input for one in (*found.ambiguous, *found.nothing_held, *found.denied)}
    seen |= {one.input for one in answer.not_recognised}
    assert {line for line in lines if line.strip()} == seen


@given(st.text(alphabet="bcdfghjklmnpqrtvwxz", min_size=6))
def test_no_unknown_word_goes_with_a_complete_check(word):
    """Silence about a name is the harm that this program is against."""
    answer = _check("Rebif", word)

    if not LEXICON.names_something(word) and not LEXICON.says_nothing(word):
        assert not answer.result.complete


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


def _outcome(line):
    return judge(HELD, LEXICON, [line], TODAY).outcome


#: What may stand behind a name, and takes nothing from it.
BEHIND = (" 50 mg tds", " MR", " prn", " 1-2 tabs qds as needed", ", one at night")


@pytest.mark.no_cover
@every("named", _opioids(), ids=lambda named: named.id)
def test_every_opioid_by_every_name_is_contraindicated(named):
    """Generic, brand or combination: never less, whatever strength or direction stands behind."""
    # A dash with room around it ends a name: what is left is told as not recognised.
    names = [name for name in names_of(named) if " - " not in name]
    behind = itertools.cycle(BEHIND)
    lines = [*names, *(name + next(behind) for name in names)]

    assert [] == [line for line in lines if _outcome(line) != "contraindicated"]


@pytest.mark.no_cover
@every("named", _opioids(), ids=lambda named: named.id)
def test_a_questionable_name_of_an_opioid_is_asked_about(named):
    """Asked, never dropped, whatever strength or direction stands behind."""
    for name in named.asks:
        # `Twice 50 mg` is a direction before it is a brand, and is told as not recognised.
        for behind in ("", *BEHIND) if normalise(name) not in LEXICON.frequencies else ("",):
            assert _outcome(name + behind) in ("contraindicated", "ask-first"), name + behind


@every(
    "named",
    [n for n in REAL.names.values() if "opioid-antidiarrhoeals" in wider(REAL.names, n.id)],
    ids=lambda named: named.id,
)
def test_every_opioid_of_the_gut_is_at_least_avoided(named):
    """Data says why not contraindicated: occasional use is expected to fail only."""
    for name in names_of(named):
        assert _outcome(name) in SEVERITIES[:2], name


@pytest.mark.parametrize(
    "item",
    ["Sublocade", "Buvidal", "Durogesic", "fentanyl patch", "Probuphine", "stopped Sublocade"],
)
def test_no_waiting_time_in_days_is_shown_for_a_depot(item):
    """A number there could hurt."""
    answer = _check(item)

    assert "interactions-interval-short" not in json.dumps(result(answer.result))
    for section in answer.sections:
        if section.title == "Ask first":
            assert all("days" not in line.text for line in section.lines)


def test_a_stop_within_the_interval_is_no_question():
    """`Tramadol stopped 3 days ago` is as good as taken now."""
    answer = _check("tramadol stopped 3 days ago")

    assert ("contraindicated", True) == (answer.result.outcome, answer.result.complete)
    assert 3 == answer.result.findings[0].about[0].days


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("tramadol stopped 3 weeks ago", ["7–10 days", "at least 3 months"]),
        ("methadone stopped 6 weeks ago", ["at least 14 days"]),
    ],
)
def test_a_longer_stop_asks_and_shows_the_times_that_apply(line, times):
    """The reader sees what sources ask for after this opioid, and a lower bound as one."""
    answer = _check(line)

    (asked,) = next(s for s in answer.sections if s.title == "Ask first").lines
    assert "ask-first" == answer.result.outcome
    for time in times:
        assert time in asked.text


# The command and the Python call.


def test_the_command_prints_the_verdict_first(ldnref):
    """The first thing to read is the worst, and whether it is complete."""
    ran = ldnref("check", "Ultram 50", "foobarol", "--dose", "4.5")

    assert 5 == ran.code
    assert ran.out.startswith("LDN for this patient: CONTRAINDICATED")
    assert "NOT CHECKED" in ran.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "Lipitor"], 0),
        (["check", "Copaxone"], 0),
        (["check", "foobarol"], 3),
        (["check", "Tylenol"], 3),
        (["check", "Rebif"], 4),
        (["check", "Rebif", "foobarol"], 3),
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


def test_equal_lines_that_nobody_knows_are_told_once():
    """A list of a thousand lines with one word in it is read in one line."""
    answer = _check("foobarol", "foobarol", "barfool", "foobarol")

    assert [("foobarol", 3), ("barfool", 1)] == [(o.part, o.times) for o in answer.not_recognised]
    (section,) = [one for one in answer.sections if one.title == "Not recognised"]
    assert ["foobarol (3 times)", "barfool"] == [line.label for line in section.lines]


def test_an_equal_line_is_told_with_the_first():
    """Twice on a list, and still nothing that nothing is held on."""
    answer = _check("diazepam 5 mg", "lisinopril", "diazepam 5 mg")
    lines = [one.lines for one in answer.sections if one.title == "Nothing held"]

    assert [["lisinopril"]] == [[line.text.split(":")[0] for line in each] for each in lines]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("opioid free for 3 days", "contraindicated"),
        ("opioid free for 12 days", "ask-first"),
        ("opioid free for 2 years", "nothing-held"),
    ],
)
def test_a_time_without_opioids_is_asked_about_where_some_source_waits_longer(line, outcome):
    """Days that are too few for any count as taken now; enough for some are a question."""
    assert outcome == _check(line).result.outcome


@pytest.mark.parametrize(("dose", "kinds"), [("3", []), ("3.5", ["statement"])])
def test_a_limit_that_is_kept_asks_nothing(dose, kinds):
    """What a statement asks is asked where it speaks, and not where it is a note."""
    found = SOUND.topics["dosing"]
    first, *rest = found.groups
    statements = tuple(
        one._replace(asks="Since when?") if one.id == "dosing-ceiling" else one
        for one in first.statements
    )
    topic = found._replace(groups=(first._replace(statements=statements), *rest))
    base = SOUND._replace(topics={**SOUND.topics, "dosing": topic})

    verdict = check(base, ["stiffness"], Dose(dose, milligrams(dose))).verdict

    assert kinds == [question.kind for question in verdict.questions]


@pytest.mark.parametrize("item", ["LDN 4.5 mg", "low-dose naltrexone"])
def test_the_medicine_itself_is_no_medicine_that_was_checked(item, ldnref):
    """Who gives only LDN has given no medicine beside it: opioids have still to be asked for."""
    assert "medicines NOT CHECKED" in " ".join(ldnref("check", item).out.split())
    assert "medicines NOT CHECKED" not in ldnref("check", item, "ibuprofen").out
