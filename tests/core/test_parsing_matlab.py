"""MATLAB's syntax: sixty benchmark texts, what the operators mean, and the way back from print.

The texts are those with which closed forms of matrix calculus are compared; what is said of a
variable after the text there ("A symmetric") is an assumption here.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

import jacobook as jb
from jacobook.compilation import compile_function, write_function
from jacobook.expression import Expression, variables
from jacobook.notation.infix import infix
from jacobook.notation.matlab import matlab
from jacobook.parsing import read_text
from jacobook.shapes import Shape

BOOK = jb.registry()
TEXTS: list[tuple[int, str, str, Shape, dict[str, str]]] = [
    (1, "a'*x", "a:n x:n", (), {}),
    (2, "x", "x:n", ("n",), {}),
    (3, "w.*x", "w:n x:n", ("n",), {}),
    (4, "x./y", "x:n y:n", ("n",), {}),
    (5, "x + c*vector(1)", "x:n c:", ("n",), {}),
    (6, "sum(c*x)", "x:n c:", (), {}),
    (7, "A*x", "A:m,n x:n", ("m",), {}),
    (8, "x'*A*x", "A:n,n x:n", (), {}),
    (9, "x'*A*x", "A:n,n x:n", (), {}),
    (10, "A*exp(x)", "A:m,n x:n", ("m",), {}),
    (11, "relu(w'*x + b)", "w:n x:n b:", (), {}),
    (12, "sum((y - relu(X*w + b*vector(1))).^2)/rows(X)", "X:m,n y:m w:n b:", (), {}),
    (13, "norm2(A*x - b)^2", "A:m,n x:n b:m", (), {}),
    (14, "norm2(A*x - b)", "A:m,n x:n b:m", (), {}),
    (15, "norm2(x)", "x:n", (), {}),
    (16, "norm1(A*x - b)", "A:m,n x:n b:m", (), {}),
    (17, "(1 - c/norm2(p - q))*(p - q)", "c: p:n q:n", ("n",), {}),
    (18, "(x'*A*x)/(x'*x)", "A:n,n x:n", (), {"A": "symmetric"}),
    (19, "(w'*r - c)/(w'*S*w)^0.5", "w:n r:n c: S:n,n", (), {"S": "symmetric"}),
    (20, "sum(log(exp(-y.*(X*w)) + vector(1)))", "X:m,n y:m w:n", (), {}),
    (21, "sum(log(exp(-y.*(X*w)) + vector(1)))", "X:m,n y:m w:n", (), {}),
    (22, "exp(x)/sum(exp(x))", "x:n", ("n",), {}),
    (23, "log(sum(exp(A*x + b)))", "A:m,n x:n b:m", (), {}),
    (24, "-y'*log(exp(x)/sum(exp(x)))", "x:n y:n", (), {}),
    (25, "x.*tanh(log(vector(1) + exp(x)))", "x:n", ("n",), {}),
    (26, "(x - mean(x))/sqrt(var(x) + e)", "x:n e:", ("n",), {}),
    (27, "x*x'*x", "x:n", ("n",), {}),
    (28, "cross(a, x)", "a:3 x:3", (3,), {}),
    (29, "a'*X*b", "a:m X:m,n b:n", (), {}),
    (30, "b'*X'*X*c", "b:n X:m,n c:n", (), {}),
    (31, "tr(A*X*B*X)", "A:n,m X:m,n B:n,m", (), {}),
    (32, "tr(A*X'*B*X*C)", "A:p,n X:m,n B:m,m C:n,p", (), {}),
    (33, "norm2(A*X*B - C)^2", "A:p,m X:m,n B:n,k C:p,k", (), {}),
    (34, "sum(W.*(R - U*V').^2)", "W:m,n R:m,n U:m,k V:n,k", (), {}),
    (35, "norm2(R - U*V')^2", "R:m,n U:m,k V:n,k", (), {}),
    (36, "A*X*B", "A:p,m X:m,n B:n,k", ("p", "k"), {}),
    (37, "X'", "X:m,n", ("n", "m"), {}),
    (38, "X*X", "X:n,n", ("n", "n"), {}),
    (39, "A.*X", "A:m,n X:m,n", ("m", "n"), {}),
    (40, "tr(X)*X", "X:n,n", ("n", "n"), {}),
    (41, "tr(kron(X, X))", "X:n,n", (), {}),
    (42, "tr(diag(x)*A*diag(x)*B)", "A:n,n B:n,n x:n", (), {}),
    (43, "sum((X*W + vector(1)*b' - Y).^2)", "X:m,n W:n,k b:k Y:m,k", (), {}),
    (44, "sum((V*tanh(W*X) - Y).^2)", "V:p,k W:k,n X:n,m Y:p,m", (), {}),
    (45, "sum(C.*sqdist(X))", "C:m,m X:m,n", (), {}),
    (46, "sum(G.*(softmax_rows(Q*K'/sqrt(d))*V)), d = cols(Q)", "G:m,p Q:m,k K:n,k V:n,p", (), {}),
    (47, "tr(A*inv(X)*B)", "A:p,n X:n,n B:n,p", (), {}),
    (48, "inv(X)", "X:n,n", ("n", "n"), {}),
    (49, "det(A*X*B)", "A:n,n X:n,n B:n,n", (), {}),
    (50, "log(det(inv(X)))", "X:n,n", (), {}),
    (51, "logdet(X'*A*X)", "X:m,k A:m,m", (), {"A": "symmetric"}),
    (52, "logdet(X)", "X:n,n", (), {}),
    (53, "logdet(S) + (x - u)'*inv(S)*(x - u)", "S:n,n x:n u:n", (), {"S": "symmetric"}),
    (54, "0.5*y'*inv(K)*y + 0.5*logdet(K), K = exp(-D/(2*c^2)) + s*eye", "D:m,m y:m c: s:", (), {}),
    (55, "tr(inv(X'*C*X)*(X'*B*X))", "X:m,k C:m,m B:m,m", (), {"B": "symmetric", "C": "symmetric"}),
    (56, "norm2(y - X*inv(X'*X)*X'*y)^2", "X:m,k y:m", (), {}),
    (57, "a'*X^3*b", "a:n X:n,n b:n", (), {}),
    (58, "tr(expm(X))", "X:n,n", (), {}),
    (59, "nuclear(X) + spectral(X)", "X:m,n", (), {}),
    (60, "sum(C.*chol(S))", "C:n,n S:n,n", (), {"S": "positive definite"}),
]
"""Number, text, shapes, the shape of the value, and what is assumed."""

UNUSUAL = {28: {"a": "vector"}, 54: {"s": "scalar"}}
"""By text, the orders that are not those of the letters."""

SIZES = {"m": 5, "n": 4, "k": 3, "p": 2}
USUAL = "A:m,n B:n,k X:n,n x:n y:m u:n w:n c: s:"


def shapes_of(words: str) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for word in words.split():
        name, sizes = word.split(":")
        found[name] = tuple(int(s) if s.isdigit() else s for s in sizes.split(",") if s)
    return found


def read(text: str, shapes: str = USUAL) -> Expression:
    return read_text(text, shapes=shapes_of(shapes), syntax="matlab", registry=BOOK)


@pytest.mark.parametrize(("number", "text", "shapes", "shape", "assume"), TEXTS)
def test_benchmarks_with_stated_sizes(
    number: int, text: str, shapes: str, shape: Shape, assume: dict[str, str]
) -> None:
    stated = shapes_of(shapes)
    made = read_text(text, shapes=stated, assume=assume, syntax="matlab", registry=BOOK)
    assert made.shape == shape
    assert {str(v["name"]): v.shape for v in variables(made)}.items() <= stated.items()
    assumed = {str(v["name"]): v.facts for v in variables(made) if v.facts}
    assert assumed.keys() == assume.keys()
    assert all(assume[name] in facts for name, facts in assumed.items())


@pytest.mark.parametrize(("number", "text", "shapes", "shape", "assume"), TEXTS)
def test_benchmarks_with_inferred_sizes(
    number: int, text: str, shapes: str, shape: Shape, assume: dict[str, str]
) -> None:
    """What is stated is an instance of what is inferred."""
    unusual = UNUSUAL.get(number)
    made = read_text(text, shapes=unusual, assume=assume, syntax="matlab", registry=BOOK)
    assert len(made.shape) == len(shape)
    stated = shapes_of(shapes)
    sizes: dict[object, object] = {3: 3}
    for found in variables(made):
        for inferred, wanted in zip(found.shape, stated[str(found["name"])], strict=False):
            assert sizes.setdefault(inferred, wanted) == wanted
    assert tuple(sizes[size] for size in made.shape) == shape


def test_there_are_sixty() -> None:
    assert [row[0] for row in TEXTS] == list(range(1, 61))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("x'*u", "x @ u"),
        ("x*u'", "outer(x, u)"),
        ("x*y'", "outer(x, y)"),
        ("y'*A", "y @ A"),
        ("(A'*y)'", "A.T @ y"),
        ("y'*A*x", "y @ A @ x"),
        ("x*x'*x", "x*(x @ x)"),
        ("(x*x')*x", "outer(x, x) @ x"),
        ("x*u'*x*u'", "outer(x*(u @ x), u)"),
        ("c*x*u'", "outer(c*x, u)"),
        ("x'*c*u", "x*c @ u"),
        ("x''", "x"),
        ("x'''*u", "x @ u"),
        ("x.'*u", "x @ u"),
        ("X''", "X.T.T"),
        ("c'", "c"),
        ("exp(x)'*u", "exp(x) @ u"),
        ("exp(x')*u", "exp(x) @ u"),
        ("sum(x')", "sum(x)"),
        ("x'.*u'", "x*u"),
        ("-x.^2", "-x**2"),
        ("(-x).^2", "(-x)**2"),
        ("-c^2", "-c**2"),
        ("-2^2", "-2**2"),
        ("(-2)^2", "(-2)**2"),
        ("2^-1", "2**-1"),
        ("c^-s", "c**-s"),
        ("2^c^s", "(2**c)**s"),
        ("c^s'", "c**s"),
        ("2*-x", "2*-x"),
        ("-2*x", "-2*x"),
        ("--x", "--x"),
        ("+x", "x"),
        ("1 - c - s", "1 - c - s"),
        ("c/s/c", "c/s/c"),
        ("c/s*x", "c/s*x"),
        ("2./x", "2/x"),
        ("2.*x", "2*x"),
        (".5*x", "0.5*x"),
        ("1e-3*x", "0.001*x"),
        ("c + x", "c + x"),
        ("X^3", "matrix_power(X, n=3)"),
        ("X^-1", "inv(X)"),
        ("X^2*x", "matrix_power(X, n=2) @ x"),
        ("X.^2", "X**2"),
        ("X'^2", "matrix_power(X.T, n=2)"),
        ("norm2(A)", "normF(A)"),
        ("norm2(x)", "norm2(x)"),
        ("tr(X)", "trace(X)"),
        ("abs(x)", "absolute(x)"),
        ("asin(x)", "arcsin(x)"),
        ("chol(X)", "cholesky(X)"),
        ("max(x, 0)", "maximum(x, 0)"),
        ("max(x)", "max(x)"),
        ("step(x)", "where(x > 0, 1.0, 0.0)"),
        ("softmax_rows(A)", "softmax(A, axis=1)"),
        ("sum(A, axis=0)", "sum(A, axis=0)"),
        ("sum(A, 0)", "sum(A, axis=0)"),
        ("rows(A)*x", "m*x"),
        ("x/cols(A)", "x/n"),
        ("x/n", "x/n"),
        ("vector(1) + x", "ones(n) + x"),
        ("vector(0) + x", "zeros(n) + x"),
        ("x.*vector(c)", "x*(c*ones(n))"),
        ("matrix(2) - A", "2*ones((m, n)) - A"),
        ("A*vector(1)", "A @ ones(n)"),
        ("vector(1)'*A", "ones(m) @ A"),
        ("X + s*eye", "X + s*eye(n)"),
        ("eye(n)*x", "eye(n) @ x"),
        ("ones(m)*x'", "outer(ones(m), x)"),
        ("ones(m, n) - A", "ones((m, n)) - A"),
        ("ones((m, n)) - A", "ones((m, n)) - A"),
        ("zeros(3)", "zeros(3)"),
        ("basis(0, n)'*x", "basis(0, n) @ x"),
        ("single(0, 1, m, n) + A", "single(0, 1, m, n) + A"),
        ("x[0]", "x[0]"),
        ("A[0, 1:]", "A[0, 1:]"),
        ("A[-1, None]", "A[-1, None]"),
        ("pi*x", "pi*x"),
        ("where(x > 0 & x <= 1, x, -x)", "where((x > 0) & (x <= 1), x, -x)"),
        ("~(x > 0)", "~(x > 0)"),
        ("x ~= u", "x != u"),
        ("concatenate([x, y])", "concatenate([x, y])"),
        ("broadcast_to(x, (m, n))", "broadcast_to(x, shape=(m, n))"),
        ('einsum([A, B], "ij,jk->ik")', "einsum([A, B], subscripts='ij,jk->ik')"),
        ("A*z where z = v + x; v = 2*x", "A @ (2*x + x)"),
        ("A*z, z = v + x, v = 2*x", "A @ (2*x + x)"),
        ("v*x where v = x'", "x @ x"),
        ("  x\n +\r\n\tu ", "x + u"),
    ],
)
def test_what_is_written_is_meant(text: str, meaning: str) -> None:
    assert infix(read(text)) == meaning


def test_numbers_may_be_sizes() -> None:
    assert infix(read("x/rows(x)", "x:3")) == "x/3"
    assert infix(read("sum(kron(X, X))/rows(kron(X, X))", "X:m,n")) == "sum(kron(X, X))/(m*m)"


def value_of(expression: Expression, seed: int) -> Any:
    """The number an expression is for some operands."""
    draw = np.random.default_rng(seed)
    named = sorted(variables(expression), key=lambda v: str(v["name"]))
    shapes = {str(v["name"]): v.shape for v in named}
    source = write_function("f", list(shapes), expression, BOOK, shapes=shapes)
    values = [draw.standard_normal([SIZES[str(s)] for s in v.shape]) for v in named]
    return compile_function(source)(*values)


@pytest.mark.parametrize(("text", "shapes"), [row[1:3] for row in TEXTS])
def test_printed_benchmarks_read_back(text: str, shapes: str) -> None:
    made = read(text, shapes)
    again = read(matlab(made), shapes)
    assert again.shape == made.shape
    assert matlab(again) == matlab(made)


def random_text(draw: random.Random, kind: str, depth: int) -> str:
    """A text of a scalar, vector or square matrix, in brackets where it is no name."""
    if depth == 0:
        return draw.choice({"": ["c", "s", "2", "0.5"], "n": ["x", "u"], "nn": ["X", "Y"]}[kind])
    a, b = (random_text(draw, "", depth - 1) for _ in range(2))
    x, u = (random_text(draw, "n", depth - 1) for _ in range(2))
    v, w = (random_text(draw, "nn", depth - 1) for _ in range(2))
    forms = {
        "": [f"{a}*{b}", f"{a} - {b}", f"-{a}", f"{x}'*{u}", f"sum({x})", f"tr({v}*{w})"],
        "n": [f"{a}*{x}", f"{x} - {u}", f"{x}.*{u}", f"{v}*{x}", f"{v}'*{u}", f"tanh({x})"],
        "nn": [f"{v}*{w}", f"{v} + {w}", f"{x}*{u}'", f"{v}'", f"{a}*{v}", f"diag({x})", f"{v}^2"],
    }
    return f"({draw.choice(forms[kind])})"


@pytest.mark.parametrize("seed", range(120))
def test_random_texts_are_printed_and_read_back_with_their_value(seed: int) -> None:
    draw = random.Random(seed)
    made = read(random_text(draw, draw.choice(["", "n", "nn"]), 3), "c: s: x:n u:n X:n,n Y:n,n")
    again = read(matlab(made), "c: s: x:n u:n X:n,n Y:n,n")
    assert again.shape == made.shape
    np.testing.assert_allclose(value_of(again, seed), value_of(made, seed), rtol=1e-6, atol=1e-9)
