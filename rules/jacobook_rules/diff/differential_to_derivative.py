"""How a gradient is read off a differential."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.differential_to_derivative",
    title="Reading a gradient off a differential",
    summary="What multiplies the change, entry by entry, is the gradient.",
    function="f(X)",
    operands="X:(m,n)",
    functions={"f(X)": "trace(X @ X.T)"},
    derivative={
        "grad[X]": "J(f, X)",
        "d": ("trace(J(f, X).T @ dX)", "sum(J(f, X) * dX)"),
    },
    conditions="f is a scalar, differentiable at X; the entries of X vary independently.",
    why=(
        "A scalar function changes by `dy = sum(A * dX)`, with one slope for each entry of `X`; "
        "the matrix `A` of these slopes is the gradient. The sum is also `trace(A.T @ dX)`. So "
        "calculate `dy`, turn the trace until `dX` stands last, and read `A`. In the instance `dy "
        "= trace(dX @ X.T + X @ dX.T) = trace(2 * X.T @ dX)`, and the gradient is `2 * X`."
    ),
    pitfalls=(
        "From `dy = trace(B @ dX)` the gradient is `B.T`: forgetting this transpose is the "
        "commonest slip. `B` itself is the derivative in numerator layout. If `X` is symmetric, "
        "only the symmetric part of `A` counts; see `structured.symmetric.rule`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 0.0], [-1.0, 0.0, 3.0]]},
            value=15.0,
            gradients={"X": [[2.0, 4.0, 0.0], [-2.0, 0.0, 6.0]]},
        ),
    ),
    references=(
        "Wikipedia, Matrix calculus (conversion from differential to derivative form)",
        "Magnus & Neudecker 1999, chapter 9, section 3",
    ),
    see_also=("structural.gradient.matrix", "diff.trace", "diff.product", "identity.trace.xa"),
    tags=("identification", "first identification theorem", "differential form", "trace trick"),
)
