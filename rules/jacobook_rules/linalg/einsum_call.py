"""NumPy's call of `einsum`, with the subscripts first."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def einsum(*arguments: Any, subscripts: str = "", optimize: Any = False) -> Array:
    """`np.einsum("ij,jk->ik", A, B)`; the subscripts are the first argument.

    Raises:
        UnsupportedKeywordError: subscripts are given as lists of numbers after each operand.
    """
    operands = arguments
    if not subscripts and arguments and isinstance(arguments[0], str):
        subscripts, *operands = arguments  # type: ignore[assignment]
    if not subscripts:
        raise UnsupportedKeywordError(
            "linalg.einsum_call: np.einsum(A, [0, 1], ...) with lists of index numbers is not "
            "supported. Write the subscripts as text: np.einsum('ij,jk->ik', A, B)."
        )
    return op.einsum(*operands, subscripts=subscripts, optimize=optimize)


def target(*operands: shapes.Shape, subscripts: str, optimize: Any = False) -> shapes.Shape:
    """One size for each index of the result."""
    return shapes.einsum(*operands, subscripts=subscripts)


rule = derived(
    id="linalg.einsum_call",
    title="NumPy's einsum",
    summary="The function einsum as NumPy calls it, with the subscripts before the operands.",
    function="einsum([X], 'ij->i')",
    operands="*X:(m,n)",
    expand=einsum,
    numpy=("numpy.einsum",),
    parameters={"subscripts": "ij->i", "optimize": False},
    shape=target,
    analytic=True,
    why="The same contraction; only the order of the arguments differs.",
    vectors=(
        TestVector(
            operands={"X": [[[1.0, 2.0], [3.0, 4.0]], [5.0, -1.0]]},
            parameters={"subscripts": "ij,j->i"},
            cotangent=[1.0, 10.0],
            value=[3.0, 11.0],
            gradients={"X": [[[5.0, -1.0], [50.0, -10.0]], [31.0, 42.0]]},
        ),
    ),
    references=("NumPy reference, einsum",),
    see_also=("linalg.einsum", "linalg.contraction"),
)
