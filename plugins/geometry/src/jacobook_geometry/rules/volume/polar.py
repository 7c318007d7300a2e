"""The area factor of polar coordinates."""

from jacobook import TestVector, structural

rule = structural(
    id="geom.volume.polar",
    title="Area factor of polar coordinates",
    summary="A small step in radius and angle sweeps an area that grows with the radius.",
    function="det(J(f, p))",
    operands="p:(2)",
    functions={"f(p) -> (2)": "array([p[0]*cos(p[1]), p[0]*sin(p[1])])"},
    derivative={
        "same": "p[0]",
        "grad[p]": "array([1, 0])",
        "true": "J(f, p).T @ J(f, p) == array([[1, 0], [0, p[0]**2]])",
    },
    why=(
        "The columns of the Jacobian are at right angles, of lengths 1 and `r`; the box that they "
        "span has the area `r`. That is the `r` in `r*dr*da`."
    ),
    pitfalls="The factor is signed: for a negative radius take its absolute value.",
    vectors=(TestVector(operands={"p": [2.0, 0.5]}, value=2.0, gradients={"p": [1.0, 0.0]}),),
    references=("Standard, change of variables",),
    see_also=("geom.polar", "geom.volume.spherical", "geom.volume.chain"),
    tags=("change of variables", "Jacobian determinant"),
)
