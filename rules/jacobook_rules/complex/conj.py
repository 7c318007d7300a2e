"""The complex conjugate."""

from jacobook import TestVector, general, shapes
from jacobook.rule import Array


def primal(z: Array) -> Array:
    """NumPy's `conjugate`, which `ufunc.conjugate` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.conjugate(z)


rule = general(
    id="complex.conj",
    title="Complex conjugate",
    summary="Each complex entry with the sign of its imaginary part changed.",
    function="complex_conj(z)",
    operands="z:(n) complex",
    derivative={"d": "conjugate(dz)"},
    op="complex_conj",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"z": "conjugate(z_dot)"},
    pullback={"z": "conjugate(y_bar)"},
    why=(
        "The conjugate of a sum is the sum of the conjugates, so the change of the conjugate is "
        "the conjugate of the change."
    ),
    pitfalls=(
        "It is linear over the real numbers and not over the complex ones: `d/dz` is 0 and "
        "`d/dz*` is 1. A formula with `conj` in it is not analytic."
    ),
    vectors=(
        TestVector(
            operands={"z": [1 + 2j, -3j]},
            cotangent=[2 + 1j, 1j],
            value=[1 - 2j, 3j],
            gradients={"z": [2 - 1j, -1j]},
        ),
    ),
    references=("Matrix Cookbook, equations 45, 229 and 230",),
    see_also=("ufunc.conjugate", "complex.real_part"),
    aliases=("complex.wirtinger.conjugate",),
    tags=("conjugate",),
)
