"""Entries added around an array: zeros, other numbers, or repeated entries."""

from typing import Any

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array

REPEATING = ("edge", "reflect", "symmetric", "wrap")


def primal(x: Array, *, pad_width: Any, mode: str, constant_values: Any) -> Array:
    """`x` with entries added before and after each axis."""
    import numpy as np

    if mode == "constant":
        return np.pad(x, pad_width, mode="constant", constant_values=constant_values)
    if mode in REPEATING:
        return np.pad(x, pad_width, mode=mode)  # type: ignore[call-overload]
    raise UnsupportedKeywordError(
        f"array.pad: no rule for mode={mode!r}; the modes with one are constant, "
        f"{', '.join(REPEATING)}. Put other borders together with np.concatenate."
    )


def push_x(
    x_dot: Array, y: Array, x: Array, *, pad_width: Any, mode: str, constant_values: Any
) -> Array:
    """`y_dot`: the tangent padded in the same way; constants do not move."""
    return op.pad(x_dot, pad_width=pad_width, mode=mode)


def pull_x(
    y_bar: Array, y: Array, x: Array, *, pad_width: Any, mode: str, constant_values: Any
) -> Array:
    """`x_bar`: the inner part of the cotangent, with that of every repeated entry added."""
    if mode == "constant":
        widths = shapes.pad_widths(x.ndim, pad_width)
        pairs = zip(x.shape, widths, strict=True)
        return y_bar[tuple(slice(before, before + size) for size, (before, _) in pairs)]
    import numpy as np

    size = shapes.count(x.shape)
    origin: Any = np.pad(np.arange(size).reshape(x.shape), pad_width, mode=mode)  # type: ignore[call-overload]
    return op.reshape(op.scatter(y_bar, index=(origin,), shape=(size,)), shape=x.shape)


rule = general(
    id="array.pad",
    title="Zero padding",
    summary="Entries added before and after each axis: zeros unless the mode says otherwise.",
    function="pad(x, (2, 1))",
    operands="x:(n)",
    derivative={"vjp[x]": "y_bar[2:-1]", "d": "pad(dx, (2, 1))"},
    op="pad",
    primal=primal,
    parameters={"pad_width": (2, 1), "mode": "constant", "constant_values": 0},
    shape=shapes.padded,
    pushforward={"x": push_x},
    pullback={"x": pull_x},
    variants=(
        {"pad_width": 1},
        {"pad_width": ((1, 2),), "constant_values": 3.0},
        {"pad_width": ((0, 1), (2, 0))},
        {"pad_width": 1, "mode": "edge"},
        {"pad_width": 1, "mode": "reflect"},
        {"pad_width": (1, 2), "mode": "symmetric"},
        {"pad_width": (2, 1), "mode": "wrap"},
    ),
    analytic=True,
    why="The inner entries are those of `x`; the zeros around them do not move.",
    pitfalls="Where the padding repeats entries, each entry collects the cotangents of its copies.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0]},
            parameters={"pad_width": (2, 1)},
            cotangent=[1.0, 2.0, 10.0, 100.0, 1000.0, 3.0],
            value=[0.0, 0.0, 1.0, 2.0, 3.0, 0.0],
            gradients={"x": [10.0, 100.0, 1000.0]},
        ),
        TestVector(
            name="repeated edges",
            operands={"x": [1.0, 2.0, 3.0]},
            parameters={"pad_width": (2, 1), "mode": "edge"},
            cotangent=[1.0, 2.0, 10.0, 100.0, 1000.0, 3.0],
            value=[1.0, 1.0, 1.0, 2.0, 3.0, 3.0],
            gradients={"x": [13.0, 100.0, 1003.0]},
        ),
    ),
    references=("NumPy reference, pad",),
    see_also=("array.pad_call", "array.concatenate", "array.index"),
)
