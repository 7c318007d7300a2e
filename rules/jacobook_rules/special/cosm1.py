"""The cosine less one."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.cosm1",
    title="Cosine less one",
    summary="The cosine minus one, with all its digits near 0.",
    function="cosm1(x)",
    operands="x:(n)",
    partials={"x": "-sin(x)"},
    also={"same": ("cos(x) - 1", "-2 * sin(x / 2)**2")},
    primal="scipy.special.cosm1",
    why="Subtracting a constant does not change the slope of the cosine.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[-0.12241743810962728, -0.6846776376047313],
            gradients={"x": [-0.479425538604203, 0.9489846193555862]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="near zero",
            operands={"x": [1e-08]},
            value=[-5e-17],
            gradients={"x": [-1e-08]},
            why="`cos(x) - 1` would be 0.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 4.20"),
    see_also=("ufunc.cos", "ufunc.expm1"),
)
