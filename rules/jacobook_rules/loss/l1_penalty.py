"""The L1 penalty."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.l1_penalty",
    title="L1 penalty",
    summary="A multiple of the sum of the weights' sizes, which makes many of them zero.",
    function="c * sum(abs(w))",
    operands="w:(n) nonzero; c:() pos",
    result="C",
    derivative={"grad[w]": "c * sign(w)", "grad[c]": "sum(abs(w))"},
    conditions="No weight is zero.",
    why=(
        "The absolute value has slope 1 or -1, whatever the size of the weight. So a small weight "
        "is drawn to zero as hard as a large one, and can be held there."
    ),
    pitfalls=(
        "At a weight of 0 every slope from `-c` to `c` is a subgradient. Plain gradient steps "
        "jump over zero; the proximal step, the soft threshold, does not."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, -2.0, 3.0], "c": 0.5},
            value=3.0,
            gradients={"w": [0.5, -0.5, 0.5], "c": 6.0},
        ),
    ),
    special_points=(
        TestVector(
            name="a weight of zero",
            operands={"w": [0.0, 2.0], "c": 0.5},
            value=1.0,
            gradients={"w": [0.0, 0.5]},
            why="The subgradient of least size.",
        ),
    ),
    references=("Tibshirani 1996",),
    see_also=("loss.weight_decay", "loss.elastic_net", "act.softshrink", "linalg.norm1"),
    tags=("lasso", "L1 penalty", "sparsity", "regularisation", "L1 regularisation"),
)
