"""The polynomial kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.polynomial",
    title="Polynomial kernel",
    summary="A power of the dot product: the covariance of random polynomials.",
    function="(dot(x, y) + c)**p",
    operands="x:(n); y:(n); c:() pos; p:() int(2..3)",
    result="k",
    derivative={
        "grad[x]": "p * (dot(x, y) + c)**(p - 1) * y",
        "grad[y]": "p * (dot(x, y) + c)**(p - 1) * x",
        "grad[c]": "p * (dot(x, y) + c)**(p - 1)",
    },
    conditions="The degree p is a positive integer.",
    why=(
        "The power rule gives `p` times the next lower power, and the dot product has the slope "
        "`y` in `x`."
    ),
    pitfalls=(
        "Its values spread over many orders of magnitude. Scale the inputs to length 1, or divide "
        "by the root of `k(x, x) * k(y, y)`."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "y": [3.0, -1.0], "c": 2.0, "p": 3},
            value=27.0,
            gradients={"x": [81.0, -27.0], "y": [27.0, 54.0], "c": 27.0},
        ),
    ),
    references=("Rasmussen & Williams 2006, section 4.2.2",),
    see_also=("kernel.linear", "scalar.power"),
    tags=("kernel function", "support vector machine"),
)
