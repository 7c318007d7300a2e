"""A linear solve with a vector on the right-hand side."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.solve.vector",
    title="Linear solve with a vector right-hand side",
    summary="The solution of linear equations with one right-hand side.",
    function="solve(A, b)",
    operands="A:(n,n) inv; b:(n)",
    derivative={
        "vjp[b]": "solve(A.T, y_bar)",
        "vjp[A]": "-outer(solve(A.T, y_bar), y)",
        "jac[b]": "inv(A)",
        "d": "solve(A, db - dA @ y)",
    },
    conditions="A is invertible.",
    why=(
        "From `A @ y = b` follows `dy = solve(A, db - dA @ y)`. With `s = solve(A.T, y_bar)` the "
        "cotangent paired with `dy` is `s @ db - s @ dA @ y`, which names both gradients."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 4.0]], "b": [3.0, 8.0]},
            cotangent=[1.0, 10.0],
            value=[0.5, 2.0],
            gradients={"A": [[-0.25, -1.0], [-1.1875, -4.75]], "b": [0.5, 2.375]},
        ),
    ),
    references=("Giles 2008, section 2.3.1",),
    see_also=("linalg.solve", "linalg.inv"),
)
