"""The Matern 1/2 kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.matern12",
    title="Matern 1/2 kernel",
    summary="A covariance that falls exponentially with the distance: rough functions.",
    function="exp(-norm2(x - y) / s)",
    operands="x:(n); y:(n); s:() pos",
    result="k",
    derivative={
        "grad[x]": "-k * (x - y) / (s * norm2(x - y))",
        "grad[y]": "k * (x - y) / (s * norm2(x - y))",
        "grad[s]": "k * norm2(x - y) / s**2",
    },
    conditions="x and y differ, and s is positive.",
    why=(
        "The slope of the exponential is itself, and that of the distance is the unit vector from "
        "`y` to `x`. The slope does not vanish towards equal points: the kernel has a tip there."
    ),
    pitfalls=(
        "Functions with this covariance are continuous and nowhere differentiable. For a whole "
        "kernel matrix write `matern12(pdist2(X, Y) / s**2)`; the root of the squared distances "
        "gives NaN on its diagonal."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "y": [1.0, 5.0], "s": 5.0},
            value=0.36787944117144233,
            gradients={
                "x": [-0.04414553294057308, 0.058860710587430774],
                "y": [0.04414553294057308, -0.058860710587430774],
                "s": 0.07357588823428847,
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal points",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0], "s": 0.5},
            value=1.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0], "s": 0.0},
            why="The tip falls alike in all directions; the slope 0 prefers none.",
        ),
    ),
    references=("Rasmussen & Williams 2006, section 4.2.1",),
    see_also=("kernel.profile.matern12", "kernel.matern32", "dist.euclidean"),
    tags=("kernel function", "stationary", "exponential kernel", "Laplacian kernel"),
)
