"""NumPy's norms of vectors and matrices."""

from collections.abc import Callable
from typing import Any

from jacobook import TestVector, derived, inf, is_complex, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def norm(x: Array, ord: Any = None, axis: shapes.Axis = None, keepdims: bool = False) -> Array:
    """The norm of order `ord` along one axis (vectors) or two axes (matrices).

    That of complex entries is the norm of their moduli, unless it is made of singular values.

    Raises:
        ShapeError: `ord` is given, and the array is neither a vector nor a matrix.
    """
    if is_complex(x) and not _is_singular(x, ord, axis):
        x = op.absolute(x)
    if axis is None and ord is None:
        return op.norm2(x, axis=None, keepdims=keepdims)
    axes = shapes.normalise_axes(axis, x.ndim) if axis is None else _ordered(axis, x.ndim)
    if len(axes) == 1:
        return _vector_norm(x, ord, axes[0], keepdims)
    if len(axes) == 2:
        return _matrix_norm(x, ord, axes[0], axes[1], keepdims)
    raise ShapeError(
        f"norm: a norm is taken along one axis or two; axis={axis} of an array of shape "
        f"{shapes.show(x.shape)} means {len(axes)}"
    )


def _is_singular(x: Array, ord: Any, axis: shapes.Axis) -> bool:
    """Whether the norm is one of a matrix and made of its singular values."""
    axes = shapes.normalise_axes(axis, x.ndim)
    return len(axes) == 2 and ord in _SINGULAR


def _ordered(axis: shapes.Axis, rank: int) -> tuple[int, ...]:
    """The axes in the order given, counted from the front."""
    shapes.normalise_axes(axis, rank)
    return tuple(i % rank for i in (axis if isinstance(axis, tuple) else (axis,)) if i is not None)


def _vector_norm(x: Array, ord: Any, axis: int, keepdims: bool) -> Array:
    """The norm of order `ord` of the vectors along `axis`."""
    if isinstance(ord, str):
        raise ShapeError(f"norm: order {ord!r} is a norm of matrices; {axis=} names vectors")
    if ord is None or ord == 2:
        return op.norm2(x, axis=axis, keepdims=keepdims)
    if ord == 1:
        return op.norm1(x, axis=axis, keepdims=keepdims)
    if ord == inf:
        return op.norminf(x, axis=axis, keepdims=keepdims)
    if ord == -inf:
        return op.min(op.absolute(x), axis=axis, keepdims=keepdims)
    if ord == 0:
        return op.sum(op.where(x != 0, 1.0, 0.0), axis=axis, keepdims=keepdims).astype(x.dtype)
    return op.normp(x, p=ord, axis=axis, keepdims=keepdims)


def _matrix_norm(x: Array, ord: Any, rows: int, columns: int, keepdims: bool) -> Array:
    """The norm of order `ord` of the matrices whose indices are the axes `rows`, `columns`."""
    if ord is None or ord == "fro":
        return op.norm2(x, axis=(rows, columns), keepdims=keepdims)
    if ord in (1, -1, inf, -inf):
        summed, compared = (rows, columns) if ord in (1, -1) else (columns, rows)
        sums = op.sum(op.absolute(x), axis=summed, keepdims=True)
        extreme = (op.max if ord > 0 else op.min)(sums, axis=compared, keepdims=True)
        if keepdims:
            return extreme
        shape = shapes.reduced(x.shape, (rows, columns))
        return op.reshape(extreme, shape=shape, order="C")
    if ord in (2, -2, "nuc"):
        moved = op.transpose(x, axes=shapes.matrices_last(x.ndim, rows, columns))
        found = _SINGULAR[ord](moved)
        shape = shapes.reduced(x.shape, (rows, columns), keepdims)
        return op.reshape(found, shape=shape, order="C") if keepdims else found
    raise ShapeError(f"norm: {ord!r} is no order of a matrix norm")


_SINGULAR: dict[Any, Callable[[Array], Array]] = {
    2: lambda x: op.spectral(x),
    -2: lambda x: op.min(op.svdvals(x), axis=-1),
    "nuc": lambda x: op.nuclear(x),
}
"""The norms made of the singular values of matrices in the last two axes."""


def target(
    x: shapes.Shape, *, ord: Any = None, axis: shapes.Axis = None, keepdims: bool = False
) -> shapes.Shape:
    """The shape left by a reduction."""
    return shapes.reduced(x, axis, keepdims)


rule = derived(
    id="linalg.norm",
    title="Norms of vectors and matrices",
    summary="The norm of a chosen order of a vector or a matrix, or of those along some axes.",
    function="norm(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "x / norm(x)",
        "d": "dot(x, dx) / norm(x)",
        "same": "sqrt(sum(x**2))",
    },
    conditions="x is not zero.",
    expand=norm,
    numpy=("numpy.linalg.norm", "scipy.linalg.norm"),
    parameters={"ord": None, "axis": None, "keepdims": False},
    shape=target,
    variants=(
        {"axis": 0},
        {"axis": -1, "keepdims": True},
        {"axis": (0, 1)},
        {"keepdims": True},
        {"ord": 2, "axis": 0},
        {"ord": 1, "axis": -1},
        {"ord": inf, "axis": 0},
        {"ord": -inf, "axis": 0},
        {"ord": 3, "axis": 0},
        {"ord": 0, "axis": 0},
        {"ord": "fro", "axis": (0, 1)},
        {"ord": 1, "axis": (0, 1)},
        {"ord": -1, "axis": (1, 0)},
        {"ord": inf, "axis": (-2, -1), "keepdims": True},
        {"ord": -inf, "axis": (0, 1)},
        {"ord": 2, "axis": (1, 0)},
        {"ord": -2, "axis": (0, 1), "keepdims": True},
        {"ord": "nuc", "axis": (-2, -1)},
    ),
    why=(
        "Each order is a norm with its own page: the Euclidean and the Frobenius norm, sums of "
        "absolute values, largest values, and norms made of singular values."
    ),
    pitfalls=(
        "With `ord=2` a matrix has another norm than a vector: its largest singular value. Without "
        "`ord`, every array is read as one vector. The norm of complex entries is that of their "
        "moduli; norms made of singular values are differentiated for real matrices only."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -4.0]},
            value=5.0,
            gradients={"x": [0.6, -0.8]},
        ),
        TestVector(
            name="largest column sum",
            operands={"x": [[1.0, -2.0, 0.5], [3.0, 4.0, -1.0]]},
            parameters={"ord": 1},
            value=6.0,
            gradients={"x": [[0.0, -1.0, 0.0], [0.0, 1.0, 0.0]]},
        ),
        TestVector(
            name="smallest row sum",
            operands={"x": [[1.0, -2.0, 0.5], [3.0, 4.0, -1.0]]},
            parameters={"ord": -inf},
            value=3.5,
            gradients={"x": [[1.0, -1.0, 1.0], [0.0, 0.0, 0.0]]},
        ),
        TestVector(
            name="smallest singular value",
            operands={"x": [[0.0, -2.0], [3.0, 0.0]]},
            parameters={"ord": -2},
            value=2.0,
            gradients={"x": [[0.0, -1.0], [0.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The subgradient of least norm.",
        ),
        TestVector(
            name="zero matrix",
            operands={"x": [[0.0, 0.0], [0.0, 0.0]]},
            parameters={"ord": "fro"},
            value=0.0,
            gradients={"x": [[0.0, 0.0], [0.0, 0.0]]},
            why="The subgradient of least norm.",
        ),
        TestVector(
            name="order 3 at the origin",
            operands={"x": [0.0, 0.0]},
            parameters={"ord": 3},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The subgradient of least norm.",
        ),
        TestVector(
            name="order 1 with a zero entry",
            operands={"x": [0.0, -2.0]},
            parameters={"ord": 1},
            value=2.0,
            gradients={"x": [0.0, -1.0]},
            why="The subgradient of least norm of the absolute value.",
        ),
        TestVector(
            name="order 1.5 with a zero entry",
            operands={"x": [0.0, -4.0]},
            parameters={"ord": 1.5},
            value=4.0,
            gradients={"x": [0.0, -1.0]},
            why="The slope of `abs(x)**1.5` is 0 at 0.",
        ),
        TestVector(
            name="infinity norm with a tie",
            operands={"x": [1.0, -1.0, 0.0]},
            parameters={"ord": inf},
            value=1.0,
            gradients={"x": [0.5, -0.5, 0.0]},
            why="Tied entries share the slope equally.",
        ),
        TestVector(
            name="order 0",
            operands={"x": [0.0, -4.0]},
            parameters={"ord": 0},
            value=1.0,
            gradients={"x": [0.0, 0.0]},
            why="The number of entries that are not zero: a step function.",
        ),
        TestVector(
            name="spectral norm with a tie",
            operands={"x": [[2.0, 0.0], [0.0, 2.0]]},
            parameters={"ord": 2},
            value=2.0,
            gradients={"x": [[0.5, 0.0], [0.0, 0.5]]},
            why="Tied pairs of singular vectors share the slope equally.",
        ),
        TestVector(
            name="nuclear norm of a matrix without full rank",
            operands={"x": [[3.0, 0.0], [0.0, 0.0]]},
            parameters={"ord": "nuc"},
            value=3.0,
            gradients={"x": [[1.0, 0.0], [0.0, 0.0]]},
            why="The subgradient of least norm leaves out the vectors to singular values 0.",
        ),
        TestVector(
            name="smallest singular value of a singular matrix",
            operands={"x": [[3.0, 0.0], [0.0, 0.0]]},
            parameters={"ord": -2},
            value=0.0,
            gradients={"x": [[0.0, 0.0], [0.0, 0.0]]},
            why="Like an absolute value at zero; the subgradient of least norm is 0.",
        ),
    ),
    references=("NumPy reference, linalg.norm",),
    see_also=(
        "linalg.norm2",
        "linalg.norm_fro",
        "linalg.norm1",
        "linalg.norminf",
        "linalg.normp",
        "linalg.norm_spectral",
        "linalg.norm_nuclear",
    ),
)
