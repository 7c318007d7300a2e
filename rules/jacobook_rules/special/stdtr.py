"""The distribution function of Student's t."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.stdtr",
    title="Student's t distribution function",
    summary=("The probability that a variable with Student's distribution is at most the entry."),
    function="stdtr(k, x)",
    operands="k:() int(1..5); x:(n)",
    partials={"x": "exp(-betaln(k / 2, 0.5) - (k + 1) / 2 * log1p(x**2 / k)) / sqrt(k)"},
    also={"elem[x]": "(1 + x**2 / k) ** (-(k + 1) / 2) / (sqrt(k) * beta(k / 2, 0.5))"},
    conditions="k > 0; the degrees of freedom k are held fixed, and need not be whole.",
    primal="scipy.special.stdtr",
    why=(
        "The slope of a distribution function is its density; this is Student's, computed through "
        "its logarithm."
    ),
    pitfalls=(
        "The derivative by the degrees of freedom has no closed form, and a gradient by it is "
        "refused."
    ),
    vectors=(
        TestVector(
            operands={"k": 3, "x": [0.5, -1.25]},
            value=[0.6742760175759245, 0.1499647339754313],
            gradients={"x": [0.3131809110088286, 0.1589118377496477]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="fractional",
            operands={"k": 2.5, "x": [0.5, -1.25]},
            value=[0.6711510400651427, 0.15777316579862571],
            gradients={"x": [0.3062258405858296, 0.15469833703416777]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="middle",
            operands={"k": 1, "x": [0.0]},
            value=[0.5],
            gradients={"x": [0.3183098861837907]},
            why="The density of the Cauchy distribution is highest there, `1 / pi`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 8.17"),
    see_also=("special.betainc", "special.ndtr"),
    tags=("Student's t", "t test", "Cauchy distribution"),
)
