"""The L2 penalty."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.weight_decay",
    title="L2 penalty (weight decay)",
    summary="A multiple of the squared length of the weights, which draws them towards zero.",
    function="0.5 * c * sum(w**2)",
    operands="w:(n); c:() pos",
    result="C",
    derivative={"grad[w]": "c * w", "grad[c]": "0.5 * sum(w**2)", "hess[w]": "c * eye(n)"},
    why=(
        "Each square has the slope `2 * w`, and the factor 1/2 cancels the 2. A step down this "
        "gradient shrinks every weight by the same share, hence the name weight decay."
    ),
    pitfalls=(
        "Without the factor 1/2 the gradient is `2 * c * w`; compare the definitions before the "
        "values of `c`."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, -2.0, 3.0], "c": 0.5},
            value=3.5,
            gradients={"w": [0.5, -1.0, 1.5], "c": 7.0},
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.l1_penalty", "loss.elastic_net", "reduce.sum_squares"),
    tags=("weight decay", "ridge", "Tikhonov", "L2 penalty", "regularisation", "L2 regularisation"),
)
