"""The logistic loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.logistic",
    title="Logistic loss with labels +1 and -1",
    summary="The negative logarithm of the probability that a logistic model gives the labels.",
    function="sum(softplus(-t * p))",
    operands="p:(n); t:(n) pm1",
    result="C",
    derivative={
        "grad[p]": "-t * sigmoid(-t * p)",
        "hess[p]": "diag(sigmoid(t * p) * sigmoid(-t * p))",
        "same": "sum(log(1 + exp(-t * p)))",
    },
    why=(
        "Each term is the softplus of `-t * p`, whose slope is the sigmoid; the inner derivative "
        "is `-t`. So every score is pulled to the side of its label, with the probability of the "
        "other label as force. In the Hessian the factor `t**2` is 1."
    ),
    pitfalls=(
        "Written as `log(1 + exp(-t * p))`, the exponential overflows for a score far on the wrong "
        "side. In the book this form is recognised as the softplus."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.0, 2.0, 3.0], "t": [1.0, 1.0, -1.0]},
            value=3.8686625431766597,
            gradients={"p": [-0.5, -0.11920292202211756, 0.9525741268224333]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far on the wrong side",
            operands={"p": [1000.0, -1000.0], "t": [-1.0, -1.0]},
            value=1000.0,
            gradients={"p": [1.0, 0.0]},
            why="The exponential would overflow; the loss is a straight line there.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.bce_logits", "loss.hinge", "act.softplus", "act.sigmoid"),
    tags=("logistic loss", "log loss", "logistic regression", "classification"),
)
