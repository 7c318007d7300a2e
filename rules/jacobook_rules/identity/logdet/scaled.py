"""The log-determinant of a multiple of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.logdet.scaled",
    title="log |det(a X)|",
    summary="The logarithm of the absolute determinant of a multiple of a matrix.",
    function="logabsdet(a * X)",
    operands="a:() nonzero; X:(n,n) inv",
    derivative={"grad[X]": "inv(X).T", "grad[a]": "n / a"},
    conditions="`a` is not zero and X is invertible.",
    why=(
        "Each of the `n` rows of `a * X` takes the factor `a` out of the determinant: the value is "
        "`n * log(abs(a)) + logabsdet(X)`. The two variables have come apart, and `a` no longer "
        "counts in the gradient by `X`."
    ),
    pitfalls="The slope in `a` is `n / a`, not `1 / a`: the factor scales every row.",
    vectors=(
        TestVector(
            operands={"a": 2.0, "X": [[1.0, 2.0], [3.0, 5.0]]},
            value=1.3862943611198906,
            gradients={"a": 1.0, "X": [[-5.0, 3.0], [2.0, -1.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero factor",
            operands={"a": 0.0, "X": [[1.0, 2.0], [3.0, 5.0]]},
            raises="SingularMatrixError",
            why="The value is minus infinity, and no derivative exists there.",
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-matrix)",),
    see_also=("linalg.logabsdet", "linalg.logdet"),
    tags=("log determinant", "determinant of a multiple"),
)
