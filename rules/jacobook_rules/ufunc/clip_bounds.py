"""Clipping, differentiated by the bounds."""

from jacobook import TestVector, identity

rule = identity(
    id="ufunc.clip_bounds",
    title="Clip with respect to its bounds",
    summary="How clipped entries move with the bounds.",
    function="minimum(maximum(x, a), b)",
    operands="x:(n) range(-2,2); a:() range(-0.9,-0.5); b:() range(0.4,0.8)",
    derivative={
        "elem[x]": "where((x > a) & (x < b), 1.0, 0.0)",
        "jac[a]": "where(x < a, 1.0, 0.0)",
        "jac[b]": "where(x > b, 1.0, 0.0)",
    },
    conditions="No entry is at a bound.",
    why="A clipped entry is a bound and moves with it; no other entry reads the bounds.",
    vectors=(
        TestVector(
            operands={"x": [-3.0, 0.25, 2.0, 5.0], "a": -1.0, "b": 1.0},
            cotangent=[10.0, 20.0, 30.0, 40.0],
            value=[-1.0, 0.25, 1.0, 1.0],
            gradients={"x": [0.0, 20.0, 0.0, 0.0], "a": 10.0, "b": 70.0},
        ),
    ),
    special_points=(
        TestVector(
            name="at the bounds",
            operands={"x": [-1.0, 1.0], "a": -1.0, "b": 1.0},
            value=[-1.0, 1.0],
            gradients={"x": [0.5, 0.5], "a": 0.5, "b": 0.5},
            why="Two variables share the slope of a tie equally.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.clip",
        "elementwise.maximum",
        "ufunc.minimum",
    ),
)
