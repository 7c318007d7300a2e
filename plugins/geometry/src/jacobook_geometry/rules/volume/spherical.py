"""The volume factor of spherical coordinates."""

from jacobook import TestVector, structural

rule = structural(
    id="geom.volume.spherical",
    title="Volume factor of spherical coordinates",
    summary="A small step in radius and both angles sweeps a volume that vanishes at the poles.",
    function="det(J(f, p))",
    operands="p:(3)",
    functions={
        "f(p) -> (3)": (
            "array([p[0]*sin(p[1])*cos(p[2]), p[0]*sin(p[1])*sin(p[2]), p[0]*cos(p[1])])"
        )
    },
    derivative={
        "same": "p[0]**2 * sin(p[1])",
        "grad[p]": "array([2*p[0]*sin(p[1]), p[0]**2*cos(p[1]), 0])",
    },
    conditions="`p` is (radius, polar angle from the z axis, azimuth).",
    why=(
        "The steps outwards, down the meridian and along the parallel are at right angles, of "
        "lengths 1, `r` and `r*sin(polar angle)`. The volume of the box is their product."
    ),
    pitfalls="With the latitude in place of the polar angle the sine becomes a cosine.",
    vectors=(
        TestVector(
            operands={"p": [2.0, 0.5, -1.0]},
            value=1.917702154416812,
            gradients={"p": [1.917702154416812, 3.510330247561491, 0.0]},
            source="mpmath, 60 digits",
        ),
    ),
    references=("Standard, change of variables",),
    see_also=("geom.spherical", "geom.volume.polar", "geom.volume.chain"),
    tags=("change of variables", "Jacobian determinant"),
)
