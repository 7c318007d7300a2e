"""The linear kernel matrix of two sets of points."""

from jacobook import TestVector, multilinear, shapes
from jacobook.rule import Array


def primal(x: Array, a: Array, y: Array) -> Array:
    """`X @ A @ Y.T`. Shapes: (m, n), (n, l) and (k, l) to (m, k)."""
    return x @ a @ y.mT


def target(x: shapes.Shape, a: shapes.Shape, y: shapes.Shape) -> shapes.Shape:
    """A row for each row of `X`, a column for each row of `Y`."""
    return shapes.matmul(shapes.matmul(x, a), shapes.matrix_transposed(y))


rule = multilinear(
    id="kernel.linear_matrix",
    title="Linear kernel matrix of two sets",
    summary="The covariances of a random linear function at the rows of two matrices.",
    function="linear_kernel(X, A, Y)",
    operands="X:(m,n); A:(n,l); Y:(k,l)",
    result="K",
    derivative={
        "vjp[X]": "K_bar @ Y @ A.T",
        "vjp[A]": "X.T @ K_bar @ Y",
        "vjp[Y]": "K_bar.T @ X @ A",
        "d": "dX @ A @ Y.T + X @ dA @ Y.T + X @ A @ dY.T",
        "same": "X @ A @ Y.T",
    },
    op="linear_kernel",
    primal=primal,
    shape=target,
    pullback={
        "X": "K_bar @ Y @ A.T",
        "A": "X.T @ K_bar @ Y",
        "Y": "K_bar.T @ X @ A",
    },
    analytic=True,
    why=(
        "The matrix is linear in each of its three factors, so its change is the sum of three "
        "products in which one factor is replaced by its change. A factor's gradient is the "
        "cotangent, multiplied by the transposes of its neighbours."
    ),
    pitfalls="Its rank is at most the number of inputs: add noise before solving with it.",
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0]],
                "A": [[2.0, 1.0], [1.0, 3.0]],
                "Y": [[3.0, -1.0], [0.0, 1.0]],
            },
            cotangent=[[1.0, 10.0]],
            value=[[5.0, 7.0]],
            gradients={
                "X": [[15.0, 30.0]],
                "A": [[3.0, 9.0], [6.0, 18.0]],
                "Y": [[4.0, 7.0], [40.0, 70.0]],
            },
        ),
    ),
    references=("Rasmussen & Williams 2006, section 2.1.2", "Matrix Cookbook, section 2.5"),
    see_also=("kernel.linear", "linalg.axb", "linalg.gram_outer"),
    tags=("bilinear form", "Gram matrix"),
)
