"""The element-wise quotient."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="elementwise.divide",
    title="Element-wise quotient",
    summary="The quotient of two vectors, entry by entry.",
    function="w / x",
    operands="w:(n); x:(n) nonzero",
    partials={"w": "1 / x", "x": "-(y / x)"},
    also={
        "elem[x]": "-w / x**2",
        "jac[w]": "diag(1 / x)",
        "jac[x]": "diag(-w / x**2)",
        "vjp[w]": "y_bar / x",
        "vjp[x]": "-y_bar * w / x**2",
        "d": "dw / x - w * dx / x**2",
    },
    conditions="No entry of x is zero.",
    primal="numpy.divide",
    analytic=True,
    why="The quotient rule for one entry; the entries do not mix, so the Jacobians are diagonal.",
    vectors=(
        TestVector(
            operands={"w": [6.0, 1.0], "x": [2.0, -4.0]},
            value=[3.0, -0.25],
            gradients={"w": [0.5, -0.25], "x": [-1.5, -0.0625]},
        ),
    ),
    special_points=(
        TestVector(
            name="division by zero",
            operands={"w": [1.0, 0.0], "x": [0.0, 0.0]},
            value=[inf, nan],
            gradients={"w": [inf, inf], "x": [-inf, nan]},
            why="IEEE arithmetic: the value and its slopes are infinite or undefined together.",
        ),
    ),
    references=("Parr & Howard 2018, sections 4.2 and 8.2",),
    see_also=("elementwise.multiply", "array.divide_broadcast"),
)
