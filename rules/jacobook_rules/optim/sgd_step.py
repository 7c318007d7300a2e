"""What one step of gradient descent does to the cost."""

from jacobook import TestVector, structural

rule = structural(
    id="optim.sgd_step",
    title="Gradient descent step: first-order change of the cost along the step",
    summary=(
        "A small step against the gradient lowers the cost at the rate of the squared length of "
        "the gradient."
    ),
    function="C(w - eta * J(C, w))",
    operands="w:(n); eta:() range(0.01,0.3)",
    functions={"C(w)": "w[0]**2 + w[0] * w[1] + 2 * w[1]**2"},
    sizes={"n": 2},
    derivative={"grad[eta]": "-dot(J(C, w - eta * J(C, w)), J(C, w))"},
    conditions=(
        "C is differentiable. At eta = 0 the value is minus the squared norm of the gradient, "
        "so a small enough step does not increase the cost."
    ),
    why=(
        "The step moves the weights along a straight line, from `w` in the direction `-J(C, "
        "w)`, and `eta` says how far. By the chain rule the cost changes at the rate of its "
        "gradient at the new point, times that direction. At the start both gradients are the "
        "same, and their dot product is a squared length, never negative: so the cost falls at "
        "first."
    ),
    pitfalls=(
        "The promise holds for small steps only. Once the gradient at the new point turns "
        "against the old one, the derivative changes its sign, and longer steps raise the cost "
        "again."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 2.0], "eta": 0.1},
            value=3.44,
            gradients={"w": [1.34, 2.77], "eta": -54.2},
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 6.1 and 6.2 (update rules)",
        "The Matrix Calculus You Need For Deep Learning (article), introduction",
    ),
    see_also=(
        "loss.neuron_mse.w",
        "loss.neuron_mse.b",
        "structural.gradient",
        "structural.chain.scalar_vector_scalar",
    ),
    tags=(
        "gradient descent",
        "stochastic gradient descent",
        "learning rate",
        "update rule",
        "training step",
    ),
)
