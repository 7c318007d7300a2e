"""NumPy's lstsq."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


def lstsq(a: Array, b: Array, rcond: float | None = None) -> tuple[Array, Array, int, Array]:
    """The solution, the sums of squared residuals, the rank and the singular values."""
    import numpy as np

    m, n = a.shape
    known = hasattr(stop(a), "dtype")  # a symbol stands for a tall matrix
    x = op.lstsq(a, b) if rcond is None else op.lstsq(a, b, rcond=rcond)
    if known and m <= n:
        residuals = np.zeros(0, np.result_type(stop(x)))  # the equations are met
    else:
        squares = op.sum((b - a @ x) ** 2, axis=0)
        residuals = squares if b.ndim > 1 else squares[None]
    return x, residuals, min(m, n) if known else n, op.svdvals(a)


rule = derived(
    id="linalg.lstsq_call",
    title="NumPy's lstsq",
    summary="The solution of a least-squares problem, with its residuals and singular values.",
    function="concatenate([lstsq(A, b), sum((b - A @ lstsq(A, b))**2)[None], svdvals(A)])",
    operands="A:(m,n) rank; b:(m)",
    expand=lstsq,
    numpy=("numpy.linalg.lstsq",),
    parameters={"rcond": None},
    why=(
        "The solution and the singular values have their own rules, the squared residuals follow "
        "from the solution, and the rank is a constant."
    ),
    pitfalls=(
        "NumPy returns residuals only for a tall matrix; there is nothing to differentiate "
        "otherwise. A matrix without full rank is refused."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]], "b": [3.0, 8.0, 5.0]},
            cotangent=[[1.0, 4.0], [0.0], 0.0, [0.0, 0.0]],
            value=[[3.0, 4.0], [25.0], 2.0, [2.0, 1.0]],
            gradients={
                "A": [[-3.0, -4.0], [-6.0, -8.0], [5.0, 5.0]],
                "b": [1.0, 2.0, 0.0],
            },
        ),
        TestVector(
            name="residual and largest singular value",
            operands={"A": [[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]], "b": [3.0, 8.0, 5.0]},
            cotangent=[[0.0, 0.0], [1.0], 0.0, [7.0, 0.0]],
            value=[[3.0, 4.0], [25.0], 2.0, [2.0, 1.0]],
            gradients={
                "A": [[0.0, 0.0], [0.0, 7.0], [-30.0, -40.0]],
                "b": [0.0, 0.0, 10.0],
            },
        ),
    ),
    references=("NumPy reference, linalg.lstsq",),
    see_also=("linalg.lstsq", "linalg.svdvals", "linalg.pinv"),
    skip={"space": "the rank is a whole number and has not the number type of the operands"},
)
