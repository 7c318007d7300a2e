"""The shape of the derivative of a vector by a vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.jacobian.shape.vv",
    title="Shape rule: vector by vector",
    summary="The derivative of a vector by a vector is a matrix: outputs by inputs.",
    function="f(x)",
    operands="x:(n)",
    functions={
        "f(x) -> (m)": "array([f1(x), f2(x), f3(x)])",
        "f1(x)": "x[0] * x[1]",
        "f2(x)": "5 * x[0] + x[1]**2",
        "f3(x)": "x[0]**2 * x[1]",
    },
    sizes={"n": 2},
    derivative={
        "jac[x]": (
            "array([[partial(f1, x, 0), partial(f1, x, 1)], [partial(f2, x, 0), partial(f2, x, "
            "1)], [partial(f3, x, 0), partial(f3, x, 1)]])"
        )
    },
    why=(
        "Each of the m outputs has n partial derivatives. Entry (i, j) is the derivative of "
        "output i by input j, so the shape `(m,)` of the value followed by the shape `(n,)` of "
        "the variable is `(m, n)`. The same rule gives the shape for matrices and larger "
        "arrays."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 2.0]},
            value=[6.0, 19.0, 18.0],
            gradients={"x": [19.0, 16.0]},
        ),
    ),
    references=("Parr & Howard 2018, section 4.1 (shape table)",),
    see_also=(
        "structural.jacobian.shape.ss",
        "structural.jacobian.shape.sv",
        "structural.jacobian.shape.vs",
        "structural.jacobian",
        "structural.jacobian.columns",
    ),
    tags=(
        "shape of the Jacobian",
        "shape table of Jacobians",
        "numerator layout",
    ),
)
