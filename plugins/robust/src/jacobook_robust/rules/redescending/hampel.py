"""Hampel's three-part loss."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(a: Array, b: Array, c: Array, r: Array) -> Array:
    """The area under the influence: a triangle, a rectangle and a falling triangle."""
    size = abs(r)
    rising, level = op.minimum(size, a), op.minimum(op.maximum(size, a), b)
    left = op.minimum(op.maximum((c - size) / (c - b), 0.0), 1.0)
    return rising * rising / 2 + a * (level - a) + a * (c - b) / 2 * (1 - left * left)


rule = elementwise(
    id="robust.redescending.hampel",
    title="Hampel's three-part loss",
    summary="An influence of straight pieces: it rises, stays level, falls, and ends at zero.",
    function="hampel(a, b, c, r)",
    operands="a:() range(0.3,0.7); b:() range(0.9,1.2); c:() range(1.5,1.9); r:(n)",
    partials={
        "a": "where(abs(r) <= a, 0.0, y / a - a / 2)",
        "b": "a / 2 * (1 - clip((c - abs(r)) / (c - b), 0, 1)**2)",
        "c": "a / 2 * (1 - clip((c - abs(r)) / (c - b), 0, 1))**2",
        "r": "where(abs(r) <= a, r, a * sign(r) * clip((c - abs(r)) / (c - b), 0, 1))",
    },
    conditions="a, b and c are positive and increase.",
    primal=primal,
    why=(
        "The influence is prescribed, and the loss is the area under it: `r` up to `a`, then `a`, "
        "from `b` on a straight fall that ends at `c`. Moving a corner changes the area; its slopes "
        "by `b` and `c` are those of the falling triangle."
    ),
    pitfalls=(
        "The influence has kinks at all three corners; the second derivative there is the one from "
        "inside at `a`, and 0 at `b` and `c`. The fall should be slow, with `c - b` at least `2 * a`: "
        "its negative slope works against the points in the middle."
    ),
    vectors=(
        TestVector(
            operands={"a": 1.0, "b": 2.0, "c": 4.0, "r": [0.5, -1.5, 3.0, -9.0]},
            value=[0.125, 1.0, 2.25, 2.5],
            gradients={"a": 4.25, "b": 0.875, "c": 0.625, "r": [0.5, -1.0, 0.5, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="corners",
            operands={"a": 1.0, "b": 2.0, "c": 4.0, "r": [1.0, -2.0, 4.0]},
            value=[0.5, 1.5, 2.5],
            gradients={"r": [1.0, -1.0, 0.0]},
            why="The influence is continuous there.",
        ),
        TestVector(
            name="far out",
            operands={"a": 1.0, "b": 2.0, "c": 4.0, "r": [1e200]},
            value=[2.5],
            gradients={"r": [0.0]},
            why="Beyond the last corner a residual is ignored.",
        ),
        TestVector(
            name="nan",
            operands={"a": 1.0, "b": 2.0, "c": 4.0, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Andrews et al. 1972", "Hampel et al. 1986, section 2.6"),
    see_also=("robust.weight.hampel", "robust.redescending.tukey", "robust.convex.huber"),
    tags=("robust loss", "symmetric", "bounded influence", "redescending", "finite rejection"),
)
