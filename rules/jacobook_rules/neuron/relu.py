"""The rectified linear unit of a scalar, as the paper writes it."""

from jacobook import TestVector, identity

rule = identity(
    id="neuron.relu",
    title="max(0, z) of a scalar",
    summary=(
        "The maximum of zero and a number has slope one where the number is positive, and slope "
        "zero elsewhere."
    ),
    function="maximum(0, z)",
    operands="z:() nonzero",
    derivative={"elem[z]": "where(z > 0, 1.0, 0.0)"},
    conditions="z is not 0.",
    why=(
        "Where `z` is positive the value is `z` itself and moves with it, at rate 1. Where `z` "
        "is negative the value is the constant 0, with derivative 0. At 0 the two pieces meet "
        "in a kink, where no derivative exists; like the article, we take 0 there."
    ),
    pitfalls=(
        "At 0 every slope between 0 and 1 is a subgradient. Some libraries answer 1/2 there for "
        "a maximum, because they share the slope between two operands; a literal 0 is no "
        "variable, so here the slope is 0."
    ),
    vectors=(
        TestVector(
            name="active",
            operands={"z": 2.5},
            value=2.5,
            gradients={"z": 1.0},
        ),
        TestVector(
            name="inactive",
            operands={"z": -3.0},
            value=0.0,
            gradients={"z": 0.0},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"z": 0.0},
            value=0.0,
            gradients={"z": 0.0},
            why=(
                "The article's convention: not positive, so the unit is off. It is the subgradient "
                "of least size."
            ),
        ),
    ),
    references=("Parr & Howard 2018, section 5",),
    see_also=(
        "act.relu",
        "elementwise.maximum",
        "neuron.relu_vector",
        "neuron.activation",
    ),
    tags=(
        "rectified linear unit",
        "max function",
        "piecewise linear",
        "the gradient of neuron activation",
    ),
)
