"""The differential of a stacked inverse."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.vec.inverse",
    title="vec(X^-1) and its Kronecker differential",
    summary="The Jacobian of the stacked inverse is minus a Kronecker product of two inverses.",
    function="vec(inv(X))",
    operands="X:(n,n) inv",
    derivative={
        "d": "-kron(inv(X).T, inv(X)) @ vec(dX)",
        "vjp[X]": "-inv(X).T @ unvec(y_bar, (n, n)) @ inv(X).T",
    },
    conditions="X is invertible.",
    why=(
        "The inverse moves by `-inv(X) @ dX @ inv(X)`. Stacking the columns turns a product of "
        "three into a Kronecker product: `vec(A @ dX @ B) = kron(B.T, A) @ vec(dX)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, 1.0]]},
            cotangent=[0.0, 0.0, 1.0, 0.0],
            value=[1.0, 0.0, -2.0, 1.0],
            gradients={"X": [[2.0, -1.0], [-4.0, 2.0]]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 9",),
    see_also=("identity.vec.axb", "linalg.inv", "linalg.kron"),
    tags=("vec", "inverse", "Kronecker product", "Jacobian of the inverse"),
)
