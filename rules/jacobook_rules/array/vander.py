"""The powers of numbers as the columns of a matrix."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def vander(x: Array, N: int | None = None, increasing: bool = False) -> Array:
    """The Vandermonde matrix of a vector: column `j` holds one power of each entry."""
    count = x.shape[0] if N is None else N
    powers = [x**k for k in range(count)]
    ordered = powers if increasing else powers[::-1]
    return op.stack(*ordered, axis=1) if count else op.reshape(x[:0], shape=(x.shape[0], 0))


rule = derived(
    id="array.vander",
    title="Vandermonde matrix",
    summary="The matrix whose columns are the powers of a vector.",
    function="stack([x**2, x, ones(n)], axis=1)",
    operands="x:(n)",
    result="Y",
    derivative={"vjp[x]": "2 * x * Y_bar[:, 0] + Y_bar[:, 1]"},
    expand=vander,
    numpy=("numpy.vander",),
    parameters={"N": 3, "increasing": False},
    variants=({"N": 4}, {"N": 1}, {"increasing": True}),
    analytic=True,
    why="Each row holds powers of one number `t`; the slope of `t**k` is `k * t**(k - 1)`.",
    pitfalls="Without `N` the matrix is square: as many columns as there are numbers.",
    vectors=(
        TestVector(
            operands={"x": [2.0, -3.0]},
            cotangent=[[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]],
            value=[[4.0, 2.0, 1.0], [9.0, -3.0, 1.0]],
            gradients={"x": [6.0, -40.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[[0.0, 0.0, 1.0]],
            gradients={"x": [1.0]},
            why="The power 1 has slope 1 there, all others slope 0.",
        ),
    ),
    references=("NumPy reference, vander", "Magnus & Neudecker 1999, section 1.16"),
    see_also=("array.polyval",),
)
