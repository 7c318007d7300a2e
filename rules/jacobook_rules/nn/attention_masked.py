"""Attention in which some keys are masked."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="nn.attention.masked",
    title="Attention with a mask on the keys",
    summary="Attention that does not look at some keys: their scores are minus infinity.",
    function="softmax(where(M, Q @ K.T / sqrt(d), -inf), axis=1) @ V",
    operands="Q:(m,d); K:(n,d); V:(n,p); M:(n) bool",
    result="Y",
    derivative={
        "vjp[V]": "softmax(where(M, Q @ K.T / sqrt(d), -inf), axis=1).T @ Y_bar",
        "vjp[Q]": (
            "(softmax(where(M, Q @ K.T / sqrt(d), -inf), axis=1)"
            " * (Y_bar @ V.T - sum(Y * Y_bar, axis=1, keepdims=True))) @ K / sqrt(d)"
        ),
        "vjp[K]": (
            "(softmax(where(M, Q @ K.T / sqrt(d), -inf), axis=1)"
            " * (Y_bar @ V.T - sum(Y * Y_bar, axis=1, keepdims=True))).T @ Q / sqrt(d)"
        ),
    },
    conditions="Not all keys are masked.",
    why=(
        "A masked key has the weight 0. As every path to the scores passes the weights, its score "
        "receives nothing, and the formulas of attention hold as they are."
    ),
    pitfalls=(
        "If all keys are masked, the weights are 0/0: NaN, which reaches all of `V`, even where "
        "that row of the result is thrown away. Set the weights to 0 after the softmax as well: "
        "`where(M, softmax(where(M, S, -inf)), 0)`."
    ),
    vectors=(
        TestVector(
            operands={
                "Q": [[2.0, 0.0, 0.0, 0.0]],
                "K": [[1.0, 0.0, 2.0, 0.0], [9.0, 9.0, 9.0, 9.0], [1.0, 4.0, 0.0, 0.0]],
                "V": [[3.0], [5.0], [7.0]],
                "M": [True, False, True],
            },
            cotangent=[[10.0]],
            value=[[5.0]],
            gradients={
                "Q": [[0.0, 20.0, -10.0, 0.0]],
                "K": [[-10.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [10.0, 0.0, 0.0, 0.0]],
                "V": [[5.0], [0.0], [5.0]],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="one key left",
            operands={"Q": [[1.0]], "K": [[1.0], [2.0]], "V": [[3.0], [7.0]], "M": [False, True]},
            value=[[7.0]],
            gradients={"Q": [[0.0]], "K": [[0.0], [0.0]], "V": [[0.0], [1.0]]},
            why="The only key has the whole weight, whatever its score.",
        ),
        TestVector(
            name="all keys masked",
            operands={"Q": [[1.0]], "K": [[1.0], [2.0]], "V": [[3.0], [7.0]], "M": [False, False]},
            value=[[nan]],
            gradients={"Q": [[0.0]], "K": [[0.0], [0.0]], "V": [[nan], [nan]]},
            why="No weights exist. No score has any influence, so queries and keys receive nothing.",
        ),
    ),
    references=("Vaswani et al. 2017, section 3.2.3",),
    see_also=("nn.attention", "act.softmax"),
    tags=("mask", "padding mask", "causal mask", "transformer"),
)
