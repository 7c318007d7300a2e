"""The imaginary part of complex numbers."""

from jacobook import TestVector, general, shapes
from jacobook.rule import Array


def z_bar(y_bar: Array, y: Array, z: Array) -> Array:
    """`z_bar = -i * y_bar`, paired with `z_dot` without a conjugate."""
    return y_bar * -1j


def primal(z: Array) -> Array:
    """NumPy's `imag`, which `ufunc.imag` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.imag(z)


rule = general(
    id="complex.imaginary_part",
    title="Imaginary part",
    summary="The imaginary part of each complex entry.",
    function="imaginary_part(z)",
    operands="z:(n) complex",
    derivative={"d": "imag(dz)"},
    op="imaginary_part",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"z": "imag(z_dot)"},
    pullback={"z": z_bar},
    why="The imaginary part of a sum is the sum of the imaginary parts.",
    pitfalls="It is real, so it is not analytic: its gradient is the imaginary unit.",
    vectors=(
        TestVector(
            operands={"z": [1 + 2j, -3j]},
            cotangent=[2.0, 5.0],
            value=[2.0, -3.0],
            gradients={"z": [2j, 5j]},
        ),
    ),
    references=("Matrix Cookbook, equations 229 and 230",),
    see_also=("complex.real_part",),
    aliases=("complex.wirtinger.imag",),
    tags=("imaginary part",),
)
