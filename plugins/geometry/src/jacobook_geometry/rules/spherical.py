"""Spherical coordinates."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.spherical",
    title="Spherical to Cartesian coordinates",
    summary="The point in space at a given distance, polar angle and azimuth.",
    function="array([p[0]*sin(p[1])*cos(p[2]), p[0]*sin(p[1])*sin(p[2]), p[0]*cos(p[1])])",
    operands="p:(3)",
    derivative={
        "jac[p]": (
            "array([[sin(p[1])*cos(p[2]), p[0]*cos(p[1])*cos(p[2]), -p[0]*sin(p[1])*sin(p[2])], "
            "[sin(p[1])*sin(p[2]), p[0]*cos(p[1])*sin(p[2]), p[0]*sin(p[1])*cos(p[2])], "
            "[cos(p[1]), -p[0]*sin(p[1]), 0]])"
        ),
        "true": "dot(y, y) == p[0]**2",
    },
    conditions="`p` is (radius, polar angle from the z axis, azimuth).",
    why=(
        "Differentiate entry by entry. The columns are the steps outwards, down the meridian and "
        "along the parallel; they are at right angles, of lengths 1, `r` and `r*sin(polar angle)`."
    ),
    pitfalls=(
        "Many texts swap the angles, or count the latitude from the equator. On the z axis the "
        "azimuth has no influence, and the Jacobian is singular."
    ),
    vectors=(
        TestVector(
            operands={"p": [2.0, 0.5, -1.0]},
            cotangent=[1.0, -2.0, 3.0],
            value=[0.5180694479998514, -0.8068453602226698, 1.7551651237807455],
            gradients={"p": [3.698627769893714, 1.0256075823493724, -0.22929353577703304]},
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="north pole",
            operands={"p": [2.0, 0.0, 0.0]},
            value=[0.0, 0.0, 2.0],
            gradients={"p": [1.0, 2.0, 0.0]},
            why="Every azimuth stands for the pole: the slope in it is 0.",
        ),
    ),
    references=("Standard, change of coordinates",),
    see_also=("geom.polar", "geom.volume.spherical"),
    tags=("spherical coordinates",),
)
