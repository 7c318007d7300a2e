"""The elastic net penalty."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.elastic_net",
    title="Elastic net penalty",
    summary="The sum of an L1 and an L2 penalty.",
    function="c * sum(abs(w)) + 0.5 * d * sum(w**2)",
    operands="w:(n) nonzero; c:() pos; d:() pos",
    result="C",
    derivative={"grad[w]": "c * sign(w) + d * w"},
    conditions="No weight is zero.",
    why="The sum of the two gradients: a pull of fixed size, and one in proportion to the weight.",
    vectors=(
        TestVector(
            operands={"w": [1.0, -2.0, 3.0], "c": 0.5, "d": 2.0},
            value=17.0,
            gradients={"w": [2.5, -4.5, 6.5], "c": 6.0, "d": 7.0},
        ),
    ),
    special_points=(
        TestVector(
            name="a weight of zero",
            operands={"w": [0.0, 2.0], "c": 0.5, "d": 2.0},
            value=5.0,
            gradients={"w": [0.0, 4.5]},
            why="The subgradient of least size.",
        ),
    ),
    references=("Zou & Hastie 2005",),
    see_also=("loss.l1_penalty", "loss.weight_decay"),
    tags=("elastic net", "regularisation", "sparsity"),
)
