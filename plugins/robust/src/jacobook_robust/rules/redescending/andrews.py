"""Andrews' sine."""

from jacobook import TestVector, elementwise, nan, pi
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 * (1 - cos(x))` at `x = r / c`, at most `pi`; by the half angle."""
    half = op.minimum(abs(r) / c, pi) / 2
    return 2 * c * c * op.sin(half) ** 2


rule = elementwise(
    id="robust.redescending.andrews",
    title="Andrews' sine",
    summary="A bounded loss whose influence is one arch of a sine on each side.",
    function="andrews(c, r)",
    operands="c:() pos; r:(n)",
    partials={
        "c": "where(abs(r) > pi * c, 4 * c, 2 * y / c - r * sin(r / c))",
        "r": "where(abs(r) > pi * c, 0.0, c * sin(r / c))",
    },
    also={"same": "where(abs(r) > pi * c, 2 * c**2, c**2 * (1 - cos(r / c)))"},
    primal=primal,
    why=(
        "The slope of `c**2 * (1 - cos(r / c))` is `c * sin(r / c)`: about `r` near zero, largest at "
        "a quarter of a turn, and back at zero at half a turn, where the loss has reached `2 * c**2` "
        "and stays."
    ),
    pitfalls=(
        "At `abs(r) = pi * c` the second derivative jumps from -1 to 0; the one from inside is "
        "taken. Points further out have no say, so begin with a convex loss."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [1.0, -7.0]},
            value=[0.48966975243851, 8.0],
            gradients={"c": 8.010244213834304, "r": [0.958851077208406, 0.0]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e200]},
            value=[8.0],
            gradients={"r": [0.0]},
            why="Beyond half a turn a residual is ignored.",
        ),
        TestVector(
            name="nan",
            operands={"c": 2.0, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Andrews et al. 1972", "Andrews 1974"),
    see_also=("robust.weight.andrews", "robust.redescending.tukey"),
    tags=("robust loss", "symmetric", "bounded influence", "redescending", "finite rejection"),
)
