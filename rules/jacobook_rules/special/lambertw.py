"""The Lambert W function of real numbers."""

from jacobook import TestVector, elementwise, nan
from jacobook.rule import Array


def primal(x: Array, *, k: int = 0, tol: float = 1e-8) -> Array:
    """The real value of SciPy's function; NaN where it is complex."""
    import numpy as np
    from scipy import special

    w = special.lambertw(x, k, tol)
    return np.where(w.imag == 0, w.real, nan).astype(np.result_type(x, 0.0))[()]


rule = elementwise(
    id="special.lambertw",
    title="Lambert W function",
    summary="The number that, times its own exponential, gives the entry.",
    function="lambertw(x)",
    operands="x:(n) pos",
    partials={"x": "exp(-y) / (1 + y)"},
    also={"elem[x]": "y / (x * (1 + y))"},
    conditions="x > -1/e; on the branch k = -1 also x < 0.",
    primal=primal,
    numpy=("scipy.special.lambertw",),
    parameters={"k": 0, "tol": 1e-08},
    why="Differentiate `y * exp(y) = x`: `(1 + y) * exp(y)` times the slope is 1.",
    pitfalls=(
        "SciPy returns complex numbers; here real entries give real values, and NaN below `-1/e`, "
        "where there is none. The common form `y / (x * (1 + y))` is 0/0 at 0."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 3.0]},
            value=[0.35173371124919584, 1.04990889496404],
            gradients={"x": [0.5204186421068739, 0.1707244807388473]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="lower branch",
            operands={"x": [-0.25, -0.125]},
            parameters={"k": -1},
            value=[-2.15329236411035, -3.2616856845764888],
            gradients={"x": [-7.46833129610253, -11.537184700135747]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero and below",
            operands={"x": [0.0, -1.0]},
            value=[0.0, nan],
            gradients={"x": [1.0, nan]},
            why="Near 0 the exponential is 1, and `y` is `x`; below `-1/e` nothing is defined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 4.13"),
    see_also=("special.wrightomega", "ufunc.exp"),
    tags=("product logarithm", "omega function"),
)
