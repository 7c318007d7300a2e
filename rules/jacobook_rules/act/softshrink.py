"""The soft threshold."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, a: Array) -> Array:
    """The size of `x` less `a`, or 0 if that is negative, with the sign of `x`."""
    return op.sign(x) * op.maximum(abs(x) - a, 0)


rule = elementwise(
    id="act.softshrink",
    title="Soft threshold",
    summary="Each entry moved towards zero by a fixed amount, and not beyond it.",
    function="softshrink(x, a)",
    operands="x:(n) nonint; a:() range(0.97,1.03)",
    partials={
        "x": "where(abs(x) > a, 1.0, where(abs(x) <= a, 0.0, nan))",
        "a": "-sign(x) * where(abs(x) > a, 1.0, 0.0)",
    },
    also={
        "elem[x]": "where(abs(x) > a, 1.0, 0.0)",
        "jac[a]": "-sign(x) * where(abs(x) > a, 1.0, 0.0)",
        "same": ("sign(x) * maximum(abs(x) - a, 0)", "x - minimum(maximum(x, -a), a)"),
    },
    conditions="No entry has the size a; a is positive.",
    primal=primal,
    why=(
        "Beyond the threshold the output is `x - a` or `x + a`: it moves with `x` at rate 1, and "
        "towards zero as `a` grows. Below it the output stays 0. The function is the proximal map "
        "of `a` times the 1-norm, the step with which sparse regression is solved."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -2.0, 0.5, -4.0], "a": 1.5},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.5, -0.5, 0.0, -2.5],
            gradients={"x": [1.0, 10.0, 0.0, 1000.0], "a": 1009.0},
        ),
    ),
    special_points=(
        TestVector(
            name="at the threshold",
            operands={"x": [1.5, -1.5], "a": 1.5},
            value=[0.0, 0.0],
            gradients={"x": [0.0, 0.0], "a": 0.0},
            why="Flat on one side: the slope of least size.",
        ),
        TestVector(
            name="not finite",
            operands={"x": [inf, nan], "a": 1.5},
            value=[inf, nan],
            gradients={"x": [1.0, nan], "a": nan},
            why="Far out as any large entry; an undefined value has an undefined slope.",
        ),
    ),
    references=("Donoho & Johnstone 1994", "Parikh & Boyd 2014"),
    see_also=("act.hardshrink", "act.relu", "linalg.norm1"),
    tags=("soft thresholding", "shrinkage", "proximal operator", "lasso", "activation"),
)
