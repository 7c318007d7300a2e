"""The Kronecker product."""

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def _pairs(y_bar: Array, a: Array, b: Array) -> tuple[Array, list[int], list[int]]:
    """The cotangent with two axes where it had one: the block, and the place in the block.

    Also the sizes of `a` and of `b`, short shapes padded in front.
    """
    sizes_a = [1] * (y_bar.ndim - a.ndim) + list(a.shape)
    sizes_b = [1] * (y_bar.ndim - b.ndim) + list(b.shape)
    both = tuple(n for pair in zip(sizes_a, sizes_b, strict=True) for n in pair)
    return op.reshape(y_bar, shape=both, order="C"), sizes_a, sizes_b


def pull_a(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`a_bar`: each block of the cotangent times `b`, summed. Shape: that of `a`."""
    blocks, _, sizes = _pairs(y_bar, a, b)
    spread = op.reshape(b, shape=tuple(n for size in sizes for n in (1, size)), order="C")
    places = tuple(range(1, blocks.ndim, 2))
    a_bar = op.sum(blocks * spread, axis=places, keepdims=False)
    return op.reshape(a_bar, shape=a.shape, order="C")


def pull_b(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`b_bar`: the blocks of the cotangent, weighted with `a` and summed. Shape: that of `b`."""
    blocks, sizes, _ = _pairs(y_bar, a, b)
    spread = op.reshape(a, shape=tuple(n for size in sizes for n in (size, 1)), order="C")
    places = tuple(range(0, blocks.ndim, 2))
    b_bar = op.sum(blocks * spread, axis=places, keepdims=False)
    return op.reshape(b_bar, shape=b.shape, order="C")


rule = multilinear(
    id="linalg.kron",
    title="Kronecker product",
    summary="The block matrix of one matrix times each entry of another.",
    function="kron(A, B)",
    operands="A:(m,n); B:(p,q)",
    result="Y",
    derivative={
        "vjp[A]": "einsum([reshape(Y_bar, (m, p, n, q)), B], 'ipjq,pq->ij')",
        "vjp[B]": "einsum([reshape(Y_bar, (m, p, n, q)), A], 'ipjq,ij->pq')",
        "d": "kron(dA, B) + kron(A, dB)",
    },
    primal="numpy.kron",
    shape=shapes.kron,
    pullback={"A": pull_a, "B": pull_b},
    analytic=True,
    why=(
        "Block `(i, j)` of the result is `A[i, j] * B`. So `A[i, j]` collects the inner product of "
        "that block of the cotangent with `B`, and `B` the blocks weighted with `A`."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0]], "B": [[3.0, 4.0], [0.0, 5.0]]},
            cotangent=[[1.0, 0.0, 10.0, 0.0], [0.0, 2.0, 0.0, 20.0]],
            value=[[3.0, 4.0, 6.0, 8.0], [0.0, 5.0, 0.0, 10.0]],
            gradients={"A": [[13.0, 130.0]], "B": [[21.0, 0.0], [0.0, 42.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 39", "Magnus & Neudecker 1999, chapter 9"),
    see_also=("linalg.outer", "linalg.axb"),
)
