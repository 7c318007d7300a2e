"""Eigenvalues and eigenvectors of a general matrix, one below the other."""

from jacobook import TestVector, errors, general, is_complex, nan, stop
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape, plus

TIED = 1e-12
"""Eigenvalues closer than this, relative to the largest, count as equal."""


def primal(a: Array) -> Array:
    """The eigenvalues as a row, and below them the eigenvectors as columns."""
    import numpy as np

    w, v = np.linalg.eig(a)
    return np.concatenate([w[..., None, :], v], axis=-2)


def gaps(w: Array) -> tuple[Array, Array]:
    """`w[j] - w[i]` with 1 where the two are equal, and where two different places are."""
    import numpy as np

    found = w[..., None, :] - w[..., :, None]
    size = np.abs(stop(w)).max(axis=-1, initial=0.0)[..., None, None]
    equal = np.abs(stop(found)) <= TIED * size
    return op.where(equal, 1.0, found), equal & ~np.eye(w.shape[-1], dtype=bool)


def largest(v: Array) -> Array:
    """A mask of the entry of largest size in each column, which NumPy makes real."""
    import numpy as np

    places = np.argmax(np.abs(stop(v)), axis=-2)
    return np.arange(v.shape[-2])[:, None] == places[..., None, :]


def a_dot(a_dot: Array, y: Array, a: Array) -> Array:
    """`dw = diagonal(P)`, `dV = V @ (P / gaps)` with `P = inv(V) @ dA @ V`, then the gauge.

    Columns keep the length 1, and a complex one the real entry that NumPy gives it: a change along
    the column is removed, and a turn that would make that entry complex.
    """
    import numpy as np

    w, v = y[..., 0, :], y[..., 1:, :]
    p = op.solve(v, a_dot @ v)
    apart, tied = gaps(w)
    diagonal = np.eye(w.shape[-1], dtype=bool)
    free = v @ op.where(diagonal, 0.0, op.where(tied, nan, p / apart))
    along = op.sum(op.real(op.conjugate(v) * free), axis=-2, keepdims=True)
    if is_complex(y):
        turn = op.where(largest(v), op.imag(free) / op.where(largest(v), op.real(v), 1.0), 0.0)
        along = along + 1j * op.sum(turn, axis=-2, keepdims=True)
    w_dot = op.diagonal(p, axis1=-2, axis2=-1)
    return op.concatenate(w_dot[..., None, :], free - v * along, axis=-2)


def a_bar(y_bar: Array, y: Array, a: Array) -> Array:
    """The transpose: `a_bar = inv(V).T @ (diag(w_bar) + (V.T @ V_bar) / gaps) @ V.T`.

    Raises:
        SingularMatrixError: the eigenvectors of equal eigenvalues are used.
    """
    import numpy as np

    w, v = y[..., 0, :], y[..., 1:, :]
    w_bar, v_bar = y_bar[..., 0, :], y_bar[..., 1:, :]
    along = op.sum(v_bar * v, axis=-2, keepdims=True)
    v_bar = v_bar - op.conjugate(v) * op.real(along)
    if is_complex(y):
        turn = op.where(largest(v), op.imag(along) / op.where(largest(v), op.real(v), 1.0), 0.0)
        v_bar = v_bar - 1j * turn
    inner = v.mT @ v_bar
    apart, tied = gaps(w)
    if np.any(tied & (np.abs(stop(inner)) > TIED * np.abs(stop(inner)).max(initial=1.0))):
        raise errors.SingularMatrixError(
            "linalg.eig: two eigenvalues are equal, so their eigenvectors are not unique and have "
            "no derivative. Functions of the eigenvalues alone have one: np.linalg.eigvals."
        )
    diagonal = np.eye(w.shape[-1], dtype=bool)
    p_bar = op.where(diagonal, w_bar[..., None, :], op.where(tied, 0.0, inner / apart))
    return op.solve(v.mT, p_bar @ v.mT)


def target(a: Shape) -> Shape:
    """One row more."""
    return (*a[:-2], plus(a[-2], 1), a[-1])


rule = general(
    id="linalg.eig_parts",
    title="Eigenvalues over eigenvectors, general matrix",
    summary="The eigenvalues of a square matrix as a row, and below it the eigenvectors as columns.",
    function="eig_parts(A)",
    operands="A:(n,n) realspec",
    result="Y",
    conditions="The eigenvalues differ from each other.",
    op="eig_parts",
    complex="eig_parts",
    primal=primal,
    shape=target,
    pushforward={"A": a_dot},
    pullback={"A": a_bar},
    why=(
        "Differentiate `A @ V = V @ diag(w)` and multiply by `inv(V)` from the left. With `P = "
        "inv(V) @ dA @ V` and `dV = V @ C` this reads `P + diag(w) @ C = C @ diag(w) + diag(dw)`. "
        "On the diagonal `dw[i] = P[i, i]`; elsewhere `C[i, j] = P[i, j] / (w[j] - w[i])`. The "
        "diagonal of `C` is free: it only scales columns. NumPy's columns have length 1, which "
        "fixes it."
    ),
    pitfalls=(
        "Only a loss that does not depend on the length and the phase of eigenvectors is meant in "
        "practice. Where NumPy's choice of the phase jumps, the derivative of such a loss is right "
        "and that of any other is not."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 3.0]]},
            cotangent=[[1.0, 10.0], [0.0, 0.0], [0.0, 0.0]],
            value=[[2.0, 3.0], [1.0, 0.7071067811865475], [0.0, 0.7071067811865475]],
            gradients={"A": [[1.0, 0.0], [9.0, 10.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal eigenvalues, vectors",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[[0.0, 0.0], [0.0, 1.0], [0.0, 0.0]],
            raises="SingularMatrixError",
            why="Every basis of the plane would do; none of them moves smoothly.",
        ),
    ),
    references=("Giles 2008, section 2.3.6", "Magnus & Neudecker 1999, chapter 8, section 9"),
    see_also=("linalg.eig", "linalg.eigvals"),
    tags=("eigenvalue", "eigenvector", "eigendecomposition"),
)
