"""NumPy's call of `einsum`, with the subscripts first."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def einsum(*arguments: Any, subscripts: str = "", optimize: Any = False) -> Array:
    """`np.einsum("ij,jk->ik", A, B)`; the subscripts are the first argument, or lists of numbers."""
    operands: Any = arguments
    if not subscripts and isinstance(arguments[0], str):
        subscripts, *operands = arguments
    elif not subscripts:
        operands = arguments[: len(arguments) // 2 * 2 : 2]
        indices = [spelled(numbers) for numbers in arguments[1::2]]
        output = f"->{spelled(arguments[-1])}" if len(arguments) % 2 else ""
        subscripts = ",".join(indices) + output
    return op.einsum(*operands, subscripts=subscripts, optimize=optimize)


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def spelled(numbers: Any) -> str:
    """A list of index numbers as text; `Ellipsis` stands for all other axes."""
    return "".join("..." if number is ... else LETTERS[number] for number in numbers)


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
