"""The eigenvalues of a general matrix."""

from jacobook import TestVector, general
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape


def a_dot(a_dot: Array, y: Array, a: Array) -> Array:
    """`dw = diagonal(inv(V) @ dA @ V)`."""
    v = op.eig_parts(a)[..., 1:, :]
    return op.diagonal(op.solve(v, a_dot @ v), axis1=-2, axis2=-1)


def a_bar(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar = inv(V).T @ diag(y_bar) @ V.T`."""
    v = op.eig_parts(a)[..., 1:, :]
    return op.solve(v.mT, y_bar[..., :, None] * v.mT)


def target(a: Shape) -> Shape:
    """As many as rows."""
    return a[:-1]


rule = general(
    id="linalg.eigvals",
    title="Eigenvalues of a general matrix",
    summary="The eigenvalues of a square matrix, in the order in which they are found.",
    function="eigvals(A)",
    operands="A:(n,n) realspec",
    result="w",
    derivative={"d": "diagonal(inv(eig_parts(A)[1:]) @ dA @ eig_parts(A)[1:])"},
    conditions="The eigenvalues differ from each other.",
    op="eigvals",
    complex="eigvals",
    primal="numpy.linalg.eigvals",
    numpy=("scipy.linalg.eigvals",),
    shape=target,
    pushforward={"A": a_dot},
    pullback={"A": a_bar},
    why=(
        "With eigenvectors in the columns of `V`, `inv(V) @ A @ V` is diagonal. A small `dA` "
        "changes its diagonal by that of `inv(V) @ dA @ V`; what the vectors change cancels. The "
        "rows of `inv(V)` are the left eigenvectors."
    ),
    pitfalls=(
        "For a symmetric matrix use `eigvalsh`: it is faster, sorted, and always real. Where two "
        "eigenvalues meet, one of them alone has no derivative; their sum has."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 3.0]]},
            cotangent=[1.0, 10.0],
            value=[2.0, 3.0],
            gradients={"A": [[1.0, 0.0], [9.0, 10.0]]},
        ),
        TestVector(
            name="complex pair",
            operands={"A": [[0.0, -1.0], [1.0, 0.0]]},
            cotangent=[2j, 0j],
            value=[1j, -1j],
            gradients={"A": [[0.0, -1.0], [1.0, 0.0]]},
        ),
    ),
    references=("Giles 2008, section 2.3.6", "NumPy reference, linalg.eigvals"),
    see_also=("linalg.eig", "linalg.eig_parts"),
    tags=("eigenvalue", "spectrum"),
)
