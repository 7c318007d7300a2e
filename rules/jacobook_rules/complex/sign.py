"""The sign of complex numbers: their direction."""

from jacobook import TestVector, general, inf, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(z: Array) -> Array:
    """NumPy's `sign`, which `ufunc.sign` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.sign(z)


def turned(v: Array, y: Array, z: Array) -> Array:
    """The part of `v / |z|` across the direction `y`; 0 where `z` is 0."""
    size = op.complex_abs(z)
    across = v - y * op.real(op.conjugate(y) * v)
    return across / op.where(size == 0, inf, size)


def z_dot(z_dot: Array, y: Array, z: Array) -> Array:
    """`y_dot = (z_dot - y * real(conj(y) * z_dot)) / |z|`."""
    return turned(z_dot, y, z)


def z_bar(y_bar: Array, y: Array, z: Array) -> Array:
    """The same map, which is symmetric; conjugates, for `y_bar` is paired without one."""
    return op.conjugate(turned(op.conjugate(y_bar), y, z))


rule = general(
    id="complex.sign",
    title="Sign of complex numbers",
    summary="Each complex entry divided by its distance from zero: its direction.",
    function="complex_sign(z)",
    operands="z:(n) complex",
    derivative={
        "d": "(dz - y * real(conjugate(y) * dz)) / abs(z)",
        "same": "z / abs(z)",
    },
    conditions="No entry is zero.",
    op="complex_sign",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"z": z_dot},
    pullback={"z": z_bar},
    why=(
        "The quotient rule on `z / abs(z)`: `dz / abs(z)` less `y` times the change of the modulus "
        "over the modulus. A step along `z` does not turn it; a step across it turns it by the "
        "length of the step over `abs(z)`."
    ),
    pitfalls=(
        "The sign of a real number is a step and has the slope 0. That of a complex number moves "
        "on a circle. NumPy before version 2 had another sign, that of the real part."
    ),
    vectors=(
        TestVector(
            operands={"z": [3 + 4j, -2j]},
            cotangent=[25 + 0j, 2 + 2j],
            value=[0.6 + 0.8j, -1j],
            gradients={"z": [3.2 - 2.4j, 1 + 0j]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"z": [0j]},
            value=[0j],
            gradients={"z": [0j]},
            why="Zero has no direction; NumPy says 0, and the slope is taken as 0.",
        ),
    ),
    references=("Standard, Wirtinger calculus",),
    see_also=("ufunc.sign", "complex.abs", "complex.angle"),
    tags=("direction", "phase", "unit circle"),
)
