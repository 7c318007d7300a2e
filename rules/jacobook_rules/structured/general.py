"""A function of a structured matrix, by its parameters."""

from jacobook import TestVector, structural

rule = structural(
    id="structured.general",
    title="Structured matrix: the gradient by its parameters",
    summary=(
        "The unconstrained gradient, contracted with how the matrix moves with each parameter."
    ),
    function="g(S(t))",
    operands="t:(k)",
    functions={
        "S(t) -> (m, n)": "array([[t[0], t[1]], [2 * t[1], t[0]]])",
        "g(A)": "A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]",
    },
    sizes={"k": 2, "m": 2, "n": 2},
    derivative={"grad[t]": "einsum([J(g, S(t)), J(S, t)], 'ij,ijk->k')"},
    why=(
        "First forget the structure: each entry of the matrix has a slope, and together they "
        "are the gradient `J(g, S(t))`. Then let one parameter move: every entry that holds it "
        "moves, at the rate in `J(S, t)`. The chain rule multiplies slope and rate for each "
        "entry, and adds up over all entries."
    ),
    pitfalls="An entry that stands in several places counts once for each of them.",
    vectors=(
        TestVector(
            operands={"t": [3.0, 1.0]},
            value=7.0,
            gradients={"t": [6.0, -4.0]},
        ),
    ),
    references=("Matrix Cookbook, equations 133 and 134",),
    see_also=(
        "structural.chain.scalar_of_vector",
        "structured.symmetric.rule",
        "structured.diagonal",
        "structured.triangular",
    ),
    tags=("structured matrix", "Toeplitz", "chain rule", "matrix parameters"),
)
