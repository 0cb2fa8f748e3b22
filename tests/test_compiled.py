"""The compiled knowledge is what the YAML says, or is not used."""

import io
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Collection
from functools import cache, partial

import pytest
from conftest import ROOT, unmeasured

from ldnref.answers.named.lexicon import Lexicon
from ldnref.cli import asking
from ldnref.compiling import Lot, write
from ldnref.knowledge import compiled
from ldnref.knowledge import folder as folders
from ldnref.knowledge.folder import bundled
from ldnref.knowledge.library import open_base, read_whole

PATHS = sorted(
    str(file.relative_to(bundled()))
    for file in bundled().rglob("*.*")
    if file.suffix in (".yaml", ".txt")
)
#: Runs a command, and says on stderr whether YAML was loaded for it.
SAYS = (
    "import sys; from ldnref.cli import run; code = run();"
    "sys.stderr.write('with yaml' if 'yaml' in sys.modules else 'compiled'); sys.exit(code)"
)
LABEL, WRONG = "Usual range", "Wrong words"
#: What is made of all files together.
MADE = ("made_spelt", "made_searched", "made_files", "made_counted")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of this checkout, whose knowledge was compiled before the tests began."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("ldnref", "data"):  # with their bytecode
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def made(checkout):
    """What was compiled in it, with what it was compiled from."""
    return checkout / "ldnref" / "held", read_whole()[1]


@pytest.fixture(scope="module")
def whole(checkout):
    """What is answered in it; each question is put once."""
    return cache(lambda *words: ask(checkout, *words))


@pytest.fixture
def copy(checkout, tmp_path):
    """A copy of it, to do harm to: what is written there is put in the place of what both have."""
    folder = tmp_path / "copy"
    subprocess.run(["cp", "-al", checkout, folder], check=True)
    return folder


@pytest.fixture
def anew(ldnref, monkeypatch):
    """What is answered from the knowledge of a folder where no list was made of it for looking up.

    In this process: what is read of a file is what was compiled of it, which is tested for each.
    """

    def answer(folder, *words):
        monkeypatch.setattr(folders, "bundled", lambda: folder / "data")
        monkeypatch.setattr(asking, "open_base", partial(opened_anew, folder))
        ran = ldnref(*words)
        return ran.out, ran.code

    return answer


@cache
def opened_anew(_, **needs):
    """What is needed of the knowledge of a folder; no list of how names are spelt goes with it."""
    return open_base(**needs)._replace(spelt=None)


def put(file, text):
    """Another text in the place of a file, which a copy may share with what it is a copy of."""
    file.unlink()
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def ask(folder, *words):
    """What is answered in a folder, what is said on stderr, and the exit code."""
    ran = subprocess.run(
        [sys.executable, "-c", SAYS, *words],
        cwd=folder,
        env=unmeasured(PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout, ran.stderr, ran.returncode


def falsify(folder):
    """Other words in what is compiled, so that a reader would see where they come from."""
    module = folder / "ldnref" / "held" / "topics_dosing.py"
    put(module, module.read_text().replace(LABEL, WRONG))
    for bytecode in module.parent.glob(f"__pycache__/{module.stem}.*"):
        bytecode.unlink()  # as long as before, and maybe written in the same second
    return module


def test_there_are_files():
    """A guard: no files, no test."""
    assert len(PATHS) >= 18


@pytest.mark.no_cover
@pytest.mark.parametrize("path", PATHS)
def test_what_is_compiled_is_what_is_read(made, path):
    """Value by value, and of the same kinds."""
    folder, files = made
    data, value = files[path]
    value = None if value == data.decode() else value  # a text is what stands in the file

    held = runpy.run_path(str(folder / f"{compiled.name_of(path)}.py"))["HELD"]

    assert value == held
    assert repr(value) == repr(held)


def test_nothing_else_is_compiled(made):
    """A module for each file, and what is made of them: lists, hashes, a count; one in parts."""
    folder, _ = made

    expected = {*map(compiled.name_of, PATHS), *MADE}
    parts = {f"made_others_{number}" for number in range(24)}
    assert expected | parts == {file.stem for file in folder.iterdir()} - {"__pycache__"}


def test_what_one_python_compiled_is_known_to_each_other_one():
    """A wheel that was built by 3.11 is as quick on 3.13: nothing of the interpreter is in this."""
    assert "352441c200000003" == compiled.of(b"abc")


@pytest.mark.parametrize("length", [0, 1, 16_384, 16_385, 50_000])
def test_a_file_that_is_looked_at_in_pieces_is_known_as_a_whole(length):
    """However long it is: at the end of a piece, too, nothing is passed over."""
    data = bytes(n % 251 for n in range(length))

    assert compiled.of(data) == compiled.of_file(io.BytesIO(data))


def test_a_value_of_an_unknown_kind_is_not_compiled(tmp_path):
    """A set has another order in every process: what is compiled is the same everywhere."""
    lot = Lot({"a.yaml": (b"", {"a"})}, {})

    with pytest.raises(TypeError, match="'set'"):
        write(lot, "", tmp_path / "held")
    assert not (tmp_path / "held").exists()


def test_many_words_are_those_that_were_compiled(tmp_path):
    """Many words are kept as one text, unless one of them has more lines than one."""
    words = tuple("abcdef"), (*"abcdef", "of\ntwo lines"), ("", *"abcde")
    folder = tmp_path / "held"
    write(Lot({"a.yaml": (b"", words)}, {}), "", folder)

    assert words == runpy.run_path(str(folder / "a.py"))["HELD"]


@pytest.mark.parametrize(
    "part", ["json", "ldnref.knowledge.model_names", "ldnref.knowledge.model_studies"]
)
def test_a_topic_waits_for_no_names_and_no_studies(checkout, part):
    """What a screen of doses does not need is not loaded for it."""
    says = SAYS.replace("'yaml'", repr(part))
    env = unmeasured(PYTHONPATH=str(checkout))  # what measures loads json for itself
    told = subprocess.run(
        [sys.executable, "-c", says, "dosing"],
        cwd=checkout,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )

    assert told.stderr.endswith("compiled")


@pytest.mark.parametrize(
    "words",
    ["dosing", "dosing -f json", "check tramadol foobarol", "search sleep", "tramadol", "--help"],
)
def test_no_yaml_is_loaded_for_what_is_compiled(checkout, words):
    """Answers come from what is compiled; a command waits for nothing else."""
    out, err, _ = ask(checkout, *words.split())

    assert out
    assert err.endswith("compiled")


def test_the_words_shown_are_those_that_were_compiled(copy):
    """A guard: the tests below would see from where an answer comes."""
    falsify(copy)

    out, err, code = ask(copy, "dosing")

    assert (0, "compiled") == (code, err)
    assert WRONG in out


def _cut(module):
    whole = module.read_bytes()
    put(module, whole[: len(whole) * 9 // 10])


def _replace(old, new):
    return lambda module: put(module, re.sub(old, new, module.read_text()))


HARM = {
    "stale": _replace(r"OF, BY, MAKING = \('\w+'", "OF, BY, MAKING = ('0000'"),
    "cut short": _cut,
    "cut before its last line": _replace(r"OF, BY, MAKING = .*\n$", ""),
    "of another version": _replace(r"'(\d\d\.\d+\.\d+) ", r"'1\1 "),
    "missing": lambda module: module.unlink(),
    "empty": lambda module: put(module, ""),
    "no Python": lambda module: put(module, b"\x00\xff"),
    "stopped by an error": lambda module: put(module, "1 / 0\n"),
    "without any": lambda module: shutil.rmtree(module.parent),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_what_is_not_of_these_files_is_not_used(copy, harm):
    """It is read from YAML, without a word."""
    harm(falsify(copy))

    out, err, code = ask(copy, "dosing")

    assert (0, "with yaml") == (code, err)
    assert LABEL in out
    assert WRONG not in out


def test_an_edited_file_is_read(copy):
    """Whoever corrects a statement sees it in the next answer."""
    file = copy / "data" / "topics" / "dosing.yaml"
    put(file, file.read_text().replace(LABEL, "What is usual"))

    out, err, code = ask(copy, "dosing")

    assert (0, "with yaml") == (code, err)
    assert "What is usual" in out


def test_a_broken_file_is_told_with_its_place(copy):
    """Nothing compiled hides it."""
    file = copy / "data" / "topics" / "dosing.yaml"
    text = file.read_text()
    put(file, f"{text}unknown: key\n")

    out, err, code = ask(copy, "dosing")

    assert (6, "") == (code, out)
    line = len(text.splitlines()) + 1
    assert err.startswith(f"data/topics/dosing.yaml:{line}:1: unknown key 'unknown'")


def test_an_id_that_leads_nowhere_is_told_though_the_rest_is_compiled(copy):
    """What points to an edited file is looked at again."""
    file = copy / "data" / "sources.yaml"
    put(file, re.sub(r"\bid: cree-2010\b", "id: cree-2011", file.read_text()))

    out, err, code = ask(copy, "check", "tramadol")

    assert (6, "") == (code, out)
    assert "'cree-2010' is not in sources.yaml" in err


def test_a_changed_reader_reads_again(copy):
    """In a checkout, what other code has read is not used."""
    falsify(copy)
    module = copy / "ldnref" / "knowledge" / "fields.py"
    put(module, module.read_text() + "# changed\n")

    out, err, _ = ask(copy, "dosing")

    assert err == "with yaml"
    assert WRONG not in out


@pytest.mark.no_cover
@pytest.mark.parametrize("words", ["search cost", "tramadol"])
def test_lists_are_of_the_files_that_are_there(copy, anew, words):
    """A topic that is gone is not found, whatever was made when it was there."""
    (copy / "data" / "topics" / "supply.yaml").unlink()

    assert anew(copy, *words.split()) == ask(copy, *words.split())[::2]


def test_a_word_that_asks_for_a_topic_that_is_gone_finds_no_more_for_what_was_compiled(copy):
    """What is compiled of the rest answers as the files do."""
    (copy / "data" / "topics" / "supply.yaml").unlink()

    found, _, code = ask(copy, "cost")

    shutil.rmtree(copy / "ldnref" / "held")
    assert (found, code) == ask(copy, "cost")[::2]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "words", ["search sleep", "search bad dreams --all", "check tramadoll lipitor 'vitamin d'"]
)
def test_a_list_that_was_made_finds_what_one_made_now_finds(checkout, whole, anew, words):
    """To the letter."""
    assert anew(checkout, *words.split()) == whole(*words.split())[::2]


@pytest.mark.parametrize("harm", ["gone", "cut short", "of another making"])
def test_a_part_that_is_damaged_is_made_anew(copy, whole, harm):
    """A medicine that stands in it is known, and a name that is near one is not taken for ours."""
    words = ["check", "lipitor", "lidocain", "tramadoll"]
    for file in (copy / "ldnref" / "held").glob("made_others_*.py"):
        text = file.read_text()
        if harm == "gone":
            file.unlink()
        else:
            cut, other = (
                text[: len(text) // 2],
                text.replace("OF, BY, MAKING = ('", "OF, BY, MAKING = ('0"),
            )
            put(file, cut if harm == "cut short" else other)

    assert whole(*words)[::2] == ask(copy, *words)[::2]


@pytest.fixture(scope="module")
def named():
    """A base with names, as it was compiled; and what reads them as they are spelt now."""
    base = open_base(names=True)
    return base, Lexicon(base._replace(spelt=None))


@pytest.mark.no_cover
def test_other_medicines_in_parts_are_all_of_them(named):
    """In their order, each name with its substances; only the part that is asked for is opened."""
    base, read = named
    opened = []

    def open_one(number):
        opened.append(number)
        return base.spelt.opened(number)

    first, every = (
        Lexicon(base._replace(spelt=base.spelt._replace(opened=open_one))) for _ in range(2)
    )
    found = first.others.get("atorvastatin")

    assert found == read.others["atorvastatin"]
    assert 1 == len(opened)
    assert list(every.others.items()) == list(read.others.items())
    assert len(every.others) > 10_000


def test_a_base_with_other_names_has_no_list_of_those_before():
    """What was made of some parts is not used with others."""
    base = open_base(names=True, words=True)
    spelt, searched = object(), object()
    base = base._replace(spelt=spelt, searched=searched)

    assert (spelt, searched) == (base._replace(pages={})[-2:])
    assert (spelt, None) == (base._replace(topics={})[-2:])
    assert (None, None) == (base._replace(names={})[-2:])


@pytest.mark.no_cover
def test_words_that_were_made_ready_are_those_that_are_read(named):
    """Every table of the lexicon, value by value, as one that is made at the start holds it."""
    base, read = named
    ready = Lexicon(base)

    for name in ("known", "others", "lengths", "around", "combinations"):
        assert dict(getattr(read, name)) == dict(getattr(ready, name)), name
    tables = {name: held for name, held in vars(read).items() if isinstance(held, Collection)}
    assert len(tables) > 25
    for name in tables.keys() - {"base", "known"}:
        assert tables[name] == getattr(ready, name), name


def test_what_must_hold_is_asked_again_once_it_is_edited(copy):
    """What is asked of a group now is asked of a check, though all else is as it was compiled."""
    file = copy / "data" / "must-hold.yaml"
    put(file, re.sub(r"(group: )opioids\b", r"\1no-such-group", file.read_text()))

    out, err, code = ask(copy, "check", "tramadol")

    assert (6, "") == (code, out)
    assert "'no-such-group' is no group" in err


@pytest.mark.parametrize("words", ["evidence", "evidence --condition ms -f json"])
def test_the_evidence_is_the_same_once_a_file_was_edited(checkout, copy, words):
    """It opens no lists of words; what points to what is looked at without them too."""
    file = copy / "data" / "studies.yaml"
    put(file, f"# edited\n{file.read_text()}")

    out, err, code = ask(copy, *words.split())

    assert (0, "with yaml") == (code, err)
    assert out == ask(checkout, *words.split())[0]


@pytest.mark.parametrize("harm", ["missing", "no UTF-8"])
def test_codes_that_cannot_be_read_stop_who_asks_of_a_code(copy, harm):
    """And nobody else: a list without a code is answered."""
    file = copy / "data" / "codes" / "rxnorm.txt"
    put(file, b"\xff") if harm == "no UTF-8" else file.unlink()

    assert ("compiled", 5) == ask(copy, "check", "tramadol")[1:]
    out, err, code = ask(copy, "check", "rxcui:10689")
    assert (6, "") == (code, out)
    assert err.startswith("data/codes/rxnorm.txt:1:1: ")


def test_nothing_is_run_from_a_folder_of_ones_own(copy, tmp_path):
    """A folder that somebody sends is read; whatever code lies in it is not looked at."""
    own = tmp_path / "own"
    shutil.copytree(ROOT / "tests" / "base", own)
    for folder in (own / "held", own / "ldnref" / "held"):
        folder.mkdir(parents=True)
        for module in (copy / "ldnref" / "held").glob("*.py"):
            (folder / module.name).write_text("raise SystemExit('was run')\n")

    out, err, code = ask(copy, "--data", str(own), "dosing")

    assert (0, "with yaml") == (code, err)
    assert out


def test_validate_reads_the_files_whatever_is_compiled(copy):
    """Whether the YAML is sound is asked of the YAML."""
    falsify(copy)

    _, err, code = ask(copy, "validate")

    assert (0, "with yaml") == (code, err)


def test_knowledge_with_a_problem_is_not_compiled(copy):
    """Each problem is told, and what was compiled before is left."""
    file = copy / "data" / "about.yaml"
    put(file, file.read_text() + "unknown: key\n")

    ran = subprocess.run(
        [sys.executable, "-m", "ldnref.compiling"],
        cwd=copy,
        env=unmeasured(PYTHONPATH=str(copy)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert 1 == ran.returncode
    assert "data/about.yaml" in ran.stderr
    assert "unknown key 'unknown'" in ran.stderr
    assert (copy / "ldnref" / "held" / "about.py").exists()
