"""The cross product."""

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def pull_a(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`a_bar = cross(b, y_bar)`. Shapes: (..., 3)."""
    target(a.shape, b.shape)
    return op.sum_to(op.cross(b, y_bar), shape=a.shape)


def pull_b(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`b_bar = cross(y_bar, a)`. Shapes: (..., 3)."""
    target(a.shape, b.shape)
    return op.sum_to(op.cross(y_bar, a), shape=b.shape)


def target(a: shapes.Shape, b: shapes.Shape) -> shapes.Shape:
    """The shape of vectors of three entries, in the last axis.

    Raises:
        ShapeError: they have not three entries.
    """
    if a[-1:] != (3,) or b[-1:] != (3,):
        raise ShapeError(
            f"cross: vectors of three entries are needed (append a 0); the shapes are {shapes.show(a)} and "
            f"{shapes.show(b)}"
        )
    return shapes.broadcast(a, b)


rule = multilinear(
    id="linalg.cross",
    title="Cross product",
    summary="The vector at right angles to two others, as long as their parallelogram is large.",
    function="cross(a, b)",
    operands="a:(3); b:(3)",
    derivative={
        "jac[a]": "-skew(b)",
        "jac[b]": "skew(a)",
        "vjp[a]": "cross(b, y_bar)",
        "vjp[b]": "cross(y_bar, a)",
        "d": "cross(da, b) + cross(a, db)",
        "same": ("skew(a) @ b", "-skew(b) @ a"),
    },
    conditions="Both vectors have three entries.",
    primal="numpy.cross",
    numpy=("numpy.linalg.cross",),
    full_call="cross_call",
    shape=target,
    pullback={"a": pull_a, "b": pull_b},
    analytic=True,
    why=(
        "The product is linear in each vector, so the product rule holds, with the order kept. The "
        "triple product `dot(y_bar, cross(a, b))` does not change when its vectors are moved round "
        "in a circle: that brings `a`, or `b`, out in front."
    ),
    pitfalls="The order matters: `cross(b, a)` is `-cross(a, b)`.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 3.0], "b": [4.0, 0.0, -1.0]},
            cotangent=[1.0, 0.0, 10.0],
            value=[-2.0, 13.0, -8.0],
            gradients={"a": [0.0, -41.0, 0.0], "b": [-20.0, 7.0, 2.0]},
        ),
        TestVector(
            name="rows against one vector",
            operands={"a": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], "b": [0.0, 0.0, 1.0]},
            value=[[0.0, -1.0, 0.0], [1.0, 0.0, 0.0]],
            gradients={"a": [[-1.0, 1.0, 0.0], [-1.0, 1.0, 0.0]], "b": [-1.0, 1.0, 0.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (vector-by-scalar)",),
    see_also=("linalg.skew", "linalg.outer"),
    tags=("cross product", "vector product"),
)
