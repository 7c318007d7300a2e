"""The periodic kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.periodic",
    title="Periodic kernel",
    summary="The covariance of functions that repeat themselves.",
    function="exp(-2 * sum(sin(pi * (x - y) / p)**2) / s**2)",
    operands="x:(n); y:(n); p:() gt1; s:() pos",
    result="k",
    derivative={
        "grad[x]": "-2 * pi / (p * s**2) * k * sin(2 * pi * (x - y) / p)",
        "grad[y]": "2 * pi / (p * s**2) * k * sin(2 * pi * (x - y) / p)",
        "grad[p]": "2 * pi / (p * s)**2 * k * dot(x - y, sin(2 * pi * (x - y) / p))",
        "grad[s]": "4 / s**3 * k * sum(sin(pi * (x - y) / p)**2)",
    },
    conditions="The period p and the length scale s are positive.",
    why=(
        "The squared chord `4 * sin(u)**2` of a circle takes the place of the squared distance. Its "
        "slope in the angle is twice a sine and a cosine, which is the sine of the double angle."
    ),
    pitfalls=(
        "The likelihood has many local maxima in the period, close to each other for long data. "
        "Start the search at several periods."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0], "y": [0.5], "p": 3.0, "s": 2.0},
            value=0.8824969025845955,
            gradients={
                "x": [-0.4001680802116514],
                "y": [0.4001680802116514],
                "p": 0.06669468003527523,
                "s": 0.11031211282307443,
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal points",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0], "p": 3.0, "s": 0.5},
            value=1.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0], "p": 0.0, "s": 0.0},
            why="The kernel is largest there, and smooth.",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 4.31",),
    see_also=("kernel.rbf", "ufunc.sin"),
    tags=("kernel function", "stationary", "seasonality"),
)
