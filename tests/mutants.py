"""Small faults, put into the code one by one: does any test see them? Run by hand, not by pytest.

    python tests/mutants.py [--of 150] [--seed 1] [--group named]

Cosmic Ray makes the mutants. The tests are collected once; each of a sample of mutants, the same
for the same seed, is tried in a fork of that process, in which the code of its functions is put in
the place of the sound one. What a test needs beside its parameters is little, so that most are
called without pytest around them: first those that saw the last mutants, then every patient, every
line of a list and the rest of the group's tests; last what needs a fixture. Hypothesis tries few
examples, and a test that runs for too long has seen the fault. What survives is printed as a diff.
"""

import argparse
import difflib
import functools
import gc
import inspect
import itertools
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from importlib import import_module
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import cases
import hypothesis
import parso.python.tree  # before cosmic_ray, which imports it in a circle
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from ldnref.answers.checking.held import Held
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.plain import Plain
from ldnref.knowledge.library import open_whole

ROOT = Path(__file__).parents[1]

#: What is mutated, and the tests that have to see it.
GROUPS = {
    "named": (
        "answers/named/*.py",
        ["patients", "lists", "named", "written_codes", "names", "check", "record"],
    ),
    "checking": (
        "answers/checking/*.py",
        [
            *("patients", "check", "lists", "record", "record_standing", "record_missed"),
            *("answers", "formats", "screens"),
        ],
    ),
    "doses": ("answers/doses.py", ["doses", "plans", "check", "patients"]),
    "fields": (
        "knowledge/fields.py",
        ["fields", "reading", "yaml_nodes", "reading_studies", "library"],
    ),
    "titration": ("answers/titration/*.py", ["plans"]),
}
FILES = list(dict.fromkeys(name for _, names in GROUPS.values() for name in names))

#: Tests that take long, and look at how fast it is, at the command line, or at what others see too:
#: not tried, so that what is found is the least that the tests see.
LEFT_OUT = (
    "test_a_file_that_was_cut_short_is_refused",
    "test_a_questionable_name_of_an_opioid_is_asked_about",
    "test_every_opioid_by_every_name_is_contraindicated",
    "test_the_work_grows_with_the_length_of_a_line",
    "test_what_is_taken_is_not_hidden_by_another_entry_or_sentence",
)

#: At least so many mutants of each group; the others in the share of the mutants that it has.
LEAST = 5

#: Annotations are full of `|`, and decorators are not code: what would only flatter.
PASSED_OVER = ("core/ReplaceBinaryOperator_BitOr", "core/Variable", "core/RemoveDecorator")

#: Seconds of processor time, after which a test that runs in circles has seen its mutant; and
#: bytes of memory.
MOST, ROOM = 20, 6 << 30

#: What each test finds around it, as in tests/conftest.py.
AROUND = {"COLUMNS": "80", "TERM": "xterm-256color", "LDNREF_NOTES": "/no such folder/notes.yaml"}


class Mutant(NamedTuple):
    """One fault in one place; without an operator, none."""

    group: str
    path: str = ""
    operator: str = ""
    occurrence: int = 0


def mutants(group):
    """Every mutant of a group, in a settled order."""
    for file in sorted((ROOT / "ldnref").glob(GROUPS[group][0])):
        nodes = list(ast_nodes(get_ast(file.read_text())))
        signs = [node for node in nodes if isinstance(node, parso.python.tree.Operator)]
        for name in sorted(plugins.operator_names()):
            if name.startswith(PASSED_OVER):
                continue
            operator = plugins.get_operator(name)()
            # A hundred and more of them look at signs alone: no time for all else.
            asked = signs if name.startswith("core/ReplaceBinary") else nodes
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


def put_in(mutant):
    """Put the fault into this process; returns it as a diff. What fails at the import fails."""
    code, changed = code_of(mutant)
    diff = difflib.unified_diff(code.splitlines(), changed.splitlines(), lineterm="", n=0)
    name = mutant.path.removesuffix(".py").replace("/", ".")
    module = import_module(name)
    faulty = {"__name__": name, "__file__": str(ROOT / mutant.path)}
    exec(compile(changed, mutant.path, "exec"), faulty)  # noqa: S102
    for key, new in faulty.items():
        old = vars(module).get(key)
        if not key.startswith("__") and getattr(new, "__module__", name) == name:
            _replace(key, old, new)
    for one in [m for key, m in sys.modules.items() if key.startswith("ldnref")]:
        for value in vars(one).values():
            if isinstance(value, functools._lru_cache_wrapper):  # noqa: SLF001
                value.cache_clear()
    _made_anew()
    return "\n".join(line for line in diff if not line.startswith(("---", "+++")))


def _made_anew():
    """What the tests made of the knowledge before the fault, made with it."""
    made = {}
    for name, one in sys.modules.items():
        if name.startswith("test_"):
            made |= {id(value): value for value in vars(one).values()}
    for kind, base in ((Lexicon, "base"), (Plain, "lexicon"), (Held, "base")):
        for one in made.values():
            if type(one) is kind:
                of = getattr(one, base)
                vars(one).clear()
                one.__init__(of)


def _replace(key, old, new):
    """One thing of a module: functions keep their place and get other code."""
    if inspect.isclass(new):
        for name, part in vars(new).items():
            _code(vars(old).get(name), part)
    elif not _code(old, new) and repr(old) != repr(new):
        for one in [m for name, m in sys.modules.items() if name.startswith("ldnref")]:
            if vars(one).get(key) is old:
                setattr(one, key, new)


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
        self.ended = {}
        #: How many mutants each test has seen.
        self.seen = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """In the place of pytest's own loop."""
        chosen, held = sample(self.typed.of, self.typed.seed, self.typed.group)
        items = {group: list(self.items(session, group)) for group in held}
        # Whatever is made for the whole session is made once, before all forks.
        first = next(one for one in session.items if "base" in getattr(one, "fixturenames", ()))
        other = next(one for one in session.items if one.path != first.path)
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=other)
        gc.freeze()
        for mutant, ended, spent, said in self.run([*map(Mutant, held)], items):
            # A test that fails by itself sees nothing: it is told, and left out.
            failed = said.splitlines() if ended == "killed" else []
            mine = items[mutant.group]
            items[mutant.group] = [one for one in mine if one.nodeid not in failed]
            say(f"{mutant.group}: without a fault {spent} s, {len(mine)} tests; failed: {failed}")
        for mutant, ended, spent, said in self.run(chosen, items):
            self.ended.setdefault(mutant.group, []).append(ended)
            self.seen[said] += ended == "killed"
            say(f"{ended} {spent} s {mutant.path} {mutant.operator} {mutant.occurrence}\n{said}")
        for group, ends in self.ended.items():
            say(f"{group}: {share(ends)}, of {held[group]} mutants")
        say(f"all: {share([end for ends in self.ended.values() for end in ends])}")
        return True

    def items(self, session, group):
        """The tests of a group, in its order: what needs a fixture last."""
        found = [
            one
            for name in GROUPS[group][1]
            for one in session.items
            if one.path.stem == f"test_{name}"
            and not {mark.name for mark in one.iter_markers()} & {"xfail", "skip"}
            and one.originalname not in LEFT_OUT
        ]
        return sorted(
            found,
            key=lambda one: (not is_direct(one), hasattr(one.obj, "hypothesis")),
        )

    def run(self, chosen, items):
        """What became of each mutant, some at a time."""
        waiting, running = list(chosen), {}
        while waiting or running:
            while waiting and len(running) < self.typed.workers:
                mutant = waiting.pop(0)
                reader, writer = os.pipe()
                if (child := os.fork()) == 0:
                    with suppress(BaseException):
                        mine = sorted(items[mutant.group], key=lambda one: -self.seen[one.nodeid])
                        os.write(writer, "\n".join(tried(mutant, mine)).encode())
                    os._exit(0)
                os.close(writer)
                running[child] = mutant, reader
            child, _ = os.wait()
            mutant, reader = running.pop(child)
            with os.fdopen(reader) as pipe:
                ended, spent, said = (pipe.read() or "killed\n?\nthe process").split("\n", 2)
            yield mutant, ended, spent, said


#: Fixtures that are a value, the same for every test.
GIVEN = {"base": open_whole(ROOT / "tests" / "base")}


def is_direct(item):
    """Whether a test needs its parameters alone, and pytest not."""
    params = item.callspec.params if hasattr(item, "callspec") else ()
    needed = set(item.fixturenames) - {"_plain_surroundings", "request", *GIVEN, *params}
    return not needed - ({"monkeypatch"} - {*inspect.signature(item.obj).parameters})


def run_one(item):
    """Run one test; whether it fails."""
    signal.setitimer(signal.ITIMER_PROF, MOST)
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
    return bool(item.session.testsfailed)


def _too_long(*_):
    raise KeyboardInterrupt  # which no test takes for a case that fails


def tried(mutant, items):
    """How a mutant ended, the seconds it took, and its diff, or the test that saw it."""
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    signal.signal(signal.SIGPROF, _too_long)
    begun, diff = time.process_time(), ""
    if mutant.operator:
        try:
            diff = put_in(mutant)
        except Exception as error:  # noqa: BLE001 - whatever it is, no program would start
            return "killed", "0", f"at the import: {error!r}"
    failed = (one.nodeid for one in items if run_one(one))
    found = list(itertools.islice(failed, 1 if mutant.operator else None))
    spent = f"{time.process_time() - begun:.1f}"
    return ("killed", spent, "\n".join(found)) if found else ("survived", spent, diff[:3000])


def share(ends):
    """How many were killed, and between what shares of all it lies (Wilson, 95 %)."""
    count, killed = len(ends), ends.count("killed")
    z, part = 1.96, killed / count
    middle = (part + z * z / (2 * count)) / (1 + z * z / count)
    half = z * sqrt(part * (1 - part) / count + (z / (2 * count)) ** 2) / (1 + z * z / count)
    return f"{killed} of {count} killed ({part:.0%}, {middle - half:.0%} to {middle + half:.0%})"


def say(text):
    """A line of what was found, past what pytest keeps to itself."""
    os.write(3, f"{text.rstrip()}\n".encode())


def main():
    """Try a sample, print what survived, and the share that was killed."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--of", type=int, default=150, help="how many mutants")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--group", choices=GROUPS)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    typed = asked.parse_args()
    os.nice(10)
    os.dup2(1, 3)
    os.chdir(ROOT)
    os.environ.update(AROUND)
    cases.first_is_enough = True
    hypothesis.settings.register_profile(
        "few",
        max_examples=5,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )
    files = [f"tests/test_{name}.py" for name in FILES]
    words = ["-n0", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:terminal"]
    pytest.main([*words, "--hypothesis-profile=few", *files], [Trial(typed)])


if __name__ == "__main__":
    main()
