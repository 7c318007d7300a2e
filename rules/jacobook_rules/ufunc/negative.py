"""The negative."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.negative",
    title="Negative",
    summary="Each entry with the other sign.",
    function="-x",
    operands="x:(n)",
    partials={"x": "-1"},
    primal="numpy.negative",
    analytic=True,
    why="When an entry rises, its negative falls by the same amount.",
    vectors=(
        TestVector(
            operands={"x": [1.5, -2.0]},
            cotangent=[3.0, -5.0],
            value=[-1.5, 2.0],
            gradients={"x": [-3.0, 5.0]},
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.positive",
        "elementwise.subtract",
    ),
)
