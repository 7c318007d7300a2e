"""The subgradient inequality of the lasso."""

from jacobook import TestVector, structural

rule = structural(
    id="optim.lasso_subgradient",
    title="Lasso subgradients at a point with zeros",
    summary="Where weights are zero, a whole interval of slopes stays below the objective.",
    function="0.5 * sum((X @ v - y)**2) + c * sum(abs(v))",
    operands="X:(m,n); y:(m); c:() pos; v:(n) nonzero; u:(n) nonzero; k:(n) bool; s:(n) unit",
    result="C",
    derivative={
        "grad[v]": "X.T @ (X @ v - y) + c * sign(v)",
        "true": (
            "C >= 0.5 * sum((X @ (k * u) - y)**2) + c * sum(abs(k * u)) - 1e-9"
            " + dot(X.T @ (X @ (k * u) - y) + c * where(k, sign(u), s), v - k * u)"
        ),
    },
    conditions="The entries of `s`, which count where a weight is 0, lie between -1 and 1.",
    why=(
        "The point `w = k * u` has zeros where `k` is false. There the absolute value lies above "
        "every line through 0 with a slope `s[i]` between -1 and 1; elsewhere its own tangent lies "
        "below it. The squares are convex and lie above their tangent too. Added up, the objective "
        "at any `v` is at least its value at `w` plus the slope times `v - w`. If 0 is among the "
        "slopes, `w` is a minimum."
    ),
    pitfalls=(
        "A subgradient need not point downhill: a step against it can raise the objective. The "
        "`1e-9` is for rounding."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]],
                "y": [1.0, -3.0, 5.0],
                "c": 3.0,
                "v": [2.0, -1.0],
                "u": [1.0, 1.0],
                "k": [True, False],
                "s": [0.5, -0.5],
            },
            value=13.5,
            gradients={"v": [8.0, -5.0], "y": [1.0, -2.0, -2.0], "c": 3.0},
        ),
    ),
    references=("Rockafellar 1970, section 23",),
    see_also=("optim.lasso", "ufunc.absolute", "linalg.norm1"),
    tags=("subgradient", "subdifferential", "convex", "optimality condition"),
)
