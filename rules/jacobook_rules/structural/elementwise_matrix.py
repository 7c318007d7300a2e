"""The Jacobian of an element-wise function of a matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.elementwise_matrix",
    title="Element-wise function of a matrix",
    summary="Each entry answers to itself alone, so every pullback is an element-wise product.",
    function="f(X)",
    operands="X:(m,n)",
    functions={"f(X) -> (m, n)": "X**3"},
    derivative={
        "jac[X]": "einsum([eye(m), eye(n), De(f, X)], 'ik,jl,ij->ijkl')",
        "vjp[X]": "y_bar * De(f, X)",
        "d": "De(f, X) * dX",
    },
    conditions="Entry (i, j) of f(X) depends on entry (i, j) of X only, by a differentiable map.",
    why=(
        "Output `(i, j)` has one non-zero derivative, by input `(i, j)`. So the Jacobian with four "
        "axes holds the slopes where both pairs of indices agree, and zeros elsewhere; flattened, "
        "it is a diagonal matrix with m n entries. A diagonal matrix times a vector is an "
        "element-wise product: neither direction needs the Jacobian."
    ),
    pitfalls="`exp(X)` acts on entries; the matrix exponential does not, and has another rule.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0, 0.0], [3.0, 1.0, -1.0]]},
            cotangent=[[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]],
            value=[[1.0, -8.0, 0.0], [27.0, 1.0, -1.0]],
            gradients={"X": [[3.0, 24.0, 0.0], [-27.0, 0.0, 3.0]]},
        ),
    ),
    references=("Parr & Howard 2018, section 5",),
    see_also=("elementwise.unary", "elementwise.diagonal_condition", "structural.single_entry"),
    tags=("element-wise function", "diagonal Jacobian", "function of each entry"),
)
