"""The conformance kit is tested against rules that are right and rules that are wrong."""

from __future__ import annotations

import dataclasses
import gc
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import wrong_rules

from jacobook import RulePack, TestVector, elementwise, identity
from jacobook.catalogue import Registry, default_registry
from jacobook.evidence import STATUSES, naming_nothing
from jacobook.facts import domain_facts
from jacobook.operand import DOMAINS, parse_operands
from jacobook.testing import CHECKS, check_rule, iter_cases, parametrize_rules, run_cases
from jacobook.testing import domains as sampling
from jacobook.testing.diagnosis import diagnosis
from jacobook.testing.differences import complex_step, one_sided, richardson, slope_at
from jacobook.testing.extension import Extended, containing
from jacobook.testing.kit import subject_of
from jacobook.testing.subject import Subject

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
        ("the pullbacks of two operands exchanged", "operand 'B'"),
        ("off by 1e-5", "a factor 0.99999"),
        ("entry by entry in place of a matrix product", "multiples of y_bar * B; y_bar @ B.T is"),
        ("a product in the other order", "multiples of B.T @ y_bar; y_bar @ B.T is right"),
        ("one transpose forgotten", "multiples of y_bar @ B; y_bar @ B.T is right"),
        ("the cotangent transposed", "multiples of y_bar.T @ B.T; y_bar @ B.T is right"),
        ("entry by entry, and the shapes do not fit", "a matrix product is `@`"),
        ("the value in place of its slope", "the value in place of its slope"),
        ("the cotangent forgotten", "a cotangent of ones"),
        ("a wrong sum of rows: the first only", "only place 0 along axis 0"),
        ("a wrong sum of rows: their mean", "a mean in place of the sum"),
        ("an exponent's factor forgotten", "a factor 3 gives"),
    ],
)
def test_a_failure_says_what_would_make_it_right(name, hint):
    rule, _ = WRONG[name]
    assert hint in failed(rule)["directional"]


@pytest.mark.parametrize("name", ["a constant too much", "the diagonal of a full Jacobian"])
def test_nothing_is_guessed_where_no_slip_fits(name):
    assert "Hint" not in failed(WRONG[name][0])["directional"]


@pytest.mark.parametrize(
    "name",
    [
        "broadcast not summed",
        "a wrong sum of rows: not summed",
        "a wrong sum of rows: an axis kept",
    ],
)
def test_a_missing_sum_is_named(name):
    assert (
        "sum over broadcast axes is missing; with it the numbers are right"
        in (failed(WRONG[name][0])["space"])
    )


def test_a_missing_sum_is_not_said_to_be_all_where_it_is_not():
    def twice(y_bar, y, x, w, b):
        return 2 * y_bar

    pullback = {"X": wrong_rules.pull_input, "W": wrong_rules.pull_weights, "b": twice}
    assert (
        "with it the numbers are still wrong"
        in failed(wrong_rules.layer(pullback=pullback))["space"]
    )


def test_a_list_in_place_of_an_array_is_named():
    assert "returns a list; an array" in failed(WRONG["a list in place of an array"][0])["space"]


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


# ---------------------------------------------------------------------------------- basics first


def test_after_a_failed_registration_nothing_else_is_tried():
    results = {r.check: r for r in check_rule(wrong_rules.cube(summary=""))}
    assert results.pop("registration").status == "failed"
    assert len(results) > 10
    assert {(r.status, r.detail) for r in results.values()} == {("skipped", "registration failed")}


def test_a_check_that_the_rule_skips_keeps_its_own_reason():
    results = {r.check: r for r in check_rule(wrong_rules.cube(summary="", skip={"second": "gap"}))}
    assert results["second"].detail == "gap"
    assert results["dot"].detail == "registration failed"


def test_any_check_can_be_made_first():
    case = next(c for c in iter_cases([wrong_rules.cube(summary="")]) if c.check == "dot")
    assert case.run().detail == "registration failed"


# ----------------------------------------------------------------------------- expected failures

WRONG_STATEMENT = "a wrong statement beside a right rule"
DECLARED = {"demo.cube-statements": "issue 1", "demo.cube-symbolic": "issue 1"}


def outcomes(expected, **options):
    cases = iter_cases([WRONG[WRONG_STATEMENT][0]])
    return {r.case: r for r in run_cases(cases, expected, **options)}


def test_a_declared_failure_is_expected_and_says_why_and_how():
    found = outcomes(DECLARED)
    for case in DECLARED:
        assert found.pop(case).status == "expected"
    assert {r.status for r in found.values()} == {"passed"}
    assert set(STATUSES) >= {"passed", "failed", "skipped", "expected"}
    detail = outcomes(DECLARED)["demo.cube-statements"].detail
    assert detail.startswith("issue 1: demo.cube, check statements: ")
    assert "'x**2'" in detail


def test_a_declaration_may_name_cases_by_a_pattern():
    found = outcomes({"demo.*-s[ty]*": "issue 1"})
    assert {case for case, r in found.items() if r.status == "expected"} == set(DECLARED)


def test_a_declared_failure_that_passes_is_stale():
    result = outcomes({**DECLARED, "demo.cube-dot": "issue 2"})["demo.cube-dot"]
    assert result.status == "failed"
    for part in ("declared to fail", "issue 2", "'demo.cube-dot'", "stale", "remove"):
        assert part in result.detail


def test_every_case_that_a_pattern_names_must_fail():
    found = outcomes({"demo.cube-*": "issue 3"})
    assert found["demo.cube-statements"].status == "expected"
    assert found["demo.cube-dot"].status == "failed"
    assert "'demo.cube-*'" in found["demo.cube-dot"].detail


def test_its_own_id_goes_before_a_pattern():
    found = outcomes({"demo.cube-s[ty]*": "general", "demo.cube-symbolic": "special"})
    assert found["demo.cube-symbolic"].detail.startswith("special")
    assert found["demo.cube-statements"].detail.startswith("general")


def test_a_declaration_that_names_no_case_fails_in_a_complete_run():
    assert "demo.cub-expected_failures" not in outcomes({"demo.cub-dot": "?"})
    result = outcomes({**DECLARED, "demo.cub-dot": "?"}, complete=True)[
        "demo.cub-expected_failures"
    ]
    assert result.status == "failed"
    assert "names no case: 'demo.cub-dot'" in result.detail
    assert naming_nothing(["demo.cub-dot", "*-dot"], ["demo.cube-dot"]) == ["demo.cub-dot"]


def test_one_hears_of_a_case_before_it_is_run():
    heard = []
    for result in run_cases(
        iter_cases([CORRECT["demo.tests"]]), started=lambda c: heard.append(c.id)
    ):
        assert heard[-1] == result.case


def pack_of(*rules, **fields):
    return RulePack("demo", **fields).add(*rules)


def book(*packs):
    return Registry(packs=["jacobook_rules:pack", *packs])


def test_check_rule_knows_what_the_pack_declares_and_what_it_is_told():
    rule = WRONG[WRONG_STATEMENT][0]
    declared = {"demo.cube-statements": "the pack's", "demo.other-dot": "of another rule"}
    registry = book(pack_of(rule, expected_failures=declared))
    results = check_rule(rule, registry, expected_failures={"demo.cube-symbolic": "mine"})
    told = {r.check: r.detail.split(":")[0] for r in results if r.status == "expected"}
    assert told == {"statements": "the pack's", "symbolic": "mine"}
    assert not [r for r in results if r.status == "failed"]


# --------------------------------------------------------------------------- a pack's own checks


def own_check(name, run, applies=lambda rule: True):
    pack = pack_of(CORRECT["demo.cube"], CORRECT["demo.pair"])
    pack.check(name, "It holds.", applies)(run)
    return book(pack)


def odd(subject, report):
    for probe in subject.probes:
        wanted = -subject.value(dataclasses.replace(probe, values=tuple(-x for x in probe.values)))
        report.close(subject.value(probe), wanted, 1e-12, probe.label)


def test_checks_of_a_pack_come_after_the_hosts():
    registry = own_check("odd", odd, lambda rule: rule.kind == "elementwise")
    cases = list(iter_cases([CORRECT["demo.cube"]], registry))
    assert [case.check for case in cases][-1] == "odd"
    result = cases[-1].run()
    assert (result.status, result.cases) == ("passed", 4)
    assert "odd" not in {case.check for case in iter_cases([CORRECT["demo.pair"]], registry)}


def test_checks_of_a_pack_fail_like_the_hosts():
    def raises(subject, report):
        raise KeyError("oops")

    for run, told in (
        (lambda subject, report: report.expect(False, "it is even"), "it is even"),
        (lambda subject, report: None, "nothing was compared"),
        (raises, "KeyError: 'oops'"),
    ):
        *_, result = check_rule(CORRECT["demo.cube"], own_check("odd", run))
        assert (result.check, result.status) == ("odd", "failed")
        assert told in result.detail


def test_a_pack_cannot_replace_a_check_of_the_host():
    registry = own_check("directional", lambda subject, report: report.expect(True, ""))
    results = {r.check: r for r in check_rule(CORRECT["demo.cube"], registry)}
    assert results["directional"].cases > 1
    assert results["directional_of_the_pack"].status == "failed"
    assert "'directional' is there already" in results["directional_of_the_pack"].detail


def test_a_pack_that_fails_to_choose_its_checks_is_told():
    def unable(rule):
        raise RuntimeError("no idea")

    *_, result = check_rule(CORRECT["demo.cube"], own_check("odd", odd, unable))
    assert result.status == "failed"
    assert "no idea" in result.detail


def test_a_rule_may_skip_a_check_of_its_pack():
    rule = wrong_rules.cube(skip={"odd": "it is"})
    pack = pack_of(rule)
    pack.check("odd", "It is odd.")(odd)
    results = {r.check: r for r in check_rule(rule, book(pack))}
    assert results["registration"].status == "passed"
    assert (results["odd"].status, results["odd"].detail) == ("skipped", "it is")


# ------------------------------------------------------------------- rules outside the registry


def test_a_rule_that_claims_nothing_is_put_beside_the_registry():
    base, rule = default_registry(), CORRECT["demo.square_product"]
    both = containing(rule, base)
    assert isinstance(both, Extended)
    assert both.rule_of("demo_square_product") is rule
    assert both["demo.square_product"] is rule and both["linalg.det"] is base["linalg.det"]
    assert len(both) == len(base) + 1 == len(list(both))
    assert "demo.square_product" in both and "demo.square_product" not in base
    assert both.pack_of(rule).namespace == "demo"
    assert both.operation_name("demo_square_product") and both.operation_name("det")
    assert both.operand_count("demo_square_product") == 2


def test_putting_a_rule_beside_a_registry_shares_what_was_made_of_it():
    base = default_registry()
    check_rule(CORRECT["demo.square_product"])
    both = containing(CORRECT["demo.layer"], base)
    assert both.derived["operations"]["matmul"] is base.derived["operations"]["matmul"]
    assert both.derived["rewrite tables"] is base.derived["rewrite tables"]


def test_a_rule_of_the_registry_is_found_in_it():
    base = default_registry()
    assert containing(base["linalg.det"], base) is base


@pytest.mark.parametrize("name", ["demo.mean"])
def test_a_rule_that_claims_a_function_displaces_the_others(name):
    rule = CORRECT[name]
    made = containing(rule, default_registry())
    assert not isinstance(made, Extended)
    assert made.numpy_rules()["numpy.mean"] is rule


def test_a_rule_with_rewrites_changes_the_others():
    rule = wrong_rules.cube(rewrites={"abs(x)**3": "abs(x) * abs(x) * abs(x)"})
    assert not isinstance(containing(rule, default_registry()), Extended)


def test_what_was_computed_for_a_rule_is_not_kept_for_long():
    rules = [wrong_rules.cube(id=f"demo.cube{i}", op=f"demo_cube{i}") for i in range(20)]
    cases = [next(iter(iter_cases([rule]))) for rule in rules]
    assert len(cases) == 20
    subject_of.cache_clear()
    for case in cases:
        assert case.run().status == "passed"
    gc.collect()
    held = sum(type(x) is Subject for x in gc.get_objects())  # `isinstance` fails on dead proxies
    assert held <= subject_of.cache_info().maxsize


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


def test_a_missing_pack_is_named_with_what_is_there_and_what_to_do():
    with pytest.raises(ValueError, match="no rules of a pack named 'cor'") as caught:
        parametrize_rules("cor")
    told = str(caught.value)
    for part in ("loaded are core", "did you mean 'core'?", "pip install -e .", "jacobook.packs"):
        assert part in told


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
    "onehot": lambda x: sorted(x) == [0, 0, 0, 1],
    "unitvec": lambda x: np.isclose(x @ x, 1),
    "inv": lambda x: np.linalg.cond(x) < 100 and not np.allclose(x, x.T),
    "singular": lambda x: np.linalg.matrix_rank(x) == 3,
    "rank": lambda x: np.linalg.cond(x) < 100,
    "sym": lambda x: np.array_equal(x, x.T),
    "skew": lambda x: np.array_equal(x, -x.T),
    "spd": lambda x: np.array_equal(x, x.T) and np.linalg.eigvalsh(x).min() > 0.1,
    "tril": lambda x: np.array_equal(x, np.tril(x)) and np.all(np.diag(x) != 0),
    "orth": lambda x: np.allclose(x @ x.T, np.eye(4)),
    "realspec": lambda x: _has_real_spectrum(np.linalg.eigvals(x)),
    "rightspec": lambda x: np.linalg.eigvals(x).real.min() > 0.1,
    "dominant": lambda x: np.all(2 * abs(np.diag(x)) > abs(x).sum(1)),
    "complex": lambda x: x.dtype.kind == "c" and np.all(x.imag != 0) and np.all(x.real != 0),
    "index": lambda x: x.dtype.kind == "i" and np.all((x >= 0) & (x < 4)),
    "range": lambda x: np.all((x > 2) & (x < 3)),
    "int": lambda x: x.dtype.kind == "i" and np.all((x >= 2) & (x <= 4)),
}


def _has_real_spectrum(eigenvalues):
    return np.isrealobj(eigenvalues) and np.diff(np.sort(eigenvalues)).min() > 0.1


def test_probes_are_signed_rectangular_and_without_ties():
    rule = default_registry()["linalg.matmul"]
    subject = Subject(rule, default_registry())
    shapes = Counter(x.shape for probe in subject.probes for x in probe.values)
    entries = np.concatenate([x.ravel() for x in subject.probes[0].values])
    assert all(m != n for m, n in shapes)
    assert len(subject.probes) >= 2
    assert entries.min() < 0 < entries.max()
    assert np.diff(np.sort(np.abs(entries))).min() > 1e-3


def test_composite_sizes_of_probes_are_counted():
    rule = default_registry()["signal.correlate"]
    for probe in Subject(rule, default_registry()).declared:
        (a,), (v,) = (x.shape for x in probe.values)
        assert a > v


def test_probes_keep_away_from_kinks():
    subject = Subject(CORRECT["demo.magnitude"], default_registry())
    assert subject.kinks == (0.0,)
    assert all(np.abs(x).min() > 0.03 for probe in subject.probes for x in probe.values)


def test_structured_directions_stay_in_the_structure():
    (operand,) = parse_operands("X:(n,n) sym*")
    v = sampling.projected(operand, np.arange(9.0).reshape(3, 3))
    assert np.array_equal(v, v.T)


def _traced(**vector):
    """`trace(A @ B)` for a symmetric `A`, with one test vector."""
    return identity(
        "demo.traced",
        title="Trace of a product",
        summary="A trace with a symmetric factor.",
        function="trace(A @ B)",
        operands="A:(n,n) sym*; B:(n,n)",
        derivative={"grad[A]": "(B + B.T) / 2"},
        vectors=(
            TestVector(
                operands={"A": [[1.0, 2.0], [2.0, 3.0]], "B": [[1.0, 4.0], [0.0, 1.0]]}, **vector
            ),
        ),
    )


def test_gradients_of_starred_operands_are_projected():
    assert failed(_traced(value=12.0, gradients={"A": [[1.0, 2.0], [2.0, 1.0]]})) == {}
    wrong = failed(_traced(value=12.0, gradients={"A": [[1.0, 0.0], [4.0, 1.0]]}))
    assert set(wrong) == {"vectors"}


def test_where_a_vector_has_no_structure_every_entry_counts():
    vector = TestVector(
        operands={"A": [[1.0, 2.0], [0.0, 3.0]], "B": [[1.0, 4.0], [0.0, 1.0]]},
        value=4.0,
        gradients={"A": [[1.0, 0.0], [4.0, 1.0]]},
    )
    rule = _traced(value=12.0, gradients={"A": [[1.0, 2.0], [2.0, 1.0]]})
    assert failed(dataclasses.replace(rule, vectors=(*rule.vectors, vector))) == {}


def test_a_triangle_with_positive_diagonal_has_room_for_differences():
    (operand,) = parse_operands("L:(n,n) tril* pos")
    x = np.array([[1.0, 0.0], [-0.5, 2.0]])
    assert sampling.room(operand, x) > 0.5
    assert operand.spoken == "matrix of shape (n, n), lower triangular, with positive diagonal"
    assert domain_facts(word for word, _ in operand.domain) == {"lower"}


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
