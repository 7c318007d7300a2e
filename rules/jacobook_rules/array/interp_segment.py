"""Linear interpolation between two points."""

from jacobook import TestVector, identity

rule = identity(
    id="array.interp_segment",
    title="Interpolation between two points",
    summary="Heights on the line through two points, between these.",
    function="f + (x - a) * (g - f) / (b - a)",
    operands="x:(m) range(0.1,0.9); a:() range(-2,-0.5); b:() range(1.2,2.5); f:(); g:()",
    derivative={
        "elem[x]": "(g - f) / (b - a)",
        "jac[a]": "(x - b) * (g - f) / (b - a)**2",
        "jac[b]": "(a - x) * (g - f) / (b - a)**2",
        "jac[f]": "(b - x) / (b - a)",
        "jac[g]": "(x - a) / (b - a)",
        "same": "interp(x, stack([a, b]), stack([f, g]))",
    },
    conditions="a < x < b.",
    why=(
        "The value is `(1 - t) * f + t * g` with `t = (x - a) / (b - a)`. Its slopes in the heights "
        "are the shares `1 - t` and `t`. Moving `x` moves `t` by `1 / (b - a)`; moving an end of "
        "the interval moves `t` by the quotient rule."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0], "a": 0.0, "b": 4.0, "f": 2.0, "g": 10.0},
            value=[4.0],
            gradients={"x": [2.0], "a": -1.5, "b": -0.5, "f": 0.75, "g": 0.25},
        ),
    ),
    references=("NumPy reference, interp",),
    see_also=("array.interp", "array.linspace"),
)
