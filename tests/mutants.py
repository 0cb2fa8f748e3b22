"""Small faults, put into the code one by one: does any test see them? Run by hand, not by pytest.

    python tests/mutants.py [--of 150] [--seed 1] [--every 8] [--group named]

Cosmic Ray makes the mutants. The tests are collected once; each of a sample of mutants, the same
for the same seed, is tried in a fork of that process, in which the code of its functions is put in
the place of the sound one. Hypothesis tries few examples, of long lists of cases one in `--every`
is run, and processor time has a limit. What survives is printed as a diff.
"""

import argparse
import difflib
import functools
import inspect
import itertools
import os
import random
import resource
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import hypothesis
import parso.python.tree  # noqa: F401 - before cosmic_ray, which imports it in a circle
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).parents[1]

#: What is mutated; the tests that have to see it, the quickest first; and, of a hundred mutants,
#: how many are from here.
GROUPS = {
    "named": (
        "answers/named/*.py",
        ["named", "written_codes", "names", "lists", "one_breath", "check"],
        40,
    ),
    "checking": ("answers/checking/*.py", ["check", "record", "one_breath", "lists"], 25),
    "doses": ("answers/doses.py", ["doses", "plans", "check"], 4),
    "fields": ("knowledge/fields.py", ["reading", "yaml_nodes"], 8),
    "titration": ("answers/titration/*.py", ["plans"], 23),
}
FILES = list(dict.fromkeys(name for _, names, _ in GROUPS.values() for name in names))

#: Of these files every case is run: they are quick.
WHOLE = ("named", "doses", "plans", "reading", "yaml_nodes")

#: Annotations are full of `|`, and decorators are not code: what would only flatter.
PASSED_OVER = ("core/ReplaceBinaryOperator_BitOr", "core/Variable", "core/RemoveDecorator")

#: Seconds of processor time, after which a mutant that runs in circles is caught.
MOST = 60


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
        for name in sorted(plugins.operator_names()):
            if name.startswith(PASSED_OVER):
                continue
            operator = plugins.get_operator(name)()
            count = sum(len(list(operator.mutation_positions(node))) for node in nodes)
            path = str(file.relative_to(ROOT))
            yield from (Mutant(group, path, name, number) for number in range(count))


def sample(of, seed, only):
    """The mutants that are tried, mixed so that any beginning is a sample too; and of how many."""
    held = {group: list(mutants(group)) for group in GROUPS if only in (None, group)}
    dice = random.Random(seed)  # noqa: S311
    chosen = []
    for group, found in held.items():
        count = of if only else -(-of * GROUPS[group][2] // 100)
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
    return "\n".join(line for line in diff if not line.startswith(("---", "+++")))


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

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        """In the place of pytest's own loop."""
        chosen, held = sample(self.typed.of, self.typed.seed, self.typed.group)
        items = {group: list(self.items(session, group)) for group in held}
        first = next(one for one in session.items if "base" in getattr(one, "fixturenames", ()))
        # Whatever is made for the whole session is made once, before all forks.
        other = next(one for one in session.items if one.path != first.path)
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=other)
        unsound = [*map(Mutant, held)]
        while unsound:  # a test that fails by itself sees nothing: it is told, and left out
            (mutant, ended, spent, said), *_ = self.run(unsound[:1], items)
            mine = items[mutant.group]
            say(f"{mutant.group}: without a fault {ended}, {spent} s, {len(mine)} {said}")
            items[mutant.group] = [one for one in mine if one.nodeid != said]
            unsound = unsound[ended == "survived" :]
        for mutant, ended, spent, said in self.run(chosen, items):
            self.ended.setdefault(mutant.group, []).append(ended)
            say(f"{ended} {spent} s {mutant.path} {mutant.operator} {mutant.occurrence}\n{said}")
        for group, ends in self.ended.items():
            killed = len(ends) - ends.count("survived")
            say(f"{group}: {killed} of {len(ends)} killed, of {held[group]} mutants")
        return True

    def items(self, session, group):
        """The tests of a group, in its order; of long lists one in so many."""
        for name in GROUPS[group][1]:
            found = [one for one in session.items if one.path.stem == f"test_{name}"]
            yield from found[:: 1 if name in WHOLE else self.typed.every]

    def run(self, chosen, items):
        """What became of each mutant, some at a time."""
        waiting, running = list(chosen), {}
        while waiting or running:
            while waiting and len(running) < self.typed.workers:
                mutant = waiting.pop(0)
                reader, writer = os.pipe()
                if (child := os.fork()) == 0:
                    with suppress(BaseException):
                        os.write(writer, "\n".join(tried(mutant, items[mutant.group])).encode())
                    os._exit(0)
                os.close(writer)
                running[child] = mutant, reader
            child, _ = os.wait()
            mutant, reader = running.pop(child)
            with os.fdopen(reader) as pipe:
                ended, spent, said = (pipe.read() or f"timeout\n{MOST}\n").split("\n", 2)
            yield mutant, ended, spent, said


def tried(mutant, items):
    """How a mutant ended, the seconds it took, and its diff, or the test that saw it."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))
    begun, diff = time.process_time(), ""
    if mutant.operator:
        try:
            diff = put_in(mutant)
        except Exception as error:  # noqa: BLE001 - whatever it is, no program would start
            return "killed", "0", f"at the import: {error!r}"
    session = items[0].session
    session.testsfailed = 0
    for item, after in zip(items, [*items[1:], items[0]], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            return "killed", f"{time.process_time() - begun:.1f}", item.nodeid
    return "survived", f"{time.process_time() - begun:.1f}", diff[:3000]


def say(text):
    """A line of what was found, past what pytest keeps to itself."""
    os.write(3, f"{text.rstrip()}\n".encode())


def main():
    """Try a sample, print what survived, and the share that was killed."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--of", type=int, default=150, help="how many mutants")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--every", type=int, default=8, help="of long lists one case in so many")
    asked.add_argument("--group", choices=GROUPS)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    typed = asked.parse_args()
    os.nice(10)
    os.dup2(1, 3)
    os.chdir(ROOT)
    hypothesis.settings.register_profile("few", max_examples=5, derandomize=True, deadline=None)
    files = [f"tests/test_{name}.py" for name in FILES]
    words = ["-n0", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:terminal"]
    pytest.main([*words, "--hypothesis-profile=few", *files], [Trial(typed)])


if __name__ == "__main__":
    main()
