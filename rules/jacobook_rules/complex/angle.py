"""The angle of complex numbers."""

from jacobook import TestVector, general, pi, shapes
from jacobook import operations as op
from jacobook.rule import Array


def share(z: Array) -> Array:
    """`conj(z) / |z|**2`, which is `1 / z`; 0 at 0, without overflow."""
    size = op.complex_abs(z)
    safe = op.where(size == 0, 1.0, size)
    return op.conjugate(z / safe) / safe


def unit(deg: bool) -> float:
    """One radian, in the unit asked for."""
    return 180 / pi if deg else 1.0


def z_dot(z_dot: Array, y: Array, z: Array, *, deg: bool = False) -> Array:
    """`y_dot = imag(z_dot / z)`."""
    return unit(deg) * op.imag(share(z) * z_dot)


def z_bar(y_bar: Array, y: Array, z: Array, *, deg: bool = False) -> Array:
    """`z_bar = -i * y_bar / z`, paired with `z_dot` without a conjugate."""
    return y_bar * share(z) * (unit(deg) * -1j)


def primal(z: Array, *, deg: bool = False) -> Array:
    """NumPy's `angle`, which `ufunc.angle` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.angle(z, deg)


rule = general(
    id="complex.angle",
    title="Angle of complex numbers",
    summary="The angle of each complex entry, counted from the positive real axis.",
    function="complex_angle(z)",
    operands="z:(n) complex",
    derivative={"d": "imag(dz / z)"},
    conditions="No entry lies on the negative real axis or at zero.",
    op="complex_angle",
    primal=primal,
    parameters={"deg": False},
    shape=shapes.unchanged,
    pushforward={"z": z_dot},
    pullback={"z": z_bar},
    variants=({"deg": True},),
    why=(
        "`log(z)` has the imaginary part `y`, and its derivative is `1 / z`. So `dy` is the "
        "imaginary part of `dz / z`. A step along `z` does not turn it; a step across it turns it "
        "by the length of the step over `abs(z)`."
    ),
    vectors=(
        TestVector(
            operands={"z": [1 + 1j, 2j]},
            cotangent=[2.0, 4.0],
            value=[0.7853981633974483, 1.5707963267948966],
            gradients={"z": [-1 + 1j, -2.0 + 0j]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"z": [0j]},
            value=[0.0],
            gradients={"z": [0j]},
            why="Zero has no direction; NumPy says 0, and the slope is taken as 0.",
        ),
        TestVector(
            name="on the cut",
            operands={"z": [-2 + 0j]},
            value=[3.141592653589793],
            gradients={"z": [0 - 0.5j]},
            why="The value jumps by a whole turn; the slopes on both sides agree.",
        ),
    ),
    references=("Standard, Wirtinger calculus",),
    see_also=("complex.abs", "ufunc.arctan2"),
    aliases=("complex.wirtinger.angle",),
    tags=("phase", "argument"),
)
