"""A function of a symmetric matrix, by its free entries."""

from jacobook import TestVector, structural

G = "J(g, tril(P) + tril(P, -1).T)"

rule = structural(
    id="structured.symmetric.rule",
    title="Symmetric matrix: the gradient in the free entries",
    summary=(
        "The unconstrained gradient plus its transpose, the diagonal taken once: the handbook "
        "form, in the entries on and below the diagonal."
    ),
    function="g(tril(P) + tril(P, -1).T)",
    operands="P:(n,n)",
    functions={"g(A)": "A[0, 0] * A[0, 1] + A[1, 0]**2 + 5 * A[1, 1]"},
    sizes={"n": 2},
    derivative={
        "grad[P]": (
            f"tril({G} + {G}.T - {G} * eye(n))",
            f"tril({G}) + triu({G}, 1).T",
        )
    },
    conditions=(
        "The free parameters are the entries on and below the diagonal of P; the ones above are "
        "ignored."
    ),
    why=(
        "Let the lower triangle of `P` hold the free entries, and mirror it to get the "
        "symmetric matrix. With the unconstrained gradient `G` of `g`, a free entry below the "
        "diagonal moves two entries of the matrix and collects both slopes: "
        "`G[i, j] + G[j, i]`. An entry on the diagonal stands there once. That is `G + G.T` "
        "with its diagonal taken once."
    ),
    pitfalls=(
        "This is the gradient in the free entries: an entry off the diagonal stands in two "
        "places and collects both slopes. The Frobenius-projected gradient, which a step among "
        "symmetric matrices needs, is another object; see `structured.symmetric.projection`."
    ),
    vectors=(
        TestVector(
            operands={"P": [[2.0, 7.0], [3.0, 4.0]]},
            value=35.0,
            gradients={"P": [[3.0, 0.0], [8.0, 5.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 138",),
    see_also=(
        "structured.symmetric.projection",
        "structured.symmetric.trace",
        "structured.symmetric.logdet",
        "structured.general",
    ),
    tags=("symmetric matrix", "free entries", "handbook form", "G + G^T - diag(G)"),
)
