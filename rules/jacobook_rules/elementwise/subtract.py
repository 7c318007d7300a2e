"""Vector subtraction."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="elementwise.subtract",
    title="Vector subtraction",
    summary="The difference of two vectors, entry by entry.",
    function="w - x",
    operands="w:(n); x:(n)",
    partials={"w": "1", "x": "-1"},
    also={
        "jac[w]": "eye(n)",
        "jac[x]": "-eye(n)",
        "vjp[w]": "y_bar",
        "vjp[x]": "-y_bar",
        "d": "dw - dx",
    },
    primal="numpy.subtract",
    analytic=True,
    why="As for addition, with a minus sign for what is subtracted.",
    vectors=(
        TestVector(
            operands={"w": [1.0, 2.0], "x": [10.0, 20.0]},
            value=[-9.0, -18.0],
            gradients={"w": [1.0, 1.0], "x": [-1.0, -1.0]},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.2 and 8.2",),
    see_also=("elementwise.add",),
)
