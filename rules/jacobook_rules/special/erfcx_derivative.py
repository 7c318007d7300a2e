"""The derivatives of the scaled complementary error function, of every order."""

from jacobook import TestVector, general, pi, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, order: int) -> Array:
    """The derivative of `order`: a recurrence, or where that cancels a continued fraction."""
    import numpy as np

    z = np.asarray(x, float)
    far = z > 2
    y: Array = np.where(
        far, _by_fractions(np.where(far, z, 2.0), order), _forward(np.where(far, 2.0, z), order)
    )
    return y.astype(np.result_type(x, 0.0))[()]


def _forward(z: Array, order: int) -> Array:
    """From the value up, by `D[n] = 2 * z * D[n - 1] + 2 * (n - 1) * D[n - 2]`."""
    from scipy import special

    before, y = 0.0, special.erfcx(z)
    for n in range(1, order + 1):
        before, y = y, 2 * z * y + (2 * (n - 1) * before if n > 1 else -2 / pi**0.5)
    return y


def _by_fractions(z: Array, order: int) -> Array:
    """The ratios `D[n] / D[n - 1]` as a continued fraction, from the inside out."""
    from scipy import special

    y, inner = special.erfcx(z), 0.0
    for n in range(100 + order, 0, -1):
        inner = 1 / (2 * z + 2 * (n + 1) * inner)
        if n <= order:
            y = -2 * n * inner * y
    return y


def along_x(direction: Array, y: Array, x: Array, *, order: int) -> Array:
    """`x_bar` or `y_dot`: the direction times the derivative of the next order."""
    return direction * op.erfcx_derivative(x, order=order + 1)


rule = general(
    id="special.erfcx_derivative",
    title="Derivatives of the scaled complementary error function",
    summary=(
        "The derivative of a given order of the scaled complementary error function, without "
        "cancellation."
    ),
    function="erfcx_derivative(x)",
    operands="x:(n)",
    derivative={
        "elem[x]": ("erfcx_derivative(x, order=2)", "2 * erfcx(x) + 2 * x * y"),
        "same": "2 * x * erfcx(x) - 2 / sqrt(pi)",
    },
    op="erfcx_derivative",
    primal=primal,
    parameters={"order": 1},
    shape=shapes.unchanged,
    pushforward={"x": along_x},
    pullback={"x": along_x},
    variants=({"order": 2}, {"order": 3}),
    why=(
        "Differentiating `2 * x * erfcx(x) - 2 / sqrt(pi)` again and again expresses each "
        "derivative by the two before. For large `x` that recurrence cancels, and the ratio of "
        "each derivative to the one before is computed as a continued fraction instead, in which "
        "all terms are positive."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[-0.5126888229025867, -24.062487785802624],
            gradients={"x": [0.718691865483265, 78.50350635947225]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="third order",
            operands={"x": [0.25, 4.0]},
            parameters={"order": 3},
            value=[-2.3882784984965637, -0.010087092460476687],
            gradients={"x": [5.820401643833637, 0.008888459255893355]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far right",
            operands={"x": [1000.0]},
            value=[-5.641887372654967e-07],
            gradients={"x": [1.1283757819707055e-09]},
            why="The terms `2 * x * erfcx(x)` and `2 / sqrt(pi)` agree in six digits.",
        ),
    ),
    references=("DLMF, section 7.18", "Standard, continued fraction of a recurrence"),
    see_also=("special.erfcx",),
)
