"""The outer product."""

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def pull_a(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`a_bar = y_bar @ b`, with `b` as a vector. Shape: that of `a`."""
    if a.ndim == b.ndim == 1:
        return y_bar @ b
    flat = op.reshape(b, shape=(y_bar.shape[1],), order="C")
    return op.reshape(y_bar @ flat, shape=a.shape, order="C")


def pull_b(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`b_bar = y_bar.T @ a`, with `a` as a vector. Shape: that of `b`."""
    if a.ndim == b.ndim == 1:
        return a @ y_bar
    flat = op.reshape(a, shape=(y_bar.shape[0],), order="C")
    return op.reshape(flat @ y_bar, shape=b.shape, order="C")


def target(a: shapes.Shape, b: shapes.Shape) -> shapes.Shape:
    """One row per entry of `a`, one column per entry of `b`."""
    (rows,), (columns,) = shapes.filled_in(a, (-1,)), shapes.filled_in(b, (-1,))
    return rows, columns


rule = multilinear(
    id="linalg.outer",
    title="Outer product",
    summary="The matrix of all products of an entry of one vector with an entry of another.",
    function="outer(a, b)",
    operands="a:(m); b:(n)",
    result="Y",
    derivative={
        "vjp[a]": "Y_bar @ b",
        "vjp[b]": "Y_bar.T @ a",
        "jac[a]": "einsum([eye(m), b], 'ik,j->ijk')",
        "jac[b]": "einsum([a, eye(n)], 'i,jk->ijk')",
        "d": "outer(da, b) + outer(a, db)",
    },
    primal="numpy.outer",
    numpy=("numpy.linalg.outer",),
    shape=target,
    pullback={"a": pull_a, "b": pull_b},
    analytic=True,
    why=(
        "Entry `(i, j)` is `a[i] * b[j]`. Its slope in `a[i]` is `b[j]`, so `a[i]` collects row "
        "`i` of the cotangent, weighted with `b`."
    ),
    pitfalls="NumPy flattens operands with more than one axis; their gradients get the shape back.",
    vectors=(
        TestVector(
            operands={"a": [1.0, -2.0], "b": [3.0, 4.0, 0.5]},
            cotangent=[[1.0, 0.0, 2.0], [0.0, 10.0, 0.0]],
            value=[[3.0, 4.0, 0.5], [-6.0, -8.0, -1.0]],
            gradients={"a": [4.0, 40.0], "b": [1.0, -20.0, 2.0]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 2", "NumPy reference, outer"),
    see_also=("linalg.matmul", "linalg.kron", "linalg.einsum"),
    tags=("outer product",),
)
