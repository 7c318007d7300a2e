"""The smooth L1 loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.smooth_l1",
    title="Smooth L1 loss",
    summary="The sum of distances, with the kink at zero rounded off to a parabola.",
    function="sum(where(abs(p - t) < b, 0.5 * (p - t)**2 / b, abs(p - t) - 0.5 * b))",
    operands="p:(n); t:(n); b:() pos",
    result="C",
    derivative={"grad[p]": "minimum(maximum((p - t) / b, -1), 1)"},
    conditions="b is positive.",
    why=(
        "Inside, the slope of `0.5 * r**2 / b` is `r / b`; outside, that of the distance is 1 or "
        "-1. Both are 1 at `r = b`. It is the Huber loss divided by its threshold."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, -2.0, 6.0], "t": [0.0, 1.0, 4.0], "b": 2.0},
            value=3.25,
            gradients={"p": [0.5, -1.0, 1.0], "t": [-0.5, 1.0, -1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="where the line begins",
            operands={"p": [2.0, -2.0], "t": [0.0, 0.0], "b": 2.0},
            value=2.0,
            gradients={"p": [1.0, -1.0]},
            why="Parabola and line have the same slope here.",
        ),
    ),
    references=("Girshick 2015",),
    see_also=("loss.huber", "loss.mae"),
    tags=("smooth L1", "Huber loss", "robust regression"),
)
