"""The generalised exponential integral."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(k: Array, x: Array) -> Array:
    """SciPy's function; orders below 1 by the incomplete gamma function."""
    import numpy as np
    from scipy import special

    low = np.minimum(k, 0)
    below = special.gamma(1 - low) * special.gammaincc(1 - low, x) * np.power(x, low - 1.0)
    y = np.where(np.less(k, 1), below, special.expn(np.maximum(k, 1), x))
    return y.astype(np.result_type(k, x, 0.0))[()]


rule = elementwise(
    id="special.expn",
    title="Exponential integral of an order",
    summary=(
        "The exponential integral of a whole order: the integral of a decaying exponential "
        "divided by a power."
    ),
    function="expn(k, x)",
    operands="k:() int(1..3); x:(n) pos",
    partials={"x": "-expn(k - 1, x)"},
    conditions="x > 0; the order k is a whole number and is held fixed.",
    primal=primal,
    numpy=("scipy.special.expn",),
    why=(
        "`y` is the integral of `exp(-x * t) / t**k` over `t` from 1 on. Differentiating under "
        "the integral brings a factor `-t`, which lowers the order by one. Order 0 is `exp(-x) / "
        "x`, and still lower ones are needed for higher derivatives."
    ),
    pitfalls="The order is not differentiable: a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"k": 2, "x": [0.5, 3.0]},
            value=[0.326643862324553, 0.01064192508527283],
            gradients={"x": [-0.5597735947761608, -0.013048381094197037]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 1",
            operands={"k": 1, "x": [0.25, 2.0]},
            value=[1.0442826344437381, 0.04890051070806112],
            gradients={"x": [-3.1152031322856195, -0.06766764161830635]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero, order 2",
            operands={"k": 2, "x": [0.0]},
            value=[1.0],
            gradients={"x": [-inf]},
            why="The value is finite, the curve upright.",
        ),
        TestVector(
            name="zero, order 3",
            operands={"k": 3, "x": [0.0]},
            value=[0.5],
            gradients={"x": [-1.0]},
            why="At 0 the value is `1 / (k - 1)`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 8.19.13"),
    see_also=("special.exp1", "special.gammaincc"),
    tags=("exponential integral",),
)
