"""The same numbers in another floating type."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook.errors import DTypeError
from jacobook.rule import Array


def primal(x: Array, *, dtype: Any) -> Array:
    """`x` in another number type.

    Raises:
        DTypeError: a floating value would become an integer or a truth value.
    """
    y = x.astype(dtype)
    if x.dtype.kind == "f" and y.dtype.kind not in "fc":
        raise DTypeError(
            f"array.astype: from {x.dtype} to {y.dtype} the value is cut to steps, which have no "
            "useful slope. Use jb.stop(x).astype(...) where the result is meant to be a constant."
        )
    return y


rule = linear(
    id="array.astype",
    title="Change of the number type",
    summary="The same numbers in another floating type.",
    function="astype(x, 'float64')",
    operands="x:(n)",
    derivative={"vjp[x]": "y_bar", "d": "dx"},
    primal=primal,
    numpy=("numpy.astype",),
    parameters={"dtype": "float64"},
    shape=shapes.unchanged,
    adjoint="y_bar",
    skip={
        "keywords": "NumPy's function takes the type by position only; the check gives keywords.",
    },
    why="Up to rounding the value does not change, so the slope is 1.",
    pitfalls="Half of the digits are lost in float32; the gradient has the type of the variable.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.5]},
            parameters={"dtype": "float32"},
            cotangent=[3.0, 10.0],
            value=[1.0, 2.5],
            gradients={"x": [3.0, 10.0]},
        ),
    ),
    references=("NumPy reference, ndarray.astype",),
    see_also=("array.copy",),
)
