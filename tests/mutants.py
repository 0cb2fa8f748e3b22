"""Small faults, put into the code one by one: does any test see them? Run by hand, not by pytest.

    python tests/mutants.py [--of 150] [--seed 1] [--group named]

Cosmic Ray makes the mutants. The tests are collected once, and each of their cases is run once
without a fault, with probes in the places of all the faults of a sample (tests/probes.py): so it is
known how long a case takes, and which faults change a value on its way. Then each mutant is tried
in a fork of this process, in which the code of its functions is put in the place of the sound one,
by the cases that can see it: first of the tests that saw the last mutants, then of the quickest.
Most tests are called as the functions that they are, without pytest around them. Hypothesis tries
few examples, and a test that runs for too long has seen the fault. What survives is printed as a
diff; when all are tried, it is tried again by the other tests of the suite, and with as many
examples as `pytest` tries.
"""

import argparse
import difflib
import functools
import gc
import inspect
import itertools
import os
import pickle
import random
import resource
import signal
import sys
import time
from collections import Counter
from datetime import date
from importlib import import_module
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import cases
import hypothesis
import parso.python.tree  # before cosmic_ray, which imports it in a circle
import probes
import pytest
import real
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from ldnref.answers.checking.held import Held
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.line import read
from ldnref.answers.named.plain import Plain
from ldnref.knowledge.library import open_whole
from ldnref.knowledge.model import KnowledgeBase

ROOT = Path(__file__).parents[1]

#: What is mutated.
GROUPS = {
    "named": "answers/named/*.py",
    "checking": "answers/checking/*.py",
    "doses": "answers/doses.py",
    "fields": "knowledge/fields.py",
    "titration": "answers/titration/*.py",
}
#: The tests that try every mutant; and others, that try what these did not see. What is in neither
#: looks at other rooms, or starts the program anew, without the fault.
FILES = [
    *("patients", "lists", "named", "written_codes", "names", "times", "check", "answers"),
    *("record", "record_standing", "record_missed", "record_history", "record_observed"),
    *("record_exports", "record_systems", "record_dosages", "directions"),
    *("formats", "screens", "doses", "dose_line", "plans", "near", "amounts"),
    *("fields", "reading", "yaml_nodes", "reading_studies", "library"),
]
FURTHER = [
    *(
        "cards",
        "cds",
        "codes",
        "doors_agree",
        "every_answer",
        "evidence",
        "one_breath",
        "questions",
    ),
    *("export", "reading_verdicts", "real_records", "record_cards", "record_further"),
    *("fuzz", "record_fuzzed", "rules", "search"),
]

#: Tests that take long, and look at how fast it is, at the command line, or at what others see too:
#: tried only with what the others did not see.
LEFT_OUT = (
    "test_a_file_that_was_cut_short_is_refused",
    "test_a_questionable_name_of_an_opioid_is_asked_about",
    "test_every_opioid_by_every_name_is_contraindicated",
    "test_the_work_grows_with_the_length_of_a_line",
    "test_what_is_taken_is_not_hidden_by_another_entry_or_sentence",
    "test_the_screen_is_as_it_was_accepted[validate]",
)

#: So many of the slowest cases are told.
SHOWN = 30

#: At least so many mutants of each group; the others in the share of the mutants that it has.
LEAST = 5

#: Annotations are full of `|`, and decorators are not code: what would only flatter.
PASSED_OVER = ("core/ReplaceBinaryOperator_BitOr", "core/Variable", "core/RemoveDecorator")
#: `==` as `is` is the same of small numbers, of None and of the words that the code compares.
THE_SAME = [
    f"core/ReplaceComparisonOperator_{one}"
    for one in ("Eq_Is", "NotEq_IsNot", "Is_Eq", "IsNot_NotEq")
]

#: Seconds of processor time beside ten times its own, after which a case that runs in circles has
#: seen its mutant; and bytes of memory.
MOST, ROOM = 3, 6 << 30

#: What each test finds around it, as in tests/conftest.py.
AROUND = {"COLUMNS": "80", "TERM": "xterm-256color", "LDNREF_NOTES": "/no such folder/notes.yaml"}


class Mutant(NamedTuple):
    """One fault in one place."""

    group: str
    path: str
    operator: str
    occurrence: int


class Case(NamedTuple):
    """A test, by its place among all; where it tries many cases, one of them by its place."""

    test: int
    place: int | None


class Sound(NamedTuple):
    """How a case ends without a fault."""

    seconds: float
    #: The mutants with which it comes to another value, by their places in the sample.
    came: frozenset[int]
    fails: bool


def mutants(group):
    """Every mutant of a group, in a settled order."""
    for file in sorted((ROOT / "ldnref").glob(GROUPS[group])):
        nodes = list(ast_nodes(get_ast(file.read_text())))
        # A hundred and more look at these alone: no time for all else.
        alone = {
            "core/ReplaceBinary": [n for n in nodes if isinstance(n, parso.python.tree.Operator)],
            "core/ReplaceComparison": [n for n in nodes if n.type == "comparison"],
        }
        for name in sorted(plugins.operator_names()):
            if name.startswith(PASSED_OVER) or name in THE_SAME:
                continue
            operator = plugins.get_operator(name)()
            asked = next((few for of, few in alone.items() if name.startswith(of)), nodes)
            count = sum(len(list(operator.mutation_positions(node))) for node in asked)
            path = str(file.relative_to(ROOT))
            yield from (Mutant(group, path, name, number) for number in range(count))


def sample(of, seed, only):
    """The mutants that are tried, mixed so that any beginning is a sample too; and of how many."""
    held = {group: list(mutants(group)) for group in GROUPS if only in (None, group)}
    dice = random.Random(seed)  # noqa: S311
    chosen = []
    every = sum(map(len, held.values()))
    for found in held.values():
        count = max(LEAST, round(of * len(found) / every))
        mixed = (one for one in dice.sample(found, len(found)) if is_python(one))
        chosen += itertools.islice(mixed, count)
    dice.shuffle(chosen)
    return chosen, {group: len(found) for group, found in held.items()}


@functools.cache
def code_of(mutant):
    """The code of a module, and with its fault."""
    code = (ROOT / mutant.path).read_text()
    return code, mutate_code(code, plugins.get_operator(mutant.operator)(), mutant.occurrence)


def is_python(mutant):
    """Whether a mutant can be compiled: `**` before a dict is taken for a power."""
    try:
        compile(code_of(mutant)[1], mutant.path, "exec")
    except SyntaxError:
        return False
    return True


def put_in(mutant, anew):
    """Put the fault into this process; returns it as a diff. What fails at the import fails."""
    code, changed = code_of(mutant)
    diff = difflib.unified_diff(code.splitlines(), changed.splitlines(), lineterm="", n=0)
    _install(mutant.path, changed)
    _forget()
    _made_anew((Lexicon, Plain, Held) if anew else (Held,))
    return "\n".join(line for line in diff if not line.startswith(("---", "+++")))


def _install(path, code):
    """Put other code of a module into this process."""
    name = path.removesuffix(".py").replace("/", ".")
    module = import_module(name)
    other = {"__name__": name, "__file__": str(ROOT / path), "__probe__": probes.probe}
    vars(module)["__probe__"] = probes.probe
    exec(compile(code, path, "exec"), other)  # noqa: S102
    for key, new in other.items():
        old = vars(module).get(key)
        if not key.startswith("__") and getattr(new, "__module__", name) == name:
            _replace(key, old, new)


def _forget():
    """What was remembered of lines and words."""
    for one in [m for key, m in sys.modules.items() if key.startswith("ldnref")]:
        for value in vars(one).values():
            if isinstance(value, functools._lru_cache_wrapper):  # noqa: SLF001
                value.cache_clear()
    for lexicon in _made(Lexicon):
        lexicon.lines.clear()
        lexicon.near.cache_clear()


def _made(kind):
    """What the tests made of the knowledge, of one kind."""
    found = {}
    for name, one in sys.modules.items():
        if name == "real" or name.startswith("test_"):
            found |= {id(value): value for value in vars(one).values() if type(value) is kind}
    return found.values()


def _made_anew(kinds):
    """What the tests made of the knowledge before the fault, made with it; and all of it."""
    for kind in kinds:
        for one in _made(kind):
            of = one.lexicon if kind is Plain else one.base
            vars(one).clear()
            one.__init__(of)
            for name, value in inspect.getmembers_static(kind):
                if isinstance(value, functools.cached_property):
                    getattr(one, name)
    real.LEXICON.count = 1_000
    read(real.LEXICON, "aspirin", date(2026, 1, 1))


def _replace(key, old, new):
    """One thing of a module: functions keep their place and get other code."""
    if inspect.isclass(new):
        for name, part in vars(new).items():
            if name != "__new__":
                _code(vars(old).get(name), part)
        if hasattr(new, "_field_defaults"):
            _usual(old, new)
    elif not _code(old, new) and repr(old) != repr(new):
        for one in [m for name, m in sys.modules.items() if name.startswith("ldnref")]:
            if vars(one).get(key) is old:
                setattr(one, key, new)


def _usual(old, new):
    """What is usual in the fields of a kind; its `__new__` is made when its first value is."""
    old._field_defaults.update(new._field_defaults)
    if isinstance(made := vars(old)["__new__"], staticmethod):
        made.__func__.__defaults__ = tuple(old._field_defaults.values())


def _code(old, new):
    """The code of one function in another; whether it was one."""
    for inner in ("fget", "func", "__func__", "__wrapped__"):
        old, new = getattr(old, inner, old), getattr(new, inner, new)
    if not (inspect.isfunction(old) and inspect.isfunction(new)):
        return False
    old.__code__, old.__defaults__ = new.__code__, new.__defaults__
    old.__kwdefaults__ = new.__kwdefaults__
    return True


class Trial:
    """Runs no tests itself: forks for each mutant, and runs them there."""

    def __init__(self, typed):
        self.typed = typed
        self.tests = []
        #: How many mutants each test has seen.
        self.seen = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """In the place of pytest's own loop."""
        chosen, held = sample(self.typed.of, self.typed.seed, self.typed.group)
        say(f"{len(chosen)} mutants made: {time.process_time():.0f} s")
        # Whatever is made for the whole session is made once, before all forks.
        first = next(one for one in session.items if "base" in getattr(one, "fixturenames", ()))
        other = next(one for one in session.items if one.path != first.path)
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=other)
        _made_anew((Lexicon, Plain, Held))
        gc.freeze()
        every = [
            one
            for one in session.items
            if not {mark.name for mark in one.iter_markers()} & {"xfail", "skip"}
        ]
        quick = [one for one in every if is_quick(one)]
        ends = self.round(quick, chosen)
        say_shares("by most of the tests", chosen, ends, held)
        left = [mutant for mutant in chosen if ends[mutant] == "survived"]
        if left:
            slow = [one for one in every if one not in quick or with_all_examples(one)]
            say_shares("by all tests", chosen, ends | self.round(slow, left), held)
        say(f"{sum(os.times()[:4]):.0f} s of processor time")
        return True

    def round(self, tests, chosen):
        """How each mutant ends that is tried by these tests."""
        self.tests = tests
        self.seen.clear()
        always, sound = forked(self.without_fault, chosen)
        for case in [case for case, ended in sound.items() if ended.fails]:
            # One that fails by itself sees nothing.
            say(f"fails without a fault, and is left out: {self.name(case)}")
            del sound[case]
        spent = sum(ended.seconds for ended in sound.values())
        for case in sorted(sound, key=lambda case: -sound[case].seconds)[:SHOWN]:
            say(f"  {sound[case].seconds:.1f} s {self.name(case)}")
        say(f"{len(sound)} cases of {len(self.tests)} tests: {spent:.0f} s without a fault")
        ends = {}
        for at, mutant in enumerate(chosen):
            able = [case for case, one in sound.items() if at in one.came or at in always]
            ends[mutant], seconds, said = forked(self.tried, mutant, at in always, able, sound)
            if isinstance(said, int):
                self.seen[said] += 1
                said = self.tests[said].nodeid
            of = f"{seconds:.1f} s, {len(able)} cases"
            say(f"{ends[mutant]} {of}: {mutant.path} {mutant.operator} {mutant.occurrence}\n{said}")
        return ends

    def name(self, case):
        """A case as one finds it."""
        return f"{self.tests[case.test].nodeid} {'' if case.place is None else case.place}"

    def without_fault(self, chosen):
        """What is made with a fault once for all tests; and how each case ends without one."""
        guard()
        faulty = {}
        for at, mutant in enumerate(chosen):
            code, changed = code_of(mutant)
            faulty.setdefault((mutant.path, code), {})[at] = changed
        for (path, code), of in faulty.items():
            _install(path, probes.probed(code, of))
        _forget()
        with probes.for_all():
            _made_anew((Lexicon, Plain, Held))
        sound = {}
        for at, test in enumerate(self.tests):
            self.watch(at, test, sound)
        return {*probes.always}, sound

    def watch(self, at, test, sound):
        """Run a test, and note how each of its cases ends."""
        begun = time.process_time()

        def end(place, fails):
            nonlocal begun
            spent = time.process_time() - begun
            sound[Case(at, place)] = Sound(spent, frozenset(probes.came), fails)
            probes.came.clear()
            real.LEXICON.lines.clear()  # an equal line of another case is read too
            begun = time.process_time()

        def watched(cases_of_it):
            for place, case in enumerate(cases_of_it):
                end(-1, fails=False)
                yield case
                end(place, fails=False)

        probes.came.clear()
        cases.tried = watched
        fails = run_one(test, 600)
        cases.tried = iter
        if sound.pop(Case(at, -1), None) is None:
            end(None, fails)
        elif fails:
            # Which of them it was is seen by trying each.
            for case in [case for case in sound if case.test == at]:
                sound[case] = sound[case]._replace(fails=self.fails(at, [case], sound))

    def fails(self, test, of_it, sound):
        """Whether one of these cases of a test fails now."""
        places = [case.place for case in of_it if case.place is not None]
        cases.tried = lambda of: [of[n] for n in places if n < len(of)] if places else iter(of)
        return run_one(self.tests[test], MOST + 10 * sum(sound[case].seconds for case in of_it))

    def tried(self, mutant, anew, able, sound):
        """How a mutant ended, the seconds it took, and its diff, or the test that saw it."""
        guard()
        begun, diff = time.process_time(), ""
        try:
            diff = put_in(mutant, anew)
        except Exception as error:  # noqa: BLE001 - whatever it is, no program would start
            return "killed", 0, f"at the import: {error!r}"
        of = {}
        for case in able:
            of.setdefault(case.test, []).append(case)
        order = sorted(of, key=lambda n: (-self.seen[n], sum(sound[c].seconds for c in of[n])))
        found = next((test for test in order if self.fails(test, of[test], sound)), None)
        spent = time.process_time() - begun
        return ("survived", spent, diff[:3000]) if found is None else ("killed", spent, found)


def forked(run, *given):
    """What a function returns in a process of its own."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reader)
        try:
            with os.fdopen(writer, "wb") as pipe:
                pickle.dump(run(*given), pipe)
        except BaseException as error:  # noqa: BLE001 - whatever it is, its parent goes on
            say(f"in a process of its own: {error!r}")
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(said) if said else ("killed", 0, "the process ended")  # noqa: S301


def guard():
    """No fault takes all memory, or for ever."""
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    signal.signal(signal.SIGPROF, _too_long)


#: Fixtures that are a value, the same for every test.
GIVEN = {"base": open_whole(ROOT / "tests" / "base")}


def is_direct(item):
    """Whether a test needs its parameters alone, and pytest not."""
    params = item.callspec.params if hasattr(item, "callspec") else ()
    needed = set(item.fixturenames) - {"_plain_surroundings", "request", *GIVEN, *params}
    needed -= {"_nobody_types", "_read_once"}
    return not needed - ({"monkeypatch"} - {*inspect.signature(item.obj).parameters})


def is_quick(item):
    """Whether a test tries every mutant."""
    named = item.path.stem.removeprefix("test_") in FILES
    return named and not any(name in item.nodeid for name in LEFT_OUT)


def with_all_examples(item):
    """Whether a test is of a property; it is tried with as many examples as `pytest` tries."""
    function = getattr(item, "obj", None)
    if not hypothesis.is_hypothesis_test(function):
        return False
    function._hypothesis_internal_use_settings = hypothesis.settings.get_profile("short")  # noqa: SLF001
    return True


def run_one(item, most):
    """Run one test; whether it fails."""
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        if is_direct(item):
            names = inspect.signature(item.obj).parameters
            params = item.callspec.params if hasattr(item, "callspec") else {}
            item.obj(**{name: {**GIVEN, **params}[name] for name in names})
            return False
        item.session.testsfailed = 0
        others = (one for one in item.session.items if one.path != item.path)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=next(others))
    except BaseException:  # noqa: BLE001 - however it fails
        return True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return bool(item.session.testsfailed)


def _too_long(*_):
    raise KeyboardInterrupt  # which no test takes for a case that fails


def share(ends):
    """How many were killed, and between what shares of all it lies (Wilson, 95 %)."""
    count, killed = len(ends), ends.count("killed")
    z, part = 1.96, killed / count
    middle = (part + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(part * (1 - part) / count + (z / (2 * count)) ** 2) / (1 + z * z / count)
    return f"{killed} of {count} killed ({part:.0%}, {middle - half:.0%} to {middle + half:.0%})"


def say_shares(by, chosen, ends, held):
    """The share of each file, of each group and of all."""
    of = {}
    for mutant in sorted(chosen):
        of.setdefault(mutant.group, {}).setdefault(mutant.path, []).append(ends[mutant])
    for group, files in of.items():
        for path, ended in files.items():
            say(f"  {path}: {ended.count('killed')} of {len(ended)}")
        say(f"{group}: {share([*itertools.chain(*files.values())])}, of {held[group]} mutants")
    say(f"{by}: {share([*ends.values()])}")


def say(text):
    """A line of what was found, past what pytest keeps to itself."""
    os.write(3, f"{text.rstrip()}\n".encode())


def main():
    """Try a sample, print what survived, and the share that was killed."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--of", type=int, default=150, help="how many mutants")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--group", choices=GROUPS)
    typed = asked.parse_args()
    os.nice(10)
    os.dup2(1, 3)
    os.chdir(ROOT)
    os.environ.update(AROUND)
    cases.first_is_enough = True
    files = [f"tests/test_{name}.py" for name in (*FILES, *FURTHER)]
    # What one case had made is made anew by each other one: it sees a fault in the making.
    KnowledgeBase.made = lambda base, kind: kind(base)
    words = ["-n0", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:terminal"]
    words += ["-m", "not browser and not build"]
    pytest.main([*words, "--hypothesis-profile=few", *files], [Trial(typed)])


if __name__ == "__main__":
    main()
