"""Small faults, put into the code one by one: does any test see them? Run by hand, not by pytest.

    python tests/mutants.py [--of 200] [--seed 1] [--group named]

Cosmic Ray makes the mutants; a sample of them, the same for the same seed, is tried in processes
that are forked from one which has imported everything else. Each is given the tests of its group,
Hypothesis with few examples, and a limit of processor time. What survives is printed as a diff.
"""

import argparse
import difflib
import importlib.abc
import importlib.util
import io
import os
import random
import resource
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
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
TESTS = ROOT / "tests"

#: What is mutated, and the tests that have to see it, the quickest first.
GROUPS = {
    "named": (["answers/named/*.py"], ["named", "names", "lists", "one_breath", "check"]),
    "checking": (["answers/checking/*.py"], ["check", "one_breath", "questions"]),
    "doses": (["answers/doses.py", "knowledge/fields.py"], ["doses", "reading", "plans"]),
    "titration": (["answers/titration/*.py"], ["plans"]),
}

#: Of each hundred mutants, how many are of which group.
SHARES = {"named": 40, "checking": 25, "doses": 10, "titration": 25}

#: Annotations are full of `|`: a mutant there fails at the import, and would only flatter.
PASSED_OVER = ("core/ReplaceBinaryOperator_BitOr", "core/Variable")

#: Seconds of processor time, after which a mutant that runs in circles is caught.
MOST = 120


class Mutant(NamedTuple):
    """One fault in one place."""

    group: str
    path: str
    operator: str
    occurrence: int


def mutants(group):
    """Every mutant of a group, in a settled order."""
    for pattern in GROUPS[group][0]:
        for file in sorted((ROOT / "ldnref").glob(pattern)):
            nodes = list(ast_nodes(get_ast(file.read_text())))
            for name in sorted(plugins.operator_names()):
                if name.startswith(PASSED_OVER):
                    continue
                operator = plugins.get_operator(name)()
                count = sum(len(list(operator.mutation_positions(node))) for node in nodes)
                path = str(file.relative_to(ROOT))
                yield from (Mutant(group, path, name, number) for number in range(count))


def sample(of, seed, only):
    """The mutants that are tried, and how many there are of each group."""
    held = {group: list(mutants(group)) for group in GROUPS if only in (None, group)}
    chosen = []
    for group, found in held.items():
        count = min(len(found), of * SHARES[group] // 100)
        chosen += random.Random(f"{seed} {group}").sample(found, count)  # noqa: S311
    return chosen, {group: len(found) for group, found in held.items()}


class _Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a mutant in the place of its module."""

    def __init__(self, path, code):
        self.name = path.removesuffix(".py").replace("/", ".")
        self.path, self.code = path, code

    def find_spec(self, name, path, target=None):  # noqa: ARG002
        found = name == self.name
        return importlib.util.spec_from_loader(name, self, origin=self.path) if found else None

    def exec_module(self, module):
        module.__file__ = str(ROOT / self.path)
        exec(compile(self.code, self.path, "exec"), module.__dict__)  # noqa: S102


def code_of(mutant):
    """The module as it is, and with its fault."""
    code = (ROOT / mutant.path).read_text()
    operator = plugins.get_operator(mutant.operator)()
    return code, mutate_code(code, operator, mutant.occurrence)


def tried(mutant):
    """What became of a mutant: killed, survived, or no change at all; and the time it took."""
    begun = time.process_time()
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))
    code, changed = code_of(mutant) if mutant.operator else ("", None)
    if mutant.operator:
        sys.meta_path.insert(0, _Instead(mutant.path, changed))
    os.chdir(ROOT)
    files = [str(TESTS / f"test_{name}.py") for name in GROUPS[mutant.group][1]]
    words = ["-x", "-q", "-n0", "--assert=plain", "-p", "no:cacheprovider", "--hypothesis-profile=few", *files]
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        ended = pytest.main(words)
    diff = difflib.unified_diff(
        code.splitlines(), (changed or "").splitlines(), lineterm="", n=0
    )
    said = "\n".join(line for line in diff if not line.startswith(("---", "+++")))
    last = out.getvalue() if not mutant.operator else ""
    return "survived" if ended == 0 else "killed", said + last, time.process_time() - begun


def run(chosen, workers):
    """What became of each mutant, `workers` at a time."""
    waiting, running = list(chosen), {}
    while waiting or running:
        while waiting and len(running) < workers:
            mutant = waiting.pop()
            reader, writer = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(reader)
                with suppress(BaseException):
                    ended, said, spent = tried(mutant)
                    os.write(writer, f"{ended}\n{spent:.1f}\n{said}"[:60_000].encode())
                os._exit(0)
            os.close(writer)
            running[child] = mutant, reader
        child, _ = os.wait()
        mutant, reader = running.pop(child)
        with os.fdopen(reader, "rb") as pipe:
            told = pipe.read().decode()
        ended, spent, said = (told or f"timeout\n{MOST}\n").split("\n", 2)
        yield mutant, ended, float(spent), said


def main():
    """Try a sample, print what survived, and the share that was killed."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--of", type=int, default=200, help="how many mutants")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--group", choices=GROUPS)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    typed = asked.parse_args()
    hypothesis.settings.register_profile("few", max_examples=10, derandomize=True, deadline=None)
    for module in ("rich.text", "typer.main", "yaml", "jsonschema", "hypothesis.strategies"):
        import_module(module)
    chosen, held = sample(typed.of, typed.seed, typed.group)
    sound = [Mutant(group, "", "", 0) for group in held]
    for mutant, ended, spent, said in run(sound, typed.workers):
        print(f"{mutant.group}: without a fault {ended} in {spent} s", flush=True)  # noqa: T201
        if ended != "survived":
            sys.exit(f"the tests of {mutant.group} fail without any fault:\n{said}")
    killed = dict.fromkeys(held, 0)
    for mutant, ended, spent, said in run(chosen, typed.workers):
        killed[mutant.group] += ended != "survived"
        print(f"{ended} {spent} s {mutant.path} {mutant.operator} {mutant.occurrence}", flush=True)  # noqa: T201
        if ended == "survived":
            print(said, flush=True)  # noqa: T201
    for group, count in killed.items():
        of = sum(mutant.group == group for mutant in chosen)
        print(f"{group}: {count} of {of} killed, of {held[group]} mutants")  # noqa: T201


if __name__ == "__main__":
    main()
