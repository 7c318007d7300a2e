"""An axis cut, or filled with zeros, to a given length."""

from jacobook import TestVector, linear
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape


def primal(x: Array, *, size: int, axis: int = -1) -> Array:
    """The first `size` entries along `axis`, with zeros after the last one."""
    import numpy as np

    y = np.zeros((*x.shape[:axis], size, *x.shape[axis:][1:]), x.dtype)
    kept = min(size, x.shape[axis])
    np.moveaxis(y, axis, 0)[:kept] = np.moveaxis(x, axis, 0)[:kept]
    return y


def adjoint(y_bar: Array, y: Array, x: Array, *, size: int, axis: int = -1) -> Array:
    """`x_bar`: cut or filled back to the length of `x`."""
    return op.cut_or_pad(y_bar, size=x.shape[axis], axis=axis)


def target(x: Shape, *, size: int, axis: int = -1) -> Shape:
    """The shape with another size at `axis`."""
    place = axis % len(x)
    return (*x[:place], size, *x[place + 1 :])


rule = linear(
    id="array.cut_or_pad",
    title="Cut or fill with zeros to a length",
    summary="The first entries along an axis, and zeros where there are too few.",
    function="cut_or_pad(x, size=4)",
    operands="x:(n)",
    derivative={"d": "cut_or_pad(dx, size=4)"},
    op="cut_or_pad",
    primal=primal,
    parameters={"size": 4, "axis": -1},
    shape=target,
    adjoint=adjoint,
    variants=({"size": 2}, {"size": 0}),
    why=(
        "Entries that are cut have no influence; zeros that are added come from nowhere. So the "
        "cotangent is brought back to the old length in the same way."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            parameters={"size": 3},
            cotangent=[5.0, 6.0, 7.0],
            value=[1.0, 2.0, 0.0],
            gradients={"x": [5.0, 6.0]},
        ),
        TestVector(
            name="cut",
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"size": 1, "axis": 0},
            cotangent=[[5.0, 6.0]],
            value=[[1.0, 2.0]],
            gradients={"x": [[5.0, 6.0], [0.0, 0.0]]},
        ),
    ),
    references=("NumPy reference, fft.fft (parameter n)",),
    see_also=("array.pad", "fft.fft"),
    tags=("zero padding",),
)
