"""The condition number."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def cond(x: Array, p: Any = None) -> Array:
    """How much a matrix can amplify relative errors, in the norm of order `p`."""
    if p is None or p in (2, -2):
        s = op.svdvals(x)
        first, last = (s[0], s[-1]) if s.ndim == 1 else (s[..., 0], s[..., -1])
        return last / first if p == -2 else first / last
    return op.norm(x, ord=p, axis=(-2, -1)) * op.norm(op.inv(x), ord=p, axis=(-2, -1))


def target(x: shapes.Shape, *, p: Any = None) -> shapes.Shape:
    """One number for each matrix."""
    return shapes.reduced(x, (-2, -1))


rule = derived(
    id="linalg.cond",
    title="Condition number",
    summary="The largest singular value over the smallest: how much relative errors can grow.",
    function="cond(X)",
    operands="X:(m,n) rank",
    derivative={
        "grad[X]": (
            "(outer(svd_u(X)[:, 0], svd_v(X)[:, 0]) - y * outer(svd_u(X)[:, -1], svd_v(X)[:, -1]))"
            " / svdvals(X)[-1]"
        ),
        "same": "svdvals(X)[0] / svdvals(X)[-1]",
    },
    conditions="The largest and the smallest singular value each occur once, and none is zero.",
    expand=cond,
    numpy=("numpy.linalg.cond",),
    parameters={"p": None},
    shape=target,
    variants=({"p": 2}, {"p": -2}),
    why=(
        "The quotient rule, with the slopes of the two singular values: `outer(u, v)` of their "
        "vectors. In another norm it is the norm of the matrix times that of its inverse."
    ),
    pitfalls="At the identity, and wherever extreme singular values are equal, it has a kink.",
    vectors=(
        TestVector(
            operands={"X": [[0.0, 2.0], [6.0, 0.0], [0.0, 0.0]]},
            value=3.0,
            gradients={"X": [[0.0, -1.5], [0.5, 0.0], [0.0, 0.0]]},
        ),
        TestVector(
            name="in the Frobenius norm",
            operands={"X": [[1.0, 0.0], [0.0, 2.0]]},
            parameters={"p": "fro"},
            value=2.5,
            gradients={"X": [[-1.5, 0.0], [0.0, 0.75]]},
        ),
    ),
    references=("NumPy reference, linalg.cond",),
    see_also=("linalg.svdvals", "linalg.norm", "linalg.inv"),
    tags=("condition number", "ill-conditioned"),
)
