"""The arctangent loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 / 2 * arctan(x**2)` at `x = r / c`: the angle of two numbers that are at most 1."""
    x = abs(r) / c
    return c * c / 2 * op.arctan2(op.minimum(x, 1.0) ** 2, (1 / op.maximum(x, 1.0)) ** 2)


rule = elementwise(
    id="robust.redescending.arctan",
    title="Arctangent loss",
    summary="A bounded loss: the inverse tangent of the squared residual.",
    function="arctan_loss(c, r)",
    operands="c:() pos; r:(n)",
    op="arctan_loss",
    partials={
        "c": "2 * y / c - r / c * (r * arctan_weight(c, r))",
        "r": "r * arctan_weight(c, r)",
    },
    also={
        "elem[c]": "2 * y / c - r**2 / c / (1 + (r / c)**4)",
        "elem[r]": "r / (1 + (r / c)**4)",
        "same": "c**2 / 2 * arctan((r / c)**2)",
    },
    primal=primal,
    why=(
        "The slope of `arctan(v)` is `1 / (1 + v**2)`, taken at `v = (r / c)**2`, whose own slope is "
        "`2 * r / c**2`. The constants cancel. The influence follows `r` longer than that of the "
        "other bounded losses, and then falls like the third power of the residual."
    ),
    pitfalls="Not convex beyond `c / 3**0.25`: start from a robust fit.",
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -4.0]},
            value=[1.5707963267948966, 2.651635327336065],
            gradients={"c": 2.751843418836844, "r": [1.0, -0.23529411764705882]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e200]},
            value=[3.141592653589793],
            gradients={"r": [0.0]},
            why="The fourth power would overflow, and is not computed.",
        ),
    ),
    references=("SciPy, least_squares, loss 'arctan'",),
    see_also=("robust.weight.arctan", "robust.redescending.geman_mcclure"),
    tags=("robust loss", "symmetric", "bounded influence", "redescending", "bounded loss"),
)
