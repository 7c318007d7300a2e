"""A polynomial at a point, by its coefficients."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def polyval(p: Array, x: Array) -> Array:
    """`p[0] * x**(n - 1) + ... + p[n - 1]`, by Horner's scheme."""
    if isinstance(x, list | tuple):
        x = op.stack(*x, axis=0)
    y = 0.0 * x
    for coefficient in p:
        y = y * x + coefficient
    return y


def like_x(p: shapes.Shape, x: shapes.Shape) -> shapes.Shape:
    """The shape of the points."""
    return x


rule = derived(
    id="array.polyval",
    title="Value of a polynomial",
    summary="A polynomial at given points, by its coefficients, the highest power first.",
    function="p[0] * x**2 + p[1] * x + p[2]",
    operands="p:(3); x:(n)",
    derivative={
        "elem[x]": "2 * p[0] * x + p[1]",
        "vjp[p]": "stack([dot(y_bar, x**2), dot(y_bar, x), sum(y_bar)])",
    },
    expand=polyval,
    numpy=("numpy.polyval",),
    shape=like_x,
    analytic=True,
    why=(
        "The value is linear in the coefficients, with the powers of `x` as slopes; by `x` it is a "
        "polynomial again. Horner's scheme computes both without powers."
    ),
    pitfalls="The highest power comes first; NumPy's newer polynomials have it last.",
    vectors=(
        TestVector(
            operands={"p": [2.0, -1.0, 3.0], "x": [1.0, 2.0]},
            cotangent=[1.0, 10.0],
            value=[4.0, 9.0],
            gradients={"p": [41.0, 21.0, 11.0], "x": [3.0, 70.0]},
        ),
    ),
    references=("NumPy reference, polyval",),
    see_also=("array.vander",),
)
