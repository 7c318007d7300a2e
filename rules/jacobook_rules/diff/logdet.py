"""The differential of the logarithm of a determinant."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.logdet",
    title="Logarithm of a determinant along a curve",
    summary="The rate of change is the trace of the inverse times the change of the matrix.",
    function="logabsdet(f(x))",
    operands="x:()",
    functions={"f(x) -> (n, n)": "array([[x, 2], [x**2, 6]])"},
    derivative={
        "elem[x]": ("trace(inv(f(x)) @ J(f, x))", "trace(solve(f(x), J(f, x)))"),
        "d": "trace(inv(f(x)) @ (J(f, x) * dx))",
    },
    conditions="f(x) is invertible; its determinant may be negative.",
    why=(
        "The logarithm of the absolute value of a number `u` has the differential `du / u`. Put "
        "in Jacobi's formula, `d det(X) = det(X) * trace(inv(X) @ dX)`: the determinant cancels, "
        "and with it its sign. So `d log|det(X)| = trace(inv(X) @ dX)`, the matrix form of `dx / "
        "x`."
    ),
    pitfalls=(
        "In numbers call `slogdet` and solve with the matrix, as in the second form: the "
        "determinant of a large matrix overflows long before its logarithm is large."
    ),
    vectors=(
        TestVector(
            operands={"x": -1.0},
            value=2.0794415416798357,
            gradients={"x": -1.25},
            source="log 8, by hand",
        ),
    ),
    special_points=(
        TestVector(
            name="singular matrix",
            operands={"x": 3.0},
            raises="SingularMatrixError",
            why="The value is minus infinity, and no derivative exists there.",
        ),
    ),
    references=(
        "Matrix Cookbook, equation 43",
        "Wikipedia, Matrix calculus (scalar-by-scalar with matrices)",
    ),
    see_also=("linalg.logabsdet", "linalg.slogdet", "diff.det", "diff.trace"),
    tags=("log det", "derivative of the log-determinant", "differential"),
)
