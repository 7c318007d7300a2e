"""The product of several matrices, in the cheapest order."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook.errors import ShapeError
from jacobook.rule import Array

Costs = dict[tuple[int, int], tuple[int, int]]


def multi_dot(arrays: Sequence[Array], *rest: Array) -> Array:
    """The product of a list of matrices, of which the first and the last may be vectors.

    Raises:
        ShapeError: there are fewer than two matrices.
    """
    matrices = [arrays, *rest] if rest else arrays
    if len(matrices) < 2:
        raise ShapeError("multi_dot: at least two matrices are needed")
    rows = matrices[0].shape[0] if matrices[0].ndim > 1 else 1
    columns = matrices[-1].shape[1] if matrices[-1].ndim > 1 else 1
    cheapest = _cheapest([rows, *(m.shape[0] for m in matrices[1:]), columns])
    return _product(matrices, cheapest, 0, len(matrices) - 1)


def _cheapest(sizes: Sequence[int]) -> Costs:
    """For each run of matrices, the least number of multiplications and where to split it.

    Matrix `i` has `sizes[i]` rows and `sizes[i + 1]` columns.
    """
    count = len(sizes) - 1
    best: Costs = {(i, i): (0, i) for i in range(count)}
    for length in range(1, count):
        for i in range(count - length):
            j = i + length
            best[i, j] = min(
                (best[i, k][0] + best[k + 1, j][0] + sizes[i] * sizes[k + 1] * sizes[j + 1], k)
                for k in range(i, j)
            )
    return best


def _product(matrices: Sequence[Array], best: Costs, i: int, j: int) -> Array:
    """The product of matrices `i` to `j`."""
    if i == j:
        return matrices[i]
    k = best[i, j][1]
    return _product(matrices, best, i, k) @ _product(matrices, best, k + 1, j)


def target(*matrices: shapes.Shape) -> shapes.Shape:
    """The rows of the first matrix and the columns of the last."""
    found = matrices[0]
    for matrix in matrices[1:]:
        found = shapes.matmul(found, matrix)
    return found


rule = derived(
    id="linalg.multi_dot",
    title="Product of several matrices",
    summary="The product of a list of matrices, multiplied in the order that costs least.",
    function="multi_dot([X, X])",
    operands="*X:(n,n)",
    result="Y",
    expand=multi_dot,
    numpy=("numpy.linalg.multi_dot",),
    shape=target,
    analytic=True,
    why="It is a chain of matrix products; the order changes the cost and not the value.",
    vectors=(
        TestVector(
            operands={"X": [[[1.0, 2.0]], [[3.0, 0.0], [1.0, -1.0]], [[2.0], [4.0]]]},
            value=[[2.0]],
            gradients={
                "X": [[[6.0, -2.0]], [[2.0, 4.0], [4.0, 8.0]], [[5.0], [-2.0]]],
            },
        ),
    ),
    references=("NumPy reference, linalg.multi_dot",),
    see_also=("linalg.matmul", "linalg.axb"),
)
