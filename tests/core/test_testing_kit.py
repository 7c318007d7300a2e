"""The conformance kit is tested against rules that are right and rules that are wrong."""

from __future__ import annotations

import dataclasses
import importlib.util
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from jacobook import TestVector, elementwise
from jacobook.catalogue import default_registry
from jacobook.operand import DOMAINS, parse_operands
from jacobook.testing import CHECKS, check_rule, iter_cases, parametrize_rules
from jacobook.testing import domains as sampling
from jacobook.testing.differences import complex_step, one_sided, richardson, slope_at
from jacobook.testing.report import diagnosis
from jacobook.testing.subject import Subject


def _load(name):
    """A module beside this file; test files are not in a package."""
    found = sys.modules.get(name)
    if found is None:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
        found = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found)
    return found


wrong_rules = _load("wrong_rules")
CORRECT, WRONG = wrong_rules.CORRECT, wrong_rules.WRONG


def failed(rule):
    return {r.check: r.detail for r in check_rule(rule) if r.status == "failed"}


@pytest.mark.parametrize("name", CORRECT)
def test_a_correct_rule_passes_every_check(name):
    results = check_rule(CORRECT[name])
    assert results
    assert [r.detail for r in results if r.status != "passed"] == []


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_rule_is_caught_by_the_check_for_it(name):
    rule, check = WRONG[name]
    assert check in failed(rule)


def test_every_check_catches_some_wrong_rule():
    assert set(CHECKS) - {check for _, check in WRONG.values()} == set()


def test_at_least_one_case_is_counted_by_every_check_of_a_correct_rule():
    for rule in CORRECT.values():
        assert all(result.cases > 0 for result in check_rule(rule))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("transpose lost, pushforward derived", "entry ("),
        ("sign lost", "the opposite sign"),
        ("both directions wrong together", "a factor 0.5"),
        ("an operand forgotten", "is zero"),
        ("two operands swapped", "operand 'x'"),
        ("off by 1e-5", "a factor 0.99999"),
    ],
)
def test_a_failure_says_what_would_make_it_right(name, hint):
    rule, _ = WRONG[name]
    assert hint in failed(rule)["directional"]


def test_a_missing_sum_is_named():
    assert "sum over broadcast axes" in failed(WRONG["broadcast not summed"][0])["space"]


def test_a_failure_names_rule_check_probe_seed_and_numbers():
    detail = failed(WRONG["factor lost"][0])["directional"]
    for part in ("demo.pair", "directional", "draw 0", "seed", "of x", "entry (", "allowed"):
        assert part in detail


def test_a_transpose_is_recognised():
    square = np.array([[1.0, 2.0], [-3.0, 4.0]])
    assert "a transpose" in diagnosis(square.T, square, {})
    assert diagnosis(square + 1, square, {}) == ""


def test_checks_never_raise_even_for_a_rule_no_registry_can_hold():
    rule = elementwise("demo.f", title="F", function="@", operands="x:(n)", partials={"x": "@"})
    results = check_rule(rule)
    assert "registration" in {r.check for r in results if r.status == "failed"}


def test_a_declared_exception_is_reported_with_its_reason():
    rule = wrong_rules.cube(skip={"second": "known gap"})
    (result,) = [r for r in check_rule(rule) if r.check == "second"]
    assert (result.status, result.detail) == ("skipped", "known gap")


def test_a_skip_of_a_check_that_is_not_made_is_a_failure():
    rule = dataclasses.replace(CORRECT["demo.matrix_square"], skip={"spaec": "misspelt"})
    (registration,) = [r for r in check_rule(rule) if r.check == "registration"]
    assert registration.status == "failed" and "'spaec'" in registration.detail


def test_results_repeat_to_the_last_bit():
    rule = CORRECT["demo.matrix_square"]
    assert check_rule(rule) == check_rule(wrong_rules.matrix_square())


def test_the_checks_leave_warnings_and_global_state_alone():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        before = np.geterr()
        check_rule(CORRECT["demo.magnitude"])
        assert np.geterr() == before
    assert caught == []


def test_the_kit_needs_neither_pytest_nor_sympy():
    code = "import sys, jacobook.testing; print({'pytest', 'sympy'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_a_warning_at_a_probe_is_a_failure():
    rule = wrong_rules.cube(
        function="where(x > 0, log(x), x)",
        partials={"x": "where(x > 0, 1 / x, 1.0)"},
        primal=_branches,
        analytic=False,
        vectors=(TestVector(operands={"x": [1.0]}, value=[0.0], gradients={"x": [1.0]}),),
    )
    assert any("RuntimeWarning" in detail for detail in failed(rule).values())


def _branches(x):
    return np.where(x > 0, np.log(x), x)


def test_more_is_tried_when_asked():
    rule = CORRECT["demo.total"]
    usual, all_of_it = (
        {r.check: r.cases for r in check_rule(rule, exhaustive=exhaustive)}
        for exhaustive in (False, True)
    )
    assert all_of_it["variants"] > usual["variants"]


# -------------------------------------------------------------------------------------- the table


def test_checks_are_described_in_one_sentence():
    for _, sentence in CHECKS.values():
        assert sentence.endswith(".")


def test_cases_have_the_ids_of_rule_and_check():
    cases = list(iter_cases([default_registry()["linalg.matmul"]]))
    assert cases[0].id == "linalg.matmul-registration"
    assert len({case.id for case in cases}) == len(cases)
    assert cases[0].run().status == "passed"


def test_a_rule_outside_the_registry_displaces_the_one_with_its_names():
    ids = {case.subject.rule.id for case in iter_cases([CORRECT["demo.mean"]])}
    registry = next(iter_cases([CORRECT["demo.mean"]])).subject.registry
    assert ids == {"demo.mean"}
    assert registry.numpy_rules()["numpy.mean"] is CORRECT["demo.mean"]


# ---------------------------------------------------------------------------------------- pytest


def _run(folder, body):
    file = folder / "test_pack.py"
    file.write_text(body)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    ).stdout


_BODY = """
import sys
sys.path.insert(0, {here!r})
import wrong_rules
from jacobook.testing import parametrize_rules

rule, _ = wrong_rules.WRONG["a wrong statement beside a right rule"]

@parametrize_rules([rule], expected_failures={expected!r})
def test_rule(case):
    case.assert_passes()
"""


def test_an_expected_failure_that_fails_is_fine(tmp_path):
    here = str(Path(__file__).parent)
    expected = {"demo.cube-statements": "issue 1", "demo.cube-symbolic": "issue 1"}
    assert "2 xfailed" in _run(tmp_path, _BODY.format(here=here, expected=expected))


def test_an_expected_failure_that_passes_is_stale(tmp_path):
    failing = {"demo.cube-statements": "issue 1", "demo.cube-symbolic": "issue 1"}
    expected = {**failing, "demo.cube-dot": "issue 2"}
    told = _run(tmp_path, _BODY.format(here=str(Path(__file__).parent), expected=expected))
    assert "1 failed" in told
    assert "issue 2" in told


def test_an_expected_failure_must_name_a_case():
    with pytest.raises(ValueError, match=r"demo.cube-nothing"):
        parametrize_rules([CORRECT["demo.cube"]], {"demo.cube-nothing": "?"})


def test_rules_are_chosen_by_the_namespace_of_their_pack():
    mark = parametrize_rules("core").mark
    assert len({p.values[0].subject.rule.id for p in mark.args[1]}) == len(default_registry())
    with pytest.raises(ValueError, match="no rules of a pack named 'nobody'"):
        parametrize_rules("nobody")


# ---------------------------------------------------------------------------- probes, differences


@pytest.mark.parametrize("word", DOMAINS)
def test_probes_lie_in_their_domain(word):
    text = {"range": "range(2,3)", "index": "index(n)", "int": "int(2..4)"}.get(word, word)
    shape = (4, 4) if word in sampling.MATRIX_WORDS else (4,)
    sizes = "n,n" if len(shape) == 2 else "n"
    (operand,) = parse_operands(f"x:({sizes}) {text}")
    for seed in range(20):
        places = sampling.Places(np.random.default_rng(seed), int(np.prod(shape)))
        x = sampling.sample(operand, shape, places, below={"n": 4})
        assert x.shape == shape
        assert _IN_DOMAIN[word](x)


_IN_DOMAIN = {
    "pos": lambda x: np.all(x > 0),
    "nonneg": lambda x: np.all(x >= 0),
    "nonzero": lambda x: np.all(x != 0),
    "unit": lambda x: np.all(abs(x) < 1),
    "unit01": lambda x: np.all((x > 0) & (x < 1)),
    "gt1": lambda x: np.all(x > 1),
    "distinct": lambda x: len(set(x)) == len(x),
    "nonint": lambda x: np.all(x != np.round(x)),
    "bool": lambda x: x.dtype == bool and 0 < x.sum() < x.size,
    "pm1": lambda x: set(x) == {-1.0, 1.0},
    "prob": lambda x: np.all(x >= 0) and np.isclose(x.sum(), 1),
    "unitvec": lambda x: np.isclose(x @ x, 1),
    "inv": lambda x: np.linalg.cond(x) < 100 and not np.allclose(x, x.T),
    "singular": lambda x: np.linalg.matrix_rank(x) == 3,
    "rank": lambda x: np.linalg.cond(x) < 100,
    "sym": lambda x: np.array_equal(x, x.T),
    "skew": lambda x: np.array_equal(x, -x.T),
    "spd": lambda x: np.array_equal(x, x.T) and np.linalg.eigvalsh(x).min() > 0.1,
    "tril": lambda x: np.array_equal(x, np.tril(x)) and np.all(np.diag(x) != 0),
    "orth": lambda x: np.allclose(x @ x.T, np.eye(4)),
    "dominant": lambda x: np.all(2 * abs(np.diag(x)) > abs(x).sum(1)),
    "index": lambda x: x.dtype.kind == "i" and np.all((x >= 0) & (x < 4)),
    "range": lambda x: np.all((x > 2) & (x < 3)),
    "int": lambda x: x.dtype.kind == "i" and np.all((x >= 2) & (x <= 4)),
}


def test_probes_are_signed_rectangular_and_without_ties():
    rule = default_registry()["linalg.matmul"]
    subject = Subject(rule, default_registry())
    shapes = Counter(x.shape for probe in subject.probes for x in probe.values)
    entries = np.concatenate([x.ravel() for x in subject.probes[0].values])
    assert all(m != n for m, n in shapes)
    assert len(subject.probes) >= 2
    assert entries.min() < 0 < entries.max()
    assert np.diff(np.sort(np.abs(entries))).min() > 1e-3


def test_probes_keep_away_from_kinks():
    subject = Subject(CORRECT["demo.magnitude"], default_registry())
    assert subject.kinks == (0.0,)
    assert all(np.abs(x).min() > 0.03 for probe in subject.probes for x in probe.values)


def test_structured_directions_stay_in_the_structure():
    (operand,) = parse_operands("X:(n,n) sym*")
    v = sampling.projected(operand, np.arange(9.0).reshape(3, 3))
    assert np.array_equal(v, v.T)


def test_differences_are_accurate_and_know_their_error():
    found = slope_at(lambda t: np.exp(np.array([1.0, -2.0]) * (1 + t)))
    exact = np.array([1.0, -2.0]) * np.exp(np.array([1.0, -2.0]))
    assert np.all(np.abs(found.value - exact) <= 50 * found.noise)
    assert np.all(found.noise < 1e-10)
    assert found.settled
    assert not richardson(lambda t: np.array(float(t > 1e-3)), 1e-2).settled


def test_one_sided_differences_see_both_sides_of_a_kink():
    left, right = (one_sided(lambda t: np.abs(np.array(t)), sign) for sign in (-1.0, 1.0))
    assert np.isclose(left.value, -1) and np.isclose(right.value, 1)
    assert one_sided(lambda t: np.sqrt(np.array(max(t, 0.0))), 1.0).noise > 1


def test_the_complex_step_is_exact():
    assert complex_step(lambda t: np.exp(1.0 + t)) == np.exp(1.0)
