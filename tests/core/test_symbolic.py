"""SymPy's check of rules: what is true is proven, what is wrong is refuted, nothing in between."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from random import Random

import numpy as np
import pytest
import sympy

from jacobook import TestVector, elementwise, general, structural
from jacobook.catalogue import default_registry
from jacobook.errors import JacobookError
from jacobook.expression import constant, node, variable
from jacobook.notation.infix import infix
from jacobook.parsing import Scope, parse
from jacobook.reading import clause_expression
from jacobook.rule import Clause, Rule, parse_clauses
from jacobook.shapes import Shape
from jacobook.symbolic import (
    GRADES,
    Proof,
    UnsupportedOperation,
    check_symbolic,
    prove,
    to_sympy,
)
from jacobook.symbolic.cases import Case, small_instance
from jacobook.symbolic.entries import at_point, differentiated, replaced_in
from jacobook.symbolic.evaluation import Evaluation
from jacobook.symbolic.matrix_functions import MATRIX_FUNCTIONS
from jacobook.symbolic.special import SPECIAL, SPECIAL_ARRAYS, SPECIAL_BY_REGION
from jacobook.testing import check_rule
from jacobook.testing.extension import containing
from jacobook.testing.subject import Subject

REGISTRY = default_registry()


def stated(function: str, operands: str, **statements: str | tuple[str, ...]) -> Rule:
    """A rule about `function`; statements by form, `grad_x` standing for `grad[x]`."""
    clauses = {
        f"{key.split('_')[0]}[{key.split('_')[1]}]" if "_" in key else key: text
        for key, text in statements.items()
    }
    return general("demo.rule", title="t", function=function, operands=operands, derivative=clauses)


def proofs(function: str, operands: str, **statements: str | tuple[str, ...]) -> list[Proof]:
    return prove(stated(function, operands, **statements), REGISTRY)


def grades(function: str, operands: str, **statements: str | tuple[str, ...]) -> list[str]:
    return [p.grade for p in proofs(function, operands, **statements)]


def parsed(text: str, **shapes: Shape) -> object:
    return parse(text, Scope(shapes), REGISTRY)


# ------------------------------------------------------------------------------------- to_sympy


def symbols(name: str, *shape: int) -> np.ndarray:
    found = np.empty(shape, dtype=object)
    for index in np.ndindex(*shape):
        found[index] = sympy.Symbol(f"{name}{''.join(map(str, index))}", real=True)
    return found


X, Y = symbols("x", 2, 2), symbols("y", 2, 2)
v, w = symbols("v", 2), symbols("w", 2)
s = sympy.Symbol("s", real=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s**2 + 1", s**2 + 1),
        ("0.1 * s", s / 10),
        ("s / 3", s / 3),
        ("pi * s", sympy.pi * s),
        ("dot(v, w)", v[0] * w[0] + v[1] * w[1]),
        ("sum(X)", sum(X.ravel())),
        ("mean(v)", (v[0] + v[1]) / 2),
        ("trace(X)", X[0, 0] + X[1, 1]),
        ("det(X)", X[0, 0] * X[1, 1] - X[0, 1] * X[1, 0]),
        ("X[1, 0]", X[1, 0]),
        ("exp(s) * sin(s)", sympy.exp(s) * sympy.sin(s)),
        ("maximum(s, 1)", sympy.Max(s, 1)),
        ("where(s > 0, s, 1)", sympy.Piecewise((s, s > 0), (1, True))),
    ],
)
def test_a_scalar_text_means_what_sympy_says(text: str, expected: sympy.Expr) -> None:
    shapes = {"s": (), "v": (2,), "w": (2,), "X": (2, 2)}
    found = to_sympy(parsed(text, **shapes), {"s": s, "v": v, "w": w, "X": X}, registry=REGISTRY)
    assert sympy.expand(found - expected) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X @ Y", X @ Y),
        ("X.T", X.T),
        ("X * Y - v", X * Y - v),
        ("X @ v", X @ v),
        ("outer(v, w)", np.outer(v, w)),
        ("sum(X, axis=0)", X.sum(axis=0)),
        ("sum(X, axis=1, keepdims=True)", X.sum(axis=1, keepdims=True)),
        ("X[:, 0]", X[:, 0]),
        ("eye(2) @ X", X),
        ("v + basis(0, 2)", v + np.array([1, 0])),
        ("X * single(0, 1, 2, 2)", X * np.array([[0, 1], [0, 0]])),
        ("ones((2, 2)) + zeros(2)", np.full((2, 2), 1, dtype=object)),
        ("einsum([X, v], 'ij,j->i')", X @ v),
        ("einsum([X, Y], 'ij,jk->ki')", (X @ Y).T),
        ("X @ inv(X)", np.eye(2, dtype=int)),
        ("X @ solve(X, v)", v),
    ],
)
def test_an_array_text_means_what_numpy_says(text: str, expected: np.ndarray) -> None:
    shapes = {"v": (2,), "w": (2,), "X": (2, 2), "Y": (2, 2)}
    found = to_sympy(parsed(text, **shapes), {"v": v, "w": w, "X": X, "Y": Y}, registry=REGISTRY)
    assert found.shape == expected.shape
    assert all(sympy.cancel(a - b) == 0 for a, b in zip(found.flat, expected.flat, strict=True))


def test_numbers_are_exact() -> None:
    assert to_sympy(constant(0.1), {}) == sympy.Rational(1, 10)
    assert to_sympy(constant(1 / 3), {}) == sympy.Rational(1, 3)
    assert to_sympy(constant(True), {}) is sympy.true
    assert to_sympy(constant(3.141592653589793), {}) == sympy.pi


def test_deep_graphs_need_no_recursion() -> None:
    deep = variable("s")
    for _ in range(3000):
        deep = node("negative", [deep])
    assert to_sympy(deep, {"s": s}) == s


def test_an_unknown_operation_is_named() -> None:
    unknown = node("svd_of_a_kind", [variable("s")])
    with pytest.raises(UnsupportedOperation, match="svd_of_a_kind"):
        to_sympy(unknown, {"s": s})
    assert issubclass(UnsupportedOperation, JacobookError)


def test_a_shape_that_differs_from_the_books_is_an_error() -> None:
    wrong = node("sum", [variable("v", (2,))], (2,))
    with pytest.raises(UnsupportedOperation, match="shape"):
        to_sympy(wrong, {"v": v})


# ------------------------------------------------------------------------- true and wrong statements

TRUE = [
    ("sum(x**2)", "x:(n)", "grad_x", "2 * x"),
    ("sum(x**2)", "x:(n)", "hess_x", "2 * eye(n)"),
    ("sum(x**2)", "x:(n)", "d", "2 * dot(x, dx)"),
    ("x * w", "x:(n); w:(n)", "elem_x", "w"),
    ("x * w", "x:(n); w:(n)", "jac_x", "w * eye(n)"),
    ("x * w", "x:(n); w:(n)", "vjp_x", "y_bar * w"),
    ("tanh(x)", "x:(n)", "elem_x", "1 - y**2"),
    ("exp(x) / sum(exp(x))", "x:(n)", "vjp_x", "y * (y_bar - dot(y, y_bar))"),
    ("log(sum(exp(x)))", "x:(n)", "grad_x", "exp(x) / sum(exp(x))"),
    ("x**a", "x:(n) pos; a:(n)", "elem_a", "y * log(x)"),
    ("X @ W", "X:(m,k); W:(k,n)", "vjp_X", "y_bar @ W.T"),
    ("X @ W", "X:(m,k); W:(k,n)", "d", "dX @ W + X @ dW"),
    ("trace(X @ X)", "X:(n,n)", "grad_X", "2 * X.T"),
    ("inv(X)", "X:(n,n) inv", "vjp_X", "-inv(X).T @ y_bar @ inv(X).T"),
    ("det(X)", "X:(n,n) inv", "grad_X", "det(X) * inv(X).T"),
    ("maximum(x, w)", "x:(n); w:(n)", "elem_x", "where(x > w, 1.0, 0.0)"),
    ("sum(absolute(x))", "x:(n)", "grad_x", "where(x > 0, 1.0, -1.0)"),
    ("amax(x)", "x:(n) distinct", "grad_x", "where(x == amax(x), 1.0, 0.0)"),
    ("where(c, x, w)", "c:(n) bool; x:(n); w:(n)", "vjp_x", "where(c, y_bar, 0.0)"),
    ("dot(x, A @ x)", "x:(n); A:(n,n) sym", "grad_x", "2 * A @ x"),
    ("dot(x, A @ x)", "x:(n); A:(n,n) sym*", "grad_A", "outer(x, x)"),
    ("trace(A @ A)", "A:(n,n) sym*", "d", "2 * trace(A @ dA)"),
    ("sum(x)", "x:(n)", "same", "dot(x, ones(n))"),
    ("X @ X.T", "X:(m,n)", "true", "y == y.T"),
    ("correlate(a, v)", "a:(n+k); v:(k)", "vjp_v", "correlate(a, y_bar)"),
    ("convolve_nd(A, V)", "A:(m,n); V:(p,q)", "vjp_A", "correlate_nd(y_bar, V, mode='valid')"),
    ("overlap_add(X)", "X:(m,n)", "vjp_X", "sliding_window_view(y_bar, n)"),
    ("complex_abs(z)", "z:(n) complex", "d", "real(conjugate(z) * dz) / y"),
    ("fft(x)", "x:(n)", "d", "fft(dx)"),
    ("eigvalsh(A)", "A:(n,n) sym*", "d", "diagonal(eigvecs(A).T @ dA @ eigvecs(A))"),
    ("trace(expm(X))", "X:(n,n)", "grad_X", "expm(X).T"),
    ("pinv(X)", "X:(m,n) rank", "same", "solve(X.T @ X, X.T)"),
    ("quantile(x, 0.5)", "x:(n) distinct", "same", "median(x)"),
    ("logdet(S)", "S:(k,n,n) spd", "jac_S", "inv(S) * eye(k)[:, :, None, None]"),
    ("lambertw(x)", "x:(n) pos", "elem_x", "y / (x * (1 + y))"),
]

WRONG = [
    ("correlate(a, v)", "a:(n+k); v:(k)", "vjp_v", "correlate(a, flip(y_bar))"),
    ("complex_abs(z)", "z:(n) complex", "d", "real(z * dz) / y"),
    ("complex_conj(z)", "z:(n) complex", "d", "dz"),
    ("eigvalsh(A)", "A:(n,n) sym*", "d", "diagonal(eigvecs(A) @ dA @ eigvecs(A).T)"),
    ("trace(expm(X))", "X:(n,n)", "grad_X", "expm(X)"),
    ("gammaincinv(a, x)", "a:() int(2..3); x:(n) unit01", "elem_x", "exp(y)"),
    ("lambertw(x)", "x:(n) pos", "elem_x", "exp(y) / (1 + y)"),
    ("sum(x**2)", "x:(n)", "grad_x", "-2 * x"),
    ("sum(x**2)", "x:(n)", "grad_x", "x"),
    ("sum(x**2)", "x:(n)", "hess_x", "2 * ones((n, n))"),
    ("sum(x**2)", "x:(n)", "d", "2 * sum(dx)"),
    ("x * w", "x:(n); w:(n)", "jac_x", "w * ones((n, n))"),
    ("x * w", "x:(n); w:(n)", "elem_x", "x"),
    ("x * sum(x)", "x:(n)", "elem_x", "sum(x) + x"),
    ("tanh(x)", "x:(n)", "elem_x", "1 + y**2"),
    ("exp(x) / sum(exp(x))", "x:(n)", "vjp_x", "y * y_bar"),
    ("exp(x) / sum(exp(x))", "x:(n)", "jac_x", "(y - y**2) * eye(n)"),
    ("X @ W", "X:(m,k); W:(k,n)", "vjp_X", "-y_bar @ W.T"),
    ("X @ W", "X:(n,n); W:(n,n)", "vjp_X", "y_bar @ W"),
    ("X @ W", "X:(m,k); W:(k,n)", "d", "dX @ W"),
    ("trace(X @ X)", "X:(n,n)", "grad_X", "2 * X"),
    ("inv(X)", "X:(n,n) inv", "vjp_X", "inv(X).T @ y_bar @ inv(X).T"),
    ("inv(X)", "X:(n,n) inv", "vjp_X", "-inv(X) @ y_bar @ inv(X)"),
    ("det(X)", "X:(n,n) inv", "grad_X", "det(X) * inv(X)"),
    ("maximum(x, w)", "x:(n); w:(n)", "elem_x", "where(x < w, 1.0, 0.0)"),
    ("sum(absolute(x))", "x:(n)", "grad_x", "ones(n)"),
    ("amax(x)", "x:(n) distinct", "grad_x", "where(x == amin(x), 1.0, 0.0)"),
    ("dot(x, A @ x)", "x:(n); A:(n,n)", "grad_x", "2 * A @ x"),
    ("sum(x)", "x:(n)", "same", "2 * dot(x, ones(n))"),
    ("X @ X", "X:(n,n)", "true", "y == y.T"),
    ("sum(x)", "x:(n)", "grad_x", "1"),
    ("sum(sin(x))", "x:(n)", "grad_x", "cos(x) + 0.000000001"),
    ("sum(x)", "x:(n)", "grad_x", "log(x - x)"),
]


@pytest.mark.parametrize(("function", "operands", "form", "text"), TRUE)
def test_a_true_statement_is_proven(function: str, operands: str, form: str, text: str) -> None:
    (proof,) = proofs(function, operands, **{form: text})
    assert proof.grade == "identical", proof


@pytest.mark.parametrize(("function", "operands", "form", "text"), WRONG)
def test_a_wrong_statement_is_refuted(function: str, operands: str, form: str, text: str) -> None:
    (proof,) = proofs(function, operands, **{form: text})
    assert proof.grade == "refuted", proof


WITH_A_SIGN = [case for case in TRUE[:24] if case[2] != "true"]  # an equation has none
MUTATIONS = ["-({0})", "2 * ({0})", "({0}) + 1", "({0}) * 1.000000001"]


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize(("function", "operands", "form", "text"), WITH_A_SIGN)
def test_a_mutated_statement_is_refuted(
    function: str, operands: str, form: str, text: str, mutation: str
) -> None:
    (proof,) = proofs(function, operands, **{form: mutation.format(text)})
    assert proof.grade == "refuted", proof


BUILT_IN = ["linalg.matmul", "ufunc.tanh", "elementwise.divide", "reduce.sum", "array.transpose"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_statements_of_the_book_hold_and_their_negations_do_not(name: str) -> None:
    book = REGISTRY[name]
    assert {p.grade for p in prove(book, REGISTRY)} <= {"identical", "50 digits"}
    for clause in book.derivative:
        if clause.form not in ("same", "true"):
            negated = Clause(clause.form, clause.variable, f"-({clause.text})")
            (proof,) = prove(replace(book, derivative=(negated,)), REGISTRY)
            assert proof.grade == "refuted", proof


def test_a_refutation_names_entry_values_and_point() -> None:
    (proof,) = proofs("sum(x**2)", "x:(n)", grad_x="3 * x")
    assert "entry (0,)" in proof.detail
    assert "where it says" in proof.detail
    assert "x[0] = " in proof.detail
    assert proof.rule == "demo.rule"
    assert (proof.form, proof.text) == ("grad[x]", "3 * x")


def test_a_proof_says_at_which_sizes() -> None:
    (proof,) = proofs("X @ W", "X:(m,k); W:(k,n)", vjp_X="y_bar @ W.T")
    assert proof.detail == "m = 2, k = 3, n = 2"


def test_declared_sizes_are_used() -> None:
    sized = replace(stated("sum(x)", "x:(n)", grad_x="ones(n)"), sizes={"n": 4})
    assert prove(sized, REGISTRY)[0].detail == "n = 4"


def test_a_function_with_branches_is_proven_near_points_only() -> None:
    (proof,) = proofs("maximum(x, w)", "x:(n); w:(n)", elem_x="where(x > w, 1.0, 0.0)")
    assert "near 3 points" in proof.detail


def test_a_statement_wrong_in_one_branch_is_refuted() -> None:
    assert grades("maximum(x, w)", "x:(n); w:(n)", elem_x="where(x > w, 1.0, 0.25)") == ["refuted"]


def test_a_hidden_zero_is_not_called_identical() -> None:
    text = "cos(x)**2 + sin(x)**2 + exp(log(2) - 1) - 2 * exp(-1) + 10.0**-45"
    assert grades("x", "x:()", elem_x=text) == ["50 digits"]


def test_what_differs_in_the_sixteenth_digit_is_neither_proven_nor_refuted() -> None:
    (proof,) = proofs("0.7071067811865476 * x", "x:()", elem_x="2**0.5 / 2")
    assert proof.grade == "unsupported"
    assert "rounded" in proof.detail


def test_numbers_decide_where_simplification_does_not() -> None:
    text = "1 / sqrt(1 + x**2)" if REGISTRY.operation_name("sqrt") else "(1 + x**2)**-0.5"
    found = grades("log(x + (1 + x**2)**0.5)", "x:()", elem_x=text)
    assert found[0] in ("identical", "50 digits")


def test_perturbations_that_do_not_count_are_not_compared() -> None:
    half = {"grad_A": "A + A.T", "d": "2 * sum(A * dA)"}
    assert grades("sum(A * A)", "A:(n,n) sym*", **half) == ["identical"] * 2
    assert grades("trace(A @ A)", "A:(n,n)", grad_A="2 * A") == ["refuted"]
    assert grades("trace(A @ A)", "A:(n,n) sym*", grad_A="2 * A") == ["identical"]


def test_domains_are_respected() -> None:
    assert grades("log(x)", "x:(n) pos", elem_x="1 / x") == ["identical"]
    assert grades("sum(x * x)", "x:(n) unitvec", true="y == 1") == ["identical"]
    assert grades("trace(Q.T @ Q)", "Q:(n,n) orth", true="y == n") == ["identical"]
    assert grades("x", "x:(n) pos", true="x > 0") == ["identical"]
    assert grades("x", "x:(n)", true="x > 0") == ["refuted"]


# ----------------------------------------------------------------------- structural and abstract


def test_a_structural_law_is_proven_on_its_instance() -> None:
    law = structural(
        "demo.chain",
        title="Chain rule",
        function="f(g(x))",
        operands="x:(n)",
        functions={"f(u) -> (n)": "u * sum(u)", "g(x) -> (n)": "x**2 + x[0]"},
        derivative={
            "jac[x]": ("J(f, g(x)) @ J(g, x)", "J(g, x) @ J(f, g(x))"),
            "d": "J(f, g(x)) @ (J(g, x) @ dx)",
        },
    )
    assert [p.grade for p in prove(law, REGISTRY)] == ["identical", "refuted", "identical"]


def test_derivatives_of_abstract_functions() -> None:
    law = structural(
        "demo.forms",
        title="Forms",
        function="h(x)",
        operands="x:(n)",
        functions={"h(x)": "sum(x**3) * x[0]", "e(x) -> (n)": "maximum(x, 0) * x"},
        derivative={
            "grad[x]": "J(h, x)",
            "hess[x]": "H(h, x)",
            "true": (
                "partial(h, x, 1) == 3 * x[1]**2 * x[0]",
                "De(e, x) == where(x > 0, 2 * x, 0.0)",
                "De(e, x) == 2 * x",
            ),
        },
    )
    found = [p.grade for p in prove(law, REGISTRY)]
    assert found == ["identical", "identical", "identical", "identical", "refuted"]


LAW = structural(
    "demo.orders",
    title="Orders",
    summary="Partial derivatives and Hessians of functions with values of any shape.",
    function="sum(f(X)) + sum(g(X, u))",
    operands="X:(m,n); u:(k)",
    functions={
        "f(X) -> (m)": "sum(X**3, axis=1) * X[0, 0]",
        "g(X, u) -> (k)": "sum(X**2) * u**3",
    },
    derivative={
        "true": (
            "partial(f, X, 1) == J(f, X)[:, 1]",
            "partial(g, X, u, 0, arg=1) == J(g, X, u, arg=1)[:, 0]",
            "H(g, X, u, arg=1)[0, 0, 0] == 6 * sum(X**2) * u[0]",
            "H(f, X)[1, 1, 0, 0, 0] == 3 * X[1, 0]**2",
        ),
    },
    vectors=(TestVector(operands={"X": [[1.0, 2.0]], "u": [1.0]}, value=14.0),),
)


def test_partials_and_hessians_have_any_shape_in_proofs_and_in_numbers() -> None:
    assert {p.grade for p in prove(LAW, REGISTRY)} == {"identical"}
    found = {r.check: (r.status, r.detail) for r in check_rule(LAW)}
    assert found["registration"][0] == "passed", found
    assert found["statements"][0] == "passed", found


@pytest.mark.parametrize("text", LAW.derivative, ids=lambda clause: clause.text)
def test_texts_of_partials_are_read_back(text: Clause) -> None:
    read = clause_expression(LAW, text, REGISTRY)
    assert clause_expression(LAW, replace(text, text=infix(read)), REGISTRY) is read


# ------------------------------------------------------------------------------- sizes and points


def test_composite_sizes_are_made_of_their_letters() -> None:
    (proof,) = proofs("correlate(a, v)", "a:(n+k); v:(k)", vjp_v="correlate(a, y_bar)")
    assert proof.detail == "k = 2, n = 3"
    (proof,) = proofs("sum(x) * n", "x:(n*p); w:(p)", grad_x="n * ones(n*p)")
    assert (proof.grade, proof.detail) == ("identical", "n = 2, p = 3")


def test_matrices_of_full_rank_are_tall() -> None:
    (proof,) = proofs("X.T @ A @ X", "X:(m,n) rank; A:(m,m)", d="dX.T @ A @ X + X.T @ A @ dX")
    assert proof.grade == "refuted"  # A moves too
    sizes = small_instance(stated("X.T @ A @ X", "X:(m,n) rank; A:(m,m)"), REGISTRY).sizes
    assert (sizes["m"], sizes["n"]) == (3, 2)


def test_the_numbers_of_a_point_are_all_different() -> None:
    for seed in range(200):
        case = Case(small_instance(stated("sum(x)", "x:(n) distinct"), REGISTRY), Random(seed))
        numbers = [case.point[s] for s in case.variables["x"].value]
        assert len(set(numbers)) == len(numbers)


def test_a_mask_has_both_values_in_every_row() -> None:
    sized = small_instance(stated("where(c, x, 0.0)", "c:(m,n) bool; x:(m,n)"), REGISTRY)
    for seed in range(20):
        (mask, _) = Case(sized, Random(seed)).variables.values()
        assert all({True, False} == {bool(entry) for entry in row} for row in mask.value)


def test_shared_parts_are_looked_at_once() -> None:
    made = x = sympy.Symbol("x", real=True)
    for _ in range(30):
        made = sympy.atan(made) * made
    start = time.perf_counter()
    (slope,) = differentiated(np.array([made], dtype=object), np.array([x], dtype=object))[0]
    assert at_point(slope, {x: sympy.Rational(4, 3)}).is_finite
    assert replaced_in(np.array([slope], dtype=object), {x: sympy.Symbol("y")})[0].args
    assert time.perf_counter() - start < 30  # one by one there are a thousand million


def test_numbers_at_a_point_survive_cancellation() -> None:
    x = sympy.Symbol("x", real=True)
    left = sympy.exp(x + 1) - sympy.E * sympy.exp(x) + sympy.Rational(1, 10**50)
    assert abs(at_point(left, {x: sympy.Rational(17, 10)}) * 10**50 - 1) < 1e-9


# ------------------------------------------------------------------ the tables and the library

TABLES = [
    *(*SPECIAL, *SPECIAL_BY_REGION, *SPECIAL_ARRAYS, *MATRIX_FUNCTIONS),
    *("convolve", "correlate", "convolve_nd", "correlate_nd", "sliding_window_view"),
    *("overlap_add", "cut_or_pad", "fft", "ifft", "rfft", "irfft", "as_symmetric", "cholesky"),
    *("solve_triangular", "pinv", "lstsq", "sylvester", "eigvalsh", "svdvals", "spectral"),
    *("nuclear", "leading_dyad", "polar_factor", "partition", "order_statistic", "quantile"),
    *("nanquantile", "interp", "mean_of_ties", "complex_abs", "complex_angle", "complex_conj"),
    *("complex_arcsinh", "complex_power", "complex_sign", "angle", "cummax", "nextafter"),
]
ALIASES = ("normcdf", "normpdf")
"""Names in the tables under which no rule of the book goes."""


def as_float(entry: object) -> sympy.Expr:
    """A number in SymPy's floating form."""
    number = complex(entry)  # type: ignore[call-overload]
    if number.imag:
        return sympy.Float(number.real, 40) + sympy.I * sympy.Float(number.imag, 40)
    whole = isinstance(entry, int | np.integer)
    return sympy.Integer(int(entry)) if whole else sympy.Float(number.real, 40)  # type: ignore[call-overload]


@pytest.mark.parametrize("name", [name for name in dict.fromkeys(TABLES) if name not in ALIASES])
def test_the_tables_mean_what_the_library_computes(name: str) -> None:
    rule = REGISTRY.rule_of(name)
    square = {s for o in rule.operands for s in o.shape if o.shape.count(s) > 1}
    subject = Subject(replace(rule, sizes={**dict.fromkeys(square, 2), **rule.sizes}), REGISTRY)
    probe = subject.declared[0]
    instance = subject.instance(probe)
    values = {k: np.frompyfunc(as_float, 1, 1)(x) for k, x in subject.named(probe).items()}
    found = Evaluation(REGISTRY, {}, {}).value(instance.function_expression, values)
    got = np.vectorize(lambda entry: complex(sympy.N(entry)), otypes=[complex])(found)
    assert np.allclose(got, instance.function(*probe.values), rtol=1e-9, atol=1e-9)


def test_a_name_of_the_book_may_mean_something_else_in_another_pack() -> None:
    other = elementwise(
        "demo.dawsn", title="t", function="dawsn(x)", operands="x:(n)", op="dawsn",
        primal=lambda x: x * x, partials={"x": "2 * x"},
    )  # fmt: skip
    assert [p.grade for p in prove(other, containing(other, REGISTRY))] == ["identical"]


# ----------------------------------------------------------------------------------- unsupported


def test_a_matrix_too_large_to_expand_is_reported() -> None:
    (proof,) = proofs("inv(X)", "X:(5,5) inv", d="-y @ dX @ y")
    assert proof.grade == "unsupported"
    assert "(5, 5)" in proof.detail


def test_a_statement_that_cannot_be_read_says_so_and_the_others_are_checked() -> None:
    found = proofs("sum(x)", "x:(n)", grad_x=("nothing_of_the_kind(x)", "ones(n)"))
    assert [p.grade for p in found] == ["unsupported", "identical"]
    assert "nothing_of_the_kind" in found[0].detail


def test_any_number_of_operands_is_reported() -> None:
    assert [p.grade for p in proofs("x", "*x:(n)", grad_x="x")] == ["unsupported"]


def test_what_is_no_number_on_both_sides_is_reported() -> None:
    assert grades("x / 0", "x:()", same="0 * x / 0") == ["unsupported"]


# ------------------------------------------------------------------------------- check_symbolic


@pytest.mark.parametrize(
    ("texts", "status", "cases", "detail"),
    [
        (("2 * x", "x + x"), "passed", 2, "2 identical"),
        (("2 * x", "unknown(x)"), "passed", 1, "1 identical, grad[x]: unknown(x) is unsupported"),
        (("2 * x", "3 * x"), "failed", 1, "grad[x]: 3 * x is refuted"),
        (("unknown(x)",), "skipped", 0, "unknown"),
        ((), "skipped", 0, "no statement"),
    ],
)
def test_the_check_reports(texts: tuple[str, ...], status: str, cases: int, detail: str) -> None:
    made = replace(
        stated("sum(x**2)", "x:(n)"), derivative=parse_clauses("demo.rule", {"grad[x]": texts})
    )
    result = check_symbolic(made, REGISTRY)
    assert (result.rule, result.check) == ("demo.rule", "symbolic")
    assert (result.status, result.cases) == (status, cases)
    assert detail in result.detail


def test_proofs_are_the_same_again_and_for_other_seeds() -> None:
    book = elementwise(
        "demo.cut", title="t", function="maximum(x, w)", operands="x:(n); w:(n)",
        partials={"x": "where(x > w, 1.0, 0.0)", "w": "where(x > w, 1.0, 0.0)"},
    )  # fmt: skip
    assert prove(book, REGISTRY) == prove(book, REGISTRY)
    for seed in range(5):
        assert [p.grade for p in prove(book, REGISTRY, seed=seed)] == ["identical", "refuted"]
    assert {"identical", "refuted"} < set(GRADES)


@pytest.mark.parametrize("module", ["jacobook", "jacobook.kinds", "jacobook.derivatives"])
def test_sympy_is_loaded_by_this_module_alone(module: str) -> None:
    code = f"import sys, {module}, jacobook.statements; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
