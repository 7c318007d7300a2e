"""Polar coordinates."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.polar",
    title="Polar to Cartesian coordinates",
    summary="The point of the plane at a given distance and direction.",
    function="array([p[0]*cos(p[1]), p[0]*sin(p[1])])",
    operands="p:(2)",
    derivative={
        "jac[p]": "array([[cos(p[1]), -p[0]*sin(p[1])], [sin(p[1]), p[0]*cos(p[1])]])",
        "d": "rot2(p[1]) @ array([dp[0], p[0]*dp[1]])",
        "vjp[p]": "array([1, p[0]]) * (rot2(p[1]).T @ y_bar)",
        "true": "dot(y, y) == p[0]**2",
    },
    conditions="`p` is (radius, angle).",
    why=(
        "A step outwards and a step around are at right angles: the radius moves the point along "
        "its direction, the angle across it, by the radius. Both together are a rotation of "
        "`(dr, r*da)`, and the determinant of the Jacobian is `r`."
    ),
    pitfalls="At radius 0 the angle has no influence: the Jacobian is singular there.",
    vectors=(
        TestVector(
            operands={"p": [2.0, 0.5]},
            cotangent=[1.0, -2.0],
            value=[1.7551651237807455, 0.958851077208406],
            gradients={"p": [-0.08126851531803328, -4.469181324769897]},
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"p": [0.0, 0.0]},
            value=[0.0, 0.0],
            gradients={"p": [1.0, 0.0]},
            why="Every angle stands for the origin: the slope in the angle is 0.",
        ),
    ),
    references=("Standard, change of coordinates",),
    see_also=("geom.spherical", "geom.volume.polar", "geom.rot2"),
    tags=("polar coordinates",),
)
