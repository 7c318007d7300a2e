"""The weight of the arctangent loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`1 / (1 + x**4)` at `x = r / c`, of two numbers that are at most 1."""
    x = abs(r) / c
    near, far = op.minimum(x, 1.0) ** 4, (1 / op.maximum(x, 1.0)) ** 4
    return far / (near + far)


rule = elementwise(
    id="robust.weight.arctan",
    title="Weight of the arctangent loss",
    summary="How much a residual counts: a flat hump with steep sides.",
    function="arctan_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="arctan_weight",
    partials={"c": "4 / c * (r / c * (r / c * y))**2", "r": "-4 / c * (r / c) * (r / c * y)**2"},
    also={
        "elem[c]": "4 * r**4 / c**5 * y**2",
        "elem[r]": "-4 * r**3 / c**4 * y**2",
        "same": "1 / (1 + (r / c)**4)",
    },
    primal=primal,
    why=(
        "The influence `r / (1 + (r / c)**4)` divided by `r`. The slope of a reciprocal is minus its "
        "square times the slope of the denominator."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -4.0]},
            value=[0.5, 0.058823529411764705],
            gradients={"c": 0.6107266435986159, "r": [-0.5, 0.05536332179930796]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e50]},
            value=[1.6e-199],
            gradients={"r": [-6.4e-249]},
            why="The curve has the tail of `(c / r)**4`.",
        ),
    ),
    references=("SciPy, least_squares, loss 'arctan'",),
    see_also=("robust.redescending.arctan", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
