"""Divided differences of an element-wise function."""

from collections.abc import Callable

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array

NODES = (10, 8, 6, 5, 4)
"""Points of Gauss's rule along each direction, by the number of directions; the last for more."""
GOOD = 64.0
"""A quotient whose error is below so many units of rounding error needs no other way."""


def primal(*xs: Array, function: str = "sin") -> Array:
    """`(f(b) - f(a)) / (b - a)` of two numbers, `f'(a)` where they meet; so on for more numbers.

    Newton's table: each column has the differences of one number more, with their errors.
    """
    import numpy as np

    numbers = np.sort(np.stack(np.broadcast_arrays(*xs)).astype(float), axis=0)
    with np.errstate(all="ignore"):
        values = np.array(getattr(op, function)(numbers), float)
        errors = np.finfo(float).eps * np.abs(values)
        for order in range(1, len(xs)):
            values, errors = next_column(values, errors, numbers, order, function)
    return np.asarray(values[0], np.result_type(*xs, np.float32))[()]


def next_column(
    values: Array, errors: Array, xs: Array, order: int, function: str
) -> tuple[Array, Array]:
    """The differences of `order + 1` neighbours, and how wrong they may be.

    They are quotients of differences; where these have lost digits, means of a derivative.
    """
    import numpy as np

    widths = xs[order:] - xs[:-order]
    found = (values[1:] - values[:-1]) / widths
    wrong = (errors[1:] + errors[:-1]) / widths
    poor = ~((wrong <= GOOD * np.finfo(float).eps * np.abs(found)) & np.isfinite(found))
    if poor.any():
        groups = np.stack([xs[i : len(xs) - order + i] for i in range(order + 1)])[:, poor]
        means, spread = averaged(groups, function)
        better = ~(spread > wrong[poor])
        found[poor] = np.where(better, means, found[poor])
        wrong[poor] = np.where(better, spread, wrong[poor])
    return found, wrong


def averaged(xs: Array, function: str) -> tuple[Array, Array]:
    """The difference of close numbers, as a mean of the derivative of order `k` between them.

    It is Hermite and Genocchi's formula by Gauss's rule; with two nodes less it tells its error.
    """
    import numpy as np

    order = len(xs) - 1
    count = NODES[min(order, len(NODES)) - 1]
    rules = [gauss(count, order), gauss(count - 2, order)]
    places = np.concatenate([places for places, _ in rules])
    slopes = derivative(getattr(op, function), order)(xs[0] + places @ np.diff(xs, axis=0))
    split = len(rules[0][0])
    fine, coarse = rules[0][1] @ slopes[:split], rules[1][1] @ slopes[split:]
    return fine, np.abs(fine - coarse) + 4 * np.finfo(float).eps * np.abs(fine)


def gauss(count: int, order: int) -> tuple[Array, Array]:
    """Places among the numbers, as shares of the steps between them, and their weights."""
    import numpy as np

    points, weights = np.polynomial.legendre.leggauss(count)
    u = np.stack(np.meshgrid(*[(points + 1) / 2] * order, indexing="ij")).reshape(order, -1)
    sizes = np.stack(np.meshgrid(*[weights / 2] * order, indexing="ij")).reshape(order, -1)
    volumes = (sizes * u ** np.arange(order - 1, -1, -1)[:, None]).prod(axis=0)
    return np.cumprod(u, axis=0).T, volumes


def derivative(f: Callable[[Array], Array], order: int) -> Callable[[Array], Array]:
    """The derivative of some order of a function of each entry."""
    import numpy as np

    from jacobook import jvp

    if not order:
        return f
    return derivative(lambda x: jvp(f, (x,), (np.ones_like(x),))[1], order - 1)


def pull_x(y_bar: Array, y: Array, *xs: Array, position: int, function: str = "sin") -> Array:
    """`x_bar`: the difference with this number taken twice."""
    again = op.divided_difference(*xs, xs[position], function=function)
    return op.sum_to(y_bar * again, shape=xs[position].shape)


def push_x(x_dot: Array, y: Array, *xs: Array, position: int, function: str = "sin") -> Array:
    """`y_dot`: the difference with this number taken twice."""
    return x_dot * op.divided_difference(*xs, xs[position], function=function)


def target(*xs: shapes.Shape, function: str = "sin") -> shapes.Shape:
    """The numbers broadcast."""
    return shapes.broadcast(*xs)


rule = general(
    id="matfun.divided_difference",
    title="Divided differences",
    summary="The slope of a function between two numbers, and its slope at one where they meet.",
    function="divided_difference([xs])",
    operands="*xs:(n)",
    op="divided_difference",
    primal=primal,
    parameters={"function": "sin"},
    shape=target,
    pushforward={"xs": push_x},
    pullback={"xs": pull_x},
    variants=({"function": "exp"},),
    why=(
        "Of two numbers it is `(f(b) - f(a)) / (b - a)`; of more, the same quotient made of "
        "differences of fewer numbers. Moving one number is adding a number next to it: the "
        "derivative by `x[i]` is the difference in which `x[i]` stands twice. Where the quotient "
        "would lose digits, it is computed as a mean of a derivative of `f` instead."
    ),
    pitfalls=(
        "`function` is the name of an element-wise operation of this book. Between the numbers it "
        "must be smooth: no pole of it may lie there."
    ),
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [3.0, 2.0]]},
            parameters={"function": "square"},
            cotangent=[10.0, 100.0],
            value=[4.0, 4.0],
            gradients={"xs": [[10.0, 100.0], [10.0, 100.0]]},
        ),
        TestVector(
            name="three numbers",
            operands={"xs": [[1.0], [2.0], [4.0]]},
            parameters={"function": "reciprocal"},
            cotangent=[64.0],
            value=[0.125],
            gradients={"xs": [[-8.0], [-4.0], [-2.0]]},
        ),
        TestVector(
            name="close",
            operands={"xs": [[1.0], [1.0000000001]]},
            parameters={"function": "exp"},
            value=[2.7182818285949595],
            gradients={"xs": [[1.3591409142748274], [1.359140914320132]]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Higham 2008, appendix B.16", "DLMF, section 3.3(iii)"),
    see_also=("matfun.symmetric", "linalg.gap_recip"),
    aliases=("loewner",),
    tags=("divided difference", "Loewner matrix", "Daleckii-Krein"),
)
