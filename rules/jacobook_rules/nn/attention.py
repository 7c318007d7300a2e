"""Scaled dot-product attention."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.attention",
    title="Scaled dot-product attention softmax(Q K^T / sqrt(d)) V",
    summary="For each query, a mean of the values, weighted by how well their keys fit the query.",
    function="softmax(Q @ K.T / sqrt(d), axis=1) @ V",
    operands="Q:(m,d); K:(n,d); V:(n,p)",
    result="Y",
    derivative={
        "vjp[V]": "softmax(Q @ K.T / sqrt(d), axis=1).T @ Y_bar",
        "vjp[Q]": (
            "(softmax(Q @ K.T / sqrt(d), axis=1)"
            " * (Y_bar @ V.T - sum(Y * Y_bar, axis=1, keepdims=True))) @ K / sqrt(d)"
        ),
        "vjp[K]": (
            "(softmax(Q @ K.T / sqrt(d), axis=1)"
            " * (Y_bar @ V.T - sum(Y * Y_bar, axis=1, keepdims=True))).T @ Q / sqrt(d)"
        ),
    },
    why=(
        "Let `P` be the weights. The values receive `P.T @ Y_bar`, the weights `D = Y_bar @ V.T`. "
        "The softmax of each row passes `P * (D - sum(P * D, axis=1))` to the scores; that sum is "
        "`sum(Y * Y_bar, axis=1)`, because `Y = P @ V`, so it is known before `D` is. The scores "
        "are a product, which passes this to `K` and transposed to `Q`."
    ),
    pitfalls=(
        "A mask is a score of minus infinity: that key has weight 0 and receives nothing. A query "
        "whose keys are all masked has the weights 0/0: NaN, which the gradient of `V` gets even if "
        "that row is thrown away. Set them to 0: `where(mask, softmax(where(mask, S, -inf)), 0)`."
    ),
    vectors=(
        TestVector(
            operands={
                "Q": [[2.0, 0.0, 0.0, 0.0]],
                "K": [[1.0, 0.0, 2.0, 0.0], [1.0, 4.0, 0.0, 0.0]],
                "V": [[3.0], [7.0]],
            },
            cotangent=[[10.0]],
            value=[[5.0]],
            gradients={
                "Q": [[0.0, 20.0, -10.0, 0.0]],
                "K": [[-10.0, 0.0, 0.0, 0.0], [10.0, 0.0, 0.0, 0.0]],
                "V": [[5.0], [5.0]],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"Q": [[4000.0]], "K": [[1.0], [0.0]], "V": [[3.0], [7.0]]},
            value=[[3.0]],
            gradients={"Q": [[0.0]], "K": [[0.0], [0.0]], "V": [[1.0], [0.0]]},
            why="The exponentials would overflow; the weights do not.",
        ),
    ),
    references=("Vaswani et al. 2017, section 3.2.1", "Dao et al. 2022, backward pass"),
    see_also=("act.softmax", "linalg.matmul"),
    tags=("attention", "transformer", "query, key, value", "flash attention", "self-attention"),
)
