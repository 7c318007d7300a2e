"""Huber's loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.huber",
    title="Huber loss",
    summary="Half the square of a small error, and a straight line for a large one.",
    function="sum(where(abs(p - t) <= d, 0.5 * (p - t)**2, d * (abs(p - t) - 0.5 * d)))",
    operands="p:(n); t:(n); d:() pos",
    result="C",
    derivative={
        "grad[p]": "minimum(maximum(p - t, -d), d)",
        "grad[d]": "sum(maximum(abs(p - t) - d, 0))",
        "hess[p]": "diag(where(abs(p - t) <= d, 1.0, 0.0))",
    },
    conditions="d is positive. The Hessian exists where no error has exactly the size d.",
    why=(
        "Inside, `0.5 * r**2` has the slope `r`; outside, `d * abs(r)` has the slope `d` or `-d`. "
        "Together that is the error, clipped to `d`: the slope is continuous, and no single error "
        "pulls harder than `d`."
    ),
    pitfalls=(
        "The smooth L1 loss is this one divided by `d`. The second derivative jumps from 1 to 0 at "
        "`abs(p - t) = d`; there it is taken from inside."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, -2.0, 6.0], "t": [0.0, 1.0, 4.0], "d": 1.5},
            value=5.75,
            gradients={"p": [1.0, -1.5, 1.5], "t": [-1.0, 1.5, -1.5], "d": 2.0},
        ),
    ),
    special_points=(
        TestVector(
            name="where the line begins",
            operands={"p": [1.5, -1.5], "t": [0.0, 0.0], "d": 1.5},
            value=2.25,
            gradients={"p": [1.5, -1.5], "d": 0.0},
            why="Parabola and tangent have the same slope here.",
        ),
    ),
    references=("Huber 1964",),
    see_also=("loss.mae", "loss.mse", "loss.smooth_l1", "loss.log_cosh"),
    tags=("Huber loss", "robust regression"),
)
