"""The spherical Bessel function of the first kind."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(k: Array, x: Array) -> Array:
    """SciPy's function, in the number type of `x`."""
    import numpy as np
    from scipy import special

    return special.spherical_jn(k, x).astype(np.result_type(k, x, 0.0))[()]


rule = elementwise(
    id="special.spherical_jn",
    title="Spherical Bessel function",
    summary="The radial part of a standing spherical wave.",
    function="spherical_jn(k, x)",
    operands="k:() int(0..3); x:(n) pos",
    partials={
        "x": "(k * spherical_jn(k - (k > 0), x) - (k + 1) * spherical_jn(k + 1, x)) / (2 * k + 1)"
    },
    also={"same": "sqrt(pi / (2 * x)) * jv(k + 0.5, x)"},
    conditions="The order k is a whole number and is held fixed.",
    primal=primal,
    numpy=("scipy.special.spherical_jn",),
    why=(
        "A recurrence of spherical Bessel functions expresses the slope by both neighbours in "
        "order, without a division by `x`. For order 0 the lower neighbour has the weight 0; the "
        "comparison, which counts as 1 or 0, keeps its order from being negative."
    ),
    pitfalls="The order is not differentiable: a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"k": 2, "x": [0.5, 3.0]},
            value=[0.016371106607993412, 0.29863749707573356],
            gradients={"x": [0.06431039098810609, 0.04704000268662241]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 0",
            operands={"k": 0, "x": [0.5, 3.0]},
            value=[0.958851077208406, 0.04704000268662241],
            gradients={"x": [-0.16253703063606656, -0.34567749976235596]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero, order 1",
            operands={"k": 1, "x": [0.0]},
            value=[0.0],
            gradients={"x": [0.3333333333333333]},
            why="The power series starts `x / 3`.",
        ),
        TestVector(
            name="zero, order 0",
            operands={"k": 0, "x": [0.0]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="It is `sin(x) / x`, which is even.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.51.1"),
    see_also=("special.jv", "ufunc.sinc"),
    tags=("Bessel function", "partial wave", "scattering"),
)
