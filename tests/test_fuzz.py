"""Whatever is typed, and whatever is edited: explained or answered, and no opioid is passed over.

`pytest` looks shortly, `.ci/run` longer; `--hypothesis-profile=long` looks long.
"""

import shutil
import unicodedata
from datetime import date

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from real import CHECKED as REAL
from real import HELD, LEXICON

from ldnref.answers.checking.held import Held
from ldnref.answers.checking.judge import judge
from ldnref.answers.checking.told import told
from ldnref.answers.named.kin import groups, names_of
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.normalise import normalise
from ldnref.cli import ExitCode
from ldnref.cli.app import Commands
from ldnref.formats import text as as_text
from ldnref.knowledge import files
from ldnref.knowledge.library import UnusableError, open_whole
from ldnref.knowledge.vocabulary import OUTCOMES

DATA = ROOT / "data"
TODAY = date(2026, 11, 29)
GRAVE = OUTCOMES[:2]

#: Every name of an opioid, and of a group of them.
OPIOIDS = sorted(
    {
        name
        for one in REAL.names.values()
        if "opioids" in groups(REAL.names, one.id)
        for name in names_of(one)
    }
)

#: What stands inside a word and is not seen, or seen on another letter, or turns the line round.
HIDDEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202d\u202e\u2060\u2066"
    "\u2067\u2069\ufe0f\ufeff\u0300\u0301\u0308\u0327\u0332\u0336\u0338\u20dd\x00\x08\x1b\x7f\x9b"
    "\U000e0001"
)
#: What is seen as a gap, or as a sign of its own: it parts words, as a reader takes it.
GAPS = "\t\n\r\u00a0\u2009\u2028\ufffd\udce9"

#: In a name below this length a figure for a letter makes another text: `MS/1` is no `MS/L`.
SHORT = 6

#: Letters that look like ours, or stand for them: Cyrillic, Greek, Turkish, ligatures, figures.
ALIKE = {
    "a": "аαａ𝐚ⓐªá4@",
    "b": "Ьｂ𝐛ⓑ6",
    "c": "сｃ𝐜ⓒç",
    "d": "ԁｄ𝐝ⓓ",
    "e": "еεｅ𝐞ⓔ3é",
    "f": "ｆ𝐟ſ",
    "g": "ɡｇ𝐠9",
    "h": "һｈ𝐡ℎ",
    "i": "іιıİｉ𝐢1l",
    "k": "кκｋ",
    "l": "ｌ𝐥ℓ1I|",
    "m": "мｍ𝐦",
    "n": "пνｎ𝐧ñ",
    "o": "оοｏ𝐨ⓞ0º",
    "p": "рρｐ",
    "r": "гｒ",
    "s": "ѕſｓ5$",
    "t": "тτｔ",
    "u": "υｕü",
    "v": "νｖ",
    "x": "хχｘ×",
    "y": "уүｙ",
}


@st.composite
def disguised(draw):
    """A name of an opioid, with one to three of its letters in disguise."""
    # Behind an unknown word `free` denies it, as in `gluten free`: `Feel Free`.
    name = draw(
        st.sampled_from(OPIOIDS).filter(
            lambda one: LEXICON.roles.keys().isdisjoint(normalise(one).split())
        )
    )
    letters = list(draw(st.sampled_from((str, str.upper, str.title)))(name))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(letters) - 1))
        alike = ALIKE.get(letters[at].lower(), "") if draw(st.booleans()) else ""
        if len(name) < SHORT:
            alike = "".join(sign for sign in alike if not sign.isascii())
        if alike:
            letters[at] = draw(st.sampled_from(alike))
        else:
            letters.insert(at, draw(st.sampled_from(HIDDEN)))
    return name, "".join(letters)


def verdict_of(line, lexicon=LEXICON, held=HELD):
    """The verdict on one line."""
    return judge(held, lexicon, [line], TODAY)


def passed_over(verdict):
    """Whether neither a danger nor a question nor a word is told of a line."""
    return verdict.complete and verdict.outcome not in GRAVE


@given(disguised())
@example(("Noax Uno", "No\u034fax Uno"))
@example(("Noax Uno", "No\x08ax Uno"))
@example(("Noax Uno", "No\u20ddax Uno"))
def test_an_opioid_in_disguise_is_never_passed_over(found):
    """It is flagged, asked about or told as not recognised, unless its plain name is harmless."""
    name, line = found

    assert not passed_over(verdict_of(line)) or passed_over(verdict_of(name))


#: Words that mean something on a list, and signs that mean something to a terminal or a file.
WORDS = st.sampled_from(
    [
        *(
            "tramadol",
            "Rebif",
            "Tylenol",
            "naltrexone",
            "no",
            "stopped",
            "?",
            "allergic to",
            "eGFR",
        ),
        *("50 mg", "2 days ago", "1/2", "# 3", "ALT 3x ULN", "rxcui:", "ב", "تيمالوم", "ﷺ", "𝒕𝒓𝒂"),
        *("[/x]", ":x:", "\x1b[2J", "%s", "{0}", "'", '"', "\\", "--", "-", "", "$(x)", "<b>", "~"),
    ]
)
ANY = st.text(max_size=30) | st.text(HIDDEN + GAPS, max_size=6) | WORDS


@given(st.lists(ANY, min_size=1, max_size=6), st.sampled_from(("", " ", "\n", ", ")))
def test_any_text_is_a_line_of_a_list(words, between):
    """It is judged, and told without a sign that a screen would obey."""
    lines = [between.join(words)]
    verdict = judge(HELD, LEXICON, lines, TODAY)

    shown = as_text.render(told(REAL, verdict, lines, HELD), 80, str)

    assert verdict.outcome in OUTCOMES
    assert {"\n"} >= {sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cf", "Cs")}


#: What would listen on a port, or read its input without an end; and what takes seconds each time.
ELSEWHERE = {"serve", "mcp", "validate", "screen"}
COMMANDS = sorted({*Commands.makers} - ELSEWHERE)
#: How many command lines, and how many whole folders: each takes longer than a line of a list.
SOME, FEW = (max(2, settings.default.max_examples // share) for share in (6, 50))
OPTIONS = st.sampled_from(
    [
        *(
            "--all",
            "--help",
            "-h",
            "--version",
            "--no-notes",
            "--no-pager",
            "-f",
            "--format",
            "json",
        ),
        *("markdown", "text", "--dose", "4.5", "--data", str(DATA.parent / "tests/base"), "--map"),
        *("--start", "1.5", "--step", "0.5", "--every", "2w", "--to", "3", "--from", "2026-12-01"),
        *(
            "--regimen",
            "ms-uk",
            "--own",
            "--spasticity",
            "--condition",
            "ms",
            "--strength",
            "--ics",
        ),
        *("--style", "bibtex", "-o", "-", "x.html", "--for", "patients", "--plan", "--force"),
        *(
            "--stale",
            "--as-of",
            "--patient",
            "--design",
            "--since",
            "2015",
            "add",
            "list",
            "remove",
        ),
        *("path", "dosing", "cree-2010", "opioids", "tests", "99999999999999999999", "-1", "NaN"),
    ]
)
ARGUMENTS = st.lists(OPTIONS | ANY.map(lambda text: text.replace("\0", "")), max_size=7)


@settings(max_examples=SOME, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(COMMANDS) | ANY, ARGUMENTS)
@example("check", ["\udce9"])
@example("notes", ["add", "dosing", "\x1b[2J"])
def test_any_command_line_ends_as_documented(ldnref, monkeypatch, tmp_path, first, rest):
    """With a code that is documented, words on stderr where it is no answer, and no traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LDNREF_NOTES", str(tmp_path / "notes.yaml"))
    monkeypatch.setenv("EDITOR", "true")

    ran = ldnref(first.replace("\0", ""), *rest)

    assert ran.code in (*ExitCode,)
    assert "Traceback" not in ran.err
    assert ran.out or ran.err or ran.code == ExitCode.ANSWERED


def _readers():
    """Each file of the knowledge, with how it is read."""
    for path in sorted(DATA.rglob("*.*")):
        part = path.stem.replace("-", "_")
        if path.parent.name == "topics":
            yield path, files.topic(path.stem)
        elif path.parent.name == "codes":
            yield path, files.codes
        else:
            yield path, files.others if part == "other_medicines" else getattr(files, part)


READERS = dict(_readers())
VALUES = st.sampled_from(
    [
        *("null", "true", "-1", "[]", "{}", "''", "|", "&a", "*a", "!!python/object:os.system x"),
        *(
            "<<: {a: b}",
            "? ",
            "- ",
            "\t",
            "\x1b[2J",
            "\u202e",
            "\ud800",
            "é",
            "9" * 400,
            "tramadol",
        ),
    ]
)


@st.composite
def edited(draw, path):
    """The text of a file with an edit in it, as a slip of the hand or a broken disk makes it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(("gone", "twice", "moved", "in", "cut", "value", "sign", "key"))):
        case "gone":
            del lines[at : at + draw(st.integers(1, 4))]
        case "twice":
            lines.insert(at, lines[at])
        case "moved":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        case "in":
            lines[at] = draw(st.sampled_from((" ", "  ", "\t", "- "))) + lines[at]
        case "cut":
            del lines[at:]
        case "value":
            lines[at] = f"{lines[at].partition(': ')[0]}: {draw(VALUES)}"
        case "sign":
            cut = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:cut] + draw(VALUES | st.characters()) + lines[at][cut:]
        case "key":
            lines[at] = lines[at].replace(":", "x:", 1)
    return "\n".join([*lines, ""])


@given(st.data())
def test_any_edit_of_a_file_is_read_or_explained_at_its_place(data):
    """Every problem lies inside the file; nothing else is raised."""
    path = data.draw(st.sampled_from(list(READERS)))
    text = data.draw(edited(path))

    _, problems = READERS[path](text, f"data/{path.name}")

    ends = text.count("\n") + 1 + sum(map(text.count, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
    assert all(1 <= problem.line <= ends for problem in problems)


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A folder of knowledge that a test may break."""
    return shutil.copytree(DATA, tmp_path_factory.mktemp("own") / "data")


@pytest.mark.no_cover
@settings(max_examples=FEW)
@given(st.data())
def test_no_edit_of_a_folder_makes_an_opioid_harmless(copied, data):
    """A folder that is taken, with one of its files edited, still tells of opioids."""
    path = data.draw(st.sampled_from(list(READERS))).relative_to(DATA)
    changed = data.draw(edited(DATA / path)).encode(errors="surrogatepass")
    names = data.draw(st.lists(st.sampled_from(OPIOIDS), min_size=5, max_size=5))
    try:
        (copied / path).write_bytes(changed)
        base = open_whole(copied)
    except UnusableError:
        return
    finally:
        shutil.copy(DATA / path, copied / path)

    lexicon, held = Lexicon(base), Held(base)
    missed = [name for name in names if passed_over(verdict_of(name, lexicon, held))]
    assert [] == [name for name in missed if not passed_over(verdict_of(name))]
