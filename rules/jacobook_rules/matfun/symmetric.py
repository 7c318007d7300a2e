"""A function of a symmetric matrix."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(a: Array, *, function: str = "sin") -> Array:
    """`V @ diag(f(w)) @ V.T` with the eigenvalues `w` and eigenvectors `V`. Shape: that of `a`."""
    import numpy as np

    w, v = np.linalg.eigh(a)
    return op.sym((v * getattr(op, function)(w)[..., None, :]) @ v.mT)


def slope(direction: Array, y: Array, a: Array, *, function: str = "sin") -> Array:
    """The derivative in a direction; a symmetric map, so the same both ways."""
    return op.symmetric_slope(a, direction, function=function)


def target(a: shapes.Shape, *, function: str = "sin") -> shapes.Shape:
    """The shape of the matrix."""
    return shapes.square(a)


rule = general(
    id="matfun.symmetric",
    title="Function of a symmetric matrix",
    summary="A function of numbers applied to the eigenvalues of a symmetric matrix.",
    function="symmetric_function(A, 'sin')",
    operands="A:(n,n) sym*",
    result="Y",
    derivative={
        "d": (
            "eigvecs(A) @ (divided_difference([eigvalsh(A)[:, None], eigvalsh(A)], 'sin')"
            " * (eigvecs(A).T @ dA @ eigvecs(A))) @ eigvecs(A).T"
        ),
        "vjp[A]": (
            "sym(eigvecs(A) @ (divided_difference([eigvalsh(A)[:, None], eigvalsh(A)], 'sin')"
            " * (eigvecs(A).T @ Y_bar @ eigvecs(A))) @ eigvecs(A).T)"
        ),
        "same": "eigvecs(A) @ diag(sin(eigvalsh(A))) @ eigvecs(A).T",
    },
    conditions="A is symmetric, and the function is smooth around its eigenvalues.",
    op="symmetric_function",
    primal=primal,
    parameters={"function": "sin"},
    shape=target,
    pushforward={"A": slope},
    pullback={"A": slope},
    variants=({"function": "exp"}, {"function": "tanh"}),
    why=(
        "In the basis of the eigenvectors entry `(i, j)` of the change is that of `A` times "
        "`(f(w[i]) - f(w[j])) / (w[i] - w[j])`: try it on `f(w) = w**2`, where the table is "
        "`w[i] + w[j]` and the change `A @ dA + dA @ A`. Where eigenvalues meet the quotient is "
        "the slope `f'(w[i])`, so nothing is special there."
    ),
    pitfalls=(
        "`V @ np.diag(f(w)) @ V.T` written with `np.linalg.eigh` has the same value, but at equal "
        "eigenvalues its vectors have no derivative, and the gradient is NaN. This rule has none "
        "of that. `function` is the name of an element-wise operation of this book."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [2.0, 4.0]]},
            parameters={"function": "square"},
            cotangent=[[1.0, 0.0], [0.0, 0.0]],
            value=[[5.0, 10.0], [10.0, 20.0]],
            gradients={"A": [[2.0, 2.0], [2.0, 0.0]]},
        ),
        TestVector(
            operands={"A": [[1.0, 0.5], [0.5, -2.0]]},
            name="sine",
            cotangent=[[1.0, 2.0], [2.0, -3.0]],
            value=[
                [0.8374617636018014, 0.2775011305967517],
                [0.2775011305967517, -0.8275450199787088],
            ],
            gradients={
                "A": [
                    [0.5232901542109514, 0.5071421638761552],
                    [0.5071421638761552, 1.920455260502047],
                ]
            },
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="equal eigenvalues",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            parameters={"function": "exp"},
            cotangent=[[1.0, 6.0], [0.0, 5.0]],
            value=[[7.38905609893065, 0.0], [0.0, 7.38905609893065]],
            gradients={
                "A": [[7.38905609893065, 22.16716829679195], [22.16716829679195, 36.94528049465325]]
            },
        ),
    ),
    references=("Higham 2008, theorem 3.11 and corollary 3.12", "Daleckii & Krein 1965"),
    see_also=("matfun.divided_difference", "matfun.symmetric_slope", "linalg.eigh", "linalg.expm"),
    tags=("matrix function", "spectral function", "Daleckii-Krein", "repeated eigenvalues"),
)
