"""A power with a complex base or exponent."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(z: Array, a: Array) -> Array:
    """NumPy's `power`, which `ufunc.power` answers for and gives complex operands to this rule."""
    import numpy as np

    return np.power(z, a)


rule = elementwise(
    id="complex.power",
    title="Power of complex numbers",
    summary="Each entry raised to an exponent, where one of the two or both are complex.",
    function="complex_power(z, a)",
    operands="z:(n) complex; a:(n) complex",
    partials={
        "z": "a * where((z == 0) & (a == 0), 1.0, z)**(a - 1)",
        "a": "y * log(where(z == 0, where(real(a) > 0, 1.0, nan), z + 0 * a))",
    },
    also={"elem[z]": "a * z**(a - 1)", "elem[a]": "y * log(z)"},
    conditions="z is not zero, and not a negative real number unless a is a whole number.",
    op="complex_power",
    primal=primal,
    why=(
        "`z**a` is `exp(a * log(z))`. By the chain rule its derivative by `a` is `z**a * log(z)`, "
        "and by `z` it is `z**a * a / z = a * z**(a - 1)`. Adding `0 * a` makes a real base complex, "
        "so that a negative one has a logarithm, as it has a power."
    ),
    pitfalls=(
        "NumPy's logarithm has an imaginary part between `-pi` and `pi`. Across the negative real "
        "axis the power jumps."
    ),
    vectors=(
        TestVector(
            operands={"z": [2j, 1j], "a": [2 + 0j, 2 + 0j]},
            value=[-4 + 0j, -1 + 0j],
            gradients={
                "z": [-4j, -2j],
                "a": [-2.772588722239781 + 6.283185307179586j, 1.5707963267948966j],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"z": [0j, 0j], "a": [2 + 0j, 0j]},
            value=[0j, 1 + 0j],
            gradients={"z": [0j, 0j]},
            why="As for real numbers: `z**0` is the constant 1.",
        ),
    ),
    references=("NumPy ufunc reference", "DLMF, section 4.2(iv)"),
    see_also=("ufunc.power", "ufunc.power_int", "complex.conj"),
    tags=("principal branch", "analytic function"),
)
