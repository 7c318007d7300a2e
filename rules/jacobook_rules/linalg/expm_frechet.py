"""The derivative of the matrix exponential in a direction."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def blocks(diagonal: Array, corner: Array) -> Array:
    """The matrix `[[D, C], [0, D]]`. Shapes: (..., n, n) to (..., 2 n, 2 n)."""
    upper = op.concatenate(diagonal, corner, axis=-1)
    lower = op.concatenate(0.0 * diagonal, diagonal, axis=-1)
    return op.concatenate(upper, lower, axis=-2)


def primal(x: Array, e: Array) -> Array:
    """The corner of `exp([[X, E], [0, X]])`. Shapes: (..., n, n).

    The direction is scaled to size 1 on the way, because a large corner would make the
    exponential take needless squarings, each of which costs digits.
    """
    import numpy as np

    n = x.shape[-1]
    size = np.abs(e).max(initial=0.0)
    if size == 0 or not np.isfinite(size):
        return e * op.expm(x)
    return size * op.expm(blocks(x, e / size))[..., :n, n:]


def pull_x(y_bar: Array, y: Array, x: Array, e: Array) -> Array:
    """`x_bar`: the cotangent of the block matrix, from both places where `X` stands."""
    n = x.shape[-1]
    b_bar = op.expm_frechet(blocks(x, e).mT, op.concatenate(*corner(y_bar), axis=-2))
    return b_bar[..., :n, :n] + b_bar[..., n:, n:]


def corner(y_bar: Array) -> tuple[Array, Array]:
    """The rows of `[[0, Y_bar], [0, 0]]`."""
    zero = 0.0 * y_bar
    return op.concatenate(zero, y_bar, axis=-1), op.concatenate(zero, zero, axis=-1)


def push_e(e_dot: Array, y: Array, x: Array, e: Array) -> Array:
    """`y_dot`: the map is linear in the direction."""
    return op.expm_frechet(x, e_dot)


def pull_e(y_bar: Array, y: Array, x: Array, e: Array) -> Array:
    """`e_bar`: the adjoint of the derivative at `X` is the derivative at `X.T`."""
    return op.expm_frechet(x.mT, y_bar)


def target(x: shapes.Shape, e: shapes.Shape) -> shapes.Shape:
    """The shape of the matrix and of the direction, which are the same."""
    if shapes.square(x) != e:
        raise ShapeError(
            f"expm_frechet: X is {shapes.show(x)} and E is {shapes.show(e)}; they must agree"
        )
    return x


rule = general(
    id="linalg.expm_frechet",
    title="Derivative of the matrix exponential in a direction",
    summary="How the exponential of a matrix moves when the matrix moves in a given direction.",
    function="expm_frechet(X, E)",
    operands="X:(n,n); E:(n,n)",
    result="Y",
    derivative={
        "vjp[E]": "expm_frechet(X.T, Y_bar)",
        "true": (
            "expm_frechet(X, eye(n)) == expm(X)",
            "expm_frechet(X, X) == X @ expm(X)",
            "trace(expm_frechet(X, E)) == trace(expm(X) @ E)",
        ),
    },
    op="expm_frechet",
    primal=primal,
    shape=target,
    pushforward={"E": push_e},
    pullback={"X": pull_x, "E": pull_e},
    rewrites={"expm_frechet(X, eye(n))": "expm(X)"},
    why=(
        "Powers of `[[X, E], [0, X]]` have in their corner `E` at every place among the factors "
        "`X`; so the corner of its exponential is the derivative of `expm(X)` along `E`. It is "
        "linear in `E`, and its derivative by `X` is that of the exponential of the block matrix."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 1.0], [-2.0, 1.0]], "E": [[1.0, 2.0], [0.0, -1.0]]},
            value=[
                [-1.2382916594300697, 1.2683736001598789],
                [2.2960916744812843, -4.802756934071233],
            ],
            gradients={
                "E": [
                    [-0.6888275023443853, -0.7489913838040037],
                    [2.186810269952393, 0.2897730489077468],
                ]
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero direction",
            operands={"X": [[0.0, 3.0], [0.0, 0.0]], "E": [[0.0, 0.0], [0.0, 0.0]]},
            value=[[0.0, 0.0], [0.0, 0.0]],
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]], "E": [[2.5, 1.0], [5.5, 2.5]]},
            why="A linear map of the direction: zero at zero, with the same slope everywhere.",
        ),
    ),
    references=("Higham 2008, theorem 3.6 and section 10.6", "Al-Mohy & Higham 2009"),
    see_also=("linalg.expm",),
)
