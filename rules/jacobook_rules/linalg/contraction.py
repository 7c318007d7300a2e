"""Sums of products over indices: the operation behind `einsum`."""

from typing import Any

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(*operands: Array, subscripts: str, optimize: Any = False) -> Array:
    """NumPy's `einsum` with the subscripts as a keyword."""
    import numpy as np

    return np.einsum(subscripts, *operands, optimize=optimize)


def adjoint(
    y_bar: Array,
    y: Array,
    *operands: Array,
    subscripts: str,
    optimize: Any = False,
    position: int,
) -> Array:
    """`x_bar` of one operand: its subscripts and those of the result exchange their places.

    An index that occurs in this operand alone was summed, so the cotangent is repeated along it.
    An index that it has twice names a diagonal, so the cotangent goes to that diagonal.
    """
    terms, output = shapes.einsum_terms(subscripts, [x.ndim for x in operands])
    x, term = operands[position], terms[position]
    others = [i for i in range(len(operands)) if i != position]
    elsewhere = {*output, *(letter for i in others for letter in terms[i])}
    letters = "".join(dict.fromkeys(term))
    sizes = [x.shape[term.index(letter)] for letter in letters]
    wanted = [c for c, size in zip(letters, sizes, strict=True) if size != 1 and c in elsewhere]
    found = op.einsum(
        y_bar,
        *(operands[i] for i in others),
        subscripts=f"{','.join([output, *(terms[i] for i in others)])}->{''.join(wanted)}",
        optimize=optimize if isinstance(optimize, bool | str) else True,
    )
    if len(wanted) < len(letters):
        found_sizes = dict(zip(wanted, found.shape, strict=True))
        kept = tuple(found_sizes.get(letter, 1) for letter in letters)
        found = op.reshape(found, shape=kept, order="C")
    if found.shape != tuple(sizes):
        found = op.broadcast_to(found, shape=tuple(sizes))
    return found if len(letters) == len(term) else _on_diagonals(found, letters, term, x.shape)


def pushforward(
    x_dot: Array,
    y: Array,
    *operands: Array,
    subscripts: str,
    optimize: Any = False,
    position: int,
) -> Array:
    """`y_dot` from one operand: the same contraction with the tangent in the operand's place."""
    replaced = (*operands[:position], x_dot, *operands[position + 1 :])
    return op.einsum(*replaced, subscripts=subscripts, optimize=optimize)


def _on_diagonals(found: Array, letters: str, term: str, shape: shapes.Shape) -> Array:
    """An array with one axis per letter, put on the diagonals which repeated letters name."""
    places = {
        letter: _column(size, len(letters) - axis - 1)
        for axis, (letter, size) in enumerate(zip(letters, found.shape, strict=True))
    }
    return op.scatter(found, index=tuple(places[letter] for letter in term), shape=shape)


def _column(size: int, after: int) -> list[Any]:
    """The numbers up to `size` as nested lists of shape `(size, 1, ..., 1)`."""
    numbers: list[Any] = list(range(size))
    for _ in range(after):
        numbers = [[number] for number in numbers]
    return numbers


def target(*operands: shapes.Shape, subscripts: str, optimize: Any = False) -> shapes.Shape:
    """One size for each index of the result."""
    return shapes.einsum(*operands, subscripts=subscripts)


rule = multilinear(
    id="linalg.contraction",
    title="Contraction: einsum of any operands",
    summary="Products of entries summed over indices, in Einstein's notation.",
    function="einsum([X], 'ij->i')",
    operands="*X:(m,n)",
    op="einsum",
    primal=primal,
    parameters={"subscripts": "ij->i", "optimize": False},
    shape=target,
    pushforward={"X": pushforward},
    pullback={"X": adjoint},
    variants=(
        {"subscripts": "ij->ji"},
        {"subscripts": "ij->"},
        {"subscripts": "ii->i"},
        {"subscripts": "ii"},
        {"subscripts": "...j->...", "optimize": True},
    ),
    analytic=True,
    why=(
        "The result is linear in each operand. To get the cotangent of one operand, write the "
        "result's subscripts in its place and its own subscripts as the result. An index summed "
        "in this operand alone is repeated; an index it has twice selects a diagonal."
    ),
    pitfalls=(
        "In formulas the operands come as a list before the subscripts; NumPy's own order is "
        "accepted in code. An index of size 1 broadcasts, and its cotangent is summed."
    ),
    vectors=(
        TestVector(
            operands={"X": [[[1.0, 2.0], [3.0, 4.0]], [5.0, -1.0]]},
            parameters={"subscripts": "ij,j->i"},
            cotangent=[1.0, 10.0],
            value=[3.0, 11.0],
            gradients={"X": [[[5.0, -1.0], [50.0, -10.0]], [31.0, 42.0]]},
        ),
        TestVector(
            name="repeated index",
            operands={"X": [[[1.0, 2.0], [3.0, 4.0]]]},
            parameters={"subscripts": "ii->i"},
            cotangent=[1.0, 10.0],
            value=[1.0, 4.0],
            gradients={"X": [[[1.0, 0.0], [0.0, 10.0]]]},
        ),
        TestVector(
            name="index summed alone",
            operands={"X": [[1.0, 2.0, 3.0], [10.0, 20.0]]},
            parameters={"subscripts": "i,j->j"},
            cotangent=[1.0, 2.0],
            value=[60.0, 120.0],
            gradients={"X": [[50.0, 50.0, 50.0], [6.0, 12.0]]},
        ),
    ),
    references=("NumPy reference, einsum",),
    see_also=("linalg.einsum", "linalg.tensordot", "linalg.matmul"),
)
