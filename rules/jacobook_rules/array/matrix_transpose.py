"""The transpose of every matrix in a stack."""

from jacobook import TestVector, linear, shapes

rule = linear(
    id="array.matrix_transpose",
    title="Transpose of the last two axes",
    summary="Each matrix of a stack transposed.",
    function="X.mT",
    operands="X:(k,m,n)",
    result="Y",
    derivative={"d": "dX.mT", "vjp[X]": "Y_bar.mT"},
    primal="numpy.matrix_transpose",
    numpy=("numpy.linalg.matrix_transpose",),
    shape=shapes.matrix_transposed,
    adjoint="Y_bar.mT",
    analytic=True,
    why="As for one matrix, for each matrix of the stack.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 3.0], [2.0, 4.0]],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, matrix_transpose",),
    see_also=("array.transpose",),
)
