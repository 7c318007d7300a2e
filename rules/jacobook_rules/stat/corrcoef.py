"""NumPy's correlation matrix."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def corrcoef(x: Array, y: Any = None, rowvar: bool = True, *, dtype: Any = None) -> Array:
    """Each covariance divided by both standard deviations."""
    import numpy as np

    covariances = op.cov(x, y=y, rowvar=rowvar, dtype=dtype)
    if not covariances.shape:
        return covariances / covariances
    kind = covariances.dtype.kind if hasattr(covariances, "dtype") else ""
    variances = op.diagonal(covariances)
    deviations = op.sqrt(op.real(variances) if kind == "c" else variances)
    made = covariances / deviations[:, None] / deviations[None, :]
    if kind == "f":  # a real number: NumPy cuts off what rounding has lifted above 1
        made = made - (stop(made) - np.clip(stop(made), -1, 1))
    return made


def target(x: shapes.Shape, *, y: Any = None, rowvar: bool = True, **_: Any) -> shapes.Shape:
    """A size for each variable, twice; nothing for a single variable."""
    tables = [x] if y is None else [x, shapes.of(y)]
    count = shapes.plus(*(1 if len(t) < 2 else t[0 if rowvar else 1] for t in tables))
    return () if count == 1 else (count, count)


CENTRED = "(X - mean(X, axis=1, keepdims=True))"
DEVIATIONS = "sqrt(diagonal(cov(X)))"

rule = derived(
    id="stat.corrcoef",
    title="Correlation matrix",
    summary="Pearson's correlations of all pairs of variables in a table.",
    function="corrcoef(X)",
    operands="X:(m,n)",
    result="R",
    sizes={"m": 2, "n": 3},
    derivative={
        "vjp[X]": (
            f"((R_bar + R_bar.T) / outer({DEVIATIONS}, {DEVIATIONS}) @ {CENTRED}"
            f" - (sum((R_bar + R_bar.T) * R, axis=1) / diagonal(cov(X)))[:, None] * {CENTRED})"
            " / (n - 1)"
        ),
        "same": f"cov(X) / outer({DEVIATIONS}, {DEVIATIONS})",
    },
    conditions="There are at least two observations, and no variable is constant.",
    expand=corrcoef,
    numpy=("numpy.corrcoef",),
    parameters={"y": None, "rowvar": True, "dtype": None},
    shape=target,
    variants=({"rowvar": False},),
    why=(
        "Measured in its own standard deviation, each centred row has a fixed length, and moves "
        "only across itself. So the gradient by a row is the weighted sum of the others, less its "
        "part along the own one; that part is the weighted sum of the correlations."
    ),
    pitfalls=(
        "Rows are variables unless `rowvar=False`. The diagonal is 1 whatever the data, and has "
        "no slope."
    ),
    vectors=(
        TestVector(
            operands={"X": [[5.0, 4.0, 3.0], [3.0, 5.0, -8.0]]},
            cotangent=[[5.0, 28.0], [0.0, 0.0]],
            value=[[1.0, 11 / 14], [11 / 14, 1.0]],
            gradients={"X": [[-5.0, 10.0, -5.0], [65 / 49, -55 / 49, -10 / 49]]},
        ),
        TestVector(
            name="another variable",
            operands={"X": [5.0, 4.0, 3.0]},
            parameters={"y": (3.0, 5.0, -8.0)},
            cotangent=[[0.0, 28.0], [0.0, 0.0]],
            value=[[1.0, 11 / 14], [11 / 14, 1.0]],
            gradients={"X": [-5.0, 10.0, -5.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="one variable",
            operands={"X": [1.0, 2.0, 6.0]},
            value=1.0,
            gradients={"X": [0.0, 0.0, 0.0]},
            why="Any variable is fully correlated with itself.",
        ),
        TestVector(
            name="constant variable",
            operands={"X": [[3.0, 3.0, 3.0], [1.0, 2.0, 6.0]]},
            value=[[nan, nan], [nan, 1.0]],
            gradients={"X": [[nan, nan, nan], [nan, nan, nan]]},
            why="A constant has no direction: an undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, corrcoef",),
    see_also=("stat.cov", "stat.correlation", "linalg.normalize"),
    tags=("correlation matrix", "Pearson's r"),
)
