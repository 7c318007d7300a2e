"""Sylvester's equation."""

from jacobook import TestVector, errors, general, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array

FEW = 64
"""Up to so many unknowns are solved as one linear system."""


def primal(a: Array, b: Array, c: Array) -> Array:
    """The `X` with `A @ X + X @ B = C`. Shapes: `a` (..., m, m), `b` (..., n, n), `c` (..., m, n).

    Symmetric `A` and `B` are taken to their eigenvectors, where the equation falls apart into
    single divisions; others are solved as `m * n` linear equations, and large ones by SciPy,
    where it is installed.
    """
    import importlib.util

    import numpy as np

    real = np.result_type(a, b).kind == "f"
    if real and np.array_equal(a, a.mT) and np.array_equal(b, b.mT):
        return by_eigenvectors(a, b, c)
    if real and c.shape[-1] * c.shape[-2] > FEW and importlib.util.find_spec("scipy"):
        return by_schur_forms(a, b, c)
    return by_equations(a, b, c)


def by_eigenvectors(a: Array, b: Array, c: Array) -> Array:
    """The solution for symmetric `A` and `B`.

    Raises:
        SingularMatrixError: an eigenvalue of `A` is minus one of `B`.
    """
    import numpy as np

    (at, u), (bt, v) = np.linalg.eigh(a), np.linalg.eigh(b)
    sums = at[..., :, None] + bt[..., None, :]
    if not sums.all():
        raise unsolvable()
    return u @ ((u.mT @ c @ v) / sums) @ v.mT


def by_schur_forms(a: Array, b: Array, c: Array) -> Array:
    """The solution by SciPy, one equation after the other.

    Raises:
        SingularMatrixError: what comes out does not solve the equation.
    """
    import numpy as np
    import scipy.linalg

    batch = np.broadcast_shapes(a.shape[:-2], b.shape[:-2], c.shape[:-2])
    given = [np.broadcast_to(x, (*batch, *x.shape[-2:])) for x in (a, b, c)]
    found = np.empty((*batch, *c.shape[-2:]), np.result_type(a, b, c))
    for place in np.ndindex(batch):
        found[place] = scipy.linalg.solve_sylvester(*(x[place] for x in given))
    missed = np.abs(a @ found + found @ b - c).max(initial=0.0)
    if not missed <= np.sqrt(np.finfo(found.dtype).eps) * np.abs(c).max(initial=0.0):
        raise unsolvable()
    return found


def by_equations(a: Array, b: Array, c: Array) -> Array:
    """The solution as that of one linear system for all entries, row by row."""
    import numpy as np

    m, n = c.shape[-2:]
    left = a[..., :, None, :, None] * np.eye(n, dtype=a.dtype)[:, None, :]
    right = np.eye(m, dtype=b.dtype)[:, None, :, None] * b.mT[..., None, :, None, :]
    system = (left + right).reshape(*c.shape[:-2], m * n, m * n)
    entries = np.linalg.solve(system, c.reshape(*c.shape[:-2], m * n, 1))
    return entries.reshape(c.shape)


def unsolvable() -> Exception:
    """What to say of an equation without a solution."""
    return errors.SingularMatrixError(
        "linalg.sylvester: an eigenvalue of A is minus an eigenvalue of B, so the equation has "
        "no solution, or many."
    )


def pull_a(y_bar: Array, y: Array, a: Array, b: Array, c: Array) -> Array:
    """`a_bar = -S @ Y.T` with `S` the cotangent of `C`. Shapes as for the primal."""
    return -(op.sylvester(a.mT, b.mT, y_bar) @ y.mT)


def pull_b(y_bar: Array, y: Array, a: Array, b: Array, c: Array) -> Array:
    """`b_bar = -Y.T @ S` with `S` the cotangent of `C`. Shapes as for the primal."""
    return -(y.mT @ op.sylvester(a.mT, b.mT, y_bar))


def target(a: shapes.Shape, b: shapes.Shape, c: shapes.Shape) -> shapes.Shape:
    """The shape of the right side.

    Raises:
        ShapeError: the sizes do not fit.
    """
    if shapes.square(a)[-1:] != c[-2:-1] or shapes.square(b)[-1:] != c[-1:]:
        raise ShapeError(
            f"sylvester: A is {shapes.show(a)}, B is {shapes.show(b)} and C is {shapes.show(c)}; "
            "A must be as wide as C is high, and B as wide as C is"
        )
    return c


rule = general(
    id="linalg.sylvester",
    title="Sylvester's equation A X + X B = C",
    summary="The matrix that two square matrices, one from each side, turn into a given one.",
    function="sylvester(A, B, C)",
    operands="A:(m,m) dominant; B:(n,n) dominant; C:(m,n)",
    result="Y",
    derivative={
        "d": "sylvester(A, B, dC - dA @ Y - Y @ dB)",
        "vjp[A]": "-sylvester(A.T, B.T, Y_bar) @ Y.T",
        "vjp[B]": "-Y.T @ sylvester(A.T, B.T, Y_bar)",
        "vjp[C]": "sylvester(A.T, B.T, Y_bar)",
        "true": ("A @ Y + Y @ B == C", "sylvester(A, B, C).T == sylvester(B.T, A.T, C.T)"),
    },
    conditions="No eigenvalue of A is minus an eigenvalue of B.",
    op="sylvester",
    primal=primal,
    numpy=("scipy.linalg.solve_sylvester",),
    shape=target,
    pushforward={
        "A": "-sylvester(A, B, A_dot @ Y)",
        "B": "-sylvester(A, B, Y @ B_dot)",
        "C": "sylvester(A, B, C_dot)",
    },
    pullback={"A": pull_a, "B": pull_b, "C": "sylvester(A.mT, B.mT, Y_bar)"},
    why=(
        "Differentiate `A @ Y + Y @ B = C`: `dY` solves the same equation with the right side `dC "
        "- dA @ Y - Y @ dB`. The adjoint of solving it is solving it with `A.T` and `B.T`."
    ),
    pitfalls=(
        "With `B = A.T` it is Lyapunov's equation; the cotangents by `A` and by `B` then add up, "
        "the second transposed."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 0.0], [0.0, 3.0]],
                "B": [[1.0]],
                "C": [[2.0], [8.0]],
            },
            cotangent=[[2.0], [4.0]],
            value=[[1.0], [2.0]],
            gradients={
                "A": [[-1.0, -2.0], [-1.0, -2.0]],
                "B": [[-3.0]],
                "C": [[1.0], [1.0]],
            },
        ),
        TestVector(
            name="not symmetric",
            operands={
                "A": [[1.0, 1.0], [0.0, 3.0]],
                "B": [[1.0]],
                "C": [[2.0], [8.0]],
            },
            cotangent=[[2.0], [4.0]],
            value=[[0.0], [2.0]],
            gradients={
                "A": [[0.0, -2.0], [0.0, -1.5]],
                "B": [[-1.5]],
                "C": [[1.0], [0.75]],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="opposite eigenvalues",
            operands={"A": [[1.0, 0.0], [0.0, 2.0]], "B": [[-1.0]], "C": [[1.0], [1.0]]},
            raises="SingularMatrixError",
            why="The equation `X - X = 1` has no solution.",
        ),
        TestVector(
            name="opposite eigenvalues, not symmetric",
            operands={"A": [[1.0, 3.0], [0.0, 2.0]], "B": [[-1.0]], "C": [[1.0], [1.0]]},
            raises="SingularMatrixError",
            why="The same, seen by the linear system.",
        ),
    ),
    references=("Kao & Hennequin 2020", "Higham 2008, appendix B.14"),
    see_also=("linalg.solve", "linalg.polar"),
    tags=("Sylvester equation", "Lyapunov equation"),
)
