"""Layer normalisation of a vector."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="nn.layer_norm",
    title="Layer normalisation of a vector with scale and shift",
    summary="A vector brought to mean 0 and variance 1, then scaled and shifted entry by entry.",
    function="g * (x - mean(x)) / sqrt(var(x) + c) + b",
    operands="x:(n); g:(n); b:(n); c:() pos",
    derivative={
        "vjp[x]": (
            "(g * y_bar - mean(g * y_bar) - (x - mean(x)) * mean(g * y_bar * (x - mean(x)))"
            " / (var(x) + c)) / sqrt(var(x) + c)"
        ),
        "vjp[g]": "y_bar * (x - mean(x)) / sqrt(var(x) + c)",
        "vjp[b]": "y_bar",
        "jac[x]": (
            "diag(g) @ (eye(n) - (ones((n, n)) + outer(x - mean(x), x - mean(x)) / (var(x) + c)) / n)"
            " / sqrt(var(x) + c)"
        ),
    },
    conditions="c is positive, or x is not constant.",
    why=(
        "Let `h = g * y_bar` be what arrives at the normalised vector. Subtracting the mean takes "
        "the mean of `h` away again. Dividing by the root `s` of `var(x) + c` divides by `s`, and "
        "since `s` itself moves by `(x - mean(x)) / (n * s)`, takes away the part of `h` along "
        "`x - mean(x)`. What is left has sum 0: shifting `x` changes nothing."
    ),
    pitfalls=(
        "Holding the mean and the variance constant gives `g * y_bar / s`, which is wrong: both "
        "move with every entry. The variance here divides by `n`, not by `n - 1`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.0, 0.0, 3.0], "g": [2.0, 4.0, -2.0], "b": [1.0, 0.0, 3.0], "c": 2.0},
            cotangent=[1.0, 2.0, -1.0],
            value=[0.0, -2.0, 1.0],
            gradients={
                "x": [-1.25, 1.75, -0.5],
                "g": [-0.5, -1.0, -1.0],
                "b": [1.0, 2.0, -1.0],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="constant row",
            operands={"x": [5.0, 5.0], "g": [2.0, 1.0], "b": [1.0, 3.0], "c": 4.0},
            cotangent=[1.0, 4.0],
            value=[1.0, 3.0],
            gradients={"x": [-0.5, 0.5], "g": [0.0, 0.0], "b": [1.0, 4.0]},
            why="The constant `c` under the root keeps the slope finite.",
        ),
        TestVector(
            name="constant row, nothing added",
            operands={"x": [5.0, 5.0], "g": [2.0, 1.0], "b": [1.0, 3.0], "c": 0.0},
            value=[nan, nan],
            gradients={"x": [nan, nan], "g": [nan, nan], "b": [1.0, 1.0]},
            why="Zero divided by zero: an undefined value has an undefined slope.",
        ),
    ),
    references=("Ba, Kiros & Hinton 2016",),
    see_also=("nn.layer_norm.rows", "nn.standardize", "nn.batch_norm", "nn.rms_norm", "reduce.var"),
    tags=("LayerNorm", "normalisation layer", "layer normalization"),
)
