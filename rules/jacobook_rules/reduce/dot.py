"""The dot product."""

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def pull_w(y_bar: Array, y: Array, w: Array, x: Array) -> Array:
    """`w_bar`: `y_bar * x` for vectors, `y_bar @ x.T` for matrices. Shape: that of `w`."""
    if w.ndim == 0:
        return op.sum(y_bar * x, axis=None, keepdims=False)
    if x.ndim < 2:
        return y_bar * x if w.ndim == 1 or x.ndim == 0 else y_bar[..., None] * x
    if x.ndim == 2:
        return y_bar @ x.T
    free = tuple(i for i in range(x.ndim) if i != x.ndim - 2)
    return op.tensordot(y_bar, x, axes=(tuple(range(w.ndim - 1, y.ndim)), free))


def pull_x(y_bar: Array, y: Array, w: Array, x: Array) -> Array:
    """`x_bar`: `y_bar * w` for vectors, `w.T @ y_bar` for matrices. Shape: that of `x`."""
    if x.ndim == 0:
        return op.sum(y_bar * w, axis=None, keepdims=False)
    if w.ndim == 0 or w.ndim == x.ndim == 1:
        return y_bar * w
    if w.ndim == x.ndim == 2:
        return w.T @ y_bar
    rows = tuple(range(w.ndim - 1))
    x_bar = op.tensordot(w, y_bar, axes=(rows, rows))
    order = (*range(1, x.ndim - 1), 0, x.ndim - 1)
    return op.transpose(x_bar, axes=order) if x.ndim > 2 else x_bar


rule = multilinear(
    id="reduce.dot",
    title="Dot product w . x",
    summary="The sum of the products of corresponding entries of two vectors.",
    function="dot(w, x)",
    operands="w:(n); x:(n)",
    derivative={
        "grad[w]": "x",
        "grad[x]": "w",
        "vjp[w]": "y_bar * x",
        "vjp[x]": "y_bar * w",
        "d": "dot(dw, x) + dot(w, dx)",
        "same": "sum(w * x)",
    },
    primal="numpy.dot",
    shape=shapes.dot,
    pullback={"w": pull_w, "x": pull_x},
    analytic=True,
    why=(
        "The term `w[i] * x[i]` is the only one with `w[i]` in it, and its slope there is `x[i]`. "
        "So the gradient by one vector is the other."
    ),
    pitfalls=(
        "For matrices `dot` is the matrix product; for arrays with more axes it sums the last "
        "axis of the first over the last but one of the second, unlike `@`, which broadcasts."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, -2.0, 3.0], "x": [4.0, 5.0, 0.5]},
            value=-4.5,
            gradients={"w": [4.0, 5.0, 0.5], "x": [1.0, -2.0, 3.0]},
        ),
        TestVector(
            name="matrix times vector",
            operands={"w": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], "x": [1.0, 0.0, -1.0]},
            cotangent=[1.0, 10.0],
            value=[-2.0, -2.0],
            gradients={
                "w": [[1.0, 0.0, -1.0], [10.0, 0.0, -10.0]],
                "x": [41.0, 52.0, 63.0],
            },
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 5 and 8.4",
        "Matrix Cookbook, equation 69",
        "Wikipedia, Matrix calculus (scalar-by-vector)",
    ),
    see_also=("linalg.matmul", "reduce.dot_chain", "linalg.inner_matrix"),
)
