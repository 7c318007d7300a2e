"""Wrong rules: each a small complete rule with one error that people make, and the check for it.

Every one is built from a correct rule by one change. `CORRECT` holds the originals, which pass all
checks; `WRONG` holds, by what is wrong, the rule and the check that must find it.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from jacobook import (
    Rule,
    TestVector,
    constant,
    derived,
    elementwise,
    general,
    identity,
    linear,
    stop,
    structural,
)
from jacobook import operations as op
from jacobook.tracing import plain

# ------------------------------------------------------------------------------- correct rules


def double_product(x):
    return x @ x


def pull_double(y_bar, y, x):
    return y_bar @ x.T + x.T @ y_bar


def push_double(x_dot, y, x):
    return x_dot @ x + x @ x_dot


def matrix_square(**changes: Any) -> Rule:
    """`X @ X`, with a pullback and a pushforward."""
    fields: dict[str, Any] = {
        "id": "demo.matrix_square",
        "title": "Square of a matrix",
        "summary": "A matrix times itself.",
        "function": "X @ X",
        "operands": "X:(n,n)",
        "result": "Y",
        "op": "demo_matrix_square",
        "primal": double_product,
        "pullback": {"X": pull_double},
        "pushforward": {"X": push_double},
        "derivative": {"vjp[X]": "Y_bar @ X.T + X.T @ Y_bar", "d": "dX @ X + X @ dX"},
        "analytic": True,
        "vectors": (
            TestVector(
                operands={"X": [[1.0, 2.0], [3.0, -1.0]]},
                value=[[7.0, 0.0], [0.0, 7.0]],
                gradients={"X": [[7.0, 6.0], [4.0, 3.0]]},
            ),
        ),
    }
    return general(**{**fields, **changes})


def weighted(a, x, w):
    return a * (x @ w)


def pull_a(y_bar, y, a, x, w):
    return op.sum(y_bar * (x @ w))


def pull_x(y_bar, y, a, x, w):
    return op.outer(y_bar, a * w)


def pull_w(y_bar, y, a, x, w):
    return a * (x.T @ y_bar)


def scaled_product(**changes: Any) -> Rule:
    """`a * (X @ w)`, with pullbacks only."""
    fields: dict[str, Any] = {
        "id": "demo.scaled_product",
        "title": "Scaled product",
        "summary": "A number times a matrix times a vector.",
        "function": "a * (X @ w)",
        "operands": "a:(); X:(m,n); w:(n)",
        "op": "demo_scaled_product",
        "primal": weighted,
        "pullback": {"a": pull_a, "X": pull_x, "w": pull_w},
        "derivative": {"jac[a]": "X @ w", "vjp[w]": "a * (X.T @ y_bar)"},
        "analytic": True,
        "vectors": (
            TestVector(
                operands={"a": 2.0, "X": [[1.0, -3.0]], "w": [4.0, 5.0]},
                value=[-22.0],
                gradients={"a": -11.0, "X": [[8.0, 10.0]], "w": [2.0, -6.0]},
            ),
        ),
    }
    return general(**{**fields, **changes})


def product(a, b):
    return a @ b


def pull_left(y_bar, y, a, b):
    return y_bar @ b.T


def pull_right(y_bar, y, a, b):
    return a.T @ y_bar


def square_product(**changes: Any) -> Rule:
    """`A @ B` of square matrices, where every wrong product has the right shape."""
    fields: dict[str, Any] = {
        "id": "demo.square_product",
        "title": "Product of square matrices",
        "summary": "One square matrix times another.",
        "function": "A @ B",
        "operands": "A:(n,n); B:(n,n)",
        "result": "Y",
        "op": "demo_square_product",
        "primal": product,
        "pullback": {"A": pull_left, "B": pull_right},
        "derivative": {"vjp[A]": "Y_bar @ B.T", "vjp[B]": "A.T @ Y_bar"},
        "analytic": True,
        "vectors": (
            TestVector(
                operands={"A": [[1.0, 2.0], [0.0, 1.0]], "B": [[3.0, 0.0], [1.0, -1.0]]},
                value=[[5.0, -2.0], [1.0, -1.0]],
                gradients={"A": [[3.0, 0.0], [3.0, 0.0]], "B": [[1.0, 1.0], [3.0, 3.0]]},
            ),
        ),
    }
    return general(**{**fields, **changes})


def layered(x, w, b):
    return x @ w + b


def pull_input(y_bar, y, x, w, b):
    return y_bar @ w.T


def pull_weights(y_bar, y, x, w, b):
    return x.T @ y_bar


def pull_bias(y_bar, y, x, w, b):
    return op.sum(y_bar, axis=0)


def layer(**changes: Any) -> Rule:
    """`X @ W + b`: the vector is repeated for every row."""
    fields: dict[str, Any] = {
        "id": "demo.layer",
        "title": "Layer",
        "summary": "A product with a matrix, and a vector added to every row.",
        "function": "X @ W + b",
        "operands": "X:(m,k); W:(k,n); b:(n)",
        "result": "Y",
        "op": "demo_layer",
        "primal": layered,
        "pullback": {"X": pull_input, "W": pull_weights, "b": pull_bias},
        "derivative": {"vjp[W]": "X.T @ Y_bar", "vjp[b]": "sum(Y_bar, axis=0)"},
        "analytic": True,
        "vectors": (
            TestVector(
                operands={"X": [[1.0], [2.0]], "W": [[3.0, -1.0]], "b": [0.5, 1.0]},
                value=[[3.5, 0.0], [6.5, -1.0]],
                gradients={"X": [[2.0], [2.0]], "W": [[3.0, 3.0]], "b": [2.0, 2.0]},
            ),
        ),
    }
    return general(**{**fields, **changes})


def weights_of(x):
    powers = op.exp(x)
    return powers / op.sum(powers)


def pull_shares(y_bar, y, x):
    return y * (y_bar - op.sum(y * y_bar))


def shares(**changes: Any) -> Rule:
    """Exponentials divided by their sum, whose Jacobian is full."""
    fields: dict[str, Any] = {
        "id": "demo.shares",
        "title": "Shares",
        "summary": "Exponentials divided by their sum.",
        "function": "exp(x) / sum(exp(x))",
        "operands": "x:(n)",
        "op": "demo_shares",
        "primal": weights_of,
        "pullback": {"x": pull_shares},
        "derivative": {"vjp[x]": "y * (y_bar - dot(y, y_bar))"},
        "analytic": True,
        "vectors": (
            TestVector(
                operands={"x": [0.0, 0.0]},
                value=[0.5, 0.5],
                gradients={"x": [0.25, -0.25]},
                cotangent=[1.0, 0.0],
            ),
        ),
    }
    return general(**{**fields, **changes})


def difference_product(w, x):
    return (w - 2 * x) @ x


def pull_first(y_bar, y, w, x):
    return y_bar * x


def pull_second(y_bar, y, w, x):
    return y_bar * (w - 4 * x)


def pair(**changes: Any) -> Rule:
    """`(w - 2 * x) @ x`: two operands of one shape."""
    fields: dict[str, Any] = {
        "id": "demo.pair",
        "title": "Product with a difference",
        "summary": "A difference times one of its parts.",
        "function": "(w - 2 * x) @ x",
        "operands": "w:(n); x:(n)",
        "op": "demo_pair",
        "primal": difference_product,
        "pullback": {"w": pull_first, "x": pull_second},
        "derivative": {"grad[w]": "x", "grad[x]": "w - 4 * x", "hess[x]": "-4 * eye(n)"},
        "vectors": (
            TestVector(
                operands={"w": [1.0, 2.0], "x": [3.0, -1.0]},
                value=-19.0,
                gradients={"w": [3.0, -1.0], "x": [-11.0, 6.0]},
            ),
        ),
    }
    return general(**{**fields, **changes})


def cube(**changes: Any) -> Rule:
    """`x**3` entry by entry."""
    fields: dict[str, Any] = {
        "id": "demo.cube",
        "title": "Cube",
        "summary": "The third power of each entry.",
        "function": "x**3",
        "operands": "x:(n)",
        "op": "demo_cube",
        "partials": {"x": "3 * x**2"},
        "primal": cubed,
        "rewrites": {"x * x * x": "demo_cube(x)"},
        "analytic": True,
        "vectors": (
            TestVector(
                operands={"x": [2.0, -1.0]}, value=[8.0, -1.0], gradients={"x": [12.0, 3.0]}
            ),
        ),
    }
    return elementwise(**{**fields, **changes})


def cubed(x):
    return x * x * x


def absolute(**changes: Any) -> Rule:
    """`|x|` entry by entry, with its kink."""
    fields: dict[str, Any] = {
        "id": "demo.magnitude",
        "title": "Magnitude",
        "summary": "The size of each entry.",
        "function": "where(x > 0, x, -x)",
        "operands": "x:(n)",
        "op": "demo_magnitude",
        "partials": {"x": "where(x > 0, 1.0, where(x < 0, -1.0, 0.0))"},
        "primal": magnitude,
        "vectors": (
            TestVector(operands={"x": [2.0, -3.0]}, value=[2.0, 3.0], gradients={"x": [1.0, -1.0]}),
        ),
        "special_points": (kink(0.0),),
    }
    return elementwise(**{**fields, **changes})


def magnitude(x):
    return op.where(x > 0, x, -x)


def kink(slope: float, value: float = 0.0) -> TestVector:
    return TestVector(
        name="kink",
        operands={"x": [0.0]},
        value=[value],
        gradients={"x": [slope]},
        why="The least slope of all.",
    )


def totalled(x, *, axis, keepdims, times):
    return times * op.sum(x, axis=axis, keepdims=keepdims)


def spread(y_bar, y, x, *, axis, keepdims, times):
    if axis is not None and not keepdims:
        y_bar = op.expand_dims(y_bar, axis=axis)
    return times * op.broadcast_to(y_bar, shape=x.shape)


def total(**changes: Any) -> Rule:
    """A sum with parameters."""
    fields: dict[str, Any] = {
        "id": "demo.total",
        "title": "Total",
        "summary": "A multiple of the sum.",
        "function": "sum(x)",
        "operands": "x:(m,n)",
        "op": "demo_total",
        "primal": totalled,
        "parameters": {"axis": None, "keepdims": False, "times": 1.0},
        "adjoint": spread,
        "variants": ({"axis": 1}, {"axis": 0, "keepdims": True}, {"times": -2.5}),
        "derivative": {"grad[x]": "ones((m, n))"},
        "vectors": (
            TestVector(operands={"x": [[1.0, 2.0]]}, value=3.0, gradients={"x": [[1.0, 1.0]]}),
        ),
    }
    return linear(**{**fields, **changes})


def mean_square(a, axis=None):
    return op.mean(a * a, axis=axis)


def expansion(**changes: Any) -> Rule:
    """A derived rule which answers for a NumPy function."""
    fields: dict[str, Any] = {
        "id": "demo.mean",
        "title": "Mean",
        "summary": "The mean of the entries.",
        "function": "sum(x) / n",
        "operands": "x:(n)",
        "op": "mean",
        "expand": averaged,
        "numpy": ("numpy.mean",),
        "derivative": {"grad[x]": "ones(n) / n"},
        "vectors": (
            TestVector(operands={"x": [1.0, 5.0]}, value=3.0, gradients={"x": [0.5, 0.5]}),
        ),
    }
    return derived(**{**fields, **changes})


def averaged(a, axis=None):
    return op.sum(a, axis=axis) / (a.size if axis is None else a.shape[axis])


def square_norm(**changes: Any) -> Rule:
    """An identity."""
    fields: dict[str, Any] = {
        "id": "demo.square_norm",
        "title": "Squared norm",
        "summary": "The sum of the squares.",
        "function": "sum(x**2)",
        "operands": "x:(n)",
        "derivative": {"grad[x]": "2 * x", "hess[x]": "2 * eye(n)", "true": "x @ x == sum(x**2)"},
        "vectors": (
            TestVector(operands={"x": [1.0, -2.0]}, value=5.0, gradients={"x": [2.0, -4.0]}),
        ),
    }
    return identity(**{**fields, **changes})


def chain(**changes: Any) -> Rule:
    """A law about two functions."""
    fields: dict[str, Any] = {
        "id": "demo.chain",
        "title": "Chain rule",
        "summary": "The derivative of a function of a function.",
        "function": "f(g(x))",
        "operands": "x:(n)",
        "functions": {"f(u) -> (2)": "array([u[0] * u[1], sin(u[0])])", "g(x) -> (3)": "x**2"},
        "sizes": {"n": 3},
        "derivative": {"jac[x]": "J(f, g(x)) @ J(g, x)"},
        "vectors": (TestVector(operands={"x": [1.0, 2.0, 0.0]}, value=[4.0, 0.8414709848078965]),),
    }
    return structural(**{**fields, **changes})


def comparisons(**changes: Any) -> Rule:
    """A rule for functions without a derivative."""
    fields: dict[str, Any] = {
        "id": "demo.tests",
        "title": "Tests",
        "summary": "Functions whose values are constants.",
        "function": "x",
        "operands": "x:(n)",
        "numpy": ("numpy.signbit", "numpy.isnan"),
    }
    return constant(**{**fields, **changes})


CORRECT = {
    rule.id: rule
    for rule in (
        matrix_square(),
        scaled_product(),
        square_product(),
        layer(),
        shares(),
        pair(),
        cube(),
        absolute(),
        total(),
        expansion(),
        square_norm(),
        chain(),
        comparisons(),
    )
}


# --------------------------------------------------------------------------------- one change


def transposes_lost(y_bar, y, x):
    return y_bar @ x + x @ y_bar


def only_for_symmetric(y_bar, y, x):
    return y_bar @ x.T + x @ y_bar


def sign_lost(y_bar, y, a, x, w):
    return -a * (x.T @ y_bar)


def factor_lost(y_bar, y, w, x):
    return y_bar * (w - 2 * x)


def not_summed(y_bar, y, a, x, w):
    return y_bar * (x @ w)


def forgotten(y_bar, y, a, x, w):
    return 0 * w


def in_double(y_bar, y, a, x, w):
    return np.float64(1.0) * (a * (x.T @ y_bar))


def writes_into_seed(y_bar, y, x):
    x_bar = y_bar @ x.T + x.T @ y_bar
    y_bar *= 0
    return x_bar


def writes_into_operand(y_bar, y, x):
    x_bar = y_bar @ x.T + x.T @ y_bar
    x *= 1.0
    return x_bar


def other_order(y_bar, y, a, b):
    return b.T @ y_bar


def entry_by_entry(y_bar, y, a, b):
    return y_bar * b


def transpose_forgotten(y_bar, y, a, b):
    return y_bar @ b


def cotangent_transposed(y_bar, y, a, b):
    return y_bar.T @ b.T


def value_for_slope(y_bar, y, a, b):
    return y_bar * y


def cotangent_forgotten(y_bar, y, x, w, b):
    return 0 * op.sum(y_bar, axis=0) + y.shape[0]


def first_row(y_bar, y, x, w, b):
    return y_bar[0]


def mean_of_rows(y_bar, y, x, w, b):
    return op.mean(y_bar, axis=0)


def of_three_rows(y_bar, y, x, w, b):
    return 3 * op.mean(y_bar, axis=0)


def rows_kept(y_bar, y, x, w, b):
    return y_bar


def row_kept(y_bar, y, x, w, b):
    return op.sum(y_bar, axis=0, keepdims=True)


def other_axis(y_bar, y, x, w, b):
    return op.sum(y_bar, axis=1)


def entry_by_entry_unfit(y_bar, y, x, w, b):
    return y_bar * w


def as_a_list(y_bar, y, x, w, b):
    return list(op.sum(y_bar, axis=0))


def not_spread(y_bar, y, x, *, axis, keepdims, times):
    return times * y_bar


def diagonal_only(y_bar, y, x):
    return y * (1 - y) * y_bar


def one_term_only(y_bar, y, x):
    return y_bar @ x.T


def one_term_twice(y_bar, y, x):
    return 2 * (y_bar @ x.T)


_calls = itertools.count()


def changes_each_time(y_bar, y, x):
    return (y_bar @ x.T + x.T @ y_bar) * (1 + 1e-15 * 2 ** (next(_calls) % 7))


def affine(y_bar, y, x):
    return y_bar @ x.T + x.T @ y_bar + 1.0


def size_of_seed(y_bar, y, x):
    size = op.absolute(y_bar)
    return size @ x.T + x.T @ size


def doubled_push(x_dot, y, x):
    return 2 * (x_dot @ x + x @ x_dot)


def doubled_pull(y_bar, y, x):
    return 2 * (y_bar @ x.T + x.T @ y_bar)


def half_push(x_dot, y, x):
    return x_dot @ x


def in_numbers(y_bar, y, x):
    number = np.asarray(plain(x))
    return y_bar @ number.T + number.T @ y_bar


def half_stopped(y_bar, y, x):
    return y_bar @ x.T + stop(x).T @ y_bar


def slightly_off(y_bar, y, x):
    return 1.00001 * (y_bar @ x.T + x.T @ y_bar)


def keepdims_ignored(y_bar, y, x, *, axis, keepdims, times):
    if axis is not None:
        y_bar = op.reshape(y_bar, shape=[y_bar.size if i != axis else 1 for i in range(x.ndim)])
    return times * op.broadcast_to(op.sum(y_bar) if keepdims else y_bar, shape=x.shape)


def times_ignored(y_bar, y, x, *, axis, keepdims, times):
    return spread(y_bar, y, x, axis=axis, keepdims=keepdims, times=1.0)


def axis_forgotten(y_bar, y, x, *, axis, keepdims, times):
    return times * op.broadcast_to(op.sum(y_bar), shape=x.shape)


def cancelling(x):
    return ((x + 1e4) - 1e4) ** 3


def with_noise(x):
    return np.round(x * x * x, 3)


def never_positive(x):
    return np.maximum(x, 0.0)


def ignores_keywords(a, axis=None, **ignored):
    return averaged(a, axis)


def wrong_shape(x):
    return (*x[:-1], 7)


def vector(**changes: Any) -> tuple[TestVector, ...]:
    (given,) = CORRECT["demo.cube"].vectors
    fields = {"operands": given.operands, "value": given.value, "gradients": given.gradients}
    return (TestVector(**{**fields, **changes}),)


WRONG: dict[str, tuple[Rule, str]] = {
    "transpose lost": (matrix_square(pullback={"X": transposes_lost}), "directional"),
    "transpose lost, pushforward derived": (
        matrix_square(pullback={"X": transposes_lost}, pushforward={}),
        "directional",
    ),
    "right for symmetric matrices only": (
        matrix_square(pullback={"X": only_for_symmetric}, pushforward={}),
        "directional",
    ),
    "sign lost": (
        scaled_product(pullback={"a": pull_a, "X": pull_x, "w": sign_lost}),
        "directional",
    ),
    "factor lost": (pair(pullback={"w": pull_first, "x": factor_lost}), "directional"),
    "a partial with the wrong factor": (cube(partials={"x": "2 * x**2"}), "directional"),
    "broadcast not summed": (
        scaled_product(pullback={"a": not_summed, "X": pull_x, "w": pull_w}),
        "space",
    ),
    "a wrong sum of rows: not summed": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": rows_kept}),
        "space",
    ),
    "a wrong sum of rows: an axis kept": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": row_kept}),
        "space",
    ),
    "a wrong sum of rows: the other axis": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": other_axis}),
        "space",
    ),
    "a wrong sum of rows: the first only": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": first_row}),
        "directional",
    ),
    "a wrong sum of rows: their mean": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": mean_of_rows}),
        "directional",
    ),
    "a wrong sum of rows: right for three": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": of_three_rows}),
        "directional",
    ),
    "the cotangent forgotten": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": cotangent_forgotten}),
        "linear",
    ),
    "a list in place of an array": (
        layer(pullback={"X": pull_input, "W": pull_weights, "b": as_a_list}),
        "space",
    ),
    "entry by entry, and the shapes do not fit": (
        layer(pullback={"X": entry_by_entry_unfit, "W": pull_weights, "b": pull_bias}),
        "directional",
    ),
    "entry by entry in place of a matrix product": (
        square_product(pullback={"A": entry_by_entry, "B": pull_right}),
        "directional",
    ),
    "a product in the other order": (
        square_product(pullback={"A": other_order, "B": pull_right}),
        "directional",
    ),
    "one transpose forgotten": (
        square_product(pullback={"A": transpose_forgotten, "B": pull_right}),
        "directional",
    ),
    "the cotangent transposed": (
        square_product(pullback={"A": cotangent_transposed, "B": pull_right}),
        "directional",
    ),
    "the value in place of its slope": (
        square_product(pullback={"A": value_for_slope, "B": pull_right}),
        "directional",
    ),
    "the pullbacks of two operands exchanged": (
        square_product(pullback={"A": pull_right, "B": pull_left}),
        "directional",
    ),
    "one term of the product rule forgotten": (
        matrix_square(pullback={"X": one_term_only}, pushforward={}),
        "directional",
    ),
    "one term of the product rule twice": (
        matrix_square(pullback={"X": one_term_twice}, pushforward={}),
        "directional",
    ),
    "the diagonal of a full Jacobian": (shares(pullback={"x": diagonal_only}), "directional"),
    "a number not spread over the entries": (total(adjoint=not_spread), "space"),
    "an exponent not lowered": (cube(partials={"x": "3 * x**3"}), "directional"),
    "an exponent's factor forgotten": (cube(partials={"x": "x**2"}), "directional"),
    "the inverse of a slope": (cube(partials={"x": "1 / (3 * x**2)"}), "directional"),
    "a constant too much": (cube(partials={"x": "3 * x**2 + 1"}), "directional"),
    "right for positive entries only": (cube(partials={"x": "3 * x * abs(x)"}), "directional"),
    "keepdims ignored": (total(adjoint=keepdims_ignored), "variants"),
    "axis ignored": (total(adjoint=axis_forgotten), "variants"),
    "a declared parameter ignored": (total(adjoint=times_ignored), "variants"),
    "an operand forgotten": (
        scaled_product(pullback={"a": pull_a, "X": pull_x, "w": forgotten}),
        "directional",
    ),
    "double precision in the pullback": (
        scaled_product(pullback={"a": pull_a, "X": pull_x, "w": in_double}),
        "space",
    ),
    "the cotangent written into": (matrix_square(pullback={"X": writes_into_seed}), "space"),
    "an operand written into": (matrix_square(pullback={"X": writes_into_operand}), "space"),
    "other numbers at each call": (matrix_square(pullback={"X": changes_each_time}), "space"),
    "a shape function that is wrong": (cube(shape=wrong_shape), "space"),
    "an affine pullback": (matrix_square(pullback={"X": affine}), "linear"),
    "the size of the cotangent": (matrix_square(pullback={"X": size_of_seed}), "linear"),
    "the pushforward alone": (matrix_square(pushforward={"X": half_push}), "dot"),
    "the pullback alone": (matrix_square(pullback={"X": doubled_pull}), "dot"),
    "both directions wrong together": (
        matrix_square(pullback={"X": doubled_pull}, pushforward={"X": doubled_push}),
        "directional",
    ),
    "off by 1e-5": (
        matrix_square(pullback={"X": slightly_off}, pushforward={}),
        "directional",
    ),
    "off by 1e-10": (cube(partials={"x": "3.0000000003 * x**2"}), "complex_step"),
    "two operands swapped": (pair(pullback={"w": pull_second, "x": pull_first}), "directional"),
    "a function that is not smooth": (cube(primal=with_noise, analytic=False), "directional"),
    "no pullback for an operand": (
        scaled_product(pullback={"a": pull_a, "X": pull_x}),
        "registration",
    ),
    "no summary": (cube(summary=""), "registration"),
    "no vectors": (cube(vectors=()), "registration"),
    "a formula that cannot be read": (cube(also={"elem[x]": "3 * z"}), "registration"),
    "a NumPy name that does not exist": (cube(numpy=("numpy.cubed",)), "registration"),
    "a skipped check that does not exist": (cube(skip={"everything": "why not"}), "registration"),
    "an unnamed special point": (
        absolute(special_points=(TestVector(operands={"x": [0.0]}, value=[0.0]),)),
        "registration",
    ),
    "the text says another function": (cube(function="x**2"), "value"),
    "a vector with a wrong value": (cube(vectors=vector(value=[8.0, 1.0])), "value"),
    "a vector with a wrong gradient": (
        cube(vectors=vector(gradients={"x": [12.0, -3.0]})),
        "vectors",
    ),
    "a wrong statement beside a right rule": (cube(also={"elem[x]": "x**2"}), "statements"),
    "a wrong statement, found by SymPy too": (cube(also={"elem[x]": "x**2"}), "symbolic"),
    "a statement of another shape": (pair(derivative={"grad[w]": "sum(x)"}), "statements"),
    "a wrong differential": (matrix_square(derivative={"d": "2 * X @ dX"}), "statements"),
    "a wrong Hessian": (pair(derivative={"hess[x]": "-2 * eye(n)"}), "statements"),
    "a wrong Jacobian": (scaled_product(derivative={"jac[a]": "a * (X @ w)"}), "statements"),
    "another form that is no other form": (
        square_norm(derivative={"same": "sum(x)"}),
        "statements",
    ),
    "an untrue equation": (square_norm(derivative={"true": "x @ x == sum(x)"}), "statements"),
    "an untrue inequality": (square_norm(derivative={"true": "x @ x < 0"}), "statements"),
    "an identity's wrong gradient": (square_norm(derivative={"grad[x]": "x"}), "statements"),
    "a law that does not hold": (
        chain(derivative={"jac[x]": "2 * J(f, g(x)) @ J(g, x)"}),
        "statements",
    ),
    "a law whose sizes do not fit": (
        chain(derivative={"jac[x]": "J(f, x) @ J(g, x)"}),
        "registration",
    ),
    "an identity that is not smooth": (
        square_norm(function="sum(round(100 * x) / 100)"),
        "directional",
    ),
    "numbers in place of traced values": (
        matrix_square(pullback={"X": in_numbers}, pushforward={}),
        "second",
    ),
    "the second derivative alone": (
        matrix_square(pullback={"X": half_stopped}, pushforward={}),
        "second",
    ),
    "cancellation": (cube(primal=cancelling, analytic=False), "low_precision"),
    "a special point with a wrong slope": (absolute(special_points=(kink(1.0),)), "special"),
    "a special point with a wrong value": (absolute(special_points=(kink(0.0, 1.0),)), "special"),
    "another slope at the kink than promised": (
        absolute(partials={"x": "where(x >= 0, 1.0, -1.0)"}),
        "special",
    ),
    "no subgradient at the kink": (
        absolute(
            partials={"x": "where(x > 0, 1.0, where(x < 0, -1.0, 2.0))"},
            special_points=(kink(2.0),),
        ),
        "special",
    ),
    "nothing raised": (
        cube(
            special_points=(
                TestVector(name="0", operands={"x": [0.0]}, raises="ShapeError", why="-"),
            )
        ),
        "special",
    ),
    "keywords swallowed": (expansion(expand=ignores_keywords), "keywords"),
    "a rewrite with another value": (cube(rewrites={"abs(x)**3": "demo_cube(x)"}), "rewrites"),
    "a rewrite of an unknown word": (cube(rewrites={"cubo(abs(x))": "x"}), "rewrites"),
    "a rewrite that leads in a circle": (
        cube(rewrites={"exp(log(x))": "exp(log(x))"}, operands="x:(n) pos"),
        "rewrites",
    ),
    "a domain where nothing happens": (
        cube(
            function="maximum(x, 0)",
            operands="x:(n) range(-2,-1)",
            primal=never_positive,
            partials={"x": "where(x > 0, 1.0, 0.0)"},
            analytic=False,
        ),
        "sensitivity",
    ),
    "a constant that needs the derivative cut": (
        comparisons(numpy=("numpy.asarray", "numpy.isnan")),
        "constant",
    ),
}
