"""The loss of k-means in its centres."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.metric.kmeans",
    title="k-means loss",
    summary="The sum over all points of the squared distance to the nearest centre.",
    function="sum(min(pdist2(X, C), axis=1))",
    operands="X:(m,n); C:(k,n)",
    result="f",
    derivative={
        "grad[X]": (
            "2 * sum(where(pdist2(X, C) == min(pdist2(X, C), axis=1)[:, None], 1.0, 0.0)[:, :, None]"
            " * (X[:, None] - C[None]), axis=1)"
        ),
        "grad[C]": (
            "2 * sum(where(pdist2(X, C) == min(pdist2(X, C), axis=1)[:, None], 1.0, 0.0)[:, :, None]"
            " * (C[None] - X[:, None]), axis=0)"
        ),
    },
    conditions="Each point has one nearest centre.",
    why=(
        "A small movement changes no assignment, so each point feels its own centre only. The "
        "gradient of a centre is twice its distance from the mean of its points, times their "
        "number: where it is zero, every centre is the mean of its points."
    ),
    pitfalls=(
        "A centre that is nearest to no point has gradient 0 and stays where it is. The step of "
        "k-means itself is a Newton step: the gradient divided by twice the number of points."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[0.0, 0.0], [2.0, 0.0], [9.0, 9.0]],
                "C": [[0.0, 1.0], [9.0, 8.0], [50.0, 50.0]],
            },
            value=7.0,
            gradients={
                "X": [[0.0, -2.0], [4.0, -2.0], [0.0, 2.0]],
                "C": [[-4.0, 4.0], [0.0, -2.0], [0.0, 0.0]],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="two nearest centres",
            operands={"X": [[0.0, 0.0]], "C": [[1.0, 0.0], [-1.0, 0.0]]},
            value=1.0,
            gradients={"X": [[0.0, 0.0]], "C": [[1.0, 0.0], [-1.0, 0.0]]},
            why="A tie shares the slope equally: half of the point belongs to each centre.",
        ),
    ),
    references=("Bottou & Bengio 1995",),
    see_also=("dist.pairwise_sq", "dist.sqeuclidean", "reduce.min"),
    tags=("clustering", "k-means", "vector quantisation"),
)
