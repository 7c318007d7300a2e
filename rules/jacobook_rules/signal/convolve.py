"""The convolution of two vectors."""

from typing import Any

from jacobook import TestVector, is_complex, multilinear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def pull_a(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str) -> Array:
    """`a_bar[i]`: the cotangent from `i` on, weighted with `v`. Shapes: `a` (n,), `v` (k,)."""
    if not (a.ndim and v.ndim):  # a number is a vector with one entry
        a_row, v_row = (op.reshape(x, shape=(-1,)) for x in (a, v))
        return op.reshape(pull_a(y_bar, y, a_row, v_row, mode=mode), shape=a.shape)
    if mode == "valid" and a.shape[0] >= v.shape[0]:
        return op.correlate(y_bar, turned(v), mode="full")
    return op.correlate(whole(y_bar, a, v) if mode == "same" else y_bar, turned(v))


def pull_v(y_bar: Array, y: Array, a: Array, v: Array, *, mode: str) -> Array:
    """`v_bar`: the same with `a` and `v` exchanged. Shapes as for `pull_a`."""
    return pull_a(y_bar, y, v, a, mode=mode)


def turned(v: Array) -> Array:
    """The conjugate of a complex `v`, which `correlate` conjugates back."""
    return op.conjugate(v) if is_complex(v) else v


def whole(y_bar: Array, a: Array, v: Array) -> Array:
    """The cotangent of all `n + k - 1` entries: zero for those that the mode `same` leaves out."""
    left_out = min(a.shape[0], v.shape[0]) - 1
    before = left_out // 2
    return op.pad(y_bar, pad_width=(before, left_out - before))


def target(a: shapes.Shape, v: shapes.Shape, *, mode: Any = "full") -> shapes.Shape:
    """All entries; or as many as the longer operand has; or those without padding."""
    a, v = a or (1,), v or (1,)
    if len(a) != 1 or len(v) != 1 or 0 in (*a, *v):
        raise ShapeError(
            f"convolve: two vectors with entries are needed, not {shapes.show(a)} and {shapes.show(v)}"
        )
    if mode == "full":
        return (shapes.plus(*a, *v, -1),)
    (letters, n), (others, k) = shapes.terms(a[0]), shapes.terms(v[0])
    if not (letters <= others or others <= letters):
        raise ShapeError(
            f"convolve: which of {a[0]} and {v[0]} is longer? Write sizes such as n and n + k"
        )
    long, short = (*a, *v) if letters > others or (letters == others and n >= k) else (*v, *a)
    return (long,) if mode == "same" else (shapes.plus(shapes.minus(long, short), 1),)


rule = multilinear(
    id="signal.convolve",
    title="Convolution",
    summary="The products of all pairs of entries, collected by the sum of their places.",
    function="convolve(a, v)",
    operands="a:(n); v:(k)",
    derivative={
        "vjp[a]": "correlate(y_bar, v)",
        "vjp[v]": "correlate(y_bar, a)",
        "d": "convolve(da, v) + convolve(a, dv)",
    },
    conditions="Neither vector is empty.",
    primal="numpy.convolve",
    parameters={"mode": "full"},
    shape=target,
    pullback={"a": pull_a, "v": pull_v},
    variants=({"mode": "same"}, {"mode": "valid"}),
    analytic=True,
    why=(
        "Entry `m` of the result is the sum of `a[i] * v[m - i]`. So `a[i]` meets the cotangents "
        "`y_bar[i + j]` with the weights `v[j]`: that is a correlation of the cotangent with `v`."
    ),
    pitfalls=(
        "The modes `same` and `valid` leave out entries at both ends; their cotangents count as "
        "zero. `same` gives as many entries as the longer vector has, whichever comes first."
    ),
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 3.0], "v": [10.0, 1.0]},
            cotangent=[1.0, 2.0, 3.0, 4.0],
            value=[10.0, 21.0, 32.0, 3.0],
            gradients={"a": [12.0, 23.0, 34.0], "v": [14.0, 20.0]},
        ),
        TestVector(
            name="valid, the longer vector last",
            operands={"a": [10.0, 1.0], "v": [1.0, 2.0, 3.0]},
            parameters={"mode": "valid"},
            cotangent=[1.0, 2.0],
            value=[21.0, 32.0],
            gradients={"a": [8.0, 5.0], "v": [1.0, 12.0, 20.0]},
        ),
        TestVector(
            name="same",
            operands={"a": [1.0, 2.0, 3.0], "v": [10.0, 1.0]},
            parameters={"mode": "same"},
            cotangent=[1.0, 2.0, 3.0],
            value=[10.0, 21.0, 32.0],
            gradients={"a": [12.0, 23.0, 30.0], "v": [14.0, 8.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="a number",
            operands={"a": 2.0, "v": [3.0, 5.0]},
            cotangent=[1.0, 10.0],
            value=[6.0, 10.0],
            gradients={"a": 53.0, "v": [2.0, 20.0]},
            why="NumPy takes a number as a vector with one entry.",
        ),
        TestVector(
            name="empty",
            operands={"a": [], "v": [1.0]},
            raises="ShapeError",
            why="NumPy refuses an empty vector.",
        ),
    ),
    references=("NumPy reference, convolve", "Dumoulin & Visin 2016"),
    see_also=("signal.correlate", "nn.conv_full", "signal.convolve_nd"),
    tags=("convolution", "filter", "polynomial product"),
)
