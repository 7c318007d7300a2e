"""NumPy's covariance matrix."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes, stop
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def cov(
    m: Array,
    y: Any = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    fweights: Any = None,
    aweights: Any = None,
    *,
    dtype: Any = None,
) -> Array:
    """The covariances of all pairs of rows, or of columns; `fweights` count, `aweights` weigh."""
    rows = _rows(m, not rowvar)
    if y is not None:
        y = _array(y)
        rows = op.concatenate(rows, _rows(y, not rowvar and y.shape[0] != 1), axis=0)
    rows = _in_precision(rows, dtype)
    ddof = (0 if bias else 1) if ddof is None else ddof
    if fweights is None and aweights is None:
        free: Any = rows.shape[1] - ddof
        centred = weighted = rows - op.mean(rows, axis=1, keepdims=True)
    else:
        repeats, importance = (_weights(w, rows.shape[1]) for w in (fweights, aweights))
        weights = repeats * importance
        total = op.sum(weights)
        free = total - ddof * (1 if aweights is None else op.sum(weights * importance) / total)
        centred = rows - (rows @ weights / total)[:, None]
        weighted = centred * weights
    scatter = centred @ (op.conjugate(weighted) if _kind(rows) == "c" else weighted).T
    made = scatter / free if free > 0 else scatter * nan
    return made[0, 0] if rows.shape[0] == 1 else made


def _array(given: Any) -> Array:
    """What has a shape as it is, lists as arrays."""
    import numpy as np

    return given if hasattr(given, "shape") else np.asarray(given)


def _rows(table: Array, turned: bool) -> Array:
    """A table with one row for each variable; a vector is one variable.

    Raises:
        ShapeError: there are more than two axes.
    """
    axes = len(table.shape)
    if axes > 2:
        raise ShapeError(f"cov: a table of at most two axes is needed; it has {axes}")
    if axes < 2:
        return op.reshape(table, shape=(1, -1))
    return table.T if turned else table


def _kind(rows: Array) -> str:
    """The letter of the kind of number; `f` for a symbol, which has no type."""
    return rows.dtype.kind if hasattr(rows, "dtype") else "f"


def _in_precision(rows: Array, dtype: Any) -> Array:
    """The numbers in the type that NumPy computes in: at least `float64`, if none is given."""
    import numpy as np

    if not hasattr(rows, "dtype"):
        return rows  # a symbol
    wanted = np.dtype(dtype or np.result_type(rows.dtype, np.float64))
    return rows if wanted == rows.dtype else op.astype(rows, dtype=wanted)


def _weights(given: Any, count: int) -> Array:
    """One weight for each observation, by default 1.

    Raises:
        ShapeError: they are not as many, or some are negative.
    """
    import numpy as np

    weights = np.ones(count) if given is None else _array(given)
    if weights.shape != (count,) or (stop(weights) < 0).any():
        raise ShapeError(f"cov: {count} weights are needed, none of them negative")
    return weights


def target(x: shapes.Shape, *, y: Any = None, rowvar: bool = True, **_: Any) -> shapes.Shape:
    """A size for each variable, twice; nothing for a single variable."""
    tables = [x] if y is None else [x, shapes.of(y)]
    count = shapes.plus(*(1 if len(t) < 2 else t[0 if rowvar else 1] for t in tables))
    return () if count == 1 else (count, count)


rule = derived(
    id="stat.cov",
    title="Covariance matrix",
    summary="The covariances of all pairs of variables in a table, as NumPy estimates them.",
    function="cov(X)",
    operands="X:(m,n)",
    result="C",
    derivative={
        "vjp[X]": "(C_bar + C_bar.T) @ (X - mean(X, axis=1, keepdims=True)) / (n - 1)",
        "d": (
            "(dX @ (X - mean(X, axis=1, keepdims=True)).T"
            " + (X - mean(X, axis=1, keepdims=True)) @ dX.T) / (n - 1)"
        ),
        "same": "X @ (X - mean(X, axis=1, keepdims=True)).T / (n - 1)",
    },
    conditions="There are at least two observations.",
    expand=cov,
    numpy=("numpy.cov",),
    parameters={
        "y": None,
        "rowvar": True,
        "bias": False,
        "ddof": None,
        "fweights": None,
        "aweights": None,
        "dtype": None,
    },
    shape=target,
    variants=({"rowvar": False}, {"bias": True}, {"ddof": 0}, {"rowvar": False, "ddof": 2}),
    why=(
        "The rows, less their means, times their own transpose: by the product rule the cotangent "
        "comes back once as it is and once transposed. Centering is a projection, and the centred "
        "table stays as it is when it is applied again, so it leaves no further term."
    ),
    pitfalls=(
        "Rows are variables unless `rowvar=False`. The default divides by `n - 1`, where `np.var` "
        "divides by `n`. One may differentiate by `aweights` too, but NumPy's factor for them is "
        "an estimate of its own."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 0.0, 5.0], [2.0, -1.0, 5.0]]},
            cotangent=[[1.0, 10.0], [0.0, 0.0]],
            value=[[7.0, 7.5], [7.5, 9.0]],
            gradients={"X": [[-1.0, -17.0, 18.0], [-5.0, -10.0, 15.0]]},
        ),
        TestVector(
            name="another variable",
            operands={"X": [1.0, 2.0, 6.0]},
            parameters={"y": (4.0, 0.0, 5.0)},
            cotangent=[[0.0, 1.0], [0.0, 0.0]],
            value=[[7.0, 3.5], [3.5, 7.0]],
            gradients={"X": [0.5, -1.5, 1.0]},
        ),
        TestVector(
            name="importance of observations",
            operands={"X": [1.0, 3.0, 1.0]},
            parameters={"aweights": (1.0, 2.0, 1.0)},
            value=1.6,
            gradients={"X": [-0.8, 1.6, -0.8]},
        ),
        TestVector(
            name="repeated observations",
            operands={"X": [1.0, 4.0, 2.0]},
            parameters={"fweights": (2, 1, 1)},
            value=2.0,
            gradients={"X": [-4 / 3, 4 / 3, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="one observation",
            operands={"X": [3.0]},
            value=nan,
            gradients={"X": [nan]},
            why="Zero divided by zero: an undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, cov",),
    see_also=("stat.corrcoef", "stat.covariance_matrix", "reduce.var"),
    tags=("covariance matrix", "frequency weights", "sample covariance", "covariance"),
)
