"""Pushforward and pullback are adjoint maps."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.vjp_jvp_adjoint",
    title="Pushforward and pullback are adjoint",
    summary="Pushing a tangent forward or pulling a cotangent back gives the same pairing.",
    function="dot(w, J(f, x) @ v)",
    operands="x:(n); v:(n); w:(m)",
    functions={"f(x) -> (m)": "array([x[0] * x[1], x[0]**2, 3 * x[1]])"},
    sizes={"n": 2, "m": 3},
    derivative={
        "same": "dot(J(f, x).T @ w, v)",
        "grad[v]": "J(f, x).T @ w",
        "grad[w]": "J(f, x) @ v",
    },
    conditions="f is differentiable at x; v has the shape of x, and w that of f(x).",
    why=(
        "Both sides are the sum of `w[i] * J[i, j] * v[j]` over all i and j, `J` being the "
        "Jacobian. Summed over j first it is forward mode: a tangent `v` is pushed to `J @ v`. "
        "Summed over i first it is reverse mode: a cotangent `w` is pulled back to `J.T @ w`. So "
        "each mode tests the other, without knowing `J`; the checks of this book use it as the "
        "dot-product test."
    ),
    pitfalls=(
        "The test does not notice a wrong derivative that both modes share: compare with "
        "differences as well."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0], "v": [1.0, -1.0], "w": [2.0, 1.0, 1.0]},
            value=-1.0,
            gradients={"x": [0.0, 2.0], "v": [6.0, 7.0], "w": [-1.0, 4.0, -3.0]},
        ),
    ),
    references=("Griewank & Walther 2008, chapter 3",),
    see_also=("structural.chain.vector", "structural.jacobian", "structural.hvp"),
    tags=("adjoint", "forward mode", "reverse mode", "dot-product test", "vjp", "jvp"),
)
