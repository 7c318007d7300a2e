"""SciPy's softmax."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def expand(x: Array, axis: shapes.Axis = None) -> Array:
    """Over all entries unless an axis is given."""
    return op.softmax(x, axis=axis)


rule = derived(
    id="special.softmax_call",
    title="SciPy's softmax",
    summary="Softmax as SciPy calls it: over all entries unless an axis is given.",
    function="softmax(x, axis=None)",
    operands="x:(m,n)",
    derivative={
        "vjp[x]": "y * (y_bar - sum(y * y_bar))",
        "d": "y * (dx - sum(y * dx))",
        "same": "exp(x) / sum(exp(x))",
    },
    numpy=("scipy.special.softmax",),
    parameters={"axis": None},
    shape=shapes.unchanged,
    expand=expand,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}),
    why=(
        "The same function as `act.softmax`, where the last axis is the default. The quotient "
        "rule on `exp(x) / sum(exp(x))` gives each entry the mean of the directions to subtract."
    ),
    pitfalls="SciPy takes all entries of a matrix together unless `axis` is given.",
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0, 0.0]]},
            cotangent=[[1.0, 0.0, 0.0]],
            value=[[0.24472847105479764, 0.6652409557748219, 0.09003057317038046]],
            gradients={"x": [[0.1848364465099787, -0.16280340198980442, -0.022033044520174298]]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[0.0, 3.0], [0.0, 3.0]]},
            parameters={"axis": 0},
            cotangent=[[1.0, 0.0], [0.0, 4.0]],
            value=[[0.5, 0.5], [0.5, 0.5]],
            gradients={"x": [[0.25, -1.0], [-0.25, 1.0]]},
        ),
    ),
    references=("SciPy special reference",),
    see_also=("act.softmax", "special.log_softmax_call"),
    tags=("softmax",),
)
