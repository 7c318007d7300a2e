"""The contrastive loss of a dissimilar pair."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.contrastive",
    title="Contrastive loss for a dissimilar pair",
    summary="What two points lack to be apart by a margin, squared.",
    function="0.5 * maximum(0, c - norm2(x - y))**2",
    operands="x:(n) unit; y:(n) unit; c:() range(5,6)",
    result="C",
    derivative={"grad[x]": "-maximum(0, c - norm2(x - y)) * (x - y) / norm2(x - y)"},
    conditions="The two points are different.",
    why=(
        "The square has the slope `maximum(0, c - norm2(x - y))`, and the distance moves with `x` "
        "along the unit vector `(x - y) / norm2(x - y)`: the points are driven apart, until their "
        "distance is `c`."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 0.0], "y": [0.0, 4.0], "c": 7.0},
            value=2.0,
            gradients={"x": [-1.2, 1.6], "y": [1.2, -1.6], "c": 2.0},
        ),
    ),
    special_points=(
        TestVector(
            name="the same point",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0], "c": 2.0},
            value=2.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why="No direction leads apart rather than another: the subgradient of the norm is 0.",
        ),
    ),
    references=("Hadsell, Chopra & LeCun 2006",),
    see_also=("loss.triplet", "linalg.norm2.distance", "loss.infonce"),
    tags=("contrastive loss", "metric learning", "embedding", "margin"),
)
