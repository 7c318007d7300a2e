"""The Matern 5/2 profile."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(q: Array) -> Array:
    """`(1 + sqrt(5 * q) + 5 * q / 3) * exp(-sqrt(5 * q))`."""
    u = op.sqrt(5.0 * q)
    return (1.0 + u + u * u / 3.0) * op.exp(-u)


rule = elementwise(
    id="kernel.profile.matern52",
    title="Matern 5/2 profile",
    summary="The Matern 5/2 kernel as a function of the squared distance.",
    function="matern52(q)",
    operands="q:(n) pos",
    partials={"q": "-5 / 6 * matern32(5 * q / 3)"},
    also={
        "elem[q]": "-5 / 6 * (1 + sqrt(5 * q)) * exp(-sqrt(5 * q))",
        "same": "(1 + sqrt(5 * q) + 5 * q / 3) * exp(-sqrt(5 * q))",
    },
    primal=primal,
    analytic=True,
    why=(
        "With `u = sqrt(5 * q)` the slope in `u` is `-u * (1 + u) * exp(-u) / 3`, and that of the "
        "root is `5 / (2 * u)`. The factor `u` cancels, and the profile of the next rougher kernel "
        "is left: each derivative costs one degree of smoothness."
    ),
    vectors=(
        TestVector(
            operands={"q": [1.0, 0.25, 4.0]},
            value=[0.5239941088318203, 0.8286491424181253, 0.13866021913850426],
            gradients={"q": [-0.2882201939426478, -0.5770264050179663, -0.052089677096159435]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal points",
            operands={"q": [0.0]},
            value=[1.0],
            gradients={"q": [-5 / 6]},
            why="The limit from the right; squared distances are never negative.",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 4.17",),
    see_also=("kernel.matern52", "kernel.matern52_matrix", "kernel.profile.matern32"),
    tags=("radial profile", "twice differentiable"),
)
