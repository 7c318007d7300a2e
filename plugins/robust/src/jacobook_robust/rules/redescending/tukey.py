"""Tukey's biweight."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 / 6 * (1 - (1 - v)**3)` at `v = (r / c)**2`, at most 1; multiplied out."""
    x = op.minimum(abs(r) / c, 1.0)
    v = x * x
    return c * c / 6 * (v * (3 - v * (3 - v)))


rule = elementwise(
    id="robust.redescending.tukey",
    title="Tukey's biweight",
    summary="A bounded loss that ignores residuals beyond the scale altogether.",
    function="tukey(c, r)",
    operands="c:() pos; r:(n)",
    partials={
        "c": "c * minimum(abs(r) / c, 1)**4 * (1 - 2 / 3 * minimum(abs(r) / c, 1)**2)",
        "r": "where(abs(r) > c, 0.0, r * (1 - minimum(abs(r) / c, 1)**2)**2)",
    },
    also={
        "elem[r]": "where(abs(r) <= c, r * (1 - (r / c)**2)**2, 0.0)",
        "same": "c**2 / 6 * (1 - (1 - minimum(abs(r) / c, 1)**2)**3)",
    },
    primal=primal,
    why=(
        "Inside, the slope of `1 - (1 - (r / c)**2)**3` is `6 * r / c**2` times the square of the "
        "bracket: its weight is squared twice over, hence the name. At `c` the bracket is zero, and "
        "so are slope and curvature; the constant beyond joins smoothly."
    ),
    pitfalls=(
        "Points beyond `c` have no say, so a bad start stays bad: begin with a convex loss, and "
        "with a robust scale. The third derivative jumps at `c`."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [1.0, -3.0]},
            value=[0.3854166666666667, 0.6666666666666666],
            gradients={"c": 0.7708333333333334, "r": [0.5625, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="edge",
            operands={"c": 2.0, "r": [2.0, -2.0]},
            value=[0.6666666666666666, 0.6666666666666666],
            gradients={"c": 1.3333333333333333, "r": [0.0, 0.0]},
            why="From here on a residual is ignored.",
        ),
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e200]},
            value=[0.6666666666666666],
            gradients={"r": [0.0]},
            why="The powers would overflow, and are not computed.",
        ),
        TestVector(
            name="nan",
            operands={"c": 2.0, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Beaton & Tukey 1974", "Hampel et al. 1986, section 2.6"),
    see_also=("robust.weight.tukey", "robust.redescending.andrews", "robust.redescending.hampel"),
    aliases=("biweight", "bisquare"),
    tags=("robust loss", "symmetric", "bounded influence", "redescending", "finite rejection"),
)
