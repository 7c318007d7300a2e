"""Least trimmed squares."""

from jacobook import TestVector, identity

SQUARES = "(y - X @ w)**2"

rule = identity(
    id="robust.model.trimmed",
    title="Least trimmed squares",
    summary="The sum of the smallest squared residuals; here the smallest three of five.",
    function=f"sum(sort({SQUARES})[:3]) / 2",
    operands="X:(m,n); w:(n); y:(m)",
    result="C",
    sizes={"m": 5, "n": 2},
    derivative={
        "grad[w]": f"-X.T @ (where({SQUARES} <= sort({SQUARES})[2], 1.0, 0.0) * (y - X @ w))",
        "grad[y]": f"where({SQUARES} <= sort({SQUARES})[2], 1.0, 0.0) * (y - X @ w)",
        "hess[w]": f"X.T @ diag(where({SQUARES} <= sort({SQUARES})[2], 1.0, 0.0)) @ X",
    },
    conditions="No two squared residuals are equal.",
    why=(
        "A small change of the weights does not change which residuals are the smallest, so the "
        "others have no influence: the gradient and the Hessian are those of least squares on the "
        "points that are kept. One step of the usual algorithm solves just that, and chooses again."
    ),
    pitfalls=(
        "Where two residuals change places the gradient jumps. There are many local minima: start "
        "from many small random subsets. Up to half of the points may be arbitrary, those in `X` "
        "included."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [2.0, 1.0], [1.0, -1.0]],
                "w": [1.0, 1.0],
                "y": [2.0, 3.0, 9.0, 3.5, -8.0],
            },
            value=2.625,
            gradients={"w": [-2.0, -2.5], "y": [1.0, 2.0, 0.0, 0.5, 0.0]},
        ),
    ),
    references=("Rousseeuw 1984", "Rousseeuw & Van Driessen 2006, section 3"),
    see_also=("robust.redescending.tukey", "array.sort", "robust.model.lad"),
    tags=("robust regression", "LTS", "trimmed", "high breakdown"),
)
