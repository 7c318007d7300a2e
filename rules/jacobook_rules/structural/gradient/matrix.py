"""The gradient of a scalar function of a matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.gradient.matrix",
    title="Gradient by a matrix: the shape of the matrix",
    summary="The gradient of a scalar by a matrix is a matrix of the same shape.",
    function="f(X)",
    operands="X:(m,n)",
    functions={"f(X)": "h(X[0], X[1])", "h(r, s)": "sum(r * s**2)"},
    sizes={"m": 2},
    derivative={
        "grad[X]": ("J(f, X)", "array([J(h, X[0], X[1], arg=0), J(h, X[0], X[1], arg=1)])"),
        "d": "sum(J(f, X) * dX)",
    },
    conditions="The value of f is a scalar.",
    why=(
        "Entry `(i, j)` of the gradient is the partial derivative by `X[i, j]`, so each entry "
        "of the matrix has its slope at its own place. Row i of the gradient is the gradient by "
        "row i. For a small change `dX` of all entries the effects add up to the sum of slopes "
        "times changes. So a descent step is `X - eta * J(f, X)`, with no transpose."
    ),
    pitfalls=(
        "Wikipedia's numerator layout writes the transpose, of shape (n, m); the Matrix Cookbook "
        "and deep learning libraries have the shape of the matrix, as here."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 0.0], [3.0, -1.0, 2.0]]},
            value=11.0,
            gradients={"X": [[9.0, 1.0, 4.0], [6.0, -4.0, 0.0]]},
        ),
    ),
    references=("Matrix Cookbook, section 2", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=(
        "structural.gradient",
        "diff.differential_to_derivative",
        "structural.jacobian.shape.general",
    ),
    tags=("gradient by a matrix", "denominator layout", "shape of the gradient"),
)
