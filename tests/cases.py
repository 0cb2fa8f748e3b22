"""Many cases of one claim in one test: all are tried, and each that fails is told by its name.

A test of its own costs more than most of the thousands of cases that are a line and its outcome.
`pytest --case TEXT` tries only those with that text in their names.
"""

import functools
import inspect
import traceback
from pathlib import Path

import pytest
import yaml

#: Asked for by `--case`; and, for what tries mutants, which are tried, one after the other, and
#: whether the first that fails is enough.
only = ""
tried = iter
first_is_enough = False


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def written(folder):
    """What the YAML files of a folder under tests/questions hold, by their names."""
    files = sorted((Path(__file__).parent / "questions" / folder).glob("*.yaml"))
    return {one.stem: yaml.load(one.read_text(encoding="utf-8"), _Loader) for one in files}  # noqa: S506


def each(cases, claim, name, known=()):
    """Hold a claim of each case; those of a known fault have to fail."""
    chosen = [case for case in cases if only in name(case)]
    assert len(cases), "no cases"
    if not chosen:
        pytest.skip(f"no case with {only!r} in its name")
    told = []
    for case in tried(chosen):
        if failure := _failure(claim, case, case in known):
            told.append(f"[{name(case)}]\n{failure}")
            if first_is_enough:
                break
    if told:
        pytest.fail(f"{len(told)} of {len(chosen)} cases:\n\n" + "\n".join(told), pytrace=False)


def every(names, cases, ids=None):
    """Like pytest.mark.parametrize, but in one test: the claim is held of each case.

    What else a test is given, all its cases share: they may not change it. Above another one each
    case is tried with each of those.
    """
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    rows = [tuple(case) if len(keys) > 1 else (case,) for case in cases]
    named = list(map(_name(ids), rows)) if ids is None or callable(ids) else list(map(str, ids))
    own = [(name, dict(zip(keys, row, strict=True))) for name, row in zip(named, rows, strict=True)]

    def decorate(function):
        # Of one list: so a case is chosen by any of its names.
        test, below = getattr(function, "every", (function, [("", {})]))
        held = [
            (f"{inner}-{name}" if inner else name, {**values, **more})
            for name, values in own
            for inner, more in below
        ]

        @functools.wraps(test)
        def run(**given):
            each(held, lambda case: test(**given, **case[1]), lambda case: case[0])

        run.every = test, held
        signature = inspect.signature(function)
        others = [one for name, one in signature.parameters.items() if name not in keys]
        run.__signature__ = signature.replace(parameters=others)
        return run

    return decorate


def _name(ids):
    """What a case is called by its values."""
    return lambda row: "-".join(str(ids(value) if ids else value) for value in row)


def _failure(claim, case, fails):
    """What is wrong with a case, or nothing."""
    try:
        claim(case)
    # The others are tried too; one that is passed over would pass over them, and is no proof.
    except (Exception, pytest.fail.Exception, pytest.skip.Exception) as error:  # noqa: BLE001
        return "" if fails else "".join(traceback.format_exception(error, limit=-1))
    return "the fault that was known is mended: say so where the case stands\n" if fails else ""
