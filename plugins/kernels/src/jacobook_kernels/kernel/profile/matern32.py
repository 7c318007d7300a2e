"""The Matern 3/2 profile."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(q: Array) -> Array:
    """`(1 + sqrt(3 * q)) * exp(-sqrt(3 * q))`."""
    u = op.sqrt(3.0 * q)
    return (1.0 + u) * op.exp(-u)


rule = elementwise(
    id="kernel.profile.matern32",
    title="Matern 3/2 profile",
    summary="The Matern 3/2 kernel as a function of the squared distance.",
    function="matern32(q)",
    operands="q:(n) pos",
    partials={"q": "-1.5 * matern12(3 * q)"},
    also={
        "elem[q]": "-1.5 * exp(-sqrt(3 * q))",
        "same": "(1 + sqrt(3 * q)) * exp(-sqrt(3 * q))",
    },
    primal=primal,
    analytic=True,
    why=(
        "With `u = sqrt(3 * q)` the slope in `u` is `-u * exp(-u)`, and that of the root is "
        "`3 / (2 * u)`: the factor `u`, which vanishes for equal points, cancels. What is left is "
        "the profile of the next rougher kernel."
    ),
    pitfalls=(
        "Differentiated by the distance instead, two equal numbers are subtracted, and at equal "
        "points the second derivative comes out as 0."
    ),
    vectors=(
        TestVector(
            operands={"q": [1.0, 0.25, 4.0]},
            value=[0.48335772459650767, 0.7848876539574506, 0.13973135019231467],
            gradients={"q": [-0.2653818094766463, -0.6309300390811722, -0.046951669867399334]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal points",
            operands={"q": [0.0]},
            value=[1.0],
            gradients={"q": [-1.5]},
            why="The limit from the right; squared distances are never negative.",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 4.17",),
    see_also=("kernel.matern32", "kernel.profile.matern12", "kernel.profile.matern52"),
    tags=("radial profile", "once differentiable"),
)
