"""What SymPy's matrix expressions give for the sixty expressions: one attempt per process.

    python benchmarks/sympy_closed_forms.py 8 0     # the first spelling of number 8

Every expression is spelled as a user of SymPy would: `MatrixSymbol`s of symbolic sizes, vectors
as matrices of one column, scalars as symbols, `expr.diff(x)`. Where two spellings are natural both
are tried. What comes back is evaluated with explicit matrices by a walk over its nodes, so that
results which SymPy itself cannot evaluate count as well, and compared with the reference in either
order of the axes, the variable's first or the function's first.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import sympy as sp
from closed_forms import Attempt, sixty
from sympy.matrices.expressions.diagonal import DiagMatrix
from sympy.matrices.expressions.factorizations import LofCholesky, SofSVD
from sympy.tensor.array.expressions import array_expressions as arrays

Array = np.ndarray[Any, Any]

# ----------------------------------------------------------------------------- spellings

HALF = sp.Rational(1, 2)


def ones(x: Any) -> Any:
    """A column of ones, as long as `x`."""
    return sp.OneMatrix(x.shape[0], 1)


def total(x: Any) -> Any:
    """The sum of all entries, as a product with ones."""
    rows, columns = x.shape
    summed = sp.OneMatrix(1, rows) * x
    return summed if columns == 1 else summed * sp.OneMatrix(columns, 1)


def each(x: Any, function: Callable[[Any], Any]) -> Any:
    """A function of every entry."""
    return x.applyfunc(function)


def times(*factors: Any) -> Any:
    """The element-wise product."""
    return sp.HadamardProduct(*factors)


def squared(x: Any) -> Any:
    """The square of every entry."""
    return sp.HadamardPower(x, 2)


def dot(x: Any) -> Any:
    """`x' * x` as a matrix of one entry."""
    return x.T * x


def scalar(x: Any) -> Any:
    """The entry of a matrix of one entry."""
    return x[0, 0]


def sum_squares(x: Any) -> Any:
    """The squared Frobenius norm."""
    return sp.Trace(x.T * x)


def one(number: Any) -> Any:
    """A scalar as a matrix of one entry."""
    return number * sp.OneMatrix(1, 1)


def relu(t: Any) -> Any:
    """The positive part of a scalar."""
    return sp.Max(t, 0)


def mish(t: Any) -> Any:
    """`t * tanh(log(1 + exp(t)))` of a scalar."""
    return t * sp.tanh(sp.log(1 + sp.exp(t)))


def centred(x: Any) -> Any:
    """`x` minus its mean."""
    size = x.shape[0]
    return x - sp.OneMatrix(size, size) * x / size


def softmax(x: Any) -> Any:
    """`exp(x)` over its sum, which is a matrix of one entry."""
    return each(x, sp.exp) * total(each(x, sp.exp)) ** -1


def softmax_rows(x: Any) -> Any:
    """`exp(x)` over the sums of its rows, element-wise."""
    e, columns = each(x, sp.exp), x.shape[1]
    return times(e, sp.HadamardPower(e * sp.OneMatrix(columns, columns), -1))


def sqdist(x: Any) -> Any:
    """Squared distances of rows."""
    rows, columns = x.shape
    norms = squared(x) * sp.OneMatrix(columns, rows)
    return norms + norms.T - 2 * x * x.T


def kernel(D: Any, c: Any, s: Any) -> Any:
    """A Gaussian kernel with noise."""
    return each(-D / (2 * c**2), sp.exp) + s * sp.Identity(D.shape[0])


def projected_residual(X: Any, y: Any) -> Any:
    """What least squares leave of `y`."""
    return y - X * (X.T * X).inv() * X.T * y


Spelling = Callable[..., Any]

SPELLINGS: Mapping[int, Sequence[Spelling]] = {
    1: [lambda a, x: a.T * x],
    2: [lambda x: x],
    3: [lambda w, x: times(w, x), lambda w, x: DiagMatrix(x) * w],
    4: [
        lambda x, y: times(x, sp.HadamardPower(y, -1)),
        lambda x, y: times(x, each(y, lambda t: 1 / t)),
    ],
    5: [lambda x, c: x + c * ones(x)],
    6: [lambda x, c: total(c * x), lambda x, c: c * total(x)],
    7: [lambda A, x: A * x],
    8: [lambda A, x: x.T * A * x],
    9: [lambda A, x: x.T * A * x],
    10: [lambda A, x: A * each(x, sp.exp)],
    11: [
        lambda w, x, b: relu(scalar(w.T * x) + b),
        lambda w, x, b: each(w.T * x + one(b), relu),
    ],
    12: [
        lambda X, y, w, b: dot(y - each(X * w + b * ones(y), relu)) / X.shape[0],
        lambda X, y, w, b: total(squared(y - each(X * w + b * ones(y), relu))) / X.shape[0],
    ],
    13: [lambda A, x, b: dot(A * x - b), lambda A, x, b: scalar(dot(A * x - b))],
    14: [lambda A, x, b: dot(A * x - b) ** HALF, lambda A, x, b: sp.sqrt(scalar(dot(A * x - b)))],
    15: [lambda x: dot(x) ** HALF, lambda x: sp.sqrt(scalar(dot(x)))],
    16: [
        lambda A, x, b: total(each(A * x - b, sp.Abs)),
        lambda A, x, b: total(each(A * x - b, lambda t: sp.sqrt(t**2))),
    ],
    17: [
        lambda c, p, q: (1 - c / sp.sqrt(scalar(dot(p - q)))) * (p - q),
        lambda c, p, q: p - q - c * (p - q) * dot(p - q) ** -HALF,
    ],
    18: [
        lambda A, x: scalar(x.T * A * x) / scalar(dot(x)),
        lambda A, x: x.T * A * x * dot(x) ** -1,
    ],
    19: [
        lambda w, r, c, S: (scalar(w.T * r) - c) / sp.sqrt(scalar(w.T * S * w)),
        lambda w, r, c, S: (w.T * r - one(c)) * (w.T * S * w) ** -HALF,
    ],
    20: [
        lambda X, y, w: total(each(each(-times(y, X * w), sp.exp) + ones(y), sp.log)),
        lambda X, y, w: total(each(-times(y, X * w), lambda t: sp.log(1 + sp.exp(t)))),
    ],
    21: [
        lambda X, y, w: total(each(each(-times(y, X * w), sp.exp) + ones(y), sp.log)),
        lambda X, y, w: total(each(-times(y, X * w), lambda t: sp.log(1 + sp.exp(t)))),
    ],
    22: [lambda x: each(x, sp.exp) / scalar(total(each(x, sp.exp))), softmax],
    23: [
        lambda A, x, b: sp.log(scalar(total(each(A * x + b, sp.exp)))),
        lambda A, x, b: each(total(each(A * x + b, sp.exp)), sp.log),
    ],
    24: [
        lambda x, y: -y.T * each(softmax(x), sp.log),
        lambda x, y: -y.T * each(each(x, sp.exp) / scalar(total(each(x, sp.exp))), sp.log),
    ],
    25: [
        lambda x: times(x, each(each(ones(x) + each(x, sp.exp), sp.log), sp.tanh)),
        lambda x: each(x, mish),
    ],
    26: [
        lambda x, e: centred(x) / sp.sqrt(scalar(dot(centred(x))) / x.shape[0] + e),
        lambda x, e: centred(x) * (dot(centred(x)) / x.shape[0] + one(e)) ** -HALF,
    ],
    27: [lambda x: x * x.T * x],
    28: [lambda a, x: a.as_explicit().cross(x.as_explicit())],
    29: [lambda a, X, b: a.T * X * b, lambda a, X, b: sp.Trace(b * a.T * X)],
    30: [lambda b, X, c: b.T * X.T * X * c, lambda b, X, c: sp.Trace(c * b.T * X.T * X)],
    31: [lambda A, X, B: sp.Trace(A * X * B * X)],
    32: [lambda A, X, B, C: sp.Trace(A * X.T * B * X * C)],
    33: [lambda A, X, B, C: sum_squares(A * X * B - C)],
    34: [
        lambda W, R, U, V: total(times(W, squared(R - U * V.T))),
        lambda W, R, U, V: sp.Trace(times(W, R - U * V.T) * (R - U * V.T).T),
    ],
    35: [lambda R, U, V: sum_squares(R - U * V.T)],
    36: [lambda A, X, B: A * X * B],
    37: [lambda X: X.T],
    38: [lambda X: X * X],
    39: [lambda A, X: times(A, X)],
    40: [lambda X: sp.Trace(X) * X],
    41: [lambda X: sp.Trace(sp.KroneckerProduct(X, X))],
    42: [lambda A, B, x: sp.Trace(DiagMatrix(x) * A * DiagMatrix(x) * B)],
    43: [
        lambda X, W, b, Y: total(squared(X * W + ones(X) * b.T - Y)),
        lambda X, W, b, Y: sum_squares(X * W + ones(X) * b.T - Y),
    ],
    44: [
        lambda V, W, X, Y: total(squared(V * each(W * X, sp.tanh) - Y)),
        lambda V, W, X, Y: sum_squares(V * each(W * X, sp.tanh) - Y),
    ],
    45: [
        lambda C, X: total(times(C, sqdist(X))),
        lambda C, X: sp.Trace(C.T * sqdist(X)),
    ],
    46: [
        lambda G, Q, K, V: total(times(G, softmax_rows(Q * K.T / sp.sqrt(Q.shape[1])) * V)),
        lambda G, Q, K, V: sp.Trace(G.T * softmax_rows(Q * K.T / sp.sqrt(Q.shape[1])) * V),
    ],
    47: [lambda A, X, B: sp.Trace(A * X.inv() * B)],
    48: [lambda X: X.inv()],
    49: [lambda A, X, B: sp.Determinant(A * X * B)],
    50: [lambda X: sp.log(sp.Determinant(X.inv())), lambda X: sp.log(sp.det(X.inv()))],
    51: [lambda X, A: sp.log(sp.Determinant(X.T * A * X))],
    52: [lambda X: sp.log(sp.Determinant(X))],
    53: [
        lambda S, x, u: sp.log(sp.Determinant(S)) + scalar((x - u).T * S.inv() * (x - u)),
        lambda S, x, u: sp.log(sp.Determinant(S)) + sp.Trace((x - u) * (x - u).T * S.inv()),
    ],
    54: [
        lambda D, y, c, s: (
            scalar(y.T * kernel(D, c, s).inv() * y) / 2
            + sp.log(sp.Determinant(kernel(D, c, s))) / 2
        ),
        lambda D, y, c, s: (
            sp.Trace(y * y.T * kernel(D, c, s).inv()) / 2
            + sp.log(sp.Determinant(kernel(D, c, s))) / 2
        ),
    ],
    55: [lambda X, C, B: sp.Trace((X.T * C * X).inv() * (X.T * B * X))],
    56: [
        lambda X, y: dot(projected_residual(X, y)),
        lambda X, y: sum_squares(projected_residual(X, y)),
    ],
    57: [lambda a, X, b: a.T * X**3 * b, lambda a, X, b: a.T * X * X * X * b],
    58: [lambda X: sp.Trace(sp.exp(X))],
    59: [lambda X: sp.Trace(SofSVD(X)) + SofSVD(X)[0, 0]],
    60: [lambda C, S: sp.Trace(C.T * LofCholesky(S)), lambda C, S: total(times(C, LofCholesky(S)))],
}
"""By number, how the function is spelled; the arguments are the variables in their order."""


def symbols_of(shapes: Mapping[str, Sequence[str | int]], positive: set[str]) -> dict[str, Any]:
    """A symbol for each variable: vectors are matrices of one column."""
    return {name: _symbol(name, shape, name in positive) for name, shape in shapes.items()}


def _symbol(name: str, shape: Sequence[str | int], positive: bool) -> Any:
    if not shape:
        return sp.Symbol(name, positive=True) if positive else sp.Symbol(name, real=True)
    rows, columns = (_size(s) for s in (*shape, 1)[:2])
    return sp.MatrixSymbol(name, rows, columns)


def _size(size: str | int) -> Any:
    return sp.Symbol(size, integer=True, positive=True) if isinstance(size, str) else size


def differentiated(function: Any, x: Any, order: int) -> Any:
    """The derivative, by the method a user calls."""
    if isinstance(function, sp.MatrixBase):
        return function.jacobian(x.as_explicit())
    for _ in range(order):
        function = function.diff(x)
    return function


# ------------------------------------------------------------------- values by NumPy


class NoValueError(Exception):
    """A result has no value: shapes clash, or a node has no meaning."""


class Evaluator:
    """Values of SymPy's matrix and array expressions at explicit matrices."""

    def __init__(self, values: Mapping[Any, Array]) -> None:
        """Take values for symbols, sizes included."""
        self.values = values
        self.known: dict[Any, Array] = {}

    def __call__(self, x: Any) -> Array:
        """The value of an expression."""
        if x not in self.known:
            self.known[x] = np.asarray(self._value(x), dtype=float)
        return self.known[x]

    def _value(self, x: Any) -> Any:
        if x in self.values:
            return self.values[x]
        if isinstance(x, sp.MatrixBase):
            return [[self(e) for e in row] for row in x.tolist()]
        if x.is_Number or x.is_NumberSymbol:
            return float(x)
        method = getattr(self, f"_{type(x).__name__}".lower(), None)
        if method is not None:
            return method(x)
        if isinstance(x, sp.Function):
            return self._applied(type(x), [self(a) for a in x.args])
        raise NoValueError(f"{type(x).__name__} has no value here")

    @staticmethod
    def _applied(function: Any, operands: Sequence[Array]) -> Any:
        names = [sp.Dummy() for _ in operands]
        return sp.lambdify(names, function(*names), "numpy")(*operands)

    def _size(self, x: Any) -> int:
        return int(self(sp.sympify(x)))

    # ------------------------------------------------------------------ scalars

    def _same_shape(self, x: Any) -> list[Array]:
        found = [self(a) for a in x.args]
        if len({a.shape for a in found}) > 1:
            raise NoValueError(f"shapes clash in {x}")
        return found

    def _add(self, x: Any) -> Any:
        return sum(self._same_shape(x))

    def _mul(self, x: Any) -> Any:
        found = [self(a) for a in x.args]
        if sum(a.ndim > 0 for a in found) > 1:
            raise NoValueError(f"a product of matrices as of scalars: {x}")
        return math.prod(found)

    def _pow(self, x: Any) -> Any:
        base, exponent = (self(a) for a in x.args)
        if base.ndim or exponent.ndim:
            raise NoValueError(f"a power of a matrix as of a scalar: {x}")
        return base**exponent

    def _exp(self, x: Any) -> Any:
        argument = self(x.args[0])
        if argument.ndim:
            raise NoValueError("exp of a matrix")
        return np.exp(argument)

    def _sum(self, x: Any) -> Any:
        *limits, (index, first, last) = x.limits
        inner = sp.Sum(x.function, *limits) if limits else x.function
        span = range(self._size(first), self._size(last) + 1)
        return sum(Evaluator({**self.values, index: np.asarray(float(i))})(inner) for i in span)

    # ------------------------------------------------------------------ matrices

    def _matadd(self, x: Any) -> Any:
        return sum(self._same_shape(x))

    def _matmul(self, x: Any) -> Any:
        found = [self(a) for a in x.args]
        scale = math.prod(a for a in found if not a.ndim)
        factors = [a for a in found if a.ndim]
        product = factors[0]
        for factor in factors[1:]:
            product = product @ factor
        return scale * product

    def _matpow(self, x: Any) -> Any:
        base, exponent = self(x.args[0]), float(self(x.args[1]))
        if base.shape == (1, 1):
            return base**exponent
        if exponent != int(exponent):
            raise NoValueError(f"a fractional power of a matrix: {x}")
        return np.linalg.matrix_power(base, int(exponent))

    def _inverse(self, x: Any) -> Any:
        return np.linalg.inv(self(x.args[0]))

    def _transpose(self, x: Any) -> Any:
        return self(x.args[0]).T

    def _trace(self, x: Any) -> Any:
        return np.trace(self(x.args[0]))

    def _determinant(self, x: Any) -> Any:
        return np.linalg.det(self(x.args[0]))

    def _hadamardproduct(self, x: Any) -> Any:
        return math.prod(self._same_shape(x))

    def _hadamardpower(self, x: Any) -> Any:
        base, exponent = (self(a) for a in x.args)
        if base.ndim and exponent.ndim and base.shape != exponent.shape:
            raise NoValueError(f"shapes clash in {x}")
        return base**exponent

    def _elementwiseapplyfunction(self, x: Any) -> Any:
        return self._applied(x.function, [self(x.expr)])

    def _kroneckerproduct(self, x: Any) -> Any:
        product: Array = np.ones((1, 1))
        for factor in x.args:
            product = np.kron(product, self(factor))
        return product

    def _diagmatrix(self, x: Any) -> Any:
        return np.diag(np.ravel(self(x.args[0])))

    def _diagonalmatrix(self, x: Any) -> Any:
        value = self(x.args[0])
        return value * np.eye(*value.shape)

    def _diagonalof(self, x: Any) -> Any:
        return np.diag(self(x.args[0]))[:, None]

    def _onematrix(self, x: Any) -> Any:
        return np.ones([self._size(s) for s in x.shape])

    def _zeromatrix(self, x: Any) -> Any:
        return np.zeros([self._size(s) for s in x.shape])

    def _identity(self, x: Any) -> Any:
        return np.eye(self._size(x.shape[0]))

    def _matrixelement(self, x: Any) -> Any:
        return self(x.args[0])[self._size(x.args[1]), self._size(x.args[2])]

    def _lofcholesky(self, x: Any) -> Any:
        return np.linalg.cholesky(self(x.args[0]))

    # -------------------------------------------------------------------- arrays

    def _arraytensorproduct(self, x: Any) -> Any:
        product = np.asarray(1.0)
        for factor in x.args:
            product = np.multiply.outer(product, self(factor))
        return product

    def _arrayadd(self, x: Any) -> Any:
        return sum(self._same_shape(x))

    def _permutedims(self, x: Any) -> Any:
        return np.transpose(self(x.expr), x.permutation.array_form)

    def _arraycontraction(self, x: Any) -> Any:
        value = self(x.expr)
        labels = self._merged(value.ndim, x.contraction_indices)
        joined = {min(group) for group in x.contraction_indices}
        return np.einsum(value, labels, [i for i in labels if i not in joined])

    def _arraydiagonal(self, x: Any) -> Any:
        value = self(x.expr)
        labels = self._merged(value.ndim, x.diagonal_indices)
        joined = [min(group) for group in x.diagonal_indices]
        return np.einsum(value, labels, [i for i in labels if i not in joined] + joined)

    @staticmethod
    def _merged(rank: int, groups: Any) -> list[int]:
        first = {int(i): int(min(group)) for group in groups for i in group}
        return [first.get(i, i) for i in range(rank)]

    def _arrayelementwiseapplyfunc(self, x: Any) -> Any:
        return self._applied(x.function, [self(x.expr)])

    def _reshape(self, x: Any) -> Any:
        return np.reshape(self(x.expr), [self._size(s) for s in x.shape])

    def _zeroarray(self, x: Any) -> Any:
        return np.zeros([self._size(s) for s in x.shape])

    def _onearray(self, x: Any) -> Any:
        return np.ones([self._size(s) for s in x.shape])


# ------------------------------------------------------------------------- an attempt


def same(got: Array, want: Array, variable_rank: int) -> bool:
    """Whether a result is the reference, in either order of the axes; axes of one are dropped."""
    axes = range(want.ndim - variable_rank, want.ndim)
    layouts = (want, np.moveaxis(want, axes, range(variable_rank)))
    found = np.squeeze(got)
    return any(
        found.shape == np.squeeze(layout).shape
        and np.allclose(found, np.squeeze(layout), rtol=1e-6, atol=1e-8)
        for layout in layouts
    )


def status_of(result: Any, symbols: Mapping[str, Any], entry: Any, sizes: Mapping[str, int]) -> str:
    """The word for a result."""
    if result.has(sp.Derivative, sp.Subs):
        return "unevaluated"
    for seed in range(2):
        values = entry.values(seed)
        known = {symbols[name]: _column(v) for name, v in values.items()}
        known |= {_size(name): np.asarray(float(size)) for name, size in sizes.items()}
        try:
            got = Evaluator(known)(result)
        except (NoValueError, ValueError, NameError):  # also of NumPy, for shapes; of lambdify
            return "no value"
        if not same(got, entry.derivative(values), values[entry.wrt].ndim):
            return "wrong value"
    return kind_of(result)


def kind_of(result: Any) -> str:
    """What sort of expression a right result is."""
    if isinstance(result, sp.MatrixBase):
        return "entries"
    kinds = [type(part) for part in sp.preorder_traversal(result)]
    modules = {kind.__module__ for kind in kinds}
    return "array" if arrays.__name__ in modules else "matrix"


def _column(value: Array) -> Array:
    return value[:, None] if value.ndim == 1 else value


def attempt(entry: Any, spelling: Spelling, sizes: Mapping[str, int]) -> Attempt:
    """Differentiate by one spelling, evaluate the result and time it."""
    kinds = {**entry.assume, **entry.drawn}
    symbols = symbols_of(entry.shapes, {n for n, kind in kinds.items() if kind == "positive"})
    try:
        function = spelling(*symbols.values())
    except Exception as error:  # noqa: BLE001 - whatever SymPy raises is the finding
        return Attempt("not expressible", "", _message(error))
    try:
        result = differentiated(function, symbols[entry.wrt], entry.order)
        seconds = min(_times(spelling, symbols, entry))
    except Exception as error:  # noqa: BLE001 - likewise
        return Attempt("error", str(function), _message(error))
    status = status_of(result, symbols, entry, sizes)
    return Attempt(status, str(function), str(result), seconds)


def _message(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _times(spelling: Spelling, symbols: Mapping[str, Any], entry: Any) -> Iterator[float]:
    """The seconds of three runs with an empty cache, or of one where it takes more than one."""
    for _ in range(3):
        sp.core.cache.clear_cache()
        start = time.perf_counter()
        differentiated(spelling(*symbols.values()), symbols[entry.wrt], entry.order)
        spent = time.perf_counter() - start
        yield spent
        if spent > 1:
            return


def main(number: int, spelling: int) -> None:
    """Print what one spelling gives, as JSON."""
    entry = sixty.SIXTY[number - 1]
    found = attempt(entry, SPELLINGS[number][spelling], sixty.SIZES)
    json.dump(asdict(found), sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
