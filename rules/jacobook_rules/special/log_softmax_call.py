"""SciPy's logarithm of softmax."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def expand(x: Array, axis: shapes.Axis = None) -> Array:
    """Over all entries unless an axis is given."""
    return op.log_softmax(x, axis=axis)


rule = derived(
    id="special.log_softmax_call",
    title="SciPy's log-softmax",
    summary=(
        "The logarithm of softmax as SciPy calls it: over all entries unless an axis is given."
    ),
    function="log_softmax(x, axis=None)",
    operands="x:(m,n)",
    derivative={
        "vjp[x]": "y_bar - exp(y) * sum(y_bar)",
        "d": "dx - sum(exp(y) * dx)",
        "same": "x - logsumexp(x)",
    },
    numpy=("scipy.special.log_softmax",),
    parameters={"axis": None},
    shape=shapes.unchanged,
    expand=expand,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}),
    why=(
        "The same function as `act.log_softmax`, where the last axis is the default. Each entry "
        "moves with itself, and all move back by the slope of `logsumexp(x)`."
    ),
    pitfalls="SciPy takes all entries of a matrix together unless `axis` is given.",
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0, 0.0]]},
            cotangent=[[1.0, 0.0, 0.0]],
            value=[[-1.4076059644443804, -0.4076059644443803, -2.40760596444438]],
            gradients={"x": [[0.7552715289452023, -0.6652409557748219, -0.09003057317038046]]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[0.0, 3.0], [0.0, 3.0]]},
            parameters={"axis": 0},
            cotangent=[[1.0, 0.0], [0.0, 4.0]],
            value=[
                [-0.6931471805599453, -0.6931471805599453],
                [-0.6931471805599453, -0.6931471805599453],
            ],
            gradients={"x": [[0.5, -2.0], [-0.5, 2.0]]},
        ),
    ),
    references=("SciPy special reference",),
    see_also=("act.log_softmax", "special.softmax_call"),
    tags=("log-softmax",),
)
