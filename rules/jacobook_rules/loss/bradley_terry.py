"""The pairwise logistic loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.bradley_terry",
    title="Pairwise logistic (Bradley-Terry) loss",
    summary="What it costs that the score of the preferred item is not far above the other's.",
    function="softplus(y - x)",
    operands="x:(); y:()",
    result="C",
    derivative={
        "elem[x]": "-sigmoid(y - x)",
        "elem[y]": "sigmoid(y - x)",
        "same": "log(1 + exp(-(x - y)))",
    },
    why=(
        "The softplus of `y - x`, the lead of the item that was not preferred. Its slope is the "
        "sigmoid of that lead: the probability which the model gives to the wrong order."
    ),
    vectors=(
        TestVector(
            operands={"x": 1.0, "y": 3.0},
            value=2.1269280110429727,
            gradients={"x": -0.8807970779778824, "y": 0.8807970779778824},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far on the wrong side",
            operands={"x": 0.0, "y": 1000.0},
            value=1000.0,
            gradients={"x": -1.0, "y": 1.0},
            why="The exponential would overflow; the loss is a straight line there.",
        ),
    ),
    references=("Bradley & Terry 1952", "Burges et al. 2005"),
    see_also=("loss.logistic", "act.softplus", "act.sigmoid"),
    tags=("Bradley-Terry", "RankNet", "preference", "ranking", "reward model"),
)
