"""The chain rule through a matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.matrix",
    title="Chain rule through a matrix",
    summary="A sum over all entries of the matrix in the middle, each a path of its own.",
    function="g(f(X))",
    operands="X:(m,n)",
    functions={"f(X) -> (p, q)": "sum(X) * X", "g(U)": "sum(U**2)"},
    derivative={
        "grad[X]": (
            "tensordot(J(g, f(X)), J(f, X), 2)",
            "einsum([J(g, f(X)), J(f, X)], 'kl,klij->ij')",
        ),
        "d": "trace(J(g, f(X)).T @ tensordot(J(f, X), dX, 2))",
    },
    conditions="f is differentiable at X, and g at f(X).",
    why=(
        "Each entry `U[k, l]` of `U = f(X)` is a path from `X[i, j]` to the result, with the slope "
        "of `g` in `U[k, l]` times the derivative of `U[k, l]` by `X[i, j]`. The sum over k and l "
        "is entry `(i, j)` of the gradient. Without indices: `dg = trace(G.T @ dU)`, with `G` "
        "the gradient of `g` by `U` and `dU` the change of `f(X)`."
    ),
    pitfalls=(
        "`J(f, X)` has four axes; a plain matrix product of two gradients is wrong. By hand, put "
        "`dU` into the trace and turn it until `dX` stands last; that avoids all indices."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 0.0], [-1.0, 0.0, 1.0]]},
            value=63.0,
            gradients={"X": [[60.0, 78.0, 42.0], [24.0, 42.0, 60.0]]},
        ),
    ),
    references=(
        "Matrix Cookbook, equations 133, 135, 136 and 137",
        "Wikipedia, Matrix calculus (scalar-by-matrix)",
    ),
    see_also=("structural.chain.vector", "diff.composition", "diff.differential_to_derivative"),
    tags=("chain rule", "matrix chain rule", "tensor contraction"),
)
