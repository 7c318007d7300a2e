"""The product of two matrices."""

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def pull_a(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`a_bar = y_bar @ b.T`. Shapes: `a` (..., m, k), `b` (..., k, n), `y` (..., m, n)."""
    if a.ndim == b.ndim == 2:
        return y_bar @ b.T
    if a.ndim == 1 and b.ndim == 2:
        return b @ y_bar
    if b.ndim == 1:
        return y_bar * b if a.ndim == 1 else y_bar[..., None] * b
    rows = y_bar[..., None, :] if a.ndim == 1 else y_bar
    a_bar = rows @ b.mT
    return op.sum_to(a_bar[..., 0, :] if a.ndim == 1 else a_bar, shape=a.shape)


def pull_b(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`b_bar = a.T @ y_bar`. Shapes as for `pull_a`."""
    if a.ndim == 2 and b.ndim <= 2:
        return a.T @ y_bar
    if a.ndim == 1 and b.ndim == 1:
        return a * y_bar
    if a.ndim == 1:
        return a[:, None] * y_bar[..., None, :]
    columns = y_bar[..., None] if b.ndim == 1 else y_bar
    b_bar = a.mT @ columns
    return op.sum_to(b_bar[..., 0] if b.ndim == 1 else b_bar, shape=b.shape)


rule = multilinear(
    id="linalg.matmul",
    title="Matrix product",
    summary="The product of two matrices.",
    function="A @ B",
    operands="A:(m,k); B:(k,n)",
    result="Y",
    derivative={
        "d": "dA @ B + A @ dB",
        "vjp[A]": "Y_bar @ B.T",
        "vjp[B]": "A.T @ Y_bar",
        "jac[A]": "einsum([eye(m), B], 'ik,lj->ijkl')",
        "jac[B]": "einsum([A, eye(n)], 'ik,jl->ijkl')",
    },
    conditions="The inner sizes are equal.",
    primal="numpy.matmul",
    numpy=("numpy.linalg.matmul",),
    shape=shapes.matmul,
    pullback={"A": pull_a, "B": pull_b},
    analytic=True,
    why=(
        "From `d(A @ B) = dA @ B + A @ dB` and the inner product `sum(Y_bar * dY)`: "
        "`sum(Y_bar * (dA @ B)) = sum((Y_bar @ B.T) * dA)`, and likewise for `dB`."
    ),
    pitfalls="Stacked products sum the cotangent over every axis along which a stack was broadcast.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0]], "B": [[3.0], [4.0]]},
            value=[[11.0]],
            gradients={"A": [[3.0, 4.0]], "B": [[1.0], [2.0]]},
        ),
        TestVector(
            name="rectangular",
            operands={"A": [[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]], "B": [[1.0], [2.0], [4.0]]},
            cotangent=[[1.0], [10.0]],
            value=[[5.0], [10.0]],
            gradients={
                "A": [[1.0, 2.0, 4.0], [10.0, 20.0, 40.0]],
                "B": [[1.0], [-8.0], [30.0]],
            },
        ),
    ),
    references=(
        "Giles 2008, section 2.2.2",
        "Matrix Cookbook, equation 37",
        "Seeger et al. 2017, gemm",
    ),
    see_also=("reduce.dot", "linalg.outer", "array.transpose"),
    tags=("matrix multiplication", "product of matrices"),
)
