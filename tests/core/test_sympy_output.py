"""Derivatives as SymPy's matrix expressions, compared with the callable at explicit matrices."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
import sympy

import jacobook as jb
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.matrices import dimension, matrix_expression

CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("norm2(X @ w - y)**2", "w", {}),
    ("norm2(X @ w - y)", "w", {}),
    ("sum(log(1 + exp(-y*(X @ w))))", "w", {}),
    ("A @ x", "x", {}),
    ("exp(A @ x)", "x", {}),
    ("x @ A @ x", "x", {}),
    ("x @ A @ x", "x", {"order": 2}),
    ("log(sum(exp(x)))", "x", {}),
    ("logsumexp(A @ x)", "x", {"order": 2}),
    ("softmax(x)", "x", {}),
    ("x/norm2(x)", "x", {}),
    ("norm2(x)", "x", {"order": 2}),
    ("logdet(X)", "X", {}),
    ("logdet(S)", "S", {"assume": {"S": "symmetric"}}),
    ("det(X)", "X", {}),
    ("inv(X)", "X", {}),
    ("x @ inv(K) @ x", "K", {}),
    ("trace(A @ X @ B)", "X", {}),
    ("A @ X @ B", "X", {}),
    ("kron(A, X)", "X", {}),
    ("sum((A @ X)**2)", "X", {"order": 2}),
    ("sum(maximum(A @ x, 0))", "x", {}),
    ("sum(abs(x))", "x", {}),
    ("maximum(x, 0)", "x", {}),
    ("a*norm2(x)**2 + mean(x)", "x", {}),
    ("a*b + sin(a)", "a", {}),
    ("a**3", "a", {"order": 2}),
    ("sum(log(x))", "x", {}),
    ("x/y", "y", {}),
    ("A + b", "b", {}),
    ("sum(A**3, axis=0) @ x", "A", {}),
    ("sum(A @ x)", "A", {}),
    ("x @ L @ x", "L", {"assume": {"L": "lower"}}),
    ("x @ L @ y", "L", {"assume": {"L": "upper"}}),
    ("trace(D @ A)", "D", {"assume": {"D": "diagonal"}}),
    ("A @ x", "x", {"form": "jvp"}),
    ("exp(A @ x)", "x", {"form": "vjp"}),
    ("X @ X @ X", "X", {"form": "jvp"}),
    ("x[0]*x[1]", "x", {}),
]


def drawn(derivation: Any) -> dict[str, Any]:
    """Values for all variables, at sizes 2 and 3."""
    rng = np.random.default_rng(1)
    letters = sorted({d for v in derivation.arguments for d in v.shape})
    sizes = {letter: 2 + i % 2 for i, letter in enumerate(letters)}
    found = {}
    for v in derivation.arguments:
        value = rng.uniform(0.5, 1.5, tuple(sizes[d] for d in v.shape))
        if value.ndim == 2 and value.shape[0] == value.shape[1]:
            value = value + 2 * np.eye(len(value))
            value = (value + value.T) / 2 if "symmetric" in v.facts else value
        found[str(v["name"])] = value
    return {**found, "sizes": sizes}


def evaluated(expression: Any, values: dict[str, Any]) -> Any:
    """A SymPy expression at explicit matrices, as anyone would put them in."""
    sizes = {sympy.Symbol(k): sympy.Integer(n) for k, n in values["sizes"].items()}
    found = expression.xreplace(sizes)
    for name, value in values.items():
        if name == "sizes":
            continue
        if value.shape == ():
            found = found.subs(sympy.Symbol(name), float(value))
            continue
        explicit = sympy.ImmutableMatrix(value.reshape(len(value), -1).tolist())
        found = found.subs(sympy.MatrixSymbol(name, *explicit.shape), explicit)
    found = found.doit()
    found = found.as_explicit().doit() if hasattr(found, "as_explicit") else found
    return np.array(found.tolist() if hasattr(found, "tolist") else found).astype(float)


@pytest.mark.parametrize(("formula", "wrt", "more"), CASES)
def test_the_expression_has_the_value_of_the_derivative(
    formula: str, wrt: str, more: dict[str, Any]
) -> None:
    derivation = jb.derive(formula, wrt=wrt, **more)
    values = drawn(derivation)
    numbers = {k: v for k, v in values.items() if k != "sizes"}
    want = np.asarray(derivation(**numbers))
    got = evaluated(derivation.sympy(), values)
    np.testing.assert_allclose(got.reshape(want.shape), want, rtol=1e-9, atol=1e-12)


def test_vectors_are_columns_and_matrices_are_symbols_with_sizes() -> None:
    m, n = sympy.symbols("m n")
    X, w, y = (
        sympy.MatrixSymbol(s, *size) for s, size in (("X", (m, n)), ("w", (n, 1)), ("y", (m, 1)))
    )
    found = jb.derive("norm2(X @ w - y)**2", wrt="w").sympy()
    assert found == 2 * X.T * (X * w - y)
    assert found.shape == (n, 1)


def test_named_operations_stay_what_they_are() -> None:
    n = sympy.Symbol("n")
    X = sympy.MatrixSymbol("X", n, n)
    assert jb.derive("logdet(X)", wrt="X").sympy() == X.T.I
    assert jb.derive("det(X)", wrt="X").sympy() == sympy.Determinant(X) * X.T.I
    assert jb.derive("trace(X)", wrt="X").sympy() == sympy.Identity(n)


def test_a_declared_positive_number_is_positive() -> None:
    found = jb.derive("log(a)", wrt="a", assume={"a": "positive"}).sympy()
    assert found == 1 / sympy.Symbol("a", positive=True)


@pytest.mark.parametrize(
    ("formula", "wrt", "message"),
    [
        ("expm(X)", "X", "no matrix form for 'expm_frechet'"),
        ("prod(x)", "x", "no matrix form for 'prod_others'"),
        ("sum(maximum(x, y))", "x", "two different arrays"),
    ],
)
def test_what_sympy_cannot_say_is_a_typed_error(formula: str, wrt: str, message: str) -> None:
    with pytest.raises(UnsupportedOperation, match=message):
        jb.derive(formula, wrt=wrt).sympy()


def test_arrays_with_three_axes_are_refused() -> None:
    array = jb.derive("A @ X @ B", wrt="X").einsum()
    with pytest.raises(UnsupportedOperation):
        matrix_expression(array.derivative, jb.registry())


def test_sizes_are_numbers_letters_and_their_products() -> None:
    assert dimension(3) == 3
    assert dimension("m*n") == sympy.Symbol("m") * sympy.Symbol("n")
    with pytest.raises(UnsupportedOperation):
        dimension("n - 2")
    with pytest.raises(UnsupportedOperation):
        dimension("__import__('os')")


def test_deriving_does_not_import_sympy() -> None:
    code = "import sys, jacobook as jb; d = jb.derive('sum(x)', wrt='x'); d.numpy(); d.unicode(); "
    code += "print('sympy' in sys.modules); d.sympy(); print('sympy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
