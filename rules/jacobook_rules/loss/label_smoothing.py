"""Cross entropy with smoothed labels."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.label_smoothing",
    title="Cross entropy with label smoothing",
    summary="Cross entropy in which every class gets a small share of the label.",
    function="-sum(((1 - c) * k + c / n) * log_softmax(z))",
    operands="z:(n); k:(n) onehot; c:() unit01",
    result="C",
    derivative={"grad[z]": "softmax(z) - (1 - c) * k - c / n"},
    conditions="The label k is one-hot; the share c lies between 0 and 1.",
    why=(
        "The smoothed label is a distribution: `1 - c` at the right class, and `c` spread over all "
        "of them. So the gradient is that of cross entropy with soft targets, the softmax less "
        "this label."
    ),
    vectors=(
        TestVector(
            operands={"z": [0.0, 0.0, 0.0, 0.0], "k": [0.0, 1.0, 0.0, 0.0], "c": 0.5},
            value=1.3862943611198906,
            gradients={"z": [0.125, -0.375, 0.125, 0.125], "c": 0.0},
        ),
    ),
    references=("Szegedy et al. 2016",),
    see_also=("loss.softmax_cross_entropy", "loss.softmax_cross_entropy.index"),
    tags=("label smoothing", "cross entropy", "regularisation", "classification"),
)
