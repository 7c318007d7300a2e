"""The cross-correlation of two vectors."""

from typing import Any

from jacobook import TestVector, is_complex, multilinear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def pull_a(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str) -> Array:
    """`a_bar`: the cotangent convolved with `v`. Shapes: `a` (n,), `v` (k,)."""
    if mode == "valid" and a.shape[0] >= v.shape[0]:
        return op.convolve(y_bar, turned(v))
    return op.convolve(whole(y_bar, a, v) if mode == "same" else y_bar, turned(v), mode="valid")


def pull_v(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str) -> Array:
    """`v_bar`: `a` correlated with the cotangent. Shapes as for `pull_a`."""
    if mode == "valid" and a.shape[0] < v.shape[0]:
        return turned(op.correlate(a, turned(y_bar), mode="full"))
    return turned(op.correlate(a, turned(whole(y_bar, a, v) if mode == "same" else y_bar)))


def turned(x: Array) -> Array:
    """The conjugate of complex numbers."""
    return op.conjugate(x) if is_complex(x) else x


def whole(y_bar: Array, a: Array, v: Array) -> Array:
    """The cotangent of all `n + k - 1` entries: zero for those that the mode `same` leaves out."""
    left_out = min(a.shape[0], v.shape[0]) - 1
    half = left_out // 2
    before = half if a.shape[0] >= v.shape[0] else left_out - half
    return op.pad(y_bar, pad_width=(before, left_out - before))


def target(a: shapes.Shape, v: shapes.Shape, *, mode: Any = "valid") -> shapes.Shape:
    """All entries; or as many as the longer operand has; or those without padding."""
    if len(a) != 1 or len(v) != 1 or 0 in (*a, *v):
        raise ShapeError(
            f"correlate: two vectors with entries are needed, not {shapes.show(a)} and {shapes.show(v)}"
        )
    if mode == "full":
        return (shapes.plus(*a, *v, -1),)
    (letters, n), (others, k) = shapes.terms(a[0]), shapes.terms(v[0])
    if not (letters <= others or others <= letters):
        raise ShapeError(
            f"correlate: which of {a[0]} and {v[0]} is longer? Write sizes such as n and n + k"
        )
    long, short = (*a, *v) if letters > others or (letters == others and n >= k) else (*v, *a)
    return (long,) if mode == "same" else (shapes.plus(shapes.minus(long, short), 1),)


rule = multilinear(
    id="signal.correlate",
    title="Cross-correlation",
    summary="The dot product of one vector with each window of another.",
    function="correlate(a, v)",
    operands="a:(k + n); v:(k)",
    derivative={
        "vjp[a]": "convolve(y_bar, v)",
        "vjp[v]": "correlate(a, y_bar)",
        "d": "correlate(da, v) + correlate(a, dv)",
        "same": "convolve(a, flip(v), mode='valid')",
    },
    conditions="Neither vector is empty. The formulas for pulling back are for a longer first one.",
    primal="numpy.correlate",
    parameters={"mode": "valid"},
    shape=target,
    pullback={"a": pull_a, "v": pull_v},
    variants=({"mode": "same"}, {"mode": "full"}),
    why=(
        "Entry `m` of the result is the sum of `a[m + j] * v[j]`. So `a[i]` meets the cotangents "
        "`y_bar[i - j]` with the weights `v[j]`, which is a convolution; and `v[j]` meets "
        "`y_bar[m]` with the weights `a[m + j]`, which is a correlation again."
    ),
    pitfalls=(
        "Unlike a convolution it does not commute: exchanging the vectors reverses the result. "
        "NumPy's `correlate` keeps the entries without padding by default, its `convolve` all."
    ),
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 3.0, 4.0], "v": [10.0, 1.0]},
            cotangent=[1.0, 2.0, 3.0],
            value=[12.0, 23.0, 34.0],
            gradients={"a": [10.0, 21.0, 32.0, 3.0], "v": [14.0, 20.0]},
        ),
        TestVector(
            name="the longer vector last",
            operands={"a": [10.0, 1.0], "v": [1.0, 2.0, 3.0]},
            cotangent=[1.0, 2.0],
            value=[23.0, 12.0],
            gradients={"a": [4.0, 7.0], "v": [20.0, 12.0, 1.0]},
        ),
        TestVector(
            name="full",
            operands={"a": [1.0, 2.0, 3.0], "v": [10.0, 1.0]},
            parameters={"mode": "full"},
            cotangent=[1.0, 2.0, 3.0, 4.0],
            value=[1.0, 12.0, 23.0, 30.0],
            gradients={"a": [21.0, 32.0, 43.0], "v": [20.0, 14.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="empty",
            operands={"a": [], "v": [1.0]},
            raises="ShapeError",
            why="NumPy refuses an empty vector.",
        ),
    ),
    references=("NumPy reference, correlate", "Dumoulin & Visin 2016"),
    see_also=("signal.convolve", "nn.conv1d", "signal.correlate_nd"),
    tags=("correlation", "sliding dot product", "matched filter"),
)
