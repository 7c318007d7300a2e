"""The sum of the eigenvalues."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.eig.sum",
    title="Sum of the eigenvalues is the trace",
    summary="The eigenvalues of a matrix add up to its trace.",
    function="sum(eigvalsh(X))",
    operands="X:(n,n) sym*",
    derivative={"grad[X]": "eye(n)", "same": "trace(X)"},
    conditions="X is symmetric here; the sum is the trace for every square matrix.",
    why=(
        "One eigenvalue has the gradient `outer(v, v)`. Their sum has `V @ V.T`, which is the "
        "identity, because the eigenvectors are perpendicular and have length 1."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 1.0], [1.0, 2.0]]},
            value=4.0,
            gradients={"X": [[1.0, 0.0], [0.0, 1.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal eigenvalues",
            operands={"X": [[2.0, 0.0], [0.0, 2.0]]},
            value=4.0,
            gradients={"X": [[1.0, 0.0], [0.0, 1.0]]},
            why="The sum is smooth where the single eigenvalues have kinks.",
        ),
    ),
    references=("Matrix Cookbook, equation 65",),
    see_also=("linalg.eigvalsh", "linalg.trace", "identity.eig.product"),
)
