"""One eigenvalue of a general matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.eig.simple",
    title="One simple eigenvalue of a general matrix",
    summary="An eigenvalue that no other one equals, of a matrix that need not be symmetric.",
    function="eigvals(A)[0]",
    operands="A:(n,n) realspec",
    derivative={"grad[A]": "outer(inv(eig_parts(A)[1:])[0], eig_parts(A)[1:, 0])"},
    conditions="The eigenvalue is simple: no other one equals it.",
    why=(
        "Let `A @ v = w * v` and, with the left eigenvector, `u @ A = w * u`, scaled so that `u @ v "
        "= 1`. Then `w = u @ A @ v`. A small `dA` changes `u` and `v` too, but these parts add up to "
        "`w * d(u @ v)`, which is 0. What is left is `u @ dA @ v`. The left eigenvectors are the "
        "rows of the inverse of the matrix of right ones."
    ),
    pitfalls=(
        "For a matrix that is not symmetric, `outer(v, v)` is wrong: left and right eigenvectors "
        "differ. The nearer they are to being orthogonal, the more sensitive the eigenvalue is."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 3.0]]},
            value=2.0,
            gradients={"A": [[1.0, 0.0], [-1.0, 0.0]]},
        ),
    ),
    references=("Giles 2008, section 2.3.6", "Magnus & Neudecker 1999, chapter 8, section 9"),
    see_also=("linalg.eigvals", "linalg.eigval_max"),
    tags=("eigenvalue", "left eigenvector"),
)
