"""The inverse hyperbolic sine of complex numbers."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(z: Array) -> Array:
    """NumPy's `arcsinh`, which `ufunc.arcsinh` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.arcsinh(z)


def slope(z: Array) -> Array:
    """`1 / sqrt(1 + z**2)`, by two roots: they keep their digits near `i` and cannot overflow."""
    return 1 / (op.sqrt(1 + 1j * z) * op.sqrt(1 - 1j * z))


def z_dot(z_dot: Array, y: Array, z: Array) -> Array:
    """`y_dot = z_dot / sqrt(1 + z**2)`."""
    return slope(z) * z_dot


def z_bar(y_bar: Array, y: Array, z: Array) -> Array:
    """`z_bar = y_bar / sqrt(1 + z**2)`, paired with `z_dot` without a conjugate."""
    return slope(z) * y_bar


rule = general(
    id="complex.arcsinh",
    title="Inverse hyperbolic sine of complex numbers",
    summary="The complex number whose hyperbolic sine is the entry.",
    function="complex_arcsinh(z)",
    operands="z:(n) complex",
    derivative={"d": "dz / sqrt(1 + z**2)"},
    conditions="No entry lies on the imaginary axis beyond the imaginary unit or its conjugate.",
    op="complex_arcsinh",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"z": z_dot},
    pullback={"z": z_bar},
    why=(
        "Differentiate `sinh(y) = z`: `cosh(y)` times the slope is 1, and `cosh(y)**2 = 1 + z**2`. "
        "The value has the real part with the sign of that of `z`, so the root is the one whose "
        "real part is positive."
    ),
    pitfalls=(
        "For real numbers the root is a hypotenuse, which NumPy computes without overflow; it has "
        "none for complex ones. So `np.arcsinh` of complex numbers has this rule of its own."
    ),
    vectors=(
        TestVector(
            operands={"z": [0.75 + 0j, 0.6j]},
            cotangent=[5 + 0j, 4j],
            value=[0.6931471805599453 + 0j, 0.6435011087932844j],
            gradients={"z": [4 + 0j, 5j]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"z": [1e200 + 0j]},
            value=[461.2101657793691 + 0j],
            gradients={"z": [1e-200 + 0j]},
            why="The square would overflow.",
        ),
    ),
    references=("DLMF, section 4.38(ii)",),
    see_also=("ufunc.arcsinh", "complex.conj"),
    tags=("area hyperbolic sine", "analytic function"),
)
