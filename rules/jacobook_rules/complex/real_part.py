"""The real part of complex numbers."""

from jacobook import TestVector, general, shapes
from jacobook.rule import Array


def primal(z: Array) -> Array:
    """NumPy's `real`, which `ufunc.real` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.real(z)


rule = general(
    id="complex.real_part",
    title="Real part",
    summary="The real part of each complex entry.",
    function="real_part(z)",
    operands="z:(n) complex",
    derivative={"d": "real(dz)", "same": "(z + conjugate(z)) / 2"},
    op="real_part",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"z": "real(z_dot)"},
    pullback={"z": "y_bar"},
    why="The real part of a sum is the sum of the real parts.",
    pitfalls="It is real, so it is not analytic: its gradient is 1, its `d/dz` is one half.",
    vectors=(
        TestVector(
            operands={"z": [1 + 2j, -3j]},
            cotangent=[2.0, 5.0],
            value=[1.0, 0.0],
            gradients={"z": [2 + 0j, 5 + 0j]},
        ),
    ),
    references=("Matrix Cookbook, equations 229 and 230",),
    see_also=("ufunc.real", "complex.imaginary_part"),
    aliases=("complex.wirtinger.real",),
    tags=("real part",),
)
