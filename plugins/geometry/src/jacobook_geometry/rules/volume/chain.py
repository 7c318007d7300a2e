"""The determinant of a Jacobian of nested maps."""

from jacobook import TestVector, structural

rule = structural(
    id="geom.volume.chain",
    title="Volume factors multiply",
    summary="One map after another stretches volumes by the product of their factors.",
    function="det(J(h, p))",
    operands="p:(2)",
    functions={
        "h(p) -> (2)": "f(g(p))",
        "g(p) -> (2)": "array([p[0]*cos(p[1]), p[0]*sin(p[1])])",
        "f(u) -> (2)": "array([u[0]**2 - u[1], u[0]*u[1]])",
    },
    derivative={
        "same": ("det(J(f, g(p)) @ J(g, p))", "det(J(f, g(p))) * det(J(g, p))"),
    },
    conditions="f and g are differentiable maps between spaces of the same dimension.",
    why=(
        "Near `p` the nested map acts on a small box as the product of the two Jacobians, and the "
        "determinant of a product is the product of the determinants. In an integral over `p` the "
        "absolute value of this number stands next to `dp`."
    ),
    pitfalls=(
        "The outer factor is taken at `g(p)`. A negative factor turns the box over; densities "
        "take the absolute value."
    ),
    vectors=(TestVector(operands={"p": [2.0, 0.0]}, value=16.0),),
    references=("Standard, change of variables",),
    see_also=("structural.chain.vector", "geom.volume.polar", "linalg.det"),
    tags=("change of variables", "Jacobian determinant", "normalising flow"),
)
