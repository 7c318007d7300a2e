"""The rectified linear unit applied to each entry of a vector."""

from jacobook import TestVector, identity

rule = identity(
    id="neuron.relu_vector",
    title="max(0, x) broadcast over a vector",
    summary=(
        "The maximum with zero, entry by entry: positive entries pass their slope, the others "
        "block it."
    ),
    function="maximum(0, x)",
    operands="x:(n) nonzero",
    derivative={
        "elem[x]": "where(x > 0, 1.0, 0.0)",
        "jac[x]": "diag(where(x > 0, 1.0, 0.0))",
        "vjp[x]": "y_bar * where(x > 0, 1.0, 0.0)",
    },
    conditions="No entry of x is 0.",
    why=(
        "The scalar function acts on each entry on its own, so the Jacobian is diagonal with "
        "the scalar derivatives on the diagonal. Pulling back therefore multiplies by zeros and "
        "ones: a gate that is open where the entry is positive."
    ),
    pitfalls=(
        "The paper prints the vector of diagonal entries for this derivative. The Jacobian is "
        "the diagonal matrix; the vector is what the code multiplies by."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.5, 0.5]},
            cotangent=[3.0, 4.0, -2.0],
            value=[2.0, 0.0, 0.5],
            gradients={"x": [3.0, 0.0, -2.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [0.0, 1.0]},
            value=[0.0, 1.0],
            gradients={"x": [0.0, 1.0]},
            why="The article's convention: an entry that is not positive is off.",
        ),
    ),
    references=("Parr & Howard 2018, section 5",),
    see_also=(
        "neuron.relu",
        "act.relu",
        "elementwise.unary",
        "elementwise.maximum",
    ),
    tags=(
        "rectified linear unit",
        "broadcasting a function",
        "max function",
        "the gradient of neuron activation",
    ),
)
