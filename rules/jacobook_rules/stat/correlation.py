"""Pearson's correlation."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="stat.correlation",
    title="Pearson correlation",
    summary="The cosine of the angle between two samples after each is centred.",
    function="dot(x - mean(x), y - mean(y)) / (norm2(x - mean(x)) * norm2(y - mean(y)))",
    operands="x:(n); y:(n)",
    result="r",
    derivative={
        "grad[x]": (
            "((y - mean(y)) / norm2(y - mean(y)) - r * (x - mean(x)) / norm2(x - mean(x)))"
            " / norm2(x - mean(x))"
        ),
        "grad[y]": (
            "((x - mean(x)) / norm2(x - mean(x)) - r * (y - mean(y)) / norm2(y - mean(y)))"
            " / norm2(y - mean(y))"
        ),
    },
    conditions="There are at least two pairs, and neither sample is constant.",
    why=(
        "It is the cosine similarity of the centred samples. The gradient is the unit vector of "
        "the other sample less its part along the own one, divided by the own length. It sums to "
        "zero already, so centering leaves it as it is."
    ),
    pitfalls="Two pairs always lie on a line: the correlation is 1 or -1 there, with slope 0.",
    vectors=(
        TestVector(
            operands={"x": [4.0, 4.0, 2.0, 2.0], "y": [8.0, 2.0, 0.0, -6.0]},
            value=0.8,
            gradients={
                "x": [0.15, -0.15, 0.15, -0.15],
                "y": [-0.006, 0.042, -0.042, 0.006],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="constant sample",
            operands={"x": [3.0, 3.0, 3.0, 3.0], "y": [1.0, 2.0, 6.0, 3.0]},
            value=nan,
            gradients={"x": [nan] * 4, "y": [nan] * 4},
            why="A constant has no direction: an undefined value has an undefined slope.",
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=("stat.corrcoef", "stat.covariance_scalar", "linalg.normalize"),
    tags=("correlation coefficient", "Pearson's r", "cosine of centred vectors", "correlation"),
)
