"""Sixty expressions with published derivatives: text, sizes, assumptions, closed form, reference.

The texts are in MATLAB's syntax. `listed` is the closed form as it stands in the list of
`source`, remarks included; `formula` is what is left of it without remarks such as "in vec form".
`reference` is the same derivative in plain NumPy, of shape `y.shape + x.shape` (for a Hessian
`x.shape + x.shape`), written from the source and not from what the engine answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

import jacobook as jb
from jacobook.closed_form.checking import function_of
from jacobook.closed_form.derivation import Derivation, Syntax
from jacobook.expression import Expression
from jacobook.parsing import read_text

Array = np.ndarray[Any, Any]
Sizes = tuple[str | int, ...]

SIZES = {"n": 4, "m": 5, "k": 3, "p": 2}
"""The numbers for which the letters stand; all different, so that a lost transpose shows."""

n, m, k, p = SIZES["n"], SIZES["m"], SIZES["k"], SIZES["p"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One expression and its published derivative.

    Attributes:
        id: its number, 1 to 60.
        level: 1 (textbook vectors) to 5 (matrix functions and decompositions).
        text: the function in MATLAB's syntax.
        sizes: the variables with their sizes in letters: `"A:m,n x:n c:"`.
        wrt: the variable to differentiate by.
        listed: the closed form as it is listed, remarks included.
        source: where the closed form is published, or `derived`.
        reference: the derivative in plain NumPy, of all variables in the order of `sizes`.
        order: 1, or 2 for the Hessian.
        assume: what is declared of variables.
        drawn: variables which the reference is tried at special values of, without a declaration:
            `"positive"`, ..., `"distances"` (squared distances of points), `"turning"` (positive
            determinant, not symmetric).
        formula: the closed form without remarks; empty if it is as listed.
        longer: why the answer may be longer than 1.5 times `formula`; empty if it may not.
    """

    id: int
    level: int
    text: str
    sizes: str
    wrt: str
    listed: str
    source: str
    reference: Callable[..., Any]
    order: int = 1
    assume: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[str, str] = field(default_factory=dict)
    formula: str = ""
    longer: str = ""

    @property
    def shapes(self) -> dict[str, Sizes]:
        """The shape of every variable, in letters."""
        pairs = (word.split(":") for word in self.sizes.split())
        return {name: _letters(sizes) for name, sizes in pairs}

    @property
    def request(self) -> dict[str, Any]:
        """The arguments of `jacobook.derive`."""
        return {
            "function": self.text,
            "wrt": self.wrt,
            "shapes": self.shapes,
            "assume": dict(self.assume),
            "order": self.order,
            "syntax": "matlab",
        }

    @property
    def closed_form(self) -> str:
        """The published closed form without remarks."""
        return self.formula or self.listed

    def values(self, seed: int = 0) -> dict[str, Array]:
        """A random value for every variable, with what is declared of it."""
        rng = np.random.default_rng([seed, self.id])
        kinds = {**self.assume, **self.drawn}
        return {
            name: _drawn(kinds.get(name, ""), [SIZES.get(str(d), d) for d in shape], rng)
            for name, shape in self.shapes.items()
        }

    def derivative(self, values: Mapping[str, Array]) -> Array:
        """The reference at some values."""
        return np.asarray(self.reference(*values.values()), dtype=float)


def length_ratio(text: str, entry: Entry) -> float:
    """The length of an answer, as a multiple of the published closed form.

    Both are counted without spaces and with everything that stands in them: signs, brackets, the
    word `where`, and the definitions of the names they use. Remarks which only the published form
    carries ("in column-vec form", "distinct singular values") are not counted, so that they do not
    make room for a longer answer. A derivative of a matrix by a matrix is counted in the form that
    is published: the matrix which multiplies `vec(dX)`.
    """
    return len(text.replace(" ", "")) / len(entry.closed_form.replace(" ", ""))


def _letters(sizes: str) -> Sizes:
    return tuple(int(s) if s.isdigit() else s for s in sizes.split(",") if s)


def _drawn(kind: str, shape: Any, rng: np.random.Generator) -> Array:
    entries = rng.standard_normal(shape)
    return _KINDS[kind](entries) if kind else np.asarray(entries)


def _definite(a: Array) -> Array:
    return np.asarray(a @ a.T + len(a) * np.eye(len(a)))


def sqdist(X: Array) -> Array:
    """The squared distances of the rows of a matrix."""
    return np.asarray(np.sum((X[:, None, :] - X[None, :, :]) ** 2, axis=2))


_KINDS: Mapping[str, Callable[[Array], Array]] = {
    "symmetric": lambda a: (a + a.T) / 2,
    "positive definite": _definite,
    "invertible": lambda a: a + 2 * np.sqrt(len(a)) * np.eye(len(a)),
    "positive": lambda a: np.abs(a) + 0.5,
    "turning": lambda a: a - a.T + len(a) * np.eye(len(a)),
    "distances": lambda a: sqdist(a[:, :2]),
}
"""By word, what makes a random array such an array."""


# ------------------------------------------------- how an answer is compared with a reference


def as_matrix(found: Derivation) -> Derivation:
    """A derivative as one matrix, also of a matrix by a matrix."""
    return found.kronecker() if found.form == "operator" else found


def value(body: Expression, known: Mapping[str, Expression], values: Mapping[str, Array]) -> Array:
    """An expression at some values of its variables."""
    shapes = {name: v.shape for name, v in known.items()}
    function = function_of(list(shapes), shapes, body, jb.registry())
    return np.asarray(function(*(values[name] for name in shapes)))


def all_axes(found: Derivation, body: Expression, values: Mapping[str, Array]) -> Array:
    """A derivative of shape `y.shape + x.shape`, from an expression for one of its forms."""
    known = {str(v["name"]): v for v in found.arguments}
    x = values[found.wrt]
    if found.form == "operator":
        tangent = found.problem.tangent
        known[str(tangent["name"])] = tangent
        units = np.eye(x.size).reshape(x.size, *x.shape)
        columns = [value(body, known, {**values, str(tangent["name"]): u}) for u in units]
        return np.stack(columns, axis=-1).reshape(*columns[0].shape, *x.shape)
    got = value(body, known, values)
    if found.form == "kronecker":
        rows, columns_ = (SIZES[str(size)] for size in found.problem.core.shape)
        return got.reshape(columns_, rows, *reversed(x.shape)).transpose(1, 0, 3, 2)
    return got


def differences(found: Derivation, body: Expression, entry: Entry) -> list[float]:
    """How far an expression for a form of a derivative is from the reference, at two points.

    Infinite where the shapes differ.
    """
    return [_difference(found, body, entry, entry.values(seed)) for seed in range(2)]


def _difference(
    found: Derivation, body: Expression, entry: Entry, values: Mapping[str, Array]
) -> float:
    want, got = entry.derivative(values), all_axes(found, body, values)
    if got.shape != want.shape:
        return float("inf")
    error = float(np.max(np.abs(got - want)))
    return error / max(1.0, float(np.max(np.abs(want))))


def read_again(found: Derivation, syntax: Syntax, entry: Entry) -> Expression:
    """The expression that the printed text of an answer is read as."""
    shapes = {str(v["name"]): v.shape for v in found.arguments}
    text = found.text(syntax)
    registry = jb.registry()
    return read_text(text, shapes=shapes, assume=entry.assume, syntax=syntax, registry=registry)


# ------------------------------------------------------- functions which the references use

inv = np.linalg.inv
power = np.linalg.matrix_power


def norm2(a: Array) -> Any:
    """The Euclidean norm of all entries."""
    return np.sqrt(np.sum(a * a))


def sig(z: Array) -> Array:
    """The logistic function."""
    return 1 / (1 + np.exp(-z))


def softmax(z: Array) -> Array:
    """Weights along the last axis that sum to one."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True))


def skew(a: Array) -> Array:
    """The matrix of the cross product with a vector."""
    return np.array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])


def phi(a: Array) -> Array:
    """The lower triangle with the diagonal halved."""
    return np.tril(a) - np.diag(np.diag(a)) / 2


def expm(a: Array) -> Array:
    """The matrix exponential: Taylor's series of a small part, squared."""
    halvings = 10
    small, term = a / 2**halvings, np.eye(len(a))
    total = term
    for i in range(1, 14):
        term = term @ small / i
        total = total + term
    return power(total, 2**halvings)


def relu(z: Array) -> Array:
    """What is left of the positive entries."""
    return np.maximum(z, 0)


def attention(G: Array, Q: Array, K: Array, V: Array) -> Array:
    """The gradient of `sum(G * attention)` by the queries."""
    P, H = softmax(Q @ K.T / np.sqrt(k)), G @ V.T
    return np.asarray((P * (H - np.sum(P * H, axis=1, keepdims=True))) @ K / np.sqrt(k))


def marginal_likelihood(D: Array, y: Array, c: Array, s: Array) -> Any:
    """The slope of a Gaussian process's negative log likelihood by the length scale."""
    E = np.exp(-D / (2 * c**2))
    S, dK = inv(E + s * np.eye(m)), E * D / c**3
    return (np.trace(S @ dK) - y @ S @ dK @ S @ y) / 2


def trace_ratio(X: Array, C: Array, B: Array) -> Array:
    """The gradient of `tr(inv(X'*C*X)*(X'*B*X))` for symmetric `B` and `C`."""
    S = inv(X.T @ C @ X)
    return np.asarray(-2 * C @ X @ S @ X.T @ B @ X @ S + 2 * B @ X @ S)


def residual(X: Array, y: Array) -> Array:
    """The gradient of the least squares residual by the matrix."""
    b = inv(X.T @ X) @ X.T @ y
    return -2 * np.outer(y - X @ b, b)


def cube(a: Array, X: Array, b: Array) -> Any:
    """The gradient of `a'*X^3*b`: a sum over the three places of `X`."""
    return sum(np.outer(power(X, r).T @ a, power(X, 2 - r) @ b) for r in range(3))


def norm_dyads(X: Array) -> Array:
    """The gradient of the nuclear and the spectral norm together."""
    u, _, vt = np.linalg.svd(X, full_matrices=False)
    return np.asarray(u @ vt + np.outer(u[:, 0], vt[0]))


def cholesky_slope(C: Array, S: Array) -> Array:
    """The gradient of `sum(C.*chol(S))` by a symmetric matrix."""
    L = np.linalg.cholesky(S)
    M = inv(L).T @ phi(L.T @ np.tril(C)) @ inv(L)
    return (M + M.T) / 2


# ------------------------------------------------------------------------------ the sixty

SIXTY: tuple[Entry, ...] = (
    Entry(1, 1, "a'*x", "a:n x:n", "x", "a", "Cookbook (69)", lambda a, x: a),
    Entry(
        2,
        1,
        "x",
        "x:n",
        "x",
        "eye",
        "Parr-Howard, Jacobian of the identity",
        lambda x: np.eye(n),
        longer="one size: the identity is listed as `eye` and printed as `eye(n)`",
    ),
    Entry(
        3,
        1,
        "w.*x",
        "w:n x:n",
        "w",
        "diag(x)",
        "Parr-Howard, element-wise binary",
        lambda w, x: np.diag(x),
    ),
    Entry(
        4,
        1,
        "x./y",
        "x:n y:n",
        "y",
        "-diag(x./y.^2)",
        "Parr-Howard, element-wise binary",
        lambda x, y: -np.diag(x / y**2),
        drawn={"y": "positive"},
    ),
    Entry(
        5,
        1,
        "x + c*vector(1)",
        "x:n c:",
        "c",
        "vector(1)",
        "Parr-Howard, scalar expansion",
        lambda x, c: np.ones(n),
    ),
    Entry(
        6,
        1,
        "sum(c*x)",
        "x:n c:",
        "x",
        "c*vector(1)",
        "Parr-Howard, vector sum reduction",
        lambda x, c: c * np.ones(n),
    ),
    Entry(7, 1, "A*x", "A:m,n x:n", "x", "A", "matrixcalculus.org documentation", lambda A, x: A),
    Entry(
        8, 1, "x'*A*x", "A:n,n x:n", "x", "A*x + A'*x", "Cookbook (81)", lambda A, x: (A + A.T) @ x
    ),
    Entry(
        9,
        1,
        "x'*A*x",
        "A:n,n x:n",
        "x",
        "A + A'",
        "Laue et al. 2018, introduction",
        lambda A, x: A + A.T,
        order=2,
    ),
    Entry(
        10,
        1,
        "A*exp(x)",
        "A:m,n x:n",
        "x",
        "A*diag(exp(x))",
        "matrixcalculus.org documentation, published sample",
        lambda A, x: A * np.exp(x),
    ),
    Entry(
        11,
        1,
        "relu(w'*x + b)",
        "w:n x:n b:",
        "w",
        "step(w'*x + b)*x",
        "Parr-Howard, neuron activation",
        lambda w, x, b: (w @ x + b > 0) * x,
    ),
    Entry(
        12,
        2,
        "sum((y - relu(X*w + b*vector(1))).^2)/rows(X)",
        "X:m,n y:m w:n b:",
        "w",
        "-(2/rows(X))*X'*((y - relu(z)).*step(z)), z = X*w + b*vector(1)",
        "Parr-Howard, loss gradient",
        lambda X, y, w, b: -2 / m * X.T @ ((y - relu(X @ w + b)) * (X @ w + b > 0)),
    ),
    Entry(
        13,
        2,
        "norm2(A*x - b)^2",
        "A:m,n x:n b:m",
        "x",
        "2*A'*(A*x - b)",
        "Cookbook (84), W = I",
        lambda A, x, b: 2 * A.T @ (A @ x - b),
    ),
    Entry(
        14,
        2,
        "norm2(A*x - b)",
        "A:m,n x:n b:m",
        "x",
        "A'*(A*x - b)/norm2(A*x - b)",
        "Cookbook (129) + chain rule",
        lambda A, x, b: A.T @ (A @ x - b) / norm2(A @ x - b),
    ),
    Entry(
        15,
        2,
        "norm2(x)",
        "x:n",
        "x",
        "(eye - x*x'/(x'*x))/norm2(x)",
        "Cookbook (130) applied to x",
        lambda x: (np.eye(n) - np.outer(x, x) / (x @ x)) / norm2(x),
        order=2,
    ),
    Entry(
        16,
        2,
        "norm1(A*x - b)",
        "A:m,n x:n b:m",
        "x",
        "A'*sign(A*x - b)",
        "matrixcalculus.org documentation example",
        lambda A, x, b: A.T @ np.sign(A @ x - b),
    ),
    Entry(
        17,
        2,
        "(1 - c/norm2(p - q))*(p - q)",
        "c: p:n q:n",
        "p",
        "c/norm2(d)^3*d*d' + (1 - c/norm2(d))*eye, d = p - q",
        "published matrixcalculus.org sample (2024-11-04)",
        lambda c, p, q: (
            c / norm2(p - q) ** 3 * np.outer(p - q, p - q) + (1 - c / norm2(p - q)) * np.eye(n)
        ),
        drawn={"c": "positive"},
    ),
    Entry(
        18,
        2,
        "(x'*A*x)/(x'*x)",
        "A:n,n x:n",
        "x",
        "2*(A*x - r*x)/(x'*x), r = (x'*A*x)/(x'*x)",
        "Cookbook (97) specialised (Rayleigh quotient)",
        lambda A, x: 2 * (A @ x - (x @ A @ x) / (x @ x) * x) / (x @ x),
        assume={"A": "symmetric"},
    ),
    Entry(
        19,
        2,
        "(w'*r - c)/(w'*S*w)^0.5",
        "w:n r:n c: S:n,n",
        "w",
        "r/s - (w'*r - c)/s^3*S*w, s = (w'*S*w)^0.5",
        "published matrixcalculus.org sample (2022-04-27), simplified",
        lambda w, r, c, S: r / np.sqrt(w @ S @ w) - (w @ r - c) * (S @ w) / (w @ S @ w) ** 1.5,
        assume={"S": "symmetric"},
        drawn={"S": "positive definite"},
    ),
    Entry(
        20,
        2,
        "sum(log(exp(-y.*(X*w)) + vector(1)))",
        "X:m,n y:m w:n",
        "w",
        "-X'*(y.*sigmoid(-y.*(X*w)))",
        "Laue et al. 2018, logistic regression",
        lambda X, y, w: -X.T @ (y * sig(-y * (X @ w))),
    ),
    Entry(
        21,
        3,
        "sum(log(exp(-y.*(X*w)) + vector(1)))",
        "X:m,n y:m w:n",
        "w",
        "X'*diag(y.^2.*s.*(1 - s))*X, s = sigmoid(y.*(X*w))",
        "Laue et al. 2018, logistic regression Hessian",
        lambda X, y, w: X.T @ np.diag(y**2 * sig(y * (X @ w)) * sig(-y * (X @ w))) @ X,
        order=2,
    ),
    Entry(
        22,
        2,
        "exp(x)/sum(exp(x))",
        "x:n",
        "x",
        "diag(p) - p*p', p = softmax(x)",
        "tensorgrad README; textbook",
        lambda x: np.diag(softmax(x)) - np.outer(softmax(x), softmax(x)),
    ),
    Entry(
        23,
        3,
        "log(sum(exp(A*x + b)))",
        "A:m,n x:n b:m",
        "x",
        "A'*(diag(p) - p*p')*A, p = softmax(A*x + b)",
        "Boyd-Vandenberghe A.4.2/A.4.4 (log-sum-exp)",
        lambda A, x, b: (
            A.T
            @ (np.diag(softmax(A @ x + b)) - np.outer(softmax(A @ x + b), softmax(A @ x + b)))
            @ A
        ),
        order=2,
    ),
    Entry(
        24,
        3,
        "-y'*log(exp(x)/sum(exp(x)))",
        "x:n y:n",
        "x",
        "sum(y)*(diag(p) - p*p')",
        "tensorgrad README (Hessian of CE loss)",
        lambda x, y: y.sum() * (np.diag(softmax(x)) - np.outer(softmax(x), softmax(x))),
        order=2,
        longer="the listing leaves out what `p` is; with `p = softmax(x)` the two are alike",
    ),
    Entry(
        25,
        2,
        "x.*tanh(log(vector(1) + exp(x)))",
        "x:n",
        "x",
        "diag(t + x.*(1 - t.^2).*sigmoid(x)), t = tanh(log(1 + exp(x)))",
        "published matrixcalculus.org sample (2020-07-24), merged",
        lambda x: np.diag(
            np.tanh(np.log1p(np.exp(x))) + x * (1 - np.tanh(np.log1p(np.exp(x))) ** 2) * sig(x)
        ),
    ),
    Entry(
        26,
        3,
        "(x - mean(x))/sqrt(var(x) + e)",
        "x:n e:",
        "x",
        "(eye - ones/n - z*z'/n)/s, s = sqrt(var(x)+e), z = (x - mean(x))/s",
        "layer normalisation, derived; tensorgrad PLDI draft, table of derived backward passes",
        lambda x, e: (
            (
                np.eye(n)
                - np.ones((n, n)) / n
                - np.outer((x - x.mean()), (x - x.mean())) / (n * (x.var() + e))
            )
            / np.sqrt(x.var() + e)
        ),
        drawn={"e": "positive"},
    ),
    Entry(
        27,
        2,
        "x*x'*x",
        "x:n",
        "x",
        "(x'*x)*eye + 2*x*x'",
        "SymPy test suite (issue 16504 thread)",
        lambda x: (x @ x) * np.eye(n) + 2 * np.outer(x, x),
    ),
    Entry(
        28,
        2,
        "cross(a, x)",
        "a:3 x:3",
        "x",
        "skew(a)",
        "genosolver issue 9 (request)",
        lambda a, x: skew(a),
    ),
    Entry(
        29,
        2,
        "a'*X*b",
        "a:m X:m,n b:n",
        "X",
        "a*b'",
        "Cookbook (70)",
        lambda a, X, b: np.outer(a, b),
    ),
    Entry(
        30,
        2,
        "b'*X'*X*c",
        "b:n X:m,n c:n",
        "X",
        "X*(b*c' + c*b')",
        "Cookbook (77)",
        lambda b, X, c: X @ (np.outer(b, c) + np.outer(c, b)),
    ),
    Entry(
        31,
        2,
        "tr(A*X*B*X)",
        "A:n,m X:m,n B:n,m",
        "X",
        "A'*X'*B' + B'*X'*A'",
        "Cookbook (114)",
        lambda A, X, B: A.T @ X.T @ B.T + B.T @ X.T @ A.T,
    ),
    Entry(
        32,
        2,
        "tr(A*X'*B*X*C)",
        "A:p,n X:m,n B:m,m C:n,p",
        "X",
        "B*X*C*A + B'*X*A'*C'",
        "matrixcalculus.org example; Cookbook (118) variant",
        lambda A, X, B, C: B @ X @ C @ A + B.T @ X @ A.T @ C.T,
    ),
    Entry(
        33,
        2,
        "norm2(A*X*B - C)^2",
        "A:p,m X:m,n B:n,k C:p,k",
        "X",
        "2*A'*(A*X*B - C)*B'",
        "Cookbook (119)",
        lambda A, X, B, C: 2 * A.T @ (A @ X @ B - C) @ B.T,
    ),
    Entry(
        34,
        2,
        "sum(W.*(R - U*V').^2)",
        "W:m,n R:m,n U:m,k V:n,k",
        "U",
        "-2*(W.*(R - U*V'))*V",
        "Laue et al. 2018/2020, matrix factorisation",
        lambda W, R, U, V: -2 * (W * (R - U @ V.T)) @ V,
    ),
    Entry(
        35,
        4,
        "norm2(R - U*V')^2",
        "R:m,n U:m,k V:n,k",
        "U",
        "2*kron(V'*V, eye) in column-vec form",
        "Laue et al. 2020, compressed Hessian example",
        lambda R, U, V: 2 * np.einsum("ik,jl->ijkl", np.eye(m), V.T @ V),
        order=2,
        formula="2*kron(V'*V, eye)",
    ),
    Entry(
        36,
        3,
        "A*X*B",
        "A:p,m X:m,n B:n,k",
        "X",
        "kron(B', A) in column-vec form",
        "Magnus-Neudecker; SymPy issue 15614",
        lambda A, X, B: np.einsum("ia,bj->ijab", A, B),
        formula="kron(B', A)",
    ),
    Entry(
        37,
        3,
        "X'",
        "X:m,n",
        "X",
        "commutation matrix K(m,n)",
        "matrixcalculus.org documentation (transpose tensor)",
        lambda X: np.einsum("ib,ja->ijab", np.eye(n), np.eye(m)),
        formula="K(m,n)",
        longer="the listing has a letter for the commutation matrix, which is printed by its name",
    ),
    Entry(
        38,
        3,
        "X*X",
        "X:n,n",
        "X",
        "kron(X', eye) + kron(eye, X)",
        "published matrixcalculus.org sample (2022-04-17)",
        lambda X: np.einsum("ia,bj->ijab", np.eye(n), X) + np.einsum("ia,bj->ijab", X, np.eye(n)),
    ),
    Entry(
        39,
        3,
        "A.*X",
        "A:m,n X:m,n",
        "X",
        "diag(vec(A)) in vec form",
        "Magnus-Neudecker; Cookbook (38)",
        lambda A, X: np.einsum("ij,ia,jb->ijab", A, np.eye(m), np.eye(n)),
        formula="diag(vec(A))",
    ),
    Entry(
        40,
        3,
        "tr(X)*X",
        "X:n,n",
        "X",
        "vec(X)*vec(eye)' + tr(X)*eye in vec form",
        "SymPy issue 15667",
        lambda X: (
            np.einsum("ij,ab->ijab", X, np.eye(n))
            + np.trace(X) * np.einsum("ia,jb->ijab", np.eye(n), np.eye(n))
        ),
        formula="vec(X)*vec(eye)' + tr(X)*eye",
    ),
    Entry(
        41,
        3,
        "tr(kron(X, X))",
        "X:n,n",
        "X",
        "2*tr(X)*eye",
        "Cookbook (120)",
        lambda X: 2 * np.trace(X) * np.eye(n),
    ),
    Entry(
        42,
        3,
        "tr(diag(x)*A*diag(x)*B)",
        "A:n,n B:n,n x:n",
        "x",
        "(A.*B' + A'.*B)*x",
        "derived (Hadamard-trace identity)",
        lambda A, B, x: (A * B.T + A.T * B) @ x,
    ),
    Entry(
        43,
        2,
        "sum((X*W + vector(1)*b' - Y).^2)",
        "X:m,n W:n,k b:k Y:m,k",
        "b",
        "2*(X*W + vector(1)*b' - Y)'*vector(1)",
        "linear layer with broadcast bias, derived",
        lambda X, W, b, Y: 2 * (X @ W + b - Y).sum(0),
    ),
    Entry(
        44,
        3,
        "sum((V*tanh(W*X) - Y).^2)",
        "V:p,k W:k,n X:n,m Y:p,m",
        "W",
        "2*((V'*(V*t - Y)).*(1 - t.^2))*X', t = tanh(W*X)",
        "two-layer network; Laue et al. neural-net family",
        lambda V, W, X, Y: 2 * ((V.T @ (V @ np.tanh(W @ X) - Y)) * (1 - np.tanh(W @ X) ** 2)) @ X.T,
    ),
    Entry(
        45,
        4,
        "sum(C.*sqdist(X))",
        "C:m,m X:m,n",
        "X",
        "2*(diag(C*1 + C'*1) - C - C')*X",
        "derived (graph-Laplacian form)",
        lambda C, X: 2 * (np.diag(C.sum(1) + C.sum(0)) - C - C.T) @ X,
    ),
    Entry(
        46,
        4,
        "sum(G.*(softmax_rows(Q*K'/sqrt(d))*V)), d = cols(Q)",
        "G:m,p Q:m,k K:n,k V:n,p",
        "Q",
        "(P.*(H - rowsum(P.*H)*1'))*K/sqrt(d), P = softmax_rows(Q*K'/sqrt(d)), H = G*V'",
        "attention backward, derived",
        attention,
    ),
    Entry(
        47,
        3,
        "tr(A*inv(X)*B)",
        "A:p,n X:n,n B:n,p",
        "X",
        "-(inv(X)*B*A*inv(X))'",
        "Cookbook (63), (124)",
        lambda A, X, B: -(inv(X) @ B @ A @ inv(X)).T,
        drawn={"X": "invertible"},
    ),
    Entry(
        48,
        3,
        "inv(X)",
        "X:n,n",
        "X",
        "-kron(inv(X)', inv(X)) in column-vec form",
        "Cookbook (60); Magnus-Neudecker",
        lambda X: -np.einsum("ia,bj->ijab", inv(X), inv(X)),
        drawn={"X": "invertible"},
        formula="-kron(inv(X)', inv(X))",
    ),
    Entry(
        49,
        3,
        "det(A*X*B)",
        "A:n,n X:n,n B:n,n",
        "X",
        "det(A*X*B)*inv(X)'",
        "Cookbook (51)",
        lambda A, X, B: np.linalg.det(A @ X @ B) * inv(X).T,
        drawn={"A": "invertible", "X": "invertible", "B": "invertible"},
    ),
    Entry(
        50,
        3,
        "log(det(inv(X)))",
        "X:n,n",
        "X",
        "-inv(X)'",
        "matrixcalculus.org example",
        lambda X: -inv(X).T,
        drawn={"X": "turning"},
    ),
    Entry(
        51,
        4,
        "logdet(X'*A*X)",
        "X:m,k A:m,m",
        "X",
        "2*A*X*inv(X'*A*X)",
        "Cookbook (53) divided by the determinant",
        lambda X, A: 2 * A @ X @ inv(X.T @ A @ X),
        assume={"A": "symmetric"},
        drawn={"A": "positive definite"},
    ),
    Entry(
        52,
        4,
        "logdet(X)",
        "X:n,n",
        "X",
        "-kron(inv(X), inv(X)') times the commutation matrix, vec form",
        "Magnus-Neudecker; derived",
        lambda X: -np.einsum("ja,bi->ijab", inv(X), inv(X)),
        order=2,
        formula="-kron(inv(X), inv(X)')*K(n,n)",
        drawn={"X": "turning"},
    ),
    Entry(
        53,
        4,
        "logdet(S) + (x - u)'*inv(S)*(x - u)",
        "S:n,n x:n u:n",
        "S",
        "inv(S) - inv(S)*(x - u)*(x - u)'*inv(S) "
        "(projected convention; Cookbook convention: 2*M - M.*eye)",
        "Cookbook (57), (61), (138)",
        lambda S, x, u: inv(S) - inv(S) @ np.outer(x - u, x - u) @ inv(S),
        assume={"S": "symmetric"},
        drawn={"S": "positive definite"},
        formula="inv(S) - inv(S)*(x - u)*(x - u)'*inv(S)",
    ),
    Entry(
        54,
        4,
        "0.5*y'*inv(K)*y + 0.5*logdet(K), K = exp(-D/(2*c^2)) + s*eye",
        "D:m,m y:m c: s:",
        "c",
        "0.5*tr(inv(K)*dK) - 0.5*y'*inv(K)*dK*inv(K)*y, dK = exp(-D/(2*c^2)).*D/c^3",
        "Rasmussen-Williams (5.9)",
        marginal_likelihood,
        assume={"D": "symmetric"},
        drawn={"D": "distances", "c": "positive", "s": "positive"},
    ),
    Entry(
        55,
        4,
        "tr(inv(X'*C*X)*(X'*B*X))",
        "X:m,k C:m,m B:m,m",
        "X",
        "2*B*X*S - 2*C*X*S*X'*B*X*S, S = inv(X'*C*X)",
        "Cookbook (126)",
        trace_ratio,
        assume={"B": "symmetric", "C": "symmetric"},
        drawn={"C": "positive definite"},
    ),
    Entry(
        56,
        4,
        "norm2(y - X*inv(X'*X)*X'*y)^2",
        "X:m,k y:m",
        "X",
        "-2*(y - X*b)*b', b = inv(X'*X)*X'*y",
        "variable projection (Golub-Pereyra), derived",
        residual,
    ),
    Entry(
        57,
        4,
        "a'*X^3*b",
        "a:n X:n,n b:n",
        "X",
        "sum_r (X^r)'*a*b'*(X^(2-r))'",
        "Cookbook (91)",
        cube,
    ),
    Entry(
        58,
        5,
        "tr(expm(X))",
        "X:n,n",
        "X",
        "expm(X)'",
        "Higham, Functions of Matrices; Cookbook ch. 2 gives tr(sin X)",
        lambda X: expm(X).T,
    ),
    Entry(
        59,
        5,
        "nuclear(X) + spectral(X)",
        "X:m,n",
        "X",
        "U*V' + u1*v1' (distinct singular values)",
        "Watson 1992; matrix-norm subgradients",
        norm_dyads,
        formula="U*V' + u1*v1'",
        longer="the listing has letters of a singular value decomposition without defining them",
    ),
    Entry(
        60,
        5,
        "sum(C.*chol(S))",
        "C:n,n S:n,n",
        "S",
        "symmetric part of inv(L)'*Phi(L'*tril(C))*inv(L), "
        "Phi = lower triangle with halved diagonal",
        "Murray 2016, Differentiation of the Cholesky decomposition",
        cholesky_slope,
        assume={"S": "positive definite"},
        formula="(M + M')/2, M = inv(L)'*Phi(L'*tril(C))*inv(L)",
    ),
)
