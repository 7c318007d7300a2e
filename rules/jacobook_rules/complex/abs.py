"""The modulus of complex numbers."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def turn(z: Array) -> Array:
    """`conj(z) / |z|`; 0 at 0."""
    size = op.complex_abs(z)
    return op.conjugate(z / op.where(size == 0, 1.0, size))


def z_dot(z_dot: Array, y: Array, z: Array) -> Array:
    """`y_dot = real(conj(z) * z_dot) / |z|`."""
    return op.real(turn(z) * z_dot)


def z_bar(y_bar: Array, y: Array, z: Array) -> Array:
    """`z_bar = y_bar * conj(z) / |z|`, paired with `z_dot` without a conjugate."""
    return y_bar * turn(z)


def primal(z: Array) -> Array:
    """NumPy's `absolute`, which `ufunc.absolute` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.absolute(z)


rule = general(
    id="complex.abs",
    title="Modulus of complex numbers",
    summary="The distance of each complex entry from zero.",
    function="complex_abs(z)",
    operands="z:(n) complex",
    derivative={"d": "real(conjugate(z) * dz) / y", "same": "sqrt(real(z)**2 + imag(z)**2)"},
    conditions="No entry is zero.",
    op="complex_abs",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"z": z_dot},
    pullback={"z": z_bar},
    why=(
        "`y**2 = real(conjugate(z) * z)`. Both sides change: `2 * y * dy = 2 * real(conjugate(z) "
        "* dz)`. Divide by `2 * y`. A step along `z` changes the modulus most, a step around the "
        "circle not at all."
    ),
    pitfalls=(
        "The modulus is real, so it is not analytic: no complex number `c` gives `dy = c * dz`. "
        "Its gradient, the direction of steepest ascent, is `z / abs(z)`. JAX returns the conjugate."
    ),
    vectors=(
        TestVector(
            operands={"z": [3 + 4j, -2j]},
            cotangent=[5.0, 1.0],
            value=[5.0, 2.0],
            gradients={"z": [3 + 4j, -1j]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"z": [0j]},
            value=[0.0],
            gradients={"z": [0j]},
            why="Every direction leads upwards; the subgradient of least norm is 0.",
        ),
    ),
    references=("Matrix Cookbook, equation 231", "Standard, Wirtinger calculus"),
    see_also=("ufunc.absolute", "complex.angle"),
    aliases=("complex.wirtinger.abs",),
    tags=("modulus", "magnitude", "spectrum"),
)
