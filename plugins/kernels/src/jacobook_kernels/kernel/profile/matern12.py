"""The Matern 1/2 profile: an exponential of the distance."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(q: Array) -> Array:
    """`exp(-sqrt(q))`."""
    return op.exp(-op.sqrt(q))


def along_q(direction: Array, y: Array, q: Array) -> Array:
    """The direction times `-y / (2 * sqrt(q))`, and 0 where `q` is 0; it serves both directions."""
    root = op.sqrt(op.where(q == 0, 1.0, q))
    return direction * op.where(q == 0, 0.0, -0.5 * y / root)


rule = general(
    id="kernel.profile.matern12",
    title="Matern 1/2 profile",
    summary="The Matern 1/2 kernel as a function of the squared distance.",
    function="matern12(q)",
    operands="q:(n) pos",
    derivative={
        "d": "-matern12(q) / (2 * sqrt(q)) * dq",
        "elem[q]": "-y / (2 * sqrt(q))",
        "same": "exp(-sqrt(q))",
    },
    conditions="q is positive.",
    op="matern12",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"q": along_q},
    pullback={"q": along_q},
    analytic=True,
    why="The chain rule through the root, whose slope is `1 / (2 * sqrt(q))`.",
    pitfalls=(
        "`q` is a squared distance divided by a squared length scale. As a function of it the "
        "slope at 0 is infinite, and a kernel matrix has zeros on its diagonal."
    ),
    vectors=(
        TestVector(
            operands={"q": [1.0, 0.25, 4.0]},
            value=[0.36787944117144233, 0.6065306597126334, 0.1353352832366127],
            gradients={"q": [-0.18393972058572117, -0.6065306597126334, -0.033833820809153176]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal points",
            operands={"q": [0.0]},
            value=[1.0],
            gradients={"q": [0.0]},
            why=(
                "Across equal points the kernel rises and falls alike, so its slope in the points "
                "is taken as 0. The infinite slope in `q` would meet the slope 0 of the square, "
                "and give NaN."
            ),
        ),
    ),
    references=("Rasmussen & Williams 2006, section 4.2.1",),
    see_also=("kernel.matern12", "kernel.profile.matern32"),
    tags=("exponential kernel", "Ornstein-Uhlenbeck", "Laplacian kernel"),
)
