"""Softmax of the rows of a matrix."""

from jacobook import TestVector, identity, inf

rule = identity(
    id="nn.softmax.rows",
    title="Softmax of each row of a matrix",
    summary="Every row made into positive weights with sum 1, on its own.",
    function="softmax(X, axis=-1)",
    operands="X:(m,n)",
    result="Y",
    derivative={
        "vjp[X]": "Y * (Y_bar - sum(Y * Y_bar, axis=-1, keepdims=True))",
        "d": "Y * (dX - sum(Y * dX, axis=-1, keepdims=True))",
        "same": "exp(X) / sum(exp(X), axis=-1, keepdims=True)",
    },
    why=(
        "No row knows of another, so the rule of one vector holds in each: `y * (v - dot(y, v))`. "
        "The dot products of the rows are a sum along the axis, and `keepdims=True` lets them be "
        "taken off their own row again."
    ),
    pitfalls=(
        "The Jacobian has four axes and is zero wherever the rows differ; nobody needs it, the two "
        "products above do all its work. Without `keepdims=True` a square matrix broadcasts along "
        "the wrong axis, and gives no error."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 0.0], [3.0, 3.0], [0.0, 1000.0]]},
            cotangent=[[1.0, 0.0], [0.0, 4.0], [1.0, 2.0]],
            value=[[0.5, 0.5], [0.5, 0.5], [0.0, 1.0]],
            gradients={"X": [[0.25, -0.25], [-1.0, 1.0], [0.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="masked entries",
            operands={"X": [[0.0, -inf, 0.0], [-inf, 5.0, -inf]]},
            cotangent=[[1.0, 7.0, 0.0], [1.0, 2.0, 3.0]],
            value=[[0.5, 0.0, 0.5], [0.0, 1.0, 0.0]],
            gradients={"X": [[0.25, 0.0, -0.25], [0.0, 0.0, 0.0]]},
            why="An entry that is masked with minus infinity has no weight, and no influence.",
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=("act.softmax", "nn.logsumexp.axis", "loss.softmax_cross_entropy.batch"),
    tags=("softmax", "masked softmax", "batch", "attention"),
)
