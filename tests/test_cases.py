"""Many cases in one test: none is passed over, and each that fails is told by its name."""

import cases
import pytest
from cases import each, every


@every(("one", "other"), [(1, 2), (2, 4), (3, 7), (4, 9)])
def doubled(one, other):
    """The claim of the tests below; no test itself."""
    assert one * 2 == other


def failed(run, *given):
    """What a test that fails tells."""
    with pytest.raises(pytest.fail.Exception) as told:
        run(*given)
    return str(told.value)


def test_each_case_that_fails_is_told_with_its_values():
    """The first that fails hides no other."""
    told = failed(doubled)

    assert told.startswith("2 of 4 cases:")
    assert "[3-7]" in told
    assert "[4-9]" in told
    assert "[1-2]" not in told


def test_what_all_cases_share_is_given_by_fixtures(tmp_path):
    """A case has its own values, beside those of the test."""
    seen = []

    @every("word", ["a", "b"], ids=["first", "second"])
    def run(tmp_path, word):
        seen.append((tmp_path, word))

    run(tmp_path=tmp_path)

    assert [(tmp_path, "a"), (tmp_path, "b")] == seen


def test_an_error_is_a_failure_of_its_case():
    """Whatever goes wrong with one, the others are tried."""
    told = failed(each, [0, 1, 2], lambda one: 1 / one, str)

    assert told.startswith("1 of 3 cases:")
    assert "ZeroDivisionError" in told


def test_no_case_is_passed_over():
    """It would pass over those behind it, and forget what failed before."""
    told = failed(each, [0, 1, 2], lambda one: pytest.skip("no") if one == 1 else None, str)

    assert told.startswith("1 of 3 cases:")


def test_a_known_fault_has_to_fail():
    """One that is mended is told, so that its mark is taken away."""
    each([0], lambda one: 1 / one, str, known=[0])

    assert "is mended" in failed(lambda: each([1], lambda one: 1 / one, str, known=[1]))


def test_some_cases_can_be_chosen_by_name(monkeypatch):
    """`--case 3-7` tries that one; where none has the name, that is said."""
    monkeypatch.setattr(cases, "only", "3-7")
    assert failed(doubled).startswith("1 of 1 cases:")

    monkeypatch.setattr(cases, "only", "5-10")
    with pytest.raises(pytest.skip.Exception):
        doubled()


@every("other", [7, 8])
@every("one", ["a", "b"])
def joined(one, other):
    """The claim of the test below; no test itself."""
    assert (one, other) == ("a", 7)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "3 of 4 cases:"),
        ("b", "2 of 2 cases:"),
        ("8", "2 of 2 cases:"),
        ("a-8", "1 of 1 cases:"),
    ],
)
def test_a_case_of_two_lists_is_chosen_by_either(monkeypatch, text, told):
    """It has the names of both."""
    monkeypatch.setattr(cases, "only", text)

    assert failed(joined).startswith(told)


def test_no_cases_prove_nothing():
    """A guard: an empty list would pass everything."""
    with pytest.raises(AssertionError, match="no cases"):
        each([], print, str)


def test_the_first_is_enough_for_what_tries_mutants(monkeypatch):
    """It asks only whether any case fails."""
    monkeypatch.setattr(cases, "first_is_enough", True)
    told = failed(doubled)

    assert "[3-7]" in told
    assert "[4-9]" not in told
