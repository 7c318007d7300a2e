"""The angle between two vectors."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def expand(x: Array, y: Array) -> Array:
    """Twice the angle by its tangent: the sides of the rhombus of unit vectors. Shapes: (..., n)."""
    p = x / op.norm2(x, axis=-1, keepdims=True)
    q = y / op.norm2(y, axis=-1, keepdims=True)
    return 2 * op.arctan2(op.norm2(p - q, axis=-1), op.norm2(p + q, axis=-1))


def target(x: shapes.Shape, y: shapes.Shape) -> shapes.Shape:
    """A number for each pair of vectors.

    Raises:
        ShapeError: one of them is a number, or has no entries.
    """
    if 0 in (*x[-1:], *y[-1:]) or not (x and y):
        raise ShapeError(
            f"angle_between: vectors are needed; the shapes are {shapes.show(x)}, {shapes.show(y)}"
        )
    return shapes.broadcast(x, y)[:-1]


_COSINE = "dot(x, y)/(norm2(x)*norm2(y))"

rule = derived(
    id="geom.angle_between",
    title="Angle between two vectors",
    summary="The angle from one direction to another, between 0 and half a turn.",
    function="angle_between(x, y)",
    operands="x:(n); y:(n)",
    result="t",
    derivative={
        "grad[x]": (
            "(x*dot(x, y)/dot(x, x) - y) / sqrt(dot(x, x)*dot(y, y) - dot(x, y)**2)",
            f"-(y/norm2(y) - {_COSINE}*x/norm2(x)) / (norm2(x)*sqrt(1 - ({_COSINE})**2))",
        ),
        "grad[y]": "(y*dot(x, y)/dot(y, y) - x) / sqrt(dot(x, x)*dot(y, y) - dot(x, y)**2)",
        "same": f"arccos({_COSINE})",
    },
    conditions="Neither vector is zero, and they are not parallel.",
    op="angle_between",
    expand=expand,
    shape=target,
    rewrites={
        f"arccos({product}/{lengths})": "angle_between(x, y)"
        for product in ("dot(x, y)", "x @ y")
        for lengths in ("(norm2(x)*norm2(y))", "norm2(x)/norm2(y)")
    },
    why=(
        "Turning `x` towards `y` by a length `e` brings the angle down by `e/norm2(x)`. So the "
        "gradient points away from `y`, at right angles to `x`: minus the part of `y` across `x`, "
        "scaled to the length `1/norm2(x)`. The root is the area of the parallelogram of both, "
        "`norm2(x)*norm2(y)*sin(t)`."
    ),
    pitfalls=(
        "The arccosine of a cosine near 1 loses half of the digits, and by rounding may be NaN. "
        "Here the angle is twice an arctangent; an arccosine is rewritten to it where both vectors "
        "are variables."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 4.0], "y": [1.0, 0.0]},
            value=0.9272952180016122,
            gradients={"x": [-0.16, 0.12], "y": [0.0, -1.0]},
            source="mpmath, 60 digits",
        ),
        TestVector(
            name="in space",
            operands={"x": [1.0, 2.0, 2.0], "y": [3.0, 0.0, 4.0]},
            value=0.7475843496690208,
            gradients={
                "x": [-0.17432545345616357, 0.23969749850222494, -0.15253477177414312],
                "y": [0.03137858162210944, -0.19611613513818404, -0.023533936216582084],
            },
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="same direction",
            operands={"x": [1.0, 0.0], "y": [2.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why="The angle grows whichever way one turns: a kink, whose shortest subgradient is 0.",
        ),
        TestVector(
            name="opposite directions",
            operands={"x": [1.0, 0.0], "y": [-2.0, 0.0]},
            value=3.141592653589793,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why="The angle shrinks whichever way one turns; 0 lies between the slopes.",
        ),
    ),
    references=("Kahan 2006, angles between vectors", "Standard, quotient rule"),
    see_also=("ufunc.arccos", "geom.cross", "geom.rotation.log"),
    tags=("angle", "cosine similarity"),
)
